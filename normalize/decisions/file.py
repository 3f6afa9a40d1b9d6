"""Reads ``corrections.yaml``, refusing with its line whatever is not understood.

The file is YAML 1.2. Its scalars are taken as the text that is written: ``96`` and ``"96"`` are the same, and no number
ever becomes a float.
"""

from __future__ import annotations

from pathlib import Path

from normalize.decisions.cell_entries import CellEntries
from normalize.decisions.model import CELL_KEYS, DECISION_KEYS, FINDING_KEYS, NO_DECISIONS, Decisions
from normalize.decisions.nodes import SIGNED_KEYS, Nodes
from normalize.decisions.table_entries import TABLE_KEYS, TABLE_PARTS, TableEntries
from plan.errors import PlanError
from plan.os_errors import Reason, reason_of
from plan.particles import particle
from plan.safe_files import read_file, text_by_hand

MAX_BYTES = 10_000_000
TOP_KEYS = ("version", "tables", "corrections", "findings")


def read_decisions(path: Path) -> Decisions:
    """The decisions of a file; none where there is no such file."""
    try:
        text = text_of(path)
    except FileNotFoundError:
        return NO_DECISIONS
    return decisions_in(text, path)


def decisions_in(text: str, path: Path, sheet: str = "", row: int = 0) -> Decisions:
    """The decisions of a file's text; ``path`` is what errors call it, or the row of a sheet of a workbook there."""
    nodes = Nodes(path, text, sheet, row)
    root = nodes.root()
    if root is None:
        return NO_DECISIONS
    top = nodes.mapping(root, TOP_KEYS)
    version = nodes.scalar(top["version"]) if "version" in top else "1"
    if version != "1":
        raise nodes.wrong(
            top["version"], f"version은 1이어야 합니다('{version}').", f"version must be 1, not '{version}'."
        )
    cells = nodes.entries(top.get("corrections"), (*CELL_KEYS, *DECISION_KEYS, *SIGNED_KEYS))
    findings = nodes.entries(top.get("findings"), (*FINDING_KEYS, "accepted", *SIGNED_KEYS))
    tables = nodes.entries(top.get("tables"), (*TABLE_KEYS, *TABLE_PARTS, *SIGNED_KEYS))
    of_cells, of_tables = CellEntries(path, text, sheet, row), TableEntries(path, text, sheet, row)
    return Decisions(
        tuple(made for entry, fields in cells if (made := of_cells.cell(entry, fields))),
        of_cells.distinct([left for entry, fields in findings if (left := of_cells.finding(entry, fields))]),
        tuple(said for entry, fields in tables if (said := of_tables.table(entry, fields))),
        str(path),
    )


def text_of(path: Path) -> str:
    """The text of a file of decisions, which is an ordinary file and no link."""
    try:
        content = read_file(path, MAX_BYTES, follows=False)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unreadable(path, reason_of(error)) from None
    text = text_by_hand(content)
    if text is None:
        raise _unreadable(path, Reason("UTF-8도 CP949도 아님", "neither UTF-8 nor CP949"))
    return text


def _unreadable(path: Path, why: Reason) -> PlanError:
    return PlanError(
        "corrections-unreadable",
        ko=f"'{path}'{particle(str(path), '을/를')} 읽을 수 없습니다({why.ko}).",
        en=f"'{path}' cannot be read ({why.en}).",
        path=str(path),
    )
