"""The rows of data that are kept in ``.toml`` files beside the code, and those that a person adds for his documents.

Own rows are in force for the documents of one folder and for nothing else. Whatever is made of rows is kept by
``functools.cache``, so it is forgotten when they come and when they go. While they are in force no other thread reads:
it waits, as these rows wait for documents that are being read.
"""

from __future__ import annotations

import importlib
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Condition, get_ident
from typing import Any, cast

import msgspec

from plan.kept_files import beside_byte_code, keep, read_kept

ROOMS = ("plan", "extract", "normalize", "output", "gongpyo")
Rows = Mapping[tuple[Path, str], Sequence[Mapping[str, Any]]]  # by file and table

_turn = Condition()
_in_force: dict[tuple[Path, str], Sequence[Mapping[str, Any]]] = {}
_reading: dict[int, int] = {}  # how deep each thread is in reading without own rows
_owner: list[int] = []  # the thread whose rows are in force


@cache
def tables_of(file: Path) -> dict[str, Any]:
    """All tables of a file, by name, with the own rows that are in force put behind theirs; a file is read once."""
    tables = _tables_in(file)
    added = {table: rows for (of, table), rows in _in_force.items() if of == file}
    return {**tables, **{table: [*tables[table], *rows] for table, rows in added.items()}}


def _tables_in(file: Path) -> dict[str, Any]:
    """What a file holds: as it is kept for these very bytes, else parsed, which takes eight times as long."""
    written = file.read_bytes()
    made_for = f"{msgspec.__version__} {len(written)} {zlib.crc32(written)}\n".encode()
    kept = beside_byte_code(file, ".tables")
    content = read_kept(kept, made_for)
    if content is not None:
        return cast("dict[str, Any]", msgspec.msgpack.decode(content))
    tables = parsed_toml(written.decode())
    packed = msgspec.msgpack.encode(tables)
    if msgspec.msgpack.decode(packed) == tables:  # a date would become a text
        keep(kept, made_for, packed)
    return tables


def parsed_toml(text: str) -> dict[str, Any]:
    """What a text of TOML says; ``ValueError`` where it is none. Where all tables are kept no parser is loaded."""
    parser = importlib.import_module("tomli")  # the standard library's tomllib, compiled: a third of its time
    return cast("dict[str, Any]", parser.loads(text))


@contextmanager
def reading(rows: Rows | None = None) -> Iterator[None]:
    """Read with these rows beside the package's; without any as the package has them, or as who reads already does."""
    me = get_ident()
    if rows and me not in _owner:
        if me in _reading:
            raise RuntimeError("own rows come before a document is read")
        with _turn:
            _turn.wait_for(lambda: not _owner and not _reading)
            _owner.append(me)
        try:
            _in_force.update(rows)
            _forget()
            yield
        finally:
            _in_force.clear()
            _forget()
            with _turn:
                _owner.clear()
                _turn.notify_all()
    elif me in _owner:
        yield
    else:
        with _turn:
            _turn.wait_for(lambda: not _owner)
            _reading[me] = _reading.get(me, 0) + 1
        try:
            yield
        finally:
            with _turn:
                _reading[me] -= 1
                if not _reading[me]:
                    del _reading[me]
                _turn.notify_all()


def _forget() -> None:
    """Empty every cache of our modules: some hold what was made of rows."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ROOMS and module is not None:
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and getattr(value, "__module__", "").partition(".")[0] in ROOMS:
                    value.cache_clear()
