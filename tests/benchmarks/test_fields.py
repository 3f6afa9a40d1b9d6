"""Whatever stands in a field of a plan's files, no command ends with a bug; ``make fields`` tries more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.fields import Places, commands, empty_site, rounds

FIELDS, FEW = 8, 2
STORE = frozenset(("compare", "merge", "batch"))  # take seconds each
pytestmark = pytest.mark.skipif(os.name == "nt", reason="an open database is not removed on Windows")


def test_a_field_that_is_changed_by_hand_is_no_bug_of_ours(tmp_path: Path) -> None:
    with empty_site() as site:
        places = Places(site)
        others = commands(tmp_path, places).keys() - STORE
        assert "publish" in others and list(rounds(tmp_path, FIELDS, places=places, only=others)) == []


def test_a_field_that_is_changed_by_hand_in_a_store_is_no_bug_of_ours(tmp_path: Path) -> None:
    assert list(rounds(tmp_path, FEW, only=STORE)) == []
