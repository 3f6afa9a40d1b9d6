"""Headings whose word no list knows, told by their numbers: 실행계획 1-1, 실행계획 1-2; 건물-1, 건물-2; 【주거 1】.

So are those whose syllable has no dot behind it: 가 하천 정화, 나 어구 관리.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extract.outline.marks import (
    BEHIND_NUMBER,
    FIRST,
    HANGUL,
    LAST,
    MAX_LENGTH,
    SEP,
    TWO_PARTS,
    Line,
    is_contents_line,
    ordinal_of,
    rank_of,
)
from extract.outline.names import PROSE
from extract.pieces import NOT_COUNTED, Piece
from extract.vocabulary import ends_with_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import BOXES, CLOSING, DASHES, OPENING, PARENTHESIS_OPEN

WORDED = lazy_pattern(  # one or two words, a number of two or three parts, a name
    rf"\s*(?:[{BOXES}]\s*)?[{OPENING}]?\s*(?<word>\p{{Hangul}}{{2,8}}(?:\s\p{{Hangul}}{{2,8}})?)\s?"
    rf"(?<number>{TWO_PARTS}{SEP}{LAST}|{FIRST}{SEP}{LAST}){NOT_COUNTED}\s*[{BEHIND_NUMBER}]*\s*"
    r"(?<name>\d{0,3}\p{Hangul}.*\p{Hangul}.*)"
)
OF_A_FIELD = lazy_pattern(  # the word for a field joined to a number: 건물-1. 옥상 녹화, [수송-2] 전기버스 보급
    rf"\s*(?:[{BOXES}]\s*)?[{OPENING}]?\s*(?<number>(?<word>\p{{Hangul}}{{2,8}})\s?[{DASHES}]\s?\d{{1,2}}){NOT_COUNTED}"
    rf"(?:\s*[{BEHIND_NUMBER}]+\s*|\s+)(?<name>\d{{0,3}}\p{{Hangul}}.*\p{{Hangul}}.*)"
)
IN_BRACKETS = lazy_pattern(  # the same in brackets of their own, with a space between: 【주거 1】 청년 월세 지원
    rf"\s*(?:[{BOXES}]\s*)?(?![{PARENTHESIS_OPEN}])[{OPENING}]\s*(?<number>(?<word>\p{{Hangul}}{{2,8}})\s?\d{{1,2}})"
    rf"\s*[{CLOSING}]\s*(?<name>\d{{0,3}}\p{{Hangul}}.*\p{{Hangul}}.*)"
)
SYLLABLE = lazy_pattern(rf"(?<number>[{HANGUL}])\s+(?<name>\p{{Hangul}}{{2}}.*\p{{Hangul}}.*)")  # no dot: 가 하천 정화
FEWEST_FIELDS = 2  # words that each count from 1; of one alone the first number may be anything
PARTS = lazy_pattern(rf"\s?[{DASHES}.]\s?")
OF_THE_PAPER = ("chapter", "section", "letter")  # series whose numbers need not be the first parts of those below
OVER = 4.3  # rank down to which a heading may bear the first part of a number below it: 전략 1, Ⅰ, 1.
Marked = tuple[Piece, Line | None]
Counts = tuple[str, tuple[int, ...]]


def with_headings_by_count(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with those that count: the number before or behind theirs is there too, or they begin to count below.

    A caption counts by chapters as well, and its word is known: 그림 1-1.
    """
    found = {at: own for at, (piece, line) in enumerate(marked) if _is_free(line) and (own := _worded(piece))}
    counted = frozenset(counts for counts, _ in found.values())
    made = _with_syllables(marked)
    over: dict[str, Line] = {}  # the last heading above of each series whose number a first part may repeat
    for at, (piece, line) in enumerate(marked):
        if line and line.ordinal and not line.series.startswith("code") and rank_of(line.series) <= OVER:
            over[line.series] = line
        elif at in found and _counts(found[at][0], counted, [*over.values()]):
            made[at] = (piece, found[at][1])
    return made


