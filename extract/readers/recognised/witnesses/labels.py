"""Names in pictures by a list that a person gives: what was read nearly like one of them, and no other, is that.

A recogniser takes one stroke of a syllable for another; it adds no word and leaves none out. So a label is held
against as many letters as it has itself, from the first one on; what stands behind them (목표, a unit) stays as read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from plan.data_files import tables_of
from plan.forms import decomposed, letters, single_spaced
from plan.particles import sentence
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Cell, Damage, Paragraph
from plan.script import CLOSERS, DOTS, MIDDLE_DOT

OTHER_WORDS = Path(__file__).with_name("other_words.toml")
ALIKE = 85.0  # of 100: how alike what was read and a label must be; a stroke misread in four syllables leaves 90
WHOLLY = 100.0  # of 100, of a name in which only marks between letters were misread
AHEAD = 8.0  # by how much a label must be more alike than any other
FEWEST = 4  # letters of a name; shorter ones differ by one stroke (국비, 군비)
MISREAD = 1  # strokes of a syllable that may be another's: 정비 as 정미, but never 천명 as 만명 or 상반기 as 하반기
MOST_BEHIND = 12  # letters behind a name in a cell: what is aimed at, and its unit; prose is longer
LONGEST = 200  # characters of a text that may be a name; labels are no longer
FRONT = lazy_pattern(r"[^\p{L}]*(?:\p{L}[.)]\s*)?(?=\p{L})")  # a number or a bullet before a name
BACK = lazy_pattern(r"(?s)(?P<name>.*\p{L}.*?)(?P<back>\s*\([^()]*\))")
WORD_ENDS = lazy_pattern(r"(?<=[\p{L}\p{N}])(?![\p{L}\p{N}])")
SHORT_BRACKETS = lazy_pattern(rf"\(\s*\p{{L}}{{1,{FEWEST - 1}}}\s*\)")  # a unit, as a rule
ONE_DOT = str.maketrans(dict.fromkeys(DOTS, MIDDLE_DOT))  # one of them (ㆍ) would be a letter
HANGUL, NUMBERS = lazy_pattern(r"\p{Hangul}"), lazy_pattern(r"\d(?:[\d.,]*\d)?")

Kind = TypeVar("Kind", Paragraph, Cell)


class Matched(NamedTuple):
    """The label that a name is taken for, how alike they are, of 100, and where in the text the name ends."""

    label: str
    score: float
    end: int


class Labels:
    """The labels of a list, by how many letters they have and by the letters that names are compared in."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels: defaultdict[int, dict[str, str]] = defaultdict(dict)
        self._pairs: set[str] = set()
        for label in labels:
            self._pairs.update(chain.from_iterable(_pairs(label)))
            for text in _parts(label):
                if (size := len(_letters(text))) >= FEWEST:
                    self._labels[size].setdefault(_compared(text), text)

    def matched(self, text: str, most_behind: int = 0) -> Matched | None:
        """The one label that a text, or the words that it begins with, are nearly like or like but for their marks.

        ``most_behind`` letters may stand behind those words, and brackets in any case. None where they are a label
        already, or like several. Numbers are never matched: they must be those of the label.
        """
        if len(text) > LONGEST or not HANGUL.search(text):
            return None
        printed, text = text, text.translate(ONE_DOT)
        whole = len(_letters(text))
        for end in reversed([found.end() for found in WORD_ENDS.finditer(text)]):
            name = text[:end]
            size, is_followed = len(_letters(name)), not text[end:].lstrip(CLOSERS).lstrip().startswith("(")
            if size < FEWEST or (is_followed and whole - size > most_behind):
                continue
            if own := self._labels.get(size, {}).get(_compared(name)):
                found = Matched(own, WHOLLY, _end(text, end, own))
                return found if _marks(printed[: found.end]) != _marks(own) and _agree(text[: found.end], own) else None
            if best := self._nearest(size, _compared(name)):
                found = Matched(best[0], best[1], _end(text, end, best[0]))
                if _agree(text[: found.end], found.label):
                    return None if self._is_known(text[: found.end], found.label) else found
        return None

    def _is_known(self, name: str, label: str) -> bool:
        """Whether each syllable in which a name is not the label is, with those beside it, one of other labels.

        Then it is a word of its own (자원봉사 beside 지원봉사), and no misread one.
        """
        pairs = _pairs(name)
        others = [
            at for at, (one, other) in enumerate(zip(_letters(name), _letters(label), strict=True)) if one != other
        ]
        return bool(others) and all(pairs[at] and self._pairs.issuperset(pairs[at]) for at in others)

    def _nearest(self, size: int, own: str) -> tuple[str, float] | None:
        labels = self._labels.get(size, {})
        found = process.extract(own, labels.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE - AHEAD, limit=2)
        if not found or found[0][1] < ALIKE or (len(found) > 1 and found[0][1] - found[1][1] < AHEAD):
            return None
        return labels[found[0][0]], found[0][1]


