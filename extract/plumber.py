"""Pages of a PDF through pdfplumber, the second engine: another parser, another interpreter, other fonts' code."""

from __future__ import annotations

import logging
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
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
    PageContent,
    Point,
    Rule,
    Run,
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
Char = dict[str, Any]  # as pdfplumber gives it
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
    words = tuple(each_once(words_of(_runs(page, left, top))))
    rules = tuple(_rules(page, left, top))
    return PageContent(page.page_number, float(right - left), float(bottom - top), words, rules)


def _runs(page: Any, left: float, top: float) -> Iterator[Run]:
    """The upright characters by font, size and base line."""
    for _, group in groupby(_once(page.chars), _style):
        chars = list(group)
        first = chars[0]
        yield Run(
            [_meant(char) for char in chars],
            [char["x0"] - left for char in chars],
            [char["x1"] - left for char in chars],
            first["top"] - top,
            first["bottom"] - top,
            first["size"],
        )


def _style(char: Char) -> tuple[str, float, float]:
    return char["fontname"], char["size"], char["bottom"]


def _meant(char: Char) -> str:
    text: str = char["text"]
    if is_symbol_font(char["fontname"]) and not text.isspace():
        return BULLET
    return UNKNOWN if NO_UNICODE.fullmatch(text) else text


def _once(chars: Iterable[Char]) -> Iterator[Char]:
    """The upright characters, each once: bold print is often made by printing twice with a small offset."""
    seen: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
    for char in chars:
        if not _is_upright(char["matrix"]):
            continue
        x, y, near = char["x0"], char["top"], TWICE * char["size"]
        before = seen[char["text"], char["fontname"]]
        if not any(abs(x - other_x) < near and abs(y - other_y) < near for other_x, other_y in before[-LATELY:]):
            before.append((x, y))
            yield char


def _is_upright(matrix: tuple[float, ...]) -> bool:
    a, b, _, d, _, _ = matrix
    return a > 0 and d > 0 and abs(b) <= LEAN * a


def _rules(page: Any, left: float, top: float) -> Iterator[Rule]:
    for shape in (*page.lines, *page.rects, *page.curves):
        points = [(x - left, y - top) for x, y in shape["pts"]]
        closing = points[:1] if shape["object_type"] == "rect" and points[-1] != points[0] else []
        yield from rules_of([*points, *closing], stroked=bool(shape["stroke"]), filled=bool(shape["fill"]))
