"""Two editions, or two stores, side by side as one HTML page: nothing is loaded or run, every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from gongpyo.editions.compare import EditionDiff
from gongpyo.telling.html_page import html_page
from gongpyo.telling.speech import Speech
from plan.records.meaning import PlanProfile

STYLE = """
body { font-family: sans-serif; line-height: 1.5; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { border: 1px solid #b8b8b8; padding: .3rem .6rem; text-align: left; vertical-align: top; }
h2 { font-size: 1.1rem; margin-bottom: .3rem; }
.count { color: #555; font-weight: normal; }
"""


Section = tuple[str, int, Sequence[tuple[str, ...]]]  # a title, how many there are, and the rows that are shown


def page_of(diff: EditionDiff, sections: Sequence[tuple[str, list[tuple[str, ...]]]], speech: Speech) -> str:
    """The page of two editions."""
    counted = [(title, len(rows), rows) for title, rows in sections]
    return side_by_side(speech.sentence("diff_title"), f"{_edition(diff.old)} → {_edition(diff.new)}", counted, speech)


def side_by_side(title: str, about: str, sections: Iterable[Section], speech: Speech) -> str:
    """A page of tables under their titles."""
    body = [f"<p>{escape(about)}</p>", *(line for section in sections for line in _section(*section))]
    return html_page(speech.language, title, STYLE, body)


def _edition(profile: PlanProfile) -> str:
    return " ".join(filter(None, (profile.title, profile.data_date))) or profile.plan_id


def _section(title: str, count: int, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f'<h2>{escape(title)} <span class="count">{count}</span></h2>'
    if rows:
        yield "<table>"
        yield from ("<tr>" + "".join(f"<td>{escape(part)}</td>" for part in row) + "</tr>" for row in rows)
        yield "</table>"
