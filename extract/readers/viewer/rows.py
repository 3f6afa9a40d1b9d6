"""The rows of a flattened table: a label with as many values as the head has columns, or refused with its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from extract.readers.viewer.heads import FlatHead, Span
from extract.readers.viewer.items import Item, runs_of
from extract.readers.viewer.printed import Printed, Token
from extract.readers.viewer.sums import order_of, split_column
from extract.vocabulary import is_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import LIST_DASHES

MAX_LABEL = 160  # characters; what is longer is prose that happens to stand before a run of numbers
NO_VALUES = ("값이 없는 행이 있습니다: '{words}'.", "A row has no values: '{words}'.")
LONGEST_ROW_NAME = 8  # words
LONGEST_REMARK = 4  # words behind the last row of a table with a column of remarks
FEWEST = 3  # columns of a row whose words could be taken for a label
UNIT_BEHIND = lazy_pattern(r"\)$")
TOTALS = frozenset(("계", "소계", "합계", "총계"))


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


class _Part(msgspec.Struct, frozen=True):
    """A run of values with the words in front of it."""

    words: tuple[Token, ...]
    run: tuple[Item, ...]


def table_at(printed: Printed, head: FlatHead, end: int) -> FlatTable:
    """The rows below a head, up to where the table ends at the latest."""
    parts, behind = _parts(printed, head, end)
    if not parts:
        return FlatTable(head, (), (), (), head.end)
    popped = _without_last_total(head)
    if popped and len(parts[0].run) > head.width and (table := table_at(printed, popped, end)).rows:
        return table
    if popped and _ends_with_label(head, parts[0]):
        return table_at(printed, popped, end)
    head, under, parts, refusal = _with_heads_under(head, parts)
    if refusal:
        words = f"{_said(printed, parts[0])}"
        return FlatTable(head, (), (), (_refused(parts, words, *refusal),), head.end)
    table = FlatTable(head, under, (), (), head.end)
    wide = next((part for part in parts if _is_wider(part, sum(table.widths))), None)
    if wide:
        return replace(table, refused=(_refused(parts, _said(printed, wide), *TOO_WIDE),), end=parts[-1].run[-1].end)
    return _with_order(printed, _Rows(printed, table).read(parts, behind))


TOO_WIDE = (
    "'{words}'의 값이 표의 머리에 있는 열보다 많아 이 표의 연도를 정할 수 없습니다.",
    "'{words}' has more values than the head has columns, so the years of this table cannot be told.",
)


def _is_wider(part: _Part, width: int) -> bool:
    """Whether a run has more values than the head has columns, a bullet behind them not counted."""
    return len(part.run) - part.run[-1].is_dash > width


def _parts(printed: Printed, head: FlatHead, end: int) -> tuple[list[_Part], tuple[Token, ...]]:
    """The runs of values with the words in front of each, and the words behind the last."""
    tokens = printed.words(head.end, end)
    runs = list(runs_of(printed.text, head.end, end))
    parts: list[_Part] = []
    begin = head.end
    for at, run in enumerate(runs):
        following = runs[at + 1][0].start if at + 1 < len(runs) else end
        if _is_in_label(printed, run, head.width, following, is_last=at + 1 == len(runs)):
            continue
        words = tuple(token for token in tokens if begin <= token.start < run[0].start)
        parts.append(_Part(words, tuple(run)))
        begin = run[-1].end
    return parts, tuple(token for token in tokens if token.start >= begin)


def _is_in_label(printed: Printed, run: Sequence[Item], width: int, following: int, *, is_last: bool) -> bool:
    """A number by itself is part of a label (4050 중장년), but for one behind a unit, where a value is expected.

    A dash by itself is a bullet in a label, but where it begins as many words as a row has.
    """
    one = run[0]
    if len(run) > 1 or one.is_word or width < 2:
        return False
    if one.is_dash:
        return len(printed.words(one.end, following)) != (width - 1 if is_last else width)
    return not (printed.text[max(one.start - 2, 0) : one.start].rstrip()[-1:] == ")" and one.is_number)


def _said(printed: Printed, part: _Part) -> str:
    start = part.words[0].start if part.words else part.run[0].start
    return printed.between(start, part.run[-1].end)


def _refused(parts: Sequence[_Part], words: str, ko: str, en: str) -> Refused:
    first = parts[0]
    start = first.words[0].start if first.words else first.run[0].start
    return Refused(start, parts[-1].run[-1].end, ko.format(words=words), en.format(words=words))


# ------------------------------------------------------------------------------------------- heads under the years


def _with_heads_under(
    head: FlatHead, parts: list[_Part]
) -> tuple[FlatHead, tuple[Under, ...], list[_Part], tuple[str, str] | None]:
    """The head with the cells under its columns, taken off the words in front of the first row."""
    words, width = parts[0].words, len(parts[0].run)
    if width <= head.width or (width == head.width + 1 and parts[0].run[-1].is_dash):
        states = [word for word in words if is_word("qualifier", word.text)]
        if len(states) >= len(words) - 1 and len(states) > 1 and width < head.width:
            return head, (), parts, NO_PLACE
        return head, (), parts, None
    for columns in _subdivided(head):
        found = _repeated(words, columns, width - (head.width - len(columns)))
        if found:
            under, left = found
            return head, under, [replace(parts[0], words=left), *parts[1:]], None
    count = width - head.width + 1
    cells = words[:count]
    if len(words) >= count and all(is_word("qualifier", word.text) or is_word("part", word.text) for word in cells):
        column = split_column(head, [part.run for part in parts], count)
        if column is None:
            return head, (), parts, NO_PLACE
        under = tuple(Under(column, Span(word.start, word.end)) for word in cells)
        return head, under, [replace(parts[0], words=words[count:]), *parts[1:]], None
    return head, (), parts, None


NO_PLACE = (
    "머리 아래의 구분이 어느 연도에 속하는지 알 수 없습니다: '{words}'.",
    "Which column the heads under the years belong to cannot be told: '{words}'.",
)


def _subdivided(head: FlatHead) -> list[list[int]]:
    """The columns that may have heads of their own below: all of them, all but the totals, the years."""
    every = list(range(head.width))
    kinds = [column.kind for column in head.columns]
    choices = [
        every,
        [at for at in every if kinds[at] != "total"],
        [at for at in every if kinds[at] == "year"],
    ]
    return [choice for at, choice in enumerate(choices) if len(choice) > 1 and choice not in choices[:at]]


def _repeated(
    words: Sequence[Token], columns: Sequence[int], values: int
) -> tuple[tuple[Under, ...], tuple[Token, ...]] | None:
    """The cells under columns that all have the same ones, and the words that are left for the first label."""
    count, rest = divmod(values, len(columns))
    if rest or count < 2:
        return None
    for size in range(count, len(words) // len(columns) + 1):
        groups = [words[at * size : (at + 1) * size] for at in range(len(columns))]
        if len({tuple(_compared(word) for word in group) for group in groups}) > 1:
            continue
        cells = [cells_of(group, count) for group in groups]
        left = words[size * len(columns) :]
        if all(cells) and left:
            under = [Under(column, span) for column, own in zip(columns, cells, strict=True) for span in (own or ())]
            return tuple(under), tuple(left)
    return None


def _compared(word: Token) -> str:
    compared = bare(word.text)
    return "계" if compared in TOTALS else compared


def cells_of(words: Sequence[Token], count: int) -> tuple[Span, ...] | None:
    """Words as so many cells: one each, or parted behind the units in brackets; None where they leave it open."""
    parts: list[list[Token]]
    whole = _joined(words) if len(words) > count else [[word] for word in words]
    if count == 1 or len(whole) == count:
        parts = [list(words)] if count == 1 else whole
    else:
        parts = [[]]
        for word in words:
            parts[-1] = [*parts[-1], word]
            if UNIT_BEHIND.search(word.text):
                parts.append([])
        parts = [part for part in parts if part]
        if len(parts) != count or (len(parts[-1]) > 1 and not UNIT_BEHIND.search(parts[-1][-1].text)):
            return None
    return tuple(Span(part[0].start, part[-1].end) for part in parts if part)


def _joined(words: Sequence[Token]) -> list[list[Token]]:
    """Words with those put together that are one payer in spaced print: 시  비."""
    parts: list[list[Token]] = []
    for word in words:
        if parts and len(parts[-1]) == 1 and is_word("funding", parts[-1][0].text + word.text):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


# --------------------------------------------------------------------------------------------------- rows


def _without_last_total(head: FlatHead) -> FlatHead | None:
    """The head without the total that is printed last, which may be a label or a head under the years."""
    last = max(head.columns, key=lambda column: column.start)
    if last.kind not in ("total", "subtotal") or head.width < FEWEST or head.remarks:
        return None
    left, other = (tuple(column for column in order if column != last) for order in (head.columns, head.alternative))
    return replace(head, columns=left, alternative=other, end=last.start)


def _ends_with_label(head: FlatHead, first: _Part) -> bool:
    """Whether the last word of the head is the label of the first row: 향후 | 계 900."""
    is_short = len(first.run) == head.width - 1 or (len(first.run) == head.width and first.run[-1].is_dash)
    return not first.words and is_short


class _Rows:
    def __init__(self, printed: Printed, table: FlatTable) -> None:
        self.printed = printed
        self.table = table
        self.head = table.head
        self.width = sum(table.widths)
        self.rows: list[tuple[tuple[Token, ...], _Part, Span | None]] = []
        self.refused: list[Refused] = []
        self.doubt = False  # whether words of a row that was refused may stand in front of the next

    def read(self, parts: list[_Part], behind: tuple[Token, ...]) -> FlatTable:
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
        if behind and self._is_row_without_values(behind, end):
            said = self.printed.between(behind[0].start, behind[-1].end)
            why = (sentence.format(words=said) for sentence in NO_VALUES)
            self.refused.append(Refused(behind[0].start, behind[-1].end, *why))
        rows, widths = self._laid()
        return replace(self.table, rows=rows, refused=tuple(self.refused), end=end, label_widths=widths)

    def _read_row(
        self, parts: list[_Part], at: int, behind: tuple[Token, ...], *, plain_remarks: bool
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
        """Whether a label with its unit stands behind the last row, with no value or a dash only."""
        words = [word for word in behind if word.start >= end]
        last = words[-2] if len(words) > 1 and words[-1].text in LIST_DASHES else words[-1] if words else None
        return last is not None and len(words) <= LONGEST_ROW_NAME and UNIT_BEHIND.search(last.text) is not None

    def _trimmed(self, part: _Part) -> _Part:
        """A row without the dash behind it, which is the bullet of the next line."""
        is_longer = len(part.run) == self.width + 1 and part.run[-1].is_dash
        return replace(part, run=part.run[:-1]) if is_longer else part

    def _has_plain_remarks(self, parts: Sequence[_Part]) -> bool:
        """Whether each row but the first begins behind a word of remarks, so that no remark is empty."""
        if not self.head.remarks:
            return False
        return all(len(part.words) > 1 and is_word("remark_word", part.words[0].text) for part in parts[1:])

    def _label_words(self, part: _Part, at: int, remarks: bool) -> tuple[Span | None, tuple[Token, ...] | None]:
        """The remark on the row before and the words of this row's label; None where they cannot be told apart."""
        words = part.words
        if not self.head.remarks or not at:
            return None, words
        if remarks and self.head.remarks == 1:
            return Span(words[0].start, words[0].end), words[1:]
        return (None, words) if len(words) == 1 else (None, None)

    def _completed(self, part: _Part, following: tuple[Token, ...], *, is_last: bool) -> tuple[_Part, int] | None:
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

    def _problem(self, part: _Part, label: Sequence[Token], is_open: bool) -> tuple[str, str] | None:
        run = self._trimmed(part).run
        if _covers(run, self.width) is None:
            return (
                f"표의 열은 {self.width}개인데 '{{words}}'의 값 수가 맞지 않아 연도를 정할 수 없습니다.",
                f"The head has {self.width} columns, but the values '{{words}}' do not fit them.",
            )
        if is_open:
            return (
                "앞 행의 비고와 이 행의 이름을 나눌 수 없습니다: '{words}'.",
                "The remark on the row before and the name of this row cannot be told apart: '{words}'.",
            )
        if not label or sum(len(word.text) for word in label) > MAX_LABEL:
            return "값 앞에 행의 이름이 없습니다: '{words}'.", "No name of a row stands before the values: '{words}'."
        if (self.doubt and len(label) > 1) or (self.rows and self._may_hold_a_row(label)):
            return (
                "이 행의 이름에 앞 행의 칸이 섞여 있을 수 있습니다: '{words}'.",
                "Cells of the row before may stand in the name of this row: '{words}'.",
            )
        return None

    def _may_hold_a_row(self, label: Sequence[Token]) -> bool:
        """Whether a label has as many words as a name and a row of words have."""
        if self.width < FEWEST:
            return False
        behind_unit = next((at for at, word in enumerate(label) if UNIT_BEHIND.search(word.text)), len(label) - 1)
        return len(label) - behind_unit - 1 > self.width or (
            behind_unit == len(label) - 1 and len(label) >= self.width + 2
        )

    def _refuse(self, part: _Part, ko: str, en: str) -> None:
        self.refused.append(_refused([part], _said(self.printed, part), ko, en))

    # ------------------------------------------------------------------------------------------- labels

    def _laid(self) -> tuple[tuple[Row, ...], tuple[int, ...]]:
        """The rows with the cells of their labels, and how many columns each head of the labels has."""
        heads = [self.printed.text[span.start : span.end] for span in self.head.labels]
        cells = [_split(words, heads) for words, _, _ in self.rows]
        widths = (1,) * len(heads)
        if all(own[0] is not None and len(own) == len(heads) for own in cells):
            split = _grouped([tuple(self.printed.words(own[0].start, own[0].end)) for own in cells if own[0]])
            if split:
                cells = [(*first, *own[1:]) for first, own in zip(split, cells, strict=True)]
                widths = (2, *widths[1:])
        rows = [
            Row(own, part.run, _covers(part.run, self.width) or (), remark)
            for (_, part, remark), own in zip(self.rows, cells, strict=True)
        ]
        return tuple(rows), widths


