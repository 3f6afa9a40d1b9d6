"""Planned figures in charts of years, which are no tables: they are not published, so a person is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extract.planned_text import looks_ahead, stands_in
from plan.records.document import Damage
from plan.records.printed import DocumentYear, Period, YearTable
from plan.script import MORE

MOST_PAGES = 5  # that are named


def planned_in_charts(
    damage: Sequence[Damage], year: DocumentYear | None, period: Period | None, tables: Sequence[YearTable]
) -> Iterator[Damage]:
    """The first chart with planned figures, with the number of all others and their pages.

    Charts of what is past by the document's year, and those that draw a row of a published table, are none.
    """
    first = year.year if year else period.first if period else None
    charts = [part for part in damage if part.rule == "planned-in-chart"]
    if first is None or not charts:
        return
    told = [one for one in charts if looks_ahead(one.quote, first) and not stands_in(tables, one.quote, first)]
    if len(told) == 1:
        yield told[0]
    elif told:
        pages = list(dict.fromkeys(str(one.place.page) for one in told if one.place.page))
        named = ", ".join([*pages[:MOST_PAGES], *([MORE] if len(pages) > MOST_PAGES else [])])
        on_ko, on_en = (f"({named}쪽)", f" (pages {named})") if pages else ("", "")
        yield replace(
            told[0],
            reason_ko=f"{told[0].reason_ko} 이런 그림이 {len(told) - 1}개 더 있습니다{on_ko}.",
            reason_en=f"{told[0].reason_en} There are {len(told) - 1} more of such charts{on_en}.",
        )
