"""Two editions side by side as one HTML page: nothing is loaded, nothing runs, every text is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape

from gongpyo.editions.compare import EditionDiff
from gongpyo.telling.speech import Speech
from plan.records.meaning import PlanProfile

STYLE = """
body { font-family: sans-serif; line-height: 1.5; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { border: 1px solid #b8b8b8; padding: .3rem .6rem; text-align: left; vertical-align: top; }
h2 { font-size: 1.1rem; margin-bottom: .3rem; }
.count { color: #555; font-weight: normal; }
"""


def page_of(diff: EditionDiff, sections: Sequence[tuple[str, list[tuple[str, ...]]]], speech: Speech) -> str:
    """The page; its content security policy allows its own style by hash and nothing else."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    title = escape(speech.sentence("diff_title"))
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{speech.language}">',
        "<head>",
        '<meta charset="utf-8">',
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
        f"<p>{_edition(diff.old)} → {_edition(diff.new)}</p>",
        *(line for section_title, rows in sections for line in _section(section_title, rows)),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _edition(profile: PlanProfile) -> str:
    return escape(" ".join(filter(None, (profile.title, profile.data_date))) or profile.plan_id)


def _section(title: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f'<h2>{escape(title)} <span class="count">{len(rows)}</span></h2>'
    if rows:
        yield "<table>"
        yield from ("<tr>" + "".join(f"<td>{escape(part)}</td>" for part in row) + "</tr>" for row in rows)
        yield "</table>"
