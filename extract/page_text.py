"""Characters into words, lines and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extract.page import Box, PageChar

WORD_GAP = 0.22  # of the type size; a wider gap is a space (measured on documents printed by Hangul and by typst)
SAME_LINE = 0.5  # share of the lower character's height that two characters of a line have in common
NEAR_MARGIN = 3.0  # type sizes; a line that ends nearer to the right margin has been wrapped there
PARAGRAPH_GAP = 1.1  # line heights between two lines of different paragraphs
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


def lines_of(chars: Iterable[PageChar]) -> list[Line]:
    """The lines of a run of characters, from top to bottom."""
    groups: list[list[PageChar]] = []
    bottoms: list[tuple[float, float]] = []
    for char in sorted(chars, key=lambda char: ((char.top + char.bottom) / 2, char.x0)):
        if groups and _on_line(char, bottoms[-1]):
            groups[-1].append(char)
            top, bottom = bottoms[-1]
            if char.text.strip():
                bottoms[-1] = (min(top, char.top), max(bottom, char.bottom))
        else:
            groups.append([char])
            bottoms.append((char.top, char.bottom))
    lines = [_line(group) for group in groups]
    return [line for line in lines if line.text]


def _on_line(char: PageChar, extent: tuple[float, float]) -> bool:
    top, bottom = extent
    shared = min(char.bottom, bottom) - max(char.top, top)
    return shared >= SAME_LINE * min(char.bottom - char.top, bottom - top)


def _line(chars: list[PageChar]) -> Line:
    chars.sort(key=lambda char: char.x0)
    parts: list[str] = []
    right: float | None = None
    for char in chars:
        text = CONTROL.sub(" ", char.text)
        if right is not None and char.x0 - right > WORD_GAP * char.size:
            parts.append(" ")
        parts.append(text)
        right = char.x1 if right is None else max(right, char.x1)
    solid = [char for char in chars if char.text.strip()] or chars
    box = (
        min(char.x0 for char in solid),
        min(char.top for char in solid),
        max(char.x1 for char in solid),
        max(char.bottom for char in solid),
    )
    return Line(" ".join("".join(parts).split()), box, max(char.size for char in solid))


def text_of(chars: Iterable[PageChar]) -> str:
    """The text of a cell, a line break between its lines."""
    return "\n".join(line.text for line in lines_of(chars))


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
