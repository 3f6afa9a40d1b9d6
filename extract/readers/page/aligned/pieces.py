"""What stands on a line of a page without a white channel in it, and the lines that are heads of years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from extract.readers.page.channels import CHANNEL, NUMBER
from extract.readers.page.content import PageWord
from extract.readers.page.text import rows_of, text_of
from plan.patterns import lazy_pattern
from plan.script import BULLETS, PERCENTS, QUOTE, UNIT_SIGNS
from plan.years import read_year

FEWEST_YEARS = 3  # side by side that show a table's head; two may stand in a line of prose or under a picture
TWO_YEARS = 2  # that show a table's head where labels stand beside numbers under both of them in two lines
NARROW = 0.45  # type sizes; the least white between two cells, more than a blank between words
SIDE_BY_SIDE = 4  # columns of years that a line may be in
FARTHEST = 5.0  # type sizes between two years of a column
ICON_GAP = 2.0  # type sizes between a sign that is drawn as a bullet and the label behind it
MAY_BE_YEAR = lazy_pattern(rf"(?:19|20)\d\d|{QUOTE}\s?\d\d|\d\s?년|차\s?년")
ENCLOSED_YEAR = lazy_pattern(r"\((?:19|20)\d\d\)")
AMOUNT = lazy_pattern(
    rf"\d[\d,]*(?:\.\d+)?\s?(?!(?:년|월|일|차|단계|호)(?!\p{{L}}))[\p{{L}}{PERCENTS}{UNIT_SIGNS}]{{1,4}}"
)  # a number and a unit right behind it: 25곳, 3.2억원
ICON = lazy_pattern(rf"[{BULLETS}\p{{So}}\p{{Co}}]")  # a square, a star, a sign of a font of icons
NAMED_AMOUNT = lazy_pattern(rf"(?P<name>\p{{Hangul}}[\p{{Hangul}}\s]*?)\s?(?:{AMOUNT.pattern})")  # 이용자 120명
LEFT = attrgetter("x0")


class Piece(NamedTuple):
    """Words side by side, or cells of one column: their text and box, and the largest type size."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def x(self) -> float:
        """Its middle across."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Its middle down."""
        return (self.top + self.bottom) / 2

    @property
    def is_number(self) -> bool:
        """Whether it is a number or a dash and nothing else; a year in brackets below one without a year is none."""
        return NUMBER.fullmatch(self.text) is not None and ENCLOSED_YEAR.fullmatch(self.text) is None

    @property
    def is_amount(self) -> bool:
        """Whether it is such a number, or one with its unit right behind it."""
        return self.is_number or AMOUNT.fullmatch(self.text) is not None


class Head(NamedTuple):
    """A line of a page with years that rise from left to right, and which of the page's lines it is."""

    line: int
    years: Sequence[Piece]


def may_head(words: Sequence[PageWord], fewest: int = FEWEST_YEARS) -> bool:
    """Whether words hold so many years that a head of them may be among them."""
    text = "".join([word.text for word in words])
    return len(MAY_BE_YEAR.findall(text)) >= fewest


def holds_more_than_years(words: Sequence[PageWord]) -> bool:
    """Whether words hold digits beside those of years."""
    text = MAY_BE_YEAR.sub("", "".join([word.text for word in words]))
    return any(character.isdigit() for character in text)


def lines_in_pieces(words: Iterable[PageWord]) -> list[list[Piece]]:
    """The lines of a page from the top, each in its pieces from the left."""
    return PageLines(words).wide


class PageLines:
    """The lines of a page from the top, each in its pieces from the left, by two widths of the white between them."""

    def __init__(self, words: Iterable[PageWord]) -> None:
        self._rows = rows_of(word for word in words if not word.text.isspace())
        self.wide = [_pieces(row, CHANNEL) for row in self._rows]

    @cached_property
    def close(self) -> list[list[Piece]]:
        """The lines in pieces that little more than a blank parts: cells as narrow as what is printed in them."""
        return [_pieces(row, NARROW) for row in self._rows]

    @cached_property
    def crowded(self) -> list[list[Piece]]:
        """The lines without wide white between their years in narrow pieces, the others in wide ones."""
        return [
            _pieces(row, NARROW) if any(len(MAY_BE_YEAR.findall(piece.text)) > 1 for piece in line) else line
            for row, line in zip(self._rows, self.wide, strict=True)
        ]


