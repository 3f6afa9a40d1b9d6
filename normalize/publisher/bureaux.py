"""The ministry of a bureau that stands without it, by ``bureaux.toml`` and the year of the document."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from normalize.publisher.institutions import Institution, named, opening
from plan.data_files import tables_of
from plan.forms import plain, unspaced
from plan.records.printed import ExtractedPlan, Issuer

BUREAUX_FILE = Path(__file__).with_name("bureaux.toml")


def named_by_contacts(extracted: ExtractedPlan) -> tuple[Institution, Issuer] | None:
    """The one institution of all the boxes that say whom to ask; None where they name two: a joint release."""
    year = extracted.document_year.year if extracted.document_year else None
    told: dict[Institution, Issuer] = {}
    for text in extracted.issuers:
        if text.rule == "contact-box":
            begins = opening(plain(text.printed))
            institution = begins.institution if begins else of_bureau(text.printed, year)
            if institution:
                told.setdefault(institution, text)
    return next(iter(told.items())) if len(told) == 1 else None


def of_bureau(printed: str, year: int | None) -> Institution | None:
    """The ministry whose bureau a text names first; None where its year leaves two, or none."""
    rows = _bureaux().get(unspaced(plain(printed).partition(" ")[0]), ())
    ministries = {row["institution"] for row in rows if year is None or _was(row, year)}
    return named(ministries.pop()) if len(ministries) == 1 else None


def _was(row: dict[str, Any], year: int) -> bool:
    return int(row["first"]) <= year <= int(row.get("last", year))


@cache
def _bureaux() -> dict[str, tuple[dict[str, Any], ...]]:
    found: dict[str, tuple[dict[str, Any], ...]] = {}
    for row in tables_of(BUREAUX_FILE)["bureau"]:
        for name in row["name"]:
            found[name] = (*found.get(name, ()), row)
    return found
