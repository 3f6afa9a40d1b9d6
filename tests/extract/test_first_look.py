"""What a look at the bare text of a document turns away, and that no format hides its years from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.first_look import may_plan, require_years
from extract.readers.read import opened
from fixtures.make.document import Document, Paragraph
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from plan.errors import PlanError
from tests.conftest import ROOT
from tests.golden import SEOUL

SHAPES = ROOT / "fixtures" / "shapes"
WRITERS = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
PLANS = sorted(path for path in (*SHAPES.glob("*/document.*"), *SEOUL.glob("plan.*")) if path.parent.name != "no-years")
LETTER = Document("행사 안내", ((Paragraph("일시: 2026. 3. 9. 14:00"), Paragraph("장소: 본관 3층 회의실")),))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_plan_passes_in_every_format(path: Path) -> None:
    require_years(opened(path), path)


@pytest.mark.parametrize("form", WRITERS)
def test_a_letter_with_one_day_is_turned_away_in_every_format(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"letter.{form}"
    path.write_bytes(WRITERS[form](LETTER))
    with pytest.raises(PlanError) as refused:
        require_years(opened(path), path)
    assert refused.value.code == "nothing-planned"
    assert "letter" in refused.value.ko and "letter" in refused.value.en


@pytest.mark.parametrize("name", ["drawing.pdf", "encrypted.pdf", "truncated.pdf", "password.hwp", "bomb.hwpx"])
def test_what_cannot_be_looked_at_is_left_to_the_reader(name: str) -> None:
    path = ROOT / "fixtures" / "refused" / name
    require_years(opened(path), path)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("구분 2024 2025", True),
        ("구분 ’24년 ’25년", True),
        ("구분 1차년도 2차년도", True),
        ("FY26 FY27", True),
        ("2026. 3. 9. 부터 2026. 4. 1. 까지", False),
        ("2026년 행사" + " " * 500 + "2027년 행사", False),
        ("전화 02-2024-2025", True),  # what is in doubt is read
        ("글자만 있는 글", False),
        ("2026년 추진목표 지표 단위 목표 쉼터 개소 3", True),
        ("2026. 3. 9. 예산 설명회", False),
        ("2026년 직원 행사 안내", False),
        ("", True),
    ],
)
def test_two_years_near_one_another_are_looked_for(text: str, passes: bool) -> None:
    assert may_plan([text]) is passes
