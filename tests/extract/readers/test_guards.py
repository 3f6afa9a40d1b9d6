"""What the guards see before a library does: sums, lengths, loops and counts that do not fit."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from extract.readers.compound.compound_file import CompoundFile
from extract.readers.hwp.streams import open_hwp
from extract.readers.hwpx.package import open_hwpx
from extract.readers.limits import COUNTED, NAMES, Limits, limit, over_limit, setting_of, within
from extract.readers.pdf.guard_structure import check_pdf
from extract.readers.pdf.qpdf_warnings import harmless_warnings
from extract.readers.read import read_document
from fixtures.make.bare_pdf import bare_pdf
from fixtures.make.compound_file import compound_file
from gongpyo.pipeline import read_tables
from plan.errors import ExitCode, PlanError
from plan.records.document import Damage, Paragraph
from tests.conftest import ROOT, hwpx_bytes, hwpx_paragraph, hwpx_section, shared, small_hwpx, zip_bytes

SHAPES = ROOT / "fixtures" / "shapes"
HWP = (SHAPES / "nested" / "document.hwp").read_bytes()
PDF = SHAPES / "nested" / "document.pdf"
PARA_HEADER, PARA_TEXT, LIST_HEADER, TABLE = 0x42, 0x43, 0x48, 0x4D


def _path(tmp_path: Path, data: bytes, name: str) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def _refusal(check: Callable[[bytes, Path], object], data: bytes, path: Path) -> PlanError:
    path.write_bytes(data)
    with pytest.raises(PlanError) as refused:
        check(data, path)
    assert path.name in refused.value.ko and path.name in refused.value.en
    return refused.value


# ------------------------------------------------------------------------------------------ undamaged documents


def test_no_undamaged_document_of_the_corpus_is_marked() -> None:
    marked = {}
    for path in sorted(shared("corpus/docs").iterdir()):
        try:
            document = read_document(path)
        except PlanError as refused:
            assert refused.code in ("encrypted", "unknown-encryption", "hwp3", "no-text-layer"), path.name
            continue
        structural = [
            part.reason_en for part in document.damage if part.place.page is None and part.rule == "source-damaged"
        ]
        if structural:
            marked[path.name] = structural
    assert marked == {}


# --------------------------------------------------------------------------------------------------- HWP streams


def _streams(data: bytes = HWP) -> dict[str, bytes]:
    file = CompoundFile(data, Path("plan.hwp"))
    return {name: file.read(name) for name in file.names}


def _records(data: bytes) -> list[tuple[int, int, bytes]]:
    found, at = [], 0
    while at < len(data):
        (head,) = struct.unpack_from("<I", data, at)
        at, size = at + 4, head >> 20
        if size == 0xFFF:
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        found.append((head & 0x3FF, head >> 10 & 0x3FF, data[at : at + size]))
        at += size
    return found


def _packed(records: list[tuple[int, int, bytes]]) -> bytes:
    return b"".join(
        struct.pack("<I", tag | level << 10 | min(len(data), 0xFFF) << 20)
        + (struct.pack("<I", len(data)) if len(data) >= 0xFFF else b"")
        + data
        for tag, level, data in records
    )


def _deflated(data: bytes, trailer: str = "right") -> bytes:
    """Packed data with what a writer puts behind it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush() + TRAILERS[trailer](data)


TRAILERS: dict[str, Callable[[bytes], bytes]] = {
    "right": lambda data: struct.pack("<II", zlib.crc32(data), len(data)),
    "none": lambda _: b"",
    "zeros": lambda _: bytes(8),
    "zero-checksum": lambda data: struct.pack("<II", 0, len(data)),  # as hwplib writes it
}
WRONG_TRAILERS: dict[str, Callable[[bytes], bytes]] = {
    "wrong-checksum": lambda data: struct.pack("<II", zlib.crc32(data) ^ 1, len(data)),
    "wrong-checksum-alone": lambda data: struct.pack("<I", zlib.crc32(data) ^ 1),
    "right-checksum-alone": lambda data: struct.pack("<I", zlib.crc32(data)),
    "wrong-length": lambda data: struct.pack("<II", zlib.crc32(data), len(data) + 1),
    "no-checksum-and-wrong-length": lambda data: struct.pack("<II", 0, len(data) + 1),
    "length-alone": lambda data: struct.pack("<I", len(data)),
}


