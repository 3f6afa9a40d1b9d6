"""What a person hands to who recognises print, in force while a document is read: a model of his own, and labels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

MOST_MODEL = 512 << 20  # bytes of a model; the largest of PP-OCR has 80 MB


class Aids(NamedTuple):
    """The path of a model for lines, the labels that may stand in a document, and the SHA-256 of both files."""

    model: str = ""
    model_sha256: str = ""
    labels: tuple[str, ...] = ()
    labels_sha256: str = ""


NO_AIDS = Aids()
_in_force: ContextVar[Aids] = ContextVar("aids", default=NO_AIDS)


def aids_in_force() -> Aids:
    """What a person has handed over, if anything."""
    return _in_force.get()


@contextmanager
def aided_by(aids: Aids) -> Iterator[None]:
    """Have these aids in force."""
    before = _in_force.set(aids)
    try:
        yield
    finally:
        _in_force.reset(before)
