"""The records that cross a stage boundary: no parsing and no files in here.

``Document`` is what a reader gives, ``ExtractedPlan`` what is printed and where, ``Plan`` what it means.
Every record is frozen; every number is an ``int`` or a ``Decimal`` and keeps beside it what was printed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

SCHEMA_VERSION = "1.1.0"

# ------------------------------------------------------------------------- values shared by all stages

SourceFormat = Literal["hwp", "hwpx", "pdf", "opengov"]
Within = Literal["body", "header", "footer", "footnote", "text_box", "caption"]
ColumnRole = Literal[
    "label", "total", "subtotal", "year", "baseline", "actual", "prior", "later", "range", "change", "note"
]
ColumnState = Literal["", "planned", "actual", "part"]
TableKind = Literal["plan", "actual", "comparison", "schedule", "other", "unclear"]
KindRule = Literal[
    "no-amounts",
    "no-periods",
    "of-another-body",
    "an-example",
    "of-a-plan-above",
    "of-the-household",
    "an-assumption",
    "a-forecast",
    "from-statistics",
    "in-the-state-part",
    "goals-and-results",
    "parts-of-years",
    "results-only",
    "year-of-title",
    "two-states",
    "titled-as-results",
    "headed-as-results",
    "before-the-document",
    "planned-columns",
    "before-and-after",
    "one-year",
    "titled-as-plan",
    "signs-of-results",
    "rows-of-a-plan",
    "before-the-file",
    "in-a-plan",
    "no-evidence",
    "decided",
]
OwnerRule = Literal[
    "code",
    "form",
    "subject",
    "appendix",
    "quotes",
    "outline-level",
    "type-size",
    "heading",
    "whole-plan",
    "table-title",
    "document",
    "row",
    "decided",
    "none",
]
RowRule = Literal[
    "result-row",
    "ratio-row",
    "superseded-row",
    "change-row",
    "period-row",
    "name-row",
    "not-live-row",
    "struck-row",
]
CellDoubt = Literal["struck-out", "unseen-text", "object-in-cell"]
PeriodBasis = Literal["stated", "derived"]
TakenFor = Literal["plan", "actual", "comparison", "schedule", "other", "unclear", "nearly", "no_years"]
LookRule = Literal[
    "head-below-not-read",
    "too-few-years-down",
    "plan-years-without-head",
    "years-without-head",
    "year-in-heading",
    "times-without-year",
    "budget-without-year",
    "versions-without-year",
    "one-line",
    "no-years",
]
ColumnRule = Literal[
    "year-in-head",
    "two-digits-in-period",
    "numbered-year",
    "numbered-year-by-table",
    "numbered-year-by-line",
    "numbered-year-unknown",
    "months-of-numbered-year",
    "year-in-heading",
    "year-of-document",
    "period-in-head",
    "period-of-plan",
    "elided-years",
    "month-in-head",
    "whole-period",
    "printed-twice",
    "total-in-head",
    "money-in-front",
    "subtotal-in-head",
    "payer-in-head",
    "before-in-head",
    "after-in-head",
    "base-in-head",
    "base-in-text",
    "past-in-head",
    "change-in-head",
    "share-in-head",
    "in-front-of-values",
    "names-programmes",
    "names-editions",
    "superseded-edition",
    "year-before-plan",
    "remark-in-head",
    "only-periods",
    "year-not-read",
    "running-number",
    "no-head",
    "nothing-known",
    "decided",
]
CellFate = Literal["read", "ignored", "finding"]
FateRule = Literal[
    "row-label",
    "unit-column",
    "value-of-period",
    "unit-row",
    "change-row",
    "text-row",
    "result-row",
    "ratio-row",
    "superseded-row",
    "period-row",
    "name-row",
    "not-live-row",
    "struck-row",
    "total-column",
    "subtotal-column",
    "year-column",
    "baseline-column",
    "actual-column",
    "prior-column",
    "later-column",
    "range-column",
    "change-column",
    "note-column",
    "source-damaged",
    "cell-doubted",
    "not-as-seen",
    "label-not-as-seen",
    "several-periods",
    "several-rows",
    "same-period",
    "part-of-year",
    "single-among-pairs",
    "formula",
    "transition",
    "words",
    "unreadable",
]
UnitRule = Literal[
    "decided",
    "in-cell",
    "column-head",
    "unit-column",
    "in-label",
    "unit-row",
    "under-years",
    "in-corner",
    "unit-line",
    "in-turn",
    "of-total",
    "equal-amount",
    "of-sum-above",
    "of-budget-above",
]
MeasureRule = Literal[
    "in-label",
    "series-head",
    "payer-over-years",
    "payer-head",
    "head-over-years",
    "indicator-head",
    "part-head",
    "part-of-sum",
    "running-total",
    "title",
    "group-of-people",
    "income",
    "decided",
    "units-of-cells",
]
YearRule = Literal[
    "planned-period",
    "planned-year",
    "school-year",
    "approval",
    "release",
    "cover-date",
    "notice",
    "running-head",
    "title",
    "file-information",
    "file-name",
]
TitleRule = Literal[
    "name-and-years",
    "kind-and-subject",
    "named",
    "said-twice",
    "framed",
    "labelled",
    "behind-form",
    "largest",
    "running-head",
    "information",
    "file-name",
    "first-line",
    "none",
    "stated",
]
IssuerRule = Literal[
    "family",
    "in-title",
    "on-cover",
    "running-head",
    "in-form",
    "notice",
    "imprint",
    "domain",
    "file-name",
    "throughout",
    "agency",
    "address",
    "stated",
]
Level = Literal["strategy", "task", "program"]
Measure = Literal["target", "budget"]
PeriodType = Literal["year", "total", "baseline", "prior", "later"]
Status = Literal["value", "range", "dash", "blank", "non_budget", "undecided", "not_applicable", "text", "unreadable"]
ValueKind = Literal["", "flow", "level", "cumulative", "rate", "rank", "qualitative"]
Comparator = Literal["", ">=", "<=", ">", "<"]
FundingSource = Literal[
    "total", "national", "metropolitan", "district", "local", "fund", "education", "private", "self", "loan", "other"
]
Severity = Literal["error", "warning", "info"]
Grade = Literal["off", "error", "warning", "info"]
StatedKey = Literal["plan_id", "title", "provider", "licence", "source_url", "contact", "update_period", "keywords"]
StatedBy = Literal["settings-file", "plan-file", "option"]  # gongpyo.toml, plan.toml; the later wins
ReviewStatus = Literal["unreviewed", "confirmed", "corrected"]


Number = Decimal  # in JSON as ``as_json_number`` says


def as_json_number(value: Decimal) -> int | float | str:
    """The JSON number that reads back as exactly this value, or its digits as text where a float would lose some."""
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else str(value)


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A frozen record that refuses fields it does not know; that their types are right is proved before it runs.

    None can hold itself, so the garbage collector need not look at them (``gc=False``).
    """


