"""Tables of the plan itself below a line that heads them and may name a programme: nothing else has its look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.outline.headings.heading import Heading
from extract.outline.in_doubt.spot import Spot
from extract.outline.marks import TYPE, Line, is_contents_line, line_of
from extract.outline.names import is_office, is_only_of_parts, name_and_part
from extract.outline.tree import Tree
from extract.pieces import NO_TYPE, Piece
from extract.vocabulary import has_word, is_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.years import find_years, without_span

BULLETS = ("ring", "lost", "dash")  # series of marks of which one alone is not taken for that of a programme
SHORTEST, LONGEST = 4, 40  # letters and characters of a name; a shorter one may be that of the office on the cover
LARGER = 1.1  # times the size of the line below it from which on a line heads what follows
UNITS = lazy_pattern(r"\W*단\s*위")  # of a line of units, which may stand between a heading and its table
HANGUL = lazy_pattern(r"\p{Hangul}{2}")


def headed_alone(tree: Tree, spots: Sequence[Spot], pieces: Sequence[Piece], plan: str) -> Iterator[tuple[Spot, str]]:
    """The tables that are the plan's because no heading is known, each with the name above it that may be one.

    The line stands right over the table and its title, or is larger than the text between; it is no part of a page.
    A name that stands in the title before the words for its kind is one too.
    """
    headings = {heading.place: heading for heading in tree.headings}
    for spot in spots:
        if spot.rule == "document" and (name := _heading_over(spot, pieces, headings, bare(without_span(plan)))):
            yield spot, name


def _heading_over(spot: Spot, pieces: Sequence[Piece], headings: dict[Place, Heading], plan: str) -> str:
    """The name in the nearest line above a table that may be the heading of a programme, or ''."""
    between: list[Piece] = []  # text between the line and the table
    for piece in reversed([piece for piece in pieces if piece.block < spot.block]):
        if piece.in_table and not piece.in_frame:
            return ""
        if _goes_with_the_table(piece, spot):
            if name := _before_its_kind(piece, plan):
                return name
            continue
        heading = headings.get(piece.place)
        name, part = _named(piece, heading)
        if heading and not part and not heading.series.startswith(BULLETS):
            return ""  # a heading that was asked, and is none of a programme
        if not part and name and not _is_the_plans(name, plan):
            return name if not between or _is_larger(piece, between) else ""
        said = bare(without_span(piece.text))
        if said and (plan in said or said in plan):
            return ""
        between += () if part in ("content", "plan") else (piece,)
    return ""


def _goes_with_the_table(piece: Piece, spot: Spot) -> bool:
    """Whether a line is the title of a table that names only its kind, or its unit."""
    is_title = bool(spot.title) and bare(spot.title) in bare(piece.text) and has_word("table_title", piece.text)
    return not piece.text.strip() or UNITS.match(piece.text) is not None or is_title


def _before_its_kind(piece: Piece, plan: str) -> str:
    """The name that stands in the title of a table before the words for its kind, or '': 길 정비 연차별 목표."""
    line = line_of(piece)
    said = (line.name if line else piece.text).split()
    kind = next((at for at in range(1, len(said)) if is_only_of_parts(" ".join(said[at:]))), 0)
    name = " ".join(said[:kind])
    if any(is_word("outline_word", word) for word in said[:kind]):
        return ""  # the heads of its columns
    is_name = bool(name) and not name_and_part(Line(TYPE, "", 0, name, piece))[1] and HANGUL.search(name)
    return name if is_name and not _is_the_plans(name, plan) else ""


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


def _is_the_plans(name: str, plan: str) -> bool:
    """Whether a name is of the plan's title, of an office, or too short to tell."""
    own = bare(without_span(name))
    return own in plan or plan in own or len(own) < SHORTEST or is_office(name) or is_word("institution", name)


def _is_larger(piece: Piece, below: Sequence[Piece]) -> bool:
    """Whether a line is larger than the text below it, or as large and bold where that is not."""
    (size, is_bold), types = piece.type, [other.type for other in below if other.type != NO_TYPE]
    return bool(types) and all(
        size >= LARGER * other or (size >= other and is_bold > other_bold) for other, other_bold in types
    )
