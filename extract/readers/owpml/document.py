"""The sections of a document one after another: tables, paragraphs, numberings and pages count through all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from extract.readers.heads import Heads
from extract.readers.line_layout.covered_cells import without_covered
from extract.readers.line_layout.front import never_opaque
from extract.readers.line_layout.pages import Pager
from extract.readers.line_layout.places import damage_with_pages, with_pages
from extract.readers.numbering import Counter
from extract.readers.owpml.aligns import Aligns
from extract.readers.owpml.heads import definitions_of, heads_of
from extract.readers.owpml.looks import looks_of, types_of
from extract.readers.owpml.section import SectionReader
from extract.readers.owpml.xml_part import parser_of
from plan.records.base import Place
from plan.records.document import Block, Damage

Charts = Sequence[tuple[Place, str]]  # where charts stand, and the names of their parts


class Part(NamedTuple):
    """A section by its name, with its XML in pieces."""

    name: str
    chunks: Iterable[bytes]


def no_charts(_: Charts) -> Iterator[Damage]:
    """What is told of charts where their data are nowhere."""
    yield from ()


def read_sections(
    head: bytes,
    sections: Iterable[Part],
    path: Path,
    charts: Callable[[Charts], Iterator[Damage]] = no_charts,
    is_opaque: Callable[[str | int], bool] = never_opaque,
) -> tuple[tuple[Block, ...], tuple[Damage, ...]]:
    """The blocks of all sections, and what of them is not read; XML that is none is an error of its parser."""
    tables, pager = Counter(), Pager()
    blocks: list[Block] = []
    damage: list[Damage] = []
    looks, shapes, types = looks_of(head, path), heads_of(head, path), types_of(head)
    heads = Heads(partial(definitions_of, head, path))
    pager.front.align, pager.front.is_opaque = Aligns(head, path).of, is_opaque
    for index, part in enumerate(sections):
        section = SectionReader(index, tables, path, looks, shapes, heads, types, pager)
        section.read(parser_of(part.name, path), part.chunks)
        blocks += section.blocks
        damage += section.damage()
        damage += charts(section.charts)
    pages = pager.end()
    shown, told = without_covered(blocks, damage, pager.front)
    return tuple(with_pages(shown, pages)), tuple(damage_with_pages(told, pages))
