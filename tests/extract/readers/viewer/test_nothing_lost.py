"""Of random plans as a viewer shows them, every run of values is in a table or told with its words."""

from __future__ import annotations

import pytest

from benchmarks.plans.features import drawn
from benchmarks.plans.flat import flat_text
from benchmarks.plans.pages import plan_of
from extract.readers.viewer.items import Item, runs_of
from extract.readers.viewer.printed import Printed
from extract.readers.viewer.text import read_blocks
from plan.records.document import Table

SHORTEST = 3  # values in a row that could be one of a plan


def _runs(printed: Printed) -> list[list[Item]]:
    """The runs of so many numbers."""
    every = ([item for item in run if item.is_number] for run in runs_of(printed.text, 0, len(printed.text)))
    return [run for run in every if len(run) >= SHORTEST]


def _not_told(text: str) -> tuple[int, list[str]]:
    """How many runs a text has, and those of which as many values are neither in a table nor in what was said."""
    printed = Printed(text)
    blocks, damage = read_blocks(text)
    taken = {cell.place.offset for block in blocks if isinstance(block, Table) for cell in block.cells}
    said = " / ".join(each.quote for each in damage)
    runs = _runs(printed)
    lost = [
        printed.between(run[0].start, run[-1].end)
        for run in runs
        if sum(printed.seen[item.start] not in taken for item in run) >= SHORTEST
    ]
    return len(runs), [words for words in lost if words not in said]


@pytest.mark.parametrize("seed", [12004, 12010, 12016, 12017, 12021, 12022, 13013, 13015])
def test_every_run_of_a_random_plan_is_read_or_told(seed: int) -> None:
    document, _ = plan_of(seed, drawn(seed))
    count, lost = _not_told(flat_text(document).decode())
    assert count > SHORTEST
    assert lost == []


def test_quarters_beside_each_other_are_a_head_and_a_month_in_a_sentence_is_none() -> None:
    _, damage = read_blocks("□ 추진일정 구분 1분기 2분기 3분기 4분기 점검(건) 415 306 692 331 □ 끝")
    assert [each.rule for each in damage] == ["table-not-understood"]
    _, damage = read_blocks("□ 대상 3월 모집 뒤 5월 시작, 점검 415 306 692 331 □ 끝")
    assert damage == ()


def test_a_budget_whose_head_says_its_only_year_is_told_and_a_sum_in_a_sentence_is_not() -> None:
    head = "Ⅲ 과제별 예산 (단위: 천원) 과제명 2026년 예산 비고 계 국비 시비 구비"
    _, damage = read_blocks(f"{head} 총계 30 10 8 12 ① 물길 정비 18 7 5 6 위탁 ② 숲길 정비 12 3 3 6 직접 □ 끝")
    assert [each.rule for each in damage] == ["table-not-understood"]
    _, damage = read_blocks("□ 2026년 예산 30 천원(국비 10, 시비 8, 구비 12), 2025년 28 천원(국비 9, 구비 19) □ 끝")
    assert damage == ()


def test_a_table_of_which_only_the_first_row_could_be_read_as_one_label_is_told_once() -> None:
    head = "□ 성과목표 과제명 성과지표 단위 2025년 실적 2026년 목표 담당부서"
    rows = "물길 정비 물길 길이 km 29 31 하천과 숲길 정비 숲길 길이 km 39 42 녹지과 등불 달기 등불 수 개 92 96 도로과"
    blocks, damage = read_blocks(f"{head} {rows} □ 끝")
    assert not any(isinstance(block, Table) for block in blocks)
    assert len(damage) == 1
