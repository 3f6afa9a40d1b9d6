"""The plan of another city in the part on the state of things is left out and told; the document's own is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret
from tests.extract.outline.written import WITH_TABLES, Given, chains, goals, read_as

OWN = (
    *("Ⅲ. 세부 추진계획", "1. 쉼터 조성", "□ 연차별 추진계획", goals("쉼터", 21)),
    *("2. 꽃길 가꾸기", "□ 연차별 추진계획", goals("길", 31)),
)


def _read(form: str, tmp_path: Path, *above: Given) -> tuple[list[tuple[str, ...]], set[str]]:
    extracted = read_as(form, tmp_path, "Ⅱ. 여건 분석", *above, goals("그루", 11), *OWN)
    return chains(extracted), {found.rule for found in interpret(extracted).findings}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "above", [("1. 여울시 물빛 계획",), ("□ 여울군 물빛 정책 계획",), ("1. 현황", "<표 1> 여울구 나무 심기 목표")]
)
def test_the_plan_of_another_place_is_left_out_and_told(above: tuple[str, ...], form: str, tmp_path: Path) -> None:
    found, rules = _read(form, tmp_path, *above)
    assert found == [("쉼터 조성",), ("꽃길 가꾸기",)]
    assert "tables-not-ours" in rules


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("above", ["1. 가온시 물빛 계획", "1. 문화도시 조성 계획", "1. 개발지구 정비 계획"])
def test_the_plan_of_its_own_place_stays(above: str, form: str, tmp_path: Path) -> None:
    found, rules = _read(form, tmp_path, above)
    assert len(found) == 1 + len(("쉼터 조성", "꽃길 가꾸기"))
    assert "tables-not-ours" not in rules


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("of_whom", ["국가 제6차 나무심기 종합계획 목표", "정부 제6차 나무심기 기본계획의 목표"])
@pytest.mark.parametrize("sign", ["3. 참고 : ", "3. [참고자료] ", "3. "])
def test_a_numbered_plan_of_the_state_shown_for_reference_is_left_out_and_told(
    sign: str, of_whom: str, form: str, tmp_path: Path
) -> None:
    extracted = read_as(form, tmp_path, *OWN, f"{sign}{of_whom}", goals("그루", 11))
    assert chains(extracted) == [("쉼터 조성",), ("꽃길 가꾸기",)]
    assert "tables-not-ours" in {found.rule for found in interpret(extracted).findings}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_programme_of_its_own_shown_for_reference_stays(form: str, tmp_path: Path) -> None:
    extracted = read_as(form, tmp_path, *OWN, "3. 참고 : 국가 지원 나무 심기", "□ 연차별 추진계획", goals("그루", 11))
    assert len(chains(extracted)) == 1 + len(("쉼터 조성", "꽃길 가꾸기"))
