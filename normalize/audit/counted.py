"""Which series another one of its programme counts already: who pays a budget, what a total adds up, what stands twice.

A part is shown by the form, where who pays stands below or beside a budget, or by its sum. The series of a programme
that no other counts add up without counting anything twice; where that is not sure, it is a finding (``in_doubt``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, permutations

import msgspec
from msgspec.structs import replace

from normalize.audit.case import Case, Series
from normalize.audit.lines import Check, Line, below_total, can_be_added, line_of, trial_of, words_of
from normalize.tables.labels import is_total_word, says_running
from normalize.tables.payers import names_costs
from plan.forms import letters
from plan.patterns import lazy_pattern
from plan.records.meaning import Observation
from plan.records.values import PeriodType

SUM_OF = lazy_pattern(r"(?P<sum>[^()]+)\([^()]+\)")
FEWEST = 2  # parts, and periods with an amount, by which a sum is told that no word of its row speaks of
SHARED: tuple[PeriodType, ...] = ("total", "year")  # periods that two tables of one programme may both have


class _Sum(msgspec.Struct, frozen=True):
    """A line and the lines that it is proven to count."""

    whole: Line
    parts: Sequence[Line]


def with_counted(case: Case) -> Case:
    """The case, each series with the number of the one of its programme that counts it; None where none does."""
    groups: defaultdict[tuple[str, str], list[Series]] = defaultdict(list)
    for series in case.series:
        groups[series.program_no, series.indicator.measure].append(series)
    names = {node.no: node.name for node in case.extracted.programs}
    counted = {
        (no, measure, part): whole
        for (no, measure), group in groups.items()
        if len(group) > 1
        for part, whole in _counted(group, names.get(no, "")).items()
    }
    made = []
    for series in case.series:
        one = series.indicator
        by = counted.get((one.program_no, one.measure, one.indicator_no))
        made.append(series if one.counted_in == by else replace(series, indicator=replace(one, counted_in=by)))
    return replace(case, series=tuple(made))


def in_doubt(group: Sequence[Series], name: str) -> list[Series]:
    """Budgets of a programme that none is known to count, one of which may be the sum of others: 예산 beside 홍보비."""
    lines = [line for line in map(_line, group) if line.series.indicator.counted_in is None]
    wholes = [line for line in lines if _names_the_whole(line, name)]
    for whole in (line for line in wholes if not _is_an_item(line, lines)):
        others = (line for line in lines if _number(line) != _number(whole) and _shared(whole, line))
        beside = [line for line in others if not _are_sums_of_two(whole, line)]
        if beside:
            return [whole.series, *(line.series for line in beside)]
    return []


def _is_an_item(whole: Line, lines: Sequence[Line]) -> bool:
    """Whether a row that bears the programme's own name is one of a list: between two others, or less than one."""
    if _says_the_whole(whole):
        return False
    own = [line for line in lines if line.series.row.table_at == whole.series.row.table_at and not line.payer]
    others = [line for line in own if _number(line) != _number(whole)]
    is_between = bool(others) and whole not in (own[0], own[-1])
    return is_between or any(_shared(whole, other) and not _may_hold(whole, [other]) for other in others)


def _are_sums_of_two(one: Line, other: Line) -> bool:
    """Whether two sums are each called for a subject of their own: 호수길 계 beside 출렁다리 계."""
    subjects = [letters("".join(line.words)) for line in (one, other) if line.is_total or _is_sum_of_one(line)]
    own = len(subjects) == len(set(subjects)) and not any(is_total_word(subject) for subject in subjects)
    return len(subjects) > 1 and own


def _is_sum_of_one(line: Line) -> bool:
    """Whether the subject of a sum stands behind its word in brackets: 계(가람대)."""
    found = SUM_OF.fullmatch(line.words[-1])
    return found is not None and is_total_word(found["sum"])


