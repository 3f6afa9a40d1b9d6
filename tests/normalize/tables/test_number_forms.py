"""How numbers are printed in a table: what is healthy is read in every format, what may be another number is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 하천 가꾸기 계획(2025∼2026)"
UNSEEN = ("\u200b", "\u2060", "\ufeff", "\u00ad", "\u200d")  # what copying out of other programs leaves in a number


def _read(tmp_path: Path, form: str, *rows: tuple[str, ...]) -> tuple[list[object], list[str]]:
    table = grid((("구분", "2025", "2026"), *rows), (60.0, 50.0, 50.0))
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), Paragraph("□ 추진계획"), table),))))
    plan = read_plan(path)
    return [one.value for one in plan.observations], [
        one.actual for one in plan.findings if one.rule == "cell-not-read"
    ]


@pytest.mark.parametrize("form", ["hwpx", "hwp"])
@pytest.mark.parametrize("unseen", UNSEEN)
def test_a_mark_that_nobody_sees_divides_no_number(tmp_path: Path, form: str, unseen: str) -> None:
    values, told = _read(tmp_path, form, ("산책길(m)", f"12{unseen}345", f"{unseen}1,200"))
    assert (values, told) == ([12345, 1200], [])


@pytest.mark.parametrize("form", WRITERS)
def test_points_down_a_column_stand_for_thousands(tmp_path: Path, form: str) -> None:
    rows = (("산책길(m)", "1.000", ""), ("둑길(m)", "2.500", ""), ("물길(m)", "3.000", ""))
    values, told = _read(tmp_path, form, *rows)
    assert told == ["1.000", "2.500", "3.000"]
    assert not any(values)


@pytest.mark.parametrize("form", WRITERS)
def test_decimals_of_which_few_end_in_zeros_are_decimals(tmp_path: Path, form: str) -> None:
    values, told = _read(
        tmp_path, form, ("산책길(km)", "1.125", ""), ("둑길(km)", "2.500", ""), ("물길(km)", "0.375", "")
    )
    assert told == []
    assert [str(value) for value in values if value is not None] == ["1.125", "2.500", "0.375"]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("printed", ["25.9 개소", "2(취소)", "1 2 3", "1,2\n34", "12\n345"])
def test_what_may_be_another_number_is_told(tmp_path: Path, form: str, printed: str) -> None:
    values, told = _read(tmp_path, form, ("쉼터(개소)", "4", printed))
    assert [value for value in values if value is not None] == [4]
    assert len(told) == 1
