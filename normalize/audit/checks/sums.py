"""Rows and columns that add up others: 계 and 소계 against what they stand over, budgets against who pays them.

What a total adds up is known for certain only where the form says it: 계 over funding sources. Elsewhere the rows that
it may stand for are tried, and it is held to those that it sums in at least as many periods as it does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from normalize.audit.case import Case, Series, places_of, plain
from normalize.audit.checks.totals import may_be_rounded
from normalize.audit.counted import in_doubt
from normalize.audit.lines import Check, Line, Trial, below_total, can_be_added, line_of, trial_of, words_of
from normalize.findings.messages import finding
from plan.records.meaning import Finding
from plan.script import MORE

FEWEST_PERIODS = 2  # in which a total adds up the nearest rows alone; in one it may be so by chance
MOST_NAMED = 3  # programmes that one finding names


def audit_sums(case: Case) -> Iterator[Finding]:
    """Totals and budgets of a table that are not the sum of the rows or series that they stand for."""
    for lines in _groups(case):
        for index, line in enumerate(lines):
            if can_be_added(line.series):
                yield from _audit_line(line, index, lines)


def _groups(case: Case) -> Iterator[list[Line]]:
    """The lines of each table whose cells hold one value, by the series that they belong to under the years.

    Series side by side in one row are a group too: a budget and, beside it, who pays it.
    """
    shared = Counter(series.row.at for series in case.series)
    tables: dict[tuple[int, str], list[Line]] = {}
    rows: dict[tuple[int, int], list[Line]] = {}
    for series in case.series:
        if shared[series.row.at] > 1:
            continue
        head = series.row.values[0].slot.series
        words = words_of(series)
        tables.setdefault((series.row.table_at, head), []).append(line_of(series, words))
        if head:
            rows.setdefault((series.row.table_at, series.row.number), []).append(line_of(series, (*words, head)))
    yield from tables.values()
    yield from (lines for lines in rows.values() if len(lines) > 1)


def _audit_line(line: Line, index: int, lines: Sequence[Line]) -> Iterator[Finding]:
    """Hold one line to the best of the sums that it may stand for."""
    if line.is_total:
        candidates: Iterable[Sequence[Line]] = below_total(line, index, lines)
    elif line.is_budget:
        candidates = (_payers_of(lines[index + 1 :]),)
    else:
        return
    best = _best(line, candidates)
    if best is None or (line.is_total and best.holding < len(best.checks) and _adds_nearest(line, index, lines)):
        return
    for check in best.checks:
        if not check.holds and check.total.value is not None:
            yield _mismatch(line, best.parts, check, check.total.value)


def _adds_nearest(line: Line, index: int, lines: Sequence[Line]) -> bool:
    """Whether a total is in every period the sum of the first of the rows beside it; the others are of another whole.

    총계 | 소계 | 국비 | 시비 | 민간: the 소계 adds up 국비 and 시비.
    """
    for rows in (lines[index + 1 :], lines[:index][::-1]):
        near = list(takewhile(lambda other: not other.is_total, rows))
        for count in range(len(near) - 1, 1, -1):
            trial = trial_of(line, near[:count])
            if trial.holding == len(trial.checks) >= FEWEST_PERIODS:
                return True
    return False


def _best(line: Line, candidates: Iterable[Sequence[Line]]) -> Trial | None:
    """The proven sum that holds in the most periods, the first of several; else the one of those that are certain."""
    proven: Trial | None = None
    certain: Trial | None = None
    tried: set[tuple[int, ...]] = set()
    for parts in candidates:
        if proven and proven.holding == len(line.series.observations):
            break  # no other can be better
        lines = tuple(part.series.row.at for part in parts)
        if not parts or lines in tried:
            continue
        tried.add(lines)
        if line.is_total and _are_payers(parts):
            trial = trial_of(line, parts)
            certain = trial if certain is None or trial.holding > certain.holding else certain
        else:
            trial = trial_of(line, parts, beaten_by=proven.holding if proven else 0)
        if trial.is_proven and (proven is None or trial.holding > proven.holding):
            proven = trial
    return proven or certain


def _are_payers(parts: Sequence[Line]) -> bool:
    return len(parts) > 1 and all(part.payer for part in parts)


def _payers_of(rows: Sequence[Line]) -> list[Line]:
    """The funding sources right below a budget that is not called a total; none where but one is named."""
    payers = list(takewhile(lambda other: bool(other.payer) and not other.is_total, rows))
    return payers if len({other.payer for other in payers}) > 1 else []


def _mismatch(line: Line, parts: Sequence[Line], check: Check, printed: Decimal) -> Finding:
    difference = printed - check.added.value
    funding = all(part.payer for part in parts)
    rounded = may_be_rounded(line.series.indicator, difference, len(check.parts))
    return finding(
        "sum-mismatch",
        line.series.program_no,
        record=line.series.named(check.total),
        places=places_of([check.total, *(o for o in check.parts if o.value is not None)]),
        expected=plain(check.added.value),
        actual=plain(printed),
        difference=plain(difference),
        reason="rounded" if rounded else "funding" if funding else "",
    )


def audit_counted(case: Case) -> Iterator[Finding]:
    """Budgets beside one that is called nothing but the whole; one finding where several programmes name them alike."""
    names = {node.no: node.name for node in case.extracted.programs}
    alike: defaultdict[tuple[str, ...], dict[str, list[Series]]] = defaultdict(dict)
    for no, series in case.by_program().items():
        doubtful = in_doubt([one for one in series if one.indicator.measure == "budget"], names.get(no, ""))
        if len({one.indicator.name for one in doubtful}) > 1:  # rows of one name are told as such
            alike[tuple(dict.fromkeys(one.indicator.name for one in doubtful))][no] = doubtful
    for called, programs in alike.items():
        whole, *others = called
        named = [names.get(no, "") for no in programs]
        more = [MORE] if len(named) > MOST_NAMED else []
        yield finding(
            "budget-counted-twice",
            next(iter(programs)),
            record=whole,
            places=tuple(dict.fromkeys(one.indicator.place for own in programs.values() for one in own)),
            expected=", ".join(f"'{name}'" for name in others),
            actual=", ".join([*named[:MOST_NAMED], *more]),
            difference=str(len(named)) if len(named) > 1 else "",
            reason="programs" if len(named) > 1 else "",
        )
