"""A plan table as it stands among the headings, with the programme that it is taken for."""

from __future__ import annotations

import msgspec

from plan.records.base import Place
from plan.records.values import OwnerRule


class Spot(msgspec.Struct, frozen=True):
    """A plan table: its top-level block, its place, its title, and the number and name of its programme.

    ``start`` is the block where the pages of that programme begin, ``rule`` what found it; ``form`` is the title and
    the head of the table.
    """

    block: int
    place: Place
    title: str
    no: str
    name: str
    start: int
    rule: OwnerRule
    form: tuple[str, ...] = ()
