"""Values that were read, but that are not as printed or whose unit or sign a person should look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from decimal import Decimal

from normalize.audit.case import Case, Series, places_of, plain
from normalize.audit.prints import Heads, heads_of, unlike_print
from normalize.cells.grammar import says_what_is_done
from normalize.cells.milestones import is_said_in_words
from normalize.findings.messages import finding, one_of_many
from normalize.recognised import recognised_pages
from normalize.tables.labels import is_total_word
from normalize.tables.payers import payer_by_ending, payer_of
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.meaning import Finding, Observation

KNOWN = ("value", "range")
FEWEST_PAYERS = 2  # of a table of payers; beside one alone a row may be anything
BARE = lazy_pattern(r"\d{1,12}(?:\.\d{1,6})?")  # no word and no unit beside it
FLAGGED = (
    ("unit_conflict", "unit-conflict", ""),
    ("sign_ambiguous", "sign-ambiguous", ""),
    ("suspicious_glyph", "sign-ambiguous", "glyph"),
)


def audit_cells(case: Case) -> Iterator[Finding]:
    """Units and signs of single cells, rows whose unit is missing or not one, and values that are not as printed."""
    for series in case.series:
        yield from _flagged(series)
        yield from _units_mixed(series)
        yield from _costs_in_brackets(series)
    yield from _units_missing(case)
    yield from _words_recognised(case)
    yield from _payers_recognised(case)
    yield from _unlike_print(case)


def _flagged(series: Series) -> Iterator[Finding]:
    for o in series.observations:
        for flag, rule, reason in FLAGGED:
            if flag in o.flags and o.status in KNOWN and o.review_status != "corrected":
                places = (o.place, series.indicator.place) if rule == "unit-conflict" else (o.place,)
                yield finding(
                    rule, series.program_no, record=series.named(o), places=places, actual=o.printed, reason=reason
                )


def _units_missing(case: Case) -> Iterator[Finding]:
    """Rows without a unit that is known; where many of a table lack it, one finding for them all."""
    found: list[tuple[Hashable, Finding]] = []
    tables: dict[Hashable, Place] = {}
    for series in case.series:
        known = [o for o in series.observations if o.status in KNOWN]
        if not known or series.indicator.base_unit or any(o.base_unit for o in known):
            continue
        above = series.row.table.unit_text
        printed = series.row.label.unit_printed or ("" if above[:1].isdigit() else above)  # amounts above prove none
        cause = series.program_no, series.row.table_at, printed
        places = (series.indicator.place, *places_of(known))
        made = finding(
            "unit-missing",
            series.program_no,
            record=series.indicator.name,
            places=places,
            actual=printed,
            reason="" if printed else "none",
        )
        tables[cause] = series.row.table.place
        found.append((cause, made))
    yield from one_of_many(found, tables)


def _words_recognised(case: Case) -> Iterator[Finding]:
    """Words that were recognised in a picture among the numbers of a row: a blot over a number or a word reads so.

    No such word stood among numbers in 1,900 values of seven official plans but one, so that few healthy ones are told.
    """
    pages = recognised_pages(case.extracted)
    for series in case.series if pages else ():
        if not any(o.status in KNOWN for o in series.observations):
            continue
        for o in series.observations:
            is_told = "review" in o.flags or not is_said_in_words(o.printed)  # as a cell that is not read
            if o.status == "text" and o.place.page in pages and not is_told and o.review_status != "corrected":
                yield finding(
                    "words-recognised",
                    series.program_no,
                    record=series.named(o),
                    places=(o.place,),
                    actual=o.printed,
                )


def _payers_recognised(case: Case) -> Iterator[Finding]:
    """Rows of a budget whose names were recognised in a picture and are of no known payer, beside two or more that are.

    Such a name (기 화 for 기타) makes a row the whole budget, or another payer's.
    """
    pages = recognised_pages(case.extracted)
    tables: defaultdict[tuple[Place, str], list[Series]] = defaultdict(list)
    for series in case.series if pages else ():
        if series.indicator.measure == "budget" and series.indicator.place.page in pages:
            tables[series.row.table.place, series.program_no].append(series)
    for rows in tables.values():
        payers = {one.indicator.name: payer_of(one.indicator.name, among_payers=True) for one in rows}
        if len({name for name, payer in payers.items() if payer}) < FEWEST_PAYERS:
            continue
        for one in rows:
            name = one.indicator.name
            if payers[name] is None and not is_total_word(name) and not payer_by_ending(name):
                yield finding(
                    "payer-not-recognised", one.program_no, record=name, places=(one.indicator.place,), actual=name
                )


def _units_mixed(series: Series) -> Iterator[Finding]:
    """One row in several units; where its label or table names one, each other cell is a unit-conflict already."""
    known = [o for o in series.observations if o.status in KNOWN]
    units = dict.fromkeys(o.unit for o in known)
    bases = {o.base_unit for o in known}
    if len(units) > 1 and not any("unit_conflict" in o.flags for o in known):
        yield finding(
            "units-mixed",
            series.program_no,
            record=series.indicator.name,
            places=(series.indicator.place, *places_of(known)),
            actual=", ".join(unit or "-" for unit in units),
            reason="scale" if len(bases) == 1 and "" not in bases else "",
        )


def _costs_in_brackets(series: Series) -> Iterator[Finding]:
    """A budget, named for what is done, with a larger number in the bracket of every cell: 쉼터 설치 over 12(310).

    No part of an amount is larger than it, so the first number may be a count and the bracket what it costs.
    """
    label = series.row.label
    words = label.name.split()
    is_deed = bool(words) and (says_what_is_done(words[-1]) or label.is_count)
    if series.indicator.measure != "budget" or label.names_a_budget or label.funding or label.units or not is_deed:
        return
    known = [o for o in series.observations if o.status in KNOWN and o.review_status != "corrected"]
    if known and all(o.value is not None and _in_bracket(o) > o.value for o in known):
        places = (*places_of(known), series.indicator.place)
        yield finding(
            "cost-in-bracket", series.program_no, record=series.indicator.name, places=places, actual=known[0].printed
        )


def _in_bracket(observation: Observation) -> Decimal:
    """The bare number in the bracket behind the value of a cell; 0 where none stands there."""
    said = (flag.removeprefix("sec=").replace(",", "") for flag in observation.flags if flag.startswith("sec="))
    return next((Decimal(number) for number in said if BARE.fullmatch(number)), Decimal(0))


def _unlike_print(case: Case) -> Iterator[Finding]:
    """Values, units and years that the cell of a value or the head over it does not print."""
    heads: dict[int, Heads] = {}
    for series in case.series:
        own = heads.get(series.row.table_at)
        if own is None:
            own = heads.setdefault(series.row.table_at, heads_of(series.row.table))
        for o in series.observations:
            head = own.get((o.place.row, o.place.column), "")
            unlike = unlike_print(o, head)
            if unlike and unlike != "corrected":
                said = {"value": _number_of(o), "unit": o.unit, "year": str(o.year)}[unlike]
                yield finding(
                    "not-as-printed",
                    series.program_no,
                    record=series.named(o),
                    places=(o.place,),
                    expected=head if unlike == "year" else o.printed,
                    actual=said,
                    reason=unlike,
                )


def _number_of(o: Observation) -> str:
    return "~".join(plain(value) for value in (o.value, o.value_min, o.value_max) if value is not None)
