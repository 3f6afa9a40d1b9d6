"""What a year table is about, by named rules: a plan, the past, a comparison, a schedule; only a plan is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import msgspec

from extract.vocabulary import has_word, is_word
from extract.year_tables.document_year import WEAK
from extract.year_tables.grid import Grid
from extract.year_tables.head import Head, set_of
from plan.grid import Key, cell_key
from plan.patterns import lazy_pattern
from plan.records import Cell, Column, DocumentYear, KindRule, TableKind
from plan.script import DASHES, TILDES

ENOUGH_VALUES = 0.3  # share of filled value cells that must be amounts for a table to be about amounts
TIMES = ("year", "range", "prior", "later", "baseline", "actual")
PERIODS = ("year", "range", "prior", "later")
VALUE_ROLES = (*TIMES, "total", "subtotal")
AMOUNT = lazy_pattern(
    rf"^\s*(?:약|총|금|연)?\s?[{DASHES}(△▲▽▼+]?\s?\d[\d,]*(?:\.\d+)?"
    rf"(?!\d|\s?(?:월|일|분기|차\s?[년보])|[.)]\s|\s?[.{TILDES}]\s?\d{{1,2}}\s?[.월{TILDES}])"
)
ASIDE = lazy_pattern(r"\(.*?\)")  # 실적(B)
COMPARED = frozenset("ABCD")


class Dated(msgspec.Struct, frozen=True):
    """What the document tells of all its tables: the year that it is of, and whether its title names a plan."""

    year: DocumentYear | None = None
    of_a_plan: bool = False


class Facts(msgspec.Struct, frozen=True):
    """What the kind of a year table is told from; ``above`` are the texts that stand over it, its caption first."""

    grid: Grid
    head: Head
    title: str
    above: tuple[str, ...]
    dated: Dated

    @property
    def body(self) -> Grid:
        """The rows below the head."""
        return self.grid[self.head.rows :]

    @property
    def times(self) -> list[Column]:
        """The columns of years and periods."""
        return [column for column in self.head.columns if column.role in PERIODS]

    @property
    def planned(self) -> list[Column]:
        """Those of them that no word calls past or a part of a year."""
        return [column for column in self.times if column.state not in ("actual", "part")]


Decision = TableKind | None


def kind_of(grid: Grid, head: Head, title: str, above: tuple[str, ...], dated: Dated) -> tuple[TableKind, KindRule]:
    """The kind of a year table, and the first of the rules that decided it; without evidence it is ``unclear``."""
    facts = Facts(grid, head, title, above, dated)
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
    return "schedule" if (not amounts and not worded) or answered < ENOUGH_VALUES * len(filled) else None


def _no_periods(facts: Facts) -> Decision:
    return None if facts.times else "other"


def _results_only(facts: Facts) -> Decision:
    """Every column is past or a part of a year."""
    if facts.planned:
        return None
    return "actual" if any(column.state == "actual" for column in facts.times) else "other"


def _two_states(facts: Facts) -> Decision:
    return "comparison" if _compares(facts.body, facts.head, facts.planned) else None


def _titled_as_results(facts: Facts) -> Decision:
    """A word for the past stands in the title, none for what is to come, and no column says that it is planned."""
    is_past = has_word("past", facts.title) and not has_word("future", facts.title)
    marked = any(column.state == "actual" or _says_planned(column) for column in facts.times)
    return "actual" if is_past and not marked else None


def _before_the_document(facts: Facts) -> Decision:
    """All its years lie before that of the document."""
    year = facts.dated.year
    return "actual" if year and year.rule not in WEAK and _lies_before(facts, year.year) else None


def _planned_columns(facts: Facts) -> Decision:
    """A column says that its values are planned: 2026(목표), ’25년 예산."""
    return "plan" if any(_says_planned(column) for column in facts.planned) else None


def _says_planned(column: Column) -> bool:
    return column.state == "planned" and has_word("plan_word", column.qualifier)


def _titled_as_plan(facts: Facts) -> Decision:
    """A word for what is to come stands over the table or in its head."""
    head = (cell.text for row in facts.grid[: facts.head.rows] for cell in row)
    return "plan" if any(has_word("plan_word", text) for text in (*facts.above, *head)) else None


def _rows_of_a_plan(facts: Facts) -> Decision:
    """A row is named for what is to come or what it costs: 목표, 소요예산, 사업비."""
    labels = [column.column for column in facts.head.columns if column.role == "label"]
    return "plan" if any(has_word("plan_word", row[label].text) for row in facts.body for label in labels) else None


def _before_the_file(facts: Facts) -> Decision:
    """The same as above, where only the file itself says its year."""
    year = facts.dated.year
    return "actual" if year and year.rule in WEAK and _lies_before(facts, year.year) else None


def _in_a_plan(facts: Facts) -> Decision:
    """No word speaks against it in a document that is a plan and whose year is known and not past in the table."""
    return "plan" if facts.dated.of_a_plan and facts.dated.year else None


def _lies_before(facts: Facts, year: int) -> bool:
    """Whether all periods that may be planned end before a year; where one is not known, nobody can say."""
    ends = [column.year_to or column.year for column in facts.planned]
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


def is_amount(cell: Cell) -> bool:
    """Whether a line of the cell begins with a number that is no date, ordinal or mark of a list."""
    return any(AMOUNT.match(line) for line in cell.text.splitlines())


def _is_dash(cell: Cell) -> bool:
    return cell.text.strip() in (*DASHES, "△")


def _compares(body: Grid, head: Head, planned: Sequence[Column]) -> bool:
    """Two states side by side: plan and result rows, a year with two plans, or a change between two years."""
    labels = [column.column for column in head.columns if column.role == "label"]
    results = [row for row in body if any(is_word("actual_row", ASIDE.sub("", row[column].text)) for column in labels)]
    if results and len(results) < len(body):
        return True
    if _has_rival_columns(body, planned):
        return True
    years = {column.year for column in planned if column.role == "year"}
    change = any(column.role == "change" for column in head.columns)
    lettered = any(COMPARED & set(column.qualifier.split()) for column in planned)
    return (change or lettered) and len(years) <= 2


def _has_rival_columns(body: Grid, planned: Sequence[Column]) -> bool:
    """Whether a period has two columns that are not one and the same cell in every row."""
    columns: dict[tuple[str, int | None, str], list[int]] = defaultdict(list)
    for column in planned:
        if column.year is not None:
            columns[column.role, column.year, column.series].append(column.column)
    return any(
        len(set_of([row[column] for column in same])) > 1 for same in columns.values() if len(same) > 1 for row in body
    )


RULES: tuple[tuple[KindRule, Callable[[Facts], Decision]], ...] = (
    ("no-amounts", _no_amounts),
    ("no-periods", _no_periods),
    ("results-only", _results_only),
    ("two-states", _two_states),
    ("titled-as-results", _titled_as_results),
    ("before-the-document", _before_the_document),
    ("planned-columns", _planned_columns),
    ("titled-as-plan", _titled_as_plan),
    ("rows-of-a-plan", _rows_of_a_plan),
    ("before-the-file", _before_the_file),
    ("in-a-plan", _in_a_plan),
)
