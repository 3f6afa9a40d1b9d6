"""Refusals of a source file, worded alike by every reader."""

from __future__ import annotations

from pathlib import Path

from plan.errors import PlanError


def refuse(code: str, path: Path, *, ko: str, en: str, whole_path: bool = False) -> PlanError:
    """The error for a file that cannot be read: ``'name': <sentence>.`` in both languages."""
    name = str(path) if whole_path else path.name
    return PlanError(code, ko=f"'{name}': {ko}.", en=f"'{name}' {en}.", path=name)


def locked(path: Path) -> PlanError:
    """The refusal of a document with a password."""
    return refuse(
        "encrypted",
        path,
        ko="암호가 걸린 문서입니다. 암호를 풀고 다시 저장하십시오",
        en="is protected by a password; save it without one",
    )


def damaged(path: Path, where: str, *, ko: str, en: str) -> PlanError:
    """The refusal of a damaged document; ``ko`` and ``en`` name its kind, ``where`` quotes the part."""
    return refuse(
        "damaged",
        path,
        ko=f"손상된 {ko}입니다({where}). 원본을 다시 내려받으십시오",
        en=f"is a damaged {en} ({where}); download the original again",
    )
