"""Whatever stands in a field of a plan's files, no command ends with a bug; ``make fields`` tries more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.fields import rounds

FIELDS = 8


@pytest.mark.skipif(os.name == "nt", reason="an open database is not removed on Windows")
def test_a_field_that_is_changed_by_hand_is_no_bug_of_ours(tmp_path: Path) -> None:
    assert list(rounds(tmp_path, FIELDS)) == []
