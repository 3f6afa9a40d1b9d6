"""The marks of what stands on a page that is a picture: recognised, of a programme not certain, confirmed by a sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from msgspec.structs import replace

from normalize.cells.amount import Flag
from plan.records.base import Place
from plan.records.document import LineCertainty
from plan.records.meaning import CellDecision, Decided, Indicator, Observation, Plan
from plan.records.printed import ExtractedPlan, ProgramNode

Box = tuple[float, float, float, float]
RECOGNISED: Flag = "ocr"
OWNER_UNSURE: Flag = "ocr_program"
WITNESSES: Mapping[str, Flag] = {"confirmed-by-sum": "ocr_sum", "confirmed-by-layer": "ocr_layer"}


def with_marks(observations: Sequence[Observation], extracted: ExtractedPlan) -> tuple[Observation, ...]:
    """The values, those of pages that were recognised marked as such, also where their programme is not certain."""
    pages = recognised_pages(extracted)
    if not pages:
        return tuple(observations)
    sure = _sure_tables(extracted, pages)
    confirmed = {part.place: WITNESSES[part.rule] for part in extracted.damage if part.rule in WITNESSES}
    return tuple(_marked(one, sure, confirmed) if one.place.page in pages else one for one in observations)


def programs_marked(extracted: ExtractedPlan) -> tuple[ProgramNode, ...]:
    """The programmes, those marked whose heading or line of the chart was recognised; what says so decides it anew."""
    pages = recognised_pages(extracted)
    named = ((node, {place.page for place in (node.place, node.chart_place) if place}) for node in extracted.programs)
    return tuple(replace(node, flags=() if pages.isdisjoint(own) else (RECOGNISED,)) for node, own in named)


def indicators_marked(indicators: Sequence[Indicator], extracted: ExtractedPlan) -> tuple[Indicator, ...]:
    """The series, those marked whose row was recognised."""
    pages = recognised_pages(extracted)
    return tuple(replace(one, flags=(RECOGNISED,)) if one.place.page in pages else one for one in indicators)


def with_certainties(decided: Decided, extracted: ExtractedPlan) -> Decided:
    """The decisions, each of a cell that was recognised with the certainty of the least certain of its lines."""
    lines: defaultdict[int | None, list[LineCertainty]] = defaultdict(list)
    for line in extracted.certainties:
        lines[line.place.page].append(line)
    if not lines:
        return decided
    boxes = _boxes(extracted)
    cells = (replace(cell, confidence=_least(lines[cell.page], boxes.get(_key(cell)))) for cell in decided.cells)
    return replace(decided, cells=tuple(cells))


def certainties_of(plan: Plan) -> tuple[LineCertainty, ...]:
    """What a plan keeps of the certainty of its cells, as if each had been one line."""
    known = [cell for cell in (plan.decided.cells if plan.decided else ()) if cell.confidence is not None]
    boxes = _boxes(plan) if known else {}
    return tuple(
        LineCertainty(place=Place(page=cell.page, box=boxes[_key(cell)]), certainty=cell.confidence)
        for cell in known
        if cell.confidence is not None and _key(cell) in boxes
    )


def _key(cell: CellDecision) -> tuple[int, int, int]:
    return cell.year_table, cell.row, cell.column


def _boxes(tables_of: Plan | ExtractedPlan) -> dict[tuple[int, int, int], Box]:
    """Where on their pages the cells of the year tables are."""
    return {
        (at, cell.row, cell.column): cell.place.box
        for at, table in enumerate(tables_of.year_tables)
        for row in table.grid
        for cell in row
        if cell.place.box
    }


def _least(lines: Sequence[LineCertainty], box: Box | None) -> float | None:
    """The certainty of the least certain of the lines whose middle is in a box."""
    if box is None:
        return None
    inside = (line.certainty for line in lines if line.place.box and holds_middle(box, line.place.box))
    return min(inside, default=None)


def holds_middle(box: Box, line: Box) -> bool:
    """Whether the middle of a line lies in a box."""
    x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def recognised_pages(extracted: ExtractedPlan) -> set[int | None]:
    """The pages that are pictures whose print was recognised."""
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
    one of the same task or of the chart of programmes.
    """
    doubted = {part.place.page for part in extracted.damage if part.rule == "code-not-recognised"}
    programs = [node for node in extracted.programs if node.level == "program" and node.heading]
    charted = [node.no for node in extracted.programs if _is_charted(node, doubted)]
    in_chart = {*pairwise(charted)}
    followed = {
        before.no: _follows(before, after) or (before.no, after.no) in in_chart for before, after in pairwise(programs)
    }
    if programs and charted and programs[-1].no == charted[-1]:
        followed[charted[-1]] = True
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


def _is_charted(node: ProgramNode, doubted: Set[int | None]) -> bool:
    """Whether the chart lists a programme, on a page of whose codes none is in doubt."""
    place = node.chart_place
    return node.level == "program" and place is not None and place.page is not None and place.page not in doubted


def _follows(before: ProgramNode, after: ProgramNode) -> bool:
    """Whether one programme is the next of the same task."""
    own, last = before.no.rpartition("-")[::2]
    task, first = after.no.rpartition("-")[::2]
    return own == task and last.isdigit() and first.isdigit() and int(first) == int(last) + 1
