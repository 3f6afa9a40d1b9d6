"""The rows of data that are kept in ``.toml`` files beside the code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tomli  # the standard library's tomllib, compiled: a third of its time


@cache
def tables_of(file: Path) -> dict[str, Any]:
    """All tables of a file, by name; a file is read once."""
    with file.open("rb") as stream:
        return tomli.load(stream)
