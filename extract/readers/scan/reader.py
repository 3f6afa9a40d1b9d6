"""Reader of image files: each page is recognised, and is then as a page of a PDF."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from extract.readers.numbering import Counter
from extract.readers.page.aligned.going_on import Ending
from extract.readers.page.blocks import blocks_with_grids
from extract.readers.page.lattice import tables_on
from extract.readers.recognised.engines import missing
from extract.readers.recognised.told import doubts_as_shown, told_of_cells, told_of_codes, told_of_page
from extract.readers.refusals import refuse
from plan.particles import particle
from plan.progress import step
from plan.records.document import Block, Damage, Document, Source

if TYPE_CHECKING:
    from extract.readers.scan.frames import ImageFile


def checked(data: bytes, path: Path) -> ImageFile:
    """An image file whose pages can be recognised here."""
    needed = missing()
    if needed:
        raise refuse(
            "not-a-document",
            path,
            ko="그림 파일(PNG, JPEG, TIFF)입니다. 원본 HWP나 HWPX, 또는 글자가 들어 있는 PDF가 있어야 합니다."
            f" {needed}{particle(needed, '을/를')} 설치하면 그림의 글자를 인식해 읽습니다",
            en="is a picture (PNG, JPEG, TIFF); the HWP or HWPX original or a PDF with text is needed."
            f" With {needed} installed, its print is recognised",
        )
    opened: ImageFile = importlib.import_module("extract.readers.scan.frames").opened(data, path)
    return opened


def read_image(file: ImageFile, path: Path, source: Source) -> Document:
    """Recognise the pages of an image file; one on which nothing is recognised is refused."""
    frames = importlib.import_module("extract.readers.scan.frames").frames
    read_page = importlib.import_module("extract.readers.recognised.page").read_page
    tables, paragraphs = Counter(), Counter(1)
    blocks: list[Block] = []
    damage: list[Damage] = []
    edges: dict[int, tuple[float, ...]] = {}
    last: Ending | None = None
    for number, frame in enumerate(frames(file, path), 1):
        step()
        scanned = read_page(number, frame.greys, frame.size)
        told = told_of_page(scanned)
        damage += [told] if told else []
        if scanned.unread:
            continue
        damage += told_of_codes(number, scanned.codes_doubted)
        grids, _, last, _, _ = tables_on(scanned.content, last)
        made = blocks_with_grids(scanned.content, grids, tables, paragraphs)
        damage += told_of_cells([block for block, _ in made], doubts_as_shown(scanned))
        for block, grid in made:
            if grid:
                edges[block.place.table or 0] = grid.xs
            blocks.append(block)
    if not blocks:
        why = next(iter(damage), None)
        ko = f"그림 파일(PNG, JPEG, TIFF)이고, 글자를 읽지 못했습니다. {why.reason_ko if why else ''}"
        en = f"is a picture (PNG, JPEG, TIFF) in which no print was recognised. {why.reason_en if why else ''}"
        raise refuse("not-a-document", path, ko=ko.rstrip(" ."), en=en.rstrip(" ."))
    return Document(
        source=replace(source, pages=file.pages),
        blocks=tuple(blocks),
        column_edges=tuple(edges.items()),
        damage=tuple(damage),
    )


def text_of_image(data: bytes, path: Path) -> Iterator[str]:  # noqa: ARG001 - as those of the other formats
    """No text: what is printed is known when it has been recognised."""
    yield from ()
