"""A kind of page: what typst prints of it, how the printed file is changed, and what a person reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from fixtures.make.pdf_file import compiled, quoted, source_of
from fixtures.make.small_documents import ROWS, grid_document
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.meaning import Plan

End = Literal["right", "marked", "silent", "crash"]
Spot = tuple[int, int]
Change = Callable[[bytes], bytes]
NOBODY = ""
CELL = (3, 2)  # the cost of 2024
HEIGHT = 841.89  # points of an A4 page
SIDES = (56.69, 198.43, 266.46, 334.49, 402.52, 470.55, 538.58)  # of the columns, points from the left
TOPS = (128.96, 146.49, 164.03, 181.56, 199.1)  # of the rows, points from the top
UNITS = {"km": 1, "그루": 2, "백만원": 3}  # the row of each unit
YEARS = {None: 1, 2024: 2, 2025: 3, 2026: 4, 2027: 5}
TRUTH = {(row, column): ROWS[row][column].replace(",", "") for row in (1, 2, 3) for column in range(1, 6)}


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: ``cells`` stand in the source in place of the words of the cells, as typst prints them."""

    name: str
    cells: Mapping[Spot, str] = field(default_factory=dict)
    reads: Mapping[Spot, str] = field(default_factory=dict)
    healthy: bool = False
    head: str = ""
    tail: str = ""
    changes: tuple[Change, ...] = ()

    def document(self) -> bytes:
        """The page as PDF."""
        source = source_of(grid_document(ROWS))
        for (row, column), content in self.cells.items():
            plain = " + [ ] + ".join(f"box({quoted(word)})" for word in ROWS[row][column].split(" "))
            at = re.compile(rf"(table\.cell\(x: {column}, y: {row}, .*?){re.escape(plain)}")
            match = at.search(source)
            if match is None:
                raise ValueError(plain)
            source = source[: match.start()] + match[1] + content + source[match.end() :]
        printed = _compiled(source.replace("\n\n#align", f"\n{self.head}\n#align", 1) + self.tail)
        for change in self.changes:
            printed = change(printed)
        return printed


@cache
def _compiled(source: str) -> bytes:
    return compiled(source)


def plan_or_end(path: Path) -> Plan | End:
    """The plan of a file, or how its conversion ends without one."""
    try:
        return read_plan(path)
    except PlanError:
        return "marked"
    except Exception:  # noqa: BLE001  # whatever it is, it is what is looked for
        return "crash"


def ended(page: Page, folder: Path) -> End:
    """How the conversion of a page ends: a value that nobody reads there is silent, beside a finding too."""
    path = folder / f"page-{page.name}.pdf"
    path.write_bytes(page.document())
    plan = plan_or_end(path)
    if isinstance(plan, str):
        return plan
    truth = {spot: value for spot, value in {**TRUTH, **page.reads}.items() if value != NOBODY}
    told = told_by(plan)
    if any(truth.get(spot) != value for spot, value in told.items()):
        return "silent"
    return "marked" if plan.findings else "right" if told == truth else "silent"


def told_by(plan: Plan) -> dict[Spot, str]:
    """The published values by the place where they belong in the table; (0, 0) where there is none."""
    return {
        (UNITS.get(told.unit, 0), YEARS.get(told.year, 0)): f"{told.value:f}"
        for told in plan.observations
        if told.value is not None
    }


def one_cell(name: str, content: str, reads: str = NOBODY, *changes: Change, at: Spot = CELL) -> Page:
    """A page of which one cell is another one."""
    return Page(name, {at: content}, {at: reads}, changes=changes)
