"""What is known of a licence by its id, read from ``licences.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LICENCES_FILE = Path(__file__).with_name("licences.toml")


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence; of one that is not in the list only the id is known."""

    id: str
    title: str = ""
    url: str = ""
    ckan: str = ""


@cache
def licences() -> dict[str, Licence]:
    """The known licences by id."""
    with LICENCES_FILE.open("rb") as file:
        return {name: Licence(name, **row) for name, row in tomllib.load(file).items()}


def licence_of(name: str) -> Licence | None:
    """The licence that a plan names, or nothing where it names none."""
    return licences().get(name, Licence(name)) if name else None
