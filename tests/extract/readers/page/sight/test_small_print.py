"""Numbers in small print are as they are seen, and a line through them is one at any size."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.pdf_file import compiled, source_of
from gongpyo.pipeline import read_plan

TITLE = "가온시 건널목 밝히기 계획(2026∼2028)"
AMOUNTS = ("5,049백만원", "9,078백만원", "5,864백만원")
USUAL = "size: 10pt)\n#show table: set par"


def _findings(size: float, amounts: tuple[str, ...], tmp_path: Path, *, struck: str = "") -> list[str]:
    table = grid([["구분", "2026", "2027", "2028"], ["국비", *amounts]], (20.0, 21.0, 21.0, 21.0))
    blocks = (
        Paragraph(TITLE, "title"),
        Paragraph("1-1 건널목 밝히기", "heading"),
        Paragraph("연차별 투자계획", "section"),
    )
    source = source_of(Document(TITLE, ((*blocks, table),)))
    assert USUAL in source
    source = source.replace(USUAL, USUAL.replace("10pt", f"{size}pt"))
    if struck:
        assert f'"{struck}"' in source
        source = source.replace(f'"{struck}"', f'strike("{struck}")')
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(source))
    return [found.rule for found in read_plan(path).findings if found.rule in ("not-as-seen", "cell-not-read")]


@pytest.mark.parametrize("size", [6.5, 7.0, 7.05, 7.1, 7.15, 7.2, 8.5])
def test_small_print_is_not_struck_out(size: float, tmp_path: Path) -> None:
    assert _findings(size, AMOUNTS, tmp_path) == []


@pytest.mark.parametrize("size", [6.5, 7.05, 8.5])
def test_a_line_through_small_print_is_told(size: float, tmp_path: Path) -> None:
    assert "not-as-seen" in _findings(size, AMOUNTS, tmp_path, struck=AMOUNTS[1])


@pytest.mark.parametrize("size", [9.0, 11.0, 12.0])
def test_the_bar_of_a_seven_in_heavy_print_is_no_line_through_it(size: float, tmp_path: Path) -> None:
    table = grid([["구분", "2026", "2027", "2028"], ["국비", "2,227", "7,777", "3,237"]], (20.0, 25.0, 25.0, 25.0))
    blocks = (
        Paragraph(TITLE, "title"),
        Paragraph("1-1 건널목 밝히기", "heading"),
        Paragraph("연차별 투자계획(백만원)", "section"),
    )
    source = source_of(Document(TITLE, ((*blocks, table),)))
    for amount in ("2,227", "7,777", "3,237"):
        assert f'"{amount}"' in source
        source = source.replace(
            f'"{amount}"',
            f'text(stroke: 0.3pt, font: "New Computer Modern", weight: "bold", size: {size}pt, "{amount}")',
        )
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(source))
    plan = read_plan(path)
    assert [found.rule for found in plan.findings if found.rule in ("not-as-seen", "cell-not-read")] == []
    assert [one.printed for one in plan.observations] == ["2,227", "7,777", "3,237"]
