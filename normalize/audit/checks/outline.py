"""The overview chart, the contents and the announced numbers against the programmes' own pages and tables."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.audit.case import Case
from normalize.findings.messages import finding
from normalize.recognised import holds_middle, recognised_pages
from plan.forms import compatible, letters
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.meaning import Finding
from plan.records.printed import Announced, ProgramNode

OF_A_YEAR = lazy_pattern(r"(?:20)?(\d\d)년도?")
NUMBER = lazy_pattern(r"\d+")
LEVELS = {"strategy": "전략", "task": "추진과제", "program": "단위사업"}
ABOVE = ("strategy", "task")  # the levels that are known by the codes below them too
MANY = 4  # programmes of one section with the same to say of each, from which on one finding names them all
MOSTLY = 2  # a chart names the programmes of a plan where one in so many of its pages is in it


def audit_programs(case: Case) -> Iterator[Finding]:
    """Programmes without a table or a page, and those that the chart numbers, names or marks differently."""
    programs = list(case.programs())
    pages = [node for node in programs if node.heading]
    in_both = sum(node.chart_place is not None for node in pages)
    has_chart = in_both > 0 and in_both * MOSTLY >= len(pages)
    plans = [table for table in case.extracted.year_tables if table.kind == "plan"]
    shown = {no for table in plans for no in (table.program_no, *table.row_programs)}
    alike = {
        "program-without-page": [n for n in programs if has_chart and not n.heading and n.chart_place],
        "program-without-table": [
            n for n in programs if n.no not in shown and not (has_chart and not n.heading and n.chart_place)
        ],
        "program-not-in-chart": [n for n in programs if has_chart and n.heading and n.chart_place is None],
    }
    for rule, nodes in alike.items():
        yield from _by_section(rule, nodes, case)
    doubts = [part.place for part in case.extracted.damage if part.rule == "code-not-recognised"]
    for node in programs:
        is_misread = any(_holds(place, doubt) for place in (node.place, node.chart_place) if place for doubt in doubts)
        if node.register_code and _are_two_numbers(node.register_code, node.no_printed) and not is_misread:
            yield _about("code-mismatch", node, expected=node.register_code, actual=node.no_printed)
        if node.heading and node.chart_place:
            yield from _chart_and_page(node)


def audit_unnamed(case: Case) -> Iterator[Finding]:
    """The strategies and tasks of pages that are pictures whose names were not recognised, each where it begins."""
    pages = recognised_pages(case.extracted)
    below: dict[str, ProgramNode] = {}
    for node in case.extracted.programs:
        below.setdefault(node.parent_no, node)
    for node in case.extracted.programs if pages else ():
        if node.name or node.level not in ABOVE or node.place.page not in pages:
            continue
        first = node
        while not first.name and first.no in below:
            first = below[first.no]
        named = " ".join(filter(None, (first.no_printed, first.name)))
        yield finding("name-not-recognised", node.no, record=named, places=tuple(_places_of(node)), reason=node.level)


def _by_section(rule: str, nodes: list[ProgramNode], case: Case) -> Iterator[Finding]:
    """One finding for each programme, or for all of a section where it has many: they have one cause there."""
    sections: dict[str, list[ProgramNode]] = {}
    for node in nodes:
        sections.setdefault(node.no.rpartition("-")[0], []).append(node)
    names = {node.no: node.name for node in case.extracted.programs}
    for no, of_section in sections.items():
        if len(of_section) < MANY:
            yield from (_about(rule, node) for node in of_section)
            continue
        yield finding(
            rule,
            no if no in names else "",
            record=names.get(no) or case.extracted.title,
            places=tuple(dict.fromkeys(place for node in of_section for place in _places_of(node))),
            expected=", ".join(f"{node.no} '{node.name}'" for node in of_section),
            actual=str(len(of_section)),
            reason="section",
        )


def _are_two_numbers(charted: str, printed: str) -> bool:
    """Whether two numbers of as many parts differ, however they are printed; 1-2-1 and 과제 1-3 count in two ways."""
    left, right = (NUMBER.findall(same_code(code)) for code in (charted, printed))
    return len(left) == len(right) and left != right


def _holds(place: Place, doubt: Place) -> bool:
    """Whether the middle of a code that is in doubt lies in the place of a heading or a line of the chart."""
    if place.page != doubt.page or place.box is None or doubt.box is None:
        return False
    return holds_middle(place.box, doubt.box)


def _chart_and_page(node: ProgramNode) -> Iterator[Finding]:
    name, heading = letters(node.name), letters(node.heading)
    if name not in heading:
        shown = node.heading[: len(node.name)].strip()  # viewer text runs on behind the heading
        yield _about("name-mismatch", node, expected=node.name, actual=shown)
    if node.is_new_on_page and not node.is_new:
        yield _about("new-mismatch", node)


def _about(rule: str, node: ProgramNode, *, expected: str = "", actual: str = "") -> Finding:
    return finding(rule, node.no, record=node.name, places=tuple(_places_of(node)), expected=expected, actual=actual)


def _places_of(node: ProgramNode) -> list[Place]:
    return list(dict.fromkeys(filter(None, (node.place, node.chart_place))))


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
        if not _is_one_title(chapter.title, chapter.heading):
            yield finding(
                "chapter-mismatch",
                "",
                record=chapter.numeral,
                places=(chapter.place, chapter.heading_place),
                expected=chapter.title,
                actual=chapter.heading,
            )


def _is_one_title(said: str, headed: str) -> bool:
    """Whether two titles are one: 2025년도 is ’25년, and the year of the plan may be left out of either."""
    one, other = letters(said), letters(headed)
    years, others = OF_A_YEAR.findall(one), OF_A_YEAR.findall(other)
    is_named_alike = OF_A_YEAR.sub("", one) == OF_A_YEAR.sub("", other)
    return is_named_alike and (years == others or not years or not others)


def same_code(code: str) -> str:
    """A programme code in digits: ``1-1-①`` as ``1-1-1``."""
    return compatible(code)
