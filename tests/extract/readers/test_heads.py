"""Numbers and bullets that Hangul sets in front of paragraphs are read as they stand on paper, in HWPX and HWP 5."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from extract.plan import extract_plan
from extract.readers.heads import SHAPES, Definitions, Head, Heads, Level, Numbering, headed, sign
from extract.readers.hwp.heads import definitions_of as hwp_definitions_of
from extract.readers.hwp.layout import (
    BULLET,
    CTRL_HEADER,
    LIST_HEADER,
    NUMBERING,
    PARA_HEADER,
    PARA_SHAPE,
    PARA_TEXT,
    TABLE,
)
from extract.readers.hwp.reader import read_hwp
from extract.readers.hwp.streams import HwpStreams
from extract.readers.owpml.heads import heads_of as hwpx_heads_of
from extract.readers.read import read_document
from fixtures.make.hwp_head import record, text
from plan.records.document import Block, Document, Paragraph, Source, Table
from tests.conftest import YEAR_WORDS, hwpx_bytes, hwpx_grid, hwpx_section

# ------------------------------------------------------------------------------------------------------- counting

THREE = (Level("^1.", "ROMAN_CAPITAL"), Level("^2.", "HANGUL_SYLLABLE"), Level("^1-^2-^3"))


def _marks(definitions: dict[str, Numbering], *met: Head | str) -> list[str]:
    """The marks of heads in their order; a word is a section with this outline."""
    heads = Heads(lambda: Definitions(definitions, {}))
    marks = []
    for item in met:
        if isinstance(item, str):
            heads.begin_section(item)
        else:
            marks.append(heads.mark(item))
    return marks


def _outline(level: int) -> Head:
    return Head("OUTLINE", "0", level)


def _list(number: str, level: int = 0) -> Head:
    return Head("NUMBER", number, level)


def test_a_higher_level_begins_the_lower_ones_anew_and_one_passed_over_counts_as_begun() -> None:
    numbering = Numbering((Level("^1."), Level("^2)"), Level("^1-^2-^3")), 1)
    marks = _marks({"1": numbering}, "1", *map(_outline, (0, 1, 2, 2, 1, 2, 0, 2, 1)))
    assert marks == ["1.", "1)", "1-1-1", "1-1-2", "2)", "1-2-1", "2.", "2-1-1", "2)"]


def test_each_definition_counts_apart_and_goes_on_behind_another() -> None:
    definitions = {"3": Numbering((Level("^1."),), 1), "6": Numbering((Level("(^1)", start=9),), 1)}
    marks = _marks(definitions, *map(_list, ("3", "3", "6", "6", "3", "6")))
    assert marks == ["1.", "2.", "(9)", "(10)", "3.", "(11)"]


def test_outlines_and_lists_of_one_definition_count_apart() -> None:
    assert _marks({"1": Numbering((Level("^1."),), 1)}, "1", _outline(0), _list("1"), _outline(0)) == ["1.", "1.", "2."]


@pytest.mark.parametrize(("start", "marks"), [(0, ["1.", "2.", "3."]), (1, ["1.", "2.", "1."])])
def test_the_outline_of_a_section_goes_on_or_begins_anew_as_its_numbering_says(start: int, marks: list[str]) -> None:
    definitions = {"1": Numbering((Level("^1."),), 0), "2": Numbering((Level("^1."),), start)}
    assert _marks(definitions, "1", _outline(0), _outline(0), "2", _outline(0)) == marks


def test_a_head_without_its_definition_or_level_has_no_number() -> None:
    assert _marks({"1": Numbering((Level("^1."),), 1)}, "", _outline(0), _list("9"), _list("1", 3)) == ["", "", ""]


@pytest.mark.parametrize(
    ("form", "mark"),
    [
        ("^1-^2-^3", "I-가-1"),
        ("^n", "I.가.1"),
        ("^N", "I.가.1."),
        ("^10)", "I0)"),  # a caret takes one digit
        ("^^1^x^", "^^1^x^"),  # and what follows it, whatever it is
        ("제^3절 ", "제1절"),
        ("", ""),
        ("^9", ""),  # of a level that is not there
        ("^3" * 21, ""),
    ],
)
def test_a_form_says_how_a_number_is_printed(form: str, mark: str) -> None:
    assert _marks({"1": Numbering((*THREE[:2], Level(form)), 1)}, _list("1", 2)) == [mark]


@pytest.mark.parametrize(
    ("shape", "number", "printed"),
    [
        ("DIGIT", 120, "120"),
        ("ROMAN_CAPITAL", 14, "XIV"),
        ("ROMAN_SMALL", 9, "ix"),
        ("ROMAN_SMALL", 4000, ""),
        ("LATIN_CAPITAL", 3, "C"),
        ("LATIN_SMALL", 26, "z"),
        ("LATIN_SMALL", 27, ""),
        ("CIRCLED_DIGIT", 20, "⑳"),
        ("CIRCLED_LATIN_CAPITAL", 2, "Ⓑ"),
        ("CIRCLED_LATIN_SMALL", 2, "ⓑ"),
        ("HANGUL_SYLLABLE", 14, "하"),
        ("HANGUL_SYLLABLE", 15, ""),
        ("CIRCLED_HANGUL_SYLLABLE", 14, "㉻"),
        ("HANGUL_JAMO", 3, "ㄷ"),
        ("CIRCLED_HANGUL_JAMO", 14, "㉭"),
        ("HANGUL_PHONETIC", 10, "십"),
        ("IDEOGRAPH", 3, "三"),
        ("CIRCLED_IDEOGRAPH", 10, "㊉"),
        ("USER_CHAR", 1, ""),
        ("HANGUL_JAMO", 0, ""),
    ],
)
def test_a_number_has_the_sign_of_its_shape_or_none(shape: str, number: int, printed: str) -> None:
    assert sign(number, shape) == printed


@pytest.mark.parametrize(
    ("said", "mark", "read"),
    [
        ("숲 가꾸기", "1-1-1", "1-1-1 숲 가꾸기"),
        (" 숲 가꾸기", "1.", "1. 숲 가꾸기"),
        ("1-1-1 숲 가꾸기", "1-1-1", "1-1-1 숲 가꾸기"),  # typed as well
        ("12그루 심기", "1", "1 12그루 심기"),
        ("숲 가꾸기", "", "숲 가꾸기"),
    ],
)
def test_a_number_stands_before_the_words_once(said: str, mark: str, read: str) -> None:
    assert headed(said, mark, "OUTLINE") == read


@pytest.mark.parametrize("words", ["5", "5,000", "-5", "(5)", ".5", "△5", "’24"])
def test_no_number_is_set_before_figures_of_a_cell(words: str) -> None:
    assert headed(words, "1.", "NUMBER", in_cell=True) == words
    assert headed("명", "1", "NUMBER", in_cell=True) == "명"
    assert headed(words, "△", "BULLET", in_cell=True) == words


# ----------------------------------------------------------------------------------------------------------- HWPX

HH = "http://www.hancom.co.kr/hwpml/2011/head"


def _header(encoding: str = "UTF-8") -> bytes:
    """A head of an outline, a list and three bullets, with paragraph shapes of each; shape 0 has none."""
    heads = ("NONE 0 0", "OUTLINE 0 0", "OUTLINE 0 1", "OUTLINE 0 2", "NUMBER 2 0", "BULLET 1 0", "BULLET 2 0")
    shapes = "".join(
        '<hh:paraPr id="{}" tabPrIDRef="0"><hh:heading type="{}" idRef="{}" level="{}"/></hh:paraPr>'.format(
            number, *head.split()
        )
        for number, head in enumerate(heads)
    )
    outline = "".join(
        f'<hh:paraHead start="1" level="{level}" numFormat="{shape}">{form}</hh:paraHead>'
        for level, shape, form in ((1, "DIGIT", "^1."), (2, "HANGUL_SYLLABLE", "^2."), (3, "DIGIT", "^1-1-^3"))
    )
    bullet = '<hh:bullet id="{}" char="{}" useImage="0"><hh:paraHead level="0" numFormat="DIGIT"/></hh:bullet>'
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><hh:head xmlns:hh="{HH}" secCnt="1"><hh:refList>'
        f'<hh:numberings itemCnt="2"><hh:numbering id="1" start="0">{outline}</hh:numbering><hh:numbering id="2" '
        'start="3"><hh:paraHead start="3" level="1" numFormat="CIRCLED_DIGIT">^1</hh:paraHead></hh:numbering>'
        f"</hh:numberings><hh:bullets>{bullet.format(1, 'ㅇ')}{bullet.format(2, chr(0xF0A1))}</hh:bullets>"
        f"<hh:paraProperties>{shapes}</hh:paraProperties></hh:refList></hh:head>"
    ).encode(encoding)


def _p(shape: int, *inside: str) -> str:
    """A paragraph of a shape; what begins with ``<`` is put into its run as it is, all else is text."""
    parts = [part if part.startswith("<") else f"<hp:t>{part}</hp:t>" for part in inside]
    return f'<hp:p paraPrIDRef="{shape}"><hp:run charPrIDRef="0">{"".join(parts)}</hp:run></hp:p>'


def _td(column: int, *paragraphs: str) -> str:
    return f'<hp:tc><hp:subList>{"".join(paragraphs)}</hp:subList><hp:cellAddr colAddr="{column}" rowAddr="0"/></hp:tc>'


def _tbl(*cells: str) -> str:
    return f'<hp:tbl rowCnt="1" colCnt="{len(cells)}"><hp:tr>{"".join(cells)}</hp:tr></hp:tbl>'


SECTION = '<hp:secPr outlineShapeIDRef="1"><hp:pagePr/></hp:secPr>'


def _read(tmp_path: Path, *paragraphs: str, header: bytes | None = None) -> Document:
    path = tmp_path / "plan.hwpx"
    path.write_bytes(
        hwpx_bytes(hwpx_section(*paragraphs), **{"Contents/header.xml": _header() if header is None else header})
    )
    return read_document(path)


def _texts(blocks: tuple[Block, ...]) -> list[str | list[str]]:
    return [
        block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        for block in blocks
        if isinstance(block, Paragraph | Table)
    ]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_headings_of_hwpx_are_read_with_their_numbers(encoding: str, tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        _p(1, SECTION, "숲"),
        _p(0, "본문"),
        _p(2, "나무"),
        _p(3, "심기"),
        _p(3, "1-1-2 돌보기"),
        _p(1, ""),  # no words, and counted
        _p(1, "물"),
        _p(4, "하나"),
        _p(5, "점"),
        _p(6, "그림 글꼴의 점"),
        header=_header(encoding),
    )
    told = ["1. 숲", "본문", "가. 나무", "1-1-1 심기", "1-1-2 돌보기", "3. 물", "③ 하나", "ㅇ 점", "그림 글꼴의 점"]
    assert _texts(document.blocks) == told


def test_numbers_go_on_through_the_cells_of_a_table(tmp_path: Path) -> None:
    box = f"<hp:rect><hp:drawText><hp:subList>{_p(5, '7')}</hp:subList></hp:drawText></hp:rect>"
    table = _tbl(_td(0, _p(4, "둘째"), _p(5, "점")), _td(1, _p(4, "500")), _td(2, _p(5, "5"), _p(0, box)))
    document = _read(tmp_path, _p(4, "첫째", table, "뒤"), _p(4, table.replace("둘째", "여섯째"), "끝"))
    assert _texts(document.blocks) == [
        "③ 첫째",
        ["④ 둘째\n점", "500", "5\n7"],
        "뒤",
        ["⑦ 여섯째\n점", "500", "5\n7"],
        "⑥ 끝",
    ]


def test_tables_under_numbered_headings_are_of_their_programmes(tmp_path: Path) -> None:
    grid = hwpx_grid(YEAR_WORDS)
    document = _read(
        tmp_path,
        _p(0, SECTION, "가온시 숲 가꾸기 기본계획(2024~2026)"),
        *(_p(3, "나무 심기"), _p(0, "□ 연차별 추진계획"), _p(0, grid)),
        *(_p(3, "나무 돌보기"), _p(0, "□ 연차별 추진계획"), _p(0, grid)),
    )
    plan = extract_plan(document)
    assert [table.program_no for table in plan.year_tables] == ["P1-1-1", "P1-1-2"]


def test_a_head_without_numbers_tells_of_no_shape() -> None:
    assert hwpx_heads_of(b"", Path("plan.hwpx")) == {}
    assert hwpx_heads_of(b'<h><paraPr id="1"><heading type="NONE" idRef="0"/></paraPr></h>', Path("plan.hwpx")) == {}


BARE = _header().replace(b"^1.", b"").replace(b"^2.", b"").replace(b"^1-1-^3", b"")  # levels that print nothing
OF_A_PROGRAM = ("우리 동네에 나무를 심는다.", "(단위 : 그루)")


@pytest.mark.parametrize("styled", [(), OF_A_PROGRAM], ids=["names", "names and sentences"])
def test_lines_without_marks_are_headings_by_their_outline_level(styled: tuple[str, ...], tmp_path: Path) -> None:
    """A sentence and a line of units in the style of a heading name no programme, nor end the pages of one."""
    grid = hwpx_grid(YEAR_WORDS)
    body = [_p(0, SECTION, "가온시 숲 가꾸기 기본계획(2024~2026)")]
    for task, names in (("숲", ("나무 심기", "나무 돌보기")), ("물", ("샘 지키기", "내 가꾸기"))):
        body.append(_p(1, f"{task}을 넓히는 일"))
        for name in names:
            body += [_p(2, name), *(_p(2, text) for text in styled), _p(0, "□ 연차별 추진계획"), _p(0, grid)]
    plan = extract_plan(_read(tmp_path, *body, header=BARE))
    nodes = {node.no: node for node in plan.programs}
    owners = [nodes[table.program_no] for table in plan.year_tables]
    assert [node.name for node in owners] == ["나무 심기", "나무 돌보기", "샘 지키기", "내 가꾸기"]
    assert [nodes[node.parent_no].name for node in owners] == [f"{task}을 넓히는 일" for task in "숲숲물물"]
    assert {table.owner_rule for table in plan.year_tables} == {"outline-level"}
    assert not plan.damage


def test_one_line_in_the_style_of_a_heading_heads_nothing(tmp_path: Path) -> None:
    """A title, or an emphasised line, is alone of its level; the marked headings stay what they are."""
    grid = hwpx_grid(YEAR_WORDS)
    body = [_p(1, SECTION, "가온시 숲 가꾸기 기본계획(2024~2026)"), _p(0, "1. 나무 심기"), _p(2, "먼저 할 일")]
    body += [_p(0, grid), _p(0, "2. 나무 돌보기"), _p(0, grid)]
    plan = extract_plan(_read(tmp_path, *body, header=BARE))
    nodes = {node.no: node for node in plan.programs}
    assert [nodes[table.program_no].name for table in plan.year_tables] == ["나무 심기", "나무 돌보기"]
    assert {table.owner_rule for table in plan.year_tables} == {"heading"}


# ---------------------------------------------------------------------------------------------------------- HWP 5


def _level(form: str, shape: str = "DIGIT") -> bytes:
    return struct.pack("<IhhI", 0xC | SHAPES.index(shape) << 5, 0, 50, 0xFFFFFFFF) + text(form)


def _numbering(*levels: bytes, start: int = 0, starts: tuple[int, ...] = (1,) * 7) -> bytes:
    missing = [_level("")] * (7 - len(levels))
    return record(NUMBERING, 1, b"".join([*levels, *missing]) + struct.pack("<H", start) + struct.pack("<7I", *starts))


def _para_shape(kind: int, level: int = 0, number: int = 0) -> bytes:
    return record(PARA_SHAPE, 1, struct.pack("<I26xH20x", 0x180 | kind << 23 | level << 25, number))


DOC_INFO = b"".join(
    (
        _numbering(_level("^1.", "ROMAN_CAPITAL"), _level("^2.", "HANGUL_SYLLABLE"), _level("^2-^3")),
        _numbering(_level("^1)"), start=5, starts=(5, 1, 1, 1, 1, 1, 1)),
        record(BULLET, 1, struct.pack("<IhhI", 8, 0, 50, 0xFFFFFFFF) + "□".encode("utf-16-le") + bytes(10)),
        *(_para_shape(0), _para_shape(1, 0), _para_shape(1, 1), _para_shape(1, 2), _para_shape(2, 0, 2)),
        _para_shape(3, 0, 1),
    )
)


def _paragraph(shape: int, said: str, *, outline: int = 0, control: int = 0, level: int = 0) -> bytes:
    """A paragraph of a shape, with a control or with the definition of a section whose outline is told."""
    code = 2 if outline else control
    units = (struct.pack("<8H", code, *[0] * 6, code) if code else b"") + said.encode("utf-16-le")
    header = struct.pack("<IIHBBHHHI", len(units) // 2, 1 << code if code else 0, shape, 0, 0, 1, 0, 0, 0)
    definition = record(CTRL_HEADER, 1, b"dces" + struct.pack("<14xH6x", outline)) if outline else b""
    return record(PARA_HEADER, level, header) + record(PARA_TEXT, level + 1, units) + definition


def _hwp(*paragraphs: bytes, doc_info: bytes = DOC_INFO) -> list[str | list[str]]:
    streams = HwpStreams(0, {0: b"".join(paragraphs)}, (), doc_info)
    source = Source(name="plan.hwp", format="hwp", sha256="", bytes=0)
    return _texts(read_hwp(streams, Path("plan.hwp"), source).blocks)


def test_headings_of_hwp_are_read_with_their_numbers() -> None:
    read = _hwp(
        _paragraph(1, "숲", outline=1),
        _paragraph(0, "본문"),
        _paragraph(2, "나무"),
        _paragraph(2, "풀"),
        _paragraph(3, "심기"),
        _paragraph(1, "물"),
        _paragraph(4, "하나"),
        _paragraph(4, "둘"),
        _paragraph(5, "점"),
    )
    assert read == [
        "I. 숲",
        "본문",
        "가. 나무",
        "나. 풀",
        "나-1 심기",
        "II. 물",
        "5) 하나",
        "6) 둘",
        "□ 점",
    ]


def test_numbers_of_hwp_go_on_through_cells_and_no_bullet_stands_there() -> None:
    def cell(column: int, shape: int, said: str) -> bytes:
        header = struct.pack("<HIH4H26x", 1, 0, 0, column, 0, 1, 1)
        return record(LIST_HEADER, 2, header) + _paragraph(shape, said, level=2)

    table = struct.pack("<IHHH", 0, 1, 3, 0) + bytes(8) + struct.pack("<HHH", 3, 1, 0)
    holder = _paragraph(4, "", control=11) + record(CTRL_HEADER, 1, b" lbt" + bytes(40)) + record(TABLE, 2, table)
    cells = cell(0, 4, "둘째") + cell(1, 4, "500") + cell(2, 5, "5")
    read = _hwp(_paragraph(4, "첫째"), holder, cells, _paragraph(4, "끝"))
    assert read == ["5) 첫째", ["7) 둘째", "500", "5"], "9) 끝"]


def test_a_section_of_hwp_that_names_no_outline_has_no_numbers() -> None:
    assert _hwp(_paragraph(1, "숲"), _paragraph(4, "하나")) == ["숲", "5) 하나"]


def test_a_numbering_of_hwp_that_is_cut_short_prints_nothing() -> None:
    whole = _numbering(_level("^1."))
    for size in range(4, len(whole) - 28 - 2, 7):
        numbering = record(NUMBERING, 1, whole[4:size])
        assert _hwp(_paragraph(0, "하나"), doc_info=numbering + _para_shape(2, 0, 1)) == ["하나"]
    old = record(NUMBERING, 1, whole[4:-30] + struct.pack("<H", 7))  # as before 5.0.2.5
    assert hwp_definitions_of(old).numberings["1"].levels[0] == Level("^1.", "DIGIT", 7)


def test_paragraphs_of_hwp_say_their_level_in_the_outline() -> None:
    streams = HwpStreams(0, {0: b"".join(_paragraph(shape, "숲") for shape in (0, 1, 3, 4, 5))}, (), DOC_INFO)
    blocks = read_hwp(streams, Path("plan.hwp"), Source(name="plan.hwp", format="hwp", sha256="", bytes=0)).blocks
    assert [block.outline for block in blocks if isinstance(block, Paragraph)] == [0, 1, 3, 0, 0]
