"""What a page of a PDF shows of a year table: more kinds for ``benchmarks.seen``, each a whole page.

A kind changes the source that typst prints, the printed file, or both. ``reads`` is what a person reads in the cells
that it changes, by row and column of the table; ``NOBODY`` where no one can tell.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import pikepdf

from fixtures.make.pdf_file import compiled, quoted, source_of
from fixtures.make.small_documents import ROWS, grid_document
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.meaning import Plan

End = Literal["right", "marked", "silent", "crash"]
Spot = tuple[int, int]
Change = Callable[[bytes], bytes]
NOBODY = ""
THREE, TWO, NOTE, STAR = map(quoted, ("3", "2", "1)", "*"))
SERIF = 'font: "Noto Serif KR", '
CELL = (3, 2)  # the cost of 2024
HEIGHT = 841.89  # points of an A4 page
SIDES = (56.69, 198.43, 266.46, 334.49, 402.52, 470.55, 538.58)  # of the columns, points from the left
TOPS = (128.96, 146.49, 164.03, 181.56, 199.1)  # of the rows, points from the top
UNITS = {"km": 1, "그루": 2, "백만원": 3}  # the row of each unit
YEARS = {None: 1, 2024: 2, 2025: 3, 2026: 4, 2027: 5}
TRUTH = {(row, column): ROWS[row][column].replace(",", "") for row in (1, 2, 3) for column in range(1, 6)}


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: ``cells`` stand in the source in place of the words of the cells, as typst prints them."""

    name: str
    cells: Mapping[Spot, str] = field(default_factory=dict)
    reads: Mapping[Spot, str] = field(default_factory=dict)
    healthy: bool = False
    head: str = ""
    tail: str = ""
    changes: tuple[Change, ...] = ()

    def document(self) -> bytes:
        """The page as PDF."""
        source = source_of(grid_document(ROWS))
        for (row, column), content in self.cells.items():
            plain = " + [ ] + ".join(f"box({quoted(word)})" for word in ROWS[row][column].split(" "))
            at = re.compile(rf"(table\.cell\(x: {column}, y: {row}, .*?){re.escape(plain)}")
            match = at.search(source)
            if match is None:
                raise ValueError(plain)
            source = source[: match.start()] + match[1] + content + source[match.end() :]
        printed = _compiled(source.replace("\n\n#align", f"\n{self.head}\n#align", 1) + self.tail)
        for change in self.changes:
            printed = change(printed)
        return printed


@cache
def _compiled(source: str) -> bytes:
    return compiled(source)


def plan_or_end(path: Path) -> Plan | End:
    """The plan of a file, or how its conversion ends without one."""
    try:
        return read_plan(path)
    except PlanError:
        return "marked"
    except Exception:  # noqa: BLE001  # whatever it is, it is what is looked for
        return "crash"


def ended(page: Page, folder: Path) -> End:
    """How the conversion of a page ends: a value that nobody reads there is silent, beside a finding too."""
    path = folder / f"page-{page.name}.pdf"
    path.write_bytes(page.document())
    plan = plan_or_end(path)
    if isinstance(plan, str):
        return plan
    truth = {spot: value for spot, value in {**TRUTH, **page.reads}.items() if value != NOBODY}
    told = told_by(plan)
    if any(truth.get(spot) != value for spot, value in told.items()):
        return "silent"
    return "marked" if plan.findings else "right" if told == truth else "silent"


def told_by(plan: Plan) -> dict[Spot, str]:
    """The published values by the place where they belong in the table; (0, 0) where there is none."""
    return {
        (UNITS.get(told.unit, 0), YEARS.get(told.year, 0)): f"{told.value:f}"
        for told in plan.observations
        if told.value is not None
    }


# ------------------------------------------------------------------------------------------------ how it is printed


def _text(said: str, how: str = "") -> str:
    return f"text({how}{quoted(said)})"


def _struck(said: str, stroke: str = "0.7pt", more: str = "") -> str:
    return f"strike(stroke: {stroke}{more}, {_text(said)})"


