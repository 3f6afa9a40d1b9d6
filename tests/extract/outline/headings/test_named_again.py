"""A line that labels a name with 사업명 and says that of an open heading once more is no programme below it."""

from __future__ import annotations

from pathlib import Path

from gongpyo.pipeline import read_plan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

TABLE = [["구분", "2026", "2027"], ["쉼터(개소)", "3", "4"]]


def _programs(folder: Path, *label: str) -> list[tuple[str, str]]:
    texts = ("가온시 산길 계획(2026~2027)", "1. 걷기 좋은 길", "① 산길 쉼터 고치기", *label, "□ 연차별 목표")
    path = folder / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, (*texts, hwpx_grid(TABLE))))))
    plan = read_plan(path)
    assert {one.program_no for one in plan.observations} == {plan.programs[-1].no}
    return [(node.level, node.name) for node in plan.programs]


def test_a_name_that_is_said_again_stands_for_the_heading(tmp_path: Path) -> None:
    own = _programs(tmp_path)
    assert own[-1] == ("program", "산길 쉼터 고치기")
    assert _programs(tmp_path, "사업명 : 산길 쉼터 고치기") == own


def test_another_name_is_a_programme_of_its_own(tmp_path: Path) -> None:
    assert _programs(tmp_path, "사업명 : 쉼터 새로 짓기")[-1] == ("program", "쉼터 새로 짓기")
