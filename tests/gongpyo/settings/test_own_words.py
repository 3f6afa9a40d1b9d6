"""Own words of gongpyo.toml: what they add to a document's reading, that nothing stays of them, what is refused."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from threading import Thread

import pytest

from gongpyo.pipeline import check, read_plan
from gongpyo.settings.files import read_settings
from gongpyo.workbench.folder import Reviewed
from normalize.cells.units import read_unit
from normalize.publisher.institutions import opening
from normalize.tables.labels import read_label
from normalize.tables.payers import payer_of
from plan.data_files import reading
from plan.errors import ExitCode, PlanError
from tests.conftest import VIEWER_TEXT
from tests.gongpyo.settings.test_settings import converted, settings
from tests.gongpyo.test_cli import run
from tests.house.test_architecture import TREES

OWN = """
[[unit]]
unit = "꾸러미"
kind = "count"
seen = "가람시 독서 계획"

[[provider]]
name = "가람시"
code = "3999999"

[[label]]
printed = "들일 돈"
as = "budget"

[[funding]]
printed = ["마을돈"]
means = "local"

[[section]]
printed = "추진 얼개"
means = "content"

[[family]]
title = "가람시 도서관 기본계획"
id = "garam-library"
provider = "3999999"
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    yield settings(tmp_path, OWN)


def test_own_words_are_read_while_they_are_in_force_and_not_after(own: Path) -> None:
    assert read_unit("꾸러미") is None and opening("가람시 계획") is None
    with read_settings(own).words.in_force():
        unit = read_unit("천꾸러미")
        assert unit is not None and (unit.base_unit, unit.scale) == ("꾸러미", 1000)
        found = opening("가람시 도서관 계획")
        assert found is not None and found.institution.code == "3999999"
        assert read_label(["들일 돈"]).measure == "budget"
        payer = payer_of("마을돈")
        assert payer is not None and payer.source == "local"
        assert read_unit("명") is not None and opening("부산광역시 계획") is not None
    assert read_unit("꾸러미") is None and read_unit("천꾸러미") is None and opening("가람시 계획") is None
    assert read_label(["들일 돈"]).measure is None and payer_of("마을돈") is None


def test_no_other_thread_reads_while_they_are_in_force(own: Path) -> None:
    seen: list[object] = []

    def other() -> None:
        with reading():
            seen.append(read_unit("꾸러미"))

    thread = Thread(target=other)
    with read_settings(own).words.in_force():
        thread.start()
        thread.join(0.2)
        assert thread.is_alive() and not seen
    thread.join(10)
    assert seen == [None]


def test_those_that_stand_in_the_document_are_recorded_and_stand_for_check(viewer_file: Path) -> None:
    viewer_file.write_text(VIEWER_TEXT.replace("(단위:회)", "(단위:꾸러미)"), encoding="utf-8")
    _, _, folder = converted(viewer_file)
    without = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert without["own_words"] == [] and not any(row["unit"] == "꾸러미" for row in without["indicators"])
    settings(viewer_file.parent, OWN)
    done, _, _ = converted(viewer_file)
    said = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert [word["kind"] for word in said["own_words"]] == ["unit"]
    assert any(row["unit"] == "꾸러미" for row in said["indicators"])
    assert "own words: 꾸러미" in done.stdout
    again = check(folder)
    assert any(row.unit == "꾸러미" for row in again.indicators) and len(again.own_words) == 1
    assert not any(row.unit == "꾸러미" for row in read_plan(viewer_file).indicators)


