"""What gongpyo.toml, plan.toml and options say of a plan: which comes first, what is kept, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongpyo.settings.files import read_plan_settings, read_settings
from gongpyo.settings.remember import remember
from gongpyo.settings.said import merged, said_in
from plan.errors import ExitCode, PlanError
from tests.gongpyo.test_cli import Done, run

CONVERT = ("--no-report", "--findings-ok", "--lang", "en")


def converted(source: Path, *options: str) -> tuple[Done, dict[str, Any], Path]:
    """What a conversion said, the profile that it wrote, and the plan's folder."""
    out = source.parent / "out"
    done = run("convert", source, "-o", out, *CONVERT, *options)
    (file,) = out.glob("*/plan.json")
    profile: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["profile"]
    return done, profile, file.parent


def settings(folder: Path, text: str, name: str = "gongpyo.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_options_said_is_remembered_and_needs_no_options_again(viewer_file: Path) -> None:
    converted(viewer_file, "--provider", "부산광역시", "--licence", "KOGL-1", "--set", "contact=기획과", "--remember")
    done, profile, _ = converted(viewer_file)
    assert (profile["provider_code"], profile["licence"], profile["contact"]) == ("6260000", "KOGL-1", "기획과")
    assert {one["by"] for one in profile["stated"]} == {"plan-file"}
    assert "institution '6260000 부산광역시' (plan.toml)" in done.stdout


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("name", ["gongpyo.toml", "plan.toml"])
def test_a_settings_file_is_read_as_notepad_saves_it(viewer_file: Path, encoding: str, name: str) -> None:
    _, _, folder = converted(viewer_file)
    of = folder if name == "plan.toml" else viewer_file.parent
    (of / name).write_bytes('[plan]\r\ncontact = "기획예산과"\r\nlicence = "KOGL-1"\r\n'.encode(encoding))
    done, profile, _ = converted(viewer_file, "--provider", "부산광역시", "--remember")
    assert (profile["contact"], profile["licence"]) == ("기획예산과", "KOGL-1"), done.stderr
    remembered = (folder / "plan.toml").read_text(encoding="utf-8-sig")
    assert 'provider = "부산광역시"' in remembered and ("기획예산과" in remembered) == (name == "plan.toml")


def test_a_settings_file_in_another_encoding_is_refused_with_its_line(viewer_file: Path) -> None:
    (viewer_file.parent / "gongpyo.toml").write_bytes('[plan]\ncontact = "計画"\n'.encode("euc-jp") + b"\xff\n")
    done = run("convert", viewer_file, "-o", viewer_file.parent / "out", "--lang", "en")
    assert done.code == ExitCode.USAGE and "line 2" in done.stderr and "neither UTF-8 nor CP949" in done.stderr
    assert not (viewer_file.parent / "out").exists()


def test_what_an_option_said_and_nobody_says_now_is_told(viewer_file: Path) -> None:
    converted(viewer_file, "--provider", "부산광역시", "--licence", "KOGL-1")
    done, profile, _ = converted(viewer_file, "--licence", "KOGL-1")
    assert profile["provider_name"] != "부산광역시"
    assert "left out now: institution (--remember" in done.stdout


def test_an_option_comes_before_the_plan_and_that_before_the_folder(viewer_file: Path) -> None:
    settings(viewer_file.parent, '[plan]\nlicence = "KOGL-1"\ncontact = "one"\nupdate_period = "annual"\n')
    _, profile, folder = converted(viewer_file)
    assert (profile["licence"], profile["contact"], profile["update_period"]) == ("KOGL-1", "one", "연간")
    settings(folder, '[plan]\nlicence = "KOGL-2"\ncontact = "two"\n', "plan.toml")
    _, profile, _ = converted(viewer_file, "--licence", "KOGL-3")
    assert (profile["licence"], profile["contact"], profile["update_period"]) == ("KOGL-3", "two", "연간")
    assert {one["key"]: one["by"] for one in profile["stated"]} == {
        "licence": "option",
        "contact": "plan-file",
        "update_period": "settings-file",
    }


def test_a_district_that_is_in_no_list_is_said_by_code_and_name(viewer_file: Path) -> None:
    _, profile, folder = converted(
        viewer_file, "--set", "provider_code=3999999", "--set", "provider_name=가람시", "--set", "title=가람시 계획"
    )
    assert (profile["provider_code"], profile["provider_name"]) == ("3999999", "가람시")
    assert (profile["provider_rule"], profile["title"], profile["title_rule"]) == ("stated", "가람시 계획", "stated")
    assert "3999999" in (folder / "plans.csv").read_text(encoding="utf-8-sig")


def test_a_title_that_is_said_moves_no_folder_and_is_not_uncertain(tmp_path: Path, viewer_file: Path) -> None:
    _, _, before = converted(viewer_file)
    _, profile, after = converted(viewer_file, "--set", "title=다른 제목")
    assert before == after and profile["title"] == "다른 제목"
    assert run("check", after, "--json").stdout.count("title-uncertain") == 0


def test_a_document_keeps_the_id_that_its_plan_was_given(viewer_file: Path) -> None:
    converted(viewer_file, "--plan-id", "my-own-id", "--remember")
    done, profile, _ = converted(viewer_file)
    assert done.code == ExitCode.CLEAN and profile["plan_id"] == "my-own-id"


def test_one_document_of_a_folder_has_its_own_table(viewer_file: Path) -> None:
    said = f'[plan]\nlicence = "KOGL-1"\n[document."{viewer_file.name}"]\nplan_id = "own"\nlicence = "KOGL-2"\n'
    settings(viewer_file.parent, said + '[document."other.txt"]\nlicence = "KOGL-3"\n')
    _, profile, folder = converted(viewer_file)
    assert (folder.name, profile["licence"]) == ("own", "KOGL-2")


def test_several_documents_are_remembered_beside_them(viewer_file: Path) -> None:
    other = viewer_file.with_name("b.txt")
    other.write_text(viewer_file.read_text(encoding="utf-8").replace("사업", "과업"), encoding="utf-8")
    out = viewer_file.parent / "out"
    run("convert", viewer_file, other, "-o", out, *CONVERT, "--licence", "KOGL-1", "--remember")
    assert '[plan]\nlicence = "KOGL-1"\n' in (viewer_file.parent / "gongpyo.toml").read_text(encoding="utf-8")
    refused = run("convert", viewer_file, other, "-o", out, *CONVERT, "--set", "title=하나")
    assert refused.code == ExitCode.USAGE and "title" in refused.stderr


def test_what_was_said_stands_in_the_files_for_portals(viewer_file: Path) -> None:
    *_, folder = converted(
        viewer_file,
        *("--set", "keywords=독서", "--set", "keywords=도서관", "--set", "update_period=분기"),
        *("--set", "source_url=https://a.example/1", "--set", "contact=기획과"),
    )
    package = json.loads((folder / "ckan.json").read_text(encoding="utf-8"))["package"]
    entry = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["maintainer"], package["url"]) == ("기획과", "https://a.example/1")
    assert [tag["name"] for tag in package["tags"]][-2:] == ["독서", "도서관"], "behind what every plan is about"
    assert entry["dct:accrualPeriodicity"]["@id"].endswith("/QUARTERLY")
    assert entry["dcat:contactPoint"]["vcard:fn"] == "기획과"
    assert descriptor["sources"][0]["path"] == "https://a.example/1" and "독서" in descriptor["keywords"]


