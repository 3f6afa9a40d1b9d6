"""A document made whole: tables that run on over a page, and words that the end of a line breaks."""

from __future__ import annotations

from msgspec.structs import replace

from extract.torn.continuation import join_continued
from extract.torn.line_breaks import mend_breaks
from plan.records import Document


def made_whole(document: Document) -> Document:
    """The document with its parts joined; only a format that shows columns' edges prints a table in parts."""
    if document.source.format != "pdf":
        return document
    joined = mend_breaks(join_continued(document.blocks, dict(document.column_edges)))
    return replace(document, blocks=tuple(joined))
