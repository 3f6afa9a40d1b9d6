"""Names without number that are headings by their shape: <길 정비>, [길 정비], 길 정비 : 낡은 길을 고침, a larger line.

Any line may look so. Two or more of one shape in one section, each over a year table of its own and a line between, are
names of programmes; one that stands right over its only table is the title of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from extract.outline.marks import BULLET, MAX_FRAME, MAX_LENGTH, Line, is_contents_line, rank_of
from extract.outline.names import PROSE, name_and_part
from extract.pieces import NO_TYPE, Piece, Type
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import CLOSING, COLONS, DASHES, OPENING, PARENTHESIS_OPEN, QUOTES, REMARKS, STARS

NAMED = "named"  # the series of such headings
SAYS_IT = ("code4", "code3", "program")  # series of numbered headings that are programmes; nothing below one is another
FEWEST = 2  # names of one shape in one section; one alone may be anything
ROUND = lazy_pattern(rf"(?<open>(?![{PARENTHESIS_OPEN}])[{OPENING}])\s*(?<name>[^{OPENING}{CLOSING}]+?)\s*[{CLOSING}]")
NAME = lazy_pattern(r"\p{Hangul}.*\s.*\p{Hangul}")  # of two words or more; one word is that of a part or a field
SAID = lazy_pattern(rf"(?:[{DASHES}]\s)?\s*(?<name>[^{COLONS}]+?)\s*[{COLONS}]\s*(?<said>\p{{Hangul}}\D*)")
BESIDE = lazy_pattern(rf"\W*단\s*위|\s*[{REMARKS}{STARS}*]")  # a unit line or a note, which go with the table
YEAR = lazy_pattern(rf"(?<!\d)(?:(?:19|20)\d\d|[{QUOTES}]\d\d)(?!\d)")
Marked = tuple[Piece, Line | None]


class _Shaped(msgspec.Struct, frozen=True):
    """A line that may name a programme by its shape, and the section that it stands in."""

    at: int
    shape: str
    name: str
    section: int


def with_headings_by_shape(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with those that name programmes by a shape that they share with others of their section."""
    made = list(marked)
    if any(line and line.series in SAYS_IT for _, line in marked):
        return made
    of_shape: defaultdict[str, list[_Shaped]] = defaultdict(list)
    for one in _shaped(marked):
        of_shape[one.shape].append(one)
    for same in of_shape.values():
        for one in _programs(marked, same):
            piece = marked[one.at][0]
            made[one.at] = (piece, Line(NAMED, "", 0, one.name, piece))
    return made


def _shaped(marked: Sequence[Marked]) -> Iterator[_Shaped]:
    larger = larger_types(marked)
    section = 0
    for at, (piece, line) in enumerate(marked):
        if line and _begins_a_section(line):
            section = at
        elif not piece.in_table and (found := _shape_of(piece, line, larger)):
            shape, name = found
            if NAME.fullmatch(name) and not PROSE.search(name) and not name_and_part(_line(name, piece))[1]:
                yield _Shaped(at, shape, name, section)


def _begins_a_section(line: Line) -> bool:
    """Whether a line is a heading with a number or a frame, and not of a part of a programme's pages."""
    is_over = rank_of(line.series) < rank_of(NAMED)
    return is_over and not name_and_part(line)[1]


def _shape_of(piece: Piece, line: Line | None, larger: frozenset[Type]) -> tuple[str, str] | None:
    """The shape of a line and the name in it."""
    text = piece.text
    if is_contents_line(text) or len(text) > MAX_LENGTH:
        return None
    if found := ROUND.fullmatch(text):
        return found["open"], found["name"]
    bullet = BULLET.match(text)
    if found := SAID.fullmatch(text, bullet.end() if bullet else 0):
        return f"{line.series if line else ''}:", found["name"]
    is_alone = line is None and piece.type in larger and len(text) <= MAX_FRAME
    return (f"{piece.type}", text) if is_alone else None


def _line(name: str, piece: Piece) -> Line:
    return Line(NAMED, "", 0, name, piece)


def larger_types(marked: Sequence[Marked]) -> frozenset[Type]:
    """The types of lines without marks that are larger or heavier than that of most of the text."""
    lengths: Counter[Type] = Counter()
    for piece, _ in marked:
        if not piece.in_table and piece.type != NO_TYPE:
            lengths[piece.type] += len(piece.text)
    if not lengths:
        return frozenset()
    size, is_bold = lengths.most_common(1)[0][0]
    return frozenset(own for own in lengths if own[0] > size or (own[0] == size and own[1] > is_bold))


def _programs(marked: Sequence[Marked], same: Sequence[_Shaped]) -> list[_Shaped]:
    """Those of one shape that name programmes; where some do, so does one that is alone in its section."""
    count = Counter(bare(one.name) for one in same)
    ends = [*(other.at for other in same[1:]), len(marked)]
    good = {one.at for one, end in zip(same, ends, strict=True) if _has_own_table(marked, one, end)}
    good -= {one.at for one in same if count[bare(one.name)] > 1}
    sections: defaultdict[int, list[_Shaped]] = defaultdict(list)
    for one in same:
        sections[one.section].append(one)
    whole = [own for own in sections.values() if all(one.at in good for one in own)]
    if max(map(len, whole), default=0) < FEWEST:
        return []
    return [one for own in whole for one in own]


def _has_own_table(marked: Sequence[Marked], one: _Shaped, end: int) -> bool:
    """Whether a year table stands below a line and before the next section, and a line between or another behind it."""
    tables: set[int] = set()
    is_between = False
    for piece, line in marked[one.at + 1 : end]:
        if line and _begins_a_section(line):
            break
        if not piece.in_table:
            is_between |= not tables and not BESIDE.match(piece.text)
        elif YEAR.search(piece.text):
            tables.add(piece.block)
    return bool(tables) and (is_between or len(tables) > 1)
