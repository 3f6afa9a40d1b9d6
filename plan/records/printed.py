"""What is printed, and where: programmes, year tables, summary lines, and why each was taken for what it is."""

from __future__ import annotations

from typing import Literal

from plan.records.base import Place, Record
from plan.records.document import Cell, Damage, JoinedText, LineCertainty, Source
from plan.records.values import (
    ColumnRole,
    ColumnRule,
    ColumnState,
    DateRole,
    IssuerRule,
    KindRule,
    Level,
    LookRule,
    Measure,
    OwnerRule,
    PeriodBasis,
    RowRule,
    TableKind,
    TakenFor,
    TitleRule,
    YearRule,
)


class RegisterEntry(Record, frozen=True, kw_only=True):
    """A line of the overview chart: a unit programme with the strategy and task it stands under.

    ``strategy_count`` is the number of programmes that the chart says the strategy has.
    """

    code: str
    code_printed: str
    name: str
    department: str
    is_new: bool
    strategy: str
    task: str
    place: Place
    strategy_count: int | None = None


class ProgramNode(Record, frozen=True, kw_only=True):
    """A strategy, task or unit programme with what the chart and its page say of it.

    ``no`` is ``P1``, ``P1-1`` or ``P1-1-1`` where the document numbers it, else a stable slug. ``place`` is that of its
    own page where it has one, and ``heading`` what is printed there; ``chart_place`` is its line of the overview chart.
    ``state`` is what a column beside its table says of it: 선정, 미선정, 종료. ``flags`` are as those of a value.
    """

    no: str
    no_printed: str
    level: Level
    parent_no: str
    name: str
    department: str = ""
    is_new: bool = False
    place: Place
    register_code: str = ""
    heading: str = ""
    is_new_on_page: bool = False
    chart_place: Place | None = None
    state: str = ""
    flags: tuple[str, ...] = ()


class Column(Record, frozen=True, kw_only=True):
    """What one column of a year table holds; ``year_to`` closes a range of years.

    ``qualifier`` is the word beside or under the year (예산, 집행, 목표, 상반기), ``state`` what it says of the values:
    planned, actual (past), or for a part of the year only. Where each year has the same several columns (사업량 and
    사업비), ``series`` is the head under the year and ``measure`` what it counts.
    ``rule`` decided the role, and ``printed`` is what it read; both are empty in a plan of an older version.
    """

    column: int
    role: ColumnRole
    year: int | None = None
    year_to: int | None = None
    qualifier: str = ""
    state: ColumnState = ""
    series: str = ""
    measure: Measure | None = None
    rule: ColumnRule | Literal[""] = ""
    printed: str = ""


class Period(Record, frozen=True, kw_only=True):
    """The years that a plan is for; its title states them, or they are those of its tables or of its document.

    ``printed`` is what states them, and '' where only the heads of tables do.
    """

    first: int
    last: int
    basis: PeriodBasis
    printed: str
    place: Place


class DocumentYear(Record, frozen=True, kw_only=True):
    """The year that a document is of, by which rule it is known, and what says so where."""

    year: int
    rule: YearRule
    printed: str
    place: Place


class SaidDate(Record, frozen=True, kw_only=True):
    """A day or month that a document says of itself, and in which role: of its approval, its notice, its release.

    ``day`` is ``YYYY-MM-DD``, or ``YYYY-MM`` where no day is printed, or ``YYYY`` where only the year is.
    """

    role: DateRole
    day: str
    printed: str
    place: Place


class RowLeftOut(Record, frozen=True, kw_only=True):
    """A row of a plan's grid that is no plan itself, and the rule that says so."""

    row: int
    rule: RowRule


