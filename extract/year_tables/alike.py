"""Kinds of year tables that other tables tell: like a plan beside it, of after the plan, an older version."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from msgspec.structs import replace

from extract.outline.headings.heading import Heading
from extract.outline.tree import Tree
from extract.vocabulary import has_word
from extract.year_tables.around.found import Found
from extract.year_tables.heads.cells import Span
from extract.year_tables.states import edition_in
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.printed import TableDecision, YearTable
from plan.records.values import KindRule

LIKE_A_PLAN: KindRule = "like-a-plan"
AFTER_THE_PLAN: KindRule = "after-the-plan"
OLDER_VERSION: KindRule = "older-version"
FRAMED = lazy_pattern(r"[<\[](?P<said>[^<>\[\]]+)[>\]]")  # <당초 계획>
LookedAt = tuple[Found, list[YearTable | TableDecision]]
Like = tuple[tuple[str, ...], tuple[object, ...]]


def told_by_others(looked_at: Sequence[LookedAt], tree: Tree, span: Span) -> list[LookedAt]:
    """The same tables, the kinds of some told by others: [전략 2] like [전략 1], 운영관리 2029~2031 of 2025~2028."""
    plans = {
        like
        for found, looked in looked_at
        for table in looked
        if isinstance(table, YearTable) and table.kind == "plan" and (like := _like(found, table, tree))
    }
    last = _last_year(looked_at, tree, span)
    told: list[LookedAt] = []
    for found, looked in looked_at:
        named = _is_of_operation(found, looked, tree)
        told.append((found, [_told(table, _like(found, table, tree) in plans, named, last) for table in looked]))
    older = {place for one, other in pairwise(told) if (place := _older_of(one, other, tree))}
    return [(found, [_replaced(table, older) for table in looked]) for found, looked in told]


def _older_of(one: LookedAt, other: LookedAt, tree: Tree) -> Place | None:
    """The place of that of two tables behind one another which the other replaces: 당초 and 변경 of the same rows."""
    (found, [first, *more]), (behind, [second, *others]) = one, other
    if more or others or not isinstance(first, YearTable) or not isinstance(second, YearTable):
        return None
    if {first.kind, second.kind} != {"plan"} or _labels(first) != _labels(second):
        return None
    said, again = (edition_in(_said_in(table.title)) for table in (first, second))
    if not said or not again or bare(said.rest) != bare(again.rest) or not (said.is_sure or again.is_sure):
        return None
    if said.rank == again.rank or _named_over(found, tree) != _named_over(behind, tree):
        return None
    return min((said.rank, first.place), (again.rank, second.place), key=itemgetter(0))[1]


def _said_in(title: str) -> str:
    found = FRAMED.fullmatch(title)
    return found["said"] if found else title


def _labels(table: YearTable) -> list[list[str]]:
    """The head of a table and the labels of its rows."""
    labels = [column.column for column in table.columns if column.role == "label"]
    head = [[bare(cell.text) for cell in row] for row in table.grid[: table.header_rows]]
    return [*head, *([bare(row[label].text) for label in labels] for row in table.grid[table.header_rows :])]


def _named_over(found: Found, tree: Tree) -> list[Heading]:
    return [heading for heading in tree.at(found.block) if not heading.part]


def _replaced(table: YearTable | TableDecision, older: Container[Place]) -> YearTable | TableDecision:
    if not isinstance(table, YearTable) or table.place not in older:
        return table
    return replace(table, kind="comparison", kind_rule=OLDER_VERSION)


def _told(
    table: YearTable | TableDecision, is_like: bool, is_of_operation: bool, last: int
) -> YearTable | TableDecision:
    if not isinstance(table, YearTable):
        return table
    if is_like and table.kind_rule == "no-evidence":
        return replace(table, kind="plan", kind_rule=LIKE_A_PLAN)
    is_later = is_of_operation and last and min(_years(table), default=last) > last
    if table.kind == "plan" and (is_later or _costs_when_built(table.title)):
        return replace(table, kind="other", kind_rule=AFTER_THE_PLAN)
    return table


def _costs_when_built(title: str) -> bool:
    """Whether a title says that its amounts are those of running what is built, from then on: 준공 후 유지관리비."""
    return has_word("after_completion", title) and has_word("running_cost", title)


def _like(found: Found, table: YearTable | TableDecision, tree: Tree) -> Like | None:
    """What tables under headings beside each other have in common: head, level, and all headings above; else None."""
    headings = [heading for heading in tree.at(found.block) if not heading.part]
    if not isinstance(table, YearTable) or not headings or not headings[-1].ordinal:
        return None
    head = tuple(bare(cell.text) for row in table.grid[: table.header_rows] for cell in row)
    return head, (headings[-1].series, *headings[-1].above)


def _is_of_operation(found: Found, looked: Sequence[YearTable | TableDecision], tree: Tree) -> bool:
    """Whether the title of a table or the heading over it says that it is of running what the plan has built."""
    names = [heading.name for heading in tree.at(found.block)[-1:]]
    return any(has_word("operation", text) for text in (*(table.title for table in looked), *names))


def _last_year(looked_at: Sequence[LookedAt], tree: Tree, span: Span) -> int:
    """The last year of the plan: that of its title, else of the plan tables that are of no operation; 0 for none."""
    if span:
        return span[1]
    others = ((found, looked) for found, looked in looked_at if not _is_of_operation(found, looked, tree))
    return max((year for _, looked in others for table in looked for year in _planned_years(table)), default=0)


def _planned_years(table: YearTable | TableDecision) -> Iterator[int]:
    return _years(table) if isinstance(table, YearTable) and table.kind == "plan" else iter(())


def _years(table: YearTable) -> Iterator[int]:
    return (column.year for column in table.columns if column.year and column.role in ("year", "range"))
