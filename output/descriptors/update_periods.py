"""How often data are renewed, by the words of ``update_periods.toml``."""

from __future__ import annotations

from pathlib import Path

from plan.data_files import tables_of

PERIODS_FILE = Path(__file__).with_name("update_periods.toml")


def update_period(said: str) -> str:
    """The word that is published for what a person said in Korean or English; '' where it is not known."""
    return next((ko for ko, row in tables_of(PERIODS_FILE).items() if said.strip().lower() in (ko, row["en"])), "")


def update_periods() -> tuple[str, ...]:
    """The words that are known."""
    return tuple(tables_of(PERIODS_FILE))


def frequency(said: str) -> str:
    """The address of a period in the list of DCAT-AP; '' where none is said."""
    return str(tables_of(PERIODS_FILE)[said]["dcat"]) if said else ""
