"""A running `gongpyo open` on a copy of the fixture's output, and a browser to look at it."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongpyo.cli.application import run
from tests.golden import SEOUL


class Served:
    """A running `gongpyo open`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "gongpyo", "--lang", "ko", "open", str(folder), "--no-browser"]
        buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=buffered)
        assert self.process.stdout
        said = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=(\S+)", said)
        assert found, said
        self.address, self.port, self.token = found[0], int(found[1]), found[2]

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Host": f"127.0.0.1:{self.port}", "Cookie": f"gongpyo={self.token}", "X-Gongpyo": "1"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True)
        for name, value in {**sent, "Content-Length": str(len(body))}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")

    def post(self, path: str, **said: object) -> tuple[int, Any]:
        """What a page sends, on the version that the plan has now."""
        name = path.split("/")[3]
        version = json.loads(self.ask(f"/api/plan/{name}/version")[1])["version"]
        status, answer = self.ask(path, "POST", json.dumps({"version": version, **said}).encode())
        return status, json.loads(answer)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    assert run(["convert", str(SEOUL / "plan.hwpx"), "-o", str(folder), "--findings-ok", "-q"]) == 0
    return folder


@pytest.fixture
def served(made: Path, tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "out"
    shutil.copytree(made, folder)
    serving = Served(folder)
    yield serving
    serving.stop()


def plan_in(folder: Path) -> Path:
    (found,) = (path.parent for path in folder.glob("*/plan.json"))
    return found


class Errors(list[str]):
    """What a page's script has failed at, and what it has asked of other machines."""

    def watch(self, page: Any) -> None:
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("request", lambda asked: self.append(asked.url) if "127.0.0.1" not in asked.url else None)


@pytest.fixture
def errors() -> Errors:
    return Errors()


@pytest.fixture
def page(browser: Any, errors: Errors) -> Iterator[Any]:
    """A page of a Korean person's browser, of which no script may fail."""
    context = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    errors.watch(opened)
    yield opened
    context.close()
    assert errors == []
