"""What a run says by its exit code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plan.errors import ExitCode


def exit_code_for(found: Sequence[tuple[bool, Mapping[str, int]]], *, findings_ok: bool = False) -> int:
    """6 where a correction is stale, else 3 where there are open findings of severity error, else 0.

    Each plan is told by whether a correction is stale, and by its findings by severity.
    """
    if any(stale for stale, _ in found):
        return ExitCode.STALE_CORRECTIONS
    errors = any(by_severity["error"] for _, by_severity in found)
    return ExitCode.FINDINGS if errors and not findings_ok else ExitCode.CLEAN
