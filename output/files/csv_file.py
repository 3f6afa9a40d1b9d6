"""CSV as a Korean portal and a spreadsheet both load it: UTF-8 with BOM, CRLF, RFC 4180, NFC, one line a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from output.tables.columns import TableSpec
from output.tables.rows import Row, Value
from plan.forms import composed
from plan.script import DASHES, full_width, visible

Texts = tuple[str, ...]

FORMULAS = "=+-@"
FORMULA_STARTS = (*FORMULAS, *map(full_width, FORMULAS), "\t", "\r")
PLAIN_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# one such character alone is no formula: a dash is what the document prints for nothing
HARMLESS = frozenset(DASHES + "+")


def csv_bytes(table: TableSpec, rows: Iterable[Row]) -> bytes:
    """The whole file of a table; the same rows always give the same bytes."""
    return table_file(table, cell_texts(table, rows))


def table_file(table: TableSpec, rows: Iterable[Texts]) -> bytes:
    """The file of a table's columns, under their names."""
    return written([column.name for column in table.columns], rows)


def cell_texts(table: TableSpec, rows: Iterable[Row]) -> list[Texts]:
    """Each row's cells as they are written, in the order of their columns."""
    columns = [(column.name, column.text) for column in table.columns]
    return [tuple([cell_text(row[name], guard) for name, guard in columns]) for row in rows]


def written(titles: Iterable[str], rows: Iterable[Texts]) -> bytes:
    """The file of some rows under the titles of their columns."""
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows(rows)
    stream.flush()
    return content.getvalue()


def cell_text(value: Value, guard: bool) -> str:
    """A value as it is written; ``guard`` tells that its column holds texts of the document."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _written_text(value, guard)
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, Decimal) else str(value)


@lru_cache(maxsize=4096)
def _written_text(text: str, guard: bool) -> str:
    """Kept, since most texts of a table stand in many of its rows."""
    line = one_line(text)
    return guarded(line) if guard else line


def one_line(text: str) -> str:
    """The text in NFC with single spaces, without line breaks and other control characters."""
    return composed(CONTROL.sub("", " ".join(text.split())))


def number_text(value: Decimal) -> str:
    """A number without separators and without an exponent; its decimals as printed."""
    return f"{value:f}"


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it as a formula (OWASP, CSV injection).

    What nobody sees in front of the formula does not hide it.
    """
    seen = visible(text).lstrip()
    harmless = seen in HARMLESS or PLAIN_NUMBER.fullmatch(seen)
    return f"'{text}" if seen.startswith(FORMULA_STARTS) and not harmless else text
