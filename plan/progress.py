"""Tells whoever waits for a document that it gets on."""

from __future__ import annotations

from collections.abc import Callable


def _nobody() -> None:
    """Nobody waits."""


_listener: Callable[[], None] = _nobody


def listen(listener: Callable[[], None]) -> None:
    """Have a function called at every step of the work on a document from now on, in this process."""
    globals()["_listener"] = listener


def step() -> None:
    """A paragraph, table, section or page has been read, a row understood, a check made or a file written."""
    _listener()
