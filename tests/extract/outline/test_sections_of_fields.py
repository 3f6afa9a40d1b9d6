"""A numbered section that is a field of the plan has programmes in the rows of its tables; a programme has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, Rows, chains, read_as

YEARS = ("2025", "2026", "2027")
UNIT = "(단위 : 백만원)"


def _by_payers(*names: str, head: str = "사업명") -> Rows:
    rows = [[head, "재원", "계", *YEARS]]
    for at, name in enumerate(names, 1):
        rows += [[name, "계", f"{9 * at}", f"{3 * at}", f"{3 * at}", f"{3 * at}"]]
        rows += [["^", payer, str(own), *[str(own // 3)] * 3] for payer, own in (("국비", 6 * at), ("시비", 3 * at))]
    return rows


def _rows(form: str, tmp_path: Path, *blocks: str | Rows) -> tuple[list[str], set[tuple[str, str]]]:
    """The names of the programmes of a plan's rows in their order, and each node with the one above it."""
    extracted = read_as(form, tmp_path, *blocks)
    nodes = {node.no: node for node in extracted.programs}
    over = {(node.name, nodes[node.parent_no].name if node.parent_no else "") for node in extracted.programs}
    named = [nodes[no].name for table in extracted.year_tables for no in table.row_programs if no]
    return list(dict.fromkeys(named)), over


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("chapter", ["Ⅲ. 분야별 투자계획", "Ⅲ. 투자사업"])
@pytest.mark.parametrize("section", ["3. 사회복지", "나. 돌봄 분야", "3. 촘촘한 돌봄"])
@pytest.mark.parametrize("names", [("쉼터 짓기", "어린이집 늘리기"), ("쉼터 짓기(계속)", "어린이집 늘리기(신규)")])
def test_rows_with_payers_below_a_field_are_programmes(
    names: tuple[str, str], section: str, chapter: str, form: str, tmp_path: Path
) -> None:
    found, over = _rows(form, tmp_path, chapter, section, "□ 주요 투자사업", UNIT, _by_payers(*names))
    assert found == [*names]
    assert {above for name, above in over if name in names} == {section.partition(" ")[2]}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("section", ["3. 사회복지", "3. 건물 부문"])
def test_one_row_below_a_field_is_one(section: str, form: str, tmp_path: Path) -> None:
    found, _ = _rows(form, tmp_path, "Ⅲ. 투자계획", section, UNIT, _by_payers("쉼터 짓기", head="단위사업"))
    assert found == ["쉼터 짓기"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["세부사업", "내역사업"])
def test_parts_of_one_programme_stay_with_it(head: str, form: str, tmp_path: Path) -> None:
    table = _by_payers("실시설계 용역", "담장 쌓기", head=head)
    extracted = read_as(form, tmp_path, "Ⅲ. 추진과제", "1. 골목 정비", "□ 소요예산", UNIT, table)
    assert chains(extracted) == [("골목 정비", "추진과제")] or chains(extracted) == [("골목 정비",)]
    assert not any(any(each.row_programs) for each in extracted.year_tables)


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_section_beside_programmes_is_one(form: str, tmp_path: Path) -> None:
    plain = [["구분", "계", *YEARS], ["시비", "30", "10", "10", "10"]]
    blocks = ("Ⅲ. 추진과제", "1. 골목 정비", "□ 소요예산", UNIT, plain, "2. 담장 허물기", "□ 소요예산", UNIT)
    extracted = read_as(form, tmp_path, *blocks, _by_payers("학교 담장", "관공서 담장"))
    assert [chain[0] for chain in chains(extracted)] == ["골목 정비", "담장 허물기"]
