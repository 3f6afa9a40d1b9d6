"""lineage.csv: read with what people have confirmed in it, and made anew round that."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from output.exports.typed_rows import Typed, TypedRow
from output.files.csv_file import FORMULA_STARTS, csv_bytes
from output.tables.columns import lineage_table
from output.tables.rows import Row, Value
from plan.errors import PlanError
from plan.os_errors import reason_of
from plan.records.values import LineageChange
from plan.safe_files import TooLargeError, most_of_ours, read_file

LINEAGE_FILE = "lineage.csv"
TRUTH = {"true": True, "false": False}
CHANGES = frozenset(get_args(LineageChange))


def read_lineage(path: Path) -> list[TypedRow]:
    """The rows of the file; none where it is not there, and an error with its line where it is not as it should be."""
    if not path.exists():
        return []
    try:
        text = read_file(path, most_of_ours(), follows=False).decode("utf-8-sig")
    except (OSError, TooLargeError) as error:
        reason = error.reason if isinstance(error, TooLargeError) else reason_of(error)
        raise _unreadable(path, 1, reason.ko, reason.en) from None
    except UnicodeDecodeError:
        raise _unreadable(
            path, 1, "UTF-8이 아님. 'CSV UTF-8'로 저장하십시오", "not UTF-8; save it as CSV UTF-8"
        ) from None
    lines = csv.DictReader(io.StringIO(text, newline=""))
    names = [column.name for column in lineage_table().columns]
    if list(lines.fieldnames or ()) != names:
        raise _unreadable(path, 1, f"첫 줄은 {','.join(names)}이어야 함", f"the first line should be {','.join(names)}")
    rows = [_row(path, lines.line_num, line) for line in lines]
    _require_onward(path, rows)
    return rows


def lineage_bytes(before: Sequence[TypedRow], made: Iterable[Row]) -> bytes:
    """The file with the new rows of two editions in the place of those that nobody had confirmed."""
    fresh = list(made)
    pair = {(row["plan_id"], row["previous_plan_id"]) for row in fresh}
    kept = [row for row in before if row["confirmed_by"] or (row["plan_id"], row["previous_plan_id"]) not in pair]
    settled = [row for row in kept if (row["plan_id"], row["previous_plan_id"]) in pair]
    olds = {row["previous_program_id"] for row in settled if row["previous_program_id"]}
    news = {row["program_id"] for row in settled if row["program_id"]}
    fresh = [row for row in fresh if row["previous_program_id"] not in olds and row["program_id"] not in news]
    rows: list[Row] = [{name: _plain(value) for name, value in row.items()} for row in kept] + fresh
    rows.sort(key=lambda row: (str(row["plan_id"]), str(row["previous_plan_id"])))
    return csv_bytes(lineage_table(), rows)


def _plain(value: Typed) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _row(path: Path, line: int, said: dict[str, str]) -> TypedRow:
    row: TypedRow = {}
    for column in lineage_table().columns:
        text = (said[column.name] or "").strip()
        if column.text and text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
            text = text[1:]
        row[column.name] = text or None
    _require(path, line, "change", said["change"], said["change"] in CHANGES, ", ".join(get_args(LineageChange)))
    _require(path, line, "certain", said["certain"], said["certain"].lower() in TRUTH, ", ".join(TRUTH))
    _require(path, line, "score", said["score"], not said["score"] or said["score"].isdecimal(), "0-100")
    for name in ("lineage_id", "plan_id", "previous_plan_id"):
        _require(path, line, name, said[name], bool(said[name]), "an id")
    row["certain"] = TRUTH[said["certain"].lower()]  # a spreadsheet writes TRUE
    row["score"] = int(said["score"]) if said["score"] else None
    return row


def _require(path: Path, line: int, column: str, value: str, is_right: bool, known: str) -> None:
    if not is_right:
        raise _unreadable(
            path,
            line,
            f"{column} '{value}': {known} 가운데 하나여야 함",
            f"{column} '{value}' should be one of: {known}",
        )


def _require_onward(path: Path, rows: Sequence[TypedRow]) -> None:
    """Refuse editions that come after themselves, in which no programme could be followed to an end."""
    after = {(row["previous_plan_id"], row["plan_id"]) for row in rows}
    while after:
        firsts = {old for old, _ in after} - {new for _, new in after}
        if not firsts:
            ring = ", ".join(sorted({str(old) for old, _ in after}))
            raise _unreadable(path, 1, f"판의 앞뒤가 돌고 돎: {ring}", f"editions come after themselves: {ring}")
        after = {(old, new) for old, new in after if old not in firsts}


def _unreadable(path: Path, line: int, ko: str, en: str) -> PlanError:
    return PlanError(
        "lineage-unreadable",
        ko=f"'{path}' {line}번째 줄을 읽을 수 없습니다({ko}). 아무것도 바꾸지 않았습니다.",
        en=f"'{path}', line {line}, cannot be read ({en}); nothing was changed.",
        path=str(path),
        line=line,
    )
