"""What became of each programme from one edition to the next: went on, split, merged, came or ended.

A pair of alike names is taken from ``compare``. What is left over on one side is a part of a programme of the other
where its words or its targets are found there. Whatever leaves another reading is not ``certain``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from rapidfuzz import fuzz

from gongpyo.editions.compare import EditionDiff, likeness
from output.tables.rows import Row, program_id
from plan.forms import letters
from plan.records.meaning import Plan
from plan.records.printed import ProgramNode
from plan.records.values import LineageChange

CERTAIN_NAME = 80  # likeness of two names from which nothing else is asked
RIVAL = 5  # points of likeness within which another programme might as well be meant
ALIKE = 55  # likeness from which what is new may be what has ended
PART = 95  # likeness of a name to a part of another's from which its words are found there
LEAST_LETTERS = 4  # of a name that is looked for inside another


class Link(msgspec.Struct, frozen=True):
    """A programme of the old edition, one of the new, and what became of it; None where there is none."""

    old: ProgramNode | None
    new: ProgramNode | None
    change: LineageChange
    certain: bool


class _Editions:
    """The names and the targets of the programmes of both editions."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self.old = [node for node in old.programs if node.level == "program"]
        self.new = [node for node in new.programs if node.level == "program"]
        self._old_targets = _targets(old)
        self._new_targets = _targets(new)

    def shared(self, a: ProgramNode, b: ProgramNode) -> set[str]:
        """The targets that both programmes have by name."""
        return self._old_targets.get(a.no, set()) & self._new_targets.get(b.no, set())

    def is_shown(self, a: ProgramNode, b: ProgramNode) -> bool:
        """Whether both the name and a target say that one of them is a part of the other."""
        return bool(self.shared(a, b)) and (_is_part(a, b) or _is_part(b, a))

    def is_continued(self, a: ProgramNode, b: ProgramNode) -> bool:
        """Whether two programmes have the greater part of the targets of either in common."""
        most = max(len(self._old_targets.get(a.no, ())), len(self._new_targets.get(b.no, ())))
        return most > 0 and 2 * len(self.shared(a, b)) > most


def links(old: Plan, new: Plan, diff: EditionDiff) -> list[Link]:
    """A link for every programme of either edition, those of the new one first in its order."""
    editions = _Editions(old, new)
    paired = {pair.new.no: pair.old for pair in diff.pairs if not _is_elsewhere(pair.old, pair.new, editions)}
    kept = {node.no for node in paired.values()}
    gone = [node for node in editions.old if node.no not in kept]
    come = [node for node in editions.new if node.no not in paired]
    for a in list(gone):  # a new name under which the targets stayed
        found = [b for b in come if editions.is_continued(a, b)]
        if len(found) == 1 and sum(editions.is_continued(other, found[0]) for other in gone) == 1:
            paired[found[0].no] = a
            gone.remove(a)
            come.remove(found[0])
    pairs = [(paired[b.no], b) for b in editions.new if b.no in paired]
    parts = _parts(editions, pairs, gone, come)
    whole = _wholes(editions, pairs, gone, come)
    split, merged = {a.no for a, _ in parts}, {b.no for _, b in whole}
    made = [_paired(a, b, editions, split, merged) for a, b in pairs]
    made += [Link(a, b, "split", editions.is_shown(a, b)) for a, b in parts]
    made += [Link(a, b, "merged", editions.is_shown(a, b)) for a, b in whole]
    as_before = [(a.no, b.no) for a, b in pairs if letters(a.name) == letters(b.name)]
    unlike_old = [node for node in editions.old if node.no not in {a for a, _ in as_before}]
    unlike_new = [node for node in editions.new if node.no not in {b for _, b in as_before}]
    in_new, in_old = {b.no for _, b in (*parts, *whole)}, {a.no for a, _ in (*parts, *whole)}
    made += [Link(None, b, "new", _is_alone(b, unlike_old)) for b in come if b.no not in in_new]
    made += [Link(a, None, "ended", _is_alone(a, unlike_new)) for a in gone if a.no not in in_old]
    place = {node.no: index for index, node in enumerate(editions.new)}
    return sorted(made, key=lambda link: place[link.new.no] if link.new else len(place))


def lineage_rows(old: Plan, new: Plan, diff: EditionDiff) -> Iterator[Row]:
    """The rows of ``lineage.csv``; nobody has confirmed them yet."""
    for link in links(old, new, diff):
        before = program_id(old, link.old.no) if link.old else ""
        after = program_id(new, link.new.no) if link.new else ""
        yield {
            "lineage_id": f"{before or old.profile.plan_id}..{after or new.profile.plan_id}",
            "plan_id": new.profile.plan_id,
            "previous_plan_id": old.profile.plan_id,
            "change": link.change,
            "program_id": after,
            "program_name": link.new.name if link.new else "",
            "previous_program_id": before,
            "previous_program_name": link.old.name if link.old else "",
            "score": likeness(link.old.name, link.new.name) if link.old and link.new else None,
            "certain": link.certain,
            "confirmed_by": "",
        }


