"""시비 beside 도비 is the money of a city under a province, in all tables of a plan; elsewhere it is a metropolis'."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

WRITERS = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
YEARS = ("2026년", "2027년")


def _read(folder: Path, form: str, title: str, *tables: tuple[str, ...]) -> Plan:
    blocks: list[object] = [Paragraph(title, "title")]
    for number, payers in enumerate(tables, 1):
        blocks += [Paragraph(f"{number}. 둑길 {number}구간 정비", "heading"), Paragraph("□ 투자계획 (단위 : 백만원)")]
        sums = ("계", str(11 * len(payers)), str(12 * len(payers)))
        blocks.append(grid([("구분", *YEARS), sums, *((payer, "11", "12") for payer in payers)], (40.0, 18.0, 18.0)))
    path = folder / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(title, (tuple(blocks),))))  # type: ignore[arg-type]
    return read_plan(path)


def _classes(plan: Plan) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in plan.indicators:
        found.setdefault(entry.funding_source_name, set()).add(entry.funding_source or "")
    return {name: classes for name, classes in found.items() if name}


@pytest.mark.parametrize("form", WRITERS)
def test_the_money_of_a_city_is_not_added_to_that_of_its_province(form: str, tmp_path: Path) -> None:
    plan = _read(tmp_path, form, "나루시 둑길 정비계획(2026~2027)", ("국비", "도비", "시비"), ("국비", "시비"))
    assert _classes(plan) == {"국비": {"national"}, "도비": {"metropolitan"}, "시비": {"district"}}


@pytest.mark.parametrize(
    ("title", "payers"),
    [
        ("나루시 둑길 정비계획(2026~2027)", ("국비", "시비")),
        ("나루시 둑길 정비계획(2026~2027)", ("국비", "시·도비", "시비")),
        ("나루시 둑길 정비계획(2026~2027)", ("도비", "시비", "구비")),
        ("부산광역시 둑길 정비계획(2026~2027)", ("국비", "도비", "시비")),
        ("부산시 둑길 정비계획(2026~2027)", ("국비", "도비", "시비")),
        ("환경부 둑길 정비계획(2026~2027)", ("국비", "도비", "시비")),
    ],
)
def test_the_money_of_a_metropolis_stays_its_own(title: str, payers: tuple[str, ...], tmp_path: Path) -> None:
    assert _classes(_read(tmp_path, "hwpx", title, payers))["시비"] == {"metropolitan"}
