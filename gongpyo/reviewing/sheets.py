"""The entries of ``corrections.yaml`` as a workbook that a person fills in, and what it says when it comes back.

A row names its entry by ``id``, so that rows may be sorted and columns widened; a row without one names its cell as the
file does. What a row leaves empty decides nothing and changes nothing.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from gongpyo.reviewing.answers import in_words_of_the_file
from normalize.decisions.file import decisions_in
from normalize.decisions.model import DECISION_KEYS, INHERITED_KEYS
from normalize.decisions.nodes import REQUIRED_KEYS
from normalize.decisions.skeleton import KEYS, Entry, asked, entries_in, identity, with_entry
from normalize.decisions.table_entries import TABLE_KEYS
from output.exports.memory_workbook import MemoryWorkbook
from output.exports.workbook import ESCAPED, HEAD
from output.folder.in_use import CLOSE_IT, is_in_use
from plan.errors import PlanError
from plan.os_errors import reason_of
from plan.particles import particle
from plan.printable import unturned
from plan.safe_files import read_file

LARGEST = 20_000_000  # bytes of a workbook that is read back, and ten times as many unpacked
ROWS = 100_000  # of a sheet that is read back
NAMES = {"corrections": "칸의 값", "findings": "점검 결과", "tables": "표"}
ABOUT_THE_ROW = ("plan", "id", "question")
DECIDED = {
    "corrections": DECISION_KEYS,
    "findings": ("accepted",),
    "tables": tuple(key for key in TABLE_KEYS if key not in KEYS["tables"]),
}
KOREAN = {
    "plan": "계획", "id": "번호", "question": "물음", "program": "사업", "measure": "구분", "indicator": "지표",
    "no": "순번", "period": "연도", "printed": "인쇄된 글자", "rule": "규칙", "record": "대상", "actual": "인쇄된 것",
    "title": "표 제목", "head": "표 머리", "heading": "읽은 사업", "labels": "첫 행 이름", "value": "바른 값",
    "status": "상태", "confirmed": "맞으면 예", "accepted": "그대로 두면 예", "edition": "문서의 연도",
    "kind": "표의 종류", "unit": "단위", "payer": "재원", "reason": "까닭", "who": "누가", "when": "언제",
    "inherited": "다른 판의 것(예/아니요)", "from": "그 판",
}  # fmt: skip
WIDE = ("question", "printed", "head", "reason", "indicator", "record")
TO_FILL = PatternFill("solid", fgColor="FFF2CC")


class Row(msgspec.Struct, frozen=True):
    """A row of a sheet that says something: where it stands, of which plan, and what it says by name."""

    section: str
    number: int
    plan: str
    id: str
    said: dict[str, str]


def workbook_of(plans: Sequence[tuple[str, str, Any]], language: str) -> bytes:
    """The workbook of the entries of these plans: each its id, the text of its decisions and the plan itself."""
    book = MemoryWorkbook()
    book.properties.creator = "gongpyo"
    for section, title in NAMES.items():
        sheet = book.new_sheet(title)
        columns = _columns(section)
        sheet.freeze_panes = "A2"
        for at, name in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(at)].width = 40 if name in WIDE else 14
        sheet.append([_head(sheet, name, section) for name in columns])
        for plan_id, text, plan in plans:
            questions = {
                identity(entry, KEYS[kind]): " ".join(sentences)
                for kind, sentences, entry in asked(plan, language)
                if kind == section
            }
            for entry in entries_in(text)[section]:
                key = identity(entry, KEYS[section])
                about = {"plan": plan_id, "id": _digest(section, key), "question": questions.get(key, "")}
                sheet.append([_cell(sheet, str({**entry, **about}.get(name) or "")) for name in columns])
    return book.content()


def rows_of(path: Path) -> list[Row]:
    """The rows of a workbook that say something; what is no such workbook is refused."""
    try:
        content = read_file(path, LARGEST)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > 10 * LARGEST:
                raise _wrong(path, "너무 큽니다.", "it is too large.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except OSError as error:
        why = reason_of(error)
        ko, en = (f" {CLOSE_IT.ko}.", f"; {CLOSE_IT.en}") if is_in_use(path, error) else ("", "")
        raise _wrong(path, f"읽을 수 없습니다({why.ko}).{ko}", f"it cannot be read ({why.en}){en}.") from None
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        raise _wrong(path, "엑셀 통합 문서(.xlsx)가 아닙니다.", "it is no Excel workbook (.xlsx).") from None
    sheets = [(section, book[name]) for section, name in NAMES.items() if name in book.sheetnames]
    if not sheets:
        names = ", ".join(NAMES.values())
        raise _wrong(path, f"시트가 없습니다({names}).", f"it has none of the sheets {names}.")
    return [row for section, sheet in sheets for row in _said(path, section, sheet)]


def with_rows(text: str, rows: Sequence[Row], path: Path) -> tuple[str, int]:
    """The text of one plan's decisions with what the rows decide, and how many entries that changed."""
    changed = 0
    known = {
        section: {_digest(section, identity(entry, KEYS[section])): entry for entry in entries}
        for section, entries in entries_in(text).items()
    }
    for row in rows:
        there = known[row.section].get(row.id)
        if row.id and there is None:
            raise _wrong_row(
                path, row, f"번호 '{row.id}'의 항목이 corrections.yaml에 없습니다.",
                f"corrections.yaml has no entry of the id '{row.id}'.",
            )  # fmt: skip
        entry = _entry(row, there)
        if there is not None and all(_text(there.get(name)) == _text(said) for name, said in entry.items()):
            continue
        decisions_in(with_entry("", row.section, entry), path, NAMES[row.section], row.number)
        if _decides(row):
            text = with_entry(text, row.section, entry)
            changed += 1
    return text, changed