def _inflated(stream: bytes) -> bytes:
    return zlib.decompressobj(-15).decompress(stream)


def written(
    change: Callable[[list[tuple[int, int, bytes]]], object] = len, *, body: str = "none", head: str = "none"
) -> bytes:
    """The document with its records changed, as a writer leaves it that puts these trailers behind its streams."""
    streams = {name: content for name, content in _streams().items() if not name.startswith("\x05")}
    records = _records(_inflated(streams["BodyText/Section0"]))
    change(records)
    streams["BodyText/Section0"] = _deflated(_packed(records), body)
    streams["DocInfo"] = _deflated(_inflated(streams["DocInfo"]), head)
    return compound_file(streams)


def _change(tag: int, change: Callable[[bytes], bytes]) -> Callable[[list[tuple[int, int, bytes]]], object]:
    """Change the last record of a tag."""

    def apply(records: list[tuple[int, int, bytes]]) -> None:
        at = max(index for index, (found, _, _) in enumerate(records) if found == tag)
        records[at] = (tag, records[at][1], change(records[at][2]))

    return apply


def _contradictions(tmp_path: Path, data: bytes) -> tuple[Damage, ...]:
    """The damage of records that do not fit."""
    document = read_document(_path(tmp_path, data, "plan.hwp"))
    return tuple(part for part in document.damage if "contradict" in part.reason_en)


@pytest.mark.parametrize("head", TRAILERS)
@pytest.mark.parametrize("body", TRAILERS)
def test_a_whole_document_is_read_whatever_its_writer_puts_behind_its_streams(
    tmp_path: Path, body: str, head: str
) -> None:
    document = read_document(_path(tmp_path, written(body=body, head=head), "plan.hwp"))
    assert document.damage == ()
    assert document.blocks == read_document(_path(tmp_path, HWP, "plan.hwp")).blocks


@pytest.mark.parametrize("stream", ["BodyText/Section0", "DocInfo"])
@pytest.mark.parametrize("wrong", WRONG_TRAILERS)
def test_a_checksum_or_a_length_that_does_not_fit_is_refused(tmp_path: Path, wrong: str, stream: str) -> None:
    streams = _streams()
    plain = _inflated(streams[stream])
    data = compound_file(streams | {stream: _deflated(plain, "none") + WRONG_TRAILERS[wrong](plain)})
    refused = _refusal(open_hwp, data, tmp_path / "plan.hwp")
    assert refused.code == "damaged" and stream in refused.en


DEFECTS = {
    "a cell whose header is cut short": _change(LIST_HEADER, lambda data: data[:12]),
    "a cell outside its table": _change(LIST_HEADER, lambda data: data[:8] + struct.pack("<H", 900) + data[10:]),
    "a cell lost": lambda records: records.pop(
        max(index for index, record in enumerate(records) if record[0] == LIST_HEADER)
    ),
    "a table that claims one row more": _change(
        TABLE, lambda data: data[:4] + struct.pack("<H", int.from_bytes(data[4:6], "little") + 1) + data[6:]
    ),
    "a table whose record is cut short": _change(TABLE, lambda data: data[:6]),
    "a text that has lost a character": _change(PARA_TEXT, lambda data: data[2:]),
    "a text that stands twice": lambda records: records.insert(
        at := max(index for index, record in enumerate(records) if record[0] == PARA_TEXT), records[at]
    ),
    "a text below a list instead of its paragraph": lambda records: records.insert(
        at := max(index for index, record in enumerate(records) if record[0] == LIST_HEADER) + 1,
        (PARA_TEXT, records[at - 1][1] + 1, "9\r".encode("utf-16-le")),
    ),
    "a level that jumps": lambda records: records.insert(
        at := max(index for index, record in enumerate(records) if record[0] == PARA_HEADER) + 1,
        (PARA_HEADER, records[at - 1][1] + 5, records[at - 1][2]),
    ),
    "a paragraph lost": lambda records: records.pop(
        max(index for index, record in enumerate(records) if record[0] == PARA_HEADER)
    ),
}


