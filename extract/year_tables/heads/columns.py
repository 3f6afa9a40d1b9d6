"""What each column under a head of years holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from extract.amounts import is_amount
from extract.vocabulary import has_word, is_word, meaning
from extract.year_tables.grid import Grid
from extract.year_tables.heads.before_plan import before_the_plan, from_named_base
from extract.year_tables.heads.beside_years import known_note, labels_proper, with_sums
from extract.year_tables.heads.cells import TIMES, Span, Stacked, months_of_numbered_year, stacked
from extract.year_tables.heads.divided_years import with_sums_alone, without_remarks
from extract.year_tables.heads.editions import without_older
from extract.year_tables.heads.money_beside import with_money_beside
from extract.year_tables.heads.payers_behind import with_names_behind_totals, with_payers_behind
from extract.year_tables.heads.year_row import MIN_YEARS
from extract.year_tables.series import form_rows, with_series
from extract.year_tables.states import under_states
from plan.grid import cell_key
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column
from plan.records.values import ColumnRole, ColumnRule, ColumnState
from plan.script import DOTS, ELLIPSES
from plan.years import YearReading, find_years, is_part_of_year, read_year

PART = lazy_pattern(r"[1-4]\s?(?:/\s?4)?\s?분기|\d{1,2}\s?월|(?<!\w)[QqHh][1-4]")
N_YEARS = lazy_pattern(r"(?:총\s?)?(?P<years>\d{1,2})\s?개?\s?년")  # 3년 합계, 3개년 계
A_YEAR = lazy_pattern(r"(?P<year>(?:19|20)\d\d)\s?년?")
ELIDED = lazy_pattern(rf"\s*[.{DOTS}{ELLIPSES}]{{2,}}\s*|\s*[{ELLIPSES}]\s*")
ROLE_OF: dict[str, ColumnRole] = {
    "year": "year",
    "ordinal_year": "year",
    "period": "range",
    "year_month": "actual",
    "date": "actual",
    "total": "total",
    "subtotal": "subtotal",
    "prior": "prior",
    "later": "later",
    "baseline": "baseline",
    "average": "note",
    "actual": "actual",
    "change": "change",
}
RULE_OF: dict[str, ColumnRule] = {
    "year": "year-in-head",
    "ordinal_year": "numbered-year",
    "period": "period-in-head",
    "year_month": "month-in-head",
    "date": "month-in-head",
    "total": "total-in-head",
    "subtotal": "subtotal-in-head",
    "prior": "before-in-head",
    "later": "after-in-head",
    "baseline": "base-in-head",
    "average": "average-in-head",
    "actual": "past-in-head",
    "change": "change-in-head",
}
RULE_WITHOUT_TIME: dict[str, ColumnRule] = {
    "label": "in-front-of-values",
    "subtotal": "payer-in-head",
    "note": "nothing-known",
}
AMOUNTS = ("year", "range", "total", "subtotal", "prior", "later")  # columns of which one may tell a share
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")  # a unit behind the word: 비율(%)
END_OF_YEAR = lazy_pattern(r"\d\s?년?\s?말(?!\p{Hangul})")
LAST_MONTH = 12  # of the year whose end a head says
TWO_DIGITS = lazy_pattern(r"\d\d")  # only the period of the plan makes a year of them


def columns_of(grid: Grid, rows: int, span: Span, first_year: int | None, stated: Span = None) -> tuple[Column, ...]:
    """The columns of a grid whose head has so many rows; ``stated`` is the plan's period where the document says it."""
    head = grid[form_rows(grid, rows) : rows]
    said = [stacked(head, column, span, first_year) for column in range(len(grid[0]))]
    readings = _of_one_month(_ends_of_years(said), stated)
    first_value = next((index for index, said in enumerate(readings) if said.reading is not None), len(readings))
    columns = [known_note(_column(index, said, first_value), grid, rows) for index, said in enumerate(readings)]
    if len(head) > 1:
        columns = _without_changes(_without_attributes(columns, head), grid[rows - 1])
    columns = with_names_behind_totals(without_older(columns, grid, rows), grid[rows:])
    columns = _with_end_of_year(_with_bases(under_states(columns, grid, rows), grid, rows))
    columns = _years_of_bases(columns, grid[rows:])
    columns = list(_with_elided(columns, grid[rows - 1]))
    columns = list(_of_years_together(_without_final_goal(columns, grid[rows:]), stated))
    columns = _with_rest(_with_months_ahead(columns), stated)
    own_first = first_year or (stated[0] if stated else None)
    columns = _after_the_past(_totals_of_the_years(labels_proper(grid, rows, columns), stated), own_first)
    columns = with_sums(with_payers_behind(before_the_plan(columns, grid[rows:], stated), grid[rows:]), grid[rows:])
    columns = _with_goals_alone(from_named_base(columns, grid, rows), grid, rows)
    columns = without_remarks(_without_shares(columns, grid[rows - 1]), grid, rows)
    columns = with_sums_alone(with_series(columns, grid, rows), grid, rows)
    return with_money_beside(columns, grid, rows)


