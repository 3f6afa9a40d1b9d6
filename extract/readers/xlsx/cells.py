"""A stored cell of a workbook (ECMA-376 Part 1, 18.3.1.4) as it is seen: numbers as shown, formulas by their value."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import msgspec

from extract.readers.seen import Unread
from extract.readers.sheets.sheet import NO_RESULT, SheetCell
from extract.readers.sheets.shown import general, is_date, shown, shown_text, signed
from extract.readers.xlsx.strings import Pieces, pieces_of, seen
from extract.readers.xlsx.styles import HUNDREDTHS, CellStyle, Styles
from extract.readers.zipped.elements import Element

TENTHS = HUNDREDTHS // 10
NO_FORMAT = (
    "이 칸의 표시 형식은 다루지 않아 보이는 숫자를 알 수 없습니다.",
    "The number format of the cell is not known, so what it shows is not.",
)


class Told(msgspec.Struct, frozen=True):
    """What all cells of a workbook share."""

    strings: Sequence[Pieces]
    styles: Styles
    from_1904: bool


class _Said(msgspec.Struct, frozen=True):
    """What a cell says, and what of it is not to be read or believed."""

    text: str
    unread: tuple[Unread, ...] = ()
    unsure: tuple[str, str] | None = None


def cell_at(stored: Element, row: int, column: int, told: Told, *, shows_zeros: bool) -> SheetCell | None:
    """The cell as it is seen; None where it names a text that the workbook has not."""
    style = told.styles.of(stored.get("s", "0"))
    said = _said(stored, style, told, shows_zeros=shows_zeros)
    if said is None:
        return None
    return SheetCell(
        row,
        column,
        said.text,
        unread=said.unread,
        size=round(style.look.size / TENTHS),
        bold=style.bold,
        framed=style.framed,
        unsure=said.unsure,
    )


def _said(stored: Element, style: CellStyle, told: Told, *, shows_zeros: bool) -> _Said | None:
    kind, value, formula = stored.get("t", "n"), stored.child("main:v"), stored.child("main:f")
    text = value.text() if value is not None else ""
    if kind == "inlineStr":
        inline = stored.child("main:is")
        return _text(pieces_of(inline, told.styles.theme) if inline is not None else (), style)
    if kind == "s" and text:
        at = int(text) if text.strip().isdecimal() else -1
        return _text(told.strings[at], style) if 0 <= at < len(told.strings) else None
    if kind == "str" and (value is not None or formula is None):
        return _text(((text, None),), style)
    if not text.strip():
        return _Said(f"={formula.text()}", unsure=NO_RESULT) if formula is not None else _Said("")
    if kind == "b":
        return _look("TRUE" if text.strip() == "1" else "FALSE", style)
    if kind in ("e", "d"):
        return _look(text.strip(), style)
    return _number(text.strip(), style, told, shows_zeros=shows_zeros)


def _text(pieces: Pieces, style: CellStyle) -> _Said:
    text, unread = seen(pieces, style)
    as_shown = shown_text(text, style.code).strip()
    if text and not as_shown:
        return _Said("", (*unread, Unread("unseen-text", text)))
    return _Said(as_shown, unread)


def _number(stored: str, style: CellStyle, told: Told, *, shows_zeros: bool) -> _Said:
    try:
        value = Decimal(stored)
    except InvalidOperation:
        return _look(stored, style)
    if not value.is_finite():
        return _look(stored, style)
    if not value and not shows_zeros:
        return _Said("")
    as_shown = shown(value, style.code, from_1904=told.from_1904)
    if as_shown is None:
        hint = stored if is_date(style.code) else general(value)
        return _Said(hint, unsure=NO_FORMAT)
    if not as_shown:
        return _Said("", (Unread("unseen-text", general(value)),) if value else ())
    return _look(as_shown if is_date(style.code) else signed(value, as_shown), style)


def _look(text: str, style: CellStyle) -> _Said:
    said, unread = seen(((text, None),), style)
    return _Said(said, unread)
