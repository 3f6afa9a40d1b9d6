"""``gongpyo why`` says in both languages which rule decided on a table and on a cell, of a file and of a folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

from gongpyo.telling.rules import in_words
from output.descriptors.plan_model import decisions_of
from output.descriptors.schema import decisions_schema
from output.folder.read_back import DECISIONS_FILE, read_with_decisions
from plan.errors import ExitCode
from plan.records.values import (
    CellFate,
    ColumnRule,
    FateRule,
    IssuerRule,
    JoinRule,
    KindRule,
    LookRule,
    MeasureRule,
    TakenFor,
    TitleRule,
    UnitRule,
    YearRule,
)
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section, plan_of_every_kind, whole_files
from tests.gongpyo.test_cli import run

ROWS = (("구분", "계", "2024", "2025"), ("나무 심기 목표(그루)", "30", "10", "20"), ("비고", "연중", "연중", "연중"))
PERSONS = (("이름", "연락처"), ("가나다", "02-000-0000"))
KINDS = {
    "taken_for": TakenFor,
    "kind_rule": KindRule,
    "look_rule": LookRule,
    "year_rule": YearRule,
    "column_rule": ColumnRule,
    "join_rule": JoinRule,
    "cell_fate": CellFate,
    "fate_rule": FateRule,
    "unit_rule": UnitRule,
    "measure_rule": MeasureRule,
    "title_rule": TitleRule,
    "provider_rule": IssuerRule,
}


def document(folder: Path, *, title: str = "가온시 숲 가꾸기 기본계획(2024~2025)") -> Path:
    path = folder / "plan.hwpx"
    texts = (title, "□ 담당 나다라 주무관", hwpx_grid(PERSONS), "□ 연차별 추진 내용", hwpx_grid(ROWS))
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    assert run("convert", document(tmp_path), "-o", tmp_path / "out", "--findings-ok").code == ExitCode.CLEAN
    return tmp_path / "out"


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_has_a_sentence_in_both_languages(kind: str) -> None:
    for name in get_args(KINDS[kind]):
        assert in_words(kind, name, "ko") and in_words(kind, name, "en").isascii()


def test_a_cell_is_told_with_its_table_and_the_year(out: Path) -> None:
    said = run("why", out, "--table", 1, "--row", 1, "--column", 2, "--lang", "ko").stdout.splitlines()
    assert said[0] == "문서의 해: 2024 (제목의 계획 기간 '가온시 숲 가꾸기 기본계획(2024~2025)')."
    assert said[1].startswith("표 1 '연차별 추진 내용': 연차별 계획 (")
    assert said[1].endswith("칸 8개 = 읽음 4 + 규칙으로 제외 4 + 점검 0.")
    assert said[2] == (
        "표 1, 1행 2열 '10': 2024년 목표값으로 읽음 (연도나 기간의 열에 있는 값). "
        "목표·예산의 근거: 행 이름의 말이나 단위. 단위 '그루'는 행 이름에서. "
        "이 열은 2024년: 머리에 연도가 적혀 있음 '2024'."
    )
    english = run("why", out, "--table", 1, "--row", 2, "--column", 3, "--lang", "en").stdout.splitlines()
    assert english[2] == (
        "Table 1, row 2, column 3 '연중': left out by a rule (its row holds words only, or nothing, or remarks). "
        "Its column is the year 2025: its head prints the year '2025'."
    )


def test_a_file_is_told_as_its_folder_is(out: Path, tmp_path: Path) -> None:
    place = ("--table", 1, "--lang", "en")
    assert run("why", tmp_path / "plan.hwpx", *place).stdout == run("why", out, *place).stdout


def test_without_a_place_there_is_a_line_for_each_table(out: Path) -> None:
    said = json.loads(run("why", out, "--json", "--lang", "en").stdout)["plans"][0]
    assert [table["rule"] for table in said["tables"]] == ["no-years", said["tables"][1]["rule"]]
    assert said["cells"] == [] and all(table["said"] for table in said["tables"])


def test_a_document_that_is_refused_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "results.hwpx"
    words = (("구분", "2020 실적", "2021 실적"), ("나무(그루)", "1", "2"))
    path.write_bytes(hwpx_bytes(hwpx_section(hwpx_paragraph("숲 통계"), hwpx_paragraph(hwpx_grid(words)))))
    assert run("convert", path, "-o", tmp_path / "out").code == ExitCode.INPUT
    done = run("why", path, "--lang", "en")
    assert done.code == ExitCode.CLEAN
    assert "Not converted: 'results.hwpx'" in done.stdout
    assert "past results (every column is a result or a part of a year)" in done.stdout


@pytest.mark.parametrize(
    ("place", "what"),
    [
        (("--table", "9"), "There is no table 9; the tables are 0-1."),
        (("--table", "1", "--row", "7"), "Table 1 has no cell at '--row 7'; its rows are 0-2 and its columns 0-3."),
        (("--table", "0", "--row", "1"), "Table 0 is a table without years"),
        (("--row", "1"), "Give --row and --column with --table"),
        (("--page", "1"), "This document has no pages"),
    ],
)
def test_a_place_that_is_not_there_is_refused_with_what_is(out: Path, place: tuple[str, ...], what: str) -> None:
    done = run("why", out, *place, "--lang", "en")
    assert (done.code, done.stdout) == (ExitCode.USAGE, "")
    assert what in done.stderr
    assert run("why", out, *place, "--lang", "ko").stderr.startswith("오류: ")


def test_of_several_plans_those_answer_that_have_the_place(out: Path, tmp_path: Path) -> None:
    shorter = tmp_path / "shorter.hwpx"
    texts = ("나래시 숲 가꾸기 기본계획(2024~2025)", "□ 연차별 추진 내용", hwpx_grid(ROWS))
    shorter.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    assert run("convert", shorter, "-o", out, "--findings-ok").code == ExitCode.CLEAN
    done = run("why", out, "--table", 1, "--row", 1, "--column", 2, "--lang", "en")
    assert (done.code, done.stderr) == (ExitCode.CLEAN, "")
    assert "'10'" in done.stdout and "There is no table 1; the tables are 0." in done.stdout
    told = json.loads(run("why", out, "--table", 1, "--json").stdout)["plans"]
    assert sorted("error" in plan for plan in told) == [False, True]
    nowhere = run("why", out, "--table", 9, "--lang", "en")
    assert nowhere.code == ExitCode.USAGE
    assert "/out/" in nowhere.stderr.replace(os.sep, "/") and "There is no table 9" in nowhere.stderr


def test_a_head_is_told_as_a_head(out: Path) -> None:
    assert "the table's head" in run("why", out, "--table", 1, "--row", 0, "--column", 2, "--lang", "en").stdout


def test_a_folder_without_decisions_or_with_those_of_another_plan_is_refused(out: Path) -> None:
    (path,) = out.glob(f"*/{DECISIONS_FILE}")
    decided = json.loads(path.read_bytes())
    path.write_text(json.dumps(decided | {"plan_id": "another"}), encoding="utf-8")
    assert run("why", out, "--lang", "en").code == ExitCode.INPUT
    path.unlink()
    done = run("why", out, "--lang", "en")
    assert done.code == ExitCode.INPUT and DECISIONS_FILE in done.stderr


def test_persons_in_a_table_without_years_are_not_published(out: Path) -> None:
    (path,) = out.glob(f"*/{DECISIONS_FILE}")
    text = path.read_text(encoding="utf-8")
    assert "가나다" not in text and "나다라" not in text and "02-000" not in text


def test_the_file_keeps_its_schema_and_reads_back(out: Path) -> None:
    schema = decisions_schema()
    Draft202012Validator.check_schema(schema)
    plan = plan_of_every_kind()
    content = whole_files(plan)[DECISIONS_FILE]
    assert decisions_of(content) == plan.decided
    checker = Draft202012Validator(json.loads(json.dumps(schema)))
    assert list(checker.iter_errors(json.loads(content))) == []
    assert list(checker.iter_errors(json.loads(content) | {"cells": [{}]})), "the check can fail"
    assert json.loads(run("schema", "decisions").stdout) == json.loads(json.dumps(schema))
    (folder,) = (path.parent for path in out.glob(f"*/{DECISIONS_FILE}"))
    assert read_with_decisions(folder).cells.in_scope == 8


def test_the_same_document_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    (first,) = (path.read_bytes() for path in out.glob(f"*/{DECISIONS_FILE}"))
    run("convert", tmp_path / "plan.hwpx", "-o", tmp_path / "again", "--findings-ok")
    (second,) = (path.read_bytes() for path in (tmp_path / "again").glob(f"*/{DECISIONS_FILE}"))
    assert first == second


ORIGINS = ("plan_id", "title", "provider", "licence", "data_date", "source_url", "contact", "update_period", "keywords")
SETTINGS = {
    "title": "가온시 다른 제목",
    "provider": "부산광역시",
    "licence": "KOGL-1",
    "data_date": "2026-01-31",
    "source_url": "https://a.example/1",
    "contact": "물빛과",
    "update_period": "연간",
    "keywords": "숲",
    "plan_id": "narae-one",
}


def _origins(*command: object) -> dict[str, dict[str, str]]:
    """What ``why`` says of each setting, by its key."""
    (plan,) = json.loads(run("why", *command, "--json", "--lang", "en").stdout)["plans"]
    return {one["key"]: one for one in plan["settings"]}


def test_what_nobody_has_said_is_told_from_the_document_or_as_empty(out: Path) -> None:
    said = _origins(out)
    assert tuple(said) == ORIGINS
    assert (said["title"]["by"], said["plan_id"]["by"]) == ("document", "document")
    assert "the name of the plan with its years" in said["title"]["said"]
    assert {key for key in said if said[key]["by"] == "nowhere"} == {*ORIGINS} - {"title", "plan_id"}
    assert "--set contact=VALUE" in said["contact"]["said"]
    (source,) = out.parent.glob("*.hwpx")
    assert _origins(source) == said
    assert "기관과 제목과 연도로 만듦" in run("why", out, "--lang", "ko").stdout


def test_the_institution_is_told_with_the_rule_and_the_text_that_says_so(tmp_path: Path) -> None:
    source = document(tmp_path, title="부산광역시 숲 가꾸기 기본계획(2024~2025)")
    said = _origins(source)["provider"]
    assert (said["by"], said["value"]) == ("document", "6260000 부산광역시")
    assert "the title begins with it, '부산광역시 숲 가꾸기" in said["said"]


@pytest.mark.parametrize("key", SETTINGS)
@pytest.mark.parametrize("by", ["option", "settings-file", "plan-file"])
def test_each_setting_is_told_with_where_it_was_said(key: str, by: str, tmp_path: Path) -> None:
    source, out = document(tmp_path), tmp_path / "out"
    written = f'["{SETTINGS[key]}"]' if key == "keywords" else f'"{SETTINGS[key]}"'
    options: tuple[str, ...] = ("--set", f"{key}={SETTINGS[key]}")
    if by == "settings-file":
        one_plan = key in ("title", "data_date", "source_url", "plan_id")
        where = f'[document."{source.name}"]' if one_plan else "[plan]"
        (tmp_path / "gongpyo.toml").write_text(f"{where}\n{key} = {written}\n", encoding="utf-8")
    if by == "plan-file":
        run("convert", source, "-o", out, "--findings-ok", *options, "--remember")
    if by != "option":
        options = ()
    run("convert", source, "-o", out, "--findings-ok", *options)
    said = _origins(out)[key]
    assert said["by"] == by and SETTINGS[key] in said["value"], said
    assert {"option": "an option", "settings-file": "gongpyo.toml", "plan-file": "plan.toml"}[by] in said["said"]


def test_what_is_asked_of_a_cell_is_not_answered_with_settings(out: Path) -> None:
    assert "plan id" not in run("why", out, "--table", "1", "--lang", "en").stdout
