"""What is published is what a person sees: ``python -m benchmarks.seen [--keep FOLDER]``.

Each kind puts into one cell of a good year table something that is not plain text: struck out or white digits, notes,
equations, pictures. Each is written as HWPX, as HWP 5 and, where print can have it, as PDF, and is converted. It ends
as ``right`` (the values that a person reads, and no finding), ``marked`` (a finding), or ``silent`` (other values and
not a word), which is never allowed. A healthy kind has to end ``right``.
"""

from __future__ import annotations

import argparse
import struct
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from benchmarks.seen_pages import kinds as page_kinds
from benchmarks.seen_pages.page import End, plan_or_end
from benchmarks.seen_pages.page import ended as page_ended
from benchmarks.seen_pdf import can_be_printed, printed
from extract.readers.hwp.layout import PARA_CHAR_SHAPE, PARA_HEADER, PARA_TEXT, records_of
from fixtures.make.compound_file import compound_file
from fixtures.make.document import Document
from fixtures.make.hwp_file import body_streams
from fixtures.make.hwp_head import CHAR_SHAPE, LANGUAGES, document_info, file_header, record, summary_information
from fixtures.make.hwp_head import text as counted
from fixtures.make.hwpx_file import hwpx_parts
from fixtures.make.small_documents import ROWS, TITLE, grid_document
from fixtures.make.styles import LOOKS, NAMES
from fixtures.make.zip_file import zip_file

TOKEN = "※※"  # stands in the cell until what the kind puts there takes its place
VALUES = ("410", "470", "530", "590")


@dataclass(frozen=True, slots=True)
class Style:
    """A look of characters: what it adds to a ``charPr``, and the properties and colours of a CHAR_SHAPE."""

    inside: str = ""
    properties: int = 0
    ink: int = 0
    shade: int | None = None


STYLES = {
    "struck": Style('<hh:strikeout shape="SOLID" color="#000000"/>', 1 << 18),
    "not-struck": Style('<hh:strikeout shape="3D" color="#000000"/>', 1 << 18 | 15 << 26),
    "white": Style(ink=0xFFFFFF),
    "white-on-dark": Style(ink=0xFFFFFF, shade=0x1F3864),
    "dark-on-dark": Style(ink=0x1F3864, shade=0x203A68),
    "red": Style(ink=0xFF0000),
    "underlined": Style('<hh:underline type="BOTTOM" shape="SOLID" color="#000000"/>', 1 << 2),
    "raised": Style("<hh:supscript/>", 1 << 15),
}
STYLE_NUMBERS = {name: len(LOOKS) + index for index, name in enumerate(STYLES)}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in a style, or an object by its name with what it says."""

    text: str
    style: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What stands in the cells of some positions; ``values`` is what a person reads in the row of costs."""

    name: str
    pieces: tuple[Piece, ...]
    healthy: bool = False
    at: tuple[tuple[int, int], ...] = ((3, 2),)
    values: tuple[str, ...] = VALUES
    written: tuple[str, ...] = ("hwpx", "hwp")

    @property
    def formats(self) -> tuple[str, ...]:
        """What the kind can be written as."""
        return (*self.written, "pdf") if can_be_printed(self.pieces) else self.written


def _thing(name: str, text: str = "") -> Piece:
    return Piece(text, thing=name)