@pytest.mark.parametrize("trailer", TRAILERS)
@pytest.mark.parametrize("name", DEFECTS)
def test_records_that_contradict_one_another_are_marked_whatever_the_checksum_says(
    tmp_path: Path, name: str, trailer: str
) -> None:
    (damage,) = _contradictions(tmp_path, written(DEFECTS[name], body=trailer, head="right"))
    assert damage.place.section == 0 and damage.rule == "source-damaged"


def test_a_section_without_records_is_refused(tmp_path: Path) -> None:
    data = written(lambda records: records.clear(), body="right")
    refused = _refusal(lambda _, path: read_document(path), data, tmp_path / "plan.hwp")
    assert refused.code == "damaged" and "Section0" in refused.en


def test_a_section_whose_last_record_is_cut_is_refused(tmp_path: Path) -> None:
    body = _inflated(_streams()["BodyText/Section0"])[:-1]
    data = compound_file(_streams() | {"BodyText/Section0": _deflated(body)})
    refused = _refusal(lambda _, path: read_document(path), data, tmp_path / "plan.hwp")
    assert refused.code == "damaged" and "Section0: " in refused.en


@pytest.mark.parametrize("flags", [1, 1 | 1 << 14], ids=["left over", "tracked"])
def test_the_text_of_a_document_that_is_not_locked_is_that_of_its_body(tmp_path: Path, flags: int) -> None:
    """ViewText is left over from a locked document, or holds the words that tracked changes have crossed out."""
    streams = _streams()
    body = _inflated(streams["BodyText/Section0"])
    streams["ViewText/Section0"] = _deflated(body.replace("2".encode("utf-16-le"), "3".encode("utf-16-le")))
    streams["FileHeader"] = streams["FileHeader"][:36] + struct.pack("<I", flags) + streams["FileHeader"][40:]
    document = read_document(_path(tmp_path, compound_file(streams), "plan.hwp"))
    assert document.blocks == read_document(_path(tmp_path, HWP, "plan.hwp")).blocks
    assert {part.rule for part in document.damage} == ({"tracked-changes"} if flags & 1 << 14 else set())


