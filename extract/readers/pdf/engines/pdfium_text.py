"""The characters of a page, text object by text object, by pdfium's text page.

How pdfium makes a text page (core/fpdftext/cpdf_textpage.cpp): it adds spaces and line ends of its own
(``FPDFText_IsGenerated``, most of them of no text object), makes U+0002 of a hyphen at a line's end, leaves out text
that is printed twice in one place and text that fills no room, and gives the character code where a font has no Unicode
for it (``FPDFText_HasUnicodeMapError``). A call takes as long as a line of Python: what all characters must be asked is
asked of all of them in one go.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import compress, groupby, pairwise, repeat
from typing import NamedTuple

import extract.readers.pdf.engines.pdfium_library as pdfium
from extract.readers.page.content import LEAN, Run, TurnedText, believed_descent, is_symbol_font
from extract.readers.pdf.engines.matrix import Matrix
from extract.readers.pdf.engines.pdfium_library import Handle, address, argument, doubles, floats, pairs
from plan.script import NO_CHARACTER, SMALL_SQUARE, SOFT_HYPHEN, UNKNOWN

HYPHEN_AT_END = 0x02
NOT_SAID = NO_CHARACTER  # in pdfium's text: a hyphen at a line's end, or no character at all
SURROGATES = range(0xD800, 0xE000)  # halves of a character
GENERATED = re.compile(r"[ \r\n]")
FLAT = 0.1  # points


def bare_text(handle: Handle) -> str:
    """The characters of a text page as pdfium tells them, its own spaces and line ends among them."""
    count: int = pdfium.char_count(handle)
    buffer = array("H", bytes(2 * count + 2))
    written = pdfium.chars_as_utf16(handle, 0, count, address(buffer))
    return buffer[: max(0, written - 1)].tobytes().decode("utf-16-le", "replace")


class Font:
    """A font at size 1; ``widths`` is how far its characters move on, 0 where it does not say."""

    def __init__(self, handle: int) -> None:
        descent = floats(1)
        pdfium.font_descent(handle, 1.0, address(descent))
        self.symbol = is_symbol_font(pdfium.name_of_font(handle))
        self.descent = believed_descent(descent[0])
        self.widths = _Widths(handle)


class _Widths(dict[str, float]):
    """Asked once for each character; ``gaps`` tells that the font has not answered for one."""

    def __init__(self, font: int) -> None:
        super().__init__()
        self._font = font
        self.gaps = False

    def __missing__(self, mark: str) -> float:
        found = floats(1)
        if mark != UNKNOWN:
            pdfium.glyph_width(self._font, ord(mark), 1.0, address(found))
        width = self[mark] = max(0.0, found[0])
        self.gaps = self.gaps or not width
        return width


class PrintedText(NamedTuple):
    """The upright runs of a page, its text objects and fonts by their handles, and what is hidden or sideways.

    ``hidden`` are the runs that are not painted, ``owners`` the text objects of the others, ``asides`` the texts that
    do not stand upright.
    """

    runs: list[Run]
    owners: list[int]
    objects: frozenset[int]
    fonts: dict[int, Font]
    hidden: list[Run]
    sideways: int
    asides: Sequence[TurnedText] = ()


class _Style(NamedTuple):
    """What all characters of one text object have in common, in points of the page.

    ``unread`` says why they are left out: ``hidden`` where nothing is painted, ``sideways`` where they do not stand
    upright. ``descent`` is how far the box reaches below the base line, ``stretch`` the size along it.
    """

    font: Font
    unread: str
    size: float
    stretch: float
    descent: float


class TextPage:
    """A text page of pdfium's; ``known`` are fonts that are in memory already."""

    def __init__(self, handle: Handle, to_page: Matrix, known: Mapping[int, Font]) -> None:
        self._handle = handle
        self._to_page = to_page
        self._known = known
        self._fonts: dict[int, Font] = {}
        self._matrix, self._size = floats(6), floats(1)
        self._matrix_at, self._size_at = address(self._matrix), address(self._size)

    def read(self) -> PrintedText:
        """What the page shows: without the characters that pdfium has added or that are not painted upright."""
        shown = self._characters()
        text = argument(self._handle)
        owners = list(map(pdfium.char_object, repeat(text), range(len(shown))))
        for blank in map(re.Match.start, GENERATED.finditer(shown)):
            if owners[blank] and pdfium.char_is_generated(self._handle, blank):
                owners[blank] = None
        indices = list(compress(range(len(shown)), owners))
        marks = "".join(compress(shown, owners))
        unknown = list(map(pdfium.char_is_unknown, repeat(text), indices))
        if any(unknown):
            marks = "".join(UNKNOWN if strange else mark for mark, strange in zip(marks, unknown, strict=True))
        lefts, base_lines = self._origins(indices)
        styles: dict[int, _Style] = {}
        unread: Counter[str] = Counter()
        runs: list[Run] = []
        owned: list[int] = []
        hidden: list[Run] = []
        asides: list[TurnedText] = []
        end = 0
        for owner, group in groupby(compress(owners, owners)):
            start, end = end, end + len(list(group))
            style = styles.get(owner)
            if style is None:
                style = styles[owner] = self._style(Handle(owner), indices[start])
            if style.unread:
                unread[style.unread] += end - start
                if style.unread == "hidden":
                    own = slice(start, end)
                    hidden += self._runs(style, indices[own], marks[own], lefts[own], base_lines[own])
                else:
                    places = [(lefts[at], base_lines[at]) for at in (start, end - 1)]
                    asides.append(TurnedText(marks[start:end], *places))
            else:
                own = slice(start, end)
                runs += self._runs(style, indices[own], marks[own], lefts[own], base_lines[own])
                owned += [owner] * (len(runs) - len(owned))
        return PrintedText(runs, owned, frozenset(styles), self._fonts, hidden, unread["sideways"], asides)

    def _characters(self) -> str:
        """All characters, one for each of pdfium's; U+FFFD where it has none."""
        count: int = pdfium.char_count(self._handle)
        found = bare_text(self._handle)
        if len(found) == count and NOT_SAID not in found:
            return found
        return "".join(self._character(index) for index in range(count))

    def _character(self, index: int) -> str:
        code = pdfium.char_code(self._handle, index)
        if code == HYPHEN_AT_END:
            return "-"
        if code == 0 and not self._has_ink(index):
            return " "
        return UNKNOWN if code == 0 or code in SURROGATES else chr(code)

    def _has_ink(self, index: int) -> bool:
        """Whether there is anything to see of a character; its glyph's box is flat where there is not."""
        box = doubles(4)
        pdfium.char_box(self._handle, index, *(address(box, side) for side in range(4)))
        _, _, bottom, top = box
        return top - bottom > FLAT

    def _origins(self, indices: Sequence[int]) -> tuple[list[float], list[float]]:
        """Where on the page these characters begin on their base lines, from its left and from its top."""
        xs, ys = pairs("d", pdfium.char_origin, indices, argument(self._handle))
        a, b, c, d, e, f = self._to_page
        lefts = [a * x + c * y + e for x, y in zip(xs, ys, strict=True)]
        return lefts, [b * x + d * y + f for x, y in zip(xs, ys, strict=True)]

    def _style(self, owner: Handle, index: int) -> _Style:
        """The style of a text object by one of its characters.

        Characters are as high as their type size, from the font's descent upwards, whatever their glyphs fill of it.
        """
        pdfium.char_matrix(self._handle, index, self._matrix_at)
        pdfium.text_size(owner, self._size_at)
        font = self._font(pdfium.text_font(owner))
        a, b, c, d, _, _ = self._matrix
        pa, pb, pc, pd, _, _ = self._to_page
        size = self._size[0]
        right = (a * pa + b * pc) * size  # the text's axes on the page, at its type size
        rise = (a * pb + b * pd) * size
        down = (c * pb + d * pd) * size
        upright = right > 0 > down and abs(rise) <= LEAN * right
        hidden = pdfium.text_render_mode(owner) == pdfium.INVISIBLE
        unread = "hidden" if hidden else "" if upright else "sideways"
        return _Style(font, unread, -down, right, down * font.descent)

    def _font(self, handle: int) -> Font:
        font = self._fonts.get(handle)
        if font is None:
            font = self._fonts[handle] = self._known.get(handle) or Font(handle)
        return font

    def _runs(
        self, style: _Style, indices: Sequence[int], marks: str, lefts: list[float], base_lines: list[float]
    ) -> list[Run]:
        """The characters of one text object; where the base line leans, each part of it is a run of its own."""
        font, _, size, stretch, descent = style
        widths = font.widths
        rights = [left + widths[mark] * stretch for left, mark in zip(lefts, marks, strict=True)]
        if widths.gaps:
            rights = [
                left + (widths[mark] or self._box_width(index, stretch)) * stretch
                for left, mark, index in zip(lefts, marks, indices, strict=True)
            ]
        if font.symbol:
            marks = "".join(mark if mark.isspace() else SMALL_SQUARE for mark in marks)
        marks = marks.replace(SOFT_HYPHEN, "-")  # what is painted is seen: some fonts call their hyphen so
        if base_lines.count(base_lines[0]) == len(base_lines):
            bottom = base_lines[0] + descent
            return [Run(marks, lefts, rights, bottom - size, bottom, size)]
        bottoms = [line + descent for line in base_lines]
        turns = [index for index, (before, bottom) in enumerate(pairwise(bottoms), 1) if bottom != before]
        return [
            Run(marks[first:end], lefts[first:end], rights[first:end], bottoms[first] - size, bottoms[first], size)
            for first, end in pairwise((0, *turns, len(bottoms)))
        ]

    def _box_width(self, index: int, stretch: float) -> float:
        """How far a character of size 1 moves on by the box that pdfium gives it."""
        box = floats(4)
        pdfium.char_loose_box(self._handle, index, address(box))
        left, top, right, bottom = box
        turned = self._to_page.b  # the base line runs up or down in the file's coordinates
        return abs(top - bottom if turned else right - left) / stretch
