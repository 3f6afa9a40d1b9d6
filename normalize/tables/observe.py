"""Every cell of a published year table becomes an observation, is ignored by a named rule, or is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from normalize.cells.amount import Amount
from normalize.cells.milestones import is_said_in_words
from normalize.cells.read import read_amount
from normalize.cells.units import JO, PAID, Unit, in_ratio, kind_of, rank_of, thing_of
from normalize.findings.messages import finding, one_of_many
from normalize.tables.frame import (
    Frame,
    Line,
    Whole,
    body_rows,
    frame_of,
    line_of,
    units_of_row,
    units_of_table,
)
from normalize.tables.labels import Label, compares_with_before, measure_in_title, read_label
from normalize.tables.ledger import Fate, Ledger
from normalize.tables.names import by_payer_in_brackets, by_payers, told_apart, with_costs, with_named_costs
from normalize.tables.neighbours import is_running_total, parts_below
from normalize.tables.row_rules import label_of, left_out, says_acts, units_of
from normalize.tables.rows import NUMERIC, Row, Series, Trouble, Value, read_values, same_period
from normalize.tables.series import bases_of, observe_series, part_of
from plan.grid import is_from_above
from plan.patterns import lazy_pattern
from plan.progress import step
from plan.records.document import Cell
from plan.records.printed import ExtractedPlan, YearTable
from plan.records.values import ColumnRole, FateRule, Measure, MeasureRule
from plan.script import visible

SAID_OF_ALL_ROWS: tuple[MeasureRule, ...] = ("title", "head-over-years")  # a unit in all of a row's cells says more
BARE_TRILLIONS = lazy_pattern(rf"\d{{1,2}}\s?{JO}")  # 2.5조, 150조 and 3조 2천억 are nothing but money
MOST_DIGITS_OF_THINGS = 3  # of a number of schools or places; no price in won has as few
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
    "covered-text": "cell-doubted",
    "not-recognised": "not-recognised",
    "source-damaged": "source-damaged",
    "not-as-seen": "not-as-seen",
}


def observe(extracted: ExtractedPlan) -> Ledger:
    """Read all tables of kind ``plan``."""
    ledger = Ledger(doubted={part.place: DOUBTED[part.rule] for part in extracted.damage if part.rule in DOUBTED})
    names = {node.no: node.name for node in extracted.programs}
    for table_at, table in enumerate(extracted.year_tables):
        if table.kind == "plan" and not table.unread_en:
            for row in told_apart(list(_rows(table, table_at, ledger, extracted.title))):
                _observe_row(row, names.get(row.program_no, ""), ledger)
    places = {cause: extracted.year_tables[cause[0]].place for cause in ledger.causes if cause}
    ledger.findings = one_of_many(zip(ledger.causes, ledger.findings, strict=True), places)
    return ledger


def _rows(table: YearTable, table_at: int, ledger: Ledger, document: str) -> Iterator[Row]:
    """The rows that are read; the fate of all other cells is settled on the way."""
    frame = frame_of(table, document)
    stated, continued, above, whole = units_of_table(table), "", None, Whole()
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
        line = line_of(frame, number, stated, continued, whole)
        for series, slots in frame.slots.items():
            if series in frame.shared and number > table.header_rows:
                continue  # read with the first row
            row = _row(line, series, table_at, ledger)
            labels = [cells[column] for column in frame.labels]
            below = above is not None and _is_budget(above)
            if rule := left_out(row, below_budget=below) or _running_row(row, frame, is_below=below):
                others = [*labels, *(cells[slot.column] for slot in slots)]
                _settle(ledger, table, [Fate(cell, table_at, "ignored", rule) for cell in others])
                continue
            units = [cells[column] for column in frame.unit_columns]
            _settle(ledger, table, [Fate(cell, table_at, "read", _label_rule(cell, labels)) for cell in labels])
            _settle(ledger, table, [Fate(cell, table_at, "read", "unit-column") for cell in units])
            row = _after(above, row) if above else row
            for at, one in enumerate(_divided(row, stated.units)):
                ledger.rows_read += at > 0
                yield replace(one, at=ledger.rows_read - 1) if at else one
            continued, above = row.label.continues, row
            whole = _whole(line, row, whole)


def _label_rule(cell: Cell, labels: Sequence[Cell]) -> FateRule:
    return "name-above" if is_from_above(cell, labels) else "row-label"


def _divided(row: Row, stated: Sequence[Unit]) -> tuple[Row, ...]:
    """The row, or the rows that its cells say together: of each payer, or of what it costs."""
    named = with_named_costs(row, stated)
    if len(named) > 1:
        return named
    in_brackets = by_payer_in_brackets(row)
    if len(in_brackets) > 1:
        return in_brackets
    paid = by_payers(row)
    return with_costs(paid[0], stated) if len(paid) == 1 else paid


def _running_row(row: Row, frame: Frame, *, is_below: bool) -> FateRule | None:
    """The rule that leaves out a budget that adds up those of the years before, beside the budgets of each year: 누계.

    One that says so itself (소요예산 누계) stands beside another that does not; alone it may be all that is known.
    """
    if not (row.label.is_running_total or row.label.value_kind == "cumulative"):
        return None
    others = [other for number, other in frame.labels_of_rows().items() if number != row.number]
    costs = [o for o in others if (o.measure == "budget" or o.funding) and o.value_kind != "cumulative"]
    is_alone = row.label.is_running_total and (is_below or (_is_budget(row) and bool(costs)))
    is_said = _is_budget(row) and row.label.value_kind == "cumulative" and bool(costs)
    return "running-row" if is_alone or is_said else None


def _is_budget(row: Row) -> bool:
    """Whether a row is a budget, by its label or its cells."""
    return (row.label.measure or _measure_of_cells(row)) == "budget"


def _after(above: Row, row: Row) -> Row:
    """A row that is called 누계 alone counts what the row above does, as a running total."""
    columns = [value.slot.column for value in row.values if value.slot.period_type == "year"]
    if not row.label.is_running_total or not is_running_total(row.table, row.number, above.number, columns):
        return row
    name = f"{above.label.name} {row.label.name}"
    measure = above.label.measure or _measure_of_cells(above)
    return replace(row, label=replace(row.label, name=name, measure=measure), measure_rule="running-total")


def _whole(line: Line, row: Row, whole: Whole) -> Whole:
    """The budget or income that the next row may be a part of: this one, or the one that this is a part of."""
    if row.measure_rule == "income":
        return _income(row, whole) if len(line.frame.slots) == 1 else Whole()
    if not _is_budget(row) or len(line.frame.slots) > 1:
        return Whole()
    if row.label.funding or line.is_part:
        return whole
    units = tuple(unit for unit in row.units if unit.kind == "money")
    columns = [value.slot.column for value in row.values]
    if len(units) != 1:
        return Whole()
    said = (row.label.is_total, row.label.names_a_budget, measure_in_title(row.label.name) == "budget")
    is_named = any(said) or row.measure_rule == "part-head"
    return Whole(units, parts_below(row.table, row.number, columns), is_named=is_named)


def _income(row: Row, whole: Whole) -> Whole:
    """The income that the next row may be a part of."""
    if row.number in whole.parts:
        return whole
    columns = [value.slot.column for value in row.values]
    return Whole((), parts_below(row.table, row.number, columns), is_income=True)


def _row(line: Line, series: Series, table_at: int, ledger: Ledger) -> Row:
    """A row of one series with the values that are believed."""
    step()
    table, number = line.frame.table, line.number
    label, measure_rule = label_of(line, series)
    units, unit_rule = units_of(line, series, label)
    texts = [table.grid[number][slot.column].text for slot in line.frame.slots[series]]
    if _cells_say_their_units(label, measure_rule, units, texts) and unit_rule == "unit-line":
        units, unit_rule = (), None
    if things := _things(units, label.name, texts):
        label, units = replace(label, measure="target", units=things), things
    counted = tuple(map(in_ratio, units)) if label.is_ratio else units
    values = read_values(table, number, line.frame.slots[series], counted, is_shared=series in line.frame.shared)
    said = [table.grid[number][column] for column in (*line.frame.labels, *line.frame.unit_columns)]
    believed = tuple(ledger.believed(value, said) for value in values)
    if not label.name or label.is_form_word:
        word = _word_in_cells(believed)
        label = replace(label, name=word, is_form_word=False) if word else label
    if measure_rule in SAID_OF_ALL_ROWS and label.measure == "budget" and _counts_things(believed):
        label, measure_rule = replace(label, measure=None), None  # 투자 및 성과: each cell says 12개소
    if not label.names_a_budget and not label.funding and _is_counted_in_unknown(believed):
        label, units, measure_rule = replace(label, measure="target"), (), None  # 12개대 beside 소요예산
    elif any(BARE_TRILLIONS.fullmatch(visible(value.cell.text).strip()) for value in believed):
        is_of_title = measure_rule in SAID_OF_ALL_ROWS and _has_a_budget_of_its_own(line.frame)
        in_money = label.is_gain or any(unit.kind == "money" for unit in units)
        if not in_money and (label.measure != "budget" or is_of_title):
            label, measure_rule = (replace(label, measure="target"), None) if is_of_title else (label, measure_rule)
            believed = tuple(map(_without_bare_trillions, believed))
    believed = tuple(map(_without_changes, believed))
    units = tuple(rank_of(unit.unit, label.name) or unit for unit in units)
    believed = tuple(_ranked(value, label.name) for value in believed)
    ledger.rows_read += 1
    return Row(table, number, label, units, believed, table_at, ledger.rows_read - 1, measure_rule, unit_rule)


def _cells_say_their_units(label: Label, rule: MeasureRule | None, units: Sequence[Unit], texts: Sequence[str]) -> bool:
    """Whether all numbers of a row say one unit of their own, which is no money, and only the line of all rows is it.

    4동 under (단위: 백만원) is no contradiction, unless the row is named for money.
    """
    in_money = bool(units) and all(unit.kind == "money" for unit in units)
    named = label.names_a_budget or label.funding or (label.measure == "budget" and rule not in SAID_OF_ALL_ROWS)
    if not in_money or named:
        return False
    read = [amount for text in texts if (amount := read_amount(text)).status in NUMERIC]
    bases = {amount.base_unit for amount in read}
    return len(bases) == 1 and "" not in bases and not any(kind_of(base) in (*PAID, "rate") for base in bases)


def _things(units: Sequence[Unit], name: str, texts: Sequence[str]) -> tuple[Unit, ...]:
    """What a row counts whose unit is money as well, where its name and its small numbers say so: 유치원(원) 2."""
    thing = thing_of(units[0].unit, name) if len(units) == 1 else None
    numbers = [text.strip() for text in texts if text.strip()]
    small = any(map(str.isdecimal, numbers)) and all(len(text) <= MOST_DIGITS_OF_THINGS for text in numbers)
    return (thing,) if thing and small else ()


def _counts_things(values: Sequence[Value]) -> bool:
    return any(base and kind_of(base) not in PAID for base in bases_of(values))


def _ranked(value: Value, name: str) -> Value:
    """A value whose unit is a rank below this name, as one."""
    rank = rank_of(value.amount.unit, name) if value.amount.unit else None
    if rank is None:
        return value
    amount = replace(value.amount, unit=rank.unit, base_unit=rank.base_unit, value_kind="rank")
    return replace(value, amount=amount)


def _word_in_cells(values: Iterable[Value]) -> str:
    """The word before all numbers of a row, which names it where its label is the form's: 이용자 100명."""
    flags = [value.amount.flags for value in values if value.amount.status in NUMERIC]
    words = {flag.partition("=")[2] for own in flags for flag in own if flag.startswith("label=")}
    is_of_all = all(any(flag.startswith("label=") for flag in own) for own in flags)
    return words.pop() if len(words) == 1 and is_of_all else ""


