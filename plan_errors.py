"""The one error that stops a document, and the exit codes that belong to the command line's interface."""

from __future__ import annotations

from enum import IntEnum


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

    def message(self, language: str) -> str:
        """The sentence in ``ko`` or ``en``."""
        return self.ko if language == "ko" else self.en
