"""Lines without marks are headings by their type, where nothing else heads the programmes of a document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fixtures.make.document import Block, Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan, read_tables
from plan.records.printed import ExtractedPlan

WRITERS = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = Paragraph("가온시 청년정책 기본계획(2024~2028)", "title")
BODY = Paragraph("청년이 머물며 일자리를 얻고 꿈을 키우도록 여러 지원을 꾸준히 넓혀 나간다.")
LARGE = "청년이 머무는 도시", "함께 사는 도시"
NAMES = "인턴십 운영", "청년센터 운영", "문화패스 발급"


def _table(name: str) -> Block:
    return grid([["구분", "2024", "2025"], [f"{name[:2]}(회)", "1", "2"]], (60, 40, 40))


def _file(tmp_path: Path, blocks: Sequence[Block], name: str) -> Path:
    path = tmp_path / f"plan.{name}"
    path.write_bytes(WRITERS[name](Document(title=TITLE.text, sections=((TITLE, *blocks),))))
    return path


def _owners(extracted: ExtractedPlan) -> list[tuple[str, str, str]]:
    nodes = {node.no: node for node in extracted.programs}
    own = [(nodes[table.program_no], table.owner_rule) for table in extracted.year_tables]
    return [(node.name, nodes[node.parent_no].name if node.parent_no else "", rule) for node, rule in own]


@pytest.mark.parametrize("name", WRITERS)
def test_programmes_and_strategies_are_told_by_the_size_of_their_type(name: str, tmp_path: Path) -> None:
    blocks: list[Block] = []
    for at, program in enumerate(NAMES):
        blocks += [] if at == 1 else [Paragraph(LARGE[at // 2], "chapter")]
        blocks += [Paragraph(program, "heading"), BODY, Paragraph("연차별 목표", "lead"), _table(program)]
    extracted = read_tables(_file(tmp_path, blocks, name))
    above = (LARGE[0], LARGE[0], LARGE[1])
    assert _owners(extracted) == [(program, over, "type-size") for program, over in zip(NAMES, above, strict=True)]
    assert not extracted.damage


CASES: dict[str, tuple[tuple[tuple[str, str], ...], list[str]]] = {  # lines above each table, and the owners' rules
    "below a marked chapter": ((("", "heading"), ("연차별 목표", "plain")), ["type-size"] * 3),
    "titles of tables below it": ((("", "heading"), (BODY.text, "plain"), ("{} 인원", "lead")), ["type-size"] * 3),
    "a code, and a title of a table": ((("1-{at}. ", "heading"), ("{} 인원", "lead")), ["heading"] * 3),
    "as large as the text": ((("", "plain"), (BODY.text, "plain")), ["table-title"] * 3),
}


@pytest.mark.parametrize("case", CASES)
def test_type_alone_tells_nothing_where_marks_do(case: str, tmp_path: Path) -> None:
    lines, rules = CASES[case]
    blocks: list[Block] = [Paragraph("Ⅰ. 정책 방향", "chapter")] if "chapter" in case else []
    blocks += [BODY]
    for at, program in enumerate(NAMES, 1):
        (lead, style), *others = lines
        blocks += [Paragraph(lead.format(at=at) + program, style)]  # type: ignore[arg-type]
        blocks += [Paragraph(text.format(program), style) for text, style in others]  # type: ignore[arg-type]
        blocks.append(_table(program))
    owners = _owners(read_tables(_file(tmp_path, blocks, "hwpx")))
    assert [rule for _, _, rule in owners] == rules
    if "table-title" not in rules:
        assert [name for name, _, _ in owners] == list(NAMES)


def test_a_heading_that_may_be_the_title_of_its_table_is_doubted(tmp_path: Path) -> None:
    blocks = [block for name in NAMES for block in (Paragraph(name, "heading"), BODY, _table(name))]
    plan = read_plan(_file(tmp_path, blocks, "hwpx"))
    assert [found.rule for found in plan.findings].count("program-uncertain") == len(NAMES)
