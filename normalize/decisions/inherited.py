"""What was decided about other plans of a family, for the plan that is read.

What was decided about the same plan in another file holds here too. What was decided about another edition is only
proposed: it waits until a person says yes. What the plan's own file says of the same thing comes before both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from normalize.decisions.model import CellDecision, Decided, Decisions, FindingDecision, TableKey, TableRuling
from normalize.findings.messages import finding
from plan.forms import same_print, unspaced
from plan.records.base import Place
from plan.records.meaning import Finding

Decision = CellDecision | FindingDecision | TableRuling
RULE = "correction-inherited"


class OfKin(msgspec.Struct, frozen=True):
    """The decisions about another plan of the family; ``is_same`` where it is the same plan in another file."""

    plan_id: str
    is_same: bool
    decisions: Decisions


def with_inherited(own: Decisions, kin: Sequence[OfKin]) -> Decisions:
    """The plan's own decisions and those of its kin, each of which says of whom it is and whether it waits."""
    return replace(
        own,
        cells=(*own.cells, *_new(own.cells, [(one, one.decisions.cells) for one in kin], _cell)),
        findings=(*own.findings, *_new(own.findings, [(one, one.decisions.findings) for one in kin], _finding)),
        tables=(*own.tables, *_new(own.tables, [(one, one.decisions.tables) for one in kin], _table)),
    )


def inherited_finding(
    decision: Decision, program_no: str, places: tuple[Place, ...] = (), *, fits: bool = True
) -> Finding:
    """That another edition's decision waits for a yes, or that one on the same plan in another file does not fit."""
    return finding(
        RULE,
        program_no,
        record=decision.named(),
        places=places,
        expected=decision.says,
        actual=decision.decided.plan,
        reason="" if fits else "unfit",
    )


def _new(own: Iterable[Any], kin: Sequence[tuple[OfKin, Iterable[Any]]], key: Callable[[Any], object]) -> list[Any]:
    """What is decided of things of which the plan's own file says nothing; two that disagree both wait."""
    exact, loose = {key(decision) for decision in own}, {_in_any_year(key(decision)) for decision in own}
    found: dict[object, list[Any]] = {}
    for one, decisions in kin:
        for decision in decisions:
            said = found.setdefault(key(decision), [])
            is_known = key(decision) in exact if one.is_same else _in_any_year(key(decision)) in loose
            if not is_known and decision.decided.inherited in ("", "yes"):
                said.append(_inherited(decision, one))
    return [decision for said in found.values() for decision in _agreed(said)]


def _inherited(decision: Any, kin: OfKin) -> Any:
    decided: Decided = decision.decided
    state = "" if kin.is_same else "waiting"
    return replace(decision, decided=replace(decided, plan=kin.plan_id, inherited=state))


def _agreed(said: Sequence[Any]) -> Iterator[Any]:
    """The first of those that say the same, one that holds before one that waits; of all that do not, each waiting."""
    distinct: dict[str, Any] = {}
    for decision in sorted(said, key=lambda decision: decision.decided.waits):
        distinct.setdefault(decision.says, decision)
    for decision in distinct.values():
        is_alone = len(distinct) == 1
        yield decision if is_alone else replace(decision, decided=replace(decision.decided, inherited="waiting"))


def _cell(decision: CellDecision) -> object:
    named = decision.indicator_no or same_print(decision.indicator)
    return (
        decision.program_no,
        decision.measure,
        named,
        decision.period,
        decision.year,
        same_print(decision.printed),
    )


def _finding(decision: FindingDecision) -> object:
    return decision.rule, decision.program_no, same_print(decision.record), same_print(decision.actual)


def _table(ruling: TableRuling) -> object:
    key = ruling.key
    return TableKey(*map(unspaced, (key.title, key.head, key.heading, key.labels)))


def _in_any_year(key: object) -> object:
    """A table as another edition calls it; a cell and a finding are called the same."""
    return TableKey(key.title, key.head).without_years() if isinstance(key, TableKey) else key
