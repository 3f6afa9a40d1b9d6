"""Regular expressions that are compiled when they are first used, since a document needs few of them all.

>>> lazy_pattern(r"\\d+년").search("2024년").group()
'2024년'
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

import regex


class _Uncompiled:
    """A regular expression that becomes a compiled one with the first thing that is asked of it."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """The expression itself."""
        return regex.compile(self.pattern, self.flags)

    def __getattr__(self, name: str) -> Any:
        """What the compiled expression has under this name; it is kept, so that no later use comes through here."""
        found = getattr(self.compiled, name)
        setattr(self, name, found)
        return found


def lazy_pattern(source: str, flags: int = 0) -> regex.Pattern[str]:
    """The expression of a source, not compiled yet; ``pattern`` and the methods are those of ``regex.Pattern``."""
    return cast("regex.Pattern[str]", _Uncompiled(source, flags))