def _pairs(name: str) -> list[list[str]]:
    """For each letter of a name the pairs that it makes with those beside it in its word."""
    made: list[list[str]] = []
    for word in map(_letters, name.split()):
        pairs = [one + other for one, other in pairwise(word)]
        made += [pairs[max(0, at - 1) : at + 1] for at in range(len(word))]
    return made


def _end(text: str, end: int, label: str) -> int:
    """Where a name ends: behind the bracket that closes it where its label ends with one too."""
    return end + (label[-1] in CLOSERS and text[end : end + 1] in set(CLOSERS))


def _agree(name: str, label: str) -> bool:
    """Whether a name may be a misread label: the same numbers and units, and syllables that differ by a stroke."""
    if NUMBERS.findall(name) != NUMBERS.findall(label) or _short(name) != _short(label):
        return False
    own, others = _letters(name), _letters(label)
    differ = [at for at, (one, other) in enumerate(zip(own, others, strict=True)) if one != other]
    return all(_strokes_apart(own[at], others[at]) <= MISREAD and not _are_words(own, others, at) for at in differ)


def _are_words(name: str, label: str, at: int) -> bool:
    """Whether a syllable makes one word of a name and another one of its label: 초등, 고등."""
    known = _other_words()
    return any((name[start : start + 2], label[start : start + 2]) in known for start in range(max(0, at - 1), at + 1))


@cache
def _other_words() -> frozenset[tuple[str, str]]:
    pairs = [tuple(row["words"]) for row in tables_of(OTHER_WORDS)["pair"]]
    return frozenset((*pairs, *((second, first) for first, second in pairs)))


def _strokes_apart(one: str, other: str) -> int:
    """In how many of its letters a syllable is another one; what is no Hangul is never taken for something else."""
    if not (HANGUL.match(one) and HANGUL.match(other)):
        return MISREAD + 1
    first, second = decomposed(one), decomposed(other)
    differ = sum(left != right for left, right in zip(first, second, strict=False))
    return differ + abs(len(first) - len(second))


def with_labels(blocks: Sequence[Block], listed: Sequence[str]) -> tuple[list[Block], list[Damage]]:
    """The blocks of a recognised page with the names of a list, and which were read otherwise."""
    labels, told = _labels(tuple(listed)), list[Damage]()
    return [_named(block, labels, told) for block in blocks], told


@lru_cache(maxsize=2)
def _labels(listed: tuple[str, ...]) -> Labels:
    return Labels(listed)


def _named(block: Block, labels: Labels, told: list[Damage]) -> Block:
    if isinstance(block, Paragraph):
        return _with_label(block, labels, told)
    cells = tuple(_with_label(_inside(cell, labels, told), labels, told) for cell in block.cells)
    return replace(block, cells=cells) if cells != block.cells else block


def _inside(cell: Cell, labels: Labels, told: list[Damage]) -> Cell:
    blocks = tuple(_named(block, labels, told) for block in cell.blocks)
    return replace(cell, blocks=blocks) if blocks != cell.blocks else cell


def _with_label(one: Kind, labels: Labels, told: list[Damage]) -> Kind:
    """A text with the label that it is nearly like, but for what stands before it and behind it."""
    begins = FRONT.match(one.text)
    if begins is None:
        return one
    front, text = one.text[: begins.end()], one.text[begins.end() :]
    found = labels.matched(text, MOST_BEHIND if isinstance(one, Cell) else 0)
    if found is None:
        return one
    told.append(_told(one.place, text[: found.end], found))
    return replace(one, text=f"{front}{found.label}{text[found.end :]}")


def _marks(text: str) -> str:
    """A name without its blanks, which nobody reads with certainty."""
    return "".join(text.split())


def _short(text: str) -> list[str]:
    """What stands in brackets and is so short that one stroke makes another word of it: units, mostly."""
    return [_marks(found) for found in SHORT_BRACKETS.findall(text)]


def _parts(label: str) -> Iterator[str]:
    """A label without the number before it, and also without the brackets behind it."""
    begins = FRONT.match(single_spaced(label))
    if begins is not None:
        name = single_spaced(label)[begins.end() :]
        yield name
        if ends := BACK.fullmatch(name):
            yield ends["name"]


def _letters(text: str) -> str:
    return letters(text.translate(ONE_DOT))


def _compared(text: str) -> str:
    """A name letter by letter: of a syllable an engine misreads one stroke."""
    return decomposed(_letters(text))


def _told(place: Place, name: str, found: Matched) -> Damage:
    read, score = single_spaced(name), f"{found.score:.0f}"
    return Damage(
        rule="label-matched",
        place=place,
        reason_ko=sentence(
            "'{read}'{read:으로/로} 읽은 이름을 주신 목록의 '{label}'{label:으로/로} 실었습니다"
            "(닮은 정도 {score}/100).",
            read=read,
            label=found.label,
            score=score,
        ),
        reason_en=f"The name read as '{read}' is published as '{found.label}' of the list that was given"
        f" (alike to {score} of 100).",
        quote=read,
    )
