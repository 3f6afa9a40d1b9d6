"""One series of a row as an indicator with its observations: name, unit, kind of value, and what each cell says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from normalize.cells.read import Amount
from normalize.cells.units import Unit, kind_of, spelling_of, unit_in_label
from normalize.tables.labels import Label, subject_of
from normalize.tables.ledger import Ledger
from normalize.tables.rows import Row, Value, has_all_periods, lasts_longer
from normalize.tables.totals import with_totals
from normalize.tables.unread_columns import elides_years, skipped_years, unread_amounts
from plan.forms import unspaced
from plan.patterns import lazy_pattern
from plan.records.meaning import Indicator, Observation
from plan.records.values import FundingSource, Measure, Status, ValueKind
from plan.years import read_year

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
YEAR_END = lazy_pattern(r"(?:년|연|월)\s?말")
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


def observe_series(
    row: Row,
    measure: Measure,
    part: int,
    values: Sequence[tuple[Value, Amount | None]],
    program_name: str,
    ledger: Ledger,
) -> None:
    """Note one series of a row, with an observation for each of its values."""
    no = row.program_no
    ledger.numbers[no, measure] += 1
    indicator_no = ledger.numbers[no, measure]
    kind = _value_kind(row, measure, values)
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
        unit_printed=_unit_printed(row, unit),
        base_unit=base_unit,
        scale=scale,
        value_kind=kind,
        printed_total=None,
        computed_total=None,
        totals_agree=None,
        place=row.table.grid[row.number][0].place,
    )
    indicator = summed_up(indicator, observations, row)
    if indicator.value_kind != kind:  # the printed total has told it
        observations = [replace(o, value_kind=indicator.value_kind) if o.value is not None else o for o in observations]
    ledger.indicators.append(indicator)
    ledger.rows.append(row)
    ledger.observations.extend(observations)


def summed_up(indicator: Indicator, observations: Sequence[Observation], row: Row) -> Indicator:
    """The indicator with its sums; what the row holds and is not published may be what its total counts besides."""
    values_left_out, unknown = unread_amounts(row.table, row.number)
    skips = skipped_years(row.table) or elides_years(row.table)
    is_whole = has_all_periods(row) and not values_left_out and not skips and not lasts_longer(row)
    return with_totals(indicator, observations, is_whole=is_whole, unread=unknown)


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


def part_of(amount: Amount, part: int, parts: int) -> Amount | None:
    """One series' share of a cell; a single number among pairs belongs to none of them."""
    if parts == 1:
        return amount
    if amount.parts:
        return amount.parts[part] if len(amount.parts) == parts else None
    return None if amount.status in ("value", "range", "transition") else amount


def bases_of(values: Sequence[Value]) -> set[str]:
    """The base units of the values that are numbers."""
    return {value.amount.base_unit for value in values if value.amount.status in ("value", "range")}


def _name(row: Row, program_name: str) -> str:
    """The name of what a row counts: its label, or the table's subject where only the form speaks."""
    label = row.label
    if label.is_placeholder and program_name:
        return program_name
    subject = subject_of(row.table.title)
    is_charted = any(column.rule == "names-programmes" for column in row.table.columns)
    if (label.is_form_word or not label.name) and is_charted and program_name:
        return program_name
    only_the_form = label.is_form_word or not label.name or (label.is_total and _is_alone(row))
    if not label.name and program_name and unspaced(row.table.title).endswith(unspaced(program_name)):
        return unit_in_label(label.printed)[0] or program_name  # the heading says no more than whose it is
    return (subject if subject and only_the_form else label.name) or row.table.title


def _is_alone(row: Row) -> bool:
    """Whether a row is the only one below its head, so that a 계 in it adds up nothing."""
    return len(row.table.grid) - row.table.header_rows == 1


def _funding(label: Label) -> FundingSource:
    return label.funding or "total"


def _value_kind(row: Row, measure: Measure, values: Sequence[tuple[Value, Amount | None]]) -> ValueKind:
    if row.label.value_kind:
        return row.label.value_kind
    for value, amount in values:
        if value.slot.period_type == "total" and amount is not None and amount.value_kind == "cumulative":
            return "level"  # a total marked 누계 is the document's own sum of yearly levels
    kinds = {amount.value_kind for _, amount in values if amount is not None and amount.value is not None}
    only = kinds.pop() if len(kinds) == 1 else ""
    units = {amount.base_unit for _, amount in values if amount is not None and amount.value is not None}
    if not only and {kind_of(unit) for unit in units} == {"score"}:
        return "level"  # the points of a score do not add up over the years
    if not only and measure == "target" and (row.label.is_degree or _is_at_year_ends(row)):
        return "level"
    return "rate" if only == "rate" else "rank" if only == "rank" else ""


def _is_at_year_ends(row: Row) -> bool:
    """Whether the head says of every year that it is its end, at which so much stands: ’26년말, 2026. 12월 말."""
    heads = [column.printed for column in row.table.columns if column.role == "year"]
    return bool(heads) and all(YEAR_END.search(head) for head in heads)


def _observation(
    row: Row, measure: Measure, indicator_no: int, kind: ValueKind, value: Value, amount: Amount | None
) -> Observation:
    status = "unreadable" if amount is None or value.trouble else STATUS_OF.get(amount.status, "unreadable")
    fields = fields_of(amount, status, kind)
    return Observation(
        program_no=row.program_no,
        measure=measure,
        indicator_no=indicator_no,
        period_type=value.slot.period_type,
        year=value.slot.year,
        printed=value.cell.text,
        place=value.cell.place,
        **fields | {"flags": (*fields["flags"], *_years_of(row, value))},
    )


def _years_of(row: Row, value: Value) -> tuple[str, ...]:
    """The years that the head of what follows the last single year names, as a mark: 2028~2034."""
    if value.slot.period_type != "later":
        return ()
    head = read_year(row.table.columns[value.slot.column].printed)
    return (f"years={head.year}-{head.year_to}",) if head.year and head.year_to else ()


def _unit_printed(row: Row, unit: str) -> str:
    """How the unit of a series is printed for its row: in its labels, over it, above its table, or in its cells."""
    if not unit:
        return row.label.unit_printed
    table, cells = row.table, row.table.grid[row.number]
    beside = [cells[column.column].text for column in table.columns if column.role in ("label", "note")]
    over = [cell.text for line in table.grid[: table.header_rows] for cell in line]
    own = [value.cell.text for value in row.values]
    return next(
        filter(None, (spelling_of(unit, text) for text in (*beside, *own, *over, table.unit_text, table.title))), ""
    )


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
