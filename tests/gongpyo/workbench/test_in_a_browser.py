"""What a person does from dropping documents to deciding, by mouse and by keyboard, in a real browser."""

from __future__ import annotations

import csv
import json
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongpyo.cli.application import run
from tests.conftest import ROOT, VIEWER_TEXT, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section
from tests.golden import SEOUL
from tests.gongpyo.workbench.conftest import Served, plan_in

SHAPES = ROOT / "fixtures" / "shapes"
TOTAL = {"program": "P3-1-5", "measure": "budget", "indicator": "예산", "period": "total", "printed": "96"}
HOSTILE = tuple(
    part.format(n)
    for n in range(20)
    for part in (
        "<script>window.ran={}</script>",
        '<img src=x onerror="window.ran={}">',
        "</script><script>window.ran={}//",
        '"><svg/onload=window.ran={}>',
        "javascript:window.ran={}",
    )
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Served]:
    """A folder with one small plan of a viewer's text."""
    source = tmp_path / "plan.txt"
    source.write_text(VIEWER_TEXT, encoding="utf-8")
    assert run(["convert", str(source), "-o", str(tmp_path / "out"), "--findings-ok", "-q", "--no-report"]) == 0
    serving = Served(tmp_path / "out")
    yield serving
    serving.stop()


def _open(page: Any, serving: Served) -> Any:
    page.goto(serving.address)
    page.goto(f"{serving.address.partition('?')[0]}plan/{plan_in(serving.folder).name}")
    return page


def _correct(serving: Served, value: str = "77") -> int:
    name = plan_in(serving.folder).name
    sent = {"section": "corrections", "entry": {**TOTAL, "value": value}, "reason": "합", "who": "김"}
    return serving.post(f"/api/plan/{name}/act", **sent)[0]


def test_three_documents_are_dropped_at_once(page: Any, tmp_path: Path) -> None:
    serving = Served(tmp_path / "out")
    documents = [SHAPES / "transposed" / f"document.{suffix}" for suffix in ("pdf", "hwpx")]
    viewer = tmp_path / "계획.txt"
    viewer.write_text(VIEWER_TEXT, encoding="utf-8")
    page.goto(serving.address)
    page.set_input_files("#files", [*map(str, documents), str(viewer)])
    page.locator("#jobs .done, #jobs .refused").nth(2).wait_for(timeout=90_000)
    said = page.locator("#jobs").inner_text()
    assert page.locator("#jobs .done").count() >= 2, said
    assert "가온시 마을도서관" in page.locator("#plans").inner_text()
    serving.stop()


def test_ten_values_are_reviewed_by_keyboard_alone(small: Served, page: Any) -> None:
    _open(page, small)
    page.locator("#values").wait_for()
    while not page.evaluate("document.activeElement.closest('#values')"):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    for number in range(10):
        if number:
            page.keyboard.press("ArrowDown" if number == 5 else "ArrowRight" if number < 5 else "ArrowLeft")
        page.keyboard.press("a")
        page.keyboard.type("원문과 같음")
        if not number:
            page.keyboard.press("Tab")
            page.keyboard.type("검토자")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator("#live", has_text="저장").wait_for()
    text = (plan_in(small.folder) / "corrections.yaml").read_text("utf-8")
    assert text.count("\n    confirmed: true") == 10 and text.count("원문과 같음") == 10
    page.keyboard.press("x")
    assert "2개 가운데 1개" in page.locator("#looked").inner_text()


def test_a_value_is_corrected_taken_back_and_done_again(served: Served, page: Any) -> None:
    _open(page, served)
    folder = plan_in(served.folder)
    page.locator(".value.error").first.click()
    form = page.locator("#detail form")
    for name, text in (("value", "77"), ("reason", "합을 바로잡음"), ("who", "검토자")):
        form.locator(f"[name={name}]").fill(text)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#values td.value.changed").count() == 1
    assert 'value: "77"' in (folder / "corrections.yaml").read_text("utf-8")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "77" not in (folder / "corrections.yaml").read_text("utf-8")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert 'value: "77"' in (folder / "corrections.yaml").read_text("utf-8")


