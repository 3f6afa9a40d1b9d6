"""The third witness: the pages of a PDF's year tables as they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.readers.page.content import Box
from extract.readers.page.sight.covered import without
from extract.readers.page.sight.digit_shapes import DigitShapes
from extract.readers.page.sight.ink import Kind, Looking, Unlike
from extract.readers.page.sight.picture import SeenPage
from extract.readers.pdf.engines.pdfium import PdfiumError
from extract.readers.pdf.engines.pdfium_picture import PicturedDocument, PictureError, pictured
from extract.readers.pdf.pdf_file import PdfFile
from extract.readers.pdf.year_cells import cells_by_page, labels_of
from plan.progress import step
from plan.records.base import Place
from plan.records.document import Cell, Damage
from plan.records.printed import YearTable
from plan.script import COVERED

SAID: dict[Kind, tuple[str, str]] = {
    "noted": ("주석이나 양식 입력란이 그 위에 있습니다", "an annotation or a form field stands over it"),
    "unpainted": ("보이지 않는 글자가 있습니다", "characters of it are not seen"),
    "elsewhere": ("칸 안에 보이는 글자가 다릅니다", "other characters are seen inside of the cell"),
    "struck": ("숫자에 줄이 그어져 있습니다", "a line goes through its digits"),
    "overprinted": ("글자가 겹쳐 찍혀 있습니다", "characters are printed on one another"),
    "two-colours": ("한 숫자에 색이 다른 숫자가 붙어 있습니다", "digits of two colours stand side by side"),
    "two-sizes": ("한 숫자에 크기가 다른 숫자가 붙어 있습니다", "digits of two sizes stand side by side"),
    "two-levels": ("한 숫자에 높이가 다른 숫자가 붙어 있습니다", "digits on two levels stand side by side"),
    "another-digit": ("글꼴이 다른 글자를 이 숫자로 알려 줍니다", "its font names another character as this digit"),
    "another-mark": (
        "글꼴이 쉼표와 마침표를 서로 바꾸어 알려 줍니다",
        "its font names a comma as a point, or a point as a comma",
    ),
    "unexplained": ("글자 정보가 없는 것이 그려져 있습니다", "something is drawn in it that is no character"),
}


def not_as_seen(tables: Iterable[YearTable], pdf_file: PdfFile, doubted: frozenset[Place]) -> Iterator[Damage]:
    """The cells of year tables that are seen otherwise than they were read; ``doubted`` are known already."""
    tables = tuple(tables)
    pages, labels = cells_by_page(tables), labels_of(tables)
    shapes = DigitShapes()
    try:
        with pictured(pdf_file.document) as pdf:
            for number, cells in sorted(pages.items()):
                step()
                seen = [cell for cell in cells if cell.place not in doubted]
                yield from _unlike(pdf, number, seen, labels, shapes, pdf_file)
    except PdfiumError:
        yield _unseen(Place())


def _unlike(
    pdf: PicturedDocument,
    number: int,
    cells: list[Cell],
    labels: frozenset[Place],
    shapes: DigitShapes,
    pdf_file: PdfFile,
) -> Iterator[Damage]:
    boxes = [(cell, cell.place.box) for cell in cells if cell.place.box is not None and not cell.blocks]
    if not boxes:
        return
    try:
        page = pdf.look(number, _around([box for _, box in boxes]))
    except PictureError:
        yield _unseen(Place(page=number))
        return
    unlike = _looked_at(page, boxes, labels, shapes)
    if unlike and (covered := pdf_file.covered_on(number)):  # of which the cells hold nothing
        page = page._replace(glyphs=without(page.glyphs, covered))
        unlike = _looked_at(page, boxes, labels, shapes)
    for cell, found in unlike:
        yield _said(cell, found)


def _looked_at(
    page: SeenPage, boxes: Iterable[tuple[Cell, Box]], labels: frozenset[Place], shapes: DigitShapes
) -> list[tuple[Cell, Unlike]]:
    """The cells that are seen otherwise than they were read."""
    looking = Looking(page, shapes)
    seen = ((cell, looking.unlike(cell.text, box, is_label=cell.place in labels)) for cell, box in boxes)
    return [(cell, unlike) for cell, unlike in seen if unlike is not None]


def _said(cell: Cell, unlike: Unlike) -> Damage:
    ko, en = SAID[unlike.kind]
    hidden = unlike.kind == "unpainted"  # what nobody sees is quoted nowhere
    marks = f" ('{unlike.marks}')" if unlike.marks and not hidden else ""
    return Damage(
        rule="not-as-seen",
        place=cell.place,
        reason_ko=f"{ko}{marks}.",
        reason_en=f"{en[0].upper()}{en[1:]}{marks}.",
        quote=COVERED if hidden else cell.text,
    )


def _unseen(place: Place) -> Damage:
    where_ko = f"{place.page}쪽을" if place.page else "이 PDF의 쪽을"
    where_en = f"Page {place.page}" if place.page else "The PDF"
    return Damage(
        rule="not-as-seen",
        place=place,
        reason_ko=f"{where_ko} 그림으로 그릴 수 없어 눈에 보이는 대로 읽었는지 확인하지 못했습니다.",
        reason_en=f"{where_en} cannot be drawn, so it is not confirmed that it was read as it is seen.",
    )


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
