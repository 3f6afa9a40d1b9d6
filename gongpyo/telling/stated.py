"""What a person has said of a plan, each thing with where it was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongpyo.settings.said import known_keys
from gongpyo.telling.speech import Speech
from plan.records.meaning import Stated


def stated_lines(stated: Sequence[Stated], speech: Speech) -> Iterator[str]:
    """A line for each thing."""
    for one in stated:
        where = speech.sentence(f"stated_by_{one.by}")
        yield speech.sentence("stated_one", name=called(one.key, speech), value=one.value, where=where)


def called(key: str, speech: Speech) -> str:
    """What a key is called in the language that is spoken."""
    return str(known_keys()[key][speech.language])
