"""The limits on a document, each with its default and its setting, and the error for what is over one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import msgspec

from plan.errors import ExitCode, PlanError

MIB = 1 << 20
NONE_STATED: Mapping[str, int] = {}
STATED: ContextVar[Mapping[str, int]] = ContextVar("stated limits", default=NONE_STATED)


class Limit(msgspec.Struct, frozen=True):
    """A limit that an environment variable can move; ``ko`` and ``en`` say what is counted."""

    name: str
    default: int
    ko: str
    en: str

    @property
    def setting(self) -> str:
        """The environment variable that moves it."""
        return f"GONGPYO_MAX_{self.name.upper()}"

    @property
    def said(self) -> str:
        """What the caller states, else what the environment says, or ''."""
        stated = STATED.get()
        return str(stated[self.name]) if self.name in stated else os.environ.get(self.setting, "").strip()

    @property
    def value(self) -> int:
        """The limit in force; a setting that is no whole number above 0 is a usage error."""
        said = self.said
        if not said:
            return self.default
        if not said.isascii() or not said.isdigit() or not int(said[:18]):
            raise PlanError(
                "usage",
                ko=f"{self.setting}는 1 이상의 정수여야 합니다('{said[:40]}').",
                en=f"{self.setting} must be a whole number above 0, not '{said[:40]}'.",
                exit_code=ExitCode.USAGE,
            )
        return int(said[:18])


LIMITS = {
    limit.name: limit
    for limit in (
        Limit("file_bytes", 200 * MIB, "파일의 바이트 수가", "bytes of the file"),
        Limit("zip_entries", 2_000, "압축 파일의 항목 수가", "entries of the zip file"),
        Limit("inflated_bytes", 256 * MIB, "압축을 푼 바이트 수가", "bytes when inflated"),
        Limit("inflated_ratio", 200, "10 MiB가 넘는 압축 해제의 배율이", "ratio of inflated to packed"),
        Limit("section_records", 500_000, "구역 하나의 레코드 수가", "records of a section"),
        Limit("record_depth", 64, "레코드의 깊이가", "depth of the records"),
        Limit("xml_depth", 512, "XML의 깊이가", "depth of the XML"),
        Limit("pages", 5_000, "쪽수가", "pages"),
        Limit("table_rows", 5_000, "표의 행 수가", "rows of a table"),
        Limit("table_columns", 500, "표의 열 수가", "columns of a table"),
        Limit("table_cells", 250_000, "표의 칸 수가", "cells of a table"),
        Limit("memory_mib", 1_024, "읽는 데 쓴 메모리(MiB)가", "MiB of memory while reading"),
        Limit("idle_seconds", 60, "진척 없이 흐른 시간(초)이", "seconds without progress"),
        Limit("seconds", 300, "읽는 시간(초)이", "seconds of reading"),
    )
}


@contextmanager
def stated_limits(values: Mapping[str, int]) -> Iterator[None]:
    """Let these limits hold inside the ``with`` block, whatever the environment says."""
    token = STATED.set(values)
    try:
        yield
    finally:
        STATED.reset(token)


def limit(name: str) -> int:
    """The limit in force."""
    return LIMITS[name].value


def over_limit(name: str, path: Path | None = None, found: int | None = None) -> PlanError:
    """The error for a document that is over a limit (exit code 5); it names the limit, its value and its setting."""
    entry = LIMITS[name]
    size = f"{found:,} > {entry.value:,}" if found is not None else f"> {entry.value:,}"
    name_ko, name_en = (f"'{path.name}': ", f"'{path.name}'") if path else ("", "The document")
    return PlanError(
        "limit",
        ko=f"{name_ko}{entry.ko} 한도를 넘습니다({size}, 설정 {entry.setting}).",
        en=f"{name_en} is over the limit of {entry.en} ({size}; the setting is {entry.setting}).",
        exit_code=ExitCode.LIMIT,
        **({"path": path.name} if path else {}),
        limit=name,
        setting=entry.setting,
    )


def check_limit(name: str, found: int, path: Path | None = None) -> None:
    """Refuse what is over a limit."""
    if found > limit(name):
        raise over_limit(name, path, found)
