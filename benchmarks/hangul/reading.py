"""What a conversion publishes of a document of ``benchmarks.hangul``, held against what a person reads in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal, NamedTuple

from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.base import Place
from plan.records.meaning import Plan

End = Literal["right", "marked", "wrong", "missing", "crash"]
SILENT = ("wrong", "missing", "crash")


class Value(NamedTuple):
    """A published value with its labels, or a status in its place."""

    name: str
    unit: str
    year: int
    value: str


Values = Counter[Value]


def published(plan: Plan) -> dict[Value, list[Place]]:
    """The values of a plan by year with the cells that they were read in."""
    names = {(each.program_no, each.measure, each.indicator_no): each.name for each in plan.indicators}
    found: dict[Value, list[Place]] = {}
    for one in plan.observations:
        if one.year is not None:
            said = str(one.value) if one.value is not None else one.status
            name = names[one.program_no, one.measure, one.indicator_no]
            unit = one.unit if one.value is not None else ""
            found.setdefault(Value(name, unit, one.year, said), []).append(one.place)
    return found


def ended(path: Path, truth: Values) -> tuple[End, str]:
    """How the conversion of a file ends, and what is wrong or missing of it or what is found."""
    try:
        plan = read_plan(path)
    except PlanError as error:
        return "marked", f"refused: {error.code}"
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
        return "crash", repr(error)
    found = published(plan)
    values = Counter({value: len(places) for value, places in found.items()})
    rules = sorted({finding.rule for finding in plan.findings})
    suspected = {place for finding in plan.findings for place in finding.places if place.row is not None}
    twice = {place.table for finding in plan.findings if finding.rule == "table-twice" for place in finding.places}
    wrong = [
        value
        for value in values - truth
        if not any(_is_suspected(place, suspected) or place.table in twice for place in found[value])
    ]
    if wrong:
        return "wrong", f"{wrong} {rules}"
    lacking = truth - values
    if plan.findings:
        return "marked", f"{rules} lacking {list(lacking)}"
    return ("missing", f"{list(lacking)}") if lacking else ("right", "")


def _is_suspected(place: Place, suspected: set[Place]) -> bool:
    """Whether a finding names a cell, its label or the head of its column."""
    named = {(one.row, one.column) for one in suspected if one.table == place.table}
    return not named.isdisjoint(((place.row, place.column), (place.row, 0), (0, place.column)))
