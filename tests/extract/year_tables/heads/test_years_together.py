"""What the last years of a plan have together keeps those years with its value, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, read_as


@pytest.mark.parametrize("form", WITH_TABLES)
def test_the_years_that_the_head_names_stand_beside_the_value(form: str, tmp_path: Path) -> None:
    head = ["구분", "계", "2026", "2027", "2028~2032"]
    rows = [head, ["계", "90", "10", "20", "60"], ["국비", "45", "5", "10", "30"], ["시비", "45", "5", "10", "30"]]
    blocks = ("1. 물길 정비", "□ 연차별 투자계획", "(단위: 백만원)", rows)
    plan = normalize_plan(read_as(form, tmp_path, *blocks, title="가온시 물빛 기본계획(2026~2032)"))
    found = [(str(o.value), o.flags) for o in plan.observations if o.period_type == "later"]
    assert found == [(value, ("years=2028-2032",)) for value in ("60", "30", "30")]
    assert all(not o.flags for o in plan.observations if o.period_type != "later")
