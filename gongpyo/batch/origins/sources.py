"""What the words of ``gongpyo batch`` stand for: files, folders, patterns, zip archives, addresses, lists."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from gongpyo.batch.origins.addresses import Remote, is_remote
from gongpyo.batch.origins.archives import ARCHIVE, documents_in
from gongpyo.batch.origins.items import Item
from gongpyo.settings.options import said_by_options
from gongpyo.settings.said import known_keys
from gongpyo.sources import sources_of
from plan.errors import ExitCode, PlanError
from plan.os_errors import reason_of
from plan.printable import printable

LISTED = "-"  # the word for standard input
SOURCE = "source"  # the key of a JSON line that names the document; the others are what is said of its plan
LONGEST_LINE = 1 << 16  # characters
LONGEST_PATH = 4096  # bytes (Linux, PATH_MAX); to look through a pattern takes the square of its length

Found = Item | PlanError


def items_of(words: Sequence[str], listed: IO[str], remote: Remote) -> Iterator[Found]:
    """Every document that is meant, in the order of the words, and an error for whatever cannot be looked into."""
    for word in words:
        if word == LISTED:
            yield from _listed(listed, remote)
        else:
            yield from _documents(word, {}, remote)


def _documents(word: str, said: Mapping[str, Any], remote: Remote) -> Iterator[Found]:
    if is_remote(word):
        yield from remote.items(word, said)
        return
    if Path(word).suffix.lower() == ARCHIVE:
        yield from _members(Path(word), said)
        return
    try:
        found = sources_of([word], also=(ARCHIVE,))
    except PlanError as error:
        yield error
        return
    yield from (folder.error for folder in found.unreadable)
    for path in found.documents:
        yield from _members(path, said) if path.suffix.lower() == ARCHIVE else (_file(path, said),)


def _members(path: Path, said: Mapping[str, Any]) -> Iterator[Found]:
    try:
        for found in documents_in(path):
            if isinstance(found, PlanError):
                yield found
            else:
                name, size, stamp = found
                yield Item.of(path, said, member=name, size=size, stamp=stamp)
    except PlanError as error:
        yield error
    except OSError as error:
        why = reason_of(error)
        yield PlanError(
            "not-readable",
            ko=f"'{path}': 읽을 수 없습니다({why.ko}).",
            en=f"'{path}' cannot be read ({why.en}).",
            path=str(path),
        )


def _file(path: Path, said: Mapping[str, Any]) -> Item:
    """A file; one that is gone has no size, and why it cannot be read is said when it is fetched."""
    try:
        found = path.stat()
    except OSError:
        return Item.of(path, said)
    return Item.of(path, said, size=found.st_size, stamp=f"{found.st_size}:{found.st_mtime_ns}")


def _listed(lines: IO[str], remote: Remote) -> Iterator[Found]:
    """A path a line, or a JSON object a line that says more of its document; empty lines are nothing."""
    for number, (line, is_whole) in enumerate(_lines(lines), 1):
        if not (text := line.strip()):
            continue
        if not is_whole:
            yield _wrong_line(number, text, f"> {LONGEST_LINE:,}")
            continue
        if not text.startswith("{"):
            yield from _named(number, text, text, {}, remote)
            continue
        try:
            fields = json.loads(text)
            word = fields.pop(SOURCE)
            if unknown := sorted(set(fields) - set(known_keys())):
                raise ValueError(", ".join(unknown))
            said_by_options(fields)  # what cannot be said of a plan is refused with its line
        except (ValueError, KeyError, RecursionError, AttributeError) as error:
            yield _wrong_line(number, text, f"{type(error).__name__}: {error}")
        except PlanError as error:
            yield PlanError(
                "list-line", ko=f"목록 {number}번째 줄: {error.ko}", en=f"line {number} of the list: {error.en}",
                exit_code=ExitCode.USAGE, line=number,
            )  # fmt: skip
        else:
            yield from _named(number, text, str(word), fields, remote)


def _lines(lines: IO[str]) -> Iterator[tuple[str, bool]]:
    """Every line, and whether it is whole; of one that is too long the rest is passed over."""
    while line := lines.readline(LONGEST_LINE):
        rest, is_whole = line, True
        while len(rest) == LONGEST_LINE and not rest.endswith("\n"):
            rest, is_whole = lines.readline(LONGEST_LINE), False
        yield line, is_whole


def _named(number: int, text: str, word: str, said: Mapping[str, Any], remote: Remote) -> Iterator[Found]:
    """The documents that a line names; what no file can be called is told with the line."""
    try:
        name = os.fsencode(word)
        is_name = b"\0" not in name and len(name) <= LONGEST_PATH
    except UnicodeEncodeError:  # half of a pair of surrogates
        is_name = False
    if is_name:
        yield from _documents(word, said, remote)
    else:
        yield _wrong_line(number, text, repr(word[:40]))


def _wrong_line(number: int, text: str, why: str) -> PlanError:
    shown, reason = printable(text[:80]), printable(why[:120])
    return PlanError(
        "list-line",
        ko=f'목록 {number}번째 줄 \'{shown}\': 경로이거나 {{"{SOURCE}": "경로", …}} 꼴이어야 합니다({reason}).',
        en=f'Line {number} of the list, \'{shown}\', must be a path or {{"{SOURCE}": "path", …}} ({reason}).',
        exit_code=ExitCode.USAGE,
        line=number,
    )
