"""One-line summaries against the tables: first year, last year, total and unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from normalize.audit.case import NOT_SUMMED, Case, Series, plain
from normalize.audit.likeness import likeness
from normalize.cells.malformed import malformed_number
from normalize.cells.read import Amount, read_amount
from normalize.cells.units import Unit, read_unit, read_units
from normalize.findings.messages import finding
from plan.records.base import Place
from plan.records.meaning import Finding, Observation
from plan.records.printed import SummaryLine

NO_VALUE = ("dash", "blank", "non_budget", "undecided", "not_applicable")
COMPARED = ("value", "multi")


class Claim(msgspec.Struct, frozen=True):
    """One number that a summary line prints; ``year`` is None for the total."""

    year: int | None
    printed: str
    amount: Amount


def audit_summaries(case: Case) -> Iterator[Finding]:
    """Summary lines that say something else than the table of their programme."""
    known = case.by_program()
    for line in case.extracted.summary_lines:
        yield from _malformed(line)
        units = read_units(line.unit_text)
        left = known.get(line.program_no, [])
        for claims in _claims(line, units):
            series = _best(line, claims, left)
            if series is None:
                continue
            left = [entry for entry in left if entry.indicator != series.indicator]
            yield from _unit_conflict(line, claims, units, series)
            for claim in claims:
                yield from _compare(line, claim, series)


def _claims(line: SummaryLine, units: tuple[Unit, ...]) -> list[list[Claim]]:
    """The numbers of a line, one list for each series that it speaks of: ``120건, 8회`` speaks of two.

    A number that stands alone where the others are pairs belongs to none of the series, so it is left out, and so is
    what is not exact (``약 500명``).
    """
    printed = [*((point.year, point.printed) for point in line.points), (None, line.total_printed)]
    read = [(year, text, read_amount(text, units or None)) for year, text in printed]
    parts = [(year, text, amount.parts or (amount,)) for year, text, amount in read if amount.status in COMPARED]
    width = max((len(amounts) for _, _, amounts in parts), default=0)
    return [
        [
            Claim(year, text if width == 1 else f"{_number(amounts[index])}{amounts[index].unit}", amounts[index])
            for year, text, amounts in parts
            if len(amounts) == width and not (amounts[index].approx or amounts[index].comparator)
        ]
        for index in range(width)
    ]


def _number(amount: Amount) -> str:
    return plain(amount.value) if amount.value is not None else ""


def _best(line: SummaryLine, claims: Sequence[Claim], series: Sequence[Series]) -> Series | None:
    """The series that a summary line means: money where it speaks of money, then the most equal values, then the name.

    Where no value of several candidates is equal, none of them is meant: the line speaks of something else.
    """
    bases = {claim.amount.base_unit for claim in claims if claim.amount.base_unit}
    money = bases == {"원"}
    fitting = [entry for entry in series if (entry.indicator.base_unit == "원") == money]
    targets = [entry for entry in fitting if entry.indicator.measure == "target"]
    said_targets = [entry for entry in series if entry.indicator.measure == "target"]
    candidates = targets or (fitting if money else said_targets)  # a target counted in money is the slip itself
    ranked = sorted(
        candidates,
        key=lambda entry: (
            sum(_agrees(claim, entry) for claim in claims),
            entry.indicator.base_unit in bases,
            likeness(line.name, entry.indicator.name),
        ),
        reverse=True,
    )
    if len(ranked) > 1 and not any(_agrees(claim, ranked[0]) for claim in claims):
        return None
    return ranked[0] if ranked else None


def _agrees(claim: Claim, series: Series) -> bool:
    known = series.at(claim.year)
    return known is not None and _difference(claim.amount, known) == 0


def _difference(amount: Amount, known: Observation) -> Decimal | None:
    """How much more the summary says, in the table's unit; 0 within half of the coarser of their last printed places.

    None where the two cannot be compared.
    """
    if amount.value is None or known.value is None or known.comparator or known.approx:
        return None
    if amount.base_value is None or known.base_value is None or not amount.base_unit:
        said, step = amount.value, _step(amount.value, None)
        table, table_step, scale = known.value, _step(known.value, None), Decimal(1)
    else:
        said, step = amount.base_value, _step(amount.value, amount.scale)
        table, table_step, scale = known.base_value, _step(known.value, known.scale), known.scale or Decimal(1)
    tolerance = max(step, table_step) / 2 if step != table_step else Decimal(0)
    return Decimal(0) if abs(said - table) <= tolerance else (said - table) / scale


def _step(value: Decimal, scale: Decimal | None) -> Decimal:
    """The last printed place of a number, in the base unit."""
    return (scale or Decimal(1)) * Decimal(10) ** min(0, int(value.as_tuple().exponent))


def _compare(line: SummaryLine, claim: Claim, series: Series) -> Iterator[Finding]:
    known = series.at(claim.year)
    indicator = series.indicator
    record = f"{indicator.name} ({claim.year or '계'})"
    if known is not None and known.value is not None:
        difference = _difference(claim.amount, known)
        if difference:
            cells = (known.place, indicator.place)
            yield _mismatch(line, record, cells, _expected(known), claim.printed, plain(difference))
    elif known is not None and known.status in NO_VALUE and claim.year is not None:
        same = [o for o in series.observations if o.year is not None and _difference(claim.amount, o) == 0]
        places = (known.place, *(o.place for o in same), indicator.place)
        years = ", ".join(str(o.year) for o in same)
        if years:
            yield _mismatch(line, record, places, years, claim.printed, reason="other-years")
        else:
            yield _mismatch(line, record, places, known.printed, claim.printed, reason="no-value")
    elif claim.year is None:
        yield from _compare_with_sum(line, claim, series, record)


def _compare_with_sum(line: SummaryLine, claim: Claim, series: Series, record: str) -> Iterator[Finding]:
    """A total that only the summary prints, against the sum of the years."""
    indicator = series.indicator
    if indicator.computed_total is None or indicator.scale is None or indicator.value_kind in NOT_SUMMED:
        return
    summed = [o for o in series.observations if o.value is not None and o.period_type != "total"]
    base = indicator.computed_total * indicator.scale
    total = replace(summed[0], value=indicator.computed_total, base_value=base)
    difference = _difference(claim.amount, total)
    if difference:
        places = (*(o.place for o in summed), indicator.place)
        expected = plain(indicator.computed_total)
        yield _mismatch(line, record, places, expected, claim.printed, plain(difference), reason="sum")


def _expected(known: Observation) -> str:
    """The table's value as printed; of a cell with two values, the one of this series."""
    alone = read_amount(known.printed).status != "multi"
    return known.printed if alone or known.value is None else f"{plain(known.value)}{known.unit}"


