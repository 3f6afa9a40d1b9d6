"""CSV as a Korean portal and a spreadsheet both load it: UTF-8 with BOM, CRLF, RFC 4180, NFC, one line a row."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from output.columns import ColumnSpec, TableSpec
from output.rows import Row, Value

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
PLAIN_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
HARMLESS = frozenset("-–—+")  # one such character alone is no formula: a dash is what the document prints for nothing


def csv_bytes(table: TableSpec, rows: Iterable[Row]) -> bytes:
    """The whole file; the same rows always give the same bytes."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in rows:
        writer.writerow([_cell(column, row[column.name]) for column in table.columns])
    return (BOM + stream.getvalue()).encode("utf-8")


def _cell(column: ColumnSpec, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    text = one_line(str(value))
    return guarded(text) if column.text else text


def one_line(text: str) -> str:
    """The text in NFC with single spaces, without line breaks and other control characters."""
    return unicodedata.normalize("NFC", CONTROL.sub("", " ".join(text.split())))


def number_text(value: Decimal) -> str:
    """A number without separators and without an exponent; its decimals as printed."""
    return f"{value:f}"


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it as a formula (OWASP, CSV injection)."""
    harmless = text in HARMLESS or PLAIN_NUMBER.fullmatch(text)
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not harmless else text
