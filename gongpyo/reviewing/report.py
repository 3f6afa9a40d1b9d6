"""``report.html``: one file that opens from disk or from a mail, loads nothing and runs nothing but its own script.

The plan is in it as data, and the script puts every text into the page as text, so that no word of a document can
become a part of the page. Its content security policy allows the style and the script by their hashes, and the same
plan gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from gongpyo.reviewing.report_data import PICTURES, report_parts
from output.tables.codes import CODES_FILE
from plan.data_files import tables_of
from plan.records.document import PagePicture
from plan.records.meaning import Plan
from plan.safe_files import read_file
from plan.script import LINE_ENDS

HERE = Path(__file__).parent
STYLE_FILE, COMPARED_FILE, SCRIPT_FILE, REVIEW_FILE, PUBLISH_FILE, START_FILE, MEND_FILE, WORDS_FILE = (
    HERE / name
    for name in (
        "page.css", "compared.js", "page.js", "review.js", "publish.js", "start.js", "mend.js", "words.toml",
    )
)  # fmt: skip
PAGE_FILES = (COMPARED_FILE, SCRIPT_FILE)
DATA = re.compile(rb'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
CODES = {"funding": "FundingSource", "status": "Status"}
AT_ONCE = 500  # values, tables or findings that are in memory as data and as text
MOST_OF_A_PAGE = 64 << 20
IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", **{end: f"\\u{ord(end):04x}" for end in LINE_ENDS}}


def report(plan: Plan, drawn: Iterable[PagePicture] = ()) -> Iterator[bytes]:
    """The page of one plan, in parts; a picture is drawn when its turn comes."""
    style, script = STYLE_FILE.read_text("utf-8"), "".join(file.read_text("utf-8") for file in PAGE_FILES)
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<style>{style}</style>'
    yield _head(plan.profile.title or plan.source.name, head).encode()
    yield from _data("data", report_parts(plan, drawn))
    yield from _data("words", _words().items())
    yield f"<script>{script}</script>\n</body>\n</html>\n".encode()


def live_page(data: Mapping[str, Any], nonce: str) -> str:
    """The same page where decisions can be taken; its server's policy allows what has the nonce."""
    title = data["document"]["title"] or data["document"]["name"]
    parts = (b"".join(_data("data", data.items())), b"".join(_data("words", _words().items())))
    return _live(title, nonce, b"".join(parts).decode(), *PAGE_FILES, REVIEW_FILE, PUBLISH_FILE)


def mend_page(data: Mapping[str, Any], nonce: str) -> str:
    """The page of a plan that cannot be shown: why, and its decisions where it is they that cannot be read."""
    parts = (b"".join(_data("data", data.items())), b"".join(_data("words", _words().items())))
    return _live("gongpyo", nonce, b"".join(parts).decode(), MEND_FILE)


def start_page(nonce: str) -> str:
    """The page that lists the plans of a folder and takes documents."""
    return _live("gongpyo", nonce, b"".join(_data("words", _words().items())).decode(), START_FILE)


def _words() -> dict[str, Mapping[str, str]]:
    """What the page says, and what it calls the payers and the states of cells."""
    codes = tables_of(CODES_FILE)
    named = {f"{prefix}_{code}": said for prefix, codes_of in CODES.items() for code, said in codes[codes_of].items()}
    return tables_of(WORDS_FILE) | named


def pictures_in(file: Path, plan: Plan) -> tuple[PagePicture, ...]:
    """The pictures of pages that an older page of the same document holds; none where it is of another or none."""
    try:
        found = DATA.search(read_file(file, MOST_OF_A_PAGE, follows=False))
        held = msgspec.json.decode(found[1], type=_Held) if found else None
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return ()
    if held is None or held.document.sha256 != plan.source.sha256:
        return ()
    return held.pictures


class _Source(msgspec.Struct):
    sha256: str


class _Held(msgspec.Struct):
    """What of an older page's data is used again."""

    document: _Source
    pictures: tuple[PagePicture, ...] = ()


def _live(title: str, nonce: str, data: str, *scripts: Path) -> str:
    style = STYLE_FILE.read_text("utf-8")
    code = "\n".join(f'<script nonce="{nonce}">{file.read_text("utf-8")}</script>' for file in scripts)
    return f'{_head(title, f"""<style nonce="{nonce}">{style}</style>""")}{data}{code}\n</body>\n</html>\n'


def _head(title: str, more: str) -> str:
    words = tables_of(WORDS_FILE)["no_script"]
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="ko">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(title)}</title>",
            more,
            "</head>",
            "<body>",
            f"<noscript>{escape(words['ko'])} {escape(words['en'])}</noscript>",
            "",
        )
    )


def _data(name: str, parts: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    """A block of JSON in which nothing can end the block; pictures, letters and digits, are not looked through."""
    yield f'<script type="application/json" id="{name}">'.encode()
    before = b"{"
    for key, part in parts:
        yield before + msgspec.json.encode(key) + b":"
        if key == PICTURES:
            yield from _listed(iter(part), 1, msgspec.json.encode)
        elif isinstance(part, Iterator):
            yield from _listed(part, AT_ONCE, _written)
        else:
            yield _written(part)
        before = b","
    yield b"}</script>\n"


def _listed(items: Iterator[Any], at_once: int, written: Callable[[Any], bytes]) -> Iterator[bytes]:
    """A JSON array of items of which only so many are held at a time."""
    before = b"["
    while some := list(islice(items, at_once)):
        yield before + written(some)[1:-1]
        before = b","
    yield b"]" if before == b"," else b"[]"


def _written(value: Any) -> bytes:
    text = msgspec.json.encode(value)
    for letter, written in IN_SCRIPT.items():
        text = text.replace(letter.encode(), written.encode())
    return text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
