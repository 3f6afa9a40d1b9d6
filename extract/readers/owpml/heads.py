"""The numberings and bullets of an HWPX document (``numbering``, ``bullet`` and ``paraPr`` in header.xml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from extract.readers.heads import DEEPEST, KINDS, LARGEST, Definitions, Head, Level, Numbering
from extract.readers.owpml.looks import WIDE
from extract.readers.owpml.xml_part import parser_of

HEADING = re.compile(rb"heading\s[^>]*\btype\s*=\s*[\"'](?:OUTLINE|NUMBER|BULLET)")
DEFINITIONS = re.compile(rb"<(?:\w+:)?(numberings|bullets)[\s>].*?</(?:\w+:)?\1\s*>", re.DOTALL)
SHAPES, SHAPE, SHAPE_END = b"paraProperties", b"paraPr ", b"paraPr>"

Attributes = Mapping[str, str]


def heads_of(head: bytes, path: Path) -> dict[str, Head]:
    """The heads of paragraph shapes by their ids, or nothing where none of them is numbered or has a bullet."""
    told = head if head.startswith(WIDE) else b"<shapes>%s</shapes>" % b"".join(_shapes(head))
    heads: dict[str, Head] = {}
    shape = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal shape
        local = name.rpartition(":")[2]
        if local == "paraPr":
            shape = attributes.get("id", "")
        elif local == "heading":
            for kind in KINDS:
                if attributes.get("type") == kind:
                    heads[shape] = Head(kind, attributes.get("idRef", ""), _number(attributes.get("level"), 0))

    parser = parser_of("header.xml", path)
    parser.StartElementHandler = start
    parser.Parse(told, True)
    return heads


def _shapes(head: bytes) -> Iterator[bytes]:
    """The paragraph shapes with numbers or bullets, each an element by itself: they are few of many."""
    for found in HEADING.finditer(head, max(0, head.find(SHAPES))):
        start = head.rfind(b"<", 0, max(0, head.rfind(SHAPE, 0, found.start())))
        last = head.find(SHAPE_END, found.end())
        if start >= 0 and last >= 0:
            yield head[start : last + len(SHAPE_END)]


def definitions_of(head: bytes, path: Path) -> Definitions:
    """The numberings and bullets of the head."""
    wide = head.startswith(WIDE)
    reader = _Reader()
    reader.read([head] if wide else (found[0] for found in DEFINITIONS.finditer(head)), path)
    return Definitions({key: _numbering(*told) for key, told in reader.numberings.items()}, reader.bullets)


class _Reader:
    """Collects what is told of each numbering, and the signs of bullets."""

    def __init__(self) -> None:
        self.numberings: dict[str, tuple[int, dict[int, Level]]] = {}
        self.bullets: dict[str, str] = {}
        self._levels: dict[int, Level] = {}
        self._level = 0

    def read(self, elements: Iterable[bytes], path: Path) -> None:
        """Read some XML."""
        for element in elements:
            parser = parser_of("header.xml", path)
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._characters
            parser.Parse(element, True)

    def _start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        if local == "numbering":
            self._levels = {}
            self.numberings[attributes.get("id", "")] = _number(attributes.get("start"), 1), self._levels
        elif local == "bullet":
            self._levels = {}  # the paraHead of a bullet is no level of a numbering
            self.bullets[attributes.get("id", "")] = attributes.get("char", "")[:1]
        elif local == "paraHead":
            self._level = _number(attributes.get("level"), 0)
            level = Level("", attributes.get("numFormat", "DIGIT"), max(1, _number(attributes.get("start"), 1)))
            self._levels.setdefault(self._level, level)

    def _characters(self, text: str) -> None:
        if self._level:
            level = self._levels[self._level]
            self._levels[self._level] = level._replace(form=level.form + text)

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "paraHead":
            self._level = 0


def _numbering(start: int, levels: Mapping[int, Level]) -> Numbering:
    """A numbering of its levels, which are named from 1; one that is not told prints nothing."""
    deepest = max([level for level in levels if level <= DEEPEST], default=0)
    return Numbering(tuple(levels.get(level, Level("")) for level in range(1, deepest + 1)), start)


def _number(text: str | None, default: int) -> int:
    """The number that an attribute says."""
    said = text if text and re.fullmatch(r"[0-9]{1,9}", text) else None
    return min(int(said), LARGEST) if said else default
