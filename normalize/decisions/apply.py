"""Puts a person's decisions to what was read, and audits the result anew.

A decision fits where programme, measure, indicator and period are its own; it counts only where the cell still prints
what it expects. What stands in another column, row or format now is found all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from normalize.audit.case import Case, Series, case_of
from normalize.audit.checks.damage import OF_CELLS
from normalize.audit.counted import with_counted
from normalize.audit.document import audit
from normalize.cells.read import read_amount
from normalize.cells.units import read_unit
from normalize.decisions.contradictions import require_agreement, require_dimension
from normalize.decisions.inherited import inherited_finding
from normalize.decisions.model import CellDecision, Decisions, FindingDecision
from normalize.findings.messages import finding
from normalize.tables.ledger import Ledger
from normalize.tables.series import STATUS_OF, fields_of, summed_up
from plan.errors import PlanError
from plan.forms import same_print
from plan.records.base import Place
from plan.records.meaning import Finding, Indicator, Observation
from plan.records.printed import ExtractedPlan

Key = tuple[str, str, int]


class Reviewed(msgspec.Struct, frozen=True):
    """Series and values as a person left them, and what is still to be looked at or was settled."""

    indicators: tuple[Indicator, ...]
    observations: tuple[Observation, ...]
    findings: tuple[Finding, ...]


class _Applied(msgspec.Struct):
    """Decisions by the observation that they change, and findings about those that could not be applied."""

    by_cell: dict[Observation, CellDecision] = msgspec.field(default_factory=dict)
    findings: list[Finding] = msgspec.field(default_factory=list)


def review(extracted: ExtractedPlan, ledger: Ledger, decisions: Decisions) -> Reviewed:
    """Audit what was read, apply the decisions and audit again; a finding that they settle says so."""
    case = with_counted(case_of(extracted, ledger.indicators, ledger.observations, ledger.rows))
    before = [*ledger.findings, *audit(case)]
    if not (decisions.cells or decisions.findings):
        indicators = tuple(series.indicator for series in case.series)
        return Reviewed(indicators, tuple(ledger.observations), tuple(before))
    applied = _Applied()
    for decision in decisions.cells:
        _apply(decision, case, applied, decisions.file)
    changed = _changed(case, applied.by_cell)
    after = [*_still_unread(ledger.findings, changed), *audit(changed)]
    settled = _settled(before, after, _by_place(case, applied.by_cell))
    findings = [*_accepted(settled, decisions.findings, applied), *applied.findings]
    return Reviewed(
        tuple(series.indicator for series in changed.series),
        _in_order(ledger.observations, case, changed),
        tuple(findings),
    )


def _apply(decision: CellDecision, case: Case, applied: _Applied, file: str) -> None:
    """Find the one value that a decision speaks of; what cannot be applied is a finding, a contradiction is refused."""
    if decision.decided.inherited == "no":
        return
    rows = [series for series in case.series if _is_series(decision, series)]
    fitting = [(series, o) for series in rows for o in _of_period(decision, series)]
    printing = [(series, o) for series, o in fitting if same_print(o.printed) == same_print(decision.printed)]
    if decision.decided.waits or decision.decided.is_of_kin:
        _inherit(decision, fitting, printing, applied, file)
    elif not fitting:
        applied.findings.append(finding("correction-unused", decision.program_no, record=decision.named()))
    elif not printing:
        series, o = fitting[0]
        applied.findings.append(
            finding(
                "correction-stale",
                series.program_no,
                record=series.named(o),
                places=(o.place,),
                expected=decision.printed,
                actual=o.printed,
            )
        )
    elif len(printing) > 1:
        applied.findings.append(
            finding(
                "correction-unused",
                decision.program_no,
                record=decision.named(),
                places=tuple(o.place for _, o in printing),
                actual=str(len(printing)),
                reason="ambiguous",
            )
        )
    else:
        series, o = printing[0]
        require_dimension(decision, series.indicator, o, file)
        first = applied.by_cell.setdefault(o, decision)
        require_agreement(first, decision, (_decided(o, first, series), _decided(o, decision, series)), file)


def _inherit(
    decision: CellDecision,
    fitting: Sequence[tuple[Series, Observation]],
    printing: Sequence[tuple[Series, Observation]],
    applied: _Applied,
    file: str,
) -> None:
    """Apply what was decided of the same plan in another file, tell what another edition proposes.

    Neither can do harm to what this plan's own file says, and neither is a reason to refuse the document.
    """
    fits = len(printing) == 1
    if fits and printing[0][1] in applied.by_cell:
        return
    if fits:
        series, o = printing[0]
        try:
            require_dimension(decision, series.indicator, o, file)
        except PlanError:
            fits = False
    if fits and not decision.decided.waits:
        applied.by_cell[o] = decision
    elif fits or not decision.decided.waits:
        places = tuple(o.place for _, o in (printing if fits else fitting)[:1])
        applied.findings.append(inherited_finding(decision, decision.program_no, places, fits=fits))


def _is_series(decision: CellDecision, series: Series) -> bool:
    entry = series.indicator
    return (
        (entry.program_no, entry.measure) == (decision.program_no, decision.measure)
        and decision.indicator_no in (None, entry.indicator_no)
        and (
            not decision.indicator
            or same_print(decision.indicator) in (same_print(entry.name), same_print(entry.label_printed))
        )
    )


def _of_period(decision: CellDecision, series: Series) -> Iterator[Observation]:
    for o in series.observations:
        if o.period_type == decision.period and decision.year in (None, o.year):
            yield o


def _changed(case: Case, by_cell: Mapping[Observation, CellDecision]) -> Case:
    """The case with the decided values in place and the sums of their series made anew."""
    made = []
    for series in case.series:
        observations = tuple(_decided(o, by_cell[o], series) if o in by_cell else o for o in series.observations)
        if observations != series.observations:
            indicator = summed_up(series.indicator, observations, series.row)
            made.append(replace(series, observations=observations, indicator=indicator))
        else:
            made.append(series)
    return with_counted(replace(case, series=tuple(made)))


def _decided(o: Observation, decision: CellDecision, series: Series) -> Observation:
    """The observation as decided; what is printed stays beside the new value."""
    if decision.is_confirmation:
        return replace(o, review_status="confirmed")
    if decision.status:
        fields = fields_of(None, decision.status, "")
    else:
        amount = read_amount(decision.value, read_unit(series.indicator.unit))
        fields = fields_of(amount, STATUS_OF.get(amount.status, "unreadable"), series.indicator.value_kind)
    of_years = tuple(flag for flag in o.flags if flag.startswith("years="))
    return replace(o, **fields | {"flags": (*fields["flags"], *of_years)}, review_status="corrected")


def _still_unread(findings: Sequence[Finding], changed: Case) -> Iterator[Finding]:
    """Cells that could not be read and of which a value has still not been decided."""
    unread = {o.place for series in changed.series for o in series.observations if o.review_status == "unreviewed"}
    return (found for found in findings if set(found.places) & unread)


def _by_place(case: Case, by_cell: Mapping[Observation, CellDecision]) -> dict[Place, CellDecision]:
    return {o.place: by_cell[o] for series in case.series for o in series.observations if o in by_cell}


def _settled(
    before: Sequence[Finding], after: Sequence[Finding], by_place: Mapping[Place, CellDecision]
) -> list[Finding]:
    """The findings of both audits: settled where a correction made away with them, or their cell is confirmed."""
    found: list[Finding] = []
    still = set(after)
    for entry in before:
        causes = [by_place[place] for place in entry.places if place in by_place]
        if causes and entry not in still:
            found.append(_with(entry, "; ".join(cause.decided.resolution("corrected") for cause in causes)))
    for entry in after:
        if entry.rule in OF_CELLS:
            found.append(_decided_upon(entry, by_place))
            continue
        questioned = next((place for place in entry.places if place.row is not None), None)
        decision = by_place.get(questioned) if questioned else None
        confirmed = decision is not None and decision.is_confirmation
        found.append(_with(entry, decision.decided.resolution("confirmed")) if decision and confirmed else entry)
    return found


def _decided_upon(entry: Finding, by_place: Mapping[Place, CellDecision]) -> Finding:
    """A finding of what a page shows in cells, which stays true of the page: settled once all of them are decided."""
    decisions = [by_place.get(place) for place in entry.places if place.row is not None]
    if not decisions or None in decisions:
        return entry
    made = (one.decided.resolution("confirmed" if one.is_confirmation else "corrected") for one in decisions if one)
    return _with(entry, "; ".join(dict.fromkeys(made)))


def _accepted(findings: Sequence[Finding], decisions: Sequence[FindingDecision], applied: _Applied) -> list[Finding]:
    """The findings, those that a person leaves as they are marked so."""
    made = list(findings)
    for decision in decisions:
        if decision.decided.inherited == "no":
            continue
        fitting = [index for index, found in enumerate(made) if not found.resolution and _speaks_of(decision, found)]
        if decision.decided.waits:
            proposed = [inherited_finding(decision, decision.program_no, made[index].places) for index in fitting[:1]]
            applied.findings += proposed
            continue
        for index in fitting:
            made[index] = _with(made[index], decision.decided.resolution("accepted"))
        if not fitting and not decision.decided.is_of_kin:
            applied.findings.append(
                finding("correction-unused", decision.program_no, record=decision.named(), reason="finding")
            )
    return made


def _speaks_of(decision: FindingDecision, found: Finding) -> bool:
    return (
        (decision.rule, decision.program_no) == (found.rule, found.program_no)
        and (not decision.record or same_print(decision.record) == same_print(found.record))
        and (not decision.actual or same_print(decision.actual) == same_print(found.actual))
    )


def _with(found: Finding, resolution: str) -> Finding:
    return replace(found, resolution=resolution)


def _in_order(observations: Sequence[Observation], case: Case, changed: Case) -> tuple[Observation, ...]:
    """The observations as decided, in the order in which they were read."""
    new = {
        old: now
        for before, after in zip(case.series, changed.series, strict=True)
        for old, now in zip(before.observations, after.observations, strict=True)
    }
    return tuple(new[o] for o in observations)
