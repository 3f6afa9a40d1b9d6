"""HWP 5: what is damaged, encrypted or no Hangul document is refused with its reason."""

from __future__ import annotations

import random
import shutil
import struct
from pathlib import Path

import olefile
import pytest
from hwp5.filestructure import Hwp5File
from hwp5.recordstream import read_records

from extract.plan import extract_plan
from extract.readers.container import OLE_SIGNATURE
from extract.readers.hwp.layout import records_of
from extract.readers.hwp.reader import read_hwp
from extract.readers.hwp.section import SectionReader, trees_of
from extract.readers.hwp.streams import HwpStreams, open_hwp
from extract.readers.hwp.structure import checked
from extract.readers.limits import Limits, limit, within
from extract.readers.numbering import Counter
from extract.readers.read import read_document
from fixtures.make import document as typeset
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwp_head import COMPRESSED
from fixtures.make.small_documents import plain_document
from plan.errors import ExitCode, PlanError
from plan.records.document import Document, Paragraph, Source, Table
from tests.conftest import ROOT, SHARED

CORPUS = SHARED / "corpus" / "docs"
needs_corpus = pytest.mark.skipif(
    not CORPUS.exists(), reason="needs ../shared/corpus, which is not part of the repository"
)


def _refused(path: Path) -> PlanError:
    with pytest.raises(PlanError) as refused:
        read_document(path)
    assert path.name in refused.value.ko and path.name in refused.value.en
    return refused.value


def _small_document() -> Path:
    """The smallest genuine HWP 5 document of the corpus that can be read."""
    return CORPUS / "five-years-merged.hwp"


@pytest.mark.parametrize("size", [8, 100, 511, 512, 600, 4096])
def test_a_bare_signature_is_damaged(tmp_path: Path, size: int) -> None:
    path = tmp_path / "plan.hwp"
    path.write_bytes(OLE_SIGNATURE + bytes(size - 8))
    assert _refused(path).code == "damaged"


@pytest.mark.parametrize("seed", range(5))
def test_a_signature_before_noise_is_damaged(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "plan.hwp"
    path.write_bytes(OLE_SIGNATURE + random.Random(seed).randbytes(5_000))
    assert _refused(path).code == "damaged"


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 3)])
def test_a_table_without_cells_is_said_and_the_others_are_read(tmp_path: Path, rows: int, columns: int) -> None:
    empty = typeset.Table(rows=rows, cells=(), widths=(50.0,) * columns)
    holder = typeset.Table(rows=1, cells=(typeset.Cell(0, 0, ("밖",), tables=(empty,)),), widths=(50.0,))
    ((title, *others),) = plain_document().sections
    path = tmp_path / "plan.hwp"
    path.write_bytes(hwp_file(typeset.Document("빈 표", ((title, empty, holder, *others),))))
    document = read_document(path)
    assert {part.rule for part in document.damage} == {"source-damaged"}
    (table,) = extract_plan(document).year_tables
    assert table.grid[1][1].text == "26"


@needs_corpus
def test_a_password_is_seen() -> None:
    refused = _refused(CORPUS / "password.hwp")
    assert (refused.code, refused.exit_code) == ("unknown-encryption", ExitCode.INPUT)


@needs_corpus
def test_hwp_3_is_named_as_what_it_is() -> None:
    assert _refused(CORPUS / "hwp3-password.hwp").code in ("hwp3", "encrypted")


def _with_stream(tmp_path: Path, name: str, change: bytes, at: int = 0) -> Path:
    """A copy of a genuine document with some bytes of one stream overwritten; its size stays as it is."""
    path = tmp_path / "changed.hwp"
    shutil.copyfile(_small_document(), path)
    with olefile.OleFileIO(path, write_mode=True) as storage:
        content = bytearray(storage.openstream(name).read())
        content[at : at + len(change)] = change
        storage.write_stream(name, bytes(content))
    return path


