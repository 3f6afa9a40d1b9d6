"""Documents and stores at addresses: fetched one by one, and only where that is allowed."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from benchmarks.archive.__main__ import content
from gongpyo.batch.origins.addresses import Remote, name_in, shown_address
from gongpyo.batch.origins.fetch import Fetcher
from gongpyo.batch.origins.items import Item
from plan.errors import PlanError
from tests.conftest import VIEWER_TEXT
from tests.gongpyo.batch.conftest import LETTER, run

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def bucket() -> Iterator[Any]:
    """An object store in memory with a plan, a letter, and what is no document."""
    system = fsspec.filesystem("memory")
    system.pipe_file("/bucket/2026/plan.txt", VIEWER_TEXT.encode())
    system.pipe_file("/bucket/letter.txt", LETTER.encode())
    system.pipe_file("/bucket/readme.md", b"no document")
    yield system
    for name in ("/bucket", "/stores"):
        if system.exists(name):
            system.rm(name, recursive=True)


def names(word: str, *hosts: str) -> list[str]:
    """Names of what lies at an address, codes of errors."""
    return [one.name if isinstance(one, Item) else one.code for one in Remote(hosts).items(word, {})]


def test_a_folder_a_pattern_and_a_document_are_found(bucket: Any) -> None:
    assert names("memory://bucket") == ["memory://bucket/letter.txt", "memory://bucket/2026/plan.txt"]
    assert names("memory://bucket/2026/*.txt") == ["memory://bucket/2026/plan.txt"]
    assert names("memory://bucket/none.txt") == ["not-found"]


@pytest.mark.parametrize(
    "word",
    [
        "https://plans.example/a.hwp",
        "http://127.0.0.1/a",
        "file:///etc/passwd",
        "s3://key:secret@bucket/a.hwp",
        "https://named.example@other.example/a.hwp",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:169.254.169.254]/a",
        "https://[x/a",
        "abc::memory://bucket",
        "filecache::memory://bucket",
    ],
)
def test_an_address_of_another_kind_or_host_is_refused_unasked(word: str, bucket: Any) -> None:
    assert names(word, "named.example", "169.254.169.254") == ["usage"]


def test_a_document_that_changes_after_it_was_listed_is_refused(bucket: Any, tmp_path: Path) -> None:
    remote = Remote()
    found = next(one for one in remote.items("memory://bucket/letter.txt", {}) if isinstance(one, Item))
    bucket.pipe_file("/bucket/letter.txt", LETTER.encode() + b"!")
    with pytest.raises(PlanError) as told, Fetcher(remote) as fetcher:
        fetcher.fetch(found, tmp_path)
    assert told.value.code == "changed-while-read"


def test_a_document_larger_than_any_is_not_fetched(bucket: Any, tmp_path: Path, monkeypatch: Any) -> None:
    remote = Remote()
    (found,) = (one for one in remote.items("memory://bucket/letter.txt", {}) if isinstance(one, Item))
    monkeypatch.setattr("gongpyo.batch.origins.addresses.limit", lambda _: 10)
    with pytest.raises(PlanError) as told:
        remote.content(found)
    assert told.value.code == "limit"


def test_a_store_at_an_address_is_that_of_a_folder_and_is_taken_up_again(
    bucket: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    options = ("--workers", 1, "--no-report")
    far = "memory://stores/one"
    assert run("batch", "memory://bucket", "-o", tmp_path / "near", *options) == 0
    assert run("batch", "memory://bucket", "-o", far, "--work", tmp_path / "work", *options) == 0
    found = {name.removeprefix("/stores/one/"): bucket.cat_file(name) for name in bucket.find("/stores/one")}
    found.pop("journal.sqlite")
    assert found == content(tmp_path / "near")
    monkeypatch.setattr("gongpyo.batch.origins.fetch.Fetcher.fetch", _must_not_fetch)
    assert run("batch", "memory://bucket", "-o", far, "--work", tmp_path / "another", *options) == 0
    assert content(tmp_path / "another") == content(tmp_path / "near")


def _must_not_fetch(*_: object) -> None:
    raise AssertionError("fetched")


@pytest.mark.parametrize("words", [("-o", "memory://stores/x"), ("-o", "x", "--work", "y")])
def test_a_folder_to_work_in_belongs_to_a_store_at_an_address(
    words: tuple[str, ...], viewer_file: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("batch", viewer_file, *words) == 2
    assert not (tmp_path / "x").exists()


def test_no_value_behind_the_question_mark_of_an_address_is_shown() -> None:
    address = "https://plans.example/down?file=7&sig=verysecret"
    shown = shown_address(address)
    assert shown.startswith("https://plans.example/down?file=")
    assert "verysecret" not in shown
    assert shown != shown_address(address.replace("7", "8"))
    assert shown_address("https://plans.example/a?verysecret").count("verysecret") == 0


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("s3://bucket/a/plan.hwp", "plan.hwp"),
        ("https://plans.example/a/%EA%B3%84%ED%9A%8D.hwp?x=1", "계획.hwp"),
        ("https://plans.example/..%2F..%2Fa.hwp", "a.hwp"),
        ("https://plans.example/", "document"),
    ],
)
def test_the_file_of_an_address_lies_where_it_is_put(address: str, name: str) -> None:
    assert name_in(address) == name


class Host(BaseHTTPRequestHandler):
    """A host whose paths say what it does."""

    def do_GET(self) -> None:
        """Send elsewhere, half a document, or none."""
        asked.append(self.path)
        if self.path.startswith("/elsewhere"):
            self.send_response(302)
            self.send_header("Location", "/plan.txt")
            self.end_headers()
        elif self.path.startswith("/half"):
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(b"half")
        else:
            self.send_error(403)

    do_HEAD = do_GET  # noqa: N815  (the name that the library calls)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


asked: list[str] = []


@pytest.fixture
def host() -> Iterator[str]:
    """A host on this computer alone."""
    asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_host_that_sends_elsewhere_breaks_off_or_refuses_is_told_without_secrets(host: str) -> None:
    pytest.importorskip("aiohttp")
    remote = Remote()
    system = remote.filesystem("memory://x") and _https()
    for path in ("elsewhere", "half", "none"):
        word = f"{host}/{path}?sig=verysecret"
        with pytest.raises(PlanError) as told:
            remote.attempt(word, lambda word=word: system.cat_file(word))
        assert told.value.code in ("remote-broken", "remote-refused", "not-found")
        assert "verysecret" not in told.value.en + told.value.ko + str(told.value.details)
    assert not [path for path in asked if path.startswith("/plan")]


def _https() -> Any:
    return pytest.importorskip("gongpyo.batch.origins.filesystems").filesystem("https")


def test_a_host_of_a_link_local_address_is_not_connected_to() -> None:
    aiohttp = pytest.importorskip("aiohttp")
    module = pytest.importorskip("gongpyo.batch.origins.filesystems")

    async def resolved(address: str) -> Any:
        class Fixed(aiohttp.ThreadedResolver):  # type: ignore[name-defined, misc]
            async def resolve(self, *_: object, **__: object) -> list[dict[str, str]]:
                return [{"host": address}]

        class Library:
            ThreadedResolver = Fixed

        return await module._allowed_resolver(Library).resolve("named.example", 443)

    assert asyncio.run(resolved("127.0.0.1")) == [{"host": "127.0.0.1"}]
    with pytest.raises(OSError, match="link-local"):
        asyncio.run(resolved("169.254.169.254"))


def test_an_address_whose_library_is_not_installed_names_the_one_that_it_needs(
    tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    pytest.importorskip("fsspec")
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    assert run("batch", "gs://bucket", "-o", tmp_path / "store", "--lang", "en") == 7
    assert "install it with 'pip install gcsfs'" in capsys.readouterr().err
