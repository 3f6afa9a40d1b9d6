"""An HTML page that loads nothing: its policy allows its own style and script by their hashes, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from gongpyo.telling.speech import Language


def html_page(language: Language, title: str, style: str, body: Iterable[str], script: str = "") -> str:
    """The page; ``body`` is HTML already, in which every text of somebody else is escaped."""
    policy = f"default-src 'none'; style-src {_hash(style)}; "
    if script:
        policy += f"script-src {_hash(script)}; "
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{language}">',
            "<head>",
            '<meta charset="utf-8">',
            f"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}base-uri 'none'; form-action 'none'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            f"<h1>{escape(title)}</h1>",
            *body,
            *([f"<script>{script}</script>"] if script else []),
            "</body>",
            "</html>",
            "",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
