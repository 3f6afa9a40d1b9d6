"""Two stores over the same documents: which values are new, lost or changed, and by which rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from gongpyo.batch.outcomes_file import Line, lines_of
from output.folder.read_back import PLAN_FILE, read_with_decisions
from plan.errors import PlanError
from plan.os_errors import refused_by_system
from plan.records.base import Place
from plan.records.meaning import CellDecision, Indicator, Observation, Plan
from plan.records.printed import TableDecision, YearTable
from plan.safe_files import OURS, read_file

Change = Literal["new", "lost", "changed"]
NOT_THERE = "-"  # of a rule, where the other store has no such cell or table
SAME_RULES = "same-rules"  # what changed has no rule of its own: a name was read otherwise
FIELDS = ("program", "indicator", "measure", "payer", "period", "value", "unit", "kind")
RULES = ("kind", "owner", "column", "cell", "measure", "unit")  # the first that differs tells why
ASKED_FIRST = {"program": "owner", "measure": "measure", "unit": "unit", "period": "column"}  # rules of these fields
Rules = dict[str, str]


class Value(msgspec.Struct, frozen=True):
    """A published value under all its labels, with its cell and the rules that decided it."""

    program: str
    indicator: str
    measure: str
    payer: str
    period: str
    value: str
    unit: str
    kind: str
    place: Place
    printed: str

    def fields(self) -> tuple[str, ...]:
        """What is published of it."""
        return tuple(getattr(self, field) for field in FIELDS)

    def labels(self) -> tuple[str, ...]:
        """What it is the value of."""
        return self.program, self.indicator, self.measure, self.payer, self.period

    def shown(self) -> str:
        """The value with its unit."""
        return f"{self.value} {self.unit}".strip()


class Difference(msgspec.Struct, frozen=True):
    """A value that only one store has, or that both have of the same cell with other ``fields``."""

    source: str
    sha256: str
    change: Change
    rule: str
    fields: tuple[str, ...]
    value: Value
    old: str
    new: str


class Comparison(msgspec.Struct):
    """What was compared: documents of both stores, and those that only one has."""

    documents: int = 0
    only_old: int = 0
    only_new: int = 0
    same: int = 0
    counts: Counter[tuple[Change, str]] = msgspec.field(default_factory=Counter)
    unreadable: list[PlanError] = []

    def differs(self) -> bool:
        """Whether any value is new, lost or changed."""
        return bool(self.counts)


class Side(msgspec.Struct, frozen=True):
    """What one store says of a document."""

    outcome: str
    values: tuple[Value, ...] = ()
    cells: Mapping[tuple[int, int, int], CellDecision] = {}
    tables: Mapping[int, TableDecision] = {}
    owners: Mapping[int, str] = {}

    def rules_at(self, value: Value) -> Rules:
        """The rules that decided the cell of a value; those of a cell that is another one here are not known."""
        place = value.place
        if self.outcome != "published" or place.table is None:
            return {"outcome": self.outcome}
        table = self.tables.get(place.table)
        cell = self.cells.get((place.table, place.row or 0, place.column or 0))
        rules = dict.fromkeys(RULES, NOT_THERE)
        if table is not None:
            rules["kind"] = f"{table.taken_for}/{table.rule}"
            rules["owner"] = self.owners.get(place.table, NOT_THERE)
            rules["column"] = next(
                (f"{one.role}/{one.rule}" for one in table.column_rules if one.column == place.column), NOT_THERE
            )
        if cell is not None and cell.printed == value.printed:
            rules |= {
                "cell": f"{cell.fate}/{cell.rule}",
                "measure": cell.measure_rule or NOT_THERE,
                "unit": cell.unit_rule or NOT_THERE,
            }
        return rules


def compare_stores(old: Path, new: Path, found: Comparison) -> Iterator[Difference]:
    """The differences, document by document in the order of their names; ``found`` counts along.

    Documents are matched by their SHA-256. One whose plan cannot be read back is told and passed over.
    """
    before, after = lines_of(old), lines_of(new)
    found.only_old, found.only_new = len(before.keys() - after.keys()), len(after.keys() - before.keys())
    for sha256, line in sorted(after.items(), key=lambda entry: entry[1].source):
        if sha256 not in before:
            continue
        found.documents += 1
        try:
            if _same_files(old / before[sha256].folder, new / line.folder, before[sha256], line):
                continue
            sides = _side(old, before[sha256]), _side(new, line)
        except PlanError as error:
            found.unreadable.append(error)
            continue
        for one in _differences(line, *sides, found):
            found.counts[one.change, one.rule] += 1
            yield one


def _same_files(old: Path, new: Path, before: Line, after: Line) -> bool:
    """Whether nothing differs at a glance: neither has a plan, or both have the same to the byte."""
    if not (before.is_published or after.is_published):
        return True
    if not (before.is_published and after.is_published):
        return False
    return _content(old / PLAN_FILE) == _content(new / PLAN_FILE)


def _content(path: Path) -> bytes:
    try:
        return read_file(path, OURS, follows=False)
    except OSError as error:
        raise refused_by_system(error) from None


def _side(store: Path, line: Line) -> Side:
    if not line.is_published:
        return Side(line.outcome)
    plan = read_with_decisions(store / line.folder)
    decided = plan.decided
    return Side(
        "published",
        tuple(_values(plan)),
        {(cell.table, cell.row, cell.column): cell for cell in decided.cells} if decided else {},
        {table.table: table for table in decided.tables} if decided else {},
        {_table_number(table): table.owner_rule for table in plan.year_tables},
    )


def _table_number(table: YearTable) -> int:
    return -1 if table.place.table is None else table.place.table


def _values(plan: Plan) -> Iterator[Value]:
    programs = {node.no: f"{node.no} {node.name}".strip() for node in plan.programs}
    series = {(entry.program_no, entry.measure, entry.indicator_no): entry for entry in plan.indicators}
    for o in plan.observations:
        entry = series.get((o.program_no, o.measure, o.indicator_no))  # none where somebody has changed it by hand
        name, payer = (entry.name, _payer(entry)) if entry else ("", "")
        yield Value(
            programs.get(o.program_no, o.program_no), name, o.measure, payer,
            f"{o.period_type} {o.year or ''}".strip(), _number(o), o.unit or o.base_unit, o.value_kind, o.place,
            o.printed,
        )  # fmt: skip


def _payer(entry: Indicator) -> str:
    return " ".join(filter(None, (entry.funding_source, entry.funding_source_name)))


def _number(o: Observation) -> str:
    """A value as it is published; without a number what stands for it."""
    if o.status == "range":
        return f"{o.value_min}~{o.value_max}"
    return o.status if o.value is None else f"{o.comparator}{o.value:f}"


def _differences(line: Line, old: Side, new: Side, found: Comparison) -> Iterator[Difference]:
    """What is alike goes first, then what stands in the same cell, then what has the same labels."""
    left, right = list(old.values), list(new.values)
    found.same += len(_paired(left, right, lambda one: (_where(one.place), one.fields())))
    found.same += len(_paired(left, right, Value.fields))
    pairs = _paired(left, right, lambda one: (_where(one.place), one.labels()))
    pairs += _paired(left, right, lambda one: (_where(one.place), one.period))  # a merged cell holds for several years
    pairs += _paired(left, right, lambda one: (_where(one.place), one.printed))
    pairs += _paired(left, right, Value.labels)
    for a, b in pairs:
        changed = tuple(field for field in FIELDS if getattr(a, field) != getattr(b, field))
        was, now = ("; ".join(getattr(one, field) or NOT_THERE for field in changed) for one in (a, b))
        rule = _rule(old.rules_at(a), new.rules_at(b), changed)
        yield Difference(line.source, line.sha256, "changed", rule, changed, b, was, now)
    for one in left:
        rule = _rule(old.rules_at(one), new.rules_at(one), ())
        yield Difference(line.source, line.sha256, "lost", rule, (), one, one.shown(), "")
    for one in right:
        rule = _rule(old.rules_at(one), new.rules_at(one), ())
        yield Difference(line.source, line.sha256, "new", rule, (), one, "", one.shown())


def _where(place: Place) -> Hashable:
    """A place without its coordinates, which a finer drawing moves."""
    return place.page, place.section, place.paragraph, place.table, place.row, place.column, place.offset


def _paired(left: list[Value], right: list[Value], key: Callable[[Value], Any]) -> list[tuple[Value, Value]]:
    """Take those with the same key out of both lists, in their order."""
    waiting: defaultdict[Hashable, list[Value]] = defaultdict(list)
    for one in reversed(right):
        waiting[key(one)].append(one)
    pairs, kept = [], []
    for one in left:
        if others := waiting[key(one)]:
            pairs.append((one, others.pop()))
        else:
            kept.append(one)
    left[:] = kept
    right[:] = [one for others in waiting.values() for one in reversed(others)]
    return pairs


def _rule(old: Rules, new: Rules, changed: Iterable[str]) -> str:
    """The first rule that decided otherwise: those of the fields that changed are asked first."""
    if "outcome" in old or "outcome" in new:
        was, now = old.get("outcome", "published"), new.get("outcome", "published")
        return f"outcome: {was} → {now}" if was != now else SAME_RULES
    for name in dict.fromkeys([*(ASKED_FIRST[field] for field in changed if field in ASKED_FIRST), *RULES]):
        if old[name] != new[name]:
            return f"{name}: {old[name]} → {new[name]}"
    return SAME_RULES
