"""Tells what qpdf had to repair from what sloppy writers do and loses nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import regex

from extract.readers.pdf.guard_pages import parts_of
from plan.data_files import tables_of
from plan.patterns import lazy_pattern

WARNINGS_FILE = Path(__file__).with_name("qpdf_warnings.toml")
NAMELESS = "stream gongpyo:bytes"  # as pikepdf calls what is no path
OBJECT = lazy_pattern(r"object (?P<number>\d+) (?P<generation>\d+)")


class Nameless(io.BytesIO):
    """Bytes that qpdf reads, under a name that is taken out of its warnings again."""

    def __str__(self) -> str:
        return NAMELESS.removeprefix("stream ")


class Harmless(msgspec.Struct, frozen=True):
    """A row of ``qpdf_warnings.toml``."""

    warning: str
    reason: str
    seen: str
    if_gone: bool = False


@cache
def harmless_warnings() -> tuple[Harmless, ...]:
    """What loses nothing."""
    return tuple(msgspec.convert(row, Harmless) for row in tables_of(WARNINGS_FILE)["harmless"])


def repairs_in(pdf: Any, data: bytes, path: Path) -> Iterator[str]:
    """What qpdf had to repair in the bytes that it has open, in its words."""
    for warning in map(str, pdf.get_warnings()):
        row = next((row for row in harmless_warnings() if row.warning in warning), None)
        if row is None or (row.if_gone and _is_lost(warning, data, path)):
            yield " ".join(warning.replace(NAMELESS, "").replace("WARNING:", "").split()).strip(": ")


def _is_lost(warning: str, data: bytes, path: Path) -> bool:
    """Whether the object that a warning is about is in the file and is named there."""
    found = OBJECT.search(warning.replace(NAMELESS, ""))
    if found is None:
        return True
    whose = rf"(?<!\d)0*{found['number']}\s+0*{found['generation']}\s+".encode()
    if not regex.search(whose + rb"obj\b", data):
        return False
    return any(regex.search(whose + rb"R\b", part) for part in parts_of(data, path))
