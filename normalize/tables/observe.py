"""Every cell of a published year table becomes an observation, is ignored by a named rule, or is a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from msgspec.structs import replace

from normalize.cells.read import Amount
from normalize.cells.units import Unit, kind_of, read_unit, read_units
from normalize.findings.messages import finding
from normalize.tables.labels import Label, funding_of, heads_indicators, heads_units, read_label
from normalize.tables.rows import (
    Row,
    Value,
    has_all_periods,
    label_in_series,
    measure_of_years,
    read_values,
    series_of,
    slots_of,
    unit_of_total,
)
from normalize.tables.totals import with_totals
from plan.grid import Key, cell_key, same_cell
from plan.patterns import lazy_pattern
from plan.records import (
    Cell,
    ExtractedPlan,
    Finding,
    FundingSource,
    Indicator,
    Measure,
    Observation,
    Place,
    Status,
    ValueKind,
    YearTable,
)
from plan.script import COLONS, UNIT_LINE, visible

AMOUNT_LINE = lazy_pattern(r"\d[\d,]*(?:\.\d+)?\s?[\p{L}%㎞㎡㏊]{0,4}")
UNIT_ROW = lazy_pattern(UNIT_LINE)
UNREAD = ("text", "unreadable")
NO_NUMBER: dict[str, Any] = {
    "value": None,
    "value_min": None,
    "value_max": None,
    "unit": "",
    "scale": None,
    "base_value": None,
    "base_unit": "",
    "value_kind": "",
    "comparator": "",
    "approx": False,
}
STATUS_OF: dict[str, Status] = {
    "value": "value",
    "range": "range",
    "dash": "dash",
    "blank": "blank",
    "non_budget": "non_budget",
    "undecided": "undecided",
    "not_applicable": "not_applicable",
    "text": "text",
}


class Ledger(msgspec.Struct):
    """What the cells of all published tables have become; ``cells`` maps each cell of a printed table to its fate.

    ``rows`` holds for each indicator the row that it was read from, ``doubted`` the places of damaged cells.
    """

    indicators: list[Indicator] = msgspec.field(default_factory=list)
    rows: list[Row] = msgspec.field(default_factory=list)
    observations: list[Observation] = msgspec.field(default_factory=list)
    findings: list[Finding] = msgspec.field(default_factory=list)
    cells: dict[tuple[Place, Key], str] = msgspec.field(default_factory=dict)
    rows_read: int = 0
    numbers: Counter[tuple[str, Measure]] = msgspec.field(default_factory=Counter)
    doubted: frozenset[Place] = frozenset()

    def settle(self, table: YearTable, cell: Cell, fate: str) -> None:
        """Note what became of a cell; once it is a finding it stays one, and what is read once is not ignored."""
        key = table.place, cell_key(cell)
        before = self.cells.get(key)
        if before != "finding" and not (before == "read" and fate.startswith("ignored")):
            self.cells[key] = fate

    def fate_of(self, table: YearTable, cell: Cell) -> str | None:
        """What became of a cell so far."""
        return self.cells.get((table.place, cell_key(cell)))

    def believed(self, value: Value) -> Value:
        """The value, with the trouble that its cell is in where two readings of it disagree."""
        doubtful = self.doubted and value.cell.place in self.doubted
        return replace(value, trouble="source-damaged") if doubtful else value


def observe(extracted: ExtractedPlan) -> Ledger:
    """Read all tables of kind ``plan``."""
    ledger = Ledger(doubted=frozenset(part.place for part in extracted.damage if part.rule == "source-damaged"))
    names = {node.no: node.name for node in extracted.programs}
    for table_at, table in enumerate(extracted.year_tables):
        if table.kind == "plan" and not table.unread_en:
            for row in _rows(table, table_at, ledger):
                _observe_row(row, names.get(row.program_no, ""), ledger)
    return ledger


def _rows(table: YearTable, table_at: int, ledger: Ledger) -> Iterator[Row]:
    divisions = series_of(table)
    slots = {series: [slot for slot in slots_of(table) if slot.series == series.head] for series in divisions}
    labels = [column.column for column in table.columns if column.role == "label"]
    unit_columns = [
        column.column
        for column in table.columns
        if column.role in ("label", "note") and heads_units(table.grid[table.header_rows - 1][column.column].text)
    ]
    used = {*labels, *unit_columns, *(slot.column for group in slots.values() for slot in group)}
    table_units = _units_under_years(table) or (read_units(table.unit_text) if table.unit_text else ())
    continued = ""
    of_indicators = any(heads_indicators(table.grid[table.header_rows - 1][label].text) for label in labels)
    left_out = {out.row: out.rule for out in table.rows_left_out}
    payer, by_head = _payer_over_years(table), measure_of_years(table)
    seen: set[tuple[Key, ...]] = set()
    for number in range(table.header_rows, len(table.grid)):
        cells = table.grid[number]
        same_cells = tuple(map(cell_key, cells))
        if same_cells in seen:
            continue
        seen.add(same_cells)
        if number in left_out:
            for cell in cells:
                ledger.settle(table, cell, f"ignored:{left_out[number]}")
            continue
        if (said := _unit_row(cells)) is not None:
            table_units = said
            for cell in cells:
                ledger.settle(table, cell, "ignored:unit-row")
            continue
        for unused in table.columns:
            if unused.column not in used:
                ledger.settle(table, cells[unused.column], f"ignored:{unused.role}-column")
        own_units = read_units(cells[unit_columns[0]].text) if unit_columns else ()
        head = table.grid[table.header_rows - 1]  # a cell that reaches down from it (구분) labels no row
        words = [cells[c].text for c in labels if c not in unit_columns and not same_cell(cells[c], head[c])]
        for series in divisions:
            label = read_label(words, continued) if not series.head else label_in_series(words, series)
            if payer and not label.funding:
                label = replace(label, funding=payer, measure="budget")
            stated = own_units or label.units or table_units
            if label.measure is None and len(stated) != 1:  # one unit says more than the head
                label = replace(label, measure=by_head)
            if label.measure is None and of_indicators:
                label = replace(label, measure="target")
            label = _payer_or_group(label, stated)
            units = own_units or label.units or _units_for(label, table_units)
            units = units or _units_for(label, unit_of_total(table, number, slots[series]))
            units = tuple(unit for unit in units if series.fits(unit))
            values = tuple(ledger.believed(value) for value in read_values(table, number, slots[series], units))
            row = Row(table, number, label, units, values, table_at, ledger.rows_read)
            ledger.rows_read += 1
            if label.is_change or _is_text(row):
                rule = "change-row" if label.is_change else "text-row"
                for column in (*labels, *(slot.column for slot in slots[series])):
                    ledger.settle(table, cells[column], f"ignored:{rule}")
                continue
            for column in (*labels, *unit_columns):
                ledger.settle(table, cells[column], "read")
            yield row
            continued = label.continues


def _payer_or_group(label: Label, units: Sequence[Unit]) -> Label:
    """민간 and 기타 pay where money is counted; among 개소 or 명 they are a group of them."""
    groups = label.funding in ("private", "other") and not label.names_a_budget
    if groups and units and all(unit.kind != "money" for unit in units):
        return replace(label, measure=None, funding=None)
    return label


def _payer_over_years(table: YearTable) -> FundingSource | None:
    """The payer that the head names over all years."""
    over = {funding_of(column.qualifier) for column in table.columns if column.role == "year"}
    return over.pop() if len(over) == 1 else None


def _unit_row(cells: Sequence[Cell]) -> tuple[Unit, ...] | None:
    """The units of a row that says nothing else, as in ``(단위: 명)``, for the rows below it; None for other rows."""
    texts = {text for cell in cells if (text := visible(cell.text).strip())}
    text = texts.pop() if len(texts) == 1 else ""
    if not text or not UNIT_ROW.fullmatch(text):
        return None
    said = not frozenset(COLONS).isdisjoint(
        text
    )  # 단위 학교, without a colon, is no unit line unless its unit is known
    return read_units(text) or (() if said else None)


def _units_under_years(table: YearTable) -> tuple[Unit, ...]:
    """The unit that the head names beside every year, as in ``2024(명)``, or ()."""
    years = [column for column in table.columns if column.role == "year"]
    found = {read_unit(column.qualifier) if column.qualifier else None for column in years}
    unit = found.pop() if len(found) == 1 else None
    return (unit,) if unit else ()


def _units_for(label: Label, table_units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The table's unit for a row whose label has none of its own; of several, the one of the row's measure.

    Under a table in 백만원 a rate (집행률) or a count (이용자 수) is not money, and a budget is nothing else.
    """
    if label.value_kind == "rate":
        table_units = tuple(unit for unit in table_units if unit.kind == "rate")
    elif label.is_count or label.measure == "budget":
        table_units = tuple(unit for unit in table_units if (unit.kind == "money") == (label.measure == "budget"))
    if len(table_units) <= 1:
        return table_units
    money = [unit for unit in table_units if unit.kind == "money"]
    other = [unit for unit in table_units if unit.kind != "money"]
    fitting = money if label.measure == "budget" else other if label.measure == "target" else []
    return tuple(fitting) if len(fitting) == 1 else ()


