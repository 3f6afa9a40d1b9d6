"""What a row counts, in which unit, and whether it is read, each by the first or last of a list of named rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from normalize.cells.units import Unit
from normalize.tables.frame import Line
from normalize.tables.labels import Label, read_label
from normalize.tables.rows import Row, Series, label_in_series, unit_of_total
from plan.patterns import lazy_pattern
from plan.records import FateRule, MeasureRule, UnitRule
from plan.script import UNIT_SIGNS, visible

AMOUNT_LINE = lazy_pattern(rf"\d[\d,]*(?:\.\d+)?\s?[\p{{L}}%{UNIT_SIGNS}]{{0,4}}")
Units = tuple[Unit, ...]

# ----------------------------------------------------------------------------------------- what a row counts


def label_of(line: Line, series: Series) -> tuple[Label, MeasureRule | None]:
    """The label of a row, and the last rule that has said what the row counts; None where its cells have to say it."""
    label = label_in_series(line.words, series) if series.head else read_label(line.words, line.continued)
    rule: MeasureRule | None = ("series-head" if series.head else "in-label") if label.measure else None
    stated = line.own_units or label.units or line.stated.units
    for name, apply in MEASURE_RULES:
        changed = apply(label, line, stated)
        if changed.measure != label.measure:
            rule = name
        label = changed
    return label, rule


def _paid_by_whom_the_head_names(label: Label, line: Line, stated: Units) -> Label:
    del stated
    payer = line.frame.payer
    return replace(label, funding=payer, measure="budget") if payer and not label.funding else label


def _as_the_head_over_years(label: Label, line: Line, stated: Units) -> Label:
    """One unit says more than the head."""
    return replace(label, measure=line.frame.measure) if label.measure is None and len(stated) != 1 else label


def _under_indicators(label: Label, line: Line, stated: Units) -> Label:
    """Under 성과지표 every row is an indicator, whatever it is measured in."""
    del stated
    return replace(label, measure="target") if label.measure is None and line.frame.of_indicators else label


def _group_of_people(label: Label, line: Line, stated: Units) -> Label:
    """민간 and 기타 pay where money is counted; among 개소 or 명 they are a group of them."""
    del line
    groups = label.funding in ("private", "other") and not label.names_a_budget
    is_counted = bool(stated) and all(unit.kind != "money" for unit in stated)
    return replace(label, measure=None, funding=None) if groups and is_counted else label


MEASURE_RULES: tuple[tuple[MeasureRule, Callable[[Label, Line, Units], Label]], ...] = (
    ("payer-over-years", _paid_by_whom_the_head_names),
    ("head-over-years", _as_the_head_over_years),
    ("indicator-head", _under_indicators),
    ("group-of-people", _group_of_people),
)

# -------------------------------------------------------------------------------------------- in which unit


def units_of(line: Line, series: Series, label: Label) -> tuple[Units, UnitRule | None]:
    """The units of a row by the first rule that names any; of those only what the series can be counted in."""
    for rule, read in UNIT_RULES:
        if found := read(line, series, label):
            return tuple(unit for unit in found if series.fits(unit)), rule
    return (), None


def _stated_by(rule: UnitRule) -> Callable[[Line, Series, Label], Units]:
    """The units of the table for this row where this rule has found them."""

    def read(line: Line, series: Series, label: Label) -> Units:
        del series
        return _fitting(label, line.stated.units) if line.stated.rule == rule else ()

    return read


def _of_the_total(line: Line, series: Series, label: Label) -> Units:
    return _fitting(label, unit_of_total(line.frame.table, line.number, line.frame.slots[series]))


def _fitting(label: Label, stated: Units) -> Units:
    """The table's unit for a row whose label has none of its own; of several, the one of the row's measure.

    Under a table in 백만원 a rate (집행률) or a count (이용자 수) is not money, and a budget is nothing else.
    """
    if label.value_kind == "rate":
        stated = tuple(unit for unit in stated if unit.kind == "rate")
    elif label.is_count or label.measure == "budget":
        stated = tuple(unit for unit in stated if (unit.kind == "money") == (label.measure == "budget"))
    if len(stated) <= 1:
        return stated
    money = [unit for unit in stated if unit.kind == "money"]
    other = [unit for unit in stated if unit.kind != "money"]
    fitting: Sequence[Unit] = money if label.measure == "budget" else other if label.measure == "target" else []
    return tuple(fitting) if len(fitting) == 1 else ()


UNIT_RULES: tuple[tuple[UnitRule, Callable[[Line, Series, Label], Units]], ...] = (
    ("unit-column", lambda line, series, label: line.own_units),  # noqa: ARG005
    ("in-label", lambda line, series, label: label.units),  # noqa: ARG005
    ("unit-row", _stated_by("unit-row")),
    ("under-years", _stated_by("under-years")),
    ("unit-line", _stated_by("unit-line")),
    ("of-total", _of_the_total),
)

# ------------------------------------------------------------------------------------------ whether it is read


def left_out(row: Row) -> FateRule | None:
    """The first rule by which a row is not read."""
    return next((rule for rule, holds in ROW_RULES if holds(row)), None)


def _is_text(row: Row) -> bool:
    """Whether a row holds words only, such as 산출근거, or nothing at all; a line that is an amount is no word."""
    statuses = {value.amount.status for value in row.values}
    return statuses <= {"text", "blank"} and not any(
        AMOUNT_LINE.fullmatch(line.strip()) for value in row.values for line in visible(value.cell.text).splitlines()
    )


ROW_RULES: tuple[tuple[FateRule, Callable[[Row], bool]], ...] = (
    ("change-row", lambda row: row.label.is_change),
    ("text-row", _is_text),
)
