"""Tables whose programme is doubtful by its level: it heads a table here, and programmes elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extract.outline.headings.heading import Heading
from extract.outline.in_doubt.spot import Spot
from extract.outline.names import divides_a_plan
from extract.outline.tree import Tree
from extract.vocabulary import ends_with_word, is_word, words
from plan.forms import bare

CHAPTERS = ("chapter", "letter", "section")  # series of headings that divide the paper
FEWEST_TASKS = 2  # headings of a series with programmes below that make it one of tasks; one chapter has all of them
FEWEST_BELOW = 2  # headings of programmes below those of a series that make it one of tasks; one may be a part


def over_programmes(tree: Tree, spots: Sequence[Spot]) -> Iterator[Spot]:
    """The tables right under a heading of a series whose headings mostly have programmes with tables below them.

    The heading of a programme may be missing in between; not where the goals are those of the heading itself, nor where
    each such heading has a table of this title and no programme has, nor where one chapter of the paper holds all
    programmes and the table has neither parts nor a title or head as theirs have.
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
        if not is_over or _are_own_goals(spot, heading, titles) or _is_of_all(spot, heading, titles):
            continue
        of_programs = [other for other, own_heading in own.items() if _is_below(own_heading, series)]
        if _is_of_each(spot, tasks, own, of_programs):
            continue
        if heading in tasks or len(tasks) >= FEWEST_TASKS or _is_like_one(tree, spot, of_programs):
            yield spot


def _is_below(heading: Heading, series: str) -> bool:
    return any(above.series == series for above in heading.above)


def _is_of_each(spot: Spot, tasks: set[Heading], own: Mapping[Spot, Heading], of_programs: Sequence[Spot]) -> bool:
    """Whether each heading over programmes has a table of this title of its own, and no programme: 단위사업별 예산."""
    title = bare(spot.title)
    bearers = {heading for other, heading in own.items() if bare(other.title) == title}
    is_theirs = title not in {bare(other.title) for other in of_programs}
    return bool(title) and is_theirs and len(tasks) >= FEWEST_TASKS and tasks <= bearers


def _is_like_one(tree: Tree, spot: Spot, others: Sequence[Spot]) -> bool:
    """Whether a table has a title, a head or parts above it that tables of programmes have."""
    titles = {bare(other.title) for other in others} | {bare(other.name) for other in others}
    parts = {part for other in others for part in _parts(tree, other)}
    title = bare(spot.title)
    is_titled = bool(title) and title != bare(spot.name) and title in titles
    return is_titled or spot.form[1:] in {other.form[1:] for other in others} or bool(parts & set(_parts(tree, spot)))


def _parts(tree: Tree, spot: Spot) -> list[str]:
    """The parts of a page that are open over a table below its programme."""
    return [bare(heading.name) for heading in tree.at(spot.block) if heading.block > spot.start and heading.part]


def _are_own_goals(spot: Spot, heading: Heading, titles: Counter[str]) -> bool:
    """Whether the heading says that goals follow (제3장 자원순환 목표), or the title of this table alone does."""
    is_alone = titles[bare(spot.title)] == 1 and bare(spot.title) != bare(heading.name)
    return ends_with_word("own_goals_end", heading.name) or (is_alone and ends_with_word("own_goals_end", spot.title))


def _is_of_all(spot: Spot, heading: Heading, titles: Counter[str]) -> bool:
    """Whether the title of this table alone says under a chapter that it is of all of the plan: 분야별 투자계획."""
    title = bare(spot.title)
    said = next((title.removeprefix(word) for word in map(bare, words("yearly_word")) if title.startswith(word)), title)
    is_of_all = is_word("whole_plan", said) or divides_a_plan(said)
    return titles[title] == 1 and heading.series in CHAPTERS and is_of_all


def _own(tree: Tree, spot: Spot) -> Heading | None:
    """The heading that begins the pages of a table's programme."""
    return next((heading for heading in reversed(tree.at(spot.block)) if heading.block == spot.start), None)
