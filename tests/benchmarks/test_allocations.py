"""Memory refused at any moment leaves the older output or the new one; ``benchmarks.allocations`` tries more."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.allocations import can_fail, failing_allocations
from benchmarks.faults import WRITERS, Writer, plan_of
from plan.os_errors import lacks_memory

TRIES = 6


@pytest.mark.skipif(not can_fail(), reason="this Python lets no allocation fail")
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_an_allocation_that_fails_does_no_harm(writer: Writer, tmp_path: Path) -> None:
    assert list(failing_allocations(writer, plan_of(tmp_path), tmp_path, tries=TRIES)) == []


def test_memory_that_a_library_has_called_otherwise_is_memory() -> None:
    with pytest.raises(TypeError) as told:
        try:
            raise MemoryError
        except MemoryError:
            raise TypeError("expected a colour")  # noqa: B904 - as openpyxl does
    assert lacks_memory(told.value) and not lacks_memory(TypeError("expected a colour"))
