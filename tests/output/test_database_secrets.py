"""Whatever is wrong with a database's address: its password is printed nowhere, and nothing is fetched for it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import duckdb
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gongpyo.cli.application import run
from output.exports.database_address import HIDDEN, shown, without_secrets
from output.exports.database_connection import connected_engine, database_url, refused
from output.folder.write import write_plan
from plan.errors import ExitCode, PlanError
from tests.conftest import ROOT, plan_of_every_kind

SECRET = "S3cr3tPw"
SHAPES = (
    "postgresql+psycopg://u:{secret}@127.0.0.1:1/x",
    "postgresql+psycopg://{secret}@127.0.0.1:1/x",
    "postgresql+psycopg://u:p@{secret}@127.0.0.1:1/x",
    "postgresql+psycopg://u:p/{secret}@127.0.0.1:1/x",
    "postgresql+psycopg://u:p?{secret}@127.0.0.1:1/x",
    "postgresql+psycopg://u:p#{secret}@127.0.0.1:1/x",
    "postgresql+psycopg://u:p:{secret}@127.0.0.1:1/x",
    "postgresql+psycopg://u:%7B{secret}%7D@127.0.0.1:1/x",
    "postgresql+psycopg://u:{secret}",
    "postgresql+psycopg://u:p@127.0.0.1:{secret}/x",
    "postgresql+psycopg://127.0.0.1:1/x?user=u&password={secret}",
    "postgresql+psycopg://127.0.0.1:1/x?user=u&PASSWORD={secret}",
    "postgresql+psycopg://127.0.0.1:1/x?sslmode=require&sslpassword={secret}",
    "postgresql+psycopg://127.0.0.1:1/x?sslmode={secret}",
    "postgresql+psycopg://127.0.0.1:1/x?connect_timeout={secret}",
    "postgresql+psycopg://127.0.0.1:1/x?{secret}",
    "postgresql+psycopg://127.0.0.1:1/x?{secret}=1",
    "postgresql+psycopg://127.0.0.1:1/x?plugin={secret}",
    "postgresql+psycopg://127.0.0.1:1/x?password=a@{secret}",
    "postgresql+psycopg://127.0.0.1:1/x;password={secret}",
    "postgresql+psycopg://127.0.0.1:1/dbname=x password={secret}",
    "postgresql+psycopg://u:p@[::1]:1/x?passfile={secret}",
    "postgresql+psycopg:/u:{secret}@127.0.0.1/x",
    "postgresql://u:{secret}@127.0.0.1/x",
    "jdbc:postgresql://127.0.0.1/x?password={secret}",
    "mysql://u:{secret}@127.0.0.1/x",
    "u:{secret}@127.0.0.1/x",
    "host=127.0.0.1 user=u password={secret}",
    " postgresql+psycopg://u:{secret}@127.0.0.1/x",
    "'postgresql+psycopg://u:{secret}@127.0.0.1/x'",
    "{secret}",
    "sqlite:///{folder}/x.db?_key={secret}",
    "sqlite:///{folder}/x.db?timeout={secret}",
    "sqlite:///file:{folder}/x.db?uri=true&mode=ro&key={secret}",
    "sqlite://u:{secret}@127.0.0.1/x.db",
    "sqlite:///u:{secret}@127.0.0.1/x.db",
    "duckdb:///{folder}/x.duckdb?motherduck_token={secret}",
    "duckdb:///{folder}/x.duckdb?access_mode={secret}",
    "duckdb:///{folder}/x.duckdb?nonsense={secret}",
    "duckdb:///{folder}/x.duckdb?user={secret}&user=b",
    "duckdb:///https://u:{secret}@127.0.0.1/x.duckdb",
    "duckdb:///md:x?motherduck_token={secret}",
    "duckdb:///postgres:host=127.0.0.1 password={secret}",
    "duckdb://u:{secret}@127.0.0.1/x",
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    write_plan(plan_of_every_kind(), folder)
    return folder


def _said(*arguments: str) -> tuple[int, str]:
    """The exit code and all that is printed on both streams."""
    with contextlib.redirect_stdout(io.StringIO()) as stdout, contextlib.redirect_stderr(io.StringIO()) as stderr:
        code = run(list(arguments))
    return code, stdout.getvalue() + stderr.getvalue()


# ------------------------------------------------------------------------------------------------ secrets


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("options", [("--lang", "ko"), ("--lang", "en"), ("--json",)], ids=" ".join)
def test_no_shape_of_an_address_shows_its_password(
    out: Path, tmp_path: Path, shape: str, options: tuple[str, ...]
) -> None:
    address = shape.format(secret=SECRET, folder=tmp_path)
    code, said = _said("load", str(out), "--to", address, *options)
    assert code in (ExitCode.CLEAN, ExitCode.USAGE, ExitCode.INPUT)
    assert SECRET.lower() not in said.lower() and said.strip()
    if code != ExitCode.CLEAN and "--json" in options:
        assert json.loads(said)["error"]["details"]["database"] == shown(address)


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if "://" in shape])
def test_an_address_in_the_wrong_place_of_the_command_line_is_not_shown(out: Path, shape: str) -> None:
    address = shape.format(secret=SECRET, folder=out)
    for arguments in (
        ("load", str(out), address),
        ("load", str(out), "--to", "sqlite://", address),
        ("load", address, "--to", str(out)),
        (address, "load", str(out)),
        ("--to", address, "load", str(out)),
    ):
        code, said = _said(*arguments, "--lang", "en")
        assert code == ExitCode.USAGE
        assert SECRET not in said


def test_no_traceback_shows_a_password(out: Path, tmp_path: Path) -> None:
    for number, shape in enumerate(SHAPES[:: len(SHAPES) // 6]):
        address = shape.format(secret=SECRET, folder=tmp_path / str(number))
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-m", "gongpyo", "load", str(out), "--to", address],
            cwd=ROOT, env=os.environ | {"GONGPYO_TRACEBACK": "1"}, capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert SECRET.encode() not in done.stdout + done.stderr
        assert done.returncode in (ExitCode.CLEAN, ExitCode.USAGE, ExitCode.INPUT)


PASSWORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=0, max_size=6)


@settings(max_examples=200)
@given(
    before=PASSWORDS,
    after=PASSWORDS,
    shape=st.sampled_from(SHAPES),
    encoded=st.booleans(),
)
@example(before="a@", after="", shape=SHAPES[0], encoded=False)
@example(before="a?b@", after="", shape=SHAPES[0], encoded=False)
@example(before="a/", after="/", shape=SHAPES[0], encoded=False)
def test_what_is_printed_of_an_address_has_no_part_of_its_password(
    before: str, after: str, shape: str, encoded: bool
) -> None:
    secret = f"{before}{SECRET}{after}"
    address = shape.format(secret=quote(secret, safe="") if encoded else secret, folder="/tmp/plans")
    assert SECRET not in shown(address)
    error = ValueError(f'connection to "{address}" failed: "{secret}" of "{quote(secret)}", {secret!r}')
    said = refused(address, error)
    for text in (said.ko, said.en, *map(str, said.details.values())):
        assert SECRET.lower() not in text.lower()


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_of_any_text_only_a_scheme_a_host_a_port_and_a_database_are_shown(text: str) -> None:
    for address in (text, f"postgresql+psycopg://{text}", f"postgresql+psycopg://u:{text}@h:5432/x"):
        told = shown(address)
        assert set(told) <= set(address) | {"*"}
        assert "=" not in told and "&" not in told and told.count("@") <= 1
    assume("@" not in text and "/" not in text and "?" not in text)
    assert shown(f"postgresql+psycopg://u:{text}@h:5432/x") == "postgresql+psycopg://***@h:5432/x"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql+psycopg://user@localhost/plans", "postgresql+psycopg://***@localhost/plans"),
        ("postgresql+psycopg://u:p%40ss@db.example.kr:5432/plans", "postgresql+psycopg://***@db.example.kr:5432/plans"),
        ("postgresql+psycopg://u:p@[::1]:5432/plans?sslmode=require", "postgresql+psycopg://***@[::1]:5432/plans?***"),
        ("postgresql+psycopg:///plans?host=/run/postgresql", "postgresql+psycopg:///plans?***"),
        ("postgresql+psycopg://u:a@b@h/plans", "postgresql+psycopg://***"),
        ("sqlite:///plans.db", "sqlite:///plans.db"),
        ("sqlite:////home/hong/시민참여/plans (2).db", "sqlite:////home/hong/시민참여/plans (2).db"),
        ("sqlite:///C:\\data\\plans.db", "sqlite:///C:\\data\\plans.db"),
        ("sqlite://", "sqlite://"),
        ("duckdb:///:memory:", "duckdb:///:memory:"),
        ("duckdb:///plans.duckdb?access_mode=read_write", "duckdb:///plans.duckdb?***"),
        ("plans.db", HIDDEN),
        ("", HIDDEN),
    ],
)
def test_what_is_harmless_is_shown(address: str, told: str) -> None:
    assert shown(address) == told


def test_a_driver_still_says_what_is_wrong() -> None:
    address = "postgresql+psycopg://kim:S3cr3tPw@db/plans?sslmode=require"
    said = 'connection to server at "db" failed: password authentication failed for user "kim" (kim:S3cr3tPw@db)'
    assert without_secrets(said, address) == (
        'connection to server at "db" failed: password authentication failed for user "***" (***@db)'
    )


def test_a_password_that_is_not_encoded_is_said_and_sent_nowhere(out: Path) -> None:
    code, said = _said("load", str(out), "--to", "postgresql+psycopg://u:p@S3cr3tPw@h/x", "--lang", "en")
    assert code == ExitCode.USAGE
    assert "in a password write '@' as %40" in said


# --------------------------------------------------------------------------- two hundred addresses of one seed

SEED, ADDRESSES = 20, 200
HOSTS = ("127.0.0.1", "localhost", "[::1]", "127.9.8.7")  # nobody is asked for a name, and nobody answers
SCHEMES = (
    "postgresql+psycopg",
    "postgresql",
    "postgres",
    "mysql",
    "mssql+pyodbc",
    "oracle",
    "redis",
    "https",
    "POSTGRESQL",
)
OPTIONS = ("password", "PassWord", "sslpassword", "sslkey", "passfile", "options", "token", "application_name", "host")
SPOILT = (*"@/?#:&=% +;[]", *("\\", "'", '"', "가", "\u202e", "\x1b", "%40", "%zz"))
Drawn = tuple[str, str, str, str]  # the address, its host, its database, and what is secret in it


def _secret(draw: random.Random) -> str:
    return "".join(draw.choices("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=12))


def _in_a_password(draw: random.Random, place: str, secret: str) -> tuple[str, str]:
    spoilt = draw.choice(SPOILT).join((secret[:6], secret[6:]))
    return f"{draw.choice(('u', '', secret[::-1]))}:{quote(spoilt, safe='')}@{place}", secret


def _plain(draw: random.Random, place: str, secret: str) -> tuple[str, str]:
    return f"u:{draw.choice(('', 'p'))}{draw.choice(SPOILT)}{secret}@{place}", secret


def _as_a_user(_: random.Random, place: str, secret: str) -> tuple[str, str]:
    return f"{secret}@{place}", secret


def _in_an_option(draw: random.Random, place: str, secret: str) -> tuple[str, str]:
    said = draw.choice((secret, "".join(f"%{ord(letter):02X}" for letter in secret)))
    return f"{place}?sslmode=disable&{draw.choice(OPTIONS)}={said}", secret


def _as_an_option(draw: random.Random, place: str, secret: str) -> tuple[str, str]:
    return f"{place}?{draw.choice(('', 'x=1&'))}{secret}", secret


def _in_both(_: random.Random, place: str, secret: str) -> tuple[str, str]:
    return f"u:{secret}@{place}?password={secret}", secret


def _twice_encoded(_: random.Random, place: str, secret: str) -> tuple[str, str]:
    return f"u:{quote(quote(secret[:6] + '@' + secret[6:], safe=''), safe='')}@{place}", secret


WAYS = (_in_a_password, _plain, _as_a_user, _in_an_option, _as_an_option, _in_both, _twice_encoded)


def _address(number: int) -> Drawn:
    draw = random.Random(SEED * ADDRESSES + number)
    host, database = draw.choice(HOSTS), f"plans{draw.randrange(10_000)}"
    place = f"{host}:{draw.choice((1, 2, 9))}/{database}"
    rest, secret = WAYS[number % len(WAYS)](draw, place, _secret(draw))
    scheme = SCHEMES[0] if number % 2 else draw.choice(SCHEMES)
    return f"{scheme}://{rest}", host, database, secret


def _leaks(said: str, secret: str) -> bool:
    """Whether a half of the secret can be read, plain, reversed or encoded."""
    seen = {said.lower(), unquote(said).lower(), unquote(unquote(said)).lower()}
    halves = (secret[:6].lower(), secret[6:].lower(), secret[::-1].lower())
    return any(half in text for half in halves for text in seen)


@pytest.mark.parametrize("way", range(len(WAYS)), ids=lambda way: WAYS[way].__name__.strip("_"))
def test_of_two_hundred_addresses_none_shows_a_secret_and_all_that_are_certain_name_host_and_database(
    out: Path, monkeypatch: pytest.MonkeyPatch, way: int
) -> None:
    monkeypatch.setenv("GONGPYO_TRACEBACK", "1")
    named = 0
    for number in range(way, ADDRESSES, len(WAYS)):
        address, host, database, secret = _address(number)
        for options in (("--lang", "ko"), ("--lang", "en"), ("--json",)):
            code, said = _said("load", str(out), "--to", address, *options)
            assert code in (ExitCode.USAGE, ExitCode.INPUT), address
            assert not _leaks(said, secret), address
            assert not _leaks(traceback_of(address), secret), address
        if shown(address).count("/") > 2:
            named += 1
            assert host in said and database in said, address
    assert named >= ADDRESSES // len(WAYS) // 4


def traceback_of(address: str) -> str:
    """What Python says where nobody catches the error."""
    try:
        connected_engine(database_url(address), address)
    except PlanError:
        return traceback.format_exc()
    return ""


FILES = ("sqlite:///{here}/plans{number}.db", "duckdb:///{here}/plans{number}.duckdb")


@pytest.mark.parametrize("number", range(6))
def test_a_success_names_the_file_and_no_option(out: Path, tmp_path: Path, number: int) -> None:
    secret = _secret(random.Random(number))
    file = FILES[number % 2].format(here=tmp_path, number=number)
    address = f"{file}?{'timeout=5' if number % 2 == 0 else 'access_mode=read_write'}"
    if number >= 4:
        address = f"sqlite:///file:{tmp_path}/plans{number}.db?uri=true&vfs=unix&{secret}=1"
    for options in (("--lang", "en"), ("--json",)):
        code, said = _said("load", str(out), "--to", address, *options)
        assert code == ExitCode.CLEAN, said
        assert not _leaks(said, secret) and "?***" in said
        assert number >= 4 or f"plans{number}." in said


# ----------------------------------------------------------------------------------------------- the network


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A proxy of our own that every download would go through."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        place = f"http://127.0.0.1:{server.getsockname()[1]}"
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, place)
        yield server


def _asked(server: socket.socket) -> bool:
    with contextlib.suppress(TimeoutError):
        server.accept()[0].close()
        return True
    return False


def _sqlite_file(path: Path) -> Path:
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE mine (x)")
        base.commit()
    return path


def _duckdb_address(kind: str, folder: Path, port: int) -> str:
    if kind == "sqlite":
        return f"duckdb:///{_sqlite_file(folder / 'x.db')}"
    return f"duckdb:///{kind.format(port=port)}"


ELSEWHERE = ("https://127.0.0.1:{port}/x.db", "http://127.0.0.1:{port}/x.db", "s3://a/x.db", "md:x", "ducklake:x.db")


@pytest.mark.parametrize("kind", ["sqlite", *ELSEWHERE])
@pytest.mark.parametrize("options", ["", "?autoinstall_known_extensions=true&autoload_known_extensions=true"])
def test_duckdb_asks_nobody_for_an_extension(
    out: Path, tmp_path: Path, trap: socket.socket, kind: str, options: str
) -> None:
    address = _duckdb_address(kind, tmp_path, trap.getsockname()[1]) + options
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [*_traced(tmp_path), sys.executable, "-m", "gongpyo", "load", str(out), "--to", address, "--lang", "en"],
        cwd=ROOT, env=os.environ | {"HOME": str(home)}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert not _asked(trap)
    assert _connections(tmp_path) == []
    assert list(home.iterdir()) == []
    wanted = (
        (ExitCode.INPUT, "is an SQLite file; use an address that begins with sqlite:///")
        if kind == "sqlite"
        else (ExitCode.USAGE, "the path of a file on this computer only")
    )
    assert (done.returncode, wanted[1] in done.stderr) == (wanted[0], True), done.stderr


def _traced(folder: Path) -> list[str]:
    """The command that writes down every connection of a process, where it is installed."""
    program = shutil.which("strace")
    return [program, "-f", "-e", "trace=connect", "-o", str(folder / "calls")] if program else []


def _connections(folder: Path) -> list[str]:
    calls = folder / "calls"
    lines = calls.read_text(encoding="utf-8", errors="replace").splitlines() if calls.exists() else []
    return [line for line in lines if "AF_INET" in line]


def test_the_trap_can_be_sprung(tmp_path: Path, trap: socket.socket) -> None:
    config = {"custom_extension_repository": f"http://127.0.0.1:{trap.getsockname()[1]}"}
    config["extension_directory"] = str(tmp_path)
    program = f"import duckdb; duckdb.connect({str(_sqlite_file(tmp_path / 'x'))!r}, config={config!r})"
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as child:
        trap.settimeout(30)
        assert _asked(trap)
        child.kill()


def test_no_option_of_an_address_lets_duckdb_fetch_extensions(tmp_path: Path) -> None:
    address = f"duckdb:///{tmp_path}/x.duckdb?autoinstall_known_extensions=true&autoload_known_extensions=true"
    engine = connected_engine(database_url(address), address)
    with engine.connect() as connection:
        told = connection.exec_driver_sql(
            "SELECT name, value FROM duckdb_settings() WHERE name IN "
            "('autoinstall_known_extensions', 'autoload_known_extensions') ORDER BY name"
        ).fetchall()
    engine.dispose()
    assert [tuple(row) for row in told] == [
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
    ]


def test_an_sqlite_file_is_left_as_it_was(out: Path, tmp_path: Path) -> None:
    path = _sqlite_file(tmp_path / "x.db")
    before = path.read_bytes()
    with pytest.raises(PlanError) as refusal:
        database_url(f"duckdb:///{path}")
    assert refusal.value.code == "database-kind" and refusal.value.exit_code == ExitCode.INPUT
    assert "SQLite 파일입니다" in refusal.value.ko
    assert path.read_bytes() == before and sorted(tmp_path.iterdir()) == [path]


def test_a_file_of_duckdb_is_loaded_whatever_its_name_ends_with(out: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "x.db")) as base:
        base.execute("CREATE TABLE mine AS SELECT 1 AS x")
    code, said = _said("load", str(out), "--to", f"duckdb:///{tmp_path}/x.db")
    assert code == ExitCode.CLEAN, said
