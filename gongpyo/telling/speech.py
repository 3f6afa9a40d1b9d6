"""What the command line says, in the user's language, on the right stream."""

from __future__ import annotations

import json
import locale
import os
from pathlib import Path
from typing import Literal

import msgspec

from gongpyo.telling.streams import NO_OUTPUT, put, say
from plan.data_files import tables_of
from plan.errors import PlanError
from plan.particles import sentence
from plan.printable import printable, printable_lines

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
LINE_END = "\n"
MESSAGES_FILE = Path(__file__).with_name("messages.toml")


def default_language() -> Language:
    """Korean where the system speaks Korean, else English."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = named or locale.getlocale()[0] or ""
    return "ko" if name.lower().startswith(("ko", "korean")) else "en"


class Speech(msgspec.Struct, frozen=True):
    """Language, and what may be said at all: results on stdout, everything else on stderr."""

    language: Language
    quiet: bool = False
    as_json: bool = False

    @classmethod
    def of(cls, language: str, quiet: bool = False, as_json: bool = False) -> Speech:
        """In the language named, or where none is in the system's."""
        return cls("ko" if language == "ko" else "en" if language == "en" else default_language(), quiet, as_json)

    def sentence(self, key: str, **words: object) -> str:
        """A sentence of ``messages.toml`` with its words filled in."""
        return sentence(tables_of(MESSAGES_FILE)[key][self.language], **words)

    def result(self, text: str) -> None:
        """A line of the result, whatever the texts of a document in it hold."""
        put(f"{printable_lines(text.replace(LINE_END, ' '))}\n")

    def result_json(self, value: object) -> None:
        """The result as one JSON document; what would act on a terminal is escaped in its texts."""
        put(printable_lines(json.dumps(value, ensure_ascii=False, indent=1)) + "\n")

    def remark(self, key: str, **words: object) -> None:
        """A sentence of ``messages.toml`` that a person must not miss, also with ``--quiet``: on stderr."""
        say(f"{printable(self.sentence(key, **words))}\n")

    def error(self, error: PlanError) -> None:
        """An error: one sentence on stderr, and with ``--json`` an object of code, message and details on stdout."""
        line = self.sentence("failed", message=error.message(self.language))
        if self.as_json and error.code != NO_OUTPUT:
            try:
                self.result_json({"error": error_fields(error, self.language)})
            except PlanError:  # stdout is what fails
                say(f"{printable(line)}\n")
        else:
            say(f"{printable(line)}\n")


def error_fields(error: PlanError, language: Language) -> dict[str, object]:
    """An error as the contract's object."""
    return {"code": error.code, "message": error.message(language), "details": dict(error.details)}
