"""What it means: indicators, observations, findings, and the plan that holds them all."""

from __future__ import annotations

from typing import Literal

import msgspec

from plan.records.base import SCHEMA_VERSION, Number, Place, Record
from plan.records.document import Damage, JoinedText, Source
from plan.records.printed import (
    Announced,
    Chapter,
    Contact,
    DocumentYear,
    Period,
    ProgramNode,
    SaidDate,
    Signature,
    SummaryLine,
    TableDecision,
    YearTable,
)
from plan.records.values import (
    CellFate,
    Comparator,
    FateRule,
    FundingSource,
    Grade,
    IssuerRule,
    Measure,
    MeasureRule,
    PeriodType,
    ReviewStatus,
    Severity,
    StatedBy,
    StatedKey,
    Status,
    TitleRule,
    UnitRule,
    ValueKind,
)


class Indicator(Record, frozen=True, kw_only=True):
    """One series of a programme: a target or a budget with its unit and its printed total.

    ``counted_in`` is the number of the series of its programme and measure that counts this one already. ``flags`` are
    as those of a value.
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
    flags: tuple[str, ...] = ()


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
    ignored_by: dict[str, int] = msgspec.field(default_factory=dict)


class CellDecision(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one cell in scope, and the rule that decided it.

    ``row`` and ``column`` say where it begins in its printed table. A cell that is read as the value of a period says
    which, and by which rules its unit and its measure are known. ``confidence`` is how certain an engine was, from 0 to
    1, of the least certain line that it recognised in the picture of the cell. What is empty is left out of its JSON.
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
    confidence: float | None = None


class Decided(Record, frozen=True, kw_only=True):
    """What ``decisions.json`` holds: every table that was looked at, every cell in scope, and which rules decided.

    ``joined`` are the texts in tables of years that were made whole.
    """

    schema_version: str = SCHEMA_VERSION
    plan_id: str
    document_year: DocumentYear | None = None
    count: CellCount
    tables: tuple[TableDecision, ...]
    cells: tuple[CellDecision, ...]
    joined: tuple[JoinedText, ...] = ()


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
    dates: tuple[SaidDate, ...] = ()
    rules: tuple[RuleGrade, ...] = ()
    own_words: tuple[OwnWord, ...] = ()
    announced: tuple[Announced, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    signatures: tuple[Signature, ...] = ()
    damage: tuple[Damage, ...] = ()
    contacts: tuple[Contact, ...] = ()
    decided: Decided | None = None
