"""What a PDF's year tables say, confirmed by two more witnesses; where they disagree, nothing is believed."""

from __future__ import annotations

from collections.abc import Mapping, Set

from msgspec.structs import replace

from extract.readers.pdf.pdf_file import PdfFile
from extract.readers.pdf.second_reading import not_read_alike
from extract.readers.pdf.third_witness import not_as_seen
from plan.records.base import Place
from plan.records.document import Damage
from plan.records.printed import ExtractedPlan, YearTable
from plan.script import COVERED

HEADS = {
    "source-damaged": (
        "표의 머리를 두 번 읽은 결과가 다릅니다.",
        "Two engines read the head of the table differently.",
    ),
    "not-as-seen": (
        "표의 머리가 쪽에 보이는 것과 다릅니다.",
        "The page shows another head of the table than was read.",
    ),
}


def confirm(extracted: ExtractedPlan, pdf_file: PdfFile) -> ExtractedPlan:
    """The same plan with every cell of its year tables confirmed by the second engine and by sight, or noted as damage.

    A table whose head is doubtful is not published at all. Those of pages that are pictures have been recognised by two
    engines already.
    """
    pictures = {part.place.page for part in extracted.damage if part.rule == "recognised"}
    tables = [table for table in extracted.year_tables if pictures.isdisjoint((table.place.page, *table.pages))]
    if not tables:
        return extracted
    damage = [*not_read_alike(tables, pdf_file)]
    covered = [part for part in extracted.damage if part.rule == "covered-text"]
    damage += not_as_seen(tables, pdf_file, frozenset(part.place for part in (*damage, *covered)))
    pdf_file.close()
    doubted = {part.place: part for part in damage}
    unseen = {part.place for part in damage if part.quote == COVERED}
    return replace(
        extracted,
        year_tables=tuple(_without_doubtful_head(_masked(table, unseen), doubted) for table in extracted.year_tables),
        damage=(*extracted.damage, *damage),
        source=replace(extracted.source, read_twice=True),
    )


def _masked(table: YearTable, unseen: Set[Place]) -> YearTable:
    """The table without the words of cells that hold characters which nobody sees."""
    if not unseen:
        return table
    grid = tuple(
        tuple(replace(cell, text=COVERED) if cell.place in unseen else cell for cell in row) for row in table.grid
    )
    return replace(table, grid=grid)


def _without_doubtful_head(table: YearTable, doubted: Mapping[Place, Damage]) -> YearTable:
    head = [doubted[cell.place] for row in table.grid[: table.header_rows] for cell in row if cell.place in doubted]
    if not head or table.unread_en:
        return table
    ko, en = HEADS[head[0].rule]
    return replace(table, unread_ko=ko, unread_en=en)
