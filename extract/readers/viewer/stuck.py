"""Rows whose name begins with what may be a remark on the row before: the other tables of the text tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from extract.readers.viewer.printed import Printed, Token
from extract.readers.viewer.rows.flat_table import FlatTable, Refused, Row
from extract.vocabulary import is_word
from plan.forms import bare

OFTEN = 3  # tables that have a row of one name, from which it is the name of such rows in this text
KO = "앞 행에 붙은 말과 이 행의 이름을 나눌 수 없습니다: '{words}'. 행의 이름은 '{name}'일 수 있습니다."
EN = (
    "What is said of the row before and the name of this row cannot be told apart: '{words}'. "
    "The name of the row may be '{name}'."
)


def without_stuck(printed: Printed, tables: Sequence[FlatTable]) -> list[FlatTable]:
    """The tables, those rows refused whose name is that of rows of other tables with more words before it."""
    names = _Names(printed, tables)
    return [_without_stuck(printed, table, names) for table in tables]


class _Names:
    """How many tables of a text have a row of each name below their first."""

    def __init__(self, printed: Printed, tables: Sequence[FlatTable]) -> None:
        self._counts: Counter[str] = Counter()
        self._several = sum(len(table.rows) > 1 for table in tables)
        for table in tables:
            self._counts.update({bare(_said(_words_of(printed, row))) for row in table.rows[1:]})

    def behind_a_remark(self, words: Sequence[Token], *, is_alone: bool) -> str:
        """The row's name where words stand before it that are none of it; '' where all may be its name.

        ``is_alone`` says that no other row of the table begins with such a word, so that it groups no payers.
        """
        if self._counts[bare(_said(words))] != 1:
            return ""
        for at in range(1, len(words)):
            name = _said(words[at:])
            count = self._counts[bare(name)]
            is_remark = all(is_word("remark_word", word.text) for word in words[:at])
            is_payer = is_alone and len(words) == at + 1 and is_word("funding", name)
            if (is_remark and (count or is_payer)) or (count >= OFTEN and 2 * count > self._several):
                return name
        return ""


def _words_of(printed: Printed, row: Row) -> Sequence[Token]:
    """The words of a row's label."""
    spans = [span for span in row.labels if span is not None]
    return printed.words(spans[0].start, spans[-1].end)


def _said(words: Sequence[Token]) -> str:
    return " ".join(word.text for word in words)


def _without_stuck(printed: Printed, table: FlatTable, names: _Names) -> FlatTable:
    if table.head.remarks:
        return table
    stuck: list[Refused] = []
    rows: list[Row] = list(table.rows[:1])
    is_alone = sum(is_word("remark_word", _words_of(printed, row)[0].text) for row in table.rows) == 1
    is_behind = False  # a row that was refused, whose name reaches over no other
    for row in table.rows[1:]:
        words = _words_of(printed, row)
        name = names.behind_a_remark(words, is_alone=is_alone)
        is_behind = bool(name) or (is_behind and row.labels[0] is None)
        if name:
            start, end = words[0].start, row.items[-1].end
            said = {"words": printed.between(start, end), "name": name}
            stuck.append(Refused(start, end, KO.format(**said), EN.format(**said)))
        else:
            own = tuple(span for span in row.labels if span is not None)
            rows.append(replace(row, labels=own) if is_behind else row)
    return replace(table, rows=tuple(rows), refused=(*table.refused, *stuck)) if stuck else table
