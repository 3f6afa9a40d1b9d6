"""Rules of the audit switched off or graded: ``[rules]`` of ``gongpyo.toml``."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from msgspec.structs import replace

from normalize.findings.messages import rules
from plan.errors import PlanError
from plan.particles import particle
from plan.printable import printable
from plan.records.meaning import Finding, RuleGrade
from plan.records.values import Grade, Severity

GRADES: dict[str, Grade] = {grade: grade for grade in get_args(Grade)}
SEVERITIES: dict[str, Severity] = {name: name for name in get_args(Severity)}
Refuse = Callable[[str, str, str], PlanError]


def grades_of(table: Mapping[str, Any], wrong: Refuse) -> tuple[RuleGrade, ...]:
    """The grades of a table of settings, by rule.

    A rule or a grade that is not known is refused with the right ones; ``wrong`` makes the error of a rule's row.
    """
    return tuple(_graded(rule, grade, wrong) for rule, grade in sorted(table.items()))


def _graded(rule: str, grade: object, wrong: Refuse) -> RuleGrade:
    if rule not in rules():
        raise _unknown(rule, rule, sorted(rules()), wrong)
    if not isinstance(grade, str) or grade not in GRADES:
        raise _unknown(rule, f"{rule} = {grade!r}", list(GRADES), wrong)
    if grade == "off" and rules()[rule].get("required"):
        raise wrong(
            rule,
            f"규칙 '{rule}'{particle(rule, '은/는')} 끌 수 없습니다. 읽지 못한 것을 알리기 때문입니다.",
            f"the rule '{rule}' cannot be switched off: it tells what could not be read.",
        )
    return RuleGrade(rule=rule, grade=GRADES[grade])


def graded(findings: Sequence[Finding], grades: Sequence[RuleGrade]) -> Iterator[Finding]:
    """The findings without those of rules that are switched off, and with the severities that were asked for."""
    given = {entry.rule: entry.grade for entry in grades}
    for found in findings:
        grade = given.get(found.rule)
        if grade is None:
            yield found
        elif grade != "off":
            yield replace(found, severity=SEVERITIES[grade])


def _unknown(rule: str, said: str, known: list[str], wrong: Refuse) -> PlanError:
    near = importlib.import_module("difflib").get_close_matches(said, known, n=3) or known
    quoted = printable(said)
    return wrong(
        rule,
        f"'{quoted}'{particle(quoted, '은/는')} 모르는 것입니다. 쓸 수 있는 것: {', '.join(near)}.",
        f"'{quoted}' is not known here; what is known: {', '.join(near)}.",
    )
