"""Tables whose programme is doubtful by what stands under its heading: its parts begin anew, or it is a task."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from extract.outline.in_doubt.spot import Spot
from extract.outline.tree import Tree
from plan.forms import bare
from plan.records.printed import ProgramNode

FEWEST_USUAL = 2  # other programmes with the part, once each
FEW_MISSING = 2  # one in so many programmes of a chart may have no pages, so that a heading is looked for
OFTENER = 2  # so many times as often a part must stand once as twice


def parts_begun_anew(tree: Tree, spots: Sequence[Spot]) -> Iterator[tuple[Spot, str]]:
    """The tables behind a part (사업개요) that stands the second time under their programme, with its name.

    Where that is rare in a document, the heading of another programme may be missing in between.
    """
    parts_of = {spot: _parts(tree, spot) for spot in spots}
    of_programs: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for spot, parts in parts_of.items():
        of_programs[spot.no] |= {name: max(count, of_programs[spot.no].get(name, 0)) for name, count in parts.items()}
    once, again = Counter[str](), Counter[str]()
    for parts in of_programs.values():
        once.update(name for name, count in parts.items() if count == 1)
        again.update(name for name, count in parts.items() if count > 1)
    for spot, parts in parts_of.items():
        for name, count in parts.items():
            if count > 1 and once[name] >= max(FEWEST_USUAL, OFTENER * again[name]):
                yield spot, name
                break


def _parts(tree: Tree, spot: Spot) -> dict[str, int]:
    """How often each part stands between the heading of a table's programme and the table."""
    first = bisect_left(tree.headings, spot.start, key=attrgetter("block"))
    last = bisect_right(tree.headings, spot.block, key=attrgetter("block"))
    counts: dict[str, int] = {}
    for heading in tree.headings[first:last]:
        if heading.part in ("content", "plan"):
            counts[bare(heading.name)] = counts.get(bare(heading.name), 0) + 1
    return counts


def under_a_task(spots: Sequence[Spot], nodes: Sequence[ProgramNode]) -> Iterator[tuple[Spot, str]]:
    """The tables of a strategy or a task with a programme in the chart that has no pages, with its name."""
    levels = {node.no: node.level for node in nodes}
    for spot in spots:
        if levels.get(spot.no, "program") == "program":
            continue
        missing = (node for node in nodes if node.no.startswith(f"{spot.no}-") and _is_only_charted(node))
        if first := next(missing, None):
            yield spot, first.name


def before_a_charted_one(spots: Sequence[Spot], nodes: Sequence[ProgramNode]) -> Iterator[tuple[Spot, str]]:
    """The tables of a programme behind which the chart has one without pages, with its name.

    Where most programmes of the chart have no pages, a plan does not go through all of them.
    """
    programs = [node for node in nodes if node.chart_place]
    missing = [node for node in programs if _is_only_charted(node)]
    if FEW_MISSING * len(missing) > len(programs):
        return
    for before, node in pairwise(programs):
        if _is_only_charted(node) and not _is_only_charted(before):
            yield from ((spot, node.name) for spot in spots if spot.no == before.no)


def _is_only_charted(node: ProgramNode) -> bool:
    """Whether only the chart names a programme."""
    return node.level == "program" and node.chart_place == node.place
