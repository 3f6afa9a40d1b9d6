"""Where everything lies in a store, and which version of the tool and configuration its outcomes hold for."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from gongpyo.batch.journal import DOCUMENTS, JOURNAL_FILE, PUBLISHED, Outcome
from output.folder.folder_lock import folder_lock
from output.folder.read_back import PLAN_FILE
from output.folder.whole_files import write_files
from plan.errors import PlanError
from plan.os_errors import refused_by_system
from plan.particles import particle
from plan.records.base import SCHEMA_VERSION
from plan.safe_files import is_there, most_of_ours, read_file

PACKAGES = ("plan", "extract", "normalize", "output", "gongpyo")
CODE_AT, CODE = Path(__file__).parents[2], (".py", ".toml")
WORK, DATASET = ".work", "dataset"
SHARDS = ".shards"  # what is being read elsewhere
OUTCOME_FILE = "outcome.json"
FIRST = 2  # digits of a hash that name the folder above: 256 folders, so that none has a million entries
RUN_DIGITS = 16  # of the hash that names a run


class Kept(msgspec.Struct, frozen=True):
    """``outcome.json`` of a document's folder, from which a damaged journal is made anew."""

    sha256: str
    name: str
    run: str
    outcome: Outcome


class Store:
    """A folder with the plans of many documents."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.journal = root / JOURNAL_FILE
        self.work = root / WORK
        self.dataset = root / DATASET

    def of_document(self, sha256: str) -> Path:
        """The folder of the document with these bytes, and of nothing else."""
        return self.root / DOCUMENTS / sha256[:FIRST] / sha256

    @contextmanager
    def held(self) -> Iterator[None]:
        """The store for this run alone; another that is at work in it is waited for, then told."""
        try:
            if self.root.exists() and not self.root.is_dir():
                raise refused_by_system(NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self.root)))
            for folder in (self.work, self.root / DOCUMENTS, self.root / SHARDS, self.dataset):
                _require_a_folder(folder)
            self.work.mkdir(parents=True, exist_ok=True)
            with folder_lock(self.work):
                self._sweep()
                yield
                self._sweep()
        except OSError as error:
            raise refused_by_system(error) from None

    def _sweep(self) -> None:
        """Take away what was put here for readers; a run that was killed leaves some."""
        for entry in self.work.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def keep(self, kept: Kept) -> None:
        """Write what became of a document beside its plan."""
        write_files(self.of_document(kept.sha256), {OUTCOME_FILE: msgspec.json.encode(kept)})

    def kept(self) -> Iterator[Kept]:
        """What the documents' folders say of themselves; what is none of its own is passed over."""
        for path in sorted((self.root / DOCUMENTS).glob(f"*/*/{OUTCOME_FILE}")):
            try:
                kept = msgspec.json.decode(read_file(path, most_of_ours(), follows=False), type=Kept)
            except (OSError, msgspec.MsgspecError, UnicodeError):
                continue
            of_it = self.of_document(kept.sha256)
            is_of_it = kept.outcome.code != PUBLISHED or (self.root / kept.outcome.folder).parent == of_it
            if of_it == path.parent and is_of_it and self.holds(kept.outcome):
                yield kept

    def holds(self, outcome: Outcome) -> bool:
        """Whether the plan of an outcome lies here as it was written; one that was not published has none."""
        if outcome.code != PUBLISHED:
            return True
        try:
            content = read_file(self.root / outcome.folder / PLAN_FILE, most_of_ours(), follows=False)
        except OSError:
            return False
        return hashlib.sha256(content).hexdigest() == outcome.plan_sha256


def _require_a_folder(path: Path) -> None:
    """Refuse a link or a file in the place of a folder of ours: what is written would lie elsewhere."""
    if is_there(path) and not stat.S_ISDIR(path.lstat().st_mode):
        raise PlanError(
            "output-unwritable",
            ko=f"'{path}'에 쓸 수 없습니다(링크이거나 폴더가 아님). 치우고 다시 실행하십시오.",
            en=f"'{path}' cannot be written (it is a link or no folder); take it away and run again.",
            path=str(path),
        )


def run_of(options: Mapping[str, Any], config: Path | None) -> str:
    """The name of what outcomes depend on beside the document: the code, its tables, the options, the settings file."""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for package in PACKAGES:
        for path in sorted(path for path in (CODE_AT / package).rglob("*") if path.suffix in CODE):
            digest.update(path.relative_to(CODE_AT).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(_content(path)).digest())
    if config is not None:
        digest.update(_content(config))
    digest.update(msgspec.json.encode(dict(options), order="sorted"))
    return digest.hexdigest()[:RUN_DIGITS]


def _content(path: Path) -> bytes:
    try:
        return read_file(path, most_of_ours())
    except OSError as error:
        raise refused_by_system(error) from None


def require_no_plan_folder(root: Path) -> None:
    """Refuse an output folder of ``convert`` as a store: its plans would lie among ours."""
    if is_there(root / PLAN_FILE) or any(root.glob(f"[!.]*/{PLAN_FILE}")):
        raise PlanError(
            "not-a-store",
            ko=f"'{root}'{particle(str(root), '은/는')} convert의 결과 폴더입니다. 새 폴더를 -o로 지정하십시오.",
            en=f"'{root}' is a folder that convert has written; name a new folder with -o.",
            path=str(root),
        )