def _is_counted_in_unknown(values: Iterable[Value]) -> bool:
    """Whether every number of a row stands in front of a word that is no known unit."""
    numbers = [value.amount for value in values if value.amount.status in NUMERIC or "review" in value.amount.flags]
    return bool(numbers) and all("unit_unknown" in amount.flags for amount in numbers)


def _has_a_budget_of_its_own(frame: Frame) -> bool:
    """Whether a row of a table is called a budget, so that the title, which speaks of one, need not mean all rows."""
    return any(label.names_a_budget for label in frame.labels_of_rows().values())


def _without_bare_trillions(value: Value) -> Value:
    """A value that says 5조 where nothing speaks of money is not read: sets and teams are counted so as well."""
    if not BARE_TRILLIONS.fullmatch(visible(value.cell.text).strip()):
        return value
    return replace(value, amount=Amount("unreadable", flags=("unit_unknown", f"unit={JO}", "review")))


def _without_changes(value: Value) -> Value:
    """A value that is told from that of the year before is not read: 전년 대비 5% 증가 is no level of the indicator."""
    flags = value.amount.flags
    said = [flag.partition("=")[2] for flag in flags if flag.startswith("label=")]
    if "delta" not in flags or not any(map(compares_with_before, said)):
        return value
    return replace(value, amount=Amount("unreadable", flags=("delta", "review")))


