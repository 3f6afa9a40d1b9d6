"""Files made to harm: ``python -m benchmarks.hostile FOLDER`` writes and converts them; each is refused or harmless."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import psutil

from fixtures.make.bare_pdf import bare_pdf
from fixtures.make.compound_file import compound_file
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwp_head import COMPRESSED, document_info, file_header
from fixtures.make.hwpx_file import hwpx_parts
from fixtures.make.small_documents import plain_document

ROOT = Path(__file__).resolve().parent.parent
MILLION = 1_000_000
INFLATED = 600 * MILLION
DEEP = 300_000
HUGE = 60_000
SECTION = "Contents/section0.xml"
FORMULAS = ("=HYPERLINK(&quot;http://x.example&quot;)", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0")
MARKUP = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"


def _zip(parts: dict[str, bytes | str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _parts(section: str | None = None, **more: str) -> dict[str, bytes | str]:
    parts: dict[str, bytes | str] = dict(hwpx_parts(plain_document()))
    return parts | ({SECTION: section} if section is not None else {}) | more


def _section() -> str:
    return str(hwpx_parts(plain_document())[SECTION])


def _zeros(size: int, window: int) -> bytes:
    """So many zeros, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    parts = [packer.compress(bytes(MILLION)) for _ in range(size // MILLION)]
    return b"".join([*parts, packer.flush()])


def _zip_bomb() -> bytes:
    """600 MB from 600 kB, and a claim of 1,000 bytes in the directory."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in _parts().items():
            if name != SECTION:
                archive.writestr(name, content)
        with archive.open(SECTION, "w") as part:
            for _ in range(INFLATED // MILLION):
                part.write(bytes(MILLION))
    return stream.getvalue()


def _lying_zip_bomb() -> bytes:
    data = bytearray(_zip_bomb())
    size = struct.pack("<I", INFLATED // MILLION * MILLION)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(data)


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _deep_records() -> bytes:
    """One record inside another, as deep as a level can say, and many of them."""
    body = b"".join(struct.pack("<I", 0x42 | min(level, 1023) << 10) for level in range(DEEP))
    return _hwp(_packed(body))


def _hwp(section: bytes) -> bytes:
    """A compound file that holds one section and what is needed beside it."""
    return compound_file(
        {"FileHeader": file_header(COMPRESSED), "DocInfo": _packed(document_info(1)), "BodyText/Section0": section}
    )


def _looped(field: int) -> bytes:
    """A compound file whose table of sectors (76) or first directory entry (48) leads back to itself."""
    data = bytearray(hwp_file(plain_document()))
    at = (int.from_bytes(data[field : field + 4], "little") + 1) * 512
    if field == 76:
        for sector in range(8):
            struct.pack_into("<I", data, at + 4 * sector, sector)
    else:
        struct.pack_into("<III", data, at + 68, 0, 0, 0)
    return bytes(data)


def _pdf_of_many_pages() -> bytes:
    """A page tree with a million leaves, each an object of its own."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, MILLION + 3))
    page = b"<</Type/Page/Parent 2 0 R>>"
    tree = b"<</Type/Pages/Count 1/Kids[%s]>>" % kids
    return bare_pdf([b"<</Type/Catalog/Pages 2 0 R>>", tree, *[page] * MILLION])


def _pdf_of_shared_pages() -> bytes:
    """A small page tree that names the same nodes again and again: 10^12 leaves."""
    levels = [b"<</Type/Pages/Count 1/Kids[%s]>>" % (b"%d 0 R " % (number + 1) * 1_000) for number in range(2, 6)]
    return bare_pdf([b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page/Parent 5 0 R>>"])


def _pdf_bomb() -> bytes:
    packed = _zeros(INFLATED, 15)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return bare_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream])


def _pdf_bomb_in_layers() -> bytes:
    """600 MB from one kilobyte: packed twice."""
    packed = zlib.compress(_zeros(INFLATED, 15), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return bare_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream])


def _pdf_of_forms(leaf: bytes) -> bytes:
    """A form that draws another a hundred times, five deep: 10^8 drawings from two kilobytes."""
    font = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    drawn = b"/X Do " * 100

    def form(number: int) -> bytes:
        resources, content = (b"/XObject<</X %d 0 R>>" % (number + 1), drawn) if number < 9 else (font, leaf)
        said = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>/Length %d" % (resources, len(content))
        return b"<<%s>>stream\n%s\nendstream" % (said, content)

    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>%s>>>>" % font
    )
    pages = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page]
    return bare_pdf([*pages, b"<</Length 5>>stream\n/X Do\nendstream", *map(form, range(5, 10))])


