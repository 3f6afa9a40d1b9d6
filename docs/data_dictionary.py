"""Writes the data dictionary from the code and its data: ``python -m docs.data_dictionary [--check]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

from gongpyo.telling.rules import RULES_FILE
from normalize.cells import amount, units
from normalize.findings import messages
from output.tables.columns import ColumnSpec, TableSpec, lineage_table, tables
from plan.data_files import tables_of
from plan.errors import ExitCode
from plan.particles import without_words
from plan.records.base import SCHEMA_VERSION
from plan.records.document import JoinedText
from plan.records.meaning import CellDecision
from plan.records.printed import TableDecision
from plan.records.values import (
    CellFate,
    ColumnRole,
    ColumnRule,
    Comparator,
    FateRule,
    FundingSource,
    IssuerRule,
    JoinRule,
    KindRule,
    Level,
    LookRule,
    Measure,
    MeasureRule,
    OwnerRule,
    PeriodBasis,
    PeriodType,
    RowRule,
    Severity,
    SourceFormat,
    Status,
    TableKind,
    TakenFor,
    TitleRule,
    UnitRule,
    ValueKind,
    YearRule,
)

DICTIONARY = Path(__file__).with_name("data-dictionary.md")
MEANINGS_FILE = Path(__file__).with_name("meanings.toml")

VOCABULARIES: dict[str, tuple[str, object]] = {
    "status": ("Status of a cell / 칸의 상태", Status),
    "period_type": ("Periods / 기간 구분", PeriodType),
    "value_kind": ("Kinds of values / 값 종류", ValueKind),
    "funding_source": ("Funding sources / 재원", FundingSource),
    "comparator": ("Comparators / 비교", Comparator),
    "severity": ("Severities / 심각도", Severity),
    "flag": ("Flags of a value / 읽기 표시", amount.Flag),
    "measure": ("Measures / 구분", Measure),
    "level": ("Levels / 단계", Level),
    "source_format": ("Source formats / 원문 형식", SourceFormat),
    "table_kind": ("Kinds of year tables / 연도 표의 종류", TableKind),
    "kind_rule": ("Rules that decide the kind of a year table / 연도 표의 종류를 정하는 규칙", KindRule),
    "owner_rule": ("Rules that find the programme of a table / 표의 사업을 찾는 규칙", OwnerRule),
    "row_rule": ("Rules that leave a row of a plan out / 계획표에서 행을 빼는 규칙", RowRule),
    "period_basis": ("What a plan's period is known by / 계획기간의 근거", PeriodBasis),
    "column_rule": (
        "Rules that say what a column of a year table holds / 연도 표의 열이 무엇인지 말하는 규칙",
        ColumnRule,
    ),
    "year_rule": ("Rules that find the year of a document / 문서의 해를 찾는 규칙", YearRule),
    "title_rule": ("Rules that find the title / 제목을 찾는 규칙", TitleRule),
    "provider_rule": ("Rules that find the institution / 제공기관을 찾는 규칙", IssuerRule),
    "taken_for": ("What a table is taken for / 표를 무엇으로 보았는지", TakenFor),
    "look_rule": ("Rules of tables that are no year tables / 연도 표가 아닌 표의 규칙", LookRule),
    "join_rule": ("What makes a text whole / 나뉜 글을 이은 까닭", JoinRule),
    "cell_fate": ("What becomes of a cell / 칸을 어떻게 했는지", CellFate),
    "fate_rule": ("Rules that decide it / 그것을 정하는 규칙", FateRule),
    "unit_rule": ("Where a unit is known from / 단위를 안 곳", UnitRule),
    "measure_rule": ("What says target or budget / 목표인지 예산인지 안 곳", MeasureRule),
    "column_role": ("Roles of columns in year tables / 연도 표에서 열의 구실", ColumnRole),
}
Meanings = Mapping[str, Mapping[str, Mapping[str, str]]]


class DictionaryError(Exception):
    """The code and the meanings do not say the same values."""


def load_meanings() -> Meanings:
    """What ``meanings.toml`` and ``rules.toml`` hold: kind, value, and its meaning in ``ko`` and ``en``."""
    said = {**tables_of(MEANINGS_FILE), **tables_of(RULES_FILE)}
    return {**said, "program_basis": said["owner_rule"]}  # the column holds the rule


def values_of_code() -> dict[str, tuple[str, ...]]:
    """Every value that needs a meaning, by kind, in the order of the code; the empty value stands for itself."""
    found = {kind: tuple(value for value in get_args(literal) if value) for kind, (_, literal) in VOCABULARIES.items()}
    for table in (*tables().values(), lineage_table()):
        for column in table.columns:
            if column.enum:
                known = found.setdefault(column.name, column.enum)
                found[column.name] = (*known, *(value for value in column.enum if value not in known))
    found["unit_kind"] = tuple(dict.fromkeys(row["kind"] for row in units.table()["unit"]))
    found["exit_code"] = tuple(code.name for code in ExitCode)
    return found


def check_meanings(meanings: Meanings, values: Mapping[str, Sequence[str]]) -> None:
    """Refuse a value without a meaning in both languages, and a meaning of a value that the code does not have."""
    for kind, names in values.items():
        for name in names:
            row = meanings.get(kind, {}).get(name, {})
            for language in ("ko", "en"):
                if not row.get(language):
                    raise DictionaryError(
                        f"The code has the {kind} '{name}', and {_file_of(kind)} has no '{language}' for it; "
                        f"add it under [{kind}]."
                    )
    for kind, rows in meanings.items():
        for name in rows:
            if name not in values.get(kind, ()):
                raise DictionaryError(
                    f"{_file_of(kind)} explains the {kind} '{name}', which the code does not have; take it out."
                )


def _file_of(kind: str) -> str:
    """The file that holds the meanings of a kind."""
    return "gongpyo/telling/rules.toml" if kind in tables_of(RULES_FILE) else "docs/meanings.toml"


def data_dictionary(meanings: Meanings) -> str:
    """The whole document as Markdown; the same code and data always give the same text."""
    values = values_of_code()
    check_meanings(meanings, values)
    lines: list[str] = [
        "# Data dictionary / 데이터 사전",
        "",
        f"Schema version {SCHEMA_VERSION}. Written by `python -m docs.data_dictionary` from the code and its data; "
        "do not edit it by hand.",
        "",
        f"스키마 버전 {SCHEMA_VERSION}. `python -m docs.data_dictionary`가 코드와 그 데이터로 만든 문서이므로 "
        "손으로 고치지 않습니다.",
        "",
        "CSV files are UTF-8 with BOM, lines end with CRLF, a missing value is empty. In a column marked *guarded* "
        "a value that a spreadsheet would run as a formula has an apostrophe in front. The files in `portal/` hold the "
        "same rows under the Korean titles, with 데이터기준일자, 제공기관코드 and 제공기관명 as their last columns.",
        "",
        "CSV 파일은 BOM이 있는 UTF-8이고 줄은 CRLF로 끝나며 없는 값은 빈칸입니다. *guarded* 열에서는 스프레드시트가 "
        "수식으로 실행할 값 앞에 작은따옴표가 붙습니다. `portal/`의 파일은 같은 행을 한글 제목으로 담고, "
        "데이터기준일자·제공기관코드·제공기관명이 마지막 세 열입니다.",
        "",
        "## Files / 파일",
    ]
    for table in (*tables().values(), lineage_table()):
        lines += ["", *_table_section(table)]
    lines += ["", *_decisions_file()]
    for kind, names in values.items():
        if kind not in ("unit_kind", "exit_code"):
            title = VOCABULARIES[kind][0] if kind in VOCABULARIES else f"`{kind}`"
            lines += ["", f"## {title}", "", *_vocabulary(names, meanings[kind])]
    lines += ["", "## Rules of the audit / 점검 규칙", "", *_rules()]
    lines += ["", "## Units / 단위", "", *_units(meanings)]
    lines += ["", "## Words for no number / 숫자가 아닌 말", "", *_no_values()]
    lines += ["", "## Exit codes / 종료 코드", "", *_exit_codes(meanings["exit_code"])]
    return "\n".join(lines) + "\n"


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _code(text: str) -> str:
    return f"`{text}`"


def _table_section(table: TableSpec) -> Iterator[str]:
    yield f"### `{table.name}.csv` — {table.en} / {table.ko}"
    yield ""
    yield f"Key / 키: {', '.join(map(_code, table.key))}"
    if table.unique:
        yield f"· unique / 유일: {', '.join(map(_code, table.unique))}"
    for reference in table.refers:
        yield f"· refers / 참조: `{reference.column}` → `{reference.table}.{reference.to}`"
    yield ""
    yield from _grid(
        ("column / 열", "title / 제목", "type / 형", "meaning", "뜻", "constraints / 제약"),
        [(_code(c.name), c.ko, c.type, c.en, c.about, _constraints(c)) for c in table.columns],
    )


def _decisions_file() -> Iterator[str]:
    """The fields of ``decisions.json``, record by record; their types stand in its schema."""
    yield "### `decisions.json` — what every table was taken for and every cell became / 표와 칸을 정한 까닭"
    yield ""
    yield "`gongpyo why` says it in sentences; `gongpyo schema decisions` prints its JSON Schema."
    yield ""
    yield "`gongpyo why`가 문장으로 말하고, `gongpyo schema decisions`가 JSON Schema를 보여 줍니다."
    for record, where in ((TableDecision, "tables"), (CellDecision, "cells"), (JoinedText, "joined")):
        yield ""
        yield f"`{where}`: {', '.join(map(_code, record.__struct_fields__))}"


def _constraints(column: ColumnSpec) -> str:
    parts = ["never empty"] if column.required else []
    parts += ["one of " + ", ".join(map(_code, column.enum))] if column.enum else []
    parts += [f"matches `{column.pattern}`"] if column.pattern else []
    parts += [f"at least {column.minimum}"] if column.minimum is not None else []
    parts += ["guarded"] if column.text else []
    return "; ".join(parts)


def _vocabulary(names: Sequence[str], meanings: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield from _grid(
        ("value / 값", "meaning", "뜻"), [(_code(name), meanings[name]["en"], meanings[name]["ko"]) for name in names]
    )


def _rules() -> Iterator[str]:
    """A row for each rule, and one more for each other wording that it has, with its own severity where it has one."""
    required = ", ".join(_code(rule) for rule, row in messages.rules().items() if row.get("required"))
    yield f"`[rules]` of `gongpyo.toml` gives a rule another severity or `off`. Not to be switched off: {required}."
    yield ""
    yield f"`gongpyo.toml`의 `[rules]`에서 규칙의 심각도를 바꾸거나 `off`로 끕니다. 끌 수 없는 규칙: {required}."
    yield ""
    rows: list[tuple[str, ...]] = []
    for rule, row in messages.rules().items():
        about = f"{row['about_en']} / {row['about_ko']}"
        rows.append((_code(rule), row["severity"], about, row["en"], without_words(row["ko"])))
        rows += [
            (
                f"{_code(rule)} ({reason})",
                row.get(f"severity-{reason}") or row["severity"],
                about,
                row[f"en-{reason}"],
                without_words(row[f"ko-{reason}"]),
            )
            for reason in (key.removeprefix("ko-") for key in row if key.startswith("ko-"))
        ]
    yield from _grid(("rule / 규칙", "severity / 심각도", "about / 내용", "sentence", "문장"), rows)


def _units(meanings: Meanings) -> Iterator[str]:
    """Base units, the words that stand for a unit, and the scale words that go before a unit."""
    kinds = meanings["unit_kind"]
    kind_of = {row["unit"]: row["kind"] for row in units.table()["unit"]}
    rows: list[tuple[str, ...]] = []
    for row in units.table()["unit"]:
        printed = ", ".join(map(_code, (row["unit"], *row.get("spellings", ()))))
        rows.append((printed, row["unit"], row["unit"], "1", row["kind"], row["seen"]))
    for row in units.table()["word"]:
        scale = row.get("scale", "")
        unit = units.make_unit(scale, row["means"], kind_of[row["means"]])
        rows.append((_code(row["printed"]), unit.unit, unit.base_unit, f"{unit.scale:,f}", unit.kind, row["seen"]))
    for row in units.table()["suffix"]:
        unit = units.make_unit("", row["means"], kind_of[row["means"]])
        rows.append((f"`… {row['printed']}`", unit.unit, unit.base_unit, "1", unit.kind, row["seen"]))
    yield "A scale word goes before any unit that is counted: `천건` is `건` with the scale 1,000."
    yield ""
    yield "배수를 나타내는 말은 세는 단위 앞에 붙습니다. `천건`은 배율이 1,000인 `건`입니다."
    yield ""
    yield from _grid(
        ("scale word / 배수", "scale / 배율"),
        [(_code(word), f"{scale:,f}") for word, scale in units.SCALES.items() if word],
    )
    yield ""
    yield from _grid(
        ("kind / 종류", "meaning", "뜻"), [(_code(kind), row["en"], row["ko"]) for kind, row in kinds.items()]
    )
    yield ""
    yield from _grid(
        ("printed / 인쇄", "unit / 단위", "base unit / 기본 단위", "scale / 배율", "kind / 종류", "seen / 본 곳"), rows
    )


def _no_values() -> Iterator[str]:
    yield from _grid(
        ("status / 상태", "printed / 인쇄", "seen / 본 곳"),
        [
            (_code(row["status"]), ", ".join(map(_code, row["printed"])), row["seen"])
            for row in units.table()["no_value"]
        ],
    )


def _exit_codes(meanings: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield from _grid(
        ("code / 코드", "name / 이름", "meaning", "뜻"),
        [(str(int(code)), _code(code.name), meanings[code.name]["en"], meanings[code.name]["ko"]) for code in ExitCode],
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the dictionary, or with ``--check`` only compare it; 1 where it differs or cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m docs.data_dictionary", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the committed file differs")
    options = parser.parse_args(arguments)
    try:
        text = data_dictionary(load_meanings())
    except DictionaryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not options.check:
        DICTIONARY.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if DICTIONARY.exists() and DICTIONARY.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{DICTIONARY.name} is not what the code says; run `python -m docs.data_dictionary`.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