def _is_elsewhere(a: ProgramNode, b: ProgramNode, editions: _Editions) -> bool:
    """Whether two programmes of alike names and other numbers are no pair: the whole name of one is found elsewhere."""
    if a.no == b.no or letters(a.name) == letters(b.name) or editions.shared(a, b):
        return False
    return any(_is_part(a, other) for other in editions.new if other.no != b.no) or any(
        _is_part(b, other) for other in editions.old if other.no != a.no
    )


def _paired(a: ProgramNode, b: ProgramNode, editions: _Editions, split: set[str], merged: set[str]) -> Link:
    score = likeness(a.name, b.name)
    if a.no in split or b.no in merged:
        return Link(a, b, "split" if a.no in split else "merged", editions.is_shown(a, b))
    if letters(a.name) == letters(b.name):
        twins = _named(a, editions.old) + _named(b, editions.new)
        return Link(a, b, "same" if a.no == b.no else "moved", certain=a.no == b.no or twins == 2)  # each only once
    rivals = [other for other in editions.new if other.no != b.no and likeness(a.name, other.name) >= score - RIVAL]
    is_sure = score >= CERTAIN_NAME and not rivals and (a.no == b.no or editions.is_continued(a, b))
    return Link(a, b, "renamed", certain=is_sure)


def _named(node: ProgramNode, nodes: Sequence[ProgramNode]) -> int:
    return sum(letters(other.name) == letters(node.name) for other in nodes)


def _parts(
    editions: _Editions, pairs: list[tuple[Any, Any]], gone: list[ProgramNode], come: list[ProgramNode]
) -> list[tuple[ProgramNode, ProgramNode]]:
    """What is new and a part of an old programme that goes on under another name, or in several such parts."""
    found = []
    for a in [*(a for a, b in pairs if letters(a.name) != letters(b.name)), *gone]:
        of_a = [b for b in come if _is_part(b, a) or editions.shared(a, b)]
        goes_on = any(a.no == pair.no for pair, _ in pairs)
        if len(of_a) + goes_on > 1:
            found += [(a, b) for b in of_a]
    return _once(found, 1)


def _wholes(
    editions: _Editions, pairs: list[tuple[Any, Any]], gone: list[ProgramNode], come: list[ProgramNode]
) -> list[tuple[ProgramNode, ProgramNode]]:
    """What has ended and is a part of a new programme that had another name, or of one made of several such parts."""
    found = []
    for b in [*(b for a, b in pairs if letters(a.name) != letters(b.name)), *come]:
        in_b = [a for a in gone if _is_part(a, b) or editions.shared(a, b)]
        goes_on = any(b.no == pair.no for _, pair in pairs)
        if len(in_b) + goes_on > 1:
            found += [(a, b) for a in in_b]
    return _once(found, 0)


def _once(found: list[tuple[ProgramNode, ProgramNode]], side: int) -> list[tuple[ProgramNode, ProgramNode]]:
    """The pairs whose part belongs to one whole alone; what may be a part of two is told as new or ended."""
    numbers = [pair[side].no for pair in found]
    return [pair for pair in found if numbers.count(pair[side].no) == 1]


def _is_part(part: ProgramNode, whole: ProgramNode) -> bool:
    """Whether the letters of a name stand inside those of a longer one."""
    inner, outer = letters(part.name), letters(whole.name)
    return LEAST_LETTERS <= len(inner) < len(outer) and fuzz.partial_ratio(inner, outer) >= PART


def _is_alone(node: ProgramNode, others: Sequence[ProgramNode]) -> bool:
    """Whether none of the programmes that did not go on under their names has its number or a name like its own."""
    return all(other.no != node.no and likeness(other.name, node.name) < ALIKE for other in others)


def _targets(plan: Plan) -> dict[str, set[str]]:
    """The targets of each programme that no other one has: what many count ties none of them to another."""
    named: dict[str, set[str]] = {}
    for entry in plan.indicators:
        if entry.measure == "target" and letters(entry.name):
            named.setdefault(letters(entry.name), set()).add(entry.program_no)
    found: dict[str, set[str]] = {}
    for name, numbers in named.items():
        if len(numbers) == 1:
            found.setdefault(next(iter(numbers)), set()).add(name)
    return found
