"""``convert --compare``: two files of one plan agree, or every value that differs is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongpyo.cli.application import run
from plan.errors import ExitCode
from tests.golden import SEOUL

PAGE, FILE = SEOUL / "plan.opengov.html", SEOUL / "plan.hwp"


def test_a_page_and_the_file_of_one_plan_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["convert", str(PAGE), "-o", str(tmp_path), "--compare", str(FILE), "--findings-ok", "--lang", "en"])
    assert code == ExitCode.CLEAN
    assert "'plan.opengov.html' and 'plan.hwp' agree: all 390 values are the same." in capsys.readouterr().out


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The page with one number of another size and one programme's last row left out."""
    text = (SEOUL / "plan.opengov.txt").read_text("utf-8")
    assert text.count("예산(백만원) 839 209 210 210 210") == 1
    path = tmp_path / "page.txt"
    path.write_text(text.replace("예산(백만원) 839 209 210 210 210", "예산(백만원) 839 209 210 210 211"), "utf-8")
    return path


def test_what_differs_is_said_value_by_value(changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["convert", str(changed), "-o", str(tmp_path / "out"), "--compare", str(FILE), "--findings-ok"]
    assert run([*command, "--lang", "en"]) == ExitCode.FINDINGS
    said = capsys.readouterr().out
    assert "389 values the same · 1 different · 0 only in 'page.txt' · 0 only in 'plan.hwp'" in said
    assert "예산 · 2027 · 211백만원 → 210백만원" in said
    assert run([*command, "--json"]) == ExitCode.FINDINGS
    compared = json.loads(capsys.readouterr().out)["documents"][0]["compared"]
    assert not compared["agrees"]
    assert compared["values"] == {"same": 389, "differing": 1, "only_in_source": 0, "only_in_other": 0}
    assert [(each["old"]["value"], each["new"]["value"]) for each in compared["differences"]["values"]] == [(211, 210)]


def test_what_only_one_of_them_holds_is_counted_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (SEOUL / "plan.opengov.txt").read_text("utf-8")
    page = tmp_path / "page.txt"
    page.write_text(text.replace("예산(백만원) 839 209 210 210 210 ", ""), "utf-8")
    command = ["convert", str(page), "-o", str(tmp_path / "out"), "--compare", str(FILE), "--lang", "en"]
    assert run(command) == ExitCode.FINDINGS
    said = capsys.readouterr().out
    assert "385 values the same · 0 different · 0 only in 'page.txt' · 5 only in 'plan.hwp'" in said
    assert "series (only in 'plan.hwp'): 1" in said


def test_it_takes_one_document_and_one_that_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = ["convert", str(PAGE), str(FILE), "-o", str(tmp_path), "--compare", str(FILE), "--lang", "en"]
    assert run(many) == ExitCode.USAGE
    assert "--compare takes one document only (2 were given)." in capsys.readouterr().err
    none = ["convert", str(PAGE), "-o", str(tmp_path), "--compare", str(tmp_path / "none.hwp"), "--lang", "en"]
    assert run(none) == ExitCode.INPUT
    assert not list(tmp_path.iterdir())