def kinds() -> Iterator[Kind]:
    """All kinds, the healthy ones behind the others."""
    nothing = VALUES[1:]
    plain, four = Piece("410"), Piece("4")
    label, year = Piece("사업비(백만원)"), Piece("2024")
    yield Kind("struck-in-front", (Piece("380", "struck"), plain))
    yield Kind("struck-behind", (plain, Piece("9", "struck")))
    yield Kind("struck-alone", (Piece("410", "struck"),), values=nothing)
    yield Kind("struck-row", (Piece("12", "struck"),), at=tuple((3, column) for column in range(6)), values=())
    yield Kind("white-in-front", (Piece("1", "white"), plain))
    yield Kind("white-alone", (Piece("410", "white"),), values=nothing)
    yield Kind("dark-on-dark", (plain, Piece("0", "dark-on-dark")))
    yield Kind("raised-mark", (plain, Piece("1", "raised")))
    yield Kind("raised-mark-on-year", (year, Piece("1", "raised")), at=((0, 2),))
    for what in ("pic", "line"):
        yield Kind(what, (_thing(what),), values=nothing)
        yield Kind(f"{what}-behind", (four, _thing(what)))
    yield Kind("equation-with-power", (Piece("41"), _thing("equation", "times 10 ^{1}")))
    yield Kind("equation-fraction", (_thing("equation", "820 over 2"),))
    yield Kind("composed-two", (four, _thing("compose", "10")))
    yield Kind("form", (_thing("form", "410"),))
    for what in ("unknown", "switch-differs"):
        yield Kind(what, (four, _thing(what, "10")), written=("hwpx",))
    yield from _of_print()
    yield Kind("footnote", (plain, _thing("footnote")), healthy=True)
    yield Kind("endnote", (plain, _thing("endnote")), healthy=True)
    yield Kind("footnote-on-label", (label, _thing("footnote")), healthy=True, at=((3, 0),))
    yield Kind("footnote-inside-label", (Piece("사업비"), _thing("footnote"), Piece("(백만원)")), True, ((3, 0),))
    yield Kind("footnote-on-year", (year, _thing("footnote")), healthy=True, at=((0, 2),))
    yield Kind("equation", (_thing("equation", "410"),), healthy=True)
    yield Kind("equation-behind", (four, _thing("equation", "10")), healthy=True)
    yield Kind("ruby", (four, _thing("ruby", "10")), healthy=True)
    yield Kind("composed", (four, _thing("compose", "1"), Piece("0")), healthy=True)
    yield Kind("automatic-number", (_thing("number", "4"), Piece("10")), healthy=True)
    yield Kind("text-box", (_thing("text-box", "410"),), healthy=True)
    for what in ("edit", "combo-box", "text-art", "switch"):
        yield Kind(what, (four, _thing(what, "10")), healthy=True, written=("hwpx",))
    for style in ("underlined", "red", "white-on-dark", "not-struck"):
        yield Kind(style, (Piece("410", style),), healthy=True)
    yield Kind("square-metre", (Piece("바닥 고침(m"), Piece("2", "raised"), Piece(")")), True, ((1, 0),))
    yield Kind("plain", (plain,), healthy=True)


def _of_print() -> Iterator[Kind]:
    """The kinds that only a page has."""
    none = VALUES[1:]
    for style in ("covered", "blackened", "clipped", "turned", "over-another", "outlined"):
        yield Kind(style, (Piece("410", style),), values=none, written=())
    yield Kind("row-covered", (Piece("사업비(백만원)", "covered"),), at=((3, 0),), values=(), written=())
    yield Kind("year-covered", (Piece("2024", "covered"),), at=((0, 2),), values=(), written=())
    yield Kind("grey-beside", (Piece("4"), Piece("10", "grey-beside")), values=none, written=())
    yield Kind("twice", (Piece("410", "twice"),), healthy=True, written=())
    yield Kind("smaller-line", (Piece("410"), Piece("(국비30)", "next-line")), healthy=True, written=())


# ------------------------------------------------------------------------------------------------------- HWPX

NOTE = (
    '<hp:ctrl><hp:{0} number="1" suffixChar="41"><hp:subList><hp:p paraPrIDRef="0"><hp:run charPrIDRef="0">'
    "<hp:t>2023년 불변가격 99</hp:t></hp:run></hp:p></hp:subList></hp:{0}></hp:ctrl>"
)
BOX = (
    '<hp:rect><hp:drawText><hp:subList><hp:p paraPrIDRef="0"><hp:run charPrIDRef="0"><hp:t>{0}</hp:t></hp:run></hp:p>'
    "</hp:subList></hp:drawText></hp:rect>"
)
XML: dict[str, Callable[[str], str]] = {
    "pic": lambda _: '<hp:pic><hp:img binaryItemIDRef="image1"/><hp:shapeComment>그림 410</hp:shapeComment></hp:pic>',
    "line": lambda _: "<hp:line><hp:lineShape/></hp:line>",
    "equation": lambda said: f"<hp:equation><hp:script>{escape(said)}</hp:script></hp:equation>",
    "ruby": lambda said: f"<hp:dutmal><hp:mainText>{said}</hp:mainText><hp:subText>약</hp:subText></hp:dutmal>",
    "compose": lambda said: f'<hp:compose circleType="CHAR" composeType="SPREAD" composeText={quoteattr(said)}/>',
    "number": lambda said: f'<hp:ctrl><hp:autoNum num="{said}" numType="EQUATION"/></hp:ctrl>',
    "form": lambda _: '<hp:checkBtn caption="410" value="CHECKED"/>',
    "edit": lambda said: f"<hp:edit><hp:text>{said}</hp:text></hp:edit>",
    "combo-box": lambda said: (
        f'<hp:comboBox selectedValue="b"><hp:listItem displayText="7" value="a"/>'
        f'<hp:listItem displayText="{said}" value="b"/></hp:comboBox>'
    ),
    "text-art": lambda said: f'<hp:textart text="{said}"/>',
    "unknown": lambda said: f"<hp:somethingNew><hp:t>{said}</hp:t></hp:somethingNew>",
    "switch": lambda said: _switch(said, said),
    "switch-differs": lambda said: _switch(said, f"{said}0"),
    "text-box": BOX.format,
    "footnote": lambda _: NOTE.format("footNote"),
    "endnote": lambda _: NOTE.format("endNote"),
}


