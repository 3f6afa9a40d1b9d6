"""plan.json and decisions.json: the whole plan and why it is so, the same bytes for the same plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from msgspec.structs import replace

from plan.records.base import Record, as_json_number
from plan.records.meaning import FILE_OF_ITS_OWN, Decided, Indicator, Observation, Plan
from plan.records.printed import TableDecision, YearTable

TOGETHER = 16  # records that are written at a time: as fields of dictionaries they take many times the room


def json_bytes(plan: Plan, *, with_contacts: bool = False) -> bytes:
    """The plan as canonical JSON; persons and telephone numbers only where the caller asks for them."""
    return b"".join(json_parts(plan, with_contacts=with_contacts))


def json_parts(plan: Plan, *, with_contacts: bool = False) -> Iterator[bytes]:
    """The same in parts, of which none is large."""
    yield from _object(plan, FILE_OF_ITS_OWN if with_contacts else {*FILE_OF_ITS_OWN, "contacts"})


def decisions_parts(decided: Decided) -> Iterator[bytes]:
    """decisions.json in parts; of a table without a head of years it quotes no text but years."""
    yield from _object(replace(decided, tables=tuple(map(without_strangers, decided.tables))))


def without_strangers(table: TableDecision) -> TableDecision:
    """The decision on a table without its title where the table has no head of years: it may name persons."""
    return table if table.year_table is not None else replace(table, title="")


def _object(record: Record, left_out: Collection[str] = ()) -> Iterator[bytes]:
    """A record as an indented object, a list in it some records at a time."""
    before = b"{\n "
    for name in record.__struct_fields__:
        if name in left_out:
            continue
        value = getattr(record, name)
        yield before + b'"%b": ' % name.encode()
        if isinstance(value, tuple) and value:
            yield from _list(value)
        else:
            yield _inside(value)
        before = b",\n "
    yield b"\n}\n"


def _list(records: Sequence[Any]) -> Iterator[bytes]:
    """A list of records, some of them at a time."""
    before = b"["
    for start in range(0, len(records), TOGETHER):
        written = _inside(_fields(records[start : start + TOGETHER]))
        yield before + written.removeprefix(b"[").removesuffix(b"\n ]")
        before = b","
    yield b"\n ]"


def _fields(records: Sequence[Any]) -> list[dict[str, Any]]:
    """The fields of some records: numbers as JSON says them, the cells of a table without the blocks inside them."""
    fields: list[dict[str, Any]] = msgspec.to_builtins(records, builtin_types=(Decimal,))
    if isinstance(records[0], Indicator | Observation):
        for entry in fields:
            for name, value in entry.items():
                if isinstance(value, Decimal):
                    entry[name] = as_json_number(value)
    elif isinstance(records[0], YearTable):
        for table in fields:
            for row in table["grid"]:
                for cell in row:
                    del cell["blocks"]
    return fields


def _inside(value: object) -> bytes:
    """A value as it stands inside the indented file."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).replace(b"\n", b"\n ")


def indented(value: dict[str, Any]) -> bytes:
    """A JSON file of one indented object; texts stay as they are, in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
