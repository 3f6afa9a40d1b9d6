"""The readers, a row each: what a format is called, by what it is recognised, and who reads it.

Whatever names the formats or their suffixes takes them from here. The functions are named and not imported: a document
needs those of its own format only.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import msgspec

from extract.readers.container import Container
from plan.records.document import Document, Source
from plan.records.printed import ExtractedPlan
from plan.records.values import SourceFormat


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """A format and the functions that read it, each as ``module:function``.

    ``recognised`` says of a container whether it is of the format, also where it is damaged. ``opened`` checks that a
    file holds together, ``reader`` reads what it gives. ``bare_text`` gives the texts in a file's bytes for a first
    look, with no table made. ``confirmed`` reads the year tables a second time in another way, where there is one.
    ``states_tables``: the format states the rows and columns of its tables. ``unlocks``: a password opens it.
    ``libraries`` are those that it is read with, by the names that they are imported under; ``beside`` tells what else
    is not installed, by the name under which it is.
    """

    format: SourceFormat
    ko: str
    en: str
    suffixes: tuple[str, ...]
    recognised: str
    opened: str
    reader: str
    bare_text: str
    confirmed: str = ""
    states_tables: bool = False
    unlocks: bool = False
    libraries: tuple[str, ...] = ()
    beside: str = ""

    def missing(self) -> tuple[str, ...]:
        """The libraries that are not installed here, or what is missing beside them."""
        libraries = tuple(name for name in self.libraries if importlib.util.find_spec(name) is None)
        if libraries or not self.beside:
            return libraries
        other = _function(self.beside)()
        return (other,) if other else ()

    def recognises(self, container: Container) -> bool:
        """Whether a file is of this format."""
        return bool(_function(self.recognised)(container))

    def read(self, container: Container, path: Path, source: Source) -> Document:
        """The document of a file of this format; its bytes are let go as soon as nothing reads them any more."""
        opened = _function(self.opened)(container.data if self.confirmed else container.take(), path)
        container.opened = opened if self.confirmed else None
        return cast(Document, _function(self.reader)(opened, path, source))

    def texts(self, container: Container, path: Path) -> Iterator[str]:
        """The texts of a file of this format, one after another as they are asked for; ``PlanError`` ends them."""
        yield from _function(self.bare_text)(container.data, path)

    def confirm(self, extracted: ExtractedPlan, container: Container) -> ExtractedPlan:
        """The plan with its year tables read a second time, where the format has a second way and they are any."""
        if not self.confirmed or not extracted.year_tables:
            return extracted
        if container.opened is None:
            container.opened = _function(self.opened)(container.data, Path(extracted.source.name))
        return cast(ExtractedPlan, _function(self.confirmed)(extracted, container.opened))


READERS = (
    Reader(
        format="hwp",
        ko="HWP 5",
        en="HWP 5",
        suffixes=(".hwp",),
        recognised="extract.readers.hwp.recognise:is_hwp",
        opened="extract.readers.hwp.streams:open_hwp",
        reader="extract.readers.hwp.reader:read_hwp",
        bare_text="extract.readers.bare_text.hwp:text_of_hwp",
        states_tables=True,
        unlocks=True,
        libraries=("hwp5",),
    ),
    Reader(
        format="hwpx",
        ko="HWPX",
        en="HWPX",
        suffixes=(".hwpx",),
        recognised="extract.readers.hwpx.recognise:is_hwpx",
        opened="extract.readers.hwpx.package:open_hwpx",
        reader="extract.readers.hwpx.reader:read_hwpx",
        bare_text="extract.readers.bare_text.hwpx:text_of_hwpx",
        states_tables=True,
        unlocks=True,
    ),
    Reader(
        format="hwpml",
        ko="HWPML",
        en="HWPML",
        suffixes=(".hml",),
        recognised="extract.readers.hwpml.recognise:is_hwpml",
        opened="extract.readers.hwpml.tree:open_hwpml",
        reader="extract.readers.hwpml.reader:read_hwpml",
        bare_text="extract.readers.bare_text.hwpml:text_of_hwpml",
        states_tables=True,
    ),
    Reader(
        format="pdf",
        ko="PDF",
        en="PDF",
        suffixes=(".pdf",),
        recognised="extract.readers.pdf.recognise:is_pdf",
        opened="extract.readers.pdf.pdf_file:checked",
        reader="extract.readers.pdf.reader:read_pdf",
        bare_text="extract.readers.bare_text.pdf:text_of_pdf",
        confirmed="extract.readers.pdf.confirmed:confirm",
        unlocks=True,
        libraries=("pypdfium2_raw", "pdfplumber", "pikepdf"),
    ),
    Reader(
        format="xlsx",
        ko="엑셀(XLSX)",
        en="XLSX",
        suffixes=(".xlsx", ".xlsm"),
        recognised="extract.readers.xlsx.recognise:is_xlsx",
        opened="extract.readers.xlsx.workbook:open_xlsx",
        reader="extract.readers.xlsx.reader:read_xlsx",
        bare_text="extract.readers.bare_text.office:text_of_xlsx",
        states_tables=True,
        unlocks=True,
    ),
    Reader(
        format="ods",
        ko="오픈도큐먼트 스프레드시트(ODS)",
        en="ODS",
        suffixes=(".ods",),
        recognised="extract.readers.ods.recognise:is_ods",
        opened="extract.readers.ods.package:open_ods",
        reader="extract.readers.ods.reader:read_ods",
        bare_text="extract.readers.bare_text.office:text_of_ods",
        states_tables=True,
        unlocks=True,
    ),
    Reader(
        format="odt",
        ko="오픈도큐먼트 글(ODT)",
        en="ODT",
        suffixes=(".odt",),
        recognised="extract.readers.odt.recognise:is_odt",
        opened="extract.readers.odt.package:open_odt",
        reader="extract.readers.odt.reader:read_odt",
        bare_text="extract.readers.bare_text.office:text_of_odt",
        states_tables=True,
        unlocks=True,
    ),
    Reader(
        format="image",
        ko="스캔한 그림(TIFF, PNG, JPEG)",
        en="scanned pictures (TIFF, PNG, JPEG)",
        suffixes=(".tif", ".tiff"),  # in a folder a PNG or a JPEG is a photograph; it is read where it is named
        recognised="extract.readers.scan.recognise:is_image",
        opened="extract.readers.scan.reader:checked",
        reader="extract.readers.scan.reader:read_image",
        bare_text="extract.readers.scan.reader:text_of_image",
        libraries=("onnxruntime", "rapidocr", "tesserocr"),
        beside="extract.readers.recognised.engines.installed:missing",
    ),
    Reader(
        format="opengov",
        ko="저장한 서울 정보소통광장 문서보기",
        en="saved pages of the Seoul portal's document viewer",
        suffixes=(".txt", ".html", ".htm"),
        recognised="extract.readers.viewer.recognise:is_text",
        opened="extract.readers.viewer.reader:decode",
        reader="extract.readers.viewer.reader:read_opengov",
        bare_text="extract.readers.bare_text.viewer:text_of_page",
        libraries=("lxml",),
    ),
)
SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)


def reader_of(container: Container) -> Reader | None:
    """The first reader that recognises a file."""
    return next((reader for reader in READERS if reader.recognises(container)), None)


def reader_for(source_format: SourceFormat) -> Reader:
    """The reader of a format."""
    return next(reader for reader in READERS if reader.format == source_format)


def formats(language: str) -> str:
    """The formats that are read, in a sentence."""
    return ", ".join(reader.ko if language == "ko" else reader.en for reader in READERS)


def _function(name: str) -> Callable[..., Any]:
    """The function that ``module:function`` names."""
    module, _, function = name.partition(":")
    return cast(Callable[..., Any], getattr(importlib.import_module(module), function))
