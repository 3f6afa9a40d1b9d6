"""Reads ``corrections.yaml``, refusing with its line whatever is not understood.

The file is YAML 1.2. Its scalars are taken as the text that is written: ``96`` and ``"96"`` are the same, and no number
ever becomes a float.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from normalize.cells.read import read_amount
from normalize.cells.units import read_unit
from normalize.decisions.model import (
    NO_DECISIONS,
    CellDecision,
    ColumnSaid,
    Decided,
    Decisions,
    FindingDecision,
    TableKey,
    TableRuling,
)
from normalize.findings.messages import rules
from normalize.tables.said import CLASSES, payer_said
from plan.errors import PlanError
from plan.os_errors import Reason, reason_of
from plan.particles import particle
from plan.patterns import lazy_pattern
from plan.records import ColumnRole, Measure, PeriodType, RowSaid, Status, TableKind
from plan.safe_files import read_file

MAX_BYTES = 10_000_000
MOST_DIGITS = 9  # of the number of a series
TOP_KEYS = ("version", "tables", "corrections", "findings")
CELL_KEYS = ("program", "measure", "indicator", "no", "period", "printed")
DECISION_KEYS = ("value", "status", "confirmed")
SIGNED_KEYS = ("reason", "who", "when")
REQUIRED = ("program", "measure", "period", "printed")
FINDING_KEYS = ("rule", "program", "record", "actual")
TABLE_KEYS = ("title", "head", "heading", "labels", "edition", "kind", "program", "measure", "unit", "payer")
TABLE_PARTS = ("rows", "columns")
ROW_KEYS = ("label", "name", "measure", "unit", "payer")
COLUMN_KEYS = ("head", "role", "year")
ROLES: dict[str, ColumnRole] = {role: role for role in get_args(ColumnRole)}
KINDS: dict[str, TableKind] = {kind: kind for kind in get_args(TableKind) if kind != "unclear"}
MEASURES: dict[str, Measure] = {name: name for name in get_args(Measure)}
PERIODS: dict[str, PeriodType] = {name: name for name in get_args(PeriodType) if name != "year"}
STATUSES: dict[str, Status] = {name: name for name in get_args(Status) if name not in ("value", "range", "unreadable")}
NUMBERS = ("value", "range", "dash", "blank", "non_budget", "undecided", "not_applicable")
YEAR = lazy_pattern(r"(?:19|20)\d\d")
T = TypeVar("T")
NOTHING = ("", "~", "null", "Null", "NULL")


def read_decisions(path: Path) -> Decisions:
    """The decisions of a file; none where there is no such file."""
    try:
        text = text_of(path)
    except FileNotFoundError:
        return NO_DECISIONS
    return decisions_in(text, path)


def decisions_in(text: str, path: Path) -> Decisions:
    """The decisions of a file's text; ``path`` is what errors call it."""
    return _Reader(path, text).decisions()


def text_of(path: Path) -> str:
    """The text of a file of decisions, which is an ordinary file and no link."""
    try:
        return read_file(path, MAX_BYTES, follows=False).decode("utf-8-sig")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unreadable(path, reason_of(error)) from None
    except UnicodeDecodeError:
        raise _unreadable(path, Reason("UTF-8이 아님", "not UTF-8")) from None


