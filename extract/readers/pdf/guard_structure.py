"""Checks a PDF's structure by qpdf and its streams by their own checksums.

PDF engines repair what is broken and say nothing: of 1,200 damaged PDFs pdfium lost or changed numbers in 386 without a
word. qpdf warns where it repairs; a Flate stream ends with the Adler-32 of what it holds (RFC 1950).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
import regex

from extract.readers.deflate import ZLIB, inflate
from extract.readers.limits import check_limit
from extract.readers.locked.password import spellings_asked_for
from extract.readers.pdf.guard_fonts import font_defects
from extract.readers.pdf.guard_pages import check_page_tree
from extract.readers.pdf.qpdf_warnings import Nameless, repairs_in
from extract.readers.refusals import damaged, locked, refuse
from plan.records.base import Place
from plan.records.document import Damage
from plan.script import MORE

# a keyword ends with white space or a delimiter (ISO 32000-1, 7.2.2); engines differ on what they make of anything else
UNLIKE_OBJECT = regex.compile(rb"(?<![^\0\t\n\f\r ])\d{1,10} \d{1,5} obj(?![\0\t\n\f\r <\[(/%])")
TREE_DEPTH = 64  # levels of the page tree; genuine ones have a handful
NOT_READ = frozenset(("/Image", "/Metadata", "/EmbeddedFile"))  # streams that hold no text of a page
TABLES = frozenset(("/ObjStm", "/XRef"))
CONTAINERS = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
PACKED = b"x"  # the first byte of what zlib packs
PAGE_STREAMS = frozenset(("/Contents", "/Metadata", "/Thumb"))  # entries of a page that are streams (table 30)
SHOWN = 3
LEAKED = (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError,
          NotImplementedError, pikepdf.DataDecodingError)  # fmt: skip


def check_pdf(data: bytes, path: Path) -> tuple[Damage, ...]:
    """What of a PDF cannot be trusted; one without a page tree, with a password or over a limit is refused."""
    check_page_tree(data, path)
    unlike = [f"object at {found.start()}" for found in UNLIKE_OBJECT.finditer(data)]
    try:
        with _opened(data) as pdf:
            pages = list(_pages(pdf, path))
            lost = _has_lost_streams(pdf)
            defects = [
                *_stream_defects(pdf, path),
                *_page_defects(pdf, pages, lost=lost),
                *font_defects(pages, lost=lost),
            ]
            defects = [*unlike, *repairs_in(pdf, data, path), *defects]
    except pikepdf.PasswordError:
        raise locked(path) from None
    except LEAKED as error:
        raise damaged(path, type(error).__name__, ko="PDF", en="PDF") from None
    if not pages:
        raise refuse("damaged", path, ko="쪽이 없는 PDF입니다", en="is a PDF without pages")
    return (_mark(defects),) if defects else ()


def _opened(data: bytes) -> Any:
    """The document, by the password in force where it asks for one."""
    try:
        return pikepdf.open(Nameless(data), suppress_warnings=True, attempt_recovery=True)
    except pikepdf.PasswordError:
        for password in spellings_asked_for():
            with suppress(pikepdf.PasswordError):
                return pikepdf.open(Nameless(data), password=password, suppress_warnings=True, attempt_recovery=True)
        raise


def _pages(pdf: Any, path: Path) -> Iterator[Any]:
    """The leaves of the page tree, without qpdf's own walk, which copies a page for each time it is named."""
    root = pdf.Root.Pages
    check_limit("pages", int(root.get("/Count", 0)), path)
    waiting = [(root, 0)]
    count = 0
    while waiting:
        node, depth = waiting.pop()
        kids = node.get("/Kids")
        if kids is None:
            count += 1
            check_limit("pages", count, path)
            yield node
            continue
        if depth > TREE_DEPTH:
            raise damaged(path, "Pages", ko="PDF", en="PDF")
        check_limit("pages", count + len(waiting) + len(kids), path)
        waiting += [(kid, depth + 1) for kid in reversed(list(kids))]


def _stream_defects(pdf: Any, path: Path) -> Iterator[str]:
    """Streams whose data does not end as it should, or that a filter cannot read."""
    size = 0
    for stream in pdf.objects:
        if not isinstance(stream, pikepdf.Stream):
            continue
        if str(stream.get("/Subtype")) in NOT_READ or str(stream.get("/Type")) in NOT_READ:
            continue
        filters = stream.get("/Filter")
        layers = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
        if layers and {*layers} == {"/FlateDecode"}:
            data, complete = stream.read_raw_bytes(), True
            for _ in layers:  # qpdf would unpack them all before anybody could count
                inflated = inflate(data, path, window=ZLIB, before=size)
                data, complete = inflated.data, complete and inflated.complete
                size += len(data)
            if not complete:
                yield f"stream {stream.objgen[0]}"
        elif filters is None:
            if stream.read_raw_bytes()[:1] == PACKED and inflate(stream.read_raw_bytes(), path, window=ZLIB).complete:
                yield f"stream {stream.objgen[0]}: Filter"  # packed, and the word that says so is lost
        else:
            try:
                size += len(stream.read_bytes())
            except pikepdf.PdfError:
                yield f"stream {stream.objgen[0]}"
            check_limit("inflated_bytes", size, path)


def _reachable(pdf: Any) -> set[tuple[int, int]]:
    """The objects that a reader can come to from the trailer."""
    reached: set[tuple[int, int]] = set()
    waiting: list[Any] = [pdf.trailer]
    while waiting:
        node = waiting.pop()
        for value in node if isinstance(node, pikepdf.Array) else (part for _, part in node.items()):
            if not isinstance(value, CONTAINERS):
                continue
            if value.is_indirect:
                if value.objgen in reached:
                    continue
                reached.add(value.objgen)
            waiting.append(value)
    return reached


def _has_lost_streams(pdf: Any) -> bool:
    """Whether the file holds a stream to which nothing leads from the trailer."""
    reached = _reachable(pdf)
    return any(
        isinstance(stream, pikepdf.Stream) and stream.objgen not in reached and str(stream.get("/Type")) not in TABLES
        for stream in pdf.objects
    )


def _page_defects(pdf: Any, pages: list[Any], *, lost: bool) -> Iterator[str]:
    """A page that shows nothing, or what another page shows, while a stream lies in the file that no page leads to."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pages, 1):
        contents = page.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
        renamed = any(isinstance(part, pikepdf.Stream) and key not in PAGE_STREAMS for key, part in page.items())
        empty = len(streams) < len(parts) and (lost or renamed or contents is not None)
        if empty or (lost and any(part.objgen in seen for part in streams)):
            yield f"page {number}"
        seen.update(part.objgen for part in streams)
    if int(pdf.Root.Pages.get("/Count", len(pages))) != len(pages):
        yield "Count"


def _mark(defects: list[str]) -> Damage:
    quoted = ", ".join(defects[:SHOWN]) + (f" {MORE} ({len(defects)})" if len(defects) > SHOWN else "")
    return Damage(
        place=Place(),
        reason_ko=f"PDF의 구조가 손상되었습니다({quoted}). 값을 원본과 대조하십시오.",
        reason_en=f"The PDF's structure is damaged ({quoted}); compare the values with the original.",
    )
