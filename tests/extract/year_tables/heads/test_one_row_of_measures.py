"""A table of one year that says side by side in its one row what is done and what it costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.errors import PlanError
from tests.extract.outline.written import WITH_TABLES, read_as


def _series(form: str, tmp_path: Path, head: str, rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, str, str, str]]:
    table = [[head, "사업비(백만원)", "<", "<"], ["^", "계", "국비", "군비"], *map(list, rows)]
    plan = normalize_plan(read_as(form, tmp_path, "1. 마을숲 조성", "□ 2026년 추진계획", table))
    by_no = {(one.measure, one.indicator_no): one.funding_source_name for one in plan.indicators}
    return [(one.measure, by_no[one.measure, one.indicator_no], one.printed, one.unit) for one in plan.observations]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_its_count_and_who_pays_are_read_with_their_units(form: str, tmp_path: Path) -> None:
    assert sorted(_series(form, tmp_path, "운영횟수(회)", (("8", "140", "57", "83"),))) == [
        ("budget", "", "140", "백만원"),
        ("budget", "국비", "57", "백만원"),
        ("budget", "군비", "83", "백만원"),
        ("target", "", "8", "회"),
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_word_without_a_unit_is_not_known_to_count(form: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="not all of its columns are known"):
        _series(form, tmp_path, "운영차수", (("8", "140", "57", "83"),))