class Place(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Where something is printed; made once, by the reader, and carried unchanged to the published row.

    As JSON it is without the coordinates that its format does not have.

    Pages and paragraphs count from 1; sections, tables, rows and columns from 0. ``box`` is left, top, right and
    bottom in points from the top left corner of the page. ``offset`` counts characters of the viewer's text.
    """

    page: int | None = None
    section: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: tuple[float, float, float, float] | None = None
    offset: int | None = None


# --------------------------------------------------------------------------------- what a reader gives


class Source(Record, frozen=True, kw_only=True):
    """The file that was read; ``saved`` is the day of its making or last saving as the file itself says it, or ''."""

    name: str
    format: SourceFormat
    sha256: str
    bytes: int
    pages: int | None = None
    saved: str = ""


class Paragraph(Record, frozen=True, kw_only=True):
    """A paragraph; ``text`` keeps its own line breaks as ``\\n``.

    ``outline`` is its level in the outline of a document that says so, from 1; 0 for the text of the body. ``size`` is
    the size of its type in tenths of a point, 0 where the format does not say it, and ``bold`` whether that is heavy.
    """

    text: str
    place: Place
    within: Within = "body"
    outline: int = 0
    size: int = 0
    bold: bool = False


class Cell(Record, frozen=True, kw_only=True):
    """A table cell; ``text`` is its paragraphs joined by ``\\n``, nested tables left out.

    ``blocks`` holds the cell's content in reading order where it has a table in it, and is empty otherwise.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    place: Place
    blocks: tuple[Block, ...] = ()


class Table(Record, frozen=True, kw_only=True):
    """A table of ``rows`` x ``columns`` positions; each position is covered by exactly one cell."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    place: Place
    pages: tuple[int, ...] = ()
    caption: str = ""
    within: Within = "body"


Block = Paragraph | Table


class Damage(Record, frozen=True, kw_only=True):
    """A part of the source that could not be trusted or read, so that nothing of it is published.

    ``not-as-seen`` says that a page shows something else than its characters say, ``tracked-changes`` that the source
    holds words which its writer has crossed out, ``heading-out-of-line`` that a table is published under a programme
    that the headings put in doubt, ``planned-in-text`` that a sentence holds planned figures. A ``CellDoubt`` is of a
    cell: words of it that are struck out or not seen, or what is no text.
    """

    rule: Literal[
        "source-damaged",
        "not-as-seen",
        "table-not-understood",
        "tracked-changes",
        "heading-out-of-line",
        "planned-in-text",
        CellDoubt,
    ] = "source-damaged"
    place: Place
    reason_ko: str
    reason_en: str
    quote: str = ""


class Document(Record, frozen=True, kw_only=True):
    """A document as printed: its blocks in reading order, whatever the format.

    ``column_edges`` holds for each table of a page, by its number, where its columns begin and end; ``titled`` is what
    the file's own information says the title is, or ''.
    """

    source: Source
    titled: str = ""
    blocks: tuple[Block, ...]
    column_edges: tuple[tuple[int, tuple[float, ...]], ...] = ()
    damage: tuple[Damage, ...] = ()


class PagePicture(Record, frozen=True, kw_only=True):
    """A page as a person sees it, a JPEG image; ``width`` and ``height`` are the page's own, in points."""

    page: int
    width: float
    height: float
    jpeg: bytes


# -------------------------------------------------------------------------- what is printed, and where


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
    ``state`` is what a column beside its table says of it: 선정, 미선정, 종료.
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
    programs: tuple[ProgramNode, ...]
    year_tables: tuple[YearTable, ...]
    summary_lines: tuple[SummaryLine, ...]
    announced: tuple[Announced, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    signatures: tuple[Signature, ...] = ()
    contacts: tuple[Contact, ...] = ()
    damage: tuple[Damage, ...] = ()
    passed_over: tuple[TableDecision, ...] = ()


# --------------------------------------------------------------------------------------- what it means


class Indicator(Record, frozen=True, kw_only=True):
    """One series of a programme: a target or a budget with its unit and its printed total.

    ``counted_in`` is the number of the series of its programme and measure that counts this one already.
    """

    program_no: str
    measure: Measure
    indicator_no: int
    name: str
    label_printed: str
    funding_source: FundingSource | None
    funding_source_name: str = ""
    unit: str
    unit_printed: str = ""
    base_unit: str
    scale: Number | None
    value_kind: ValueKind
    printed_total: Number | None
    computed_total: Number | None
    totals_agree: bool | None
    place: Place
    counted_in: int | None = None


class Observation(Record, frozen=True, kw_only=True):
    """One value of one indicator in one period, with the cell it was printed in.

    ``base_value = value * scale`` is in ``base_unit``; ``value`` is empty unless ``status`` is ``value``, and for a
    ``range`` it is ``value_min`` and ``value_max`` that hold the ends. ``printed`` stays what the document says, also
    where a person has corrected the value.
    """

    program_no: str
    measure: Measure
    indicator_no: int
    period_type: PeriodType
    year: int | None
    value: Number | None
    value_min: Number | None = None
    value_max: Number | None = None
    unit: str
    scale: Number | None
    base_value: Number | None
    base_unit: str
    value_kind: ValueKind = ""
    comparator: Comparator = ""
    approx: bool = False
    status: Status
    printed: str
    review_status: ReviewStatus = "unreviewed"
    flags: tuple[str, ...] = ()
    place: Place


class Finding(Record, frozen=True, kw_only=True):
    """Something a person should look at: what, where, what was expected and what is printed.

    ``places`` are those of all cells involved; the first table cell among them is the one in question. ``resolution``
    says what a person has decided, and is empty until then.
    """

    rule: str
    severity: Severity
    program_no: str
    record: str
    message: str
    message_en: str
    expected: str = ""
    actual: str = ""
    difference: str = ""
    places: tuple[Place, ...] = ()
    resolution: str = ""


class RuleGrade(Record, frozen=True, kw_only=True):
    """A rule of the audit that the settings have switched off or given another severity."""

    rule: str
    grade: Grade


class CellCount(Record, frozen=True, kw_only=True):
    """Every cell in scope answered for: ``in_scope == read + ignored + findings``; ``ignored_by`` counts by rule."""

    in_scope: int
    read: int
    ignored: int
    findings: int
    ignored_by: dict[str, int] = {}


class CellDecision(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one cell in scope, and the rule that decided it.

    ``row`` and ``column`` say where it begins in its printed table. A cell that is read as the value of a period says
    which, and by which rules its unit and its measure are known. What is empty is left out of its JSON.
    """

    table: int
    year_table: int
    row: int
    column: int
    page: int | None = None
    printed: str
    fate: CellFate
    rule: FateRule
    period_type: PeriodType | Literal[""] = ""
    year: int | None = None
    measure: Measure | Literal[""] = ""
    measure_rule: MeasureRule | Literal[""] = ""
    unit: str = ""
    unit_rule: UnitRule | Literal[""] = ""


class Decided(Record, frozen=True, kw_only=True):
    """What ``decisions.json`` holds: every table that was looked at, every cell in scope, and which rules decided."""

    schema_version: str = SCHEMA_VERSION
    plan_id: str
    document_year: DocumentYear | None = None
    count: CellCount
    tables: tuple[TableDecision, ...]
    cells: tuple[CellDecision, ...]


class Stated(Record, frozen=True, kw_only=True):
    """What a person has said of a plan, and where; keywords are joined by ``; ``."""

    key: StatedKey
    value: str
    by: StatedBy


class OwnWord(Record, frozen=True, kw_only=True):
    """A row that a person has added to the package's tables and that stands in the document: its table, as JSON."""

    kind: str
    row: str


class PlanProfile(Record, frozen=True, kw_only=True):
    """Who published the plan and under which id; rows of data, not of code."""

    plan_id: str
    title: str
    title_rule: TitleRule | Literal[""] = ""
    title_place: Place | None = None
    provider_code: str = ""
    provider_name: str = ""
    provider_rule: IssuerRule | Literal[""] = ""
    provider_printed: str = ""
    provider_place: Place | None = None
    office: str = ""
    licence: str = ""
    data_date: str = ""
    first_year: int | None = None
    last_year: int | None = None
    source_url: str = ""
    contact: str = ""
    update_period: str = ""
    keywords: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()


FILE_OF_ITS_OWN = frozenset(("decided",))  # fields of a plan that plan.json does not hold


class Plan(Record, frozen=True, kw_only=True):
    """The open data of one plan document; ``decided`` is a file of its own, and None in a plan that was read back."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    profile: PlanProfile
    programs: tuple[ProgramNode, ...]
    indicators: tuple[Indicator, ...]
    observations: tuple[Observation, ...]
    summary_lines: tuple[SummaryLine, ...]
    findings: tuple[Finding, ...]
    cells: CellCount
    year_tables: tuple[YearTable, ...]
    period: Period | None = None
    document_year: DocumentYear | None = None
    rules: tuple[RuleGrade, ...] = ()
    own_words: tuple[OwnWord, ...] = ()
    announced: tuple[Announced, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    signatures: tuple[Signature, ...] = ()
    damage: tuple[Damage, ...] = ()
    contacts: tuple[Contact, ...] = ()
    decided: Decided | None = None
