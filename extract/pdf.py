"""Reader of PDF documents: pdfplumber supplies characters and rules, the lattice and the text make blocks of them."""

from __future__ import annotations

import itertools
import logging
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import regex
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from extract.continuation import join_continued
from extract.errors import refuse
from extract.lattice import find_tables
from extract.limits import check_limit
from extract.line_breaks import mend_breaks
from extract.marks import Counter
from extract.page import PageChar, PageContent, Rule
from extract.page_blocks import blocks_of
from plan_errors import PlanError
from plan_records import Block, Damage, Document, Place, Source, Table

for noisy in ("pdfminer", "pdfplumber"):
    logging.getLogger(noisy).setLevel(logging.CRITICAL)

BULLET = "▪"
THIN = 3.0  # points; a filled rectangle that is thinner is a rule
BROKEN_SHARE = 0.1  # share of a page's characters without a meaning from which on its text is not trusted
BROKEN = regex.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")
LEAKED = (  # what pdfplumber and pdfminer raise on broken files
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
    MemoryError,
    struct.error,
    zlib.error,
)


def read_pdf(path: Path, source: Source) -> Document:
    """Read a PDF with a text layer; encrypted, damaged and scanned files are refused, broken pages become damage."""
    try:
        with pdfplumber.open(path) as pdf:
            return _document(pdf, path, source)
    except PlanError:
        raise
    except LEAKED as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise refuse(
                "encrypted",
                path,
                ko="암호가 걸린 PDF입니다. 암호를 풀고 다시 저장하십시오",
                en="is protected by a password; save it without one",
            ) from None
        raise refuse(
            "damaged",
            path,
            ko=f"손상된 PDF입니다({type(cause).__name__}). 원본을 다시 내려받으십시오",
            en=f"is a damaged PDF ({type(cause).__name__}); download the original again",
        ) from None


def _document(pdf: Any, path: Path, source: Source) -> Document:
    count = len(pdf.pages)
    if count == 0:
        raise refuse("damaged", path, ko="쪽이 없는 PDF입니다", en="is a PDF without pages")
    check_limit("pages", count, path)
    tables, paragraphs = Counter(), Counter(1)
    blocks: list[Block] = []
    damage: list[Damage] = []
    edges: dict[int, tuple[float, ...]] = {}
    shown = 0
    for page in pdf.pages:
        content = _content(page)
        page.close()
        shown += len(content.chars)
        if _is_broken(content):
            damage.append(_broken(content))
            continue
        grids = find_tables(content)
        made = blocks_of(content, grids, tables, paragraphs)
        for grid, block in zip(grids, [b for b in made if isinstance(b, Table)], strict=True):
            edges[block.place.table or 0] = grid.xs
        blocks += made
    if not shown:
        raise refuse(
            "no-text-layer",
            path,
            ko="글자 정보가 없는 PDF(스캔 문서)입니다. 원본 HWP·HWPX 또는 글자가 들어 있는 PDF가 있어야 합니다",
            en="has no text layer (a scan); the HWP or HWPX original or a PDF with text is needed",
        )
    joined = mend_breaks(join_continued(blocks, edges))
    return Document(source=source.model_copy(update={"pages": count}), blocks=tuple(joined), damage=tuple(damage))


def _content(page: Any) -> PageContent:
    """pdfplumber's loose records as a page of ours."""
    left, top = page.bbox[0], page.bbox[1]
    chars = tuple(
        PageChar(_text(c), c["x0"] - left, c["top"] - top, c["x1"] - left, c["bottom"] - top, c["size"])
        for c in page.chars
        if c["upright"]
    )
    rules = tuple(Rule(rule.x0 - left, rule.top - top, rule.x1 - left, rule.bottom - top) for rule in _rules(page))
    return PageContent(page.page_number, float(page.width), float(page.height), chars, rules)


def _text(char: Any) -> str:
    """The character; a letter of a symbol font is the bullet that it is printed as."""
    symbol = "wingdings" in char["fontname"].lower() and not char["text"].isspace()
    return BULLET if symbol else str(char["text"])


def _rules(page: Any) -> Iterator[Rule]:
    for line in page.lines:
        yield Rule(line["x0"], line["top"], line["x1"], line["bottom"])
    for rect in page.rects:
        x0, top, x1, bottom = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
        if x1 - x0 < THIN or bottom - top < THIN:
            yield Rule(x0, top, x1, bottom)
        elif rect["stroke"]:
            yield Rule(x0, top, x1, top)
            yield Rule(x0, bottom, x1, bottom)
            yield Rule(x0, top, x0, bottom)
            yield Rule(x1, top, x1, bottom)
    for curve in page.curves:
        points = curve["pts"]
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            if curve["stroke"] and (abs(ax - bx) < 1 or abs(ay - by) < 1):
                yield Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _is_broken(content: PageContent) -> bool:
    """Whether too many characters have no meaning, as in a font without a ToUnicode map."""
    solid = [char for char in content.chars if char.text.strip()]
    bad = sum(bool(BROKEN.search(char.text)) for char in solid)
    return bad > BROKEN_SHARE * len(solid)


def _broken(content: PageContent) -> Damage:
    return Damage(
        place=Place(page=content.number),
        reason_ko=f"{content.number}쪽의 글자 정보가 깨져 있어 읽지 않았습니다.",
        reason_en=f"The text of page {content.number} is garbled, so it was not read.",
    )
