"""`gongpyo open`: who may come in, and decisions that are written at once, in a real browser."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongpyo.cli.application import run
from gongpyo.workbench.folder import FIELDS, Folder
from normalize.decisions.model import FINDING_KEYS
from tests.conftest import ROOT, VIEWER_TEXT
from tests.golden import SEOUL

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
UNCLEAR = "개관(곳)"


class Served:
    """A running `gongpyo open`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "gongpyo", "--lang", "ko", "open", str(folder), "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
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


def _plan(folder: Path) -> Path:
    (found,) = (path.parent for path in folder.glob("*/plan.json"))
    return found


def test_only_who_has_the_token_comes_in_and_only_from_here(served: Served) -> None:
    name = _plan(served.folder).name
    assert served.ask("/")[0] == 200
    assert served.ask("/", Cookie="gongpyo=other")[0] == 403
    assert served.ask("/?token=other", Cookie="")[0] == 403
    assert served.ask(f"/?token={served.token}", Cookie="")[0] == 303
    assert served.ask("/", Host="evil.example")[0] == 421
    act = f"/api/plan/{name}/act"
    assert served.ask(act, "POST", b"{}", Origin="http://evil.example")[0] == 403
    assert served.ask(act, "POST", b"{}", X_Gongpyo="")[0] == 403
    assert served.ask("/", Sec_Fetch_Site="cross-site")[0] == 403
    for path in ("/plan/..", "/plan/%2e%2e", "/plan/..%2f..", f"/plan/{name}/files/..%2f..%2fetc%2fpasswd"):
        assert served.ask(path)[0] in (404, 403), path
    assert served.ask(f"/plan/{name}/files/plan.json")[0] == 200


def test_a_decision_is_written_at_once_and_conflicts_are_said(served: Served) -> None:
    folder = _plan(served.folder)
    act, name = f"/api/plan/{folder.name}/act", folder.name
    version = json.loads(served.ask(f"/api/plan/{name}/version")[1])["version"]
    total = {"program": "P3-1-5", "measure": "budget", "indicator": "예산", "period": "total", "printed": "96"}
    sent = {
        "version": version,
        "section": "corrections",
        "entry": {**total, "value": "77"},
        "reason": "합",
        "who": "김",
    }
    status, said = served.ask(act, "POST", json.dumps(sent).encode())
    assert status == 200, said
    assert 'value: "77"' in (folder / "corrections.yaml").read_text("utf-8")
    lines = (folder / "budgets.csv").read_text("utf-8-sig").splitlines()
    assert "77" in next(line for line in lines if "P3-1-5" in line and "total" in line)
    assert served.ask(act, "POST", json.dumps(sent).encode())[0] == 409, "made on an older version"
    now = json.loads(said)["version"]
    assert served.ask(f"/api/plan/{name}/undo", "POST", json.dumps({"version": now}).encode())[0] == 200
    assert "77" not in (folder / "corrections.yaml").read_text("utf-8")
    for wrong in ({**sent, "section": "other"}, {**sent, "entry": {"x": 1}}, {**sent, "reason": " "}, {}, 1):
        assert served.ask(act, "POST", json.dumps(wrong).encode())[0] == 422, wrong


def _decide(served: Served, name: str, value: str) -> tuple[int, str]:
    version = json.loads(served.ask(f"/api/plan/{name}/version")[1])["version"]
    entry = {"program": "P3-1-5", "measure": "budget", "indicator": "예산", "period": "total", "printed": "96"}
    sent = {
        "version": version,
        "section": "corrections",
        "entry": {**entry, "value": value},
        "reason": "합",
        "who": "김",
    }
    return served.ask(f"/api/plan/{name}/act", "POST", json.dumps(sent).encode())


