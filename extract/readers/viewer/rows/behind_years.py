"""A column of words behind the years of a flattened table: what it is headed with is no part of the first row's name.

성과지표 | 단위 | 2027년 | 2028년 | 산출식 and below it 센터 수 | 개소 | 5 | 6 | 누적 have become one line, in which the
head stands right before the name of the first row, and each cell before the name of the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from extract.readers.viewer.heads import LONGEST_CELL, FlatHead, Span, is_description, is_units
from extract.readers.viewer.lines.marks import Marks
from extract.readers.viewer.printed import Printed, Token
from extract.readers.viewer.rows.parts import Part, parts_of
from extract.readers.viewer.rows.words import TOTALS
from extract.vocabulary import is_word, meaning
from plan.forms import bare

OFTEN = 3  # tables with one word right behind their years and words behind their last rows, from which it is a head
LONGEST_BEHIND = 8  # words of the last cell of such a column


def with_columns_behind(printed: Printed, marks: Marks, heads: Sequence[FlatHead]) -> list[FlatHead]:
    """The heads, those with a column of words behind the years that their own reading does not know with it."""
    tables = [_Below(printed, marks, head, other) for head, other in zip_longest(heads, heads[1:]) if head]
    alike: dict[str, list[_Below]] = defaultdict(list)
    for table in tables:
        if table.first and table.has_cells(1):
            alike[bare(table.first)].append(table)
    often = {word for word, same in alike.items() if len(same) >= OFTEN and len({one.last for one in same}) > 1}
    often -= {bare(table.first) for table in tables if table.first and not table.has_cells(1)}
    return [table.head_with_column(often) for table in tables]


class _Below:
    """What stands below a head up to the end of its table."""

    def __init__(self, printed: Printed, marks: Marks, head: FlatHead, other: FlatHead | None) -> None:
        self.head = head
        end = marks.end_of_table(head.end, other.start if other else len(printed.text))
        self.parts: Sequence[Part] = ()
        self.behind: Sequence[Token] = ()
        last = max(column.end for column in head.columns)
        if not head.remarks and not printed.text[last : head.end].strip():
            self.parts, behind = parts_of(printed, head, end)
            line = printed.text.find("\n", behind[0].start) if behind else -1
            self.behind = [word for word in behind if line < 0 or word.start < line]
        self._least = 1 + any(is_units(printed.between(label.start, label.end)) for label in head.labels)

    @property
    def first(self) -> str:
        """The word right behind the years."""
        words = self.parts[0].words if self.parts else ()
        return words[0].text if len(words) > self._least else ""

    @property
    def last(self) -> str:
        """What stands behind the last row."""
        return " ".join(word.text for word in self.behind)

    def has_cells(self, count: int) -> bool:
        """Whether so many words of the first row can be a head, and words stand where the cells below it would."""
        if not 0 < len(self.behind) <= LONGEST_BEHIND or len(self.parts[0].words) < count + self._least:
            return False
        return all(len(part.words) > self._least for part in self.parts[1:])

    def head_with_column(self, often: set[str]) -> FlatHead:
        """The head with the column behind its years, if it has one."""
        words = self.parts[0].words if self.parts else ()
        for count in range(min(LONGEST_CELL, len(words) - self._least), 0, -1):
            said = "".join(word.text for word in words[:count])
            is_shown = is_description(said) and self.has_cells(count)
            if is_shown or meaning("describing_head", said) == "measure" or (count == 1 and self._is_one(said, often)):
                span = Span(words[0].start, words[count - 1].end)
                return replace(self.head, remark_spans=(span,), end=words[count].start)
        return self.head

    def _is_one(self, said: str, often: set[str]) -> bool:
        """Whether tables of this text often have this word behind their years, and it is none for money."""
        plain = bare(said)
        is_money = plain in TOTALS or is_word("funding", said) or meaning("series", said) == "budget"
        return plain in often and not is_money
