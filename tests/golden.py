"""The hand-made golden of the Seoul plan, and a plan of ours in the same shape."""

from __future__ import annotations

import csv
from pathlib import Path

from plan.records.meaning import Observation, Plan

FIXTURES = Path(__file__).parent.parent / "fixtures"
SEOUL = FIXTURES / "seoul-citizen-participation-2024-2027"
YEARS = (None, 2024, 2025, 2026, 2027)
Row = dict[str, str]


def read_golden(name: str) -> list[Row]:
    """The rows of one golden file."""
    with (SEOUL / "golden" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def programs_of(plan: Plan) -> list[Row]:
    """The unit programmes with the columns of ``programs.csv`` of the golden."""
    names = {node.no: node.name for node in plan.programs}
    parents = {node.no: node.parent_no for node in plan.programs}
    shown = {table.program_no for table in plan.year_tables if table.kind == "plan"}
    return [
        {
            "page_code": node.no_printed,
            "chart_code": node.register_code,
            "strategy": names[parents[node.parent_no]],
            "task": names[node.parent_no],
            "name": node.name,
            "department": node.department,
            "is_new": "yes" if node.is_new else "no",
            "has_table": "yes" if node.no in shown else "no",
        }
        for node in plan.programs
        if node.level == "program"
    ]


def series_of(plan: Plan) -> list[Row]:
    """The series in printed order with the columns of ``rows.csv`` of the golden."""
    rows: list[Row] = []
    count: dict[str, int] = {}
    cells = {
        (o.program_no, o.measure, o.indicator_no, o.year if o.period_type == "year" else None): o
        for o in plan.observations
    }
    for indicator in plan.indicators:
        code = indicator.program_no.removeprefix("P")
        count[code] = count.get(code, 0) + 1
        row = {
            "page_code": code,
            "series": str(count[code]),
            "measure": indicator.measure,
            "name": indicator.name,
            "unit": indicator.unit,
            "base_unit": indicator.base_unit,
        }
        for year in YEARS:
            observation = cells[indicator.program_no, indicator.measure, indicator.indicator_no, year]
            row[f"printed_{year or 'total'}"] = observation.printed
            row[f"value_{year or 'total'}"] = _value(observation)
        rows.append(row)
    return rows


def _value(observation: Observation) -> str:
    if observation.status == "value" and observation.value is not None:
        return f"{observation.value.normalize():f}"
    return observation.status
