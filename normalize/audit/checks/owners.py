"""Whose the tables are: what the document leaves open, and what it prints twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from normalize.audit.case import Case
from normalize.findings.messages import finding
from plan.forms import letters
from plan.records.base import Place
from plan.records.meaning import Finding
from plan.records.printed import ProgramNode, YearTable

WEAK = ("table-title", "document", "type-size")  # owner rules that take what is left over, or what may be a title
OF_THE_PLAN = ("document", "whole-plan", "row", "appendix", "subject")  # those by which no heading names a programme


def audit_owners(case: Case) -> Iterator[Finding]:
    """Tables of a programme that nobody names, numbers that are missing or stand twice, tables that do."""
    plans = [table for table in case.extracted.year_tables if table.kind == "plan" and not table.unread_en]
    names = {node.no: node.name for node in case.extracted.programs}
    programs = list(case.programs())
    doubted = {part.place for part in case.extracted.damage if part.rule == "heading-out-of-line"}
    yield from _uncertain(plans, names, doubted)
    yield from _of_nobody(plans)
    yield from _numbers(programs)
    yield from _twice(plans, names, _measures(case))


def _uncertain(plans: Sequence[YearTable], names: dict[str, str], doubted: Set[Place]) -> Iterator[Finding]:
    """A programme that is or may be only the title of its table, or the plan for one of several; once for each.

    A table of the plan that a line above it puts in doubt is told with that line.
    """
    said: set[str] = set()
    may_be_another = _has_other_programs(plans)
    for table in plans:
        is_doubtful = table.owner_rule == "table-title" or (
            table.owner_rule == "document" and may_be_another and table.place not in doubted
        )
        is_doubtful |= table.owner_rule == "type-size" and letters(table.title) == letters(names[table.program_no])
        if is_doubtful and table.program_no not in said and not any(table.row_programs):
            said.add(table.program_no)
            yield finding(
                "program-uncertain",
                table.program_no,
                record=table.title or names.get(table.program_no, ""),
                places=(table.place,),
                actual=names.get(table.program_no, ""),
            )


def _has_other_programs(plans: Sequence[YearTable]) -> bool:
    """Whether a table of the plan may be of a programme: another one is, or two have one title."""
    titles = {table.place: letters(table.title) for table in plans}  # parts of one printed table are one
    others = any(table.owner_rule not in OF_THE_PLAN for table in plans)
    return len(titles) > 1 and (others or len(set(titles.values())) < len(titles))


def _of_nobody(plans: Sequence[YearTable]) -> Iterator[Finding]:
    """Tables that a person has called a plan without saying whose, where no programme stands above them."""
    for table in plans:
        if table.kind_rule == "decided" and not table.program_no and not any(table.row_programs):
            yield finding("program-uncertain", "", record=table.title, places=(table.place,), reason="nobody")


def _numbers(programs: Sequence[ProgramNode]) -> Iterator[Finding]:
    """Numbers between those of one task that no programme has where no chart counts them, and numbers that two have."""
    tasks: dict[str, dict[int, ProgramNode]] = defaultdict(dict)
    for node in programs:
        number, _, again = node.no.rpartition("-")[2].partition(".")
        if not node.no.startswith("P") or not number.isdigit():
            continue
        own = tasks[node.parent_no]
        if not again:
            own[int(number)] = node
            continue
        first = own.get(int(number), node)
        yield finding(
            "code-twice",
            node.no,
            record=node.name,
            places=(node.place, first.place),
            expected=first.name,
            actual=node.no_printed,
        )
    for task, own in tasks.items():
        for missing in sorted(set(range(1, max(own))) - set(own)):
            after = own[min(other for other in own if other > missing)]
            if after.chart_place is not None:
                continue  # the chart counts them
            yield finding(
                "program-number-missing",
                after.no,
                record=after.name,
                places=(after.place,),
                expected=f"{task.removeprefix('P')}-{missing}",
                actual=after.no_printed,
            )


def _measures(case: Case) -> dict[Place, set[str]]:
    """Whether each table holds targets, budgets or both."""
    found: defaultdict[Place, set[str]] = defaultdict(set)
    for series in case.series:
        found[series.row.table.place].add(series.indicator.measure)
    return found


def _twice(plans: Sequence[YearTable], names: dict[str, str], measures: Mapping[Place, set[str]]) -> Iterator[Finding]:
    """A table that stands a second time, and a second table of one title among the pages of a numbered programme.

    Its targets and its budgets may stand in two tables of one title.
    """
    seen: dict[tuple[str, tuple[str, ...]], YearTable] = {}
    titled: dict[tuple[str, str], YearTable] = {}
    for table in plans:
        name = names.get(table.program_no, "")
        said = (name, tuple(letters(cell.text) for row in table.grid for cell in row))
        title = (table.program_no, letters(table.title))
        same, alike = seen.get(said), titled.get(title)
        is_numbered = table.owner_rule == "code" and bool(title[1])
        if same:
            yield _again("table-twice", table, same, name)
        elif alike and is_numbered and alike.place != table.place and not _are_two_halves(alike, table, measures):
            yield _again("table-title-twice", table, alike, name)
        seen.setdefault(said, table)
        titled.setdefault(title, table)


def _are_two_halves(one: YearTable, other: YearTable, measures: Mapping[Place, set[str]]) -> bool:
    """Whether one table holds the targets only and the other the budgets only."""
    own, others = measures.get(one.place, set()), measures.get(other.place, set())
    return bool(own and others) and not own & others


def _again(rule: str, table: YearTable, before: YearTable, name: str) -> Finding:
    places = (table.place, before.place)
    return finding(rule, table.program_no, record=name or table.title, places=places, actual=table.title)
