"""The labels of the rows, in as many cells as the table has columns for them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.readers.viewer.heads import Span, is_description, is_office, is_units
from extract.readers.viewer.items import Item
from extract.readers.viewer.printed import Printed, Token
from extract.readers.viewer.rows.sums import is_sum_of_more
from extract.readers.viewer.rows.words import QUANTITY, TOTALS
from extract.vocabulary import is_word
from extract.vocabulary import words as words_of_kind
from plan.forms import bare

Cells = tuple[Span | None, ...]


def cells_of_labels(
    printed: Printed, labels: Sequence[Span], rows: Sequence[tuple[Token, ...]], values: Sequence[Sequence[Item]]
) -> tuple[list[Cells], tuple[int, ...]]:
    """The cells of the labels of rows with these values, and how many columns each head of the labels has."""
    heads = [printed.text[span.start : span.end] for span in labels]
    cells = [_split(words, heads) for words in rows]
    widths = (1,) * len(heads)
    if all(own[0] is not None and len(own) == len(heads) for own in cells):
        split = _grouped([tuple(printed.words(own[0].start, own[0].end)) for own in cells if own[0]], values)
        if split:
            cells = [(*first, *own[1:]) for first, own in zip(split, cells, strict=True)]
            widths = (2, *widths[1:])
    return cells, widths


def _split(words: Sequence[Token], heads: Sequence[str]) -> Cells:
    """A label in as many cells as it has heads: from the right, what the head of the column allows."""
    if len(heads) == 1:
        return (_span_of(words),)
    if is_word("number_label", heads[0]):
        if not words[0].text.isdecimal() or len(words) == 1:
            return (_span_of(words),)
        return _span_of(words[:1]), *_split(words[1:], heads[1:])
    rest = list(words)
    cells: list[Span | None] = []
    for head in reversed(heads[1:]):
        word = rest[-1].text if rest else ""
        if is_units(head):
            if len(rest) > 1 or (not rest and cells):
                cells.insert(0, _span_of(rest[-1:]) if rest else None)
                rest = rest[:-1]
                continue
        elif is_office(head):
            if len(rest) > 1 and is_name_of_office(word):
                cells.insert(0, _span_of(rest[-1:]))
                rest = rest[:-1]
                continue
        elif is_description(head):
            if len(rest) > 1 and QUANTITY.fullmatch(word):
                cells.insert(0, _span_of(rest[-1:]))
                rest = rest[:-1]
                continue
        elif word and (_kind_word(word) or len(rest) == len(heads) - len(cells)):
            cells.insert(0, _span_of(rest[-1:]))
            rest = rest[:-1]
            continue
        return (_span_of(words),)
    return (_span_of(rest) if rest else None, *cells)


def _grouped(labels: Sequence[tuple[Token, ...]], values: Sequence[Sequence[Item]]) -> list[Cells] | None:
    """Labels in two columns where a name stands before its first payer only: 사업비 계, 국비, 시비.

    A total of more rows than those of the name stands by itself: 길 정비 국비, 시비, 소계 of several works.
    """
    single = [len(words) == 1 and _kind_word(words[0].text) for words in labels]
    opens = [len(words) > 1 and _kind_word(words[-1].text) for words in labels]
    if not any(first and second for first, second in pairwise([*opens, False])) and not any(
        first and second for first, second in zip(opens, single[1:], strict=False)
    ):
        return None
    cells: list[Cells] = []
    is_open = False
    totals = [at for at, words in enumerate(labels) if bare(words[-1].text) in TOTALS]
    begun = 0
    for at, (words, alone, begins) in enumerate(zip(labels, single, opens, strict=True)):
        begun = at if begins else begun
        is_of_more = at in totals and alone and is_sum_of_more(values, at, begun, totals)
        is_open = begins or (is_open and alone and not is_of_more)
        if begins:
            cells.append((_span_of(words[:-1]), _span_of(words[-1:])))
        elif is_open:
            cells.append((None, _span_of(words)))
        else:
            cells.append((_span_of(words),))
    return cells


def _kind_word(text: str) -> bool:
    """Whether a word is the cell of a column of payers or states: 국비, 계, 목표, 실적, 달성률(%)."""
    plain = text.partition("(")[0]
    return bare(plain) in TOTALS or any(
        is_word(kind, plain) for kind in ("funding", "goal_row", "actual_row", "ratio_row")
    )


def is_name_of_office(word: str) -> bool:
    """Whether a word ends as the names of offices do."""
    return word.endswith(words_of_kind("department"))


def _span_of(words: Sequence[Token]) -> Span:
    return Span(words[0].start, words[-1].end)
