"""The pictures of the reviewer's pages in README and guide: ``python -m docs.pictures`` takes them anew with Chromium.

They show the fixture's plan, in a Korean font that is installed with the fixtures' writers, whatever the machine has,
and are taken as few colours as the eye can tell, so that they stay small.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from benchmarks.plans.korean_font import own_fonts
from gongpyo.pipeline import convert
from output.folder.write import REPORT_FILE

ROOT = Path(__file__).parent.parent
FIXTURE = ROOT / "fixtures" / "seoul-citizen-participation-2024-2027"
FOLDER = Path(__file__).parent / "pictures"
SIZE: ViewportSize = {"width": 1280, "height": 800}
COLOURS = 96
LARGEST = 200_000  # bytes of a picture
FINDING = "P3-1-5/total-mismatch"


def main() -> int:
    """Take every picture; 1 where there is no Chromium or a picture is too large."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.stderr.write("Debian's chromium is needed (apt-get install chromium).\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gongpyo-") as name, sync_playwright() as playwright:
        out = Path(name) / "out"
        _, folder = convert(FIXTURE / "plan.pdf", out)
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"], env={**os.environ, **own_fonts(Path(name))}
        )
        page = browser.new_context(locale="ko-KR", viewport=SIZE, color_scheme="light").new_page()
        page.goto((folder / REPORT_FILE).as_uri())
        sizes = [_take(page, "review", _at_a_finding)]
        with _served(out) as address:
            page.goto(address)
            page.locator("#plans a").first.click()
            sizes += [_take(page, "decide", _at_a_decision), _take(page, "publish", _at_the_form)]
        browser.close()
    return int(max(sizes) > LARGEST)


def _at_a_finding(page: Any) -> None:
    """A finding of the document, its cell lit in the picture of the page and among the values."""
    card = page.locator(f'#findings .group:has([data-finding*="{FINDING}"])')
    _to_top(page, card)
    card.locator("td.value").first.click()


def _at_a_decision(page: Any) -> None:
    """The values of a programme beside what is printed, and the form that decides on one of them."""
    card = page.locator("#values article:has(td.value.error)").first
    _to_top(page, card)
    card.locator("td.value.error").first.click()


def _at_the_form(page: Any) -> None:
    """What publication needs, and what of it is still missing."""
    page.keyboard.press("Escape")
    _to_top(page, page.locator("#publishing"))


def _to_top(page: Any, place: Any) -> None:
    """Scroll until a place is there: what is far away is laid out only when it comes near."""
    for _ in range(4):
        place.evaluate("node => node.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(150)


def _take(page: Any, name: str, goes: Callable[[Any], None]) -> int:
    """Take one picture; its bytes."""
    goes(page)
    page.wait_for_timeout(300)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    path = FOLDER / f"{name}.png"
    shot.save(path, optimize=True)
    size = path.stat().st_size
    sys.stdout.write(f"{path.relative_to(ROOT)}: {size:,} bytes\n")
    return size


@contextmanager
def _served(out: Path) -> Iterator[str]:
    """The address of a running ``gongpyo open``."""
    command = [sys.executable, "-m", "gongpyo", "--lang", "ko", "open", str(out), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        said = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://\S+", said)
        if found is None:
            raise RuntimeError(said)
        yield found[0]
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    raise SystemExit(main())
