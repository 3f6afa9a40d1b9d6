"""A table that is cut in parts, in the ways in which clerks and pages cut them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.designed.truth import HEADING, PAYERS, PLAIN, PROGRAM, TITLE, YEARS, Sheet
from fixtures.make.document import Block, Cell, Document, Paragraph, Table, grid

LABEL, YEAR = 46.0, 24.0  # millimetres
COSTS = "사업비(백만원)"
HALF = 3  # rows of the first part
UNIT = Paragraph("(단위: 백만원)", "right")
Rows = Sequence[Sequence[str]]
RUNNING = "나루시 작은도서관 육성계획"


def _head(years: Sequence[int] = YEARS, label: str = "구분") -> list[str]:
    return [label, *(f"{year}년" for year in years)]


def _rows(sheet: Sheet = PLAIN, years: Sequence[int] = YEARS) -> list[list[str]]:
    return [[label[0], *values] for label, values in sheet.printed(years)]


def _table(rows: Rows, *, head_rows: int = 0, new_page: bool = False, label: float = LABEL) -> Table:
    widths = (label, *(YEAR for _ in rows[0][1:]))
    made = grid(rows, widths, head_rows=head_rows)
    return Table(rows=made.rows, cells=made.cells, widths=widths, head_rows=head_rows, new_page=new_page)


def _first(until: int = HALF) -> Table:
    return _table([_head(), *_rows()[:until]], head_rows=1)


def _rest(start: int = HALF, stop: int | None = None, **more: bool) -> Table:
    return _table(_rows()[start:stop], **more)


def _again(start: int = HALF, *, label: str = "구분", **more: bool) -> Table:
    return _table([_head(label=label), *_rows()[start:]], head_rows=1, **more)


def _by_years(*between: Block, new_page: bool = False, labels: bool = True) -> list[Block]:
    early, late = YEARS[:2], YEARS[2:]
    second = [_head(late), *_rows(years=late)]
    if not labels:
        second = [row[1:] for row in second]
    return [
        _table([_head(early), *_rows(years=early)], head_rows=1),
        *between,
        _table(second, head_rows=1, new_page=new_page),
    ]


def _payers(
    cut: int, *between: Block, label: str = "", head_again: bool = False, new_page: bool = False, apart: bool = False
) -> list[Block]:
    """A table whose label is merged over rows, cut within them; ``label`` is what the rest says for it.

    ``apart`` leaves a place of its own for the label in each row of the rest.
    """
    head = [Cell(0, 0, ("구분",), column_span=2, head=True)]
    head += [Cell(0, 2 + number, (f"{year}년",), head=True) for number, year in enumerate(YEARS)]
    widths = (LABEL, YEAR, *(YEAR for _ in YEARS))
    printed = PAYERS.printed()
    first = [*head, *_merged(printed[:cut], 1)]
    top = int(head_again)
    rest = [*(head if head_again else []), *_merged(printed[cut:], top, label=label, apart=apart)]
    rows = len(printed) - cut + top
    return [
        Table(rows=cut + 1, cells=tuple(first), widths=widths),
        *between,
        Table(rows=rows, cells=tuple(rest), widths=widths, head_rows=top, new_page=new_page),
    ]


def _label_at_the_foot(*between: Block, head_again: bool = False, new_page: bool = False) -> list[Block]:
    """A table whose last row before the cut is a label, with its values behind the cut."""
    rows = _rows()
    blank = [rows[HALF][0], *("" for _ in YEARS)]
    rest = [["", *rows[HALF][1:]], *rows[HALF + 1 :]]
    return [
        _table([_head(), *rows[:HALF], blank], head_rows=1),
        *between,
        _table([_head(), *rest] if head_again else rest, head_rows=int(head_again), new_page=new_page),
    ]


def _merged(
    rows: Sequence[tuple[Sequence[str], Sequence[str]]], top: int, label: str | None = None, *, apart: bool = False
) -> Iterator[Cell]:
    start = 0
    while start < len(rows):
        outer, inner = rows[start][0]
        stop = start + 1
        while inner and stop < len(rows) and rows[stop][0][0] == outer:
            stop += 1
        text = outer if label is None else label
        places = range(start, stop) if apart else [start]
        for row in places:
            span = 1 if apart else stop - start
            yield Cell(top + row, 0, (text,), row_span=span, column_span=1 if inner else 2)
        for row in range(start, stop):
            if inner:
                yield Cell(top + row, 1, (rows[row][0][1],))
            for number, value in enumerate(rows[row][1]):
                yield Cell(top + row, 2 + number, (value,))
        start = stop


def _banded(again: int) -> list[Block]:
    """A head in two rows, of which the second part repeats the last ``again``."""
    band = [
        Cell(0, 0, ("구분",), row_span=2, head=True),
        Cell(0, 1, ("연차별 목표",), column_span=len(YEARS), head=True),
        *(Cell(1, 1 + number, (f"{year}년",), head=True) for number, year in enumerate(YEARS)),
    ]
    widths = (LABEL, *(YEAR for _ in YEARS))
    body = _rows()

    def cells(rows: Rows, top: int) -> list[Cell]:
        return [Cell(top + r, c, (text,)) for r, row in enumerate(rows) for c, text in enumerate(row)]

    second = [*band, *cells(body[HALF:], 2)] if again == 2 else cells([_head(), *body[HALF:]], 0)
    return [
        Table(rows=HALF + 2, cells=(*band, *cells(body[:HALF], 2)), widths=widths, head_rows=2),
        Table(rows=len(body) - HALF + again, cells=tuple(second), widths=widths, head_rows=again),
    ]


def _said(text: str) -> Paragraph:
    return Paragraph(text, "plain")


WAYS: dict[str, Callable[[], Sequence[Block]]] = {
    "nothing between": lambda: (_first(), _rest()),
    "an empty line": lambda: (_first(), _said(""), _rest()),
    "goes on": lambda: (_first(), _said("(앞에서 이어짐)"), _rest()),
    "continued": lambda: (_first(), _said("<계속>"), _rest()),
    "to be continued, continued": lambda: (
        _first(), _said("(다음 쪽에 계속)"), _said("(앞 쪽에서 계속)"), _rest(),
    ),
    "the unit again": lambda: (UNIT, _first(), UNIT, _rest()),
    "the unit and a mark": lambda: (UNIT, _first(), _said("(계속)"), UNIT, _rest()),
    "the head again": lambda: (_first(), _again()),
    "a mark and the head": lambda: (_first(), _said("(앞에서 이어짐)"), _again()),
    "the caption and the head": lambda: (
        _said("<표 1> 연차별 계획"), _first(), _said("<표 1> 연차별 계획(계속)"), _again(),
    ),
    "the caption": lambda: (_said("<표 1> 연차별 계획"), _first(), _said("<표 1> 연차별 계획(계속)"), _rest()),
    "the heading with a mark": lambda: (_first(), Paragraph(f"{HEADING}(계속)", "box"), _rest()),
    "a page": lambda: (_first(), _rest(new_page=True)),
    "a page and the head": lambda: (_first(), _again(new_page=True)),
    "a page and a mark": lambda: (_first(), Paragraph("(앞에서 이어짐)", new_page=True), _rest()),
    "a page and the unit": lambda: (UNIT, _first(), Paragraph(UNIT.text, "right", new_page=True), _rest()),
    "years": _by_years,
    "years, an empty line": lambda: _by_years(_said("")),
    "years, a mark": lambda: _by_years(_said("(앞에서 이어짐)")),
    "years, a page": lambda: _by_years(new_page=True),
    "years without labels": lambda: _by_years(labels=False),
    "three parts": lambda: (_first(2), _rest(2, 4), _rest(4)),
    "three parts with heads": lambda: (
        _first(2), _table([_head(), *_rows()[2:4]], head_rows=1), _again(4),
    ),
    "three pages": lambda: (_first(2), _rest(2, 4, new_page=True), _rest(4, new_page=True)),
    "in a merged label": lambda: _payers(3),
    "in a merged label, named again": lambda: _payers(3, label=COSTS),
    "in a merged label, a page": lambda: _payers(3, new_page=True),
    "in a merged label, the head again": lambda: _payers(3, head_again=True),
    "in a merged label, a page and the head": lambda: _payers(3, head_again=True, new_page=True),
    "in a merged label, a mark and the head": lambda: _payers(3, _said("(계속)"), head_again=True),
    "in a merged label, named again with a mark": lambda: _payers(3, label=f"{COSTS}(계속)", head_again=True),
    "in a merged label, a page and places of their own": lambda: _payers(3, new_page=True, apart=True),
    "in a merged label, a sentence and the head": lambda: _payers(3, _said("나머지는 아래와 같다."), head_again=True),
    "behind a merged label": lambda: _payers(2, label=COSTS),
    "a label at the foot": _label_at_the_foot,
    "a label at the foot, the head again": lambda: _label_at_the_foot(head_again=True),
    "a label at the foot, a page": lambda: _label_at_the_foot(new_page=True),
    "a label at the foot, a page and the head": lambda: _label_at_the_foot(head_again=True, new_page=True),
    "a label at the foot, a mark": lambda: _label_at_the_foot(_said("(앞에서 이어짐)")),
    "a note": lambda: (_first(), Paragraph("※ 이용자는 회원증을 낸 사람", "note"), _rest()),
    "a note and the head": lambda: (_first(), Paragraph("※ 이용자는 회원증을 낸 사람", "note"), _again()),
    "a sentence": lambda: (_first(), _said("위 표에 이어 나머지 지표는 아래와 같다."), _rest()),
    "one row": lambda: (_first(5), _rest(5)),
    "a head alone": lambda: (_table([_head()], head_rows=1), _rest(0)),
    "a head alone, a page": lambda: (_table([_head()], head_rows=1), _rest(0, new_page=True)),
    "a wider label": lambda: (_first(), _table(_rows()[HALF:], label=LABEL + 12)),
    "a wider label, a page": lambda: (_first(), _table(_rows()[HALF:], label=LABEL + 12, new_page=True)),
    "a head with a mark": lambda: (_first(), _again(label="구분(계속)")),
    "a label with a mark": lambda: (
        _first(), _table([["강좌(회)(계속)", "", "", "", ""], *_rows()[HALF:]]),
    ),
    "a row of a mark": lambda: (_first(), _table([["(계속)", "", "", "", ""], *_rows()[HALF:]])),
    "an empty row": lambda: (_first(), _table([["", "", "", "", ""], *_rows()[HALF:]])),
    "two years of a head again": lambda: (_first(), _table([["구분", "'26", "'27", "'28", "'29"], *_rows()[HALF:]])),
    "the head in another spelling": lambda: (
        _first(), _table([["구    분", *map(str, YEARS)], *_rows()[HALF:]], head_rows=1),
    ),
    "a page and the head in another spelling": lambda: (
        _first(), _table([["구    분", *map(str, YEARS)], *_rows()[HALF:]], head_rows=1, new_page=True),
    ),
    "the head, the unit and a mark": lambda: (UNIT, _first(), _said("(앞에서 이어짐)"), UNIT, _again()),
    "years, the unit again": lambda: (UNIT, *_by_years(UNIT)),
    "years, the heading with a mark": lambda: _by_years(Paragraph(f"{HEADING}(계속)", "box")),
    "a head in two rows again": lambda: _banded(2),
    "its years again": lambda: _banded(1),
}  # fmt: skip
OF_PAYERS = frozenset(way for way in WAYS if "merged label" in way)


def sheet_of(way: str) -> Sheet:
    """What a person understands of the table that is cut in this way."""
    return PAYERS if way in OF_PAYERS else PLAIN


def cut(way: str, *, running: bool = False) -> Document:
    """The plan with its table cut in this way, under a running head and above a running foot or not."""
    opening = (Paragraph(TITLE, "title"), Paragraph(PROGRAM, "section"), Paragraph(HEADING, "box"))
    last = Paragraph("□ 기대 효과", "box"), Paragraph("○ 걸어서 갈 수 있는 도서관이 늘어난다", "item")
    text = RUNNING if running else ""
    return Document(TITLE, ((*opening, *WAYS[way](), *last),), running_head=text, running_foot=text)


def whole(sheet: Sheet) -> Document:
    """The plan with the table in one piece."""
    if sheet is PAYERS:
        first, *_ = _payers(len(sheet.rows))
        table = first
    else:
        table = _first(len(sheet.rows))
    opening = (Paragraph(TITLE, "title"), Paragraph(PROGRAM, "section"), Paragraph(HEADING, "box"))
    return Document(TITLE, ((*opening, table),))
