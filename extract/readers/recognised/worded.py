"""The words of lines by the second engine, but for what only the first one knows: numbers in rings, and Latin words.

A number in a ring that the second engine does not see too is believed where it goes on from those above and below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from extract.readers.recognised.bullets import Ring, ring_before
from extract.readers.recognised.engines.digits import Recognised, recognised
from extract.readers.recognised.engines.letters import Word
from extract.readers.recognised.glyphs import glyphs_of
from extract.readers.recognised.numbers import SURE, plain
from extract.readers.recognised.picture import Pixels, blobs_in, ink_in
from plan.patterns import lazy_pattern
from plan.script import CIRCLED_DIGITS, DARK_CIRCLES

PAD = 3  # pixels of ground round a word that is recognised
SURE_LATIN = 0.95  # of 1: how sure the first engine is of each letter of a Latin word
COLUMN = 8  # pixels by which the beginnings of lines differ that stand below one another
RINGS = f"{CIRCLED_DIGITS}{DARK_CIRCLES}"
HANGUL = lazy_pattern(r"\p{Hangul}")
CODE = lazy_pattern(r"\d{1,2}(?:-\d{1,2}){1,2}")
IN_CELL = lazy_pattern(r"\d{1,2}-\d{1,2}-\S{1,5}")  # a date or a span of numbers has one dash
FRONT_AND_LAST = lazy_pattern(rf"(?P<front>(?:\d{{1,2}}-){{1,2}})(?P<last>[{RINGS}]|\d{{1,2}})")
LAST = lazy_pattern(rf"(?P<last>[{RINGS}]|\d{{1,2}})")
NUMBER = lazy_pattern(r"[1-9]\d*")
NO_HANGUL, JUNK = lazy_pattern(r"[A-Za-z\d]{2,8}"), lazy_pattern(r"^(?:[^\p{Hangul}]+|.)")
LATIN = lazy_pattern(r"[A-Za-z]{2,8}")

Kind = Literal["code", "ring", "latin"]


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
    """A word about which the first engine is asked: which, of what line, and where it stands in that."""

    line: int
    at: int
    kind: Kind
    left: int
    right: int
    ring: Ring | None = None


class _Numbered(NamedTuple):
    """A line that begins with a number in a ring: what stands before the number, and whether both engines see it."""

    line: int
    front: str
    number: int
    seen_twice: bool


def worded(lines: Sequence[Line]) -> list[Worded]:
    """The words of each line of a page, the odd ones as the first engine reads them."""
    odd = [one for at, line in enumerate(lines) for one in _odd_in(at, line)]
    found = recognised([lines[one.line].pixels[:, max(0, one.left - PAD) : one.right + PAD] for one in odd])
    made = [Worded(line.words) for line in lines]
    numbered: list[_Numbered] = []
    for one, read in sorted(zip(odd, found, strict=True), key=lambda pair: -pair[0].at):
        own = made[one.line].words
        if one.kind == "latin":
            made[one.line] = made[one.line]._replace(words=_with_latin(lines[one.line], own, one, read))
        elif one.ring is None:
            made[one.line], number = _with_code(own, one, read)
            numbered += number
        elif read.sure >= SURE and (last := LAST.fullmatch(read.text)) and (number_in := _number_of(last["last"])):
            made[one.line] = Worded(_with_ring(own, one.ring, number_in))
            if not lines[one.line].in_table:
                twice = NUMBER.findall(plain(own[0].text)) == [str(number_in)]
                numbered.append(_Numbered(one.line, "", number_in, twice))
    for one_line, is_believed in _believed(lines, numbered):
        made[one_line] = made[one_line]._replace(is_code=is_believed)
    return made


def _odd_in(at: int, line: Line) -> Iterator[_Odd]:
    """The words of a line about which the first engine is asked."""
    if not line.words:
        return
    first, is_label = line.words[0], any(HANGUL.search(word.text) for word in line.words)
    text = plain(first.text)
    is_code = IN_CELL.match(text) is not None and is_label if line.in_table else CODE.match(text) is not None
    if is_code:
        yield _Odd(at, 0, "code", first.left, first.right)
    elif is_label and (ring := ring_before(line.pixels)):
        yield _Odd(at, 0, "ring", 0, ring.end, ring)
    if is_code or (line.in_table and is_label and HANGUL.search(first.text)):
        for index, word in enumerate(line.words[1:], 1):
            if NO_HANGUL.fullmatch(word.text):
                yield _Odd(at, index, "latin", word.left, word.right)


def _with_latin(line: Line, words: Sequence[Word], one: _Odd, read: Recognised) -> Sequence[Word]:
    """The words with one in Latin letters, where the first engine is sure of it and the ink has as many glyphs."""
    if read.sure < SURE_LATIN or not LATIN.fullmatch(read.text):
        return words
    ink = ink_in(line.pixels[:, max(0, one.left - PAD) : one.right + PAD])
    if len(glyphs_of(list(blobs_in(ink)))) != len(read.text):
        return words
    return [word._replace(text=read.text) if at == one.at else word for at, word in enumerate(words)]


def _with_code(words: Sequence[Word], one: _Odd, read: Recognised) -> tuple[Worded, list[_Numbered]]:
    """The words behind the code that a line begins with, whose last number may stand in a ring."""
    text = plain(words[0].text)
    parts = FRONT_AND_LAST.fullmatch(read.text)
    if read.text == text or parts is None or not text.startswith(parts["front"]):
        return Worded(words, read.text == text), []
    number, rest = _number_of(parts["last"]), text[len(parts["front"]) :]
    if not number or (rest.isdecimal() and parts["last"].isdecimal()):
        return Worded(words, is_code=False), []
    named = [words[0]._replace(text=read.text), *words[1:]]
    twice = NUMBER.findall(rest) == [str(number)]
    return Worded(named, is_code=False), [_Numbered(one.line, parts["front"], number, twice)]


def _with_ring(words: Sequence[Word], ring: Ring, number: int) -> list[Word]:
    """The words with a number in a ring in the place of what the second engine has read for it."""
    marks = DARK_CIRCLES if ring.is_dark and number <= len(DARK_CIRCLES) else CIRCLED_DIGITS
    mark = Word(marks[number - 1], 0, ring.end, words[0].sure)
    behind = [word for word in words if (word.left + word.right) / 2 > ring.end]
    if behind and behind[0].left < ring.end / 2:  # read together with the word behind it
        behind[0] = behind[0]._replace(text=JUNK.sub("", behind[0].text, count=1), left=ring.end)
    return [mark, *(word for word in behind if word.text)]


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
            (other for other in numbered if abs(lines[other.line].left - lines[one.line].left) <= COLUMN),
            key=lambda other: lines[other.line].top,
        )
        at = below_one_another.index(one)
        before = below_one_another[at - 1] if at else None
        after = below_one_another[at + 1] if at + 1 < len(below_one_another) else None
        goes_on = before is not None and (before.front, before.number + 1) == (one.front, one.number)
        begins = one.number == 1 and (before is None or before.front != one.front)
        leads_on = after is not None and (after.front, after.number - 1) == (one.front, one.number)
        yield one.line, one.seen_twice or goes_on or begins or leads_on
