"""Formats, suffixes and words come from the rows of the readers, and a stranger is named for what it is."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest

from docs.data_dictionary import load_meanings
from extract.readers.container import Container
from extract.readers.read import read_document
from extract.readers.registry import READERS, SUFFIXES, Reader, formats, reader_for, reader_of
from extract.readers.strangers import STRANGERS_FILE
from fixtures.make.compound_file import compound_file
from output.tables.columns import tables
from plan.data_files import tables_of
from plan.errors import PlanError
from plan.records.values import SourceFormat
from tests.conftest import ROOT, zip_bytes

SHAPES = ROOT / "fixtures" / "shapes"
FILES = sorted(SHAPES.glob("*/document.*"))


def _refused(data: bytes, tmp_path: Path, name: str = "plan.hwp") -> PlanError:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(PlanError) as refused:
        read_document(path)
    assert name in refused.value.ko and name in refused.value.en
    return refused.value


# ------------------------------------------------------------------------------------------------------ the rows


def test_the_formats_of_the_records_are_the_readers() -> None:
    """A Literal cannot be made of data; this ties it to the rows, and all else hangs on it."""
    assert tuple(reader.format for reader in READERS) == get_args(SourceFormat)
    (column,) = [c for c in tables()["plans"].columns if c.name == "source_format"]
    assert column.enum == get_args(SourceFormat)
    assert set(load_meanings()["source_format"]) == set(get_args(SourceFormat))


def test_no_suffix_belongs_to_two() -> None:
    assert len(set(SUFFIXES)) == len(SUFFIXES)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_the_readme_names_every_suffix_that_is_tried_in_a_folder(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in text] == []


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.format)
def test_a_reader_is_a_folder_and_a_row(reader: Reader) -> None:
    functions = [reader.recognised, reader.opened, reader.reader, *([reader.confirmed] if reader.confirmed else [])]
    assert len({tuple(function.split(".")[:3]) for function in functions}) == 1, "all of them in one folder"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}{path.suffix}")
def test_a_document_is_recognised_by_one_reader_alone(path: Path) -> None:
    container = Container(path.read_bytes())
    found = [reader for reader in READERS if reader.recognises(container) and reader.format != "opengov"]
    assert [path.suffix in reader.suffixes for reader in found] == [True], "a text is what no other reader takes"


FORMS = [reader.format for reader in READERS if reader.states_tables or reader.confirmed]
FIRST_SPOILT = {"pdf": 8, "ods": 96, "odt": 96}  # from which byte on; the words before it say what the file is


@pytest.mark.parametrize("form", FORMS)
def test_a_cut_document_is_still_its_own_reader_s(form: SourceFormat) -> None:
    data = (SHAPES / "raised-digits" / f"document{reader_for(form).suffixes[0]}").read_bytes()
    for share in (0.2, 0.5, 0.9):
        reader = reader_of(Container(data[: int(len(data) * share)]))
        assert reader is not None and reader.format == form


@pytest.mark.parametrize("form", FORMS)
def test_a_spoilt_document_is_never_called_another_format(form: SourceFormat) -> None:
    data = (SHAPES / "raised-digits" / f"document{reader_for(form).suffixes[0]}").read_bytes()
    for seed in range(200):
        chosen = random.Random(seed)
        spoilt = bytearray(data)
        at = chosen.randrange(FIRST_SPOILT.get(form, 64), len(spoilt))
        spoilt[at : at + 32] = chosen.randbytes(32)
        reader = reader_of(Container(bytes(spoilt)))
        assert reader is not None and reader.format == form, seed


def test_only_a_format_with_a_second_way_is_confirmed() -> None:
    assert [reader.format for reader in READERS if reader.confirmed] == ["pdf"]
    assert reader_for("pdf").confirmed and not reader_for("hwp").confirmed


def test_the_readers_are_imported_only_when_they_are_needed() -> None:
    said = "import sys, gongpyo.pipeline, extract.readers.strangers; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = (
        "hwp.", "hwpx.", "hwpml.", "owpml.", "pdf.", "viewer.", "xlsx.", "ods.", "odt.", "sheets.", "odf.", "zipped.",
    )  # fmt: skip
    assert not [name for name in loaded.split() if name.startswith(tuple(f"extract.readers.{f}" for f in folders))]
    assert not {"lxml.etree", "pikepdf", "pdfplumber", "pypdfium2"} & set(loaded.split())


# ------------------------------------------------------------------------------------------------------ strangers

OFFICE_PARTS = {"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>"}


def _first_stored(mimetype: str) -> bytes:
    """A package that says what it is in its first part, which is not packed."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        archive.writestr("content.xml", "<x/>")
    return stream.getvalue()


