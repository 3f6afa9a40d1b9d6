"""The ids of findings, from what each is about, so that a finding that comes or goes leaves all others their ids."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from plan.forms import letters
from plan.records.base import Place
from plan.records.meaning import Finding, Observation, Plan
from plan.records.printed import YearTable

DIGEST = 8  # hexadecimal digits that tell what has no number of its own apart, within one rule of one programme
Cell = tuple[int | None, int | None, int | None]


def finding_ids(plan: Plan) -> Iterator[str]:
    """The id of each finding in the order of the plan.

    ``<plan_id>/<program_no>/<rule>``, then the series (``T1``) and the period where a value is in question, else a
    digest of what it is about; what is the same in all of this is numbered within itself alone (``~2``).
    """
    values = {_cell(entry.place): entry for entry in plan.observations if entry.place.table is not None}
    tables = {table.number: table for table in plan.year_tables}
    names = {node.no: letters(node.name) for node in plan.programs}
    seen: Counter[str] = Counter()
    for found in plan.findings:
        about = _about(found, values, tables, names.get(found.program_no, ""))
        name = "/".join(filter(None, (plan.profile.plan_id, found.program_no, found.rule, *about)))
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}~{seen[name]}"


def period_name(observation: Observation) -> str:
    """The year of a value, or the period, or both for a base year."""
    period = [] if observation.period_type == "year" else [observation.period_type]
    year = [] if observation.year is None else [str(observation.year)]
    return "-".join(period + year)


def _about(
    found: Finding, values: dict[Cell, Observation], tables: dict[int, YearTable], programme: str
) -> tuple[str, ...]:
    """The series and the period, or a digest of the thing, unless it is the programme, and the period of the column."""
    place = next((place for place in found.places if place.table is not None), None)
    value = values.get(_cell(place)) if place else None
    if value and value.program_no == found.program_no:
        return f"{'T' if value.measure == 'target' else 'B'}{value.indicator_no}", period_name(value)
    thing = letters(found.record)
    digest = "" if thing in ("", programme) else hashlib.sha256(thing.encode()).hexdigest()[:DIGEST]
    return digest, _period(place, tables) if place else ""


def _period(place: Place, tables: dict[int, YearTable]) -> str:
    """The year of a cell's column, or '' where its table is no year table or the column none of a year."""
    table = tables.get(place.table) if place.table is not None else None
    at = place.row if table and table.transposed else place.column
    years = (column.year for column in table.columns if column.column == at) if table else iter(())
    return str(next(filter(None, years), ""))


def _cell(place: Place) -> Cell:
    return place.table, place.row, place.column