def _span_of(words: Sequence[Token]) -> Span:
    return Span(words[0].start, words[-1].end)


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


def _kind_word(text: str) -> bool:
    """Whether a word is the cell of a column of payers or states: 국비, 계, 목표, 실적, 달성률(%)."""
    plain = text.partition("(")[0]
    return bare(plain) in TOTALS or any(
        is_word(kind, plain) for kind in ("funding", "goal_row", "actual_row", "ratio_row")
    )


def _grouped(labels: Sequence[tuple[Token, ...]]) -> list[tuple[Span | None, ...]] | None:
    """Labels in two columns where a name stands before its first payer only: 사업비 계, 국비, 시비."""
    single = [len(words) == 1 and _kind_word(words[0].text) for words in labels]
    opens = [len(words) > 1 and _kind_word(words[-1].text) for words in labels]
    if not any(first and second for first, second in pairwise([*opens, False])) and not any(
        first and second for first, second in zip(opens, single[1:], strict=False)
    ):
        return None
    cells: list[tuple[Span | None, ...]] = []
    is_open = False
    for words, alone, begins in zip(labels, single, opens, strict=True):
        is_open = begins or (is_open and alone)
        if begins:
            cells.append((_span_of(words[:-1]), _span_of(words[-1:])))
        elif is_open:
            cells.append((None, _span_of(words)))
        else:
            cells.append((_span_of(words),))
    return cells


def _split(words: Sequence[Token], heads: Sequence[str]) -> tuple[Span | None, ...]:
    """A label in as many cells as it has heads: from the right, what the head of the column allows."""
    if len(heads) == 1:
        return (_span_of(words),)
    last = heads[-1]
    rest = list(words)
    cells: list[Span | None] = []
    for head in reversed(heads[1:]):
        word = rest[-1].text if rest else ""
        if is_word_of_units(head):
            if len(rest) > 1 or (not rest and cells):
                cells.insert(0, _span_of(rest[-1:]) if rest else None)
                rest = rest[:-1]
                continue
        elif word and (_kind_word(word) or len(rest) == len(heads) - len(cells)):
            cells.insert(0, _span_of(rest[-1:]))
            rest = rest[:-1]
            continue
        return (_span_of(words),)
    if not rest and (is_word_of_units(last) or not cells):
        return (_span_of(words),)
    return (_span_of(rest) if rest else None, *cells)


def is_word_of_units(head: str) -> bool:
    """Whether the head of a column says that it holds units."""
    return bare(head) == "단위"


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
