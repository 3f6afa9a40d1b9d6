"""Headings without marks that only their type tells: larger or heavier than the text of the body, and alone in a line.

A document whose numbers or boxes head its programmes needs none of them, and a size that is used for anything else,
or for one line only, tells nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest

from extract.outline.marks import OUTLINE, TYPE, Line, is_contents_line, rank_of
from extract.outline.names import PROSE, name_and_part
from extract.pieces import NO_TYPE, Piece, Type
from plan.forms import bare
from plan.patterns import lazy_pattern

LONGEST = 40  # characters of a heading that only its type tells
LARGER = 1.1  # times the size of the body at the least, or as large and bold where the body is not
FEWEST = 2  # headings of a type; one alone is a title
OVER_PROGRAMS = 2.5  # rank down to which marks are those of chapters and strategies, which may stand over such headings
UNITS = lazy_pattern(r"\W*단\s*위")  # of a line of units, which may stand between a title and its table
HANGUL = lazy_pattern(r"\p{Hangul}{2}")
Marked = tuple[Piece, Line | None]


def with_headings_by_type(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with those that are headings by their type; no more where marks head programmes, or no type is told."""
    lines = [(piece, line) for piece, line in marked if not piece.in_table]
    if all(piece.type == NO_TYPE for piece, _ in lines) or any(line and _heads_programs(line) for _, line in marked):
        return list(marked)
    levels = _levels(lines)
    alone = _alone(lines)
    return [
        (piece, Line(f"{TYPE} {levels[piece.type]}", "", 0, piece.text, piece))
        if line is None and piece.type in levels and piece.place in alone
        else one
        for one in marked
        for piece, line in (one,)
    ]


def _heads_programs(line: Line) -> bool:
    """Whether a mark is one that programmes have, and a name and no part of a page stands behind it."""
    bullets = line.series.startswith(("ring", "lost", "dash", "circled"))
    over = rank_of(line.series) <= OVER_PROGRAMS
    return line.series.startswith(OUTLINE) or not (bullets or over or line.is_appendix or name_and_part(line)[1])


def _levels(lines: Sequence[Marked]) -> Mapping[Type, int]:
    """The types of headings, the largest first, each with its level from 1."""
    alone = _alone(lines)
    kinds: defaultdict[Type, list[bool]] = defaultdict(list)
    names: defaultdict[Type, set[str]] = defaultdict(set)
    body: Counter[Type] = Counter()
    for piece, line in lines:
        is_heading = piece.place in alone or (line is not None and line.series == "chapter")
        kinds[piece.type].append(is_heading)
        if line is None and is_heading and not name_and_part(_line(piece))[1]:
            names[piece.type].add(bare(piece.text))
        elif not is_heading:
            body[piece.type] += len(piece.text)
    if not body:
        return {}
    ((size, is_bold), _), *_ = body.most_common(1)
    found = [
        kind
        for kind, all_of_them in kinds.items()
        if all(all_of_them)
        and len(names[kind]) >= FEWEST
        and (kind[0] >= LARGER * size or (kind[0] >= size and kind[1] > is_bold))
    ]
    found = [kind for kind in found if not _are_captions(kind, found, lines, alone)]
    return {kind: level for level, kind in enumerate(sorted(found, reverse=True), 1)}


def _are_captions(kind: Type, found: Sequence[Type], lines: Sequence[Marked], alone: frozenset[object]) -> bool:
    """Whether a type is that of the titles of tables: each right above one, and never two below one larger heading."""
    below: list[int] = []
    gap = False
    for (piece, _), following in zip_longest(lines, (other for other, _ in lines[1:])):
        if piece.type in found and piece.type > kind and piece.place in alone:
            below.append(0)
        elif piece.type == kind:
            gap |= following is not None and following.block == piece.block + 1 and not UNITS.match(following.text)
            below[-1:] = [below[-1] + 1] if below else []
    return len(below) >= FEWEST and max(below) == 1 and not gap


def _alone(lines: Sequence[Marked]) -> frozenset[object]:
    """The places of the lines without marks that have the form of a heading, are said once, and in one line."""
    said = Counter(bare(piece.text) for piece, _ in lines)
    beside = {
        place
        for (one, _), (other, _) in pairwise(lines)
        if one.type == other.type and other.block == one.block + 1
        for place in (one.place, other.place)
    }
    return frozenset(
        piece.place
        for piece, line in lines
        if line is None and piece.place not in beside and said[bare(piece.text)] == 1 and _has_form(piece)
    )


def _has_form(piece: Piece) -> bool:
    text = piece.text
    return (
        2 < len(text) <= LONGEST
        and HANGUL.search(text) is not None
        and not PROSE.search(text)
        and not is_contents_line(text)
        and name_and_part(_line(piece))[1] != "field"
    )


def _line(piece: Piece) -> Line:
    return Line(TYPE, "", 0, piece.text, piece)
