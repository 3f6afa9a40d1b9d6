"""One page of a PDF for the second engine, without an object for each of the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from pdfminer.pdfpage import LITERAL_PAGE, LITERAL_PAGES, PDFPage
from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, resolve1

DEEPEST = 64  # levels of a tree of pages; a deeper one is left to pdfminer


def page_of(document: Any, number: int) -> PDFPage | None:
    """The page of a number, counted from 1; None where there are less.

    The way to it goes by the counts that the tree of pages states. Where it is not a plain tree whose counts are right,
    pdfminer makes all pages up to this one.
    """
    found = _by_counts(document, document.catalog.get("Pages"), number - 1)
    if found is not None:
        return PDFPage(document, *found, None)
    return next(islice(PDFPage.create_pages(document), number - 1, None), None)


def _by_counts(document: Any, top: object, at: int) -> tuple[int, dict[str, Any]] | None:
    """The number and the properties of the page at a position, what it inherits too; None if that is not plain."""
    reference, above = top, dict_value(document.catalog)
    for _ in range(DEEPEST):
        if not isinstance(reference, PDFObjRef):
            return None
        node = dict_value(reference).copy()
        node |= {key: above[key] for key in PDFPage.INHERITABLE_ATTRS & above.keys() if key not in node}
        if node.get("Type") == LITERAL_PAGE:
            return (reference.objid, node) if at == 0 else None
        kids = list_value(node["Kids"]) if node.get("Type") == LITERAL_PAGES and "Kids" in node else []
        found = _among(kids, resolve1(node.get("Count")), at)
        if found is None:
            return None
        (reference, at), above = found, node
    return None


def _among(kids: Sequence[Any], count: object, at: int) -> tuple[PDFObjRef, int] | None:
    """The kid of a node that a page is in, and its position there; None where the counts do not say it."""
    numbers = {kid.objid for kid in kids if isinstance(kid, PDFObjRef)}
    if len(numbers) != len(kids) or not isinstance(count, int) or not 0 <= at < count:
        return None
    if count == len(kids):
        return (kids[at], 0) if _pages_of(dict_value(kids[at])) == 1 else None  # as all of them, then
    before = 0
    for kid in kids:
        own = _pages_of(dict_value(kid))
        if own is None:
            return None
        if at < before + own:
            return kid, at - before
        before += own
    return None


def _pages_of(node: dict[str, Any]) -> int | None:
    """How many pages a node of the tree has by what it says; None where that is not said plainly."""
    if node.get("Type") == LITERAL_PAGE:
        return 1
    count = resolve1(node.get("Count"))
    return count if node.get("Type") == LITERAL_PAGES and isinstance(count, int) and count > 0 else None
