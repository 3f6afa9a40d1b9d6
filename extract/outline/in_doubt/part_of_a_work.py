"""Tables whose programme is doubtful because its name may be that of a part of the numbered work right above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.outline.headings.heading import Heading
from extract.outline.headings.parts_of_a_work import ends_as_a_part, may_be_a_part
from extract.outline.headings.statement import says_what_is_done
from extract.outline.in_doubt.spot import Spot
from extract.outline.tree import Tree
from extract.vocabulary import ends_with_word
from plan.forms import bare

DEEDS = ("deed_end", "program_end", "year_noun")
FEWEST_WORKS = 2  # headings of one mark below a numbered one that say what is done; then that mark is one of works


def named_as_a_part(tree: Tree, spots: Sequence[Spot]) -> Iterator[tuple[Spot, str]]:
    """The tables under a heading that ends as a part does right below a numbered one, with the name of that one.

    Not where other headings of its mark there are works. So are those under one that alone stands there, right over its
    table, and says nothing that is done (□ 투입 인력), where the numbered one does.
    """
    for spot in spots:
        heading = next((each for each in reversed(tree.at(spot.block)) if bare(each.name) == bare(spot.name)), None)
        if heading is None or heading.part or not may_be_a_part(heading):
            continue
        others = {bare(each.name) for each in _beside(tree, heading) if not each.part} - {bare(heading.name)}
        ends_so = ends_as_a_part(heading.name)
        works = {name for name in others if not ends_as_a_part(name)} if ends_so else others
        is_lone = bare(spot.title) == bare(heading.name) and not _says_a_deed(heading.name)
        if len(works) < FEWEST_WORKS if ends_so else not works and is_lone and _says_a_deed(heading.above[-1].name):
            yield spot, heading.above[-1].name


def _says_a_deed(name: str) -> bool:
    """Whether a name ends with what is done: 쉼터 조성, 길 넓히기, 안전 강화."""
    return any(ends_with_word(kind, name) for kind in DEEDS) or says_what_is_done(name) or name.endswith("기")


def _beside(tree: Tree, heading: Heading) -> Iterator[Heading]:
    """The headings of the same mark right below the same one."""
    return (each for each in tree.headings if each.above == heading.above and each.series == heading.series)
