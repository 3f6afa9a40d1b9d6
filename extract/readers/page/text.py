"""Words into lines and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import regex

from extract.readers.page.content import WORD_GAP, Box, PageWord
from extract.readers.raised import LOWERED, RAISED, SMALL, written
from plan.patterns import lazy_pattern
from plan.script import BULLETS, CIRCLED, DASHES, HEADING_OPEN, IN_CIRCLES, LIST_DASHES, PRIVATE_USE, ROMAN

SAME_LINE = 0.5  # share of the lower word's height that two words of a line have in common
NEAR_MARGIN = 3.0  # type sizes; a line that ends nearer to the right margin has been wrapped there
PARAGRAPH_GAP = 1.1  # line heights between two lines of different paragraphs
# shares of the larger type size by which the foot of small type beside it is higher or lower, where it is raised or
# lowered; on the same base line it is higher, by a quarter of what it is smaller
RISE, FALL = 0.2, 0.08
_LEFT, _SIZE = attrgetter("x0"), attrgetter("size")

STARTS = lazy_pattern(
    rf"^\s*(?:[{BULLETS}{HEADING_OPEN}{PRIVATE_USE}]|[{LIST_DASHES}]\s|\d{{1,2}}[.)]\s"
    rf"|[1-9]\d{{2}}[.)]\s+\p{{Hangul}}|{ROMAN}\s?\.|\d{{1,2}}-\d{{1,2}}-(?:\d{{1,2}}|[{CIRCLED}])\s|[{IN_CIRCLES}]"
    rf"|(?:\d{{1,2}}|{ROMAN})(?:\s?[{DASHES}]\s?\d{{1,2}}){{2}}\.?\s+\p{{Hangul}}"
    rf"|\d{{1,2}}\s?[{DASHES}]\s?\d{{1,2}}\.\s+\p{{Hangul}}"
    rf"|(?:추진|세부|단위|실천|핵심)?\s?과제\s?\d{{1,3}}(?:\s?[{DASHES}.]\s?\d{{1,2}})?[.:)]\s+\p{{Hangul}}"
    r"|[가-하][.)]\s|\(\d{1,2}\)|작\s?성\s?자)"
)
DOTTED = lazy_pattern(r"^\s*(?P<first>\d{1,2})(?:\.\d{1,2}){1,2}\.?\s+\p{Hangul}")  # 2.1 behind 2. or 1.3


class Line(NamedTuple):
    """A line of text with its box and its largest type size."""

    text: str
    box: Box
    size: float


def lines_of(words: Iterable[PageWord]) -> list[Line]:
    """The lines of a run of words, from top to bottom."""
    return lines_in(rows_of(words))


def lines_in(rows: Iterable[Sequence[PageWord]]) -> list[Line]:
    """The lines that words make which already stand line by line."""
    return [_line(row, text) for row in rows if (text := _text(row))]


def text_of(words: Iterable[PageWord]) -> str:
    """The text of a cell, a line break between its lines."""
    words = list(words)
    if len(words) == 1:  # as most cells of numbers have
        return " ".join(words[0].text.split())
    return "\n".join(filter(None, map(_text, rows_of(words))))


def rows_of(words: Iterable[PageWord]) -> list[list[PageWord]]:
    """The words line by line, from top to bottom and from left to right."""
    rows: list[list[PageWord]] = []
    top = bottom = 0.0  # of the last row
    for word in sorted(words, key=_reading_order):
        text, _, upper, _, lower, _ = word
        shared = (lower if lower < bottom else bottom) - (upper if upper > top else top)
        height, before = lower - upper, bottom - top
        if rows and shared >= SAME_LINE * (height if height < before else before):
            rows[-1].append(word)
            if not text.isspace():
                top, bottom = min(top, upper), max(bottom, lower)
        else:
            rows.append([word])
            top, bottom = upper, lower
    for row in rows:
        if len(row) > 1:
            row.sort(key=_LEFT)
    return rows


def _reading_order(word: PageWord) -> tuple[float, float]:
    """By the middle of its height, then from the left."""
    return word.top + word.bottom, word.x0


def _text(row: Sequence[PageWord]) -> str:
    """The words of a line, parted where there is a gap between them."""
    sizes = [word.size for word in row]
    if min(sizes) <= SMALL * max(sizes):
        row = [word for beside in _side_by_side(row) for word in _as_seen(beside)]
    parts: list[str] = []
    right = row[0].x0
    for text, x0, _, x1, _, size in row:
        if x0 - right > WORD_GAP * size:
            parts.append(" ")
        parts.append(text)
        right = x1 if x1 > right else right
    return " ".join("".join(parts).split())


def _side_by_side(row: Sequence[PageWord]) -> Iterator[list[PageWord]]:
    """The words of a line in groups that no blank parts."""
    group = [row[0]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > WORD_GAP * max(before.size, word.size) or before.text.endswith(" "):
            yield group
            group = []
        group.append(word)
    yield group


def _as_seen(group: Sequence[PageWord]) -> Iterator[PageWord]:
    """The words of a group with the digits of small type above or below the line written as such."""
    largest = max(group, key=_SIZE)
    texts = written([(word.text, _side(word, largest)) for word in group])
    for word, text in zip(group, texts, strict=True):
        yield word if word.text == text else word._replace(text=text)


def _side(word: PageWord, largest: PageWord) -> int:
    """On which side of the line of a larger word a word stands."""
    if not largest.size or word.size > SMALL * largest.size:  # a matrix of nothing makes letters of no height
        return 0
    rise = (largest.bottom - word.bottom) / largest.size
    return RAISED if rise >= RISE else LOWERED if rise <= -FALL else 0


def _line(row: Sequence[PageWord], text: str) -> Line:
    solid = [word for word in row if not word.text.isspace()] or row
    _, lefts, tops, rights, bottoms, sizes = zip(*solid, strict=True)
    return Line(text, (min(lefts), min(tops), max(rights), max(bottoms)), max(sizes))


def paragraphs_of(lines: Sequence[Line], margin: float | None = None) -> Iterator[list[Line]]:
    """Groups of lines that are one paragraph, wrapped at the right margin: that of the longest where none is given."""
    margin = max((line.box[2] for line in lines), default=0.0) if margin is None else margin
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(line, paragraph[-1], margin):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(line: Line, before: Line, margin: float) -> bool:
    """Whether a line begins a new paragraph behind the one before."""
    height = before.box[3] - before.box[1]
    return (
        abs(line.size - before.size) > 1
        or line.box[1] - before.box[3] > PARAGRAPH_GAP * height
        or before.box[2] < margin - NEAR_MARGIN * before.size
        or STARTS.match(line.text) is not None
        or _counts_on(line.text, before.text)
    )


def _counts_on(text: str, before: str) -> bool:
    """Whether a line begins with a number of parts whose first the line before begins with: 2. … 2.1 …"""
    found = DOTTED.match(text)
    return found is not None and regex.match(rf"\s*{found['first']}\.(?:\s|\d)", before) is not None
