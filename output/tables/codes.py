"""What people call the codes of the published tables, read from ``codes.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from plan.data_files import tables_of

CODES_FILE = Path(__file__).with_name("codes.toml")
YES, NO = "Y", "N"  # as columns that are named 여부 are filled on Korean portals


@cache
def words(language: str) -> dict[str, dict[str, str]]:
    """The word for each code of each Literal, in ``ko`` or ``en``."""
    return {
        literal: {code: said[language] for code, said in rows.items()}
        for literal, rows in tables_of(CODES_FILE).items()
    }


def korean(codes: str, value: str) -> str:
    """The Korean word for a code of the Literal ``codes``; a value without one stays as it is."""
    return words("ko").get(codes, {}).get(value, value)
