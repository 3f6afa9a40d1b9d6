"""Tells a word that runs over a line's end from two words: Korean is broken between any two syllables.

The page does not say which of the two a break is, but the rest of the document does: a word that stands in it
unbroken is one word, and so is one that two of its words make up (운영횟수, broken behind 운). A number tells it by its
commas. In doubt the parts stay apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
import regex
from msgspec.structs import replace

from extract.readers.inside import cells_in, texts_in
from plan.patterns import lazy_pattern
from plan.records.document import Block, Cell, JoinedText, Paragraph
from plan.records.values import JoinRule

SHORTEST = 2  # syllables of a word that is known by itself; one alone may be any
BREAK = lazy_pattern(r"(?<left>\S*\p{Hangul})\n(?<right>\p{Hangul}\S*)")
NUMBER = lazy_pattern(  # 16,74 / 3: no number ends so, and both are one number with its commas in their places
    r"(?<![\d.,])(?<left>\d{1,3}(?:,\d{3})*,\d{0,2})(?<=[\d,]{4})\n(?<right>\d{1,3}(?:,\d{3})*)(?![\d.,])"
)
GOES_ON = lazy_pattern(  # 4,580 / ,869 and 2,827 / .32: no number begins so
    r"(?<![\d.,])(?<left>\d{1,3}(?:,\d{3})*)\n(?<right>(?:,\d{3})+(?:\.\d+)?|\.\d+)(?![\d.,])"
)
GROUPED = lazy_pattern(r"\d{1,3}(?:,\d{3})+")
SYLLABLES = lazy_pattern(r"\p{Hangul}+")


class Words(msgspec.Struct, frozen=True):
    """The words of a document, and which parts of broken lines follow one another elsewhere on a line.

    ``whole`` are those of texts without a break, none of which can be a part of one.
    """

    sorted_words: list[str]
    pairs: set[tuple[str, str]]
    whole: set[str]

    def is_one(self, left: str, right: str) -> bool:
        """Whether the two parts of a broken line are one word."""
        if (left, right) in self.pairs:
            return False
        joined = left + right
        at = bisect_left(self.sorted_words, joined)
        begins = at < len(self.sorted_words) and self.sorted_words[at].startswith(joined)
        return begins or self._is_of_two(left, right)

    def _is_of_two(self, left: str, right: str) -> bool:
        """Whether two words make up what the break is in, inside one of them: 운 and 영횟수, of 운영 and 횟수."""
        left, right = SYLLABLES.findall(left)[-1], SYLLABLES.findall(right)[0]
        first = range(SHORTEST, len(left)) if right not in self.whole else ()
        second = range(len(left) + 1, len(left) + len(right) - SHORTEST + 1) if left not in self.whole else ()
        joined = left + right
        ends = (end for end in (*first, *second) if end >= SHORTEST)
        return any(joined[:end] in self.whole and joined[end:] in self.whole for end in ends)


def mend_breaks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with words joined that a line's end broke; the other breaks of a paragraph become spaces."""
    broken = {
        (found["left"], found["right"]) for text in texts_in(blocks) if "\n" in text for found in BREAK.finditer(text)
    }
    words = _words(texts_in(blocks), broken)
    return [_mended(block, words) for block in blocks]


def joined_in(printed: Sequence[Block], mended: Sequence[Block]) -> Iterator[JoinedText]:
    """The texts of cells that were joined, with the rule that did it; the two have the same cells."""
    for before, after in zip(cells_in(printed), cells_in(mended), strict=True):
        if before.text != after.text:
            is_number = NUMBER.search(before.text) or GOES_ON.search(before.text)
            rule: JoinRule = "number-over-lines" if is_number else "word-over-lines"
            yield JoinedText(place=after.place, rule=rule, printed=before.text, text=after.text)


def _words(texts: Iterable[str], broken: set[tuple[str, str]]) -> Words:
    """Words inside a line; the first and the last of a line may be parts of one and do not count."""
    words: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    whole: set[str] = set()
    for text in texts:
        lines = text.splitlines()
        for line in lines:
            found = line.split()
            words.update(found[1:-1] if len(found) > 2 else found if len(found) == 1 else [])
            pairs.update(broken.intersection(pairwise(found)))
        if broken and len(lines) == 1:
            whole.update(SYLLABLES.findall(text))
    return Words(sorted(words), pairs, whole)


def _mended(block: Block, words: Words) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=" ".join(_joined(block.text, words).split())) if "\n" in block.text else block
    if not any("\n" in cell.text or cell.blocks for cell in block.cells):
        return block
    return replace(block, cells=tuple(_mended_cell(cell, words) for cell in block.cells))


def _mended_cell(cell: Cell, words: Words) -> Cell:
    if "\n" not in cell.text and not cell.blocks:
        return cell
    inner = tuple(_mended(block, words) for block in cell.blocks)
    return replace(cell, text=_joined(cell.text, words), blocks=inner)


def _joined(text: str, words: Words) -> str:
    def mend(found: regex.Match[str]) -> str:
        left, right = found["left"], found["right"]
        return left + right if words.is_one(left, right) else f"{left}\n{right}"

    return BREAK.sub(mend, GOES_ON.sub(r"\g<left>\g<right>", NUMBER.sub(_one_number, text)))


def _one_number(found: regex.Match[str]) -> str:
    """The number that a narrow column breaks, or the two lines as they are."""
    whole = found["left"] + found["right"]
    return whole if GROUPED.fullmatch(whole) else found.group()
