"""What is covered on a page is published nowhere, and the cell, the title or the programme says that it is covered."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.seen_pages.changed_file import annotated, box_of, drawn
from benchmarks.seen_pages.page import CELL, Change, Page, one_cell
from benchmarks.seen_pages.typst import rect, stacked, text
from extract.readers.page.content import Covered, Run
from extract.readers.page.sight.covered import found_in, masked, worded
from gongpyo.pipeline import convert
from plan.errors import PlanError
from plan.records.meaning import Plan
from plan.script import COVERED
from tests.extract.readers.test_pdf import _table, _written

SECRET = "73917"
LEFT, TOP, RIGHT, BOTTOM = box_of(*CELL)
BOX = LEFT, TOP, RIGHT, BOTTOM
MIDDLE = (TOP + BOTTOM) / 2
FILLED = f"{LEFT} {TOP} {RIGHT - LEFT} {BOTTOM - TOP} re f"
AP = f"0 g 0 0 {RIGHT - LEFT} {BOTTOM - TOP} re f"
CHANGES: dict[str, Change] = {
    "black-box": drawn(f"0 g {FILLED}"),
    "white-box": drawn(f"1 g {FILLED}"),
    "round-box": drawn(
        f"0 g {LEFT} {TOP} m {RIGHT} {TOP} l {RIGHT} {BOTTOM} l {LEFT} {BOTTOM} l {LEFT - 3} {MIDDLE} l f"
    ),
    "marker": drawn(f"0 G 13 w {LEFT} {MIDDLE} m {RIGHT} {MIDDLE} l S"),
    "square": annotated("Square", BOX, shown=AP),
    "highlight": annotated("Highlight", BOX, shown=AP),
    "redact": annotated("Redact", BOX, shown=AP),
}
CONTENTS = {
    "white-on-paper": text(SECRET, "fill: white, "),
    "black-on-black": f"box(fill: black, {text(SECRET, 'fill: black, ')})",
    "tiny": text(SECRET, "size: 0.6pt, "),
    "transparent": text(SECRET, "fill: rgb(0, 0, 0, 0), "),
    "on-the-slant": stacked(text(SECRET), f"dy: -3pt, rotate(3deg, {rect('black', '40pt', '18pt')})"),
}
PAGES = {
    **{name: one_cell(name, text(SECRET), "", change) for name, change in CHANGES.items()},
    **{name: one_cell(name, content) for name, content in CONTENTS.items()},
}


def _published(page: Page, folder: Path) -> tuple[Plan, str]:
    """The plan of a page, and all that is written of it, as one text."""
    path = folder / "plan.pdf"
    path.write_bytes(page.document())
    plan, _ = convert(path, folder / "out")
    files = [file for file in (folder / "out").rglob("*") if file.is_file()]
    return plan, "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_covered_is_published_nowhere(name: str, tmp_path: Path) -> None:
    plan, written = _published(PAGES[name], tmp_path)
    assert SECRET not in written
    (value,) = (one for one in plan.observations if one.measure == "budget" and one.year == 2024)
    assert value.value is None and value.printed == COVERED
    told = [found for found in plan.findings if found.rule in ("covered-text", "not-as-seen")]
    assert told and all(found.places[0].row == CELL[0] and found.places[0].column == CELL[1] for found in told)


def _covered(tmp_path: Path, old: bytes) -> Path:
    """A table of which a word is another one, with a black box over it."""
    content = _table()
    x, y = (float(number) for number in content[: content.index(old)].rsplit(b" Td", 1)[0].split()[-2:])
    cover = b" q 0 g %d %d 60 14 re f Q" % (x - 3, y - 3)
    return _written(tmp_path, content.replace(old, b"(" + SECRET.encode() + b") Tj") + cover)


def test_a_label_that_is_covered_is_published_nowhere(tmp_path: Path) -> None:
    plan, _ = convert(_covered(tmp_path, b"(A) Tj"), tmp_path / "out")
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert not any(SECRET in file.read_text(encoding="utf-8", errors="replace") for file in files)
    assert any(found.rule == "covered-text" for found in plan.findings)
    assert all(one.name != SECRET for one in plan.indicators)


def test_a_head_that_is_covered_heads_nothing_and_is_told_nowhere(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        convert(_covered(tmp_path, b"(2024) Tj"), tmp_path / "out")
    assert "covers the head" in refused.value.en and SECRET not in str(refused.value.details) + refused.value.en


def test_what_is_covered_and_printed_anew_is_read(tmp_path: Path) -> None:
    page = one_cell("anew", stacked(text(SECRET), rect("white", "40pt", "9pt"), text("410")))
    plan, written = _published(page, tmp_path)
    assert SECRET not in written and not plan.findings
    assert [o.value for o in plan.observations if o.measure == "budget" and o.year == 2024] == [410]


def _run(text: str, left: float = 0.0, bottom: float = 100.0) -> Run:
    edges = [left + 5 * at for at in range(len(text) + 1)]
    return Run(text, edges[:-1], edges[1:], bottom - 10, bottom, 10)


def _texts(runs: list[Run]) -> list[str]:
    return ["".join(run.marks) for run in runs]


CASES: dict[str, tuple[list[Run], list[set[int]], list[str]]] = {
    "part-of-a-number": ([_run("41098")], [{3, 4}], ["410█"]),
    "a-run-for-each-character": ([_run("4"), _run("1", 5), _run("원", 10)], [{0}, {0}, set()], ["█", "원"]),
    "two-stretches": ([_run("41 98", 0), _run("7", 60)], [{0, 1}, {0}], ["█ 98", "█"]),
    "another-text-over-it": ([_run("410"), _run("385")], [{0, 1, 2}, set()], ["385"]),
}


@pytest.mark.parametrize("case", CASES)
def test_one_mark_stands_for_each_stretch(case: str) -> None:
    runs, gone, texts = CASES[case]
    assert _texts(masked(runs, gone)) == texts


def test_a_picture_of_a_mark_covers_no_word() -> None:
    runs = [_run("가·나"), _run("다(", 60)]
    assert worded(runs, [{1}, {0, 1}]) == [set(), {0, 1}]


def test_another_engine_is_told_each_character_once() -> None:
    runs = [_run("410"), _run("410", 0.5)]
    covered = [Covered("4", 2.6, 100.1), Covered("1", 7.5, 100.0), Covered("0", 12.5, 100.0), Covered("9", 0, 0)]
    assert found_in(runs, covered) == [{0, 1, 2}, set()]
