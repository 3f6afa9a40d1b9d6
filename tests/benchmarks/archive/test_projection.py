"""What a larger archive takes: by the model that the guide shows, and by shards that are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.archive.merged import Size, merged
from benchmarks.archive.projection import ASSUMED, model, projected, table
from benchmarks.archive.warm import Pair, told
from tests.conftest import ROOT


@pytest.mark.parametrize("guide", ["scale.md", "scale.en.md"])
def test_the_guide_shows_what_the_model_says(guide: str) -> None:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    rows = table().splitlines()
    assert len(rows) == 6
    numbers = [row.split(" | ", 1)[1] for row in rows]
    assert [row for row in numbers if row not in text] == []


def test_every_document_is_of_a_kind_and_more_of_them_take_more() -> None:
    said = model()
    for assumed in range(len(ASSUMED)):
        assert sum(kind["share"][assumed] for kind in said["kind"]) == pytest.approx(1)
        once, twice = (projected(said, count, 64, 4, assumed) for count in (1_000, 2_000))
        assert all(more > less for more, less in zip(twice, once, strict=True))


def test_shards_that_are_made_up_are_merged_and_taken_up_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert merged(tmp_path, Size(shards=2, documents=30, plans=2)) == 0
    said = capsys.readouterr().out
    assert "merge of 2 shards: 60 documents, 4 plans" in said
    assert "a resume over 60 documents" in said and "0 left, nothing to begin with" in said
    assert "a list of 60 lines" in said and "to keep 30 of them" in said


def test_what_a_further_document_costs_is_the_median_of_pairs() -> None:
    said = told("plans", [Pair(10, 1, 10), Pair(12, 2, 10), Pair(30, 3, 10)])
    assert said == (
        "plans: 10.0 ms of CPU in one process; in a batch 12.0 ms, 1.20 times (1.00 to 3.00); without the dataset, "
        "lists and catalogue 10.0 ms, 1.00 times (0.90 to 2.70)"
    )
