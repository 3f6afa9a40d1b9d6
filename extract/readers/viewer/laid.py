"""Flattened tables laid out as tables of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from extract.readers.viewer.down import DownTable
from extract.readers.viewer.heads import TIMES, Span
from extract.readers.viewer.printed import Printed
from extract.readers.viewer.rows.flat_table import FlatTable, Row
from plan.records.base import Place
from plan.records.document import Cell, Table


class _Spot(msgspec.Struct, frozen=True):
    """A cell before it has a place: what it covers, and where it is printed."""

    row: int
    column: int
    span: Span
    row_span: int = 1
    column_span: int = 1


def table_of_years_across(printed: Printed, flat: FlatTable, number: int) -> Table:
    """The table of a head with its rows."""
    head = list(_head(flat))
    height = max(spot.row + spot.row_span for spot in head)
    body = _reaching_down(flat, height)
    columns = flat.label_columns + sum(flat.widths) + flat.head.remarks
    return _table(printed, [*head, *body], height + len(flat.rows), columns, number, flat.head.start)


def table_of_years_down(printed: Printed, flat: DownTable, number: int) -> Table:
    """The table of a column of years."""
    above, units = int(bool(flat.over)), int(bool(flat.units))
    spots = [_Spot(0, 0, flat.corner, 1 + above)]
    each_covers = len(flat.heads) // max(len(flat.over), 1)
    spots += [_Spot(0, 1 + at * each_covers, span, 1, each_covers) for at, span in enumerate(flat.over)]
    spots += [_Spot(above, at, span) for at, span in enumerate(flat.heads, 1)]
    spots += [_Spot(above + 1, at, span) for at, span in enumerate(flat.units)]
    for row, each in enumerate(flat.rows, 1 + above + units):
        spots.append(_Spot(row, 0, each.label))
        spots += [_Spot(row, at, Span(item.start, item.end)) for at, item in enumerate(each.items, 1)]
    return _table(printed, spots, 1 + above + units + len(flat.rows), 1 + len(flat.heads), number, flat.start)


def _head(flat: FlatTable) -> Iterator[_Spot]:
    """The cells of the head: labels reach over all its rows, what stands over the years over those only."""
    head, widths = flat.head, flat.widths
    over, below = int(head.over is not None), int(bool(flat.under))
    height = 1 + over + below
    for at, (span, width) in enumerate(zip(head.labels, flat.label_widths, strict=True)):
        yield _Spot(0, sum(flat.label_widths[:at]), span, height, width)
    starts = [flat.label_columns + sum(widths[:at]) for at in range(head.width)]
    timed = [at for at, column in enumerate(head.columns) if column.kind in TIMES]
    covered = range(timed[0], timed[-1] + 1) if over else range(0)
    if head.over is not None:
        yield _Spot(0, starts[covered[0]], head.over, 1, sum(widths[at] for at in covered))
    for at, span in enumerate(head.columns):
        own = [one.span for one in flat.under if one.column == at]
        top = over if at in covered else 0
        yield _Spot(top, starts[at], span, height - top - (below if own else 0), widths[at])
        for place, each in enumerate(own):
            yield _Spot(height - 1, starts[at] + place, each)
    for at, span in enumerate(head.remark_spans):
        yield _Spot(0, flat.label_columns + sum(widths) + at, span, height)


def _reaching_down(flat: FlatTable, height: int) -> list[_Spot]:
    """The cells of the rows, a label reaching down over those that do not repeat it."""
    spots: list[_Spot] = []
    above: dict[int, int] = {}
    for number, row in enumerate(flat.rows):
        spots += _row(flat, row, height + number, above, spots)
    return spots


def _row(flat: FlatTable, row: Row, number: int, above: dict[int, int], spots: list[_Spot]) -> Iterator[_Spot]:
    columns = flat.label_columns
    printed = [(at, span) for at, span in enumerate(row.labels) if span is not None]
    short = columns - len(row.labels)  # columns that the first cell of a label covers beside its own
    can_reach = all(span is not None or at in above for at, span in enumerate(row.labels))
    if (short and len(row.labels) != len(flat.label_widths)) or not can_reach:
        yield _Spot(number, 0, Span(printed[0][1].start, printed[-1][1].end), 1, columns)
        above.clear()
    else:
        for at, span in enumerate(row.labels):
            if span is None:
                spots[above[at]] = replace(spots[above[at]], row_span=number + 1 - spots[above[at]].row)
        begun = len(spots)
        for place, (at, span) in enumerate(printed):
            above[at] = begun + place
            yield _Spot(number, at + short if at else 0, span, 1, 1 + short if not at else 1)
    column = columns
    for item, covered in zip(row.items, row.covers, strict=True):
        yield _Spot(number, column, Span(item.start, item.end), 1, covered)
        column += covered
    if row.remark:
        yield _Spot(number, column, row.remark)


def _table(printed: Printed, spots: Sequence[_Spot], rows: int, columns: int, number: int, start: int) -> Table:
    cells = tuple(
        Cell(
            text=printed.between(spot.span.start, spot.span.end),
            row=spot.row,
            column=spot.column,
            row_span=spot.row_span,
            column_span=spot.column_span,
            place=Place(table=number, row=spot.row, column=spot.column, offset=printed.seen[spot.span.start]),
        )
        for spot in sorted(spots, key=lambda spot: spot.span.start)
    )
    return Table(rows=rows, columns=columns, cells=cells, place=Place(table=number, offset=printed.seen[start]))
