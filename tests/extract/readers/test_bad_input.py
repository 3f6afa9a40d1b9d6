"""Whatever the bytes: a plan, or a refusal with a documented code; never another error, and never for long."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from extract.readers.container import OLE_SIGNATURE
from extract.readers.limits import limit
from gongpyo.pipeline import convert, read_plan
from plan.errors import ExitCode, PlanError
from plan.records.meaning import Plan
from tests.conftest import ROOT, VIEWER_TEXT, small_hwpx, zip_bytes

CODES = {
    "damaged",
    "empty",
    "encrypted",
    "unknown-encryption",
    "hwp3",
    "limit",
    "kind-unclear",
    "no-korean-text",
    "no-plan-table",
    "no-text-layer",
    "no-year-table",
    "not-a-document",
    "not-a-file",
    "not-found",
    "not-readable",
    "output-unwritable",
    "plan-id",
}
FLIPS = 40
BUDGET = 1.0  # seconds a file may take for its flips here; GONGPYO_ALL_FLIPS=1 tries all of them


def _refused(path: Path) -> PlanError:
    with pytest.raises(PlanError) as refused:
        read_plan(path)
    assert refused.value.code in CODES
    return refused.value


PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
HWPML = '<?xml version="1.0" encoding="UTF-8"?><HWPML Style="embed"><BODY/></HWPML>'

REFUSALS: dict[str, tuple[bytes, set[str]]] = {
    "empty": (b"", {"empty"}),
    "one byte": (b"\x00", {"not-a-document"}),
    "white space": (b" \r\n" * 100, {"not-a-document"}),
    "PNG": (PNG + bytes(500), {"not-a-document"}),
    "noise": (random.Random(1).randbytes(20_000), {"not-a-document"}),
    "zeros": (bytes(20_000), {"not-a-document"}),
    "OLE signature alone": (OLE_SIGNATURE, {"damaged"}),
    "zip signature alone": (b"PK\x03\x04", {"damaged"}),
    "truncated zip": (small_hwpx()[:-100], {"damaged"}),
    "zip of something else": (zip_bytes({"a.txt": "2024 2025"}), {"not-a-document"}),
    "empty zip": (zip_bytes({}), {"not-a-document", "damaged"}),
    "PDF signature alone": (b"%PDF-1.4", {"damaged"}),
    "PDF without pages": (PDF, {"damaged"}),
    "PDF signature behind text": ("가나다 %PDF-1.4".encode(), {"damaged", "not-a-document"}),
    "HWP 3": (b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + bytes(200), {"hwp3"}),
    "HWPML": (HWPML.encode(), {"damaged"}),
    "HWPML with BOM": (HWPML.encode("utf-8-sig"), {"damaged"}),
    "other XML": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', {"not-a-document"}),
    "UTF-16 big-endian without BOM": (VIEWER_TEXT.encode("utf-16-be"), {"not-a-document"}),
    "prose": ("오늘은 날씨가 좋습니다. 2024년 계획은 없습니다.".encode(), {"not-a-document"}),
    "viewer without year table": ("결재문서 가온시 기본계획(2024~2027) □ 개요 ㅇ 대상".encode(), {"no-year-table"}),
    "HTML": (b"<!doctype html><html><body><p>2024 2025</p></body></html>", {"not-a-document"}),
    "HTML without end": (b"<html><body>" + b"<div>" * 5_000, {"not-a-document"}),
    "script": (b"#!/bin/sh\nrm -rf /\n", {"not-a-document"}),
}


@pytest.mark.parametrize("suffix", [".hwp", ".pdf", ".txt", ""])
@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_no_plan_is_refused_for_what_it_is_whatever_its_name(tmp_path: Path, name: str, suffix: str) -> None:
    content, codes = REFUSALS[name]
    path = tmp_path / f"계획{suffix}"
    path.write_bytes(content)
    refused = _refused(path)
    assert refused.code in codes
    assert refused.exit_code == ExitCode.INPUT


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_one_sentence_in_each_language_that_names_the_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / "계획.hwp"
    path.write_bytes(REFUSALS[name][0])
    refused = _refused(path)
    for sentence in (refused.ko, refused.en):
        assert "계획.hwp" in sentence
        assert sentence.endswith(".") and "\n" not in sentence and len(sentence) < 400
        assert "Traceback" not in sentence and "0x" not in sentence and str(tmp_path) not in sentence
    assert regex.search(r"\p{Hangul}", refused.ko.replace("계획.hwp", ""))
    assert not regex.search(r"\p{Hangul}", refused.en.replace("계획.hwp", ""))


def test_a_folder_named_like_a_document_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "plan.hwp").mkdir()
    assert _refused(tmp_path / "plan.hwp").code == "not-a-file"


def test_a_device_is_no_file() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("needs /dev/zero")
    assert _refused(Path("/dev/zero")).code == "not-a-file"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    os.mkfifo(tmp_path / "plan.hwp")
    assert _refused(tmp_path / "plan.hwp").code == "not-a-file"


@pytest.mark.parametrize("name", ["missing.hwp", "no/such/folder/plan.hwp", "x" * 300 + ".hwp"])
def test_a_missing_file_is_not_found(tmp_path: Path, name: str) -> None:
    assert _refused(tmp_path / name).code in ("not-found", "not-readable")


def test_a_path_below_a_file_is_not_readable(tmp_path: Path, viewer_file: Path) -> None:
    assert _refused(viewer_file / "plan.hwp").code in ("not-found", "not-readable")


def test_a_link_to_itself_is_not_readable(tmp_path: Path) -> None:
    (tmp_path / "plan.hwp").symlink_to(tmp_path / "plan.hwp")
    assert _refused(tmp_path / "plan.hwp").code in ("not-found", "not-readable")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwp"
    with path.open("wb") as file:
        file.write(OLE_SIGNATURE)
        file.truncate(limit("file_bytes") + 1)
    started = time.perf_counter()
    refused = _refused(path)
    assert (refused.code, refused.exit_code) == ("limit", ExitCode.LIMIT)
    assert time.perf_counter() - started < 1


def test_a_file_name_from_an_old_korean_windows_is_no_obstacle(tmp_path: Path) -> None:
    """A name in CP949, as a zip from Windows unpacks on Linux, is no UTF-8."""
    path = os.path.join(os.fsencode(tmp_path), "계획.txt".encode("cp949"))  # noqa: PTH118 - a path of bytes
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(VIEWER_TEXT.encode())
    plan, folder = convert(Path(os.fsdecode(path)), tmp_path / "out")
    assert len(plan.indicators) == 4
    assert (folder / "plan.json").read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_viewer_page_is_read_in_every_encoding_that_editors_save(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(VIEWER_TEXT.replace("☎", "").encode(encoding))
    assert len(read_plan(path).indicators) == 4


def test_a_viewer_page_is_read_from_html_without_its_scripts(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text(
        f"<!DOCTYPE html><html><head><title>x</title></head><body><script>2024 2025</script><p>{VIEWER_TEXT}</p></body>"
    )
    plan = read_plan(path)
    assert len(plan.indicators) == 4
    assert all("script" not in table.title for table in plan.year_tables)


# ----------------------------------------------------------------------- damaged copies of the documents here

FORMATS = (".hwp", ".hwpx", ".pdf", ".txt", ".html")
CHECKED = (".hwp", ".hwpx", ".pdf")  # a flipped bit of plain text is a different text, and nothing can tell
DOCUMENTS = sorted(path for path in (ROOT / "fixtures").glob("*/plan.*") if path.suffix in FORMATS)
some_documents = pytest.mark.parametrize(
    "document",
    DOCUMENTS or [pytest.param(None, marks=pytest.mark.skip(reason="no document has been made in fixtures/ yet"))],
    ids=lambda path: f"{path.parent.name}-{path.suffix[1:]}" if path else "none",
)


def _outcome(path: Path) -> Plan | None:
    """The plan, or None for a refusal with a documented code; any other error fails the test."""
    try:
        return read_plan(path)
    except PlanError as refused:
        assert refused.code in CODES
        assert refused.ko and refused.en
        return None


def _values(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (o.program_no, o.measure, o.indicator_no, o.period_type, o.year, o.value, o.status) for o in plan.observations
    ]


def _flipped(content: bytes) -> Iterator[bytes]:
    """Copies with a few bits turned over, in the first 2,000 bytes or anywhere."""
    for seed in range(FLIPS):
        generator = random.Random(seed)
        copy = bytearray(content)
        reach = len(copy) if seed % 2 else min(len(copy), 2_000)
        for _ in range(generator.choice((1, 4, 16))):
            copy[generator.randrange(reach)] ^= 1 << generator.randrange(8)
        yield bytes(copy)


@some_documents
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_cut_document_is_a_plan_or_a_refusal(tmp_path: Path, document: Path, share: float) -> None:
    content = document.read_bytes()
    path = tmp_path / document.name
    path.write_bytes(content[: int(len(content) * share)])
    plan = _outcome(path)
    if plan is not None and path.suffix in CHECKED:
        assert any(found.rule == "source-damaged" for found in plan.findings)


@some_documents
def test_a_document_with_flipped_bits_has_the_same_values_or_says_so(
    tmp_path: Path, document: Path, request: pytest.FixtureRequest
) -> None:
    if document.suffix == ".pdf" and os.environ.get("GONGPYO_ALL_FLIPS"):
        reason = "5 of 40 damaged copies lose or change values without a word; a second engine has to agree"
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    path = tmp_path / document.name
    quickest = document.with_name("plan.hwp")  # the values are the same in every format, and a PDF takes seconds
    whole = _values(read_plan(quickest if quickest.exists() else document))
    started = time.perf_counter()
    tried = 0
    for content in _flipped(document.read_bytes()):
        path.write_bytes(content)
        plan = _outcome(path)
        if plan is not None and path.suffix in CHECKED:
            assert _values(plan) == whole or any(found.rule == "source-damaged" for found in plan.findings), tried
        tried += 1
        if time.perf_counter() - started > BUDGET and not os.environ.get("GONGPYO_ALL_FLIPS"):
            break
    assert tried


@pytest.mark.parametrize("content", [small_hwpx(), VIEWER_TEXT.encode()], ids=["hwpx", "viewer"])
@pytest.mark.parametrize("half", range(4))
def test_small_documents_with_flipped_bits_are_plans_or_refusals(tmp_path: Path, content: bytes, half: int) -> None:
    path = tmp_path / "plan"
    outcomes = []
    for index, copy in enumerate(_flipped(content)):
        if index % 4 == half:
            path.write_bytes(copy)
            outcomes.append(_outcome(path))
    assert len(outcomes) == FLIPS // 4


@pytest.mark.parametrize("length", [*range(0, 40, 7), 200, 700])
def test_a_small_hwpx_cut_anywhere_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "plan"
    path.write_bytes(small_hwpx()[:length])
    assert _outcome(path) is None
