"""Entries of ``corrections.yaml`` that cannot be meant: values that no cell of their kind holds, two that disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.cells.amount import THINGS
from normalize.cells.read import read_amount
from normalize.cells.units import kind_of, read_unit
from normalize.decisions.model import CellDecision, TableRuling
from plan.errors import PlanError
from plan.particles import particle
from plan.records.meaning import Indicator, Observation

MONEY = "원"


def require_dimension(decision: CellDecision, indicator: Indicator, o: Observation, file: str) -> None:
    """Refuse a value whose own unit is of another kind than the cell's; without a unit it is in that of the cell."""
    if not decision.value:
        return
    unit = o.unit or indicator.unit or (MONEY if indicator.measure == "budget" else "")
    amount = read_amount(decision.value, read_unit(unit))
    cell = read_unit(unit)
    kinds = {kind_of(amount.base_unit), cell.kind if cell else ""}
    if not amount.base_unit or cell is None or len(kinds) == 1 or kinds <= THINGS:
        return
    said = f"value: {decision.value}"
    raise _refused(
        decision.value_line or decision.decided.line,
        file,
        ko=f"'{said}': 값의 단위는 {amount.unit}{particle(amount.unit, '이고/고')} 칸의 단위는 {unit}입니다. "
        "같은 종류의 단위로 적거나 단위 없이 숫자만 적으십시오.",
        en=f"'{said}': the value is in {amount.unit}, and the cell is in {unit}; "
        "give it in a unit of the same kind, or the number alone.",
    )


def require_agreement(
    earlier: CellDecision, decision: CellDecision, outcomes: tuple[Observation, Observation], file: str
) -> None:
    """Refuse a second entry for one cell that says something else than the first."""
    if _said(outcomes[0]) == _said(outcomes[1]):
        return
    first, second = earlier.decided.line, decision.decided.line
    named = decision.named()
    raise _refused(
        second,
        file,
        ko=f"'{named}': '{decision.says}'{particle(decision.says, '이/가')} 적혀 있는데 {first}행에는 "
        f"'{earlier.says}'{particle(earlier.says, '이/가')} 적혀 있습니다. 하나만 남기십시오.",
        en=f"'{named}' has '{decision.says}' here and '{earlier.says}' at line {first}; leave one of them.",
    )


def require_one_ruling(rulings: Sequence[TableRuling], file: str) -> None:
    """Refuse a second entry for one table that says something else of the same thing than the first."""
    seen: dict[tuple[str, ...], tuple[str, int]] = {}
    for ruling in rulings:
        line = ruling.decided.line
        for subject, said in _said_of_table(ruling):
            first, at = seen.setdefault(subject, (said, line))
            if first != said:
                named = " ".join(filter(None, (ruling.named(), *subject[1:-1])))
                raise _refused(
                    line,
                    file,
                    ko=f"'{named}': '{said}'{particle(said, '이/가')} 적혀 있는데 {at}행에는 "
                    f"'{first}'{particle(first, '이/가')} 적혀 있습니다. 하나만 남기십시오.",
                    en=f"'{named}' has '{said}' here and '{first}' at line {at}; leave one of them.",
                )


def _said_of_table(ruling: TableRuling) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each thing that an entry speaks of, with what it says of it."""
    if ruling.kind:
        yield ("table", "kind"), f"kind: {ruling.kind}"
    if ruling.program:
        yield ("table", "program"), f"program: {ruling.program}"
    for row in ruling.rows:
        for name in ("name", "measure", "unit", "payer"):
            if value := getattr(row, name):
                yield ("row", row.label, name), f"{name}: {value}"
    for column in ruling.columns:
        yield ("column", column.head, "role"), column.says


def _said(o: Observation) -> tuple[object, ...]:
    """What an observation says; in which unit of its kind it says it does not matter."""
    exact = o.value if o.base_value is None else o.base_value
    return o.status, exact, o.value_min, o.value_max, o.base_unit, o.comparator, o.approx


def _refused(line: int, file: str, *, ko: str, en: str) -> PlanError:
    return PlanError(
        "corrections-contradict",
        ko=f"'{file}' {line}행 {ko}",
        en=f"'{file}' line {line}, {en}",
        path=file,
        line=line,
    )
