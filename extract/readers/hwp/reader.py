"""Reader of HWP 5 documents: the sections that the guard has unlocked and inflated, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from extract.readers.heads import Heads
from extract.readers.hwp.afloat import Aligns, Pictures
from extract.readers.hwp.charts import StoredCharts
from extract.readers.hwp.heads import definitions_of, heads_of
from extract.readers.hwp.looks import fills_of, grounds_of, is_masked, looks_of, types_of
from extract.readers.hwp.section import SectionReader, trees_of
from extract.readers.hwp.streams import HwpStreams, damaged_document, records_damage
from extract.readers.hwp.structure import checked
from extract.readers.limits import over_limit
from extract.readers.line_layout.covered_cells import without_covered
from extract.readers.line_layout.pages import Pager
from extract.readers.line_layout.places import damage_with_pages, with_pages
from extract.readers.numbering import Counter
from plan.records.base import Place
from plan.records.document import Block, Damage, Document, Source

TRACKED = 1 << 14  # FileHeader, properties: 변경 추적 문서인지 여부 (한글문서파일형식 5.0, 3.2.1)


def read_hwp(streams: HwpStreams, path: Path, source: Source) -> Document:
    """Read the sections of an HWP 5 document; one whose records are not whole is refused."""
    tables, pager, looks = Counter(), Pager(), looks_of(streams.doc_info)
    shapes, heads = heads_of(streams.doc_info), Heads(partial(definitions_of, streams.doc_info))
    fills, each = fills_of(streams.doc_info, looks), any(map(is_masked, looks.values()))
    types = types_of(streams.doc_info)
    grounds = grounds_of(streams.doc_info, fills)
    pager.front.align, pager.front.is_opaque = Aligns(streams.doc_info).of, Pictures(streams.doc_info).is_opaque
    charts = StoredCharts(streams)
    blocks: list[Block] = []
    damage = [*_tracked(streams), *streams.damage]
    for number in [*streams.sections]:
        defects: list[str] = []
        data = streams.sections.pop(number)  # read once, then gone
        if not data:
            raise damaged_document(path, f"Section{number}")
        trees = checked(trees_of(data, defects, shaped=True, each=each), defects)
        section = SectionReader(number, tables, looks, shapes, heads, fills, types, grounds, pager=pager)
        try:
            blocks += section.page_blocks(trees)
        except RecursionError:
            raise over_limit("record_depth", path) from None
        except EOFError as cut:
            raise damaged_document(path, f"Section{number}: {cut.args[0]}") from None
        damage += [*section.doubts, *records_damage(number, defects), *charts.told(section.objects)]
    pages = pager.end()
    shown, told = without_covered(blocks, damage, pager.front)
    return Document(
        source=replace(source, saved=streams.saved),
        titled=streams.titled,
        blocks=with_pages(shown, pages),
        damage=tuple(damage_with_pages(told, pages)),
    )


def _tracked(streams: HwpStreams) -> Iterator[Damage]:
    """That changes are tracked: which words are crossed out is not told by the published format."""
    if streams.flags & TRACKED:
        yield Damage(
            rule="tracked-changes",
            place=Place(),
            reason_ko="삭제로 표시된 글자가 값에 섞였을 수 있습니다. 변경 내용을 모두 적용해 다시 저장하십시오.",
            reason_en="Deleted words may stand among the values; accept all changes in Hangul and save it again.",
        )
