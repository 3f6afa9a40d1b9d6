"""The settings of a run: those of ``--config``, else ``gongpyo.toml`` beside the source or in the current folder."""

from __future__ import annotations

from pathlib import Path

from normalize.findings.grades import SETTINGS_FILE, read_grades
from plan.records import RuleGrade


def grades_for(source: Path, config: Path | None) -> tuple[RuleGrade, ...]:
    """The rules that the settings in force for a source switch off or grade; none without settings."""
    if config is not None:
        return read_grades(config)
    for folder in (source.parent, Path()):
        found = folder / SETTINGS_FILE
        if found.is_file():
            return read_grades(found)
    return ()
