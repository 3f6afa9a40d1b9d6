"""The one line over a table that may be a programme's heading, where no other heading of a document has its look."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter

import msgspec

from extract.outline.headings.heading import Heading
from extract.outline.marks import TYPE, Line, is_contents_line, line_of
from extract.outline.names import (
    PROSE,
    is_office,
    is_only_of_parts,
    name_and_part,
    without_department,
    without_remark,
)
from extract.pieces import NO_TYPE, Piece, Type
from extract.vocabulary import ends_with_word, has_word, is_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.years import find_years, without_span

BULLETS = ("ring", "lost", "dash")  # series of marks of which one alone is not taken for that of a programme
SHORTEST, LONGEST = 4, 40  # letters and characters of a name; a shorter one may be that of the office on the cover
LARGER = 1.1  # times the size of the line below it from which on a line heads what follows
MOST_BETWEEN = 20  # lines of text between a programme's name and its table; behind more it may be a chapter's
MOST_IN_CARDS = 40  # cells of cards between a programme's name and its table; more are of another table
FEWEST_WORDS = 2  # of a name that says what is done with what; one word is that of a part or a field
CHAPTERS = frozenset(("chapter", "letter", "section"))
UNITS = lazy_pattern(r"\W*단\s*위")  # of a line of units, which may stand between a heading and its table
HANGUL = lazy_pattern(r"\p{Hangul}{2}")
DAY = lazy_pattern(r"(?:19|20)\d\d\s?[.년]\s?\d{1,2}")  # of a cover, below which no part of the title stands
SUBJECT = lazy_pattern(r"\p{Hangul}{2}[이가](?:\s|$)")  # of a motto, which a name of a programme has not: 청년이 머무는


class LoneLine(msgspec.Struct, frozen=True):
    """Such a line: the name in it, the texts between it and the table, and whether it is a line of its own."""

    name: str
    piece: Piece
    between: tuple[Piece, ...]
    is_whole: bool = True


class Below(msgspec.Struct, frozen=True):
    """A plan table as such a line is looked for over it: where it stands, its title, and the block of its chapter.

    ``is_of_all`` says that its title is one of tables of a whole plan.
    """

    block: int
    place: Place
    title: str
    chapter: int = 0
    is_of_all: bool = False


class Texts:
    """The texts of a document, among which such a line is looked for; ``plan`` is its title."""

    def __init__(
        self, pieces: Sequence[Piece], headings: Sequence[Heading], plan: str, plan_tables: Collection[int | None]
    ) -> None:
        self._plan_tables = plan_tables
        self._pieces = pieces
        self._in_order = headings
        self._headings: Mapping[Place, Heading] = {heading.place: heading for heading in headings}
        self._plan = bare(without_span(plan))
        self._lengths: Counter[Type] = Counter()
        for piece in pieces:
            is_titles = bool(self._plan) and self._plan in piece.bare
            if not piece.in_table and piece.type != NO_TYPE and not is_titles:
                self._lengths[piece.type] += len(piece.text)

    def before(self, block: int) -> Sequence[Piece]:
        """The texts in front of a top-level block."""
        return self._pieces[: bisect_left(self._pieces, block, key=attrgetter("block"))]

    def line_over(self, block: int, title: str) -> LoneLine | None:
        """The nearest line over a table that may be the heading of a programme, of what mark or look it may be.

        The line stands right over the table and its title, or is larger than the text between; it is no part of a
        page. A name that stands in the title before the words for its kind is one too. A card (위치, 규모) or a
        table of results may stand between.
        """
        between: list[Piece] = []
        in_cards = 0
        for piece in reversed(self.before(block)):
            if piece.in_table and not piece.in_frame:
                in_cards += 1
                if in_cards > MOST_IN_CARDS or piece.place.table in self._plan_tables:
                    return None
                continue
            if _goes_with_the_table(piece, title):
                if name := self._before_its_kind(piece):
                    return LoneLine(name, piece, tuple(between), is_whole=False)
                continue
            heading = self._headings.get(piece.place)
            name, part = _named(piece, heading)
            if heading and not part and not heading.series.startswith(BULLETS):
                return None  # a heading that was asked, and is none of a programme
            if not part and name and not self._is_the_plans(name):
                is_over = not between or _is_larger(piece, between)
                return LoneLine(name, piece, tuple(between)) if is_over else None
            said = bare(without_span(piece.text))
            if said and (said in self._plan or self._plan in said):
                return None
            between += () if part in ("content", "plan") else (piece,)
        return None

    def below_one_line(self, tables: Sequence[Below]) -> dict[Place, LoneLine]:
        """The tables below the one line that is good for the heading of a programme; none where two names may be.

        A chapter may stand over it. Another table is below it too where only parts of a page stand between the two.
        """
        found: dict[Place, LoneLine] = {}
        names: set[str] = set()
        before: Below | None = None
        for table in tables:
            line = self.line_over(table.block, table.title)
            if line and line.piece.block > table.chapter:
                names.add(bare(line.name))
                is_good = self.names_a_programme(line) and not self._is_closed(line, table.block)
                if is_good and not ends_with_word("overview_end", table.title):
                    found[table.place] = line
            elif before and before.place in found and not table.is_of_all and self._goes_on(before.block, table.block):
                found[table.place] = found[before.place]
            before = table
        return found if len(names) == 1 and not self._are_more_works(names) else {}

    def _are_more_works(self, names: Collection[str]) -> bool:
        """Whether another line of the document, of any look, says a work in larger or heavier type than the body."""
        return any(
            bare(piece.text) not in names
            and not piece.in_table
            and not self._is_the_plans(piece.text)
            and len(piece.text) <= LONGEST
            and says_a_work(piece.text)
            and self._is_heavier_than_the_body(piece)
            for piece in self._pieces
        )

    def _is_closed(self, line: LoneLine, block: int) -> bool:
        """Whether a chapter begins between a line and a table, or a heading of a series that is open at the line."""
        at = bisect_left(self._in_order, line.piece.block, key=attrgetter("block"))
        last = self._in_order[at - 1] if at else None
        open_ = {heading.series for heading in (*last.above, last)} if last else set()
        behind = (heading for heading in self._in_order[at:] if heading.block < block)
        return any(heading.series in CHAPTERS | open_ for heading in behind)

    def _goes_on(self, last: int, block: int) -> bool:
        """Whether nothing but parts of a page and sentences stand between two tables."""
        for piece in reversed(self.before(block)):
            if piece.block <= last:
                return True
            heading = self._headings.get(piece.place)
            if heading and (not heading.part or heading.series in CHAPTERS):
                return False
            name, part = ("", "") if piece.in_table or UNITS.match(piece.text) else _named(piece, heading)
            if name and not part:
                return False
        return True

    def names_a_programme(self, line: LoneLine) -> bool:
        """Whether such a line is good for the heading of a programme, and not only may be one.

        Its type is larger or heavier than the body, it says what is done with what, and it stands in the body: text or
        another heading is before it, where a line below the title may belong to that.
        """
        piece, words = line.piece, name_in(line).split()
        is_plain = line.is_whole and piece.place not in self._headings and not PROSE.search(line.name)
        if not is_plain or len(line.between) > MOST_BETWEEN or not self._is_heavier_than_the_body(piece):
            return False
        is_motto = SUBJECT.search(line.name) is not None or any(ends_with_word("no_work", word) for word in words[:-1])
        return says_a_work(name_in(line)) and not is_motto and self._is_in_the_body(piece)

    def _is_heavier_than_the_body(self, piece: Piece) -> bool:
        """Whether a line is larger or heavier than most of the text but the title and itself."""
        lengths = self._lengths - Counter({piece.type: len(piece.text)})
        return bool(lengths) and _is_heavier(piece.type, lengths.most_common(1)[0][0])

    def _is_in_the_body(self, piece: Piece) -> bool:
        """Whether a sentence, a heading or the day of a cover stand between the title and a line."""
        titles = [at for at, other in enumerate(self._pieces) if self._plan and self._plan in bare(other.text)]
        first = titles[0] + 1 if titles else 0
        lines = [other for other in self._pieces[first:] if other.block < piece.block and other.text]
        return any(
            other.place in self._headings or PROSE.search(other.text) is not None or DAY.search(other.text) is not None
            for other in lines
        )

    def _before_its_kind(self, piece: Piece) -> str:
        """The name that stands in the title of a table before the words for its kind, or '': 길 정비 연차별 목표."""
        line = line_of(piece)
        said = (line.name if line else piece.text).split()
        kind = next((at for at in range(1, len(said)) if is_only_of_parts(" ".join(said[at:]))), 0)
        name = " ".join(said[:kind])
        if any(is_word("outline_word", word) for word in said[:kind]):
            return ""  # the heads of its columns
        is_name = bool(name) and not name_and_part(Line(TYPE, "", 0, name, piece))[1] and HANGUL.search(name)
        return name if is_name and not self._is_the_plans(name) else ""

    def _is_the_plans(self, name: str) -> bool:
        """Whether a name is of the plan's title, of an office, or too short to tell."""
        own = bare(without_span(name))
        is_of_it = own in self._plan or self._plan in own
        return is_of_it or len(own) < SHORTEST or is_office(name) or is_word("institution", name)


