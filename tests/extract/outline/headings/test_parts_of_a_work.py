"""Headings right below a numbered work that head a part of it though no list knows them: □ 이행지표."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, WRITERS, Given, chains, goals, read_as

ONE, OTHER = "마을 쉼터 조성", "골목 등 교체"
OF_NO_SUBJECT = (
    "이행지표",
    "이행지표 및 재정계획",
    "모니터링 지표",
    "이행률 목표",
    "교체목표",
    "중장기계획",
    "지원규모",
    "국비확보 방안",
    "재원확보",
    "인력 및 예산",
    "재정투입계획",
    "추진공정",
    "관리등급",
)


def _programmes(form: str, tmp_path: Path, *blocks: Given) -> list[str]:
    return [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))]


@pytest.mark.parametrize("form", WRITERS)
def test_what_says_no_subject_right_below_a_numbered_work_is_a_part_of_it(form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["1. 생활 분야"]
    for at, name in enumerate(OF_NO_SUBJECT, 1):
        blocks += [f"1-{at}. {ONE} {at}길", f"□ {name}", goals("쉼터", 10 * at + 1)]
    assert _programmes(form, tmp_path, *blocks) == [f"{ONE} {at}길" for at in range(1, len(OF_NO_SUBJECT) + 1)]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_name_that_ends_as_a_part_is_one_beside_another_part_of_the_work(form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["Ⅱ. 이행과제", f"1. {ONE}", "□ 사업개요", "○ 쉴 곳을 늘림"]
    blocks += ["□ 안전 목표", goals("사고", 11), f"2. {OTHER}", "□ 밝기 지표", goals("등", 21), "□ 사업개요"]
    assert _programmes(form, tmp_path, *blocks) == [ONE, OTHER]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_name_that_several_works_have_and_that_ends_as_a_part_is_one(form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["Ⅱ. 이행과제"]
    for at, name in enumerate((ONE, OTHER), 1):
        blocks += [f"{at}. {name}", "□ 빛 공해 지표", goals("쉼터", 10 * at + 1), "□ 밤길 살피기", "○ 밤에 살핌"]
    assert _programmes(form, tmp_path, *blocks) == [ONE, OTHER]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("names", [(ONE, OTHER), ("도시계획", "경관계획"), ("돌봄 지원 계획", "주민참여예산")])
@pytest.mark.parametrize("over", ["1. 생활 분야", "전략 1. 생활"])
def test_bullets_that_name_works_and_plans_stay_programmes(
    over: str, names: tuple[str, str], form: str, tmp_path: Path
) -> None:
    blocks: list[Given] = [over]
    for at, name in enumerate(names, 1):
        blocks += [f"□ {name}", "○ 해마다 늘림", goals("대상", 10 * at + 1)]
    assert _programmes(form, tmp_path, *blocks) == [*names]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_what_may_be_a_part_or_a_programme_is_told(form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["Ⅱ. 이행과제", f"1. {ONE}", "□ 안전 지표", goals("사고", 11)]
    blocks += [f"2. {OTHER}", "□ 마을 달력 보급", goals("달력", 21)]
    extracted = read_as(form, tmp_path, *blocks)
    assert [chain[0] for chain in chains(extracted)] == ["안전 지표", "마을 달력 보급"]
    said = [damage.reason_en for damage in extracted.damage if damage.rule == "heading-out-of-line"]
    assert said == [f"'안전 지표' may be a part of '{ONE}', which stands right above it."]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("name", ["분야별 목표등급", "시설별 지표", "구간별 추진공정", "단계별 확충"])
def test_what_goes_through_each_kind_is_a_part_of_the_one_numbered_work(name: str, form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["Ⅱ. 이행과제", f"1. {ONE}", "○ 쉴 곳을 늘림", f"□ {name}", goals("사고", 11)]
    assert _programmes(form, tmp_path, *blocks) == [ONE]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("over", "name", "told"),
    [
        (ONE, "투입 인력", True),
        (ONE, "주요 시설", True),
        (ONE, "마을 달력 보급", False),
        (ONE, "담 넓히기", False),
        ("생활 분야", "행복 꾸러미", False),
    ],
)
def test_a_lone_name_of_no_deed_over_its_table_may_be_a_part_of_a_deed(
    over: str, name: str, told: bool, form: str, tmp_path: Path
) -> None:
    blocks: list[Given] = ["Ⅱ. 이행과제", f"1. {over}", "○ 쉴 곳을 늘림", f"□ {name}", goals("사고", 11)]
    extracted = read_as(form, tmp_path, *blocks)
    assert [chain[0] for chain in chains(extracted)] == [name]
    said = [damage.reason_en for damage in extracted.damage if damage.rule == "heading-out-of-line"]
    assert said == ([f"'{name}' may be a part of '{over}', which stands right above it."] if told else [])
