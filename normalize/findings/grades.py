"""Rules of the audit switched off or graded: ``[rules]`` of ``gongpyo.toml``."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import tomli
from msgspec.structs import replace

from normalize.findings.messages import rules
from plan.errors import ExitCode, PlanError
from plan.os_errors import reason_of
from plan.printable import printable
from plan.records import Finding, Grade, RuleGrade, Severity
from plan.safe_files import read_file

SETTINGS_FILE = "gongpyo.toml"
GRADES: dict[str, Grade] = {grade: grade for grade in get_args(Grade)}
SEVERITIES: dict[str, Severity] = {name: name for name in get_args(Severity)}
MAX_BYTES = 1_000_000
SAID = 200  # characters of a parser's own words


def read_grades(path: Path, *, follows: bool = True) -> tuple[RuleGrade, ...]:
    """The grades of a settings file, by rule; a key or a value that is not known is refused with the right ones.

    A link is refused unless ``follows``.
    """
    try:
        loaded = tomli.loads(read_file(path, MAX_BYTES, follows=follows).decode("utf-8-sig"))
    except OSError as error:
        why = reason_of(error)
        raise _wrong(path, "", f"읽을 수 없습니다({why.ko}).", f"it cannot be read ({why.en}).") from None
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, or a number of thousands of digits
        said = printable(str(error))[:SAID]
        raise _wrong(path, "", f"TOML로 읽을 수 없습니다({said}).", f"it is not TOML ({said}).") from None
    for key in loaded:
        if key != "rules":
            raise _unknown(path, key, ["rules"])
    table: dict[str, Any] = loaded.get("rules", {})
    if not isinstance(table, dict):
        raise _wrong(path, "rules", "[rules] 표여야 합니다.", "a table [rules] is needed.")
    return tuple(_graded(path, rule, grade) for rule, grade in sorted(table.items()))


def _graded(path: Path, rule: str, grade: object) -> RuleGrade:
    if rule not in rules():
        raise _unknown(path, rule, sorted(rules()))
    if not isinstance(grade, str) or grade not in GRADES:
        raise _unknown(path, f"{rule} = {grade!r}", list(GRADES))
    if grade == "off" and rules()[rule].get("required"):
        raise _wrong(
            path,
            rule,
            "이 규칙은 끌 수 없습니다. 읽지 못한 것을 알리기 때문입니다.",
            "this rule cannot be switched off: it tells what could not be read.",
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


def _unknown(path: Path, said: str, known: list[str]) -> PlanError:
    near = importlib.import_module("difflib").get_close_matches(said, known, n=3) or known
    return _wrong(path, said, f"쓸 수 있는 것: {', '.join(near)}.", f"what is known here: {', '.join(near)}.")


def _wrong(path: Path, said: str, ko: str, en: str) -> PlanError:
    quoted = f" '{said}'" if said else ""
    return PlanError(
        "settings",
        ko=f"설정 파일 '{path}'{quoted}: {ko}",
        en=f"settings file '{path}'{quoted}: {en}",
        exit_code=ExitCode.USAGE,
        path=str(path),
    )
