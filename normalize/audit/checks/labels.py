"""Row labels that belong to another programme, or are the form's own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from normalize.audit.case import Case, Series, places_of
from normalize.audit.counted import is_listed_again, is_printed_again
from normalize.audit.likeness import likeness
from normalize.findings.messages import finding
from normalize.tables.labels import is_total_word
from normalize.tables.rows import Row
from plan.forms import letters
from plan.grid import same_cell
from plan.records.document import Cell
from plan.records.meaning import Finding
from plan.records.printed import ProgramNode
from plan.script import visible

OWN = Decimal("0.5")  # a label that shares half of its pairs of characters with its programme's name is its own
OTHERS = Decimal("0.8")  # of a name that is spelt a little differently in the chart and in the table
SHORTEST = 4  # letters; 사업비, 국비 and 계 are the names of no programme


def audit_labels(case: Case) -> Iterator[Finding]:
    """Labels that are the form's own words, and target rows with the label of another programme."""
    nodes = {node.no: node for node in case.programs()}
    targets = [series for series in case.series if series.indicator.measure == "target" and series.program_no in nodes]
    for series in {series.row.at: series for series in reversed(case.series)}.values():
        if series.row.label.is_placeholder:
            yield finding(
                "label-placeholder",
                series.program_no,
                record=series.indicator.name,
                places=(series.indicator.place,),
                actual=series.indicator.label_printed,
            )
    yield from _without_group(case.series)
    yield from _twice(case.series)
    labelled: defaultdict[str, dict[str, list[Series]]] = defaultdict(dict)  # a label's series by their programmes
    for series in targets:
        labelled[letters(series.indicator.name)].setdefault(series.program_no, []).append(series)
    named: defaultdict[str, set[str]] = defaultdict(set)
    for node in nodes.values():
        named[letters(node.name)].add(node.no)
    order = {no: at for at, no in enumerate(nodes)}

    @cache
    def owners(label: str) -> list[str]:
        """The programmes that a label is the name of, and those that it is nearly the name of and stands in."""
        beside = {no for no in labelled[label] if likeness(nodes[no].name, label) >= OTHERS}
        return sorted(named.get(label, set()) | beside, key=order.__getitem__)

    for series in targets:
        own = nodes[series.program_no]
        if _is_a_name(series) and likeness(series.indicator.name, own.name) < OWN:
            label = letters(series.indicator.name)
            owner = next((no for no in owners(label) if no != own.no), None)
            if owner:
                yield _of_another(series, labelled[label].get(owner, []), own, nodes[owner])


def _without_group(all_series: Sequence[Series]) -> Iterator[Finding]:
    """Tables of which rows have a blank place where others have the name of their group."""
    tables: defaultdict[int, dict[int, Series]] = defaultdict(dict)
    for series in all_series:
        if not series.row.table.transposed:
            tables[series.row.table_at].setdefault(series.row.number, series)
    for rows in tables.values():
        nameless = [rows[number] for number in _rows_without_group([series.row for series in rows.values()])]
        if nameless:
            table = nameless[0].row.table
            column = next(column.column for column in table.columns if column.role == "label")
            yield finding(
                "name-blank",
                nameless[0].program_no,
                record=nameless[0].indicator.name,
                places=tuple(one.indicator.place for one in nameless),
                expected=" ".join(visible(table.grid[table.header_rows - 1][column].text).split()),
                difference=str(len(nameless)),
            )


