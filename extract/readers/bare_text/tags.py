"""What stands between the tags of XML."""

from __future__ import annotations

import html
from collections.abc import Iterator

from plan.patterns import lazy_pattern

TAG = lazy_pattern(r"<[^>]*+>")


def texts_between(xml: bytes, paragraph_end: str) -> Iterator[str]:
    """The text of each paragraph, which this tag ends."""
    for paragraph in xml.decode("utf-8", "replace").split(paragraph_end):
        yield html.unescape(TAG.sub("", paragraph))
