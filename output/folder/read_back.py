"""The folders of plans that a run has written: found, and read back."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
from msgspec.structs import replace

from output.folder.room import SETTING, parts_of
from output.folder.schema_version import require_known_version
from plan.errors import ExitCode, PlanError
from plan.os_errors import Reason, reason_of
from plan.particles import particle
from plan.records.base import SCHEMA_VERSION, Record
from plan.records.meaning import Decided, Plan
from plan.safe_files import TooLargeError, most_of_ours, most_parts, read_file

Kind = TypeVar("Kind", bound=Record)
PLAN_FILE = "plan.json"
SAID = 400  # characters of what is wrong in a file
DECISIONS_FILE = "decisions.json"
Read = TypeVar("Read")


def plan_folders(out: Path) -> Iterator[Path]:
    """The folder itself where it holds a plan, else its sub-folders that do, sorted; without any an error."""
    if (out / PLAN_FILE).is_file():
        yield out
        return
    try:
        found = sorted(file.parent for file in out.glob(f"[!.]*/{PLAN_FILE}"))
    except OSError:
        found = []
    if not found:
        raise PlanError(
            "no-plan",
            ko=f"'{out}'에 plan.json이 없습니다. convert의 결과 폴더를 지정하십시오.",
            en=f"'{out}' holds no plan.json; name a folder that convert has written.",
            path=str(out),
        )
    yield from found


def read_plan_file(path: Path) -> Plan:
    """The plan of a ``plan.json``."""
    return _read(path, PLAN_FILE, plan_of_json)


def read_written_plan(path: Path, sha256: str) -> Plan:
    """The plan of a ``plan.json`` in a tenth of the time where it is, by its hash, what this version has written."""

    def read(content: bytes) -> Plan:
        return _written().decode(content) if hashlib.sha256(content).hexdigest() == sha256 else plan_of_json(content)

    return _read(path, PLAN_FILE, read)


@cache
def _written() -> msgspec.json.Decoder[Plan]:
    return msgspec.json.Decoder(Plan)


def read_with_decisions(folder: Path) -> Plan:
    """The plan of a folder with the decisions that lie beside it, which must be of the same plan."""
    plan = read_plan_file(folder / PLAN_FILE)
    decided = _read(folder / DECISIONS_FILE, DECISIONS_FILE, _decisions_of_json)
    if decided.plan_id != plan.profile.plan_id or decided.count != plan.cells:
        said = f"not of the plan '{plan.profile.plan_id}' beside it"
        raise unreadable(folder / DECISIONS_FILE, DECISIONS_FILE, Reason(said, said))
    return replace(plan, decided=decided)


def _read(path: Path, form: str, read: Callable[[bytes], Read]) -> Read:
    """What is read of a file that is of this form."""
    try:
        content = read_file(path, most_of_ours(), follows=False)
        if parts_of(content) > most_parts():
            said = f"> {most_parts():,}"
            raise _over(path, form, Reason(f"부분의 수 {said}", f"parts {said}"))
        require_known_version(path, content)
        return read(content)
    except TooLargeError as error:
        raise _over(path, form, error.reason) from None
    except OSError as error:
        raise unreadable(path, form, reason_of(error)) from None
    except (ValueError, RecursionError) as error:
        said = str(error)[:SAID]
        raise unreadable(path, form, Reason(said, said)) from None


def _over(path: Path, form: str, why: Reason) -> PlanError:
    """The error for a file that is over the limit, with the setting that moves it."""
    told = Reason(f"{why.ko}, 설정 {SETTING}", f"{why.en}; the setting is {SETTING}")
    error = unreadable(path, form, told, ExitCode.LIMIT)
    error.details |= {"limit": "plan_bytes", "setting": SETTING}
    return error


def plan_of_json(content: bytes) -> Plan:
    """The plan in the bytes of a ``plan.json``."""
    return cast(Plan, _models().plan_of(content))


def _decisions_of_json(content: bytes) -> Decided:
    return cast(Decided, _models().decisions_of(content))


def _models() -> Any:
    """The models of the files, which take long to import."""
    return importlib.import_module("output.descriptors.plan_model")


def record_of_json(kind: type[Kind], content: bytes) -> Kind:
    """The record of this kind in the JSON that another process of ours has made of it."""
    return cast(Kind, _models().record_of(kind, content))


def published_plans(out: Path) -> list[Plan]:
    """Every plan of an output folder, or the one plan of a plan's own folder; no two of one id."""
    files = [folder / PLAN_FILE for folder in plan_folders(out)]
    plans = [read_plan_file(file) for file in files]
    _require_distinct(plans, files)
    return plans


def _require_distinct(plans: list[Plan], files: list[Path]) -> None:
    for other, file, plan_id in _twice([plan.profile.plan_id for plan in plans], files):
        raise PlanError(
            "same-plan",
            ko=f"'{other}'{particle(str(other), '과/와')} '{file.parent}'의 계획 ID가 '{plan_id}'로 같습니다. "
            "하나만 주십시오.",
            en=f"'{other}' and '{file.parent}' hold one plan id, '{plan_id}'. Give one.",
            path=str(file),
        )
    for other, file, _ in _twice([plan.source.sha256 for plan in plans], files):
        raise PlanError(
            "same-document",
            ko=f"'{other}'{particle(str(other), '과/와')} '{file.parent}'에 같은 문서의 계획이 "
            "있습니다(SHA-256이 같음). 합계가 두 배가 되므로 하나를 지우십시오.",
            en=f"'{other}' and '{file.parent}' are plans of one document (the same SHA-256); "
            "every sum would count it twice. Remove one.",
            path=str(file),
        )


def _twice(keys: list[str], files: list[Path]) -> Iterator[tuple[Path, Path, str]]:
    """The files whose key an earlier one has: the folder of that one, the file, the key."""
    seen: dict[str, Path] = {}
    for key, file in zip(keys, files, strict=True):
        other = seen.setdefault(key, file)
        if other != file:
            yield other.parent, file, key


def unreadable(path: Path, form: str, why: Reason, exit_code: ExitCode = ExitCode.INPUT) -> PlanError:
    """The error for a file of a plan's folder that is not as a conversion writes it."""
    return PlanError(
        "plan-unreadable",
        ko=f"'{path}'{particle(str(path), '은/는')} 스키마 {SCHEMA_VERSION}판의 {form}으로 읽을 수 없습니다({why.ko}).",
        en=f"'{path}' cannot be read as a {form} of schema version {SCHEMA_VERSION} ({why.en}).",
        exit_code=exit_code,
        path=str(path),
    )
