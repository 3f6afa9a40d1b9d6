"""What is no document, no name or no store of ours stops no batch, and is said."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gongpyo.batch.journal import Journal
from gongpyo.batch.origins.addresses import Remote
from gongpyo.batch.origins.archives import documents_in
from gongpyo.batch.origins.sources import items_of
from gongpyo.batch.store import Store
from plan.errors import PlanError
from tests.conftest import VIEWER_TEXT
from tests.gongpyo.batch.conftest import outcomes, run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files on Windows")


def codes(path: Path) -> list[str]:
    """What an archive gives: names of documents, codes of errors."""
    return [found.code if isinstance(found, PlanError) else found[0] for found in documents_in(path)]


def test_members_that_name_no_one_document_are_told(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
            for name in ("twice.txt", "twice.txt", "inner.zip", "one.txt", "aXb.txt"):
                file.writestr(name, "x")
    content = (tmp_path / "a.zip").read_bytes().replace(b"aXb.txt", b"a\0b.txt")
    (tmp_path / "a.zip").write_bytes(content)
    told = ["archive-member-name", "archive-nested", "one.txt", "archive-member-name", "archive-member-name"]
    assert codes(tmp_path / "a.zip") == told


def test_an_archive_without_documents_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("readme.md", "x")
    assert codes(tmp_path / "a.zip") == ["no-documents"]


def test_members_that_inflate_past_a_document_and_those_that_lie_of_it_are_told_and_the_next_is_read(
    tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("GONGPYO_MAX_FILE_BYTES", "1000000")
    most, lies = 8_000_000, 8_000_001
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb.hwpx", bytes(most))
        file.writestr("liar.hwpx", bytes(lies))
        file.writestr("가온.txt", VIEWER_TEXT)
    content = (tmp_path / "a.zip").read_bytes().replace(struct.pack("<L", lies), struct.pack("<L", 100))
    (tmp_path / "a.zip").write_bytes(content)
    assert run("batch", tmp_path / "a.zip", "-o", tmp_path / "store", "--no-report", "-q") == 7
    found = {name.rpartition("/")[2]: line["outcome"] for name, line in outcomes(tmp_path / "store").items()}
    assert found == {"bomb.hwpx": "limit", "liar.hwpx": "archive-broken", "가온.txt": "published"}


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_names_of_an_archive_that_does_not_say_their_encoding(encoding: str, tmp_path: Path) -> None:
    name = "가온.txt".encode(encoding)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("x" * len(name), "x")
    content = (tmp_path / "a.zip").read_bytes().replace(b"x" * len(name), name)
    (tmp_path / "a.zip").write_bytes(content)
    assert codes(tmp_path / "a.zip") == ["가온.txt"]


@POSIX
def test_a_pipe_in_the_place_of_an_archive_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.zip")
    (found,) = items_of([str(tmp_path / "a.zip")], io.StringIO(), Remote())
    assert isinstance(found, PlanError)


@pytest.mark.parametrize("line", ["a\0b.txt", "[" * 60_000, "a" * 200_000, json.dumps({"source": "a\ud800b.txt"})])
def test_a_line_that_is_no_name_is_told_and_the_next_is_read(line: str) -> None:
    wrong, item = items_of(["-"], io.StringIO(f"{line}\nnext.txt\n"), Remote())
    assert isinstance(wrong, PlanError)
    assert wrong.code == "list-line"
    assert not isinstance(item, PlanError)
    assert item.name == "next.txt"


@POSIX
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_file_in_the_place_of_the_journal_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    make: dict[str, Any] = {"link": lambda: path.symlink_to("x"), "pipe": lambda: os.mkfifo(path), "folder": path.mkdir}
    make[kind]()
    with pytest.raises(PlanError, match="journal") as refused:
        Journal(path, "run")
    assert refused.value.code == "journal-unusable"


@POSIX
@pytest.mark.parametrize("name", [".work", "documents", "dataset"])
def test_a_link_in_the_place_of_a_folder_of_a_store_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / name).symlink_to(tmp_path)
    with pytest.raises(PlanError, match=name), Store(tmp_path / "store").held():
        pass


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def hostile_store(folder: Path, monkeypatch: Any) -> Path:
    """A store of plans whose names and titles would be run."""
    folder.mkdir()
    lines = []
    for name, place in zip(("'\"><img src=x onerror=alert(1)>.txt", "javascript:alert(1).txt"), "가나", strict=True):
        (folder / name).write_text(VIEWER_TEXT.replace("가온", f"{place}온"), encoding="utf-8")
        lines.append(
            json.dumps(
                {
                    "source": str(folder / name),
                    "title": f"{place} {HOSTILE}",
                    "provider_code": "1",
                    "provider_name": HOSTILE,
                }
            )
        )
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    run("batch", "-", "-o", folder / "store", "--workers", 1)
    return folder / "store"


@POSIX
def test_nothing_in_the_catalogue_is_run(tmp_path: Path, monkeypatch: Any) -> None:
    store = hostile_store(tmp_path / "docs", monkeypatch)
    for name in ("catalogue.html", "catalogue.en.html"):
        page = (store / name).read_text(encoding="utf-8")
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page and "<img" not in page and 'href="javascript' not in page
        assert "default-src 'none'" in page


@POSIX
def test_a_browser_runs_nothing_of_a_name_or_title(tmp_path: Path, monkeypatch: Any) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("needs Debian's chromium")
    store = hostile_store(tmp_path / "docs", monkeypatch)
    ran: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: ran.append(asked.url) if not asked.url.startswith(("file:", "data:")) else 0)
        page.goto((store / "catalogue.html").as_uri())
        page.fill("input", "script")
        assert page.locator("tbody tr:visible").count() == 2
        links = [link.get_attribute("href") for link in page.locator("tbody a").all()]
        for link in links:
            page.goto((store / link).as_uri())
            assert page.title()
        browser.close()
    assert len(links) == 2
    assert ran == []
