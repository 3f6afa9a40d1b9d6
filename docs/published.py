"""Keeps what each version of the schema has published, and takes none of it back: ``python -m docs.published``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from output.descriptors.schema import decisions_schema, plan_schema
from output.tables.columns import tables
from plan.records.base import SCHEMA_VERSION

PUBLISHED = Path(__file__).with_name("published")
Shape = dict[str, dict[str, str]]


def shape_now() -> Shape:
    """Each table with its columns and their types, and each record of the JSON files with its fields."""
    shape = {f"{name}.csv": {c.name: c.type for c in table.columns} for name, table in tables().items()}
    for file, root, schema in (("plan.json", "Plan", plan_schema()), ("decisions.json", "Decided", decisions_schema())):
        records = {root: schema, **schema["$defs"]}
        shape |= {
            f"{file} {name}": dict.fromkeys(record["properties"], "")
            for name, record in records.items()
            if "properties" in record
        }
    return shape


def published(version: str) -> Shape:
    """What a version has published."""
    shape: Shape = json.loads((PUBLISHED / f"{version}.json").read_text(encoding="utf-8"))
    return shape


def versions() -> list[str]:
    """The versions that are kept, oldest first."""
    return sorted((path.stem for path in PUBLISHED.glob("*.json")), key=_numbers)


def taken_back(before: Shape, now: Shape) -> Iterator[str]:
    """What was published and is no more, or is of another type."""
    for name, columns in before.items():
        for column, kind in columns.items():
            if column not in now.get(name, {}):
                yield f"{name} has no {column} any more"
            elif now[name][column] != kind:
                yield f"{column} of {name} was {kind} and is {now[name][column]}"


def broken_promises(now: Shape, version: str = SCHEMA_VERSION) -> list[str]:
    """What versions of the same major number have published and ``now`` takes back."""
    same = [old for old in versions() if _numbers(old)[0] == _numbers(version)[0]]
    return [f"{old}: {broken}" for old in same for broken in taken_back(published(old), now)]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def main() -> int:
    """Write what the present version publishes; 1 where it takes back something that the major version has promised."""
    now = shape_now()
    if broken := broken_promises(now):
        sys.stderr.write("\n".join([*broken, "Raise the major version, SCHEMA_VERSION in plan/records, or keep it.\n"]))
        return 1
    text = json.dumps(now, ensure_ascii=False, indent=1) + "\n"
    (PUBLISHED / f"{SCHEMA_VERSION}.json").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
