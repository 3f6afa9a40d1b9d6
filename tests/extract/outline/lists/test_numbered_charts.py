"""An overview chart whose cells bear the numbers of strategies, tasks and programmes gives each its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret
from tests.extract.outline.written import WITH_TABLES, Given, goals, read_as

HEAD = ("추진전략", "추진과제", "단위사업")
CHART = [
    ("1. 맑은 물", "1-1. 물길 되살리기", "1-1-1. 관로 정비"),
    ("^", "1-2. 빗물 모으기", "1-2-1. 저금통 보급"),
    ("2. 푸른 숲", "2-1. 숲 넓히기", "2-1-1. 도시숲 조성"),
]
OFFICES = ("상수도과", "환경과", "산림녹지과")


def _pages(*, strategies: bool) -> list[Given]:
    pages: list[Given] = []
    for at, (strategy, task, program) in enumerate(CHART):
        pages += [strategy] if strategies and strategy != "^" else []
        pages += [task, program, "○ 연차별 추진계획", goals("시설", 10 * at + 11)]
    return pages


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("offices", [("", "", ""), OFFICES], ids=["no-office", "offices"])
@pytest.mark.parametrize("strategies", [True, False], ids=["headed", "in-chart-only"])
def test_a_cell_with_the_first_parts_of_a_code_names_its_task_and_is_no_office(
    strategies: bool, offices: tuple[str, ...], form: str, tmp_path: Path
) -> None:
    behind = [("담당부서",), *((office,) for office in offices)] if all(offices) else [()] * (len(CHART) + 1)
    chart = [(*row, *more) for row, more in zip((HEAD, *CHART), behind, strict=True)]
    plan = interpret(read_as(form, tmp_path, "□ 추진체계", chart, *_pages(strategies=strategies)))
    names = {node.no: node.name for node in plan.programs}
    assert [(node.level, node.name, names.get(node.parent_no, ""), node.department) for node in plan.programs] == [
        ("strategy", "맑은 물", "", ""),
        ("task", "물길 되살리기", "맑은 물", ""),
        ("program", "관로 정비", "물길 되살리기", offices[0]),
        ("task", "빗물 모으기", "맑은 물", ""),
        ("program", "저금통 보급", "빗물 모으기", offices[1]),
        ("strategy", "푸른 숲", "", ""),
        ("task", "숲 넓히기", "푸른 숲", ""),
        ("program", "도시숲 조성", "숲 넓히기", offices[2]),
    ]
    assert "listed-otherwise" not in {found.rule for found in plan.findings}
