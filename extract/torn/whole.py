"""A document made whole: tables that run on over a page, and words that the end of a line breaks."""

from __future__ import annotations

from msgspec.structs import replace

from extract.torn.continuation import join_continued
from extract.torn.line_breaks import mend_breaks
from plan.records import Document


def made_whole(document: Document) -> Document:
    """The document with its parts joined: tables that go on, and in a PDF, which breaks lines, words.

    The viewer's text knows no blocks of a table.
    """
    if document.source.format == "opengov":
        return document
    joined = join_continued(document.blocks, dict(document.column_edges))
    blocks = mend_breaks(joined) if document.source.format == "pdf" else joined
    return replace(document, blocks=tuple(blocks))
