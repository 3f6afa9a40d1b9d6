"""Reader of image files: each page is recognised, and is then as a page of a PDF."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from extract.readers.page.pages import Pages
from extract.readers.recognised.added import add_recognised, with_aids
from extract.readers.recognised.engines.installed import missing
from extract.readers.recognised.told import told_of_page
from extract.readers.refusals import refuse
from plan.particles import particle
from plan.progress import page_by_page
from plan.records.document import Document, Source

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
    pages = Pages()
    for number, frame in page_by_page(enumerate(frames(file, path), 1), file.pages):
        scanned = read_page(number, frame.greys, frame.size, frame.inks)
        told = told_of_page(scanned)
        pages.damage += [told] if told else []
        if not scanned.unread:
            add_recognised(pages, scanned)
    if not pages.blocks:
        why = next(iter(pages.damage), None)
        ko = f"그림 파일(PNG, JPEG, TIFF)이고, 글자를 읽지 못했습니다. {why.reason_ko if why else ''}"
        en = f"is a picture (PNG, JPEG, TIFF) in which no print was recognised. {why.reason_en if why else ''}"
        raise refuse("not-a-document", path, ko=ko.rstrip(" ."), en=en.rstrip(" ."))
    return Document(
        source=replace(with_aids(source), pages=file.pages),
        blocks=tuple(pages.blocks),
        column_edges=tuple(pages.edges.items()),
        damage=tuple(pages.damage),
        certainties=tuple(pages.certainties),
    )


def text_of_image(data: bytes, path: Path) -> Iterator[str]:  # noqa: ARG001 - as those of the other formats
    """No text: what is printed is known when it has been recognised."""
    yield from ()
