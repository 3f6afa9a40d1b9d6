"""The elements of an XML part, and a parser that builds them; a document type, and so any entity, is refused.

An element and an attribute have the name of their vocabulary in front, whatever prefix a writer chose: ``table:table``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

import msgspec

from extract.readers.limits import limit, over_limit
from extract.readers.zipped.guards import Refuse
from plan.errors import PlanError
from plan.patterns import lazy_pattern
from plan.progress import step

PARTED = " "  # between the address of a vocabulary and a name
PIECES = lazy_pattern(r"[/:]")
VERSION = lazy_pattern(r"[\d.]*")  # the last piece of an address may be no name
BLANK = lazy_pattern(r"\s*")
MIXED = "text:"  # the vocabulary of the only elements in which words stand among elements
HOLDERS = frozenset(
    (
        "main:worksheet", "main:sheetData", "main:row", "main:c", "main:cols", "main:mergeCells", "main:sheets",
        "main:sst", "main:si", "main:r", "main:fonts", "main:fills", "main:borders", "main:cellXfs", "main:numFmts",
        "office:text", "office:spreadsheet", "office:automatic-styles", "table:table", "table:table-row",
        "table:table-cell", "table:table-header-rows", "text:list", "text:list-item", "text:section",
    )
)  # fmt: skip  # in which no word stands: one that does is what is left of a broken tag
EVERY = 1_000  # elements, after which a reader gets on


class Element(msgspec.Struct):
    """An element with what stands in it, in order: texts and elements."""

    name: str
    attributes: Mapping[str, str]
    inside: list[Element | str] = msgspec.field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)

    def children(self, *names: str) -> Iterator[Element]:
        """The elements that stand directly in it, of these names or all."""
        return (one for one in self.inside if isinstance(one, Element) and (not names or one.name in names))

    def child(self, name: str) -> Element | None:
        """The first of a name that stands directly in it."""
        return next(self.children(name), None)

    def all(self, *names: str) -> Iterator[Element]:
        """All that stand anywhere in it, of these names or all, in reading order."""
        waiting = [iter(self.inside)]
        while waiting:
            one = next(waiting[-1], None)
            if one is None:
                waiting.pop()
            elif isinstance(one, Element):
                if not names or one.name in names:
                    yield one
                waiting.append(iter(one.inside))

    def text(self) -> str:
        """All texts in it."""
        return "".join([one if isinstance(one, str) else one.text() for one in self.inside])


def tree_of(data: bytes, name: str, path: Path, refuse: Refuse) -> Element:
    """The whole part as one element."""
    found: list[Element] = []
    _parse(data, name, path, refuse, frozenset(), found.append)
    return found[0]


def handed_over(
    data: bytes, name: str, path: Path, refuse: Refuse, wanted: frozenset[str], take: Callable[[Element], None]
) -> None:
    """Hand over each element of a wanted name when it ends, which is then forgotten; the root comes last."""
    _parse(data, name, path, refuse, wanted, take)


def _parse(
    data: bytes, name: str, path: Path, refuse: Refuse, wanted: frozenset[str], take: Callable[[Element], None]
) -> None:
    names: dict[str, str] = {}
    waiting: list[Element] = []
    deepest = limit("xml_depth")
    count = 0

    def short(full: str) -> str:
        known = names.get(full)
        if known is None:
            known = names[full] = _short(full)
        return known

    def start(full: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if not count % EVERY:
            step()
        if len(waiting) >= deepest:
            raise over_limit("xml_depth", path)
        waiting.append(Element(short(full), {short(key): value for key, value in attributes.items()}))

    def characters(text: str) -> None:
        waiting[-1].inside.append(text)

    def end(_: str) -> None:
        done = waiting.pop()
        if _is_broken(done):
            raise refuse(path, f"{name}: {done.name}")
        if not waiting or done.name in wanted:
            take(done)
        else:
            waiting[-1].inside.append(done)

    def doctype(*_: object) -> None:
        raise refuse(path, f"{name}: DOCTYPE")

    parser = expat.ParserCreate(namespace_separator=PARTED)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = characters, doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _unlike_xml(error, name, path, refuse) from None
    except LookupError:  # an encoding that nobody knows
        raise refuse(path, name) from None


def _is_broken(element: Element) -> bool:
    """Whether words stand in an element that has elements only."""
    inside = element.inside
    if element.name not in HOLDERS and (len(inside) < 2 or element.name.startswith(MIXED)):
        return False
    is_holder = element.name in HOLDERS or any(isinstance(one, Element) for one in inside)
    return is_holder and any(isinstance(one, str) and not BLANK.fullmatch(one) for one in inside)


def _unlike_xml(error: expat.ExpatError, name: str, path: Path, refuse: Refuse) -> PlanError:
    """The refusal of a part that is no XML; memory that expat was refused says nothing of the part."""
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
        raise MemoryError from None
    return refuse(path, f"{name}: {error}")


def _short(full: str) -> str:
    """A name with that of its vocabulary in front.

    >>> _short("urn:oasis:names:tc:opendocument:xmlns:table:1.0 table"), _short("val")
    ('table:table', 'val')
    >>> _short("http://schemas.openxmlformats.org/officeDocument/2006/relationships id")
    'relationships:id'
    """
    address, _, name = full.rpartition(PARTED)
    pieces = [piece for piece in PIECES.split(address) if not VERSION.fullmatch(piece)]
    return f"{pieces[-1]}:{name}" if pieces else name
