"""The only values that fields of records may have: formats, roles, kinds, and the names of the rules that decide."""

from __future__ import annotations

from typing import Literal

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
    "not-taken-up",
    "of-the-household",
    "an-assumption",
    "a-forecast",
    "alternatives",
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
    "like-a-plan",
    "after-the-plan",
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
    "costs-without-year",
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
    "rest-of-plan",
    "elided-years",
    "month-in-head",
    "whole-period",
    "printed-twice",
    "total-in-head",
    "money-in-front",
    "sum-of-years",
    "subtotal-in-head",
    "payer-in-head",
    "before-in-head",
    "after-in-head",
    "base-in-head",
    "base-in-text",
    "average-in-head",
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
    "share-row",
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
    "total-head",
    "running-total",
    "title",
    "title-of-goals",
    "group-of-people",
    "income",
    "paid-from-income",
    "summed-with-payers",
    "decided",
    "units-of-cells",
]
YearRule = Literal[
    "implemented-year",
    "beside-title",
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
Level = Literal["plan", "strategy", "task", "program"]
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
StatedKey = Literal[
    "plan_id",
    "title",
    "provider",
    "licence",
    "data_date",
    "source_url",
    "contact",
    "update_period",
    "keywords",
]
StatedBy = Literal["settings-file", "plan-file", "option"]  # gongpyo.toml, plan.toml; the later wins
LineageChange = Literal["same", "renamed", "moved", "split", "merged", "new", "ended"]
ReviewStatus = Literal["unreviewed", "confirmed", "corrected"]
