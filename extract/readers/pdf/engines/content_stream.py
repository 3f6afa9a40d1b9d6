"""The operators of a PDF's content stream with their operands (ISO 32000-1, 7.8.2), by one pattern in one pass.

Only what is written plainly is read here; where a stream holds an inline image or anything odd, there is no result, and
an engine's own parser has to say what it means.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

SPACE = r"[\t\n\f\r ]"
END = r"(?=[\t\n\f\r ()<>\[\]{}/%]|\Z)"
REAL = r"[+-]?(?:\d++\.?\d*+|\.\d++)"
PLAIN = r"[^()\\]|\\."
TOKEN = re.compile(  # not of regex, whose matches of short patterns take twice the time
    rf"""{SPACE}*+ (?:
        ((?:{REAL}{SPACE}++)*+) ([A-Za-z'"][A-Za-z0-9]*+\*?) {END}  # an operator and the numbers in front of it
      | ({REAL}) {END}
      | /([^\0\t\n\f\r ()<>\[\]{{}}/%\#]*+)
      | \(( (?:{PLAIN} | \( (?:{PLAIN})*+ \) )*+ )\)
      | <( (?:[0-9A-Fa-f]{{2}} | {SPACE})*+ )>
      | (\[)
      | (\])
      | (<< | >> | %[^\r\n]*+ | \Z)
      | (.)
    )""".encode(),
    re.DOTALL | re.VERBOSE,
)
OPERATOR, NUMBER, NAME, STRING, HEX, OPEN, CLOSE, SKIPPED = range(2, 10)
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n)|(.))", re.DOTALL)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}
INLINE_IMAGE = b"BI"
Operation = tuple[bytes, list[Any]]


def read_operations(content: bytes, wanted: Collection[bytes]) -> list[Operation] | None:
    """The operations by these operators: numbers as float, strings as bytes, names as str, arrays as list."""
    operations: list[Operation] = []
    operands: list[Any] = []
    outer: list[list[Any]] = []
    for token in TOKEN.finditer(content):
        kind = token.lastindex
        if kind == OPERATOR:
            operator = token[OPERATOR]
            if operator in wanted:
                operands += map(float, token[1].split())
                operations.append((operator, operands))
            if outer or operator == INLINE_IMAGE:
                return None
            operands = []
        elif kind == NUMBER:
            operands.append(float(token[NUMBER]))
        elif kind == STRING:
            operands.append(_unescaped(token[STRING]))
        elif kind == HEX:
            operands.append(bytes.fromhex(token[HEX].decode("ascii")))
        elif kind == NAME:
            operands.append(token[NAME].decode("utf-8", "replace"))
        elif kind == OPEN:
            outer.append(operands)
            operands = []
        elif kind == CLOSE and outer:
            array, operands = operands, outer.pop()
            operands.append(array)
        elif kind != SKIPPED:
            return None
    return None if outer else operations


def _unescaped(string: bytes) -> bytes:
    return ESCAPE.sub(_meant, string) if b"\\" in string else string


def _meant(escape: re.Match[bytes]) -> bytes:
    """What stands behind a backslash: of an octal number its last eight bits (ISO 32000-1, 7.3.4.2).

    A backslash in front of anything but the known characters is left out.
    """
    octal, _, character = escape.groups()
    return bytes((int(octal, 8) & 0xFF,)) if octal else ESCAPED.get(character, b"")
