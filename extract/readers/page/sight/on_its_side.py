"""Years and numbers of a page that stand on their side or upside down: they are not read, so they are told."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

from extract.readers.page.aligned.tables import Untaken
from extract.readers.page.channels import NUMBER
from extract.readers.page.content import PageContent, TurnedText
from extract.readers.page.grid_table import GridTable
from plan.years import read_year

FEWEST_YEARS = 2  # that are a head; one may stand at the side of a page
FEWEST_NUMBERS = 2  # in columns of their own, which are a row
SLANT = 0.1  # of the length of a text that is turned by quarters; more of it stands askew, as under a chart
JOINED = 14.0  # points between the feet of two characters of one word, where each is stored on its own
SAME_FOOT = 0.5  # points by which such characters may be beside one another
NEXT = 40.0  # points below a table in which its next row stands, as high as a number on its side is long


def years_on_their_side(page: PageContent) -> Iterator[Untaken]:
    """The years of a page that stand on their side, all as one head."""
    years: dict[int, TurnedText] = {}
    for aside in _texts(page):
        reading = read_year(aside.text)
        if reading.kind == "year" and reading.year is not None:
            years.setdefault(reading.year, aside)
    if len(years) >= FEWEST_YEARS:
        yield _told([years[year] for year in sorted(years)])


def rows_on_their_side(page: PageContent, tables: Sequence[GridTable]) -> Iterator[Untaken]:
    """The numbers on their side that stand in columns right below a table, as its last row would."""
    numbers = [aside for aside in _texts(page) if NUMBER.fullmatch(aside.text.strip())]
    for table in tables if numbers else ():
        below = [aside for aside in numbers if _is_below(aside, table)]
        if len({bisect_right(table.xs, aside.start[0]) for aside in below}) >= FEWEST_NUMBERS:
            yield _told(below)


def _texts(page: PageContent) -> Iterator[TurnedText]:
    """What runs up, down or to the left on a page; of characters stored one by one nobody can tell which way."""
    asides = [aside for aside in page.asides if all(map(isfinite, (*aside.start, *aside.end)))]
    yield from filter(_is_turned, asides)
    single = [aside for aside in asides if len(aside.text.strip()) == 1]
    for along, beside in ((0, 1), (1, 0)):
        lines: defaultdict[int, list[TurnedText]] = defaultdict(list)
        for aside in single:
            lines[round(aside.start[beside] / SAME_FOOT)].append(aside)
        for line in lines.values():
            for word in _words(line, along):
                text = "".join(aside.text.strip() for aside in word)
                yield TurnedText(text, word[0].start, word[-1].start)
                yield TurnedText(text[::-1], word[-1].start, word[0].start)


def _words(line: Iterable[TurnedText], along: int) -> Iterator[list[TurnedText]]:
    """The characters of a line that stand near one another, several in each word."""
    word: list[TurnedText] = []
    for aside in sorted(line, key=lambda aside: aside.start[along]):
        if word and aside.start[along] - word[-1].start[along] > JOINED:
            if len(word) > 1:
                yield word
            word = []
        word.append(aside)
    if len(word) > 1:
        yield word


def _is_turned(aside: TurnedText) -> bool:
    """Whether a text of several characters runs up, down or to the left."""
    (x0, y0), (x1, y1) = aside.start, aside.end
    across, down = abs(x1 - x0), abs(y1 - y0)
    return min(across, down) <= SLANT * max(across, down) > 0


def _is_below(aside: TurnedText, table: GridTable) -> bool:
    bottom = table.ys[-1]
    return table.xs[0] < aside.start[0] < table.xs[-1] and all(
        bottom - 1 < y < bottom + NEXT for _, y in (aside.start, aside.end)
    )


def _told(texts: Sequence[TurnedText]) -> Untaken:
    xs, ys = zip(*(end for text in texts for end in (text.start, text.end)), strict=True)
    box = round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)
    return Untaken(box, " | ".join(text.text.strip() for text in texts))