def test_what_is_typed_behind_e_stands_for_the_printed_number(small: Served, page: Any) -> None:
    _open(page, small)
    page.locator("#values .item").first.focus()
    page.keyboard.press("Enter")
    chosen = page.locator("#values td.value.lit").first
    assert chosen.count() == 1, "Enter chooses a value, not the head of its table"
    page.keyboard.press("e")
    page.keyboard.type("77")
    assert page.locator("#detail form [name=value]").input_value() == "77"


def test_a_refused_table_is_called_a_plan_and_published(page: Any, tmp_path: Path) -> None:
    serving = Served(tmp_path / "out")
    document = tmp_path / "숲.hwpx"
    rows = [["구분", "2026", "2027"], ["방문객(명)", "4", "5"]]
    document.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, ("숲 이야기", "방문객", hwpx_grid(rows))))))
    page.goto(serving.address)
    page.set_input_files("#files", str(document))
    page.locator("#jobs .waits").wait_for(timeout=60_000)
    assert "corrections.yaml" not in page.locator("#jobs").inner_text(), "the page says what to do on the page"
    page.locator("#plans", has_text="사람이 정해야 함").wait_for()
    page.locator("#jobs .waits a").click()
    page.locator("#live", has_text="사람이 정해야 함").wait_for()
    form = page.locator("#left_out form.decide").first
    form.locator("[name=kind]").select_option("plan")
    form.locator("[name=reason]").fill("담당 부서에 물음")
    form.locator("[name=who]").fill("검토자")
    with page.expect_navigation():
        form.locator("[data-do=e]").click()
    assert page.locator("td.value").all_inner_texts() == ["4", "5"]
    assert (plan_in(serving.folder) / "targets.csv").is_file()
    serving.stop()


