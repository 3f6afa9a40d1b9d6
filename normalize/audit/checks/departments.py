"""Who does it: the department of the chart against the office that signs a page, and rows that another body does."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.audit.case import Case, Series
from normalize.findings.messages import finding
from normalize.publisher.signatures import HEAD, rank
from normalize.tables.labels import heads_doers, named_for_a_body_above
from normalize.tables.payers import body_that_may_pay, payer_of
from plan.forms import bare, letters
from plan.patterns import lazy_pattern
from plan.records.meaning import Finding
from plan.records.printed import ProgramNode, Signature
from plan.script import TO_HANGUL_PLACES, visible

OF_A_PLACE = lazy_pattern(r"^\W*(?:\d{4}\S*\s)?(?:제\s?\d+\s?[차기]\s)?(?P<stem>\p{Hangul}{1,4})[시군구도](?=\s|의)")
STATE_OR_SCHOOLS = ("national", "education")  # classes of payers that are bodies, where they do the work


def audit_departments(case: Case) -> Iterator[Finding]:
    """Departments of the overview chart that are not the one that signs the programme's page.

    Only offices of the same rank are compared: that a headquarters stands in the chart and one of its divisions on the
    page is no slip. Of the page nothing but the office is said, never a name.
    """
    signatures: dict[str, list[Signature]] = {}
    for entry in case.extracted.signatures:
        signatures.setdefault(entry.program_no, []).append(entry)
    for node in case.programs():
        rows = signatures.get(node.no, [])
        if rows and node.department and not _agree(node, rows[0]):
            yield finding(
                "department-mismatch",
                node.no,
                record=node.name,
                places=(node.chart_place or node.place, *(row.place for row in rows)),
                expected=node.department,
                actual=rows[0].office,
            )


def _agree(node: ProgramNode, signature: Signature) -> bool:
    chart, page = _plainly(node.department), _plainly(signature.office)
    if rank(chart) is None or rank(chart) != rank(page):
        return True
    return page.startswith(chart) or chart.startswith(page.removesuffix(HEAD))


def _plainly(office: str) -> str:
    return letters(office).translate(TO_HANGUL_PLACES)


def audit_doers(case: Case) -> Iterator[Finding]:
    """Rows in the plan of a place whose own column (시행주체) or name says that they are of a body elsewhere."""
    own = OF_A_PLACE.match(case.extracted.title)
    others: dict[tuple[int, str], list[Series]] = {}
    for series in case.series if own else ():
        doer = _doer(series)
        if doer and own and own["stem"] not in doer and bare(doer) not in bare(case.extracted.title):
            others.setdefault((series.row.table.number, doer), []).append(series)
    for series in case.series if own else ():
        above, counted = named_for_a_body_above(series.indicator.name)
        if above and own and _stands_beside_own(case, series, own["stem"], counted):
            yield finding(
                "done-by-others",
                series.program_no,
                record=series.indicator.name,
                places=(series.indicator.place,),
                actual=above,
                reason="named",
            )
    for (_, doer), found in others.items():
        yield finding(
            "done-by-others",
            found[0].program_no,
            record=", ".join(dict.fromkeys(series.indicator.name for series in found)),
            places=tuple(dict.fromkeys(series.observations[0].place for series in found if series.observations)),
            actual=doer,
        )


def _stands_beside_own(case: Case, series: Series, stem: str, counted: str) -> bool:
    """Whether the table of a row has that of the plan's own place too, which counts the same: 가온구 감축률."""
    beside = (other.indicator.name for other in case.series if other.row.table.number == series.row.table.number)
    return any(name.startswith(stem) and name.partition(" ")[2] == counted for name in beside)


def _doer(series: Series) -> str:
    """The body that a row's column of doers names, the state or its agencies and schools; '' where it names another."""
    table, cells = series.row.table, series.row.table.grid[series.row.number]
    heads = table.grid[table.header_rows - 1]
    of_doers = (column.column for column in table.columns if heads_doers(heads[column.column].text))
    said = next((" ".join(visible(cells[at].text).split()) for at in of_doers), "")
    body, payer = body_that_may_pay(said), payer_of(said, among_payers=True)
    is_agency = body is not None and body.is_sure
    return said if is_agency or (payer is not None and payer.source in STATE_OR_SCHOOLS) else ""
