"""A document made whole: tables that run on over a page, rows printed as lines, and words in parts."""

from __future__ import annotations

from msgspec.structs import replace

from extract.torn.continuation import join_continued
from extract.torn.line_breaks import mend_breaks
from extract.torn.stacked import followed, with_rows_of_lines
from extract.torn.written_down import with_words_across
from plan.records.document import Document


def made_whole(document: Document) -> Document:
    """The document with its parts joined: tables that go on, rows of lines, and words in parts.

    The viewer's text knows no blocks of a table.
    """
    if document.source.format == "opengov":
        return document
    joined = join_continued(document.blocks, dict(document.column_edges))
    parted, moved = with_rows_of_lines(joined)
    across = with_words_across(parted)
    blocks = mend_breaks(across) if document.source.format == "pdf" else across
    return replace(document, blocks=tuple(blocks), damage=tuple(followed(document.damage, moved)))
