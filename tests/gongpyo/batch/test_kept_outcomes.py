"""What a store says of itself is held against its plans, and what the machine did is not held against a document."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from benchmarks.archive.__main__ import content
from gongpyo.batch.origins import archives
from gongpyo.batch.origins.archives import Archives
from gongpyo.batch.store import Store
from gongpyo.sandbox import tasks
from plan.errors import PlanError
from tests.conftest import VIEWER_TEXT
from tests.gongpyo.batch.conftest import outcomes, run

FORKS = pytest.mark.skipif(sys.platform != "linux", reason="the child is a copy of this process on Linux only")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files on Windows")


@pytest.fixture
def store(viewer_file: Path, tmp_path: Path) -> Path:
    """A store with one plan."""
    run("batch", viewer_file, "-o", tmp_path / "store", "--no-report", "--workers", 1)
    return tmp_path / "store"


def plan_file(store: Path) -> Path:
    """The one ``plan.json`` of a store."""
    return next(store.glob("documents/*/*/*/plan.json"))


@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_a_plan_that_was_changed_by_hand_or_removed_is_read_anew(
    harm: str, viewer_file: Path, store: Path, capsys: Any
) -> None:
    before = content(store)
    path = plan_file(store)
    if harm == "changed":
        path.write_bytes(path.read_bytes().replace(b'"10"', b'"90"'))
    else:
        path.unlink()
    assert run("batch", viewer_file, "-o", store, "--no-report", "--workers", 1, "--lang", "en") == 0
    assert "1 plans of the store were changed" in capsys.readouterr().err
    assert content(store) == before


def test_a_shard_whose_plan_was_changed_is_not_merged(store: Path, tmp_path: Path, capsys: Any) -> None:
    plan_file(store).write_bytes(b"{}")
    assert run("merge", store, "-o", tmp_path / "merged", "--lang", "en") == 4
    assert "its plan was changed" in capsys.readouterr().err
    assert not (tmp_path / "merged/_SUCCESS").exists()


def test_an_outcome_is_recalled_only_beside_the_plan_that_it_is_of(store: Path) -> None:
    assert len(list(Store(store).kept())) == 1
    path = plan_file(store)
    path.write_bytes(path.read_bytes() + b"\n")
    assert list(Store(store).kept()) == []


def _link(path: Path) -> None:
    path.rename(path.with_name("other.json"))
    path.symlink_to("other.json")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _huge(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1 << 30)


def _other(path: Path) -> None:
    fields = json.loads(path.read_text())
    path.write_text(json.dumps(fields | {"sha256": "0" * 64}))


def _outside(path: Path) -> None:
    fields = json.loads(path.read_text())
    fields["outcome"]["folder"] = "documents/../../x/y"
    path.write_text(json.dumps(fields))


HARMS = {
    "link": _link,
    "pipe": _pipe,
    "huge": _huge,
    "of another document": _other,
    "leads out": _outside,
    "no JSON": lambda path: path.write_bytes(b"\xff{" * 9),
    "nested": lambda path: path.write_bytes(b"[" * 100_000),
    "a list": lambda path: path.write_text("[]"),
}


@POSIX
@pytest.mark.parametrize("harm", HARMS)
def test_an_outcome_that_is_none_of_ours_is_passed_over(harm: str, store: Path) -> None:
    HARMS[harm](next(store.glob("documents/*/*/outcome.json")))
    assert list(Store(store).kept()) == []


@FORKS
def test_the_reader_is_told_the_hash_of_the_bytes_that_were_fetched(
    viewer_file: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    work = tasks.TASKS["batch"]

    def replaced(*, source: str, **options: Any) -> dict[str, Any]:
        Path(source).write_text(VIEWER_TEXT.replace("가온", "나래"), encoding="utf-8")
        return work(source=source, **options)

    with monkeypatch.context() as first:
        first.setitem(tasks.TASKS, "batch", replaced)
        assert run("batch", viewer_file, "-o", tmp_path / "store", "--workers", 1) == 7
    (line,) = outcomes(tmp_path / "store").values()
    assert (line["outcome"], line["sha256"], line["plan_id"]) == ("changed-while-read", "", "")
    assert run("batch", viewer_file, "-o", tmp_path / "store", "--workers", 1) == 0
    assert "narae" in outcomes(tmp_path / "store")[viewer_file.name]["plan_id"]


@FORKS
@pytest.mark.parametrize("refusal", ["disk", "permission"])
def test_what_the_machine_refused_is_tried_again_by_the_next_run(
    refusal: str, viewer_file: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    number = {"disk": errno.ENOSPC, "permission": errno.EACCES}[refusal]

    def refused(**_: Any) -> dict[str, Any]:
        raise OSError(number, os.strerror(number), "here")

    with monkeypatch.context() as first:
        first.setitem(tasks.TASKS, "batch", refused)
        assert run("batch", viewer_file, "-o", tmp_path / "store", "--workers", 1) == 7
    assert run("batch", viewer_file, "-o", tmp_path / "store", "--workers", 1) == 0


@FORKS
def test_who_takes_too_much_memory_is_tried_alone_before_he_is_named(
    documents: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    tries = tmp_path / "tries"
    work = tasks.TASKS["batch"]

    def greedy(*, source: str, **options: Any) -> dict[str, Any]:
        if "다솜" in source:
            with tries.open("a") as file:
                file.write("x")
            raise MemoryError
        if "가온" in source and not (tmp_path / "greedy").exists():  # beside others only
            (tmp_path / "greedy").touch()
            raise MemoryError
        return work(source=source, **options)

    monkeypatch.setitem(tasks.TASKS, "batch", greedy)
    assert run("batch", documents, "-o", tmp_path / "store", "--workers", 2, "--no-report") == 7
    found = {name: line["outcome"] for name, line in outcomes(tmp_path / "store").items()}
    assert (found["가온.txt"], found["다솜.txt"], tries.read_text()) == ("published", "limit", "xx")


def test_the_directory_of_an_archive_is_read_once_for_all_its_members(tmp_path: Path, monkeypatch: Any) -> None:
    path, opened = tmp_path / "a.zip", []
    with zipfile.ZipFile(path, "w") as file:
        for number in range(50):
            file.writestr(f"{number}.txt", str(number))

    class Counted(zipfile.ZipFile):
        def __init__(self, *words: Any) -> None:
            opened.append(words)
            super().__init__(*words)

    monkeypatch.setattr(archives.zipfile, "ZipFile", Counted)
    with Archives() as members:
        assert [members.member_bytes(path, f"{number}.txt") for number in range(50)] == [
            str(number).encode() for number in range(50)
        ]
        assert len(opened) == 1
        with zipfile.ZipFile(tmp_path / "new.zip", "w") as file:
            file.writestr("0.txt", "another")
        (tmp_path / "new.zip").replace(path)
        assert members.member_bytes(path, "0.txt") == b"another"
        with pytest.raises(PlanError, match="no such member"):
            members.member_bytes(path, "1.txt")


def test_of_a_document_that_was_changed_only_the_new_one_is_in_the_store(viewer_file: Path, tmp_path: Path) -> None:
    for end in range(4):  # whichever has the smaller hash, under the same plan id
        text = VIEWER_TEXT.replace("10 1 2 3 4", f"1{end} 1 2 3 {4 + end}")
        viewer_file.write_text(text, encoding="utf-8")
        assert run("batch", viewer_file, "-o", tmp_path / "store", "--no-report", "--workers", 1) == 0
        assert run("batch", viewer_file, "-o", tmp_path / str(end), "--no-report", "--workers", 1) == 0
        old, new = content(tmp_path / "store"), content(tmp_path / str(end))
        assert {name: old[name] for name in new} == new


def test_the_first_of_the_names_that_are_left_is_that_of_a_document(viewer_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "zz.txt"
    copy.write_bytes(viewer_file.read_bytes())
    run("batch", viewer_file, copy, "-o", tmp_path / "store", "--no-report", "--workers", 1)
    assert outcomes(tmp_path / "store")["zz.txt"]["outcome"] == "copy"
    viewer_file.write_text(VIEWER_TEXT.replace("가온", "나래"), encoding="utf-8")
    run("batch", viewer_file, "-o", tmp_path / "store", "--no-report", "--workers", 1)
    found = outcomes(tmp_path / "store")
    assert (found["zz.txt"]["outcome"], found["zz.txt"]["same_as"]) == ("published", "")
    assert "narae" in found[viewer_file.name]["plan_id"]


def test_a_copy_that_comes_later_under_an_earlier_name_makes_no_difference(viewer_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(viewer_file.read_bytes())
    for words in ([viewer_file], [copy]):
        run("batch", *words, "-o", tmp_path / "store", "--no-report", "--workers", 1)
    run("batch", viewer_file, copy, "-o", tmp_path / "once", "--no-report", "--workers", 1)
    assert content(tmp_path / "store") == content(tmp_path / "once")


def test_what_is_stated_otherwise_of_a_document_has_it_read_anew(
    viewer_file: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    for licence in ("KOGL-1", "KOGL-2"):
        line = json.dumps({"source": str(viewer_file), "licence": licence})
        monkeypatch.setattr("sys.stdin", io.StringIO(line))
        assert run("batch", "-", "-o", tmp_path / "store", "--no-report", "--workers", 1) == 0
        assert json.loads(plan_file(tmp_path / "store").read_text())["profile"]["licence"] == licence


@pytest.mark.parametrize("harm", ["no journal", "an empty journal", "a count without end", "into itself"])
def test_a_merge_loses_no_shard_in_silence(harm: str, store: Path, tmp_path: Path, capsys: Any) -> None:
    journal, manifest = store / "journal.sqlite", store / "manifest.json"
    into = store if harm == "into itself" else tmp_path / "merged"
    if harm in ("no journal", "an empty journal"):
        journal.unlink()
    if harm == "an empty journal":
        journal.touch()
    if harm == "a count without end":
        manifest.write_text(manifest.read_text().replace('"count": 1', f'"count": {10**15}'))
    capsys.readouterr()
    assert run("merge", store, "-o", into, "--lang", "en") in (2, 4)
    said = {"a count without end": "missing", "into itself": "one of the shards"}.get(harm, "should hold 1 sources")
    assert said in capsys.readouterr().err
