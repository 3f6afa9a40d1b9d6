"""Writes an entry into ``corrections.yaml`` for every open finding, keeping what a person has written there.

Each entry names its cell and leaves the decision empty; as long as it is empty it changes nothing.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import regex
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString as Quoted

from normalize.audit.checks.owners import WEAK
from normalize.decisions.candidates import may_be_plans, why_left_out
from normalize.decisions.model import CELL_KEYS, DECISION_KEYS, FINDING_KEYS, INHERITED_KEYS
from normalize.decisions.tables import key_of
from plan.printable import TURNING, printable
from plan.records.base import Place
from plan.records.meaning import Finding, Indicator, Observation, Plan
from plan.records.printed import YearTable

HEAD = """\
사람이 확인한 결과를 적는 파일입니다. 다음 변환 때 적용됩니다.
tables: 문서만으로는 알 수 없는 표. kind(plan 계획, actual 실적, comparison, schedule, other 가운데 하나), program(사업
  번호나 이름), measure(target, budget), unit(명), payer(국비)를 적습니다. 행마다 다르면 rows에 label(인쇄된 행 이름)과
  name, measure, unit, payer를, 열은 columns에 head(인쇄된 머리)와 role(year, total, note 등)을 적습니다.
  reason, who, when도 적습니다.
corrections: 칸의 값. value(바른 값), status(non_budget 등), confirmed: true(인쇄된 그대로 맞음) 가운데 하나를 적고
  reason(까닭), who(누가), when(2026-11-24)을 적습니다. 비워 두면 아무것도 바뀌지 않습니다.
findings: 값이 아닌 점검 결과. 그대로 둘 것이면 accepted: true와 reason, who, when을 적습니다.
inherited: waiting은 다른 판(from)에서 정한 것이라는 뜻이며 아직 적용하지 않습니다. 맞으면 yes, 아니면 no로 고칩니다.

What a person has decided; the next conversion applies it. In tables say what the document does not say of a table:
kind (plan, actual, comparison, schedule or other), program (number or name), measure (target or budget), unit, payer;
where rows differ, rows with label (as printed), name, measure, unit, payer; for a column, columns with head (as
printed) and role (year, total, note and so on); with reason, who and when. In corrections give one of value (the right
one), status (such as non_budget) and confirmed: true (right as printed), with reason, who and when; an empty entry
changes nothing. In findings give accepted: true, with reason, who and when, to leave a finding as it is.
inherited: waiting marks what was decided of another edition (from); it is applied when you make it yes, and no ends it.
"""
ABOUT_THE_FILE = ("correction-stale", "correction-unused", "correction-inherited")
TABLE_KEY = ("title", "head", "heading", "labels")
SENTENCES = {
    "program": "어느 사업의 표인지 분명하지 않습니다. / Whose table it is is not certain.",
    "unit": "단위를 알 수 없는 행이 있습니다. / The unit of some rows is not known.",
}
KEYS = {"tables": TABLE_KEY, "corrections": CELL_KEYS, "findings": FINDING_KEYS}
Entry = dict[str, object]


class Named(NamedTuple):
    """The keys by which the file names the values, findings and year tables of a plan."""

    values: list[Entry]
    findings: list[Entry]
    tables: list[Entry]


def with_open_findings(text: str, plan: Plan, language: str) -> tuple[str, int]:
    """The file's text with an entry for each open finding that has none yet, and how many were added."""
    yaml, root = _opened(text)
    added = 0
    for name, entries in _entries(plan, language).items():
        key = KEYS[name]
        if not isinstance(root.get(name), CommentedSeq):
            root[name] = CommentedSeq()
        rows: CommentedSeq = root[name]
        known = {identity(row, key) for row in rows}
        for sentences, entry in entries:
            if identity(entry, key) not in known:
                known.add(identity(entry, key))
                rows.append(_row(entry))
                rows.yaml_set_comment_before_after_key(len(rows) - 1, before="\n".join(sentences), indent=2)
                added += 1
        if not rows:
            del root[name]
    return _closed(yaml, root, text), added


