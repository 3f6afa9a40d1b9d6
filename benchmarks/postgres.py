"""A PostgreSQL server of one's own: an ordinary user's, on a free port of 127.0.0.1, stopped and removed at the end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 180


def server_programs() -> Path | None:
    """The folder of Debian's newest server programs, or the one on the path; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def postgres_server(programs: Path, owner: str, statements: Sequence[str] = ()) -> Iterator[str]:
    """The ``host:port`` of a server whose superuser is ``owner``, without a password, after some statements of SQL."""
    user = "postgres" if os.name == "posix" and os.geteuid() == 0 else None  # a server refuses to run as root
    home = Path(tempfile.mkdtemp(prefix="gongpyo-postgres-"))
    if user:
        shutil.chown(home, user)
    port = free_port()

    def run(program: str, *options: str) -> None:
        command = (str(programs / program), *options)
        subprocess.run(command, user=user, cwd=home, check=True, capture_output=True, timeout=WAIT_SECONDS)

    data, log = str(home / "data"), str(home / "log")
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    try:
        run("initdb", "-D", data, "-U", owner, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run("pg_ctl", "-D", data, "-w", "-t", str(WAIT_SECONDS), "-l", log, "-o", settings, "start")
        try:
            for line in statements:
                run("psql", "-h", "127.0.0.1", "-p", str(port), "-U", owner, "-d", "postgres", "-c", line)
            yield f"127.0.0.1:{port}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
