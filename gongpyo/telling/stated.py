"""Where each thing that is said of a plan comes from: a person, the document, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from gongpyo.settings.said import known_keys
from gongpyo.telling.rules import in_words
from gongpyo.telling.speech import Speech
from plan.records.meaning import PlanProfile, Stated
from plan.records.values import StatedKey

LONGEST_PRINTED = 60  # characters that are quoted
OF_DOCUMENT: tuple[StatedKey, ...] = ("plan_id", "title", "provider", "licence", "data_date")
OF_PERSONS: tuple[StatedKey, ...] = ("source_url", "contact", "update_period", "keywords")  # no document is read for it


class Origin(msgspec.Struct, frozen=True):
    """A thing that is said of a plan, where it was said, and the sentence on it."""

    key: StatedKey
    value: str
    by: str
    said: str


def stated_lines(stated: Sequence[Stated], speech: Speech) -> Iterator[str]:
    """A line for each thing that a person has said."""
    for one in stated:
        where = speech.sentence(f"stated_by_{one.by}")
        yield speech.sentence("stated_one", name=called(one.key, speech), value=one.value, where=where)


def origins(profile: PlanProfile, speech: Speech) -> Iterator[Origin]:
    """Where each of them comes from, in one order for every plan."""
    stated = {one.key: one for one in profile.stated}
    for key in (*OF_DOCUMENT, *OF_PERSONS):
        name = called(key, speech)
        if key in stated:
            (line,) = stated_lines([stated[key]], speech)
            yield Origin(key, stated[key].value, stated[key].by, line)
            continue
        value, how, printed = _of_document(profile, key, speech)
        if value:
            quoted = speech.sentence("from_document_printed", printed=printed[:LONGEST_PRINTED]) if printed else ""
            line = speech.sentence("from_document", name=name, value=value, how=how, printed=quoted)
            yield Origin(key, value, "document", line)
        else:
            yield Origin(key, "", "nowhere", speech.sentence("from_nowhere", name=name, option=key))


def _of_document(profile: PlanProfile, key: StatedKey, speech: Speech) -> tuple[str, str, str]:
    """What the document says of a key, by which rule, and the text that says so."""
    if key == "title" and profile.title_rule:
        return profile.title, in_words("title_rule", profile.title_rule, speech.language), ""
    if key == "provider" and profile.provider_rule:
        value = " ".join(filter(None, (profile.provider_code, profile.provider_name)))
        return value, in_words("provider_rule", profile.provider_rule, speech.language), profile.provider_printed
    if key == "plan_id":
        how = "from_document_digest" if profile.plan_id.startswith("plan-") else "from_document_id"
        return profile.plan_id, speech.sentence(how), ""
    if key == "licence":
        return profile.licence, speech.sentence("from_document_family"), ""
    if key == "data_date":
        return profile.data_date, speech.sentence("from_document_date"), ""
    return "", "", ""


def called(key: str, speech: Speech) -> str:
    """What a key is called in the language that is spoken."""
    return str(known_keys()[key][speech.language])
