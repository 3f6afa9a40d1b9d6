"""The limits on a document: arguments with defaults, in force while a document is read; the error for what is over one.

Nothing in here looks at the environment: whoever reads a document says its limits, and ``within`` puts them in force.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

import msgspec

from plan.errors import ExitCode, PlanError
from plan.particles import particle
from plan.safe_files import OURS, with_most_of_ours
from plan.script import MORE

MIB = 1 << 20
MOST = 10**12  # of any limit: no system counts further in what is limited, 10^12 MiB of memory among them


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a document may have at most, and what reading it may cost; each is a whole number above 0.

    The last three are kept where a child process reads; the others wherever a document is read.
    """

    file_bytes: int = 200 * MIB
    zip_entries: int = 2_000
    inflated_bytes: int = 256 * MIB
    inflated_ratio: int = 200
    section_records: int = 2_000_000
    record_depth: int = 64
    xml_depth: int = 512
    pages: int = 5_000
    page_pixels: int = 120_000_000
    table_rows: int = 20_000
    table_columns: int = 500
    table_cells: int = 400_000
    plan_bytes: int = OURS
    memory_mib: int = 1_024
    idle_seconds: int = 60
    seconds: int = 300

    def __post_init__(self) -> None:
        for name in NAMES:
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= MOST:
                raise not_a_limit(name, f"Limits({name}={MORE})", repr(value))


NAMES = Limits.__struct_fields__


class Counted(NamedTuple):
    """What a limit counts, as its error says it."""

    ko: str
    en: str


COUNTED = {
    "file_bytes": Counted("파일의 바이트 수가", "bytes of the file"),
    "zip_entries": Counted("압축 파일의 항목 수가", "entries of the zip file"),
    "inflated_bytes": Counted("압축을 푼 바이트 수가", "bytes when inflated"),
    "inflated_ratio": Counted("10 MiB가 넘는 압축 해제의 배율이", "ratio of inflated to packed"),
    "section_records": Counted("구역 하나의 레코드 수가", "records of a section"),
    "record_depth": Counted("레코드의 깊이가", "depth of the records"),
    "xml_depth": Counted("XML의 깊이가", "depth of the XML"),
    "pages": Counted("쪽수가", "pages"),
    "page_pixels": Counted("쪽 하나에 있는 그림의 화소 수가", "pixels of the pictures of a page"),
    "table_rows": Counted("표의 행 수가", "rows of a table"),
    "table_columns": Counted("표의 열 수가", "columns of a table"),
    "table_cells": Counted("표의 칸 수가", "cells of a table"),
    "plan_bytes": Counted("plan.json의 바이트 수가", "bytes of its plan.json"),
    "memory_mib": Counted("읽는 데 쓴 메모리(MiB)가", "MiB of memory while reading"),
    "idle_seconds": Counted("진척 없이 흐른 시간(초)이", "seconds without progress"),
    "seconds": Counted("읽는 시간(초)이", "seconds of reading"),
}


def setting_of(name: str) -> str:
    """The environment variable by which the command line moves a limit."""
    return f"GONGPYO_MAX_{name.upper()}"


def not_a_limit(name: str, stated_as: str, said: str) -> PlanError:
    """The usage error for a limit that is no whole number above 0, by what it was stated as."""
    return PlanError(
        "usage",
        ko=f"{stated_as}{particle(stated_as, '은/는')} 1 이상 {MOST:,} 이하의 정수여야 합니다({said[:40]}).",
        en=f"{stated_as} must be a whole number from 1 to {MOST:,}, not {said[:40]}.",
        exit_code=ExitCode.USAGE,
        limit=name,
    )


_in_force = ContextVar("limits", default=Limits())  # noqa: B039 - frozen


@contextmanager
def within(limits: Limits | None) -> Iterator[None]:
    """Have these limits in force; without any, those that are in force stay."""
    if limits is None:
        yield
        return
    before = _in_force.set(limits)
    try:
        with with_most_of_ours(limits.plan_bytes):
            yield
    finally:
        _in_force.reset(before)


def limit(name: str) -> int:
    """The limit in force."""
    return int(getattr(_in_force.get(), name))


def over_limit(name: str, path: Path | None = None, found: int | None = None) -> PlanError:
    """The error for a document that is over a limit (exit code 5); it names the limit, its value and its setting."""
    most, setting = limit(name), setting_of(name)
    counted = COUNTED[name]
    size = f"{found:,} > {most:,}" if found is not None else f"> {most:,}"
    name_ko, name_en = (f"'{path.name}': ", f"'{path.name}'") if path else ("", "The document")
    return PlanError(
        "limit",
        ko=f"{name_ko}{counted.ko} 한도를 넘습니다({size}, 설정 {setting}).",
        en=f"{name_en} is over the limit of {counted.en} ({size}; the setting is {setting}).",
        exit_code=ExitCode.LIMIT,
        **({"path": path.name} if path else {}),
        limit=name,
        setting=setting,
    )


def check_limit(name: str, found: int, path: Path | None = None) -> None:
    """Refuse what is over a limit."""
    if found > limit(name):
        raise over_limit(name, path, found)