def heads_of(lines: Sequence[Sequence[Piece]], fewest: int = FEWEST_YEARS) -> list[Head]:
    """The lines that hold years side by side; of a line with two runs of them there is a head for each."""
    heads = []
    for number, pieces in enumerate(lines):
        if len(pieces) < fewest:
            continue
        run: list[tuple[int, Piece]] = []
        for piece in pieces:
            year = year_of(piece)
            if run and (year is None or year <= run[-1][0]):
                heads += _head(number, run, fewest)
                run = []
            if year is not None:
                run.append((year, piece))
        heads += _head(number, run, fewest)
    return heads


def years_down(lines: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The columns of years that rise from line to line, the next piece on each line being a number."""
    runs: list[list[tuple[int, Piece]]] = []
    for line in lines:
        for piece, behind in pairwise(line):
            year = year_of(piece) if behind.is_number else None
            if year is None or year_of(behind) is not None:
                continue
            over = (run for run in reversed(runs[-SIDE_BY_SIDE:]) if _is_right_below(run[-1][1], piece))
            run = next(over, None)
            if run and run[-1][0] < year:
                run.append((year, piece))
            else:
                runs.append([(year, piece)])
    return [[piece for _, piece in run] for run in runs if len(run) >= FEWEST_YEARS]


def _is_right_below(above: Piece, piece: Piece) -> bool:
    return above.x0 < piece.x1 and piece.x0 < above.x1 and 0 < piece.top - above.top <= FARTHEST * piece.size


def year_of(piece: Piece) -> int | None:
    """The year, or the number of a year, that a piece says by itself."""
    if MAY_BE_YEAR.search(piece.text) is None:
        return None
    reading = read_year(piece.text)
    if reading.kind == "year":
        return reading.year
    return reading.ordinal if reading.kind == "ordinal_year" else None


def around(pieces: Sequence[Piece]) -> tuple[float, float, float, float]:
    """The box of several pieces: left, top, right, bottom."""
    _, lefts, tops, rights, bottoms, _ = zip(*pieces, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _head(number: int, run: Sequence[tuple[int, Piece]], fewest: int) -> list[Head]:
    return [Head(number, [piece for _, piece in run])] if len(run) >= fewest else []


def _pieces(row: Sequence[PageWord], channel: float) -> list[Piece]:
    group = [row[0]]
    groups, right = [group], row[0].x1
    for before, word in pairwise(row):
        if word.x0 - right >= channel * min(before.size, word.size):
            group, right = [], word.x1
            groups.append(group)
        elif word.x1 > right:
            right = word.x1
        group.append(word)
    return _with_icons([_piece(group) for group in groups])


def _with_icons(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a line, each sign that stands alone before a label being a part of it, however it is drawn."""
    if not any(len(piece.text) == 1 and ICON.match(piece.text) for piece in pieces[:-1]):
        return pieces
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before and len(before.text) == 1 and ICON.match(before.text) and _is_labelled(before, piece):
            _, x0, top, x1, bottom, size = before
            box = x0, min(top, piece.top), max(x1, piece.x1), max(bottom, piece.bottom)
            joined[-1] = Piece(f"{before.text} {piece.text}", *box, max(size, piece.size))
        else:
            joined.append(piece)
    return joined


def _is_labelled(icon: Piece, piece: Piece) -> bool:
    """Whether what stands behind a sign is the label that it belongs to."""
    return not piece.is_amount and year_of(piece) is None and piece.x0 - icon.x1 < ICON_GAP * piece.size


def _piece(words: Sequence[PageWord]) -> Piece:
    if len(words) == 1:
        return Piece(" ".join(words[0].text.split()), *words[0][1:])
    _, lefts, tops, rights, bottoms, sizes = zip(*words, strict=True)
    return Piece(text_of(words), min(lefts), min(tops), max(rights), max(bottoms), max(sizes))
