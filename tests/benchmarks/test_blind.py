"""The blind trial of the page: twenty wrong values, and nothing but the reading says which they are."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.blind import IN_THE_FILE, PLANTED, Wrong, planted
from gongpyo.pipeline import interpret, read_tables
from gongpyo.reviewing.report_data import report_data
from plan.records.meaning import Plan
from plan.records.printed import ExtractedPlan
from tests.golden import SEOUL


@pytest.fixture(scope="module")
def extracted() -> ExtractedPlan:
    return read_tables(SEOUL / "plan.hwpx")


@pytest.fixture(scope="module")
def trial(extracted: ExtractedPlan) -> tuple[Plan, list[Wrong]]:
    return planted(extracted, 7)


def test_twenty_are_planted_of_every_kind_each_in_a_table_of_its_own(trial: tuple[Plan, list[Wrong]]) -> None:
    wrong = trial[1]
    assert Counter(one.kind for one in wrong) == PLANTED and len(wrong) == 20
    assert len({one.table for one in wrong}) == 20
    assert all(one.right != one.wrong for one in wrong)


def test_what_is_wrong_is_seen_in_what_the_page_shows(
    extracted: ExtractedPlan, trial: tuple[Plan, list[Wrong]]
) -> None:
    right, shown = report_data(interpret(extracted)), report_data(trial[0])
    for one in trial[1]:
        tables = [next(t for t in data["tables"] if t["number"] == one.table - 1) for data in (right, shown)]
        keys = {cell["key"] for cell in tables[0]["cells"]}
        read = [
            {(v["key"], *(v.get(name) for name in ("value", "year", "unit", "measure", "program_no"))) for v in values}
            for values in ([v for v in data["values"] if v["key"] in keys] for data in (right, shown))
        ]
        paid = [
            {(s["measure"], s.get("funding_source")) for s in data["series"] if s["program_no"] == one.program}
            for data in (right, shown)
        ]
        assert (tables[0]["cells"] != tables[1]["cells"]) == (one.kind in IN_THE_FILE), one
        assert read[0] != read[1] or paid[0] != paid[1], one


def test_a_seed_gives_the_same_trial_again(extracted: ExtractedPlan, trial: tuple[Plan, list[Wrong]]) -> None:
    assert planted(extracted, 7)[1] == trial[1]
    assert planted(extracted, 8)[1] != trial[1]
