"""Two editions of a plan, or two runs over one, side by side: which programme is which, and what has changed.

Programmes are matched by code where their names are alike, then by name alone, then by code alone; the likeness of the
names, from 0 to 100, is kept with each match. Numbers are compared in their base unit where both have one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeVar

import msgspec
from rapidfuzz import fuzz

from plan.forms import letters
from plan.records.meaning import Indicator, Observation, Plan, PlanProfile
from plan.records.printed import ProgramNode

SAME_CODE = 60  # likeness from which a programme of the same code is the same one
SAME_NAME = 80  # likeness from which a programme of another code is the same one
SAME_AT_LEAST = 40  # below this a code has been given to another programme
SAME_SERIES = 70
MatchedBy = Literal["code", "name"]
T = TypeVar("T")
Period = tuple[str, int | None]


class ProgramPair(msgspec.Struct, frozen=True):
    """A programme of the old edition and what it is in the new one."""

    old: ProgramNode
    new: ProgramNode
    by: MatchedBy
    score: int

    @property
    def is_renamed(self) -> bool:
        """Whether more than blanks and marks of its name have changed."""
        return letters(self.old.name) != letters(self.new.name)

    @property
    def is_moved(self) -> bool:
        """Whether it stands under another number now."""
        return self.old.no != self.new.no


class SeriesPair(msgspec.Struct, frozen=True):
    """A series of both editions."""

    old: Indicator
    new: Indicator
    score: int

    @property
    def is_renamed(self) -> bool:
        """Whether more than blanks and marks of its name have changed."""
        return letters(self.old.name) != letters(self.new.name)

    @property
    def has_other_unit(self) -> bool:
        """Whether its unit has changed."""
        return (self.old.unit, self.old.base_unit) != (self.new.unit, self.new.base_unit)


class ValueChange(msgspec.Struct, frozen=True):
    """A value that is another one now; None where one edition prints nothing for the period."""

    old_series: Indicator
    new_series: Indicator
    period: Period
    old: Observation | None
    new: Observation | None


class EditionDiff(msgspec.Struct, frozen=True):
    """What differs between two plans; empty throughout where they say the same."""

    old: PlanProfile
    new: PlanProfile
    added: tuple[ProgramNode, ...]
    dropped: tuple[ProgramNode, ...]
    pairs: tuple[ProgramPair, ...]
    series: tuple[SeriesPair, ...]
    series_added: tuple[Indicator, ...]
    series_dropped: tuple[Indicator, ...]
    years_added: tuple[int, ...]
    years_dropped: tuple[int, ...]
    values: tuple[ValueChange, ...]


def compare(old: Plan, new: Plan) -> EditionDiff:
    """Match the programmes and series of two plans and list what has changed."""
    pairs, dropped, added = _match_programs(_programs(old), _programs(new))
    series: list[SeriesPair] = []
    series_dropped = [entry for node in dropped for entry in _series(old, node.no)]
    series_added = [entry for node in added for entry in _series(new, node.no)]
    for old_no, new_no in [*((pair.old.no, pair.new.no) for pair in pairs), ("", "")]:
        both, gone, come = _match_series(_series(old, old_no), _series(new, new_no))
        series += both
        series_dropped += gone
        series_added += come
    years_old, years_new = _years(old), _years(new)
    return EditionDiff(
        old=old.profile,
        new=new.profile,
        added=tuple(added),
        dropped=tuple(dropped),
        pairs=tuple(pairs),
        series=tuple(series),
        series_added=tuple(series_added),
        series_dropped=tuple(series_dropped),
        years_added=tuple(sorted(years_new - years_old)),
        years_dropped=tuple(sorted(years_old - years_new)),
        values=tuple(_changes(old, new, series, years_old & years_new)),
    )


def _programs(plan: Plan) -> list[ProgramNode]:
    return [node for node in plan.programs if node.level in ("plan", "program")]


def _series(plan: Plan, program_no: str) -> list[Indicator]:
    return [entry for entry in plan.indicators if entry.program_no == program_no]


def _years(plan: Plan) -> set[int]:
    return {o.year for o in plan.observations if o.year is not None and o.period_type == "year"}


def likeness(left: str, right: str) -> int:
    """How like two names are, from 0 to 100, blanks and marks aside."""
    return round(fuzz.ratio(letters(left), letters(right)))


def _match_programs(
    old: Sequence[ProgramNode], new: Sequence[ProgramNode]
) -> tuple[list[ProgramPair], list[ProgramNode], list[ProgramNode]]:
    left, right = list(old), list(new)
    pairs: list[ProgramPair] = []
    for by, least in (("code", SAME_CODE), ("name", SAME_NAME), ("code", SAME_AT_LEAST)):
        matched_by: MatchedBy = "code" if by == "code" else "name"

        def may_be(a: ProgramNode, b: ProgramNode, same_code: bool = by == "code") -> bool:
            return a.no == b.no or not same_code

        for a, b, score in _best(left, right, may_be, lambda node: node.name, least):
            pairs.append(ProgramPair(a, b, matched_by, score))
    order = {node.no: index for index, node in enumerate(new)}
    return sorted(pairs, key=lambda pair: order[pair.new.no]), left, right


def _match_series(
    old: Sequence[Indicator], new: Sequence[Indicator]
) -> tuple[list[SeriesPair], list[Indicator], list[Indicator]]:
    left, right = list(old), list(new)
    pairs = [SeriesPair(a, b, score) for a, b, score in _best(left, right, _same_kind, lambda s: s.name, SAME_SERIES)]
    for a in list(left):  # a series whose name is new, where no other one can be meant
        alike = [b for b in right if _same_kind(a, b)]
        if len(alike) == 1 and sum(_same_kind(other, a) for other in left) == 1:
            pairs.append(SeriesPair(a, alike[0], likeness(a.name, alike[0].name)))
            left.remove(a)
            right.remove(alike[0])
    return sorted(pairs, key=lambda pair: (pair.new.measure != "target", pair.new.indicator_no)), left, right


def _same_kind(a: Indicator, b: Indicator) -> bool:
    return (a.measure, a.funding_source) == (b.measure, b.funding_source)


def _best(
    left: list[T], right: list[T], may_be: Callable[[T, T], bool], name: Callable[[T], str], least: int
) -> Iterator[tuple[T, T, int]]:
    """Take the likeliest pairs out of both lists, the most alike first; among equals those that stand first."""
    scored = [
        (likeness(name(a), name(b)), -abs(i - j), -i, a, b)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if may_be(a, b)
    ]
    for score, _, _, a, b in sorted(scored, key=lambda entry: entry[:3], reverse=True):
        if score >= least and a in left and b in right:
            left.remove(a)
            right.remove(b)
            yield a, b, score


def _changes(old: Plan, new: Plan, series: Sequence[SeriesPair], years: set[int]) -> Iterator[ValueChange]:
    before, after = _by_series(old), _by_series(new)
    for pair in series:
        left, right = before.get(_key(pair.old), {}), after.get(_key(pair.new), {})
        for period in sorted({*left, *right}, key=lambda period: (period[0] != "total", period[1] or 0, period[0])):
            if period[1] is not None and period[1] not in years:
                continue  # the editions plan for other years, which is said once
            a, b = left.get(period), right.get(period)
            if not _same_value(a, b):
                yield ValueChange(pair.old, pair.new, period, a, b)


def same_values(old: Plan, new: Plan, diff: EditionDiff) -> int:
    """How many values of the series of both editions are the same in both, period by period."""
    before, after = _by_series(old), _by_series(new)
    sides = [(before.get(_key(pair.old), {}), after.get(_key(pair.new), {})) for pair in diff.series]
    return sum(
        _same_value(value, right[period]) for left, right in sides for period, value in left.items() if period in right
    )


def _key(entry: Indicator) -> tuple[str, str, int]:
    return entry.program_no, entry.measure, entry.indicator_no


def _by_series(plan: Plan) -> dict[tuple[str, str, int], dict[Period, Observation]]:
    found: dict[tuple[str, str, int], dict[Period, Observation]] = {}
    for o in plan.observations:
        found.setdefault((o.program_no, o.measure, o.indicator_no), {})[o.period_type, o.year] = o
    return found


def _same_value(a: Observation | None, b: Observation | None) -> bool:
    if a is None or b is None:
        return a == b
    return a.status == b.status and _numbers(a, b) == _numbers(b, a) and a.comparator == b.comparator


def _numbers(o: Observation, other: Observation) -> tuple[Decimal | None, ...]:
    """The numbers of a value as they are compared with another one: in the base unit where both are of the same."""
    in_base = bool(o.base_unit) and o.base_unit == other.base_unit and o.scale is not None and other.scale is not None
    scale = o.scale if in_base and o.scale is not None else Decimal(1)
    return tuple(None if n is None else n * scale for n in (o.value, o.value_min, o.value_max))