def _counted(group: Sequence[Series], name: str) -> dict[int, int]:
    """The numbers of the series of one programme and measure that another one counts, each with the number of that."""
    found: dict[int, int] = {}
    lines = [_line(series) for series in group if can_be_added(series)]
    tables = [list(own) for _, own in groupby(lines, key=lambda line: line.series.row.table_at)]
    is_budget = group[0].indicator.measure == "budget"
    for own in tables:
        if is_budget:
            _note(_paid_beside(own), found)
            _note(_paid_below(own, found), found)
        _note(_divided_beside(own, is_budget=is_budget), found)
        _note(_added_up(own, name), found)
    if is_budget:
        for left, right in permutations(tables, 2):
            _note(_in_two_tables(_uncounted(left, found), _uncounted(right, found), name), found)
    else:
        _note_listed(group, found)
    return found


def _note_listed(group: Sequence[Series], found: dict[int, int]) -> None:
    """Give each goal of a list that the programme's own table prints with the same values to that of the table."""
    named: defaultdict[tuple[str, str], list[Series]] = defaultdict(list)
    for series in group:
        named[letters(series.indicator.name), series.indicator.unit].append(series)
    for alike in named.values():
        listed: list[Series] = []
        others: list[Series] = []
        for series in alike if len(alike) > 1 else ():
            (listed if _is_in_a_list(series) else others).append(series)
        for series in listed:
            own = next((own for own in others if is_listed_again(series, own)), None)
            if own is not None:
                found.setdefault(series.indicator.indicator_no, own.indicator.indicator_no)


def is_listed_again(series: Series, own: Series) -> bool:
    """Whether a list of several programmes, or the card of an indicator, prints a series with all the same values."""
    if not _is_in_a_list(series) or _is_in_a_list(own):
        return False
    listed, printed = _amounts(series), _amounts(own)
    if _is_of_the_plan_s_years(series, own):
        del printed["total", None]
    shared = listed.keys() & printed.keys()
    is_all = len(shared) == min(len(listed), len(printed)) > 0
    return is_all and all(listed[period] == printed[period] for period in shared)


def is_printed_again(series: Series, own: Series) -> bool:
    """Whether another table prints the very amounts of the series that counts this one, or that its sum counts too.

    국비 and 계 of a table by payers, behind one by fields.
    """
    by = series.indicator.counted_in
    if by is None or series.row.table_at == own.row.table_at:
        return False
    is_counted = by in (own.indicator.indicator_no, own.indicator.counted_in)
    return is_counted and bool(_amounts(series)) and _amounts(series) == _amounts(own)


def _is_in_a_list(series: Series) -> bool:
    """Whether the table of a series holds rows of several programmes, or defines an indicator of one."""
    table = series.row.table
    nos = filter(None, table.row_programs)
    first = next(nos, "")
    return table.owner_rule == "definition" or any(no != first for no in nos)


def _is_of_the_plan_s_years(series: Series, own: Series) -> bool:
    """Whether the total of a list leaves out what the own table has before and behind the years: 기투자, 향후."""
    total, whole = series.at(None), own.at(None)
    beside = [o.base_value for o in own.observations if o.period_type in ("prior", "later") and o.base_value]
    if not beside or total is None or whole is None or total.base_value is None or whole.base_value is None:
        return False
    return total.base_value == whole.base_value - sum(beside)


def _amounts(series: Series) -> dict[tuple[str, int | None], tuple[object, ...]]:
    """What stands for each year and the total: the state and the amount, or its ends."""
    own = (o for o in series.observations if o.period_type in SHARED)
    return {(o.period_type, o.year): (o.status, o.base_value, o.value_min, o.value_max) for o in own}


def _line(series: Series) -> Line:
    """A series as a line; a word for a sum or for costs behind what it is of says no more: 도로 of 도로, 소계."""
    words = words_of(series)
    is_total = is_total_word(words[-1]) or is_total_word(words[0])
    while len(words) > 1 and (is_total_word(words[-1]) or names_costs(words[-1])):
        words = words[:-1]
    return replace(line_of(series, words), is_total=is_total)


def _number(line: Line) -> int:
    return line.series.indicator.indicator_no


def _note(sums: Iterable[_Sum], found: dict[int, int]) -> None:
    """Give each part to the smallest sum that counts it; none counts what it is a part of itself."""
    for one in sorted(sums, key=lambda one: len(one.parts)):
        for part in one.parts:
            if _number(part) not in found and _number(part) not in _chain(_number(one.whole), found):
                found[_number(part)] = _number(one.whole)