def _named_in_cp949(name: str) -> bytes:
    """A zip as Korean Windows writes it: the name in CP949, without a word about it."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x" * len(name.encode("cp949")), "%PDF-1.4")
    return stream.getvalue().replace(b"x" * len(name.encode("cp949")), name.encode("cp949"))


STRANGERS = {
    "docx": (zip_bytes({**OFFICE_PARTS, "word/document.xml": "<w/>"}), "a Word document (.docx)", "워드 문서"),
    "xlsb": (zip_bytes({**OFFICE_PARTS, "xl/workbook.bin": "w"}), "Excel workbook (.xlsb); save it", "(.xlsx)로 다시"),
    "pptx": (zip_bytes({**OFFICE_PARTS, "ppt/presentation.xml": "<p/>"}), "(.pptx)", "파워포인트 문서"),
    "cut docx": (
        zip_bytes({**OFFICE_PARTS, "word/document.xml": "<w/>" * 50})[:-60],
        "a Word document (.docx)",
        "워드 문서",
    ),
    "odp": (_first_stored("application/vnd.oasis.opendocument.presentation"), "an OpenDocument file", "오픈도큐먼트"),
    "fods": (b'<?xml version="1.0"?>\n<office:document office:version="1.3"/>', "(.fodt, .fods)", "ODT나 ODS로"),
    "epub": (_first_stored("application/epub+zip"), "an e-book (EPUB)", "전자책"),
    "doc": (compound_file({"WordDocument": b"\1" * 5_000, "1Table": b"\2"}), "a Word document (.doc)", "워드 문서"),
    "doc with HWP in it": (
        compound_file({"WordDocument": b"\1" * 5_000, "ObjectPool/FileHeader": b"HWP Document File"}),
        "a Word document (.doc)",
        "워드 문서",
    ),
    "xls": (compound_file({"Workbook": b"\1" * 5_000}), "an Excel workbook (.xls); save it", "엑셀 문서"),
    "ppt": (compound_file({"PowerPoint Document": b"\1" * 5_000}), "(.ppt)", "파워포인트"),
    "other compound": (compound_file({"Anything": b"\1" * 5_000}), "no Hangul document", "복합 파일"),
    "zip of documents": (zip_bytes({"가.hwp": "x", "나.PDF": "y"}), "in it ('가.hwp', '나.PDF')", "압축을 풀고"),
    "zip in CP949": (_named_in_cp949("계획.pdf"), "('계획.pdf')", "'계획.pdf'"),
    "other zip": (zip_bytes({"a.bin": "x"}), "a zip file without a document", "문서가 들어 있지 않은"),
    "zip of a docx": (
        zip_bytes({"plan.docx": zip_bytes({"word/document.xml": "<w/>"})}),
        "a zip file without a document",
        "압축",
    ),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture (PNG", "그림 파일"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(50), "a picture (PNG, JPEG", "그림 파일"),
    "webp": (b"RIFF\1\2\3\4WEBPVP8 " + bytes(50), "a picture (WebP)", "그림 파일"),
    "rar": (b"Rar!\x1a\7\1\0" + bytes(50), "an archive", "압축을 풀고"),
    "rtf": (rb"{\rtf1\ansi 2024}", "a rich text (.rtf)", "서식 있는 글"),
    "text": ("오늘은 날씨가 좋습니다.".encode("cp949"), "a plain text", "문서보기의 표시가 없는 글"),
    "page": (b"<!doctype html><html><body>2024</body></html>", "a web page (HTML)", "웹 페이지"),
    "page named xls": (
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table/></body></html>',
        "under the name of an Excel workbook; save it in Excel",
        "엑셀 문서 이름을 단 웹 페이지",
    ),
    "table named xls": (b"<meta><table><tr><td>2025</td></tr></table>", "with a table", "통합 문서(.xlsx)로 다시"),
    "web archive named xls": (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "(MHTML); save it", "(MHTML)"),
    "XML workbook": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "XML Spreadsheet 2003",
        "XML로 된 엑셀 문서",
    ),
    "xml": (b'<?xml version="1.0"?><svg/>', "an XML file", "XML 파일"),
    "noise": (random.Random(1).randbytes(5_000), "of no format that is known", "알 수 없는 형식"),
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_a_stranger_is_named_for_what_it_is(kind: str, tmp_path: Path) -> None:
    data, en, ko = STRANGERS[kind]
    refused = _refused(data, tmp_path)
    assert refused.code == "not-a-document"
    assert en in refused.en and ko in refused.ko
    assert "{" not in refused.en + refused.ko


def test_an_office_document_with_a_password_is_refused_as_one(tmp_path: Path) -> None:
    refused = _refused(compound_file({"EncryptedPackage": b"\1", "EncryptionInfo": b"\2"}), tmp_path)
    assert refused.code == "encrypted"
    assert "with a password" in refused.en and "암호를 풀고" in refused.ko


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_refusal_says_what_is_read(language: str, tmp_path: Path) -> None:
    assert formats(language) in _refused(STRANGERS["docx"][0], tmp_path).message(language)


def test_every_row_of_a_stranger_is_said_in_both_languages_and_where_it_is_known_from() -> None:
    said = tables_of(STRANGERS_FILE)
    for row in (*said["stranger"], *said["text"]):
        assert row["ko"] and row["en"] and row["seen"] and row["advice"] in said["advice"]
        assert {"in", "starts", "holds", "plain"} & set(row), "a row without a mark fits everything"
    for advice in said["advice"].values():
        assert advice["ko"] and advice["en"]
