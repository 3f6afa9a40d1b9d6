"""A plan whose first row of numbers is drawn by typst, with a plain row below it, and what is read of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fixtures.make.pdf_file import compiled, quoted
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

SET = '#set page(paper: "a4")\n#set text(font: "Noto Sans KR", size: 10pt)\n'
ABOVE = ("가람시 쉼터 기본계획(2026~2028)", "1-1 쉼터 열기", "□ 연차별 목표(단위: 석)")
PLAIN = ("901", "902", "903")


def plan_of(folder: Path, cells: Sequence[str]) -> Plan:
    """The plan with these cells, each code of typst."""
    head = ", ".join(map(quoted, ("구분", "2026년", "2027년", "2028년", "쉼터")))
    plain = ", ".join(map(quoted, ("마루", *PLAIN)))
    table = f"#table(columns: (40mm, 36mm, 36mm, 36mm), align: center, {head}, {', '.join(cells)}, {plain})"
    path = folder / "plan.pdf"
    path.write_bytes(compiled(SET + "\n\n".join((*ABOVE, table))))
    return read_plan(path)


def values_of(plan: Plan) -> list[str]:
    """The numbers that are published, as printed."""
    return [one.printed for one in plan.observations if one.status == "value"]