def _columns_of(folder: Path, name: str) -> list[tuple[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
        return [(row["year"], row["amount"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize("language", ["ko-KR", "en-US"])
def test_payer_and_role_of_a_column_are_said_in_the_form(browser: Any, tmp_path: Path, language: str) -> None:
    document = tmp_path / "숲.hwpx"
    rows = [["구분", "2026", "2027", "2028"], ["예산(백만원)", "4", "5", "6"]]
    parts = ("숲 정비 계획(2026~2028)", "숲길 넓히기", "연차별 추진계획", hwpx_grid(rows))
    document.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, parts))))
    assert run(["convert", str(document), "-o", str(tmp_path / "out"), "--findings-ok", "-q", "--no-report"]) == 0
    serving = Served(tmp_path / "out")
    folder = plan_in(serving.folder)
    assert _columns_of(folder, "budgets.csv") == [("2026", "4"), ("2027", "5"), ("2028", "6")]
    context = browser.new_context(locale=language)
    page = _open(context.new_page(), serving)

    def decide(**chosen: str) -> None:
        page.locator("#values article details summary").first.click()
        form = page.locator("#values article form.decide").first
        for name, value in chosen.items():
            form.locator(f"select[name={name}]").select_option(value)
        assert form.locator("[name=year]").is_visible() is (chosen.get("role") == "year")
        form.locator("[name=reason]").fill("담당 부서에 물음")
        form.locator("[name=who]").fill("검토자")
        with page.expect_navigation():
            form.locator("[data-do=e]").click()
        page.locator("#live", has_text={"ko-KR": "저장", "en-US": "Saved"}[language]).wait_for()

    decide(payer="national")
    assert "national" in (folder / "budgets.csv").read_text("utf-8-sig")
    decide(column="2027", role="note")
    decide(column="2028", role="note")
    assert _columns_of(folder, "budgets.csv") == [("2026", "4")], "what was said of another column stays"
    text = (folder / "corrections.yaml").read_text("utf-8")
    assert text.count("role: note") == 2 and text.count("payer: national") == 1
    context.close()
    serving.stop()


def test_a_decision_holds_for_the_same_plan_in_another_format(served: Served) -> None:
    assert _correct(served) == 200
    assert (
        run(["convert", str(SEOUL / "plan.hwp"), "-o", str(served.folder), "--findings-ok", "-q", "--no-report"]) == 0
    )
    folder = plan_in(served.folder)
    lines = (folder / "budgets.csv").read_text("utf-8-sig").splitlines()
    assert "77" in next(line for line in lines if "P3-1-5" in line and "total" in line)
    assert json.loads((folder / "plan.json").read_bytes())["source"]["format"] == "hwp"


def test_of_two_windows_the_later_is_told_and_a_killed_server_loses_nothing(served: Served, page: Any) -> None:
    folder = plan_in(served.folder)
    _open(page, served)
    assert _correct(served) == 200
    page.locator(".value.error").first.click()
    form = page.locator("#detail form")
    for name, text in (("value", "78"), ("reason", "다름"), ("who", "다른 사람")):
        form.locator(f"[name={name}]").fill(text)
    page.keyboard.press("Enter")
    page.locator("#live", has_text="다른 창").wait_for()
    text = (folder / "corrections.yaml").read_text("utf-8")
    assert "77" in text and "78" not in text
    served.stop()
    page.locator("#live", has_text="멈추었습니다").wait_for(timeout=15_000)
    again = Served(served.folder)
    _open(page, again)
    assert (folder / "corrections.yaml").read_text("utf-8") == text
    assert page.locator("#findings .item.resolved").count() == 1
    again.stop()


def test_a_hundred_hostile_texts_run_nothing(small: Served, page: Any) -> None:
    folder = plan_in(small.folder)
    renamed = shutil.copytree(folder, small.folder / "hostile")
    shutil.rmtree(folder)
    kept = json.loads((renamed / "plan.json").read_bytes())
    kept["profile"]["plan_id"], kept["profile"]["title"] = "hostile", HOSTILE[0]
    kept["source"]["name"] = HOSTILE[1]
    left = iter(HOSTILE * 9)
    for table in kept["year_tables"]:
        table["title"] = next(left)
        for row in table["grid"][1:]:
            for cell in row:
                cell["text"] = f"{next(left)} {cell['text']}"
    for node in kept["programs"]:
        node["name"] = next(left)
    (renamed / "plan.json").write_text(json.dumps(kept), encoding="utf-8")
    decided = json.loads((renamed / "decisions.json").read_bytes())
    decided["plan_id"] = "hostile"
    (renamed / "decisions.json").write_text(json.dumps(decided), encoding="utf-8")
    page.goto(small.address)
    names = [f"{text.replace('/', '_')}.txt" for text in HOSTILE[:5]]
    page.set_input_files("#files", [{"name": name, "mimeType": "text/plain", "buffer": b"x"} for name in names])
    page.locator("#jobs .refused").nth(4).wait_for(timeout=90_000)
    page.goto(f"{small.address.partition('?')[0]}plan/hostile")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.locator("img, #app script").count() == 0 and HOSTILE[0] in page.locator("h1").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ko-KR", "en-US"])
def test_nothing_keeps_a_person_out(small: Served, browser: Any, width: int, theme: str, language: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(locale=language, viewport={"width": width, "height": 900}, color_scheme=theme)
    page = context.new_page()
    page.goto(small.address)
    found = axe.run(page).response["violations"]
    _open(page, small)
    page.locator("td.value").first.click()
    found += axe.run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_on_a_telephone_a_cell_is_decided_without_scrolling(served: Served, browser: Any) -> None:
    context = browser.new_context(locale="ko-KR", viewport={"width": 390, "height": 844})
    page = _open(context.new_page(), served)
    page.locator("#values td.value.error, #findings td.value.error").first.click()
    sheet, buttons = page.locator("#detail").bounding_box(), page.locator("#detail form [data-do]").last.bounding_box()
    assert sheet and buttons and buttons["y"] + buttons["height"] <= sheet["y"] + sheet["height"]
    context.close()


def test_decisions_that_cannot_be_read_are_mended_on_the_page(small: Served, page: Any) -> None:
    file = plan_in(small.folder) / "corrections.yaml"
    file.write_text("corrections:\n  - program: P1-1-1\n    colour: red\n", encoding="utf-8")
    _open(page, small)
    told = page.locator("[role=alert]").inner_text()
    assert "3행" in told and "colour" in told
    assert page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart)").startswith(
        "    col"
    )
    page.locator("textarea").fill("corrections:\n  - nothing: x\n")
    page.locator("[type=submit]").click()
    page.locator("[role=alert]", has_text="2행").wait_for()
    assert "colour" in file.read_text("utf-8"), "what cannot be read is not written"
    page.locator("textarea").fill("# 나중에\n")
    with page.expect_navigation():
        page.locator("[type=submit]").click()
    assert page.locator("td.value").count() > 5 and file.read_text("utf-8") == "# 나중에\n"


