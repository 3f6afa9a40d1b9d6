"""What is read of a flattened table: its rows, the heads under its years, and what was refused."""

from __future__ import annotations

import msgspec

from extract.readers.viewer.heads import FlatHead, Span
from extract.readers.viewer.items import Item


class Row(msgspec.Struct, frozen=True):
    """A row: the spans of its label's cells, None for one that reaches down from above, and its values."""

    labels: tuple[Span | None, ...]
    items: tuple[Item, ...]
    covers: tuple[int, ...]
    remark: Span | None = None


class Refused(msgspec.Struct, frozen=True):
    """A run of values that is no row, where it is printed with its label, and why."""

    start: int
    end: int
    ko: str
    en: str


class Under(msgspec.Struct, frozen=True):
    """A cell under one of the columns."""

    column: int
    span: Span


class FlatTable(msgspec.Struct, frozen=True):
    """A table that was read, with what of it was not, and where it ends."""

    head: FlatHead
    under: tuple[Under, ...]
    rows: tuple[Row, ...]
    refused: tuple[Refused, ...]
    end: int
    label_widths: tuple[int, ...] = (1,)

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.head.start

    @property
    def label_columns(self) -> int:
        """How many columns of labels there are."""
        return sum(self.label_widths)

    @property
    def widths(self) -> tuple[int, ...]:
        """How many values stand under each column of the head."""
        counts = [sum(one.column == column for one in self.under) for column in range(self.head.width)]
        return tuple(max(count, 1) for count in counts)