class _Reader(msgspec.Struct, frozen=True):
    """The file that is read, for errors that name it and quote its line."""

    path: Path
    text: str

    def decisions(self) -> Decisions:
        root = self._root()
        if root is None:
            return NO_DECISIONS
        top = self._mapping(root, TOP_KEYS)
        version = self._scalar(top["version"]) if "version" in top else "1"
        if version != "1":
            raise self._wrong(
                top["version"], f"version은 1이어야 합니다('{version}').", f"version must be 1, not '{version}'."
            )
        cells = self._entries(top.get("corrections"), (*CELL_KEYS, *DECISION_KEYS, *SIGNED_KEYS))
        findings = self._entries(top.get("findings"), (*FINDING_KEYS, "accepted", *SIGNED_KEYS))
        tables = self._entries(top.get("tables"), (*TABLE_KEYS, *TABLE_PARTS, *SIGNED_KEYS))
        return Decisions(
            tuple(made for entry, fields in cells if (made := self._cell(entry, fields))),
            self._distinct([left for entry, fields in findings if (left := self._finding(entry, fields))]),
            tuple(said for entry, fields in tables if (said := self._table(entry, fields))),
            str(self.path),
        )

    def _distinct(self, findings: Sequence[FindingDecision]) -> tuple[FindingDecision, ...]:
        """The accepted findings, each once; one that is accepted a second time for another reason is refused."""
        kept: dict[tuple[str, ...], FindingDecision] = {}
        for left in findings:
            first = kept.setdefault((left.rule, left.program_no, left.record, left.actual), left)
            if first.decided.reason != left.decided.reason:
                line = first.decided.line
                raise self._error(
                    left.decided.line - 1,
                    f"'{left.named()}': {line}행에서 다른 까닭으로 이미 받아들였습니다. 하나만 남기십시오.",
                    f"'{left.named()}' is accepted at line {line} for another reason; leave one of the two.",
                )
        return tuple(kept.values())

    def _root(self) -> Node | None:
        try:
            root: Node | None = YAML(typ="rt", pure=True).compose(self.text)
        except MarkedYAMLError as error:
            lines = [mark.line for mark in (error.problem_mark, error.context_mark) if mark]
            line = next((line for line in lines if line < len(self.text.splitlines())), 0)
            reason = error.problem or "YAML"
            raise self._error(line, f"YAML로 읽을 수 없습니다({reason}).", f"it is not YAML ({reason}).") from None
        except (YAMLError, RecursionError, ValueError) as error:
            reason = type(error).__name__
            raise self._error(0, f"YAML로 읽을 수 없습니다({reason}).", f"it is not YAML ({reason}).") from None
        return root

    def _entries(self, node: Node | None, known: Sequence[str]) -> Iterator[tuple[Node, dict[str, Node]]]:
        if node is None or (isinstance(node, ScalarNode) and self._scalar(node) == ""):
            return
        if not isinstance(node, SequenceNode):
            raise self._wrong(
                node, "목록('- '로 시작하는 줄)이어야 합니다.", "a list is needed (lines that begin with '- ')."
            )
        for entry in node.value:
            yield entry, self._mapping(entry, known)

    def _mapping(self, node: Node, known: Sequence[str]) -> dict[str, Node]:
        """The values of a mapping by key; unknown keys and keys that stand twice are refused."""
        names = ", ".join(known)
        if not isinstance(node, MappingNode):
            raise self._wrong(node, f"'이름: 값' 꼴이어야 합니다({names}).", f"'name: value' is needed ({names}).")
        found: dict[str, Node] = {}
        for key_node, value in node.value:
            key = self._scalar(key_node)
            if key not in known:
                raise self._wrong(
                    key_node,
                    f"'{key}'{particle(key, '은/는')} 모르는 이름입니다. 쓸 수 있는 이름: {names}.",
                    f"'{key}' is not known; the names are {names}.",
                )
            if key in found:
                raise self._wrong(
                    key_node, f"'{key}'{particle(key, '이/가')} 두 번 적혀 있습니다.", f"'{key}' stands here twice."
                )
            found[key] = value
        return found

    def _scalar(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            raise self._wrong(node, "한 줄의 값이어야 합니다.", "a single value is needed.")
        text = " ".join(str(node.value).split())
        return "" if node.style is None and text in NOTHING else text

    def _cell(self, entry: Node, fields: dict[str, Node]) -> CellDecision | None:
        """One entry of ``corrections``; None where nothing is decided yet."""
        words = {key: self._scalar(node) for key, node in fields.items()}
        for key in REQUIRED:
            if key not in words:
                raise self._missing(entry, key)
        if not (words.get("indicator") or words.get("no")):
            raise self._missing(entry, "indicator")
        measure = self._one_of(fields, "measure", MEASURES)
        period, year = self._period(fields["period"])
        made = self._decision(entry, fields, words)
        if made is None:
            return None
        value, status, decided = made
        return CellDecision(
            program_no=_program(words["program"]),
            measure=measure,
            indicator=words.get("indicator", ""),
            indicator_no=self._number(fields["no"]) if words.get("no") else None,
            period=period,
            year=year,
            printed=words["printed"],
            value=value,
            status=status,
            decided=decided,
            value_line=fields["value"].start_mark.line + 1 if value else 0,
        )

    def _period(self, node: Node) -> tuple[PeriodType, int | None]:
        said = self._scalar(node)
        if YEAR.fullmatch(said):
            return "year", int(said)
        if said not in PERIODS:
            names = ", ".join(PERIODS)
            raise self._wrong(
                node,
                f"period는 연도이거나 {names} 가운데 하나여야 합니다('{said}').",
                f"period must be a year or one of {names}, not '{said}'.",
            )
        return PERIODS[said], None

    def _decision(
        self, entry: Node, fields: dict[str, Node], words: dict[str, str]
    ) -> tuple[str, Status | None, Decided] | None:
        made = [key for key in DECISION_KEYS if words.get(key)]
        if not made:
            return None
        if len(made) > 1:
            raise self._wrong(
                fields[made[1]],
                f"{', '.join(made)} 가운데 하나만 적어야 합니다.",
                f"only one of {', '.join(made)} can be given.",
            )
        value = words.get("value", "")
        if value and read_amount(value).status not in NUMBERS:
            raise self._wrong(
                fields["value"],
                f"'{value}'{particle(value, '은/는')} 값 하나로 읽을 수 없습니다.",
                f"'{value}' cannot be read as one value.",
            )
        status: Status | None = None
        if words.get("status"):
            status = self._one_of(fields, "status", STATUSES)
        if words.get("confirmed"):
            self._one_of(fields, "confirmed", {"true": "true"})
        return value, status, self._signed(entry, fields, words)

    def _finding(self, entry: Node, fields: dict[str, Node]) -> FindingDecision | None:
        """One entry of ``findings``; None where nothing is decided yet."""
        words = {key: self._scalar(node) for key, node in fields.items()}
        if not words.get("rule"):
            raise self._missing(entry, "rule")
        self._one_of(fields, "rule", {rule: rule for rule in rules()})
        if not words.get("accepted"):
            return None
        self._one_of(fields, "accepted", {"true": "true"})
        return FindingDecision(
            rule=words["rule"],
            program_no=_program(words.get("program", "")),
            record=words.get("record", ""),
            actual=words.get("actual", ""),
            decided=self._signed(entry, fields, words),
        )

    def _table(self, entry: Node, fields: dict[str, Node]) -> TableRuling | None:
        """One entry of ``tables``; None where nothing is decided yet."""
        words = {key: self._scalar(node) for key, node in fields.items() if key not in TABLE_PARTS}
        if not words.get("head"):
            raise self._missing(entry, "head")
        own = [row for row in (self._row(fields, words),) if row != RowSaid()]
        rows = [row for part in self._parts(fields, "rows", ROW_KEYS, "label") for row in self._row_of(*part)]
        columns = [self._column(*part) for part in self._parts(fields, "columns", COLUMN_KEYS, "head")]
        kind = self._one_of(fields, "kind", KINDS) if words.get("kind") else None
        said = tuple(column for column in columns if column)
        if not (kind or words.get("program") or own or rows or said):
            return None
        return TableRuling(
            key=TableKey(words.get("title", ""), words["head"], words.get("heading", ""), words.get("labels", "")),
            decided=self._signed(entry, fields, words),
            kind=kind,
            program=words.get("program", ""),
            rows=(*own, *rows),
            columns=said,
            edition=self._year(fields["edition"]) if words.get("edition") else 0,
        )

    def _parts(
        self, fields: dict[str, Node], name: str, known: Sequence[str], key: str
    ) -> Iterator[tuple[dict[str, Node], dict[str, str]]]:
        """The rows or columns of an entry of ``tables``, each of which names itself by its ``key``."""
        for part, own in self._entries(fields.get(name), known):
            words = {field: self._scalar(node) for field, node in own.items()}
            if not words.get(key):
                raise self._missing(part, key)
            yield own, words

    def _row_of(self, fields: dict[str, Node], words: dict[str, str]) -> Iterator[RowSaid]:
        """What is said of the rows with one label; nothing where that is not decided yet."""
        row = self._row(fields, words)
        if row != RowSaid():
            yield msgspec.structs.replace(row, label=words["label"], name=words.get("name", ""))
        elif words.get("name"):
            yield RowSaid(label=words["label"], name=words["name"])

    def _row(self, fields: dict[str, Node], words: dict[str, str]) -> RowSaid:
        """Measure, unit and payer, which are said of a table or of a row of it."""
        unit, payer = words.get("unit", ""), words.get("payer", "")
        if unit and not read_unit(unit):
            raise self._wrong(
                fields["unit"],
                f"'{unit}'{particle(unit, '은/는')} 모르는 단위입니다('gongpyo value '1{unit}''로 볼 수 있습니다).",
                f"'{unit}' is no unit that is known (see gongpyo value '1{unit}').",
            )
        if payer and not payer_said(payer):
            names = ", ".join(CLASSES)
            raise self._wrong(
                fields["payer"],
                f"'{payer}'{particle(payer, '은/는')} 모르는 재원입니다. 인쇄된 이름(국비 등)이나 {names}를 적습니다.",
                f"'{payer}' is no payer that is known; give a name as printed (such as 국비) or one of {names}.",
            )
        measure = self._one_of(fields, "measure", MEASURES) if words.get("measure") else ""
        return RowSaid(measure=measure, unit=unit, payer=payer)

    def _column(self, fields: dict[str, Node], words: dict[str, str]) -> ColumnSaid | None:
        """What is said of a column; None where that is not decided yet. A year column needs its year."""
        if not words.get("role"):
            return None
        role = self._one_of(fields, "role", ROLES)
        if role == "year" and not words.get("year"):
            raise self._missing(fields["role"], "year")
        return ColumnSaid(words["head"], role, self._year(fields["year"]) if words.get("year") else None)

    def _year(self, node: Node) -> int:
        said = self._scalar(node)
        if not YEAR.fullmatch(said):
            raise self._wrong(
                node,
                f"'{said}'{particle(said, '은/는')} 네 자리 연도가 아닙니다.",
                f"'{said}' is no year of four digits.",
            )
        return int(said)

    def _signed(self, entry: Node, fields: dict[str, Node], words: dict[str, str]) -> Decided:
        for key in SIGNED_KEYS:
            if not words.get(key):
                raise self._missing(entry, key)
        try:
            when = date.fromisoformat(words["when"])
        except ValueError:
            said = words["when"]
            raise self._wrong(
                fields["when"],
                f"'{said}'{particle(said, '은/는')} 날짜(예: 2026-11-24)가 아닙니다.",
                f"'{said}' is no date such as 2026-11-24.",
            ) from None
        return Decided(words["reason"], words["who"], when.isoformat(), entry.start_mark.line + 1)

    def _one_of(self, fields: dict[str, Node], key: str, known: Mapping[str, T]) -> T:
        said = self._scalar(fields[key])
        if said not in known:
            names = ", ".join(known)
            raise self._wrong(
                fields[key],
                f"{key}는 {names} 가운데 하나여야 합니다('{said}').",
                f"{key} must be one of {names}, not '{said}'.",
            )
        return known[said]

    def _number(self, node: Node) -> int:
        said = self._scalar(node)
        if not (said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS):
            raise self._wrong(
                node, f"'{said}'{particle(said, '은/는')} 1부터 세는 번호가 아닙니다.", f"'{said}' is no number from 1."
            )
        return int(said)

    def _missing(self, node: Node, key: str) -> PlanError:
        return self._wrong(node, f"이 항목에 {key}{particle(key, '이/가')} 없습니다.", f"this entry needs {key}.")

    def _wrong(self, node: Node, ko: str, en: str) -> PlanError:
        return self._error(node.start_mark.line, ko, en)

    def _error(self, line: int, ko: str, en: str) -> PlanError:
        lines = self.text.splitlines()
        quoted = lines[line].strip()[:80] if line < len(lines) else ""
        return PlanError(
            "corrections-malformed",
            ko=f"'{self.path}' {line + 1}행 '{quoted}': {ko}",
            en=f"'{self.path}' line {line + 1}, '{quoted}': {en}",
            path=str(self.path),
            line=line + 1,
        )


def _program(text: str) -> str:
    """A programme's number as the records have it: ``3-1-5`` is ``P3-1-5``."""
    return f"P{text}" if text[:1].isdigit() else text


def _unreadable(path: Path, why: Reason) -> PlanError:
    return PlanError(
        "corrections-unreadable",
        ko=f"'{path}'{particle(str(path), '을/를')} 읽을 수 없습니다({why.ko}).",
        en=f"'{path}' cannot be read ({why.en}).",
        path=str(path),
    )