def with_entry(text: str, section: str, entry: Entry) -> str:
    """The file's text with one decision: the entry of the same cell, finding or table is filled in, or one is added.

    ``section`` is ``tables``, ``corrections`` or ``findings``; what stands beside the entry stays as it is.
    """
    yaml, root = _opened(text)
    if not isinstance(root.get(section), CommentedSeq):
        root[section] = CommentedSeq()
    rows: CommentedSeq = root[section]
    made = _row(entry)
    key = KEYS[section]
    for row in rows:
        if identity(row, key) == identity(entry, key):
            for name in (*DECISION_KEYS, *INHERITED_KEYS):
                row.pop(name, None)
            _add_columns(row, made)
            row.update({name: value for name, value in made.items() if name not in key})
            break
    else:
        rows.append(made)
    return _closed(yaml, root, text)


def _add_columns(row: CommentedMap, made: CommentedMap) -> None:
    """Put what is said of columns beside what stands there of others."""
    if "columns" not in made:
        return
    said = {identity(column, ("head",)) for column in made["columns"]}
    kept = row.get("columns")
    columns = kept if isinstance(kept, CommentedSeq) else CommentedSeq()
    for at in reversed(range(len(columns))):
        if identity(columns[at], ("head",)) in said:
            del columns[at]
    columns.extend(made["columns"])
    made["columns"] = columns


def asked(plan: Plan, language: str) -> Iterator[tuple[str, list[str], Entry]]:
    """The section, the sentences and the entry of everything of the plan that asks for a decision."""
    for section, entries in _entries(plan, language).items():
        for sentences, entry in entries:
            yield section, sentences, entry


def entries_in(text: str) -> dict[str, list[Entry]]:
    """The entries of a file's text by section, each with what stands there in one line."""
    _, root = _opened(text)
    return {
        section: [
            {name: value for name, value in row.items() if not isinstance(value, list)}
            for row in root.get(section) or ()
        ]
        for section in KEYS
    }


def _entries(plan: Plan, language: str) -> dict[str, Iterator[tuple[list[str], Entry]]]:
    return {
        "tables": _table_entries(plan),
        "corrections": _cell_entries(plan, language),
        "findings": _finding_entries(plan, language),
    }


def named_in(plan: Plan) -> Named:
    """How the file names each value, finding and year table of a plan, in the order of the plan."""
    series = {(e.program_no, e.measure, e.indicator_no): e for e in plan.indicators}
    names = {node.no: node.name for node in plan.programs}
    alike = _alike(plan)
    values = []
    for o in plan.observations:
        indicator = series[o.program_no, o.measure, o.indicator_no]
        values.append(_cell_named(o, indicator, is_alone=alike[_name(indicator)] == 1))
    return Named(
        values=values,
        findings=[_finding_named(found) for found in plan.findings],
        tables=[_table_named(table, plan, names) for table in plan.year_tables],
    )


def _cell_named(o: Observation, indicator: Indicator, *, is_alone: bool) -> Entry:
    """The keys of a cell; the number of its series only where several have its name."""
    period = o.year if o.period_type == "year" else o.period_type
    said = (o.program_no, o.measure, indicator.name, indicator.indicator_no, period, " ".join(o.printed.split()))
    return {key: value for key, value in zip(CELL_KEYS, said, strict=True) if key != "no" or not is_alone}


def _finding_named(found: Finding) -> Entry:
    return dict(zip(FINDING_KEYS, (found.rule, found.program_no, found.record, found.actual), strict=True))


def _table_named(table: YearTable, plan: Plan, names: Mapping[str, str]) -> Entry:
    key = key_of(table, plan.year_tables, names)
    return {name: said for name in TABLE_KEY if (said := getattr(key, name)) or name == "title"}


def _alike(plan: Plan) -> Counter[tuple[str, str, str]]:
    """How many series bear each name."""
    return Counter(map(_name, plan.indicators))


