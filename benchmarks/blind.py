"""A blind trial of the page: ``python -m benchmarks.blind PAGE ANSWERS`` plants wrong values and seals what they are.

A person who has the page alone looks for them, and says how long it took. Some are planted in what the file says, so
that only the picture of the page shows them, the others in what was made of it; each stands in a table of its own. The
audit is not asked again about the latter, so that no finding gives them away; the sum of a row is told as it then is,
and where a value, unit or year is not what its cell or head prints the page says so itself (≠).
"""

from __future__ import annotations

import argparse
import json
import random
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from benchmarks.planted import UNITS, change_digit, change_unit, exchange, numbers_in, swap_digits, with_texts
from gongpyo.pipeline import interpret, read_tables, report_of
from plan.grid import same_cell
from plan.records.document import Cell
from plan.records.meaning import Indicator, Observation, Plan
from plan.records.printed import ExtractedPlan, YearTable

FIXTURE = Path(__file__).parent.parent / "fixtures/seoul-citizen-participation-2024-2027/plan.pdf"
TO_FIND = 18  # of the twenty
PAYERS = ("national", "metropolitan", "private")
SCALES = {"천건": ("건", 1000), "만명": ("명", 10_000), "백만원": ("원", 1_000_000), "천원": ("원", 1000)}
AS_MANY_AS_ALL = 90  # added to the number of a series that moves, so that no other has it
IN_THE_FILE = ("digit", "digits exchanged", "unit", "years exchanged")  # what of the kinds the file is made to say
Kept = Callable[[Plan, YearTable, random.Random], Plan | None]


@dataclass(frozen=True, slots=True)
class Wrong:
    """One planted error: its kind, where it stands, and what the page shows for what is printed."""

    kind: str
    page: int | None
    table: int
    program: str
    right: str
    wrong: str


# ------------------------------------------------------------------------------------- in what the file says


def misread(table: YearTable, kind: str, chance: random.Random) -> dict[Cell, str]:
    """New texts of cells of one row of a table; none where it has no row for this kind."""
    rows = list(range(table.header_rows, len(table.grid)))
    chance.shuffle(rows)
    for row in rows:
        roles = ("label",) if kind == "unit" else ("year",)
        cells = [table.grid[row][column.column] for column in table.columns if column.role in roles]
        cells = [cell for cell in cells if sum(same_cell(cell, other) for other in cells) == 1 and cell.text]
        if kind != "unit":
            cells = [cell for cell in cells if numbers_in(cell.text)]
        if not cells:
            continue
        if kind == "years exchanged":
            changed = dict(exchange(cells, chance))
        else:
            change = {"digit": change_digit, "digits exchanged": swap_digits, "unit": change_unit}[kind]
            cell = chance.choice(cells)
            text = change(cell.text, chance)
            changed = {cell: text} if text != cell.text else {}
        if changed:
            return changed
    return {}


# ------------------------------------------------------------------------------------ in what was made of it


def _with(plan: Plan, indicators: dict[Indicator, Indicator], values: dict[Observation, Observation]) -> Plan:
    return replace(
        plan,
        indicators=tuple(indicators.get(one, one) for one in plan.indicators),
        observations=tuple(values.get(one, one) for one in plan.observations),
    )


def _key(one: Indicator | Observation) -> tuple[str, str, int]:
    return one.program_no, one.measure, one.indicator_no


def _series_of(plan: Plan, table: YearTable) -> list[tuple[Indicator, list[Observation]]]:
    own = [one for one in plan.observations if one.place.table == table.number]
    return [(entry, found) for entry in plan.indicators if (found := [one for one in own if _key(one) == _key(entry)])]


def wrong_digit(plan: Plan, table: YearTable, chance: random.Random) -> Plan | None:
    """One value of a year has another digit than its cell."""
    entry, values = chance.choice(_series_of(plan, table))
    years = [one for one in values if one.period_type == "year" and one.value]
    if not years:
        return None
    old = chance.choice(years)
    value = Decimal(change_digit(str(old.value), chance))
    new = replace(old, value=value, base_value=value * old.scale if old.scale else old.base_value)
    total = sum((value if one is old else one.value or Decimal(0) for one in years), Decimal(0))
    agrees = entry.totals_agree and total == entry.printed_total
    told = replace(entry, computed_total=total, totals_agree=agrees) if entry.totals_agree is not None else entry
    return _with(plan, {entry: told}, {old: new})


def wrong_unit(plan: Plan, table: YearTable, chance: random.Random) -> Plan | None:
    """A series has another unit than is printed."""
    entry, values = chance.choice(_series_of(plan, table))
    money = entry.unit.endswith("원")
    unit = chance.choice([one for one in UNITS if one != entry.unit and one.endswith("원") == money])
    base, scale = SCALES.get(unit, (unit, 1))
    named = {"unit": unit, "base_unit": base, "scale": Decimal(scale)}
    new = {one: replace(one, **named, base_value=one.value * scale if one.value else one.value) for one in values}
    return _with(plan, {entry: replace(entry, **named)}, new)


def wrong_year(plan: Plan, table: YearTable, chance: random.Random) -> Plan | None:
    """The columns of a table are taken for the years beside them."""
    by = chance.choice((-1, 1))
    own = [one for _, values in _series_of(plan, table) for one in values if one.year]
    return _with(plan, {}, {one: replace(one, year=(one.year or 0) + by) for one in own}) if own else None


def wrong_kind(plan: Plan, table: YearTable, chance: random.Random) -> Plan | None:
    """A budget is taken for a target, or the other way round."""
    entry, values = chance.choice(_series_of(plan, table))
    other = {"measure": "budget" if entry.measure == "target" else "target",
             "indicator_no": entry.indicator_no + AS_MANY_AS_ALL}  # fmt: skip
    return _with(plan, {entry: replace(entry, **other)}, {one: replace(one, **other) for one in values})


