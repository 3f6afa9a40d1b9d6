"""A PostgreSQL server of our own: an ordinary user's, on a free port of 127.0.0.1, stopped when the tests end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

WAIT_SECONDS = 120


def _programs() -> Path | None:
    """The folder of Debian's newest server programs, or the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty database in SQLAlchemy's form; skipped where no server is installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("needs a PostgreSQL server (Debian: apt-get install postgresql)")
    user = "postgres" if os.name == "posix" and os.geteuid() == 0 else None  # a server refuses to run as root
    home = Path(tempfile.mkdtemp(prefix="gongpyo-postgres-"))
    if user:
        shutil.chown(home, user)
    port = _free_port()

    def run(*command: str) -> None:
        subprocess.run(command, user=user, cwd=home, check=True, capture_output=True, timeout=WAIT_SECONDS)

    data = str(home / "data")
    run(str(programs / "initdb"), "-D", data, "-U", "gongpyo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    log = str(home / "log")
    run(str(programs / "pg_ctl"), "-D", data, "-w", "-t", str(WAIT_SECONDS), "-l", log, "-o", settings, "start")
    try:
        yield f"postgresql+psycopg://gongpyo@127.0.0.1:{port}/postgres"
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(home, ignore_errors=True)
