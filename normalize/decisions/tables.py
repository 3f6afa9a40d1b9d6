"""Puts a person's decisions on tables to what was read: what they are, whose, of which rows and columns.

A decision speaks of a table by what stands over it and in its head, so that it fits in another format and edition too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from normalize.decisions.contradictions import require_one_ruling
from normalize.decisions.inherited import inherited_finding
from normalize.decisions.model import ColumnSaid, Decisions, TableKey, TableRuling
from normalize.findings.messages import finding
from normalize.tables.frame import body_rows, frame_of, words_of
from normalize.tables.said import printed_label
from plan.forms import single_spaced, unspaced
from plan.records.meaning import Finding
from plan.records.printed import Column, ExtractedPlan, ProgramNode, RowSaid, TableSaid, YearTable
from plan.records.values import ColumnRole, ColumnState, TableKind

FIRST_LABELS = 3  # that tell tables of one head apart
BETWEEN = " | "
PERIODS: tuple[ColumnRole, ...] = ("year", "range", "prior", "later")
PAST: tuple[ColumnState, ...] = ("actual", "part")  # states of a column that is not planned


class Ruled(msgspec.Struct, frozen=True):
    """A document with what a person has decided of its tables, and what could not be applied."""

    extracted: ExtractedPlan
    findings: tuple[Finding, ...] = ()


class _Work(msgspec.Struct):
    """The tables as they were read, the rulings on each by its position, and what could not be applied."""

    extracted: ExtractedPlan
    tables: list[YearTable]
    rulings: dict[int, list[TableRuling]] = msgspec.field(default_factory=dict)
    findings: list[Finding] = msgspec.field(default_factory=list)

    def complain(self, rule: str, ruling: TableRuling, table: YearTable | None = None, **words: str) -> None:
        places = (table.place,) if table else ()
        self.findings.append(finding(rule, "", record=ruling.named(), places=places, **words))


def ruled(extracted: ExtractedPlan, decisions: Decisions) -> Ruled:
    """The tables of which a person has said something, as decided; one without its decision is as it was read."""
    work = _Work(extracted, [_as_read(table) for table in extracted.year_tables])
    for ruling in decisions.tables:
        _find(ruling, work)
    for at, rulings in work.rulings.items():
        require_one_ruling(rulings, decisions.file)
        work.tables[at] = _decided(work.tables[at], rulings, work)
    tables = tuple(work.tables)
    changed = extracted if tables == extracted.year_tables else replace(extracted, year_tables=tables)
    return Ruled(changed, tuple(work.findings))


def head_of(table: YearTable) -> str:
    """The texts of a table's head, each once, as an entry quotes them."""
    return _joined(cell.text for row in table.grid[: table.header_rows] for cell in row)


def key_of(table: YearTable, tables: Sequence[YearTable], names: Mapping[str, str]) -> TableKey:
    """The key that an entry for a table has: heading and labels only where title and head fit another table too."""
    short = TableKey(table.title, head_of(table))
    heading = names.get(_as_read(table).program_no, "")
    labels = _first_labels(table)
    others = [_as_read(other) for other in tables if other != table]
    keys = (short, replace(short, labels=labels), replace(short, heading=heading, labels=labels))
    return next((key for key in keys if not any(_fits(key, other, names) for other in others)), keys[-1])


def for_edition(ruling: TableRuling, tables: Sequence[YearTable], names: Mapping[str, str]) -> TableRuling:
    """A ruling on another edition as it would be said of the one table here that differs in its years only.

    What it says of single columns is left out there: their years are others.
    """
    if any(_fits(ruling.key, table, names) for table in tables):
        return ruling
    said = ruling.key.without_years()
    keys = [key_of(table, tables, names) for table in tables]
    near = [key for key, table in zip(keys, tables, strict=True) if _is_later(said, key, table)]
    return replace(ruling, key=near[0], columns=()) if len(near) == 1 else ruling


def _is_later(said: TableKey, key: TableKey, table: YearTable) -> bool:
    here = TableKey(key.title, key.head, labels=_first_labels(table)).without_years()
    return (unspaced(here.title), unspaced(here.head)) == (unspaced(said.title), unspaced(said.head)) and (
        not said.labels or unspaced(said.labels) == unspaced(here.labels)
    )