def _box(*parts: str) -> str:
    """The first part with the others placed on it."""
    placed = "; ".join(f"place(top + left, {part})" for part in parts[1:])
    return f"box({{{parts[0]}; {placed}}})"


def _under(below: str, said: str) -> str:
    return f"box({{place(top + left, {below}); {_text(said)}}})"


def _rect(fill: str = "white", width: str = "17pt", height: str = "9pt", more: str = "") -> str:
    return f"rect(width: {width}, height: {height}, fill: {fill}{more})"


def _line(x0: str, y0: str, x1: str, y1: str, stroke: str = "0.6pt") -> str:
    return f"line(start: ({x0}, {y0}), end: ({x1}, {y1}), stroke: {stroke})"


# ------------------------------------------------------------------------------------------- how the file is changed


def _with(change: Callable[[pikepdf.Pdf], None]) -> Change:
    def changed(data: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pdf.save(out, deterministic_id=True)
        return out.getvalue()

    return changed


def drawn(content: str, *, first: bool = False) -> Change:
    """Something drawn in points from the page's top left corner, behind or before all that is printed."""
    stream = f"q 1 0 0 -1 0 {HEIGHT} cm {content} Q".encode()

    def draw(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(stream, prepend=first)

    return _with(draw)


def annotated(kind: str, box: tuple[float, float, float, float], more: str = "", shown: str = "") -> Change:
    """An annotation over a box; ``shown`` is what its appearance draws from the box's lower left corner."""
    left, top, right, bottom = box
    low, high = HEIGHT - bottom, HEIGHT - top
    quads = f"/QuadPoints [{left} {high} {right} {high} {left} {low} {right} {low}]"

    def annotate(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Object.parse(
            f"<< /Type /Annot /Subtype /{kind} /Rect [{left} {low} {right} {high}] {quads} {more or '/F 4'} >>".encode()
        )
        if shown:
            look = pdf.make_stream(shown.encode())
            look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            look.BBox = [0, 0, right - left, high - low]
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font))
            note.AP = pikepdf.Dictionary(N=look)
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])

    return _with(annotate)


def renamed(names: Callable[[str], str]) -> Change:
    """Other characters for the glyphs in the ToUnicode maps of all fonts."""

    def rename(pdf: pikepdf.Pdf) -> None:
        for fonts in pdf.pages[0].Resources.Font.values():
            told = fonts.ToUnicode.read_bytes().decode("latin-1")
            told = re.sub(
                r"(?<=> <)([0-9A-F]{4})(?=>\n)", lambda match: f"{ord(names(chr(int(match[1], 16)))):04X}", told
            )
            fonts.ToUnicode.write(told.encode("latin-1"))

    return _with(rename)


def unnamed(data: bytes) -> bytes:
    """No ToUnicode map in any font."""

    def forget(pdf: pikepdf.Pdf) -> None:
        for fonts in pdf.pages[0].Resources.Font.values():
            del fonts.ToUnicode

    return _with(forget)(data)


