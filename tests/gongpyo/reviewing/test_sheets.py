"""Decisions go out in a workbook and come back from it, all of them or none."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest

from gongpyo.pipeline import convert
from gongpyo.reviewing.answers import in_words_of_the_file
from plan.errors import ExitCode
from tests.conftest import VIEWER_TEXT
from tests.gongpyo.test_cli import run

openpyxl = pytest.importorskip("openpyxl")
WRONG_SUM = VIEWER_TEXT.replace("개소) 10 1 2 3 4", "개소) 11 1 2 3 4")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    source = tmp_path / "plan.txt"
    source.write_text(WRONG_SUM, encoding="utf-8")
    convert(source, tmp_path / "out", plan_id="p", with_report=False)
    return tmp_path / "out"


def filled(out: Path, *, row: int = 2, **said: object) -> Path:
    """The workbook with what a person has put into a row of the sheet of cells."""
    path = out.parent / "review.xlsx"
    if not path.exists():
        assert run("corrections", out, "--xlsx", path).code == ExitCode.CLEAN
    book = openpyxl.load_workbook(path)
    sheet = book["칸의 값"]
    heads = [str(cell.value).partition(" ")[0] for cell in sheet[1]]
    for name, value in said.items():
        sheet.cell(row, heads.index(name) + 1).value = value
    book.save(path)
    return path


def test_the_workbook_is_the_same_bytes_for_the_same_plans(out: Path) -> None:
    one, two = out.parent / "one.xlsx", out.parent / "two.xlsx"
    assert run("corrections", out, "--xlsx", one).code == ExitCode.CLEAN
    time.sleep(2.1)  # seconds, of which a zip counts every second one
    assert run("corrections", out, "--xlsx", two).code == ExitCode.CLEAN
    assert one.read_bytes() == two.read_bytes()


def test_what_is_decided_in_the_workbook_is_applied(out: Path) -> None:
    path = filled(out, value=10, reason="합: 연도별 합이 맞음", who="홍길동", when=datetime(2026, 11, 24))
    done = run("corrections", out, "--from", path, "--lang", "ko")
    assert (done.code, "항목 1개" in done.stdout) == (ExitCode.CLEAN, True), done.stderr
    text = (out / "p" / "corrections.yaml").read_text(encoding="utf-8")
    assert 'value: "10"' in text and "when: 2026-11-24" in text.replace("'", "").replace('"', "")
    assert run("check", out, "--quiet").code == ExitCode.CLEAN
    again = run("corrections", out, "--from", path, "--lang", "en")
    assert "nothing new" in again.stdout
    assert (out / "p" / "corrections.yaml").read_text(encoding="utf-8") == text


def test_a_filled_workbook_is_not_written_over_until_it_is_taken(out: Path) -> None:
    path = filled(out, value=10, reason="합: 연도별 합이 맞음", who="홍길동", when=datetime(2026, 11, 24))
    before = path.read_bytes()
    again = run("corrections", out, "--xlsx", path, "--lang", "en")
    assert again.code == ExitCode.INPUT and "row 2" in again.stderr and "--from" in again.stderr
    assert path.read_bytes() == before
    assert run("corrections", out, "--from", path).code == ExitCode.CLEAN
    assert run("corrections", out, "--xlsx", path).code == ExitCode.CLEAN
    assert path.read_bytes() != before


def test_a_workbook_of_others_is_not_written_over(out: Path) -> None:
    path = out.parent / "mine.xlsx"
    book = openpyxl.Workbook()
    book.save(path)
    before = path.read_bytes()
    done = run("corrections", out, "--xlsx", path, "--lang", "en")
    assert done.code == ExitCode.INPUT and "another name" in done.stderr and path.read_bytes() == before


@pytest.mark.parametrize(
    ("column", "said", "meant"),
    [
        ("confirmed", "예", "true"),
        ("accepted", " O ", "true"),
        ("confirmed", "false", "false"),
        ("inherited", "아니요", "no"),
        ("inherited", "네", "yes"),
        ("measure", "예산", "budget"),
        ("status", "비예산", "non_budget"),
        ("status", "non_budget", "non_budget"),
        ("kind", "계획", "plan"),
        ("kind", "뭔가", "뭔가"),
        ("value", "예", "예"),
        ("when", "2026. 11. 4.", "2026-11-04"),
        ("when", "2026년 11월 24일", "2026-11-24"),
        ("when", "20261124", "2026-11-24"),
        ("when", "2026-13-24", "2026-13-24"),
        ("when", "2026111", "2026111"),
        ("reason", "예", "예"),
    ],
)
def test_a_cell_is_filled_in_the_words_of_an_office(column: str, said: str, meant: str) -> None:
    assert in_words_of_the_file(column, said) == meant


def test_a_row_that_says_yes_in_korean_is_applied(out: Path) -> None:
    path = filled(out, confirmed="예", reason="인쇄된 대로임", who="홍길동", when="2026. 11. 24.")
    assert run("corrections", out, "--from", path).code == ExitCode.CLEAN
    text = (out / "p" / "corrections.yaml").read_text(encoding="utf-8")
    assert "confirmed: true" in text and "2026-11-24" in text
    assert run("check", out, "--quiet").code == ExitCode.CLEAN


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"value": "10", "who": "홍길동", "when": "2026-11-24"}, "reason"),
        ({"reason": "확인", "who": "홍길동", "when": "2026-11-24"}, "decides nothing"),
        ({"value": "뭔가", "reason": "확인", "who": "홍길동", "when": "2026-11-24"}, "뭔가"),
        ({"value": "10", "reason": "확인", "who": "홍길동", "when": "어제"}, "어제"),
        ({"value": "10", "reason": "확인", "who": "홍", "when": "2026-11-24", "plan": "q"}, "no plan of this folder"),
        ({"value": "10", "reason": "확인", "who": "홍", "when": "2026-11-24", "id": "x"}, "no entry"),
    ],
    ids=str,
)
def test_a_row_that_cannot_be_meant_is_refused_and_nothing_is_written(
    out: Path, said: dict[str, object], wrong: str
) -> None:
    path = filled(out, **said)
    before = (out / "p" / "corrections.yaml").read_bytes()
    done = run("corrections", out, "--from", path, "--lang", "en")
    assert done.code == ExitCode.INPUT
    assert "row 2" in done.stderr and "칸의 값" in done.stderr and wrong in done.stderr, done.stderr
    assert (out / "p" / "corrections.yaml").read_bytes() == before


def test_a_value_of_another_kind_leaves_every_file_as_it_was(out: Path) -> None:
    path = filled(out, value="10%", reason="확인", who="홍길동", when="2026-11-24")
    before = (out / "p" / "corrections.yaml").read_bytes()
    assert run("corrections", out, "--from", path).code == ExitCode.INPUT
    assert (out / "p" / "corrections.yaml").read_bytes() == before


def test_what_is_no_such_workbook_is_refused(out: Path) -> None:
    path = out.parent / "no.xlsx"
    assert run("corrections", out, "--from", path).code == ExitCode.INPUT
    path.write_bytes(b"no")
    assert "no Excel workbook" in run("corrections", out, "--from", path, "--lang", "en").stderr
    openpyxl.Workbook().save(path)
    assert "none of the sheets" in run("corrections", out, "--from", path, "--lang", "en").stderr
    assert run("corrections", out, "--from", path, "--xlsx", path).code == ExitCode.USAGE
