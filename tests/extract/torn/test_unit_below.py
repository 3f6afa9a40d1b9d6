"""The unit of a table that is printed below it is its own, and never that of the table that follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.document import Block, Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 하천 가꾸기 계획(2025∼2027)"
HEAD = ("구분", "2025", "2026", "2027")
WIDTHS = (60.0, 35.0, 35.0, 35.0)
FIRST, SECOND = "1-1. 둑길 정비", "1-2. 물길 정비"


def units(tmp_path: Path, form: str, *blocks: Block) -> list[str]:
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), *blocks),))))
    return [entry.unit for entry in read_plan(path).indicators]


def heading(text: str) -> Paragraph:
    return Paragraph(text, "heading")


def table(label: str, *values: str) -> Block:
    return grid((HEAD, (label, *(values or ("10", "20", "30")))), WIDTHS)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("line", "style", "unit"),
    [
        ("(단위 : 백만원)", "right", "백만원"),
        ("※ 단위: 개소", "note", "개소"),
        ("* 단위: 억원, 국고보조율 50%", "note", "억원"),
        ("주) 단위 : 백만원", "note", "백만원"),
        ("※ 단위는 백만원임", "note", "백만원"),
    ],
)
def test_a_line_in_front_of_the_next_heading_is_of_the_table_above(
    form: str, line: str, style: str, unit: str, tmp_path: Path
) -> None:
    below = Paragraph(line, style)  # type: ignore[arg-type]
    own = units(tmp_path, form, heading(FIRST), table("둑길"), below, heading(SECOND), table("물길"))
    assert sorted(own) == ["", unit]  # in the order of targets and budgets
    measured = units(tmp_path, form, heading(FIRST), table("둑길"), below, heading(SECOND), table("물길(km)"))
    assert sorted(measured) == sorted([unit, "km"])


@pytest.mark.parametrize("form", WRITERS)
def test_a_line_over_the_title_of_the_next_table_is_of_that_table(form: str, tmp_path: Path) -> None:
    line, title = Paragraph("(단위 : 백만원)", "right"), Paragraph("< 소요예산 >", "middle")
    own = units(tmp_path, form, heading(FIRST), table("둑길(km)"), line, title, table("예산"))
    assert own == ["km", "백만원"]
    said = units(
        tmp_path, form, heading(FIRST), table("둑길", "1km", "2km", "3km"), line, heading(SECOND), table("예산")
    )
    assert said == ["km", "백만원"]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("line", "unit"),
    [("※ 사업비 단위는 백만원", "백만원"), ("※ 사업비의 단위는 천원입니다.", "천원"), ("※ 조사 단위는 가구", "")],
)
def test_a_sentence_names_the_unit_of_the_money_above_it(form: str, line: str, unit: str, tmp_path: Path) -> None:
    money = grid((HEAD, ("둑길", "7km", "8km", "9km"), ("사업비", "10", "20", "30")), WIDTHS)
    own = units(tmp_path, form, heading(FIRST), money, Paragraph(line, "note"), heading(SECOND), table("물길(km)"))
    assert sorted(own) == sorted(["km", "km", unit])
