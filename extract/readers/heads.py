"""The numbers and bullets that Hangul sets in front of paragraphs by itself, and that no text of a file holds.

Each definition has one count, which goes on over other lists, tables and sections; outlines (개요) and lists
(문단 번호) count apart. A paragraph of a level clears the levels below it, and a level above it that was passed over
counts as begun. Where a definition is first used, a start of 0 takes over the count of the one used before it.

>>> definition = Numbering((Level("^1."), Level("^1-^2"), Level("(^3)", "HANGUL_SYLLABLE")), start=1)
>>> heads = Heads(lambda: Definitions({"1": definition}, {"1": "-"}))
>>> heads.begin_section("1")
>>> [heads.mark(Head("OUTLINE", "", level)) for level in (0, 1, 1, 2, 0, 1)]
['1.', '1-1', '1-2', '(가)', '2.', '2-1']
>>> headed("숲 가꾸기", "2-1", "OUTLINE"), headed("2-1 숲 가꾸기", "2-1", "OUTLINE")
('2-1 숲 가꾸기', '2-1 숲 가꾸기')
>>> headed("나무 심기", "-", "BULLET"), headed("5", "△", "BULLET", in_cell=True)
('- 나무 심기', '5')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple, get_args

from plan.patterns import lazy_pattern
from plan.script import (
    CIRCLED_CAPITALS,
    CIRCLED_DIGITS,
    CIRCLED_IDEOGRAPHS,
    CIRCLED_JAMO,
    CIRCLED_LETTERS,
    CIRCLED_SYLLABLES,
    DASHES,
    IDEOGRAPHS,
    JAMO,
    PRIVATE_USE,
    QUOTES,
    TRIANGLES,
    UNKNOWN,
    run,
)

Kind = Literal["OUTLINE", "NUMBER", "BULLET"]  # as HWPX names them, and as HWP 5 counts them from 1
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
DEEPEST = 10  # levels
LARGEST = 0xFFFF  # of a start; the field of HWP 5 holds no more
LONGEST = 40  # characters of a form; more are none that an office prints
REFERENCE = lazy_pattern(r"(?s)\^(?P<what>.?)")  # a caret and what it takes with it
AS_VALUE = lazy_pattern(rf"[{DASHES}\d.,+{TRIANGLES}({QUOTES}]")  # what a number in front would be read as a part of
# what a bullet looks like in a font of signs, nobody knows
PRIVATE = lazy_pattern(rf"[\x00-\x1f{PRIVATE_USE}{UNKNOWN}]")
DIGIT = lazy_pattern(r"\d")


SERIES = {  # in the order of their codes in HWP 5 (table 41); those without signs are reckoned
    "DIGIT": "",
    "CIRCLED_DIGIT": CIRCLED_DIGITS,
    "ROMAN_CAPITAL": "",
    "ROMAN_SMALL": "",
    "LATIN_CAPITAL": run("A", 26),
    "LATIN_SMALL": run("a", 26),
    "CIRCLED_LATIN_CAPITAL": CIRCLED_CAPITALS,
    "CIRCLED_LATIN_SMALL": CIRCLED_LETTERS,
    "HANGUL_SYLLABLE": "가나다라마바사아자차카타파하",
    "CIRCLED_HANGUL_SYLLABLE": CIRCLED_SYLLABLES,
    "HANGUL_JAMO": JAMO,
    "CIRCLED_HANGUL_JAMO": CIRCLED_JAMO,
    "HANGUL_PHONETIC": "일이삼사오육칠팔구십",
    "IDEOGRAPH": IDEOGRAPHS,
    "CIRCLED_IDEOGRAPH": CIRCLED_IDEOGRAPHS,
}
SHAPES = (*SERIES,)
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
LARGEST_ROMAN = 3999  # with the letters that there are


class Head(NamedTuple):
    """What a shape of paragraphs says of their head: the id of its definition, and its level from 0."""

    kind: Kind
    number: str
    level: int


def outline_level(head: Head | None) -> int:
    """The level of a paragraph with this head in the outline, from 1; 0 where it is none of the outline."""
    return head.level + 1 if head is not None and head.kind == "OUTLINE" else 0


class Level(NamedTuple):
    """A level of a numbering: ``form`` is what is printed, with ``^1`` for the number of level 1."""

    form: str
    shape: str = "DIGIT"
    start: int = 1


class Numbering(NamedTuple):
    """The levels of a numbering from the highest; a ``start`` of 0 goes on from the numbering used before it."""

    levels: tuple[Level, ...]
    start: int


class Definitions(NamedTuple):
    """The numberings and the bullets of a document by their ids."""

    numberings: Mapping[str, Numbering]
    bullets: Mapping[str, str]


class Heads:
    """Counts the numbered paragraphs of a document in reading order; its definitions are read when one is met."""

    def __init__(self, read: Callable[[], Definitions]) -> None:
        self._read = read
        self._definitions: Definitions | None = None
        self._counts: dict[tuple[Kind, str], dict[int, int]] = {}
        self._last: dict[Kind, dict[int, int]] = {}
        self._begun: list[str] = []  # outlines of the sections since the last head
        self._outline = ""

    def begin_section(self, outline: str) -> None:
        """A section begins whose outline has the numbering of this id."""
        self._begun.append(outline)

    def mark(self, head: Head) -> str:
        """The bullet or the next number of a paragraph with this head; '' where none is printed or known."""
        if self._definitions is None:
            self._definitions = self._read()
        if head.kind == "BULLET":
            bullet = self._definitions.bullets.get(head.number, "")
            return "" if PRIVATE.search(bullet) else bullet
        for outline in self._begun:
            self._outline = outline
            self._count("OUTLINE", outline)
        self._begun.clear()
        number = self._outline if head.kind == "OUTLINE" else head.number
        numbering = self._definitions.numberings.get(number)
        if numbering is None or not 0 <= head.level < min(DEEPEST, len(numbering.levels)):
            return ""
        return written(numbering, _counted(self._count(head.kind, number), numbering, head.level))

    def _count(self, kind: Kind, number: str) -> dict[int, int]:
        """The numbers of the levels of a definition as they stand."""
        assert self._definitions is not None
        count = self._counts.get((kind, number))
        if count is None:
            numbering = self._definitions.numberings.get(number)
            goes_on = numbering is not None and not numbering.start
            count = self._counts[kind, number] = dict(self._last.get(kind, {})) if goes_on else {}
        self._last[kind] = count
        return count


def _counted(count: dict[int, int], numbering: Numbering, level: int) -> list[int]:
    """The numbers down to a level, whose own is the next one."""
    for above in range(level):
        count.setdefault(above, numbering.levels[above].start)
    count[level] = count[level] + 1 if level in count else numbering.levels[level].start
    for below in [key for key in count if key > level]:
        del count[below]
    return [count[above] for above in range(level + 1)]


def written(numbering: Numbering, numbers: list[int]) -> str:
    """The form of the last level with the numbers in it; '' where one of them has no sign that we know for certain."""
    levels = numbering.levels
    form = levels[len(numbers) - 1].form
    if len(form) > LONGEST:
        return ""
    signs = [sign(*pair) for pair in zip(numbers, [level.shape for level in levels], strict=False)]
    signs += [sign(level.start, level.shape) for level in levels[len(numbers) :]]
    said, end = "", 0
    for found in REFERENCE.finditer(form):
        what = found["what"]
        said, end = said + form[end : found.start()], found.end()
        if what in ("n", "N"):
            asked, closing = signs[: len(numbers)], "." if what == "N" else ""
        elif what and what in "123456789":
            asked, closing = signs[int(what) - 1 : int(what)], ""
        else:
            said += found[0]
            continue
        if not asked or not all(asked):
            return ""
        said += ".".join(asked) + closing
    return (said + form[end:]).strip()


def sign(number: int, shape: str) -> str:
    """A number in its shape, '' behind the end of a series: how Hangul goes on there is not published."""
    if shape == "DIGIT":
        return str(number)
    if shape.startswith("ROMAN"):
        roman = _roman(number) if 0 < number <= LARGEST_ROMAN else ""
        return roman.lower() if shape == "ROMAN_SMALL" else roman
    return SERIES.get(shape, "")[number - 1 : number] if number > 0 else ""


def _roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said


def headed(text: str, mark: str, kind: Kind, *, in_cell: bool = False) -> str:
    """The text behind its mark, with a blank between them; a text that begins with the same number is left alone.

    A cell has no bullets, since ``- 5`` or ``△ 5`` would be read as a sign of the number; nor is a number set in front
    of figures, which it would be read as a part of, or a bare one in front of what may be a unit.
    """
    words = text.lstrip()
    typed = words.startswith(mark) and not (DIGIT.match(mark[-1:]) and DIGIT.match(words[len(mark) :]))
    may_mislead = in_cell and (kind == "BULLET" or mark.isdecimal() or AS_VALUE.match(words))
    return text if not mark or typed or may_mislead else f"{mark} {words}"
