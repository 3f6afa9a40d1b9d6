"""Official Korean plan documents into open data: the public door; each name is imported when it is asked for."""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # what a type checker takes for true; to import it from typing would take longer than all else
if TYPE_CHECKING:
    from extract.readers.limits import Limits as Limits
    from gongpyo.door import check as check
    from gongpyo.door import convert as convert
    from gongpyo.door import read as read
    from gongpyo.door import tables as tables
    from gongpyo.options import Options as Options
    from gongpyo.own_names import ShadowedModuleError as ShadowedModuleError
    from gongpyo.plan_view import PlanView as PlanView
    from gongpyo.plan_view import TableView as TableView
    from normalize.cells.amount import Amount as Amount
    from normalize.cells.value_json import value as value
    from plan.errors import ExitCode as ExitCode
    from plan.errors import PlanError as PlanError
    from plan.records.base import SCHEMA_VERSION as SCHEMA_VERSION
    from plan.records.base import Place as Place
    from plan.records.document import Cell as Cell
    from plan.records.document import Damage as Damage
    from plan.records.document import Paragraph as Paragraph
    from plan.records.document import Source as Source
    from plan.records.document import Table as Table
    from plan.records.meaning import CellCount as CellCount
    from plan.records.meaning import CellDecision as CellDecision
    from plan.records.meaning import Decided as Decided
    from plan.records.meaning import Finding as Finding
    from plan.records.meaning import Indicator as Indicator
    from plan.records.meaning import Observation as Observation
    from plan.records.meaning import Plan as Plan
    from plan.records.meaning import PlanProfile as PlanProfile
    from plan.records.meaning import RuleGrade as RuleGrade
    from plan.records.printed import Announced as Announced
    from plan.records.printed import Chapter as Chapter
    from plan.records.printed import Column as Column
    from plan.records.printed import Contact as Contact
    from plan.records.printed import DocumentYear as DocumentYear
    from plan.records.printed import ExtractedPlan as ExtractedPlan
    from plan.records.printed import Issuer as Issuer
    from plan.records.printed import Period as Period
    from plan.records.printed import ProgramNode as ProgramNode
    from plan.records.printed import SaidDate as SaidDate
    from plan.records.printed import Signature as Signature
    from plan.records.printed import SummaryLine as SummaryLine
    from plan.records.printed import SummaryPoint as SummaryPoint
    from plan.records.printed import TableDecision as TableDecision
    from plan.records.printed import YearTable as YearTable

    __version__: str

__all__ = [
    "SCHEMA_VERSION",
    "Amount",
    "Announced",
    "Cell",
    "CellCount",
    "CellDecision",
    "Chapter",
    "Column",
    "Contact",
    "Damage",
    "Decided",
    "DocumentYear",
    "ExitCode",
    "ExtractedPlan",
    "Finding",
    "Indicator",
    "Issuer",
    "Limits",
    "Observation",
    "Options",
    "Paragraph",
    "Period",
    "Place",
    "Plan",
    "PlanError",
    "PlanProfile",
    "PlanView",
    "ProgramNode",
    "RuleGrade",
    "SaidDate",
    "ShadowedModuleError",
    "Signature",
    "Source",
    "SummaryLine",
    "SummaryPoint",
    "Table",
    "TableDecision",
    "TableView",
    "YearTable",
    "__version__",
    "check",
    "convert",
    "read",
    "tables",
    "value",
]

HOMES = {  # all others are records
    "check": "gongpyo.door",
    "convert": "gongpyo.door",
    "read": "gongpyo.door",
    "tables": "gongpyo.door",
    "Limits": "extract.readers.limits",
    "Options": "gongpyo.options",
    "ShadowedModuleError": "gongpyo.own_names",
    "PlanView": "gongpyo.plan_view",
    "TableView": "gongpyo.plan_view",
    "Amount": "normalize.cells.amount",
    "value": "normalize.cells.value_json",
    "ExitCode": "plan.errors",
    "PlanError": "plan.errors",
}


def __getattr__(name: str) -> object:
    """What the door offers under this name, imported when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'gongpyo' has no attribute '{name}'")
    if name == "__version__":
        found = importlib.import_module("importlib.metadata").version("gongpyo")
    else:
        importlib.import_module("gongpyo.own_names").require_own_names()
        home = HOMES.get(name)
        records = importlib.import_module("plan.records.index").NAMED
        found = getattr(importlib.import_module(home), name) if home else records[name]
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The names of the door."""
    return [*__all__]
