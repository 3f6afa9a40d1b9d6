"""Marks that cannot be seen change no value and no name, and marks that look alike mean the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
import regex
from msgspec.structs import replace

from extract.plan import extract_plan
from extract.readers.read import read_document
from extract.readers.viewer.text import read_blocks
from normalize.cells.read import read_amount
from normalize.cells.units import read_unit
from normalize.plan import normalize_plan
from output.files.json_file import json_bytes
from plan.data_files import tables_of
from plan.errors import PlanError
from plan.forms import bare
from plan.records.document import Block, Document, Paragraph, Table
from plan.records.meaning import Plan
from plan.script import (
    CIRCLED_DIGITS,
    DASHES,
    ITEM_MARKS,
    QUOTES,
    ROMAN_NUMERALS,
    SPAN,
    SYMBOLS_FILE,
    TILDES,
    counted,
    visible,
)
from plan.years import read_year
from tests.conftest import VIEWER_TEXT, Words, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section
from tests.golden import FIXTURES

UNSEEN = {  # written down one by one, so that the ranges of the code are held to something
    "soft hyphen": "\u00ad",
    "grapheme joiner": "\u034f",
    "Arabic letter mark": "\u061c",
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "left-to-right embedding": "\u202a",
    "pop directional formatting": "\u202c",
    "left-to-right override": "\u202d",
    "word joiner": "\u2060",
    "left-to-right isolate": "\u2066",
    "pop directional isolate": "\u2069",
    "variation selector": "\ufe0f",
    "byte order mark": "\ufeff",
    "tag": "\U000e0020",
    "ideographic variation": "\U000e0100",
}
BLANKS = {
    "no-break space": "\u00a0",
    "narrow no-break space": "\u202f",
    "figure space": "\u2007",
    "Hangul filler": "\u3164",
    "half-width Hangul filler": "\uffa0",
    "Hangul choseong filler": "\u115f",
    "Hangul jungseong filler": "\u1160",
}
DOCUMENTS = [
    FIXTURES / "seoul-citizen-participation-2024-2027" / "plan.hwpx",
    *sorted(path for path in (FIXTURES / "shapes").glob("*/document.*")),
]


def _marked(text: str, mark: str) -> str:
    """The text with the mark before, between and behind its characters."""
    return mark + "".join(f"{character}{mark}" for character in text) if text else text


def _with_marks(block: Block, mark: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_marked(block.text, mark))
    cells = [
        replace(cell, text=_marked(cell.text, mark), blocks=tuple(_with_marks(inner, mark) for inner in cell.blocks))
        for cell in block.cells
    ]
    return replace(block, cells=tuple(cells), caption=_marked(block.caption, mark))


def _read(document: Document) -> Plan | str:
    try:
        return normalize_plan(extract_plan(document))
    except PlanError as error:
        return error.code


def _unmarked(plan: Plan | str, mark: str) -> str:
    """The whole plan as JSON, the marks taken out of what is quoted."""
    return plan if isinstance(plan, str) else json_bytes(plan, with_contacts=True).decode().replace(mark, "")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.suffix[1:]}")
def test_marks_between_all_characters_change_nothing(path: Path) -> None:
    mark = "".join(UNSEEN.values())
    document = read_document(path)
    marked = replace(document, blocks=tuple(_with_marks(block, mark) for block in document.blocks))
    plain, found = _read(document), _read(marked)
    assert _unmarked(found, mark) == _unmarked(plain, mark)
    if isinstance(found, Plan):
        names = [found.profile.title, *(entry.name for entry in (*found.programs, *found.indicators))]
        assert not any(mark in name for name in names)
        assert all(mark in o.printed for o in found.observations if o.printed), "what is printed stays so"


def _document(path: Path, title: Sequence[str], words: Words) -> Document:
    """A document of some paragraphs and one table."""
    paragraphs = (*map(hwpx_paragraph, title), hwpx_paragraph(hwpx_grid(words)))
    path.write_bytes(hwpx_bytes(hwpx_section(*paragraphs)))
    return read_document(path)


@pytest.mark.parametrize("mark", [*UNSEEN.values(), "\u202b", "\u202e", "\u2067", "\u2068"], ids=ascii)
def test_a_row_of_results_is_known_whatever_its_word_holds(tmp_path: Path, mark: str) -> None:
    words = (
        ("구분", "구분", "2024", "2025"),
        ("방문객(명)", "계획", "100", "200"),
        ("방문객(명)", f"실{mark}적", "90", "180"),
    )
    document = _document(tmp_path / "plan.hwpx", ["가온시 계획(2024~2025)"], words)
    plan = _read(document)
    assert isinstance(plan, Plan)
    assert [observation.value for observation in plan.observations] == [100, 200]


@pytest.mark.parametrize("mark", UNSEEN.values(), ids=UNSEEN)
def test_the_viewers_text_is_read_as_it_is_seen_and_placed_as_it_is_printed(mark: str) -> None:
    marked = _marked(VIEWER_TEXT, mark)
    plain, _ = read_blocks(VIEWER_TEXT)
    found, damage = read_blocks(marked)
    assert damage == ()
    assert [list(map(visible, _texts(block))) for block in found] == [_texts(block) for block in plain]
    assert mark in _texts(found[-1])[0], "what is printed stays so"
    for cell in (cell for block in found if isinstance(block, Table) for cell in block.cells):
        assert cell.place.offset is not None
        assert visible(marked[cell.place.offset :]).startswith(visible(cell.text)[:1])


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


@pytest.mark.parametrize("mark", BLANKS.values(), ids=BLANKS)
def test_a_blank_of_any_width_is_a_blank(mark: str) -> None:
    assert bare(f"실{mark}적") == "실적"
    assert read_year(f"2024{mark}년").year == 2024
    assert read_unit(f"백만{mark}원") == read_unit("백만원")
    assert read_amount(f"50{mark}명") == read_amount("50 명")
    assert read_amount(f"12{mark}34").status == "unreadable", "two numbers side by side are not one"
    assert read_amount(mark).status == "blank"


def test_digits_that_are_turned_round_are_no_number() -> None:
    assert read_amount("\u202e12").status == "unreadable"
    assert read_amount("\u202e12").flags == ("reversed", "review")


def test_what_cannot_be_seen_is_what_unicode_calls_ignorable() -> None:
    """Unassigned ones aside; musical and shorthand marks stand in no plan, and fillers are blanks."""
    ignorable = regex.compile(r"\p{Default_Ignorable_Code_Point}")
    for code in range(0x110000):
        mark = chr(code)
        if ignorable.match(mark) and unicodedata.category(mark) != "Cn" and not 0x1BCA0 <= code <= 0x1D17A:
            assert visible(f"가{mark}나") in ("가나", "가 나") or mark in "\u17b4\u17b5", hex(code)


ORDINALS = (("구분", "계", "1차년도", "2차년도", "3차년도", "4차년도"), ("꽃길 목표(개소)", "10", "1", "2", "3", "4"))


@pytest.mark.parametrize("to", SPAN)
def test_the_period_of_a_title_is_known_however_its_marks_look(tmp_path: Path, to: str) -> None:
    marked = [f"({quote}24{to}{quote}27)" for quote in QUOTES]
    for period in (
        *marked,
        f"(2024{to}2027)",
        f"(2024 {to} 2027)",
        f"（２０２４{to}２０２７）",
        f"(2024년도{to}2027년도)",
    ):
        plan = _read(_document(tmp_path / "plan.hwpx", ["바람시", f"골목 가꾸기 계획 {period}"], ORDINALS))
        assert isinstance(plan, Plan)
        assert (plan.profile.first_year, plan.profile.last_year) == (2024, 2027), period
        assert {o.year: o.value for o in plan.observations} == {None: 10, 2024: 1, 2025: 2, 2026: 3, 2027: 4}
        assert not plan.findings


@pytest.mark.parametrize("to", TILDES)
@pytest.mark.parametrize("quote", QUOTES)
def test_years_and_ranges_are_read_however_their_marks_look(quote: str, to: str) -> None:
    assert read_year(f"{quote}24").year == 2024
    assert (read_year(f"{quote}24{to}{quote}27").year, read_year(f"{quote}24{to}{quote}27").year_to) == (2024, 2027)
    assert read_amount(f"50{to}80명") == read_amount("50~80명")


@pytest.mark.parametrize("dash", DASHES)
def test_a_dash_alone_is_a_dash(dash: str) -> None:
    assert read_amount(dash).status == "dash"
    assert read_year(f"2024{dash}2027").year_to == 2027


def test_every_symbol_of_hancoms_is_one_private_character_with_its_source() -> None:
    rows = tables_of(SYMBOLS_FILE)["symbol"]
    codes = [int(row["code"], 16) for row in rows]
    assert codes == sorted(set(codes))
    assert all(unicodedata.category(chr(code)) == "Co" for code in codes)
    assert all(len(row["like"]) == 1 and visible(row["like"]) == row["like"] and row["seen"] for row in rows)
    assert [visible(f"가{chr(code)}나") for code in codes] == [f"가{row['like']}나" for row in rows]


def test_what_no_row_names_stays_what_it_is() -> None:
    assert visible("\U000f0777 나무") == "\U000f0777 나무"


BOXED_ONES = {"a box": "\U000f02b1", "a filled box": "\U000f02ce", "a circle": "①", "a dark circle": "❶"}


@pytest.mark.parametrize("first", BOXED_ONES.values(), ids=BOXED_ONES)
def test_a_mark_counts_as_it_is_drawn(first: str) -> None:
    marks = [chr(ord(first) + step) for step in range(10)]
    assert [counted(mark) for mark in marks] == [*range(1, 11)]
    assert [counted(mark) for mark in (CIRCLED_DIGITS[-1], "㉑", "㊿", ROMAN_NUMERALS[-1], "가", "7")] == [
        20,
        21,
        50,
        12,
        0,
        0,
    ]


@pytest.mark.parametrize("mark", ["\U000f02b1", "\U000f02b0", "\U000f02e1", "①"])
def test_a_digit_in_a_box_is_no_number(mark: str) -> None:
    assert read_amount(mark).status == "text"
    assert read_amount(f"{mark} 50명").status == "text"


@pytest.mark.parametrize("mark", [*ITEM_MARKS, "\U000f02fb", "\U000f02fc", "\uf06c", "\U000f031c"], ids=ascii)
def test_a_bullet_in_front_of_a_number_does_not_lose_it(mark: str) -> None:
    plain = read_amount("1,200명")
    for text in (f"{mark} 1,200명", f"{mark}1,200명", f"{mark}\n1,200명"):
        assert read_amount(text) == replace(plain, flags=("bulleted",)), text


@pytest.mark.parametrize(
    "text", ["○ 50명 ○ 30명", "□ 50명", "\U000f03c5 50", "· 50", "* 50", "※ 50", "▶ 50", "○ 2024년"]
)
def test_a_mark_that_may_say_more_leaves_no_number(text: str) -> None:
    assert read_amount(text).value is None


def test_a_number_behind_an_unknown_symbol_is_for_a_person_to_see() -> None:
    found = read_amount("\U000f0777 300")
    assert (found.value, found.flags) == (300, ("review", "suspicious_glyph"))


BULLETED = (
    ("구분", "2024", "2025"),
    ("\U000f02b1 방문객(명)", "\U000f02fb 100", "\uf06c 200"),
    ("\U000f0777 참가자(명)", "5", "6"),
)


@pytest.mark.parametrize("mark", ["\uf076", "\U000f031c", "\U000f02b1", "\U000f0777"], ids=ascii)
def test_a_symbol_in_front_of_a_heading_is_its_mark(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "plan.hwpx"
    plan = _read(_document(path, ["가온시 계획(2024~2025)", f"{mark} 꽃길\uf09e숲길 가꾸기"], BULLETED))
    assert isinstance(plan, Plan)
    assert [program.name for program in plan.programs] == ["꽃길·숲길 가꾸기"]
    assert [o.value for o in plan.observations] == [100, 200, 5, 6]
