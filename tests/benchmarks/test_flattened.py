"""Changes of a flattened text never move a value without a word."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.flattened import CHANGES, FIXTURE, Changed, Original, Spot, run


def test_a_few_changes_of_each_kind_are_not_silent() -> None:
    ends = run(FIXTURE, 10, 1)
    assert sum(ends.values()) == 10
    assert not [end for end in ends if end[1] == "silent"]


def test_a_year_under_another_is_seen_unless_nobody_could_tell() -> None:
    original = Original(FIXTURE)
    text = original.text.replace(
        "서울백서 발간 목표(단위:부) 2,000 500 500", "서울백서 발간 목표(단위:부) 2,000 501 500", 1
    )
    change = Changed("swapped", text, "a value that is another")
    assert original.judged(change).how in ("told", "silent")
    assert original.judged(replace(change, unseeable=True)).how == "unseeable"
    assert original.judged(replace(change, text=original.text)).how == "unseen"
    assert len(CHANGES) == len({kind(original, _spot(original), Random(1)).text for kind in CHANGES.values()})


def _spot(original: Original) -> Spot:
    table = original.tables[0]
    return Spot(table, 1, [cell for cell in table.cells if cell.row == 1])
