"""The bar that ``convert`` shows on a terminal while it works."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gongpyo.telling.speech import Speech


@contextmanager
def bar(speech: Speech, count: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr for so many documents, with the time, which goes on in a long scan; yields what moves it on."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    above = sys.stdout.isatty()  # results stand over the bar where both are seen; a file gets its results itself
    console = Console(stderr=True, soft_wrap=True)  # a path that is cut into lines can be copied by nobody
    with Progress(*columns, console=console, transient=True, redirect_stdout=above) as progress:
        task = progress.add_task(speech.sentence("converting"), total=count)
        yield lambda: progress.advance(task)
