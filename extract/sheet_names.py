"""The sheets of a workbook as parts of a document: which of them have names, and on which of them a place is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from extract.vocabulary import TEXTS, words
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.base import Place

NUMBERED = lazy_pattern(r"[\s\d().-]+\Z")  # behind the name that a program gives a sheet, or the word for a table
LETTER = lazy_pattern(r"\p{L}")


@lru_cache(TEXTS)
def is_unnamed(name: str) -> bool:
    """Whether the name of a sheet says no more than which of its kind it is.

    >>> [is_unnamed(name) for name in ("Sheet1", "시트 2", "가람구", "1-1", "2026년")]
    [True, True, False, False, False]
    """
    word = bare(NUMBERED.sub("", name.strip()))
    return any(word == bare(known) for known in words("unnamed_sheet"))


def is_said(name: str) -> bool:
    """Whether the name of a sheet is one that a person gave it in words."""
    return LETTER.search(name) is not None and not is_unnamed(name)


def sheet_of(place: Place) -> str:
    """The name of the sheet that a place is on, or ''.

    >>> sheet_of(Place(cell="'1-1 예산'!A1")), sheet_of(Place(page=1))
    ('1-1 예산', '')
    """
    return place.cell.rpartition("!")[0].strip("'")


def sheets_begin(places: Iterable[tuple[int, Place]]) -> tuple[tuple[int, str], ...]:
    """The blocks at which the sheets begin, with their names.

    >>> cells = ("표지!A1", "Sheet2!A1", "Sheet2!A5", "'1-1'!B2")
    >>> sheets_begin((block, Place(cell=cell)) for block, cell in enumerate(cells))
    ((0, '표지'), (1, 'Sheet2'), (3, '1-1'))
    """
    starts: list[tuple[int, str]] = []
    for block, place in places:
        name = sheet_of(place) if place.cell else ""
        if name and (not starts or starts[-1][1] != name):
            starts.append((block, name))
    return tuple(starts)