def _with_bases(columns: Sequence[Column], grid: Grid, rows: int) -> list[Column]:
    """The columns, a year that alone has a word for the base over or below it as the base: 기준값 over (2024).

    Beside one year only, that one has a word for the goal. Several are, where all others have a word for the goal.
    """
    states = {column.column: column.state for column in columns if column.role == "year"}
    years = [*states]

    def is_base(at: int) -> bool:
        head = [row[at] for row in grid[form_rows(grid, rows) : rows]]
        said = {cell_key(cell) for cell in head if read_year(cell.text).kind == "baseline"}
        if not said:
            return False
        beside = {cell_key(row[other]) for row in grid[:rows] for other in years if other != at}
        rest = [other for other in years if said.isdisjoint(cell_key(row[other]) for row in grid[:rows])]
        aimed = bool(rest) and all(states[other] == "planned" for other in rest)
        return aimed or not said <= beside

    bases = {at for at in years if not states[at] and is_base(at)}
    if not bases:
        return list(columns)
    aims = all(states[at] == "planned" for at in years if at not in bases)
    if len(bases) >= (len(years) if aims else len(years) - 1):
        return list(columns)
    return [replace(c, role="baseline", rule="base-in-head") if c.column in bases else c for c in columns]


def _with_end_of_year(columns: Sequence[Column]) -> list[Column]:
    """The columns; the first year is the base where it alone is counted up to its end: 2024년 말 누계 | 2025 | 2026."""
    years = [column for column in columns if column.role == "year" and column.year]
    ends = [column for column in years if END_OF_YEAR.search(column.printed)]
    if len(years) <= MIN_YEARS or ends != years[:1] or (ends[0].year or 0) >= min(c.year or 0 for c in years[1:]):
        return list(columns)
    return [replace(c, role="baseline", rule="base-in-head") if c == ends[0] else c for c in columns]