def _rows_without_group(rows: Sequence[Row]) -> list[int]:
    """The rows of one table whose first label is blank: a further one names it, or none does where others have names.

    Each row of the grid is looked at once, however many are blank.
    """
    table = rows[0].table
    grid, head = table.grid, table.grid[table.header_rows - 1]
    labels = [column.column for column in table.columns if column.role == "label"]
    if not labels:
        return []
    outer, *further = labels
    names = [visible(row[outer].text).strip() for row in grid]
    below = range(table.header_rows, len(grid))
    if not further:
        others = {names[at] for at in below if not same_cell(grid[at][outer], head[outer])} - {""}
        return [] if all(map(is_total_word, others)) else [row.number for row in rows if not names[row.number]]
    last = max((at for at in below if names[at]), default=0)
    above: dict[int, int] = {}  # a row: the nearest named one above it
    nearest = 0
    for at in below:
        above[at] = nearest
        nearest = at if names[at] else nearest

    def is_wide(row: Sequence[Cell]) -> bool:
        return any(same_cell(row[outer], row[at]) for at in further)

    def is_without(row: Row) -> bool:
        own = grid[row.number]
        if names[row.number] or row.label.is_total or not row.label.name:
            return False
        if not any(visible(own[at].text) for at in further):
            return False
        if above[row.number]:
            return not is_wide(grid[above[row.number]])
        return bool(names[table.header_rows - 1] and not is_wide(head)) or last >= row.number

    return [row.number for row in rows if is_without(row)]


def _twice(all_series: Sequence[Series]) -> Iterator[Finding]:
    """Series of one programme that share name, payer and unit, but for those of a table that stands there twice.

    What a list of several programmes prints again of a programme's own table is one series, counted once.
    """
    groups: defaultdict[tuple[object, ...], list[Series]] = defaultdict(list)
    for series in all_series:
        one = series.indicator
        groups[series.program_no, one.measure, letters(one.name), one.funding_source_name, one.unit].append(series)
    printed = _PrintedTables()
    for alike in groups.values():
        group = [series for series in alike if not _is_counted_again(series, alike)]
        if len(group) > 1 and len(set(map(printed.row_of, group))) > 1 and not _go_on(group):
            yield finding(
                "series-twice",
                group[0].program_no,
                record=group[0].indicator.name,
                places=tuple(series.indicator.place for series in group),
                actual=str(len(group)),
            )


def _is_counted_again(series: Series, alike: Sequence[Series]) -> bool:
    """Whether it is counted elsewhere, and prints what that has: in a list of programmes, or in a table by payers."""
    if series.indicator.counted_in is None:
        return False
    return any(is_listed_again(series, own) or is_printed_again(series, own) for own in alike)


def _go_on(group: Sequence[Series]) -> bool:
    """Whether the series are one that goes on in other tables, each of other years, and a single total at most."""
    years = [o.year for series in group for o in series.observations if o.period_type == "year"]
    others = Counter(o.period_type for series in group for o in series.observations if o.period_type != "year")
    tables = {series.row.table_at for series in group}
    apart = len(tables) == len(group) and len(set(years)) == len(years)
    return apart and all(series.years() for series in group) and all(count == 1 for count in others.values())


class _PrintedTables:
    """The tables by what they print, each looked at once."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}  # a table, and the first one that prints the same
        self._texts: dict[tuple[str, ...], int] = {}

    def row_of(self, series: Series) -> tuple[int, int]:
        """The row in its table as printed, the same for a table that stands twice."""
        at = series.row.table_at
        if at not in self._first:
            texts = tuple(cell.text for row in series.row.table.grid for cell in row)
            self._first[at] = self._texts.setdefault(texts, at)
        return series.row.number, self._first[at]


def _of_another(series: Series, same: Sequence[Series], own: ProgramNode, owner: ProgramNode) -> Finding:
    """The label is unlike its own programme's name, and is another one's name or stands in that one's table too.

    ``same`` are the series of the other one with this label.
    """
    return finding(
        "label-duplicated",
        own.no,
        record=own.name,
        places=(
            series.indicator.place,
            *(other.indicator.place for other in same),
            owner.place,
            *places_of(series.observations),
        ),
        expected=own.name,
        actual=f"{series.indicator.name} ({owner.no_printed or owner.no})",
    )


def _is_a_name(series: Series) -> bool:
    label = series.row.label
    return (
        not (label.is_placeholder or label.is_total or label.funding)
        and len(letters(series.indicator.name)) >= SHORTEST
    )
