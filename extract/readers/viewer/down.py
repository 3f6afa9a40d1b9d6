"""Flattened tables with their years down the side: a year and as many values in each row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from operator import attrgetter

import msgspec

from extract.readers.viewer.heads import BESIDE, YEARISH, Span, says_unit
from extract.readers.viewer.items import Item, runs_of
from extract.readers.viewer.lines.marks import Marks
from extract.readers.viewer.printed import Printed, Token
from extract.readers.viewer.rows.under import cells_of
from extract.vocabulary import is_word
from plan.years import read_year

FEWEST_ROWS = 3  # years, one below the other, that make a table
FURTHEST = 40  # words of the heads between that of the years and the first row
MOST_COLUMNS = 12  # values between a year and the next


class DownRow(msgspec.Struct, frozen=True):
    """A row: its year or total, and its values."""

    label: Span
    items: tuple[Item, ...]


class DownTable(msgspec.Struct, frozen=True):
    """A table whose years stand below one another; without ``heads`` it was not read."""

    corner: Span
    heads: tuple[Span, ...]
    rows: tuple[DownRow, ...]
    start: int
    end: int
    ko: str = ""
    en: str = ""
    units: tuple[Span, ...] = ()  # the row of units below the heads, its own name first
    over: tuple[Span, ...] = ()  # what stands over as many of the heads each


def down_tables(printed: Printed, marks: Marks) -> Iterator[DownTable]:
    """All such tables in order."""
    reader = _Down(printed, marks)
    behind = 0
    for index, token in enumerate(printed.tokens):
        if index >= behind and YEARISH.search(token.text) and (found := reader.at(index)):
            table, behind = found
            yield table


class _Down:
    def __init__(self, printed: Printed, marks: Marks) -> None:
        self.printed = printed
        self.tokens = printed.tokens
        self.marks = marks

    def at(self, index: int) -> tuple[DownTable, int] | None:
        """The table whose first year is this word, with the index of the first word behind it."""
        limit = self._limit(index)
        starts = self._years(index, limit)
        if len(starts) < FEWEST_ROWS:
            return None
        counts = {right - left - 1 for left, right in pairwise(starts)}
        width = max(counts)
        first, last = starts[0], starts[-1] + width + 1
        begin, end = self._total_before(first, width), self._total_behind(last, width, limit)
        begin = first if begin is None else begin
        label = self._label(begin)
        if label is None:
            return None
        corner, head_words = label
        units: tuple[Span, ...] = ()
        if is_word("unit_head", self.tokens[corner].text) and (named := self._names_over(corner)):
            units = tuple(Span(word.start, word.end) for word in self.tokens[corner:begin])
            corner, head_words = named
        end = min(end or last, limit)
        spans = (self.tokens[corner].start, self.tokens[end - 1].end)
        in_corner = [*takewhile(lambda word: says_unit(self.printed.text, word), head_words)]  # 연도 (단위: 백만원)
        head_words = head_words[len(in_corner) :]
        own = Span(self.tokens[corner].start, (in_corner or [self.tokens[corner]])[-1].end)
        rows = self._rows([begin, *(at for at in starts if at != begin), last], end, width)
        heads = cells_of(self.printed, head_words, width) if head_words else None
        over: tuple[Span, ...] = ()
        if heads is None and (parted := _over_and_below(head_words, width)):
            over, heads = parted
        if len(counts) > 1 or rows is None:
            return self._open(own, spans, UNEVEN), end
        is_short = bool(units) and len(units) != 1 + width  # a row of units under the names
        if heads is None or is_short or is_word("unit_head", self.tokens[corner].text):
            return self._open(own, spans, HEADS), end
        return DownTable(own, heads, tuple(rows), *spans, over=over, units=units), end

    def _open(self, corner: Span, spans: tuple[int, int], why: tuple[str, str]) -> DownTable:
        said = self.printed.between(*spans)
        return DownTable(corner, (), (), *spans, why[0].format(words=said), why[1].format(words=said))

    def _limit(self, index: int) -> int:
        """The index of the first word of the next line, a dash not counted."""
        end = self.marks.end_of_table(self.tokens[index].start, len(self.printed.text))
        return bisect_left(self.tokens, end, lo=index, key=attrgetter("start"))

    def _years(self, index: int, limit: int) -> list[int]:
        """The words that are years one after the other, with values and nothing else between them."""
        starts = [index]
        year = read_year(self.tokens[index].text).year
        at = index + 1
        while year and at < limit and at - starts[-1] <= MOST_COLUMNS + 1:
            token = self.tokens[at]
            reading = read_year(token.text, span=(year, year + 1)) if YEARISH.search(token.text) else None
            if reading and reading.kind == "year" and reading.year == year + 1 and at - starts[-1] > 1:
                starts.append(at)
                year += 1
            elif not self._is_item(token):
                break
            at += 1
        return starts

    def _is_item(self, token: Token) -> bool:
        run = next(runs_of(self.printed.text, token.start, token.end), None)
        return run is not None and run[0].end == token.end and run[0].start == token.start

    def _is_row(self, at: int, width: int) -> bool:
        words = self.tokens[at + 1 : at + 1 + width]
        return (
            0 <= at < len(self.tokens)
            and len(words) == width
            and read_year(self.tokens[at].text).kind in BESIDE
            and all(map(self._is_item, words))
        )

    def _total_before(self, first: int, width: int) -> int | None:
        return first - width - 1 if first > width and self._is_row(first - width - 1, width) else None

    def _total_behind(self, last: int, width: int, limit: int) -> int | None:
        return last + width + 1 if last + width + 1 <= limit and self._is_row(last, width) else None

    def _label(self, begin: int) -> tuple[int, Sequence[Token]] | None:
        for at in range(begin - 1, max(begin - FURTHEST, 0), -1):
            if is_word("head_label", self.tokens[at].text):
                return at, self.tokens[at + 1 : begin]
            if self._is_item(self.tokens[at]):
                return None
        return None

    def _names_over(self, corner: int) -> tuple[int, Sequence[Token]] | None:
        """The corner above a row of units, with the names beside it."""
        label = self._label(corner)
        return label if label and not is_word("unit_head", self.tokens[label[0]].text) else None

    def _rows(self, starts: Sequence[int], end: int, width: int) -> list[DownRow] | None:
        rows: list[DownRow] = []
        for at in sorted(set(starts)):
            words = self.tokens[at + 1 : at + 1 + width]
            if at >= end:
                break
            if len(words) < width or at + 1 + width > end or not all(map(self._is_item, words)):
                return None
            items = [run[0] for word in words if (run := next(runs_of(self.printed.text, word.start, word.end), None))]
            token = self.tokens[at]
            rows.append(DownRow(Span(token.start, token.end), tuple(items)))
        return rows


def _over_and_below(words: Sequence[Token], width: int) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Names over as many heads each, where the same ones are repeated below every name: 갑 을 국비 시비 국비 시비."""
    count = len(words) - width
    below = words[count:]
    if count < 2 or width % count or width == count:
        return None
    group = [word.text for word in below[: width // count]]
    names = {word.text for word in words[:count]}
    if [word.text for word in below] != group * count or len(names) != count or names & set(group):
        return None
    spans = tuple(Span(word.start, word.end) for word in words)
    return spans[:count], spans[count:]


UNEVEN = (
    "연도마다 값의 수가 달라 어느 열이 비었는지 알 수 없습니다: '{words}'.",
    "The years have different numbers of values, so which column is empty cannot be told: '{words}'.",
)
HEADS = (
    "머리의 낱말을 열로 나눌 수 없습니다: '{words}'.",
    "The words of the head cannot be told apart as columns: '{words}'.",
)
