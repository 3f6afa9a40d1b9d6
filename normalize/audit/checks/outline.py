"""The overview chart, the contents and the announced numbers against the programmes' own pages and tables."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.audit.case import Case
from normalize.findings.messages import finding
from plan.forms import compatible, letters
from plan.patterns import lazy_pattern
from plan.records import Announced, Finding, Place, ProgramNode

NUMBER = lazy_pattern(r"\d+")
LEVELS = {"strategy": "전략", "task": "추진과제", "program": "단위사업"}
MOSTLY = 2  # a chart names the programmes of a plan where one in so many of its pages is in it


def audit_programs(case: Case) -> Iterator[Finding]:
    """Programmes without a table or a page, and those that the chart numbers, names or marks differently."""
    programs = list(case.programs())
    pages = [node for node in programs if node.heading]
    in_both = sum(node.chart_place is not None for node in pages)
    has_chart = in_both > 0 and in_both * MOSTLY >= len(pages)
    plans = [table for table in case.extracted.year_tables if table.kind == "plan"]
    shown = {no for table in plans for no in (table.program_no, *table.row_programs)}
    for node in programs:
        if has_chart and not node.heading and node.chart_place:
            yield _about("program-without-page", node)
        elif node.no not in shown:
            yield _about("program-without-table", node)
        if has_chart and node.heading and node.chart_place is None:
            yield _about("program-not-in-chart", node)
        if node.register_code and _are_two_numbers(node.register_code, node.no_printed):
            yield _about("code-mismatch", node, expected=node.register_code, actual=node.no_printed)
        if node.heading and node.chart_place:
            yield from _chart_and_page(node)


def _are_two_numbers(charted: str, printed: str) -> bool:
    """Whether two numbers of as many parts differ, however they are printed; 1-2-1 and 과제 1-3 count in two ways."""
    left, right = (NUMBER.findall(same_code(code)) for code in (charted, printed))
    return len(left) == len(right) and left != right


def _chart_and_page(node: ProgramNode) -> Iterator[Finding]:
    name, heading = letters(node.name), letters(node.heading)
    if name not in heading:
        shown = node.heading[: len(node.name)].strip()  # viewer text runs on behind the heading
        yield _about("name-mismatch", node, expected=node.name, actual=shown)
    if node.is_new_on_page and not node.is_new:
        yield _about("new-mismatch", node)


def _about(rule: str, node: ProgramNode, *, expected: str = "", actual: str = "") -> Finding:
    places = tuple(dict.fromkeys(filter(None, (node.place, node.chart_place))))
    return finding(rule, node.no, record=node.name, places=places, expected=expected, actual=actual)


def audit_announced(case: Case) -> Iterator[Finding]:
    """Numbers of strategies, tasks and programmes that are not those found; a note where another one is."""
    for said in case.extracted.announced:
        nodes = _counted(case, said)
        others = [other for other in case.extracted.announced if _same_thing(said, other)]
        if nodes and said.count != len(nodes):
            yield finding(
                "count-mismatch",
                said.program_no,
                record=LEVELS[said.level],
                places=(said.place, *_places(nodes)),
                expected=str(len(nodes)),
                actual=said.printed,
                difference=str(said.count - len(nodes)),
                reason="other" if any(other.count == len(nodes) for other in others) else "",
            )


def _counted(case: Case, said: Announced) -> list[ProgramNode]:
    """The numbered nodes that an announced number counts."""
    under = f"{said.program_no or 'P'}{'-' if said.program_no else ''}"
    return [n for n in case.extracted.programs if n.level == said.level and n.no.startswith(under)]


def _same_thing(left: Announced, right: Announced) -> bool:
    return (left.level, left.program_no) == (right.level, right.program_no)


def _places(nodes: list[ProgramNode]) -> Iterator[Place]:
    return (node.chart_place or node.place for node in nodes)


def audit_chapters(case: Case) -> Iterator[Finding]:
    """Chapters that the contents name differently from their headings."""
    for chapter in case.extracted.chapters:
        if letters(chapter.title) != letters(chapter.heading):
            yield finding(
                "chapter-mismatch",
                "",
                record=chapter.numeral,
                places=(chapter.place, chapter.heading_place),
                expected=chapter.title,
                actual=chapter.heading,
            )


def same_code(code: str) -> str:
    """A programme code in digits: ``1-1-①`` as ``1-1-1``."""
    return compatible(code)