def _settle(ledger: Ledger, table: YearTable, fates: Iterable[Fate]) -> None:
    for fate in fates:
        ledger.settle(table, fate)


def _observe_row(row: Row, program_name: str, ledger: Ledger) -> None:
    measure = row.label.measure or _measure_of_cells(row)
    parts = max(len(value.amount.parts) or 1 for value in row.values)
    for part in range(parts):
        values = [(value, part_of(value.amount, part, parts)) for value in row.values]
        own = _of_part(row, part, parts)
        observe_series(own, _measure_of_part(own, measure, values, parts), part, values, program_name, ledger)
    for value in row.values:
        _settle_value(row, measure, value, parts, ledger)


def _of_part(row: Row, part: int, parts: int) -> Row:
    """The row as the one of its names says that stands where the value does: 사업량/사업비 over 2개소/400백만원."""
    names = [name.strip() for name in row.label.name.split("/")]
    if parts == 1 or len(names) != parts or not all(names):
        return row
    own = read_label([names[part]])
    return replace(row, label=replace(own, printed=row.label.printed))


def _measure_of_part(row: Row, measure: Measure, values: Sequence[tuple[Value, Amount | None]], parts: int) -> Measure:
    """What one of several values in each cell counts: money beside things is what they cost, unless it is earned."""
    bases = {amount.base_unit for _, amount in values if amount is not None and amount.base_unit}
    if parts == 1 or not bases:
        return measure
    is_budget = "budget" in (measure, row.label.measure) or (row.label.measure is None and not row.label.is_gain)
    return "budget" if bases == {"원"} and is_budget else "target"


