"""Shards that were read apart, made one store: the same as if one run had read all their documents."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import msgspec

from gongpyo.batch.journal import Journal
from gongpyo.batch.results import MANIFEST_FILE, SUCCESS_FILE, Manifest, Shard, write_results
from gongpyo.batch.run import changed_plans
from gongpyo.batch.store import SHARDS, Store
from output.folder.folder_lock import BUSY
from plan.errors import ExitCode, PlanError
from plan.particles import particle
from plan.safe_files import is_there, most_of_ours, read_file

MOST_NAMED = 5  # shards that an error names


def merge(shards: Sequence[Path], into: Path) -> Manifest:
    """Put finished shards of one run together; their order makes no difference."""
    manifests = [(Store(shard), manifest_of(shard)) for shard in shards]
    _require_one_run(manifests)
    if any(shard.resolve() == into.resolve() for shard in shards):
        raise _unlike(
            f"'{into}'{particle(str(into), '은/는')} 합칠 조각입니다. 새 폴더를 -o로 지정하십시오",
            f"'{into}' is one of the shards; name a new folder with -o",
        )
    store = Store(into)
    with store.held(), Journal(store.journal, manifests[0][1].run) as journal:
        for shard, manifest in manifests:
            if not is_there(shard.journal):
                raise _incomplete(shard.journal, 0, manifest.sources)
            with Journal(shard.journal, manifest.run) as part:
                if part.settled() != manifest.sources:
                    raise _incomplete(shard.journal, part.settled(), manifest.sources)
                if changed := changed_plans(shard, part):
                    raise _changed(shard.of_document(changed[0]), len(changed))
                take_in(store, journal, shard, part)
        return write_results(store, journal, Shard())


def take_in(store: Store, journal: Journal, shard: Store, part: Journal) -> None:
    """Take up what a shard's journal knows, with the folders of its documents."""
    for sha256 in journal.take(part):
        _link_tree(shard.of_document(sha256), store.of_document(sha256))


def take_leftovers(store: Store, journal: Journal) -> None:
    """Take up what a run that was stopped has had read elsewhere; what cannot be taken up is read anew."""
    for shard in sorted(map(Store, (store.root / SHARDS).glob("*")), key=lambda one: one.root):
        try:
            with shard.held(), Journal(shard.journal, journal.run) as part:
                take_in(store, journal, shard, part)
        except PlanError as error:
            if error.code == BUSY:
                raise
        shutil.rmtree(shard.root)


def manifest_of(root: Path) -> Manifest:
    """What a store says of itself; one whose run has not come to its end is refused."""
    if not is_there(root / SUCCESS_FILE):
        raise PlanError(
            "shard-unfinished",
            ko=f"'{root}'에 {SUCCESS_FILE}가 없습니다. 그 조각의 batch를 끝까지 실행한 뒤에 합치십시오.",
            en=f"'{root}' has no {SUCCESS_FILE}; run its batch to the end, then merge.",
            path=str(root),
        )
    try:
        return msgspec.json.decode(read_file(root / MANIFEST_FILE, most_of_ours(), follows=False), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise PlanError(
            "manifest-unreadable",
            ko=f"'{root / MANIFEST_FILE}'을 읽을 수 없습니다({error}). 그 조각의 batch를 다시 실행하십시오.",
            en=f"'{root / MANIFEST_FILE}' cannot be read ({error}); run its batch again.",
            path=str(root / MANIFEST_FILE),
        ) from None


def _require_one_run(manifests: Sequence[tuple[Store, Manifest]]) -> None:
    """Refuse shards of two versions or configurations, one that is given twice, and a set that is not whole."""
    first = manifests[0][1]
    for store, manifest in manifests:
        if manifest.run != first.run:
            raise _unlike(
                f"'{store.root}'{particle(str(store.root), '은/는')} 다른 판이나 설정으로 읽은 조각입니다",
                f"'{store.root}' was read by another version or with another configuration",
            )
    given = [(one.shard.number, one.shard.count) for _, one in manifests]
    count = first.shard.count
    lacking = (number for number in range(1, count + 1) if (number, count) not in given)
    few = list(islice(lacking, MOST_NAMED))
    if few or len(given) != count:
        missing = ", ".join(f"{number}/{count}" for number in few)
        raise _unlike(
            f"조각이 빠졌거나 두 번 있습니다(없는 조각: {missing or '-'})",
            f"a shard is missing or given twice (missing: {missing or '-'})",
        )


def _unlike(ko: str, en: str) -> PlanError:
    return PlanError("shards-unlike", ko=f"{ko}.", en=f"{en}.", exit_code=ExitCode.USAGE)


def _incomplete(journal: Path, found: int, expected: int) -> PlanError:
    return PlanError(
        "shard-changed",
        ko=f"'{journal}': 원본 {expected}건이 있어야 하는데 {found}건만 있습니다. 그 조각의 batch를 다시 실행하십시오.",
        en=f"'{journal}' should hold {expected} sources and holds {found}; run the batch of that shard again.",
        path=str(journal),
    )


def _changed(folder: Path, count: int) -> PlanError:
    return PlanError(
        "shard-changed",
        ko=f"'{folder}': 계획이 바뀌었거나 없습니다(모두 {count}개). 그 조각의 batch를 다시 실행하면 새로 읽습니다.",
        en=f"'{folder}': its plan was changed or is gone ({count} in all); run the batch of that shard again, "
        "which reads it anew.",
        path=str(folder),
    )


def _link_tree(source: Path, target: Path) -> None:
    """Give a document's folder a second name in the merged store; a copy where the file system has no second names."""
    if not source.is_dir():
        return
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
