"""Whether a plan's files stay within the limit of reading them back, known as early as it can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from plan.errors import ExitCode, PlanError
from plan.records.document import Cell
from plan.records.printed import YearTable
from plan.safe_files import OURS, PARTS, most_of_ours, most_parts

SETTING = "GONGPYO_MAX_PLAN_BYTES"
VALUE_BYTES = 300  # that a published value takes in plan.json at least
VALUE_PARTS = 20  # of a published value there at least: an object and the commas of its fields
USUAL_BYTES = 1_200  # of a cell with its value in plan.json, by which the setting is proposed


def require_room(tables: Sequence[YearTable], values: int = 0) -> None:
    """Refuse what has more cells than a plan.json within the limit can hold, as soon as the cells are known.

    ``values`` are those that are published of them, where that is known already; each takes room of its own.
    """
    size, count, cells = values * VALUE_BYTES, values * VALUE_PARTS, 0
    for table in tables:
        own = sum(map(len, table.grid))
        shown = min((_shown(table.grid[at][at]) for at in (0, -1)), key=len) if own else b""
        size, count, cells = size + own * len(shown), count + own * parts_of(shown), cells + own
    if size > most_of_ours() or count > most_parts():
        raise _too_many("plan.json", cells * USUAL_BYTES)


def _shown(cell: Cell) -> bytes:
    """A cell as plan.json holds it, without its text and what is inside it."""
    fields = msgspec.to_builtins(replace(cell, text="", blocks=()))
    del fields["blocks"]
    return msgspec.json.format(msgspec.json.encode(fields), indent=1)


def readable(name: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of a file that is to be read back; an error where it would be over the limits of reading it."""
    size = count = 0
    for part in parts:
        size += len(part)
        count += parts_of(part)
        if size <= most_of_ours() and count <= most_parts():
            yield part
    if size > most_of_ours() or count > most_parts():
        raise _too_many(name, max(size, -(-count * OURS // PARTS)))


def parts_of(content: bytes) -> int:
    """Objects, lists and items of a JSON text, and what in its words looks like them."""
    return sum(map(content.count, (b"{", b"[", b",")))


def _too_many(name: str, needed: int) -> PlanError:
    """The error for more values than a file may hold; it names the limit, its setting, and what would be enough."""
    most, parts, enough = most_of_ours(), most_parts(), -(-needed // 1_000_000) * 1_000_000
    return PlanError(
        "limit",
        ko=f"문서에 값이 너무 많아 {name}의 한도를 넘습니다({most:,}바이트, 부분 {parts:,}개까지). "
        f"문서를 나누어 변환하거나 한도를 늘리십시오(설정 {SETTING}, 약 {enough}). 아무것도 쓰지 않았습니다.",
        en=f"The document has too many values: its {name} would be over the limit (at most {most:,} bytes and "
        f"{parts:,} parts). Convert it in pieces, or raise the limit (the setting is {SETTING}, some {enough}); "
        "nothing was written.",
        exit_code=ExitCode.LIMIT,
        limit="plan_bytes",
        setting=SETTING,
        enough=enough,
    )
