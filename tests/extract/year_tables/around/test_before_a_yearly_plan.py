"""Years before the plan in front of its own: where it starts from, or left out, however its cover is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import Paragraph
from tests.extract.outline.written import WITH_TABLES, read_as

GOALS = [["구 분", "'23", "'24", "'25", "'26", "'27"], ["차단시설(개소)", "11", "13", "15", "17", "19"]]
ONE = "제3차 가온 물빛 기본계획 2025년도 시행계획"


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("lines", [(ONE,), ("제3차 가온 물빛 기본계획", "2025년도 시행계획")])
def test_a_cover_of_two_lines_leaves_out_what_one_line_does(lines: tuple[str, ...], form: str, tmp_path: Path) -> None:
    behind = [Paragraph(line, "title") for line in lines[1:]]
    blocks = [*behind, "2025. 1.", "Ⅰ. 추진과제", "1. 물길 정비", "□ (추진목표) 차단시설 확충", GOALS]
    (table,) = read_as(form, tmp_path, *blocks, title=lines[0]).year_tables
    years = [column.year for column in table.columns if column.role == "year" and column.state != "actual"]
    assert (table.kind, years) == ("plan", [2025, 2026, 2027])


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["2024년 말 누계", "2024년말", "’24년 말"])
def test_a_year_that_alone_is_counted_up_to_its_end_is_the_base(head: str, form: str, tmp_path: Path) -> None:
    rows = [["구분", head, "2025년", "2026년", "2027년"], ["늘봄교실(실)", "61", "68", "75", "80"]]
    lines = ["2025학년도 ~ 2027학년도", "1. 늘봄 넓히기", "□ 추진현황 및 계획", rows]
    (table,) = read_as(form, tmp_path, *lines, title="가온교육지원청 늘봄 운영계획").year_tables
    assert [(column.role, column.year) for column in table.columns[1:]] == [
        ("baseline", 2024),
        ("year", 2025),
        ("year", 2026),
        ("year", 2027),
    ]