class RowSaid(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a person has decided of the rows that print ``label``, of all rows where it is empty; '' decides nothing."""

    label: str = ""
    name: str = ""
    measure: Measure | Literal[""] = ""
    unit: str = ""
    payer: str = ""


class TableSaid(Record, frozen=True, kw_only=True):
    """What a person has decided of a table's rows, and as what the table was read before anything was decided."""

    rows: tuple[RowSaid, ...] = ()
    kind: TableKind
    kind_rule: KindRule
    program_no: str
    owner_rule: OwnerRule
    row_programs: tuple[str, ...]
    columns: tuple[Column, ...]


class YearTable(Record, frozen=True, kw_only=True):
    """A table whose columns are years: head rows and body rows on the full grid, merged cells repeated.

    ``kind_rule`` is the rule that decided its kind, ``owner_rule`` the one that found its programme. ``unread`` tells
    why the table is not understood; such a table is never published. ``row_programs`` are the programmes that rows of
    the grid name by themselves, '' for a row of ``program_no``, and empty where no row does. ``rows_left_out`` are rows
    of a plan that are none: results, or what a later edition replaces. ``said`` is what a person has decided of it.
    """

    number: int
    kind: TableKind
    kind_rule: KindRule
    program_no: str
    owner_rule: OwnerRule = "none"
    row_programs: tuple[str, ...] = ()
    title: str
    unit_text: str
    header_rows: int
    columns: tuple[Column, ...]
    grid: tuple[tuple[Cell, ...], ...]
    place: Place
    pages: tuple[int, ...] = ()
    transposed: bool = False
    unread_ko: str = ""
    unread_en: str = ""
    rows_left_out: tuple[RowLeftOut, ...] = ()
    said: TableSaid | None = None

    def program_of(self, row: int) -> str:
        """The programme of a row of the grid."""
        return (self.row_programs[row] if self.row_programs else "") or self.program_no


class ColumnDecision(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a column of a year table holds, the rule that decided it, and the words of the head that it read.

    ``column`` counts across the years, so it is a row of the printed table where they stand one below the other. What
    is empty is left out of its JSON.
    """

    column: int
    role: ColumnRole
    year: int | None = None
    year_to: int | None = None
    rule: ColumnRule | Literal[""] = ""
    printed: str = ""


class TableDecision(Record, frozen=True, kw_only=True):
    """What a table that was looked at was taken for, and the rule that decided it.

    ``year_table`` counts the plan's year tables from 0; without it the table is none. ``title`` and ``head`` are the
    texts above it and in its head, ``reason`` says why a plan is not read all the same, and ``column_rules`` what its
    columns hold and why. Of a table without a head
    of years a published file quotes the cells that read as years only, since anything else may be about persons.
    """

    table: int
    year_table: int | None = None
    rows: int
    columns: int
    taken_for: TakenFor
    rule: KindRule | LookRule
    title: str = ""
    head: str = ""
    place: Place
    pages: tuple[int, ...] = ()
    reason_ko: str = ""
    reason_en: str = ""
    column_rules: tuple[ColumnDecision, ...] = ()


class SummaryPoint(Record, frozen=True, kw_only=True):
    """One value of a summary line with the year in front of it."""

    year: int
    printed: str


class SummaryLine(Record, frozen=True, kw_only=True):
    """A one-line summary: ``name(unit) : ('24) first -> ('27) last * total``."""

    name: str
    unit_text: str
    points: tuple[SummaryPoint, ...]
    total_printed: str
    program_no: str
    place: Place


class Contact(Record, frozen=True, kw_only=True):
    """An official named on a programme's page; published only where the caller asks for it."""

    program_no: str
    text: str
    place: Place


class Signature(Record, frozen=True, kw_only=True):
    """The office that signs a programme's page, without the names of its officials."""

    program_no: str
    office: str
    place: Place


class Announced(Record, frozen=True, kw_only=True):
    """A number of strategies, tasks or unit programmes that the document says it has: ``41개 단위사업``.

    ``program_no`` is the strategy that the number is printed beside, or '' where it is of the whole plan.
    """

    level: Level
    count: int
    program_no: str = ""
    printed: str
    place: Place


class Chapter(Record, frozen=True, kw_only=True):
    """A chapter as the table of contents names it, and as its own heading does."""

    numeral: str
    title: str
    place: Place
    heading: str
    heading_place: Place


class Issuer(Record, frozen=True, kw_only=True):
    """A text that may name who issues the document, in the order in which they are asked."""

    rule: IssuerRule
    printed: str
    place: Place


class ExtractedPlan(Record, frozen=True, kw_only=True):
    """What is printed, and where: the outline, the year tables with the very cells of the document, the summaries."""

    source: Source
    title: str
    title_rule: TitleRule | Literal[""] = ""
    title_place: Place | None = None
    issuers: tuple[Issuer, ...] = ()
    approved: str
    period: Period | None = None
    document_year: DocumentYear | None = None
    dates: tuple[SaidDate, ...] = ()
    programs: tuple[ProgramNode, ...]
    year_tables: tuple[YearTable, ...]
    summary_lines: tuple[SummaryLine, ...]
    announced: tuple[Announced, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    signatures: tuple[Signature, ...] = ()
    contacts: tuple[Contact, ...] = ()
    damage: tuple[Damage, ...] = ()
    passed_over: tuple[TableDecision, ...] = ()
    joined: tuple[JoinedText, ...] = ()
    certainties: tuple[LineCertainty, ...] = ()
