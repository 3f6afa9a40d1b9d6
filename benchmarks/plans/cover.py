"""The cover of a plan and what it is called."""

from __future__ import annotations

import random

from benchmarks.plans.content import Content
from fixtures.make.document import PAGE_WIDTH, Block, Cell, Paragraph, Table

PRINTED_PERIOD = ("basic", "finance", "project")


def titles_of(content: Content) -> tuple[str, ...]:
    """The title of the plan; with its office or its years where these stand apart from it."""
    first, last, place, plan = content.first, content.last, content.place.name, content.theme.plan
    shown = content.features["year_shown"]
    base = {
        "basic": f"{place} {plan} 기본계획",
        "finance": f"{place} {plan} 중기투자계획",
        "yearly": f"{first}년 {place} {plan} 시행계획",
        "work": f"{first}년도 주요업무계획",
        "performance": f"{first}년도 성과계획서",
        "project": f"{place} {plan} 투자사업 추진계획",
        "report": f"통계로 보는 {place} {plan}",
    }[content.features["kind"]]
    if content.features["kind"] not in PRINTED_PERIOD or shown == "body":
        if shown == "body" and content.features["kind"] in ("yearly", "work"):
            base = base.partition("년도 " if "년도 " in base else "년 ")[2]
        return (base, f"{content.office} {base}", f"{base}({first}~{last})")
    period = {
        "title-short": f"(’{first % 100}~’{last % 100})",
        "title-words": f"({first}년 ~ {last}년)",
    }.get(shown, f"({first}~{last})")
    return (f"{base}{period}", base, f"{base} ({first}~{last})")


def cover_of(content: Content, chance: random.Random) -> list[Block]:
    """The first page: title, date and office, and what stands above them."""
    features = content.features
    year = content.first if features["kind"] in ("work", "performance") else content.first - 1
    date = f"{year}. 1." if features["kind"] in ("work", "performance") else f"{year}. 12."
    title = titles_of(content)[0]
    blocks: list[Block] = []
    if features["cover"] == "approval":
        blocks += [_approval(content, chance, year), Paragraph("", "gap")]
    if features["cover"] == "committee":
        session = (f"{year}. 12. 8.(월) 10:00", "도시환경위원회")
        box = Cell(0, 0, ("보도자료", f"{year}. 12. 8.(월) 배포") if features["kind"] == "report" else session)
        blocks += [Table(rows=1, cells=(box,), widths=(60.0,), head_rows=0), Paragraph("", "gap")]
    lines: tuple[str, ...] = (title,)
    if features["year_shown"] == "title-words" and features["kind"] in PRINTED_PERIOD:
        lines = (title.rpartition("(")[0], "(" + title.rpartition("(")[2])
    if features["cover"] == "framed":
        cell = Cell(0, 0, lines, title=True)
        blocks.append(Table(rows=1, cells=(cell,), widths=(PAGE_WIDTH,), head_rows=0))
    else:
        blocks += [Paragraph(line, "title") for line in lines]
    return [
        *blocks,
        Paragraph("", "gap"),
        Paragraph(date, "centre"),
        Paragraph("", "gap"),
        Paragraph(content.office, "centre"),
    ]


def _approval(content: Content, chance: random.Random, year: int) -> Table:
    """The box of an approved document: its number, the day, and who signs."""
    department = content.theme.departments[0]
    texts = (
        ("문서번호", f"{department}-{chance.randrange(1000, 9999)}", "결재일자", f"{year}. 12. 3."),
        ("주무관", "팀장", "과장", "국장"),
        ("", "", "", "전결"),
    )
    cells = tuple(Cell(row, at, (text,)) for row, line in enumerate(texts) for at, text in enumerate(line))
    return Table(rows=3, cells=cells, widths=(30.0, 55.0, 30.0, 55.0), head_rows=0)
