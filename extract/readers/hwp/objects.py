"""The controls of HWP 5 that stand in a text for something: what they are seen as, or what they are.

한글문서파일형식 5.0 (Hancom, revision 1.3), 4.3.9.3 (equations), 4.3.10.4 (automatic numbers), 4.3.10.13 (글자 겹침)
and 4.3.10.14 (덧말).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from extract.readers.equation import equation_text
from extract.readers.hwp.layout import DRAWINGS

FIELD = b"%"  # what the names of fields begin with
WITHOUT_TEXT = frozenset(
    (
        b"tbl ", b"nwno", b"pghd", b"pgct", b"pgnp", b"bokm", b"idxm", b"head", b"foot", b"fn  ", b"en  ", b"secd",
        b"cold", b"tcmt",
    )
)  # fmt: skip
NAMES: dict[bytes, str] = {
    b"eqed": "equation",
    b"tcps": "compose",
    b"tdut": "dutmal",
    b"form": "form",
    b"atno": "autoNum",
}
NAME_BYTES = 4
SCRIPT_AT = 4
NUMBER = struct.Struct("<4xIH2xHH")  # kind and shape, the number, and what stands before and behind it
PAGE, SHAPES_AT = 0, 4
IN_NO_FRAME = 0


def object_text(kind: bytes, control: bytes, equation: bytes, *, in_cell: bool) -> str | None:
    """The text that a control is seen as, None where it is no text or how it is seen is not certain.

    Automatic numbers are read in cells only, where they may be a part of a number.
    """
    if kind in WITHOUT_TEXT or kind.startswith(FIELD):
        return ""
    if kind == b"eqed":
        return equation_text(_text(equation, SCRIPT_AT)[0])
    if kind == b"tdut":
        return _text(control, NAME_BYTES)[0]
    if kind == b"tcps":
        return _composed(control)
    if kind == b"atno":
        return _number(control) if in_cell else ""
    return None


def kind_of(kind: bytes, below: Iterable[int]) -> str:
    """What a control is, by its name and by the tags of the records below it."""
    if kind in NAMES:
        return NAMES[kind]
    drawn = next((DRAWINGS[tag] for tag in below if tag in DRAWINGS), "rect")
    return drawn if kind == b"gso " else "unknown"


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A string with its length in front of it, and where it ends; '' where it is cut short."""
    length = int.from_bytes(data[at : at + 2], "little")
    end = at + 2 + 2 * length
    return (data[at + 2 : end].decode("utf-16-le", "replace") if end <= len(data) else ""), end


def _composed(control: bytes) -> str | None:
    """One character that stands by itself; several in one place, or a frame around one, are no plain text."""
    text, end = _text(control, NAME_BYTES)
    return text if len(text) == 1 and control[end : end + 1] in (b"", bytes([IN_NO_FRAME])) else None


def _number(control: bytes) -> str | None:
    if len(control) < NUMBER.size:
        return None
    properties, number, before, behind = NUMBER.unpack_from(control)
    if properties & 0xF == PAGE or properties >> SHAPES_AT & 0xFF:
        return None
    return f"{chr(before) if before else ''}{number}{chr(behind) if behind else ''}"
