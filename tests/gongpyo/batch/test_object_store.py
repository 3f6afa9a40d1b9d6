"""An object store that breaks off, is slow or refuses: said of the document or the store, and the next run goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.archive.__main__ import content
from tests.conftest import ROOT
from tests.gongpyo.batch.conftest import outcomes

ITS_OWN = ROOT / "build" / "object-store" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
IS_HERE = all(find_spec(name) is not None for name in ("moto", "flask", "s3fs"))
pytestmark = pytest.mark.skipif(not (ITS_OWN.exists() or IS_HERE), reason="make bucket has not been run")
S3 = """
import os, socket, sys, threading, time
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote
from moto.server import ThreadedMotoServer
from gongpyo.cli.main import main

DENIED = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
docs, here = map(Path, sys.argv[1:])
harm = {"cut": (), "slow": (), "denied": ()}  # ends of paths
seen = []

class Between(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # which says that a body may come

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = unquote(self.path).partition("?")[0]
        fate = next((fate for fate, names in harm.items() if names and path.endswith(names)), "")
        seen.append((self.command, fate))
        if fate == "cut" and self.command == "PUT":
            return self.break_off()
        if fate == "denied" and self.command in ("GET", "PUT"):
            return self.say(403, {"Content-Type": "application/xml"}, DENIED)
        asked = HTTPConnection(*server.get_host_and_port())
        asked.request(self.command, self.path, body, dict(self.headers))
        given = asked.getresponse()
        ours = ("connection", "date", "server", "transfer-encoding")
        told = {name: value for name, value in given.getheaders() if name.lower() not in ours}
        said = given.read()
        if fate == "cut" and self.command == "GET":
            self.say(given.status, told, said[: len(said) // 2], said)
            return self.break_off()
        if fate == "slow":
            time.sleep(1)
        return self.say(given.status, told, said, slow=fate == "slow")

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = answer

    def say(self, status, told, said, whole=None, slow=False):
        self.send_response(status)
        told["Connection"] = "close"
        if self.command != "HEAD":
            told["Content-Length"] = str(len(said if whole is None else whole))
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        for start in range(0, len(said), 500 if slow else len(said) + 1):
            self.wfile.write(said[start : start + (500 if slow else len(said))])
            self.wfile.flush()
            time.sleep(0.1 if slow else 0)

    def break_off(self):
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_):
        pass

server = ThreadedMotoServer(port=0, ip_address="127.0.0.1", verbose=False)
server.start()
between = ThreadingHTTPServer(("127.0.0.1", 0), Between)
threading.Thread(target=between.serve_forever, daemon=True).start()
os.environ |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_DEFAULT_REGION": "us-east-1",
               "AWS_ENDPOINT_URL": "http://127.0.0.1:%d" % between.server_port}
import fsspec
system = fsspec.filesystem("s3")
system.mkdir("plans")
system.mkdir("stores")
for name in os.listdir(docs):
    system.put_file(str(docs / name), f"plans/{name}")

def batch(store, *more, **what):
    harm.update({"cut": (), "slow": (), "denied": (), **what})
    seen.clear()
    try:
        main(["batch", "s3://plans", "-o", str(store), "--no-report", "--workers", "1", "-q", "--lang", "en", *more])
    except SystemExit as ended:
        print("code", ended.code, flush=True)
"""
END = """
server.stop()
os._exit(0)
"""
THERE_AND_BACK = """
batch(here / "near")
batch("s3://stores/one", "--work", str(here / "work"))
system.get("stores/one", str(here / "far"), recursive=True)
"""
DOCUMENTS = """
batch(here / "store", cut=("다솜.txt",), slow=("나래.txt",), denied=("가온.txt",))
print("slow", ("GET", "slow") in seen)
os.rename(here / "store" / "outcomes.csv", here / "outcomes.csv")
batch(here / "store")
batch(here / "near")
"""
STORE = """
batch("s3://stores/one", "--work", str(here / "work"), {harm}=("outcomes.csv",))
print("marker", system.exists("stores/one/_SUCCESS"))
batch("s3://stores/one", "--work", str(here / "work"))
system.get("stores/one", str(here / "far"), recursive=True)
batch(here / "near")
"""
WATCH = """
import signal
store = here / "store"

def later():
    wait_for((store / "_SUCCESS").exists)
    for place in ("라온", "마루"):  # what appears, and what is there changed
        text = (docs / "가온.txt").read_text("utf-8").replace("가온", place)
        system.pipe_file("plans/new.txt", text.encode())
        wait_for(lambda: place in (store / "catalogue.html").read_text("utf-8"))
        print("watched", place, flush=True)
    os.kill(os.getpid(), signal.SIGTERM)

def wait_for(happened):
    while not happened():
        time.sleep(0.1)

threading.Thread(target=later, daemon=True).start()
batch(store, "--watch", "1")
"""


def said(program: str, documents: Path, here: Path) -> tuple[list[str], str]:
    """The lines of a program beside an object store, and what it said of errors."""
    done = subprocess.run(
        [str(ITS_OWN) if ITS_OWN.exists() else sys.executable, "-c", S3 + program + END, str(documents), str(here)],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_PROXY": "127.0.0.1"},
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith(("code", "slow", "marker", "watched"))]
    assert lines, done.stderr
    return lines, done.stderr


def test_an_object_store_is_read_from_and_written_to(documents: Path, tmp_path: Path) -> None:
    assert said(THERE_AND_BACK, documents, tmp_path)[0] == ["code 7", "code 7"]
    assert {line["source"].partition("://")[0] for line in outcomes(tmp_path / "near").values()} == {"s3"}
    assert content(tmp_path / "far") == content(tmp_path / "near")


def test_a_document_that_breaks_off_or_is_refused_is_named_a_slow_one_read_and_the_next_run_reads_all(
    documents: Path, tmp_path: Path
) -> None:
    assert said(DOCUMENTS, documents, tmp_path)[0] == ["code 7", "slow True", "code 7", "code 7"]
    found = {name: line["outcome"] for name, line in outcomes(tmp_path).items()}
    assert found == {
        "가온.txt": "remote-refused", "나래.txt": "copy", "나래 사본.txt": "published", "다솜.txt": "remote-broken",
        "letter.txt": "nothing-planned", "broken.hwp": "damaged",
    }  # fmt: skip
    assert content(tmp_path / "store") == content(tmp_path / "near")


@pytest.mark.parametrize(("harm", "words"), [("cut", "cannot be fetched or written"), ("denied", "Access Denied")])
def test_a_store_that_breaks_off_or_refuses_is_told_has_no_marker_and_is_filled_by_the_next_run(
    documents: Path, tmp_path: Path, harm: str, words: str
) -> None:
    lines, errors = said(STORE.format(harm=harm), documents, tmp_path)
    assert lines == ["code 4", "marker False", "code 7", "code 7"]
    assert words in errors and "run again to go on" in errors
    assert content(tmp_path / "far") == content(tmp_path / "near")


def test_what_appears_and_changes_in_a_bucket_that_is_watched_is_read(documents: Path, tmp_path: Path) -> None:
    assert said(WATCH, documents, tmp_path)[0] == ["watched 라온", "watched 마루", "code 143"]
    found = outcomes(tmp_path / "store")
    assert found["new.txt"]["source"] == "s3://plans/new.txt" and found["new.txt"]["outcome"] == "published"
