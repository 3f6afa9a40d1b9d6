"""From a plan document to its open data: the only module that knows all the stages."""

from __future__ import annotations

from pathlib import Path

from extract.plan import extract_plan
from extract.read import read_document
from normalize.plan import normalize_plan
from output.write import write_plan
from plan_records import ExtractedPlan, Plan


def convert(
    source: Path, folder: Path, *, plan_id: str | None = None, with_contacts: bool = False
) -> tuple[Plan, Path]:
    """Read one plan document and write its open data; the plan and the folder with its files."""
    plan = read_plan(source, plan_id=plan_id)
    return plan, write_plan(plan, folder, with_contacts=with_contacts)


def read_plan(source: Path, *, plan_id: str | None = None) -> Plan:
    """Read one plan document without writing anything."""
    return interpret(read_tables(source), plan_id=plan_id)


def read_tables(source: Path) -> ExtractedPlan:
    """Read what is printed in one plan document, before anything is interpreted."""
    document = read_document(source)
    return extract_plan(document)


def interpret(extracted: ExtractedPlan, *, plan_id: str | None = None) -> Plan:
    """Say what the printed cells mean, and audit them."""
    return normalize_plan(extracted, plan_id=plan_id)
