"""A heading as it stands in the tree of its document."""

from __future__ import annotations

import msgspec

from extract.outline.names import Part
from plan.records.base import Place


class Heading(msgspec.Struct, frozen=True):
    """A marked line with its name, its number as printed and in its series, and what it stands under, the top first.

    ``part`` says that it names no programme but a part that every programme has: its ``content`` in words, a ``plan``
    with tables, a ``field`` of a form or a remark; or that an ``appendix`` begins.
    """

    name: str
    number: str
    ordinal: int
    series: str
    part: Part
    place: Place
    block: int
    above: tuple[Heading, ...] = ()
    department: str = ""
    is_new: bool = False
    in_sheet: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The names from the top down to its own."""
        return (*(heading.name for heading in self.above), self.name)
