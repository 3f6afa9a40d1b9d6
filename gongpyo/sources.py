"""Which documents the words of a command line stand for, and where their results go when nobody says so."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from extract.readers.registry import SUFFIXES, formats
from gongpyo.telling.speech import LANGUAGES, Speech
from plan.errors import ExitCode, PlanError
from plan.os_errors import reason_of

RESULTS = "out"  # the folder beside the sources that results go to
RESULT = "plan.json"  # what tells a folder of results (output.folder.read_back), whose room is not this one's to know
LOCK = "~$"  # how the name of a file begins that an office program keeps beside a document that is open in it
ADDRESS = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]+:/")  # one letter alone is a drive of Windows: C:/plans


class Unreadable(msgspec.Struct, frozen=True):
    """A folder that could not be looked into, or a lock file that was named as a document."""

    path: Path
    error: PlanError


class Sources(msgspec.Struct, frozen=True):
    """The documents of a run in their order, and what was named and is none."""

    documents: tuple[Path, ...]
    unreadable: tuple[Unreadable, ...] = ()


def sources_of(names: Sequence[str], also: tuple[str, ...] = ()) -> Sources:
    """The documents that files, folders and globs stand for in their order; those of a folder sorted by path.

    ``also`` are suffixes that are looked for in folders beside those of documents.
    """
    require_paths(names)
    unreadable: list[Unreadable] = []
    suffixes = SUFFIXES + also
    documents = (path for name in names for path in _documents_of(name, suffixes, unreadable))
    return Sources(tuple(documents), tuple(unreadable))


def is_address(word: str) -> bool:
    """Whether a word is an address on the internet or of a database; it may hold a password."""
    return "://" in word or ADDRESS.match(word) is not None


def is_source(word: str) -> bool:
    """Whether a word names a document or a folder of them rather than a command."""
    return _exists(word) or Path(word).suffix.lower() in SUFFIXES or any(mark in word for mark in "/\\*")


def folder_beside(name: str) -> Path:
    """Where results go by default: ``out`` in a folder that was named, else beside the document."""
    path = Path(name)
    if _is_folder(path):
        return path / RESULTS
    steps = [step for step in path.parent.parts if not glob.has_magic(step)]
    return Path(*steps, RESULTS)


def require_paths(names: Sequence[str]) -> None:
    """Refuse a path that fell apart at its blanks, and an empty one, which would be the current folder."""
    if "" in names:
        raise PlanError(
            "usage",
            ko="문서의 이름이 비어 있습니다(''). 지금 폴더를 뜻하면 '.'을 쓰십시오.",
            en="The name of a document is empty (''); write '.' if the current folder is meant.",
            exit_code=ExitCode.USAGE,
        )
    for place, name in enumerate(names):
        parts = () if _exists(name) else range(place + 2, len(names) + 1)
        for whole in (" ".join(names[place:end]) for end in parts):
            if _exists(whole):
                ko, en = (Speech(lang).sentence("source_fell_apart", source=whole) for lang in LANGUAGES)
                raise PlanError("usage", ko=ko, en=en, exit_code=ExitCode.USAGE, path=whole)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # a name too long for the file system; reading it says so
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _documents_of(name: str, suffixes: tuple[str, ...], unreadable: list[Unreadable]) -> Iterator[Path]:
    path = Path(name)
    if _is_folder(path):
        before = len(unreadable)
        found = sorted(_documents_in(path, suffixes, unreadable))
        if not found and len(unreadable) == before:
            ko, en = (Speech(lang).sentence("nothing", source=name, formats=formats(lang)) for lang in LANGUAGES)
            raise PlanError("no-documents", ko=ko, en=en, path=name)
        yield from found
    elif not glob.has_magic(name) or _exists(name):
        if path.name.startswith(LOCK):
            ko, en = (Speech(lang).sentence("source_is_lock", source=name) for lang in LANGUAGES)
            unreadable.append(Unreadable(path, PlanError("lock-file", ko=ko, en=en, path=name)))
        else:
            yield path
    else:
        matches = sorted(Path(match) for match in glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may be absolute
        yield from (match for match in matches if not match.name.startswith(LOCK)) if matches else [path]


def _documents_in(folder: Path, suffixes: tuple[str, ...], unreadable: list[Unreadable]) -> Iterator[Path]:
    """Everything in a folder and the folders in it that has the suffix of a document and is none of our results."""

    def cannot(error: OSError) -> None:
        path, why = Path(error.filename), reason_of(error)
        ko, en = (
            Speech("ko").sentence("folder_unreadable", folder=path, reason=why.ko),
            Speech("en").sentence("folder_unreadable", folder=path, reason=why.en),
        )
        unreadable.append(Unreadable(path, PlanError("folder-unreadable", ko=ko, en=en, path=str(path))))

    for here, folders, names in os.walk(folder, onerror=cannot):
        if RESULT in names:  # what a run has written is no source of the next one
            folders.clear()
            continue
        for name in names:
            if Path(name).suffix.lower() in suffixes and not name.startswith(LOCK):
                yield Path(here, name)
