"""Brackets beside a name that say what it is and look like units: a company (주), a school (초), a township (면)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from normalize.cells.units import Unit, names_in_brackets, read_unit
from plan.forms import unspaced
from plan.patterns import lazy_pattern
from plan.script import DOTS, TO_PLAIN_BRACKETS, visible

BETWEEN = lazy_pattern(rf"[{DOTS},/]")  # 읍·면
CLOSED = (")", "]", ">", "}")
AT_END = lazy_pattern(r"(?P<stem>.*\S)\s*[(\[<{]\s*(?P<word>[^()\[\]<>{}]+?)\s*[)\]>}]")


class Marks(msgspec.Struct, frozen=True):
    """The words in brackets of a table's labels that are parts of names, and those that may be so or a unit."""

    sure: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()


NO_MARKS = Marks()


class _Mark(msgspec.Struct, frozen=True):
    """A word in brackets behind a name (``stem``), and of which group it is."""

    stem: str
    word: str
    group: str
    tells: str


def marks_in(labels: Sequence[str], stated: Sequence[Unit], *, has_unit_column: bool, is_costed: bool) -> Marks:
    """The marks of names among the labels of a table, for which units are stated or stand in a column of their own.

    A word of the list is one where another row says so. Else it is a unit where no single other one is stated, or where
    rows need the stated one (``is_costed`` says that a row names a budget) or print their own; what is left is open.
    """
    ends = [end for label in dict.fromkeys(labels) if (end := _end(label))]
    found = [mark for stem, word in ends if (mark := _mark(stem, word))]
    if not any(read_unit(mark.word) for mark in found):
        return NO_MARKS
    shown = {mark.group for mark in found if has_unit_column or _is_shown(mark, found)}
    sure = frozenset(mark.word for mark in found if mark.group in shown)
    own_units = any(read_unit(word) and word not in names_in_brackets() for _, word in ends)
    if len(stated) != 1 or own_units or (is_costed and stated[0].kind == "money"):
        return Marks(sure)
    in_doubt = {mark.group for mark in found if not mark.tells and _is_another(mark.word, stated[0])} - shown
    others = (mark.word for mark in found if mark.group in in_doubt and _is_another(mark.word, stated[0]))
    return Marks(sure, frozenset(others))


def _is_shown(mark: _Mark, found: Collection[_Mark]) -> bool:
    """Whether another row says that a word is one of its group: (중) beside (초), 안내판(시) beside 안내판(동)."""
    others = (other for other in found if other.group == mark.group and other.word != mark.word)
    return any(other.stem == mark.stem or other.tells == "any" for other in others)


def _is_another(word: str, stated: Unit) -> bool:
    unit = read_unit(word)
    return unit is not None and unit.base_unit != stated.base_unit


def _mark(stem: str, word: str) -> _Mark | None:
    """The mark that a word is, or that all words joined by dots are: 읍·면."""
    known, parts = names_in_brackets(), BETWEEN.split(word)
    said = [known[word]] if word in known else [known[part] for part in parts if part in known]
    if not said or (word not in known and len(said) < len(parts)) or len({group for group, _ in said}) > 1:
        return None
    group, tells = said[0][0], [tells for _, tells in said]
    return _Mark(stem, word, group, "any" if "any" in tells else tells[0])


def _end(label: str) -> tuple[str, str] | None:
    """A label without the bracket at its end, and the word in that."""
    text = " ".join(visible(label).translate(TO_PLAIN_BRACKETS).split())
    found = AT_END.fullmatch(text) if text.endswith(CLOSED) else None
    return (unspaced(found["stem"]), unspaced(found["word"])) if found else None
