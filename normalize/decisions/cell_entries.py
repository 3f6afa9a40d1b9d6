"""The entries of ``corrections.yaml`` about single cells, and about findings that are accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from ruamel.yaml.nodes import Node

from normalize.cells.read import read_amount
from normalize.decisions.model import DECISION_KEYS, CellDecision, Decided, FindingDecision
from normalize.decisions.nodes import MEASURES, YEAR, Nodes, program_said
from normalize.findings.messages import rules
from plan.particles import particle
from plan.records.values import PeriodType, Status

REQUIRED = ("program", "measure", "period", "printed")
PERIODS: dict[str, PeriodType] = {name: name for name in get_args(PeriodType) if name != "year"}
STATUSES: dict[str, Status] = {name: name for name in get_args(Status) if name not in ("value", "range", "unreadable")}
NUMBERS = ("value", "range", "dash", "blank", "non_budget", "undecided", "not_applicable")


class CellEntries(Nodes, frozen=True):
    """Understands the lists ``corrections`` and ``findings`` of a file."""

    def cell(self, entry: Node, fields: dict[str, Node]) -> CellDecision | None:
        """One entry of ``corrections``; None where nothing is decided yet."""
        words = {key: self.scalar(node) for key, node in fields.items()}
        for key in REQUIRED:
            if key not in words:
                raise self.missing(entry, key)
        if not (words.get("indicator") or words.get("no")):
            raise self.missing(entry, "indicator")
        measure = self.one_of(fields, "measure", MEASURES)
        period, year = self._period(fields["period"])
        made = self._decision(entry, fields, words)
        if made is None:
            return None
        value, status, decided = made
        return CellDecision(
            program_no=program_said(words["program"]),
            measure=measure,
            indicator=words.get("indicator", ""),
            indicator_no=self.number(fields["no"]) if words.get("no") else None,
            period=period,
            year=year,
            printed=words["printed"],
            value=value,
            status=status,
            decided=decided,
            value_line=fields["value"].start_mark.line + 1 if value else 0,
        )

    def finding(self, entry: Node, fields: dict[str, Node]) -> FindingDecision | None:
        """One entry of ``findings``; None where nothing is decided yet."""
        words = {key: self.scalar(node) for key, node in fields.items()}
        if not words.get("rule"):
            raise self.missing(entry, "rule")
        self.one_of(fields, "rule", {rule: rule for rule in rules()})
        if not words.get("accepted"):
            self.require_unsigned(entry, words, "accepted: true")
            return None
        self.one_of(fields, "accepted", {"true": "true"})
        return FindingDecision(
            rule=words["rule"],
            program_no=program_said(words.get("program", "")),
            record=words.get("record", ""),
            actual=words.get("actual", ""),
            decided=self.signed(entry, fields, words),
        )

    def distinct(self, findings: Sequence[FindingDecision]) -> tuple[FindingDecision, ...]:
        """The accepted findings, each once; one that is accepted a second time for another reason is refused."""
        kept: dict[tuple[str, ...], FindingDecision] = {}
        for left in findings:
            first = kept.setdefault((left.rule, left.program_no, left.record, left.actual), left)
            if first.decided.reason != left.decided.reason:
                line = first.decided.line
                raise self.error(
                    left.decided.line - 1,
                    f"'{left.named()}': {line}행에서 다른 까닭으로 이미 받아들였습니다. 하나만 남기십시오.",
                    f"'{left.named()}' is accepted at line {line} for another reason; leave one of the two.",
                )
        return tuple(kept.values())

    def _period(self, node: Node) -> tuple[PeriodType, int | None]:
        said = self.scalar(node)
        if YEAR.fullmatch(said):
            return "year", int(said)
        if said not in PERIODS:
            names = ", ".join(PERIODS)
            raise self.wrong(
                node,
                f"period는 연도이거나 {names} 가운데 하나여야 합니다('{said}').",
                f"period must be a year or one of {names}, not '{said}'.",
            )
        return PERIODS[said], None

    def _decision(
        self, entry: Node, fields: dict[str, Node], words: dict[str, str]
    ) -> tuple[str, Status | None, Decided] | None:
        made = [key for key in DECISION_KEYS if words.get(key)]
        if not made:
            self.require_unsigned(entry, words, ", ".join(DECISION_KEYS))
            return None
        if len(made) > 1:
            raise self.wrong(
                fields[made[1]],
                f"{', '.join(made)} 가운데 하나만 적어야 합니다.",
                f"only one of {', '.join(made)} can be given.",
            )
        value = words.get("value", "")
        if value and read_amount(value).status not in NUMBERS:
            raise self.wrong(
                fields["value"],
                f"'{value}'{particle(value, '은/는')} 값 하나로 읽을 수 없습니다.",
                f"'{value}' cannot be read as one value.",
            )
        status: Status | None = None
        if words.get("status"):
            status = self.one_of(fields, "status", STATUSES)
        if words.get("confirmed"):
            self.one_of(fields, "confirmed", {"true": "true"})
        return value, status, self.signed(entry, fields, words)
