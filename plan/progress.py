"""Tells whoever waits for a document that it gets on, and at which of its pages it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

Page = TypeVar("Page")


class At(NamedTuple):
    """The page that is read, counted from 1, and how many there are."""

    page: int
    pages: int


def _nobody(_: At | None) -> None:
    """Nobody waits."""


_listener: Callable[[At | None], None] = _nobody
_at: At | None = None


def listen(listener: Callable[[At | None], None]) -> None:
    """Have a function called at every step of the work on a document from now on, in this process."""
    globals()["_listener"] = listener


def step() -> None:
    """A paragraph, table, section or page has been read, a row understood, a check made or a file written."""
    _listener(_at)


def page_by_page(pages: Iterable[Page], count: int) -> Iterator[Page]:
    """The pages of a document, of which there are so many; until the next one is taken, every step is one at this."""
    try:
        for number, page in enumerate(pages, 1):
            globals()["_at"] = At(number, count)
            step()
            yield page
    finally:
        globals()["_at"] = None
