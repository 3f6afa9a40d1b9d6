"""What became of one damaged copy, for any reader that gives values or says why not.

``same`` (the values of the undamaged document), ``refused`` (for a documented reason), ``marked`` (other values, and it
is said that the file is damaged), ``audited`` (other values, and another doubt that the undamaged document does not
raise), ``silent`` (other values and not a word), ``crash`` or ``hang``. The last three are what is looked for.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

BAD = ("silent", "crash", "hang")
HANG = 30.0  # seconds of work; a reader's own limit may be longer, and stops it


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives: its values, each with where it belongs; its doubts; the reason where it refuses."""

    values: Counter[Hashable] = field(default_factory=Counter)
    doubts: Counter[Hashable] = field(default_factory=Counter)
    says_damaged: bool = False
    refused: str = ""


Reader = Callable[[bytes], Reading]  # what is under test; whatever it raises is a crash


def outcome(reader: Reader, data: bytes, whole: Reading) -> str:
    """What became of one damaged copy of the document whose undamaged reading is given."""
    started = time.process_time()
    try:
        found = reader(data)
    except Exception as error:  # noqa: BLE001 - what is looked for
        return f"crash {type(error).__name__}"
    if time.process_time() - started > HANG:
        return "hang"
    if found.refused:
        return f"refused {found.refused}"
    if found.values == whole.values:
        return "same"
    if found.says_damaged:
        return "marked"
    return "audited" if found.doubts - whole.doubts else "silent"


def is_bad(result: str) -> bool:
    """Whether an outcome is one that must not be."""
    return result.partition(" ")[0] in BAD


def is_read(result: str) -> bool:
    """Whether values came out, marked or not."""
    return result in ("same", "marked", "audited")
