"""Loads published plans into PostgreSQL, SQLite or DuckDB: one code path through SQLAlchemy Core, one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, MetaData, Table, and_, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.ddl import CreateView

from output.exports.database_connection import connected_engine, database_url, refused
from output.exports.database_tables import (
    HISTORY,
    HISTORY_COLUMNS,
    HISTORY_QUERY,
    LOADED_AT,
    VIEW,
    database_tables,
    stored_tables,
    wide_targets,
)
from output.exports.stored_numbers import STORES, require_kept
from output.exports.typed_rows import Typed, TypedRow, typed_rows
from output.files.csv_file import cell_text, written
from output.tables.columns import TableSpec, lineage_table, tables
from plan.errors import PlanError
from plan.records.meaning import Plan

Key = tuple[Any, ...]
FAMILIES = {  # what databases call the types of columns.toml
    "string": ("TEXT", "VARCHAR", "CHARACTER VARYING"),
    "integer": ("BIGINT", "INTEGER"),
    "number": ("NUMERIC", "DECIMAL"),
    "boolean": ("BOOLEAN",),
    "date": ("DATE",),
}


class Changes(msgspec.Struct, frozen=True):
    """How many rows of a table were added, changed and removed, and how many stayed as they were."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0


class Changed(msgspec.Struct, frozen=True):
    """One value that became another one; of a row that came or went as a whole ``column`` is ''."""

    table: str
    row_id: str
    change: Literal["added", "changed", "removed"]
    column: str = ""
    old: str = ""
    new: str = ""


def load_plans(
    plans: Iterable[Plan],
    address: str,
    *,
    lineage: Sequence[TypedRow] = (),
    log: Callable[[Sequence[Changed]], None] | None = None,
) -> dict[str, Changes]:
    """Bring the rows of these plans up to date, all or none; rows of other plans are left alone.

    ``lineage`` are the rows that lead to these plans or from them. ``log`` is told every change before it is final, so
    that nothing is changed where it cannot be kept.
    """
    url = database_url(address)
    engine = connected_engine(url, address)
    try:
        with engine.begin() as connection:
            metadata = database_tables(url.get_backend_name())
            _make_tables(connection, metadata)
            said: list[Changed] = []
            changes = _load(connection, metadata, list(plans), lineage, said)
            _make_view(connection, metadata.tables["targets"])
            _make_history(connection)
            if log is not None:
                log(said)
    except SQLAlchemyError as error:
        raise refused(address, error) from None
    finally:
        engine.dispose()
    return changes


# -------------------------------------------------------------------------------------------- the tables


def _make_tables(connection: Connection, metadata: MetaData) -> None:
    missing = []
    for spec in stored_tables():
        there = _columns(connection, spec.name)
        if there:
            _require_shape(spec, there)
            if LOADED_AT not in there:  # loaded by an older version
                connection.execute(text(f"ALTER TABLE {spec.name} ADD COLUMN {LOADED_AT} TIMESTAMP"))
        else:
            missing.append(metadata.tables[spec.name])
    metadata.create_all(connection, tables=missing, checkfirst=False)


def _columns(connection: Connection, table: str) -> dict[str, str]:
    """The columns of a table or view with their types; nothing where it is not there."""
    if connection.dialect.name == "sqlite":
        inspector = inspect(connection)
        known = {*inspector.get_table_names(), *inspector.get_view_names()}
        return {c["name"]: str(c["type"]) for c in inspector.get_columns(table)} if table in known else {}
    rows = connection.execute(
        text(
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = :table ORDER BY ordinal_position"
        ),
        {"table": table},
    )
    return {row.column_name: row.data_type for row in rows}


def _require_shape(spec: TableSpec, there: Mapping[str, str]) -> None:
    for column in spec.columns:
        kind = there.get(column.name, "")
        if kind.upper().partition("(")[0] in FAMILIES[column.type]:
            continue
        ko = f"'{column.name}' 열의 형이 {kind}입니다" if kind else f"'{column.name}' 열이 없습니다"
        en = f"its column '{column.name}' is {kind}" if kind else f"it has no column '{column.name}'"
        raise PlanError(
            "database-shape",
            ko=f"데이터베이스에 다른 꼴의 '{spec.name}' 표가 있습니다({ko}. {column.type}이어야 합니다). "
            "그 표의 이름을 바꾸거나 다른 데이터베이스에 넣으십시오. 아무것도 바꾸지 않았습니다.",
            en=f"The database has a table '{spec.name}' of another shape: {en}, and should be {column.type}. "
            "Rename that table, or load into another database; nothing was changed.",
            table=spec.name,
            column=column.name,
        )


def _make_view(connection: Connection, targets: Table) -> None:
    """Make ``targets_wide`` anew only where its years are others than those in the table."""
    has_year = (targets.c.period_type == "year") & targets.c.year.is_not(None)
    years = list(connection.scalars(select(targets.c.year).where(has_year).distinct().order_by(targets.c.year)))
    wide = wide_targets(targets, years)
    there = list(_columns(connection, VIEW))
    if there == [column.name for column in wide.selected_columns]:
        return
    if there:
        connection.execute(text(f"DROP VIEW {VIEW}"))
    connection.execute(CreateView(wide, VIEW))


