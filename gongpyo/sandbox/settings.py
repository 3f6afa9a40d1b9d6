"""The limits that the environment sets: the one place that looks there for them."""

from __future__ import annotations

import os

from extract.readers.limits import MOST, NAMES, Limits, not_a_limit, setting_of
from plan.printable import printable
from plan.safe_files import OURS, set_most_of_ours


def limits_of_environment() -> Limits:
    """The limits of the command line; a setting that is no whole number above 0 is a usage error."""
    said = {name: os.environ.get(setting_of(name), "").strip() for name in NAMES}
    return Limits(**{name: _number(name, text) for name, text in said.items() if text})


def heed_plan_bytes() -> None:
    """Have every ``plan.json`` of this process be read and written up to the size that the environment sets."""
    name = "plan_bytes"
    said = os.environ.get(setting_of(name), "").strip()
    set_most_of_ours(_number(name, said) if said else OURS)


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > len(str(MOST)) or not 0 < int(text) <= MOST:
        raise not_a_limit(name, setting_of(name), f"'{printable(text)}'")
    return int(text)
