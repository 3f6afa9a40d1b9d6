"""Names in pictures by a list that a person gives: what was read nearly like one of them, and no other, is that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from plan.forms import decomposed, letters, single_spaced
from plan.particles import sentence
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Cell, Damage, Paragraph

ALIKE = 85.0  # of 100: how alike what was read and a label must be; a stroke misread in four syllables leaves 90
WHOLLY = 100.0  # of 100, of a name in which only marks between letters were misread
AHEAD = 8.0  # by how much a label must be more alike than any other
CLOSING = ")"
FEWEST = 4  # letters of a name; shorter ones differ by one stroke (국비, 군비)
FRAME = lazy_pattern(r"(?s)^(?P<front>[^\p{L}]*)(?P<name>.*?)(?P<back>\s*\([^()]*\))?$")
HANGUL, DIGITS = lazy_pattern(r"\p{Hangul}"), lazy_pattern(r"\d+")

Kind = TypeVar("Kind", Paragraph, Cell)


class Matched(NamedTuple):
    """The label that a name is taken for, and how alike they are, of 100."""

    label: str
    score: float


class Labels:
    """The labels of a list, by the letters that names are compared in."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels: dict[str, str] = {}
        for label in labels:
            for text in _parts(label):
                if len(letters(text)) >= FEWEST:
                    self._labels.setdefault(_compared(text), single_spaced(text))
        self._compared = list(self._labels)

    def matched(self, name: str) -> Matched | None:
        """The one label that a name is nearly like, or like but for its marks; None where it is one, or like several.

        Digits are never matched: they must be those of the label.
        """
        own = _compared(name)
        if len(letters(name)) < FEWEST or not HANGUL.search(name):
            return None
        if own in self._labels:
            return Matched(self._labels[own], WHOLLY) if _marks(name) != _marks(self._labels[own]) else None
        found = process.extract(own, self._compared, scorer=fuzz.ratio, score_cutoff=ALIKE - AHEAD, limit=2)
        if not found or found[0][1] < ALIKE or (len(found) > 1 and found[0][1] - found[1][1] < AHEAD):
            return None
        label = self._labels[found[0][0]]
        return Matched(label, found[0][1]) if DIGITS.findall(label) == DIGITS.findall(name) else None


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
    """A text with the label that it is nearly like, but for a number before it and brackets behind.

    The brackets are kept as they were read, since a unit may stand in them; but for those of the label itself.
    """
    for front, name, back in _frames(one.text):
        found = labels.matched(name)
        if found is not None and name.endswith(CLOSING) == found.label.endswith(CLOSING):
            told.append(_told(one.place, name, found))
            return replace(one, text=f"{front}{found.label}{back}")
    return one


def _frames(text: str) -> list[tuple[str, str, str]]:
    frame = FRAME.match(text)
    if frame is None:
        return []
    front, name, back = frame["front"], frame["name"], frame["back"] or ""
    return [(front, name + back, ""), (front, name, back)] if back else [(front, name, "")]


def _marks(text: str) -> str:
    """A name without its blanks, which nobody reads with certainty."""
    return "".join(text.split())


def _parts(label: str) -> list[str]:
    """A label without the number before it, and also without the brackets behind it."""
    return [name for _, name, _ in _frames(single_spaced(label))]


def _compared(text: str) -> str:
    """A name letter by letter: of a syllable an engine misreads one stroke."""
    return decomposed(letters(text))


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
