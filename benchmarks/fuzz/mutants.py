"""Damaged copies of a document, each made by a named kind of damage from a seed: the same seed gives the same bytes."""

from __future__ import annotations

import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from benchmarks.fuzz import pictures
from benchmarks.fuzz.hwp_records import damage_record

HEADER_BYTES = 2_000
SECTOR = 512
DIRECTORY_ENTRY = 128
FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
ODD_NUMBERS = (0, 1, 2, 0x7FFFFFFF, 0xFFFFFFFC, 0xFFFFFFFD, END, FREE)
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06")
PDF_WORDS = re.compile(
    rb"\d+ \d+ (?:obj|R)\b|/(?:Length|Count|Kids|Contents|Filter|Size|Root|Prev|W|N|First)\b[^/>]{0,20}"
    rb"|startxref\s+\d+|\d{10} \d{5} [nf]|endstream|endobj|xref|trailer"
)

XML_TAGS = re.compile(rb"<(/?)([A-Z]+)((?: [A-Za-z]+=\"[^\"<]*\")*) ?(/?)>")
XML_NUMBERS = re.compile(rb"(?<=\")\d+(?=\")")
TABLES_OF_XML = (b"TABLE", b"ROW", b"CELL", b"PARALIST", b"SECTION", b"BODY", b"TEXT", b"CHAR", b"P")
BOMS = b"\xef\xbb\xbf"

