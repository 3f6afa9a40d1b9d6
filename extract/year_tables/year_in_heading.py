"""Tables without a year in their head: it stands in their heading (□ 2025년 사업비), their rows or the plan's title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extract.amounts import add_up, is_amount, plain_number
from extract.sheet_names import sheet_of
from extract.vocabulary import ends_with_word, has_word, is_word, meaning
from extract.year_tables.grid import Grid
from extract.year_tables.heads.head import Head
from extract.year_tables.series import counts_for_itself, with_series, with_unit_above
from plan.forms import single_spaced
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Cell
from plan.records.printed import Column
from plan.records.values import ColumnRole, ColumnRule
from plan.script import CLOSING, COLONS, COMMAS, DASHES, DOTS, OPENING, QUOTE
from plan.years import YearReading, find_years, read_year

A_YEAR = lazy_pattern(r"\s*(?:19|20)\d\d\s?(?:년도?)?\s*")
LONGEST_HEADING = 30  # characters; a sentence may name any year
PART_OR_DAY = lazy_pattern(r"기준|현재|반기|분기|\d\s?월|\d\s?\.\s?\d")
OF_A_DAY = lazy_pattern(  # ’25. 1. 1. 기준, 기준 : ’25. 1
    rf"\d\s?[.월일]?\s*(?:기준|현재)|기준\s?[{COLONS}]\s?{QUOTE}?\s?\d"
)
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")
LEAD = lazy_pattern(rf"[{OPENING}](?P<word>[^{OPENING}{CLOSING}]+)[{CLOSING}](?=\s|$)")  # (소요예산) 총 350백만원
PARTS = lazy_pattern(rf"[{DOTS},/]")  # 대상·규모
SUM_BEHIND = lazy_pattern(
    rf"\s*[{COLONS}{COMMAS}]?\s*(?:(?:총|계)?\s?\d[\d,.]*\s?)?(?:조|억|천만|백만|천|만)?\s?원$"
)  # 소요예산 : 총 350백만원
RULE_OF: dict[ColumnRole, ColumnRule] = {
    "label": "in-front-of-values",
    "note": "remark-in-head",
    "actual": "past-in-head",
    "baseline": "base-in-head",
}
MOST_HEAD_ROWS = 2  # lines of a head without a year
FEWEST_ROWS = 2  # that a sum must be right in; one may be so by chance
ENOUGH_VALUES = 0.5  # share of the filled cells of a column that must be amounts for it to be one of amounts


def plans_in(title: str) -> bool:
    """Whether a title has a word for a plan, and none for the past."""
    return has_word("plan_word", title) and not has_word("past", title)


def year_of_heading(title: str, since: int | None) -> int | None:
    """The one year that a heading plans for, not before the document's own; None where it names a day or a part."""
    if len(title) > LONGEST_HEADING or PART_OR_DAY.search(title) or not plans_in(title):
        return None
    readings = find_years(title)
    if len(readings) != 1 or readings[0].kind != "year":
        return None
    year = readings[0].year
    return year if year is not None and year >= (since or year) else None


def year_of_sheet(place: Place, title: str, document: str = "") -> int | None:
    """The year that the sheet of a table is named by, where the table's title names no other and nothing past.

    Each sheet may repeat the title of the ``document``, which says the years of all of them.
    """
    title = "" if single_spaced(title) == single_spaced(document) else title
    year = read_year(sheet_of(place)).year if place.cell and A_YEAR.fullmatch(sheet_of(place)) else None
    others = {of for reading in find_years(title) for of in (reading.year, reading.year_to)} - {year, None}
    return None if year is None or others or PART_OR_DAY.search(title) or has_word("past", title) else year


def year_of_rows(grid: Grid) -> int | None:
    """The one year that all rows of a table are named by, or None: 2026년 | 345 | 172 below 구분 | 합계 | 국비."""
    readings = [read_year(single_spaced(row[0].text)) for row in grid[_head_rows(grid) :]]
    years = {reading.year for reading in readings if reading.kind == "year"}
    return years.pop() if len(years) == 1 and all(reading.kind == "year" for reading in readings) else None


def asks_for_budget(title: str) -> bool:
    """Whether a title is the word over the budget that a programme needs, and names no whole (총사업비).

    It may stand in brackets (소요예산) and in front of the sum or the unit of what it needs.
    """
    return is_word("needed_budget", _lead_of(title))