def _as_read(table: YearTable) -> YearTable:
    """A table without what a person has decided of it."""
    said = table.said
    if said is None:
        return replace(table, kind="unclear", kind_rule="no-evidence") if table.kind_rule == "decided" else table
    return replace(
        table,
        kind=said.kind,
        kind_rule=said.kind_rule,
        program_no=said.program_no,
        owner_rule=said.owner_rule,
        row_programs=said.row_programs,
        columns=said.columns,
        said=None,
    )


def _find(ruling: TableRuling, work: _Work) -> None:
    """Find the one table that a ruling speaks of; none, or several, is a finding."""
    if ruling.decided.inherited == "no":
        return
    names = _names(work.extracted)
    year = work.extracted.document_year.year if work.extracted.document_year else 0
    of_another = bool(ruling.edition and year) and ruling.edition != year
    said = ruling.key
    if ruling.decided.waits or of_another:
        ruling = for_edition(ruling, work.tables, names)
    fitting = [at for at, table in enumerate(work.tables) if _fits(ruling.key, table, names)]
    if ruling.decided.waits or ruling.decided.is_of_kin:
        _inherit(ruling, fitting, work)
    elif not fitting:
        near = _nearest(ruling.key, work.tables)
        work.complain(
            "correction-stale",
            ruling,
            near,
            expected=_joined((ruling.key.title, ruling.key.head, ruling.key.heading, ruling.key.labels)),
            actual=_joined((near.title, head_of(near), _first_labels(near))) if near else "",
            reason="table-changed" if near else "table",
        )
    elif len(fitting) > 1:
        work.complain(
            "correction-unused", ruling, work.tables[fitting[0]], actual=str(len(fitting)), reason="several-tables"
        )
    elif of_another:
        work.complain(
            "correction-unused",
            ruling,
            work.tables[fitting[0]],
            expected=str(ruling.edition),
            actual=str(year) if ruling.key == said else head_of(work.tables[fitting[0]]),
            reason="edition" if ruling.key == said else "edition-counted",
        )
    else:
        work.rulings.setdefault(fitting[0], []).append(ruling)


def _inherit(ruling: TableRuling, fitting: Sequence[int], work: _Work) -> None:
    """Apply what was decided of the same plan in another file, tell what another edition proposes."""
    fits = len(fitting) == 1
    if fits and fitting[0] in work.rulings:
        return
    if fits and not ruling.decided.waits:
        work.rulings[fitting[0]] = [ruling]
    elif fits or not ruling.decided.waits:
        places = tuple(work.tables[at].place for at in fitting[:1])
        work.findings.append(inherited_finding(ruling, "", places, fits=fits))


def _decided(table: YearTable, rulings: Sequence[TableRuling], work: _Work) -> YearTable:
    """A table as the rulings on it say; what they do not speak of stays."""
    kept = TableSaid(
        kind=table.kind,
        kind_rule=table.kind_rule,
        program_no=table.program_no,
        owner_rule=table.owner_rule,
        row_programs=table.row_programs,
        columns=table.columns,
    )
    rows: list[RowSaid] = []
    labels = [unspaced(printed_label(words_of(frame_of(table), number))) for number in body_rows(table)]
    for ruling in rulings:
        if ruling.kind:
            table = replace(
                table, kind=ruling.kind, kind_rule="decided", columns=_columns_of_kind(table.columns, ruling.kind)
            )
        if ruling.program and (no := _program(ruling, table, work)):
            table = replace(table, program_no=no, owner_rule="decided", row_programs=())
        for column in ruling.columns:
            table = replace(table, columns=_columns(column, ruling, table, work))
        for row in ruling.rows:
            count = labels.count(unspaced(row.label)) if row.label else 1
            if count == 1:
                rows.append(row)
            else:
                _complain_of_part(row.label, count, "row", ruling, table, work)
    return replace(table, said=replace(kept, rows=tuple(rows)))


