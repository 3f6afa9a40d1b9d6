"""The standard streams: where one is closed or full that is said once, and ends with a documented code.

Nothing but the standard library is imported before something fails: every start of the command line passes here.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

NO_OUTPUT = "no-output"  # the code of what is said where standard output fails, which only stderr can tell


def put(text: str) -> None:
    """Write a part of the result to standard output; a ``PlanError`` where it is closed or full."""
    with to_output():
        sys.stdout.write(text)


@contextmanager
def to_output() -> Iterator[None]:
    """What is done here writes to standard output; a ``PlanError`` where it is closed or full."""
    try:
        yield
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        give_up(sys.stdout)
        raise no_output(error) from None


def say(text: str) -> None:
    """Tell a person; where stderr is closed or full nobody is told, and the exit code says it."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        give_up(sys.stderr)


def give_up(stream: TextIO) -> None:
    """Let what is left in a stream go nowhere, so that nothing fails on it once more, nor Python when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def no_output(error: OSError) -> Any:
    """The ``PlanError`` for a standard output that takes nothing."""
    why = importlib.import_module("plan.os_errors").reason_of(error)
    return importlib.import_module("plan.errors").PlanError(
        NO_OUTPUT,
        ko=f"결과를 표준 출력에 쓸 수 없습니다({why.ko}). 이미 쓴 파일은 그대로 있습니다.",
        en=f"The result cannot be written to standard output ({why.en}); files that were written are there.",
    )