Mutate = Callable[[bytearray, random.Random], None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged copy with the kind of its damage and its seed."""

    kind: str
    seed: int
    data: bytes


def mutants(content: bytes, count: int, first: int = 0) -> Iterator[Mutant]:
    """``count`` damaged copies, the kinds that suit the format in turn."""
    kinds = kinds_of(content)
    for seed in range(first, first + count):
        kind = list(kinds)[seed % len(kinds)]
        yield mutant(content, kind, seed)


def mutant(content: bytes, kind: str, seed: int) -> Mutant:
    """One damaged copy."""
    generator = random.Random(f"{kind} {seed}")
    data = bytearray(content)
    kinds_of(content)[kind](data, generator)
    return Mutant(kind, seed, bytes(data))


def kinds_of(content: bytes) -> dict[str, Mutate]:
    """The kinds of damage for a format, told by its first bytes."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return COMMON | COMPOUND
    if content.startswith(b"PK"):
        return COMMON | ZIP
    if content.lstrip(BOMS).startswith(b"<"):
        return XML
    if content.startswith(pictures.SIGNATURES):
        return COMMON | PICTURE
    return COMMON | PDF if content.startswith(b"%PDF") else COMMON


# ------------------------------------------------------------------------------------------- any format


def _cut(data: bytearray, generator: random.Random) -> None:
    del data[int(len(data) * generator.choice((0.5, 0.9, generator.random()))) :]


def _flip(data: bytearray, generator: random.Random, reach: int) -> None:
    for _ in range(generator.choice((1, 1, 4, 16))):
        data[generator.randrange(min(len(data), reach))] ^= 1 << generator.randrange(8)


def _flip_head(data: bytearray, generator: random.Random) -> None:
    _flip(data, generator, HEADER_BYTES)


def _flip_body(data: bytearray, generator: random.Random) -> None:
    _flip(data, generator, len(data))


def _overwrite(data: bytearray, generator: random.Random) -> None:
    """A run of equal or random bytes, as a bad block of a disk leaves."""
    start, size = generator.randrange(len(data)), generator.choice((8, 64, 512, 4096))
    end = min(len(data), start + size)
    data[start:end] = bytes(end - start) if generator.random() < 0.5 else generator.randbytes(end - start)


def _drop(data: bytearray, generator: random.Random) -> None:
    """A run of bytes that is missing, as a broken transfer leaves."""
    start = generator.randrange(len(data))
    del data[start : start + generator.choice((1, 2, 64, 512, 1460))]


COMMON: dict[str, Mutate] = {
    "cut": _cut,
    "flip-head": _flip_head,
    "flip-body": _flip_body,
    "overwrite": _overwrite,
    "drop": _drop,
}

# ---------------------------------------------------------------------------------- compound files (HWP)


def _put(data: bytearray, at: int, number: int) -> None:
    if at + 4 <= len(data):
        struct.pack_into("<I", data, at, number)


def _number(data: bytearray, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _sector_at(number: int) -> int:
    return (number + 1) * SECTOR


def _fat(data: bytearray, generator: random.Random) -> None:
    """An entry of the sector table that points at itself, back, or to nowhere."""
    named = [number for number in struct.unpack_from("<109I", data, 76) if number < len(data) // SECTOR]
    if not named:
        return
    at = _sector_at(generator.choice(named)) + 4 * generator.randrange(SECTOR // 4)
    _put(data, at, generator.choice((generator.randrange(len(data) // SECTOR), *ODD_NUMBERS)))


def _difat(data: bytearray, generator: random.Random) -> None:
    """A header field of the tables, or one of the sectors that it names."""
    at = generator.choice((30, 44, 48, 56, 60, 64, 68, 72, *(76 + 4 * index for index in range(6))))
    _put(data, at, generator.choice((_number(data, 48), _number(data, 76), generator.randrange(200), *ODD_NUMBERS)))


def _directory(data: bytearray, generator: random.Random) -> None:
    """A sibling, child, first sector, size, kind or name of a directory entry."""
    at = _sector_at(_number(data, 48)) + DIRECTORY_ENTRY * generator.randrange(4)
    field = generator.choice((0, 2, 12, 64, 66, 68, 72, 76, 116, 120))
    if field < 67:
        if at + field < len(data):
            data[at + field] ^= 1 << generator.randrange(8)
        return
    _put(data, at + field, generator.choice((generator.randrange(16), generator.randrange(100_000), *ODD_NUMBERS)))


COMPOUND: dict[str, Mutate] = {"fat": _fat, "difat": _difat, "directory": _directory, "hwp-record": damage_record}

# ------------------------------------------------------------------------------ zips (HWPX, XLSX, ODS, ODT)

HOLDING = re.compile(
    r"section|sheet\d|sharedStrings|(?:workbook|styles|content)\.xml$"
)  # parts that hold or name tables


def _zip_header(data: bytearray, generator: random.Random) -> None:
    """A byte of a local header, of the directory or of its end."""
    signature = generator.choice(ZIP_SIGNATURES)
    places = [found.start() for found in re.finditer(re.escape(signature), data)]
    if places:
        at = generator.choice(places) + generator.randrange(4, 46)
        if at < len(data):
            data[at] = generator.choice((0, 0xFF, data[at] ^ 1 << generator.randrange(8)))


def _zip_part(data: bytearray, generator: random.Random) -> None:
    """A part left out, doubled, renamed, or its XML damaged before it is packed: a zip that is whole itself."""
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    holding = [index for index, (name, _) in enumerate(parts) if HOLDING.search(name)]
    chosen = generator.choice(holding)
    name, content = parts[chosen]
    change = generator.choice(("drop", "rename", "cut", "double", "tag"))
    if change == "drop":
        del parts[chosen]
    elif change == "rename":
        parts[chosen] = (_renamed(name), content)
    elif change == "cut":
        parts[chosen] = (name, content[: generator.randrange(len(content))])
    elif change == "double":
        parts.append((name.upper(), content))
    else:
        tags = [found.span() for found in re.finditer(rb"</?hp:\w+" if b"<hp:" in content else rb"</?[\w:]+", content)]
        start, end = generator.choice(tags)
        parts[chosen] = (name, content[:start] + generator.choice((b"", b"<", b"<hp:x")) + content[end:])
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, inside in parts:
            archive.writestr(zipfile.ZipInfo(entry), inside)
    data[:] = stream.getvalue()


def _renamed(name: str) -> str:
    """The name with two letters swapped."""
    if "section" in name:
        return name.replace("section", "sectoin")
    stem, dot, ending = name.rpartition(".")
    return stem[:-2] + stem[-1] + stem[-2] + dot + ending


ZIP: dict[str, Mutate] = {"zip-header": _zip_header, "zip-part": _zip_part}

# -------------------------------------------------------------------------------------------------- PDF


def _pdf_word(data: bytearray, generator: random.Random) -> None:
    """A digit of a reference, length, count or offset, or a letter of a keyword."""
    words = list(PDF_WORDS.finditer(data))
    if words:
        start, end = generator.choice(words).span()
        at = generator.randrange(start, end)
        digit = 0x30 <= data[at] <= 0x39
        data[at] = 0x30 + generator.randrange(10) if digit else data[at] ^ 1 << generator.randrange(6)


def _pdf_tail(data: bytearray, generator: random.Random) -> None:
    """Bits of the last kilobytes, where the table of objects and the trailer stand."""
    for _ in range(generator.choice((1, 4))):
        at = len(data) - 1 - generator.randrange(min(len(data), 4_000))
        data[at] ^= 1 << generator.randrange(8)


PDF: dict[str, Mutate] = {"pdf-word": _pdf_word, "pdf-tail": _pdf_tail}

# ------------------------------------------------------------------------------------------------- HWPML
# Texts are left alone, and so is what nobody could miss of them: nothing in the file proves a digit or a paragraph.


def _xml_tag(data: bytearray, generator: random.Random) -> None:
    """A tag of the body that is lost, doubled, of another name, or spoilt by random bytes."""
    start, end = generator.choice(_tags(data)).span()
    tag = bytes(data[start:end])
    data[start:end] = generator.choice(
        (b"", tag * 2, tag.replace(b"<", b"<X", 1), b"<", tag[:-1], generator.randbytes(len(tag)))
    )


def _xml_number(data: bytearray, generator: random.Random) -> None:
    """An address, a span or a count of a table or of the document that says another number."""
    tags = [found for found in _tags(data) if found[2] in (b"TABLE", b"CELL") and XML_NUMBERS.search(found[0])]
    found = generator.choice(tags)
    names = [b"ColAddr", b"RowAddr", b"ColSpan", b"RowSpan"] if found[2] == b"CELL" else [b"RowCount", b"ColCount"]
    name = generator.choice(names)
    number = re.compile(name + rb"=\"(\d+)\"").search(data, *found.span())
    if number:
        said = generator.choice((b"0", b"1", b"2", b"7", b"99", b"-1", b"", b"x", b"9" * 30))
        data[slice(*number.span(1))] = said


def _xml_element(data: bytearray, generator: random.Random) -> None:
    """A cell, a row or a section that is left out, doubled, or put elsewhere."""
    name = generator.choice((b"CELL", b"ROW", b"SECTION"))
    form = re.compile(b"<%s[ >](?:(?!<%s[ >]).)*?</%s>" % (name, name, name), re.DOTALL)
    inner = [found.span() for found in form.finditer(data)]
    if not inner:
        return
    start, end = generator.choice(inner)
    element = bytes(data[start:end])
    change = generator.choice(("leave out", "double", "move"))
    if change != "double":
        del data[start:end]
    if change != "leave out":
        at, _ = generator.choice(inner)
        data[at:at] = element


def _xml_cut(data: bytearray, generator: random.Random) -> None:
    _cut(data, generator)
    if generator.random() < 0.5:  # and mended by somebody who closes what is open
        data += b"</CHAR></TEXT></P></SECTION></BODY></HWPML>"


def _xml_encoding(data: bytearray, generator: random.Random) -> None:
    """Another encoding than is declared, or one that nobody knows."""
    text = bytes(data).decode()
    data[:] = generator.choice(
        (
            text.encode("utf-16"),
            text.encode("cp949", "replace"),
            text.replace("UTF-8", "EUC-KR", 1).encode("cp949", "replace"),
            text.replace("UTF-8", generator.choice(("UTF-16", "x-none", "ISO-8859-1")), 1).encode(),
            text.replace("<HWPML", '<!DOCTYPE HWPML [<!ENTITY a "9">]><HWPML', 1).encode(),
        )
    )


def _tags(data: bytearray) -> list[re.Match[bytes]]:
    return [found for found in XML_TAGS.finditer(data) if found[2] in TABLES_OF_XML]


XML: dict[str, Mutate] = {
    "xml-cut": _xml_cut,
    "xml-tag": _xml_tag,
    "xml-number": _xml_number,
    "xml-element": _xml_element,
    "xml-encoding": _xml_encoding,
}

# ---------------------------------------------------------------------------------- pictures (PNG, TIFF, JPEG)

PICTURE: dict[str, Mutate] = {kind: partial(pictures.spoilt, kind=kind) for kind in pictures.KINDS}
