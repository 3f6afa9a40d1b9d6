"""Tables whose programme is doubtful by their form: a programme has one such table, and here two stand under one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from extract.outline.in_doubt.begun_anew import FEWEST_USUAL, OFTENER
from extract.outline.in_doubt.spot import Spot


def twice_under_one(spots: Sequence[Spot]) -> Iterator[Spot]:
    """The tables of a form that stands under their programme before, and once under most others of the document.

    The heading of another programme may be missing in between.
    """
    of_programs: defaultdict[tuple[int, str], Counter[tuple[str, ...]]] = defaultdict(Counter)
    again: list[Spot] = []
    for spot in spots:
        forms = of_programs[spot.start, spot.no]
        again += [spot] if forms[spot.form] else []
        forms[spot.form] += 1
    usual = Counter(form for forms in of_programs.values() for form, count in forms.items() if count == 1)
    rare = Counter(form for forms in of_programs.values() for form, count in forms.items() if count > 1)
    yield from (spot for spot in again if usual[spot.form] >= max(FEWEST_USUAL, OFTENER * rare[spot.form]))
