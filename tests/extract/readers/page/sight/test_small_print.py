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
