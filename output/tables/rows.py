"""The rows of the published tables: one dictionary of column name and value for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import get_args

from msgspec.structs import replace

from output.tables.finding_ids import finding_ids, period_name
from plan.records.base import Place
from plan.records.meaning import Indicator, Observation, Plan
from plan.records.printed import ProgramNode, YearTable
from plan.records.values import Level

Value = str | int | bool | Decimal | None
Row = dict[str, Value]

LEVELS = get_args(Level)
CURRENCIES = {"원": "KRW", "달러": "USD", "유로": "EUR"}  # ISO 4217 codes of base units
PERIOD_ORDER = {"total": 0, "baseline": 1, "prior": 2, "year": 3, "later": 4}


def rows_of(plan: Plan, table: str) -> Iterator[Row]:
    """The rows of one table in the order of the plan."""
    return MAKERS[table](plan)


def program_id(plan: Plan, no: str) -> str:
    """``<plan_id>/<program_no>``, or '' where no programme is concerned."""
    return f"{plan.profile.plan_id}/{no}" if no else ""


def indicator_id(plan: Plan, entry: Indicator) -> str:
    """``<program_id>/T1`` for the first target of a programme, ``/B1`` for its first budget."""
    return f"{program_id(plan, entry.program_no)}/{'T' if entry.measure == 'target' else 'B'}{entry.indicator_no}"


def _counted_in(plan: Plan, entry: Indicator) -> str:
    """The id of the series of the same programme and measure that counts this one, or '' where none does."""
    return indicator_id(plan, replace(entry, indicator_no=entry.counted_in)) if entry.counted_in else ""


class _Counted:
    """Which series counts a value: the nearest that counts its series and has a value of the same period."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._series = {(one.program_no, one.measure, one.indicator_no): one for one in plan.indicators}
        self._known = {_value_key(each) for each in plan.observations if each.value is not None}

    def by(self, entry: Indicator, observation: Observation) -> str:
        """The id of that series, or ''."""
        by = entry.counted_in
        while by:
            entry = self._series[entry.program_no, entry.measure, by]
            if (entry.program_no, entry.measure, by, observation.period_type, observation.year) in self._known:
                return indicator_id(self._plan, entry)
            by = entry.counted_in
        return ""


def _value_key(each: Observation) -> tuple[str, str, int, str, int | None]:
    return each.program_no, each.measure, each.indicator_no, each.period_type, each.year


def observation_id(plan: Plan, entry: Indicator, observation: Observation) -> str:
    """The series with the year behind it, or the period, or both for a base year."""
    return f"{indicator_id(plan, entry)}/{period_name(observation)}"


def _plans(plan: Plan) -> Iterator[Row]:
    years = [each.year for each in plan.observations if each.year is not None]
    yield {
        "plan_id": plan.profile.plan_id,
        "plan_title": plan.profile.title,
        "first_year": plan.profile.first_year,
        "last_year": plan.profile.last_year,
        "licence": plan.profile.licence,
        "schema_version": plan.schema_version,
        "source_name": plan.source.name,
        "source_format": plan.source.format,
        "source_sha256": plan.source.sha256,
        "source_bytes": plan.source.bytes,
        **provider_row(plan),
        "period_basis": plan.period.basis if plan.period else "",
        "data_first_year": min(years, default=None),
        "data_last_year": max(years, default=None),
    }


def _programs(plan: Plan) -> Iterator[Row]:
    shown = {indicator.program_no for indicator in plan.indicators}
    for node in plan.programs:
        yield {
            "plan_id": plan.profile.plan_id,
            "program_id": program_id(plan, node.no),
            "program_no": node.no,
            "program_no_printed": node.no_printed,
            "level": node.level,
            "parent_program_id": program_id(plan, node.parent_no),
            "program_name": node.name,
            "department": node.department,
            "is_new": node.is_new,
            "has_year_table": node.no in shown,
            "source_page": node.place.page,
            **provider_row(plan),
            "program_state": node.state,
            "flags": "; ".join(node.flags),
        }


