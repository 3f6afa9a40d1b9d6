"""Row labels that belong to another programme, or are the form's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.audit.case import Case, Series, places_of
from normalize.audit.likeness import letters, likeness
from normalize.messages import finding
from plan_records import Finding, ProgramNode

OWN = Decimal("0.5")  # a label that shares half of its pairs of characters with its programme's name is its own
OTHERS = Decimal("0.8")  # of a name that is spelt a little differently in the chart and in the table
SHORTEST = 4  # letters; 사업비, 국비 and 계 are the names of no programme


def audit_labels(case: Case) -> Iterator[Finding]:
    """Labels that are the form's own words, and target rows with the label of another programme."""
    nodes = {node.no: node for node in case.programs()}
    targets = [series for series in case.series if series.indicator.measure == "target" and series.program_no in nodes]
    for series in {id(series.row): series for series in reversed(case.series)}.values():
        if series.row.label.is_placeholder:
            yield finding(
                "label-placeholder",
                series.program_no,
                record=series.indicator.name,
                places=(series.indicator.place,),
                actual=series.indicator.label_printed,
            )
    for series in targets:
        yield from _of_another(series, targets, nodes)


def _of_another(series: Series, targets: Sequence[Series], nodes: dict[str, ProgramNode]) -> Iterator[Finding]:
    """The label is unlike its own programme's name, and is another one's name or stands in that one's table too."""
    name, own = series.indicator.name, nodes[series.program_no]
    if not _is_a_name(series) or likeness(name, own.name) >= OWN:
        return
    same = [other for other in targets if other.program_no != own.no and _same(other.indicator.name, name)]
    beside = {other.program_no for other in same}
    for owner in nodes.values():
        is_owner = _same(owner.name, name) or (owner.no in beside and likeness(owner.name, name) >= OTHERS)
        if owner.no != own.no and is_owner:
            rows = [other.indicator.place for other in same if other.program_no == owner.no]
            yield finding(
                "label-duplicated",
                own.no,
                record=own.name,
                places=(series.indicator.place, *rows, owner.place, *places_of(series.observations)),
                expected=own.name,
                actual=f"{name} ({owner.no_printed or owner.no})",
            )
            return


def _is_a_name(series: Series) -> bool:
    label = series.row.label
    return (
        not (label.is_placeholder or label.is_total or label.funding)
        and len(letters(series.indicator.name)) >= SHORTEST
    )


def _same(left: str, right: str) -> bool:
    return letters(left) == letters(right)
