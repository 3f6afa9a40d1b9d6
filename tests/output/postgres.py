"""The PostgreSQL server of the tests, started when the first of them asks for it."""

from __future__ import annotations

from collections.abc import Iterator

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