def _switch(first: str, other: str) -> str:
    return (
        f'<hp:switch><hp:case hp:required-namespace="urn:x"><hp:t>{first}</hp:t></hp:case>'
        f"<hp:default><hp:t>{other}</hp:t></hp:default></hp:switch>"
    )


def hwpx(kind: Kind) -> bytes:
    """The document of a kind as HWPX."""
    parts = hwpx_parts(document_of(kind))
    head = parts["Contents/header.xml"]
    shapes = "".join(_char_pr(name, style) for name, style in STYLES.items())
    parts["Contents/header.xml"] = head.replace("</hh:charProperties>", f"{shapes}</hh:charProperties>")
    look = NAMES.index("cell-centre")
    runs = "".join(_run(piece, look) for piece in kind.pieces)
    name = "Contents/section0.xml"
    parts[name] = parts[name].replace(f"<hp:t>{TOKEN}</hp:t>", f"</hp:run>{runs}<hp:run>")
    return zip_file(parts, stored=("mimetype",))


def _char_pr(name: str, style: Style) -> str:
    shade = "none" if style.shade is None else f"#{style.shade:06X}"
    return (
        f'<hh:charPr id="{STYLE_NUMBERS[name]}" height="1000" textColor="#{style.ink:06X}" shadeColor="{shade}">'
        f'<hh:offset latin="0"/>{style.inside}</hh:charPr>'
    )


def _run(piece: Piece, look: int) -> str:
    inside = XML[piece.thing](piece.text) if piece.thing else f"<hp:t>{escape(piece.text)}</hp:t>"
    return f'<hp:run charPrIDRef="{STYLE_NUMBERS.get(piece.style, look)}">{inside}</hp:run>'


# ---------------------------------------------------------------------------------------------------------- HWP

CTRL_HEADER, LIST_HEADER, SHAPE_COMPONENT, LINE, PICTURE, EQEDIT = 0x47, 0x48, 0x4C, 0x4E, 0x55, 0x58
CHARS = {"footnote": 17, "endnote": 17, "number": 18, "ruby": 23, "compose": 23}
OBJECT = 11
NAMES_OF_CONTROLS = {
    "footnote": b"fn  ", "endnote": b"en  ", "number": b"atno", "ruby": b"tdut", "compose": b"tcps",
    "equation": b"eqed", "form": b"form",
}  # fmt: skip


def hwp(kind: Kind) -> bytes:
    """The document of a kind as HWP 5."""
    document = document_of(kind)
    shapes = b"".join(record(CHAR_SHAPE, 1, _char_shape(style)) for style in STYLES.values())
    flags = 0  # not compressed, so that the records can be changed
    body = zlib.decompressobj(-15).decompress(body_streams(document)[0])
    return compound_file(
        {
            "FileHeader": file_header(flags),
            "DocInfo": document_info(1) + shapes,
            "PrvText": TITLE.encode("utf-16-le"),
            "\x05HwpSummaryInformation": summary_information(TITLE),
            "BodyText/Section0": b"".join(_changed(body, kind.pieces)),
        }
    )


def _changed(body: bytes, pieces: Sequence[Piece]) -> Iterator[bytes]:
    """The records of a section with the pieces in place of the token."""
    token = TOKEN.encode("utf-16-le") + b"\r\0"
    records = [(tag, level, body[start:end]) for tag, level, start, end in records_of(body)]
    for index, (tag, level, data) in enumerate(records):
        following = records[index + 1][2] if index + 1 < len(records) else b""
        before = records[index - 1][2] if index else b""
        if tag == PARA_HEADER and following == token:
            (count,) = struct.unpack_from("<I", data)
            units = len(_units(pieces)[0]) // 2
            yield record(tag, level, struct.pack("<I", count & 0x8000_0000 | units) + data[4:])
        elif tag == PARA_TEXT and data == token:
            yield record(tag, level, _units(pieces)[0])
        elif tag == PARA_CHAR_SHAPE and before == token:
            yield record(tag, level, _units(pieces)[1])
            for piece in pieces:
                if piece.thing:
                    yield _control(piece, level)
        else:
            yield record(tag, level, data)