def _indicators(plan: Plan) -> Iterator[Row]:
    for entry in _sorted(plan, plan.indicators):
        yield {
            "plan_id": plan.profile.plan_id,
            "program_id": program_id(plan, entry.program_no),
            "program_no": entry.program_no,
            "measure": entry.measure,
            "indicator_no": entry.indicator_no,
            "indicator_name": entry.name,
            "funding_source": entry.funding_source,
            "funding_source_name": entry.funding_source_name,
            "unit": entry.unit,
            "base_unit": entry.base_unit,
            "scale": entry.scale,
            "value_kind": entry.value_kind,
            "printed_total": entry.printed_total,
            "computed_total": entry.computed_total,
            "totals_agree": entry.totals_agree,
            "source_page": entry.place.page,
            "source_table": entry.place.table,
            "indicator_id": indicator_id(plan, entry),
            "unit_printed": entry.unit_printed,
            "counted_in": _counted_in(plan, entry),
            "flags": "; ".join(entry.flags),
        }


def _targets(plan: Plan) -> Iterator[Row]:
    tables, headings, counted = _tables(plan), _headings(plan), _Counted(plan)
    for entry, observation, node in _observed(plan, "target"):
        yield {
            "plan_id": plan.profile.plan_id,
            "program_id": program_id(plan, entry.program_no),
            "program_no": entry.program_no,
            "program_name": node.name if node else "",
            "indicator_no": entry.indicator_no,
            "indicator_name": entry.name,
            "period_type": observation.period_type,
            "year": observation.year,
            "value": observation.value,
            "value_min": observation.value_min,
            "value_max": observation.value_max,
            "unit": observation.unit or _unit_of_row(entry, observation),
            "scale": observation.scale,
            "base_value": observation.base_value,
            "base_unit": observation.base_unit,
            "value_kind": observation.value_kind,
            "comparator": observation.comparator,
            "approx": observation.approx,
            "status": observation.status,
            "printed": observation.printed,
            **_place(observation.place),
            "review_status": observation.review_status,
            **provider_row(plan),
            "indicator_id": indicator_id(plan, entry),
            "target_id": observation_id(plan, entry, observation),
            "flags": "; ".join(observation.flags),
            **_table(tables.get(observation.place), entry.program_no),
            "unit_printed": entry.unit_printed if observation.unit in ("", entry.unit) else "",
            "counted_in": counted.by(entry, observation),
            "source_heading": headings.get(_owner(tables.get(observation.place), entry.program_no), ""),
            "level": node.level if node else "",
        }


def _budgets(plan: Plan) -> Iterator[Row]:
    tables, headings, counted = _tables(plan), _headings(plan), _Counted(plan)
    for entry, observation, node in _observed(plan, "budget"):
        yield {
            "plan_id": plan.profile.plan_id,
            "program_id": program_id(plan, entry.program_no),
            "program_no": entry.program_no,
            "program_name": node.name if node else "",
            "funding_source": entry.funding_source,
            "funding_source_name": entry.funding_source_name,
            "period_type": observation.period_type,
            "year": observation.year,
            "amount": observation.value,
            "unit": observation.unit or _unit_of_row(entry, observation),
            "amount_krw": _won(observation),
            "currency": CURRENCIES.get(entry.base_unit, ""),
            "status": observation.status,
            "printed": observation.printed,
            **_place(observation.place),
            "review_status": observation.review_status,
            **provider_row(plan),
            "indicator_no": entry.indicator_no,
            "indicator_name": entry.name,
            "indicator_id": indicator_id(plan, entry),
            "budget_id": observation_id(plan, entry, observation),
            "flags": "; ".join(observation.flags),
            **_table(tables.get(observation.place), entry.program_no),
            "unit_printed": entry.unit_printed if observation.unit in ("", entry.unit) else "",
            "counted_in": counted.by(entry, observation),
            "source_heading": headings.get(_owner(tables.get(observation.place), entry.program_no), ""),
            "level": node.level if node else "",
        }


def _tables(plan: Plan) -> dict[Place, YearTable]:
    """The plan table that each printed cell is in."""
    plans = [table for table in plan.year_tables if table.kind == "plan"]
    return {cell.place: table for table in plans for row in table.grid for cell in row}


