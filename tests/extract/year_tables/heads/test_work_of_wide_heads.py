"""A head of twice as many columns is twice the work, not four times: a damaged HWP file had 10,000 and took 13 s."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from extract.year_tables.heads.head import read_head
from tests.conftest import table_grid

SPAN = (2020, 2029)
FEW = 40  # columns; enough for what grows with their square to show
MOST = 2.5  # times the work that twice the columns may be
MIXED = ("2026", "2026~2027", "합계", "국비", "기투자", "’25 전망", "2025년 실적", "비고(원)", "사업비(원)")
HEADS: dict[str, Callable[[int], str]] = {
    "years": lambda at: str(2020 + at % 10),
    "one year again and again": lambda at: "2026" if at else "2027",
    "foreseen": lambda at: "’25 전망" if at % 2 else "2027",
    "money beside goals": lambda at: "’26 예산(천원)" if at % 2 else "’27 계획",
    "of all kinds": lambda at: MIXED[at % len(MIXED)],
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_twice_the_columns_are_twice_the_work(head: Callable[[int], str]) -> None:
    assert _work(head, 2 * FEW) < MOST * _work(head, FEW)


def _work(head: Callable[[int], str], columns: int) -> int:
    """How many instructions of Python reading a head takes; what is compiled or kept at first has been so before."""
    grid = table_grid((("구분", *map(head, range(columns))), ("쉼터", *("3" for _ in range(columns)))))
    read_head(grid, SPAN)
    done = 0

    def counting(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal done
        frame.f_trace_opcodes = True
        done += event == "opcode"
        return counting

    before = sys.gettrace()
    sys.settrace(counting)
    try:
        read_head(grid, SPAN)
    finally:
        sys.settrace(before)
    return done
