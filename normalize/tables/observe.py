"""Every cell of a published year table becomes an observation, is ignored by a named rule, or is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from normalize.cells.read import Amount
from normalize.cells.units import Unit, kind_of
from normalize.findings.messages import finding
from normalize.tables.frame import Line, body_rows, frame_of, line_of, units_of_row, units_of_table
from normalize.tables.labels import Label, subject_of
from normalize.tables.ledger import Fate, Ledger
from normalize.tables.names import told_apart
from normalize.tables.row_rules import label_of, left_out, units_of
from normalize.tables.rows import Row, Series, Trouble, Value, has_all_periods, read_values
from normalize.tables.totals import with_totals
from plan.records import (
    ColumnRole,
    ExtractedPlan,
    FateRule,
    FundingSource,
    Indicator,
    Measure,
    Observation,
    Status,
    ValueKind,
    YearTable,
)

UNREAD: dict[str, FateRule] = {
    "text": "words",
    "unreadable": "unreadable",
    "formula": "formula",
    "transition": "transition",
}
UNUSED: dict[ColumnRole, FateRule] = {
    "total": "total-column",
    "subtotal": "subtotal-column",
    "year": "year-column",
    "baseline": "baseline-column",
    "actual": "actual-column",
    "prior": "prior-column",
    "later": "later-column",
    "range": "range-column",
    "change": "change-column",
    "note": "note-column",
}
DOUBTED: dict[str, Trouble] = {  # what may have changed the value of its cell
    "unseen-text": "cell-doubted",
    "object-in-cell": "cell-doubted",
    "source-damaged": "source-damaged",
    "not-as-seen": "not-as-seen",
}
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


def observe(extracted: ExtractedPlan) -> Ledger:
    """Read all tables of kind ``plan``."""
    ledger = Ledger(doubted={part.place: DOUBTED[part.rule] for part in extracted.damage if part.rule in DOUBTED})
    names = {node.no: node.name for node in extracted.programs}
    for table_at, table in enumerate(extracted.year_tables):
        if table.kind == "plan" and not table.unread_en:
            for row in told_apart(list(_rows(table, table_at, ledger))):
                _observe_row(row, names.get(row.program_no, ""), ledger)
    return ledger


def _rows(table: YearTable, table_at: int, ledger: Ledger) -> Iterator[Row]:
    """The rows that are read; the fate of all other cells is settled on the way."""
    frame = frame_of(table)
    stated, continued = units_of_table(table), ""
    left_out_by = {out.row: out.rule for out in table.rows_left_out}
    for number in body_rows(table):
        cells = table.grid[number]
        if number in left_out_by:
            _settle(ledger, table, [Fate(cell, table_at, "ignored", left_out_by[number]) for cell in cells])
            continue
        if said := units_of_row(cells):
            stated = said
            _settle(ledger, table, [Fate(cell, table_at, "ignored", "unit-row") for cell in cells])
            continue
        unused = [(cells[column.column], UNUSED[column.role]) for column in frame.unused]
        _settle(ledger, table, [Fate(cell, table_at, "ignored", rule) for cell, rule in unused])
        line = line_of(frame, number, stated, continued)
        for series, slots in frame.slots.items():
            row = _row(line, series, table_at, ledger)
            labels = [cells[column] for column in frame.labels]
            if rule := left_out(row):
                others = [*labels, *(cells[slot.column] for slot in slots)]
                _settle(ledger, table, [Fate(cell, table_at, "ignored", rule) for cell in others])
                continue
            units = [cells[column] for column in frame.unit_columns]
            _settle(ledger, table, [Fate(cell, table_at, "read", "row-label") for cell in labels])
            _settle(ledger, table, [Fate(cell, table_at, "read", "unit-column") for cell in units])
            yield row
            continued = row.label.continues


def _row(line: Line, series: Series, table_at: int, ledger: Ledger) -> Row:
    """A row of one series with the values that are believed."""
    table, number = line.frame.table, line.number
    label, measure_rule = label_of(line, series)
    units, unit_rule = units_of(line, series, label)
    values = read_values(table, number, line.frame.slots[series], units)
    said = [table.grid[number][column] for column in (*line.frame.labels, *line.frame.unit_columns)]
    believed = tuple(ledger.believed(value, said) for value in values)
    if measure_rule == "title" and label.measure == "budget" and _bases_of(believed) - {"원", ""}:
        label, measure_rule = replace(label, measure=None), None  # 목표 및 투자계획: each cell says 12개소
    ledger.rows_read += 1
    return Row(table, number, label, units, believed, table_at, ledger.rows_read - 1, measure_rule, unit_rule)


def _settle(ledger: Ledger, table: YearTable, fates: Iterable[Fate]) -> None:
    for fate in fates:
        ledger.settle(table, fate)


def _observe_row(row: Row, program_name: str, ledger: Ledger) -> None:
    measure = row.label.measure or _measure_of_cells(row)
    parts = max(len(value.amount.parts) or 1 for value in row.values)
    for part in range(parts):
        values = [(value, _part(value.amount, part, parts)) for value in row.values]
        _observe_series(row, measure, part, values, program_name, ledger)
    for value in row.values:
        _settle_value(row, measure, value, parts, ledger)


def _measure_of_cells(row: Row) -> Measure:
    bases = _bases_of(row.values)
    if not bases:  # a row without numbers is of the unit printed for it
        bases = {unit.base_unit for unit in row.units}
    return "budget" if bases == {"원"} else "target"


def _bases_of(values: Sequence[Value]) -> set[str]:
    return {value.amount.base_unit for value in values if value.amount.status in ("value", "range")}


def _part(amount: Amount, part: int, parts: int) -> Amount | None:
    """One series' share of a cell; a single number among pairs belongs to none of them."""
    if parts == 1:
        return amount
    if amount.parts:
        return amount.parts[part] if len(amount.parts) == parts else None
    return None if amount.status in ("value", "range", "transition") else amount


def _settle_value(row: Row, measure: Measure, value: Value, parts: int, ledger: Ledger) -> None:
    rule = _trouble(value, parts)
    if rule is None:
        fate = Fate(value.cell, row.table_at, "read", "value-of-period", row, value, measure)
        ledger.settle(row.table, fate)
        return
    if ledger.is_finding(row.table, value.cell):
        return
    ledger.settle(row.table, Fate(value.cell, row.table_at, "finding", rule, row, value, measure))
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


def _trouble(value: Value, parts: int) -> FateRule | None:
    """Why a cell of a row that is read is a finding; None for one that is read."""
    if value.trouble:
        return value.trouble
    if value.amount.status in UNREAD:
        return UNREAD[value.amount.status]
    paired = all(_part(value.amount, part, parts) is not None for part in range(parts))
    return None if paired else "single-among-pairs"


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
        name=_name(row, program_name),
        label_printed=row.label.printed,
        funding_source=_funding(row.label) if measure == "budget" else None,
        funding_source_name=row.label.payer if measure == "budget" else "",
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
    if indicator.value_kind != kind:  # the printed total has told it
        observations = [replace(o, value_kind=indicator.value_kind) if o.value is not None else o for o in observations]
    ledger.indicators.append(indicator)
    ledger.rows.append(row)
    ledger.observations.extend(observations)


def _name(row: Row, program_name: str) -> str:
    """The name of what a row counts: its label, or the table's subject where only the form speaks."""
    label = row.label
    if label.is_placeholder and program_name:
        return program_name
    subject = subject_of(row.table.title)
    return subject if subject and (label.is_form_word or not label.name) else label.name


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
