"""``gongpyo convert --remember``: what options said is written where the next run reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gongpyo.settings.files import PLAN_SETTINGS_FILE, SETTINGS_FILE
from gongpyo.settings.remember import Remembered, remember
from gongpyo.telling.conversion import Outcome
from gongpyo.telling.speech import Speech


def remembered(outcomes: Sequence[Outcome], values: Mapping[str, Any], config: Path | None) -> Iterator[Remembered]:
    """Write what options said: of one document into its ``plan.toml``, of several into the settings beside them.

    The id of one plan is written too, so that another title does not move its folder.
    """
    plans = [(outcome.source, outcome.plan) for outcome in outcomes if outcome.plan]
    if len(outcomes) == 1:
        for _, plan in plans:
            yield remember(Path(plan["folder"]) / PLAN_SETTINGS_FILE, {"plan_id": plan["plan_id"], **values})
    elif values:
        beside = {source.parent / SETTINGS_FILE: None for source, _ in plans}
        for path in [config] if config and plans else beside:
            yield remember(path, values)


def tell(remembered: Remembered, speech: Speech) -> None:
    """Say what was written, and what was not since a person has written something else there."""
    if remembered.added:
        speech.remark("remembered", file=remembered.file, keys=", ".join(remembered.added))
    if remembered.kept:
        speech.remark("remembered_not", file=remembered.file, keys=", ".join(remembered.kept))