ROWS = {
    "unit": '[[unit]]\nunit = "꾸러미"\nkind = "count"\n',
    "provider": '[[provider]]\nname = "가온시"\ncode = "3999998"\n',
    "family": '[[family]]\ntitle = "가온시 마을도서관"\nid = "gaon-library"\nlicence = "KOGL-1"\n',
    "section": '[[section]]\nprinted = "사업 얼개"\nmeans = "content"\n',
    "label": '[[label]]\nprinted = "들일 돈"\nas = "budget"\n',
}
PRINTED = (("(단위:회)", "(단위:꾸러미)"), ("사업개요", "사업 얼개"), ("예산(백만원)", "들일 돈(백만원)"))


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("file", ["gongpyo.toml", "plan.toml"])
def test_an_own_word_of_each_kind_is_read_and_recorded_in_the_first_conversion_and_the_next(
    kind: str, file: str, viewer_file: Path
) -> None:
    text = VIEWER_TEXT
    for known, own in PRINTED:
        text = text.replace(known, own)
    viewer_file.write_text(text, encoding="utf-8")
    if file == "plan.toml":
        _, _, folder = converted(viewer_file)
        settings(folder, ROWS[kind], file)
    else:
        settings(viewer_file.parent, ROWS[kind])
    for _ in range(2):
        done, profile, folder = converted(viewer_file)
        made = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        assert [word["kind"] for word in made["own_words"]] == [kind], done.stdout + done.stderr
        assert any(row["unit"] == "꾸러미" for row in made["indicators"]) == (kind == "unit")
        assert (profile["provider_code"] == "3999998") == (kind == "provider")
        assert (profile["licence"] == "KOGL-1") == (kind == "family")
    assert [word.kind for word in check(folder).own_words] == [kind]


def test_an_own_institution_may_be_named_by_the_plans_own_file_before_there_is_a_plan(viewer_file: Path) -> None:
    _, _, folder = converted(viewer_file)
    rmtree(folder)
    folder.mkdir()
    settings(folder, '[plan]\nprovider = "가람시"\n' + OWN, "plan.toml")
    done, profile, after = converted(viewer_file)
    assert (after, profile["provider_name"]) == (folder, "가람시"), done.stderr


@pytest.mark.parametrize(
    ("beside", "own", "said"),
    [
        ("", '# a\n[[unit]]\nunit = "명"\nkind = "count"\n', "people"),
        (ROWS["unit"], '[plan]\n[[unit]]\nunit = "꾸러미"\nkind = "time"\n', "꾸러미"),
        ("", '[plan]\n\n[[units]]\nunit = "꾸러미"\n', "unit"),
        ("", '[plan]\n\n[rules]\ntitle-uncertain = "off"\n', "gongpyo.toml"),
    ],
)
def test_what_the_plans_own_file_redefines_is_refused_with_its_line(
    beside: str, own: str, said: str, viewer_file: Path
) -> None:
    _, _, folder = converted(viewer_file)
    settings(viewer_file.parent, beside)
    settings(folder, own, "plan.toml")
    before = (folder / "plan.json").read_bytes()
    done = run("convert", viewer_file, "-o", folder.parent, "--lang", "en")
    assert (done.code, (folder / "plan.json").read_bytes()) == (ExitCode.USAGE, before)
    assert "plan.toml" in done.stderr and "line 3" in done.stderr and said in done.stderr


def test_a_file_that_nobody_has_named_is_told_also_in_quiet(viewer_file: Path) -> None:
    settings(viewer_file.parent, '[plan]\nlicence = "KOGL-1"\n')
    done, _, _ = converted(viewer_file, "--quiet")
    assert "gongpyo.toml" in done.stderr and "licence" in done.stderr


def test_nothing_is_made_of_rows_when_a_module_is_imported() -> None:
    """Only what functions keep can be forgotten when own rows come or go."""
    makers = {"tables_of", "words", "words_for", "words_printed_for", "spaced_pattern", "cover_words", "counters"}
    found = {
        name
        for name, tree in TREES.items()
        for statement in tree.body
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers
    }
    assert found == set()


def test_an_own_provider_may_be_named_by_the_same_file(viewer_file: Path) -> None:
    settings(viewer_file.parent, '[plan]\nprovider = "가람시"\n' + OWN)
    _, profile, _ = converted(viewer_file)
    assert (profile["provider_code"], profile["provider_name"]) == ("3999999", "가람시")


