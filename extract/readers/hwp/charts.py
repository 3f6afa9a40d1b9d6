"""The charts of an HWP 5 document: OLE objects whose streams hold a chart part of Office Open XML.

한글문서파일형식 5.0 (Hancom, revision 1.3), 4.2.3 (HWPTAG_BIN_DATA) and 4.3.9.5 (OLE objects). That one holds
``OOXMLChartContents`` is seen in files of Hangul since 2018; the older ``Contents`` of Hancom's own are not read.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.readers.compound.compound_file import CompoundFile
from extract.readers.hwp.layout import BIN_DATA, records_of
from extract.readers.hwp.streams import HwpStreams
from extract.readers.limits import MIB
from extract.readers.stored_charts.chart_part import years_of_chart
from extract.readers.stored_charts.told import told_chart
from plan.errors import PlanError
from plan.records.base import Place
from plan.records.document import Damage

SIGNATURE = b"\xd0\xcf\x11\xe0"  # of a compound file
SIZE_BYTES = 4  # in front of it
ITEM = struct.Struct("<HH")  # of a BIN_DATA record: how it is stored, and the number in the name of its stream
KINDS, EMBEDDED, STORED = 0xF, 1, 2
ITEM_OF = struct.Struct("<12xH")  # of an OLE record: which of the BIN_DATA records it shows
LARGEST = 16 * MIB  # of an object; the picture beside a chart takes some 100 KiB
CHART = "OOXMLChartContents"


class StoredCharts:
    """The chart objects of a document."""

    def __init__(self, streams: HwpStreams) -> None:
        self._objects = streams.objects
        self._names = [*_names(streams.doc_info)] if streams.objects else []

    def told(self, objects: Sequence[tuple[Place, bytes]]) -> Iterator[Damage]:
        """The charts over years among the OLE objects of a section."""
        for place, shown in objects:
            number = ITEM_OF.unpack_from(shown)[0] if len(shown) >= ITEM_OF.size else 0
            name = self._names[number - 1] if 0 < number <= len(self._names) else ""
            for said in years_of_chart(_chart_in(self._objects.get(name, b""))):
                yield told_chart(place, said)


def _names(doc_info: bytes) -> Iterator[str]:
    """The names of the streams, one for each BIN_DATA record."""
    for tag, _, start, end in records_of(doc_info):
        if tag == BIN_DATA:
            kind, number = ITEM.unpack_from(doc_info, start) if end - start >= ITEM.size else (0, 0)
            yield f"BINDATA/BIN{number:04X}.OLE" if kind & KINDS in (EMBEDDED, STORED) else ""


def _chart_in(stored: bytes) -> bytes:
    """The chart part that an object holds; an object that cannot be opened shows no more than its picture."""
    data = stored
    if not data.startswith(SIGNATURE, SIZE_BYTES):
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = engine.decompress(stored, LARGEST)
        except zlib.error:
            return b""
    try:
        file = CompoundFile(data[SIZE_BYTES:], Path(CHART))
    except PlanError:
        return b""
    return file.read(CHART) if CHART in file.names else b""