@needs_corpus
@pytest.mark.parametrize(
    ("change", "at"),
    [(b"Not a Hangul file at all", 0), (b"\xff\xff\xff\xff", 32), (struct.pack("<I", 0x0000_0000), 32)],
    ids=["signature", "version", "zero-version"],
)
def test_a_bad_file_header_is_refused_or_read_alike(tmp_path: Path, change: bytes, at: int) -> None:
    path = _with_stream(tmp_path, "FileHeader", change, at)
    try:
        document = read_document(path)
    except PlanError as refused:
        assert refused.code in ("damaged", "not-a-document", "unknown-encryption")
    else:
        assert at == 32, "a file without the signature is no Hangul document"
        assert document.blocks == read_document(_small_document()).blocks


@needs_corpus
def test_the_password_bit_of_the_header_is_enough(tmp_path: Path) -> None:
    path = _with_stream(tmp_path, "FileHeader", b"\x03", 36)  # compressed and password, 5.0 revision 1.3, table 3
    assert _refused(path).code == "encrypted"  # its header names the known way of encrypting


@needs_corpus
@pytest.mark.parametrize("at", [0, 10, 200])
def test_a_section_that_does_not_inflate_is_never_a_shorter_document(tmp_path: Path, at: int) -> None:
    whole = read_document(_small_document())
    path = _with_stream(tmp_path, "BodyText/Section0", b"\xff\x00\xff\x00\xff\x00\xff\x00", at)
    try:
        document = read_document(path)
    except PlanError as refused:
        assert refused.code == "damaged"
    else:
        assert document.damage or document.blocks == whole.blocks


@needs_corpus
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_cut_file_is_damaged_or_says_what_is_missing(tmp_path: Path, share: float) -> None:
    content = _small_document().read_bytes()
    path = tmp_path / "cut.hwp"
    path.write_bytes(content[: int(len(content) * share)])
    try:
        document = read_document(path)
    except PlanError as refused:
        assert refused.code == "damaged"
    else:
        assert document.damage or document.blocks == read_document(_small_document()).blocks


@needs_corpus
@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_are_a_document_or_a_refusal(tmp_path: Path, seed: int) -> None:
    generator = random.Random(seed)
    content = bytearray(_small_document().read_bytes())
    for _ in range(generator.choice((1, 8, 64))):
        content[generator.randrange(8, len(content))] ^= 1 << generator.randrange(8)
    path = tmp_path / "flipped.hwp"
    path.write_bytes(bytes(content))
    try:
        extract_plan(read_document(path))
    except PlanError as refused:
        assert refused.code in ("damaged", "unknown-encryption", "not-a-document", "limit")


def _readable() -> list[Path]:
    paths = [*(ROOT / "fixtures").glob("*/plan.hwp"), *(ROOT / "fixtures").glob("shapes/*/document.hwp")]
    return [*paths, *(path for path in sorted(CORPUS.glob("*.hwp")) if "password" not in path.name)]


