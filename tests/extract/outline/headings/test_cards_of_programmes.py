"""A programme that a card names: labels with what they say of it, the years below or in tables of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.labelled import labelled_name
from tests.extract.outline.written import WITH_TABLES, Given, chains, merged, read_as

ONE, OTHER, OVER = "청년 월세 지원", "다문화 한글 교실", "생활 안정"
GOALS = "구분 | 2025 | 2026 | 2027\n지원(명) | 41 | 44 | 47"
WITH_YEARS = {
    "number and name": "1-{n} | {name} | < | <\n부서 | 복지과 | < | <",
    "number before the name": "1-{n}. {name} | < | < | <\n부서 | 복지과 | < | <",
    "name alone": "{name} | < | < | <\n부서 | 복지과 | < | <",
    "number, name and office": "1-{n} | {name} | 담당부서 | 복지과\n사업목적 | 주거비를 덜어 준다 | < | <",
    "label of a pledge": "공약명 | {name} | < | <\n부서 | 복지과 | < | <",
    "labels of number and name": "과제번호 | 1-{n} | 과제명 | {name}\n부서 | 복지과 | < | <",
    "heads over number and name": "과제번호 | 과제명 | < | 부서\n1-{n} | {name} | < | 복지과",
    "number of a pledge": "공약 {n} | {name} | < | <\n소관부서 | 복지과 | < | <",
    "field above the name": "분야 | 생활 안정 | 부서 | 복지과\n사업명 | {name} | < | <",
    "strategy below the name": "과제명 | {name} | < | <\n부서 | 복지과 | < | <\n전략 | 생활 안정 | < | <",
    "title over the years": "1-{n}. {name} | < | < | <\n부서 | 복지과 | < | <\n연차별 목표 | < | < | <",
}
ABOVE = {
    "pledge": "공약번호 | 1-{n} | 공 약 명 | {name}\n담당부서 | 복지과 | 이행시기 | 임기 내",
    "pledge in four rows": "공 약 명 | {name}\n담당부서 | 복지과\n이행시기 | 임기 내\n사업내용 | 월세를 지원",
    "policy": "시책명 | {name}\n담당부서 | 복지과",
    "work": "분야 | 생활 | 업 무 명 | {name}\n소관 | 복지과 | 시행시기 | 2025",
    "programme": "프로그램명 | {name} | 담당부서 | 복지과",
    "task by name": "실천과제명 | {name} | 담당부서 | 복지과",
    "task, number and name": "과제 | 1-{n} | {name} | 복지과",
}


def _table(text: str) -> Given:
    return merged([[cell.strip() for cell in line.split("|")] for line in text.splitlines()])


def _two(text: str, *behind: Given) -> list[Given]:
    named = enumerate((ONE, OTHER), 1)
    return [block for n, name in named for block in (_table(text.format(n=n, name=name)), "", *behind)]


def _read(form: str, tmp_path: Path, *blocks: Given) -> tuple[list[tuple[str, ...]], set[str]]:
    extracted = read_as(form, tmp_path, *blocks)
    return chains(extracted), {node.department for node in extracted.programs if node.level == "program"}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("card", WITH_YEARS.values(), ids=WITH_YEARS.keys())
def test_a_card_with_its_years_below_is_of_the_programme_that_it_names(card: str, form: str, tmp_path: Path) -> None:
    found, offices = _read(form, tmp_path, f"전략 1. {OVER}", *_two(f"{card}\n{GOALS}"))
    assert found == [(ONE, OVER), (OTHER, OVER)]
    assert offices == {"복지과"}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("card", ABOVE.values(), ids=ABOVE.keys())
def test_a_card_above_its_tables_heads_them(card: str, form: str, tmp_path: Path) -> None:
    found, offices = _read(form, tmp_path, f"전략 1. {OVER}", *_two(card, "□ 연차별 목표", _table(GOALS)))
    assert found == [(ONE, OVER), (OTHER, OVER)]
    assert offices == {"복지과"}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("label", ["전략", "분야", "추진전략"])
def test_a_card_under_no_heading_says_its_strategy(label: str, form: str, tmp_path: Path) -> None:
    card = f"{label} | {OVER} | 부서 | 복지과\n사업명 | {{name}} | < | <\n{GOALS}"
    assert _read(form, tmp_path, *_two(card)) == ([(ONE, OVER), (OTHER, OVER)], {"복지과"})


@pytest.mark.parametrize(
    "heading",
    ["공약 {n}. {name}", "[공약 {n}] {name}", "□ 공약 {n}. {name}", "공약사업 {n}. {name}", "프로그램 {n}. {name}"],
)
@pytest.mark.parametrize("form", [*WITH_TABLES, "txt"])
def test_a_word_is_that_of_a_level_before_its_number(form: str, heading: str, tmp_path: Path) -> None:
    named = enumerate((ONE, OTHER), 1)
    blocks = [block for n, name in named for block in (heading.format(n=n, name=name), "□ 연차별 목표", _table(GOALS))]
    assert _read(form, tmp_path, f"전략 1. {OVER}", *blocks)[0] == [(ONE, OVER), (OTHER, OVER)]


@pytest.mark.parametrize(
    "inside",
    [
        _table(f"지원인원 | < | < | <\n담당부서 | 복지과 | < | <\n{GOALS}"),
        _table(f"지원 규모 | < | < | <\n담당부서 | 복지과 | < | <\n{GOALS}"),
        _table(f"1-1-1 | 지원 인원 | < | <\n산출식 | 인원의 합 | < | <\n{GOALS}"),
    ],
    ids=["one word", "printed twice", "of an indicator"],
)
def test_a_title_of_a_table_is_no_name(inside: Given, tmp_path: Path) -> None:
    found, _ = _read("hwpx", tmp_path, f"전략 1. {OVER}", f"1-1. {ONE}", inside, f"1-2. {OTHER}", inside)
    assert found == [(ONE, OVER), (OTHER, OVER)]


@pytest.mark.parametrize(
    "line", ["ㅇ 프로그램 1 : 전통놀이 체험", "ㅇ 프로그램 : 전통놀이 체험", "ㅇ 공약 : 민선9기 1호"]
)
def test_what_a_programme_does_is_no_programme(line: str, tmp_path: Path) -> None:
    pages = [(f"1-{n}. {name}", line, "□ 연차별 목표", _table(GOALS)) for n, name in enumerate((ONE, OTHER), 1)]
    found, _ = _read("hwpx", tmp_path, f"전략 1. {OVER}", *(block for page in pages for block in page))
    assert found == [(ONE, OVER), (OTHER, OVER)]


@pytest.mark.parametrize("label", ["공약명", "공 약 명", "시책명", "업무명", "프로그램명", "실천과제명"])
def test_a_label_stands_before_a_name(label: str) -> None:
    assert labelled_name(f"{label} : {ONE}") == ONE