def _units(pieces: Sequence[Piece]) -> tuple[bytes, bytes]:
    """The code units of the pieces, and from which unit on which shape holds good."""
    body, shapes = b"", b""
    for piece in pieces:
        shapes += struct.pack("<II", len(body) // 2, STYLE_NUMBERS.get(piece.style, NAMES.index("cell-centre")))
        if piece.thing:
            char = struct.pack("<H", CHARS.get(piece.thing, OBJECT))
            body += char + NAMES_OF_CONTROLS.get(piece.thing, b"gso ")[::-1] + bytes(8) + char
        else:
            body += piece.text.encode("utf-16-le")
    return body + b"\r\0", shapes


def _control(piece: Piece, level: int) -> bytes:
    name = NAMES_OF_CONTROLS.get(piece.thing, b"gso ")[::-1]
    said = piece.text
    if piece.thing in ("footnote", "endnote"):
        note = name + struct.pack("<IHHII", 1, 0, ord(")"), 0, 0)
        return record(CTRL_HEADER, level, note) + _list("2023년 불변가격 99", level + 1)
    if piece.thing == "number":
        return record(CTRL_HEADER, level, name + struct.pack("<IHHHH", 5, int(said), 0, 0, 0))
    if piece.thing == "ruby":
        return record(CTRL_HEADER, level, name + counted(said) + counted("약") + bytes(20))
    if piece.thing == "compose":
        return record(CTRL_HEADER, level, name + counted(said) + bytes(4))
    control = record(CTRL_HEADER, level, name + bytes(42))
    if piece.thing == "equation":
        return control + record(EQEDIT, level + 1, bytes(4) + counted(said) + bytes(16))
    if piece.thing == "text-box":
        return control + record(SHAPE_COMPONENT, level + 1, bytes(20)) + _list(said, level + 2)
    drawn = {"pic": PICTURE, "line": LINE}.get(piece.thing)
    below = record(SHAPE_COMPONENT, level + 1, bytes(20)) + record(drawn, level + 2, bytes(20)) if drawn else b""
    return control + below


def _list(text: str, level: int) -> bytes:
    """A list of one paragraph."""
    units = text.encode("utf-16-le") + b"\r\0"
    header = struct.pack("<IIHBBHHHIH", len(units) // 2, 0, 0, 0, 0, 1, 0, 0, 0, 0)
    return (
        record(LIST_HEADER, level, struct.pack("<HI", 1, 0) + bytes(16))
        + record(PARA_HEADER, level, header)
        + record(PARA_TEXT, level + 1, units)
        + record(PARA_CHAR_SHAPE, level + 1, struct.pack("<II", 0, 0))
    )


def _char_shape(style: Style) -> bytes:
    shade = 0xFFFFFFFF if style.shade is None else _bgr(style.shade)
    return (
        bytes(2 * LANGUAGES) + bytes([100] * LANGUAGES) + bytes(LANGUAGES) + bytes([100] * LANGUAGES) + bytes(LANGUAGES)
        + struct.pack("<iIbbIIIIHI", 1000, style.properties, 10, 10, _bgr(style.ink), 0, shade, 0xB2B2B2, 1, 0)
    )  # fmt: skip


def _bgr(colour: int) -> int:
    return (colour & 0xFF) << 16 | colour & 0xFF00 | colour >> 16


# ------------------------------------------------------------------------------------------------------ the run


def pdf(kind: Kind) -> bytes:
    """The document of a kind as PDF."""
    return printed(document_of(kind), TOKEN, kind.pieces)


WRITERS = {"hwpx": hwpx, "hwp": hwp, "pdf": pdf}


def document_of(kind: Kind) -> Document:
    """The good document with the token in the cells of the kind."""
    words = [list(row) for row in ROWS]
    for row, column in kind.at:
        words[row][column] = TOKEN
    return grid_document(tuple(tuple(row) for row in words))


def ended(kind: Kind, suffix: str, folder: Path) -> End:
    """How the conversion of a kind ends in a format."""
    path = folder / f"{kind.name}.{suffix}"
    path.write_bytes(WRITERS[suffix](kind))
    plan = plan_or_end(path)
    if isinstance(plan, str):
        return plan
    told = [o for o in plan.observations if o.measure == "budget" and o.year and o.value is not None]
    values = tuple(str(o.value) for o in told)
    if plan.findings:
        return "marked" if {*values} <= {*VALUES} else "silent"
    return "right" if values == kind.values else "silent"


def main() -> int:
    """Convert all kinds in their formats; 1 if one is silent, or a healthy one is marked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keep", type=Path)
    keep: Path | None = parser.parse_args().keep
    counts: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds():
            for suffix in kind.formats:
                end = ended(kind, suffix, folder)
                counts[f"{'healthy' if kind.healthy else 'unhealthy'} {end}"] += 1
                if end in ("silent", "crash") or (kind.healthy and end != "right"):
                    bad += 1
                    sys.stdout.write(f"{kind.name}.{suffix}: {end}\n")
        for page in page_kinds.pages():
            end = page_ended(page, folder)
            counts[f"{'healthy' if page.healthy else 'unhealthy'} {end}"] += 1
            if end in ("silent", "crash") or (page.healthy and end != "right"):
                bad += 1
                sys.stdout.write(f"{page.name}.pdf: {end}\n")
    sys.stdout.write(", ".join(f"{name} {count}" for name, count in sorted(counts.items())) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
