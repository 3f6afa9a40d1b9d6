"""The entries of ``corrections.yaml`` about whole tables, their rows and their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

import msgspec
from ruamel.yaml.nodes import Node

from normalize.cells.units import read_unit
from normalize.decisions.model import ColumnSaid, TableKey, TableRuling
from normalize.decisions.nodes import MEASURES, Nodes
from normalize.tables.said import CLASSES, payer_said
from plan.particles import particle
from plan.records.printed import RowSaid
from plan.records.values import ColumnRole, TableKind

TABLE_KEYS = ("title", "head", "heading", "labels", "edition", "kind", "program", "measure", "unit", "payer")
TABLE_PARTS = ("rows", "columns")
ROW_KEYS = ("label", "name", "measure", "unit", "payer")
COLUMN_KEYS = ("head", "role", "year")
ROLES: dict[str, ColumnRole] = {role: role for role in get_args(ColumnRole)}
KINDS: dict[str, TableKind] = {kind: kind for kind in get_args(TableKind) if kind != "unclear"}


class TableEntries(Nodes, frozen=True):
    """Understands the list ``tables`` of a file."""

    def table(self, entry: Node, fields: dict[str, Node]) -> TableRuling | None:
        """One entry of ``tables``; None where nothing is decided yet."""
        words = {key: self.scalar(node) for key, node in fields.items() if key not in TABLE_PARTS}
        if not words.get("head"):
            raise self.missing(entry, "head")
        own = [row for row in (self._row(fields, words),) if row != RowSaid()]
        rows = [row for part in self._parts(fields, "rows", ROW_KEYS, "label") for row in self._row_of(*part)]
        columns = [self._column(*part) for part in self._parts(fields, "columns", COLUMN_KEYS, "head")]
        kind = self.one_of(fields, "kind", KINDS) if words.get("kind") else None
        said = tuple(column for column in columns if column)
        if not (kind or words.get("program") or own or rows or said):
            self.require_unsigned(entry, words, "kind, program, measure, unit, payer, rows, columns")
            return None
        return TableRuling(
            key=TableKey(words.get("title", ""), words["head"], words.get("heading", ""), words.get("labels", "")),
            decided=self.signed(entry, fields, words),
            kind=kind,
            program=words.get("program", ""),
            rows=(*own, *rows),
            columns=said,
            edition=self.year(fields["edition"]) if words.get("edition") else 0,
        )

    def _parts(
        self, fields: dict[str, Node], name: str, known: Sequence[str], key: str
    ) -> Iterator[tuple[dict[str, Node], dict[str, str]]]:
        """The rows or columns of an entry of ``tables``, each of which names itself by its ``key``."""
        for part, own in self.entries(fields.get(name), known):
            words = {field: self.scalar(node) for field, node in own.items()}
            if not words.get(key):
                raise self.missing(part, key)
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
            raise self.wrong(
                fields["unit"],
                f"'{unit}'{particle(unit, '은/는')} 모르는 단위입니다('gongpyo value '1{unit}''로 볼 수 있습니다).",
                f"'{unit}' is no unit that is known (see gongpyo value '1{unit}').",
            )
        if payer and not payer_said(payer):
            names = ", ".join(CLASSES)
            raise self.wrong(
                fields["payer"],
                f"'{payer}'{particle(payer, '은/는')} 모르는 재원입니다. 인쇄된 이름(국비 등)이나 {names}를 적습니다.",
                f"'{payer}' is no payer that is known; give a name as printed (such as 국비) or one of {names}.",
            )
        measure = self.one_of(fields, "measure", MEASURES) if words.get("measure") else ""
        return RowSaid(measure=measure, unit=unit, payer=payer)

    def _column(self, fields: dict[str, Node], words: dict[str, str]) -> ColumnSaid | None:
        """What is said of a column; None where that is not decided yet. A year column needs its year."""
        if not words.get("role"):
            return None
        role = self.one_of(fields, "role", ROLES)
        if role == "year" and not words.get("year"):
            raise self.missing(fields["role"], "year")
        return ColumnSaid(words["head"], role, self.year(fields["year"]) if words.get("year") else None)
