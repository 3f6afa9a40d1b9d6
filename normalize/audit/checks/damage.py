"""Parts of the source that were not read, and tables that are not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from msgspec.structs import replace

from normalize.audit.case import Case
from normalize.findings.messages import finding, one_of_many
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.meaning import Finding
from plan.records.printed import YearTable
from plan.records.values import ColumnRule, KindRule
from plan.script import MORE, TIMES_SIGNS

LEFT_OUT = ("comparison", "two-states")  # the kind of a table that compares, and its rule
YEARS_AHEAD = 2  # of the plan, from which on a table of two states looks ahead; one may be the year that is compared
PARTS: tuple[ColumnRule, ...] = ("part-of-sum", "from-year-before")  # columns below a year beside its value
MOST_NAMED = 3  # tables that one finding names
LONGEST_HEAD = 40  # characters of a head that stands for a title
MARKS = lazy_pattern(r" \('[^']*'\)")  # the characters of one cell in a reason that many cells share
PAGES = "recognised"  # told once for all pages of a document
MARKED = (
    "confirmed-by-layer",
    "confirmed-by-sum",
    "year-in-turn",
)  # what was in doubt and is confirmed; its values are marked
OF_CELLS = ("not-as-seen", "not-recognised")  # told once for the cells of a table that have one reason
NOT_OURS: frozenset[KindRule] = frozenset(
    (
        "of-another-body",
        "of-a-plan-above",
        "not-taken-up",
        "an-example",
        "of-the-household",
        "an-assumption",
        "a-forecast",
        "after-the-plan",
    )
)


def audit_tables(case: Case) -> Iterator[Finding]:
    """Plans whose table is not understood, so that nothing of it is published."""
    for table in case.extracted.year_tables:
        if table.kind == "plan" and table.unread_en:
            made = finding("table-not-understood", table.program_no, actual=table.title, places=(table.place,))
            yield _because(made, table.unread_ko, table.unread_en)


def audit_unclear(case: Case) -> Iterator[Finding]:
    """The tables of which nothing says that they are plans, all in one finding."""
    unclear = [table for table in case.extracted.year_tables if table.kind == "unclear"]
    yield from _all_in_one("tables-unclear", unclear)


def audit_not_ours(case: Case) -> Iterator[Finding]:
    """The tables of what is not this plan's, though it may lie ahead, in one finding with the reason that all share."""
    others = [table for table in case.extracted.year_tables if table.kind == "other" and table.kind_rule in NOT_OURS]
    reasons = {table.kind_rule for table in others}
    yield from _all_in_one("tables-not-ours", others, reasons.pop() if len(reasons) == 1 else "")


def audit_replaced(case: Case) -> Iterator[Finding]:
    """The earlier versions beside published ones (당초 | 변경), columns or whole tables, all in one finding."""
    plans = [table for table in case.extracted.year_tables if table.kind == "plan" and not table.unread_en]
    replaced = [table for table in plans if any(column.rule == "superseded-edition" for column in table.columns)]
    replaced += [table for table in case.extracted.year_tables if table.kind_rule == "older-version"]
    yield from _all_in_one("version-replaced", replaced)


def audit_parts(case: Case) -> Iterator[Finding]:
    """The columns below one year of a plan that are parts of its sum, or carried over from the year before."""
    plans = [table for table in case.extracted.year_tables if table.kind == "plan" and not table.unread_en]
    yield from _all_in_one(
        "parts-left-out", [table for table in plans if any(column.rule in PARTS for column in table.columns)]
    )


def audit_compared(case: Case) -> Iterator[Finding]:
    """The tables that compare the budgets of two years, or two states of years ahead, all of a kind in one finding."""
    year, period = case.extracted.document_year, case.extracted.period
    first = year.year if year else period.first if period else None
    if first is None:
        return
    left_out = [table for table in case.extracted.year_tables if (table.kind, table.kind_rule) == LEFT_OUT]
    changes = [table for table in left_out if _has_change(table)]
    yield from _all_in_one(
        "comparison-left-out", [table for table in changes if year and any(y >= year.year for y in _years(table))]
    )
    ahead = [table for table in left_out if not _has_change(table) and _looks_ahead(table, first)]
    yield from _all_in_one("comparison-left-out", ahead, "states")


def _has_change(table: YearTable) -> bool:
    return any(column.role == "change" for column in table.columns)


def _looks_ahead(table: YearTable, first: int) -> bool:
    """Whether a table has two columns for each of two years of the plan or more, or for one with others ahead.

    Not one of them holds a result.
    """
    columns = [column for column in table.columns if column.role == "year" and column.year]
    twice = Counter(column.year for column in columns if (column.year or 0) >= first)
    results = any(column.state in ("actual", "part") for column in columns)
    compared = [year for year, count in twice.items() if count > 1]
    goes_on = bool(compared) and any(column.role == "later" for column in table.columns)
    ahead = goes_on or len(compared) >= YEARS_AHEAD or any((year or 0) > first for year in compared)
    return ahead and not results


def _years(table: YearTable) -> set[int]:
    return {column.year for column in table.columns if column.role == "year" and column.year}


def _all_in_one(rule: str, tables: Sequence[YearTable], reason: str = "") -> Iterator[Finding]:
    if tables:
        counts = Counter(table.title or _head(table) for table in tables)
        named = [f"'{name}'" if count == 1 else f"'{name}' {TIMES_SIGNS[0]}{count}" for name, count in counts.items()]
        more = [MORE] if len(named) > MOST_NAMED else []
        yield finding(
            rule,
            "",
            record=", ".join([*named[:MOST_NAMED], *more]),
            actual=str(len(tables)),
            places=tuple(table.place for table in tables),
            reason=reason,
        )


def _head(table: YearTable) -> str:
    """What stands in the head of a table without a title, by which a person finds it on its page."""
    texts = dict.fromkeys(single_spaced(cell.text) for row in table.grid[: table.header_rows] for cell in row)
    head = " | ".join(text for text in texts if text)
    return head if len(head) <= LONGEST_HEAD else f"{head[:LONGEST_HEAD].rstrip()}{MORE}"


def audit_damage(case: Case) -> Iterator[Finding]:
    """Parts of the source that were not read."""
    found: list[tuple[Hashable, Finding]] = []
    tables: dict[Hashable, Place] = {}
    for part in case.extracted.damage:
        if part.rule in MARKED:
            continue
        made = finding(part.rule, "", places=(part.place,), actual=part.quote)
        reason = "" if part.rule == PAGES else MARKS.sub("", part.reason_en)
        cause = (part.rule, part.place.table, reason)
        is_of_many = part.rule == PAGES or (part.rule in OF_CELLS and part.place.table is not None)
        tables[cause] = replace(part.place, row=None, column=None, box=None)
        found.append((cause if is_of_many else None, _because(made, part.reason_ko, part.reason_en)))
    yield from one_of_many(found, tables)


def _because(made: Finding, ko: str, en: str) -> Finding:
    """The finding with its reason behind its sentence."""
    return replace(made, message=f"{made.message}{ko}", message_en=f"{made.message_en}{en}")
