"""What an archive takes in hours, storage, requests and money, by the measured costs of ``projection.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

MODEL = Path(__file__).with_name("projection.toml")
SIZES = ((1_000_000, 64, 4), (30_000_000, 256, 32))  # documents, shards, machines
PROCESSORS = 4  # of a machine
ASSUMED = ("little", "middle", "much")


class Projected(NamedTuple):
    """What one archive takes under one assumption of what is in it."""

    plans: float
    processor_hours: float
    hours: float
    merge_hours: float
    stored_gb: float
    requests: float
    dollars: float


def model() -> dict[str, Any]:
    """The costs, and what is assumed."""
    return tomllib.loads(MODEL.read_text(encoding="utf-8"))


def projected(said: dict[str, Any], documents: int, shards: int, machines: int, assumed: int) -> Projected:
    """An archive of so many documents, read in so many shards on so many machines."""
    costs, asked, prices = said["costs"], said["requests"], said["prices"]
    of_kind = [(kind, documents * kind["share"][assumed]) for kind in said["kind"]]
    reading = sum(count * kind["seconds"] for kind, count in of_kind) * (1 + costs["beside"])
    listing = shards * (costs["start"] + documents * costs["listed"])
    plans = sum(count for kind, count in of_kind if kind["name"].startswith("plan"))
    merging = documents * costs["merged"] + plans * costs["merged_plan"]
    files = sum(count * kind["files"] for kind, count in of_kind)
    stored = sum(count * kind["stored_mb"] for kind, count in of_kind)
    stored += documents * costs["journal_mb"] + plans * costs["rows"] * costs["row_mb"]
    read = documents * asked["read"] + shards * documents / asked["listed"]
    written = files * asked["written"]
    hours = (reading + listing) / 3600
    money = (hours + merging / 3600) * prices["processor_hour"] + stored / 1000 * prices["gigabyte_month"]
    money += (read * prices["read_thousand"] + written * prices["written_thousand"]) / 1000
    return Projected(
        plans, hours, hours / (machines * PROCESSORS * costs["busy"]), merging / 3600, stored / 1000,
        (read + written) / 1e6, money,
    )  # fmt: skip


def table() -> str:
    """A row for every size and assumption, as docs/scale.en.md shows them."""
    said = model()
    rows: list[Sequence[str]] = []
    for documents, shards, machines in SIZES:
        for number, name in enumerate(ASSUMED):
            found = projected(said, documents, shards, machines, number)
            rows.append((
                f"{documents // 1_000_000} million, {name}", f"{found.plans:,.0f}", f"{found.processor_hours:,.0f}",
                f"{found.hours:,.1f}", f"{found.merge_hours:,.1f}", f"{found.stored_gb:,.0f}", f"{found.requests:,.1f}",
                f"{found.dollars:,.0f}",
            ))  # fmt: skip
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
