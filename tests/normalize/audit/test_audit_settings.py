"""Rules switched off or graded in gongpyo.toml, and what is refused there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongpyo.cli.application import run
from gongpyo.settings.files import read_settings, settings_for
from normalize.findings.grades import graded
from normalize.findings.messages import finding, rules
from plan.errors import ExitCode, PlanError
from plan.records.meaning import RuleGrade
from tests.golden import SEOUL

PLAN_ID = "seoul-citizen-participation-2024-2027"


def settings(folder: Path, text: str) -> Path:
    path = folder / "gongpyo.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rules_are_read_in_order_of_their_names(tmp_path: Path) -> None:
    path = settings(tmp_path, '[rules]\nunit-missing = "error"\nlabel-duplicated = "off"\n')
    assert read_settings(path).grades == (
        RuleGrade(rule="label-duplicated", grade="off"),
        RuleGrade(rule="unit-missing", grade="error"),
    )


def test_findings_are_left_out_or_given_their_severity() -> None:
    found = [finding("label-duplicated", "P1"), finding("unit-missing", "P1"), finding("code-mismatch", "P1")]
    grades = (RuleGrade(rule="label-duplicated", grade="off"), RuleGrade(rule="unit-missing", grade="info"))
    assert [(entry.rule, entry.severity) for entry in graded(found, grades)] == [
        ("unit-missing", "info"),
        ("code-mismatch", "warning"),
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('[rule]\nunit-missing = "off"\n', "rules"),
        ('[rules]\nunit-mising = "off"\n', "unit-missing"),
        ('[rules]\nunit-missing = "of"\n', "off"),
        ("[rules]\nunit-missing = 1\n", "warning"),
        ('[rules]\ncell-not-read = "off"\n', "cell-not-read"),
        ("rules = 1\n", "[rules]"),
        ("[rules\n", "TOML"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(text: str, right: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        read_settings(settings(tmp_path, text))
    assert refused.value.exit_code == ExitCode.USAGE
    assert right in refused.value.ko and right in refused.value.en


def test_a_rule_that_answers_for_cells_can_be_graded_but_not_switched_off(tmp_path: Path) -> None:
    required = [rule for rule, row in rules().items() if row.get("required")]
    assert required
    for rule in required:
        with pytest.raises(PlanError):
            read_settings(settings(tmp_path, f'[rules]\n{rule} = "off"\n'))
        assert read_settings(settings(tmp_path, f'[rules]\n{rule} = "info"\n')).grades[0].grade == "info"


def test_the_settings_beside_the_source_come_before_those_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, here = tmp_path / "beside", tmp_path / "here"
    for folder, grade in ((beside, "off"), (here, "info")):
        folder.mkdir()
        settings(folder, f'[rules]\nunit-missing = "{grade}"\n')
    monkeypatch.chdir(here)
    assert [entry.grade for entry in settings_for(beside / "plan.hwp", None).grades] == ["off"]
    assert [entry.grade for entry in settings_for(tmp_path / "plan.hwp", None).grades] == ["info"]
    assert [entry.grade for entry in settings_for(tmp_path / "plan.hwp", beside / "gongpyo.toml").grades] == ["off"]
    monkeypatch.chdir(tmp_path)
    assert settings_for(tmp_path / "plan.hwp", None).grades == ()


def test_what_was_switched_off_is_said_in_plan_json_and_stands_for_check(tmp_path: Path) -> None:
    path = settings(tmp_path, '[rules]\ntotal-mismatch = "info"\ncode-mismatch = "off"\n')
    out = tmp_path / "out"
    command = ["convert", str(SEOUL / "plan.opengov.txt"), "-o", str(out), "--config", str(path), "-q"]
    assert run(command) == ExitCode.CLEAN
    said = json.loads((out / PLAN_ID / "plan.json").read_text(encoding="utf-8"))
    assert said["rules"] == [
        {"rule": "code-mismatch", "grade": "off"},
        {"rule": "total-mismatch", "grade": "info"},
    ]
    assert "code-mismatch" not in {found["rule"] for found in said["findings"]}
    assert run(["check", str(out)]) == ExitCode.CLEAN
    assert run(["check", str(out), "--config", str(settings(tmp_path, "[rules]\n"))]) == ExitCode.FINDINGS


def test_settings_that_are_not_there_are_a_usage_error(tmp_path: Path) -> None:
    command = ["convert", str(SEOUL / "plan.opengov.txt"), "-o", str(tmp_path), "--config", str(tmp_path / "no.toml")]
    assert run(command) == ExitCode.USAGE