def _years_of_bases(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns; one of the base that holds nothing but its year is no value, and dates one beside it that does.

    기준년도 | 기준값.
    """
    bases = [column for column in columns if column.role == "baseline" and not column.series]
    printed = {c.column: {row[c.column].text.strip() for row in body} - {""} for c in bases}
    of_years = [at for at, texts in printed.items() if texts and all(map(A_YEAR.fullmatch, texts))]
    if len(of_years) != 1 or len(bases) > len(of_years) + 1:
        return list(columns)
    said = printed[of_years[0]]
    year = int(A_YEAR.sub(r"\g<year>", next(iter(said)))) if len(said) == 1 else None
    return [
        replace(c, role="note", year=None, rule="year-of-base")
        if c.column in of_years
        else replace(c, year=c.year or year)
        if c in bases
        else c
        for c in columns
    ]


def _without_attributes(columns: Sequence[Column], head: Grid) -> list[Column]:
    """The columns, one below a head that says it only describes the rows as a remark: 현재 below 등급."""
    return [
        replace(column, role="note", year=None, rule="remark-in-head")
        if column.role in ("baseline", "note")
        and any(is_word("attribute_head", ASIDE.sub("", row[column.column].text)) for row in head[:-1])
        else column
        for column in columns
    ]


def _without_changes(columns: Sequence[Column], head: Sequence[Cell]) -> list[Column]:
    """The columns, one below a year that says how that changed from the year before as this: 금액 | 전년대비."""
    years = Counter(column.year for column in columns if column.role == "year")
    return [
        replace(column, role="change", year=None, state="", rule="change-in-head", printed=_word(head, column))
        if column.role == "year" and years[column.year] > 1 and read_year(_word(head, column)).kind == "change"
        else column
        for column in columns
    ]


def _without_shares(columns: Sequence[Column], head: Sequence[Cell]) -> list[Column]:
    """The columns; of two under one time or total, 금액 and 비율(%), the second tells a share of the first."""
    timed = [column for column in columns if column.role in AMOUNTS]
    heads = {column.column: ASIDE.sub("", head[column.column].text).strip() for column in timed}
    shares = {column.column for column in timed if _is_share(head[column.column].text)}
    of_amounts = {
        _time_of(column)
        for column in timed
        if column.column not in shares and meaning("series", heads[column.column]) in ("budget", "sum")
    }
    return [
        replace(
            column, role="note", year=None, year_to=None, state="", rule="share-in-head", printed=_word(head, column)
        )
        if column.column in shares and _time_of(column) in of_amounts
        else column
        for column in columns
    ]


def _with_goals_alone(columns: Sequence[Column], grid: Grid, rows: int) -> list[Column]:
    """The columns; numbers under a head that says no more than that they are the goal are of no year: 목표."""
    return [
        replace(column, rule="goal-without-year")
        if column.rule == "nothing-known"
        and is_word("goal_alone", ASIDE.sub("", grid[rows - 1][column.column].text))
        and all(is_amount(row[column.column]) for row in grid[rows:] if row[column.column].text.strip())
        else column
        for column in columns
    ]


def _time_of(column: Column) -> tuple[ColumnRole, int | None, int | None]:
    return column.role, column.year, column.year_to


def _is_share(text: str) -> bool:
    return is_word("share", ASIDE.sub("", text)) or is_word("share", text.strip("()[] "))


def _word(head: Sequence[Cell], column: Column) -> str:
    return " ".join(head[column.column].text.split())


def _ends_of_years(readings: Sequence[Stacked]) -> list[Stacked]:
    """The columns, those of two Decembers or more as years where no other time stands beside them: 2025. 12.

    The last may be a month of the year after them, in which a term ends: 2028. 12. | 2029. 6.
    """
    times = [said.reading for said in readings if said.reading and said.reading.kind in TIMES]
    last = times[-1] if times else None
    ends_term = last is not None and last.kind == "year_month" and last.month != LAST_MONTH
    ends = times[:-1] if ends_term else times
    years = {reading.year for reading in times}
    if len(ends) < MIN_YEARS or len(years) < len(times) or any(reading.month != LAST_MONTH for reading in ends):
        return list(readings)
    return [
        said._replace(reading=replace(said.reading, kind="year"))
        if said.reading and said.reading.kind == "year_month" and said.reading.month == LAST_MONTH
        else said
        for said in readings
    ]


def _of_one_month(readings: Sequence[Stacked], stated: Span) -> list[Stacked]:
    """The columns, those of one month of several years in a row as years, where the plan states the first: 2026.3.

    Schools open so. A month of a year before the plan would make them counts of what there was.
    """
    times = [said.reading for said in readings if said.reading and said.reading.kind in TIMES]
    years = [reading.year for reading in times if reading.year is not None]
    months = {(reading.kind, reading.month) for reading in times}
    in_a_row = len(years) >= MIN_YEARS and years == list(range(years[0], years[0] + len(times)))
    if len(months) != 1 or not in_a_row or stated is None or not stated[0] <= years[0] <= years[-1]:
        return list(readings)
    return [
        said._replace(reading=replace(said.reading, kind="year"))
        if said.reading and said.reading.kind == "year_month"
        else said
        for said in readings
    ]


def _with_elided(columns: Sequence[Column], head: Sequence[Cell]) -> Iterator[Column]:
    """A column of dots between two years stands for those between them: 2027, ······, 2033."""
    years = {column.column: column.year for column in columns if column.role == "year"}
    for column in columns:
        before, after = years.get(column.column - 1), years.get(column.column + 1)
        if column.role == "note" and before and after and ELIDED.fullmatch(head[column.column].text):
            yield replace(column, role="range", year=before + 1, year_to=after - 1, rule="elided-years")
        else:
            yield column


def _without_final_goal(columns: Sequence[Column], body: Grid) -> list[Column]:
    """The columns, one that prints the goal of the last year before its time or behind it as none: 목표(’30).

    With other values than that year it is told as not read. Where other years stand twice as well they are of series
    or versions.
    """
    years = [column for column in columns if column.role == "year"]
    if len(years) <= MIN_YEARS or len({column.year for column in years}) != len(years) - 1:
        return list(columns)
    *before, last = years
    goal = next((column for column in before if column.year == last.year), None)
    if goal is None:
        return list(columns)
    if goal.column == before[-1].column:
        goal, last = last, goal
    is_goal = has_word("goal_head", goal.qualifier)
    if not (is_goal and not last.qualifier) if goal.column > last.column else not is_goal and goal != before[0]:
        return list(columns)
    again = all(row[goal.column].text.strip() == row[last.column].text.strip() for row in body)
    told = replace(goal, role="note", year=None, rule="printed-twice" if again else "year-not-read")
    return [told if column.column == goal.column else column for column in columns]


def _of_years_together(columns: Sequence[Column], stated: Span) -> Iterator[Column]:
    """The columns, those of several years of the plan together as that, neither before nor after it.

    What is said to be up to the last year (``2028년까지``) behind all of them is their total.
    """
    years = [(column.column, column.year) for column in columns if column.role == "year" and column.year is not None]
    if not years:
        yield from columns
        return
    rightmost, first, last = max(years)[0], min(year for _, year in years), max(year for _, year in years)
    for column in columns:
        if column.role == "prior" and column.year is not None and column.column > rightmost:
            whole = column.year >= last and (stated is None or stated[0] >= first)
            yield replace(
                column, role="total" if whole else "note", year=None, rule="whole-period" if whole else "year-not-read"
            )
        elif column.rule == "period-in-head" and _is_inside(column, stated):
            yield replace(column, rule="period-of-plan")
        else:
            yield column


def _is_inside(column: Column, stated: Span) -> bool:
    if column.role != "range" or stated is None or column.year is None or column.year_to is None:
        return False
    return stated[0] <= column.year and column.year_to <= stated[1]


def _with_months_ahead(columns: list[Column]) -> list[Column]:
    """The columns; a month behind all years and later than they is a part of a year to come, not what was reached.

    A plan for a term of office ends in June (``2029 | 2030.6.``): what is planned until then is told as not read.
    """
    years = [(column.column, column.year) for column in columns if column.role == "year" and column.year is not None]
    if len(years) < MIN_YEARS:
        return columns
    behind, last = max(column for column, _ in years), max(year for _, year in years)
    return [
        replace(column, role="note", rule="year-not-read")
        if column.rule == "month-in-head" and column.column > behind and (column.year or 0) > last
        else column
        for column in columns
    ]


def _with_rest(columns: list[Column], stated: Span) -> list[Column]:
    """The columns; the one period behind single years that runs from the last of them to the plan's end is the rest."""
    years = [column.year for column in columns if column.role == "year" and column.year is not None]
    periods = [column for column in columns if column.role == "range"]
    if stated is None or len({*years}) < MIN_YEARS or len(periods) != 1:
        return columns
    (rest,) = periods
    behind = all(column.column < rest.column for column in columns if column.role == "year")
    runs_on = behind and (rest.year, rest.year_to) == (max(years) + 1, stated[1])
    rested = replace(rest, role="later", year=None, year_to=None, rule="rest-of-plan")
    return [rested if runs_on and column.column == rest.column else column for column in columns]


def _totals_of_the_years(columns: Iterable[Column], stated: Span = None) -> list[Column]:
    """A column of the very period that the years make up (``2024~2027`` beside its four years) is their total.

    One that says how many years it adds up (``3년 합계``) is that of another part where there are not as many, neither
    of all years nor of those of the plan: 2025(최종예산) | 2026 | 2027 | 2028 | 3년 합계.
    """
    columns = list(columns)
    years = [column.year for column in columns if column.role == "year" and column.year is not None]
    if len(years) < MIN_YEARS:
        return columns
    whole = (min(years), max(years))
    summed = any(
        column.role == "total" for column in columns
    )  # 총사업비 beside 1단계(2026~2028), whose sub-total it is
    of_plan = {year for year in years if stated and stated[0] <= year <= stated[1]}
    counts = {len({*years}), len(of_plan)} if max(years) in of_plan else {len({*years})}
    made = []
    for column in columns:
        if column.role == "total" and (added := N_YEARS.match(column.printed)):
            made.append(column if int(added["years"]) in counts else replace(column, state="part"))
        elif column.role == "total" and [(r.year, r.year_to) for r in find_years(column.qualifier)] == [whole]:
            made.append(replace(column, state=""))
        elif column.role == "range" and (column.year, column.year_to) == whole and summed:
            made.append(replace(column, role="total", year=None, year_to=None, state="part", rule="whole-period"))
        elif column.role == "range" and (column.year, column.year_to) == whole:
            made.append(replace(column, role="total", year=None, year_to=None, rule="whole-period"))
        else:
            made.append(column)
    return made


def _after_the_past(columns: Iterable[Column], first_year: int | None) -> list[Column]:
    """Where later years are said to be planned (’25년(계획)), the unmarked years before them are past.

    Years of the plan's own period are not: ``first_year`` is its first, None where the document states none.
    """
    columns = list(columns)
    planned = [column.year for column in columns if column.year and has_word("planned", column.qualifier)]
    if not planned:
        return columns
    return [
        replace(column, state="actual")
        if column.role == "year"
        and not column.qualifier
        and column.year is not None
        and column.year < min([*planned, first_year] if first_year else planned)
        else column
        for column in columns
    ]


def _column(index: int, said: Stacked, first_value: int) -> Column:
    reading, qualifier, printed = said
    if reading is None:
        role: ColumnRole = "label" if index < first_value else "subtotal" if is_word("funding", qualifier) else "note"
        return Column(
            column=index,
            role=role,
            qualifier=qualifier,
            state="part" if role == "note" and _state(qualifier, of_total=False) == "part" else "",
            rule=RULE_WITHOUT_TIME[role],
            printed=printed or qualifier,
        )
    return Column(
        column=index,
        role=ROLE_OF[reading.kind],
        year=reading.year,
        year_to=reading.year_to,
        qualifier=qualifier,
        state=_state(qualifier, of_total=reading.kind in ("total", "subtotal")),
        rule=_rule(reading, printed),
        printed=printed,
    )


def _rule(reading: YearReading, printed: str) -> ColumnRule:
    """The rule by which a cell of the head says what its column holds."""
    if reading.kind == "year" and reading.month not in (None, LAST_MONTH):
        return "same-month-each-year"
    if reading.kind == "year" and months_of_numbered_year(printed):
        return "months-of-numbered-year"
    if reading.kind == "year" and TWO_DIGITS.fullmatch(printed):
        return "two-digits-in-period"
    if reading.kind == "ordinal_year" and reading.year is None:
        return "numbered-year-unknown"
    return RULE_OF[reading.kind]


def _state(qualifier: str, *, of_total: bool) -> ColumnState:
    """What a column's qualifier says of its values: planned, past, or of a part only.

    A part is a half or a quarter of a year, or, as in ``총사업비(‘25년)``, one year of a total.
    """
    if not qualifier:
        return ""
    if of_total and find_years(qualifier):
        return "part"
    if has_word("actual_row", qualifier) or is_word("estimate", qualifier):
        return "actual"
    words = qualifier.split()
    if PART.search(qualifier) or any(is_word("part", word) or is_part_of_year(word) for word in words):
        return "part"
    return "planned"
