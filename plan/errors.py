"""The one error that stops a document, and the exit codes that belong to the command line's interface."""

from __future__ import annotations

import codecs
import sys
from enum import IntEnum

from plan.particles import particle


class ExitCode(IntEnum):
    """What the process returns; part of the interface, so never renumbered."""

    CLEAN = 0
    USAGE = 2
    FINDINGS = 3
    INPUT = 4
    LIMIT = 5
    STALE_CORRECTIONS = 6
    PARTLY_FAILED = 7
    BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143


class PlanError(Exception):
    """A document, or the folder for its data, that cannot be worked with.

    ``code`` is a stable kebab-case word; ``ko`` and ``en`` are one sentence each that says what it is, quotes it,
    says where, and what would be right; ``exit_code`` is what the command line returns for it.
    """

    def __init__(
        self, code: str, *, ko: str, en: str, exit_code: ExitCode = ExitCode.INPUT, **details: str | int
    ) -> None:
        super().__init__(en)
        self.code = code
        self.ko = ko
        self.en = en
        self.exit_code = exit_code
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled with all that it says, so that it reaches the caller of a pool of processes."""
        return _again, (type(self), self.code, self.ko, self.en, self.exit_code, self.details)

    def message(self, language: str) -> str:
        """The sentence in ``ko`` or ``en``."""
        return self.ko if language == "ko" else self.en


def _again(
    kind: type[PlanError], code: str, ko: str, en: str, exit_code: ExitCode, details: dict[str, str | int]
) -> PlanError:
    """The error that was pickled."""
    return kind(code, ko=ko, en=en, exit_code=exit_code, **details)


def unnamable(error: UnicodeEncodeError) -> PlanError | None:
    """What to say of a file name that the encoding of the user's locale has no bytes for; None of any other text."""
    of_names = codecs.lookup(sys.getfilesystemencoding()).name
    if of_names == "utf-8" or codecs.lookup(error.encoding).name != of_names:
        return None
    name = str(error.object).rpartition("/")[2]
    return PlanError(
        "name-not-in-locale",
        ko=f"이 로캘의 인코딩({error.encoding})으로는 파일 이름 '{name}'{particle(name, '을/를')} 쓸 수 없습니다. "
        "PYTHONUTF8=1을 설정하고 다시 실행하십시오.",
        en=f"The encoding of this locale ({error.encoding}) cannot hold the file name '{name}'; set PYTHONUTF8=1 and "
        "run again.",
        path=name,
    )
