"""Labels that name a count and what it costs, one in the other's bracket, and brackets with a payer and a unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from normalize.tables.payers import payer_of
from tests.extract.outline.written import WITH_TABLES, read_as

TITLE = "해담시 쉼터 계획(2026~2028)"
HEAD = ["구 분", "2026", "2027", "2028"]


def _series(form: str, tmp_path: Path, label: str, cells: str, unit: str = "") -> list[tuple[str, str, str, list[int]]]:
    """Each series by its measure, its name, its unit and the numbers of its years."""
    lines = ["1. 쉼터 조성", "□ 연차별 계획", *([unit] if unit else [])]
    extracted = read_as(form, tmp_path, *lines, [HEAD, [label, *cells.split("|")]], title=TITLE)
    plan = normalize_plan(extracted)
    found = []
    for one in plan.indicators:
        key = one.measure, one.indicator_no
        own = [o for o in plan.observations if (o.measure, o.indicator_no) == key and o.value is not None]
        units = {o.unit for o in own}
        found.append((one.measure, one.name, units.pop() if len(units) == 1 else "", [int(o.value or 0) for o in own]))
    return sorted(found)


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("label", "unit", "cost", "count"),
    [
        ("설치 개소(사업비)", "(단위: 백만원)", "설치 개소 사업비", "설치 개소"),
        ("설치(사업비)", "(단위: 개소, 백만원)", "설치 사업비", "설치"),
        ("설치(개소)(사업비, 백만원)", "", "설치 사업비", "설치"),
        ("설치 개소(백만원)", "", "설치 개소", "설치 개소"),
    ],
)
def test_a_count_with_money_in_brackets_is_two_series(
    form: str, label: str, unit: str, cost: str, count: str, tmp_path: Path
) -> None:
    assert _series(form, tmp_path, label, "12(310)|14(320)|15", unit) == [
        ("budget", cost, "백만원", [310, 320]),
        ("target", count, "개소", [12, 14, 15]),
    ]


def test_money_with_a_count_in_brackets_is_two_series_as_well(tmp_path: Path) -> None:
    assert _series("hwpx", tmp_path, "사업비(개소)", "310(12)|320(14)|340(15)", "(단위: 백만원)") == [
        ("budget", "사업비", "백만원", [310, 320, 340]),
        ("target", "개소", "개소", [12, 14, 15]),
    ]


@pytest.mark.parametrize(
    ("label", "cells"),
    [("사업비(국비)", "310(120)|320(140)|340(150)"), ("설치 개소(사업비)", "310|320|340")],
)
def test_a_part_in_brackets_and_a_cell_of_one_number_make_no_second_series(
    label: str, cells: str, tmp_path: Path
) -> None:
    found = _series("hwpx", tmp_path, label, cells, "(단위: 백만원)")
    assert [(measure, numbers) for measure, _, _, numbers in found] == [("budget", [310, 320, 340])]


@pytest.mark.parametrize("label", ["사업비(군비, 백만원)", "예산(백만원, 군비)", "사업비(군비 100%, 백만원)"])
def test_a_payer_beside_the_unit_in_one_bracket_pays(label: str, tmp_path: Path) -> None:
    plan = normalize_plan(
        read_as("hwpx", tmp_path, "1. 쉼터 조성", "□ 연차별 계획", [HEAD, [label, "10", "20", "30"]], title=TITLE)
    )
    assert [(one.measure, one.funding_source, one.unit) for one in plan.indicators] == [
        ("budget", "district", "백만원")
    ]


def test_a_bracket_with_nothing_but_a_unit_names_nobody() -> None:
    assert payer_of("사업비(백만원)") is None
    assert payer_of("사업비(개소, 백만원)") is None