@pytest.mark.parametrize("path", _readable(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_sections_and_their_records_are_those_that_pyhwp_reads(path: Path) -> None:
    text = Hwp5File(str(path)).text
    sections = open_hwp(path.read_bytes(), path).sections
    assert [*sections] == text.section_indexes()
    for number, data in sections.items():
        theirs = read_records(text.section(number).open())
        ours = [(tag, level, data[start:end]) for tag, level, start, end in records_of(data)]
        assert ours == [(record["tagid"], record["level"], record["payload"]) for record in theirs]


# ------------------------------------------------------------------------------- the records of a section

PARA_HEADER, PARA_TEXT, CTRL_HEADER, LIST_HEADER, TABLE = 0x42, 0x43, 0x47, 0x48, 0x4D


def test_tracked_changes_are_said(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwp"
    path.write_bytes(hwp_file(plain_document(), COMPRESSED | 1 << 14))
    assert [part.rule for part in read_document(path).damage] == ["tracked-changes"]


def _record(tag: int, level: int, payload: bytes = b"") -> bytes:
    """A record as it stands in a section: its head, and its size behind that where it does not fit in."""
    size = min(len(payload), 0xFFF)
    longer = struct.pack("<I", len(payload)) if size == 0xFFF else b""
    return struct.pack("<I", tag | level << 10 | size << 20) + longer + payload


def _text(said: str) -> bytes:
    return said.encode("utf-16-le")


def _control(kind: bytes) -> bytes:
    """An extended control's eight code units in the text, and its header's first bytes: the id, last byte first."""
    return struct.pack("<8H", 11, *[0] * 6, 11) if kind == b"" else kind[::-1]


def _paragraph(level: int, said: str) -> list[bytes]:
    return [_record(PARA_HEADER, level), _record(PARA_TEXT, level + 1, _text(said))]


def _cell(level: int, row: int, column: int, said: str, rows: int = 1, columns: int = 1) -> list[bytes]:
    header = bytes(8) + struct.pack("<4H", column, row, columns, rows)
    return [_record(LIST_HEADER, level, header), *_paragraph(level, said)]


def _table(level: int, rows: int, columns: int, *cells: list[bytes]) -> list[bytes]:
    """A paragraph that holds a table between two words."""
    text = _text("앞") + _control(b"") + _text("뒤")
    head = [
        _record(PARA_HEADER, level),
        _record(PARA_TEXT, level + 1, text),
        _record(CTRL_HEADER, level + 1, _control(b"tbl ")),
    ]
    return [
        *head,
        _record(TABLE, level + 2, bytes(4) + struct.pack("<2H", rows, columns)),
        *[r for cell in cells for r in cell],
    ]


def _blocks(*records: list[bytes]) -> list[object]:
    trees = trees_of(b"".join(record for part in records for record in part), [])
    blocks = SectionReader(0, Counter()).blocks(trees)
    return [block.text if isinstance(block, Paragraph) else block for block in blocks]


def test_a_table_stands_where_its_control_stands_in_the_text() -> None:
    before, table, behind = _blocks(_table(0, 1, 2, _cell(2, 0, 0, "가"), _cell(2, 0, 1, "나")))
    assert (before, behind) == ("앞", "뒤")
    assert isinstance(table, Table)
    assert [(cell.text, cell.row, cell.column) for cell in table.cells] == [("가", 0, 0), ("나", 0, 1)]


def test_spans_are_read_as_columns_and_rows() -> None:
    _, table, _ = _blocks(_table(0, 3, 4, _cell(2, 1, 2, "칸", rows=2, columns=1)))
    assert isinstance(table, Table)
    (cell,) = table.cells
    assert (cell.row, cell.column, cell.row_span, cell.column_span, table.rows, table.columns) == (1, 2, 2, 1, 3, 4)


def test_control_characters_are_white_space_or_nothing() -> None:
    said = (
        _text("하나")
        + struct.pack("<8H", 9, *[0] * 6, 9)
        + _text("둘")
        + struct.pack("<H", 10)
        + _text("셋")
        + struct.pack("<3H", 24, 30, 31)
    )
    (block,) = _blocks([_record(PARA_HEADER, 0), _record(PARA_TEXT, 1, said + _text("넷"))])
    assert block == "하나\t둘\n셋-\xa0 넷"


@pytest.mark.parametrize("payload", [b"", b"\x0b", b"\x0b\x00", b"\x0b\x00\x00", b"\x00\xd8", b"\xff" * 7])
def test_a_cut_text_record_is_no_crash(payload: bytes) -> None:
    for block in _blocks([_record(PARA_HEADER, 0), _record(PARA_TEXT, 1, payload)]):
        assert isinstance(block, str), "no table can come of a record of text"


@pytest.mark.parametrize("payload", [b"", b"\x00" * 7, b"\x00" * 15])
def test_a_table_or_cell_without_its_numbers_is_left_out(payload: bytes) -> None:
    bare = _blocks([_record(PARA_HEADER, 0), _record(CTRL_HEADER, 1, _control(b"tbl ")), _record(TABLE, 2, payload)])
    assert len(bare) == (len(payload) >= 8), "a table of no rows at most"
    _, table, _ = _blocks(_table(0, 1, 1, [_record(LIST_HEADER, 2, payload), *_paragraph(2, "글")]))
    assert isinstance(table, Table)
    assert table.cells == ()


def test_too_many_and_too_deep_records_are_refused() -> None:
    for records in (
        (_record(PARA_TEXT, 0) for _ in range(1_001)),
        (_record(PARA_HEADER, level) for level in range(limit("record_depth") + 2)),
    ):
        with pytest.raises(PlanError) as refused, within(Limits(section_records=1_000)):
            list(trees_of(b"".join(records), []))
        assert (refused.value.code, refused.value.exit_code) == ("limit", ExitCode.LIMIT)


def test_records_deeper_than_can_be_walked_are_refused_whatever_the_setting(tmp_path: Path) -> None:
    nested = [
        record
        for level in range(0, 1_020, 2)
        for record in (_record(PARA_HEADER, level), _record(CTRL_HEADER, level + 1, _control(b"gso ")))
    ]
    streams = HwpStreams(0, {0: b"".join(nested)}, ())
    source = Source(name="plan.hwp", format="hwp", sha256="", bytes=0)
    with pytest.raises(PlanError) as refused, within(Limits(record_depth=1_023)):
        read_hwp(streams, tmp_path / "plan.hwp", source)
    assert refused.value.code == "limit"


def test_a_jump_of_levels_hangs_on_to_the_record_above() -> None:
    defects: list[str] = []
    (paragraph,) = trees_of(_record(PARA_HEADER, 0) + _record(CTRL_HEADER, 900), defects)
    assert [child.tag for child in paragraph.children] == [CTRL_HEADER]
    assert defects == ["record 2: level 900"]


NINE = struct.pack("<I", 9)  # characters: a control and the paragraph's end
BARE = [_record(PARA_HEADER, 0, NINE), _record(PARA_TEXT, 1, _control(b"")[:16] + _text("\r"))]


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([*BARE, _record(CTRL_HEADER, 1, _control(b"gso "))], []),
        ([*BARE, _record(CTRL_HEADER, 1, _control(b"tbl "))], ["table without its record"]),
        (BARE, ["1 control characters, 0 controls"]),
        (
            [*BARE, _record(CTRL_HEADER, 1, _control(b"gso ")), _record(LIST_HEADER, 1, bytes(8))],
            ["list outside a control"],
        ),
        ([_record(PARA_HEADER, 0, b"\1")], ["paragraph of 1 bytes"]),
        ([_record(PARA_HEADER, 0, struct.pack("<I", 0x80000001))], []),
        ([_record(PARA_HEADER, 0, NINE)], ["paragraph of 9 characters with 0"]),
        ([_record(PARA_TEXT, 0, _text("5"))], ["text outside a paragraph"]),
        ([_record(PARA_HEADER, 0, struct.pack("<I", 14)), _record(PARA_TEXT, 1, _text("𠮷ĀĈ가ऀ\t2345678"))], []),
    ],
)
def test_what_the_records_of_a_section_state_of_one_another_is_compared(records: list[bytes], said: list[str]) -> None:
    defects: list[str] = []
    list(checked(trees_of(b"".join(records), defects), defects))
    assert defects == said


def test_a_long_record_tells_its_size_behind_its_head() -> None:
    said = "가" * 3_000
    assert _blocks([_record(PARA_HEADER, 0), _record(PARA_TEXT, 1, _text(said)), *_paragraph(0, "끝")]) == [said, "끝"]


@pytest.mark.parametrize("cut", [1, 3, 6])
def test_a_record_that_is_not_whole_is_an_error(cut: int) -> None:
    whole = _record(PARA_HEADER, 0, bytes(4))
    with pytest.raises(EOFError):
        list(trees_of((whole + whole)[: len(whole) + cut], []))


def test_characters_of_two_code_units_do_not_move_what_stands_behind_them() -> None:
    said = _text("𠮷𠮷") + struct.pack("<8H", 9, *[0xD840] * 6, 9) + _text("뒤")
    assert _blocks([_record(PARA_HEADER, 0), _record(PARA_TEXT, 1, said)]) == ["𠮷𠮷\t뒤"]


@needs_corpus
def test_a_genuine_document_has_tables_that_fit_their_claims() -> None:
    document: Document = read_document(_small_document())
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert tables
    for table in tables:
        assert all(
            cell.row + cell.row_span <= table.rows and cell.column + cell.column_span <= table.columns
            for cell in table.cells
        )