def _chain(number: int, found: dict[int, int]) -> Iterator[int]:
    """A series, what counts it, what counts that, and so on."""
    yield number
    while (number := found.get(number, 0)) > 0:
        yield number


def _paid_beside(lines: Sequence[Line]) -> Iterator[_Sum]:
    """Who pays under the same years of the row, or in its cells, beside its budget."""
    for _, row in groupby(lines, key=lambda line: line.series.row.number):
        own = list(row)
        wholes = [line for line in own if not line.payer]
        payers = [line for line in own if line.payer]
        if len(wholes) == 1 and payers and _may_hold(wholes[0], payers):
            yield _Sum(wholes[0], payers)


def _divided_beside(lines: Sequence[Line], *, is_budget: bool) -> Iterator[_Sum]:
    """Parts under the same years of a row beside their sum: 신규 and 계속 of 계; money that 누계 repeats."""
    for _, row in groupby(lines, key=lambda line: line.series.row.number):
        own = [line for line in row if _head(line)]
        wholes = [line for line in own if is_total_word(_head(line))]
        parts = [line for line in own if not is_total_word(_head(line))]
        if len(wholes) == 1 and parts and _may_hold(wholes[0], parts):
            yield _Sum(wholes[0], parts)
        running = [line for line in parts if says_running(_head(line))]
        if is_budget and len(running) == 1 and len(parts) == len(own) == FEWEST:
            yield _Sum(next(line for line in parts if line not in running), running)


def _head(line: Line) -> str:
    """The head under the years that a series is of."""
    return line.series.row.values[0].slot.series


def _paid_below(lines: Sequence[Line], found: dict[int, int]) -> Iterator[_Sum]:
    """Who pays in the rows right below a budget; in those above a total where these add up to it."""
    runs = [list(run) for _, run in groupby(lines, key=lambda line: bool(line.payer))]
    for before, run, after in zip([[], *runs], runs, [*runs[1:], []], strict=False):
        payers = [line for line in run if line.payer and _number(line) not in found]
        if not payers:
            continue
        near = [*before[-1:], *(line for line in after[:1] if line.is_total)]
        proven = (whole for whole in near if _holds(trial_of(whole, payers).checks))
        whole = next(proven, None) or next((whole for whole in near if _may_hold(whole, payers)), None)
        if whole is not None:
            yield _Sum(whole, payers)


def _may_hold(whole: Line, parts: Sequence[Line]) -> bool:
    """Whether no part is greater than the whole."""
    amounts = [
        (o.base_value, part.base_value)
        for line in parts
        for period, of_line in line.values.items()
        for o in whole.values.get(period, ())
        for part in of_line
    ]
    known = [(most, part) for most, part in amounts if most is not None and part is not None]
    return bool(known) and all(part <= most for most, part in known)


def _added_up(lines: Sequence[Line], name: str) -> Iterator[_Sum]:
    """What the rows of a table add up, of the budgets as a whole and of what each payer pays."""
    payers: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        who = line.series.indicator.funding_source_name
        words = line.words[:-1] if who and len(line.words) > 1 else line.words
        stripped = replace(line, words=words, is_total=line.is_total or is_total_word(words[-1]))
        payers[who, line.series.row.values[0].slot.series].append(stripped)
    for own in payers.values():
        for index, line in enumerate(own):
            if line.is_total:
                tried = [trial_of(line, parts) for parts in below_total(line, index, own) if parts]
                yield from (_Sum(line, trial.parts) for trial in tried if trial.is_proven and trial.holding)
            elif parts := _right_below(line, own[index + 1 :]):
                yield _Sum(line, parts)
            elif _names_the_whole(line, name):
                tried = [trial_of(line, parts) for parts in below_total(line, index, own) if len(parts) >= FEWEST]
                yield from (_Sum(line, trial.parts) for trial in tried if _holds(trial.checks, FEWEST))