def wrong_program(plan: Plan, table: YearTable, chance: random.Random) -> Plan | None:
    """A table, or a series of it, is that of a programme beside its own."""
    nos = [node.no for node in plan.programs if node.no == table.program_no or node.level == "program"]
    at = nos.index(table.program_no) if table.program_no in nos else -1
    beside = [nos[i] for i in (at - 1, at + 1) if at >= 0 and 0 <= i < len(nos)]
    if not beside:
        return None
    no = chance.choice(beside)
    series = _series_of(plan, table)
    whole = chance.random() < 0.5
    moved = series if whole else [chance.choice(series)]

    def of_other(one: Indicator | Observation) -> dict[str, object]:
        return {"program_no": no, "indicator_no": one.indicator_no + AS_MANY_AS_ALL}

    new = _with(
        plan,
        {entry: replace(entry, **of_other(entry)) for entry, _ in moved},
        {one: replace(one, **of_other(one)) for _, values in moved for one in values},
    )
    tables = tuple(replace(one, program_no=no) if whole and one == table else one for one in plan.year_tables)
    return replace(new, year_tables=tables)


def wrong_payer(plan: Plan, table: YearTable, chance: random.Random) -> Plan | None:
    """A budget is said to be paid by somebody whom the page does not name."""
    budgets = [entry for entry, _ in _series_of(plan, table) if entry.measure == "budget"]
    if not budgets:
        return None
    entry = chance.choice(budgets)
    payer = chance.choice([one for one in PAYERS if one != entry.funding_source])
    return _with(plan, {entry: replace(entry, funding_source=payer)}, {})


IN_THE_MEANING: dict[str, Kept] = {
    "digit of the value": wrong_digit,
    "unit of the series": wrong_unit,
    "year of the columns": wrong_year,
    "target or budget": wrong_kind,
    "programme": wrong_program,
    "payer": wrong_payer,
}
PLANTED = {  # how many of each kind, twenty in all
    "digit": 2, "digits exchanged": 1, "unit": 2, "years exchanged": 2, "digit of the value": 2,
    "unit of the series": 2, "year of the columns": 2, "target or budget": 2, "programme": 3, "payer": 2,
}  # fmt: skip


# ------------------------------------------------------------------------------------------------ the trial


def planted(extracted: ExtractedPlan, seed: int) -> tuple[Plan, list[Wrong]]:
    """The plan with its wrong values, and what they are, in the order of the pages."""
    chance = random.Random(seed)
    free = [table for table in extracted.year_tables if table.kind == "plan" and not table.unread_en]
    chance.shuffle(free)
    wrong: list[Wrong] = []
    texts: dict[Cell, str] = {}
    for kind in (one for one in IN_THE_FILE for _ in range(PLANTED[one])):
        table, changed = next((table, changed) for table in free if (changed := misread(table, kind, chance)))
        free.remove(table)
        texts |= changed
        wrong.append(_told(kind, table, [cell.text for cell in changed], list(changed.values())))
    plan = interpret(with_texts(extracted, texts))
    known = {table.number: table for table in plan.year_tables}
    for kind in (one for one in IN_THE_MEANING for _ in range(PLANTED[one])):
        for table in [known[one.number] for one in free if one.number in known]:
            made = IN_THE_MEANING[kind](plan, table, chance) if _series_of(plan, table) else None
            if made is not None:
                wrong.append(_told(kind, table, *_changes(plan, made)))
                free = [one for one in free if one.number != table.number]
                plan = made
                break
    return plan, sorted(wrong, key=lambda one: one.table)


def _told(kind: str, table: YearTable, right: Sequence[str], wrong: Sequence[str]) -> Wrong:
    page = table.pages[0] if table.pages else table.place.page
    return Wrong(kind, page, table.number + 1, table.program_no, " | ".join(right), " | ".join(wrong))


def _changes(before: Plan, after: Plan) -> tuple[list[str], list[str]]:
    """What was changed of the records of a table, once each, as it was and as it is."""

    def told(pairs: Iterator[tuple[Indicator | Observation, Indicator | Observation]]) -> Iterator[tuple[str, str]]:
        for old, new in pairs:
            for name in ("value", "year", "unit", "measure", "program_no", "funding_source"):
                if getattr(old, name, None) != getattr(new, name, None):
                    yield f"{name} {getattr(old, name)}", f"{name} {getattr(new, name)}"

    values = told(zip(before.observations, after.observations, strict=True))
    series = told(zip(before.indicators, after.indicators, strict=True))
    changed = list(dict.fromkeys([*series, *values]))
    return [old for old, _ in changed], [new for _, new in changed]


def main() -> int:
    """Write the page, and apart from it the answers."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.blind", description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("answers", type=Path, help="a file that whoever looks does not see")
    parser.add_argument("--source", type=Path, default=FIXTURE)
    parser.add_argument("--seed", type=int, help="drawn anew, and told in the answers only, unless it is given")
    options = parser.parse_args()
    seed = secrets.randbelow(1 << 32) if options.seed is None else options.seed
    plan, wrong = planted(read_tables(options.source), seed)
    for path in (options.page, options.answers):
        path.parent.mkdir(parents=True, exist_ok=True)
    options.page.write_bytes(b"".join(report_of(plan, options.source.read_bytes())))
    answers = {"seed": seed, "to_find": TO_FIND, "planted": [asdict(one) for one in wrong]}
    options.answers.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{options.page}: {len(wrong)} wrong values are in it; {options.answers} says which.\n")
    return 0 if len(wrong) == sum(PLANTED.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