@pytest.mark.parametrize(
    ("text", "line", "right"),
    [
        ('# a\n[[unit]]\nunit = "명"\nkind = "count"\n', 3, "people"),
        ('[[unit]]\nunit = "백만원"\nkind = "count"\n', 2, "money"),
        ('[[unit]]\nunit = "만점"\nkind = "count"\n', 2, "no_unit"),
        ('[[unit]]\nunit = "꾸러미"\nkind = "many"\n', 3, "count"),
        ('[[unit]]\nunit = "꾸러미"\n', 1, "kind"),
        ('[[unit]]\nunit = "꾸러미"\nkind = "count"\nspelling = "x"\n', 4, "spellings"),
        ('[[unit]]\nunit = "꾸러미"\nkind = "count"\n[[unit]]\nunit = "꾸 러미"\nkind = "time"\n', 5, "꾸러미"),
        ('[unit]\nunit = "꾸러미"\n', 1, "[[unit]]"),
        ('[[provider]]\nname = "부산시"\ncode = "1"\n', 2, "부산광역시"),
        ('[[provider]]\nname = "중구"\ncode = "1"\n', 1, "3"),
        ('[[label]]\nprinted = "예산"\nas = "target"\n', 2, "budget"),
        ('[[label]]\nprinted = "들일 돈"\nas = "money"\n', 3, "budget"),
        ('[[funding]]\nprinted = ["국비"]\nmeans = "local"\n', 2, "national"),
        ('[[family]]\ntitle = "가람시 계획"\nid = "Garam"\n', 3, "Garam"),
        ('[[units]]\nunit = "꾸러미"\n', 1, "unit"),
    ],
)
def test_what_redefines_or_does_not_fit_is_refused_with_its_line(
    text: str, line: int, right: str, tmp_path: Path
) -> None:
    with pytest.raises(PlanError) as refused:
        read_settings(settings(tmp_path, text))
    assert (refused.value.exit_code, refused.value.details.get("line")) == (ExitCode.USAGE, line)
    assert right in refused.value.ko and right in refused.value.en


def test_a_row_that_the_package_has_alike_adds_nothing(tmp_path: Path) -> None:
    text = '[[unit]]\nunit = "명"\nkind = "people"\n[[label]]\nprinted = "예산"\nas = "budget"\n'
    assert read_settings(settings(tmp_path, text)).words.rows == ()


LICENCE = '[[licence]]\nid = "GARAM-1"\ntitle = "가람시 이용허락 1"\nurl = "https://www.example.go.kr/licence"\n'


def test_a_licence_of_ones_own_is_published_and_stays(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(VIEWER_TEXT, encoding="utf-8")
    (tmp_path / "gongpyo.toml").write_text(f'[plan]\nlicence = "GARAM-1"\n{LICENCE}', encoding="utf-8")
    assert run("convert", source, "-o", tmp_path / "out", "--findings-ok").code == ExitCode.CLEAN
    (folder,) = (tmp_path / "out").iterdir()
    (licence,) = json.loads((folder / "datapackage.json").read_bytes())["licenses"]
    assert (licence["name"], licence["path"]) == ("GARAM-1", "https://www.example.go.kr/licence")
    before = (folder / "datapackage.json").read_bytes()
    Reviewed(folder).publish()
    assert json.loads((folder / "datapackage.json").read_bytes())["licenses"] == json.loads(before)["licenses"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LICENCE.replace("GARAM-1", "KOGL-1"), "known already"),
        (LICENCE.replace("https://", ""), "https://"),
        (LICENCE.replace('title = "가람시 이용허락 1"\n', ""), "title is needed"),
        ('[plan]\nlicence = "GARAM-2"\n' + LICENCE, "GARAM-2"),
    ],
)
def test_a_licence_of_ones_own_that_cannot_be_is_refused(tmp_path: Path, text: str, said: str) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(VIEWER_TEXT, encoding="utf-8")
    (tmp_path / "gongpyo.toml").write_text(text, encoding="utf-8")
    done = run("convert", source, "-o", tmp_path / "out", "--lang", "en")
    assert (done.code, said in done.stderr, (tmp_path / "out").exists()) == (ExitCode.USAGE, True, False), done.stderr
