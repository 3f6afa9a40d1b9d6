"""The chapters of a plan: as its table of contents names them, and as their own headings do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from extract.pieces import Piece
from plan.forms import bare, compatible
from plan.patterns import lazy_pattern
from plan.records.printed import Chapter
from plan.script import DOTS, ELLIPSES, ROMAN, ROMAN_NUMERALS, ROMANS

LETTERS = {"I": 1, "V": 5, "X": 10}
NUMERAL = frozenset(ROMAN_NUMERALS)
# a chapter with its page; a title with sections of its own behind it (1. …) ends somewhere that cannot be told
ENTRY = lazy_pattern(
    rf"(?P<numeral>{ROMAN})\s*\.?\s*(?P<title>(?:(?!\s\d{{1,2}}[.-])[^{ROMANS}]){{2,60}}?)"
    rf"[\s.{DOTS}{ELLIPSES}]+(?P<page>\d{{1,3}})(?=\s|$)"
)
HEADING = lazy_pattern(rf"(?P<numeral>{ROMAN})\s*\.?\s*(?P<title>\S.*)$")
LEADER = lazy_pattern(rf"[.{DOTS}{ELLIPSES} ]{{3,}}\d{{1,3}}$")  # a line of a list of tables or figures is no heading
FEWEST = 3  # chapters; two numerals with a number behind them may be anything
LONGEST = 40  # characters of a heading that is shown beside the contents


def find_chapters(pieces: Sequence[Piece]) -> tuple[Chapter, ...]:
    """The chapters of the table of contents that have a heading behind it; () where there is no such table."""
    entries = _contents(pieces)
    if len(entries) < FEWEST:
        return ()
    headings = list(_headings(pieces[entries[-1][0] + 1 :]))
    found = []
    for position, numeral, title in entries:
        heading = _heading(numeral, title, headings)
        if heading:
            text, piece = heading
            place = pieces[position].place
            found.append(Chapter(numeral=numeral, title=title, place=place, heading=text, heading_place=piece.place))
    return tuple(found)


def count_of(numeral: str) -> int:
    """The number that a Roman numeral stands for: one character (Ⅺ) or several (ⅩⅠ)."""
    values = [LETTERS[letter] for letter in compatible(numeral)]
    return sum(-value if value < after else value for value, after in zip_longest(values, values[1:], fillvalue=0))


def _contents(pieces: Sequence[Piece]) -> list[tuple[int, str, str]]:
    """The first run of chapters that counts from Ⅰ and whose pages do not fall: piece, numeral and title of each."""
    run: list[tuple[int, str, str]] = []
    pages: list[int] = []
    for position, numeral, title, page in _entries(pieces):
        number = count_of(numeral)
        if number == 1:
            run, pages = [], []
        if number == len(run) + 1 and (not pages or page >= pages[-1]):
            run.append((position, numeral, title))
            pages.append(page)
        elif len(run) >= FEWEST:
            break
    close = all(right[0] - left[0] <= LONGEST for left, right in pairwise(run))
    return run if close else []


def _entries(pieces: Sequence[Piece]) -> Iterator[tuple[int, str, str, int]]:
    for position, piece in enumerate(pieces):
        if not NUMERAL.isdisjoint(piece.text):
            for found in ENTRY.finditer(piece.text):
                yield position, found["numeral"], " ".join(found["title"].split()), int(found["page"])


def _headings(pieces: Sequence[Piece]) -> Iterator[tuple[str, str, str, Piece]]:
    """Numeral and title of each piece that begins with a numeral and names no page; the title with what follows."""
    for piece, following in zip_longest(pieces, pieces[1:]):
        if piece.text[:1] in NUMERAL and (found := HEADING.match(piece.text)) and not LEADER.search(piece.text):
            joined = f"{found['title']} {following.text}" if following else found["title"]
            yield found["numeral"], found["title"], joined, piece


def _heading(numeral: str, title: str, headings: Sequence[tuple[str, str, str, Piece]]) -> tuple[str, Piece] | None:
    """The heading of a chapter: the one that says the title of the contents, else the first with its numeral.

    In viewer text the chapter's first words run on behind its heading; a long heading may run over two lines.
    """
    own = [
        (printed, joined, piece) for other, printed, joined, piece in headings if count_of(other) == count_of(numeral)
    ]
    for printed, joined, piece in own:
        if bare(printed).startswith(bare(title)) or bare(joined).startswith(bare(title)):
            return title, piece
    return next(((printed[:LONGEST].strip(), piece) for printed, _, piece in own), None)
