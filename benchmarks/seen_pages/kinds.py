"""All kinds of pages."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.seen_pages.healthy import healthy
from benchmarks.seen_pages.hidden import hidden
from benchmarks.seen_pages.misnamed import misnamed
from benchmarks.seen_pages.misplaced import misplaced
from benchmarks.seen_pages.page import Page
from benchmarks.seen_pages.struck_out import struck_out


def pages() -> Iterator[Page]:
    """Those that are not healthy first."""
    yield from struck_out()
    yield from hidden()
    yield from misplaced()
    yield from misnamed()
    yield from healthy()
