"""What pdfplumber's reader draws of a page, kept as runs and rules instead of two records for every character.

pdfminer's fonts, resources and text states are used as they are; colours are not followed.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.layout import LTChar
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFInterpreterError, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import stream_value
from pdfminer.utils import Matrix, apply_matrix_pt, mult_matrix

from extract.readers.page.content import (
    LEAN,
    TWICE,
    Box,
    Point,
    Rule,
    Run,
    TurnedText,
    believed_descent,
    is_fill,
    is_symbol_font,
    rectangle,
    rules_of,
)
from extract.readers.pdf.engines.content_stream import read_operations
from extract.readers.pdf.engines.matrix import page_matrix, page_size
from plan.patterns import lazy_pattern
from plan.script import SMALL_SQUARE, SOFT_HYPHEN, UNKNOWN

LATELY = 8  # the same characters before it that are looked at
NO_UNICODE = lazy_pattern(r"\(cid:\d+\)")  # what pdfminer shows of a character without a meaning
BLANK = 32  # the code that word spacing is for (ISO 32000-1, 9.3.3)
SINGLE_STROKES = ("ml", "mlh")
Segment = tuple[Any, ...]  # its operator, and its coordinates


class Glyph(NamedTuple):
    """What a code of a font shows, how far it moves on at size 1, and what tells another print of it."""

    mark: str
    width: float
    same: tuple[str, str]


Placed = tuple[Glyph, float, float]  # with its left and right edge


class Glyphs(dict[int, Glyph]):
    """The glyphs of a font by their codes."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font
        name = font.fontname
        self.name = name.decode("latin-1") if isinstance(name, bytes) else str(name)  # bytes where it is no UTF-8

    def __missing__(self, code: int) -> Glyph:
        try:
            text = self._font.to_unichr(code).replace(SOFT_HYPHEN, "-")
        except PDFUnicodeNotDefined:
            text = f"(cid:{code})"
        mark = UNKNOWN if NO_UNICODE.fullmatch(text) else text
        if is_symbol_font(self.name) and not text.isspace():
            mark = SMALL_SQUARE
        glyph = self[code] = Glyph(mark, self._font.char_width(code), (text, self.name))
        return glyph


class _Style(NamedTuple):
    """What the characters of a run have in common."""

    font: str
    bottom: float
    size: float