def speaks_of_costs(title: str) -> bool:
    """Whether a title is that word, or ends as titles over costs do: 총사업비, 시설 투자계획."""
    lead = _lead_of(title)
    return any(ends_with_word(kind, lead) for kind in ("needed_budget", "budget_title")) and not has_word("past", lead)


def _lead_of(title: str) -> str:
    found = LEAD.match(title.strip())
    said = f"{found['word']}{title.strip()[found.end() :]}" if found else title.strip()
    return ASIDE.sub("", SUM_BEHIND.sub("", said)).strip()


def divides_budget(grid: Grid) -> bool:
    """Whether a head says who pays in two columns or more, or a column of rows does, or a sum and its parts add up."""
    rows = _head_rows(grid)
    if any(is_word("funding", ASIDE.sub("", grid[rows - 1][at].text)) for at in _parts(grid, rows)):
        return True  # 합계 | 국비 | 도교육청 | 군청
    lines = ([cell.text for row in grid[:rows] for cell in row[1:]], [row[0].text for row in grid[rows:]])
    return any(sum(is_word("funding", ASIDE.sub("", text)) for text in set(line)) > 1 for line in lines)


def may_divide_budget(grid: Grid) -> bool:
    """The same, where one row alone adds up, which may be so by chance, or none of the parts is known to pay."""
    return divides_budget(grid) or bool(_parts(grid, _head_rows(grid), fewest=1))


def is_of_a_day(text: str) -> bool:
    """Whether a line over a table says as of when its numbers stand."""
    return OF_A_DAY.search(text) is not None


def names_other_time(texts: Sequence[str], year: int) -> bool:
    """Whether a line says for how long something is done, and that is more than a year: 사업기간 : 2024~2027."""
    return any(
        {reading.year, reading.year_to} - {None, year}
        for text in texts
        if has_word("period_head", text)
        for reading in find_years(text)
    )


def head_below_heading(grid: Grid, year: int, rule: ColumnRule = "year-in-heading") -> Head | None:
    """The head of a table of one known year; None unless the meaning of each of its columns is known.

    Where the rows are named by that year, or there is but one without a name, nothing names them but the heading.
    """
    rows = _head_rows(grid)
    roles = _with_counted(_with_parts(list(_roles(grid[:rows])), grid, rows), grid, rows)
    if year_of_rows(grid) == year and roles[0] == "label":
        roles[0] = "note"
    elif any(find_years(row[0].text) for row in grid[rows:]):
        return None  # rows of other years
    named = "label" in roles or len(grid) == rows + 1
    if rows == len(grid) or None in roles or "year" not in roles or not named:
        return None
    columns = [
        Column(
            column=at,
            role=role,
            year=year if role == "year" else None,
            rule=rule if role == "year" else RULE_OF[role],
            printed=single_spaced(grid[rows - 1][at].text),
        )
        for at, role in enumerate(roles)
        if role
    ]
    divided = (with_unit_above(column, grid, rows) for column in with_series(columns, grid[rows - 1 :], 1))
    return Head(rows, _in_parts(tuple(divided), _parts(grid, rows)))


def _with_parts(roles: list[ColumnRole | None], grid: Grid, rows: int) -> list[ColumnRole | None]:
    """The roles; columns of unknown words that add up to the one of their sum in every row are of its year."""
    parts = _parts(grid, rows)
    return ["year" if at in parts else role for at, role in enumerate(roles)]


def _with_counted(roles: list[ColumnRole | None], grid: Grid, rows: int) -> list[ColumnRole | None]:
    """The roles; beside who pays, in the one row of a table, an unknown word with a unit counts something: 횟수(회)."""
    heads = [single_spaced(cell.text) for cell in grid[rows - 1]]
    if len(grid) != rows + 1 or not any(is_word("funding", head) for head in heads):
        return roles
    counts = [
        counts_for_itself(head) and plain_number(cell) is not None for head, cell in zip(heads, grid[-1], strict=True)
    ]
    return ["year" if role is None and own else role for role, own in zip(roles, counts, strict=True)]


