"""The day an HWP 5 document was last saved, as its own summary says it: an OLE property set ([MS-OLEPS])."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta

SUMMARY = "\x05HwpSummaryInformation"  # 한글문서파일형식 5.0, 3.2.4 문서 요약
LAST_SAVED = 13  # PIDSI_LASTSAVE_DTM
FILETIME = 0x40  # VT_FILETIME: tenths of a microsecond since 1601
FIRST_SECTION = struct.Struct("<44xI")  # a PropertySetStream: header, FMTID, and where its first set stands
COUNT, ENTRY = struct.Struct("<4xI"), struct.Struct("<II")
TYPED_TIME = struct.Struct("<IQ")
EPOCH = datetime(1601, 1, 1)  # a day is all that is kept


def last_saved(summary: bytes) -> str:
    """The day as ``YYYY-MM-DD``; '' where the summary does not say it, or is no property set."""
    try:
        start: int = FIRST_SECTION.unpack_from(summary)[0]
        (count,) = COUNT.unpack_from(summary, start)
        for index in range(min(count, len(summary) // ENTRY.size)):
            name, offset = ENTRY.unpack_from(summary, start + COUNT.size + ENTRY.size * index)
            if name == LAST_SAVED:
                kind, ticks = TYPED_TIME.unpack_from(summary, start + offset)
                return (EPOCH + timedelta(microseconds=ticks // 10)).date().isoformat() if kind == FILETIME else ""
    except (struct.error, OverflowError):
        pass
    return ""
