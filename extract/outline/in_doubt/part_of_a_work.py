"""Tables whose programme is doubtful because its name may be that of a part of the numbered work right above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.outline.headings.heading import Heading
from extract.outline.headings.parts_of_a_work import ends_as_a_part, may_be_a_part
from extract.outline.in_doubt.spot import Spot
from extract.outline.tree import Tree
from plan.forms import bare

FEWEST_WORKS = 2  # headings of one mark below a numbered one that say what is done; then that mark is one of works


def named_as_a_part(tree: Tree, spots: Sequence[Spot]) -> Iterator[tuple[Spot, str]]:
    """The tables under a heading that ends as a part does right below a numbered one, with the name of that one.

    Not where other headings of its mark there are works.
    """
    for spot in spots:
        heading = next((each for each in reversed(tree.at(spot.block)) if bare(each.name) == bare(spot.name)), None)
        if heading and not heading.part and may_be_a_part(heading) and ends_as_a_part(heading.name):
            works = (each for each in _beside(tree, heading) if not each.part and not ends_as_a_part(each.name))
            if len({bare(each.name) for each in works}) < FEWEST_WORKS:
                yield spot, heading.above[-1].name


def _beside(tree: Tree, heading: Heading) -> Iterator[Heading]:
    """The headings of the same mark right below the same one."""
    return (each for each in tree.headings if each.above == heading.above and each.series == heading.series)
