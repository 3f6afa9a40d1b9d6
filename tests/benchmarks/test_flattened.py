"""Changes of a flattened text never move a value without a word."""

from __future__ import annotations

from benchmarks.flattened import FIXTURE, run


def test_a_few_changes_of_each_kind_are_not_silent() -> None:
    ends = run(FIXTURE, 10, 1)
    assert sum(ends.values()) == 10
    assert not [end for end in ends if end[1] == "silent"]
