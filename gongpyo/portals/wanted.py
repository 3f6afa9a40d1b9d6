"""What a plan's folder asks a CKAN site to hold: ``ckan.json`` and the CSV files that it names, with their digests."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from output.folder.proof import recorded_files
from plan.errors import PlanError
from plan.os_errors import reason_of
from plan.particles import particle
from plan.safe_files import most_of_ours, read_file

CKAN_FILE = "ckan.json"
Row = Mapping[str, str]


class WantedFile(NamedTuple):
    """One CSV file: what CKAN is told of it, its bytes, and its rows for the DataStore by their key."""

    path: str
    content: bytes
    resource: dict[str, Any]
    key: str
    fields: list[dict[str, Any]]

    @property
    def name(self) -> str:
        """Its name on the site."""
        return str(self.resource["name"])

    def rows(self) -> dict[str, Row]:
        """The rows as they stand in the file, by their key."""
        text = io.StringIO(self.content.decode("utf-8-sig"), newline="")
        return {row[self.key]: row for row in csv.DictReader(text)}


class Wanted(NamedTuple):
    """A dataset and its files."""

    package: dict[str, Any]
    files: tuple[WantedFile, ...]


def wanted_of(folder: Path) -> Wanted:
    """What the folder asks for; a file that is not as ``datapackage.json`` records it is refused."""
    content = _recorded(folder, CKAN_FILE)
    try:
        said = json.loads(content)
        files = tuple(_file(folder, part["resource"], part["datastore"]) for part in said["resources"])
        return Wanted(said["package"], files)
    except (ValueError, TypeError, LookupError, RecursionError):  # its digest is right, but who wrote both?
        raise _unfit(
            folder / CKAN_FILE, "변환이 쓰는 꼴이 아님", "it is not of the form that a conversion writes"
        ) from None


def _file(folder: Path, resource: dict[str, Any], datastore: Mapping[str, Any]) -> WantedFile:
    path = resource["url"]
    content = _recorded(folder, path)
    told = {name: value for name, value in resource.items() if name != "url"}
    told["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    (key,) = datastore["primary_key"]
    return WantedFile(path, content, told, key, datastore["fields"])


def _recorded(folder: Path, name: str) -> bytes:
    """The bytes of a file that a conversion has written; the digest is that of these very bytes."""
    file = recorded_files(folder).get(name)
    try:
        content = read_file(folder / name, most_of_ours(), follows=False)
    except OSError as error:
        why = reason_of(error)
        raise _unfit(folder / name, why.ko, why.en) from None
    if file is None or file.hash != f"sha256:{hashlib.sha256(content).hexdigest()}":
        raise _unfit(folder / name, "변환이 쓴 그대로가 아님", "it is not as the conversion wrote it")
    return content


def _unfit(path: Path, ko: str, en: str) -> PlanError:
    return PlanError(
        "portal-file",
        ko=f"'{path}'{particle(str(path), '을/를')} 올릴 수 없습니다({ko}). "
        "문서를 다시 변환하십시오. 아무것도 올리지 않았습니다.",
        en=f"'{path}' cannot be published ({en}). Convert the document again; nothing was published.",
        path=str(path),
    )
