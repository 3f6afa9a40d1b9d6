"""What the pages send: a decision, or what is said of a plan for its publication; what is neither is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from gongpyo.telling.speech import Speech
from gongpyo.workbench.publishing import Values
from normalize.decisions.model import DECISION_KEYS
from normalize.decisions.skeleton import KEYS
from plan.errors import ExitCode, PlanError

SECTIONS = ("corrections", "findings", "tables", "proposals")
FIELDS = {  # of an act that a page may send, by section; the rest of the entry is made here
    "corrections": (*KEYS["corrections"], *DECISION_KEYS),
    "findings": (*KEYS["findings"], "accepted"),
    "tables": (*KEYS["tables"], "kind", "program", "measure", "unit", "payer", "column", "role", "year"),
    "proposals": (*KEYS["findings"], "inherited"),
}
COLUMN = {
    "column": "head",
    "role": "role",
    "year": "year",
}  # what an act may say of one column, and its names in the file
LONGEST = 2_000  # characters of what a person writes


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision as a page sends it: which entry of which section, on which version of the file, by whom and why."""

    version: str
    section: str
    entry: dict[str, str | int | bool]
    reason: str
    who: str


class Publishing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page's form says of the publication, by the fields that were changed, and on which version."""

    version: str
    values: Values


def act_of(fields: bytes) -> Act:
    """The act that a page has sent; what is none is refused in a sentence."""
    try:
        act = msgspec.json.decode(fields, type=Act)
    except (msgspec.MsgspecError, ValueError):
        raise refused("review_no_act") from None
    known = act.section in SECTIONS and set(act.entry) <= set(FIELDS[act.section])
    if not known or any(len(str(value)) > LONGEST for value in (*act.entry.values(), act.reason, act.who)):
        raise refused("review_no_act")
    if not act.reason.strip() or not act.who.strip():
        raise refused("review_unsigned")
    return act


class Mended(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole text of the decisions as a person has mended it, and on which version."""

    version: str
    text: str


def decisions_of(fields: bytes) -> Mended:
    """The text of decisions that a page has sent; what is none is refused in a sentence."""
    try:
        return msgspec.json.decode(fields, type=Mended)
    except (msgspec.MsgspecError, ValueError):
        raise refused("review_no_act") from None


def publishing_of(fields: bytes) -> Publishing:
    """What a page's form has sent; what is none is refused in a sentence."""
    try:
        return msgspec.json.decode(fields, type=Publishing)
    except (msgspec.MsgspecError, ValueError):
        raise refused("review_no_act") from None


def entry_of(act: Act) -> dict[str, object]:
    """The entry of ``corrections.yaml`` that an act makes, signed today; what it says of a column stands in a list."""
    said = {name: value for name, value in act.entry.items() if value not in (None, "")}
    column = {name: said.pop(key) for key, name in COLUMN.items() if key in said} if act.section == "tables" else {}
    return {
        **said,
        **({"columns": [column]} if column else {}),
        "reason": " ".join(act.reason.split()),
        "who": " ".join(act.who.split()),
        "when": date.today().isoformat(),
    }


def refused(key: str, code: str = "usage", **words: object) -> PlanError:
    """The error of a sentence of the messages."""
    said: Mapping[str, str] = {language: Speech(language).sentence(key, **words) for language in ("ko", "en")}
    return PlanError(code, ko=said["ko"], en=said["en"], exit_code=ExitCode.USAGE)
