"""``report.html``: one file that opens from disk or from a mail, loads nothing and runs nothing but its own script.

The plan is in it as data, and the script puts every text into the page as text, so that no word of a document can
become a part of the page. Its content security policy allows the style and the script by their hashes, and the same
plan gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import msgspec

from gongpyo.reviewing.report_data import report_data
from plan.data_files import tables_of
from plan.records import PagePicture, Plan
from plan.script import LINE_ENDS

HERE = Path(__file__).parent
STYLE_FILE, SCRIPT_FILE, WORDS_FILE = (HERE / name for name in ("page.css", "page.js", "words.toml"))
IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", **{end: f"\\u{ord(end):04x}" for end in LINE_ENDS}}


def report(plan: Plan, drawn: Sequence[PagePicture] = ()) -> Iterator[bytes]:
    """The page of one plan, in parts."""
    style, script = (file.read_text("utf-8") for file in (STYLE_FILE, SCRIPT_FILE))
    title = escape(plan.profile.title or plan.source.name)
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    yield "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="ko">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            f"<noscript>{escape(tables_of(WORDS_FILE)['no_script']['ko'])} "
            f"{escape(tables_of(WORDS_FILE)['no_script']['en'])}</noscript>",
            "",
        )
    ).encode()
    yield from _data("data", report_data(plan, drawn))
    yield from _data("words", tables_of(WORDS_FILE))
    yield f"<script>{script}</script>\n</body>\n</html>\n".encode()


def _data(name: str, value: object) -> Iterator[bytes]:
    """A block of JSON in which nothing can end the block."""
    text = msgspec.json.encode(value).decode()
    for letter, written in IN_SCRIPT.items():
        text = text.replace(letter, written)
    yield f'<script type="application/json" id="{name}">'.encode()
    yield text.encode()
    yield b"</script>\n"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
