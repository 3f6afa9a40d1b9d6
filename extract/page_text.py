"""Words into lines and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import regex

from extract.page import WORD_GAP, Box, PageWord

SAME_LINE = 0.5  # share of the lower word's height that two words of a line have in common
NEAR_MARGIN = 3.0  # type sizes; a line that ends nearer to the right margin has been wrapped there
PARAGRAPH_GAP = 1.1  # line heights between two lines of different paragraphs
_LEFT = attrgetter("x0")
CONTROL = regex.compile(r"[\p{Cc}\u00a0\u3000]")

STARTS = regex.compile(
    r"^\s*(?:[□■○●◦◇◆◈▸▪ㅇ※☞▶►•·∙*<【《「\[]|[-–]\s|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\s?\.|\d{1,2}[.)]\s|\d{1,2}-\d{1,2}-(?:\d{1,2}|[①-⑳])\s"
    r"|[가-하][.)]\s|[①-⑳❶-❿]|\(\d{1,2}\)|작\s?성\s?자)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its box and its largest type size."""

    text: str
    box: Box
    size: float


def lines_of(words: Iterable[PageWord]) -> list[Line]:
    """The lines of a run of words, from top to bottom."""
    groups: list[list[PageWord]] = []
    top = bottom = 0.0  # of the last group's line
    for word in sorted(words, key=_reading_order):
        shared = min(word.bottom, bottom) - max(word.top, top)
        if groups and shared >= SAME_LINE * min(word.bottom - word.top, bottom - top):
            groups[-1].append(word)
            if not word.text.isspace():
                top, bottom = min(top, word.top), max(bottom, word.bottom)
        else:
            groups.append([word])
            top, bottom = word.top, word.bottom
    lines = [_line(group) for group in groups]
    return [line for line in lines if line.text]


def _reading_order(word: PageWord) -> tuple[float, float]:
    """By the middle of its height, then from the left."""
    return word.top + word.bottom, word.x0


def _line(words: list[PageWord]) -> Line:
    words.sort(key=_LEFT)
    parts: list[str] = []
    right = words[0].x0
    for text, x0, _, x1, _, size in words:
        if x0 - right > WORD_GAP * size:
            parts.append(" ")
        parts.append(text)
        right = max(right, x1)
    solid = [word for word in words if not word.text.isspace()] or words
    _, lefts, tops, rights, bottoms, sizes = zip(*solid, strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    return Line(" ".join(CONTROL.sub(" ", "".join(parts)).split()), box, max(sizes))


def text_of(words: Iterable[PageWord]) -> str:
    """The text of a cell, a line break between its lines."""
    return "\n".join(line.text for line in lines_of(words))


def paragraphs_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Groups of lines that are one paragraph, wrapped at the right margin."""
    margin = max((line.box[2] for line in lines), default=0.0)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(line, paragraph[-1], margin):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(line: Line, before: Line, margin: float) -> bool:
    """Whether a line begins a new paragraph behind the one before."""
    height = before.box[3] - before.box[1]
    return (
        STARTS.match(line.text) is not None
        or abs(line.size - before.size) > 1
        or line.box[1] - before.box[3] > PARAGRAPH_GAP * height
        or before.box[2] < margin - NEAR_MARGIN * before.size
    )
