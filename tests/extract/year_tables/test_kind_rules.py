"""Each rule that decides the kind of a table, by an example of its own; the rest of them are decided as documents."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from extract.year_tables.heads.head import Head
from extract.year_tables.kind import RULES, Dated, Facts, kind_of
from extract.year_tables.not_ours import RULES as OTHERS
from plan.records.base import Place
from plan.records.document import Cell
from plan.records.printed import Column, DocumentYear
from plan.records.values import KindRule

PLACE = Place(table=0)
FILE_OF_2026 = DocumentYear(year=2026, rule="file-information", printed="2026-01-02", place=Place())
LABEL = Column(column=0, role="label")
PARTS_OF_2026 = [LABEL, *(Column(column=at, role="year", year=2026, state="part") for at in (1, 2))]
EXAMPLES: dict[str, tuple[list[Column], list[str], Dated, str]] = {
    "no-periods": ([LABEL, Column(column=1, role="total")], ["쉼터", "3"], Dated(), "other"),
    "results-only": (
        [LABEL, *(Column(column=at, role="year", year=2022 + at, state="actual") for at in (1, 2))],
        ["쉼터", "3", "4"],
        Dated(),
        "actual",
    ),
    "before-the-file": (
        [LABEL, *(Column(column=at, role="year", year=2022 + at) for at in (1, 2))],
        ["쉼터", "3", "4"],
        Dated(FILE_OF_2026),
        "actual",
    ),
}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("분기별 추진계획", ("plan", "parts-of-years")),
        ("분기별 추진실적", ("other", "results-only")),
        ("분기별 현황", ("other", "results-only")),
    ],
)
def test_parts_of_a_year_under_a_plan_are_a_plan_that_holds_no_years(title: str, told: tuple[str, str]) -> None:
    grid = tuple(
        tuple(Cell(text=text, row=row, column=at, place=PLACE) for at, text in enumerate(texts))
        for row, texts in enumerate((("구분", "1분기", "2분기"), ("쉼터", "3", "4")))
    )
    facts = Facts(grid=grid, head=Head(1, tuple(PARTS_OF_2026)), title=title, above=(), dated=Dated())
    assert kind_of(facts) == told


@pytest.mark.parametrize(
    ("title", "of_a_plan", "kind"),
    [("노선 개편", True, "plan"), ("노선 개편", False, "other"), ("실적", True, "other")],
)
def test_halves_of_years_ahead_are_a_plan_in_a_plan(title: str, of_a_plan: bool, kind: str) -> None:
    columns = (LABEL, *(Column(column=at, role="year", year=2026 + at, state="part") for at in (1, 2)))
    grid = tuple(
        tuple(Cell(text=text, row=row, column=at, place=PLACE) for at, text in enumerate(texts))
        for row, texts in enumerate((("구분", "2027 상반기", "2028 상반기"), ("쉼터", "3", "4")))
    )
    dated = Dated(FILE_OF_2026, of_a_plan=of_a_plan)
    assert kind_of(Facts(grid=grid, head=Head(1, columns), title=title, above=(), dated=dated))[0] == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("학생 수 추이 (출처: 2026~2030년 중기학생배치계획)", "actual"),
        ("학생 수 추이 및 계획 (출처: 행정과)", "plan"),
        ("중앙과 지방의 예산규모 비교", "actual"),
        ("예산규모", "plan"),
        ("당초계획 대비 비교", "plan"),
    ],
)
def test_a_title_says_the_past_whatever_its_source_is_called(title: str, kind: str) -> None:
    columns = (LABEL, *(Column(column=at, role="year", year=2026 + at) for at in (1, 2)))
    grid = tuple(
        tuple(Cell(text=text, row=row, column=at, place=PLACE) for at, text in enumerate(texts))
        for row, texts in enumerate((("구분", "2027", "2028"), ("쉼터", "3", "4")))
    )
    facts = Facts(grid=grid, head=Head(1, columns), title=title, above=(title,), dated=Dated())
    assert kind_of(facts)[0] == kind


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_rule_decides(rule: str) -> None:
    columns, texts, dated, kind = EXAMPLES[rule]
    head = [Cell(text=str(column.year or ""), row=0, column=column.column, place=PLACE) for column in columns]
    body = [Cell(text=text, row=1, column=at, place=PLACE) for at, text in enumerate(texts)]
    facts = Facts(grid=(tuple(head), tuple(body)), head=Head(1, tuple(columns)), title="", above=(), dated=dated)
    assert kind_of(facts) == (kind, rule)


def test_no_rule_is_without_an_example() -> None:
    shown = "".join(path.read_text("utf-8") for path in Path(__file__).parent.rglob("*.py"))
    decided_elsewhere = {"no-evidence", "decided"}  # where no rule holds, and a person's word
    by_others = {
        "like-a-plan",
        "after-the-plan",
        "older-version",
    }  # what other tables tell, shown in tests/extract/test_alike.py
    rules = {rule for rule, _ in RULES} | {rule for rule, _, _ in OTHERS}
    assert rules == set(get_args(KindRule)) - decided_elsewhere - by_others
    assert [rule for rule in rules if f'"{rule}"' not in shown] == []
