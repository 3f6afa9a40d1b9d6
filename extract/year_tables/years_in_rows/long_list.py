"""Lists that print a row for each name and year, laid out with their years across: 사업명 | 연도 | 지원기업 | 예산."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.amounts import is_amount, plain_number
from extract.vocabulary import ends_with_word, is_word, meaning
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import Span, reading_of
from extract.year_tables.heads.year_row import YEAR_FIRST
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.years import is_part_of_year, read_year

ASIDE = lazy_pattern(r"[(\[].*?[)\]]")
DESCRIBING = ("describing_head", "attribute_head")
NOT_COUNTED = (*DESCRIBING, "remark_head", "growth", "rate_of_growth", "share")
OF_OTHER_YEARS = ("prior", "baseline", "actual")  # what a head says that counts another year than its row's: 현재
SUMS = ("total", "subtotal")
FEWEST_NAMES = 2  # that each have years of their own; one name's years simply stand down
FEWEST_YEARS = 2  # of several names
Line = Sequence[Cell]
Dated = tuple[Line, int]


def with_years_across(grid: Grid, span: Span, first_year: int | None) -> tuple[Grid, ...]:
    """The list with a row for each name and what is counted, and its years across; () for any other table.

    The column that holds the years is headed so, and no name has a year twice. Names with other years than the first
    make a grid of their own, and so does money beside things whose unit stands in a column: ha is none of its own.
    Sums of the rows above them are left out. Where the names stand first, two of them have several years each: one
    year may be that in which a work of many begins.
    """
    at = next((column for column, cell in enumerate(grid[0]) if is_word("years_head", cell.text)), None)
    if at is None or len(grid) <= FEWEST_NAMES * FEWEST_YEARS:
        return ()
    body = _without_sums(grid[1:], at)
    years = [reading_of(row[at], span, first_year) for row in body]
    if any(year.kind != "year" or year.year is None for year in years):
        return ()
    dated = [(row, year.year or 0) for row, year in zip(body, years, strict=True)]
    if not at and len({year for _, year in dated}) == len(dated):
        return ()  # years that simply stand down
    labels = _labels(grid[0], dated, at)
    counted = list(_counted(grid, body, at, labels))
    groups = list(_groups(grid[0], dated, labels))
    several = sum(len(rows) >= FEWEST_YEARS for _, rows in groups)
    enough = several >= FEWEST_NAMES or (not at and len(groups) >= FEWEST_NAMES and len({y for _, y in dated}) > 1)
    if not counted or not enough or not all(map(_is_named_group, groups)):
        return ()
    units = [column for column, cell in enumerate(grid[0]) if is_word("unit_head", cell.text)]
    own = [column for column in counted if units and _has_own_unit(grid[0][column].text)]
    others = [column for column in counted if column not in own]
    parts = [(sorted({*labels, *units}), others), ([at for at in labels if at not in units], own)]
    of_years: dict[tuple[int, ...], list[list[Line]]] = {}
    for _, group in groups:
        of_years.setdefault(tuple(year for _, year in group), []).append([row for row, _ in group])
    return tuple(
        _across(grid[0], at, names, heads, alike) for alike in of_years.values() for names, heads in parts if heads
    )


def _across(
    head: Line,
    at: int,
    names: Sequence[int],
    counted: Sequence[int],
    groups: Sequence[Sequence[Line]],
) -> Grid:
    """One grid of names that have the same years."""
    first = (*(head[name] for name in names), head[at], *(row[at] for row in groups[0]))
    rows = (
        (*(group[0][name] for name in names), head[column], *(row[column] for row in group))
        for group in groups
        for column in counted
    )
    return (first, *rows)


def _labels(head: Line, dated: Sequence[Dated], at: int) -> list[int]:
    """The columns in front of the years, and words behind them where only these tell rows of one year apart: 품종."""
    labels = [column for column in range(at) if not _is_kind(head[column], ("growth", "rate_of_growth", "share"))]
    if _tells_apart(head, dated, labels):
        return labels
    behind = [
        column
        for column in range(at + 1, len(head))
        if not is_word("unit_head", head[column].text)
        and not any(is_amount(row[column]) for row, _ in dated)
        and all(row[column].text.strip() for row, _ in dated)
    ]
    return [*labels, *behind[:1]]


def _tells_apart(head: Line, dated: Sequence[Dated], labels: Sequence[int]) -> bool:
    said = [(_name(head, row, labels), year) for row, year in dated]
    return len(set(said)) == len(said) and all(name for name, _ in said)


def _name(head: Line, row: Line, labels: Sequence[int]) -> str:
    """What names a row, without its number (연번) and what only describes it, unless nothing else does."""
    named = [at for at in labels if not _is_kind(head[at], (*DESCRIBING, "remark_head", "unit_head"))]
    return " ".join(row[at].text for at in (named or labels)).strip()


def _groups(head: Line, dated: Sequence[Dated], labels: Sequence[int]) -> Iterator[tuple[str, list[Dated]]]:
    """The rows of each name, in the order of the list."""
    found: dict[str, list[Dated]] = {}
    for row, year in dated:
        found.setdefault(_name(head, row, labels), []).append((row, year))
    yield from found.items()


def _is_named_group(group: tuple[str, Sequence[Dated]]) -> bool:
    """Whether rows have a name, which is no half of a year, and years of their own one behind the other."""
    name, rows = group
    years = [year for _, year in rows]
    return bool(name) and not is_part_of_year(name) and years == sorted({*years})


def _counted(grid: Grid, body: Grid, at: int, labels: Sequence[int]) -> Iterator[int]:
    """The columns of amounts behind the years, those of rates, remarks and other years left out."""
    for column in range(at + 1, len(grid[0])):
        cell = grid[0][column]
        is_series = bool(meaning("series", ASIDE.sub("", cell.text)))  # 사업량 describes a row as well
        is_counted = is_series or not _is_kind(cell, NOT_COUNTED)
        is_counted = is_counted and read_year(cell.text).kind not in OF_OTHER_YEARS
        beside = any(same_cell(row[column], other) for row in grid for other in row[at:column])
        if is_counted and column not in labels and not beside and any(is_amount(row[column]) for row in body):
            yield column


def _without_sums(body: Grid, at: int) -> Grid:
    """The rows without those of no year whose numbers add up those above them: 소계, 합계."""
    kept: list[Line] = []
    start = 0
    for row in body:
        is_sum = any(read_year(cell.text).kind in SUMS for cell in row[: at + 1])
        if is_sum and (_adds_up(row, kept[start:], at) or _adds_up(row, kept, at)):
            start = len(kept)
        else:
            kept.append(row)
    return kept


def _adds_up(row: Line, above: Sequence[Line], at: int) -> bool:
    """Whether a row without a year holds at least one sum of a column above it, and no number that is none."""
    numbers = [(column, plain_number(row[column])) for column in range(at + 1, len(row))]
    known = [(column, number) for column, number in numbers if number is not None]
    sums = [sum((plain_number(each[column]) or Decimal(0) for each in above), Decimal(0)) for column, _ in known]
    return bool(known) and read_year(row[at].text).kind != "year" and sums == [number for _, number in known]


def _is_kind(cell: Cell, kinds: Sequence[str]) -> bool:
    said = ASIDE.sub("", cell.text)
    return any(is_word(kind, said) for kind in kinds)


def _has_own_unit(head: str) -> bool:
    """Whether what is counted is money, or prints its unit behind it: 예산(백만원)."""
    said = ASIDE.sub("", head)
    return (
        said != head
        or any(is_word(kind, said) for kind in ("money_head", "funding"))
        or ends_with_word("money_end", said)
    )


def is_headed_years(grid: Grid) -> bool:
    """Whether the first column is headed as one of years and each of its cells begins with one: 연도 over 2028 이후."""
    return is_word("years_head", grid[0][0].text) and all(YEAR_FIRST.match(row[0].text) for row in grid[1:])
