"""CSV as a Korean portal and a spreadsheet both load it: UTF-8 with BOM, CRLF, RFC 4180, NFC, one line a row."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from output.tables.columns import TableSpec
from output.tables.rows import Row, Value
from plan.forms import composed
from plan.progress import step
from plan.script import DASHES, full_width, visible

Texts = tuple[str, ...]

FORMULAS = "=+-@"
FORMULA_STARTS = (*FORMULAS, *map(full_width, FORMULAS), "\t", "\r")
PLAIN_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
ROWS_OF_A_STEP = 5_000  # of a table; whoever waits hears of so many
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# one such character alone is no formula: a dash is what the document prints for nothing
HARMLESS = frozenset(DASHES + "+")


class CsvFile:
    """A file whose rows come one after another; each is kept as text only."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._content = io.BytesIO()
        self._content.write(BOM_UTF8)  # as the encoding "utf-8-sig" would, which makes each row in Python
        self._text = io.TextIOWrapper(self._content, encoding="utf-8", newline="")
        self.add = csv.writer(self._text, lineterminator="\r\n").writerow
        self.add(titles)

    def content(self) -> bytes:
        """All that has been written."""
        self._text.flush()
        return self._content.getvalue()


def csv_bytes(table: TableSpec, rows: Iterable[Row]) -> bytes:
    """The whole file of a table; the same rows always give the same bytes."""
    return table_file(table, cell_texts(table, rows))


def table_file(table: TableSpec, rows: Iterable[Texts]) -> bytes:
    """The file of a table's columns, under their names."""
    return written([column.name for column in table.columns], rows)


def cell_texts(table: TableSpec, rows: Iterable[Row]) -> Iterator[Texts]:
    """Each row's cells as they are written, in the order of their columns."""
    columns = [(column.name, column.text) for column in table.columns]
    for number, row in enumerate(rows):
        if not number % ROWS_OF_A_STEP:
            step()
        yield tuple([cell_text(row[name], guard) for name, guard in columns])


def written(titles: Iterable[str], rows: Iterable[Texts]) -> bytes:
    """The file of some rows under the titles of their columns."""
    file = CsvFile(titles)
    for row in rows:
        file.add(row)
    return file.content()


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


@lru_cache(maxsize=4096)
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
