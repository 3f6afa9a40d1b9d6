"""A column of names (사업명) says whose the rows are, also where one name stands for all or a mark repeats it."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from output.tables.rows import rows_of
from tests.extract.outline.written import WITH_TABLES, Given, Rows, read_as

YEARS = ["2025년", "2026년", "2027년"]
REPEATED = {"blank": "", "merged": "^", "ditto": "〃", "word": "상동"}


def _rows(head: str, names: list[str]) -> Rows:
    labels = ["쉼터(개소)", "나무 심기(그루)", "의자(개)", "화분(개)"]
    body = [
        [name, label, str(at), str(at + 1), "9"] for at, (name, label) in enumerate(zip(names, labels, strict=True))
    ]
    return [[head, "지표", *YEARS], *body]


def _owners(form: str, tmp_path: Path, *blocks: Given) -> dict[str, str]:
    plan = normalize_plan(read_as(form, tmp_path, *blocks))
    return {str(row["indicator_name"]): str(row["program_name"]) for row in rows_of(plan, "targets")}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("again", REPEATED)
def test_the_one_name_of_a_column_is_the_programme_of_all_rows(again: str, form: str, tmp_path: Path) -> None:
    rows = _rows("사업명", ["둑길 쉼터 조성", *[REPEATED[again]] * 3])
    owners = _owners(form, tmp_path, "연차별 계획", rows)
    assert owners == dict.fromkeys(("쉼터", "나무 심기", "의자", "화분"), "둑길 쉼터 조성")


@pytest.mark.parametrize("again", REPEATED)
def test_a_name_goes_on_to_the_next_one(again: str, tmp_path: Path) -> None:
    same = REPEATED[again]
    owners = _owners("hwpx", tmp_path, "연차별 계획", _rows("사업명", ["둑길 쉼터 조성", same, "마을 공방 조성", same]))
    assert [*owners.values()] == ["둑길 쉼터 조성"] * 2 + ["마을 공방 조성"] * 2
    assert [*owners] == ["쉼터", "나무 심기", "의자", "화분"]


def test_one_name_under_a_programme_is_a_part_of_it(tmp_path: Path) -> None:
    rows = _rows("사업명", ["둑길 쉼터 조성", "", "", ""])
    assert {*_owners("hwpx", tmp_path, "1. 둑길 정비", "연차별 계획", rows).values()} == {"둑길 정비"}


def test_one_name_under_a_head_that_says_no_name_is_a_group(tmp_path: Path) -> None:
    owners = _owners("hwpx", tmp_path, "연차별 계획", _rows("구분", ["둑길 쉼터", "〃", "〃", "〃"]))
    assert [*owners] == [f"둑길 쉼터 {name}" for name in ("쉼터", "나무 심기", "의자", "화분")]
    assert "둑길 쉼터" not in owners.values()


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("total", ["합계", "총사업비"])
def test_the_total_of_all_programmes_is_not_of_the_last_one(total: str, form: str, tmp_path: Path) -> None:
    rows = [
        ["사업명", "재원", *YEARS],
        ["물빛공원 조성", "국비", "10", "20", "30"],
        ["", "시비", "1", "2", "3"],
        ["달공원 조성", "국비", "40", "50", "60"],
        ["", "시비", "4", "5", "6"],
        ["", total, "55", "77", "99"],
    ]
    plan = normalize_plan(read_as(form, tmp_path, "연차별 투자계획", "(단위: 백만원)", rows))
    owners = {str(row["printed"]): str(row["program_name"]) for row in rows_of(plan, "budgets")}
    assert owners["4"] == "달공원 조성" and owners["55"] == plan.profile.title