def _table(table: YearTable | None, program_no: str) -> Row:
    """Why a value is its programme's, and the title over it."""
    if table is None:
        return {"program_basis": "none", "table_title": ""}
    own = table.program_no == program_no
    return {"program_basis": table.owner_rule if own else "row", "table_title": table.title}


def _owner(table: YearTable | None, program_no: str) -> str:
    """The programme under whose heading a table stands, which need not be that of each of its rows."""
    return table.program_no if table else program_no


def _headings(plan: Plan) -> dict[str, str]:
    """The headings over each programme and its own, from the uppermost down, as ``1 … > 1-1 … > 1-1-1 …``."""
    nodes = {node.no: node for node in plan.programs}
    found: dict[str, str] = {}
    for no in nodes:
        path: list[str] = []
        node = nodes.get(no)
        while node and len(path) < len(LEVELS):
            path.insert(0, " ".join(filter(None, (node.no_printed, node.name))))
            node = nodes.get(node.parent_no)
        found[no] = " > ".join(path)
    return found


def _unit_of_row(entry: Indicator, observation: Observation) -> str:
    """The unit of the series for a cell without a number."""
    return "" if observation.status in ("value", "range") else entry.unit


def _won(observation: Observation) -> int | None:
    value = observation.base_value if observation.base_unit == "원" else None
    return int(value) if value is not None and value == value.to_integral_value() else None


def _findings(plan: Plan) -> Iterator[Row]:
    headings, owners = _headings(plan), {table.number: table.program_no for table in plan.year_tables}
    for finding_id, found in zip(finding_ids(plan), plan.findings, strict=True):
        place = found.places[0] if found.places else Place()
        yield {
            "finding_id": finding_id,
            "plan_id": plan.profile.plan_id,
            "program_id": program_id(plan, found.program_no),
            "rule": found.rule,
            "severity": found.severity,
            "message": found.message,
            "record": found.record,
            "expected": found.expected,
            "actual": found.actual,
            "difference": found.difference,
            **_place(place),
            "resolution": found.resolution,
            "message_en": found.message_en,
            "source_heading": headings.get(owners.get(place.table, "") if place.table is not None else "")
            or headings.get(found.program_no, ""),
        }


def provider_row(plan: Plan) -> Row:
    """The three columns that say when and by whom the plan was made."""
    return {
        "data_date": plan.profile.data_date,
        "provider_code": plan.profile.provider_code,
        "provider_name": plan.profile.provider_name,
    }


def _place(place: Place) -> Row:
    return {
        "source_page": place.page,
        "source_table": place.table,
        "source_row": place.row,
        "source_column": place.column,
    }


def _sorted(plan: Plan, indicators: tuple[Indicator, ...]) -> list[Indicator]:
    order = {node.no: index for index, node in enumerate(plan.programs)}
    return sorted(
        indicators,
        key=lambda entry: (
            order.get(entry.program_no, len(order)),
            entry.program_no,
            entry.measure != "target",
            entry.indicator_no,
        ),
    )


def _observed(plan: Plan, measure: str) -> Iterator[tuple[Indicator, Observation, ProgramNode | None]]:
    nodes = {node.no: node for node in plan.programs}
    by_series: dict[tuple[str, str, int], list[Observation]] = {}
    for observation in plan.observations:
        key = (observation.program_no, observation.measure, observation.indicator_no)
        by_series.setdefault(key, []).append(observation)
    for entry in _sorted(plan, plan.indicators):
        if entry.measure != measure:
            continue
        series = by_series.get((entry.program_no, entry.measure, entry.indicator_no), [])
        for observation in sorted(series, key=lambda o: (PERIOD_ORDER[o.period_type], o.year or 0)):
            yield entry, observation, nodes.get(entry.program_no)


MAKERS: dict[str, Callable[[Plan], Iterator[Row]]] = {
    "plans": _plans,
    "programs": _programs,
    "indicators": _indicators,
    "targets": _targets,
    "budgets": _budgets,
    "findings": _findings,
}
