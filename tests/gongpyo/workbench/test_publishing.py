"""The form of what is said for publication: written to ``plan.toml`` at once, and read there by the next conversion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongpyo.cli.application import run
from gongpyo.settings.rewrite import rewritten
from plan.errors import PlanError
from tests.golden import SEOUL
from tests.gongpyo.workbench.conftest import Served, plan_in

FILE = Path("plan.toml")
REMARKED = """\
# ours
[plan]
title = "가람"  # so it is called
keywords = [
  "하나",  # first
  "둘",
]  # two

contact = "과"
"""


def _profile(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "plan.json").read_bytes())["profile"]
    return found


def test_lines_of_other_keys_and_remarks_stay() -> None:
    made = rewritten(FILE, REMARKED, {"title": "나래", "keywords": ["셋"], "contact": "", "licence": "KOGL-1"})
    assert (
        made
        == """\
# ours
[plan]
licence = "KOGL-1"
title = "나래"  # so it is called
keywords = ["셋"]  # two

"""
    )
    assert rewritten(FILE, "", {"title": 'a "b"'}) == '[plan]\ntitle = "a \\"b\\""\n'
    assert rewritten(FILE, "", {"title": ""}) == ""
    other = '[document."x"]\ntitle = "a"\n'
    assert rewritten(FILE, other, {"title": "b"}).startswith(other)


@pytest.mark.parametrize("text", ['plan = {title = "a"}\n', 'plan.title = "a"\n', '[plan]\n"title" = "a"\n'])
def test_a_form_that_cannot_be_changed_line_by_line_is_refused(text: str) -> None:
    with pytest.raises(PlanError, match="title"):
        rewritten(FILE, text, {"title": "b"})


def test_what_the_form_says_is_published_at_once_and_by_the_next_conversion(served: Served) -> None:
    folder = plan_in(served.folder)
    (folder / "plan.toml").write_text('# 우리 것\n[plan]\ncontact = "옛 과"  # 전화 없음\n', encoding="utf-8")
    path = f"/api/plan/{folder.name}/publishing"
    said = {"contact": "협치과", "update_period": "annual", "keywords": "참여, 시민", "provider_name": "부산광역시"}
    status, answer = served.post(path, values=said)
    assert status == 200 and answer["id"] == folder.name
    text = (folder / "plan.toml").read_text("utf-8")
    assert text.startswith("# 우리 것\n") and 'contact = "협치과"  # 전화 없음' in text
    assert f'plan_id = "{folder.name}"' in text and 'provider = "부산광역시"' in text
    profile = _profile(folder)
    assert (profile["contact"], profile["update_period"], profile["keywords"]) == ("협치과", "연간", ["참여", "시민"])
    assert (profile["provider_code"], profile["provider_name"]) == ("6260000", "부산광역시")
    assert "협치과" in (folder / "portal" / "등록정보.md").read_text("utf-8")
    written = (folder / "plan.json").read_bytes()
    convert = ["convert", str(SEOUL / "plan.hwpx"), "-o", str(served.folder), "--findings-ok", "-q"]
    assert run(convert) == 0 and (folder / "plan.json").read_bytes() == written


WRONG = (
    ({"source_url": "어딘가"}, "source_url", "https://"),
    ({"licence": "KOGL-9"}, "licence", "KOGL-1"),
    ({"update_period": "가끔"}, "update_period", "연간"),
    ({"plan_id": "가람"}, "plan_id", "소문자"),
    ({"title": " "}, "title", "비울 수 없습니다"),
    ({"provider_name": "가람시"}, "provider_code", "코드"),
    ({"provider_code": "6260000", "provider_name": "가람시"}, "provider_code", "부산광역시"),
    ({"contact": "가" * 301}, "contact", "300"),
    ({"colour": "red"}, "", "결정이 아닙니다"),
)


def test_what_cannot_be_says_its_field_and_what_would_be_right(served: Served) -> None:
    folder = plan_in(served.folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    for values, field, said in WRONG:
        status, answer = served.post(f"/api/plan/{folder.name}/publishing", values=values)
        assert (status, answer["error"]["field"]) == (422, field), values
        assert said in answer["error"]["ko"], answer["error"]["ko"]
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_another_id_is_another_folder_and_can_be_taken_back(served: Served) -> None:
    folder = plan_in(served.folder)
    (served.folder / "taken").mkdir()
    path = f"/api/plan/{folder.name}/publishing"
    assert served.post(path, values={"plan_id": "taken"})[0] == 422 and folder.is_dir()
    status, answer = served.post(path, values={"plan_id": "seoul-part", "title": "새 이름"})
    assert (status, answer.get("id")) == (200, "seoul-part"), answer
    renamed = served.folder / "seoul-part"
    assert not folder.exists() and _profile(renamed)["plan_id"] == "seoul-part"
    assert _profile(renamed)["title"] == "새 이름"
    assert "seoul-part/P3-1-5" in (renamed / "budgets.csv").read_text("utf-8-sig")
    status, answer = served.post("/api/plan/seoul-part/undo")
    assert (status, answer.get("id")) == (200, folder.name), answer
    assert _profile(folder)["title"] != "새 이름" and not (folder / "plan.toml").exists() and not renamed.exists()
    status, answer = served.post(f"/api/plan/{folder.name}/redo")
    assert (status, answer.get("id")) == (200, "seoul-part") and _profile(renamed)["title"] == "새 이름"


def test_a_person_fills_the_form_in(served: Served, page: Any) -> None:
    folder = plan_in(served.folder)
    page.goto(served.address)
    page.locator("#plans a").first.click()
    form = page.locator("#publishing form")
    assert "문의처" in form.inner_text() and "포털이 더 묻는 것" in form.inner_text()
    form.locator("[name=source_url]").fill("어딘가")
    form.locator("[type=submit]").click()
    form.locator("[role=alert]", has_text="https://").wait_for()
    assert page.evaluate("document.activeElement.name") == "source_url"
    assert form.locator("[name=source_url]").get_attribute("aria-invalid") == "true"
    form.locator("[name=source_url]").fill("https://www.example.go.kr/plan/1")
    form.locator("[name=licence]").select_option("KOGL-1")
    with page.expect_navigation():
        form.locator("[type=submit]").click()
    assert page.locator("[name=source_url]").input_value() == "https://www.example.go.kr/plan/1"
    assert 'licence = "KOGL-1"' in (folder / "plan.toml").read_text("utf-8")
    assert "plan.toml에 적음" in page.locator("#about-source_url").inner_text()
