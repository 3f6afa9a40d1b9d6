"""What is done with a document in the child process; arguments and results are plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from gongpyo.pipeline import decide_only, interpret, read_plan, read_tables, stated
from gongpyo.telling.plan_counts import counts, has_stale_corrections, severities
from gongpyo.telling.preview import preview_of
from gongpyo.telling.settings import grades_for
from gongpyo.telling.speech import Speech
from gongpyo.telling.table_fields import as_fields
from gongpyo.telling.why import Asked, Kept, told
from output.files.json_file import json_bytes
from output.folder.write import write_plan
from plan.errors import PlanError


def convert(
    *,
    source: str,
    out: str,
    written: Mapping[str, str],
    plan_id: str | None = None,
    provider: str = "",
    licence: str = "",
    with_contacts: bool = False,
    single_read: bool = False,
    replace_other: bool = False,
    config: str | None = None,
    preview: str = "",
) -> dict[str, object]:
    """Convert one document; ``written`` are the plans of this run by id, ``preview`` is the language of one or ''."""
    path = Path(source)
    grades = grades_for(path, Path(config) if config else None)
    made = read_plan(path, plan_id=plan_id, folder=Path(out), grades=grades, single_read=single_read)
    made = stated(made, provider=provider, licence=licence)
    identity = made.profile.plan_id
    if identity in written:
        raise _same_plan(path, Path(written[identity]), identity)
    folder = write_plan(made, Path(out), with_contacts=with_contacts, replace_other=replace_other)
    return {
        "plan_id": identity,
        "folder": str(folder),
        "counts": counts(made),
        "findings": severities(made),
        "cells": msgspec.to_builtins(made.cells),
        "stale": has_stale_corrections(made),
        "preview": preview_of(made, Speech("ko" if preview == "ko" else "en")) if preview else None,
    }


def tables(*, source: str, single_read: bool) -> dict[str, object]:
    """Every year table of one document, verbatim."""
    extracted = read_tables(Path(source), single_read=single_read)
    return as_fields(extracted, list(extracted.year_tables))


def plan(*, source: str) -> dict[str, object]:
    """The ``plan.json`` of one document, nothing written."""
    return {"plan.json": json_bytes(read_plan(Path(source))).decode()}


def why(*, source: str, asked: Mapping[str, int | None], language: str, single_read: bool) -> dict[str, object]:
    """Which rules have decided what in one document; one that is refused has decisions too."""
    extracted = read_tables(Path(source), single_read=single_read)
    refused = None
    try:
        interpret(extracted)
    except PlanError as error:
        refused = error
    kept = Kept(decide_only(extracted), extracted.year_tables, refused=refused)
    return told(kept, Asked(**asked), Speech.of(language))


TASKS: dict[str, Callable[..., dict[str, Any]]] = {"convert": convert, "tables": tables, "plan": plan, "why": why}


def _same_plan(source: Path, other: Path, plan_id: str) -> PlanError:
    words = {"source": source.name, "other": other.name, "plan_id": plan_id}
    return PlanError(
        "same-plan",
        ko=Speech("ko").sentence("same_plan", **words),
        en=Speech("en").sentence("same_plan", **words),
        path=str(source),
    )
