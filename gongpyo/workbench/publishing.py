"""What is said of a plan for its publication, as a form shows it and as ``plan.toml`` keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from gongpyo.settings.files import PLAN_SETTINGS_FILE
from gongpyo.settings.own_words import recorded_words
from gongpyo.settings.profile import EMPTY, restated
from gongpyo.settings.rewrite import rewritten
from gongpyo.settings.said import OWN_PROVIDER, known_keys, said_in
from gongpyo.settings.toml_text import read_toml
from gongpyo.telling.plan_counts import empty_for_publication
from gongpyo.telling.speech import Speech
from normalize.publisher.institutions import named
from output.descriptors.licences import licences
from output.descriptors.update_periods import update_periods
from plan.data_files import parsed_toml
from plan.errors import ExitCode, PlanError
from plan.records.meaning import Plan, PlanProfile
from plan.safe_files import is_there

FIELDS = ("title", "plan_id", *reversed(OWN_PROVIDER), "licence", "data_date", *EMPTY)  # in the order of the form
PROVIDER = ("provider", *OWN_PROVIDER)
Values = dict[str, str | list[str]]


class Published(NamedTuple):
    """The text of ``plan.toml`` and the profile of a plan as a form says them."""

    settings: str
    profile: PlanProfile


def settings_text(folder: Path) -> str:
    """The text of a plan's own settings, '' where there are none; what is no TOML is refused with its line."""
    path = folder / PLAN_SETTINGS_FILE
    return read_toml(path, follows=False).text if is_there(path) else ""


def publishing(plan: Plan) -> dict[str, Any]:
    """The form: its fields with who has said what stands there, what may be chosen, and what is still missing."""
    by: dict[str, str] = {one.key: one.by for one in plan.profile.stated}
    empty = empty_for_publication(plan)
    with recorded_words(plan.own_words).in_force():
        known = licences()
        own = known.get(plan.profile.licence)
    return {
        "fields": [_field(key, plan.profile, by, empty) for key in FIELDS],
        "licence": {name: licence.title for name, licence in known.items()},
        "update_period": {name: name for name in update_periods()},
        "no_derivatives": own is not None and not own.derivatives,
    }


def _field(key: str, profile: PlanProfile, by: Mapping[str, str], empty: list[str]) -> dict[str, Any]:
    row = known_keys()[key]
    value = getattr(profile, key)
    said = "provider" if key in OWN_PROVIDER else key
    needed = (said in empty and key != "provider_code") or key in ("title", "plan_id")
    return {
        "key": key,
        "called": {"ko": row["ko"], "en": row["en"]},
        "example": ", ".join(row["example"]) if isinstance(row["example"], list) else row["example"],
        "value": ", ".join(value) if key == "keywords" else value,
        "by": by.get(said, "document" if value else ""),
        "state": "" if value or key == "provider_code" else "needed" if needed else "asked",
    }


def published(plan: Plan, folder: Path, values: Values) -> Published:
    """What follows from the fields that a person has changed; a value that cannot be is refused with its field."""
    for key in values:
        if key not in FIELDS:
            raise _refused("", "review_no_act")
    with recorded_words(plan.own_words).in_force():
        written = _written(plan.profile, values)
        stands = {"plan_id": plan.profile.plan_id}  # so that another title does not move its folder
        path = folder / PLAN_SETTINGS_FILE
        settings = rewritten(path, settings_text(folder), {**stands, **written})
        table = parsed_toml(settings).get("plan", {})
        said = tuple(said_in(table, "plan-file", _wrong))
        keys = {"provider" if key in PROVIDER else key for key in ("plan_id", *written)}
        return Published(settings, restated(plan.profile, said, keys))


def _written(profile: PlanProfile, values: Values) -> Values:
    """The values by the keys of the file; an institution of the lists is named by its code."""
    written = {key: value for key, value in values.items() if key not in OWN_PROVIDER}
    for key, said in written.items():
        if key not in EMPTY and not str(said).strip() and getattr(profile, key):
            raise _refused(key, "publishing_not_empty", _called(key))
    if "keywords" in written:
        written["keywords"] = list(_keywords(written["keywords"]))
    if any(key in values for key in OWN_PROVIDER):
        written |= _provider(profile, values)
    return {key: value if isinstance(value, list) else " ".join(value.split()) for key, value in written.items()}


def _keywords(said: str | list[str]) -> Iterator[str]:
    for word in said if isinstance(said, list) else said.split(","):
        if word.strip():
            yield " ".join(word.split())


def _provider(profile: PlanProfile, values: Values) -> Values:
    """The institution as the file names it: one of the lists by ``provider``, another by its code and name."""
    code, name = (" ".join(str(values.get(key, getattr(profile, key))).split()) for key in OWN_PROVIDER)
    if not code and not name and profile.provider_name:
        raise _refused("provider_name", "publishing_not_empty", _called("provider"))
    is_code_new, is_name_new = code != profile.provider_code, name != profile.provider_name
    if code and is_code_new and not (name and is_name_new) and (known := named(code)):
        return {"provider": known.name, "provider_code": "", "provider_name": ""}
    known = named(name)
    if known and (not code or code == known.code or not is_code_new):
        return {"provider": known.name, "provider_code": "", "provider_name": ""}
    if name and not code:
        raise _refused("provider_code", "publishing_provider_unknown", {"ko": name, "en": name})
    return {"provider": "", "provider_code": code, "provider_name": name}


def _called(key: str) -> dict[str, str]:
    row = known_keys()[key]
    return {"ko": str(row["ko"]), "en": str(row["en"])}


def _wrong(key: str, ko: str, en: str) -> PlanError:
    field = "provider_name" if key == "provider" else key
    called = _called(key)
    return PlanError(
        "settings", ko=f"{called['ko']}: {ko}", en=f"{called['en']}: {en}", exit_code=ExitCode.USAGE, field=field
    )


def _refused(field: str, sentence: str, name: Mapping[str, str] | None = None) -> PlanError:
    said = {
        language: Speech(language).sentence(sentence, **({"name": name[language]} if name else {}))
        for language in ("ko", "en")
    }
    return PlanError("settings", ko=said["ko"], en=said["en"], exit_code=ExitCode.USAGE, field=field)