def _is_text(row: Row) -> bool:
    """Whether a row holds words only, such as 산출근거, or nothing at all; a line that is an amount is no word."""
    statuses = {value.amount.status for value in row.values}
    return statuses <= {"text", "blank"} and not any(
        AMOUNT_LINE.fullmatch(line.strip()) for value in row.values for line in visible(value.cell.text).splitlines()
    )


def _observe_row(row: Row, program_name: str, ledger: Ledger) -> None:
    measure = row.label.measure or _measure_of_cells(row)
    parts = max(len(value.amount.parts) or 1 for value in row.values)
    for part in range(parts):
        values = [(value, _part(value.amount, part, parts)) for value in row.values]
        _observe_series(row, measure, part, values, program_name, ledger)
    for value in row.values:
        _settle_value(row, value, parts, ledger)


def _measure_of_cells(row: Row) -> Measure:
    bases = {value.amount.base_unit for value in row.values if value.amount.status in ("value", "range")}
    if not bases:  # a row without numbers is of the unit printed for it
        bases = {unit.base_unit for unit in row.units}
    return "budget" if bases == {"원"} else "target"


def _part(amount: Amount, part: int, parts: int) -> Amount | None:
    """One series' share of a cell; a single number among pairs belongs to none of them."""
    if parts == 1:
        return amount
    if amount.parts:
        return amount.parts[part] if len(amount.parts) == parts else None
    return None if amount.status in ("value", "range", "transition") else amount


