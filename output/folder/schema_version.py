"""Files that a newer version has written are refused as such: their fields may look the same and mean more."""

from __future__ import annotations

from pathlib import Path

import msgspec

from plan.errors import PlanError
from plan.particles import particle
from plan.records.base import SCHEMA_VERSION


class _Versioned(msgspec.Struct):
    """What of a file is looked at, whatever else it holds."""

    schema_version: str = SCHEMA_VERSION


def require_known_version(path: Path, content: bytes) -> None:
    """Refuse the JSON of a later schema version than ours; one that is no JSON, or says none, is for others to judge.

    A version that is not three numbers is none of ours, and refused too.
    """
    try:
        said = msgspec.json.decode(content, type=_Versioned).schema_version
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return
    numbers = _numbers(said)
    if numbers is None or numbers > (_numbers(SCHEMA_VERSION) or ()):
        raise PlanError(
            "newer-schema",
            ko=f"'{path}'{particle(str(path), '은/는')} 스키마 '{said[:40]}'판이고, 여기서는 {SCHEMA_VERSION}판까지 "
            "읽습니다. 그 파일을 쓴 판의 gongpyo를 쓰십시오. 아무것도 바꾸지 않았습니다.",
            en=f"'{path}' is of schema version '{said[:40]}', and this gongpyo knows versions up to {SCHEMA_VERSION}. "
            "Use the gongpyo that has written it; nothing was changed.",
            path=str(path),
            schema_version=said[:40],
        )


def _numbers(version: str) -> tuple[int, ...] | None:
    parts = version.split(".")
    if len(parts) != len(SCHEMA_VERSION.split(".")) or not all(
        part.isascii() and part.isdigit() and len(part) < 10 for part in parts
    ):
        return None
    return tuple(map(int, parts))
