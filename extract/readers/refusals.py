"""Refusals of a source file, worded alike by every reader."""

from __future__ import annotations

from pathlib import Path

from extract.readers.locked.password import spellings_asked_for
from plan.errors import PlanError


def refuse(code: str, path: Path, *, ko: str, en: str, whole_path: bool = False) -> PlanError:
    """The error for a file that cannot be read: ``'name': <sentence>.`` in both languages."""
    name = str(path) if whole_path else path.name
    return PlanError(code, ko=f"'{name}': {ko}.", en=f"'{name}' {en}.", path=name)


def locked(path: Path) -> PlanError:
    """The refusal of a document that no password opens, or not the one that was given."""
    if spellings_asked_for():
        return refuse(
            "wrong-password",
            path,
            ko="암호가 맞지 않습니다. 암호를 다시 확인하십시오",
            en="is not opened by the password that was given; check it",
        )
    return refuse(
        "encrypted",
        path,
        ko="암호가 걸린 문서입니다. --password-file로 암호를 주거나, 암호를 풀고 다시 저장하십시오",
        en="is protected by a password; give it with --password-file, or save the document without one",
    )


def unknown_cipher(path: Path, what: str) -> PlanError:
    """The refusal of a document that is encrypted by a method of which we do not know how it is undone."""
    spellings_asked_for()  # it is locked, so that nobody is told that his password was not needed
    return refuse(
        "unknown-encryption",
        path,
        ko=f"암호를 알아도 풀 수 없는 방식으로 암호화된 문서입니다({what}). 암호를 풀고 다시 저장하십시오",
        en=f"is encrypted by a method that is not known here, whatever the password ({what}); save it without one",
    )


def damaged(path: Path, where: str, *, ko: str, en: str) -> PlanError:
    """The refusal of a damaged document; ``ko`` and ``en`` name its kind, ``where`` quotes the part."""
    return refuse(
        "damaged",
        path,
        ko=f"손상된 {ko}입니다({where}). 원본을 다시 내려받으십시오",
        en=f"is a damaged {en} ({where}); download the original again",
    )
