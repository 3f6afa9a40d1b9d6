"""A caption with a bracket in a bracket is a caption and no programme, and stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, read_as

ROWS = [["구분", "2026", "2027"], ["난방기 바꾸기", "210", "340"]]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("caption", "title"),
    [
        ("□ 성과목표(보급 가구 수(누계), 단위: 가구)", "성과목표(보급 가구 수(누계))"),
        ("□ 성과목표[보급 가구 수(누계), 단위: 가구]", "성과목표[보급 가구 수(누계)]"),
    ],
)
def test_a_caption_with_a_bracket_in_a_bracket_is_no_programme(
    caption: str, title: str, form: str, tmp_path: Path
) -> None:
    read = read_as(form, tmp_path, "1-1. 따뜻한 겨울 나기", caption, ROWS, title="가온시 에너지 복지 계획(2026~2027)")
    plan = normalize_plan(read)
    programs = [node.name for node in plan.programs if node.level == "program"]
    assert programs == ["따뜻한 겨울 나기"]
    assert [(one.printed, one.unit) for one in plan.observations] == [("210", "가구"), ("340", "가구")]
    assert [table.title for table in read.year_tables] == [title]
