"""A label that is written downwards in a narrow cell, a syllable on each line, is one word; rows of lines stay rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 쉼터 계획(2025∼2027)"
HEAD = ("구분", "2025", "2026", "2027")
WIDTHS = (30.0, 35.0, 35.0, 35.0)


def _plan(form: str, rows: Sequence[Sequence[str]], folder: Path) -> Plan:
    path = folder / f"plan.{form}"
    blocks = (Paragraph(TITLE, "title"), Paragraph("1-1. 쉼터 늘리기", "heading"), grid((HEAD, *rows), WIDTHS))
    path.write_bytes(WRITERS[form](Document(TITLE, (blocks,))))
    return read_plan(path)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("printed", "name", "unit"),
    [
        ("이\n용\n자\n(명)", "이용자", "명"),
        ("방\n문\n객\n(\n명\n)", "방문객", "명"),
        ("쉼\n터\n면\n적\n(㎡)", "쉼터면적", "㎡"),
    ],
)
def test_a_label_of_syllables_below_one_another_is_one_word(
    printed: str, name: str, unit: str, form: str, tmp_path: Path
) -> None:
    plan = _plan(form, [(printed, "110", "120", "130")], tmp_path)
    assert [(one.name, one.unit) for one in plan.indicators] == [(name, unit)]
    assert [o.printed for o in plan.observations if o.status == "value"] == ["110", "120", "130"]


@pytest.mark.parametrize("form", WRITERS)
def test_labels_of_one_syllable_beside_a_number_each_are_no_word(form: str, tmp_path: Path) -> None:
    plan = _plan(form, [("초\n중\n고", "1\n2\n3", "4\n5\n6", "7\n8\n9"), ("쉼터(개소)", "11", "12", "13")], tmp_path)
    assert "초중고" not in {one.name for one in plan.indicators}