def _parts(grid: Grid, rows: int, fewest: int = FEWEST_ROWS) -> frozenset[int]:
    """The columns behind that of a sum which it adds up in every row of two or more: 계 | 일반형 | 시간제."""
    heads = [ASIDE.sub("", cell.text).strip() for cell in grid[rows - 1]]
    sums = [at for at, head in enumerate(heads) if at and (meaning("series", head) == "sum" or _is_total(head))]
    sums = sums or [at for at, head in enumerate(heads) if at and meaning("series", head) == "budget"]
    if len(sums) != 1 or len(grid) < rows + fewest:
        return frozenset()
    parts = [at for at in range(sums[0] + 1, len(heads)) if heads[at] and not is_word("remark_head", heads[at])]
    adds_up = all(add_up([row[at] for at in parts], row[sums[0]]) for row in grid[rows:])
    return frozenset((*sums, *parts)) if len(parts) > 1 and adds_up else frozenset()


def _is_total(head: str) -> bool:
    return read_year(head).kind == "total"


def _in_parts(columns: Sequence[Column], parts: frozenset[int]) -> tuple[Column, ...]:
    """The columns, those of parts each as a series of its own where their heads name no other."""
    divided = any(column.series for column in columns)
    return tuple(replace(c, series=c.printed) if c.column in parts and not divided else c for c in columns)


def holds_amounts(grid: Grid) -> bool:
    """Whether a column of the body is one of amounts, so that values are lost where the table is not read."""
    body = grid[_head_rows(grid) :]
    columns = ([row[at] for row in body if row[at].text.strip()] for at in range(1, len(grid[0])))
    return any(sum(map(_is_one_amount, cells)) > ENOUGH_VALUES * len(cells) for cells in columns if cells)


def _is_one_amount(cell: Cell) -> bool:
    return is_amount(cell) and "\n" not in cell.text.strip()


def _head_rows(grid: Grid) -> int:
    rows = 1
    while rows < min(MOST_HEAD_ROWS, len(grid)) and any(map(same_cell, grid[rows], grid[rows - 1])):
        rows += 1
    return rows


def _roles(head: Grid) -> Iterator[ColumnRole | None]:
    """What each column holds, from the lowest of its heads; None for a word that is not known."""
    valued = False
    for heads in zip(*head, strict=True):
        role = _role(heads, valued=valued)
        valued = valued or role == "year"
        yield role


def _role(heads: Sequence[Cell], *, valued: bool) -> ColumnRole | None:
    words = [ASIDE.sub("", cell.text).strip() for cell in heads]
    if any(is_word("remark_head", word) for word in words):
        return "note"
    word = next((word for word in reversed(words) if word), "")
    if is_word("funding", word) or meaning("series", word):
        return "year"
    if is_word("actual_row", word):
        return "actual"  # beside the goal of the year
    if valued:
        return None
    if read_year(word).kind == "baseline":
        return "baseline"  # before the goal of the year
    if any(is_word(kind, word) for kind in ("head_label", "list_head", "unit_head", "outline_word")):
        return "label"
    parts = [part.strip() for part in PARTS.split(word)]
    return "note" if word and all(is_word("describing_head", part) for part in parts) else None


def lists_costs(grid: Grid, title: str) -> bool:
    """Whether a column below a word for costs (예산(천원), 소요예산) holds nothing but amounts, and some.

    Its title says a plan and no time: 2024년 사업비 may be over.
    """
    if not plans_in(title) or find_years(title) or PART_OR_DAY.search(title):
        return False
    rows = _head_rows(grid)
    return any(
        meaning("series", ASIDE.sub("", cell.text)) == "budget" and _only_amounts([row[at] for row in grid[rows:]])
        for at, cell in enumerate(grid[rows - 1])
    )


def costs_of_one_year(grid: Grid, year: int) -> bool:
    """Whether what a list says of costs is the budget that a year has, and no cell of it names another year.

    사업비 may be that of a work of many years.
    """
    heads = [ASIDE.sub("", cell.text).strip() for cell in grid[_head_rows(grid) - 1]]
    costs = [head for head in heads if meaning("series", head) == "budget"]
    years = {one for row in grid for cell in row for reading in find_years(cell.text) for one in _years_of(reading)}
    return bool(costs) and all(is_word("needed_budget", head) for head in costs) and years <= {year}


def _years_of(reading: YearReading) -> set[int]:
    return {year for year in (reading.year, reading.year_to) if year is not None}


def _only_amounts(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell.text.strip() and cell.text.strip() not in DASHES]
    return bool(filled) and all(map(_is_one_amount, filled))
