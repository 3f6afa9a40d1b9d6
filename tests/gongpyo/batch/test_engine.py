"""Shards that an engine reads leave the store of one run, whichever of its workers die."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from benchmarks.archive.__main__ import content
from gongpyo.batch.engines.over_shards import Ended, OverShards, _dealt
from gongpyo.batch.engines.shard_process import Order
from gongpyo.batch.engines.shard_task import read_in_process
from gongpyo.batch.engines.with_ray import read_with_ray
from gongpyo.batch.journal import EACH, Journal
from gongpyo.batch.origins.addresses import Remote
from gongpyo.batch.origins.items import Item
from gongpyo.batch.run import Progress
from gongpyo.batch.store import SHARDS, Store
from plan.errors import ExitCode, PlanError
from tests.conftest import VIEWER_TEXT
from tests.gongpyo.batch.conftest import outcomes, run


def nothing_happens(_order: Order, _waiting: list[str]) -> None:
    """The fate of a shard that is read."""


class HereEngine:
    """Reads each shard in a process of its own, or ends as ``fate`` says of the names that wait in it."""

    def __init__(self, fate: Callable[[Order, list[str]], Ended | None]) -> None:
        self.workers, self.most = 2, 0
        self._fate = fate
        self._given: list[Order] = []

    def give(self, order: Order) -> None:
        """Keep it until it is asked for."""
        self._given.append(order)
        self.most = max(self.most, len(self._given))

    def done(self) -> Iterator[Ended]:
        """The oldest."""
        order = self._given.pop(0)
        with Journal(order.store.journal, order.run) as journal:
            waiting = [item.name for item in journal.waiting()]
        if ended := self._fate(order, waiting):
            yield ended
            return
        code, refused, said = read_in_process(msgspec.json.encode(order))
        assert (code, refused) == (0, b""), said
        yield Ended(order)


@pytest.fixture
def with_engine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., HereEngine]:
    """Has ``--engine ray`` be read by such an engine."""

    def use(fate: Callable[[Order, list[str]], Ended | None]) -> HereEngine:
        engine = HereEngine(fate)

        def read(
            store: Store, journal: Journal, remote: Remote, arguments: Mapping[str, Any],
            tell: Callable[[Progress], None], workers: int | None, address: str,
        ) -> Progress:  # fmt: skip
            like = Order(root="", run=journal.run, arguments=dict(arguments), folder=str(Path.cwd()))
            return OverShards(store, journal, remote, like, tell).over(engine)

        monkeypatch.setattr("gongpyo.cli.commands.batch.read_with_ray", read)
        monkeypatch.setattr("gongpyo.batch.engines.over_shards.LEAST", 1)
        return engine

    return use


@pytest.fixture
def whole(documents: Path, tmp_path: Path) -> dict[str, bytes]:
    """The store of a run without an engine."""
    run("batch", documents, "-o", tmp_path / "whole", "--no-report", "--workers", 1)
    return content(tmp_path / "whole")


def with_shards(documents: Path, store: Path) -> int:
    """The exit code of a run by the engine."""
    return run("batch", documents, "-o", store, "--no-report", "--engine", "ray", "--lang", "en")


def test_an_engine_leaves_the_store_of_one_run(
    documents: Path, tmp_path: Path, whole: dict[str, bytes], with_engine: Callable[..., HereEngine]
) -> None:
    engine = with_engine(nothing_happens)
    assert with_shards(documents, tmp_path / "store") == 7
    assert content(tmp_path / "store") == whole
    assert engine.most == 2 * engine.workers  # no more shards are under way than are soon read
    assert not (tmp_path / "store" / SHARDS).exists()
    assert with_shards(documents, tmp_path / "store") == 7  # nothing waits, and nothing is given
    assert content(tmp_path / "store") == whole


def test_a_document_at_which_every_worker_dies_is_named_and_nothing_else_is_lost(
    documents: Path, tmp_path: Path, with_engine: Callable[..., HereEngine]
) -> None:
    def fate(order: Order, waiting: list[str]) -> Ended | None:
        return Ended(order, died="SIGKILL") if any(name.endswith("다솜.txt") for name in waiting) else None

    with_engine(fate)
    assert with_shards(documents, tmp_path / "store") == 7
    found = {name: line["outcome"] for name, line in outcomes(tmp_path / "store").items()}
    assert [name for name, outcome in found.items() if outcome == "reader-failed"] == ["다솜.txt"]
    assert (found["가온.txt"], found["나래.txt"]) == ("published", "copy")
    assert "SIGKILL" in outcomes(tmp_path / "store")["다솜.txt"]["message_en"]


def test_workers_that_are_killed_now_and_then_blame_nobody(
    documents: Path, tmp_path: Path, whole: dict[str, bytes], with_engine: Callable[..., HereEngine]
) -> None:
    killed: dict[str, int] = {}

    def fate(order: Order, waiting: list[str]) -> Ended | None:
        killed[order.root] = killed.get(order.root, 0) + 1
        return Ended(order, died="SIGKILL") if killed[order.root] < 3 else None

    with_engine(fate)
    assert with_shards(documents, tmp_path / "store") == 7
    assert content(tmp_path / "store") == whole


def test_an_engine_of_which_every_worker_dies_is_said_and_blames_no_document(
    documents: Path, tmp_path: Path, whole: dict[str, bytes], with_engine: Callable[..., HereEngine], capsys: Any
) -> None:
    with_engine(lambda order, _: Ended(order, died="SIGKILL"))
    assert with_shards(documents, tmp_path / "store") == 4
    assert "Every worker of the engine has died" in capsys.readouterr().err
    assert run("batch", documents, "-o", tmp_path / "store", "--no-report") == 7
    assert content(tmp_path / "store") == whole


def test_what_a_stopped_run_has_had_read_is_taken_up_and_not_read_again(
    documents: Path, tmp_path: Path, whole: dict[str, bytes], with_engine: Callable[..., HereEngine]
) -> None:
    seen: list[str] = []

    def fate(order: Order, waiting: list[str]) -> Ended | None:
        seen.extend(waiting)
        if len(seen) <= 2:
            return None
        read_in_process(msgspec.json.encode(order))  # this shard is read, and then the driver ends
        return Ended(order, error=PlanError("system", ko="-", en="-"))

    with_engine(fate)
    assert with_shards(documents, tmp_path / "store") == 4
    again: list[str] = []
    with_engine(lambda _, waiting: again.extend(waiting))
    assert with_shards(documents, tmp_path / "store") == 7
    assert not set(seen) & set(again)
    assert content(tmp_path / "store") == whole


def test_a_shard_whose_journal_is_damaged_is_read_anew(
    documents: Path, tmp_path: Path, whole: dict[str, bytes], with_engine: Callable[..., HereEngine]
) -> None:
    shard = tmp_path / "store" / SHARDS / "1"
    shard.mkdir(parents=True)
    (shard / "journal.sqlite").write_bytes(b"no database" * 1000)
    with_engine(nothing_happens)
    assert with_shards(documents, tmp_path / "store") == 7
    assert content(tmp_path / "store") == whole


def test_a_plan_that_a_later_run_finds_under_another_name_is_that_of_one_run(
    documents: Path, tmp_path: Path, with_engine: Callable[..., HereEngine]
) -> None:
    text = (documents / "가온.txt").read_text(encoding="utf-8")
    for store in ("one", "dealt"):
        with_engine(nothing_happens)
        read = with_shards if store == "dealt" else lambda docs, into: run("batch", docs, "-o", into, "--no-report")
        (documents / "가온.txt").write_text(text, encoding="utf-8")
        read(documents, tmp_path / store)
        (documents / "가온.txt").write_text(VIEWER_TEXT.replace("가온", "마루"), encoding="utf-8")
        (documents / "하늘.txt").write_text(text, encoding="utf-8")
        read(documents, tmp_path / store)
        (documents / "하늘.txt").unlink()
    assert content(tmp_path / "dealt") == content(tmp_path / "one")


def test_a_machine_with_another_version_or_without_the_folder_is_refused(documents: Path, tmp_path: Path) -> None:
    options = {"single_read": False, "with_report": False, "looks_first": True, "config": None}
    order = Order(root=str(tmp_path / "shard"), run="another", arguments=options)
    code, refused, _ = read_in_process(msgspec.json.encode(order))
    assert (code, msgspec.json.decode(refused)["code"]) == (0, "shards-unlike")
    away = msgspec.structs.replace(order, folder=str(tmp_path / "nowhere"))
    assert b'"exit_code":' in read_in_process(msgspec.json.encode(away))[1]


def test_shards_have_as_many_bytes_as_are_dealt_at_once(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite", "run") as journal:
        journal.note_sources(Item(f"{number:03}", f"{number:03}", size=EACH) for number in range(10))
        parts = [[item.name for item in part] for part in _dealt(journal, 6 * EACH)]
    assert [len(part) for part in parts] == [3, 3, 3, 1]


def test_an_address_without_an_engine_is_refused(tmp_path: Path) -> None:
    assert run("batch", tmp_path, "-o", tmp_path / "store", "--address", "auto") == ExitCode.USAGE


def test_without_the_extra_it_is_named(documents: Path, tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    assert with_shards(documents, tmp_path / "store") == ExitCode.USAGE
    assert '".[ray]"' in capsys.readouterr().err


def test_ray_is_not_started_where_nothing_waits(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with Journal(tmp_path / "journal.sqlite", "run") as journal:
        found = read_with_ray(Store(tmp_path), journal, Remote(), {}, lambda _: None, None, "")
    assert found.settled == 0
