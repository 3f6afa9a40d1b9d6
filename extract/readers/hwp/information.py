"""Title and day of last saving of an HWP 5 document, as its own summary says them: an OLE property set ([MS-OLEPS])."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta

SUMMARY = "\x05HwpSummaryInformation"  # 한글문서파일형식 5.0, 3.2.4 문서 요약
TITLE, LAST_SAVED = 2, 13  # PIDSI_TITLE, PIDSI_LASTSAVE_DTM
UNICODE = 0x1F  # VT_LPWSTR: the number of UTF-16 units, then the units
LONGEST_TITLE = 200  # characters; Hancom puts the first line of the text there
FILETIME = 0x40  # VT_FILETIME: tenths of a microsecond since 1601
FIRST_SECTION = struct.Struct("<44xI")  # a PropertySetStream: header, FMTID, and where its first set stands
COUNT, ENTRY = struct.Struct("<4xI"), struct.Struct("<II")
TYPED_TIME, TYPED_LENGTH = struct.Struct("<IQ"), struct.Struct("<II")
EPOCH = datetime(1601, 1, 1)  # a day is all that is kept


def last_saved(summary: bytes) -> str:
    """The day as ``YYYY-MM-DD``; '' where the summary does not say it, or is no property set."""
    try:
        at = _property(summary, LAST_SAVED)
        kind, ticks = TYPED_TIME.unpack_from(summary, at) if at else (0, 0)
        return (EPOCH + timedelta(microseconds=ticks // 10)).date().isoformat() if kind == FILETIME else ""
    except (struct.error, OverflowError):
        return ""


def stated_title(summary: bytes) -> str:
    """What the summary says the title is, or ''."""
    try:
        at = _property(summary, TITLE)
        kind, units = TYPED_LENGTH.unpack_from(summary, at) if at else (0, 0)
    except struct.error:
        return ""
    if kind != UNICODE:
        return ""
    start = at + TYPED_LENGTH.size
    return summary[start : start + 2 * min(units, LONGEST_TITLE)].decode("utf-16-le", "ignore").partition("\0")[0]


def _property(summary: bytes, wanted: int) -> int:
    """Where the value of a property stands; 0 where the set has none of this name."""
    start: int = FIRST_SECTION.unpack_from(summary)[0]
    (count,) = COUNT.unpack_from(summary, start)
    for index in range(min(count, len(summary) // ENTRY.size)):
        name, offset = ENTRY.unpack_from(summary, start + COUNT.size + ENTRY.size * index)
        if name == wanted:
            return int(start + offset)
    return 0