@pytest.mark.parametrize("share", range(1, 8))
def test_a_flipped_bit_of_a_stream_with_a_checksum_is_refused(tmp_path: Path, share: int) -> None:
    streams = _streams()
    body = bytearray(streams["BodyText/Section0"])
    body[len(body) * share // 8] ^= 1
    data = compound_file(streams | {"BodyText/Section0": bytes(body)})
    assert _refusal(open_hwp, data, tmp_path / "plan.hwp").code == "damaged"


def test_a_changed_digit_in_a_whole_stream_is_seen_by_the_checksum(tmp_path: Path) -> None:
    """The stream inflates to its end and every record is whole; only the checksum tells."""
    streams = _streams()
    body = _inflated(streams["BodyText/Section0"])
    changed = _deflated(body.replace("2".encode("utf-16-le"), "3".encode("utf-16-le"), 1), "none")
    data = compound_file(streams | {"BodyText/Section0": changed + streams["BodyText/Section0"][-8:]})
    assert _refusal(open_hwp, data, tmp_path / "plan.hwp").code == "damaged"


def test_a_section_that_is_counted_but_not_there_is_marked(tmp_path: Path) -> None:
    streams = _streams()
    info = bytearray(_inflated(streams["DocInfo"]))
    info[4:6] = struct.pack("<H", 2)
    data = compound_file(streams | {"DocInfo": _deflated(bytes(info))})
    (damage,) = open_hwp(data, _path(tmp_path, data, "plan.hwp")).damage
    assert "1 of 2" in damage.reason_en


@pytest.mark.parametrize("cut", [1, 5])
def test_records_of_looks_that_are_cut_are_refused(tmp_path: Path, cut: int) -> None:
    streams = _streams()
    info = _inflated(streams["DocInfo"])[:-cut]
    data = compound_file(streams | {"DocInfo": _deflated(info)})
    refused = _refusal(open_hwp, data, tmp_path / "plan.hwp")
    assert refused.code == "damaged" and "DocInfo" in refused.en


def test_two_sections_of_one_number_are_refused(tmp_path: Path) -> None:
    streams = _streams()
    data = compound_file(streams | {"BodyText/Section00": streams["BodyText/Section0"]})
    assert _refusal(open_hwp, data, tmp_path / "plan.hwp").code == "damaged"


@pytest.mark.parametrize("change", [lambda header: header[:-1], lambda header: header[:20] + b"\1" + header[21:]])
def test_a_file_header_that_is_short_or_not_quite_signed_is_refused(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    streams = _streams()
    data = compound_file(streams | {"FileHeader": change(streams["FileHeader"])})
    refused = _refusal(open_hwp, data, tmp_path / "plan.hwp")
    assert refused.code == "damaged" and "FileHeader" in refused.en


def _fat_at(data: bytes) -> int:
    return (int.from_bytes(data[76:80], "little") + 1) * 512


def _with(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + struct.pack("<I", number) + data[at + 4 :]


def test_a_loop_in_the_sector_table_is_refused(tmp_path: Path) -> None:
    at = _fat_at(HWP)
    for sector in range(6):
        looped = _with(HWP, at + 4 * sector, sector)
        assert _refusal(open_hwp, looped, tmp_path / "plan.hwp").code == "damaged"


def test_a_loop_in_the_directory_is_refused(tmp_path: Path) -> None:
    first = (int.from_bytes(HWP[48:52], "little") + 1) * 512
    for entry, field in ((0, 76), (1, 68), (1, 72), (2, 72)):
        looped = _with(HWP, first + 128 * entry + field, entry)
        assert _refusal(open_hwp, looped, tmp_path / "plan.hwp").code == "damaged"


def test_a_loop_of_the_table_of_tables_is_refused(tmp_path: Path) -> None:
    looped = _with(_with(HWP, 68, int.from_bytes(HWP[76:80], "little")), 72, 1)
    assert _refusal(open_hwp, looped, tmp_path / "plan.hwp").code == "damaged"


def test_a_sector_table_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    """The last sector of a file may be short, but not where it is a part of the table of sectors."""
    at = _fat_at(HWP)
    moved = bytearray(HWP[:at] + bytes(512) + HWP[at + 512 :] + HWP[at : at + 512])
    last = (len(moved) - 512) // 512 - 1
    moved[76:80] = struct.pack("<I", last)
    (old,) = struct.unpack_from("<I", HWP, 76)
    struct.pack_into("<I", moved, len(moved) - 512 + 4 * old, 0xFFFFFFFF)
    struct.pack_into("<I", moved, len(moved) - 512 + 4 * last, 0xFFFFFFFD)
    assert _streams(bytes(moved)) == _streams()
    assert "FAT" in _refusal(open_hwp, bytes(moved[:-100]), tmp_path / "plan.hwp").en


# --------------------------------------------------------------------------------------------------------- HWPX


def test_a_byte_between_two_entries_is_refused(tmp_path: Path) -> None:
    good = small_hwpx()
    with zipfile.ZipFile(BytesIO(good)) as archive:
        lost = archive.infolist()[-1]
        start = archive.start_dir
    directory = good[start:]
    at = directory.rindex(b"PK\x01\x02")
    end = directory.index(b"PK\x05\x06")
    tail = bytearray(directory[end:])
    tail[8:16] = struct.pack(
        "<HHI", int.from_bytes(tail[8:10], "little") - 1, int.from_bytes(tail[10:12], "little") - 1, at
    )
    data = good[:start] + directory[:at] + bytes(tail)
    assert lost.filename not in zipfile.ZipFile(BytesIO(data)).namelist()
    assert _refusal(open_hwpx, data, tmp_path / "plan.hwpx").code == "damaged"


@pytest.mark.parametrize(
    "name",
    [
        "../a.xml",
        "a/../../b.xml",
        "/etc/a.xml",
        "..\\a.xml",
        "C:\\a.xml",
        "a\\..\\..\\b.xml",
        "\\etc\\a.xml",
        "\\\\host\\a.xml",
    ],
)
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    data = zip_bytes({"Contents/section0.xml": hwpx_section(), name: "x"})
    assert _refusal(open_hwpx, data, tmp_path / "plan.hwpx").code == "damaged"


@pytest.mark.parametrize("numbers", [(0, 2), (1, 0, 3)])
def test_a_gap_in_the_numbers_of_sections_is_marked(tmp_path: Path, numbers: tuple[int, ...]) -> None:
    data = zip_bytes({f"Contents/section{number}.xml": hwpx_section() for number in numbers})
    assert len(open_hwpx(data, _path(tmp_path, data, "plan.hwpx")).damage) == 1


def test_a_section_that_the_head_counts_but_that_is_not_there_is_marked(tmp_path: Path) -> None:
    data = hwpx_bytes(
        hwpx_section(hwpx_paragraph("글")), **{"Contents/header.xml": '<hh:head xmlns:hh="h" secCnt="2"/>'}
    )
    (damage,) = open_hwpx(data, _path(tmp_path, data, "plan.hwpx")).damage
    assert "2" in damage.reason_en


def _package(*sections: str, spine: bool = True) -> str:
    """A package document that lists these sections, and has them in its spine."""
    items = "".join(f'<opf:item id="s{index}" href="{href}"/>' for index, href in enumerate(sections))
    order = "".join(f'<opf:itemref idref="s{index}"/>' for index, _ in enumerate(sections)) if spine else ""
    return (
        f'<opf:package xmlns:opf="o"><opf:manifest>{items}</opf:manifest><opf:spine>{order}</opf:spine></opf:package>'
    )


def _section_name(number: int) -> str:
    return f"Contents/section{number}.xml"


@pytest.mark.parametrize("spine", [True, False])
@pytest.mark.parametrize(
    ("stated", "named", "there", "marked"),
    [
        (1, (0, 1), (0, 1), False),
        (2, (), (0, 1), False),
        (1, (), (0, 1), True),
        (1, (0,), (0, 1), True),
        (1, (0, 1, 2), (0, 1), True),
        (2, (0, 1, 2), (0, 1), True),
        (3, (0, 1), (0, 1), True),
        (1, (0, 2), (0, 2), True),
    ],
)
def test_more_sections_than_the_head_counts_are_no_loss_if_the_package_names_just_these(
    tmp_path: Path, stated: int, named: tuple[int, ...], there: tuple[int, ...], marked: bool, spine: bool
) -> None:
    parts = {_section_name(number): hwpx_section(hwpx_paragraph(str(number))) for number in there}
    parts["Contents/header.xml"] = f'<hh:head xmlns:hh="h" secCnt="{stated}"/>'
    if named:
        parts["Contents/content.hpf"] = _package(*map(_section_name, named), spine=spine)
    data = zip_bytes(parts)
    assert bool(open_hwpx(data, _path(tmp_path, data, "plan.hwpx")).damage) is marked


def test_a_section_that_the_spine_names_twice_is_read_once(tmp_path: Path) -> None:
    names = [_section_name(number) for number in (1, 0, 1)]
    data = hwpx_bytes(*[hwpx_section()] * 2, **{"Contents/content.hpf": _package(*names)})
    assert open_hwpx(data, _path(tmp_path, data, "plan.hwpx")).sections == (names[0], names[1])


def test_names_with_backslashes_are_names_with_slashes(tmp_path: Path) -> None:
    """As older versions of .NET write them; the head, the package document and the sections are found all the same."""
    package = _package("Contents\\section1.xml", "Contents\\section0.xml")
    parts = {_section_name(number): hwpx_section(hwpx_paragraph(f"글 {number}")) for number in (0, 1)}
    parts |= {"Contents/header.xml": '<hh:head xmlns:hh="h" secCnt="3"/>', "Contents/content.hpf": package}
    plain, back = zip_bytes(parts), zip_bytes({name.replace("/", "\\"): part for name, part in parts.items()})
    assert b"Contents\\section0.xml" in back
    document = read_document(_path(tmp_path, back, "plan.hwpx"))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["글 1", "글 0"]
    assert document.damage == read_document(_path(tmp_path, plain, "plan.hwpx")).damage != ()


@pytest.mark.parametrize("name", ["Contents\\section0.xml", "contents\\SECTION0.xml"])
def test_two_names_that_are_one_but_for_their_slashes_are_refused(tmp_path: Path, name: str) -> None:
    data = zip_bytes({"Contents/section0.xml": hwpx_section(), name: hwpx_section()})
    assert _refusal(open_hwpx, data, tmp_path / "plan.hwpx").code == "damaged"


HEAD = '<hh:head xmlns:hh="h" secCnt="1"/>'
WHOLE = hwpx_bytes(
    hwpx_section(hwpx_paragraph("글")),
    **{"Contents/header.xml": HEAD, "settings.xml": "<s/>", "Preview/a.txt": "x" * 999},
)


def _struck(data: bytes, name: str) -> bytes:
    """A zip with a byte of this part's packed content changed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        at = archive.getinfo(name).header_offset + 30 + len(name) + 1
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


SALVAGED = {
    "the directory is lost": WHOLE[: WHOLE.index(b"PK\x01\x02")],
    "half of the directory is lost": WHOLE[: WHOLE.rindex(b"PK\x01\x02") + 20],
    "bytes are missing in a part that holds no table": WHOLE.replace(b"settings.xml", b"setgs.xml", 1),
    "the checksum of such a part is wrong": _struck(WHOLE, "settings.xml"),
    "something stands in front": b"PK\x03\x04" + bytes(40) + WHOLE,
}


@pytest.mark.parametrize("kind", SALVAGED)
def test_a_damaged_zip_is_read_and_marked_where_the_tables_are_proved(tmp_path: Path, kind: str) -> None:
    document = read_document(_path(tmp_path, SALVAGED[kind], "plan.hwpx"))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["글"]
    assert [part.rule for part in document.damage] == ["source-damaged"]


INNER = zip_bytes({"Contents/section0.xml": hwpx_section(), "Contents/header.xml": HEAD})
LOST = {
    "the section": _struck(WHOLE, "Contents/section0.xml"),
    "what says which words are struck out": _struck(WHOLE, "Contents/header.xml"),
    "the section behind the end": WHOLE[: WHOLE.index(b"Contents/header.xml")],
    "all but a document within the document": WHOLE[:60] + INNER + WHOLE[-60:],
    "which of two sections is the right one": INNER[: INNER.index(b"PK\x01\x02")] + WHOLE[:-40],
}


@pytest.mark.parametrize("kind", LOST)
def test_a_damaged_zip_is_refused_where_this_is_lost(tmp_path: Path, kind: str) -> None:
    refused = _refusal(lambda _, path: read_document(path), LOST[kind], tmp_path / "plan.hwpx")
    assert refused.code == "damaged"


def test_a_zip_of_headers_only_is_no_work_without_end(tmp_path: Path) -> None:
    local = b"PK\x03\x04" + bytes(4) + struct.pack("<H", 0) + bytes(8) + struct.pack("<IIHH", 2**31, 0, 0, 0)
    with within(Limits(inflated_bytes=1 << 20)):
        refused = _refusal(open_hwpx, local * 60_000, tmp_path / "plan.hwpx")
    assert refused.code == "limit"


@pytest.mark.parametrize("part", ["Contents/section0.xml", "Contents/header.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_part_and_encoding(tmp_path: Path, part: str, encoding: str) -> None:
    declared = (
        f'<?xml version="1.0" encoding="{encoding}"?><!-- {"x" * 70_000} --><!DOCTYPE s [<!ENTITY a "b">]><s>&a;</s>'
    )
    data = hwpx_bytes(hwpx_section(hwpx_paragraph("글")), **{part: declared.encode(encoding)})
    refused = _refusal(lambda _, path: read_document(path), data, tmp_path / "plan.hwpx")
    assert refused.code == "damaged" and f"{part}: DOCTYPE" in refused.en


# ---------------------------------------------------------------------------------------------------------- PDF


def _pdf(tmp_path: Path, change: Callable[[pikepdf.Pdf], object] = str) -> tuple[Damage, ...]:
    path = tmp_path / "plan.pdf"
    with pikepdf.open(PDF) as pdf:
        change(pdf)
        pdf.save(path)
    return check_pdf(path.read_bytes(), path)


def test_a_whole_pdf_is_not_marked(tmp_path: Path) -> None:
    assert _pdf(tmp_path) == ()


def test_a_flate_stream_whose_checksum_does_not_fit_is_marked(tmp_path: Path) -> None:
    with pikepdf.open(PDF) as pdf:
        raw = pdf.pages[0].Contents.read_raw_bytes()
    data = PDF.read_bytes().replace(raw, raw[:-1] + bytes([raw[-1] ^ 1]))
    (damage,) = check_pdf(data, _path(tmp_path, data, "plan.pdf"))
    assert "stream" in damage.reason_en


def test_a_repaired_table_of_objects_is_marked(tmp_path: Path) -> None:
    data = PDF.read_bytes().replace(b"startxref", b"startxxxx")
    assert len(check_pdf(data, _path(tmp_path, data, "plan.pdf"))) == 1


def test_an_object_whose_keyword_does_not_end_is_marked(tmp_path: Path) -> None:
    data = PDF.read_bytes().replace(b" 0 obj\n", b" 0 obj\x0b", 1)
    assert data != PDF.read_bytes()
    (damage,) = check_pdf(data, _path(tmp_path, data, "plan.pdf"))
    assert "object at" in damage.reason_en


def test_a_sloppy_writers_slip_is_no_damage(tmp_path: Path) -> None:
    good = PDF.read_bytes()
    for data in (good.replace(b"/Count 1", b"/Count  1"), good.replace(b"/Size ", b"/Size 1")):
        assert data != good and check_pdf(data, _path(tmp_path, data, "plan.pdf")) == ()


def _at_the_first_byte(data: bytes, number: int) -> bytes:
    """The file with an update behind it, as Quartz writes it: one object stands at offset 0."""
    (before,) = re.findall(rb"startxref\s+(\d+)", data)
    root = re.findall(rb"/Root \d+ 0 R", data)[-1]
    table = b"xref\n%d 1\n0000000000 00000 n \ntrailer\n<< /Size 999 %s /Prev %s >>\n" % (number, root, before)
    return data + table + b"startxref\n%d\n%%%%EOF\n" % len(data)


def _object_numbers(tmp_path: Path) -> tuple[bytes, int, int, int]:
    """A plain file, and the numbers of its page's content, of its first font and of an object that nothing names."""
    path = tmp_path / "whole.pdf"
    with pikepdf.open(PDF) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = path.read_bytes()
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        (font, *_) = page.Resources.Font.values()
        unnamed = len(pdf.objects) + 1
        return data, page.Contents.objgen[0], font.objgen[0], unnamed


def test_an_object_that_is_listed_at_the_first_byte_and_is_not_there_is_no_damage(tmp_path: Path) -> None:
    data, _, _, unnamed = _object_numbers(tmp_path)
    data = _at_the_first_byte(data, unnamed)
    path = _path(tmp_path, data, "plan.pdf")
    assert check_pdf(data, path) == ()
    assert read_document(path).blocks == read_document(PDF).blocks


def test_a_deleted_object_that_nothing_names_is_no_damage(tmp_path: Path) -> None:
    data, _, _, unnamed = _object_numbers(tmp_path)
    at = data.rindex(b"xref\n0 ")
    data = data[:at] + b"%d 0 obj\n(old)\nendobj\n" % unnamed + data[at:]
    data = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % data.rindex(b"xref\n0 "), data)
    data = _at_the_first_byte(data, unnamed)
    assert check_pdf(data, _path(tmp_path, data, "plan.pdf")) == ()


@pytest.mark.parametrize("which", ["content", "font"])
def test_an_object_that_is_named_and_has_lost_its_place_is_marked(tmp_path: Path, which: str) -> None:
    data, content, font, _ = _object_numbers(tmp_path)
    data = _at_the_first_byte(data, content if which == "content" else font)
    (damage,) = check_pdf(data, _path(tmp_path, data, "plan.pdf"))
    assert "offset 0" in damage.reason_en


def test_each_harmless_warning_says_why_and_where_it_was_seen() -> None:
    for row in harmless_warnings():
        assert row.warning and row.reason and row.seen, row


@pytest.mark.parametrize("how", [{"linearize": True}, {"encryption": pikepdf.Encryption(owner="x", user="")}], ids=str)
def test_a_pdf_that_is_locked_against_changes_or_laid_out_for_the_web_is_not_marked(
    tmp_path: Path, how: dict[str, Any]
) -> None:
    path = tmp_path / "plan.pdf"
    with pikepdf.open(PDF) as pdf:
        pdf.save(path, **how)
    assert check_pdf(path.read_bytes(), path) == ()


def test_a_page_that_has_lost_its_contents_is_marked(tmp_path: Path) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Kontents"] = pdf.pages[0].Contents
        del pdf.pages[0].obj["/Contents"]
        pdf.pages[0].obj.Contents = pdf.make_indirect(pikepdf.Dictionary())

    assert len(_pdf(tmp_path, lose)) == 1


def test_more_pages_than_the_limit_are_refused_by_their_count_and_by_their_tree(tmp_path: Path) -> None:
    page = b"<< /Type /Page /Parent 2 0 R >>"
    for kids, count in ((1, 11), (11, 1), (100, 1)):
        tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * kids, count)
        data = bare_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page])
        with within(Limits(pages=10)):
            refused = _refusal(check_pdf, data, tmp_path / "plan.pdf")
        assert (refused.code, refused.exit_code) == ("limit", ExitCode.LIMIT)


