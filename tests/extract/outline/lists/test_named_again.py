"""A line that labels a name with 사업명 and says that of the heading over it once more is no programme below it."""

from __future__ import annotations

from pathlib import Path

from gongpyo.pipeline import read_plan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

TABLE = [["구분", "2026", "2027"], ["쉼터(개소)", "3", "4"]]


def _programs(folder: Path, **labelled: str) -> list[tuple[str, str]]:
    texts = ["가온시 산길 계획(2026~2027)", "1. 걷기 좋은 길"]
    for mark, name in (("①", "산길 쉼터 고치기"), ("②", "숲길 늘리기")):
        label = [f"사업명 : {labelled[name]}"] if name in labelled else []
        texts += [f"{mark} {name}", *label, "□ 연차별 목표", hwpx_grid(TABLE)]
    path = folder / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    return [(node.level, node.name) for node in read_plan(path).programs]


def test_a_name_that_is_said_again_stands_for_the_heading(tmp_path: Path) -> None:
    again = {"산길 쉼터 고치기": "산길 쉼터 고치기", "숲길 늘리기": "숲길 늘리기"}
    expected = [("task", "걷기 좋은 길"), ("program", "산길 쉼터 고치기"), ("program", "숲길 늘리기")]
    assert _programs(tmp_path) == _programs(tmp_path, **again) == expected


def test_another_name_is_a_programme_of_its_own(tmp_path: Path) -> None:
    assert ("program", "쉼터 새로 짓기") in _programs(tmp_path, **{"산길 쉼터 고치기": "쉼터 새로 짓기"})