def test_a_persons_lines_and_remarks_stay_and_nothing_is_overwritten(tmp_path: Path) -> None:
    before = '# ours\r\n[rules] # graded\r\n\r\n[plan]  # said\r\nlicence = "KOGL-2" # from the office\r\n\r\n'
    path = tmp_path / "plan.toml"
    path.write_bytes(before.encode())
    done = remember(path, {"licence": "KOGL-1", "contact": '기획과 "가"'})
    assert (done.added, done.kept) == (("contact",), ("licence",))
    text = path.read_text(encoding="utf-8")
    assert path.read_bytes().decode() == text.replace("\n", "\r\n")
    for line in before.splitlines():
        assert line in text
    assert r'contact = "기획과 \"가\""' in text
    assert remember(path, {"licence": "KOGL-2"}) == (path, (), ())
    assert {one.key: one.text for one in read_settings(path).said} == {"licence": "KOGL-2", "contact": '기획과 "가"'}


@pytest.mark.parametrize("text", ['plan = { licence = "KOGL-1" }\n', 'plan.licence = "KOGL-1"\n'])
def test_a_file_to_which_nothing_can_be_added_is_left_as_it_is(text: str, tmp_path: Path) -> None:
    path = settings(tmp_path, text, "plan.toml")
    with pytest.raises(PlanError, match=r"write under \[plan\]: contact"):
        remember(path, {"contact": "x"})
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "line", "right"),
    [
        ("# a\n[plan]\nprovider = 부산광역시\n", 3, '"'),
        ('[plan]\nlicense = "KOGL-1"\n', 2, "licence"),
        ('[plan]\n\nlicence = "KOGL-9"\n', 3, "KOGL-1"),
        ('[plan]\nprovider = "없는 기관"\n', 2, "provider_code"),
        ('[plan]\ncontact = "a"\nprovider_code = "123"\n', 3, "provider_name"),
        ('[plan]\nprovider_code = "123"\nprovider_name = "부산광역시"\n', 3, "6260000"),
        ('[plan]\nprovider_code = "6260000"\nprovider_name = "가람시"\n', 2, "부산광역시"),
        ('[plan]\nprovider = "부산광역시"\nprovider_code = "6260000"\nprovider_name = "부산광역시"\n', 3, "provider"),
        ('[plan]\nupdate_period = "가끔"\n', 2, "연간"),
        ('[document."a.hwp"]\ndata_date = "20260131"\n', 2, "2026-01-31"),
        ('[document."a.hwp"]\ndata_date = "2026-02-30"\n', 2, "2026-01-31"),
        ('[plan]\nkeywords = [1]\ncontact = "a"\n', 2, '["도서관", "독서"]'),
        ('[plan]\ncontact = """a\nb"""\n', 2, "contact"),
        ('[plan]\ntitle = "한 계획"\n', 2, "[document."),
        ('[document."a.hwp"]\nsource_url = "a.kr"\n', 2, "https://"),
        ('[document."a.hwp"]\nplan_id = "con"\n', 2, "plan-con"),
        ('[document]\n"a.hwp" = 1\n', 2, "[document."),
        ('[plann]\nlicence = "KOGL-1"\n', 1, "plan"),
        ('[plan]\nlicence = "KOGL-1"\nlicence = "KOGL-2"\n', 3, "KOGL-2"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(text: str, line: int, right: str, tmp_path: Path) -> None:
    path = settings(tmp_path, text)
    with pytest.raises(PlanError) as refused:
        read_settings(path, "a.hwp")
    error = refused.value
    assert (error.exit_code, error.details.get("line")) == (ExitCode.USAGE, line)
    for said in (error.ko, error.en):
        assert str(path) in said and right in said


def test_a_broken_plan_file_stops_the_run_and_changes_nothing(viewer_file: Path) -> None:
    *_, folder = converted(viewer_file)
    settings(folder, '[plan]\nplan_id = "another"\n', "plan.toml")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = run("convert", viewer_file, "-o", folder.parent, *CONVERT)
    assert done.code == ExitCode.USAGE and "line 2" in done.stderr and folder.name in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    settings(folder, '[rules]\nunit-missing = "off"\n', "plan.toml")
    with pytest.raises(PlanError, match=r"gongpyo\.toml"):
        read_plan_settings(folder)


@pytest.mark.parametrize("said", ["titel=x", "title", "licence=KOGL-9", "provider_name=가람시", "source_url=x"])
def test_an_option_that_is_not_understood_is_wrong_use(said: str, viewer_file: Path) -> None:
    done = run("convert", viewer_file, "-o", viewer_file.parent / "out", "--set", said)
    assert done.code == ExitCode.USAGE and done.stderr
    assert not (viewer_file.parent / "out").exists()


def test_what_is_left_empty_says_nothing() -> None:
    def wrong(key: str, ko: str, en: str) -> PlanError:
        raise AssertionError(key)

    assert merged(*said_in({"contact": "", "keywords": [], "provider_code": ""}, "plan-file", wrong)) == ()