def name_in(line: LoneLine) -> str:
    """The name without the office and the remark behind it."""
    return without_remark(without_department(line.name)[0])[0]


def is_over_programmes(heading: Heading) -> bool:
    """Whether a heading says by its mark or its last word that it divides a plan: 전략 1. 일자리, Ⅱ. 일자리 분야."""
    return heading.series == "strategy" or (
        heading.series in CHAPTERS and ends_with_word("outline_word", heading.name) and not says_a_work(heading.name)
    )


def says_a_work(name: str) -> bool:
    """Whether a name says what is done with what: 마을 쉼터 조성."""
    words = name.split()
    return len(words) >= FEWEST_WORDS and ends_with_word("deed_end", words[-1])


def _goes_with_the_table(piece: Piece, title: str) -> bool:
    """Whether a line is the title of a table that names only its kind, or its unit."""
    is_title = bool(title) and bare(title) in bare(piece.text) and has_word("table_title", piece.text)
    return not piece.text.strip() or UNITS.match(piece.text) is not None or is_title


def _named(piece: Piece, heading: Heading | None) -> tuple[str, str]:
    """The name in a line that has the form of a heading, and what part of a page it is; a name of '' is a sentence."""
    if heading:
        return heading.name, heading.part
    line = line_of(piece)
    if line and not line.series.startswith(BULLETS):
        return "", ""
    name, part = name_and_part(Line(TYPE, "", 0, line.name if line else piece.text, piece))
    has_form = len(name) <= LONGEST and HANGUL.search(name) and not is_contents_line(piece.text)
    return (name if has_form and not find_years(name) else ""), part  # a line with years is of the table


def _is_larger(piece: Piece, below: Sequence[Piece]) -> bool:
    """Whether a line is larger than the text below it, or as large and bold where that is not."""
    types = [other.type for other in below if other.type != NO_TYPE]
    return bool(types) and all(_is_heavier(piece.type, other) for other in types)


def _is_heavier(one: Type, other: Type) -> bool:
    return one[0] >= LARGER * other[0] or (one[0] >= other[0] and one[1] > other[1])
