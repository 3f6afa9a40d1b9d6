"""The pictures of README and guide are taken in a Korean font of our own, so that none shows empty boxes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from benchmarks.plans.korean_font import own_fonts

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
def test_hangul_is_drawn_in_the_font_that_is_installed_with_the_writers(tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")

    with sync_api.sync_playwright() as playwright:
        own = {**os.environ, **own_fonts(tmp_path)}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], env=own)
        page = browser.new_page()
        page.set_content("<p style='font-family: sans-serif'>물빛 도서관</p>")
        tools = page.context.new_cdp_session(page)
        tools.send("DOM.enable")
        tools.send("CSS.enable")
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        node = tools.send("DOM.querySelector", {"nodeId": root, "selector": "p"})["nodeId"]
        fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        browser.close()
    assert {font["familyName"] for font in fonts} == {"Noto Sans KR"}
