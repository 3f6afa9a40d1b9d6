"""Writes into ``corrections.yaml`` what the decisions on another edition propose, for a person to say yes or no to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from normalize.decisions.inherited import RULE, Decision
from normalize.decisions.model import CellDecision, Decisions, FindingDecision, InheritedState, TableRuling
from normalize.decisions.skeleton import Entry, with_entry
from normalize.decisions.tables import for_edition, names_of
from plan.records.meaning import Plan

Answer = Literal["yes", "no"]
TOLD = ("name", "measure", "unit", "payer")  # what an entry may say of the rows of a table


def with_proposals(text: str, plan: Plan, own: Decisions, known: Decisions) -> tuple[str, int]:
    """The file's text with an entry for each decision that waits and fits the plan, and how many were added.

    ``own`` are the decisions of the file itself, ``known`` those of its kin too.
    """
    found = {(entry.record, entry.expected) for entry in plan.findings if entry.rule == RULE}
    mine = set(_all(own))
    year = plan.document_year.year if plan.document_year else 0
    added = 0
    for decision in _here(known, plan):
        if decision.decided.waits and decision not in mine and (decision.named(), decision.says) in found:
            text = with_entry(text, *_entry(decision, "waiting", year))
            added += 1
    return text, added


def proposed(plan: Plan, known: Decisions) -> Iterator[tuple[int, Decision]]:
    """Each decision that waits for an answer, and the finding of the plan, by its number, that tells of it."""
    waiting = {(decision.named(), decision.says): decision for decision in _here(known, plan) if decision.decided.waits}
    for number, found in enumerate(plan.findings):
        if found.rule == RULE and (found.record, found.expected) in waiting:
            yield number, waiting[found.record, found.expected]


def with_answer(text: str, plan: Plan, decision: Decision, answer: Answer, signed: Entry) -> str:
    """The file's text with the answer to what another edition's decision proposes, ``signed`` by who gives it now."""
    section, entry = _entry(decision, answer, plan.document_year.year if plan.document_year else 0)
    return with_entry(text, section, entry | signed)


def _here(known: Decisions, plan: Plan) -> Iterator[Decision]:
    """The decisions, those on tables of another edition as they would be said of this one."""
    names = names_of(plan.programs)
    for decision in _all(known):
        if isinstance(decision, TableRuling) and decision.decided.waits:
            yield for_edition(decision, plan.year_tables, names)
        else:
            yield decision


def _all(decisions: Decisions) -> Iterator[Decision]:
    yield from decisions.cells
    yield from decisions.findings
    yield from decisions.tables


def _entry(decision: Decision, state: InheritedState, year: int) -> tuple[str, Entry]:
    """The section and the entry of a decision, as the file has it."""
    if isinstance(decision, CellDecision):
        section, entry = "corrections", _of_cell(decision)
    elif isinstance(decision, FindingDecision):
        section, entry = "findings", _of_finding(decision)
    else:
        section, entry = "tables", _of_table(replace(decision, edition=year))
    decided = decision.decided
    signed = {"reason": decided.reason, "who": decided.who, "when": decided.when}
    return section, {**entry, **signed, "inherited": state, "from": decided.plan}


def _of_cell(decision: CellDecision) -> Entry:
    return _said(
        program=decision.program_no,
        measure=decision.measure,
        indicator=decision.indicator,
        no=decision.indicator_no,
        period=decision.year or decision.period,
    ) | {
        "printed": decision.printed,
        **_said(value=decision.value, status=decision.status, confirmed=decision.is_confirmation),
    }


def _of_finding(decision: FindingDecision) -> Entry:
    said = _said(rule=decision.rule, program=decision.program_no, record=decision.record, actual=decision.actual)
    return said | {"accepted": True}


def _of_table(ruling: TableRuling) -> Entry:
    key = ruling.key
    own = [row for row in ruling.rows if not row.label]
    rows = [_said(label=row.label, **_told(row)) for row in ruling.rows if row.label]
    columns = [_said(head=column.head, role=column.role, year=column.year) for column in ruling.columns]
    return {
        "title": key.title,
        "head": key.head,
        **_said(heading=key.heading, labels=key.labels, edition=ruling.edition),
        **_said(kind=ruling.kind, program=ruling.program, **(_told(own[0]) if own else {})),
        **_said(rows=rows, columns=columns),
    }


def _told(row: object) -> Entry:
    return {name: getattr(row, name) for name in TOLD}


def _said(**fields: object) -> Entry:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value}
