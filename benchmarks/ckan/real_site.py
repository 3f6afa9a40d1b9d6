"""A CKAN of its own from an installed ``ckan``: PostgreSQL, redis and the stand-in for Solr, all on 127.0.0.1."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from benchmarks.ckan.solr_stand_in import solr_stand_in
from benchmarks.postgres import free_port, postgres_server, server_programs

WAIT_SECONDS = 180
DATABASES = ("CREATE DATABASE ckan", "CREATE DATABASE datastore", "CREATE ROLE reader LOGIN")
TOKEN = re.compile(r"^\s*(eyJ[\w.-]+|[\w-]{40,})\s*$", re.MULTILINE)


class Site(NamedTuple):
    """Where a site is, a key of its administrator and of one who may do nothing, and the datasets' organization."""

    url: str
    key: str
    weak_key: str
    organization: str
    version: str


class MissingError(Exception):
    """What is not installed, as the reason to skip."""


@contextmanager
def ckan_site(program: str) -> Iterator[Site]:
    """A fresh site with the DataStore, gone afterwards."""
    ckan, redis = shutil.which(program), shutil.which("redis-server")
    programs = server_programs()
    if not ckan:
        raise MissingError(f"no program {program}: pip install 'ckan[requirements]==2.12.0' into a venv of its own")
    if not redis or programs is None:
        raise MissingError("needs redis and PostgreSQL (Debian: apt-get install redis-server postgresql)")
    home = Path(tempfile.mkdtemp(prefix="gongpyo-ckan-"))
    with ExitStack() as ends:
        ends.callback(shutil.rmtree, home, ignore_errors=True)
        base = ends.enter_context(postgres_server(programs, "ckan", DATABASES))
        port = free_port()
        _started(ends, home, redis, "--port", str(port), "--bind", "127.0.0.1", "--save", "")
        solr, address = solr_stand_in()
        ends.callback(solr.shutdown)
        yield _ckan(ckan, home, base, f"redis://127.0.0.1:{port}/0", address, ends)


def _ckan(program: str, home: Path, base: str, redis: str, solr: str, ends: ExitStack) -> Site:
    config = home / "ckan.ini"
    port = free_port()
    url = f"http://127.0.0.1:{port}"

    def run(*words: str) -> str:
        command = [program, "-c", str(config), *words]
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"ckan {words}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    subprocess.run([program, "generate", "config", str(config)], cwd=home, check=True, capture_output=True)
    (home / "storage").mkdir()
    settings = {
        "sqlalchemy.url": f"postgresql://ckan@{base}/ckan",
        "ckan.datastore.write_url": f"postgresql://ckan@{base}/datastore",
        "ckan.datastore.read_url": f"postgresql://reader@{base}/datastore",
        "ckan.plugins": "datastore",
        "ckan.site_url": url,
        "ckan.redis.url": redis,
        "solr_url": solr,
        "ckan.storage_path": str(home / "storage"),
    }
    kept = [line for line in config.read_text(encoding="utf-8").splitlines() if line.partition(" =")[0] not in settings]
    place = kept.index("[app:main]") + 1
    kept[place:place] = [f"{name} = {value}" for name, value in settings.items()]
    config.write_text("\n".join(kept), encoding="utf-8")
    run("db", "init")
    rights = run("datastore", "set-permissions")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/psql"), key=lambda path: int(path.parts[-3]))
    host, _, db_port = base.partition(":")
    subprocess.run(
        [str(programs[-1]), "-h", host, "-p", db_port, "-U", "ckan", "-d", "datastore"],
        input=rights, text=True, check=True, capture_output=True,
    )  # fmt: skip
    keys = []
    for name in ("boss", "guest"):
        run("user", "add", name, f"email={name}@example.org", "password=a-long-password", f"fullname={name}")
        if name == "boss":
            run("sysadmin", "add", name)
        keys.append(TOKEN.findall(run("user", "token", "add", name, "trial"))[-1])
    _started(ends, home, program, "-c", str(config), "run", "--host", "127.0.0.1", "--port", str(port), "-r")
    _wait(f"{url}/api/3/action/status_show")
    version = subprocess.run(
        [str(Path(program).resolve().parent / "python"), "-c", "import ckan; print(ckan.__version__)"],
        capture_output=True, text=True, check=False,
    ).stdout.strip()  # fmt: skip
    return Site(url, keys[0], keys[1], "trial-office", version)


def _started(ends: ExitStack, home: Path, *command: str) -> None:
    log = ends.enter_context((home / f"{Path(command[0]).name}.log").open("wb"))
    child = subprocess.Popen(command, cwd=home, stdout=log, stderr=subprocess.STDOUT)
    ends.callback(child.wait)
    ends.callback(child.terminate)


def _wait(address: str) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with urlopen(address, timeout=30):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(1)