def require_nothing_untaken(path: Path, texts: Mapping[str, str], out: Path) -> None:
    """Refuse to write over a workbook that says more than the decisions of these plans, or over one of others."""
    try:
        rows = rows_of(path)
    except PlanError as error:
        raise PlanError(
            "sheet-of-others",
            ko=f"{error.ko} 덮어쓰지 않으니 --xlsx에 다른 이름을 주십시오.",
            en=f"{error.en} It is not written over; give --xlsx another name.",
            path=str(path),
        ) from None
    untaken = [row for row in rows if not _is_taken(row, texts.get(row.plan, ""))]
    if untaken:
        sheet, number, count = NAMES[untaken[0].section], untaken[0].number, len(untaken)
        command = f'gongpyo corrections "{out}" --from "{path}"'
        raise PlanError(
            "sheet-not-taken",
            ko=f"'{path}'에 corrections.yaml이 아직 모르는 것이 {count}행 있어(시트 '{sheet}' {number}행부터) "
            f"덮어쓰지 않았습니다. 먼저 '{command}'을 실행하거나 --xlsx에 다른 이름을 주십시오.",
            en=f"'{path}' says what corrections.yaml does not, in {count} rows (from sheet '{sheet}', row {number}), "
            f"so it is not written over. Run '{command}' first, or give --xlsx another name.",
            path=str(path),
        )


def _is_taken(row: Row, text: str) -> bool:
    """Whether the file says all that a row says."""
    keys = KEYS[row.section]
    own = row.id or _digest(row.section, identity(row.said, keys))
    for entry in entries_in(text)[row.section]:
        if _digest(row.section, identity(entry, keys)) == own:
            return all(_text(entry.get(name)) == _text(said) for name, said in _entry(row, entry).items())
    return False


def _entry(row: Row, there: Entry | None) -> Entry:
    """What a row says as an entry of the file; its names are those of the entry that is there."""
    keys = KEYS[row.section]
    named = {name: there[name] for name in keys if name in there} if there else {}
    own = {name: said for name, said in row.said.items() if name in keys and said} if not there else {}
    decided = {name: in_words_of_the_file(name, said) for name, said in row.said.items() if name not in keys and said}
    return {**named, **own, **{name: said == "true" if said == "true" else said for name, said in decided.items()}}


def _decides(row: Row) -> bool:
    return any(row.said.get(name) for name in DECIDED[row.section] if name != "edition")


def _said(path: Path, section: str, sheet: Any) -> Iterator[Row]:
    columns = _columns(section)
    lines = sheet.iter_rows(values_only=True)
    head = [str(name or "").partition(" ")[0] for name in next(lines, ())]
    if missing := [name for name in columns if name not in (*head, "question", "from")]:
        names = ", ".join(missing)
        raise _wrong(
            path,
            f"시트 '{NAMES[section]}'에 열이 없습니다({names}).",
            f"the sheet '{NAMES[section]}' lacks the columns {names}.",
        )
    for number, line in enumerate(lines, 2):
        if number > ROWS:
            raise _wrong(path, f"행이 {ROWS:,}개보다 많습니다.", f"it has more than {ROWS:,} rows.")
        texts = {name: _text(value) for name, value in zip(head, line, strict=False) if name in columns}
        said = {name: text for name, text in texts.items() if name not in ABOUT_THE_ROW}
        row = Row(section, number, texts.get("plan", ""), texts.get("id", ""), said)
        if _decides(row) or said.get("reason"):
            yield row


def _columns(section: str) -> tuple[str, ...]:
    names = (*KEYS[section], *DECIDED[section], *REQUIRED_KEYS, *INHERITED_KEYS)
    return (*ABOUT_THE_ROW, *names)


def _text(value: object) -> str:
    """What a cell holds as the file would have it: dates as 2026-11-24, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _digest(section: str, key: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join((section, *key)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _head(sheet: Any, name: str, section: str) -> Any:
    cell = WriteOnlyCell(sheet, value=f"{name} {KOREAN[name]}")
    is_to_fill = name not in (*ABOUT_THE_ROW, *KEYS[section], "from")
    cell.font, cell.fill = Font(bold=True), TO_FILL if is_to_fill else HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, text: str) -> Any:
    """A text as a text, also one that a person puts there: a spreadsheet would make a date of 1-2."""
    shown = ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", unturned(text))
    cell = WriteOnlyCell(sheet, value=shown or None)
    cell.number_format = "@"
    if shown:
        cell.data_type = "s"
    return cell


def _wrong_row(path: Path, row: Row, ko: str, en: str) -> PlanError:
    sheet = NAMES[row.section]
    return _wrong(path, f"시트 '{sheet}' {row.number}행: {ko}", f"sheet '{sheet}', row {row.number}: {en}")


def _wrong(path: Path, ko: str, en: str) -> PlanError:
    return PlanError("corrections-malformed", ko=f"'{path}' {ko}", en=f"'{path}': {en}", path=str(path))


def of_plans(path: Path, rows: Sequence[Row], known: Mapping[str, str]) -> dict[str, list[Row]]:
    """The rows by the plan that they speak of; one of a plan that is not known is refused."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.plan not in known:
            names = ", ".join(known)
            raise _wrong_row(
                path, row, f"'{row.plan}'{particle(row.plan, '은/는')} 이 폴더에 없는 계획입니다. 있는 것: {names}.",
                f"'{row.plan}' is no plan of this folder; there are {names}.",
            )  # fmt: skip
        found.setdefault(row.plan, []).append(row)
    return found
