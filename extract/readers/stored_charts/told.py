"""How a chart is told, which is no table, so that nothing of it is published."""

from __future__ import annotations

from plan.records.base import Place
from plan.records.document import Damage


def told_chart(place: Place, said: str) -> Damage:
    """That a chart holds these numbers of years."""
    return Damage(
        rule="planned-in-chart",
        place=place,
        reason_ko=f"그림(차트) '{said}'.",
        reason_en=f"a chart of '{said}'.",
        quote=said,
    )
