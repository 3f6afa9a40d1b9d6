"""A stored cell of an OpenDocument spreadsheet (OpenDocument 1.3 Part 3, 9.1.4): the text that its writer showed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from extract.readers.odf.styles import Styles, ground_or_white, is_bold, is_framed, size_of
from extract.readers.odf.texts import paragraphs_in, said_in
from extract.readers.raised import INK, as_seen
from extract.readers.seen import Unread, seen_of
from extract.readers.sheets.conditions import number_in
from extract.readers.sheets.sheet import NO_RESULT, SheetCell
from extract.readers.sheets.shown import general, signed
from extract.readers.zipped.elements import Element

VALUES = ("office:value", "office:date-value", "office:time-value", "office:boolean-value", "office:string-value")
TENTHS = 10  # of a point


def cell_at(stored: Element, row: int, column: int, styles: Styles, style: str) -> SheetCell:
    """The cell as it is seen; ``style`` is that of its row or column where it has none of its own."""
    said = styles.of("table-cell", stored.get("table:style-name") or style)
    texts: list[str] = []
    unread: list[Unread] = []
    for paragraph in paragraphs_in(stored):
        found = said_in(paragraph, styles, said, lambda _: True)
        kept, lost = seen_of(found.pieces, ground_or_white(said))
        texts.append(as_seen(kept))
        unread += [*lost, *[Unread("unseen-text", text) for text in found.hidden if INK.search(text)]]
    text = "\n".join(texts).strip()
    value = next((stored.get(name) for name in VALUES if stored.get(name)), "")
    unsure = None
    if text and (number := number_in(stored.get("office:value"))) is not None:
        text = signed(number, text)
    if not text and not unread:
        if value and not texts:
            text = _plain(value)
        elif value and _is_number_but_zero(value):
            unread.append(Unread("unseen-text", value))
        elif stored.get("table:formula") and not value and stored.get("office:value-type") != "string":
            text, unsure = stored.get("table:formula").partition(":")[2] or stored.get("table:formula"), NO_RESULT
    return SheetCell(
        row,
        column,
        text,
        row_span=_count(stored.get("table:number-rows-spanned")),
        column_span=_count(stored.get("table:number-columns-spanned")),
        unread=tuple(unread),
        size=round(size_of(said) * TENTHS),
        bold=is_bold(said),
        framed=is_framed(said),
        unsure=unsure,
    )


def boxes_in(shapes: Sequence[Element]) -> list[str]:
    """The texts of shapes that lie over a sheet."""
    found = []
    for shape in shapes:
        lines = [one.text().strip() for one in shape.all("text:p", "text:h")]
        if text := "\n".join(line for line in lines if line):
            found.append(text)
    return found


def _plain(value: str) -> str:
    """A value whose writer has not said how it is shown."""
    number = number_in(value)
    return value if number is None else general(number)


def _is_number_but_zero(value: str) -> bool:
    try:
        return Decimal(value) != 0
    except InvalidOperation:
        return True


def _count(said: str) -> int:
    return max(1, int(said[:7])) if said.isdecimal() else 1
