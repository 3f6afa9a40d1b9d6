"""Rebuilds paragraphs and year tables from the viewer's text, which has lost all structure.

The portal's viewer prints a document as one long line: every cell and paragraph separated by a space, merged cells
once, most bullets as ``?``. A year table is found by its head (label words, then totals and years); the head fixes how
many values a row has, and a row is a label followed by exactly so many, or by one word such as 비예산 for all of them.
What fits neither has lost a cell on the way, and is told with its words instead of being moved to another year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.readers.viewer.down import DownTable, down_tables
from extract.readers.viewer.heads import FlatHead, heads_of
from extract.readers.viewer.laid import table_of_years_across, table_of_years_down
from extract.readers.viewer.lines.marks import Marks
from extract.readers.viewer.printed import Printed
from extract.readers.viewer.rows.behind_years import with_columns_behind
from extract.readers.viewer.rows.flat_table import FlatTable, Refused
from extract.readers.viewer.rows.table import table_at
from extract.readers.viewer.stray import is_of_the_past, stray_runs
from extract.readers.viewer.stuck import without_stuck
from extract.vocabulary import is_word, meaning
from plan.records.base import Place
from plan.records.document import Block, Damage, Paragraph
from plan.script import MORE

LONGEST_QUOTE = 400  # characters


def read_blocks(text: str) -> tuple[tuple[Block, ...], tuple[Damage, ...]]:
    """The blocks of a viewer text in reading order, and the year tables that could not be rebuilt.

    Offsets count characters of this text from 0.
    """
    reader = _Reader(Printed(text))
    blocks = tuple(reader.blocks())
    return blocks, tuple(sorted(reader.damage, key=lambda damage: damage.place.offset or 0))


class _Reader:
    def __init__(self, printed: Printed) -> None:
        self.printed = printed
        self.marks = Marks(printed.text)
        self.paragraph = 0
        self.table = 0
        self.damage: list[Damage] = []

    def blocks(self) -> Iterator[Block]:
        """The paragraphs and tables in order; what of the tables was not understood is kept as damage."""
        parts = list(self._parts())
        flats = iter(without_stuck(self.printed, [part for part in parts if isinstance(part, FlatTable)]))
        position = 0
        for part in parts:
            number = self._number()
            if isinstance(part, Refused):
                self._say(part, number)
                continue
            each = part if isinstance(part, DownTable) else next(flats)
            for refused in () if isinstance(each, DownTable) else each.refused:
                self._say(refused, number)
            if each.rows:
                yield from self._paragraphs(position, each.start)
                yield self._table(each, number)
                position = each.end
        yield from self._paragraphs(position, len(self.printed.text))

    def _table(self, each: FlatTable | DownTable, number: int) -> Block:
        if isinstance(each, DownTable):
            return table_of_years_down(self.printed, each, number)
        return table_of_years_across(self.printed, each, number)

    def _parts(self) -> Iterator[FlatTable | DownTable | Refused]:
        """The tables in order, and what was not understood between them."""
        downs = list(down_tables(self.printed, self.marks))
        heads = with_columns_behind(self.printed, self.marks, list(heads_of(self.printed, self.marks)))
        found: list[FlatHead | DownTable] = sorted([*downs, *heads], key=lambda each: each.start)
        position = 0
        for at, each in enumerate(found):
            if each.start < position:
                continue
            if isinstance(each, DownTable):
                yield from self._stray(position, each.start)
                position = each.end
                yield each if each.heads else Refused(each.start, each.end, each.ko, each.en)
                continue
            following = self._next_head(found, at + 1)
            limit = self.marks.end_of_table(each.end, following)
            if self._states_apart(each):
                flat = FlatTable(each, (), (), (self._parted(each, limit),), limit)
            else:
                flat = table_at(self.printed, each, limit)
            if not flat.rows and not flat.refused:
                continue
            yield from self._stray(position, each.start)
            if flat.rows:
                yield flat
                position = flat.end
            elif not is_of_the_past(self.printed.text, self.marks, each.start, limit):
                yield flat
                position = limit
        yield from self._stray(position, len(self.printed.text))

    def _next_head(self, found: Sequence[FlatHead | DownTable], at: int) -> int:
        """Where the next head with a known word over its labels begins."""
        while at < len(found):
            each = found[at]
            if isinstance(each, DownTable) or each.is_known:
                return each.start
            at += 1
        return len(self.printed.text)

    def _stray(self, start: int, end: int) -> Iterator[Refused]:
        """The runs of values of a part without tables."""
        return stray_runs(self.printed, self.marks, start, end)

    def _number(self) -> int:
        self.table += 1
        return self.table - 1

    def _say(self, refused: Refused, number: int) -> None:
        said = self.printed.between(refused.start, refused.end)
        self.damage.append(
            Damage(
                rule="table-not-understood",
                place=Place(table=number, offset=self.printed.seen[refused.start]),
                reason_ko=refused.ko,
                reason_en=refused.en,
                quote=said if len(said) <= LONGEST_QUOTE else f"{said[:LONGEST_QUOTE]}{MORE}",
            )
        )

    def _states_apart(self, head: FlatHead) -> bool:
        """Whether results and plans stand over the years side by side, so that which years are whose is not known."""
        words = head.states.split()
        return len(words) > 1 and {meaning("state_head", word) for word in words} >= {"past", "planned"}

    def _parted(self, head: FlatHead, limit: int) -> Refused:
        return Refused(
            head.start,
            limit,
            f"'{head.states}' 아래의 연도가 각각 어느 쪽인지 알 수 없습니다.",
            f"Which of the years stand under each of '{head.states}' cannot be told.",
        )

    def _paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        cuts = [start, *(at for at in self.marks.within(start, end) if at > start), end]
        for left, right in pairwise(cuts):
            text = self.printed.between(left, right)
            if text and not is_word("portal", text):
                self.paragraph += 1
                yield Paragraph(text=text, place=Place(paragraph=self.paragraph, offset=self.printed.seen[left]))
