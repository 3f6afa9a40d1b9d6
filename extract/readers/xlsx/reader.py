"""Reader of workbooks of Excel (ECMA-376): every sheet that is seen, as a person sees it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from extract.readers.numbering import Counter
from extract.readers.sheets.blocks import blocks_of, linked_elsewhere
from extract.readers.xlsx.cells import Told
from extract.readers.xlsx.colours import theme_of
from extract.readers.xlsx.sheet import SheetReader
from extract.readers.xlsx.strings import Pieces, pieces_of
from extract.readers.xlsx.styles import styles_of
from extract.readers.xlsx.workbook import Workbook, damaged_xlsx
from extract.readers.zipped.elements import Element, handed_over
from plan.records.document import Document, Source

OF_CELLS = "worksheet"  # the kind of a sheet with cells; charts and dialogues have none
ITEM = "main:si"


def read_xlsx(book: Workbook, path: Path, source: Source) -> Document:
    """Read the sheets of a workbook in order; macros are not run, and no other file is opened."""
    theme = theme_of(_tree(book, "theme"))
    styles = styles_of(_tree(book, "styles"), theme)
    told = Told(_strings(book, theme, path), styles, book.from_1904)
    rows = Counter()
    read = [SheetReader(book, sheet, told, rows) for sheet in book.sheets if sheet.kind == OF_CELLS]
    if not book.sheets:
        raise damaged_xlsx(path, "xl/worksheets")
    sheets = [one.sheet for one in read]
    blocks, damage = blocks_of(sheets)
    linked = tuple(linked_elsewhere(sheets, [one.linked for one in read]))
    return Document(
        source=replace(source, saved=book.saved),
        titled=book.titled,
        blocks=blocks,
        damage=(*damage, *linked, *book.parts.damage),
    )


def _tree(book: Workbook, kind: str) -> Element | None:
    return book.parts.tree(book.related[kind]) if kind in book.related else None


def _strings(book: Workbook, theme: tuple[int | None, ...], path: Path) -> list[Pieces]:
    """The texts that cells name by their numbers."""
    found: list[Pieces] = []
    if (part := book.related.get("sharedStrings")) is not None:

        def take(one: Element) -> None:
            if one.name == ITEM:
                found.append(pieces_of(one, theme))

        handed_over(book.parts.read(part), part, path, damaged_xlsx, frozenset((ITEM,)), take)
    return found
