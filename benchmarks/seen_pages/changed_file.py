"""How a printed page is changed behind typst: drawn upon, annotated, its characters named otherwise."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable

import pikepdf

from benchmarks.seen_pages.page import HEIGHT, SIDES, TOPS, Change

COST = rb"(q 1 0 0 -1 29\d\.\d+ 64\d\.\d+ cm/c0 cs 0 scn\nBT )0 Tr([^Q]*ET\nQ)"  # how the number of the cell is painted


def changed_by(change: Callable[[pikepdf.Pdf], None]) -> Change:
    """A change of the opened file as one of its bytes."""

    def changed(data: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pdf.save(out, deterministic_id=True)
        return out.getvalue()

    return changed


def drawn(content: str, *, first: bool = False) -> Change:
    """Something drawn in points from the page's top left corner, behind or before all that is printed."""
    stream = f"q 1 0 0 -1 0 {HEIGHT} cm {content} Q".encode()

    def draw(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(stream, prepend=first)

    return changed_by(draw)


def annotated(kind: str, box: tuple[float, float, float, float], more: str = "", shown: str = "") -> Change:
    """An annotation over a box; ``shown`` is what its appearance draws from the box's lower left corner."""
    left, top, right, bottom = box
    low, high = HEIGHT - bottom, HEIGHT - top
    quads = f"/QuadPoints [{left} {high} {right} {high} {left} {low} {right} {low}]"

    def annotate(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Object.parse(
            f"<< /Type /Annot /Subtype /{kind} /Rect [{left} {low} {right} {high}] {quads} {more or '/F 4'} >>".encode()
        )
        if shown:
            look = pdf.make_stream(shown.encode())
            look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            look.BBox = [0, 0, right - left, high - low]
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font))
            note.AP = pikepdf.Dictionary(N=look)
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])

    return changed_by(annotate)


def renamed(names: Callable[[str], str]) -> Change:
    """Other characters for the glyphs in the ToUnicode maps of all fonts."""

    def rename(pdf: pikepdf.Pdf) -> None:
        for fonts in pdf.pages[0].Resources.Font.values():
            told = fonts.ToUnicode.read_bytes().decode("latin-1")
            told = re.sub(
                r"(?<=> <)([0-9A-F]{4})(?=>\n)", lambda match: f"{ord(names(chr(int(match[1], 16)))):04X}", told
            )
            fonts.ToUnicode.write(told.encode("latin-1"))

    return changed_by(rename)


def unnamed(data: bytes) -> bytes:
    """No ToUnicode map in any font."""

    def forget(pdf: pikepdf.Pdf) -> None:
        for fonts in pdf.pages[0].Resources.Font.values():
            del fonts.ToUnicode

    return changed_by(forget)(data)


def streamed(pattern: bytes, replacement: bytes) -> Change:
    """The content of the page with something replaced."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_coalesce()
        old = pdf.pages[0].Contents.read_bytes()
        new, found = re.subn(pattern, replacement, old)
        if not found:
            raise ValueError(pattern)
        pdf.pages[0].Contents = pdf.make_stream(new)

    return changed_by(change)


def turned(degrees: int) -> Change:
    """The page shown turned."""

    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].rotate(degrees, relative=True)

    return changed_by(turn)


def box_of(row: int, column: int, inset: float = 3.0) -> tuple[float, float, float, float]:
    """The inside of a cell, points from the top left corner."""
    return SIDES[column] + inset, TOPS[row] + inset, SIDES[column + 1] - inset, TOPS[row + 1] - inset


def layer_off(data: bytes) -> bytes:
    """The number of the cell in a layer that is not shown."""

    def hide(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="초안"))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer]))
        pdf.pages[0].Resources.Properties = pikepdf.Dictionary(L1=layer)

    return changed_by(hide)(streamed(COST, rb"/OC /L1 BDC \g<0> EMC")(data))
