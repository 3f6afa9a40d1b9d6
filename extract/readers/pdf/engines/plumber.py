"""Pages of a PDF through pdfplumber, the second engine: another parser, another interpreter, other fonts' code."""

from __future__ import annotations

import io
import logging
import struct
import traceback
import zlib
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extract.readers.locked.password import password_in_force, spellings_asked_for
from extract.readers.page.content import Box, Covered, PageContent, each_once, upright, words_of
from extract.readers.page.sight.covered import found_in, masked
from extract.readers.page.strips import strips_as_fills
from extract.readers.pdf.engines.page_tree import page_of
from extract.readers.pdf.engines.plumber_device import Drawing, Glyphs, Interpreter

for noisy in ("pdfminer", "pdfplumber"):  # their warnings go to whoever has set up logging, and to nobody else
    logging.getLogger(noisy).addHandler(logging.NullHandler())

QUARTER = 90  # degrees
SAID = (MalformedPDFException, PdfminerException, PDFException, PSException)  # that a file is broken
LEAKED = (  # what escapes the two on broken files; raised by a line of ours it is a bug
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RuntimeError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
OURS = __name__.partition(".")[0]


class PlumberError(Exception):
    """pdfplumber cannot read the file or the page."""


@contextmanager
def _library() -> Iterator[None]:
    """A call into the two libraries, which call our device back: what they raise is ``PlumberError``."""
    try:
        yield
    except SAID as error:
        raise PlumberError(str(error)) from None
    except LEAKED as error:
        if _is_ours(error):
            raise
        raise PlumberError(str(error)) from None


def _is_ours(error: BaseException) -> bool:
    """Whether a line of ours has raised it, and not one of a library that it called."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] == OURS


class PlumberDocument:
    """An open document; its pages are read one at a time and closed."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._glyphs: MutableMapping[Any, Glyphs] = WeakKeyDictionary()

    def read(self, number: int, covered: Sequence[Covered] = ()) -> PageContent:
        """The content of a page, counted from 1, with marks for what the other engine has found covered."""
        with _library():
            own = page_of(self._pdf.doc, number)
            page: Any = Page(self._pdf, own, page_number=number) if own else None
        if page is None:
            raise PlumberError(f"no page {number}")
        try:
            return _content(page, self._glyphs, covered)
        finally:
            page.close()
            _forget(self._pdf.doc, page.page_obj.contents)


def _forget(document: Any, streams: Sequence[Any]) -> None:
    """Have pdfminer keep no content of a page that has been read, which is as long as all that is made of it."""
    kept: dict[int, object] = getattr(document, "_cached_objs", {})
    for stream in streams:
        kept.pop(getattr(stream, "objid", 0), None)


@contextmanager
def open_pdf(data: bytes) -> Iterator[PlumberDocument]:
    """The document in these bytes, closed behind the reader."""
    pdf = _opened(data)
    try:
        yield PlumberDocument(pdf)
    finally:
        pdf.stream.close()  # to close the document would make an object of each of its pages


def _opened(data: bytes) -> Any:
    """The document, by the password in force where it asks for one; pdfminer takes bytes as Latin-1, or characters."""
    with _library():
        try:
            return pdfplumber.open(io.BytesIO(data))
        except SAID as error:
            if not _asks_for_a_password(error):
                raise
    password = password_in_force()
    typed = [spelling.decode("latin-1") for spelling in spellings_asked_for()]
    for said in dict.fromkeys([*typed, password.text() if password else ""]):
        try:
            with _library():
                return pdfplumber.open(io.BytesIO(data), password=said)
        except PlumberError:
            continue
    raise PlumberError("locked")


def _asks_for_a_password(error: BaseException) -> bool:
    """Whether pdfminer has been given none, or another one; pdfplumber wraps what it says."""
    return isinstance(error, PDFPasswordIncorrect) or any(isinstance(one, PDFPasswordIncorrect) for one in error.args)


def _content(page: Any, glyphs: MutableMapping[Any, Glyphs], covered: Sequence[Covered]) -> PageContent:
    """The page as it stands upright."""
    own = page.page_obj
    box, turns = _page_box(own), own.rotate // QUARTER

    def read(turned: int) -> PageContent:
        drawing = Drawing(page.pdf.rsrcmgr, glyphs, box, turns - turned)
        with _library():
            Interpreter(page.pdf.rsrcmgr, drawing).render_contents(own.resources, own.contents, drawing.to_page)
        runs = masked(drawing.runs, found_in(drawing.runs, covered)) if covered else drawing.runs
        words = list(each_once(words_of(runs)))
        return PageContent(
            page.page_number,
            drawing.width,
            drawing.height,
            words,
            drawing.rules,
            sideways=drawing.sideways,
            turned=turned,
            fills=drawing.fills,
            asides=drawing.asides,
        )

    return strips_as_fills(upright(read, turns))


def _page_box(page: Any) -> Box:
    """What a page shows, in the file's coordinates: left, bottom, right, top."""
    boxes = [(*sorted(box[::2]), *sorted(box[1::2])) for box in (page.mediabox, page.cropbox)]
    (left, right, bottom, top), (cropped_left, cropped_right, cropped_bottom, cropped_top) = boxes
    return (
        max(left, cropped_left),
        max(bottom, cropped_bottom),
        min(right, cropped_right),
        min(top, cropped_top),
    )
