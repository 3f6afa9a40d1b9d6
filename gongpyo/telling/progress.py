"""The bar that ``convert`` shows on a terminal while it works."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gongpyo.telling.speech import Speech
from plan.progress import At

COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TextColumn("{task.fields[page]}"),
    TimeElapsedColumn(),
)


class Bar:
    """Documents that are done of so many, and the page that the one at hand is at."""

    def __init__(self, progress: Progress, speech: Speech, count: int) -> None:
        self._progress, self._speech = progress, speech
        self._task = progress.add_task(speech.sentence("converting"), total=count, page="")

    def at(self, at: At | None) -> None:
        """Show the page that is read; nothing where none is."""
        page = self._speech.sentence("at_page", page=f"{at.page:,}", pages=f"{at.pages:,}") if at else ""
        self._progress.update(self._task, page=page)

    def advance(self) -> None:
        """Show that a document is done."""
        self._progress.update(self._task, advance=1, page="")


@contextmanager
def bar(speech: Speech, count: int) -> Iterator[Bar]:
    """A bar on stderr for so many documents, with the page and the time, which go on in a long scan."""
    above = sys.stdout.isatty()  # results stand over the bar where both are seen; a file gets its results itself
    console = Console(stderr=True, soft_wrap=True)  # a path that is cut into lines can be copied by nobody
    with Progress(*COLUMNS, console=console, transient=True, redirect_stdout=above) as progress:
        yield Bar(progress, speech, count)