def test_to_accept_what_another_edition_proposes_is_a_yes(served: Served) -> None:
    folder = _plan(served.folder)
    earlier = shutil.copytree(folder, folder.with_name("seoul-2020"))
    kept = json.loads((earlier / "plan.json").read_bytes())
    kept["profile"] |= {"plan_id": "seoul-2020", "first_year": 2020, "last_year": 2023}
    kept["source"]["sha256"] = "0" * 64
    (earlier / "plan.json").write_text(json.dumps(kept), encoding="utf-8")
    assert _decide(served, folder.name, "77")[0] == 200
    (folder / "corrections.yaml").rename(earlier / "corrections.yaml")
    shown = Folder(served.folder).plan(folder.name).data()
    (entry,) = [found["entry"] for found in shown["findings"] if found["entry"]["rule"] == "correction-inherited"]
    version = json.loads(served.ask(f"/api/plan/{folder.name}/version")[1])["version"]
    sent = {
        "version": version,
        "section": "findings",
        "entry": {**entry, "accepted": True},
        "reason": "예",
        "who": "이",
    }
    assert served.ask(f"/api/plan/{folder.name}/act", "POST", json.dumps(sent).encode())[0] == 200
    text = (folder / "corrections.yaml").read_text("utf-8")
    assert "inherited: yes" in text and "from: seoul-2020" in text and "who: 이" in text
    lines = (folder / "budgets.csv").read_text("utf-8-sig").splitlines()
    assert "77" in next(line for line in lines if "P3-1-5" in line and "total" in line)


def test_a_decision_loses_no_reason_of_another_table(served: Served) -> None:
    folder = _plan(served.folder)
    before = json.loads((folder / "decisions.json").read_bytes())["tables"]
    assert any("year_table" not in table or table["year_table"] is None for table in before)
    assert _decide(served, folder.name, "77")[0] == 200
    assert json.loads((folder / "decisions.json").read_bytes())["tables"] == before


def test_a_page_is_handed_how_the_file_names_what_it_decides(served: Served) -> None:
    shown = Folder(served.folder).plan(_plan(served.folder).name).data()
    total = {"program": "P3-1-5", "measure": "budget", "indicator": "예산", "period": "total", "printed": "96"}
    assert [value["entry"] for value in shown["values"] if value["entry"] == total] == [total]
    assert [list(found["entry"]) for found in shown["findings"]] == [list(FINDING_KEYS)] * len(shown["findings"])
    for kind, section in (("values", "corrections"), ("findings", "findings"), ("tables", "tables")):
        for record in shown[kind]:
            assert set(record["entry"]) <= set(FIELDS[section])
    script = (ROOT / "gongpyo" / "reviewing" / "review.js").read_text(encoding="utf-8")
    assert "indicator:" not in script and "record:" not in script, "the page names no cell and no finding by itself"


def test_a_folder_of_another_name_is_not_written_beside(served: Served) -> None:
    folder = _plan(served.folder)
    renamed = folder.rename(folder.with_name("mine"))
    status, said = _decide(served, "mine", "77")
    assert status == 422 and folder.name in said
    assert [path.name for path in served.folder.iterdir()] == ["mine"] and not (
        renamed / "corrections.yaml"
    ).read_text()


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert run(["open", str(tmp_path / "file"), "--no-browser"]) == 4


@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")
def test_a_person_drops_documents_decides_and_takes_back(served: Served, tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    viewer = tmp_path / "another <b>plan.txt"
    viewer.write_text(VIEWER_TEXT, encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page: Any = browser.new_page(locale="ko-KR")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(served.address)
        page.set_input_files("#files", [str(viewer), __file__])
        page.locator("#jobs .done").wait_for(timeout=60_000)
        page.locator("#jobs .refused").wait_for(timeout=60_000)
        assert page.locator("#plans li").count() == 2
        page.locator("#plans a", has_text="시민참여").click()
        page.locator("#findings summary").first.click()
        form = page.locator("#findings form").first
        for name, text in (("value", "77"), ("reason", "합을 바로잡음"), ("who", "검토자")):
            form.locator(f"[name={name}]").fill(text)
        before = page.locator("#findings .resolved").count()
        with page.expect_navigation():
            form.locator("[data-do=e]").click()
        page.locator("#live", has_text="저장").wait_for()
        assert page.locator("#findings .item.resolved").count() == before + 1
        with page.expect_navigation():
            page.keyboard.press("u")
        assert page.locator("#findings .item.resolved").count() == before
        page.keyboard.press("n")
        page.keyboard.press("x")
        assert errors == []
        browser.close()