def _page_of_cells() -> bytes:
    """A saved page whose cells are never closed: a node of memory each."""
    return b"<html><body><table>" + b"<tr><td>2024" * (3 * MILLION)


def _entities() -> str:
    names = [f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10)]
    return f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY e0 "ha">{"".join(names)}]><s>&e9;</s>'


def _in_cells(*texts: str) -> str:
    """The plain document with these texts in front of the labels of its rows."""
    section = _section()
    for label, text in zip(("산책길 정비", "나무 심기", "사업비"), texts, strict=False):
        section = section.replace(f">{label}", f">{text} {label}", 1)
    return section


HOSTILE: dict[str, Callable[[], bytes]] = {
    "zip-bomb.hwpx": _zip_bomb,
    "zip-bomb-that-lies.hwpx": _lying_zip_bomb,
    "deflate-bomb.hwp": lambda: _hwp(_zeros(INFLATED, -15)),
    "stream-bomb.pdf": _pdf_bomb,
    "stream-bomb-in-layers.pdf": _pdf_bomb_in_layers,
    "forms-of-text.pdf": lambda: _pdf_of_forms(b"BT /F1 10 Tf 10 10 Td (2024 2025) Tj ET"),
    "forms-of-boxes.pdf": lambda: _pdf_of_forms(b"10 10 100 100 re f"),
    "cells-without-end.html": _page_of_cells,
    "huge-grid.hwpx": lambda: _zip(
        _parts(_section().replace('rowCnt="4" colCnt="6"', f'rowCnt="{HUGE}" colCnt="{HUGE}"'))
    ),
    "entities.hwpx": lambda: _zip(_parts(_entities())),
    "outside-entity.hwpx": lambda: _zip(
        _parts('<?xml version="1.0"?><!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/passwd">]><s>&e;</s>')
    ),
    "deep.hwpx": lambda: _zip(_parts("<s>" * DEEP + "</s>" * DEEP)),
    "deep-records.hwp": _deep_records,
    "looped-table.hwp": lambda: _looped(76),
    "looped-directory.hwp": lambda: _looped(48),
    "million-pages.pdf": _pdf_of_many_pages,
    "shared-pages.pdf": _pdf_of_shared_pages,
    "outside-names.hwpx": lambda: _zip(_parts(**{"../../outside.xml": "<a/>"})),
    "many-entries.hwpx": lambda: _zip(_parts(**{f"x/{number}": "" for number in range(3_000)})),
    "formulas.hwpx": lambda: _zip(_parts(_in_cells(*FORMULAS))),
    "markup.hwpx": lambda: _zip(_parts(_in_cells(MARKUP))),
}


@dataclass(frozen=True, slots=True)
class Run:
    """How the conversion of one file ended: exit code, seconds, and the most memory of its largest process in MiB."""

    exit_code: int
    seconds: float
    peak: int
    said: str


def convert(path: Path, out: Path) -> Run:
    """Convert one file by the command line and watch it."""
    started = time.monotonic()
    command = [sys.executable, "-m", "gongpyo", "convert", str(path), "-o", str(out), "--lang", "en"]
    peak = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
        root = psutil.Process(run.pid)
        while run.poll() is None:
            peak = max(peak, *(_memory(process) for process in (root, *_below(root))))
            time.sleep(0.02)
        said = run.communicate()[0]
    return Run(run.returncode, time.monotonic() - started, peak >> 20, said)


def _below(root: psutil.Process) -> list[psutil.Process]:
    try:
        return root.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def main() -> None:
    """Write each file into a folder, convert it there, and print how it ended."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in HOSTILE.items():
        path = folder / name
        path.write_bytes(make())
        run = convert(path, folder / "out")
        print(f"{name:26} exit {run.exit_code} {run.seconds:5.1f} s {run.peak:4} MiB  {run.said[:110].strip()}")  # noqa: T201


if __name__ == "__main__":
    main()
