"""The words of an OpenDocument paragraph (OpenDocument 1.3 Part 3, 6) with their looks, and what stands among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from extract.readers.odf.styles import Properties, Styles, is_hidden, look_of
from extract.readers.raised import INK, Look, note_mark
from extract.readers.zipped.elements import Element
from plan.patterns import lazy_pattern
from plan.script import CLOSED_NOTES

BLANKS = lazy_pattern(r"[ \t\r\n]+")  # which XML writes as it likes, and a paragraph shows as one
SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
SILENT = frozenset(
    (
        "office:annotation", "office:annotation-end", "text:ruby-text", "text:script", "text:tracked-changes",
        "text:soft-page-break", "text:note-citation",
    )
)  # fmt: skip  # what is no word of the paragraph
MOST_BLANKS = 1_000  # that one element may stand for
TRUE = "true"
DRAWN = "drawing:"


class Said(msgspec.Struct):
    """What a paragraph says: its pieces, the objects and notes in it, and words that it does not show."""

    pieces: list[tuple[str, Look]] = msgspec.field(default_factory=list)
    inside: list[Element] = msgspec.field(default_factory=list)
    hidden: list[str] = msgspec.field(default_factory=list)


def said_in(paragraph: Element, styles: Styles, outer: Properties, marks_notes: Callable[[Element], bool]) -> Said:
    """What stands in a paragraph whose characters have these properties."""
    said = Said()
    _walk(paragraph, styles, outer, look_of(outer), said, marks_notes)
    if said.pieces:
        first, look = said.pieces[0]
        said.pieces[0] = first.lstrip(" "), look
    return said


def _walk(
    holder: Element,
    styles: Styles,
    outer: Properties,
    look: Look,
    said: Said,
    marks_notes: Callable[[Element], bool],
) -> None:
    for one in holder.inside:
        if isinstance(one, str):
            _add(said, BLANKS.sub(" ", one), look)
        elif one.name in SILENT:
            continue
        elif one.name == "text:s":
            count = one.get("text:c", "1")
            said.pieces.append((" " * min(MOST_BLANKS, int(count) if count.isdecimal() else 1), look))
        elif one.name in SIGNS:
            said.pieces.append((SIGNS[one.name], look))
        elif one.name == "text:note":
            if marks_notes(one):
                said.pieces.append((mark_of(one), Look(0.0)))
            said.inside.append(one)
        elif one.name.startswith(DRAWN):
            said.inside.append(one)
        elif one.name in ("text:hidden-text", "text:hidden-paragraph") and one.get("text:is-hidden", TRUE) == TRUE:
            said.hidden.append(one.get("text:string-value") or one.text())
        else:
            own = styles.of("text", one.get("text:style-name")) if one.get("text:style-name") else {}
            inner = {**outer, **own} if own else outer
            if own and is_hidden(inner):
                said.hidden.append(one.text())
                continue
            _walk(one, styles, inner, look_of(own, outer) if own else look, said, marks_notes)


def _add(said: Said, text: str, look: Look) -> None:
    """Add a text; a blank that follows a blank is none."""
    before = said.pieces[-1][0] if said.pieces else ""
    if text.startswith(" ") and before.endswith((" ", "\n", "\t")):
        text = text[1:]
    if text:
        said.pieces.append((text, look))


def mark_of(note: Element) -> str:
    """The mark of a note in the text that it hangs on, raised where it is a number."""
    citation = note.child("text:note-citation")
    text = (citation.text() if citation is not None else "").strip()
    closing = text[-1:] if text[-1:] in CLOSED_NOTES else ""
    return note_mark(text.removesuffix(closing), ord(closing) if closing else 0)


def has_words(said: Said) -> bool:
    """Whether a character that is seen stands in it."""
    return any(INK.search(text) for text, _ in said.pieces)


def paragraphs_in(holder: Element) -> Iterator[Element]:
    """The paragraphs that stand directly in a cell or a note."""
    return holder.children("text:p", "text:h")