def _settle_value(row: Row, value: Value, parts: int, ledger: Ledger) -> None:
    unread = value.trouble or value.amount.status in (*UNREAD, "formula", "transition")
    if unread or any(_part(value.amount, part, parts) is None for part in range(parts)):
        if ledger.fate_of(row.table, value.cell) == "finding":
            return
        ledger.settle(row.table, value.cell, "finding")
        ledger.findings.append(
            finding(
                "cell-not-read",
                row.program_no,
                record=row.label.name,
                places=(value.cell.place,),
                actual=value.cell.text,
                reason=value.trouble or value.amount.status,
            )
        )
    else:
        ledger.settle(row.table, value.cell, "read")


def _observe_series(
    row: Row,
    measure: Measure,
    part: int,
    values: Sequence[tuple[Value, Amount | None]],
    program_name: str,
    ledger: Ledger,
) -> None:
    no = row.program_no
    ledger.numbers[no, measure] += 1
    indicator_no = ledger.numbers[no, measure]
    kind = _value_kind(row.label, values)
    observations = [_observation(row, measure, indicator_no, kind, value, amount) for value, amount in values]
    unit, base_unit, scale = _series_unit(observations, row.units, part)
    indicator = Indicator(
        program_no=no,
        measure=measure,
        indicator_no=indicator_no,
        name=program_name if row.label.is_placeholder and program_name else row.label.name or row.table.title,
        label_printed=row.label.printed,
        funding_source=_funding(row.label) if measure == "budget" else None,
        unit=unit,
        base_unit=base_unit,
        scale=scale,
        value_kind=kind,
        printed_total=None,
        computed_total=None,
        totals_agree=None,
        place=row.table.grid[row.number][0].place,
    )
    indicator = with_totals(indicator, observations, is_whole=has_all_periods(row))
    ledger.indicators.append(indicator)
    ledger.rows.append(row)
    ledger.observations.extend(observations)


