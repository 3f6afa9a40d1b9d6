"""Programmes without a card behind those with one: a line of the look of that over a card begins another."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import Paragraph
from tests.extract.outline.written import WITH_TABLES, Given, Rows, chains, goals, read_as

ONE, OTHER, LAST = "마을 쉼터 조성", "골목 등 교체", "빈터 꽃밭 가꾸기"


def _card(name: str) -> Rows:
    return [["과제명", name], ["담당부서", "공원과"], ["사업대상", "가온시 주민"]]


def _page(name: str, at: int, *card: Given) -> list[Given]:
    return [
        Paragraph(name, "heading"),
        *card,
        "○ 해마다 대상을 조금씩 늘려 나감",
        "□ 연차별 목표",
        goals("곳", 10 * at),
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("office", ["", " (공원과)"])
def test_a_line_that_looks_like_that_over_a_card_begins_another_programme(
    office: str, form: str, tmp_path: Path
) -> None:
    blocks = [*_page(ONE + office, 1, _card(ONE)), *_page(OTHER + office, 2), *_page(LAST + office, 3, _card(LAST))]
    extracted = read_as(form, tmp_path, *blocks)
    assert [chain[0] for chain in chains(extracted)] == [ONE, OTHER, LAST]
    assert not extracted.damage


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_line_of_another_look_begins_none(form: str, tmp_path: Path) -> None:
    blocks = [*_page(ONE, 1, _card(ONE)), "골목 등 교체", *_page(LAST, 3, _card(LAST))]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))] == [ONE, LAST]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_line_of_that_look_that_names_a_part_begins_none(form: str, tmp_path: Path) -> None:
    blocks = [*_page(ONE, 1, _card(ONE)), *_page("소요예산 및 재원", 2), *_page(LAST, 3, _card(LAST))]
    assert [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))] == [ONE, ONE, LAST]
