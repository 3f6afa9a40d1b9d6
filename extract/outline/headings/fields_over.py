"""Lines without number that divide a plan into fields, right over numbered programmes: [돌봄], <돌봄 분야>, 돌봄 부문.

They stand before the first programme and before each programme with which another field begins; what stands at the end
of each programme's pages, an office or a caption, does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.outline.marks import Line, is_contents_line
from extract.outline.names import PROSE, is_office, name_and_part
from extract.pieces import Piece
from extract.vocabulary import ends_with_word, is_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import BOXES, CLOSING, OPENING, PARENTHESIS_OPEN, RINGS

SERIES = "bracket"  # of such lines, whose rank is that of 【돌봄】
NUMBERED = ("code2", "code3", "number.", "number", "task", "program", "lettered", "boxed")  # series of programmes
FEWEST = 2  # fields of a plan; one line alone may be anything
LONGEST = 30  # characters of the name of a field
ROUND = lazy_pattern(rf"(?<open>(?![{PARENTHESIS_OPEN}])[{OPENING}])\s*(?<name>[^{OPENING}{CLOSING}]+?)\s*[{CLOSING}]")
MARKED = lazy_pattern(rf"\s*[{BOXES}{RINGS}]")
NAME = lazy_pattern(r"\p{Hangul}.*\p{Hangul}")
Marked = tuple[Piece, Line | None]


def with_fields_over(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with those that name fields, where all of one shape stand right over numbers of one series."""
    made = list(marked)
    of_shape: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, (piece, line) in enumerate(marked):
        if line is None and not piece.in_table and (found := _shape_of(piece)):
            of_shape[found[0]].append((at, found[1]))
    for lines in of_shape.values():
        times = Counter(bare(name) for _, name in lines)  # a list of the programmes may name each once more
        if len(times) >= FEWEST and len(set(times.values())) == 1 and _divide(marked, [at for at, _ in lines]):
            for at, name in lines:
                made[at] = (marked[at][0], Line(SERIES, "", 0, name, marked[at][0]))
    return made


def _shape_of(piece: Piece) -> tuple[str, str] | None:
    """The shape of a line and the name in it, where it may be that of a field."""
    text = piece.text
    if len(text) > LONGEST or is_contents_line(text) or MARKED.match(text):
        return None
    found = ROUND.fullmatch(text)
    shape, name = (found["open"], found["name"]) if found else ("", text)
    is_named = bool(found) or (ends_with_word("field_word", name) and not is_word("field_word", name))
    if not is_named or not NAME.search(name) or PROSE.search(name) or is_office(name):
        return None
    return None if name_and_part(Line(SERIES, "", 0, name, piece))[1] else (shape, name)


def _divide(marked: Sequence[Marked], ats: Sequence[int]) -> bool:
    """Whether each line stands right over a number of one series, and none of that series before the first line."""
    behind = (range(at + 1, len(marked)) for at in ats)
    below = [next((marked[at][1] for at in places if marked[at][0].text), None) for places in behind]
    series = {line.series if line else "" for line in below}
    if len(series) != 1 or not series <= {*NUMBERED}:
        return False
    return not any(line and line.series in series for _, line in marked[: ats[0]])
