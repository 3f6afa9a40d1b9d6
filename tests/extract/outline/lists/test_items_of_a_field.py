"""Items that a title goes through one by one (세부사업별 연차별 계획) are programmes in the section of a field."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, Given, merged, read_as

NAMES = (("실증시설 구축", "공정 고도화 지원"), ("소재은행 운영", "창업기업 육성"))
SECTIONS = ("이차전지 소재 산업 육성", "그린바이오 산업 육성")


def _rows_of(form: str, tmp_path: Path, title: str, chapter: str, head: str = "세부사업") -> list[str]:
    blocks: list[Given] = [f"Ⅳ. {chapter}"]
    for n, (section, own) in enumerate(zip(SECTIONS, NAMES, strict=True), 1):
        rows = [
            [head, "단위", "사업량", "<", "사업비(억원)", "<"],
            ["^", "^", "2025", "2026", "2025", "2026"],
            *([name, "개사", f"{n}{at}", f"{n}{at + 1}", "60", "65"] for at, name in enumerate(own, 1)),
        ]
        blocks += [f"{n}. {section}", f"□ {title}", merged(rows)]
    extracted = read_as(form, tmp_path, *blocks)
    names = {node.no: node.name for node in extracted.programs}
    return [names[no] for table in extracted.year_tables for no in table.row_programs if no]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["세부사업", "세부사업명"])
def test_each_row_is_of_the_programme_that_it_names(form: str, head: str, tmp_path: Path) -> None:
    found = _rows_of(form, tmp_path, "세부사업별 연차별 계획", "산업별 추진계획", head)
    assert found == [name for own in NAMES for name in own]


@pytest.mark.parametrize("title, chapter", [("연차별 계획", "산업별 추진계획"), ("세부사업별 연차별 계획", "추진계획")])
def test_where_only_one_of_both_says_it_items_stay_items(title: str, chapter: str, tmp_path: Path) -> None:
    assert _rows_of("hwpx", tmp_path, title, chapter) == []
