"""Programmes whose number stands behind a word that no list knows: 건물-1. 옥상 녹화, 공약 1-1 병원 늘리기."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan.records.printed import ExtractedPlan
from tests.extract.outline.written import WITH_TABLES, Given, chains, goals, read_as

NAMES = ("옥상 녹화", "창문 교체", "전기버스 보급")


def _numbers(extracted: ExtractedPlan) -> list[str]:
    nodes = {node.no: node for node in extracted.programs}
    return [nodes[table.program_no].no_printed for table in extracted.year_tables if table.program_no in nodes]


def _plan(headings: tuple[str, str, str], *, framed: bool, sections: tuple[str, str]) -> list[Given]:
    blocks: list[Given] = ["Ⅱ. 이행과제"]
    for at, heading in enumerate(headings):
        blocks += [sections[at // 2]] if at != 1 and any(sections) else []
        blocks += [
            [[heading]] if framed else heading,
            "○ 해마다 대상을 늘림",
            "□ 연차별 목표",
            goals("대상", 10 * at + 11),
        ]
    return blocks


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("framed", [False, True], ids=["line", "frame"])
@pytest.mark.parametrize("heading", ["{}-{}. ", "[{}-{}] ", "{} - {} "])
def test_a_field_and_a_number_count_programmes_below_a_numbered_section(
    heading: str, framed: bool, form: str, tmp_path: Path
) -> None:
    fields = [("건물", 1), ("건물", 2), ("수송", 1)]
    one, two, three = (heading.format(*of) + name for of, name in zip(fields, NAMES, strict=True))
    plan = _plan((one, two, three), framed=framed, sections=("1. 건물 부문", "2. 수송 부문"))
    extracted = read_as(form, tmp_path, *plan)
    above = ("건물 부문", "이행과제"), ("건물 부문", "이행과제"), ("수송 부문", "이행과제")
    assert chains(extracted) == [(name, *over) for name, over in zip(NAMES, above, strict=True)]
    printed = heading.strip(". []").replace("] ", "").rstrip(".]")
    assert _numbers(extracted) == [printed.format(*of) for of in fields]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("framed", [False, True], ids=["line", "frame"])
def test_a_word_counts_through_the_plan_whatever_its_chapters_count(framed: bool, form: str, tmp_path: Path) -> None:
    plan = _plan(
        ("공약 1-1 옥상 녹화", "공약 1-2 창문 교체", "공약 2-1 전기버스 보급"), framed=framed, sections=("", "")
    )
    extracted = read_as(form, tmp_path, *plan)
    assert chains(extracted) == [(name, "이행과제") for name in NAMES]
    assert _numbers(extracted) == ["1-1", "1-2", "2-1"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "names", [("구역 3-1 북쪽 길", "구역 3-2 남쪽 길"), ("코로나-19 검사 지원", "코로나-19 접종 지원")]
)
def test_what_counts_from_no_first_number_heads_no_programme(names: tuple[str, str], form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["Ⅱ. 이행과제", "1. 길 정비"]
    for at, name in enumerate(names):
        blocks += [name, goals("대상", 10 * at + 11)]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))] == ["길 정비", "길 정비"]


@pytest.mark.parametrize("form", ["hwpx", "hwp"])
def test_frames_without_numbers_stand_under_the_numbered_section_above(form: str, tmp_path: Path) -> None:
    plan = _plan(NAMES, framed=True, sections=("1. 건물 부문", "2. 수송 부문"))[:-5]
    assert chains(read_as(form, tmp_path, *plan)) == [(name, "건물 부문", "이행과제") for name in NAMES[:2]]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("heading", ["[사업번호 {}] ", "연번 {}. ", "<과제번호 {}> ", "【공약번호 {}】 "])
def test_a_label_for_numbers_counts_programmes_below_their_explanation(heading: str, form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["1. 재정 여건", "○ 세입이 줄어듦", "2. 세부사업 설명"]
    for at, name in enumerate(NAMES, 1):
        blocks += [heading.format(at) + name, "□ 사업개요", "○ 위치 : 가온시"]
        blocks += ["□ 연차별 목표", goals("대상", 10 * at + 1)]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))] == [*NAMES]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("heading", ["【{} {}】 ", "[{} {}] ", "<{} {}> ", "[{}-{}] "])
def test_several_fields_in_brackets_that_each_count_from_one_count_programmes(
    heading: str, form: str, tmp_path: Path
) -> None:
    blocks: list[Given] = ["Ⅱ. 이행과제"]
    for at, (field, name) in enumerate(zip((("건물", 1), ("건물", 2), ("수송", 1)), NAMES, strict=True)):
        blocks += [heading.format(*field) + name, "□ 연차별 목표", goals("대상", 10 * at + 11)]
    extracted = read_as(form, tmp_path, *blocks)
    assert [chain[0] for chain in chains(extracted)] == [*NAMES]
    assert not extracted.damage  # the second field begins to count anew


@pytest.mark.parametrize("form", WITH_TABLES)
def test_cases_in_brackets_count_no_programmes(form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["Ⅱ. 이행과제", "1. 길 정비"]
    for at, name in enumerate(("북쪽 골목 고치기", "남쪽 골목 고치기"), 1):
        blocks += [f"[사례 {at}] {name}", goals("대상", 10 * at + 1)]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))] == ["길 정비", "길 정비"]


def _by_syllable(*lines: str) -> list[Given]:
    blocks: list[Given] = ["Ⅱ. 이행과제"]
    for at, line in enumerate(lines):
        blocks += [line, "□ 연차별 목표", goals("대상", 10 * at + 11)]
    return blocks


@pytest.mark.parametrize("form", WITH_TABLES)
def test_syllables_without_a_dot_count_programmes_below_each_task(form: str, tmp_path: Path) -> None:
    lines = ("가 옥상 녹화", "나 창문 교체", "가 전기버스 보급")
    plan = _by_syllable(*lines)
    plan[1:1], plan[8:8] = ["추진과제 1. 건물 고치기"], ["추진과제 2. 교통 바꾸기"]
    assert [chain[:2] for chain in chains(read_as(form, tmp_path, *plan))] == [
        ("옥상 녹화", "건물 고치기"),
        ("창문 교체", "건물 고치기"),
        ("전기버스 보급", "교통 바꾸기"),
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_line_that_begins_with_a_word_of_one_syllable_counts_nothing(form: str, tmp_path: Path) -> None:
    plan = _by_syllable("다 함께 만드는 마을")
    plan[1:1] = ["추진과제 1. 건물 고치기"]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *plan))] == ["건물 고치기"]
