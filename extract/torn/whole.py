"""A document made whole: tables that run on over a page, rows printed as lines, and words in parts."""

from __future__ import annotations

from typing import TypeGuard

from msgspec.structs import replace

from extract.torn.between import is_page_number
from extract.torn.continuation import join_continued
from extract.torn.line_breaks import joined_in, mend_breaks
from extract.torn.stacked import followed, with_rows_of_lines
from extract.torn.written_down import with_words_across
from plan.records.document import Block, Document, Paragraph


def _is_foot(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.within == "body" and is_page_number(block)


def made_whole(document: Document) -> Document:
    """The document with its parts joined: tables that go on, rows of lines, and words in parts.

    The viewer's text knows no blocks of a table.
    """
    if document.source.format == "opengov":
        return document
    said = [replace(block, within="footer") if _is_foot(block) else block for block in document.blocks]
    joined = join_continued(said, dict(document.column_edges))
    parted, moved = with_rows_of_lines(joined)
    across = with_words_across(parted)
    whole = replace(document, blocks=tuple(across), damage=tuple(followed(document.damage, moved)))
    if document.source.format != "pdf":
        return whole
    blocks = mend_breaks(across)
    return replace(whole, blocks=tuple(blocks), joined=tuple(joined_in(across, blocks)))