def _make_history(connection: Connection) -> None:
    """Make ``program_history`` anew only where its columns are others than those of this version."""
    there = tuple(_columns(connection, HISTORY))
    if there == HISTORY_COLUMNS:
        return
    if there:
        connection.execute(text(f"DROP VIEW {HISTORY}"))
    connection.execute(text(f"CREATE VIEW {HISTORY} AS {HISTORY_QUERY}"))


# ---------------------------------------------------------------------------------------------- the rows


def _load(
    connection: Connection, metadata: MetaData, plans: list[Plan], lineage: Sequence[TypedRow], said: list[Changed]
) -> dict[str, Changes]:
    """Rows are added and changed from the plan's table down, and those that vanished are removed from the other end."""
    at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    loader = _Loader(connection, metadata, at, said)
    for plan in plans:
        plan_id = plan.profile.plan_id
        gone = [loader.bring(spec, plan_id, typed_rows(plan, spec)) for spec in tables().values()]
        loader.bring_lineage([row for row in lineage if row["plan_id"] == plan_id], plan_id)
        for table, spec, keys in reversed(gone):
            for key in keys:
                connection.execute(table.delete().where(_is(table, spec, key)))
    return {name: Changes(**count) for name, count in loader.counts.items()}


class _Loader:
    """Brings the rows of one table and plan up to date, counts what it did and says it."""

    def __init__(self, connection: Connection, metadata: MetaData, at: datetime, said: list[Changed]) -> None:
        self._connection, self._metadata, self._at, self._said = connection, metadata, at, said
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in tables()}

    def bring(self, spec: TableSpec, plan_id: str, rows: Iterable[TypedRow]) -> tuple[Table, TableSpec, list[Key]]:
        """Add and change rows; the keys of those that vanished."""
        table = self._metadata.tables[spec.name]
        new = _by_key(spec, rows)
        require_kept(STORES[self._connection.dialect.name], spec, new.values())
        old = _present(self._connection, table, spec, plan_id)
        added = [row for key, row in new.items() if key not in old]
        changed = [key for key, row in new.items() if key in old and old[key] != row]
        gone = [key for key in old if key not in new]
        if added:
            self._connection.execute(table.insert(), [{**row, LOADED_AT: self._at} for row in added])
        for key in changed:
            self._connection.execute(table.update().where(_is(table, spec, key)), {**new[key], LOADED_AT: self._at})
        same = len(new) - len(added) - len(changed)
        count = self.counts.setdefault(spec.name, Counter())
        count.update(added=len(added), changed=len(changed), same=same, removed=len(gone))
        self._said += [Changed(spec.name, _named(_key(spec, row)), "added") for row in added]
        for key in changed:
            self._said += _differences(spec, key, old[key], new[key])
        self._said += [Changed(spec.name, _named(key), "removed") for key in gone]
        return table, spec, gone

    def bring_lineage(self, rows: Sequence[TypedRow], plan_id: str) -> None:
        """Bring what led to this plan up to date; where nothing is known of it, what is there stays."""
        if rows:
            table, spec, gone = self.bring(lineage_table(), plan_id, rows)
            for key in gone:
                self._connection.execute(table.delete().where(_is(table, spec, key)))


def _differences(spec: TableSpec, key: Key, old: TypedRow, new: TypedRow) -> list[Changed]:
    return [
        Changed(spec.name, _named(key), "changed", column.name, _text(old[column.name]), _text(new[column.name]))
        for column in spec.columns
        if old[column.name] != new[column.name]
    ]


def _named(key: Key) -> str:
    return " ".join(map(str, key))


def _text(value: Typed) -> str:
    return cell_text(value.isoformat() if isinstance(value, date) else value, guard=True)


def changes_file(changes: Iterable[Changed]) -> bytes:
    """The change log as a CSV file, whose texts no spreadsheet runs."""
    return written(Changed.__struct_fields__, (msgspec.structs.astuple(change) for change in changes))


def _present(connection: Connection, table: Table, spec: TableSpec, plan_id: str) -> dict[tuple[Any, ...], TypedRow]:
    columns = [table.c[column.name] for column in spec.columns]
    rows = connection.execute(select(*columns).where(table.c.plan_id == plan_id)).mappings()
    return _by_key(spec, ({column.name: row[column.name] for column in spec.columns} for row in rows))


def _by_key(spec: TableSpec, rows: Iterable[TypedRow]) -> dict[tuple[Any, ...], TypedRow]:
    found: dict[tuple[Any, ...], TypedRow] = {}
    for row in rows:
        if found.setdefault(_key(spec, row), row) is not row:
            key = ", ".join(f"{name} '{row[name]}'" for name in spec.key)
            raise PlanError(
                "key-twice",
                ko=f"'{spec.name}'에 {key}인 행이 둘 있습니다. 아무것도 바꾸지 않았습니다.",
                en=f"Two rows of '{spec.name}' have the {key}; nothing was changed.",
            )
    return found


def _key(spec: TableSpec, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in spec.key)


def _is(table: Table, spec: TableSpec, key: tuple[Any, ...]) -> Any:
    return and_(*(table.c[name] == value for name, value in zip(spec.key, key, strict=True)))
