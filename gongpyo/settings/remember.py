"""What was said by options, written into a settings file: new lines only, beside all that stands there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from gongpyo.settings.toml_text import read_toml
from output.folder.whole_files import write_files
from plan.data_files import parsed_toml
from plan.errors import ExitCode, PlanError
from plan.patterns import lazy_pattern
from plan.safe_files import is_there

HEADER = lazy_pattern(r"(?m)^[ \t]*\[[ \t]*plan[ \t]*\][ \t]*(?:#.*)?$")
Values = Mapping[str, str | list[str]]


class Remembered(NamedTuple):
    """The file, the keys that were written, and those of which it says something else, which stays."""

    file: Path
    added: tuple[str, ...]
    kept: tuple[str, ...]


def remember(path: Path, values: Values) -> Remembered:
    """Write into ``[plan]`` of a settings file what it does not say yet; a person's lines and remarks stay."""
    there = read_toml(path, follows=False) if is_there(path) else None
    before = there.text if there else ""
    stands = there.table("plan") if there else {}
    taken = {key for key in values if key in stands or _stands_otherwise(key, stands)}
    new = {key: value for key, value in values.items() if key not in taken}
    kept = tuple(key for key in values if key in taken and stands.get(key) != values[key])
    if new:
        text = with_lines(before, new)
        require_said(path, text, _with_new(there.tables if there else {}, new), new)
        line_end = there.line_end if there else "\n"
        write_files(path.parent, {path.name: text.replace("\n", line_end).encode()})
    return Remembered(path, tuple(new), kept)


def with_lines(before: str, new: Values) -> str:
    """The text with these lines under ``[plan]``, which is put behind it where it is not there."""
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in new.items())
    header = HEADER.search(before)
    if header is None:
        gap = "\n" if before.endswith("\n") else "\n\n" if before else ""
        return f"{before}{gap}[plan]\n{lines}"
    end = header.end()
    return f"{before[:end]}\n{lines}{before[end:].removeprefix(chr(10))}"


def _stands_otherwise(key: str, stands: Mapping[str, object]) -> bool:
    """Whether the institution is said in the other of its two ways."""
    own = ("provider_code", "provider_name")
    return (key == "provider" and any(name in stands for name in own)) or (key in own and "provider" in stands)


def _with_new(before: Mapping[str, object], new: Values) -> dict[str, object]:
    old = before.get("plan", {})
    return {**before, "plan": {**(old if isinstance(old, dict) else {}), **new}}


def require_said(path: Path, text: str, wanted: Mapping[str, object], new: Values) -> None:
    """Refuse to write what would not say just what is wanted, as where ``plan`` is written in one line."""
    try:
        if parsed_toml(text) == wanted:
            return
    except ValueError:
        pass
    lines = "; ".join(with_lines("", new).splitlines()[1:])
    raise PlanError(
        "settings",
        ko=f"설정 파일 '{path}'에 덧붙일 수 없는 모양입니다. [plan] 아래에 직접 적으십시오: {lines}.",
        en=f"settings file '{path}' is written in a form to which nothing can be added; write under [plan]: {lines}.",
        exit_code=ExitCode.USAGE,
        path=str(path),
    )