def test_a_page_tree_that_is_packed_away_is_counted_too(tmp_path: Path) -> None:
    packed = zlib.compress(b"2 0 <</Type/Pages/Count 1/Kids[%s]>>" % (b"3 0 R " * 100))
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)
    with within(Limits(pages=10)):
        refused = _refusal(check_pdf, bare_pdf([b"<</Type/Catalog/Pages 2 0 R>>", stream]), tmp_path / "plan.pdf")
    assert refused.code == "limit"


# ------------------------------------------------------------------------------------------------------- limits


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_names_itself_and_its_setting(name: str) -> None:
    with within(Limits(**{name: 7})):
        assert limit(name) == 7
        error = over_limit(name, Path("계획.hwp"), 8)
    assert limit(name) == getattr(Limits(), name), "and is taken back"
    for sentence in (error.ko, error.en):
        assert "계획.hwp" in sentence and setting_of(name) in sentence and "8 > 7" in sentence
    assert error.exit_code == ExitCode.LIMIT


def test_every_limit_says_what_it_counts() -> None:
    assert tuple(COUNTED) == NAMES


@pytest.mark.parametrize("said", [0, -1, 1.5, True, "7"])
def test_a_limit_that_is_no_whole_number_is_a_usage_error(said: Any) -> None:
    with pytest.raises(PlanError) as refused:
        Limits(pages=said)
    assert refused.value.exit_code == ExitCode.USAGE and "Limits(pages=…)" in refused.value.ko


@pytest.mark.parametrize("form", ["hwp", "hwpx", "pdf"])
def test_limits_are_arguments_and_the_environment_is_not_looked_at(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = SHAPES / "nested" / f"document.{form}"
    monkeypatch.setenv("GONGPYO_MAX_TABLE_ROWS", "1")
    assert read_tables(path, single_read=True).year_tables
    with pytest.raises(PlanError) as refused:
        read_tables(path, single_read=True, limits=Limits(table_rows=1))
    assert refused.value.details["limit"] == "table_rows"


def test_a_limit_of_one_reading_is_not_that_of_another_thread() -> None:
    with within(Limits(pages=7)), ThreadPoolExecutor(1) as others:
        assert (limit("pages"), others.submit(limit, "pages").result()) == (7, Limits().pages)
