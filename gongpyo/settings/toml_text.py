"""A settings file as text and as tables, so that an error names the line and quotes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from plan.data_files import parsed_toml, tables_of
from plan.errors import ExitCode, PlanError
from plan.os_errors import reason_of
from plan.particles import particle
from plan.printable import printable
from plan.safe_files import read_file, text_by_hand

MAX_BYTES = 1_000_000
QUOTED = 80  # characters of a line that are quoted
MISTAKES_FILE = Path(__file__).with_name("toml_mistakes.toml")
Keys = tuple[str | int, ...]
Refuse = Callable[[Keys, str, str], PlanError]


class SettingsText(msgspec.Struct, frozen=True):
    """A settings file that is TOML; ``line_end`` is the one that a person's program has written."""

    path: Path
    text: str
    tables: dict[str, Any]
    line_end: str = "\n"

    def wrong(self, keys: Keys, ko: str, en: str) -> PlanError:
        """The error of what stands under these keys, with its line."""
        return _wrong(self.path, self.text, self.line_of(keys), ko, en)

    def unknown(self, keys: Keys, known: Sequence[str]) -> PlanError:
        """The error of a name that is not known: the nearest that is, or all of them."""
        said, shown = str(keys[-1]), printable(str(keys[-1]))
        near = get_close_matches(said, known, n=3)
        names = ", ".join(near or known)
        return self.wrong(
            keys,
            f"'{shown}'{particle(shown, '은/는')} 모르는 이름입니다. {'혹시' if near else '쓸 수 있는 것'}: {names}.",
            f"'{shown}' is not known here; {'did you mean' if near else 'what is known'}: {names}.",
        )

    def table(self, name: str) -> dict[str, Any]:
        """The table of this name, {} where there is none."""
        table = self.tables.get(name, {})
        if not isinstance(table, dict):
            raise self.wrong((name,), f"[{name}] 표여야 합니다.", f"a table [{name}] is needed.")
        return table

    def line_of(self, keys: Keys) -> int:
        """The line that names these keys, from 1; 0 where it cannot be told.

        It is the first that names the last of them and up to which the file says something under all of them.
        """
        lines = self.text.splitlines(keepends=True)
        name = next((str(key) for key in reversed(keys) if isinstance(key, str)), "")
        for number, line in enumerate(lines, 1):
            if name in line and _holds(self._up_to(lines, number), keys):
                return number
        return 0

    @staticmethod
    def _up_to(lines: Sequence[str], number: int) -> dict[str, Any]:
        """What the file says up to a line and to the end of the value that begins there."""
        for end in range(number, len(lines) + 1):
            try:
                return parsed_toml("".join(lines[:end]))
            except (ValueError, RecursionError):  # in the middle of a value of several lines
                continue
        return {}


def read_toml(path: Path, *, follows: bool = True) -> SettingsText:
    """The tables of a settings file; ``PlanError`` says what in it is no TOML. A link is refused unless ``follows``."""
    text = ""
    try:
        content = read_file(path, MAX_BYTES, follows=follows)
        written = text_by_hand(content)
        if written is None:
            ko, en = "UTF-8도 CP949도 아닙니다", "it is neither UTF-8 nor CP949"
            line = _unlike_utf_8(content)
            raise _wrong(path, text, line, f"{ko}. UTF-8로 저장하십시오.", f"{en}; save it as UTF-8.")
        text = written.replace("\r\n", "\n")
        return SettingsText(path, text, parsed_toml(text), "\n" if text == written else "\r\n")
    except OSError as error:
        why = reason_of(error)
        raise _wrong(path, text, 0, f"읽을 수 없습니다({why.ko}).", f"it cannot be read ({why.en}).") from None
    except (ValueError, RecursionError) as error:
        ko, en = _mistake(getattr(error, "msg", str(error)))
        line = getattr(error, "lineno", 0)  # none for a number of thousands of digits or brackets a thousand deep
        raise _wrong(path, text, line, f"TOML이 아닙니다. {ko}", f"it is not TOML: {en}") from None


def _unlike_utf_8(content: bytes) -> int:
    """The line, from 1, in which a file is no UTF-8 any more; 0 where it is."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1
    return 0


def _holds(said: Any, keys: Keys) -> bool:
    """Whether something stands under these keys."""
    for key in keys:
        is_there = key in said if isinstance(said, dict) else isinstance(said, list) and key in range(len(said))
        if not is_there:
            return False
        said = said[key]
    return True


@cache
def _mistakes() -> tuple[dict[str, str], ...]:
    return tuple(tables_of(MISTAKES_FILE)["mistake"])


def _mistake(said: str) -> tuple[str, str]:
    """What the parser's words mean and what would be right, in Korean and in English."""
    for row in _mistakes():
        if said.startswith(row["said"]):
            return row["ko"], row["en"]
    quoted = printable(said)[:QUOTED]
    return f"'이름 = 값' 꼴의 줄이어야 합니다({quoted}).", f"lines of the form 'name = value' are needed ({quoted})."


def _wrong(path: Path, text: str, line: int, ko: str, en: str) -> PlanError:
    lines = text.splitlines()
    quoted = f" '{printable(lines[line - 1].strip())[:QUOTED]}'" if 0 < line <= len(lines) else ""
    at_ko, at_en = (f" {line}행{quoted}", f" line {line}{',' if quoted else ''}{quoted}") if line else ("", "")
    return PlanError(
        "settings",
        ko=f"설정 파일 '{path}'{at_ko}: {ko}",
        en=f"settings file '{path}'{at_en}: {en}",
        exit_code=ExitCode.USAGE,
        path=str(path),
        **({"line": line} if line else {}),
    )