class Drawing(PDFTextDevice):
    """The runs and rules of a page that shows a box turned by quarters; ``known`` keeps fonts' glyphs.

    ``to_page`` leads from the file's coordinates to points from the page's lower left corner, as pdfminer counts them.
    """

    ctm: Matrix

    def __init__(
        self, resources: PDFResourceManager, known: MutableMapping[PDFFont, Glyphs], box: Box, turns: int
    ) -> None:
        super().__init__(resources)
        self.runs: list[Run] = []
        self.rules: list[Rule] = []
        self.fills: list[Box] = []
        self._known = known
        self.width, self.height = page_size(box, turns)
        a, b, c, d, e, f = page_matrix(box, turns)
        self.to_page: Matrix = (a, -b, c, -d, e, self.height - f)
        self.sideways = 0
        self.asides: list[TurnedText] = []
        self._aside: list[tuple[str, Point]] = []  # of the string that is being drawn
        self._style: _Style | None = None  # of the last run
        self._columns: tuple[list[str], list[float], list[float]] = ([], [], [])
        self._seen: defaultdict[tuple[str, str], deque[Point]] = defaultdict(lambda: deque(maxlen=LATELY))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Draw the strings of a text operator; those that do not stand upright are left to pdfminer, one by one."""
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        font, size, scaling = textstate.font, textstate.fontsize, textstate.scaling * 0.01
        if font.is_vertical() or b or c or not (a > 0 and d > 0 and size > 0 and scaling > 0):
            self._aside = []
            super().render_string(textstate, seq, ncs, graphicstate)
            if self._aside:
                marks, places = zip(*self._aside, strict=True)
                self.asides.append(TurnedText("".join(marks), places[0], places[-1]))
            return
        glyphs = self._glyphs(font)
        x, y = textstate.linematrix
        stretch = size * scaling
        between = textstate.charspace * scaling
        behind_blank = 0 if font.is_multibyte() else textstate.wordspace * scaling
        style = _Style(
            glyphs.name,
            self.height - d * (believed_descent(font.get_descent()) * size + textstate.rise + y) - f,
            d * size,
        )
        begun = False
        placed: list[Placed] = []
        for item in seq:
            if isinstance(item, bytes):
                for code in font.decode(item):
                    glyph = glyphs[code]
                    if begun:
                        x += between
                    left, advance = a * x + e, glyph.width * stretch
                    placed.append((glyph, left, left + a * advance))
                    x += advance
                    if code == BLANK:
                        x += behind_blank
                    begun = True
            elif isinstance(item, int | float):
                x -= item * 0.001 * stretch
                begun = True
        textstate.linematrix = x, y
        self._put(placed, style)

    def render_char(
        self, matrix: Any, font: Any, fontsize: Any, scaling: Any, rise: Any, cid: int, ncs: Any, graphicstate: Any
    ) -> float:
        """Draw a character that is placed by itself; one that does not stand upright is only counted."""
        glyphs = self._glyphs(font)
        glyph = glyphs[cid]
        width, aside = glyph.width, font.char_disp(cid)
        char = LTChar(matrix, font, fontsize, scaling, rise, glyph.mark, width, aside, ncs, graphicstate)
        a, b, _, d, e, f = matrix
        if a > 0 and d > 0 and abs(b) <= LEAN * a:
            style = _Style(glyphs.name, self.height - char.y0, char.size)
            self._put([(glyph, char.x0, char.x1)], style)
        else:
            self.sideways += 1
            self._aside.append((glyphs[cid].mark, (e, self.height - f)))
        return char.adv

    def _glyphs(self, font: PDFFont) -> Glyphs:
        glyphs = self._known.get(font)
        if glyphs is None:
            glyphs = self._known[font] = Glyphs(font)
        return glyphs

    def _put(self, placed: Sequence[Placed], style: _Style) -> None:
        """Add characters, but for those printed once more: bold print is often made with a small offset."""
        _, bottom, size = style
        top, near = bottom - size, TWICE * size
        for (mark, _, same), left, right in placed:
            before = self._seen[same]
            for x, y in before:
                if abs(left - x) < near and abs(top - y) < near:
                    break
            else:
                before.append((left, top))
                if style != self._style:
                    self._style, self._columns = style, ([], [], [])
                    self.runs.append(Run(*self._columns, top, bottom, size))
                marks, lefts, rights = self._columns
                marks.append(mark)
                lefts.append(left)
                rights.append(right)

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Segment]) -> None:
        """Keep the rules and the fills of a path."""
        del graphicstate, evenodd
        for points in self._pieces(path):
            if fill and (box := rectangle(points)) and is_fill(box):
                self.fills.append(box)
            self.rules.extend(rules_of(points, stroked=stroke, filled=fill))

    def _pieces(self, path: Sequence[Segment]) -> Iterator[list[Point]]:
        """The connected pieces of a path, as pdfminer tells lines, rectangles and curves; of a curve only its ends."""
        if not path or path[0][0] != "m":
            return
        starts = [index for index, segment in enumerate(path) if segment[0] == "m"]
        for start, end in pairwise((*starts, len(path))):
            piece = path[start:end]
            shape = "".join(segment[0] for segment in piece)
            points = [self._on_page(segment[-2:] if segment[0] != "h" else piece[0][-2:]) for segment in piece]
            if shape in SINGLE_STROKES:
                yield points[:2]
            elif shape.endswith("lh") and len(shape) > 3 and points[-2] == points[0]:
                yield points[:-1]
            else:
                yield points

    def _on_page(self, point: Point) -> Point:
        x, y = apply_matrix_pt(self.ctm, point)
        return x, self.height - y


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, fed by one pass over a content stream; where that is no plain one, by its own parser."""

    def execute(self, streams: Sequence[Any]) -> None:
        """Draw the contents of streams, but of none that is being drawn already."""
        own = [stream for stream in map(stream_value, streams) if stream.objid not in (None, *self.parent_stream_ids)]
        operations = read_operations(b"\n".join(stream.get_data() for stream in own), OPERATORS)
        if operations is None or any(len(operands) != OPERANDS[operator] for operator, operands in operations):
            super().execute(streams)
            return
        self.stream_ids = {stream.objid for stream in own if stream.objid is not None}
        for operator, operands in operations:
            OPERATORS[operator](self, *operands)

    def get_current_state(self) -> Any:
        """What is saved until it is restored; the graphics state is not, since nothing of it is used."""
        return self.ctm, self.textstate.copy(), self.graphicstate

    def do_TJ(self, seq: Any) -> None:  # noqa: N802 - as pdfminer names it
        """Show text."""
        if not isinstance(seq, list):
            raise PDFInterpreterError(f"TJ {seq!r}"[:80])
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)


def _function(operator: str) -> Callable[..., None]:
    """The interpreter's function for an operator."""
    name = operator.replace("*", "_a").replace("'", "_q").replace('"', "_w")
    function: Callable[..., None] = getattr(Interpreter, f"do_{name}")
    return function


FOLLOWED = (
    "q", "Q", "cm", "Do", "BT", "Tc", "Tw", "Tz", "TL", "Tf", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", '"',
    "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "f*", "B", "B*", "b", "b*", "n",
)  # fmt: skip
OPERATORS = {operator.encode(): _function(operator) for operator in FOLLOWED}
OPERANDS = {operator: function.__code__.co_argcount - 1 for operator, function in OPERATORS.items()}
