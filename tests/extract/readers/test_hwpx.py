"""HWPX: text, spans, nested tables and captions are kept; what is encrypted, hostile or over-sized is refused."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
import regex

from extract.plan import extract_plan
from extract.readers.limits import Limits, within
from extract.readers.read import read_document
from extract.year_tables.grid import lay_out
from plan.errors import ExitCode, PlanError
from plan.records.document import Document, Paragraph, Table
from tests.conftest import (
    HP,
    HS,
    YEAR_WORDS,
    hwpx_bytes,
    hwpx_cell,
    hwpx_grid,
    hwpx_paragraph,
    hwpx_section,
    hwpx_table,
    small_hwpx,
    zip_bytes,
)


def _read(content: bytes, tmp_path: Path) -> Document:
    path = tmp_path / "plan.hwpx"
    path.write_bytes(content)
    return read_document(path)


def _refused(content: bytes, tmp_path: Path) -> PlanError:
    with pytest.raises(PlanError) as refused:
        extract_plan(_read(content, tmp_path))
    assert "plan.hwpx" in refused.value.ko and "plan.hwpx" in refused.value.en
    return refused.value


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in lay_out(table.rows, table.columns, table.cells)]


def test_paragraphs_and_tables_come_in_reading_order(tmp_path: Path) -> None:
    table = hwpx_grid([["가", "나"], ["다", "라"]])
    document = _read(
        hwpx_bytes(hwpx_section(hwpx_paragraph("앞"), hwpx_paragraph("왼쪽", table, "오른쪽"), hwpx_paragraph("뒤"))),
        tmp_path,
    )
    said = [block.text if isinstance(block, Paragraph) else _texts(block) for block in document.blocks]
    assert said == ["앞", "왼쪽", [["가", "나"], ["다", "라"]], "오른쪽", "뒤"]
    assert document.source.format == "hwpx"


def test_line_breaks_tabs_and_special_spaces_are_text(tmp_path: Path) -> None:
    text = "<hp:t>하나<hp:lineBreak/>둘<hp:tab/>셋<hp:nbSpace/>넷<hp:fwSpace/>다섯<hp:hyphen/>여섯</hp:t>"
    (block,) = _read(hwpx_bytes(hwpx_section(hwpx_paragraph(text))), tmp_path).blocks
    assert isinstance(block, Paragraph)
    assert block.text == "하나\n둘\t셋\xa0넷\u3000다섯-여섯"


def test_what_is_crossed_out_is_not_read_and_said(tmp_path: Path) -> None:
    deleted = '<hp:t>1<hp:deleteBegin Id="1" TcId="1"/>20</hp:t>'
    inserted = '<hp:t>0<hp:deleteEnd Id="1" TcId="1"/><hp:insertBegin Id="2"/>30<hp:insertEnd Id="2"/>명</hp:t>'
    document = _read(hwpx_bytes(hwpx_section(hwpx_paragraph(deleted, inserted), hwpx_paragraph("뒤"))), tmp_path)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["130명", "뒤"]
    (said,) = document.damage
    assert (said.rule, said.quote) == ("tracked-changes", "200")


def test_merged_cells_stand_in_every_position_they_cover(tmp_path: Path) -> None:
    cells = [
        hwpx_cell(0, 0, "머리", columns=3),
        hwpx_cell(1, 0, "왼쪽", rows=2),
        hwpx_cell(1, 1, "1"),
        hwpx_cell(1, 2, "2"),
    ]
    cells += [hwpx_cell(2, 1, "넓은 칸", columns=2)]
    section = hwpx_section(hwpx_paragraph(hwpx_table(cells, rows=3, columns=3)))
    (table,) = _read(hwpx_bytes(section), tmp_path).blocks
    assert isinstance(table, Table)
    assert _texts(table) == [["머리"] * 3, ["왼쪽", "1", "2"], ["왼쪽", "넓은 칸", "넓은 칸"]]


def test_a_nested_table_is_a_block_of_its_cell_and_not_its_text(tmp_path: Path) -> None:
    inner = hwpx_grid([["안1", "안2"]])
    outer = hwpx_table([hwpx_cell(0, 0, "밖", inner), hwpx_cell(0, 1, "옆")], rows=1, columns=2)
    (table,) = _read(hwpx_bytes(hwpx_section(hwpx_paragraph(outer))), tmp_path).blocks
    assert isinstance(table, Table)
    holder, beside = table.cells
    assert (holder.text, beside.text, beside.blocks) == ("밖", "옆", ())
    nested = [block for block in holder.blocks if isinstance(block, Table)]
    assert [_texts(block) for block in nested] == [[["안1", "안2"]]]
    assert [table.place.table, nested[0].place.table] == [0, 1]


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (0, 0), (1, 3)])
def test_a_table_without_cells_is_said_and_the_others_are_read(tmp_path: Path, rows: int, columns: int) -> None:
    empty = hwpx_table([], rows=rows, columns=columns, caption="빈 표")
    holder = hwpx_table([hwpx_cell(0, 0, "밖", empty)], rows=1, columns=1)
    section = hwpx_section(*map(hwpx_paragraph, ("가온시 숲 가꾸기 기본계획", empty, holder, hwpx_grid(YEAR_WORDS))))
    document = _read(hwpx_bytes(section), tmp_path)
    assert [part.rule for part in document.damage] == (["source-damaged"] * 2 if rows else [])
    (table,) = extract_plan(document).year_tables
    assert table.grid[1][2].text == "10"


@pytest.mark.parametrize("said", ["²", "٣", "9" * 5000, "-1", "1.5", ""])
def test_an_attribute_that_is_no_plain_number_stops_nothing_but_the_table(tmp_path: Path, said: str) -> None:
    table = hwpx_grid(YEAR_WORDS)
    for name in ("rowCnt", "colCnt", "rowAddr", "colAddr", "rowSpan", "colSpan"):
        changed = regex.sub(rf'{name}="\d+"', f'{name}="{said}"', table)
        try:
            extract_plan(_read(hwpx_bytes(hwpx_section(hwpx_paragraph(changed))), tmp_path))
        except PlanError as error:
            assert error.code == "limit" and len(said) == 5000


def test_a_part_numbered_beyond_all_measure_is_no_section(tmp_path: Path) -> None:
    parts = {"Contents/section0.xml": hwpx_section(hwpx_paragraph("글")), f"Contents/section{'9' * 5000}.xml": "x"}
    assert len(_read(zip_bytes(parts), tmp_path).blocks) == 1


def test_a_caption_belongs_to_its_table(tmp_path: Path) -> None:
    grid = hwpx_grid(YEAR_WORDS, caption="(단위: 백만원)")
    extracted = extract_plan(_read(hwpx_bytes(hwpx_section(hwpx_paragraph(grid))), tmp_path))
    (table,) = extracted.year_tables
    assert table.unit_text == "(단위: 백만원)"
    assert table.grid[1][2].text == "10"


def test_the_small_plan_is_read_with_its_years_and_places(tmp_path: Path) -> None:
    extracted = extract_plan(_read(small_hwpx(), tmp_path))
    (table,) = extracted.year_tables
    assert [(column.role, column.year) for column in table.columns] == [
        ("label", None),
        ("total", None),
        ("year", 2024),
        ("year", 2025),
        ("year", 2026),
    ]
    assert [[cell.text for cell in row] for row in table.grid] == [list(line) for line in YEAR_WORDS]
    assert extracted.period
    assert (extracted.period.first, extracted.period.last) == (2024, 2026)
    place = table.grid[2][3].place
    assert (place.section, place.table, place.row, place.column) == (0, 0, 2, 3)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2023-11-30", "2023-11-30"),
        ("2023. 2. 30", ""),
        ("2023-13-01", ""),
        ("0000-01-01", ""),
        ("２０２３-11-30", "2023-11-30"),
    ],
)
def test_a_day_of_approval_that_no_calendar_has_is_left_empty(tmp_path: Path, printed: str, day: str) -> None:
    lines = ("가온시 숲 가꾸기 기본계획(2024~2026)", f"결재일자 {printed}", hwpx_grid(YEAR_WORDS))
    content = hwpx_bytes(hwpx_section(*map(hwpx_paragraph, lines)))
    assert extract_plan(_read(content, tmp_path)).approved == day


def test_sections_follow_the_spine_of_the_package(tmp_path: Path) -> None:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf/"><manifest><item id="a" href="Contents/section0.xml"/>'
        '<item id="b" href="Contents/section1.xml"/></manifest>'
        '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    )
    content = hwpx_bytes(
        hwpx_section(hwpx_paragraph("영")), hwpx_section(hwpx_paragraph("일")), **{"Contents/content.hpf": package}
    )
    assert [getattr(block, "text", "") for block in _read(content, tmp_path).blocks] == ["일", "영"]


def test_sections_without_a_package_follow_their_numbers(tmp_path: Path) -> None:
    sections = [hwpx_section(hwpx_paragraph(f"{number}")) for number in range(12)]
    document = _read(hwpx_bytes(*sections), tmp_path)
    assert [getattr(block, "text", "") for block in document.blocks] == [str(number) for number in range(12)]


@pytest.mark.parametrize(
    "namespace", ["http://www.hancom.co.kr/hwpml/2016/paragraph", "http://www.owpml.org/owpml/2024/paragraph"]
)
def test_the_namespaces_of_other_editions_are_read_alike(tmp_path: Path, namespace: str) -> None:
    section = hwpx_section(hwpx_paragraph(hwpx_grid(YEAR_WORDS))).replace(HP, namespace)
    (table,) = _read(hwpx_bytes(section), tmp_path).blocks
    assert isinstance(table, Table)
    assert _texts(table)[0] == list(YEAR_WORDS[0])


# ------------------------------------------------------------------------------------------------ refusals

ENTITY = '<!DOCTYPE sec [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    '<!DOCTYPE s [<!ENTITY a "하하하하하하하하">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
BODY = f'<hs:sec xmlns:hs="{HS}" xmlns:hp="{HP}"><hp:p><hp:run><hp:t>앞&x;뒤</hp:t></hp:run></hp:p></hs:sec>'


@pytest.mark.parametrize("prolog", [ENTITY, LAUGHS + "<!-- -->", "<!DOCTYPE sec>"], ids=["entity", "laughs", "bare"])
def test_a_dtd_is_refused(tmp_path: Path, prolog: str) -> None:
    body = BODY.replace("&x;", "&j;" if "&a;" in prolog else "&x;" if "x SYSTEM" in prolog else "")
    assert _refused(hwpx_bytes(prolog + body), tmp_path).code == "damaged"


@pytest.mark.parametrize(
    "section",
    [
        pytest.param((f"<!--{'x' * 5000}-->" + ENTITY + BODY).encode(), id="behind-a-comment"),
        pytest.param(
            ('<?xml version="1.0" encoding="UTF-16"?>' + ENTITY + BODY).encode("utf-16"),
            id="in-utf-16",
        ),
    ],
)
def test_a_dtd_is_refused_wherever_it_stands(tmp_path: Path, section: bytes) -> None:
    assert _refused(zip_bytes({"Contents/section0.xml": section}), tmp_path).code == "damaged"


@pytest.mark.parametrize(
    "section",
    [
        (f"<!--{'x' * 5000}-->" + ENTITY + BODY).encode(),
        (f"<!--{'x' * 5000}-->" + LAUGHS + BODY.replace("&x;", "&j;")).encode(),
    ],
    ids=["entity", "laughs"],
)
def test_no_entity_is_ever_opened(tmp_path: Path, section: bytes) -> None:
    started = time.perf_counter()
    try:
        document = _read(zip_bytes({"Contents/section0.xml": section}), tmp_path)
    except PlanError:
        return
    assert time.perf_counter() - started < 2
    text = "".join(getattr(block, "text", "") for block in document.blocks)
    assert set(text) <= set("앞뒤&;xj")


def test_a_zip_without_a_section_is_no_document(tmp_path: Path) -> None:
    assert _refused(zip_bytes({"word/document.xml": "<w/>"}), tmp_path).code == "not-a-document"


@pytest.mark.parametrize(
    "section",
    ["", "<", "<a></b>", "\x00\x01", "<?xml version='1.0' encoding='no-such'?><a/>", "<a>&nbsp;</a>"],
    ids=repr,
)
def test_broken_xml_is_damaged(tmp_path: Path, section: str) -> None:
    assert _refused(hwpx_bytes(section), tmp_path).code == "damaged"


def test_a_broken_package_is_damaged(tmp_path: Path) -> None:
    content = hwpx_bytes(hwpx_section(hwpx_paragraph("글")), **{"Contents/content.hpf": "<package>"})
    assert _refused(content, tmp_path).code == "damaged"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_zip_is_damaged(tmp_path: Path, share: float) -> None:
    content = small_hwpx()
    assert _refused(content[: int(len(content) * share)], tmp_path).code == "damaged"


def test_a_wrong_checksum_is_damaged(tmp_path: Path) -> None:
    content = bytearray(small_hwpx())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        entry = archive.getinfo("Contents/section0.xml")
    content[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0x55
    assert _refused(bytes(content), tmp_path).code == "damaged"


def test_a_changed_digit_of_a_part_that_is_not_packed_is_damaged(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Contents/section0.xml", hwpx_section(hwpx_paragraph("1,234명")))
    assert _refused(stream.getvalue().replace(b"1,234", b"1,235"), tmp_path).code == "damaged"


def test_an_encrypted_document_is_refused_as_such(tmp_path: Path) -> None:
    manifest = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    content = hwpx_bytes(hwpx_section(hwpx_paragraph("글")), **{"META-INF/manifest.xml": manifest})
    assert _refused(content, tmp_path).code == "unknown-encryption"


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    content = hwpx_bytes(hwpx_section(hwpx_paragraph("글")), **{"Contents/section1.xml": b" " * (40 * 1024 * 1024)})
    assert len(content) < 100_000
    started = time.perf_counter()
    refused = _refused(content, tmp_path)
    assert (refused.code, refused.exit_code) == ("limit", ExitCode.LIMIT)
    assert time.perf_counter() - started < 2


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    content = hwpx_bytes(hwpx_section(hwpx_paragraph("글")), **{f"BinData/{number}": b"" for number in range(2_001)})
    assert _refused(content, tmp_path).code == "limit"


@pytest.mark.parametrize(("depth", "most"), [(600, 512), (150, 100)])
@pytest.mark.parametrize("before", [0, 5_000])
def test_xml_nested_too_deep_is_refused(tmp_path: Path, depth: int, most: int, before: int) -> None:
    section = hwpx_section(hwpx_paragraph("글") * before, "<hp:p>" + "<hp:x>" * depth + "</hp:x>" * depth + "</hp:p>")
    with within(Limits(xml_depth=most)):
        assert _refused(hwpx_bytes(section), tmp_path).code == "limit"


def test_what_the_setting_allows_is_read_however_deep(tmp_path: Path) -> None:
    deep = hwpx_paragraph("<hp:x>" * 10_000 + "<hp:t>글</hp:t>" + "</hp:x>" * 10_000)
    with within(Limits(xml_depth=20_000)):
        document = _read(hwpx_bytes(hwpx_section(deep)), tmp_path)
    assert [getattr(block, "text", "") for block in document.blocks] == ["글"]


def test_only_a_text_s_own_characters_are_read(tmp_path: Path) -> None:
    text = "<hp:t>하나<hp:titleMark>숨은</hp:titleMark><![CDATA[ & ]]>둘</hp:t><hp:memo><hp:t>메모</hp:t></hp:memo>"
    (block,) = _read(hwpx_bytes(hwpx_section(hwpx_paragraph(text))), tmp_path).blocks
    assert isinstance(block, Paragraph)
    assert block.text == "하나 & 둘"


def test_a_note_parts_the_text_it_stands_in(tmp_path: Path) -> None:
    note = f"<hp:ctrl><hp:footNote><hp:subList>{hwpx_paragraph('각주')}</hp:subList></hp:footNote></hp:ctrl>"
    document = _read(hwpx_bytes(hwpx_section(hwpx_paragraph("앞", note, "뒤"))), tmp_path)
    said = [(block.text, block.within) for block in document.blocks if isinstance(block, Paragraph)]
    assert said == [("앞", "body"), ("각주", "footnote"), ("뒤", "body")]


def test_the_words_of_a_note_are_no_part_of_the_cell_it_hangs_on(tmp_path: Path) -> None:
    note = f"<hp:ctrl><hp:footNote><hp:subList>{hwpx_paragraph('잠정치')}</hp:subList></hp:footNote></hp:ctrl>"
    table = hwpx_table([hwpx_cell(0, 0, "350", note), hwpx_cell(0, 1, "꽃 심기", note)], rows=1, columns=2)
    (read,) = _read(hwpx_bytes(hwpx_section(hwpx_paragraph(table))), tmp_path).blocks
    assert isinstance(read, Table) and _texts(read) == [["350", "꽃 심기"]]


def test_long_texts_come_whole_through_the_parser_s_buffers(tmp_path: Path) -> None:
    said = "가나다 &amp; 1,234 " * 40_000
    (block,) = _read(hwpx_bytes(hwpx_section(hwpx_paragraph(f"<hp:t>{said}</hp:t>"))), tmp_path).blocks
    assert getattr(block, "text", "") == said.replace("&amp;", "&")


def test_a_part_of_another_name_is_read_as_a_section_too(tmp_path: Path) -> None:
    section = hwpx_section(hwpx_paragraph("글")).replace("hs:sec", "hs:part")
    assert [getattr(block, "text", "") for block in _read(hwpx_bytes(section), tmp_path).blocks] == ["글"]


def test_a_table_without_rows_is_no_less_a_table(tmp_path: Path) -> None:
    (table,) = _read(hwpx_bytes(hwpx_section(hwpx_paragraph('<hp:tbl rowCnt="2" colCnt="3"/>'))), tmp_path).blocks
    assert isinstance(table, Table) and (table.rows, table.columns, table.cells) == (2, 3, ())


def test_paragraphs_far_apart_are_all_read_in_their_order(tmp_path: Path) -> None:
    said = [f"{number} {'글' * 300}" for number in range(2_000)]
    document = _read(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, said))), tmp_path)
    assert [getattr(block, "text", "") for block in document.blocks] == said
    assert [block.place.paragraph for block in document.blocks] == [*range(1, 2_001)]


@pytest.mark.parametrize("depth", [10, 30, 60, 80])
def test_tables_in_tables_are_read_or_refused(tmp_path: Path, depth: int) -> None:
    table = hwpx_grid(YEAR_WORDS)
    for _ in range(depth):
        table = hwpx_table([hwpx_cell(0, 0, table), hwpx_cell(0, 1, "옆")], rows=1, columns=2)
    try:
        extracted = extract_plan(_read(hwpx_bytes(hwpx_section(hwpx_paragraph(table))), tmp_path))
    except PlanError as refused:
        assert refused.code == "limit"
    else:
        assert len(extracted.year_tables) == 1


@pytest.mark.parametrize(
    ("rows", "columns", "spans"),
    [(100_000, 5, (1, 1)), (5, 100_000, (1, 1)), (2, 2, (1, 900_000)), (2, 2, (900_000, 1)), (10**15, 10**15, (1, 1))],
)
def test_a_claimed_huge_table_is_refused_at_once(
    tmp_path: Path, rows: int, columns: int, spans: tuple[int, int]
) -> None:
    cells = [hwpx_cell(0, 0, "2024", rows=spans[0], columns=spans[1]), hwpx_cell(1, 1, "2025")]
    section = hwpx_section(hwpx_paragraph(hwpx_table(cells, rows=rows, columns=columns)))
    started = time.perf_counter()
    with pytest.raises(PlanError) as refused:
        extract_plan(_read(hwpx_bytes(section), tmp_path))
    assert refused.value.code == "limit"
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("number", ["-1", "²", "x", "", "1.5", "9" * 5_000, "٣"])
def test_an_odd_number_in_an_attribute_is_no_crash(tmp_path: Path, number: str) -> None:
    section = hwpx_section(hwpx_paragraph(hwpx_grid(YEAR_WORDS))).replace('colAddr="1"', f'colAddr="{number}"')
    try:
        extract_plan(_read(hwpx_bytes(section), tmp_path))
    except PlanError as refused:
        assert refused.code in ("damaged", "limit")


def test_sections_and_entries_named_to_escape_are_never_written(tmp_path: Path) -> None:
    content = zip_bytes({"../../section0.xml": hwpx_section(hwpx_paragraph("글")), "/etc/section1.xml": hwpx_section()})
    assert _refused(content, tmp_path).code == "not-a-document"
    content = zip_bytes({"Contents/section0.xml": hwpx_section(hwpx_paragraph("글")), "/etc/x.xml": hwpx_section()})
    assert _refused(content, tmp_path).code == "damaged"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["plan.hwpx"]
