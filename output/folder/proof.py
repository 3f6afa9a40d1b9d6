"""Whether the files of a plan's folder are those that a run has written, by the digests in ``datapackage.json``."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import msgspec

from plan.os_errors import UnfitError
from plan.patterns import lazy_pattern
from plan.safe_files import is_there, most_of_ours, read_file

PACKAGE = "datapackage.json"
PLAN_FILE = "plan.json"
OWN_NAME = lazy_pattern(r"(?!\.)[^/\\\0]+|portal/(?!\.)[^/\\\0]+")  # of a file in the folder or in its portal/


class _File(msgspec.Struct):
    path: str
    bytes: int
    hash: str


class _Package(msgspec.Struct):
    resources: list[_File]
    files: list[_File] = []


def recorded_files(folder: Path) -> dict[str, _File]:
    """The files that the folder's ``datapackage.json`` names, with their digests; none where it cannot be read."""
    try:
        package = msgspec.json.decode(read_file(folder / PACKAGE, most_of_ours(), follows=False), type=_Package)
    except (FileNotFoundError, UnfitError, ValueError, RecursionError):  # it then proves nothing
        return {}
    except OSError as error:
        if error.errno == errno.ELOOP:  # a link is none of ours
            return {}
        raise
    found = {file.path: file for file in (*package.resources, *package.files)}
    return {path: file for path, file in found.items() if OWN_NAME.fullmatch(path)}


def changed_files(folder: Path) -> tuple[str, ...]:
    """The files that are no longer as a run has written them; a folder that cannot prove its plan.json names that.

    A file that was taken away is not named: nothing wrong can be read in it.
    """
    recorded = recorded_files(folder)
    changed = [path for path, file in sorted(recorded.items()) if not is_as_written(folder, file)]
    return (*changed, *([] if PLAN_FILE in recorded else [PACKAGE]))


def is_as_written(folder: Path, file: _File) -> bool:
    """Whether a file has the digest that is recorded, or is not there any more."""
    path = folder / file.path
    if not is_there(path):
        return True
    try:
        content = read_file(path, max(most_of_ours(), file.bytes), follows=False)
    except UnfitError:
        return False
    except OSError as error:
        if error.errno == errno.ELOOP:
            return False
        raise
    return len(content) == file.bytes and f"sha256:{hashlib.sha256(content).hexdigest()}" == file.hash
