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


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "printed", ["~50", "12/15", "1, 234", "삼백오십", "3분의 1", "[5]", "1'234", "10-20", "50±5", "1조 2,300억"]
)
def test_a_row_of_nothing_but_numbers_that_are_not_read_is_no_row_of_words(
    tmp_path: Path, form: str, printed: str
) -> None:
    values, told = _read(tmp_path, form, ("쉼터(개소)", "4", "5"), ("의자(개소)", printed, printed))
    assert [value for value in values if value is not None] == [4, 5]
    assert len(told) == 2


@pytest.mark.parametrize("printed", ["3월 착공", "조사", "1단계 착공", "10:00~18:00", "설계 2곳 완료"])
def test_a_row_of_words_stays_one(tmp_path: Path, printed: str) -> None:
    values, told = _read(tmp_path, "hwpx", ("쉼터(개소)", "4", "5"), ("추진방법", printed, printed))
    assert (values, told) == ([4, 5], [])


@pytest.mark.parametrize(
    ("printed", "comparator", "approx"),
    [
        ("500 백만원 이내", "<=", False),
        ("10건 이상", ">=", False),
        ("약 30억", "", True),
        ("100 미만", "<", False),
        ("50% 내외", "", True),
        ("50건 내", "<=", False),
        ("최소 10", ">=", False),
    ],
)
@pytest.mark.parametrize("form", WRITERS)
def test_a_bound_is_published_with_its_mark(
    tmp_path: Path, form: str, printed: str, comparator: str, approx: bool
) -> None:
    table = grid((("구분", "2025", "2026"), ("쉼터 조성", "4", printed)), (60.0, 50.0, 50.0))
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), Paragraph("□ 추진계획"), table),))))
    last = next(one for one in read_plan(path).observations if one.year == 2026)
    assert (last.comparator, last.approx) == (comparator, approx)
    assert last.value is not None


@pytest.mark.parametrize("form", ["hwpx", "hwp"])
def test_a_number_beside_an_unknown_character_is_told(tmp_path: Path, form: str) -> None:
    table = grid((("구분", "2025", "2026"), ("쉼터 조성(개소)", "4", "\ue0005")), (60.0, 50.0, 50.0))
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), Paragraph("□ 추진계획"), table),))))
    assert [one.rule for one in read_plan(path).findings] == ["sign-ambiguous"]
