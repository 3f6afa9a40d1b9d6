"""The numbers and bullets that an OpenDocument list sets in front of its paragraphs (OpenDocument 1.3 Part 3, 5.3)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extract.readers.heads import DEEPEST, Definitions, Head, Heads, Level, Numbering
from extract.readers.odf.styles import Styles
from extract.readers.zipped.elements import Element
from plan.data_files import tables_of

SERIES_FILE = Path(__file__).with_name("series.toml")
NUMBER, BULLET = "text:list-level-style-number", "text:list-level-style-bullet"
OUTLINE = "text:outline-level-style"
HEADINGS = "headings"  # the list that the outline of a document is


class Lists:
    """Counts the lists of a document; each that does not go on another begins anew."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numberings: dict[str, Numbering] = {}
        self._bullets: dict[str, str] = {}
        self._heads = Heads(lambda: Definitions(self._numberings, self._bullets))
        self._counts: dict[str, int] = {}
        self._names: dict[str, str] = {}  # the count that a list of this id has

    def begin(self, one: Element, style: str) -> str:
        """The count of a list that stands in no other one."""
        before = one.get("text:continue-list")
        if before in self._names:
            key = self._names[before]
        elif one.get("text:continue-numbering") == "true" and style in self._counts:
            key = f"{style} {self._counts[style]}"
        else:
            self._counts[style] = self._counts.get(style, 0) + 1
            key = f"{style} {self._counts[style]}"
            self._define(key, self._styles.lists.get(style))
        if one.get("xml:id"):
            self._names[one.get("xml:id")] = key
        return key

    def mark(self, key: str, level: int) -> tuple[str, bool]:
        """What stands in front of the next item, and whether that is a bullet."""
        bullet = self._bullets.get(f"{key} {level}")
        if bullet is not None:
            return self._heads.mark(Head("BULLET", f"{key} {level}", level)), True
        return self._heads.mark(Head("NUMBER", key, level)), False

    def heading(self, level: int) -> str:
        """The number of the next heading of this level, '' where headings are not numbered."""
        if HEADINGS not in self._numberings:
            self._define(HEADINGS, self._styles.outline)
        return self._heads.mark(Head("NUMBER", HEADINGS, level))

    def _define(self, key: str, style: Element | None) -> None:
        levels = {_level(one): one for one in style.children(NUMBER, BULLET, OUTLINE)} if style is not None else {}
        made = []
        for level in range(DEEPEST):
            one = levels.get(level)
            if one is not None and one.name == BULLET:
                self._bullets[f"{key} {level}"] = one.get("text:bullet-char")
            made.append(_form(one, level))
        self._numberings[key] = Numbering(tuple(made), 1)


@cache
def _shapes() -> dict[str, str]:
    """The series of signs by the names that OpenDocument has for them."""
    return {row["named"]: row["shape"] for row in tables_of(SERIES_FILE)["series"]}


def _level(one: Element) -> int:
    said = one.get("text:level", "1")
    return int(said[:3]) - 1 if said.isdecimal() else 0


def _form(one: Element | None, level: int) -> Level:
    """What a level prints; nothing where it has no number."""
    shape = _shapes().get(one.get("style:num-format")) if one is not None else None
    if one is None or shape is None:
        return Level("")
    shown = one.get("text:display-levels", "1")
    first = max(0, level + 1 - (int(shown[:3]) if shown.isdecimal() else 1))
    numbers = ".".join(f"^{at + 1}" for at in range(first, level + 1))
    start = one.get("text:start-value", "1")
    form = f"{one.get('style:num-prefix')}{numbers}{one.get('style:num-suffix')}"
    return Level(form, shape, int(start[:5]) if start.isdecimal() else 1)
