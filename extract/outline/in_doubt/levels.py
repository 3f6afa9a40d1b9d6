"""Tables whose programme is doubtful by its level: it heads a table here, and programmes elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.outline.headings.heading import Heading
from extract.outline.in_doubt.spot import Spot
from extract.outline.tree import Tree
from extract.vocabulary import ends_with_word
from plan.forms import bare

FEWEST_BELOW = 2  # headings of programmes below those of a series that make it one of tasks; one may be a part


def over_programmes(tree: Tree, spots: Sequence[Spot]) -> Iterator[Spot]:
    """The tables right under a heading of a series whose headings mostly have programmes with tables below them.

    The heading of a programme may be missing in between; not where the goals are those of the heading itself.
    """
    own = {spot: heading for spot in spots if (heading := _own(tree, spot))}
    below: dict[str, set[Heading]] = {}
    holding: dict[str, set[Heading]] = {}
    for heading in own.values():
        for above in heading.above:
            below.setdefault(above.series, set()).add(heading)
            holding.setdefault(above.series, set()).add(above)
    titles = Counter(bare(spot.title) for spot in spots)
    direct = Counter(heading.series for heading in set(own.values()))
    for spot, heading in own.items():
        series = heading.series
        programmes, tasks = below.get(series, set()), holding.get(series, set())
        is_over = spot.rule != "code" and len(programmes) >= FEWEST_BELOW and direct[series] <= len(tasks)
        if is_over and not _are_own_goals(spot, heading, titles):
            yield spot


def _are_own_goals(spot: Spot, heading: Heading, titles: Counter[str]) -> bool:
    """Whether the heading says that goals follow (제3장 자원순환 목표), or the title of this table alone does."""
    is_alone = titles[bare(spot.title)] == 1 and bare(spot.title) != bare(heading.name)
    return ends_with_word("own_goals_end", heading.name) or (is_alone and ends_with_word("own_goals_end", spot.title))


def _own(tree: Tree, spot: Spot) -> Heading | None:
    """The heading that begins the pages of a table's programme."""
    return next((heading for heading in reversed(tree.at(spot.block)) if heading.block == spot.start), None)
