"""Columns that the text shows and no upright rule does: white channels that run down between a table's words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.readers.page.content import PageWord
from plan.patterns import lazy_pattern
from plan.script import DASHES, TRIANGLES
from plan.years import read_year

CHANNEL = 1.0  # type sizes; a white strip that is as wide through all rows parts two columns
FEWEST_ROWS = 2  # rows of numbers behind a channel; one alone shows no column, unless a year heads it
FEWEST_LABELS = 2  # columns of words that are filled in every row
NUMBER = lazy_pattern(rf"[{DASHES}{TRIANGLES}+(]?\d[\d,.]*[%)]?|[{DASHES}]+")


class Strip(NamedTuple):
    """A column of words between two channels: its extent, and what stands in it, row by row."""

    left: float
    right: float
    rows: dict[int, str]


def strips_of(words: Iterable[tuple[int, PageWord]]) -> list[Strip]:
    """The words, each with its row, in columns from the left that white channels part in every row."""
    placed = sorted(((row, word) for row, word in words if not word.text.isspace()), key=lambda entry: entry[1].x0)
    strips: list[Strip] = []
    for row, word in placed:
        if not strips or word.x0 - strips[-1].right >= CHANNEL * word.size:
            strips.append(Strip(word.x0, word.x1, {}))
        last = strips[-1]
        last.rows[row] = last.rows.get(row, "") + word.text.strip()
        if word.x1 > last.right:
            strips[-1] = last._replace(right=word.x1)
    return strips


def holds_numbers(strip: Strip, head: int) -> bool:
    """Whether a column has words in its head, and numbers alone in rows below it."""
    body = [text for row, text in strip.rows.items() if row != head]
    if head not in strip.rows or not body or not all(map(NUMBER.fullmatch, body)):
        return False
    return len(body) >= FEWEST_ROWS or read_year(strip.rows[head]).kind == "year"


def channels_between(strips: Sequence[Strip]) -> list[float]:
    """The middles of the channels between columns."""
    return [(left.right + right.left) / 2 for left, right in pairwise(strips)]


def missing_rules(
    words: Sequence[PageWord], xs: Sequence[float], ys: Sequence[float], merged: frozenset[tuple[int, int]]
) -> list[float]:
    """Where a table has no rule between two columns that its words show: numbers alone at the right, a head over them.

    ``merged`` are the positions that cells of several columns cover; what stands there shows nothing.
    """
    columns: list[list[tuple[int, PageWord]]] = [[] for _ in xs[1:]]
    for word in words:
        row = bisect_right(ys, (word.top + word.bottom) / 2, hi=len(ys) - 1) - 1
        column = bisect_right(xs, (word.x0 + word.x1) / 2, hi=len(xs) - 1) - 1
        if (row, column) not in merged:
            columns[column].append((row, word))
    return [x for own in columns if len(own) > FEWEST_ROWS for x in _missing_in(own, columns)]


def _missing_in(
    words: Sequence[tuple[int, PageWord]], columns: Sequence[Sequence[tuple[int, PageWord]]]
) -> list[float]:
    """The channels of one of the columns of a table, where each part behind the first holds numbers beside the first.

    So are those between labels in front of years.
    """
    first, *others = strips_of(words) or [Strip(0, 0, {})]
    head = min(row for row, _ in words)
    beside = [strip for strip in others if holds_numbers(strip, head) and set(first.rows) >= set(strip.rows)]
    is_parted = len(beside) == len(others) or (_are_labels([first, *others], head) and _has_years(columns, head))
    return channels_between([first, *others]) if others and is_parted else []


def _has_years(columns: Sequence[Sequence[tuple[int, PageWord]]], head: int) -> bool:
    return any(read_year(word.text.strip()).kind == "year" for own in columns for row, word in own if row == head)


def _are_labels(strips: Sequence[Strip], head: int) -> bool:
    """Whether columns of words each have a head of their own, and two of them words in every row: 분야 | 지표 | 단위.

    A word in letters that stand apart has heads of one letter: 구    분 over 국    비.
    """
    heads = [strip.rows.get(head, "") for strip in strips]
    body = {row for strip in strips for row in strip.rows if row != head}
    filled = [strip for strip in strips if body <= strip.rows.keys()]
    return (
        all(len(text) > 1 and text.isalpha() for text in heads)
        and len(body) >= FEWEST_ROWS
        and len(filled) >= FEWEST_LABELS
        and not any(map(NUMBER.fullmatch, (text for strip in strips for text in strip.rows.values())))
    )
