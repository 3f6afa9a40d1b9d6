"""The words of lines by the second engine, but for what only the first one knows: numbers in rings, and Latin words.

A number in a ring that the second engine does not see too is believed where it goes on from those above and below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from extract.readers.recognised.engines.digits import Recognised, recognised
from extract.readers.recognised.engines.letters import Word
from extract.readers.recognised.numbers import SURE, plain
from extract.readers.recognised.picture import Pixels
from extract.readers.recognised.words.bullets import Round, behind_mark, round_before
from extract.readers.recognised.words.latin import PAD, Span, first_blank, may_be_latin, with_latin
from plan.patterns import lazy_pattern
from plan.script import CIRCLED_DIGITS, DARK_CIRCLES, MIDDLE_DOT
from plan.script import RINGS as CIRCLES

COLUMN = 8  # pixels by which the beginnings of lines differ that stand below one another
SURE_RING = 0.9  # of 1: how sure the first engine is of a ring that the ink does not show whole
RINGS = f"{CIRCLED_DIGITS}{DARK_CIRCLES}"
HANGUL = lazy_pattern(r"\p{Hangul}")
CODE = lazy_pattern(r"\d{1,2}(?:-\d{1,2}){1,2}")
IN_CELL = lazy_pattern(r"\d{1,2}-\d{1,2}-\S{1,5}")  # a date or a span of numbers has one dash
RINGED = lazy_pattern(r"\d{1,2}-(?:[^\d\s\p{L}]\S{0,5}|\d{1,2}[)@]\S{0,3})")  # and no bracket behind it
FRONT_AND_LAST = lazy_pattern(rf"(?P<front>(?:\d{{1,2}}-){{1,2}})(?P<last>[{RINGS}]|\d{{1,2}})")
LAST = lazy_pattern(rf"(?P<last>[{RINGS}]|\d{{1,2}})")
SEVERAL = lazy_pattern(rf"[{RINGS}](?:[+,~{MIDDLE_DOT}][{RINGS}])*")
# what the second engine reads for a ring, or for several
AS_RING = lazy_pattern(r"[(\[@]?[@\d]{1,2}[@)\]]{0,2}(?:[^\w\s]\S{1,4})?|[(@]\S?")
AS_NUMBER = lazy_pattern(r"^[(@]?\d{1,2}[@)]*")
NUMBER = lazy_pattern(r"[1-9]\d*")
NAUGHT = "0"

Kind = Literal["code", "round", "rings", "latin"]


class Line(NamedTuple):
    """A line of print with the words that the second engine reads; ``left`` and ``top`` are its place on the page."""

    pixels: Pixels
    words: Sequence[Word]
    in_table: bool
    left: int
    top: int


class Worded(NamedTuple):
    """The words of a line, and whether both engines read the code that it begins with; None where it has none."""

    words: Sequence[Word]
    is_code: bool | None = None


class _Odd(NamedTuple):
    """A part of a line about which the first engine is asked: of which line, its edges, and what it may be."""

    line: int
    kind: Kind
    left: int
    right: int
    round: Round | None = None
    span: Span | None = None


class _Numbered(NamedTuple):
    """A line that begins with a number in a ring: what stands before the number, and whether both engines see it."""

    line: int
    front: str
    number: int
    seen_twice: bool


def worded(lines: Sequence[Line]) -> list[Worded]:
    """The words of each line of a page, the odd ones as the first engine reads them."""
    lines = [_parted(line) for line in lines]
    odd = [one for at, line in enumerate(lines) for one in _odd_in(at, line)]
    found = recognised([lines[one.line].pixels[:, max(0, one.left) : one.right] for one in odd])
    made = [Worded(line.words) for line in lines]
    numbered: list[_Numbered] = []
    for one, read in sorted(zip(odd, found, strict=True), key=lambda pair: -pair[0].left):
        own, line = made[one.line].words, lines[one.line]
        if one.span is not None:
            made[one.line] = made[one.line]._replace(words=with_latin(line.pixels, own, one.span, read))
        elif one.kind == "code":
            made[one.line], number = _with_code(own, one, read)
            numbered += number
        elif one.round is not None:
            made[one.line], number = _with_round(line, own, one, one.round, read)
            numbered += number
        elif read.sure >= SURE_RING and SEVERAL.fullmatch(read.text):
            made[one.line] = Worded([own[0]._replace(text=read.text), *own[1:]])
    for one_line, is_believed in _believed(lines, numbered):
        made[one_line] = made[one_line]._replace(is_code=is_believed)
    return made


def _parted(line: Line) -> Line:
    """A line whose first word begins with a code, and was read together with the word behind it."""
    first = line.words[0] if line.words else None
    if first is None or not _may_be_code(line):
        return line
    text, blank = plain(first.text), first_blank(line.pixels)
    front = FRONT_AND_LAST.match(text) or RINGED.match(text)
    if front is None or blank is None or blank > first.right - line.pixels.shape[0] / 2:
        return line
    dash = text.rindex("-") + 1
    behind = AS_NUMBER.sub("", text[dash:], count=1)
    if not behind or behind == text[dash:]:
        return line
    code = first._replace(text=text.removesuffix(behind), right=round(blank))
    return line._replace(words=[code, first._replace(text=behind, left=round(blank)), *line.words[1:]])


def _may_be_code(line: Line) -> bool:
    """Whether a line begins with a number of parts that may be the code of a programme."""
    text, is_label = plain(line.words[0].text), any(HANGUL.search(word.text) for word in line.words)
    if is_label and RINGED.fullmatch(text):
        return True
    return IN_CELL.match(text) is not None and is_label if line.in_table else CODE.match(text) is not None


def _odd_in(at: int, line: Line) -> Iterator[_Odd]:
    """The parts of a line about which the first engine is asked."""
    if not line.words:
        return
    first, is_label, pixels = line.words[0], any(HANGUL.search(word.text) for word in line.words), line.pixels
    is_code, since = _may_be_code(line), 0
    if is_code:
        yield _Odd(at, "code", first.left - PAD, _end_of_code(line))
        since = 1
    elif is_label and (mark := round_before(pixels)):
        yield _Odd(at, "round", 0, mark.end + PAD, mark)
        since = next((index for index, word in enumerate(line.words) if _middle(word) > mark.end), len(line.words))
    elif is_label and AS_RING.fullmatch(plain(first.text)):
        yield _Odd(at, "rings", first.left - PAD, first.right + PAD)
        since = 1
    if is_label:
        for span in may_be_latin(pixels, line.words, since):
            yield _Odd(at, "latin", span.left, span.right, span=span)


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def _end_of_code(line: Line) -> int:
    """Where the code ends that a line begins with: at a blank in its ink, of which narrow digits leave some inside."""
    first, pixels = line.words[0], line.pixels
    high, right = pixels.shape[0], min(word.left if at else word.right for at, word in enumerate(line.words[:2]))
    if CODE.fullmatch(plain(first.text)):
        blank = first_blank(pixels, right - PAD)  # a ring goes on behind the digits that are read for it
        return right + PAD if blank is None or blank > right + high else round(blank)
    blank = first_blank(pixels, first.left + high)
    return first.right + PAD if blank is None else min(first.right + PAD, round(blank))


def _begins_alike(text: str, front: str) -> bool:
    """Whether a code is read with the same parts before its last one, and no more of them."""
    return text.startswith(front) and text.count("-") == front.count("-")


def _with_code(words: Sequence[Word], one: _Odd, read: Recognised) -> tuple[Worded, list[_Numbered]]:
    """The words behind the code that a line begins with, whose last number may stand in a ring.

    Of two numbers that differ one that begins with a naught is none of a list: the second engine reads that for a ring.
    """
    text = plain(words[0].text)
    parts = FRONT_AND_LAST.fullmatch(read.text)
    if parts is None or not _begins_alike(text, parts["front"]):
        return Worded(words, read.text == text), []
    number, rest = _number_of(parts["last"]), text[len(parts["front"]) :]
    if read.text == text:
        return Worded(words, is_code=True), [_Numbered(one.line, parts["front"], number, seen_twice=True)]
    is_number = parts["last"].isdecimal()
    if not number or (is_number and rest.isdecimal() and rest[0] != NAUGHT):
        return Worded(words, is_code=False), []
    if is_number and RINGED.fullmatch(text) and parts["front"].count("-") == 1:
        return Worded(words), []  # a code of two parts is told from a date by its ring alone
    named = [words[0]._replace(text=read.text), *words[1:]]
    twice = NUMBER.findall(rest) == [str(number)] and not rest.isdecimal()
    return Worded(named, is_code=False), [_Numbered(one.line, parts["front"], number, twice)]


def _with_round(
    line: Line, words: Sequence[Word], one: _Odd, mark: Round, read: Recognised
) -> tuple[Worded, list[_Numbered]]:
    """The words behind a bullet or a ring; one that holds no number that is known is a bullet."""
    high = line.pixels.shape[0]
    last = LAST.fullmatch(read.text) if not mark.sign else None
    number = _number_of(last["last"]) if last else 0
    twice = NUMBER.findall(plain(words[0].text)) == [str(number)]
    if not number or not (twice or read.sure >= SURE):
        return Worded(_behind(words, mark, mark.sign or CIRCLES[0], high)), []
    marks = DARK_CIRCLES if mark.is_dark and number <= len(DARK_CIRCLES) else CIRCLED_DIGITS
    made = Worded(_behind(words, mark, marks[number - 1], high))
    return made, [] if line.in_table else [_Numbered(one.line, "", number, twice)]


def _behind(words: Sequence[Word], mark: Round, sign: str, high: int) -> list[Word]:
    """The words with a sign in the place of what the second engine has read for it."""
    behind = [word for word in words if _middle(word) > mark.end]
    if behind and behind[0].left < mark.end / 2:  # read together with the word behind it
        behind[0] = behind[0]._replace(
            text=behind_mark(behind[0].text, behind[0].right - mark.end, high), left=mark.end
        )
    return [Word(sign, 0, mark.end, words[0].sure), *(word for word in behind if word.text)]


def _number_of(last: str) -> int:
    """The number that stands in a ring or alone; 0 for what is no number of a list."""
    for marks in (CIRCLED_DIGITS, DARK_CIRCLES):
        if last in marks:
            return marks.index(last) + 1
    return int(last) if int(last) <= len(CIRCLED_DIGITS) else 0


def _believed(lines: Sequence[Line], numbered: Sequence[_Numbered]) -> Iterator[tuple[int, bool]]:
    """The lines that begin with a number in a ring, and whether it is seen twice or goes on from those beside it."""
    for one in numbered:
        below_one_another = sorted(
            (
                other
                for other in numbered
                if other.front == one.front and abs(lines[other.line].left - lines[one.line].left) <= COLUMN
            ),
            key=lambda other: lines[other.line].top,
        )
        at = below_one_another.index(one)
        before = below_one_another[at - 1].number if at else 0
        after = below_one_another[at + 1].number if at + 1 < len(below_one_another) else 0
        yield one.line, one.seen_twice or one.number in (before + 1, after - 1)
