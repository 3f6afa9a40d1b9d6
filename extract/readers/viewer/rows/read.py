"""Rows of a flattened table: a label with as many values as the head has columns, or refused with its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from extract.readers.viewer.heads import Span, is_office, is_units
from extract.readers.viewer.items import Item, says_no_value
from extract.readers.viewer.printed import Printed, Token
from extract.readers.viewer.rows.flat_table import FlatTable, Refused, Row
from extract.readers.viewer.rows.labels import cells_of_labels, is_name_of_office
from extract.readers.viewer.rows.parts import Part, refusal_of, words_of
from extract.readers.viewer.rows.words import UNIT_ALONE, UNIT_BEHIND, names_money
from extract.vocabulary import is_word
from plan.script import LIST_DASHES, MORE

MAX_LABEL = 160  # characters; what is longer is prose that happens to stand before a run of numbers
NO_VALUES = ("값이 없는 행이 있습니다: '{words}'.", "A row has no values: '{words}'.")
OPEN_REMARK = (
    "앞 행의 비고와 이 행의 이름을 나눌 수 없습니다: '{words}'.",
    "The remark on the row before and the name of this row cannot be told apart: '{words}'.",
)
LONGEST_ROW_NAME = 8  # words
LONGEST_LABEL = 4  # words up to the dash or 비예산 of a row whose other values were not read
LONGEST_REMARK = 4  # words behind the last row of a table with a column of remarks
FEWEST = 3  # columns of a row whose words could be taken for a label


class Rows:
    """Takes the runs of values as rows one after the other, and keeps what it refuses."""

    def __init__(self, printed: Printed, table: FlatTable) -> None:
        self.printed = printed
        self.table = table
        self.head = table.head
        self.width = sum(table.widths)
        self.rows: list[tuple[tuple[Token, ...], Part, Span | None]] = []
        self.refused: list[Refused] = []
        self.doubt = False  # whether words of a row that was refused may stand in front of the next

    def read(self, parts: list[Part], behind: tuple[Token, ...]) -> FlatTable:
        """The table with its rows."""
        remarks = self._has_plain_remarks(parts)
        end = self.head.end
        for at in range(len(parts)):
            behind = self._read_row(parts, at, behind, plain_remarks=remarks)
            end = self._trimmed(parts[at]).run[-1].end
        if self.head.remarks and self.rows and behind and len(behind) <= LONGEST_REMARK:
            words_behind = behind[:1] if is_word("remark_word", behind[0].text) else behind
            span = Span(words_behind[0].start, words_behind[-1].end)
            if self.rows[-1][1].run[-1].end <= span.start and not (
                self.refused and self.refused[-1].start > self.rows[-1][1].run[0].start
            ):
                self.rows[-1] = (*self.rows[-1][:2], span)
                end = span.end
        if behind and not self.head.remarks and self._is_row_without_values(behind, end):
            said = self.printed.between(behind[0].start, behind[-1].end)
            why = (sentence.format(words=said) for sentence in NO_VALUES)
            self.refused.append(Refused(behind[0].start, behind[-1].end, *why))
        rows, widths = self._laid()
        if self._is_only_begun(parts, rows):
            said = f"{words_of(self.printed, parts[0])} {MORE}"
            return replace(self.table, refused=(refusal_of(parts, said, *OPEN_REMARK),), end=end)
        return replace(self.table, rows=rows, refused=tuple(self.refused), end=end, label_widths=widths)

    def _is_only_begun(self, parts: Sequence[Part], rows: Sequence[Row]) -> bool:
        """Whether of a table with remarks and several columns of labels nothing but the first row, in one, was taken.

        Where its cells end is as open there as in all others: 과제 | 지표 | 단위 over 길 정비 연장 km.
        """
        is_alone = len(rows) == 1 and len(rows[0].labels) == 1 and len(self.refused) == len(parts) - 1
        return is_alone and bool(self.refused) and bool(self.head.remarks) and len(self.head.labels) > 1

    def _read_row(
        self, parts: list[Part], at: int, behind: tuple[Token, ...], *, plain_remarks: bool
    ) -> tuple[Token, ...]:
        """Take a run as a row, or refuse it; the words behind the last run that are left."""
        is_last = at + 1 == len(parts)
        following = behind if is_last else parts[at + 1].words
        remark, words = self._label_words(parts[at], at, plain_remarks)
        if remark is not None and self.rows:
            self.rows[-1] = (*self.rows[-1][:2], remark)
        completed = self._completed(parts[at], following, is_last=is_last)
        if completed:
            parts[at], used = completed
            if is_last:
                behind = behind[used:]
            else:
                parts[at + 1] = replace(parts[at + 1], words=following[used:])
        part = parts[at]
        label = part.words if words is None else words
        problem = self._problem(part, label, words is None)
        if problem:
            self._refuse(part, *problem)
            self.doubt = len(part.run) < self.width
        else:
            self.doubt = False
            self.rows.append((tuple(label), self._trimmed(part), None))
        return behind

    def _is_row_without_values(self, behind: Sequence[Token], end: int) -> bool:
        """Whether a label with its unit stands behind the last row, with no value or what says that it has none."""
        words = [word for word in behind if word.start >= end]
        for word, following in pairwise(words[:LONGEST_LABEL]):
            if UNIT_BEHIND.search(word.text) and says_no_value(self.printed.text, following.start):
                return True
        last = words[-2] if len(words) > 1 and words[-1].text in LIST_DASHES else words[-1] if words else None
        return last is not None and len(words) <= LONGEST_ROW_NAME and UNIT_BEHIND.search(last.text) is not None

    def _trimmed(self, part: Part) -> Part:
        """A row without the dash behind it, which is the bullet of the next line."""
        is_longer = len(part.run) == self.width + 1 and part.run[-1].is_dash
        return replace(part, run=part.run[:-1]) if is_longer else part

    def _has_plain_remarks(self, parts: Sequence[Part]) -> bool:
        """Whether each row but the first begins behind a word of remarks, so that no remark is empty."""
        if not self.head.remarks:
            return False
        return all(len(part.words) > 1 and is_word("remark_word", part.words[0].text) for part in parts[1:])

    def _label_words(self, part: Part, at: int, remarks: bool) -> tuple[Span | None, tuple[Token, ...] | None]:
        """The remark on the row before and the words of this row's label; None where they cannot be told apart."""
        words = part.words
        if not self.head.remarks or not at:
            return None, words
        if remarks and self.head.remarks == 1:
            return Span(words[0].start, words[0].end), words[1:]
        if len(words) == 1 or all(map(names_money, words)):
            return None, words
        if self.head.remarks == 1 and is_word("remark_word", words[0].text) and all(map(names_money, words[1:])):
            return Span(words[0].start, words[0].end), words[1:]  # 계속 | 국비
        return None, None

    def _completed(self, part: Part, following: tuple[Token, ...], *, is_last: bool) -> tuple[Part, int] | None:
        """A row of words that a dash begins, where the words behind it are as many as are missing."""
        missing = self.width - len(part.run)
        if (
            missing < 1
            or self.head.remarks
            or not part.words
            or len(part.run) != sum(item.is_dash for item in part.run)
        ):
            return None
        if len(following) != missing + (0 if is_last else 1):
            return None
        items = tuple(Item(word.start, word.end, word.text, True) for word in following[:missing])
        return replace(part, run=(*part.run, *items)), missing

    def _problem(self, part: Part, label: Sequence[Token], is_open: bool) -> tuple[str, str] | None:
        run = self._trimmed(part).run
        if _covers(run, self.width) is None:
            return (
                f"표의 열은 {self.width}개인데 '{{words}}'의 값 수가 맞지 않아 연도를 정할 수 없습니다.",
                f"The head has {self.width} columns, but the values '{{words}}' do not fit them.",
            )
        if is_open:
            return OPEN_REMARK
        if self._has_open_office(label):
            return (
                "이 행의 이름과 부서를 나눌 수 없습니다: '{words}'.",
                "The name and the office of this row cannot be told apart: '{words}'.",
            )
        if not label or sum(len(word.text) for word in label) > MAX_LABEL:
            return "값 앞에 행의 이름이 없습니다: '{words}'.", "No name of a row stands before the values: '{words}'."
        if (self.doubt and not self._is_whole(label)) or (self.rows and self._may_hold_a_row(label)):
            return (
                "이 행의 이름에 앞 행의 칸이 섞여 있을 수 있습니다: '{words}'.",
                "Cells of the row before may stand in the name of this row: '{words}'.",
            )
        return None

    def _is_whole(self, label: Sequence[Token]) -> bool:
        """Whether no cell of the row before can stand in a label: one word, money, or a name that is printed elsewhere.

        A unit behind it is none of the name: 사업비 백만원, 가입 점포 (개).
        """
        own = self.head.labels[-1]
        is_unit = is_units(self.printed.between(own.start, own.end)) or UNIT_ALONE.fullmatch(label[-1].text)
        name = label[:-1] if is_unit and len(label) > 1 else label
        return len(name) == 1 or all(map(names_money, name)) or self.printed.is_listed(name)

    def _has_open_office(self, label: Sequence[Token]) -> bool:
        """Whether a row of a table with a column of offices ends with no office."""
        last = self.head.labels[-1]
        return (
            len(label) > 1
            and is_office(self.printed.between(last.start, last.end))
            and not is_name_of_office(label[-1].text)
        )

    def _may_hold_a_row(self, label: Sequence[Token]) -> bool:
        """Whether a label has as many words as a name and a row of words have."""
        if self.width < FEWEST:
            return False
        behind_unit = next((at for at, word in enumerate(label) if UNIT_BEHIND.search(word.text)), len(label) - 1)
        return len(label) - behind_unit - 1 > self.width or (
            behind_unit == len(label) - 1 and len(label) >= self.width + 2
        )

    def _refuse(self, part: Part, ko: str, en: str) -> None:
        self.refused.append(refusal_of([part], words_of(self.printed, part), ko, en))

    def _laid(self) -> tuple[tuple[Row, ...], tuple[int, ...]]:
        """The rows with the cells of their labels, and how many columns each head of the labels has."""
        labels, values = [words for words, _, _ in self.rows], [part.run for _, part, _ in self.rows]
        cells, widths = cells_of_labels(self.printed, self.head.labels, labels, values)
        rows = [
            Row(own, part.run, _covers(part.run, self.width) or (), remark)
            for (_, part, remark), own in zip(self.rows, cells, strict=True)
        ]
        return tuple(rows), widths


def _covers(run: Sequence[Item], width: int) -> tuple[int, ...] | None:
    """How many columns each item of a run covers, or None where the run is no row of that width.

    A word stands for several columns where it is all that the row says, or a dash for the total is before it.
    """
    if len(run) == width:
        return (1,) * width
    if len(run) == 1 and run[0].is_word:
        return (width,)
    if len(run) == 2 and run[0].is_dash and run[1].is_word and width > 2:
        return (1, width - 1)
    return None
