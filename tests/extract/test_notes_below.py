"""A note below a table is no programme, though it begins as a heading does; a heading there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, chains, read_as

HEAD = ("성과지표", "2025년", "2026년", "2027년")
SUMS = (("재원", "2025년", "2026년", "2027년"), ("국비", "10", "11", "12"), ("시비", "20", "21", "22"))


def _owners(form: str, tmp_path: Path, cell: str, line: str) -> list[str]:
    goals = (HEAD, ("이용자 수(명)", cell, "60", "70"))
    blocks = ("1-1. 쉼터 조성", goals, line, "(단위: 백만원)", SUMS, "1-2. 장터 운영", goals)
    return [chain[0] for chain in chains(read_as(form, tmp_path, *blocks))]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("50¹)", "1) 시범 운영"),
        ("50²", "2) 이동 쉼터"),
        ("50¹", "1) 새 쉼터 조성"),
        ("수1)(회)", "1) 시범 운영"),
        ("비(천원)1)", "1) 시범 운영"),
        ("50", "1) 토지보상비 제외"),
    ],
)
def test_a_line_whose_number_the_table_bears_is_its_note(cell: str, line: str, form: str, tmp_path: Path) -> None:
    assert _owners(form, tmp_path, cell, line) == ["쉼터 조성", "쉼터 조성", "장터 운영"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_line_whose_number_no_cell_bears_is_a_heading(form: str, tmp_path: Path) -> None:
    assert _owners(form, tmp_path, "50", "1) 이동 쉼터")[1] == "이동 쉼터"
