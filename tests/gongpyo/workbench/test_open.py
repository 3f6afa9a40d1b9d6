"""`gongpyo open`: who may come in, and decisions that are written at once, in a real browser."""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from gongpyo.cli.application import run
from gongpyo.workbench.acts import FIELDS
from gongpyo.workbench.app import _converted
from gongpyo.workbench.folder import Folder
from normalize.decisions.model import FINDING_KEYS
from plan.errors import PlanError
from tests.conftest import ROOT, VIEWER_TEXT
from tests.gongpyo.workbench.conftest import Served, plan_in

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
UNCLEAR = "개관(곳)"


def test_the_address_is_said_at_once_and_as_json_where_that_is_asked(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gongpyo", "open", str(tmp_path / "new"), "--no-browser", "--json"]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=buffered) as serving:
        assert serving.stdout
        said = json.loads("".join(serving.stdout.readline() for _ in range(4)))
        serving.kill()
    assert said["folder"] == str(tmp_path / "new")
    assert said["address"].startswith("http://127.0.0.1:")


def test_only_who_has_the_token_comes_in_and_only_from_here(served: Served) -> None:
    name = plan_in(served.folder).name
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


def test_the_pages_are_served_on_this_computer_alone_by_a_token_of_this_run(served: Served, made: Path) -> None:
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", served.port), timeout=5):
        pass  # another address of this computer, so that no address but one is listened on
    other = Served(made)
    other.stop()
    assert len(served.token) > 20 and other.token != served.token


def test_only_what_lies_directly_in_a_plan_s_folder_is_given_out(served: Served) -> None:
    folder = plan_in(served.folder)
    (served.folder / "beside.txt").write_text("mine", encoding="utf-8")
    (folder / "link.txt").symlink_to(served.folder / "beside.txt")
    os.mkfifo(folder / "pipe.txt")
    for name in ("link.txt", "pipe.txt", "portal", "..", "beside.txt", "../beside.txt", ".%2fplan.json"):
        assert served.ask(f"/plan/{folder.name}/files/{name}")[0] in (403, 404), name
    assert served.ask(f"/plan/{folder.name}/files/targets.csv")[0] == 200


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory holds on Linux")
def test_what_is_dropped_is_read_in_the_guarded_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGPYO_MAX_MEMORY_MIB", "1")
    content = (ROOT / "fixtures" / "shapes" / "nested" / "document.pdf").read_bytes()
    with pytest.raises(PlanError) as refused:
        _converted(tmp_path, "plan.pdf", content)
    assert refused.value.details["limit"] == "memory_mib" and "'plan.pdf'" in refused.value.en


def test_a_decision_is_written_at_once_and_conflicts_are_said(served: Served) -> None:
    folder = plan_in(served.folder)
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


@pytest.fixture
def proposing(served: Served) -> Served:
    """A folder in which an earlier edition has decided what may hold here too."""
    folder = plan_in(served.folder)
    earlier = shutil.copytree(folder, folder.with_name("seoul-2020"))
    kept = json.loads((earlier / "plan.json").read_bytes())
    kept["profile"] |= {"plan_id": "seoul-2020", "first_year": 2020, "last_year": 2023}
    kept["source"]["sha256"] = "0" * 64
    (earlier / "plan.json").write_text(json.dumps(kept), encoding="utf-8")
    assert _decide(served, folder.name, "77")[0] == 200
    (folder / "corrections.yaml").rename(earlier / "corrections.yaml")
    return served


def _total(folder: Path) -> str:
    lines = (folder / "budgets.csv").read_text("utf-8-sig").splitlines()
    return next(line for line in lines if "P3-1-5" in line and "total" in line)


def _seoul(served: Served) -> Path:
    (folder,) = served.folder.glob("seoul-citizen*")
    return folder


def test_to_accept_what_another_edition_proposes_is_a_yes(proposing: Served) -> None:
    folder = _seoul(proposing)
    shown = Folder(proposing.folder).plan(folder.name).data()
    (entry,) = [found["entry"] for found in shown["findings"] if found["entry"]["rule"] == "correction-inherited"]
    (proposal,) = shown["proposals"]
    assert shown["findings"][proposal["finding"]]["entry"] == entry
    assert (proposal["plan"], proposal["who"], proposal["says"]) == ("seoul-2020", "김", "value: 77")
    sent = {"section": "findings", "entry": {**entry, "accepted": True}, "reason": "예", "who": "이"}
    assert proposing.post(f"/api/plan/{folder.name}/act", **sent)[0] == 200
    text = (folder / "corrections.yaml").read_text("utf-8")
    assert "inherited: yes" in text and "from: seoul-2020" in text and "who: 이" in text
    assert "77" in _total(folder)


@pytest.mark.parametrize(("button", "answer"), [("예", "yes"), ("아니요", "no")])
def test_a_proposal_waits_for_a_yes_or_a_no(proposing: Served, page: Any, button: str, answer: str) -> None:
    folder = _seoul(proposing)
    page.goto(proposing.address)
    page.goto(proposing.address.partition("?")[0] + f"plan/{folder.name}")
    card = page.locator("#proposals article")
    card.scroll_into_view_if_needed()
    assert "value: 77" in card.inner_text() and "seoul-2020" in card.inner_text()
    assert card.locator("form").count() == 1 and card.locator("[name=reason]").input_value() == "합"
    card.locator("[name=who]").fill("이")
    with page.expect_navigation():
        card.locator("button", has_text=button).click()
    assert page.locator("#proposals").count() == 0
    assert f"inherited: {answer}" in (folder / "corrections.yaml").read_text("utf-8")
    assert ("77" in _total(folder)) == (answer == "yes")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("#proposals article").count() == 1


def test_a_decision_loses_no_reason_of_another_table(served: Served) -> None:
    folder = plan_in(served.folder)
    before = json.loads((folder / "decisions.json").read_bytes())["tables"]
    assert any("year_table" not in table or table["year_table"] is None for table in before)
    assert _decide(served, folder.name, "77")[0] == 200
    assert json.loads((folder / "decisions.json").read_bytes())["tables"] == before


def test_a_page_is_handed_how_the_file_names_what_it_decides(served: Served) -> None:
    shown = Folder(served.folder).plan(plan_in(served.folder).name).data()
    total = {"program": "P3-1-5", "measure": "budget", "indicator": "예산", "period": "total", "printed": "96"}
    assert [value["entry"] for value in shown["values"] if value["entry"] == total] == [total]
    assert [list(found["entry"]) for found in shown["findings"]] == [list(FINDING_KEYS)] * len(shown["findings"])
    for kind, section in (("values", "corrections"), ("findings", "findings"), ("tables", "tables")):
        for record in shown[kind]:
            assert set(record["entry"]) <= set(FIELDS[section])
    script = (ROOT / "gongpyo" / "reviewing" / "review.js").read_text(encoding="utf-8")
    assert "indicator:" not in script and "record:" not in script, "the page names no cell and no finding by itself"


def test_a_folder_of_another_name_is_not_written_beside(served: Served) -> None:
    folder = plan_in(served.folder)
    renamed = folder.rename(folder.with_name("mine"))
    status, said = _decide(served, "mine", "77")
    assert status == 422 and folder.name in said
    assert [path.name for path in served.folder.iterdir()] == ["mine"] and not (
        renamed / "corrections.yaml"
    ).read_text()


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert run(["open", str(tmp_path / "file"), "--no-browser"]) == 4


def test_a_person_drops_documents_decides_and_takes_back(served: Served, page: Any, tmp_path: Path) -> None:
    viewer = tmp_path / "another <b>plan.txt"
    viewer.write_text(VIEWER_TEXT, encoding="utf-8")
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


def test_a_locked_document_that_is_dropped_is_read_by_the_password_of_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.BytesIO()
    with pikepdf.open(ROOT / "fixtures" / "shapes" / "nested" / "document.pdf") as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(user="gadong-7", owner="x", R=6))
    monkeypatch.setenv("GONGPYO_PASSWORD", "gadong-7")
    serving = Served(tmp_path)
    try:
        assert serving.ask("/api/documents", "POST", stream.getvalue(), X_Name="plan.pdf")[0] == 202
        until = time.monotonic() + 60
        while not list(tmp_path.glob("*/plan.json")) and time.monotonic() < until:
            time.sleep(0.1)
        assert "gadong-7" not in serving.ask("/api/documents")[1]
    finally:
        serving.stop()
    assert list(tmp_path.glob("*/plan.json"))
