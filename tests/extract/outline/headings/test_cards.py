"""The card of a programme: 사업명 names it wherever it stands, and what is said of it (사업내용) never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import framed
from tests.extract.outline.written import WITH_TABLES, Given, Rows, chains, goals, merged, read_as

PROGRAMS = ("마을숲 조성", "가로수 정비", "물놀이터 확충")
CARDS: dict[str, tuple[Rows, ...]] = {
    "name first": ([["사업명", "{}"], ["사업내용", "가까운 쉼터 {}곳 설치"], ["사업기간", "2025~2027"]],),
    "content first": ([["사업내용", "가까운 쉼터 설치"], ["사업명", "{}"]],),
    "below a title": ([["사업개요", "<"], ["과제명", "{}"], ["사업내용", "가까운 쉼터 설치"]],),
    "beside a title": ([["사업개요", "사업명", "{}"], ["^", "사업내용", "가까운 쉼터 설치"]],),
    "two tables": ([["사업명", "{}"]], [["사업내용", "가까운 쉼터 설치"]]),
    "name alone": ([["{}", "<"], ["사업내용", "가까운 쉼터 설치"], ["사업기간", "2025~2027"]],),
    "label in its cell": ([["사업명 {}", "<"], ["사업내용", "가까운 쉼터 설치"]],),
}


def _plan(cards: tuple[Rows, ...]) -> list[Given]:
    blocks: list[Given] = ["Ⅰ. 세부 추진계획"]
    for at, name in enumerate(PROGRAMS):
        blocks += [merged([[text.format(name) for text in row] for row in rows]) for rows in cards]
        blocks.append(goals(f"{name[0]}터", 10 * at + 11))
    return blocks


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("card", CARDS)
def test_the_card_names_the_programme(card: str, form: str, tmp_path: Path) -> None:
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *_plan(CARDS[card])))] == list(PROGRAMS)


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_frame_with_the_label_names_it(form: str, tmp_path: Path) -> None:
    blocks: list[Given] = ["Ⅰ. 세부 추진계획"]
    for at, name in enumerate(PROGRAMS):
        card = merged([["사업내용", "가까운 쉼터 설치"], ["사업기간", "2025~2027"]])
        blocks += [framed(f"사업명 {name}"), card, goals(f"{name[0]}터", 10 * at + 11)]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))] == list(PROGRAMS)


def test_in_a_text_the_name_ends_before_the_next_label(tmp_path: Path) -> None:
    extracted = read_as("txt", tmp_path, *_plan(([["사업명", "{}"], ["사업내용", "가까운 쉼터 설치"]],)))
    assert [chain[0] for chain in chains(extracted)][1:] == list(PROGRAMS[1:])


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("rows", [[["사업내용", "숲 조성"]], [["사업내용", "숲 조성"], ["사업기간", "2025~2027"]]])
def test_what_is_said_of_a_programme_names_none(rows: Rows, form: str, tmp_path: Path) -> None:
    lines = ("1. 마을숲 조성", rows, goals("숲", 11), "2. 꽃길 가꾸기", rows, goals("길", 21))
    assert chains(read_as(form, tmp_path, "Ⅰ. 세부 추진계획", *lines)) == [("마을숲 조성",), ("꽃길 가꾸기",)]


def _form(number: str, name: str, fields: Rows, first: int) -> Given:
    """A form of six columns with its number and name above what is said of it, and a year table below."""
    said = [[label, text, "<", "<", "<", "<"] for label, text in fields]
    years = ["구분", "지표명(단위)", "<", "2025년", "2026년", "2027년"]
    rows = [["성과지표", "쉼터(개소)", "<", *map(str, range(first, first + 3))]]
    rows.append(["예산", "소요예산(백만원)", "<", *map(str, range(100 + first, 103 + first))])
    return merged([[number, name, "<", "<", "<", "<"], *said, years, *rows])


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("number", ["1-{}", "과제 1-{}", "{}"])
def test_a_number_and_a_name_above_fields_name_the_programme(number: str, form: str, tmp_path: Path) -> None:
    fields = [["주관부서", "공원과"], ["추진내용", "가까운 쉼터 설치"]]
    cards = [_form(number.format(at + 1), name, fields, 10 * at + 11) for at, name in enumerate(PROGRAMS)]
    read = read_as(form, tmp_path, "전략방향 1 쉬는 마을", *(part for card in cards for part in (card, "")))
    assert [chain[0] for chain in chains(read)] == list(PROGRAMS)


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("field", ["산출식", "자료출처"])
def test_a_number_and_a_name_above_how_it_is_measured_name_none(field: str, form: str, tmp_path: Path) -> None:
    fields = [["추진내용", "가까운 쉼터 설치"], [field, "쉼터 수"]]
    blocks = (
        "1. 마을숲 조성",
        _form("1", "쉼터 이용", fields, 11),
        "2. 꽃길 가꾸기",
        _form("1", "꽃길 이용", fields, 21),
    )
    read = read_as(form, tmp_path, "Ⅰ. 세부 추진계획", *blocks)
    assert [chain[0] for chain in chains(read)] == ["마을숲 조성", "꽃길 가꾸기"]
