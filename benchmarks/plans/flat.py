"""A plan as a portal's viewer shows it: one line of words that has lost its structure, alone and as a saved page."""

from __future__ import annotations

from html import escape

from fixtures.make.document import Document
from fixtures.make.viewer import NOTICE, one_line

ABOUT = "문서정보 : 기관명, 부서명, 문서번호, 생산일자, 공개구분"


def flat_text(document: Document) -> bytes:
    """The text of the page, as it is copied out of a browser."""
    title = document.title
    parts = ["결재문서", title, one_line(document), "문서 보기", NOTICE, "문서 정보", f"{title} - {ABOUT}"]
    return ("\n\n".join(parts) + "\n").encode()


def flat_page(document: Document) -> bytes:
    """A saved page that shows the same text among the portal's menus."""
    title = escape(document.title)
    return (
        '<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<nav><ul><li>정보소통광장</li><li>결재문서</li></ul></nav>\n"
        f'<h2>{title}</h2>\n<div class="doc">{escape(one_line(document), quote=False)}</div>\n'
        f"<h3>문서 보기</h3>\n<p>{escape(NOTICE)}</p>\n<h3>문서 정보</h3>\n<p>{title} - {ABOUT}</p>\n"
        "<script>var shown = 2026;</script>\n</body>\n</html>\n"
    ).encode()
