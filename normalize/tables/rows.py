"""A body row of a year table with one amount for each of its value columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec.structs import replace

from normalize.cells.amount import Context
from normalize.cells.grammar import says_what_is_done
from normalize.cells.money import money_in
from normalize.cells.name_marks import NO_MARKS, Marks
from normalize.cells.read import Amount, read_amount
from normalize.cells.units import PAID, Unit, read_unit, unit_in_label
from normalize.tables.labels import Label, counted_in, read_label, says_nothing
from normalize.tables.payers import names_costs, payer_of
from normalize.tables.totals import SUMMANDS
from plan.forms import single_spaced
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column, YearTable
from plan.records.values import Measure, MeasureRule, PeriodType, UnitRule
from plan.years import is_part_of_year, read_year

Trouble = Literal[
    "source-damaged",
    "not-as-seen",
    "label-not-as-seen",
    "cell-doubted",
    "not-recognised",
    "several-periods",
    "several-rows",
    "same-period",
    "part-of-year",
]
DIGIT = lazy_pattern(r"\d")
WORD_FIRST = lazy_pattern(r"(?<word>\p{Hangul}{2,8})\s+\d")
PERIODS = ("total", "baseline", "actual", "prior", "year", "later")
THOUSANDS = lazy_pattern(r"[1-9]\d{0,2}(?:\.\d{3})+")
LEAST_EQUAL = 10  # a number of one digit may stand twice by chance
WON = "원"
NUMERIC = ("value", "range", "transition", "multi")


class Slot(msgspec.Struct, frozen=True):
    """A value column as a period of the published tables."""

    column: int
    period_type: PeriodType
    year: int | None
    series: str = ""


class Series(msgspec.Struct, frozen=True):
    """One of several series side by side under the years: the head under the year, and what it counts."""

    head: str = ""
    measure: Measure | None = None

    def fits(self, unit: Unit) -> bool:
        """Whether the series can be counted in this unit: a budget in money of any country, a target in all but won."""
        return self.measure is None or (unit.kind in PAID if self.measure == "budget" else unit.kind != "money")


class Value(msgspec.Struct, frozen=True):
    """What one cell says of one period; ``trouble`` names why a number in it cannot be used."""

    slot: Slot
    cell: Cell
    amount: Amount
    trouble: Trouble | Literal[""] = ""


class Row(msgspec.Struct, frozen=True):
    """A row of a year table as it is read.

    ``number`` is its row of the grid; ``table_at`` counts the plan's year tables and ``at`` all that is read, from 0.
    By which rules it is known what the row counts and in which units is kept; without one its cells say it.
    """

    table: YearTable
    number: int
    label: Label
    units: tuple[Unit, ...]
    values: tuple[Value, ...]
    table_at: int
    at: int
    measure_rule: MeasureRule | None = None
    unit_rule: UnitRule | None = None

    @property
    def program_no(self) -> str:
        """The programme that the row is of."""
        return self.table.program_of(self.number)


def slots_of(table: YearTable) -> tuple[Slot, ...]:
    """The columns that are published: total, baseline, prior, years, later; a sub-total only where it is the total.

    What has been spent or reached, and what is of a part of a year, is not; of columns that are merged in every row
    one is.
    """
    years = [column.year for column in table.columns if column.role == "year" and column.year is not None]
    slots: list[Slot] = []
    for column in table.columns:
        alone = column.series == column.printed  # 소계 beside who pays, over no year
        roles = [other.role for other in table.columns if not alone or other.series == column.series]
        period = _period(column, years, only_subtotal="total" not in roles and roles.count("subtotal") == 1)
        if period is None or column.state in ("actual", "part"):
            continue
        slot = Slot(column.column, period, column.year if period in ("year", "baseline") else None, column.series)
        if not any(same_period(slot, other) and _one_column(table, slot, other) for other in slots):
            slots.append(slot)
    return tuple(slots)


def series_of(table: YearTable) -> tuple[Series, ...]:
    """The series side by side under the years, or the one that has no head of its own.

    A column that is not divided where the years are, such as a total of both, belongs to none; years that are not
    divided are one beside that of another column, and so are those beside their budget: ’26 계획 | ’26 예산(천원).
    """
    found = {Series(column.series, column.measure): None for column in table.columns if column.series}
    years = [column for column in table.columns if column.role == "year"]
    divided = {column.year for column in years if column.series}
    undivided = bool(years) and (not divided or not all(c.series for c in years))
    return (Series(), *found) if undivided or not found else tuple(found)


def has_all_periods(row: Row) -> bool:
    """Whether a row is read for every period that its table has an amount for, so that its total can be checked."""
    used = {value.slot.column for value in row.values}
    periods = {(value.slot.period_type, value.slot.year) for value in row.values}
    return not any(
        column.role in ("year", "range", "prior", "later")
        and column.column not in used
        and (column.role, column.year if column.role == "year" else None) not in periods
        and _may_be_a_number(row.table.grid[row.number][column.column].text.strip())
        for column in row.table.columns
    )


def _may_be_a_number(text: str) -> bool:
    """Whether a cell holds a digit or more than a dash; dots stand for a number."""
    return len(text) > 1 or text.isdigit()


def lasts_longer(row: Row) -> bool:
    """Whether a cell of a row is a period of more years than the table has columns for: 사업기간 2023~2026.

    Its total counts what lies outside, but for what columns of the time before or after hold.
    """
    columns = row.table.columns
    years = [column.year for column in columns if column.role == "year" and column.year is not None]
    roles = {column.role for column in columns}
    if not years:
        return False
    texts = [row.table.grid[row.number][c.column].text for c in columns if c.role in ("label", "note")]
    periods = [reading for text in texts if (reading := read_year(single_spaced(text))).kind == "period"]
    return any(
        ((reading.year or min(years)) < min(years) and "prior" not in roles)
        or ((reading.year_to or max(years)) > max(years) and "later" not in roles)
        for reading in periods
    )


def measure_of_years(table: YearTable) -> Measure | None:
    """What the head says that all years count, for rows that do not say it."""
    measures = {column.measure for column in table.columns if column.role == "year"}
    return measures.pop() if len(measures) == 1 else None


def label_in_series(
    words: Sequence[str],
    series: Series,
    beside: Collection[Series],
    *,
    among_payers: bool = False,
    marks: Marks = NO_MARKS,
) -> Label:
    """The label of a row with the head under the year behind it; a unit beside the label counts the other series.

    In ``도로(km)`` over 사업량 and 사업비(백만원) the kilometres are of the 사업량 only. ``beside`` are all
    series; where they are budgets and who pays them, a word that is none of the sums pays as well.
    """
    fitting = []
    for word in words:
        if says_nothing(word):
            continue
        text, units, _ = unit_in_label(word, marks.sure)
        fitting.append(text if units and not all(series.fits(unit) for unit in units) else word)
    budgets = all(other.measure == "budget" for other in beside)
    paid = budgets and any(payer_of(other.head, among_payers=True) for other in beside)
    read = read_label([*fitting, series.head], among_payers=paid or among_payers, marks=marks)
    own = read.measure if read.is_gain else None  # 단가 is no budget
    label = replace(read, measure=series.measure or own)
    if not paid or label.funding or names_costs(series.head):
        return label
    return replace(label, funding="other", payer=unit_in_label(series.head)[0])


def _one_column(table: YearTable, left: Slot, right: Slot) -> bool:
    """Whether two columns are merged in all rows of the body."""
    return all(same_cell(row[left.column], row[right.column]) for row in table.grid[table.header_rows :])


def _period(column: Column, years: Sequence[int], *, only_subtotal: bool) -> PeriodType | None:
    if column.role in ("total", "baseline", "prior", "later"):
        return column.role
    if column.role == "year" and column.year is not None:
        return "year"
    if column.role == "subtotal" and only_subtotal and not column.qualifier:
        return "total"
    outside = column.role == "range" and column.rule != "period-of-plan"
    if outside and column.year is not None and column.year_to is not None and years:
        if column.year > max(years):
            return "later"
        if column.year_to < min(years):
            return "prior"
    return None


def read_values(
    table: YearTable, row: int, slots: Sequence[Slot], units: tuple[Unit, ...], *, is_shared: bool = False
) -> Iterator[Value]:
    """Read a row; a number that covers several periods, or that another row shares, is never given to one of them.

    One that all rows share (``is_shared``) is that of them all.
    """
    cells = table.grid[row]
    part = any(is_part_of_year(cells[c.column].text) for c in table.columns if c.role == "label")
    pointed = _points_for_thousands([cells[slot.column].text for slot in slots])
    word = _word_of_all([cells[column.column].text for column in table.columns if column.role in PERIODS])
    for slot in slots:
        cell = cells[slot.column]
        amount = _behind_word(word, cell.text, _unit_in_head(table, slot, units) or units or None)
        if (pointed or _points_down(table, slot.column, cell)) and amount.status == "value":
            amount = Amount("unreadable", flags=("malformed_grouping", "review"))
        trouble: Trouble | Literal[""] = ""
        if amount.status in NUMERIC or amount.status == "formula":
            if any(same_cell(cells[other.column], cell) and not same_period(other, slot) for other in slots):
                trouble = "several-periods"
            elif not is_shared and _shared_with_other_row(table, row, slot.column):
                trouble = "several-rows"
            elif any(other.column != slot.column and same_period(other, slot) for other in slots):
                trouble = "same-period"
            elif slot.period_type == "year" and part:
                trouble = "part-of-year"
        yield Value(slot, cell, amount, trouble)


def _word_of_all(texts: Sequence[str]) -> str:
    """The word that every filled cell of a row has before its number, where it says what is done: 공사시행 0.98㎞.

    What stands in a single cell may say of which share the number is; 매월, 감소 or 미설치 make another number of it.
    """
    if not (first := next((found for text in texts if (found := WORD_FIRST.match(text.strip()))), None)):
        return ""
    filled = [text.strip() for text in texts if DIGIT.search(text)]
    word = first["word"]
    is_of_all = len(filled) > 1 and all(text.startswith(word) for text in filled)
    return word if is_of_all and (says_what_is_done(word) or _is_counted(word)) else ""


def _is_counted(word: str) -> bool:
    """Whether a word names who or what is counted: 이용자 of 이용자 100명."""
    label = read_label([word])
    return label.is_count or bool(counted_in(label))


def _behind_word(word: str, text: str, unit: Context) -> Amount:
    """The amount of a cell; where it is none, that of a number and its unit behind the word of all its row."""
    amount = read_amount(text, unit)
    if not word or amount.status != "text" or not text.strip().startswith(word):
        return amount
    behind = read_amount(text.strip().removeprefix(word), unit)
    known = (
        behind.status == "value" and bool(read_amount(text.strip().removeprefix(word)).base_unit) and not behind.flags
    )
    return replace(behind, flags=(f"label={word}",)) if known else amount


def is_of_all_rows(table: YearTable, slots: Sequence[Slot]) -> bool:
    """Whether each of these columns is one cell over all rows of the body, which are of one programme."""
    first, *others = range(table.header_rows, len(table.grid))
    return (
        bool(others)
        and bool(slots)
        and all(same_cell(table.grid[first][s.column], table.grid[row][s.column]) for row in others for s in slots)
        and len({table.program_of(row) for row in (first, *others)}) == 1
    )


def _points_down(table: YearTable, column: int, cell: Cell) -> bool:
    """Whether the same is so of all numbers of a column, of which a row may show a single one."""
    if not THOUSANDS.fullmatch(cell.text.strip()):
        return False
    return _points_for_thousands([row[column].text for row in table.grid[table.header_rows :]])


def _points_for_thousands(texts: Sequence[str]) -> bool:
    """Whether the points of these numbers stand for separators: all have three digits behind one, most of them 0."""
    digits = [text.strip() for text in texts if DIGIT.search(text)] if any(".000" in text for text in texts) else []
    zeros = sum(text.endswith(".000") for text in digits)
    return len(digits) > 1 and all(THOUSANDS.fullmatch(text) for text in digits) and 2 * zeros > len(digits)


def _unit_in_head(table: YearTable, slot: Slot, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The unit that the head names for this column alone, as in 기투자(억원), unless the row counts something else."""
    column = table.columns[slot.column]
    alone = column.role == "year" and not _all_say_units(table)  # 2028(개교) beside 2029: a remark on that year
    said = ("" if alone else column.qualifier, column.series)  # 대수 below 2026학년도
    found = next((unit for word in said if word and (unit := read_unit(word))), None)
    fits = found is not None and all(unit.base_unit == found.base_unit for unit in units)
    return (found,) if found and fits else ()


