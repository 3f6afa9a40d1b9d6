"""The cover of a document as lines, with what is no title taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import sqrt
from pathlib import Path

import msgspec

from extract.pieces import Piece, Type
from plan.data_files import tables_of
from plan.forms import letters
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.script import BOXES, BULLETS, DASHES, OPENING, ROMANS

WORDS_FILE = Path(__file__).with_name("words.toml")
COVER_WITHIN = 90  # pieces; the boxes of a decision letter come before its title
BOX_TEXTS = 4  # filled cells of a box round a title with its day and its office; a form has more
LAST_PAGE = 2  # of a PDF: a title page may stand behind a decision letter of one page
LONGEST_TITLE = 80  # characters
PART_MARKS = BOXES[:3]  # in front of a heading of the text
NUMBERED = lazy_pattern(rf"(?:[{ROMANS}]|\d{{1,2}}(?:\s*[.)]|\s(?!\d)|-\d)|[가-하][.)]|[A-Z]\d*\s*\.)")
MARKED = lazy_pattern(rf"[{DASHES}{BULLETS}{OPENING}]")
HANGUL = lazy_pattern(r"\p{Hangul}.*\p{Hangul}")
DATE = lazy_pattern(r"(?:19|20)\d\d\s?[.년]\s?\d{1,2}\s?[.월]")
NUMBER_OF_ISSUE = lazy_pattern(r"\d{2,4}\s?-\s?\d+\s?호|(?:공고|고시|공시)\s?제?\s?\d{4}\s?\W\s?\d+\s?호")
SENTENCE = lazy_pattern(r"(?:다|요|음|함|림|바람)\s?\.?$|(?:니다|니까)[.,\s]")
COMMITTEE = lazy_pattern(r"[가-힣]{2,10}위원회$")
LEADING = lazy_pattern(rf"^[{DASHES}\s]*(?:\(\d{{1,2}}\)\s*)?")


class Line(msgspec.Struct, frozen=True):
    """A line of the cover; ``framed`` is alone in its box, ``in_form`` a cell of many."""

    text: str
    place: Place
    framed: bool
    in_form: bool
    size: float
    before_table: bool
    type: Type


@cache
def cover_words(kind: str) -> frozenset[str]:
    """The words of one kind, as names are compared."""
    return frozenset(letters(row["printed"]) for row in tables_of(WORDS_FILE)[kind])


def cover_lines(pieces: Sequence[Piece]) -> list[Line]:
    """The lines before the contents and the first heading of a part, in reading order."""
    filled = Counter(piece.block for piece in pieces[: 2 * COVER_WITHIN] if piece.in_table and piece.text)
    found: list[Line] = []
    shown = [piece for piece in pieces[:COVER_WITHIN] if piece.text]
    for index, piece in enumerate(shown):
        is_alone = not piece.in_table or filled[piece.block] == 1 or piece.in_frame
        if letters(piece.text) in cover_words("contents") or (piece.place.page or 1) > LAST_PAGE:
            break
        if found and is_alone and (NUMBERED.match(piece.text) or piece.text[0] in PART_MARKS):
            break
        following = shown[index + 1] if index + 1 < len(shown) else None
        found.append(
            Line(
                text=LEADING.sub("", piece.text),
                place=piece.place,
                framed=piece.in_table and is_alone,
                in_form=piece.in_table and not is_alone and filled[piece.block] > BOX_TEXTS,
                size=_size(piece),
                before_table=not piece.in_table and following is not None and filled[following.block] > BOX_TEXTS,
                type=piece.type,
            )
        )
    return found


def is_title_like(text: str) -> bool:
    """Whether a line may be a title: no label, number, date, committee, heading of a part or sentence."""
    compared = letters(text)
    return (
        len(text) <= LONGEST_TITLE
        and len(compared) >= 4
        and HANGUL.search(text) is not None
        and compared not in cover_words("no_title")
        and compared not in cover_words("title_label")
        and compared not in cover_words("contents")
        and compared not in cover_words("kind_alone")
        and not any(pattern.match(text) for pattern in (NUMBERED, MARKED, NUMBER_OF_ISSUE))
        and not any(pattern.search(text) for pattern in (DATE, NUMBER_OF_ISSUE, SENTENCE))
        and not COMMITTEE.fullmatch("".join(text.split()))
    )


def _size(piece: Piece) -> float:
    """About how large the type is, from the box of the line; 0 where the format has no boxes."""
    if not piece.place.box:
        return 0
    left, top, right, bottom = piece.place.box
    return sqrt(max((right - left) * (bottom - top), 0) / max(len(letters(piece.text)), 1))