def _mismatch(
    line: SummaryLine,
    record: str,
    places: tuple[Place, ...],
    expected: str,
    actual: str,
    difference: str = "",
    reason: str = "",
) -> Finding:
    return finding(
        "summary-mismatch",
        line.program_no,
        record=record,
        places=(line.place, *places),
        expected=expected,
        actual=actual,
        difference=difference,
        reason=reason,
    )


def _unit_conflict(
    line: SummaryLine, claims: Sequence[Claim], units: tuple[Unit, ...], series: Series
) -> Iterator[Finding]:
    """Units of the line or of one of its numbers that count something else than the table does."""
    indicator = series.indicator
    said = {unit.base_unit: unit.unit for unit in units} if len(units) == 1 else {}
    said |= {claim.amount.base_unit: claim.amount.unit for claim in claims if claim.amount.base_unit}
    if len(units) == 1:
        malformed = [malformed_number(text) for text in _texts(line)]
        behind = [read_unit(found.unit_printed) for found in malformed if found]
        said |= {unit.base_unit: unit.unit for unit in behind if unit}
    for base, printed in said.items():
        if indicator.base_unit and base != indicator.base_unit:
            yield finding(
                "unit-conflict",
                line.program_no,
                record=indicator.name,
                places=(line.place, indicator.place),
                expected=indicator.unit or indicator.base_unit,
                actual=printed,
                reason="summary",
            )


def _texts(line: SummaryLine) -> tuple[str, ...]:
    return (*(point.printed for point in line.points), line.total_printed)


def _malformed(line: SummaryLine) -> Iterator[Finding]:
    for text in _texts(line):
        if malformed_number(text):
            yield finding("number-malformed", line.program_no, record=line.name, places=(line.place,), actual=text)
