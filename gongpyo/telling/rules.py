"""The rules that have decided something, in words."""

from __future__ import annotations

from pathlib import Path

from gongpyo.telling.speech import Language
from plan.data_files import tables_of

RULES_FILE = Path(__file__).with_name("rules.toml")


def in_words(kind: str, name: str, language: Language) -> str:
    """What a rule, or what it decides, means."""
    said: str = tables_of(RULES_FILE)[kind][name][language]
    return said
