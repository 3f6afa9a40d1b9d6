"""What is done with a document in the child process; arguments are plain JSON, and so are results but for records."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from gongpyo.pipeline import (
    Opened,
    decide_only,
    interpret,
    open_document,
    profile_only,
    publish,
    read_plan,
    read_tables,
)
from gongpyo.settings.files import Settings, quieter, read_settings, settings_for
from gongpyo.settings.options import Values, said_by_options
from gongpyo.settings.own_words import names_of
from gongpyo.telling.plan_counts import counts, empty_for_publication, has_stale_corrections, severities, values_digest
from gongpyo.telling.preview import preview_of
from gongpyo.telling.speech import Speech
from gongpyo.telling.table_fields import as_fields
from gongpyo.telling.why import Asked, Kept, told
from output.files.json_file import json_bytes
from output.folder.read_back import PLAN_FILE
from output.folder.same_document import held_under, require_one_plan, said_before
from plan.errors import PlanError
from plan.records.meaning import Plan
from plan.records.printed import ExtractedPlan
from plan.safe_files import most_of_ours, read_file

Kind = TypeVar("Kind", Plan, ExtractedPlan)
NO_SETTINGS = Settings()


def convert(
    *,
    source: str,
    out: str,
    written: Mapping[str, str],
    with_contacts: bool = False,
    replace_other: bool = False,
    with_report: bool = True,
    preview: str = "",
    config: str | None = None,
    **stated_of_it: Any,
) -> dict[str, object]:
    """Convert one document; ``written`` are the plans of this run by id, ``preview`` is the language of one or ''."""
    path = Path(source)
    settings = _settings(source, config)
    document = open_document(path)
    made = plan_of(document, out=Path(out), settings=settings, **stated_of_it)
    identity = made.profile.plan_id
    if identity in written:
        require_one_plan(replace(made, profile=replace(made.profile, plan_id="")), Path(out))
        raise _same_plan(path, Path(written[identity]), identity)
    held = held_under(made, Path(out))
    forgotten = said_before(made, Path(out) / identity)
    folder = publish(
        made,
        Path(out),
        with_contacts=with_contacts,
        replace_other=replace_other,
        report_from=document if with_report else None,
        sweeps=not written,
    )
    return {
        "plan_id": identity,
        "same_document": held,
        "folder": str(folder),
        "counts": counts(made),
        "findings": severities(made),
        "cells": msgspec.to_builtins(made.cells),
        "empty": empty_for_publication(made),
        "stated": [msgspec.to_builtins(one) for one in made.profile.stated],
        "forgotten": forgotten,
        "own_words": list(names_of(made.own_words)),
        "stale": has_stale_corrections(made),
        "settings": str(settings.found) if settings.found else "",
        "quieter": quieter(settings.grades) if settings.found else [],
        "preview": preview_of(made, Speech("ko" if preview == "ko" else "en")) if preview else None,
    }


def batch(
    *,
    source: str,
    out: str,
    sha256: str,
    said: Values,
    single_read: bool,
    with_report: bool,
    looks_first: bool,
    config: str | None,
) -> dict[str, object]:
    """Convert one document of many into a folder of its own; what a catalogue of all of them says of it."""
    path = Path(source)
    settings = read_settings(Path(config), path.name) if config else NO_SETTINGS
    document = open_document(path, sha256)
    made = plan_of(
        document,
        out=Path(out),
        settings=settings,
        values=said,
        single_read=single_read,
        looks_first=looks_first,
    )
    folder = publish(made, Path(out), report_from=document if with_report else None, replace_other=True)
    return {
        "code": "published",
        "plan_id": made.profile.plan_id,
        "folder": str(folder),
        "title": made.profile.title,
        "provider_code": made.profile.provider_code,
        "provider_name": made.profile.provider_name,
        "first_year": made.profile.first_year,
        "last_year": made.profile.last_year,
        "format": made.source.format,
        "bytes": made.source.bytes,
        "counts": counts(made),
        "findings": severities(made),
        "cells": msgspec.to_builtins(made.cells),
        "values": values_digest(made),
        "plan_sha256": hashlib.sha256(read_file(folder / PLAN_FILE, most_of_ours(), follows=False)).hexdigest(),
    }


def plan_of(
    document: Opened,
    *,
    out: Path | None = None,
    values: Values | None = None,
    single_read: bool = False,
    looks_first: bool = False,
    settings: Settings = NO_SETTINGS,
) -> Plan:
    """The plan of one document under what the caller and the settings state of it, with the decisions in ``out``."""
    with settings.words.in_force():
        said = (*settings.said, *said_by_options(values or {}))
    return read_plan(
        document,
        folder=out,
        grades=settings.grades,
        said=said,
        words=settings.words,
        single_read=single_read,
        looks_first=looks_first,
    )


def tables(*, source: str, single_read: bool) -> dict[str, object]:
    """Every year table of one document, verbatim."""
    with _settings(source, None).words.in_force():
        extracted = read_tables(Path(source), single_read=single_read)
    return as_fields(extracted, list(extracted.year_tables))


def plan(*, source: str) -> dict[str, object]:
    """The ``plan.json`` of one document, nothing written."""
    return {"plan.json": json_bytes(read_plan(Path(source), words=_settings(source, None).words)).decode()}


def why(*, source: str, asked: Mapping[str, int | None], language: str, single_read: bool) -> dict[str, object]:
    """Which rules have decided what in one document; one that is refused has decisions too."""
    settings = _settings(source, None)
    with settings.words.in_force():
        extracted = read_tables(Path(source), single_read=single_read)
        profile = profile_only(extracted, settings.said)
        refused = None
        try:
            interpret(extracted)
        except PlanError as error:
            refused = error
        kept = Kept(decide_only(extracted), extracted.year_tables, refused=refused, profile=profile)
    return told(kept, Asked(**asked), Speech.of(language))


def record(
    *, source: str, with_contacts: bool = False, config: str | None = None, **stated_of_it: Any
) -> dict[str, object]:
    """The record of one document's plan, nothing written."""
    made = plan_of(open_document(Path(source)), settings=_settings(source, config), **stated_of_it)
    return {"record": _shown(made, with_contacts=with_contacts)}


