"""What is no document, no name or no store of ours stops no batch, and is said."""

from __future__ import annotations

import io
import json
import os
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gongpyo.batch.journal import Journal
from gongpyo.batch.origins.archives import documents_in
from gongpyo.batch.origins.sources import items_of
from gongpyo.batch.store import Store
from plan.errors import PlanError

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
    (found,) = items_of([str(tmp_path / "a.zip")], io.StringIO())
    assert isinstance(found, PlanError)


@pytest.mark.parametrize("line", ["a\0b.txt", "[" * 60_000, "a" * 200_000, json.dumps({"source": "a\ud800b.txt"})])
def test_a_line_that_is_no_name_is_told_and_the_next_is_read(line: str) -> None:
    wrong, item = items_of(["-"], io.StringIO(f"{line}\nnext.txt\n"))
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
