"""Puts a person's decisions on what tables are to the tables that nothing in the document decides.

A decision speaks of a table by what stands over it and in its head, so that it fits in another format and edition too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from normalize.decisions.model import Decisions, KindDecision
from normalize.findings.messages import finding
from plan.forms import single_spaced, unspaced
from plan.records import ExtractedPlan, Finding, YearTable


def with_decided_kinds(extracted: ExtractedPlan, decisions: Decisions) -> ExtractedPlan:
    """The tables of which a person has said what they are, as decided; one without its decision is unclear again."""
    tables = tuple(_decided(table, decisions.tables) for table in extracted.year_tables)
    return extracted if tables == extracted.year_tables else replace(extracted, year_tables=tables)


def unused_kinds(extracted: ExtractedPlan, decisions: Decisions) -> Iterator[Finding]:
    """The decisions of which no table of the document is."""
    for decision in decisions.tables:
        if not any(_speaks_of(decision, table) for table in extracted.year_tables):
            yield finding("correction-unused", "", record=decision.named(), reason="table")


def head_of(table: YearTable) -> str:
    """The texts of a table's head, each once, as an entry quotes them."""
    cells = (cell for row in table.grid[: table.header_rows] for cell in row)
    texts = (single_spaced(cell.text).strip() for cell in cells)
    return " | ".join(dict.fromkeys(filter(None, texts)))


def _decided(table: YearTable, decisions: Sequence[KindDecision]) -> YearTable:
    if table.kind != "unclear" and table.kind_rule != "decided":
        return table
    said = next((decision for decision in decisions if _speaks_of(decision, table)), None)
    if said is None:
        return replace(table, kind="unclear", kind_rule="no-evidence")
    return replace(table, kind=said.kind, kind_rule="decided")


def _speaks_of(decision: KindDecision, table: YearTable) -> bool:
    return (unspaced(decision.title), unspaced(decision.head)) == (unspaced(table.title), unspaced(head_of(table)))