def _all_say_units(table: YearTable) -> bool:
    return all(read_unit(column.qualifier) for column in table.columns if column.role == "year")


def unit_of_value(row: Row, value: Value) -> tuple[str, UnitRule | None]:
    """The unit of a value, those of several joined, and by which rule it is known; '' and None where it has none."""
    amounts = value.amount.parts or (value.amount,)
    printed = ", ".join(dict.fromkeys(amount.unit for amount in amounts if amount.unit))
    if not printed:
        return "", None
    in_head = _unit_in_head(row.table, value.slot, row.units)
    given = {unit.unit for unit in in_head or row.units}
    if not all(amount.unit in given for amount in amounts if amount.unit):
        return printed, "in-cell"
    return printed, "column-head" if in_head and row.unit_rule != "under-years" else row.unit_rule


def unit_of_total(table: YearTable, row: int, slots: Sequence[Slot]) -> tuple[Unit, ...]:
    """The unit that the head names for the total alone, or its cell, where the years of a row add up to it.

    총사업비(백만원), or 1,000백만원 beside 400 and 600.
    """
    units = [unit for slot in slots if slot.period_type == "total" for unit in _unit_in_head(table, slot, ())]
    total, added = Decimal(0), Decimal(0)
    for slot in slots:
        amount = read_amount(table.grid[row][slot.column].text)
        if slot.period_type == "total" and amount.base_unit and (unit := read_unit(amount.unit)):
            units = [*units, unit]
        elif amount.base_unit:
            return ()
        if amount.status in ("range", "transition", "multi", "text", "unreadable"):
            return ()
        if slot.period_type == "total":
            total = amount.value or Decimal(0)
        elif slot.period_type in SUMMANDS:
            added += amount.value or Decimal(0)
    return tuple(units) if len(units) == 1 and total and total == added else ()


