"""시비 is a city's own money where the plan is known to be one of a city under a province, and else a metropolis'."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan

WRITERS = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}


def _payers(folder: Path, form: str, title: str) -> dict[str, str | None]:
    rows = [
        ("구분", "2026년", "2027년"),
        ("계", "33", "36"),
        *((payer, "11", "12") for payer in ("국비", "도비", "시비")),
    ]
    blocks = (
        Paragraph(title, "title"),
        Paragraph("1. 둑길 1구간 정비", "heading"),
        Paragraph("□ 투자계획 (단위 : 백만원)"),
        grid(rows, (40.0, 18.0, 18.0)),
    )
    path = folder / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(title, (blocks,))))  # type: ignore[arg-type]
    return {entry.funding_source_name: entry.funding_source for entry in read_plan(path).indicators}


@pytest.mark.parametrize("form", WRITERS)
def test_the_money_of_a_known_city_is_not_added_to_that_of_its_province(form: str, tmp_path: Path) -> None:
    found = _payers(tmp_path, form, "수원시 둑길 정비계획(2026~2027)")
    assert (found["국비"], found["도비"], found["시비"]) == ("national", "metropolitan", "district")


@pytest.mark.parametrize("place", ["나루시", "부산광역시", "서울특별시 강남구", "환경부"])
def test_elsewhere_it_stays_as_it_is_printed(place: str, tmp_path: Path) -> None:
    assert _payers(tmp_path, "hwpx", f"{place} 둑길 정비계획(2026~2027)")["시비"] == "metropolitan"