def _opened(text: str) -> tuple[YAML, CommentedMap]:
    """The file as it is changed, with all that a person has written; a new one says what it is for."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    root = yaml.load(text) if text.strip() else None
    if root is None:
        root = CommentedMap({"version": 1})
        root.yaml_set_start_comment(HEAD)
    return yaml, root


def _closed(yaml: YAML, root: CommentedMap, before: str) -> str:
    stream = io.StringIO()
    yaml.dump(root, stream)
    return _unturned(stream.getvalue(), before)


def _unturned(text: str, before: str) -> str:
    """The text in which our lines hold no mark of direction as it is: all that may hold one are quoted scalars."""
    theirs = frozenset(before.split("\n"))
    return "\n".join(line if line in theirs else TURNING.sub(_escaped, line) for line in text.split("\n"))


def _escaped(found: regex.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"  # YAML 1.2, 5.7


def identity(row: Any, key: Sequence[str]) -> tuple[str, ...]:
    """What an entry is told by, in the words of the keys of its section."""
    return tuple(" ".join(str(row.get(name) or "").split()) for name in key)


def _row(entry: Entry) -> CommentedMap:
    made = CommentedMap()
    for name, value in entry.items():
        made[name] = (
            Quoted(value)
            if isinstance(value, str)
            and name in ("indicator", "printed", "record", "actual", "title", "head", "heading", "labels", "value")
            else value
        )
    return made


def _table_entries(plan: Plan) -> Iterator[tuple[list[str], Entry]]:
    """One entry for each table that nothing decides, or of which something is doubtful, asking what is not known."""
    names = {node.no: node.name for node in plan.programs}
    open_findings = list(_open(plan))
    of_programs = {(found.rule, found.program_no) for found in open_findings}
    of_tables = {(found.rule, found.places[0].table) for found in open_findings if found.places}
    candidates = may_be_plans(plan.year_tables)
    for table in plan.year_tables:
        asked = {
            "kind": table.kind == "unclear" or table in candidates,
            "program": ("program-uncertain", table.program_no) in of_programs and table.owner_rule in WEAK,
            "unit": table.kind == "plan" and ("unit-missing", table.place.table) in of_tables,
        }
        fields = [field for field, is_asked in asked.items() if is_asked]
        if not fields:
            continue
        named = _table_named(table, plan, names)
        edition = {"edition": plan.document_year.year} if plan.document_year else {}
        unsaid = dict.fromkeys((*fields, "reason", "who", "when"))
        yield [SENTENCES.get(field) or why_left_out(table) for field in fields], {**named, **edition, **unsaid}


def _cell_entries(plan: Plan, language: str) -> Iterator[tuple[list[str], Entry]]:
    """One entry for each cell in question, with the sentences of all findings that question it."""
    sentences: dict[Observation, list[str]] = {}
    indicators: dict[Observation, Indicator] = {}
    for found in _open(plan):
        for indicator, o in _questioned(plan, found):
            sentences.setdefault(o, []).append(_sentence(found, language))
            indicators[o] = indicator
    alike = _alike(plan)
    for o, indicator in indicators.items():
        named = _cell_named(o, indicator, is_alone=alike[_name(indicator)] == 1)
        yield sentences[o], {**named, "value": None, "reason": None, "who": None, "when": None}


def _finding_entries(plan: Plan, language: str) -> Iterator[tuple[list[str], Entry]]:
    for found in _open(plan):
        if not _questioned(plan, found):
            entry = {**_finding_named(found), "accepted": None, "reason": None, "who": None, "when": None}
            yield [_sentence(found, language)], entry


def _open(plan: Plan) -> Iterator[Finding]:
    """What asks for a decision: findings that are more than a note, and not about the file itself."""
    return (
        found
        for found in plan.findings
        if not found.resolution and found.severity != "info" and found.rule not in ABOUT_THE_FILE
    )


def _questioned(plan: Plan, found: Finding) -> list[tuple[Indicator, Observation]]:
    """The values that stand in the cell that a finding questions; none where it is about a label or a line."""
    place: Place | None = next((place for place in found.places if place.row is not None), None)
    if place is None:
        return []
    series = {(e.program_no, e.measure, e.indicator_no): e for e in plan.indicators}
    there = [
        (series[o.program_no, o.measure, o.indicator_no], o)
        for o in plan.observations
        if o.place == place and o.review_status == "unreviewed"
    ]
    named = [(entry, o) for entry, o in there if entry.unit and found.actual.endswith(entry.unit)]
    return named or there  # 50명 questions what is counted in 명, where a cell holds two values


def _name(entry: Indicator) -> tuple[str, str, str]:
    return entry.program_no, entry.measure, entry.name


def _sentence(found: Finding, language: str) -> str:
    message = found.message if language == "ko" else found.message_en
    return printable(f"{found.rule}: {' '.join(message.split())}")
