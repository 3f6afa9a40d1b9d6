"""Documents that have so many of one thing: programmes, headings, words, rows, notes, findings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import pikepdf

from benchmarks.bench import repeated
from benchmarks.designed.run import WRITERS
from fixtures.make.document import Block, Cell, Document, Paragraph, Table, grid
from fixtures.make.facts import read_facts
from fixtures.make.pdf_file import HEAD, compiled, quoted
from fixtures.make.plan import plan_document
from fixtures.make.xlsx_file import xlsx_file

TITLE = "푸른시 산림 계획(2026~2030)"
YEARS = ("2026", "2027", "2028", "2029", "2030")
WIDTHS = (50.0, *(24.0 for _ in YEARS))
PLACES = ("숲길", "하천", "도로", "공원", "학교", "시장", "마을", "항구", "전망대", "도서관", "체육관", "습지", "광장")
WORKS = ("정비", "가꾸기", "복원", "조성", "보수", "점검", "확충", "개선", "지원", "운영", "연구")
SHEET = (842, 1191)  # points of a sheet that is drawn
A_LINE = "ㅇ 나무를 심고 가꾸어 시민이 걷기 좋은 길을 만든다"

Sizes = tuple[int, int, int]


class Kind(NamedTuple):
    """A document that grows by one thing, in one format, and the three numbers of it that are measured."""

    name: str
    form: str
    sizes: Sizes
    written: Callable[[int], bytes]

    @property
    def said(self) -> str:
        """As it is asked for and printed."""
        return f"{self.name}.{self.form}"


def name_of(number: int) -> str:
    """A name of a programme; those of other numbers are others."""
    place, work = PLACES[number % len(PLACES)], WORKS[number // len(PLACES) % len(WORKS)]
    return f"{PLACES[number // 143 % len(PLACES)]} {place} {work} {_counted(number)}구역"


def _counted(number: int) -> str:
    return "".join("가나다라마바사아자차"[int(digit)] for digit in str(number))


def _numbers(number: int) -> tuple[str, ...]:
    return tuple(f"{1_000 + 7 * number + at:,}" for at, _ in enumerate(YEARS))


def _year_table(*rows: tuple[str, ...], number: int = 0) -> Table:
    return grid([("구분", *YEARS), *(rows or [("정비 구간(개소)", *_numbers(number))])], WIDTHS)


def _document(blocks: Iterator[Block] | Sequence[Block]) -> Document:
    return Document(TITLE, ((Paragraph(TITLE, "title"), *blocks),))


def _program(number: int, name: str) -> Iterator[Block]:
    yield Paragraph(f"{number // 9 + 1}-{number % 9 + 1}. {name}", "section")
    yield Paragraph(A_LINE, "item")
    yield Paragraph("□ 연차별 목표", "box")
    yield _year_table(number=number)


def _one_program(*blocks: Block) -> Iterator[Block]:
    yield Paragraph("1-1. 숲길 가꾸기", "section")
    yield from blocks


def _chained(part: Callable[[int], Iterator[Block]], count: int) -> Document:
    return _document(list(chain.from_iterable(map(part, range(count)))))


def pages(count: int) -> Document:
    """The fixture so many times."""
    return repeated(plan_document(read_facts()).printed(), count)


def programs(count: int) -> Document:
    """Programmes with a table each, every one with a name of its own."""
    return _chained(lambda number: _program(number, name_of(number)), count)


def equal_programs(count: int) -> Document:
    """Programmes with one name."""
    return _chained(lambda number: _program(number, "숲길 가꾸기"), count)


def headings(count: int) -> Document:
    """Headings without tables behind one programme."""
    more = (Paragraph(f"{number + 2}. {name_of(number)}", "section") for number in range(count))
    return _document([*_program(0, "숲길 가꾸기"), *more])


def paragraphs(count: int) -> Document:
    """Lines of text that differ."""
    more = (Paragraph(f"ㅇ {name_of(number)}을 한다", "item") for number in range(count))
    return _document([*_program(0, "숲길 가꾸기"), *more])


def empty_paragraphs(count: int) -> Document:
    """Paragraphs without text between a heading and its table."""
    return _document(list(_one_program(*(Paragraph("") for _ in range(count)), _year_table())))


def findings(count: int) -> Document:
    """Rows with a value that nobody can read, ten to a table."""
    tables: list[Block] = []
    for at in range(count // 10):
        tables += [Paragraph("□ 연차별 목표", "box"), _year_table(*(_odd(10 * at + row) for row in range(10)))]
    return _document(list(_one_program(*tables)))


def _odd(number: int) -> tuple[str, ...]:
    return (f"{name_of(number)}(개소)", "3?5", *_numbers(number)[1:])


def captions(count: int) -> Document:
    """Tables under captions of the same text."""
    blocks: list[Block] = []
    for at in range(count):
        blocks += [Paragraph("<표> 연차별 정비 목표(단위: 개소)", "middle"), _year_table(number=at)]
    return _document(list(_one_program(*blocks)))


def rows(count: int) -> Document:
    """One table of so many rows."""
    return _document(list(_one_program(_year_table(*_named_rows(count)))))


def equal_rows(count: int) -> Document:
    """One table whose rows have one name."""
    body = [("정비 구간(개소)", *_numbers(number)) for number in range(count)]
    return _document(list(_one_program(_year_table(*body))))


def ditto(count: int) -> Document:
    """One table that names who is in charge once, and repeats it by a mark in every further row."""
    body = [(f"{name_of(at)}(개소)", "〃" if at else "푸른도시과", *_numbers(at)) for at in range(count)]
    table = grid([("구분", "대상", *YEARS), *body], (50.0, 20.0, *(20.0 for _ in YEARS)), labels=2)
    return _document(list(_one_program(table)))


def dash_cells(count: int) -> Document:
    """One table of dashes, five to a row."""
    body = [(f"{name_of(number)}(개소)", *("-" for _ in YEARS)) for number in range(count // len(YEARS))]
    return _document(list(_one_program(_year_table(*body))))


def _named_rows(count: int) -> list[tuple[str, ...]]:
    return [(f"{name_of(number)}(개소)", *_numbers(number)) for number in range(count)]


def chart(count: int) -> Document:
    """A chart of strategies, tasks and programmes, and a page for every tenth of its programmes."""
    lines = [(f"전략 {at // 100 + 1}", f"{at + 1}", name_of(at), "푸른도시과", *_numbers(at)) for at in range(count)]
    table = grid([("전략", "연번", "단위사업", "담당부서", *YEARS), *lines], (20, 15, 50, 25, 12, 12, 12, 12, 12))
    parts = (_program(number, name_of(number)) for number in range(0, count, 10))
    return _document([Paragraph("□ 총괄표", "box"), table, *chain.from_iterable(parts)])


def merged(count: int) -> Document:
    """A table with labels that are merged over one row, two, three and so on up to twenty, in two columns."""
    cells = [Cell(0, 0, ("분야",)), Cell(0, 1, ("구분",)), Cell(0, 2, ("내용",))]
    cells += [Cell(0, 3 + at, (year,)) for at, year in enumerate(YEARS)]
    for column, shift in ((0, 1), (1, 2)):
        row, step = 1, 0
        while row <= count:
            span = min(1 + (step * shift) % 20, count + 1 - row)
            cells.append(Cell(row, column, (name_of(row * (column + 1)),), row_span=span))
            row, step = row + span, step + 1
    for row in range(1, count + 1):
        cells.append(Cell(row, 2, (f"{name_of(row)}(개소)",)))
        cells += [Cell(row, 3 + at, (text,)) for at, text in enumerate(_numbers(row))]
    widths = (20.0, 20.0, 40.0, *(18.0 for _ in YEARS))
    return _document(list(_one_program(Table(count + 1, tuple(cells), widths))))


def long_cells(count: int) -> Document:
    """A table with one text of so many thousand characters."""
    text = "\n".join(name_of(number) + " 나무를 심고 길을 고친다, " * 6 for number in range(count * 10))
    return _document(list(_one_program(_year_table(("정비 구간(개소)", *_numbers(0)), (text, *_numbers(1))))))


def nested(count: int) -> Document:
    """A table whose cells hold tables of their own."""
    cells = tuple(
        Cell(row, 0, (f"{name_of(row)}",), tables=(Table(*_small(row), widths=(20.0,) * 6),)) for row in range(count)
    )
    return _document(list(_one_program(Table(count, cells, (170.0,), head_rows=0))))


def _small(number: int) -> tuple[int, tuple[Cell, ...]]:
    table = _year_table(number=number)
    return table.rows, table.cells


def notes(count: int) -> Document:
    """Notes below a table whose cells bear their marks."""
    body = [(f"{name_of(number)}(개소)", f"{number + 1:,}*", *_numbers(number)[1:]) for number in range(count)]
    below = [Paragraph(f"* {name_of(number)} 구간은 시범 운영", "note") for number in range(count)]
    return _document(list(_one_program(_year_table(*body), *below)))


def side_by_side(count: int) -> str:
    """Tables side by side, as typst sets them."""
    pairs = (
        f"#grid(columns: (1fr, 1fr), column-gutter: 8mm, {_typst(2 * at)}, {_typst(2 * at + 1)})\n"
        for at in range(count // 2)
    )
    return _typst_page("#text(size: 17pt)[1-1. 숲길 가꾸기]\n", *pairs)


def footnotes(count: int) -> str:
    """Footnotes in cells, as typst sets them."""
    parts = [
        f"#table(columns: 6, {_texts(('구분', *YEARS))}, "
        f"[{name_of(at)}(개소)#footnote[{name_of(at)} 구간은 시범 운영]], {_texts(_numbers(at))})\n"
        for at in range(count)
    ]
    return _typst_page("#text(size: 17pt)[1-1. 숲길 가꾸기]\n", *parts)


def chart_page(count: int) -> str:
    """Names in boxes on one sheet of their own size, as a designed overview shows them."""
    boxes = "".join(
        f"#place(dx: {60 * (at % 20)}mm, dy: {20 + 9 * (at // 20)}mm, "
        f"rect(width: 56mm, height: 7mm, text(size: 8pt, {quoted(name_of(at))})))\n"
        for at in range(count)
    )
    tall = 40 + 9 * (count // 20 + 1)
    page = f"#page(width: 1240mm, height: {tall}mm, margin: 10mm)[#text(size: 20pt)[한눈에 보는 계획]\n{boxes}]\n"
    parts = (f"#text(size: 17pt)[{at // 9 + 1}-{at % 9 + 1}. {name_of(at)}]\n\n#{_typst(at)}\n" for at in range(count))
    return _typst_page(page, *parts)


def _typst_page(*parts: str) -> str:
    return HEAD.replace("{title}", quoted(TITLE)) + f"#text(size: 26pt)[{TITLE}]\n\n" + "\n".join(parts)


def _typst(number: int) -> str:
    return f"table(columns: 6, {_texts(('구분', *YEARS))}, {_texts(('길(개소)', *_numbers(number)))})"


def _texts(texts: Sequence[str]) -> str:
    return ", ".join(f"[{text}]" for text in texts)


def drawn(marks: Callable[[int], Iterator[str]]) -> Callable[[int], bytes]:
    """A PDF of one sheet with a line of years and these marks of its content stream."""

    def file(count: int) -> bytes:
        pdf, out = pikepdf.Pdf.new(), io.BytesIO()
        kind = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )  # fmt: skip
        page = pdf.add_blank_page(page_size=SHEET)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(kind)))
        lines = ["BT /F1 10 Tf 1 0 0 1 20 1170 Tm (2024 2025 2026 2027) Tj ET", "0.3 w", *marks(count)]
        page.Contents = pdf.make_stream("\n".join(lines).encode())
        pdf.save(out, deterministic_id=True)
        return out.getvalue()

    return file


def _words(text: Callable[[int], str]) -> Callable[[int], Iterator[str]]:
    def marks(count: int) -> Iterator[str]:
        lines = count / 60 + 1
        for at in range(count):
            x, y = 20 + at % 60 * 13, 1150 - at // 60 * (1100 / lines)
            yield f"BT /F1 4 Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({text(at)}) Tj ET"

    return marks


def _boxes(count: int) -> Iterator[str]:
    across = int(count**0.5) + 1
    wide, high = 800 / across, 1120 / across
    for at in range(count):
        x, y = 20 + at % across * wide, 20 + at // across * high
        yield f"{x:.2f} {y:.2f} {wide * 0.6:.2f} {high * 0.6:.2f} re S"
        yield f"{x + wide * 0.3:.2f} {y:.2f} m {x + wide * 0.3:.2f} {y + high * 0.6:.2f} l S"


def _dashes(count: int) -> Iterator[str]:
    """Rules of a grid as programs print them that know no dashed line: each dash by itself."""
    rules = max(count // 500, 1)
    for at in range(count):
        x, y = 20 + at % 500 * 1.6, 20 + at // 500 * (1100 / rules)
        yield f"{x:.2f} {y:.2f} m {x + 0.8:.2f} {y:.2f} l S"


def _hatch(count: int) -> Iterator[str]:
    """Short strokes at places of their own, across and upright in turn."""
    for at in range(count):
        x, y = 20 + at * 7919 % 78000 / 100, 20 + at * 104729 % 112000 / 100
        yield f"{x:.2f} {y:.2f} m {x + 9:.2f} {y:.2f} l S" if at % 2 else f"{x:.2f} {y:.2f} m {x:.2f} {y + 9:.2f} l S"


def noted(count: int) -> bytes:
    """HWPX with a footnote in each of so many cells."""
    made = WRITERS["hwpx"](rows(count))
    note = (
        '<hp:ctrl><hp:footNote number="1" suffixChar="41" instId="0"><hp:subList id="" textDirection="HORIZONTAL" '
        'lineWrap="BREAK" vertAlign="TOP"><hp:p id="0" paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0">'
        "<hp:t>시범 운영</hp:t></hp:run></hp:p></hp:subList></hp:footNote></hp:ctrl>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.startswith("Contents/section"):
                content = content.replace("(개소)</hp:t>".encode(), f"(개소)</hp:t>{note}".encode())
            new.writestr(entry, content)
    return out.getvalue()


def sheets(count: int) -> Document:
    """A workbook with a sheet for each programme."""
    parts = (tuple(_program(number, name_of(number))) for number in range(count))
    return Document(TITLE, ((Paragraph(TITLE, "title"),), *parts))


def _of(document: Callable[[int], Document], form: str) -> Callable[[int], bytes]:
    return lambda count: WRITERS[form](document(count))


def _set(source: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda count: compiled(source(count))


EVERY = ("hwpx", "hwp", "pdf")
DOCUMENTS: tuple[tuple[Callable[[int], Document], Sizes, tuple[str, ...]], ...] = (
    (pages, (1, 10, 50), EVERY),
    (programs, (100, 1_000, 3_000), EVERY),
    (equal_programs, (100, 1_000, 3_000), EVERY),
    (headings, (100, 1_000, 3_000), EVERY),
    (paragraphs, (300, 3_000, 10_000), EVERY),
    (empty_paragraphs, (300, 3_000, 10_000), ("hwpx", "hwp")),
    (findings, (100, 1_000, 3_000), EVERY),
    (captions, (30, 300, 1_000), EVERY),
    (rows, (150, 1_500, 5_000), EVERY),
    (equal_rows, (150, 1_500, 5_000), ("hwpx",)),
    (ditto, (150, 1_500, 5_000), ("hwpx",)),
    (dash_cells, (1_200, 12_000, 40_000), EVERY),
    (chart, (90, 900, 3_000), EVERY),
    (merged, (90, 900, 3_000), EVERY),
    (long_cells, (3, 30, 100), ("hwpx", "hwp")),
    (nested, (15, 150, 500), ("hwpx", "hwp")),
    (notes, (60, 600, 2_000), EVERY),
)
SET: tuple[tuple[Callable[[int], str], Sizes], ...] = (
    (side_by_side, (16, 150, 500)),
    (footnotes, (60, 600, 2_000)),
    (chart_page, (16, 150, 500)),
)
MADE: tuple[Kind, ...] = (
    Kind("equal_words", "pdf", (240, 2_400, 8_000), drawn(_words(lambda _: "10"))),
    Kind("words", "pdf", (240, 2_400, 8_000), drawn(_words(lambda at: str(1_000 + at)))),
    Kind("boxes", "pdf", (120, 1_200, 4_000), drawn(_boxes)),
    Kind("dashes", "pdf", (1_200, 12_000, 40_000), drawn(_dashes)),
    Kind("hatch", "pdf", (1_200, 12_000, 40_000), drawn(_hatch)),
    Kind("noted", "hwpx", (60, 600, 2_000), noted),
    Kind("sheets", "xlsx", (9, 90, 300), lambda count: xlsx_file(sheets(count))),
    Kind("rows", "xlsx", (150, 1_500, 5_000), lambda count: xlsx_file(rows(count))),
)
KINDS: dict[str, Kind] = {
    kind.said: kind
    for kind in (
        *(Kind(made.__name__, form, sizes, _of(made, form)) for made, sizes, forms in DOCUMENTS for form in forms),
        *(Kind(source.__name__, "pdf", sizes, _set(source)) for source, sizes in SET),
        *MADE,
    )
}