def _funding(label: Label) -> FundingSource:
    return label.funding or "total"


def _value_kind(label: Label, values: Sequence[tuple[Value, Amount | None]]) -> ValueKind:
    if label.value_kind:
        return label.value_kind
    for value, amount in values:
        if value.slot.period_type == "total" and amount is not None and amount.value_kind == "cumulative":
            return "level"  # a total marked 누계 is the document's own sum of yearly levels
    kinds = {amount.value_kind for _, amount in values if amount is not None and amount.value is not None}
    only = kinds.pop() if len(kinds) == 1 else ""
    units = {amount.base_unit for _, amount in values if amount is not None and amount.value is not None}
    if not only and {kind_of(unit) for unit in units} == {"score"}:
        return "level"  # the points of a score do not add up over the years
    return "rate" if only == "rate" else "rank" if only == "rank" else ""


def _observation(
    row: Row, measure: Measure, indicator_no: int, kind: ValueKind, value: Value, amount: Amount | None
) -> Observation:
    status = "unreadable" if amount is None or value.trouble else STATUS_OF.get(amount.status, "unreadable")
    return Observation(
        program_no=row.program_no,
        measure=measure,
        indicator_no=indicator_no,
        period_type=value.slot.period_type,
        year=value.slot.year,
        printed=value.cell.text,
        place=value.cell.place,
        **fields_of(amount, status, kind),
    )


def fields_of(amount: Amount | None, status: Status, kind: ValueKind) -> dict[str, Any]:
    """What an observation says of an amount: numbers and units only where the status is that of a number."""
    flags = amount.flags if amount else ()
    if amount is None or status not in ("value", "range"):
        return {"status": status, "flags": flags} | NO_NUMBER
    is_range = status == "range"
    return {
        "status": status,
        "flags": flags,
        "value": None if is_range else amount.value,
        "value_min": amount.value if is_range else None,
        "value_max": amount.value_max if is_range else None,
        "unit": amount.unit,
        "scale": amount.scale,
        "base_value": amount.base_value if amount.base_unit and not is_range else None,
        "base_unit": amount.base_unit,
        "value_kind": kind,
        "comparator": amount.comparator,
        "approx": amount.approx,
    }


def _series_unit(
    observations: Sequence[Observation], printed: tuple[Unit, ...], part: int
) -> tuple[str, str, Decimal | None]:
    """The unit that all values of a series share; where they differ only in scale, none but the base unit.

    A series without any value has the unit printed for its row.
    """
    units = {(o.unit, o.base_unit, o.scale) for o in observations if o.status in ("value", "range")}
    if not units and printed:
        unit = printed[min(part, len(printed) - 1)]
        return unit.unit, unit.base_unit, unit.scale
    if len(units) == 1:
        return units.pop()
    bases = {base for _, base, _ in units}
    return "", bases.pop() if len(bases) == 1 else "", None
