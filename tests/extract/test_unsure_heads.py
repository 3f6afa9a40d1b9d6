"""A head that was not surely recognised in a picture takes its own numbers along, and those that may be of its year."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from extract.plan import extract_plan
from extract.readers.inside import cells_in
from extract.readers.read import document_of
from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.hwpx_file import hwpx_file
from gongpyo.pipeline import open_document
from normalize.plan import normalize_plan
from plan.errors import PlanError
from plan.records.base import Place
from plan.records.document import Damage
from plan.records.meaning import Plan
from plan.script import TILDES

TITLE = f"나루시 하천 가꾸기 계획(2024{TILDES[0]}2026)"
ROWS = (("주요사업", "계", "2024", "2025", "2026"), ("둑길 정비(km)", "60", "10", "20", "30"))


def _plan(folder: Path, *doubted: str) -> Plan:
    path = folder / "plan.hwpx"
    path.write_bytes(
        hwpx_file(
            Document(
                TITLE, ((Paragraph(TITLE, "title"), Paragraph("1-1-1 둑길 정비", "heading"), grid(ROWS, (2,) * 5)),)
            )
        )
    )
    path, container = open_document(path)
    printed = document_of(container, path)
    damage = tuple(
        Damage(rule="not-recognised", place=cell.place, reason_ko="까닭.", reason_en="Reason.", quote=cell.text)
        for cell in cells_in(printed.blocks)
        if cell.text in doubted
    )
    assert len(damage) == len(doubted)
    return normalize_plan(extract_plan(replace(printed, damage=damage)))


def test_the_columns_that_say_their_year_themselves_are_published(tmp_path: Path) -> None:
    plan = _plan(tmp_path, "2025")
    assert [(one.year, one.printed) for one in plan.observations if one.value is not None] == [
        (None, "60"),
        (2024, "10"),
        (2026, "30"),
    ]
    told = [finding for finding in plan.findings if "2025" in finding.message_en]
    assert told, "the head is told, and what stands under it"


def test_what_stands_under_a_doubted_head_is_left_out_whatever_it_is_of(tmp_path: Path) -> None:
    assert {one.printed for one in _plan(tmp_path, "계").observations if one.value is not None} == {"10", "20", "30"}


def test_a_head_of_the_labels_says_no_year(tmp_path: Path) -> None:
    assert len(_plan(tmp_path, "주요사업").observations) == 4


def test_a_table_of_which_no_year_is_sure_is_not_understood(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        _plan(tmp_path, "2024", "2025", "2026")
    assert "The head '2024' was recognised in a picture and is not certain." in refused.value.en


def test_that_a_head_makes_a_table_doubtful_is_not_told_of_one_that_is_published(tmp_path: Path) -> None:
    _plan(tmp_path)
    path, container = open_document(tmp_path / "plan.hwpx")
    printed = document_of(container, path)
    part = Damage(
        rule="table-not-understood", place=Place(table=0), quote="2024 | 2 이후", reason_ko="까닭", reason_en="reason"
    )
    elsewhere = replace(part, place=Place(table=7))
    picture = Damage(rule="recognised", place=Place(), reason_ko="그림", reason_en="a picture")
    assert extract_plan(replace(printed, damage=(picture, part, elsewhere))).damage == (picture, elsewhere)
    assert extract_plan(replace(printed, damage=(part, elsewhere))).damage == (part, elsewhere)
