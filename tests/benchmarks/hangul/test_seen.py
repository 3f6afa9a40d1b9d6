"""What is published of Hangul's two formats is what a person sees in them, or it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hangul.kinds import Kind, kinds
from benchmarks.hangul.seen import written

SOME = 5  # every so many; `make seen` takes all of them
KINDS = [kind for number, kind in enumerate(kinds()) if number % SOME == 0]
WRITTEN = [(kind, suffix) for kind in KINDS for suffix in kind.formats]


@pytest.mark.parametrize(("kind", "suffix"), WRITTEN, ids=[f"{kind.name}-{suffix}" for kind, suffix in WRITTEN])
def test_a_document_is_published_as_it_is_seen(kind: Kind, suffix: str, tmp_path: Path) -> None:
    end, why = written(kind, suffix, tmp_path)
    assert end in (("right",) if kind.healthy else ("right", "marked")), why


def test_every_kind_has_a_name_of_its_own_and_many_are_healthy() -> None:
    names = [kind.name for kind in kinds()]
    assert len(names) == len(set(names)) > 300
    assert sum(kind.healthy for kind in kinds()) > len(names) / 3
