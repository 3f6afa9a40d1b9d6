"""Document -> ExtractedPlan: what is printed, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import zip_longest

import regex
from msgspec.structs import replace

from extract.identity.cover import cover_lines, is_title_like
from extract.identity.issuers import issuers
from extract.identity.title import find_title
from extract.outline.announced import find_announced
from extract.outline.chapters import find_chapters
from extract.outline.departments import with_departments
from extract.outline.lists.cards import parents_in_cards
from extract.outline.lists.listed import parents_in_lists
from extract.outline.lists.parents import with_listed_parents
from extract.outline.outline import read_outline
from extract.outline.tree import Tree
from extract.pieces import Piece, pieces_of
from extract.planned_charts import planned_in_charts
from extract.planned_text import planned_in_text
from extract.summary import find_summary_lines
from extract.torn.headless import numbers_left
from extract.torn.lines_of_years import lines_of_years
from extract.torn.whole import made_whole
from extract.vocabulary import ends_with_word, has_bare_word, spaced_pattern
from extract.year_tables.document_year import (
    OF_ONE_YEAR,
    Evidence,
    as_day,
    base_year,
    dates_said,
    document_year,
    planned_year,
)
from extract.year_tables.find import doubtful_tables, find_year_tables
from extract.year_tables.in_boxes import without_told
from extract.year_tables.kind import Dated
from extract.year_tables.states import with_state_in_name
from extract.year_tables.unread_cells import (
    beside_inked_names,
    of_plans,
    under_unsure_heads,
    without_covered_heads,
    without_struck_rows,
    without_unsure_heads,
)
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Document
from plan.records.printed import Contact, DocumentYear, ExtractedPlan, Period, ProgramNode, YearTable
from plan.script import COLONS

FEWEST_BELOW = 2  # programmes below what is a task by them; one alone may be a part of it
DATE = r"(?P<year>\d{4})\s?[.\-]\s?(?P<month>\d{1,2})\s?[.\-]\s?(?P<day>\d{1,2})"


def extract_plan(document: Document) -> ExtractedPlan:
    """Find the outline, the year tables and the summary lines of a document; nothing is interpreted yet."""
    document = made_whole(document)
    pieces = pieces_of(document.blocks)
    title = find_title(pieces, document)
    approved = _approved(pieces)
    said = "" if title.rule == "name-of-file" else title.text  # what a file is called says nothing of its tables
    evidence = Evidence(said, title.place, title.period, approved, pieces, document, _titles_on_cover(pieces))
    year = document_year(evidence)
    tree = Tree(pieces)
    outline = read_outline(pieces, tree)
    chapters = [heading.name for heading in tree.headings if not heading.above]
    planned = planned_year(year, chapters)
    span = (title.period.first, title.period.last) if title.period else None
    dated = Dated(
        year, of_a_plan=evidence.names_a_plan(), base=base_year(pieces), planned=planned, span=span, title=title.text
    )
    tables, named, others, doubts = find_year_tables(document.blocks, tree, outline, said, span, dated, pieces)
    tables = without_unsure_heads(without_struck_rows(tables, document.damage), document.damage)
    tables = without_covered_heads(tables, document.damage)
    year_lists = {table.place.table for table in tables if table.place.table is not None}
    nodes = with_departments((*outline.nodes, *named), pieces, year_lists)
    listed = parents_in_cards(document.blocks, nodes)
    listed |= parents_in_lists(document.blocks, tree, nodes, {table.place for table in tables})
    nodes, otherwise = with_listed_parents(nodes, listed)
    programs = _with_tasks(_with_fields(_with_the_plan(tuple(map(with_state_in_name, nodes)), said)))
    lines = find_summary_lines(pieces, outline, tables)
    doubtful = list(doubtful_tables(others, {table.number for table in tables if table.kind == "plan"}))
    in_lines = list(lines_of_years(document.blocks, _first_year(year, title.period), document.damage))
    return ExtractedPlan(
        source=document.source,
        joined=document.joined,
        certainties=document.certainties,
        title=title.text,
        title_rule=title.rule,
        title_place=title.place,
        issuers=tuple(issuers(pieces, document)),
        approved=approved,
        period=title.period or _planned_year(year) or _years_of(tables),
        document_year=year,
        dates=tuple(dates_said(evidence)),
        programs=programs,
        year_tables=tables,
        summary_lines=lines,
        announced=find_announced(pieces, outline.register),
        chapters=find_chapters(pieces),
        contacts=tuple(
            Contact(program_no=no, text=piece.text, place=piece.place)
            for piece in pieces
            if has_bare_word("contact", piece.bare) and (no := outline.program_at(piece.block))
        ),
        damage=(
            *of_plans(
                without_told(document.damage, doubtful),
                tables,
                year,
                {title.place, *(node.place for node in programs)} - {None},
            ),
            *under_unsure_heads(tables, document.damage),
            *beside_inked_names(tables, document.damage),
            *doubtful,
            *numbers_left(document.blocks, tables, {found.place for found in doubtful}),
            *in_lines,
            *doubts,
            *otherwise,
            *planned_in_charts(document.damage, year, title.period, tables),
            *(
                found
                for found in planned_in_text(pieces, year, title.period, tables, lines)
                if found.place not in {line.place for line in in_lines}
            ),
        ),
        passed_over=others,
    )


def _first_year(year: DocumentYear | None, period: Period | None) -> int | None:
    """The year from which on a plan plans."""
    if year:
        return year.year
    return period.first if period else None


def _titles_on_cover(pieces: Sequence[Piece]) -> list[tuple[str, Place]]:
    """The lines of the cover that may be of the title, those of a form left out."""
    return [(line.text, line.place) for line in cover_lines(pieces) if not line.in_form and is_title_like(line.text)]


def _with_the_plan(nodes: Sequence[ProgramNode], title: str) -> tuple[ProgramNode, ...]:
    """What bears the title of the plan is the plan, and no programme beside those that it has."""
    plan = {node.no for node in nodes if node.level == "program" and bare(node.name) == bare(title)}
    if not any(node.level == "program" and node.no not in plan for node in nodes):
        return tuple(nodes)
    return tuple(replace(node, level="plan") if node.no in plan else node for node in nodes)


def _with_fields(nodes: Sequence[ProgramNode]) -> tuple[ProgramNode, ...]:
    """What is called a field adds up programmes and is none beside them: 문화 및 관광 분야, 건물 부문."""
    fields = {node.no for node in nodes if node.level == "program" and ends_with_word("field_word", node.name)}
    if not any(node.level == "program" and node.no not in fields for node in nodes):
        return tuple(nodes)
    return tuple(replace(node, level="strategy") if node.no in fields else node for node in nodes)


def _with_tasks(nodes: Sequence[ProgramNode]) -> tuple[ProgramNode, ...]:
    """What has goals of its own and several programmes below it is a task: 성과목표 1-1 over 관리과제 ① and ②."""
    below = Counter(node.parent_no for node in nodes if node.level == "program" and node.parent_no)
    tasks = {node.no for node in nodes if node.level == "task"}
    return tuple(
        replace(node, level="task")
        if node.level == "program" and below[node.no] >= FEWEST_BELOW and node.parent_no not in tasks
        else node
        for node in nodes
    )


def _planned_year(year: DocumentYear | None) -> Period | None:
    """The single year of a title such as ``2025년 주요업무계획``, whose tables may look further."""
    if year is None or year.rule not in OF_ONE_YEAR:
        return None
    return Period(first=year.year, last=year.year, basis="derived", printed=year.printed, place=year.place)


def _years_of(tables: Sequence[YearTable]) -> Period | None:
    """From the first to the last year that the plan's tables name."""
    plans = [table for table in tables if table.kind == "plan"]
    columns = [column for table in plans for column in table.columns if column.state not in ("actual", "part")]
    years = [column.year for column in columns if column.role == "year" and column.year]
    if not years:
        return None
    return Period(first=min(years), last=max(years), basis="derived", printed="", place=plans[0].place)


@cache
def _approval() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?:{spaced_pattern('approval')})\s*[{COLONS}]?\s*{DATE}")


def _approved(pieces: Sequence[Piece]) -> str:
    """The day of approval as ``YYYY-MM-DD``, or '' where the document does not say."""
    for piece, following in zip_longest(pieces, pieces[1:]):
        if has_bare_word("approval", piece.bare):
            pattern = _approval()
            found = pattern.search(piece.text) or pattern.search(f"{piece.text} {following.text if following else ''}")
            if found:
                return as_day(*map(int, found.group("year", "month", "day")))
    return ""
