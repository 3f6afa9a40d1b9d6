"""The PostgreSQL server of the tests, started when the first of them asks for it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import psycopg
import pytest

from benchmarks.postgres import postgres_server, server_programs


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty database in SQLAlchemy's form; skipped where no server is installed."""
    programs = server_programs()
    if programs is None:
        pytest.skip("needs a PostgreSQL server (Debian: apt-get install postgresql)")
    with postgres_server(programs, "gongpyo") as address:
        yield f"postgresql+psycopg://gongpyo@{address}/postgres"


def empty_postgres(server: str) -> str:
    """The server's address with a new schema as the only one that is looked into."""
    name = f"plans_{uuid.uuid4().hex}"
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{server}?options=-csearch_path%3D{name}"
