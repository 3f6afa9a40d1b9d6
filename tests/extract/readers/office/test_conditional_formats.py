"""What a conditional format hides or shows otherwise is not published; one that only colours is no finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan
from tests.extract.readers.office.books import FORMS, Format, Page, Typed, book

EVERY = pytest.mark.parametrize("form", FORMS)
TITLE = "가온시 숲 가꾸기 기본계획(2025∼2028)"
HEAD = ("구분", "단위", "2025", "2026", "2027", "2028")
ROW = ("나무 심기", "그루", *(Typed(number, number) for number in ("10", "0", "20", "30")))
OTHER = ("물길 잇기", "km", "5", "6", "7", "8")


def _plan(form: str, formats: tuple[Format, ...], tmp_path: Path) -> Plan:
    path = tmp_path / f"plan.{form}"
    path.write_bytes(book(form, {"Sheet1": Page(((TITLE,), (), HEAD, ROW, OTHER), formats=formats)}))
    return read_plan(path)


def _published(plan: Plan) -> list[str]:
    return [f"{one.value}" for one in plan.observations if one.value is not None and one.printed not in OTHER]


@EVERY
@pytest.mark.parametrize(
    ("look", "said", "values", "told"),
    [
        ("white", ">15", ["10", "0"], {"unseen-text"}),
        ("white", "<5", ["10", "20", "30"], set()),
        ("white", "=10", ["0", "20", "30"], {"unseen-text"}),
        ("white", "", [], {"not-as-seen"}),
        ("struck", ">25", ["10", "0", "20"], {"struck-out"}),
        ("bar", "", [], {"unseen-text"}),
        ("red", "", ["10", "0", "20", "30"], set()),
        ("white on navy", ">15", ["10", "0", "20", "30"], set()),
        ("white", ">99", ["10", "0", "20", "30"], set()),
    ],
)
def test_what_a_format_hides_is_not_published(
    look: str, said: str, values: list[str], told: set[str], form: str, tmp_path: Path
) -> None:
    plan = _plan(form, (Format("C4:F4", look, said),), tmp_path)
    assert _published(plan) == values
    rules = {found.rule for found in plan.findings}
    assert rules & {"unseen-text", "struck-out", "not-as-seen"} == told


@EVERY
def test_a_format_that_shows_numbers_otherwise_is_told(form: str, tmp_path: Path) -> None:
    plan = _plan(form, (Format("C4:F4", "nothing", ">15"),), tmp_path)
    assert _published(plan) == ["10", "0"]
    assert {"unseen-text", "not-as-seen"} & {found.rule for found in plan.findings}


@EVERY
def test_a_format_on_other_cells_changes_nothing(form: str, tmp_path: Path) -> None:
    assert _published(_plan(form, (Format("H1:H9", "white", ""),), tmp_path)) == ["10", "0", "20", "30"]
