"""The marks of what stands on a page that is a picture: recognised, of a programme not certain, confirmed by a sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from msgspec.structs import replace

from normalize.cells.amount import Flag
from plan.records.base import Place
from plan.records.meaning import Indicator, Observation
from plan.records.printed import ExtractedPlan, ProgramNode

RECOGNISED: Flag = "ocr"
OWNER_UNSURE: Flag = "ocr_program"
WITNESSES: Mapping[str, Flag] = {"confirmed-by-sum": "ocr_sum", "confirmed-by-layer": "ocr_layer"}


def with_marks(observations: Sequence[Observation], extracted: ExtractedPlan) -> tuple[Observation, ...]:
    """The values, those of pages that were recognised marked as such, also where their programme is not certain."""
    pages = _recognised_pages(extracted)
    if not pages:
        return tuple(observations)
    sure = _sure_tables(extracted, pages)
    confirmed = {part.place: WITNESSES[part.rule] for part in extracted.damage if part.rule in WITNESSES}
    return tuple(_marked(one, sure, confirmed) if one.place.page in pages else one for one in observations)


def programs_marked(extracted: ExtractedPlan) -> tuple[ProgramNode, ...]:
    """The programmes, those marked whose heading or line of the chart was recognised; what says so decides it anew."""
    pages = _recognised_pages(extracted)
    named = ((node, {place.page for place in (node.place, node.chart_place) if place}) for node in extracted.programs)
    return tuple(replace(node, flags=() if pages.isdisjoint(own) else (RECOGNISED,)) for node, own in named)


def indicators_marked(indicators: Sequence[Indicator], extracted: ExtractedPlan) -> tuple[Indicator, ...]:
    """The series, those marked whose row was recognised."""
    pages = _recognised_pages(extracted)
    return tuple(replace(one, flags=(RECOGNISED,)) if one.place.page in pages else one for one in indicators)


def _recognised_pages(extracted: ExtractedPlan) -> set[int | None]:
    return {part.place.page for part in extracted.damage if part.rule == "recognised"}


def _marked(one: Observation, sure: Set[tuple[int | None, str]], confirmed: Mapping[Place, Flag]) -> Observation:
    marks = [RECOGNISED]
    if (one.place.table, one.program_no) not in sure:
        marks.append(OWNER_UNSURE)
    if one.place in confirmed:
        marks.append(confirmed[one.place])
    return replace(one, flags=(*one.flags, *marks))


def _sure_tables(extracted: ExtractedPlan, pages: Set[int | None]) -> set[tuple[int | None, str]]:
    """The tables whose programme is certain, with it: by its printed code, which both engines read alike.

    No heading is missed between it and the table: they stand on one page, or the next code of the document is the next
    one of the same task.
    """
    doubted = {part.place.page for part in extracted.damage if part.rule == "code-not-recognised"}
    programs = [node for node in extracted.programs if node.level == "program" and node.heading]
    followed = {before.no: _follows(before, after) for before, after in pairwise(programs)}
    by_no = {node.no: node for node in programs}
    return set(_sure(extracted, doubted & pages, followed, by_no))


def _sure(
    extracted: ExtractedPlan, doubted: Set[int | None], followed: dict[str, bool], by_no: dict[str, ProgramNode]
) -> Iterator[tuple[int | None, str]]:
    for table in extracted.year_tables:
        node = by_no.get(table.program_no)
        if table.owner_rule != "code" or node is None or node.place.page is None or table.place.page is None:
            continue
        between = range(node.place.page, table.place.page + 1)
        if doubted.isdisjoint(between) and (len(between) == 1 or followed.get(node.no, False)):
            yield table.place.table, table.program_no


def _follows(before: ProgramNode, after: ProgramNode) -> bool:
    """Whether one programme is the next of the same task."""
    own, last = before.no.rpartition("-")[::2]
    task, first = after.no.rpartition("-")[::2]
    return own == task and last.isdigit() and first.isdigit() and int(first) == int(last) + 1
