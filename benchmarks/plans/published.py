"""What gongpyo published of one document, read from its CSV files as a user would."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Observation:
    """One published number with all its labels and the cell it is said to come from."""

    indicator_id: str
    program_id: str
    program: str
    code: str
    strategy: str
    task: str
    department: str
    measure: str
    indicator: str
    payer: str
    unit: str
    kind: str
    period: str
    value: Decimal
    base: Decimal
    page: str
    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Said:
    """A finding: its rule, all its words, and what it is about."""

    rule: str
    program_id: str
    text: str
    page: str
    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Published:
    """The output of one document; ``refusal`` is the error's code and words where nothing was written."""

    title: str = ""
    office: str = ""
    first_year: str = ""
    last_year: str = ""
    observations: tuple[Observation, ...] = ()
    findings: tuple[Said, ...] = ()
    refusal: str = ""


def read_published(folder: Path) -> Published:
    """The numbers and findings of an output folder."""
    profile = next(_rows(folder / "plans.csv"))
    programs = {row["program_id"]: row for row in _rows(folder / "programs.csv")}
    indicators = {row["indicator_id"]: row for row in _rows(folder / "indicators.csv")}
    found: list[Observation] = []
    for name, value in (("targets.csv", "value"), ("budgets.csv", "amount")):
        rows = [row for row in _rows(folder / name) if row[value]]
        found += [_observation(row, row[value], indicators[row["indicator_id"]], programs) for row in rows]
    return Published(
        title=profile["plan_title"],
        office=profile["provider_name"],
        first_year=profile["first_year"],
        last_year=profile["last_year"],
        observations=tuple(found),
        findings=tuple(_said(row) for row in _rows(folder / "findings.csv")),
    )


def _observation(
    row: dict[str, str], value: str, indicator: dict[str, str], programs: dict[str, dict[str, str]]
) -> Observation:
    program = programs[row["program_id"]]
    above = _above(program, programs)
    scale = Decimal(indicator["scale"] or 1)
    return Observation(
        indicator_id=row["indicator_id"],
        program_id=row["program_id"],
        program=program["program_name"],
        code=program["program_no_printed"],
        strategy=above.get("strategy", ""),
        task=above.get("task", ""),
        department=program["department"],
        measure=indicator["measure"],
        indicator=indicator["indicator_name"],
        payer=indicator["funding_source"],
        unit=row["unit"] or indicator["unit"],
        kind=indicator["value_kind"],
        period=_period(row),
        value=Decimal(value),
        base=_number(row.get("base_value", "")) or Decimal(value) * scale,
        page=row["source_page"],
        table=row["source_table"],
        row=row["source_row"],
        column=row["source_column"],
    )


def _above(program: dict[str, str], programs: dict[str, dict[str, str]]) -> dict[str, str]:
    """The names of the strategy and the task above a programme."""
    found: dict[str, str] = {}
    parent = programs.get(program["parent_program_id"])
    while parent is not None and parent["level"] not in found:
        found[parent["level"]] = parent["program_name"]
        parent = programs.get(parent["parent_program_id"])
    return found


def _period(row: dict[str, str]) -> str:
    kind = row["period_type"]
    if kind == "year":
        return row["year"]
    return f"baseline:{row['year']}" if kind == "baseline" else kind


def _said(row: dict[str, str]) -> Said:
    words = (row["record"], row["expected"], row["actual"], row["message"])
    return Said(
        rule=row["rule"],
        program_id=row["program_id"],
        text=" ".join(words),
        page=row["source_page"],
        table=row["source_table"],
        row=row["source_row"],
        column=row["source_column"],
    )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