def _right_below(whole: Line, rows: Sequence[Line]) -> Sequence[Line]:
    """The rows right below a row without a word for a sum that add up to it in every period; none where they do not."""
    amounts = {period: of[0] for period, of in whole.values.items() if len(of) == 1 and of[0].value}
    if whole.series.indicator.measure != "budget" or len(amounts) < FEWEST:
        return ()
    added = dict.fromkeys(amounts, Decimal(0))
    for at, row in enumerate(rows, start=1):
        for period, o in amounts.items():
            added[period] += sum((part.base_value or Decimal(0) for part in row.values.get(period, ())), Decimal(0))
            if added[period] > (o.base_value or Decimal(0)):
                return ()
        if at >= FEWEST and all(added[period] == o.base_value for period, o in amounts.items()):
            return rows[:at]
    return ()


def _holds(checks: Sequence[Check], fewest: int = 1) -> bool:
    """Whether all of these sums hold, as many of them at least of an amount that is not 0."""
    return all(check.holds for check in checks) and sum(bool(check.total.value) for check in checks) >= fewest


def _uncounted(lines: Sequence[Line], found: dict[int, int]) -> list[Line]:
    """What a table holds that nothing counts yet: its budgets, or where it has none who pays."""
    own = [line for line in lines if _number(line) not in found]
    return [line for line in own if not line.payer] or own


def _in_two_tables(left: Sequence[Line], right: Sequence[Line], name: str) -> Iterator[_Sum]:
    """What stands in both tables, and what a budget of the first counts of the second."""
    again = [
        (one, other)
        for one in left
        for other in right
        if _is_again(one, other, name) or _is_listed_whole(left, one, other) or _is_listed_whole(right, other, one)
    ]
    yield from (_Sum(one, [other]) for one, other in again if _rank(one) < _rank(other))
    is_one_payer = len(right) == 1 and bool(right[0].payer)
    if not again and (len(right) >= FEWEST or is_one_payer):
        fewest = FEWEST if is_one_payer else 1
        for whole in left:
            is_whole = (len(left) == 1 and not (is_one_payer and whole.payer)) or _names_the_whole(whole, name)
            if is_whole and _holds(trial_of(whole, right).checks, fewest):
                yield _Sum(whole, right)


def _is_again(one: Line, other: Line, name: str) -> bool:
    """Whether two series are one: the same payer, the same amounts, and one name or none but that of the programme."""
    if one.payer != other.payer:
        return False
    pairs = _shared(one, other)
    same = bool(pairs) and all(left.base_value == right.base_value for left, right in pairs)
    alike = letters(one.series.indicator.name) == letters(other.series.indicator.name)
    return same and (alike or bool(one.payer) or (_names_the_whole(one, name) and _names_the_whole(other, name)))


def _is_listed_whole(table: Sequence[Line], line: Line, own: Line) -> bool:
    """Whether the one budget that a list gives of a programme is the sum of its own table, whatever it is called."""
    is_one_sum = len(table) == 1 and not line.payer and not own.payer and _says_the_whole(own)
    return is_one_sum and is_listed_again(line.series, own.series)


def _rank(line: Line) -> tuple[bool, int]:
    """Which of two equal series stands for both: that of the programme's own table, else the one printed first."""
    table = line.series.row.table
    return table.program_no != line.series.program_no, line.series.row.table_at


def _shared(one: Line, other: Line) -> list[tuple[Observation, Observation]]:
    """The amounts of two series for the same periods, where one of them at least is not 0."""
    return [
        (left, right)
        for period, of_one in one.values.items()
        if period[0] in SHARED
        for left in of_one
        for right in other.values.get(period, ())
        if left.base_value is not None and right.base_value is not None and (left.base_value or right.base_value)
    ]


def _names_the_whole(line: Line, name: str) -> bool:
    """Whether a row is called nothing but a budget, a sum or its programme, with a word for a sum under its year."""
    is_named = letters(name) in (letters(line.series.indicator.name), letters("".join(line.words)))
    return not line.payer and (is_named or _says_the_whole(line))


def _says_the_whole(line: Line) -> bool:
    """Whether a row is called nothing but a budget or a sum."""
    label = line.series.row.label
    says = line.series.indicator.name
    return line.is_total or label.is_form_word or not label.name or names_costs(label.name) or names_costs(says)
