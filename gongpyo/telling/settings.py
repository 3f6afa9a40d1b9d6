"""The settings of a run: those of ``--config``, else ``gongpyo.toml`` beside the source or in the current folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from normalize.findings.grades import SETTINGS_FILE, read_grades
from normalize.findings.messages import rules
from plan.records import RuleGrade
from plan.safe_files import is_there


class Settings(NamedTuple):
    """The rules that are switched off or graded, and the file that says so where nobody has named it."""

    grades: tuple[RuleGrade, ...] = ()
    found: Path | None = None


def settings_for(source: Path, config: Path | None) -> Settings:
    """The settings in force for a source: those of a file that was named, else of one that lies there."""
    if config is not None:
        return Settings(read_grades(config))
    for folder in (source.parent, Path()):
        found = folder / SETTINGS_FILE
        if is_there(found):
            return Settings(read_grades(found, follows=False), found)
    return Settings()


def quieter(grades: Sequence[RuleGrade]) -> list[str]:
    """The rules that say less than by themselves, each as ``rule = grade``."""
    order = ("off", "info", "warning", "error")
    return [
        f"{entry.rule} = {entry.grade}"
        for entry in grades
        if order.index(entry.grade) < order.index(rules()[entry.rule]["severity"])
    ]
