"""What a year table is about, by named rules: a plan, the past, a comparison, a schedule; only a plan is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from extract.amounts import is_amount
from extract.vocabulary import ends_with_word, has_word, is_word
from extract.year_tables.document_year import OF_ONE_YEAR, WEAK
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import set_of
from extract.year_tables.heads.head import Head
from extract.year_tables.own_periods import rows_of_time
from extract.year_tables.series import over_years
from extract.year_tables.states import rows_beside_goals, rows_not_live, superseded_rows, with_results, without_versions
from extract.year_tables.year_in_heading import asks_for_budget
from plan.forms import out_of_brackets
from plan.grid import Key, cell_key
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column, DocumentYear, RowLeftOut
from plan.records.values import KindRule, TableKind, YearRule
from plan.script import COLONS, DASHES, DECREASE, DOTS
from plan.years import find_years

ENOUGH_VALUES = 0.3  # share of filled value cells that must be amounts for a table to be about amounts
ENOUGH_OF_PERIODS = 0.5  # the same where all columns are of several years: a roadmap of words holds numbers too
ENOUGH_YEARS = 2  # years of the plan that a table has for its title not to mean the past
TIMES = ("year", "range", "prior", "later", "baseline", "actual")
PERIODS = ("year", "range", "prior", "later")
VALUE_ROLES = (*TIMES, "total", "subtotal")
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")  # 실적(B)
SOURCE = lazy_pattern(rf"[(\[]\s*(?:자\s?료|출\s?처)\s*[{COLONS}].*")  # 학생 수 추이 (출처: 중기학생배치계획)
NEAREST = 3  # texts over a table: its caption, its unit line, its title
LONGEST_HEADING = 30  # characters; a sentence may hold any word
BOTH = lazy_pattern(rf"\s(?:및|과|와)\s|[{DOTS},/]")
COMPARED = frozenset("ABCD")
OWN_YEAR: frozenset[YearRule] = OF_ONE_YEAR | {"planned-period"}  # what says a plan's year by its own title
OF_A_DAY: frozenset[YearRule] = frozenset(("approval", "release", "cover-date"))
EARLY = lazy_pattern(r"\d\d\s?[-.년]\s?0?[1-6](?!\d)")  # a day in the first half of a year
STATE_WORDS = ("qualifier", "actual_row", "goal_row", "planned")


class Dated(msgspec.Struct, frozen=True):
    """What the document tells of all its tables: its year, whether it is a plan, and the base that it states.

    ``planned`` is the one year that it plans, where its title or its chapters say one; ``span`` are the first and the
    last year of its ``title``.
    """

    year: DocumentYear | None = None
    of_a_plan: bool = False
    base: int | None = None
    planned: int | None = None
    span: tuple[int, int] | None = None
    title: str = ""

    def plans(self, year: int) -> bool:
        """Whether the title of a plan of several years names a year as one of them."""
        if not self.of_a_plan or self.planned is not None or self.span is None:
            return False
        first, last = self.span
        return first < last and first <= year <= last

    def is_for(self, year: int | None) -> bool:
        """Whether the document is a plan for this year, by its title or its chapters, and not made after it."""
        if not self.of_a_plan or year is None or self.year is None or year < self.year.year:
            return False
        return year == self.planned or (self.span is not None and self.span[0] <= year <= self.span[1])


class Facts(msgspec.Struct, frozen=True):
    """What the kind of a year table is told from; ``above`` are the texts that stand over it, its caption first.

    ``by_heading`` says that its one year stands in its heading only.
    """

    grid: Grid
    head: Head
    title: str
    above: tuple[str, ...]
    dated: Dated
    left_out: tuple[RowLeftOut, ...] = ()
    by_heading: bool = False

    @property
    def body(self) -> Grid:
        """The rows below the head but for those that are left out."""
        rows = {out.row for out in self.left_out}
        return [row for number, row in enumerate(self.grid) if number >= self.head.rows and number not in rows]

    @property
    def labels(self) -> list[int]:
        """The columns that name the rows."""
        return [column.column for column in self.head.columns if column.role == "label"]

    @property
    def times(self) -> list[Column]:
        """The columns of years and periods."""
        return [column for column in self.head.columns if column.role in PERIODS]

    @property
    def planned(self) -> list[Column]:
        """Those of them that no word calls past or a part of a year."""
        return [column for column in self.times if column.state not in ("actual", "part")]

    @property
    def is_of_one_year(self) -> bool:
        """Whether the head names a single year, so that it says less by itself."""
        return len({column.year for column in self.head.columns if column.role == "year"}) < 2

    @property
    def looks_ahead(self) -> bool:
        """Whether it holds a year after that of the document, of which there can be no results."""
        return is_ahead(self.planned, self.dated)


Decision = TableKind | None


def is_ahead(columns: Sequence[Column], dated: Dated) -> bool:
    """Whether one of the columns reaches beyond the year of the document."""
    return dated.year is not None and any((c.year_to or c.year or 0) > dated.year.year for c in columns)


def may_be_past(columns: Sequence[Column], dated: Dated, title: str) -> bool:
    """Whether no year of a table is still to come, no column says that it is planned or past, and no title its year."""
    times = [column for column in columns if column.role in PERIODS]
    printed = [column for column in times if column.rule != "year-before-plan"]
    own = dated.year.year if dated.year else None
    named = own is not None and any(said.kind == "year" and (said.year or 0) >= own for said in find_years(title))
    return not named and not is_ahead(times, dated) and not any(map(_says_state, printed))


def reaches_plan(columns: Sequence[Column], dated: Dated) -> bool:
    """Whether a table reaches the year with which the plan begins, or of which there are no results yet.

    The title says it, or a date that is in the first half of the year: 2026. 1.
    """
    year = dated.year
    if year is None or not (year.rule in OWN_YEAR or (year.rule in OF_A_DAY and EARLY.search(year.printed))):
        return False
    return any((c.year_to or c.year) == year.year for c in columns)


def kind_of(facts: Facts) -> tuple[TableKind, KindRule]:
    """The kind of a year table, and the first of the rules that decided it; without evidence it is ``unclear``."""
    for rule, decide in RULES:
        kind = decide(facts)
        if kind:
            return kind, rule
    return "unclear", "no-evidence"


def _no_amounts(facts: Facts) -> Decision:
    """Few of the filled cells hold an amount, or a word that says there is none: a schedule."""
    filled = [cell for cell in _value_cells(facts.body, facts.head) if cell.text.strip()]
    others = [cell for cell in filled if not is_amount(cell)]
    amounts = len(filled) - len(others)
    answered = amounts + sum(is_word("no_value", cell.text) or _is_dash(cell) for cell in others)
    worded = any(is_word("no_value", cell.text) for cell in others)
    enough = ENOUGH_VALUES if any(column.role == "year" for column in facts.head.columns) else ENOUGH_OF_PERIODS
    return "schedule" if (not amounts and not worded) or answered < enough * len(filled) else None


def _of_another_body(facts: Facts) -> Decision:
    """Its title or the heading above says that it is about another body: 다른 지자체의 투자 사례."""
    return "other" if any(has_word("other_body", text) for text in facts.above[:NEAREST]) else None


def _an_example(facts: Facts) -> Decision:
    """Its title says that it only shows how something is reckoned or filled in."""
    return "other" if has_word("example", facts.title) else None


def _no_periods(facts: Facts) -> Decision:
    return None if facts.times else "other"


def _parts_of_years(facts: Facts) -> Decision:
    """Every column is a part of a year (분기, 반기), its title names a plan or a year is ahead, and nothing is past."""
    if has_word("past", facts.title) or any(column.state != "part" for column in facts.times):
        return None
    year = facts.dated.year
    ahead = facts.dated.of_a_plan and year is not None and any((c.year or 0) > year.year for c in facts.times)
    return "plan" if ahead or has_word("plan_word", facts.title) else None


def _results_only(facts: Facts) -> Decision:
    """Every column is past or a part of a year."""
    if facts.planned:
        return None
    return "actual" if any(column.state == "actual" for column in facts.times) else "other"


def _goals_and_results(facts: Facts) -> Decision:
    """Rows of results stand beside rows of goals: what is left of it is a plan, unless all its years are past."""
    if not any(out.rule == "result-row" for out in facts.left_out):
        return None
    return "plan" if facts.planned else "actual"


def _year_of_title(facts: Facts) -> Decision:
    """The title plans the budget of one year, of which one column is; years before it stand beside it to compare."""
    return "plan" if budgeted_year(facts.head.columns, facts.title) else None


def budgeted_year(columns: Sequence[Column], title: str) -> int | None:
    """The year whose budget a title names, where one column is of it, the last of years that are compared with it.

    2026년 예산(안) over 2024 결산, 2025 예산, 2026 예산안 and their change.
    """
    named = {reading.year for reading in find_years(title) if reading.kind == "year"}
    years = [column for column in columns if column.role == "year" and column.year]
    last = max((column.year or 0 for column in years), default=0)
    own = [column for column in years if column.year == last and column.state in ("", "planned")]
    compared = any(column.role == "change" for column in columns) or any(column.state == "actual" for column in years)
    about = has_word("budget_title", title) and not _names_results(title)
    return last if named == {last} and about and compared and len(own) == 1 < len(years) else None


def _two_states(facts: Facts) -> Decision:
    return "comparison" if _compares(facts.body, facts.head, facts.planned) else None


def _budget_of_years_ahead(facts: Facts) -> Decision:
    """Its title says how the budget stands (예산현황), but its years are those of the plan, up to its last one."""
    span, year = facts.dated.span, facts.dated.year
    years = sorted({column.year for column in facts.times if column.role == "year" and column.year})
    if span is None or year is None or not facts.dated.of_a_plan or len(years) < ENOUGH_YEARS:
        return None
    is_ahead = span[0] <= years[0] and years[-1] == span[1] > year.year
    named = is_word("state_of_budget", ASIDE.sub("", out_of_brackets(facts.title)))
    return "plan" if named and is_ahead and not _marks_states(facts) and facts.times == facts.planned else None


def _titled_as_results(facts: Facts) -> Decision:
    """A word for the past stands in the title or over all years, none for what is to come, and no column says more."""
    titles = (facts.title, *over_years(facts.head.columns, facts.grid, facts.head.rows))
    return "actual" if any(map(_names_results, titles)) and not _marks_states(facts) else None


def _headed_as_results(facts: Facts) -> Decision:
    """The nearest heading over the table that says whether it is about the past or a plan says the past."""
    if facts.looks_ahead or _marks_states(facts):
        return None
    for text in facts.above:
        if has_word("plan_word", text):
            return None
        if len(text) <= LONGEST_HEADING and _names_results(text):
            return "actual"
    return None


def _names_results(text: str) -> bool:
    """Whether a title says the past; the source that it names in brackets may well be a plan."""
    text = SOURCE.sub("", text)
    past = has_word("past", text) or ends_with_word("past_ending", ASIDE.sub("", out_of_brackets(text)))
    spent = ends_with_word("invested", text) and not has_word("planned", text)  # 투자 is a word for what is to come
    return past and (spent or not has_word("future", text))


def _marks_states(facts: Facts) -> bool:
    """Whether a column says that it is past or planned, so that no title speaks for all of them."""
    return any(map(_says_state, facts.times))


def _says_state(column: Column) -> bool:
    return column.state == "actual" or _says_planned(column)


def _before_the_document(facts: Facts) -> Decision:
    """All its years lie before that of the document."""
    year = facts.dated.year
    return "actual" if year and year.rule not in WEAK and _lies_before(facts, year.year) else None


def _planned_columns(facts: Facts) -> Decision:
    """A column says that its values are planned: 2026(목표), ’25년 예산."""
    return "plan" if any(_says_planned(column) for column in facts.planned) else None


def _says_planned(column: Column) -> bool:
    return column.state == "planned" and has_word("plan_word", column.qualifier)


def _before_and_after(facts: Facts) -> Decision:
    """A single year stands between what was spent before it and what is to follow: 기투자, 2025, 향후."""
    roles = {column.role for column in facts.planned}
    return "plan" if facts.is_of_one_year and {"prior", "year", "later"} <= roles else None


def _one_year(facts: Facts) -> Decision:
    """The heading alone says the year, which it plans for."""
    return "plan" if facts.by_heading else None


def _titled_as_plan(facts: Facts) -> Decision:
    """A word for what is to come stands over the table or in its head; over a table of one year, in its title."""
    head = (cell.text for row in facts.grid[: facts.head.rows] for cell in row)
    above = (facts.title,) if facts.is_of_one_year else facts.above
    return "plan" if any(has_word("plan_word", text) for text in (*above, *head)) else None


def _signs_of_results(facts: Facts) -> Decision:
    """A part of a year, or the change from year to year, where no year is still to come: statistics."""
    if facts.looks_ahead:
        return None
    part = any(column.state == "part" for column in facts.times)
    change = any(column.role == "change" for column in facts.head.columns)
    labels = (ASIDE.sub("", row[label].text) for row in facts.body for label in facts.labels)
    return "actual" if part or change or any(is_word("growth", label) for label in labels) else None


def _rows_of_a_plan(facts: Facts) -> Decision:
    """A row is named for what is to come or what it costs: 목표, 소요예산, 사업비."""
    named = any(has_word("plan_word", row[label].text) for row in facts.body for label in facts.labels)
    return "plan" if named else None


def _goals_from_a_base(facts: Facts) -> Decision:
    """Its title in a plan names indicators, and where these stand (현황) is printed in front of years: 성과지표."""
    years = [column.column for column in facts.times if column.role == "year"]
    bases = [column.column for column in facts.head.columns if column.role == "baseline"]
    begins = len(years) >= ENOUGH_YEARS and bool(bases) and max(bases) < min(years)
    titled = ends_with_word("own_goals_end", ASIDE.sub("", out_of_brackets(facts.title)))
    return "plan" if facts.dated.of_a_plan and begins and titled and facts.times == facts.planned else None


def _of_a_planned_year(facts: Facts) -> Decision:
    """Its one column of values is of a year that the document plans.

    In a plan of one year the title is a word for quantities too: what stands there may as well be how things are.
    """
    values = [column for column in facts.head.columns if column.role in VALUE_ROLES]
    if len(values) != 1 or values[0].role != "year" or values[0].state or not facts.dated.is_for(values[0].year):
        return None
    named = any(is_word(kind, ASIDE.sub("", facts.title)) for kind in ("divided_amount", "divided_plan"))
    return "plan" if named or facts.dated.plans(values[0].year or 0) else None


def _before_the_file(facts: Facts) -> Decision:
    """The same as above, where only the file itself says its year."""
    year = facts.dated.year
    return "actual" if year and year.rule in WEAK and _lies_before(facts, year.year) else None


def _in_a_plan(facts: Facts) -> Decision:
    """No word speaks against it in a document that is a plan and whose year is known and not past in the table.

    A table of one year needs a word of its own, or is of the document's year and says who pays.
    """
    year = facts.dated.year
    if not facts.dated.of_a_plan or not year:
        return None
    paid = any(is_word("funding", column.series) and column.year == year.year for column in facts.planned)
    return "plan" if paid or not facts.is_of_one_year else None


def _announces_both(title: str) -> bool:
    """Whether a title names results and then a plan: 추진실적 및 계획, 현황 및 전망."""
    first, *others = BOTH.split(title)
    return has_word("past", first) and not has_word("future", first) and any(has_word("planned", o) for o in others)


def split_by_state(grid: Grid, head: Head, title: str, dated: Dated) -> tuple[Head, tuple[RowLeftOut, ...]]:
    """The head and the rows that are left out where a table holds more than its plan.

    Beside rows of results a year is past once a result is printed for it, and where it lies before the document's; so
    does it where the title announces results and a plan (추진실적 및 계획) and no column says which it is. What a
    plan of several years aims at in one of them stays its goal.
    """
    head = _of_the_planned_year(head, title, dated)
    body, labels = grid[head.rows :], [column.column for column in head.columns if column.role == "label"]
    left_out = rows_beside_goals(body, labels, head.rows)
    announced = _announces_both(title) and not any(column.state for column in head.columns)
    if not left_out and (budgeted := budgeted_year(head.columns, title)):
        columns = tuple(
            replace(column, state="actual") if column.role == "year" and column.year != budgeted else column
            for column in head.columns
        )
        return Head(head.rows, columns), _other_rows(grid, head, labels)
    if not left_out and not announced:
        others = _other_rows(grid, head, labels)
        versions = any(out.rule == "superseded-row" for out in others)
        named = without_versions(head.columns, body, others, head.rows) if versions else head.columns
        return Head(head.rows, tuple(named)), others
    first = dated.year.year if dated.year and dated.year.rule not in WEAK else None
    past = with_results(head.columns, grid, left_out)
    columns = tuple(
        replace(column, role="year", state="actual")
        if _may_be_past(column)
        and column.year is not None
        and (column.year in past or column.year < (first or 0))
        and not (left_out and dated.plans(column.year))
        else column
        for column in head.columns
    )
    return Head(head.rows, columns), left_out


def _of_the_planned_year(head: Head, title: str, dated: Dated) -> Head:
    """The head; in a plan whose title names its one year, a year before that beside it is past, be it a goal.

    Where a total, 기투자 or 향후 stands beside them, the years are those of the work itself. In a plan of several years
    it is so where the table says what changed from one year to the next. What the whole household changes is no plan.
    """
    roles = {column.role for column in head.columns}
    first = _first_planned(head, title, dated, compared="change" in roles)
    if first is None or not dated.of_a_plan or has_word("household_title", title):
        return head
    years = [c for c in head.columns if c.role == "year" and c.year and c.state not in ("actual", "part")]
    early = [column.column for column in years if (column.year or 0) < first]
    if has_word("yearly_word", title) and any((column.year or 0) > first for column in years):
        return head  # 연차별 투자계획 of a work that began before
    if not early or len(early) == len(years) or roles & {"total", "subtotal", "prior", "later"}:
        return head
    columns = [replace(c, state="actual", rule="year-before-plan") if c.column in early else c for c in head.columns]
    return Head(head.rows, tuple(columns))


def _first_planned(head: Head, title: str, dated: Dated, *, compared: bool) -> int | None:
    """The year before which a table's years are past, by its plan's title; of two years compared, by its chapters too.

    Where nothing says which year is planned, the budget that a programme needs is that of the later of the two.
    """
    rule = dated.year.rule if dated.year else None
    if dated.year is None or rule in WEAK:
        return None
    if rule in OF_ONE_YEAR or not compared:
        return dated.year.year if rule in OF_ONE_YEAR else None
    years = {column.year for column in head.columns if column.role == "year" and column.year}
    if dated.planned in years:
        return dated.planned
    if rule == "planned-period":
        return dated.year.year
    last = max(years, default=0)
    return last if years == {last - 1, last} and last >= dated.year.year and asks_for_budget(title) else None


def _may_be_past(column: Column) -> bool:
    """Whether a column is a year, be it one that lies before the plan."""
    return column.role == "year" or column.rule == "year-before-plan"


def _other_rows(grid: Grid, head: Head, labels: Sequence[int]) -> tuple[RowLeftOut, ...]:
    """Rows that are no plan though no results stand beside them: times, old editions, what was not selected."""
    body = grid[head.rows :]
    found = rows_of_time(body, labels, head.rows) or superseded_rows(body, labels, head.rows)
    return found or rows_not_live(grid, head.rows)


def _lies_before(facts: Facts, year: int) -> bool:
    """Whether all periods that may be planned end before a year; where one is not known, nobody can say.

    What was before the first year (기투자) has its end in it.
    """
    ends = [column.year_to or column.year for column in facts.planned if column.role != "prior" or column.year]
    known = [end for end in ends if end is not None]
    return bool(known) and len(known) == len(ends) and max(known) < year


def _value_cells(body: Grid, head: Head) -> list[Cell]:
    """The distinct cells of the value columns; a cell that reaches into the labels heads a group of rows."""
    values = [column.column for column in head.columns if column.role in VALUE_ROLES]
    labels = [column.column for column in head.columns if column.role == "label"]
    cells: dict[Key, Cell] = {}
    for row in body:
        own = {cell_key(row[label]) for label in labels}
        cells |= {key: row[column] for column in values if (key := cell_key(row[column])) not in own}
    return list(cells.values())


def _is_dash(cell: Cell) -> bool:
    return cell.text.strip() in (*DASHES, DECREASE)


def _compares(body: Grid, head: Head, planned: Sequence[Column]) -> bool:
    """Two states side by side: plan and result rows, a year with two plans, or a change between two years."""
    labels = [column.column for column in head.columns if column.role == "label"]
    results = [row for row in body if any(is_word("actual_row", ASIDE.sub("", row[column].text)) for column in labels)]
    if results and len(results) < len(body):
        return True
    if _has_rival_columns(body, planned, head.columns):
        return True
    years = {column.year for column in planned if column.role == "year"}
    if len(years) == 1 and any(column.rule == "year-before-plan" for column in head.columns):
        return False  # the year of the plan beside one that is left out already
    change = any(column.role == "change" for column in head.columns)
    lettered = any(COMPARED & set(column.qualifier.split()) for column in planned)
    return (change or lettered) and len(years) <= 2


def _has_rival_columns(body: Grid, planned: Sequence[Column], columns: Sequence[Column]) -> bool:
    """Whether a period has two columns that are not one and the same cell in every row.

    Where what lies ahead of all such periods has one column each, and no column of theirs tells what was spent, it
    is the plan, and only theirs are not told apart.
    """
    by_place = {column.column: column for column in planned}
    periods: dict[tuple[str, int | None, str], list[int]] = defaultdict(list)
    for column in planned:
        if column.year is not None:
            periods[column.role, column.year, column.series].append(column.column)
    twice = [same for same in periods.values() if len(same) > 1]
    rivals = [same for same in twice if _are_states([by_place[at] for at in same])]
    if not any(len(set_of([row[column] for column in same])) > 1 for same in rivals for row in body):
        return False
    compared = {by_place[at].year for same in twice for at in same}
    last = max(year or 0 for year in compared)
    is_ahead = any(column.role == "later" or (column.year or 0) > last for column in planned)
    return not is_ahead or any(column.state == "actual" and column.year in compared for column in columns)


def _are_states(columns: Sequence[Column]) -> bool:
    """Whether the heads of columns of one year say a state of it, or print the year each in its own way.

    Under one year without words, or with words that are not known, they may as well be two groups of a plan.
    """
    words = [part for column in columns for word in column.qualifier.split() for part in (word, ASIDE.sub("", word))]
    words = [word.strip("()") for word in words]
    said = any(word in COMPARED or any(is_word(kind, word) for kind in STATE_WORDS) for word in words)
    return said or len({column.printed for column in columns}) > 1


RULES: tuple[tuple[KindRule, Callable[[Facts], Decision]], ...] = (
    ("no-amounts", _no_amounts),
    ("no-periods", _no_periods),
    ("of-another-body", _of_another_body),
    ("an-example", _an_example),
    ("goals-and-results", _goals_and_results),
    ("parts-of-years", _parts_of_years),
    ("results-only", _results_only),
    ("year-of-title", _year_of_title),
    ("two-states", _two_states),
    ("budget-of-years-ahead", _budget_of_years_ahead),
    ("titled-as-results", _titled_as_results),
    ("headed-as-results", _headed_as_results),
    ("before-the-document", _before_the_document),
    ("planned-columns", _planned_columns),
    ("before-and-after", _before_and_after),
    ("one-year", _one_year),
    ("titled-as-plan", _titled_as_plan),
    ("signs-of-results", _signs_of_results),
    ("rows-of-a-plan", _rows_of_a_plan),
    ("before-the-file", _before_the_file),
    ("goals-from-a-base", _goals_from_a_base),
    ("year-of-the-plan", _of_a_planned_year),
    ("in-a-plan", _in_a_plan),
)
