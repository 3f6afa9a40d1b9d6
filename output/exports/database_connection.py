"""The way into a database: which addresses are meant, and an engine in our hands instead of the driver's."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SAWarning, SQLAlchemyError

from output.exports.database_address import parts_of, shown, without_secrets
from plan.errors import ExitCode, PlanError
from plan.particles import particle
from plan.patterns import lazy_pattern
from plan.safe_files import read_head

DRIVERS = ("postgresql+psycopg", "postgresql", "postgres", "sqlite", "duckdb")
DRIVER = "postgresql+psycopg"  # of an address that names none, as PostgreSQL and its tools write it
EXAMPLES = "postgresql://user@host/database, sqlite:///file.db, duckdb:///file.duckdb"
FILES = ("sqlite", "duckdb")
ELSEWHERE = lazy_pattern(r"[A-Za-z][\w+.-]+:")  # https:, s3:, md:, postgres:, sqlite:; one letter is a drive
SQLITE_SIGNATURE = b"SQLite format 3\0"  # sqlite.org/fileformat2.html
NO_EXTENSIONS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
OPTION_ERRORS = (ArithmeticError, AssertionError, LookupError, OSError, RuntimeError, TypeError, ValueError)


def database_url(address: str) -> URL:
    """The address in parts; one that cannot be meant is refused before anything is opened."""
    parts = parts_of(address)
    if parts is None or parts.scheme not in DRIVERS:
        raise _wrong_address(address)
    if parts.place is None:
        raise _wrong_address(
            address,
            ko=" 호스트가 어디서 시작하는지 알 수 없습니다. "
            "비밀번호의 '@'는 %40, '/'는 %2F, ':'는 %3A, '?'는 %3F로 적으십시오.",
            en=" Where its host begins is not certain: in a password write '@' as %40, '/' as %2F, ':' as %3A, "
            "'?' as %3F.",
        )
    try:
        url = make_url(address)
        url = url.set(drivername=DRIVER) if url.drivername in ("postgresql", "postgres") else url
    except (ArgumentError, ValueError):
        raise _wrong_address(address) from None
    if "plugin" in url.query:
        raise _wrong_address(
            address,
            ko=" SQLAlchemy의 플러그인(plugin)은 쓸 수 없습니다.",
            en=" Plugins of SQLAlchemy (plugin) cannot be used.",
        )
    if url.get_backend_name() in FILES:
        _require_a_file(url, address)
    return url


def _require_a_file(url: URL, address: str) -> None:
    """SQLite and DuckDB are files of this computer: no host, and nothing that DuckDB would fetch an extension for."""
    name = url.get_backend_name()
    if url.host or url.port or url.username or url.password:
        raise _wrong_address(
            address,
            ko=f" 파일의 경로는 빗금 세 개 뒤에 적습니다({name}:///…).",
            en=f" The path of a file stands behind three slashes ({name}:///…).",
        )
    if name != "duckdb" or not url.database or url.database == ":memory:":
        return
    if ELSEWHERE.match(url.database):
        raise _wrong_address(
            address,
            ko=" DuckDB에는 이 컴퓨터의 파일 경로만 줄 수 있습니다. gongpyo는 확장을 내려받지 않습니다.",
            en=" DuckDB is given the path of a file on this computer only; gongpyo downloads no extensions.",
        )
    if _is_sqlite(Path(url.database)):
        raise PlanError(
            "database-kind",
            ko=f"'{shown(address)}'{particle(shown(address), '은/는')} SQLite 파일입니다. "
            "sqlite:///로 시작하는 주소를 쓰거나 DuckDB 파일을 지정하십시오. 아무것도 바꾸지 않았습니다.",
            en=f"'{shown(address)}' is an SQLite file; use an address that begins with sqlite:///, or name a DuckDB "
            "file. Nothing was changed.",
            database=shown(address),
        )


def _is_sqlite(path: Path) -> bool:
    try:
        return read_head(path, len(SQLITE_SIGNATURE)) == SQLITE_SIGNATURE
    except OSError:  # the database says so itself
        return False


def _wrong_address(address: str, *, ko: str = "", en: str = "") -> PlanError:
    given = shown(address)
    return PlanError(
        "database-address",
        ko=f"--to는 {EXAMPLES} 가운데 한 꼴이어야 합니다('{given}').{ko}",
        en=f"--to must be like {EXAMPLES}, not '{given}'.{en}",
        exit_code=ExitCode.USAGE,
        database=given,
    )


def connected_engine(url: URL, address: str) -> Engine:
    """An engine that has connected once, so that what its options break is said of the address."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SAWarning)  # an option that would be ignored
            engine = create_engine(url)
        if url.get_backend_name() == "duckdb":
            event.listen(engine, "do_connect", _duckdb_in_our_hands)
        elif url.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _sqlite_in_our_hands)
            event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        engine.connect().close()
    except NoSuchModuleError:
        raise ModuleNotFoundError(name={"duckdb": "duckdb_engine"}.get(url.get_backend_name(), "psycopg")) from None
    except (SQLAlchemyError, SAWarning, *OPTION_ERRORS) as error:
        raise refused(address, error) from None
    return engine


def _duckdb_in_our_hands(_dialect: object, _record: object, _arguments: object, options: dict[str, Any]) -> None:
    """Let DuckDB fetch and load no extension, whatever the options of the address say."""
    options["url_config"] = {**options.get("url_config", {}), **NO_EXTENSIONS}


def _sqlite_in_our_hands(connection: Any, _record: object) -> None:
    """Let no driver begin or end a transaction by itself, so that tables are made in ours (SQLAlchemy, pysqlite)."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def refused(address: str, error: Exception) -> PlanError:
    """The error for a database that did not do as it was told, in its own words but without what is secret."""
    reason = without_secrets(" ".join(str(getattr(error, "orig", None) or error).split()), address)
    given = shown(address)
    return PlanError(
        "database-refused",
        ko=f"'{given}'에 넣지 못했습니다({reason}). "
        "데이터베이스가 있고 쓸 수 있는지 보십시오. 아무것도 바꾸지 않았습니다.",
        en=f"'{given}' could not be loaded ({reason}). "
        "See that the database is there and can be written; nothing was changed.",
        database=given,
    )
