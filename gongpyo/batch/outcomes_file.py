"""``outcomes.csv`` of a store read back: what became of each document, by its SHA-256."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec

from plan.errors import PlanError
from plan.os_errors import Reason, reason_of
from plan.particles import particle
from plan.safe_files import read_file

OUTCOMES_FILE = "outcomes.csv"
MOST = 4 << 30  # bytes: ten million sources have two thousand million
COPY = "copy"  # of the same bytes as another source
COLUMNS = ("source", "sha256", "outcome", "folder")


class Line(msgspec.Struct, frozen=True):
    """A document of a store, under the name that it was read under."""

    source: str
    sha256: str
    outcome: str
    folder: str

    @property
    def is_published(self) -> bool:
        """Whether its folder holds a plan, which another document may be told for."""
        return bool(self.folder)


def lines_of(store: Path) -> dict[str, Line]:
    """The documents of a store, each once, under the name that it was read under; what has no bytes stands nowhere."""
    path = store / OUTCOMES_FILE
    try:
        content = read_file(path, MOST, follows=False).decode("utf-8-sig")
    except OSError as error:
        raise _unreadable(path, reason_of(error)) from None
    except UnicodeDecodeError as error:
        raise _unreadable(path, Reason(str(error), str(error))) from None
    rows = csv.DictReader(io.StringIO(content, newline=""))
    if missing := [column for column in COLUMNS if column not in (rows.fieldnames or ())]:
        raise _unreadable(path, Reason(f"열이 없음: {', '.join(missing)}", f"it lacks {', '.join(missing)}"))
    found: dict[str, Line] = {}
    for row in rows:
        if row["sha256"] and (row["outcome"] != COPY or row["sha256"] not in found):
            found[row["sha256"]] = Line(*(row[column] or "" for column in COLUMNS))
    return found


def _unreadable(path: Path, why: Reason) -> PlanError:
    return PlanError(
        "store-unreadable",
        ko=f"'{path}'{particle(str(path), '을/를')} 읽을 수 없습니다({why.ko}). "
        "batch가 끝까지 실행된 저장소를 지정하십시오.",
        en=f"'{path}' cannot be read ({why.en}); name a store whose batch has come to its end.",
        path=str(path),
    )
