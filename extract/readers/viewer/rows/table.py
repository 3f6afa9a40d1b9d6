"""A flattened table below its head: which of its columns a row has values for, and where its total stands."""

from __future__ import annotations

from msgspec.structs import replace

from extract.readers.viewer.heads import FlatHead
from extract.readers.viewer.printed import Printed
from extract.readers.viewer.rows.flat_table import FlatTable, Refused
from extract.readers.viewer.rows.parts import Part, parts_of, refusal_of, words_of
from extract.readers.viewer.rows.read import FEWEST, Rows
from extract.readers.viewer.rows.sums import order_of
from extract.readers.viewer.rows.under import with_heads_under
from extract.readers.viewer.rows.variants import fitting_head
from plan.years import is_part_of_year

TOO_WIDE = (
    "'{words}'의 값이 표의 머리에 있는 열보다 많아 이 표의 연도를 정할 수 없습니다.",
    "'{words}' has more values than the head has columns, so the years of this table cannot be told.",
)


def table_at(printed: Printed, head: FlatHead, end: int) -> FlatTable:
    """The rows below a head, up to where the table ends at the latest."""
    head = fitting_head(printed, head, end)
    parts, behind = parts_of(printed, head, end)
    if other := next((at for at, part in enumerate(parts) if _is_of_parts_of_a_year(part)), 0):
        return table_at(printed, head, (parts[other].words[0] if parts[other].words else parts[other].run[0]).start)
    if not parts:
        return FlatTable(head, (), (), (), head.end)
    popped = _without_last_total(head)
    if popped and len(parts[0].run) > head.width and (table := table_at(printed, popped, end)).rows:
        return table
    if popped and _ends_with_label(head, parts[0]):
        return table_at(printed, popped, end)
    head, under, parts, refusal = with_heads_under(printed, head, parts)
    if refusal:
        words = f"{words_of(printed, parts[0])}"
        return FlatTable(head, (), (), (refusal_of(parts, words, *refusal),), head.end)
    table = FlatTable(head, under, (), (), head.end)
    wide = next((part for part in parts if _is_wider(part, sum(table.widths))), None)
    if wide:
        return replace(
            table, refused=(refusal_of(parts, words_of(printed, wide), *TOO_WIDE),), end=parts[-1].run[-1].end
        )
    return _with_order(printed, Rows(printed, table).read(parts, behind))


def _is_of_parts_of_a_year(part: Part) -> bool:
    """Whether all values of a row are parts of a year, so that it is the head of another table: 1분기 | 2분기."""
    return len(part.run) > 1 and all(is_part_of_year(item.text) for item in part.run)


def _is_wider(part: Part, width: int) -> bool:
    """Whether a run has more values than the head has columns, a bullet behind them not counted."""
    return len(part.run) - part.run[-1].is_dash > width


def _without_last_total(head: FlatHead) -> FlatHead | None:
    """The head without the total that is printed last, which may be a label or a head under the years."""
    last = max(head.columns, key=lambda column: column.start)
    if last.kind not in ("total", "subtotal") or head.width < FEWEST or head.remarks:
        return None
    left, other = (tuple(column for column in order if column != last) for order in (head.columns, head.alternative))
    return replace(head, columns=left, alternative=other, end=last.start)


def _ends_with_label(head: FlatHead, first: Part) -> bool:
    """Whether the last word of the head is the label of the first row: 향후 | 계 900."""
    is_short = len(first.run) == head.width - 1 or (len(first.run) == head.width and first.run[-1].is_dash)
    return not first.words and is_short


def _with_order(printed: Printed, table: FlatTable) -> FlatTable:
    """The table with its total where the sums of its rows show it, or refused where they don't."""
    head = table.head
    if not head.alternative or not table.rows:
        return table
    order = order_of([row.items for row in table.rows], head.columns, head.alternative)
    if order is None:
        said = " / ".join(printed.between(row.items[0].start, row.items[-1].end) for row in table.rows)
        refused = Refused(
            head.start,
            table.rows[-1].items[-1].end,
            f"합계가 연도 앞인지 뒤인지 알 수 없습니다: '{said}'.",
            f"Whether the total stands before or behind the years cannot be told: '{said}'.",
        )
        return replace(table, rows=(), refused=(*table.refused, refused))
    return replace(table, head=replace(head, columns=order))
