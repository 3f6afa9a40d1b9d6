"""Tables cut in parts or drawn by designers lose no row and move no value without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.designed.cut import sheet_of, whole
from benchmarks.designed.run import KINDS, cut_tables, drawn_tables, every_way, read_bytes
from benchmarks.designed.truth import PAYERS, PLAIN, YEARS, Sheet, fates
from fixtures.make.hwpx_file import hwpx_file

ON_PAGES = ("a page and a mark", "years", "in a merged label, a page")


def test_cut_tables_are_read_whole_or_told(tmp_path: Path) -> None:
    outcomes = [*cut_tables(["hwpx", "hwp"], every_way(), tmp_path), *cut_tables(["pdf"], ON_PAGES, tmp_path)]
    assert [outcome.line() for outcome in outcomes if outcome.is_bad] == []
    assert [outcome.name for outcome in outcomes if outcome.format == "pdf" and outcome.fates["told"]] == []


SOME = {
    "designed": (
        "rules under rows, gradient head, six rows",
        "no rules, stripes, payers",
        "a grid, a tab, payers",
        "no rules, gradient across, payers",
        "upright rules, a head of strips, six rows",
        "no rules, a head of upright strips, six rows",
    ),
    "removed": (
        "no rule behind the labels, one row",
        "no rule between two years, one row",
        "no rule between all rows, payers",
        "no rule between two rows, six rows",
    ),
}


@pytest.mark.parametrize("kind", SOME)
def test_drawn_tables_move_no_value(kind: str, tmp_path: Path) -> None:
    jobs = [job for job in KINDS[kind]() if job[0] in SOME[kind]]
    outcomes = list(drawn_tables(jobs, tmp_path))
    assert [outcome.line() for outcome in outcomes if outcome.is_bad] == []
    assert len(outcomes) == len(SOME[kind])
    assert [o.name for o in outcomes if o.fates["told"]] == [name for name in SOME[kind] if "two rows" in name]


@pytest.mark.parametrize("sheet", [PLAIN, PAYERS])
def test_a_table_in_one_piece_is_right(sheet: Sheet, tmp_path: Path) -> None:
    found = fates(sheet, read_bytes(hwpx_file(whole(sheet)), "hwpx", tmp_path))
    assert {fate: len(values) for fate, values in found.items()} == {
        "right": len(sheet.rows) * len(YEARS), "told": 0, "silent": 0, "wrong": 0,
    }  # fmt: skip


def test_a_lost_row_and_a_moved_value_are_seen(tmp_path: Path) -> None:
    plan = read_bytes(hwpx_file(whole(PLAIN)), "hwpx", tmp_path)
    label, values = PLAIN.rows[0]
    more = Sheet(YEARS, (*PLAIN.rows, (("없는 줄(개)",), (1, 2, 3, 4))))
    moved = Sheet(YEARS, ((label, (values[1], values[0], *values[2:])), *PLAIN.rows[1:]))
    assert len(fates(more, plan)["silent"]) == 4
    assert len(fates(moved, plan)["wrong"]) == 2
    assert len(fates(Sheet(YEARS, PLAIN.rows[1:]), plan)["wrong"]) == 4
    assert {sheet_of(way) for way in every_way()} == {PLAIN, PAYERS}