def adds_up_to_costs(table: YearTable, row: int, slots: Sequence[Slot]) -> bool:
    """Whether the head calls the total a cost (총사업비), and the years of a row and what is beside them make it up."""
    totals = [slot.column for slot in slots if slot.period_type == "total"]
    if len(totals) != 1 or not read_label([table.columns[totals[0]].printed]).names_a_budget:
        return False
    total = read_amount(table.grid[row][totals[0]].text)
    parts = [read_amount(table.grid[row][slot.column].text) for slot in slots if slot.period_type in SUMMANDS]
    known = [part.value for part in parts if part.status == "value"]
    bare = total.base_unit in ("", WON) and not any(amount.base_unit for amount in parts)
    return bare and bool(total.value) and sum(filter(None, known)) == total.value


def unit_of_equal_amount(table: YearTable, row: int, slots: Sequence[Slot]) -> tuple[Unit, ...]:
    """The unit of an amount in the line above the table, where it is the row's total or greatest year.

    Where the line names amounts in several units, none of them is sure.
    """
    said = money_in(table.unit_text)
    units = {read_unit(amount.unit) for amount in said}
    unit = units.pop() if len(units) == 1 else None
    if unit is None:
        return ()
    read = [(slot, read_amount(table.grid[row][slot.column].text)) for slot in slots]
    bare = [(slot.period_type, amount.value) for slot, amount in read if amount.value is not None]
    totals = {value for period, value in bare if period == "total"}
    years = [value for period, value in bare if period == "year"]
    decisive = totals | ({max(years)} if years else set())
    equal = any(amount.value in decisive and amount.value >= LEAST_EQUAL for amount in said)
    return (unit,) if equal and not any(amount.base_unit for _, amount in read) else ()


def is_of_one_period(row: Row, value: Value) -> bool:
    """Whether a cell reaches into neither another period nor another row."""
    others = (other for other in row.values if not same_period(other.slot, value.slot))
    return not any(same_cell(other.cell, value.cell) for other in others) and not _shared_with_other_row(
        row.table, row.number, value.slot.column
    )


def same_period(left: Slot, right: Slot) -> bool:
    """Whether two columns are of one period of one series."""
    return (left.period_type, left.year, left.series) == (right.period_type, right.year, right.series)


def _shared_with_other_row(table: YearTable, row: int, column: int) -> bool:
    """Whether the cell reaches into another row that has a label of its own."""
    labels = [entry.column for entry in table.columns if entry.role == "label"]
    body = range(table.header_rows, len(table.grid))
    own = table.grid[row]
    for step in (-1, 1):
        other = row + step
        while other in body and same_cell(table.grid[other][column], own[column]):
            if not all(same_cell(table.grid[other][label], own[label]) for label in labels):
                return True
            other += step
    return False