def _is_free(line: Line | None) -> bool:
    """Whether no mark says what a line is; a frame round it is none."""
    return line is None or line.series == "frame"


def _counts(own: Counts, counted: frozenset[Counts], over: Sequence[Line]) -> bool:
    """Whether the first part is the number of a heading above, where one has a number, and the last one counts on.

    It counts where another goes on from it or it from another; the first below the number above may stand alone. So may
    the first of a field below the heading that names the field. Chapters of the paper count by themselves.
    """
    word, (*first, last) = own
    beside = {(word, (*first, last - 1)), (word, (*first, last + 1))}
    if not first:
        goes_on = bool(beside & counted) or _all_count_from_one(counted)
        return goes_on or (last == 1 and any(bare(line.name).startswith(word) for line in over))
    is_below = first[0] in {line.ordinal for line in over}
    if (is_below and last == 1) or ((is_below or not over) and beside & counted):
        return True
    return all(line.series in OF_THE_PAPER for line in over) and _counts_from_one(word, (*first, last), counted)


def _all_count_from_one(counted: frozenset[Counts]) -> bool:
    """Whether several fields each count from 1 on without a gap: 【일자리 1】, 【일자리 2】, 【주거 1】."""
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for word, (*first, last) in counted:
        if not first:
            numbers[word].add(last)
    return len(numbers) >= FEWEST_FIELDS and all(own == set(range(1, len(own) + 1)) for own in numbers.values())


def _counts_from_one(word: str, numbers: tuple[int, ...], counted: frozenset[Counts]) -> bool:
    """Whether a word counts through the document from 1-1 on, whatever chapters count: 공약 1-1, 1-2, 2-1."""
    own = {other for said, other in counted if said == word}
    *first, last = numbers
    before = {other[0] for other in own if other[0] == first[0] - 1}
    goes_on = (*first, last - 1) in own or (last == 1 and bool(before)) or (set(numbers) == {1} and len(own) > 1)
    return goes_on and (1,) * len(numbers) in own


def _worded(piece: Piece) -> tuple[Counts, Line] | None:
    """What a line counts, and the heading that it may be; None where it has another form, or is a caption."""
    is_line = (not piece.in_table or piece.in_frame) and len(piece.text) <= MAX_LENGTH
    is_line = is_line and not is_contents_line(piece.text)
    forms = (WORDED, OF_A_FIELD, IN_BRACKETS) if is_line else ()
    found = next((match for form in forms if (match := form.match(piece.text))), None)
    if found is None or ends_with_word("caption_word", found["word"]) or PROSE.search(found["name"]):
        return None
    numbers = tuple(ordinal_of(part) for part in PARTS.split(found["number"].removeprefix(found["word"])) if part)
    series = ("of a field", "code2", "code3")[len(numbers) - 1]  # 건물-1; 1-1; 1-1-1
    line = Line(series, found["number"], numbers[-1], found["name"].strip(" ."), piece)
    return (bare(found["word"]), numbers), line


def _with_syllables(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with those that a syllable counts, if all lines that begin like one do so.

    Each is 가 or counts on from the one before it, and one at least does; so a line that begins with a word of one
    syllable (다 함께 만드는 마을) is told apart.
    """
    made, last, goes_on = list(marked), 0, False
    for at, line in _candidates(marked):
        if line.ordinal not in (1, last + 1):
            return list(marked)
        goes_on = goes_on or line.ordinal > 1
        last = line.ordinal
        made[at] = (marked[at][0], line)
    return made if goes_on else list(marked)


def _candidates(marked: Sequence[Marked]) -> Iterator[tuple[int, Line]]:
    """The lines that no other mark explains and that begin with a syllable of its own."""
    for at, (piece, line) in enumerate(marked):
        if line is not None or piece.in_table or len(piece.text) > MAX_LENGTH:
            continue
        found = SYLLABLE.fullmatch(piece.text)
        if found and not PROSE.search(found["name"]) and not is_contents_line(piece.text):
            yield at, Line("hangul.", found["number"], ordinal_of(found["number"]), found["name"].strip(), piece)
