"""Pages of a PDF through pdfplumber, the second engine: another parser, another interpreter, other fonts' code."""

from __future__ import annotations

import logging
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
import regex
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extract.page import (
    BULLET,
    LEAN,
    TWICE,
    UNKNOWN,
    Char,
    PageContent,
    Point,
    Rule,
    each_once,
    is_symbol_font,
    rules_of,
    words_of,
)

for noisy in ("pdfminer", "pdfplumber"):
    logging.getLogger(noisy).setLevel(logging.CRITICAL)

LEAKED = (  # what pdfplumber and pdfminer raise on broken files
    MalformedPDFException,
    PdfminerException,
    PDFException,
    PSException,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    OverflowError,
    struct.error,
    zlib.error,
)
NO_UNICODE = regex.compile(r"\(cid:\d+\)")  # what pdfminer shows of a character without a meaning
LATELY = 8  # the same characters before it that are looked at


class PlumberError(Exception):
    """pdfplumber cannot read the file or the page."""


class PlumberDocument:
    """An open document; its pages are read one at a time and closed."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf

    def read(self, number: int) -> PageContent:
        """The content of a page, counted from 1."""
        try:
            page = self._pdf.pages[number - 1]
            try:
                return _content(page)
            finally:
                page.close()
        except LEAKED as error:
            raise PlumberError(str(error)) from None


@contextmanager
def open_pdf(path: Path) -> Iterator[PlumberDocument]:
    """The document at a path, closed behind the reader."""
    try:
        pdf = pdfplumber.open(path)
    except LEAKED as error:
        raise PlumberError(str(error)) from None
    try:
        yield PlumberDocument(pdf)
    finally:
        try:
            pdf.close()
        except LEAKED:  # it looks at all pages to close them, and one of them may be broken
            pdf.stream.close()


def _content(page: Any) -> PageContent:
    """pdfplumber's loose records as a page of ours, from the top left corner of what is shown of it."""
    left, top = (max(pair) for pair in zip(page.cropbox[:2], page.mediabox[:2], strict=True))
    right, bottom = (min(pair) for pair in zip(page.cropbox[2:], page.mediabox[2:], strict=True))
    words = tuple(each_once(words_of(_chars(page, left, top))))
    rules = tuple(_rules(page, left, top))
    return PageContent(page.page_number, float(right - left), float(bottom - top), words, rules)


def _chars(page: Any, left: float, top: float) -> Iterator[Char]:
    """The upright characters, each once: bold print is often made by printing twice with a small offset."""
    seen: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
    for char in page.chars:
        if not _is_upright(char["matrix"]):
            continue
        text, x, y, size = char["text"], char["x0"] - left, char["top"] - top, char["size"]
        before = seen[text, char["fontname"]]
        if any(
            abs(x - other_x) < TWICE * size and abs(y - other_y) < TWICE * size for other_x, other_y in before[-LATELY:]
        ):
            continue
        before.append((x, y))
        symbol = is_symbol_font(char["fontname"]) and not text.isspace()
        shown = BULLET if symbol else UNKNOWN if NO_UNICODE.fullmatch(text) else text
        yield shown, x, y, char["x1"] - left, char["bottom"] - top, size, hash((char["fontname"], size))


def _is_upright(matrix: tuple[float, ...]) -> bool:
    a, b, _, d, _, _ = matrix
    return a > 0 and d > 0 and abs(b) <= LEAN * a


def _rules(page: Any, left: float, top: float) -> Iterator[Rule]:
    for shape in (*page.lines, *page.rects, *page.curves):
        points = [(x - left, y - top) for x, y in shape["pts"]]
        closing = points[:1] if shape["object_type"] == "rect" and points[-1] != points[0] else []
        yield from rules_of([*points, *closing], stroked=bool(shape["stroke"]), filled=bool(shape["fill"]))
