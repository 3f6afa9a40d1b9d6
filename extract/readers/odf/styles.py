"""The styles of an OpenDocument file (OpenDocument 1.3 Part 3, 16): how characters, cells and tables look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from extract.readers.raised import LOWERED, RAISED, TINIEST, Look
from extract.readers.seen import WHITE
from extract.readers.zipped.elements import Element
from plan.patterns import lazy_pattern

COLOUR = lazy_pattern(r"#([0-9A-Fa-f]{6})")
LENGTH = lazy_pattern(r"(-?\d{1,6}(?:\.\d{1,6})?)(pt|cm|mm|in|px|%)")
POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "px": 0.75}
HUNDREDTHS = 100  # of a point, in which looks count
BORDERS = ("fo:border", "fo:border-left", "fo:border-right", "fo:border-top", "fo:border-bottom")
HOLDERS = ("office:styles", "office:automatic-styles")
DEEPEST = 20  # styles that follow from one another
DEFAULT_SIZE = 12.0  # points, where no style says it (LibreOffice's)

Properties = Mapping[str, str]


class Style(msgspec.Struct, frozen=True):
    """A style: what it says outright, and the style that the rest is taken from."""

    parent: str
    said: Properties
    list_style: str = ""
    numbers: str = ""  # the style of its numbers
    maps: tuple[tuple[str, str, str], ...] = ()  # a condition, the style that is then taken, and the cell that it names


class Styles:
    """All styles by family and name."""

    def __init__(self, *parts: Element | None) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self._displayed: dict[tuple[str, str], str] = {}  # by the names that programs show
        self.lists: dict[str, Element] = {}
        self.outline: Element | None = None
        self._whole: dict[tuple[str, str], Properties] = {}
        for part in parts:
            if part is not None:
                self.add(part)

    def add(self, part: Element) -> None:
        """Take the styles of a part, or of one of its holders of styles."""
        holders = [part] if part.name in HOLDERS else list(part.children(*HOLDERS))
        for one in (one for holder in holders for one in holder.children()):
            if one.name in ("style:style", "style:default-style"):
                said = dict(_properties(one))
                name = one.get("style:name") if one.name == "style:style" else ""
                family = one.get("style:family")
                self._styles[family, name] = Style(
                    one.get("style:parent-style-name"),
                    said,
                    one.get("style:list-style-name"),
                    one.get("style:data-style-name"),
                    tuple(_maps(one)),
                )
                self._displayed[family, one.get("style:display-name", name)] = name
            elif one.name == "text:list-style":
                self.lists[one.get("style:name")] = one
            elif one.name == "text:outline-style":
                self.outline = one

    def of(self, family: str, name: str) -> Properties:
        """All properties of a style, those of its parents among them."""
        key = family, name
        if key not in self._whole:
            chain = list(self._chain(family, name))
            said: dict[str, str] = {}
            for style in reversed(chain):
                said |= style.said
            self._whole[key] = said
        return self._whole[key]

    def own(self, family: str, name: str) -> Style:
        """What a style says outright, by its name or the one that programs show."""
        found = self._styles.get((family, name)) or self._styles.get(
            (family, self._displayed.get((family, name), name))
        )
        return found or Style("", {})

    def maps_of(self, family: str, name: str) -> tuple[tuple[str, str, str], ...]:
        """The conditions under which other styles are taken for this one."""
        return next((style.maps for style in self._chain(family, name) if style.maps), ())

    def list_of(self, name: str) -> str:
        """The list style that a style of paragraphs asks for, or ''."""
        return next((style.list_style for style in self._chain("paragraph", name) if style.list_style), "")

    def _chain(self, family: str, name: str) -> Iterator[Style]:
        for _ in range(DEEPEST):
            style = self._styles.get((family, name))
            if style is None:
                break
            yield style
            if not name or not style.parent:
                break
            name = style.parent
        default = self._styles.get((family, ""))
        if default is not None:
            yield default


def _maps(style: Element) -> Iterator[tuple[str, str, str]]:
    for one in style.children("style:map"):
        yield one.get("style:condition"), one.get("style:apply-style-name"), one.get("style:base-cell-address")


def _properties(style: Element) -> Iterator[tuple[str, str]]:
    for group in style.children():
        if group.name.endswith("-properties"):
            for name, value in group.attributes.items():
                yield _plain(name), value


def _plain(name: str) -> str:
    """The name of a property; that of fo, as its own vocabulary is called by its last word."""
    return name.replace("xsl-fo-compatible:", "fo:")


def look_of(said: Properties, outer: Properties | None = None) -> Look:
    """The look of characters with these properties, inside others."""
    whole = said if outer is None else {**outer, **said}
    size = size_of(whole)
    side = _side(whole.get("style:text-position", ""))
    found = COLOUR.fullmatch(whole.get("fo:color", ""))
    shade = COLOUR.fullmatch(said.get("fo:background-color", "")) if outer is not None else None
    lines = (whole.get("style:text-line-through-style", "none"), whole.get("style:text-line-through-type", "none"))
    return Look(
        0.0 if side else size * HUNDREDTHS,
        side,
        struck=any(line != "none" for line in lines),
        ink=int(found[1], 16) if found else None,
        shade=int(shade[1], 16) if shade else None,
        tiny=size * HUNDREDTHS <= TINIEST,
    )


def size_of(said: Properties) -> float:
    """The size of the type in points."""
    found = LENGTH.fullmatch(said.get("fo:font-size", ""))
    if found is None:
        return DEFAULT_SIZE
    return DEFAULT_SIZE * float(found[1]) / 100 if found[2] == "%" else float(found[1]) * POINTS[found[2]]


def is_bold(said: Properties) -> bool:
    """Whether the type is heavy."""
    return said.get("fo:font-weight", "") in ("bold", "600", "700", "800", "900")


def is_hidden(said: Properties) -> bool:
    """Whether characters are not shown at all."""
    return said.get("text:display", "") == "none"


def ground_of(said: Properties) -> int | None:
    """The colour of what is behind a cell or paragraph, or None where it says none."""
    found = COLOUR.fullmatch(said.get("fo:background-color", ""))
    return int(found[1], 16) if found else None


def ground_or_white(said: Properties) -> int:
    """The colour behind a cell."""
    ground = ground_of(said)
    return WHITE if ground is None else ground


def is_framed(said: Properties) -> bool:
    """Whether a cell has a line at one of its sides."""
    return any(said.get(border, "none") not in ("none", "hidden", "") for border in BORDERS)


def _side(position: str) -> int:
    """On which side of their line characters stand: a word or a share of their height, and their size."""
    first = position.split(maxsplit=1)[0] if position.split() else ""
    if first in ("super", "sub"):
        return RAISED if first == "super" else LOWERED
    found = LENGTH.fullmatch(first)
    share = float(found[1]) if found else 0.0
    return RAISED if share > 0 else LOWERED if share < 0 else 0
