"""The bare text of a saved viewer page: without its tags where it is HTML."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from extract.readers.viewer.reader import decode
from plan.patterns import lazy_pattern

TAG = lazy_pattern(r"<[^>]*+>")


def text_of_page(data: bytes, path: Path) -> Iterator[str]:
    """The whole text at once; a tag parts what stands on its two sides."""
    yield html.unescape(TAG.sub(" ", decode(data, path)))
