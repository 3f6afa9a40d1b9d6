"""What is published of a cell that is not plain text is what a person sees in it, or it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.seen import Kind, ended, kinds
from benchmarks.seen_pages.kinds import pages
from benchmarks.seen_pages.page import Page
from benchmarks.seen_pages.page import ended as page_ended

PRINTED = (
    "struck-in-front",
    "white-in-front",
    "covered",
    "row-covered",
    "twice",
    "smaller-line",
    "square-metre",
    "footnote",
)
WRITTEN = [
    (kind, suffix) for kind in kinds() for suffix in kind.formats if suffix != "pdf" or kind.name in PRINTED
]  # printing takes time; `make seen` prints all of them


@pytest.mark.parametrize(("kind", "suffix"), WRITTEN, ids=[f"{kind.name}-{suffix}" for kind, suffix in WRITTEN])
def test_a_cell_is_published_as_it_is_seen(kind: Kind, suffix: str, tmp_path: Path) -> None:
    end = ended(kind, suffix, tmp_path)
    assert end == "right" if kind.healthy else end in ("right", "marked")


def test_every_unhealthy_kind_has_a_healthy_twin_in_both_formats() -> None:
    both = [kind for kind in kinds() if len(kind.written) > 1]
    assert sum(kind.healthy for kind in both) >= len(both) / 3


PAGES = (
    "last-digit-struck",
    "struck-silver",
    "struck-by-a-slash",
    "values-of-row-struck",
    "label-struck",
    "underline-annotation-that-strikes",
    "highlight-over-it",
    "on-another-far",
    "comma-is-point",
    "hangul-is-latin",
    "hangul-is-hanja",
    "hangul-is-other-hangul",
    "carbon",
    "shadow",
    "boxed",
    "highlighted-green",
    "data-bar",
    "highlight-annotation",
    "page-upside-down",
)  # `make seen` prints all of them


@pytest.mark.parametrize("page", [page for page in pages() if page.name in PAGES], ids=lambda page: page.name)
def test_a_page_is_published_as_it_is_seen(page: Page, tmp_path: Path) -> None:
    assert page_ended(page, tmp_path) == ("right" if page.healthy else "marked")


def test_there_is_a_healthy_page_for_every_two_that_are_not() -> None:
    all_pages = [*pages()]
    assert len({page.name for page in all_pages}) == len(all_pages) >= 110
    assert sum(page.healthy for page in all_pages) >= len(all_pages) / 3