def _measure_of_cells(row: Row) -> Measure:
    bases = bases_of(row.values)
    if not bases:  # a row without numbers is of the unit printed for it
        bases = {unit.base_unit for unit in row.units}
    return "budget" if bases == {"원"} else "target"


def _settle_value(row: Row, measure: Measure, value: Value, parts: int, ledger: Ledger) -> None:
    rule = None if not value.trouble and says_acts(row) else _trouble(value, parts)
    if rule is None:
        fate = Fate(value.cell, row.table_at, "read", "value-of-period", row, value, measure)
        ledger.settle(row.table, fate)
        return
    if ledger.is_finding(row.table, value.cell):
        return
    ledger.settle(row.table, Fate(value.cell, row.table_at, "finding", rule, row, value, measure))
    ledger.causes.append((row.table_at, row.program_no, value.trouble) if value.trouble else None)
    ledger.findings.append(
        finding(
            "cell-not-read",
            row.program_no,
            record=row.label.name or row.table.title,
            places=tuple(dict.fromkeys(cell.place for cell in (value.cell, *_beside(row, value)))),
            actual=value.cell.text,
            reason=value.trouble or value.amount.status,
        )
    )


def _beside(row: Row, value: Value) -> Iterator[Cell]:
    """The other cells of the period of a value that is not told apart from them, the blank ones too."""
    if value.trouble == "same-period":
        yield from (other.cell for other in row.values if same_period(other.slot, value.slot))


def _trouble(value: Value, parts: int) -> FateRule | None:
    """Why a cell of a row that is read is a finding; None for one that is read."""
    if value.trouble:
        return value.trouble
    if value.amount.status == "text" and "review" not in value.amount.flags and is_said_in_words(value.cell.text):
        return None
    if value.amount.status in UNREAD:
        return UNREAD[value.amount.status]
    paired = all(part_of(value.amount, part, parts) is not None for part in range(parts))
    return None if paired else "single-among-pairs"
