"""Where the lines of a flattened text began: at bullets, at the numbers of headings, at captions and unit lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

import regex

from extract.readers.viewer.lines.form import forms
from extract.readers.viewer.lines.mark import LONGEST_HEADING, Mark, has_values
from extract.readers.viewer.lines.numbered import numbered
from extract.vocabulary import SHORT_WORD_FIRST, is_word, spaced_pattern, words, words_before_numbers, words_printed_for
from plan.patterns import lazy_pattern
from plan.script import (
    BOXES,
    CIRCLED,
    CLOSING,
    COLONS,
    DASHES,
    FRAME_CLOSE,
    FRAME_OPEN,
    MIDDLE_DOT,
    OPENING,
    PARENTHESIS_OPEN,
    POINTERS,
    POINTS,
    QUOTES,
    REMARKS,
    RINGS,
    ROMAN,
    SAID_OPEN,
    SMALL_SQUARE,
    UNIT_WORD,
    counted,
)  # fmt: skip
from plan.years import read_year

BOX, RING, SMALL = BOXES, RINGS, f"{REMARKS}{POINTERS}{SMALL_SQUARE}{POINTS}"
NUM = rf"(?:\d{{1,2}}|{ROMAN})"
JOIN = rf"(?:\s?[{DASHES}]\s?|\.)"
JOINT = lazy_pattern(JOIN)
CODE = lazy_pattern(
    rf"(?<!\S)[{OPENING}]?(?P<code>{NUM}{JOIN}\d{{1,2}}(?:{JOIN}(?:\d{{1,2}}|[{CIRCLED}])){{0,2}})[.{CLOSING}]{{0,2}}"
    rf"(?:(?=\s)\s*(?=[\p{{Hangul}}A-Za-z{SAID_OPEN}(])|(?<=[.{CLOSING}])(?=\p{{Hangul}})|(?P<glued>)(?=\p{{Hangul}}{{2}}|{SHORT_WORD_FIRST}))"
)
CHART_CODE = lazy_pattern(rf"(?<!\S)\d{{1,2}}-\d{{1,2}}-(?:\d{{1,2}}|[{CIRCLED}])(?=\s)")
CHAPTER = lazy_pattern(rf"(?<!\S){ROMAN}(?:\.\s|\s(?=\p{{Hangul}}))")
CHAPTER_BEFORE = lazy_pattern(rf"(?<!\S){ROMAN}\.?\s\p{{Hangul}}{{1,4}}\s$")
CAPTION = lazy_pattern(
    rf"(?<!\S)[{FRAME_OPEN}]\s?(?:표\s?\d+\s?[{FRAME_CLOSE}]|(?<![{BOX}{RING}]\s[{FRAME_OPEN}]\s?)(?=\p{{Hangul}}[^<>]{{1,40}}\s?>))"
)
UNIT_LINE = lazy_pattern(rf"(?<!\S)[(\[<]\s*{UNIT_WORD}\s*[{COLONS}]?\s*[^()\[\]<>]{{1,16}}[)\]>]")
END = lazy_pattern(r"(?<!\S)(?:끝\.(?!\S)|[*](?=\s))")
DATE = lazy_pattern(r"(?<!\S)(?:19|20)\d\d\.\s?\d{1,2}\.(?!\s?\d)(?=\s)")  # of a cover
FEWEST_PARTS = 2  # of a code such as 3-1; a code of no more parts may be a value
ROMAN_FIRST = lazy_pattern(ROMAN)
WEAK = lazy_pattern(r"\s|^\D*\d{1,2}\.\d{1,2}$")  # numbers that a row of values can look like


# behind the name of a programme; behind the label of a row stand values
NO_VALUES = rf"[^\d{BOX}{RING}]{{0,80}}(?:20\d\d|[{BOX}{RING}]|$)"
# a bullet or a number, behind which a name in brackets is that of the line
MARKED = rf"(?<!\S)(?:\d{{1,2}}(?:[{DASHES}]\d{{1,2}}){{1,2}}\.?|(?:\d{{1,2}}|[가-하])[.)]|[{BOX}{RING}{CIRCLED}?])\s"
# of two words or more, for 【신규】 is a remark and (백만원) a unit
NAMED = (
    rf"(?<!{MARKED})"
    rf"(?![{PARENTHESIS_OPEN}])[{OPENING}](?=\p{{Hangul}})[^{OPENING}{CLOSING}{COLONS}\d\s]{{2,30}}"
    rf"(?:\s[^{OPENING}{CLOSING}{COLONS}\d\s]{{1,20}})+[{CLOSING}]\s"
)
WITHIN_ROWS = frozenset(("dash", "note", "aside", "line"))  # a value, a remark on a label, a unit behind one


class Marks:
    """The marks of a text in order."""

    def __init__(self, text: str) -> None:
        self.all = tuple(_marks_of(text))
        self._starts = [mark.start for mark in self.all]

    def after(self, position: int) -> int:
        """The index of the first mark behind a position."""
        return bisect_right(self._starts, position)

    def end_of_table(self, start: int, limit: int) -> int:
        """Where a table that begins before ``start`` has ended at the latest: no row reaches over a mark."""
        at = self.after(start)
        while at < len(self.all) and self.all[at].start < limit:
            if self.all[at].kind not in WITHIN_ROWS:
                return self.all[at].start
            at += 1
        return limit

    def begin_of_block(self, position: int) -> int:
        """Where the line began that a position is in."""
        at = self.after(position)
        return self.all[at - 1].start if at else 0

    def within(self, start: int, end: int) -> list[int]:
        """The positions of the marks behind ``start`` and before ``end``."""
        return [mark.start for mark in self.all[self.after(start) : self.after(end - 1)] if mark.kind != "end"]

    def lines(self, start: int, end: int) -> list[int]:
        """The positions of those of them that are no dash."""
        return [
            mark.start for mark in self.all[self.after(start) : self.after(end - 1)] if mark.kind not in WITHIN_ROWS
        ]


@cache
def _plain() -> regex.Pattern[str]:
    return lazy_pattern(
        rf"(?P<note>(?<!\S)[{REMARKS}](?!\s))"
        rf"|(?P<bullet>(?<!\S)(?:[{BOX}{RING}]|[{SMALL}](?=\s)|{spaced_pattern('bullet')}|\?(?=\s)"
        rf"|(?:(?<![{DASHES}]\s)(?:\(?\d{{1,2}}\)\s)?(?:{_programs()})명?\s?[{COLONS}]\s(?=\p{{Hangul}})|{NAMED})(?={NO_VALUES})))"
        rf"|(?P<dash>(?<!\S)[{DASHES}]\s(?=\p{{Hangul}}))|(?P<line>\n)"
    )


@cache
def _programs() -> str:
    """The words for a programme; the shortest is that of any field: 사업 : 3건."""
    known = words_printed_for("outline_word", "program")
    return "|".join(regex.escape(word) for word in known if len(word) > len("사업"))


@cache
def _worded() -> regex.Pattern[str]:
    names = "|".join(
        regex.escape(word) for means in ("strategy", "task", "program") for word in words_before_numbers(means)
    )
    return lazy_pattern(
        rf"(?<!\S)[{OPENING}]?(?:{names})\s?(?:\d{{1,2}}\s?[-.]\s?\d{{1,2}}[.{CLOSING}]?|\d{{1,3}}[.:{CLOSING}]|(?P<bare>\d{{1,3}})(?=\s))"
        r"(?:\s+(?=\p{Hangul})|(?<=\d[-.]\s?\d{1,2})(?P<glued>)(?=\p{Hangul}{2}))"
    )


@cache
def _office() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?<!\S)\[[\p{{Hangul}}{MIDDLE_DOT}]{{2,16}}(?:{'|'.join(words('department'))})\](?=\s)")


def _marks_of(text: str) -> list[Mark]:
    found = [Mark(each.start(), _kind(each)) for each in _plain().finditer(text) if not _is_flow(text, each)]
    found += [Mark(each.start(), "chapter") for each in CHAPTER.finditer(text)]
    found += [Mark(each.start(), "code") for each in CHART_CODE.finditer(text)]
    found += [Mark(each.start(), "caption") for each in CAPTION.finditer(text)]
    found += [
        Mark(each.start(), "unit" if _is_over_head(text, each.end()) else "aside") for each in UNIT_LINE.finditer(text)
    ]
    found += [Mark(each.start(), "end") for each in END.finditer(text)]
    found += [Mark(each.start(), "office") for each in _office().finditer(text)]
    found += [Mark(each.start(), "date") for each in DATE.finditer(text)]
    found += [Mark(each.end(), "date") for each in DATE.finditer(text)]
    worded = list(_worded_headings(text))
    inside = {at for mark in worded for at in range(mark.start, mark.end)}
    found += worded
    found += [
        mark for mark in _codes(text) if mark.start not in inside or mark.start in {each.start for each in worded}
    ]
    by_start = {mark.start: mark for mark in sorted(found, key=lambda mark: mark.kind == "heading")}
    found = sorted(by_start.values(), key=lambda mark: mark.start)
    found = sorted([*found, *forms(text, found)], key=lambda mark: mark.start)
    found += numbered(text, found)
    return sorted({mark.start: mark for mark in found}.values(), key=lambda mark: mark.start)


def _kind(found: regex.Match[str]) -> str:
    return found.lastgroup or "bullet"


def _is_flow(text: str, found: regex.Match[str]) -> bool:
    """A question mark between words is a lost bullet only where no other bullet of that level is left."""
    return found[0] == "?" and f"{RINGS[1]} " in text


def _is_over_head(text: str, end: int) -> bool:
    """Whether the head of a table stands behind a unit line; behind one that is part of a label stand values."""
    word = FIRST_WORD.match(text, end)
    return word is not None and (
        is_word("head_label", word["one"] + (word["two"] or ""))
        or is_word("head_label", word["one"])
        or is_word("head_label", "".join(word[0].split()))
        or _begins_head(text, end)
    )


def _begins_head(text: str, start: int) -> bool:
    """Whether words and no values stand there, and then years or totals side by side: 과제 | 합계 | 2027년."""
    words = [found[0] for found in WORD.finditer(text, start, start + LONGEST_HEADING)]
    times = [read_year(word).kind in ("year", "total") for word in words]
    first = times.index(True) if True in times else 0
    beside = len(words) > first + 1 and all(times[first : first + 2])
    has_year = any(word[0].isdecimal() or word[0] in QUOTES for word in words[first : first + 2])
    return 0 < first <= MOST_LABELS and beside and has_year and not any(word[0].isdecimal() for word in words[:first])


MOST_LABELS = 4  # words over the labels of a head
WORD = lazy_pattern(r"\S+")
FIRST_WORD = lazy_pattern(r"\s*(?P<one>\S{1,12})(?:\s+(?P<two>\S{1,12}))?")


def _codes(text: str) -> Iterator[Mark]:
    """Numbers of two or three parts; where a row of values could look so, only what counts on from the last."""
    last: dict[int, tuple[int, ...]] = {}
    passed: dict[int, tuple[int, ...]] = {}  # the last of each depth that does not count on from the one before
    for found in CODE.finditer(text):
        numbers = tuple(_value(part) for part in JOINT.split(found["code"]))
        if "." in found["code"] and numbers[0] >= 20:
            continue  # 24.1.15 is a day
        depth = len(numbers)
        before = last.get(depth)
        follows = _follows(before, numbers) or (depth in passed and _follows(passed[depth], numbers))
        is_strong = ROMAN_FIRST.match(found["code"]) is not None
        if found["glued"] is not None and not (follows and _is_before_a_mark(text, found.end())):
            continue  # 1-1-2번지 is a place
        is_heading = is_strong or follows or (depth > FEWEST_PARTS and _is_before_a_mark(text, found.end()))
        if not is_heading and _may_be_skipped_to(text, found, before, numbers):
            passed[depth] = numbers
            yield Mark(found.start(), "heading", found.end())
            continue
        if not is_heading and (depth == FEWEST_PARTS or WEAK.search(found["code"])):
            continue
        last[depth] = numbers
        passed.pop(depth, None)
        yield Mark(found.start(), "heading" if depth == 2 else "code", found.end())


def _may_be_skipped_to(
    text: str, found: regex.Match[str], before: tuple[int, ...] | None, numbers: tuple[int, ...]
) -> bool:
    """Whether a number heads a name though those before it are not in the text, as in a page that leaves some out."""
    if WEAK.search(found["code"]) or (before is not None and numbers <= before):
        return False
    name = FIRST_WORD.match(text, found.end())
    is_referred_to = name is not None and _referred().search(name["one"]) is not None
    return not is_referred_to and _is_before_a_mark(text, found.end())


def _is_before_a_mark(text: str, end: int) -> bool:
    """Whether a name and no value stands before the next bullet."""
    found = NEXT_MARK.search(text, end, end + LONGEST_HEADING)
    return found is not None and not has_values(text[end : found.start()])


NEXT_MARK = lazy_pattern(rf"(?<!\S)[{BOX}{RING}]")


def _follows(before: tuple[int, ...] | None, now: tuple[int, ...]) -> bool:
    """Whether a number begins a series, or is the next of it."""
    if now[-1] == 1:
        over = before[:-1] if before else ()
        nexts = [(*over[:at], over[at] + 1, *(1 for _ in over[at + 1 :])) for at in range(len(over))]
        return now[:-1] in nexts or set(now) == {1}
    return before is not None and (*before[:-1], before[-1] + 1) == now


def _value(part: str) -> int:
    if part.isdecimal():
        return int(part)
    return counted(part[:1])


def _worded_headings(text: str) -> Iterator[Mark]:
    last = 0
    every = list(_worded().finditer(text))
    for found in every:
        if len(every) == 1 and CHAPTER_BEFORE.search(text, max(found.start() - LONGEST_HEADING, 0), found.start()):
            return  # Ⅱ. 추진 과제 1. 길 정비: the word is the chapter's where no other heading has it
        if found["glued"] is not None and not _is_before_a_mark(text, found.end()):
            continue
        if found["bare"]:
            if int(found["bare"]) not in (1, last + 1) or not _strategy().match(text, found.start()):
                continue
            last = int(found["bare"])
        yield Mark(found.start(), "heading", found.end())


@cache
def _referred() -> regex.Pattern[str]:
    """A word with which a sentence goes on behind a number that it names: 1-3 과제와 연계."""
    levels = "|".join(regex.escape(word) for word in words("outline_word"))
    return lazy_pattern(rf"(?:을|를|의|에서|으로)$|^(?:{levels})(?:와|과|은|는|이|가|에|로)?$")


@cache
def _strategy() -> regex.Pattern[str]:
    return lazy_pattern(rf"[{OPENING}]?(?:\w{{0,2}}전략|\w{{0,4}}과제)\s?\d")
