"""The head of a year table: how many rows it has and what each column holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
import regex
from msgspec.structs import replace

from extract.vocabulary import has_word, is_word, meaning
from extract.year_tables.amounts import is_amount
from extract.year_tables.grid import Grid
from extract.year_tables.own_periods import only_periods
from extract.year_tables.series import form_rows, names_series, with_series
from extract.year_tables.states import under_states
from plan.forms import bare
from plan.grid import Key, cell_key, same_cell
from plan.patterns import lazy_pattern
from plan.records import Cell, Column, ColumnRole, ColumnState
from plan.script import DASHES, DOTS, ELLIPSES, QUOTE, SPAN, TRIANGLES, UNIT_LINE
from plan.years import YearReading, find_years, read_year

Span = tuple[int, int] | None

MAX_HEAD_ROWS = 6
MIN_YEARS = 2
ONE_YEAR_ROWS = 3  # a single year further down is a value of a form
BESIDE_ONE_YEAR = frozenset({"total", "prior", "later", "baseline"})
TIMES = frozenset({"year", "period", "ordinal_year", "year_month"})
VALUE = lazy_pattern(rf"^\s*[{DASHES}{TRIANGLES}+(]?\s?\d[\d,.]*+(?!\s?(?:단계|차|월|분기))")
NUMBERED = lazy_pattern(r"[\p{N}년]")  # 2024, 1차년도, n년
YEAR_FIRST = lazy_pattern(r"\s*(?:19|20)\d\d(?![\d,.])")  # and a word that is not known
PART = lazy_pattern(r"[1-4]\s?(?:/\s?4)?\s?분기|\d{1,2}\s?월|(?<!\w)[QqHh][1-4]")
ELIDED = lazy_pattern(rf"\s*[.{DOTS}{ELLIPSES}]{{2,}}\s*|\s*[{ELLIPSES}]\s*")
YEAR_OF_MONTHS = lazy_pattern(
    rf"(?P<ordinal>\d{{1,2}}\s?(?:차\s?[년연]도?|년차))\s*\(?\s*(?P<year>(?:19|20)\d\d|{QUOTE}\s?\d\d)\s?[.년]\s?\d{{1,2}}\s?[월.]?"
    rf"\s?[{SPAN}]\s?(?:(?P<last>(?:19|20)\d\d|{QUOTE}\s?\d\d)\s?[.년]\s?)?\d{{1,2}}\s?[월.]?\s*\)?"
)
YEAR_IN_HEAD = lazy_pattern(rf"(?<!\d)(?:19|20)\d\d(?!\d)|{QUOTE}\d\d(?!\d)")
NUMBER = lazy_pattern(r"\d[\d,]*(?:\.\d+)?\s?[억만천백]*\s?원?")
ASIDE = lazy_pattern(r"[(\[].*?[)\]]", regex.DOTALL)  # a unit behind a word: 총사업비(백만원)
UNIT_SAID = lazy_pattern(UNIT_LINE)

ROLE_OF: dict[str, ColumnRole] = {
    "year": "year",
    "ordinal_year": "year",
    "period": "range",
    "year_month": "actual",
    "total": "total",
    "subtotal": "subtotal",
    "prior": "prior",
    "later": "later",
    "baseline": "baseline",
    "actual": "actual",
    "change": "change",
}


class Head(msgspec.Struct, frozen=True):
    """The number of head rows and a column record for each column of the grid."""

    rows: int
    columns: tuple[Column, ...]

    def years(self) -> tuple[int, ...]:
        """The years of the year columns, left to right."""
        return tuple(column.year for column in self.columns if column.role == "year" and column.year is not None)


def read_head(grid: Grid, span: Span = None, first_year: int | None = None) -> Head | None:
    """The head of a grid whose columns are years, or None where no row of its top names two years or more."""
    for row in range(min(MAX_HEAD_ROWS, len(grid))):
        if sum(bool(NUMBERED.search(cell.text)) for cell in set_of(grid[row])) < MIN_YEARS:
            continue  # a row of words names no years, and holds no values
        readings = [_reading(cell, span, first_year) for cell in grid[row]]
        near = span or _span_of(readings)
        if near != span:
            readings = [_reading(cell, near, first_year) for cell in grid[row]]
        if _names_years(grid[row], readings, grid[row - 1] if row else ()):
            rows = _head_rows(grid, row, readings)
            return Head(rows, _columns(grid, rows, near, first_year))
        if _is_body(grid[row]):
            return None
    return None


def read_head_of_one_year(grid: Grid, span: Span = None, *, titled: bool = False) -> Head | None:
    """The head of a grid of one year, or None where its top names none beside what was before and is to follow.

    A year alone is no head: beside it stand a total, 기투자, 향후 or a base year, or it is said to be planned, be it in
    the title (``titled``).
    """
    for row in range(min(ONE_YEAR_ROWS, len(grid) - 1)):
        if any(NUMBERED.search(cell.text) for cell in grid[row]):
            readings = [_reading(cell, span, None) for cell in grid[row]]
            if _names_one_year(grid[row], readings, titled=titled):
                return Head(rows := _head_rows(grid, row, readings), _columns(grid, rows, span, None))
            if _is_body(grid[row]):
                return None
    return None


def _names_one_year(cells: Sequence[Cell], readings: Sequence[YearReading], *, titled: bool) -> bool:
    distinct = set_of(cells)
    read = [readings[cells.index(cell)] for cell in distinct]
    years = [reading for reading in read if reading.kind in TIMES]
    if len(years) != 1 or years[0].kind != "year" or read[0].kind != "text":
        return False
    if any(reading.kind == "text" and VALUE.match(cell.text) for cell, reading in zip(distinct, read, strict=True)):
        return False
    planned = titled or has_word("plan_word", years[0].qualifier)
    return planned or any(reading.kind in BESIDE_ONE_YEAR for reading in read)


def bands_of(grid: Grid, head: Head, span: Span, first_year: int | None) -> Iterator[Grid]:
    """The grid cut where a head row stands again below: a table of many years folded into bands, or a repeated head.

    A row of the body that only holds years (준공연도) has a label of its own and is no head.
    """
    labels = {bare(row[0].text) for row in grid[: head.rows]} | {""}
    cuts = [0]
    for number in range(head.rows, len(grid)):
        label = grid[number][0].text
        if (bare(label) in labels or is_word("head_label", label)) and _names_years(
            grid[number], [_reading(cell, span, first_year) for cell in grid[number]]
        ):
            cuts.append(number)
    if len(cuts) == 1:
        yield grid
        return
    bands = [grid[start:end] for start, end in pairwise([*cuts, len(grid)])]
    labels_end = next((column.column for column in head.columns if column.role != "label"), 0)
    yield from [_unfolded(bands, labels_end)] if _is_folded(bands, labels_end) else bands


def _is_folded(bands: Sequence[Grid], labels_end: int) -> bool:
    """Whether all bands have the same rows, so that they are one table that was too wide for its page."""
    rows = {tuple(tuple(bare(cell.text) for cell in row[:labels_end]) for row in band) for band in bands}
    heads = {tuple(bare(cell.text) for cell in band[0]) for band in bands}
    return labels_end > 0 and len(rows) == 1 and len(heads) == len(bands) > 1


def _unfolded(bands: Sequence[Grid], labels_end: int) -> Grid:
    return [[*rows[0], *(cell for row in rows[1:] for cell in row[labels_end:])] for rows in zip(*bands, strict=True)]


def _span_of(readings: Sequence[YearReading]) -> Span:
    """First and last year of a row: beside 29년 and 31년 a 30년 is no duration."""
    years = [reading.year for reading in readings if reading.year is not None]
    return (min(years), max(years)) if len(years) >= MIN_YEARS else None


def _reading(cell: Cell, span: Span, first_year: int | None) -> YearReading:
    return _read_head(" ".join(cell.text.split()), span, first_year)


def _names_years(cells: Sequence[Cell], readings: Sequence[YearReading], above: Sequence[Cell] = ()) -> bool:
    """Whether a row is the year row: two years or more, in order, and no value beside them.

    The same years may stand again below another series (사업량, 사업비).
    """
    times = [
        (cell, reading)
        for (cell, reading), before in zip(zip(cells, readings, strict=True), [None, *cells[:-1]], strict=True)
        if reading.kind in TIMES and not (before and same_cell(cell, before))
    ]
    years = [reading.year for _, reading in times if reading.year is not None]
    in_order = all(left <= right for left, right in pairwise(years))
    if len(times) < MIN_YEARS or not (in_order or _under_series(readings, above)):
        return False
    others = [
        cell
        for cell, reading in zip(cells, readings, strict=True)
        if reading.kind == "text" and VALUE.match(cell.text) and not YEAR_FIRST.match(cell.text)
    ]
    return len(others) <= len(times) // 4


def _under_series(readings: Sequence[YearReading], above: Sequence[Cell]) -> bool:
    """Whether a row names the same years, in order, below each of several series."""
    groups: dict[Key, list[int]] = {}
    for cell, reading in zip(above, readings, strict=False):
        if reading.kind in TIMES and reading.year is not None:
            if not names_series(cell.text):
                return False
            groups.setdefault(cell_key(cell), []).append(reading.year)
    first = next(iter(groups.values()), [])
    return len(groups) > 1 and first == sorted(set(first)) and all(years == first for years in groups.values())


def _is_body(cells: Sequence[Cell]) -> bool:
    """Whether a row above any year row already holds values, so that no head will follow."""
    return sum(bool(VALUE.match(cell.text)) for cell in set_of(cells)) >= MIN_YEARS


def set_of(cells: Sequence[Cell]) -> list[Cell]:
    """The distinct cells of a grid row; a merged cell stands in it several times."""
    seen: list[Cell] = []
    last: Key | None = None
    for cell, key in zip(cells, map(cell_key, cells), strict=True):
        if key != last:
            seen.append(cell)
        last = key
    return seen


def _head_rows(grid: Grid, year_row: int, readings: Sequence[YearReading]) -> int:
    """Head rows down to the last one under the years: 예산 / 집행, 목표 / 실적, 상반기 / 하반기, a unit."""
    times = [column for column, reading in enumerate(readings) if reading.kind in TIMES]
    labels = range(next(column for column, reading in enumerate(readings) if reading.kind != "text"))
    rows = year_row + 1
    while rows < min(MAX_HEAD_ROWS, len(grid)) and _goes_on(grid[rows - 1], grid[rows], times, labels):
        rows += 1
    return rows


def _goes_on(above: Sequence[Cell], row: Sequence[Cell], times: Sequence[int], labels: Sequence[int]) -> bool:
    """Whether a row is part of the head: its labels reach down from it, or all that is new in it are qualifiers."""
    new = [column for column, cell in enumerate(row) if not same_cell(cell, above[column])]
    if not new:
        return True
    reaching = bool(labels) and all(same_cell(row[column], above[column]) for column in labels)
    texts = [row[column].text.strip() for column in new]
    if reaching:
        return any(texts) and not any(VALUE.match(text) and read_year(text).kind == "text" for text in texts)
    under = [row[column].text.strip() for column in new if column in times]
    return bool(under) and all(_divides_a_year(text) for text in under)


def _divides_a_year(text: str) -> bool:
    """Whether a cell under a year names a state (예산), a part (상반기) or a series (사업비) of it."""
    return is_word("qualifier", text.strip("()")) or is_word("part", text) or names_series(text)


def _columns(grid: Grid, rows: int, span: Span, first_year: int | None) -> tuple[Column, ...]:
    head = grid[form_rows(grid, rows) : rows]
    readings = [_stack(head, column, span, first_year) for column in range(len(grid[0]))]
    first_value = next((index for index, (reading, _) in enumerate(readings) if reading is not None), len(readings))
    columns = [_column(index, *readings[index], first_value) for index in range(len(readings))]
    columns = list(_with_elided(under_states(columns, grid, rows), grid[rows - 1]))
    columns = _after_the_past(_totals_of_the_years(_labels_proper(grid, rows, columns)), first_year)
    return with_series(columns, grid, rows)


def _with_elided(columns: Sequence[Column], head: Sequence[Cell]) -> Iterator[Column]:
    """A column of dots between two years stands for those between them: 2027, ······, 2033."""
    years = {column.column: column.year for column in columns if column.role == "year"}
    for column in columns:
        before, after = years.get(column.column - 1), years.get(column.column + 1)
        if column.role == "note" and before and after and ELIDED.fullmatch(head[column.column].text):
            yield replace(column, role="range", year=before + 1, year_to=after - 1)
        else:
            yield column


def _labels_proper(grid: Grid, rows: int, columns: Sequence[Column]) -> Iterator[Column]:
    """A column of numbers in front of the years is the total where its head says so (사업비), else a running number.

    How a value is measured (산식), who is in charge and when it is done are remarks on the row, no part of its label
    and no value.
    """
    for column in columns:
        if column.role in ("label", "year") and only_periods([row[column.column] for row in grid[rows:]]):
            yield replace(column, role="note", year=None)
            continue
        over = grid[rows - 1][column.column].text
        if column.role == "label" and (is_word("remark_head", over) or is_word("state_column", over)):
            yield replace(column, role="note")
            continue
        if column.role == "label" and is_word("growth", ASIDE.sub("", over)):
            yield replace(column, role="change")
            continue
        if column.role == "label" and YEAR_IN_HEAD.search(over) and _only_amounts(grid[rows:], column.column):
            yield replace(column, role="note")  # a year that is not read as one, so no name of its rows
            continue
        body = [row[column.column].text.strip() for row in grid[rows:]]
        if column.role == "label" and any(body) and all(NUMBER.fullmatch(text) for text in body if text):
            heads = [ASIDE.sub("", row[column.column].text) for row in grid[:rows]]
            named = any(is_word("money_head", head) for head in heads)
            yield replace(column, role="total" if named else "note")
        else:
            yield column


def _only_amounts(body: Grid, column: int) -> bool:
    filled = [row[column] for row in body if row[column].text.strip()]
    return bool(filled) and all(map(is_amount, filled))


def _totals_of_the_years(columns: Iterable[Column]) -> list[Column]:
    """A column of the very period that the years make up (``2024~2027`` beside its four years) is their total."""
    columns = list(columns)
    years = [column.year for column in columns if column.role == "year" and column.year is not None]
    if len(years) < MIN_YEARS:
        return columns
    whole = (min(years), max(years))
    made = []
    for column in columns:
        if column.role == "total" and [(r.year, r.year_to) for r in find_years(column.qualifier)] == [whole]:
            made.append(replace(column, state=""))
        elif column.role == "range" and (column.year, column.year_to) == whole:
            made.append(replace(column, role="total", year=None, year_to=None))
        else:
            made.append(column)
    return made


def _after_the_past(columns: Iterable[Column], first_year: int | None) -> list[Column]:
    """Where later years are said to be planned (’25년(계획)), the unmarked years before them are past.

    Years of the plan's own period are not: ``first_year`` is its first, None where the document states none.
    """
    columns = list(columns)
    planned = [column.year for column in columns if column.year and has_word("planned", column.qualifier)]
    if not planned:
        return columns
    return [
        replace(column, state="actual")
        if column.role == "year"
        and not column.qualifier
        and column.year is not None
        and column.year < min([*planned, first_year] if first_year else planned)
        else column
        for column in columns
    ]


def _read_head(text: str, span: Span, first_year: int | None) -> YearReading:
    """What a head cell says; a year with a known word behind it (``2025 요구``) is that year."""
    whole = read_year(text, span=span, first_year=first_year)
    months = YEAR_OF_MONTHS.fullmatch(text) if whole.kind == "text" else None
    if months and months["last"] in (None, months["year"]):  # 1년차 ’26.4월~’26.12월
        return read_year(months["year"], span=span)
    first, _, rest = text.partition(" ")
    if whole.kind == "text" and rest and _qualifies(rest.strip("()")):
        year = read_year(first, span=span, first_year=first_year)
        return replace(year, qualifier=rest.strip("()")) if year.kind == "year" else whole
    return whole


def _qualifies(text: str) -> bool:
    """Whether a word behind a year says its state (요구), or what is counted in it (사업비)."""
    return is_word("qualifier", text) or meaning("series", text) in ("target", "budget")


def _stack(head: Grid, column: int, span: Span, first_year: int | None) -> tuple[YearReading | None, str]:
    """The reading of the lowest head cell that says a time or a total, and the qualifiers of the stack.

    Whatever stands under a year qualifies it; above it only known words do, since there stands the table's name.
    """
    reading: YearReading | None = None
    below: list[str] = []
    qualifiers: list[str] = []
    for row in range(len(head) - 1, -1, -1):
        cell = head[row][column]
        if (row and same_cell(cell, head[row - 1][column])) or UNIT_SAID.match(cell.text.strip()):
            continue
        text = " ".join(cell.text.split())
        found = _read_head(text, span, first_year)
        if found.kind in TIMES and (reading is None or reading.kind not in TIMES):
            reading, qualifiers = found, [*below, *qualifiers]
        elif found.kind == "text" or (reading is not None and reading.kind in TIMES and is_word("qualifier", text)):
            if is_word("qualifier", text.strip("()")) or is_word("part", text) or is_word("funding", text):
                qualifiers.append(text)
            elif text:
                below.append(text)
        elif reading is None:
            reading = found
            qualifiers += [text] if is_word("qualifier", text) else []
    return reading, " ".join(dict.fromkeys([*([reading.qualifier] if reading else []), *qualifiers])).strip()


def _column(index: int, reading: YearReading | None, qualifier: str, first_value: int) -> Column:
    if reading is None:
        role: ColumnRole = "label" if index < first_value else "subtotal" if is_word("funding", qualifier) else "note"
        return Column(column=index, role=role, qualifier=qualifier)
    return Column(
        column=index,
        role=ROLE_OF[reading.kind],
        year=reading.year,
        year_to=reading.year_to,
        qualifier=qualifier,
        state=_state(qualifier, of_total=reading.kind in ("total", "subtotal")),
    )


def _state(qualifier: str, *, of_total: bool) -> ColumnState:
    """What a column's qualifier says of its values: planned, past, or of a part only.

    A part is a half or a quarter of a year, or, as in ``총사업비(‘25년)``, one year of a total.
    """
    if not qualifier:
        return ""
    if of_total and find_years(qualifier):
        return "part"
    if PART.search(qualifier) or any(is_word("part", word) for word in qualifier.split()):
        return "part"
    if has_word("actual_row", qualifier):
        return "actual"
    return "planned"