def test_a_plan_that_cannot_be_read_says_so_in_a_sentence(small: Served, page: Any) -> None:
    file = plan_in(small.folder) / "plan.json"
    file.write_bytes(file.read_bytes()[:-100])
    _open(page, small)
    assert "plan.json" in page.locator("[role=alert]").inner_text() and page.locator("textarea").count() == 0


def test_a_browser_that_goes_away_takes_nothing_with_it(served: Served) -> None:
    assert _correct(served) == 200
    started = time.monotonic()
    served.ask("/api/progress")
    assert time.monotonic() - started < 30
    name = plan_in(served.folder).name
    assert served.ask(f"/plan/{name}")[0] == 200


def _send_and_leave(serving: Served, path: str, body: bytes, whole: bool) -> None:
    """What a browser does that goes away: it sends all or a part of its body and does not wait for the answer."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{serving.port}\r\nCookie: gongpyo={serving.token}\r\n"
        f"X-Gongpyo: 1\r\nX-Name: plan.txt\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", serving.port)) as line:
        line.sendall(head.encode() + (body if whole else body[: len(body) // 2]))


def test_a_browser_that_goes_away_in_an_act_leaves_it_done_or_not_begun(served: Served) -> None:
    folder = plan_in(served.folder)
    version = json.loads(served.ask(f"/api/plan/{folder.name}/version")[1])["version"]
    act = {"section": "corrections", "entry": {**TOTAL, "value": "77"}, "reason": "합", "who": "김"}
    body = json.dumps({"version": version, **act}).encode()
    before = (folder / "budgets.csv").read_bytes()
    _send_and_leave(served, f"/api/plan/{folder.name}/act", body, whole=False)
    assert json.loads(served.ask(f"/api/plan/{folder.name}/version")[1])["version"] == version
    assert not (folder / "corrections.yaml").exists()
    _send_and_leave(served, f"/api/plan/{folder.name}/act", body, whole=True)
    for _ in range(100):
        if (folder / "budgets.csv").read_bytes() != before:
            break
        time.sleep(0.2)
    assert 'value: "77"' in (folder / "corrections.yaml").read_text("utf-8")
    assert served.ask(f"/plan/{folder.name}")[0] == 200
    assert not list(served.folder.glob(".*")) or plan_in(served.folder) == folder


def test_a_document_whose_browser_goes_away_is_converted_or_not_begun(tmp_path: Path) -> None:
    serving = Served(tmp_path / "out")
    content = VIEWER_TEXT.encode()
    _send_and_leave(serving, "/api/documents", content, whole=False)
    assert json.loads(serving.ask("/api/plans")[1])["plans"] == []
    _send_and_leave(serving, "/api/documents", content, whole=True)
    for _ in range(150):
        if json.loads(serving.ask("/api/plans")[1])["plans"]:
            break
        time.sleep(0.2)
    assert len(json.loads(serving.ask("/api/plans")[1])["plans"]) == 1
    serving.stop()


def test_a_server_that_is_killed_in_an_act_leaves_a_folder_that_can_be_read(served: Served, page: Any) -> None:
    folder = plan_in(served.folder)
    version = json.loads(served.ask(f"/api/plan/{folder.name}/version")[1])["version"]
    act = {"section": "corrections", "entry": {**TOTAL, "value": "77"}, "reason": "합", "who": "김"}
    body = json.dumps({"version": version, **act}).encode()
    _send_and_leave(served, f"/api/plan/{folder.name}/act", body, whole=True)
    time.sleep(0.3)
    served.stop()
    again = Served(served.folder)
    _open(page, again)
    decisions = plan_in(served.folder) / "corrections.yaml"
    is_there = decisions.exists() and "77" in decisions.read_text("utf-8")
    assert page.locator("#findings .item.resolved").count() == is_there
    assert _correct(again, "76") == 200, "and is written on"
    again.stop()


def test_a_plan_of_a_newer_schema_is_told_and_left_as_it_is(small: Served, page: Any) -> None:
    file = plan_in(small.folder) / "plan.json"
    newer = (
        file.read_bytes()
        .replace(b'"schema_version":"1.', b'"schema_version":"9.')
        .replace(b'"schema_version": "1.', b'"schema_version": "9.')
    )
    file.write_bytes(newer)
    page.goto(small.address)
    page.locator("#plans .said.error").wait_for()
    assert "9." in page.locator("#plans .said.error").inner_text()
    _open(page, small)
    told = page.locator("[role=alert]").inner_text()
    assert "9." in told and page.locator("textarea").count() == 0
    name = plan_in(small.folder).name
    sent = {"version": "", "section": "corrections", "entry": {}, "reason": "합", "who": "김"}
    status, said = small.ask(f"/api/plan/{name}/act", "POST", json.dumps(sent).encode())
    assert status in (409, 422), said
    assert file.read_bytes() == newer


def test_a_folder_that_is_changed_by_hand_meanwhile_is_told_and_not_written_over(served: Served, page: Any) -> None:
    folder = plan_in(served.folder)
    _open(page, served)
    (folder / "corrections.yaml").write_text("# 손으로 적음\n", encoding="utf-8")
    page.locator("#live", has_text="다른 사람").wait_for(timeout=15_000)
    page.locator(".value.error").first.click()
    form = page.locator("#detail form")
    for name, text in (("value", "78"), ("reason", "다름"), ("who", "검토자")):
        form.locator(f"[name={name}]").fill(text)
    page.keyboard.press("Enter")
    page.locator("#live", has_text="다른 창").wait_for()
    assert (folder / "corrections.yaml").read_text("utf-8") == "# 손으로 적음\n"
    (folder / "targets.csv").write_text("손으로\n", encoding="utf-8")
    page.reload()
    page.locator("#live", has_text="targets.csv").wait_for()


def test_a_document_over_the_limits_is_told_before_and_behind_the_sending(
    page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGPYO_MAX_FILE_BYTES", str(1 << 20))
    monkeypatch.setenv("GONGPYO_MAX_PAGES", "2")
    serving = Served(tmp_path / "out")
    page.goto(serving.address)
    page.locator("#plans", has_text="아직 계획이 없습니다").wait_for()
    large = {"name": "큰 계획.hwp", "mimeType": "application/octet-stream", "buffer": b"x" * (2 << 20)}
    page.set_input_files("#files", [large])
    page.locator("#jobs .refused", has_text="1MB보다 큰 파일").wait_for()
    page.set_input_files("#files", [str(SEOUL / "plan.pdf")])
    page.locator("#jobs .refused", has_text="plan.pdf").wait_for(timeout=60_000)
    assert "쪽" in page.locator("#jobs .refused", has_text="plan.pdf").inner_text()
    status, said = serving.ask("/api/documents", "POST", b"x" * ((1 << 20) + 10), X_Name="a.hwp")
    assert status == 422 and "바이트보다 큽니다" in said
    assert page.locator("#plans a").count() == 0
    serving.stop()


def test_the_first_page_says_when_the_program_has_stopped(page: Any, tmp_path: Path) -> None:
    serving = Served(tmp_path / "out")
    page.goto(serving.address)
    page.locator("#plans", has_text="아직 계획이 없습니다").wait_for()
    serving.stop()
    page.set_input_files("#files", [{"name": "계획.txt", "mimeType": "text/plain", "buffer": b"x"}])
    page.locator("[role=alert]", has_text="멈추었습니다").wait_for()