def streamed(pattern: bytes, replacement: bytes) -> Change:
    """The content of the page with something replaced."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_coalesce()
        old = pdf.pages[0].Contents.read_bytes()
        new, found = re.subn(pattern, replacement, old)
        if not found:
            raise ValueError(pattern)
        pdf.pages[0].Contents = pdf.make_stream(new)

    return _with(change)


def turned(degrees: int) -> Change:
    """The page shown turned."""

    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].rotate(degrees, relative=True)

    return _with(turn)


def box_of(row: int, column: int, inset: float = 3.0) -> tuple[float, float, float, float]:
    """The inside of a cell, points from the top left corner."""
    return SIDES[column] + inset, TOPS[row] + inset, SIDES[column + 1] - inset, TOPS[row + 1] - inset


# ------------------------------------------------------------------------------------------------------- the kinds


def pages() -> Iterator[Page]:
    """All kinds of pages, those that are not healthy first."""
    yield from _struck_out()
    yield from _hidden()
    yield from _misplaced()
    yield from _misnamed()
    yield from _healthy()


def _cell(name: str, content: str, reads: str = NOBODY, *changes: Change, at: Spot = CELL) -> Page:
    return Page(name, {at: content}, {at: reads}, changes=changes)


def _struck_out() -> Iterator[Page]:
    number = _text("410")
    left, top, right, bottom = box_of(*CELL)
    middle = (top + bottom) / 2
    yield _cell("last-digit-struck", _text("410") + " + " + _struck("9"), "410")
    yield _cell("first-digit-struck", _struck("9") + " + " + number, "410")
    yield _cell("middle-digit-struck", _text("4") + " + " + _struck("9") + " + " + _text("10"), "410")
    yield _cell("half-struck", _struck("41") + " + " + _text("0"))
    yield _cell("one-digit-struck", _struck("5"), at=(1, 2))
    for colour in ("red", "blue", "gray", "silver", "rgb(255, 150, 150)", "rgb(120, 200, 120)"):
        yield _cell(f"struck-{re.sub('[^a-z0-9]+', '-', colour).strip('-')}", _struck("410", f"0.7pt + {colour}"))
    yield _cell("struck-thin", _struck("410", "0.3pt"))
    yield _cell("struck-thick", _struck("410", "2pt"))
    yield _cell("struck-dashed", _struck("410", '(thickness: 0.7pt, dash: "dashed")'))
    yield _cell("struck-under", _struck("410", "0.7pt", ", background: true"))
    yield _cell("struck-low", _struck("410", "0.7pt", ", offset: -1.8pt"))
    yield _cell("struck-high", _struck("410", "0.7pt", ", offset: -5.2pt"))
    yield _cell("struck-twice", f"strike(stroke: 0.5pt, offset: -2.6pt, {_struck('410', '0.5pt', ', offset: -4.4pt')})")
    bar = "dx: -0.5pt, dy: 3.4pt, " + _rect("black", "17.6pt", "0.8pt")
    yield _cell("struck-by-a-box", _box(number, bar))
    yield _cell("struck-by-a-slash", _box(number, _line("-1pt", "8pt", "18pt", "-1pt")))
    yield _cell("crossed-out", _box(number, _line("-1pt", "8pt", "18pt", "-1pt"), _line("-1pt", "-1pt", "18pt", "8pt")))
    yield _cell(
        "cell-crossed-out",
        number,
        NOBODY,
        drawn(f".6 w {left} {top} m {right} {bottom} l {left} {bottom} m {right} {top} l S"),
    )
    yield _cell(
        "struck-by-a-wave",
        number,
        NOBODY,
        drawn(
            f".6 w 290 {middle} m 293 {middle - 3} 296 {middle + 3} 300 {middle} c"
            f" 303 {middle - 3} 307 {middle + 3} 311 {middle} c S"
        ),
    )
    yield Page(
        "row-struck",
        reads=dict.fromkeys([(3, column) for column in range(1, 6)], NOBODY),
        changes=(drawn(f".7 w 60 {middle} m 536 {middle} l S"),),
    )
    yield Page(
        "row-struck-from-wall-to-wall",
        reads=dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY),
        changes=(drawn(f".7 w {SIDES[0]} {middle} m {SIDES[-1]} {middle} l S"),),
    )
    yield Page(
        "values-of-row-struck",
        reads=dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY),
        changes=(drawn(f"1 0 0 RG .7 w 215 {middle} m 520 {middle} l S"),),
    )
    yield Page(
        "label-struck", {(3, 0): _struck("사업비(백만원)")}, dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY)
    )
    yield Page("year-struck", {(0, 2): _struck("2024")}, dict.fromkeys([(row, 2) for row in (1, 2, 3)], NOBODY))
    yield Page(
        "column-struck",
        reads=dict.fromkeys([(r, 2) for r in (1, 2, 3)], NOBODY),
        changes=(drawn(f".7 w 300 {TOPS[0] + 2} m 300 {TOPS[4] - 2} l S"),),
    )
    room = 290.0, middle - 4, 311.0, middle + 4
    yield _cell("strike-annotation", number, NOBODY, annotated("StrikeOut", room, "/C [1 0 0]"))
    yield _cell(
        "strike-annotation-with-a-look",
        number,
        NOBODY,
        annotated("StrikeOut", room, "/C [1 0 0]", "1 0 0 RG .7 w 0 4 m 21 4 l S"),
    )
    yield _cell(
        "underline-annotation-that-strikes",
        number,
        NOBODY,
        annotated("Underline", room, "/C [1 0 0]", "1 0 0 RG .7 w 0 4 m 21 4 l S"),
    )
    yield _cell(
        "line-annotation",
        number,
        NOBODY,
        annotated("Line", room, f"/L [290 {HEIGHT - middle} 311 {HEIGHT - middle}]", "0 G .7 w 0 4 m 21 4 l S"),
    )
    yield _cell("ink-annotation", number, NOBODY, annotated("Ink", room, "", "0 G .7 w 0 1 m 21 7 l S"))


def _hidden() -> Iterator[Page]:
    number, nine = _text("410"), "9"
    for name, how in {
        "white": "fill: white, ",
        "nearly-white": "fill: luma(245), ",
        "pale": "fill: luma(225), ",
        "transparent": "fill: rgb(0, 0, 0, 0), ",
        "nearly-transparent": "fill: rgb(0, 0, 0, 12), ",
        "tiny": "size: 0.6pt, ",
        "yellow": "fill: rgb(255, 255, 190), ",
    }.items():
        yield _cell(f"{name}-behind", f"{number} + {_text(nine, how)}", "410")
        yield _cell(f"{name}-in-front", f"{_text(nine, how)} + {number}", "410")
        yield _cell(f"{name}-alone", _text("410", how), NOBODY)
    yield _cell("white-in-the-middle", f"{_text('4')} + {_text('9', 'fill: white, ')} + {_text('10')}", "410")
    yield Page("white-point", {(2, 2): f"{_text('1')} + {_text('.', 'fill: white, ')} + {_text('000')}"})
    yield _cell(
        "ground-coloured", f"box(fill: luma(200), outset: 2pt, {number} + {_text(nine, 'fill: luma(200), ')})", "410"
    )
    yield _cell("unpainted", number, NOBODY, streamed(COST, rb"\g<1>3 Tr\g<2>"))
    for name, fill in {"white": "white", "black": "black", "grey": "gray", "pale-yellow": "rgb(255, 255, 200)"}.items():
        yield _cell(f"covered-{name}", _box(number, _rect(fill)))
        yield _cell(f"half-covered-{name}", _box(number, _rect(fill, "10pt")))
        yield _cell(f"last-digit-covered-{name}", _box(_text("4109"), f"dx: 16.6pt, {_rect(fill, '6pt')}"), "410")
    yield _cell("upper-half-covered", _box(number, _rect("white", "17pt", "4pt")))
    yield _cell("covered-and-renewed", _box(number, _rect(), _text("385")), "385")
    yield _cell("covered-on-the-slant", _box(number, f"rotate(3deg, {_rect()})"))
    yield _cell("covered-by-a-gradient", _box(number, _rect("gradient.linear(white, luma(235))")))
    yield _cell("clipped", f"box(width: 9pt, clip: true, {number})")
    yield _cell("last-digit-clipped", f"box(width: 17pt, clip: true, {_text('4109')})", "410")
    yield _cell("clipped-from-above", f"box(height: 3pt, clip: true, {number})")
    yield Page(
        "label-covered",
        {(3, 0): _box(_text("사업비(백만원)"), _rect("white", "80pt", "12pt"))},
        dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY),
    )
    yield Page(
        "unit-covered",
        {(3, 0): f"{_text('사업비')} + {_box(_text('(백만원)'), _rect('white', '40pt', '12pt'))}"},
        dict.fromkeys([(3, c) for c in range(1, 6)], NOBODY),
    )
    yield Page(
        "year-covered-and-renewed",
        {(0, 2): _box(_text("2024"), _rect('rgb("e5e5e5")', "24pt", "9pt"), _text("2023"))},
        dict.fromkeys([(r, 2) for r in (1, 2, 3)], NOBODY),
    )
    yield Page(
        "table-covered",
        reads=dict.fromkeys(TRUTH, NOBODY),
        changes=(drawn(f"1 g {SIDES[0]} {TOPS[0]} {SIDES[-1] - SIDES[0]} {TOPS[-1] - TOPS[0]} re f"),),
    )
    middle = sum(box_of(*CELL)[1::2]) / 2
    room = 288.0, middle - 6, 313.0, middle + 6
    over = "1 g 0 0 25 12 re f 0 g BT /Helv 10 Tf 4 2 Td (380) Tj ET"
    for kind in ("FreeText", "Stamp", "Square", "Highlight", "Widget", "Redact"):
        more = "/FT /Tx /T (a) /V (380)" if kind == "Widget" else "/DA (/Helv 10 Tf 0 g)"
        yield _cell(f"{kind.lower()}-over-it", number, NOBODY, annotated(kind, room, more, over))
    yield _cell("layer-off", number, NOBODY, _layer_off)


def _layer_off(data: bytes) -> bytes:
    """The number of the cell in a layer that is not shown."""

    def hide(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="초안"))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer]))
        pdf.pages[0].Resources.Properties = pikepdf.Dictionary(L1=layer)

    return _with(hide)(streamed(COST, rb"/OC /L1 BDC \g<0> EMC")(data))


COST = rb"(q 1 0 0 -1 29\d\.\d+ 64\d\.\d+ cm/c0 cs 0 scn\nBT )0 Tr([^Q]*ET\nQ)"  # how the number of the cell is painted


def _misplaced() -> Iterator[Page]:
    number = _text("410")
    yield _cell("over-the-wall", f"move(dx: 40pt, {number})")
    yield _cell("on-the-wall", f"move(dx: 34pt, {number})")
    yield _cell("in-the-row-above", f"move(dy: -17.5pt, {number})")
    yield _cell("between-the-rows", f"move(dy: -8.8pt, {number})")
    yield _cell("off-the-page", f"move(dx: 700pt, {number})")
    yield _cell("on-another", _box(number, "dx: 0.7pt, " + _text("385")))
    yield _cell("on-another-far", _box(number, "dx: 2.6pt, " + _text("9")))
    yield _cell("turned-right", f"rotate(90deg, reflow: true, {number})")
    yield _cell("turned-left", f"rotate(-90deg, reflow: true, {number})")
    yield _cell("upside-down", f"rotate(180deg, {_text('690')})")
    yield _cell("mirrored", f"scale(x: -100%, {number})")
    yield _cell("slanting", f"rotate(30deg, {number})")
    yield _cell("digit-on-its-side", f"{_text('4')} + box(rotate(90deg, reflow: true, {_text('10')}))")
    yield _cell("raised-digit", f"{number} + super(typographic: false, {TWO})", "410")
    yield _cell("lowered-digit", f"{number} + sub(typographic: false, {TWO})", "410")
    yield _cell("small-digit", f"{number} + {_text('2', 'size: 6pt, ')}", NOBODY)
    yield _cell("grey-stamp", f"{number} + {_text('25', 'fill: silver, ')}", "410")
    yield _cell("blue-stamp", f"{number} + {_text('25', 'fill: blue, ')}", NOBODY)
    yield _cell("two-fonts", f"{number} + {_text('25', SERIF)}", "41025")
    outline = (
        "box(height: 8pt, {"
        + "; ".join(
            f"place(top + left, {_line(a, b, c, d, '1pt')})"
            for a, b, c, d in (
                ("0pt", "0pt", "0pt", "5pt"),
                ("0pt", "5pt", "5pt", "5pt"),
                ("4pt", "0pt", "4pt", "8pt"),
                ("8pt", "0pt", "8pt", "8pt"),
            )
        )
        + "})"
    )
    yield _cell("outlines-alone", outline + " + h(12pt)")
    yield _cell("outlines-in-front", outline + f" + h(12pt) + {number}")
    yield Page("picture-alone", {CELL: _svg("410")}, {CELL: NOBODY})
    yield Page("picture-behind", {CELL: f"{_text('4')} + {_svg('10')}"}, {CELL: NOBODY})
    yield Page("picture-of-a-year", {(0, 2): _svg("2024")}, dict.fromkeys([(r, 2) for r in (1, 2, 3)], NOBODY))
    for name, side in {"after-the-labels": 1, "before-2025": 3, "before-2027": 5}.items():
        yield Page(
            f"white-rule-{name}",
            changes=(drawn(f"1 G 1 w {SIDES[side]} {TOPS[0] - 1} m {SIDES[side]} {TOPS[-1] + 1} l S"),),
        )
    yield Page(
        "rule-through-a-number",
        changes=(drawn(f".4 w 300.5 {TOPS[0]} m 300.5 {TOPS[-1]} l S"),),
        reads=dict.fromkeys([(r, 2) for r in (1, 2, 3)], NOBODY),
    )


def _svg(said: str) -> str:
    """A number as paths of a picture."""
    digits = {"4": "M3 0L0 5H5M4 2V8", "1": "M0 1L2 0V8", "0": "M0 0H4V8H0Z", "2": "M0 0H4V4H0V8H4"}
    paths = "".join(
        f"<path transform='translate({7 * at + 1} 1)' d='{digits[mark]}' fill='none' stroke='black'/>"
        for at, mark in enumerate(said)
    )
    width = 7 * len(said) + 1
    picture = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='10'>{paths}</svg>"
    return f'box(image(bytes({quoted(picture)}), format: "svg", height: 9pt))'


def _misnamed() -> Iterator[Page]:
    nobody = dict.fromkeys(TRUTH, NOBODY)

    def swapped(pairs: Mapping[str, str]) -> Change:
        return renamed(lambda mark: pairs.get(mark, mark))

    for one, other in ("14", "08", "69", "27", "35", "17", "56"):
        reads = {spot: NOBODY for spot in TRUTH if one in ROWS[spot[0]][spot[1]] or other in ROWS[spot[0]][spot[1]]}
        yield Page(f"{one}-is-{other}", reads=reads, changes=(swapped({one: other, other: one}),))
    yield Page(
        "digits-turned-round", reads=nobody, changes=(renamed(lambda m: "1234567890"[int(m)] if m.isdigit() else m),)
    )
    yield Page(
        "digits-are-letters", reads=nobody, changes=(renamed(lambda m: "OlZEASGTBP"[int(m)] if m.isdigit() else m),)
    )
    yield Page(
        "digits-are-private", reads=nobody, changes=(renamed(lambda m: chr(0xE000 + ord(m)) if m.isdigit() else m),)
    )
    yield Page(
        "one-digit-is-private",
        reads={s: NOBODY for s in TRUTH if "4" in ROWS[s[0]][s[1]]},
        changes=(swapped({"4": "\ue004"}),),
    )
    yield Page(
        "comma-is-point", reads={s: NOBODY for s in TRUTH if "," in ROWS[s[0]][s[1]]}, changes=(swapped({",": "."}),)
    )
    yield Page(
        "hangul-is-private",
        reads=nobody,
        changes=(renamed(lambda m: chr(0xE000 + ord(m) % 0x1800) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-punctuation",
        reads=nobody,
        changes=(renamed(lambda m: chr(0x21 + ord(m) % 15) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-latin",
        reads=nobody,
        changes=(renamed(lambda m: chr(0x61 + ord(m) % 26) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-accented",
        reads=nobody,
        changes=(renamed(lambda m: chr(0xC0 + ord(m) % 63) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-hanja",
        reads=nobody,
        changes=(renamed(lambda m: chr(0x4E00 + ord(m) % 0x5000) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-moved-by-one", reads=nobody, changes=(renamed(lambda m: chr(ord(m) + 1) if "가" <= m < "힣" else m),)
    )
    yield Page(
        "hangul-is-other-hangul",
        reads=nobody,
        changes=(renamed(lambda m: chr(0xAC00 + (ord(m) * 7919) % 11172) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "all-is-private", reads=nobody, changes=(renamed(lambda m: chr(0xE000 + ord(m) % 0x1800) if m != " " else m),)
    )
    yield Page("all-is-one-mark", reads=nobody, changes=(renamed(lambda m: "!" if m != " " else m),))
    yield Page("all-is-unnamed", reads=nobody, changes=(unnamed,))
    yield Page("actual-text", changes=(streamed(COST, rb"/Span << /ActualText (480) >> BDC \g<0> EMC"),))


def _healthy() -> Iterator[Page]:
    number = _text("410")

    def cell(name: str, content: str, *changes: Change, at: Spot = CELL, head: str = "", tail: str = "") -> Page:
        return Page(name, {at: content}, {}, True, head, tail, changes)

    yield Page("plain", healthy=True)
    yield cell(
        "square-metres",
        f"{_text('산책길 정비(km)')} + linebreak() + {_text('※ 너비 3m')} + super(typographic: false, {TWO})",
        at=(1, 0),
    )
    yield cell(
        "power-in-a-label",
        f"{_text('나무 심기(그루)')} + linebreak() + {_text('10')}"
        f" + super(typographic: false, {THREE}) + {_text(' 단위')}",
        at=(2, 0),
    )
    yield cell(
        "carbon",
        f"{_text('나무 심기(그루)')} + linebreak() + {_text('CO')}"
        f" + sub(typographic: false, {TWO}) + {_text(' 줄이기')}",
        at=(2, 0),
    )
    yield cell("small-line-below", f"{number} + linebreak() + {_text('(국비30)', 'size: 7pt, ')}")
    for name, how in {
        "red": "fill: red, ",
        "blue": "fill: blue, ",
        "grey": "fill: gray, ",
        "dark-grey": "fill: luma(90), ",
        "green": "fill: rgb(0, 140, 60), ",
        "heavy": 'weight: "bold", ',
        "outlined": "stroke: 0.25pt, ",
        "large": "size: 12pt, ",
        "small": "size: 7pt, ",
        "serif": 'font: "Noto Serif KR", ',
        "spaced": "tracking: 1.5pt, ",
        "tight": "tracking: -0.6pt, ",
        "italic": 'style: "italic", ',
        "half-grey": "fill: rgb(0, 0, 0, 140), ",
    }.items():
        yield cell(f"{name}-number", _text("410", how))
    yield Page("red-total", {(3, 1): _text("2,000", "fill: red, ")}, {}, True)
    yield cell("narrow", f"scale(x: 75%, {number})")
    yield cell("skewed", f"skew(ax: -12deg, {number})")
    yield cell("bold-by-overprint", _box(number, "dx: 0.25pt, " + number))
    yield cell("bold-by-three-prints", _box(number, "dx: 0.2pt, " + number, "dy: 0.2pt, " + number))
    yield cell("shadow", _under("dx: 0.6pt, dy: 0.6pt, " + _text("410", "fill: silver, "), "410"))
    for name, stroke in {
        "": "0.6pt",
        "-thick": "1.2pt",
        "-red": "0.7pt + red",
        "-dashed": '(thickness: 0.6pt, dash: "dashed")',
    }.items():
        yield cell(f"underlined{name}", f"underline(stroke: {stroke}, {number})")
    yield cell("underlined-near", f"underline(stroke: 0.6pt, offset: 1pt, {number})")
    yield cell("underlined-twice", f"underline(offset: 1.4pt, underline(offset: 2.8pt, {number}))")
    yield cell("underlined-by-a-box", _box(number, "dy: 8.2pt, " + _rect("black", "16.6pt", "0.6pt")))
    yield cell("overlined", f"overline(stroke: 0.6pt, {number})")
    yield cell("boxed", f"box(stroke: 0.5pt, outset: 2pt, {number})")
    for name, fill in {
        "yellow": "yellow",
        "green": "rgb(0, 255, 0)",
        "cyan": "aqua",
        "pink": "rgb(255, 170, 200)",
        "grey": "silver",
        "dark": "rgb(31, 56, 100)",
    }.items():
        ink = "fill: white, " if name == "dark" else ""
        yield cell(f"highlighted-{name}", f"highlight(fill: {fill}, {_text('410', ink)})")
        yield cell(f"filled-{name}", f"box(fill: {fill}, width: 1fr, outset: 3pt, {_text('410', ink)})")
    yield cell("data-bar", _under("dx: -20pt, dy: -1pt, " + _rect("rgb(150, 190, 230)", "30pt", "10pt"), "410"))
    yield cell("half-filled", _under("dx: -26pt, dy: -5pt, " + _rect("rgb(255, 230, 150)", "34pt", "17pt"), "410"))
    yield cell(
        "gradient-ground",
        _under("dx: -24pt, dy: -4pt, " + _rect("gradient.linear(white, silver)", "66pt", "15pt"), "410"),
    )
    yield cell(
        "tiled-ground",
        _under(
            "dx: -24pt, dy: -4pt, "
            + _rect("tiling(size: (3pt, 3pt), place(rect(width: .4pt, height: .4pt, fill: silver)))", "66pt", "15pt"),
            "410",
        ),
    )
    yield Page(
        "watermark", healthy=True, head='#set page(background: rotate(-35deg, text(60pt, fill: luma(225), "대외주의")))'
    )
    yield Page(
        "dark-watermark",
        healthy=True,
        head='#set page(background: rotate(-35deg, text(60pt, fill: rgb(0, 0, 0, 40), "대외주의")))',
    )
    yield Page("frame-round-the-page", healthy=True, changes=(drawn("2 w 20 20 555 800 re S"),))
    yield Page("note-below", healthy=True, tail='\n#text(8pt, "1) 2023년 불변가격 기준, 국비 99 포함")\n')
    yield cell(
        "note-on-a-label",
        f"{_text('사업비(백만원)')} + super(typographic: false, {NOTE})",
        at=(3, 0),
        tail='\n#text(8pt, "1) 2023년 불변가격 기준")\n',
    )
    yield cell(
        "note-on-a-value",
        f"{number} + super(typographic: false, {NOTE})",
        tail='\n#text(8pt, "1) 2023년 불변가격 기준")\n',
    )
    yield cell(
        "star-on-a-value",
        f"{number} + super(typographic: false, {STAR})",
        tail='\n#text(8pt, "* 2023년 불변가격 기준")\n',
    )
    yield cell("thick-wall", number, drawn(f"2 w {SIDES[2]} {TOPS[3]} m {SIDES[2]} {TOPS[4]} l S"))
    yield cell(
        "red-wall", number, drawn(f"1 0 0 RG 1.5 w {SIDES[2]} {TOPS[3]} {SIDES[3] - SIDES[2]} {TOPS[4] - TOPS[3]} re S")
    )
    yield Page(
        "striped-rows",
        healthy=True,
        changes=(drawn(f".92 g {SIDES[0]} {TOPS[2]} {SIDES[-1] - SIDES[0]} {TOPS[3] - TOPS[2]} re f", first=True),),
    )
    yield Page(
        "dark-row",
        {
            (3, c): f"box(fill: rgb(31, 56, 100), width: 1fr, outset: 4.6pt, {_text(ROWS[3][c], 'fill: white, ')})"
            for c in range(6)
        },
        {},
        True,
    )
    yield Page("turned-page", healthy=True, changes=(turned(90),))
    yield Page("page-upside-down", healthy=True, changes=(turned(180),))
    middle = sum(box_of(*CELL)[1::2]) / 2
    room = 290.0, middle - 4.5, 311.0, middle + 4.5
    for kind in ("Highlight", "Underline", "Squiggly"):
        yield cell(f"{kind.lower()}-annotation", number, annotated(kind, room, "/C [1 1 0]"))
    yield cell("link", number, annotated("Link", room, "/Border [0 0 0]"))
    yield cell("note-annotation", number, annotated("Text", (315.0, middle - 5, 325.0, middle + 5), "/Contents (a)"))
    yield cell("popup-annotation", number, annotated("Popup", (400.0, 400.0, 500.0, 450.0)))
    yield cell("hidden-annotation", number, annotated("Stamp", room, "/F 2", "1 g 0 0 21 9 re f"))


# ----------------------------------------------------------------------------------------------------------- the run


def run(folder: Path) -> Iterator[tuple[Page, End]]:
    """Each page with how it ends."""
    for page in pages():
        yield page, ended(page, folder)