def _complain_of_part(said: str, count: int, part: str, ruling: TableRuling, table: YearTable, work: _Work) -> None:
    """That a table has no such row or column, or several of them."""
    if count:
        work.complain("correction-unused", ruling, table, expected=said, actual=str(count), reason=f"several-{part}s")
    else:
        work.complain("correction-stale", ruling, table, expected=said, reason=part)


def _program(ruling: TableRuling, table: YearTable, work: _Work) -> str:
    """The number of the programme that a ruling names, by its number or name; '' with a finding where none is it."""
    said = unspaced(ruling.program)
    nodes = [node for node in work.extracted.programs if node.level in ("plan", "program")]
    numbered = {node.no for node in nodes if said in map(unspaced, (node.no, node.no.removeprefix("P")))}
    found = numbered or {node.no for node in nodes if unspaced(node.name) == said}
    if len(found) == 1:
        return found.pop()
    _complain_of_part(ruling.program, len(found), "program", ruling, table, work)
    return ""


def _columns(said: ColumnSaid, ruling: TableRuling, table: YearTable, work: _Work) -> tuple[Column, ...]:
    """The columns of a table, the one under the head that is named in the role that a person has given it."""
    fitting = [column for column in table.columns if unspaced(said.head) in _heads_of(table, column)]
    if len(fitting) != 1:
        _complain_of_part(said.head, len(fitting), "column", ruling, table, work)
        return table.columns
    (old,) = fitting
    year = (said.year or old.year) if said.role in ("year", "baseline", "range") else None
    new = replace(
        old,
        role=said.role,
        year=year,
        state="",
        year_to=old.year_to if said.role == "range" else None,
        rule="decided",
    )
    return tuple(new if column == old else column for column in table.columns)


def _columns_of_kind(columns: tuple[Column, ...], kind: TableKind) -> tuple[Column, ...]:
    """The columns of a table of the kind that a person has said: those of a plan are not all past or parts of years."""
    times = [column for column in columns if column.role in PERIODS]
    if kind != "plan" or any(column.state not in PAST for column in times):
        return columns
    return tuple(replace(column, state="") if column in times else column for column in columns)


def column_heads(table: YearTable) -> list[str]:
    """How an entry names each column: by the texts of its head, from above."""
    head = table.grid[: table.header_rows]
    return [
        single_spaced(" ".join(dict.fromkeys(row[column.column].text for row in head))).strip()
        for column in table.columns
    ]


def _heads_of(table: YearTable, column: Column) -> tuple[str, str]:
    """The head of a column as a whole, and its lowest cell alone."""
    texts = [row[column.column].text for row in table.grid[: table.header_rows]]
    return unspaced("".join(dict.fromkeys(texts))), unspaced(texts[-1])


def _nearest(key: TableKey, tables: Sequence[YearTable]) -> YearTable | None:
    """The table that a key may have meant: of its title, else of its head."""
    titled = [table for table in tables if key.title and unspaced(table.title) == unspaced(key.title)]
    headed = [table for table in tables if unspaced(head_of(table)) == unspaced(key.head)]
    return next(iter(titled or headed), None)


def _fits(key: TableKey, table: YearTable, names: Mapping[str, str]) -> bool:
    return (
        (unspaced(key.title), unspaced(key.head)) == (unspaced(table.title), unspaced(head_of(table)))
        and (not key.heading or unspaced(key.heading) == unspaced(names.get(table.program_no, "")))
        and (not key.labels or unspaced(key.labels) == unspaced(_first_labels(table)))
    )


def _first_labels(table: YearTable) -> str:
    """The labels of the first rows, as an entry quotes them."""
    columns = [column.column for column in table.columns if column.role == "label"][:1]
    return _joined(
        row[at].text for row in table.grid[table.header_rows : table.header_rows + FIRST_LABELS] for at in columns
    )


def _joined(texts: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(filter(None, (single_spaced(text).strip() for text in texts))))


def _names(extracted: ExtractedPlan) -> dict[str, str]:
    return names_of(extracted.programs)


def names_of(programs: Iterable[ProgramNode]) -> dict[str, str]:
    """The name of each programme by its number."""
    return {node.no: node.name for node in programs}