def written_record(
    *,
    source: str,
    out: str,
    with_contacts: bool = False,
    replace_other: bool = False,
    with_report: bool = True,
    config: str | None = None,
    **stated_of_it: Any,
) -> dict[str, object]:
    """The record of one document's plan, and the folder that it was written into."""
    path = Path(source)
    settings = _settings(source, config)
    document = open_document(path)
    made = plan_of(document, out=Path(out), settings=settings, **stated_of_it)
    folder = publish(
        made,
        Path(out),
        with_contacts=with_contacts,
        replace_other=replace_other,
        report_from=document if with_report else None,
    )
    return {"record": _shown(made, with_contacts=with_contacts), "folder": str(folder)}


def extracted_record(*, source: str, single_read: bool, with_contacts: bool) -> dict[str, object]:
    """The record of what is printed in one document."""
    return {"record": _shown(read_tables(Path(source), single_read=single_read), with_contacts=with_contacts)}


def _settings(source: str, config: str | None) -> Settings:
    return settings_for(Path(source), Path(config) if config else None)


def _shown(made: Kind, *, with_contacts: bool) -> Kind:
    """The record without what is a file of its own; persons only where the caller asks for them."""
    shown = made if with_contacts else replace(made, contacts=())
    return replace(shown, decided=None) if isinstance(shown, Plan) else shown


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "convert": convert,
    "batch": batch,
    "tables": tables,
    "plan": plan,
    "record": record,
    "written_record": written_record,
    "extracted_record": extracted_record,
    "why": why,
}


def _same_plan(source: Path, other: Path, plan_id: str) -> PlanError:
    words = {"source": source.name, "other": other.name, "plan_id": plan_id}
    return PlanError(
        "same-plan",
        ko=Speech("ko").sentence("same_plan", **words),
        en=Speech("en").sentence("same_plan", **words),
        path=str(source),
    )
