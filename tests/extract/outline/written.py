"""A plan of lines and tables, written in a format and read back: the chain of names above each plan table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.plans.flat import flat_text
from fixtures.make.document import PAGE_WIDTH, Cell, Document, Paragraph, Table
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_tables
from plan.records.printed import ExtractedPlan

TITLE = "가온시 물빛 기본계획(2025~2027)"
WRITERS: dict[str, Callable[[Document], bytes]] = {
    "hwpx": hwpx_file,
    "hwp": hwp_file,
    "pdf": pdf_file,
    "txt": flat_text,
}
WITH_TABLES = ("hwpx", "hwp", "pdf")
Rows = Sequence[Sequence[str]]
Given = str | Rows | Paragraph | Table


def goals(label: str, first: int) -> Rows:
    """A table of three yearly goals."""
    return [["성과지표", "2025년", "2026년", "2027년"], [f"{label}(개소)", *map(str, range(first, first + 3))]]


def merged(rows: Rows) -> Table:
    """A table; ``^`` goes on with the cell above, ``<`` with the one to the left."""
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text not in ("^", "<"):
                down = next((n for n, below in enumerate(rows[at + 1 :]) if below[column] != "^"), len(rows) - at - 1)
                right = next((n for n, beside in enumerate(row[column + 1 :]) if beside != "<"), len(row) - column - 1)
                cells.append(Cell(at, column, tuple(text.split("\n")), 1 + down, 1 + right, head=not at))
    widths = (PAGE_WIDTH / len(rows[0]),) * len(rows[0])
    return Table(len(rows), tuple(cells), widths, head_rows=int("^" not in rows[min(1, len(rows) - 1)]))


def read_as(form: str, tmp_path: Path, *blocks: Given, title: str = TITLE) -> ExtractedPlan:
    """What is extracted of the plan in a format."""
    made = [Paragraph(block) if isinstance(block, str) else _table(block) for block in blocks]
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(title, ((Paragraph(title, "title"), *made),))))
    return read_tables(path)


def _table(block: Rows | Paragraph | Table) -> Paragraph | Table:
    return block if isinstance(block, (Paragraph, Table)) else merged(block)


def chains(extracted: ExtractedPlan) -> list[tuple[str, ...]]:
    """Of each plan table the name of its programme and of what that stands under, the nearest first."""
    nodes = {node.no: node for node in extracted.programs}
    found = []
    for table in extracted.year_tables:
        names, no = [], table.program_no
        while table.kind == "plan" and no in nodes:
            names.append(nodes[no].name)
            no = nodes[no].parent_no
        found += [tuple(names)] if table.kind == "plan" else []
    return found
