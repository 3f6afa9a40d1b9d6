"""Plans that a browser prints, with its own page breaks, fonts and hair lines, are read like those that we write."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.plans.features import drawn
from benchmarks.plans.printed import BROWSER, printed_by_browser
from benchmarks.plans.report import tally
from benchmarks.plans.run import Job, results_of
from fixtures.make.document import Document

SEEDS = (900001, 900004)  # a head that a narrow column breaks, two rows of a head


@pytest.mark.skipif(not any(map(shutil.which, BROWSER)), reason="needs Debian's chromium")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_that_a_browser_prints_is_published_whole(seed: int) -> None:
    (result,) = results_of(Job(seed, drawn(seed), ("browser",)))
    assert not result.score.refusal
    counts = tally([result])
    assert counts.right == counts.cells > 0


def test_a_program_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match=f"{BROWSER[0]} is not installed"):
        printed_by_browser(Document("계획", ()))
