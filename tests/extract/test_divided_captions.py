"""A heading that says by what the table below it is divided is its caption: the programme above goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WRITERS, chains, goals, read_as

MONEY = ("시설별 투자", "분야별 예산", "노선별 투자액", "구간별 사업비 및 물량")
CAPTIONS = (*MONEY, "권역별 물량", "연차별 보급", "단계별 추진")


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize("mark", ["1. ", "1-1-1 ", "과제 1. "])
def test_a_caption_names_no_programme(mark: str, caption: str, form: str, tmp_path: Path) -> None:
    blocks = ["Ⅰ. 추진계획", f"{mark}둑길 정비", f"□ {caption}", goals("둑길", 5)]
    found = read_as(form, tmp_path, *blocks)
    assert [chain[0] for chain in chains(found)] == ["둑길 정비"]


@pytest.mark.parametrize("form", WRITERS)
def test_under_no_programme_it_names_none_either(form: str, tmp_path: Path) -> None:
    title = "가온시 물빛 기본계획(2025~2027)"
    found = read_as(form, tmp_path, "Ⅰ. 추진계획", "□ 시설별 투자", goals("둑길", 5), "□ 노선별 물량", goals("샘", 8))
    assert {chain[0] for chain in chains(found)} == {title}


@pytest.mark.parametrize("name", ["특별 지원", "맞춤형 개별 지원계획", "권역별 쉼터 확충", "생애주기별 돌봄 서비스"])
def test_a_programme_with_such_a_syllable_keeps_its_name(name: str, tmp_path: Path) -> None:
    blocks = ["Ⅰ. 추진계획", "1. 둑길 정비", goals("둑길", 5), f"2. {name}", goals("샘", 8)]
    assert [chain[0] for chain in chains(read_as("hwpx", tmp_path, *blocks))] == ["둑길 정비", name]


def test_what_is_invested_in_each_is_a_budget(tmp_path: Path) -> None:
    blocks = ["Ⅰ. 추진계획", "1. 둑길 정비", "□ 시설별 투자"]
    rows = [["구분", "2025년", "2026년", "2027년"], ["쉼터", "120", "130", "140"], ["수문", "20", "30", "40"]]
    plan = normalize_plan(read_as("hwpx", tmp_path, *blocks, rows))
    assert {one.measure for one in plan.indicators} == {"budget"}
