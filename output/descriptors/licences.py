"""What is known of a licence by its id, read from ``licences.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from plan.data_files import tables_of
from plan.errors import ExitCode, PlanError
from plan.particles import particle

LICENCES_FILE = Path(__file__).with_name("licences.toml")
OWN = "licence"  # the table of those that a person has added


class Licence(msgspec.Struct, frozen=True):
    """A licence: its id (SPDX's where there is one), its title as portals show it, its text, and CKAN's id for it.

    ``derivatives`` says whether what is made of the work may be published; tables made of a document are such.
    """

    id: str
    title: str
    url: str
    ckan: str = "notspecified"
    derivatives: bool = True


@cache
def licences() -> dict[str, Licence]:
    """The known licences by id, a person's own ones behind those of the package."""
    tables = tables_of(LICENCES_FILE)
    rows = [{"id": name, **row} for name, row in tables.items() if name != OWN]
    return {row["id"]: msgspec.convert(row, Licence) for row in (*rows, *tables[OWN])}


def licence_of(name: str) -> Licence | None:
    """The licence that a plan names, or nothing where it names none; one that is not in the list is refused."""
    if not name:
        return None
    if name not in licences():
        known = ", ".join(licences())
        raise PlanError(
            "licence-unknown",
            ko=f"이용허락 '{name}'{particle(name, '이/가')} 목록에 없습니다. 다음에서 고르십시오: {known}. "
            "다른 것은 gongpyo.toml에 [[licence]]로 더합니다(id, title, url).",
            en=f"The licence '{name}' is not in the list; use one of {known}, "
            "or add your own as [[licence]] in gongpyo.toml (id, title, url).",
            exit_code=ExitCode.USAGE,
            licence=name,
        )
    return licences()[name]
