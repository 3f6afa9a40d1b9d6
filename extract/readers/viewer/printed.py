"""The viewer's text as it is looked at, and where each of its characters is printed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import attrgetter

import msgspec

from extract.readers.viewer.lines.numbered import HANGUL
from extract.readers.viewer.spaced import spaced_words
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import BOXES, CIRCLED, CLOSING, DASHES, MIDDLE_DOT, OPENING, QUOTE, RINGS, ROMAN, visible

LOST_DOT = lazy_pattern(r"(?<=\p{Hangul})\?(?=\p{Hangul})")  # the viewer shows a middle dot as a question mark
FIRST = rf"(?:\d{{1,2}}|{ROMAN})"
LATER = rf"(?:\d{{1,2}}|[{CIRCLED}])"
# of a heading's number: 1–1–2, Ⅱ–1–①, 1–1–2.길 정비, 1 – 1 – 2. 길 정비
LOST_DASH = lazy_pattern(
    rf"(?<!\S)[{OPENING}]?{FIRST}(?:(?:\?{LATER}){{1,2}}|(?:\s\?\s{LATER}){{2}}|\s\?\s{LATER}(?=[.{CLOSING}]))"
    rf"(?:(?=[.{CLOSING}]{{0,2}}(?:\s|\?\p{{Hangul}}))|(?=[.{CLOSING}]\p{{Hangul}}))"
)
CODE = rf"[{OPENING}]?{FIRST}(?:(?:\s?[{DASHES}]\s?{LATER}){{1,2}}|(?:\.\d{{1,2}}){{2}})[.{CLOSING}]{{0,2}}"
# of a heading, behind its mark: 1)?길 정비, □?길 정비, Ⅱ-1-1.?길 정비
LOST_SPACE = lazy_pattern(
    rf"(?<!\S)(?:\d{{1,2}}[.)]|[{HANGUL}][.)]|[{BOXES}{RINGS}{CIRCLED}]|{ROMAN}\.?|{CODE}"
    rf"|[{OPENING}](?:\d{{1,2}}|[{HANGUL}{CIRCLED}])[{CLOSING}])\K\?(?=[\p{{Hangul}}{OPENING}])"
)
# a year may be printed in two words: FY 2026, 2026 학년도, 1차 년도
WORD = lazy_pattern(
    rf"FY {QUOTE}?\d\S+|(?:(?:19|20)\d\d|{QUOTE}\d\d) (?:년도?|학년도|회계[연년]도)(?!\S)"
    r"|제?\d{1,2}차 [년연]도(?!\S)|\S+"
)


# one of the things in a list: 사업내용 : 표지 설치, 걷기 실천율 등
LISTED = lazy_pattern(
    rf"[,:{MIDDLE_DOT}]\s*(?P<name>[^,:{MIDDLE_DOT}()\n]{{2,30}}?)(?=\s*[,{MIDDLE_DOT}]|\)|\s+(?:등|및)(?!\S))"
)
SYLLABLES = lazy_pattern(r"(?<!\S)\p{Hangul}(?:[^\S\n]+\p{Hangul}(?!\S))+")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word between two blanks, a year in two words, or a known word printed with spaces, whose ``text`` has none."""

    start: int
    end: int
    text: str


class Printed:
    """A text with its words; ``seen`` holds where each character of ``text`` is printed."""

    def __init__(self, printed: str) -> None:
        dotted = LOST_DOT.sub(MIDDLE_DOT, printed)
        self.printed = LOST_SPACE.sub(" ", LOST_DASH.sub(lambda found: found[0].replace("?", "-"), dotted))
        self.text = visible(self.printed)
        self.seen: Sequence[int] = range(len(self.printed) + 1)
        if self.text != self.printed:
            self.seen = [*(at for at, mark in enumerate(self.printed) if visible(mark)), len(self.printed)]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All words in order."""
        tokens = [Token(found.start(), found.end(), found[0]) for found in WORD.finditer(self.text)]
        return tuple(self._joined(tokens))

    def _joined(self, tokens: Sequence[Token]) -> Iterator[Token]:
        at = 0
        for found in SYLLABLES.finditer(self.text):
            begin = bisect_left(tokens, found.start(), lo=at, key=attrgetter("start"))
            end = bisect_left(tokens, found.end(), lo=begin, key=attrgetter("start"))
            yield from tokens[at:begin]
            parts = accumulate(spaced_words([token.text for token in tokens[begin:end]]), initial=begin)
            for left, right in pairwise(parts):
                yield Token(
                    tokens[left].start, tokens[right - 1].end, "".join(token.text for token in tokens[left:right])
                )
            at = end
        yield from tokens[at:]

    @cached_property
    def listed(self) -> frozenset[str]:
        """The things that stand in lists, each a name by itself, in the form in which words are compared."""
        return frozenset(bare(found["name"]) for found in LISTED.finditer(self.text))

    def is_listed(self, words: Sequence[Token]) -> bool:
        """Whether words side by side are one of these things."""
        return bare("".join(word.text for word in words)) in self.listed

    def words(self, start: int, end: int) -> Sequence[Token]:
        """The words that begin from one character up to another."""
        first = bisect_left(self.tokens, start, key=attrgetter("start"))
        return self.tokens[first : bisect_left(self.tokens, end, key=attrgetter("start"))]

    def between(self, start: int, end: int) -> str:
        """What is printed from one character that is seen to another, its white space single."""
        text = self.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        return " ".join(self.printed[self.seen[start] : self.seen[end - 1] + 1].split()) if start < end else ""
