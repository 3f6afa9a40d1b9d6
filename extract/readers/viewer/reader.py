"""Reader of the Seoul portal's document viewer (opengov.seoul.go.kr), saved as text or as the HTML page."""

from __future__ import annotations

import codecs
from pathlib import Path

import lxml.etree
import lxml.html
import regex

from extract.readers.container import Container
from extract.readers.raised import LOWERED, RAISED, shifted
from extract.readers.strangers import no_document
from extract.readers.viewer.page import cut_short, require_one_page
from extract.readers.viewer.recognise import UTF16_MARKS
from extract.readers.viewer.text import read_blocks
from extract.vocabulary import words
from plan.patterns import lazy_pattern
from plan.records.document import Document, Source

HIDDEN_TAGS = ("script", "style", "noscript", "template", "head")
BLOCK_TAGS = frozenset(
    regex.findall(
        r"\w+",
        "address article aside blockquote br dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav "
        "ol p pre section table tbody td tfoot th thead title tr ul",
    )
)
SIDES = {"sup": RAISED, "sub": LOWERED}
ENCODINGS = ("utf-8-sig", "cp949")  # the portal sends UTF-8; Korean Windows editors save CP949
LAST_WORD = lazy_pattern(r"\S+\Z")  # of a page that was cut: 15 of 150
# a page, or a part of one that begins with any element: <main>, <div class=…>
HTML = lazy_pattern(r"(?i)<(?:!doctype html|html|body)|\A\s*<[a-z][a-z0-9]*[\s>]")


def read_opengov(text: str, path: Path, source: Source) -> Document:
    """Read a saved viewer page; a text without any of the viewer's own marks is refused as no document."""
    printed = text
    if HTML.search(text, 0, 4096):
        text = _text_of_html(text, path)
    if not any(mark in text for mark in words("viewer")):
        raise no_document(Container(printed.encode()), path)
    require_one_page(printed, text, path)
    cut = tuple(cut_short(printed, text))
    blocks, damage = read_blocks(LAST_WORD.sub("", text) if cut else text)
    return Document(source=source, blocks=blocks, damage=(*damage, *cut))


def decode(data: bytes, path: Path) -> str:
    """The text of a saved page without a character that is cut off at its end; what is no text is refused."""
    for encoding in ("utf-16",) if data.startswith(UTF16_MARKS) else ENCODINGS:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise no_document(Container(data), path)


def _text_of_html(page: str, path: Path) -> str:
    """What a browser shows of the page, block elements on lines of their own."""
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(page.encode(), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        _require_memory(parser)
        raise no_document(Container(page.encode()), path) from None
    _require_memory(parser)
    lxml.etree.strip_elements(root, *HIDDEN_TAGS, with_tail=False)
    for element in root.iter():
        if element.tag in BLOCK_TAGS:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
        elif element.tag in SIDES:
            element.text = shifted(element.text or "", SIDES[element.tag])
    return "".join(map(str, root.itertext()))


def _require_memory(parser: lxml.html.HTMLParser) -> None:
    """``MemoryError`` where libxml2 was refused some: what it has read until then is no whole page."""
    if any(entry.type == lxml.etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
        raise MemoryError
