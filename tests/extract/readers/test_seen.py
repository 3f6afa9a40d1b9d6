"""What is not seen of a cell is not read, and what is no text is said; only in the year tables that are plans."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

import extract.readers.equation
import extract.readers.seen
from benchmarks.hangul.kinds import COST, LABEL, deed_of, good
from benchmarks.hangul.model import Line, Piece, Style, line
from benchmarks.hangul.seen import WRITERS
from extract.readers.read import read_document
from gongpyo.pipeline import convert, read_plan
from plan.records.document import Damage, Document, Table
from plan.records.meaning import Plan
from tests.conftest import YEAR_WORDS, hwpx_bytes, hwpx_cell, hwpx_grid, hwpx_paragraph, hwpx_section, hwpx_table

HEAD = (
    '<hh:head xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head" xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core">'
    "<hh:refList><hh:borderFills>"
    '<hh:borderFill id="2"><hc:fillBrush><hc:winBrush faceColor="#1F3864"/></hc:fillBrush></hh:borderFill>'
    '<hh:borderFill id="3"><hc:fillBrush><hc:gradation type="LINEAR"/></hc:fillBrush></hh:borderFill>'
    '<hh:borderFill id="4"><hc:fillBrush><hc:winBrush faceColor="none"/></hc:fillBrush></hh:borderFill>'
    "</hh:borderFills><hh:charProperties>"
    '<hh:charPr id="1" height="1000" textColor="#FFFFFF" shadeColor="none"><hh:offset latin="0"/></hh:charPr>'
    '<hh:charPr id="2" height="1000" textColor="#000000"><hh:strikeout shape="SOLID"/></hh:charPr>'
    "</hh:charProperties></hh:refList></hh:head>"
)
TITLE = hwpx_paragraph("가온시 숲 가꾸기 기본계획(2024~2026)")


@pytest.mark.parametrize("module", [extract.readers.equation, extract.readers.seen], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_are_true(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted > 0
    assert tried.failed == 0


def _written(tmp_path: Path, *paragraphs: str) -> Path:
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*paragraphs), **{"Contents/header.xml": HEAD}))
    return path


def _read(tmp_path: Path, *paragraphs: str) -> Document:
    return read_document(_written(tmp_path, *paragraphs))


def _styled(text: str, shape: int) -> str:
    return f'</hp:run><hp:run charPrIDRef="{shape}"><hp:t>{text}</hp:t></hp:run><hp:run>'


def _cell(border: int, *inside: str) -> str:
    return hwpx_cell(0, 0, *inside).replace("<hp:tc>", f'<hp:tc borderFillIDRef="{border}">')


@pytest.mark.parametrize(
    ("border", "inside", "text", "rules"),
    [
        (1, ["<hp:t>44</hp:t>", _styled("1", 1)], "44", ["unseen-text"]),
        (4, ["<hp:t>44</hp:t>", _styled("1", 1)], "44", ["unseen-text"]),
        (2, ["<hp:t>44</hp:t>", _styled("1", 1)], "441", []),  # white on dark
        (3, ["<hp:t>44</hp:t>", _styled("1", 1)], "441", []),  # on a gradation, of which nobody knows
        (1, [_styled("441", 1)], "█", ["unseen-text"]),  # it is no blank cell
        (1, [_styled("44", 1), _styled("1", 1)], "█", ["unseen-text"]),
        (2, [_styled("40", 2), "<hp:t>44</hp:t>"], "44", ["struck-out"]),
        (1, [_styled("40", 2)], "", ["struck-out"]),
        (1, ["<hp:t>4</hp:t>", "<hp:unheardOf/>"], "4", ["object-in-cell"]),
        (1, ["<hp:t>4</hp:t>", "<hp:pic><hp:img/></hp:pic>", "<hp:chart/>"], "4", ["object-in-cell"]),
        (1, ["<hp:t>4<hp:unheardOf/></hp:t>"], "4", ["object-in-cell"]),
        (1, ["<hp:t>4<hp:markpenBegin/>0<hp:markpenEnd/></hp:t>"], "40", []),
        (1, ["<hp:ctrl><hp:bookmark/><hp:fieldEnd/></hp:ctrl>", "<hp:t>40</hp:t>"], "40", []),
    ],
)
def test_a_cell_as_it_is_seen(border: int, inside: list[str], text: str, rules: list[str], tmp_path: Path) -> None:
    table = hwpx_table([_cell(border, *inside)], rows=1, columns=1)
    document = _read(tmp_path, hwpx_paragraph(table))
    (block,) = document.blocks
    assert isinstance(block, Table)
    assert (block.cells[0].text, [part.rule for part in document.damage]) == (text, rules)
    assert all(part.place == block.cells[0].place for part in document.damage)


def test_a_struck_out_paragraph_is_not_there_and_white_ones_outside_of_cells_are(tmp_path: Path) -> None:
    texts = [getattr(block, "text", "") for block in _read(
        tmp_path, hwpx_paragraph(_styled("1-1-1 지운 사업", 2)), hwpx_paragraph(_styled("표지", 1))
    ).blocks]  # fmt: skip
    assert texts == ["표지"]


def _plan(tmp_path: Path, *paragraphs: str) -> Plan:
    return read_plan(_written(tmp_path, TITLE, *paragraphs))


def test_pictures_outside_of_plans_are_no_finding(tmp_path: Path) -> None:
    picture = hwpx_table([hwpx_cell(0, 0, "<hp:pic/>")], rows=1, columns=1)
    plan = _plan(tmp_path, hwpx_paragraph(picture), hwpx_paragraph(hwpx_grid(YEAR_WORDS)))
    assert "object-in-cell" not in {found.rule for found in plan.findings}


def test_tables_in_running_heads_are_no_series(tmp_path: Path) -> None:
    grid = hwpx_grid(YEAR_WORDS)
    head = f"<hp:ctrl><hp:header><hp:subList>{hwpx_paragraph(grid)}</hp:subList></hp:header></hp:ctrl>"
    once = _plan(tmp_path, hwpx_paragraph(grid))
    assert len(_plan(tmp_path, hwpx_paragraph(head), hwpx_paragraph(grid)).observations) == len(once.observations)


def test_tables_outside_of_a_paragraph_and_in_captions_are_read(tmp_path: Path) -> None:
    grid = hwpx_grid(YEAR_WORDS)
    once = len(_plan(tmp_path, hwpx_paragraph(grid)).observations)
    assert len(_plan(tmp_path, grid).observations) == once
    outer = hwpx_table([hwpx_cell(0, 0, "글")], rows=1, columns=1)
    caption = f"<hp:caption><hp:subList>{hwpx_paragraph(grid)}</hp:subList></hp:caption><hp:tr>"
    captioned = _plan(tmp_path, hwpx_paragraph(outer.replace("<hp:tr>", caption)))
    assert len(captioned.observations) == once


def test_what_stands_in_a_note_of_a_cell_is_no_doubt_of_the_cell(tmp_path: Path) -> None:
    said = f"<hp:subList>{hwpx_paragraph('<hp:pic/>')}</hp:subList>"
    note = f'<hp:ctrl><hp:footNote number="2">{said}</hp:footNote></hp:ctrl>'
    document = _read(tmp_path, hwpx_paragraph(hwpx_table([hwpx_cell(0, 0, "410", note)], rows=1, columns=1)))
    damage: tuple[Damage, ...] = document.damage
    (block,) = document.blocks
    assert isinstance(block, Table)
    assert (block.cells[0].text, damage) == ("410²", ())


SECRET = "73917"
UNSEEN = {
    "white": Style(ink=0xFFFFFF),
    "black-on-black": Style(ink=0, shade=0x0A0A0A),
    "tiny": Style(size=100),
}
SHEETS = {
    **{f"{name}-alone": good((COST, (line(SECRET, style=style),))) for name, style in UNSEEN.items()},
    **{f"{name}-before": good((COST, (Line((Piece(SECRET, style), Piece("410"))),))) for name, style in UNSEEN.items()},
    "white-in-a-light-zone": replace(
        good((COST, (line(SECRET, style=UNSEEN["white"]),))), zones=((COST, COST, 0xFFFFF0),)
    ),
    "white-label": good((LABEL, (line(SECRET, style=UNSEEN["white"]),))),
}


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", SHEETS)
def test_what_nobody_sees_is_published_nowhere(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{suffix}"
    path.write_bytes(WRITERS[suffix](deed_of(SHEETS[name])))
    plan, folder = convert(path, tmp_path / "out")
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert not any(SECRET in file.read_text(encoding="utf-8", errors="replace") for file in files)
    assert "unseen-text" in {found.rule for found in plan.findings}
