"""A store at an address: made in a folder of this computer, its finished files uploaded, the marker of success last."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gongpyo.batch.journal import DOCUMENTS, JOURNAL_FILE
from gongpyo.batch.origins.addresses import Remote, is_remote
from gongpyo.batch.results import MANIFEST_FILE, SUCCESS_FILE
from gongpyo.batch.store import DATASET, WORK
from gongpyo.telling.speech import LANGUAGES, Speech
from output.folder.whole_files import write_files
from plan.errors import ExitCode, PlanError
from plan.os_errors import refused_by_system
from plan.particles import particle
from plan.printable import printable
from plan.safe_files import is_there, read_file

OURS = (f"{DOCUMENTS}/", f"{DATASET}/")  # folders of a store
LAST = (MANIFEST_FILE, SUCCESS_FILE)  # in this order, when all else is there
REPLACED = ("dataset/", "catalogue", "compare")  # what an earlier run left of these is taken away: it would be counted
OF_THE_MOMENT = ("-wal", "-shm")  # of a journal that somebody has open
MOST = 8 << 30  # bytes of one file of a store


class Place(NamedTuple):
    """Where a store is made, and what brings it where it is to be; how many files that were."""

    folder: Path
    push: Callable[[], int]


def place_of(store: str, remote: Remote, work: Path | None) -> Place:
    """The folder in which a store is made: its own, or ``work`` for one at an address, and what uploads that."""
    if is_remote(store) != (work is not None):
        key = "batch_work_missing" if work is None else "batch_work"
        ko, en = (Speech(language).sentence(key, store=printable(store)) for language in LANGUAGES)
        raise PlanError("usage", ko=ko, en=en, exit_code=ExitCode.USAGE)
    if work is None:
        return Place(Path(store), lambda: 0)
    far = StoreAtAddress(store, remote, work)
    far.pull()
    return Place(far.folder, far.push)


class StoreAtAddress:
    """The store at an address, and the folder in which it is worked on."""

    def __init__(self, address: str, remote: Remote, work: Path) -> None:
        self.address = address.rstrip("/")
        self._remote = remote
        self._system = remote.filesystem(address)
        self._root = str(self._system._strip_protocol(self.address))
        self.folder = work

    def pull(self) -> None:
        """Take up what an earlier run has left at the address, where the folder is new."""
        if self.folder.exists() and any(self.folder.iterdir()):
            return
        there = self._there()
        if JOURNAL_FILE not in there:  # no store, whatever else lies there
            return
        for name in sorted(name for name in there if "/" not in name or name.startswith(OURS)):
            content = self._do(lambda name=name: self._system.cat_file(f"{self._root}/{name}"))
            target = self._inside(name)
            write_files(target.parent, {target.name: content})

    def push(self) -> int:
        """Upload what is new or another one than there, and the marker last; how many files that were."""
        there = self._there()
        if SUCCESS_FILE in there:
            self._do(lambda: self._system.rm_file(f"{self._root}/{SUCCESS_FILE}"))
        here = list(self._here())
        count = 0
        for name in [*(name for name in here if name not in LAST), *(name for name in LAST if name in here)]:
            content = self._content(name)
            if name in LAST or there.get(name, "") != hashlib.md5(content, usedforsecurity=False).hexdigest():
                self._do(lambda name=name, content=content: self._put(name, content))
                count += 1
            if name == MANIFEST_FILE:
                self._remove(sorted(old for old in there.keys() - set(here) if old.startswith(REPLACED)))
        return count

    def _remove(self, names: list[str]) -> None:
        for name in names:
            self._do(lambda name=name: self._system.rm_file(f"{self._root}/{name}"))

    def _put(self, name: str, content: bytes) -> None:
        path = f"{self._root}/{name}"
        self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
        self._system.pipe_file(path, content)

    def _there(self) -> dict[str, str]:
        """The files at the address below its root, each with its MD5 where the store tells it as the stamp."""
        try:
            found = self._do(lambda: self._system.find(self._root, detail=True))
        except PlanError as error:
            if error.code == "not-found":
                return {}
            raise
        start = len(self._root.rstrip("/")) + 1
        return {str(name)[start:]: str(info.get("ETag", "")).strip('"') for name, info in found.items()}

    def _here(self) -> Iterator[str]:
        """What is to be at the address: all that a run has finished."""
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder)
            hidden = any(part.startswith(".") for part in name.parts) or WORK in name.parts
            if not hidden and not name.name.endswith(OF_THE_MOMENT) and path.is_file() and not path.is_symlink():
                yield name.as_posix()

    def _inside(self, name: str) -> Path:
        """The place of a file in the folder; a name that leads out of it is refused."""
        target = self.folder / name
        if ".." in Path(name).parts or not target.resolve().is_relative_to(self.folder.resolve()) or is_there(target):
            raise PlanError(
                "store-unreadable",
                ko=f"'{self.address}': '{name}'{particle(name, '은/는')} 저장소의 파일 이름이 될 수 없습니다.",
                en=f"'{self.address}': '{name}' can be no file of a store.",
                path=self.address,
            )
        return target

    def _content(self, name: str) -> bytes:
        try:
            return read_file(self.folder / name, MOST, follows=False)
        except OSError as error:
            raise refused_by_system(error) from None

    def _do(self, work: Any) -> Any:
        """The work; where it breaks, the error says in which folder all that was read lies."""
        try:
            return self._remote.attempt(self.address, work)
        except PlanError as error:
            if error.code == "not-found":
                raise
            raise PlanError(
                "store-unreachable",
                ko=f"{error.ko} 읽은 것은 '{self.folder}'에 있습니다. 다시 실행하면 이어집니다.",
                en=f"{error.en} What was read lies in '{self.folder}': run again to go on.",
                path=self.address,
            ) from None
