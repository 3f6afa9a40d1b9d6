"""A plan's folder is replaced unasked by the same plan only: never by another of its name, nor by a part of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongpyo.pipeline import convert, read_plan
from normalize.plan import normalize_plan
from output.folder.write import write_plan
from plan.errors import ExitCode, PlanError
from plan.records.meaning import Plan
from tests.conftest import (
    VIEWER_TEXT,
    extracted,
    hwpx_bytes,
    hwpx_grid,
    hwpx_paragraph,
    hwpx_section,
    program,
    whole_files,
    year_table,
)
from tests.golden import SEOUL
from tests.gongpyo.test_cli import run

FORMATS = ("plan.hwp", "plan.hwpx", "plan.pdf", "plan.opengov.html", "plan.opengov.txt")
NAMES = ("마을도서관 늘리기", "책 나눔 장터", "나무 심기", "강변 길 잇기", "빈집 고치기", "밤길 밝히기")


def _plan(*, names: Sequence[str] = NAMES, first: int = 10, file: str = "1", title: str = "가온시 기본계획") -> Plan:
    """A plan of a programme for each name, their values counted up from ``first``, read from a file of its own."""
    numbers = [f"P1-1-{index}" for index in range(1, len(names) + 1)]
    tables = [
        year_table((f"{name} 목표(회)", str(2 * at + 1), str(at), str(at + 1)), program_no=no, number=index)
        for index, (no, name) in enumerate(zip(numbers, names, strict=True))
        if (at := first + 10 * index)
    ]
    made = normalize_plan(extracted(*tables, programs=[program(no, n) for no, n in zip(numbers, names, strict=True)]))
    return replace(
        made,
        source=replace(made.source, name=f"{file}.hwpx", sha256=file * 64),
        profile=replace(made.profile, title=title, plan_id="plan"),
    )


OTHERS = ("동물 돌보기", "옛길 찾기", "우물 청소", "꽃밭 가꾸기", "시장 살리기", "골목 놀이터")


# ---------------------------------------------------------------------------------------------- what may replace


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(_plan(file="1", names=NAMES[:1], title="다른 제목"), id="the same file, read otherwise"),
        pytest.param(_plan(file="2"), id="another file of the same plan"),
        pytest.param(_plan(file="2", title="가온시  기본 계획"), id="a title of other blanks"),
        pytest.param(_plan(file="2", first=500), id="a new issue with other numbers"),
        pytest.param(_plan(file="2", names=OTHERS), id="programmes named otherwise, with the same numbers"),
        pytest.param(_plan(file="2", names=(*NAMES, *OTHERS)), id="a plan that has grown"),
    ],
)
def test_the_same_plan_replaces_what_is_there(tmp_path: Path, later: Plan) -> None:
    write_plan(_plan(), tmp_path)
    folder = write_plan(later, tmp_path)
    assert (folder / "plan.json").read_bytes() == whole_files(later)["plan.json"]


@pytest.mark.parametrize(
    ("later", "differs", "said"),
    [
        (_plan(file="2", title="나루시 기본계획"), "title", "title '가온시 기본계획' → '나루시 기본계획'"),
        (_plan(file="2", names=NAMES[:1]), "values", "3 of its 18 values are in the new one"),
        (_plan(file="2", names=NAMES[:5]), "values", "15 of its 18 values are in the new one"),
        (_plan(file="2", names=OTHERS, first=500), "values", "0 of its 18 values are in the new one"),
        (
            replace(
                _plan(file="2"),
                profile=replace(_plan().profile, plan_id="plan", last_year=2028),
            ),
            "period",
            "period 2024–2025 → 2024–2028",
        ),
        (_plan(file="2", names=OTHERS, first=500, title="나루시"), "title values", "source '1.hwpx' → '2.hwpx'"),
    ],
)
def test_another_plan_or_a_part_of_it_is_refused_and_nothing_is_lost(
    tmp_path: Path, later: Plan, differs: str, said: str
) -> None:
    folder = write_plan(_plan(), tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(PlanError) as refused:
        write_plan(later, tmp_path)
    error = refused.value
    assert (error.code, error.exit_code, error.details["differs"]) == ("other-plan", ExitCode.INPUT, differs)
    assert said in error.en and "--replace" in error.en
    assert "다른 문서의 계획" in error.ko and "--replace" in error.ko
    assert error.details["old_sha256"] == "1" * 64 and error.details["new_sha256"] == "2" * 64
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
    write_plan(later, tmp_path, replace_other=True)
    assert (folder / "plan.json").read_bytes() == whole_files(later)["plan.json"]


def test_a_plan_that_cannot_be_read_is_nobodys_to_replace(tmp_path: Path) -> None:
    folder = write_plan(_plan(), tmp_path)
    for broken in (b"", b"{}", b"half", b"\xff", b'{"source": 1}'):
        (folder / "plan.json").write_bytes(broken)
        with pytest.raises(PlanError, match="it is not known whose plan it is") as refused:
            write_plan(_plan(), tmp_path)
        assert refused.value.code == "other-plan"
        assert (folder / "plan.json").read_bytes() == broken
    write_plan(_plan(), tmp_path, replace_other=True)
    assert (folder / "plan.json").read_bytes() == whole_files(_plan())["plan.json"]


def test_a_folder_that_holds_no_plan_yet_is_written(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "corrections.yaml").write_text("# mine\n", encoding="utf-8")
    assert (write_plan(_plan(), tmp_path) / "plan.json").exists()


# ---------------------------------------------------------------------------------------------- real documents


def test_every_format_of_a_plan_replaces_every_other(tmp_path: Path) -> None:
    plans = [read_plan(SEOUL / name) for name in FORMATS]
    for plan in (*plans, *reversed(plans)):
        folder = write_plan(plan, tmp_path)
        assert json.loads((folder / "plan.json").read_bytes())["source"]["name"] == plan.source.name


def test_a_cut_copy_does_not_replace_the_whole_plan(tmp_path: Path) -> None:
    _, folder = convert(SEOUL / "plan.opengov.txt", tmp_path)
    whole = (folder / "targets.csv").read_bytes()
    text = (SEOUL / "plan.opengov.txt").read_text(encoding="utf-8")
    cut = tmp_path / "cut.txt"
    for share in (2, 3):
        cut.write_text(text[: len(text) * share // 4], encoding="utf-8")
        assert read_plan(cut).profile.plan_id == folder.name
        done = run("convert", cut, "-o", tmp_path, "--findings-ok", "--lang", "ko")
        assert done.code == ExitCode.INPUT
        assert "--replace" in done.stderr and "'cut.txt'" in done.stderr
        assert (folder / "targets.csv").read_bytes() == whole
    assert run("convert", cut, "-o", tmp_path, "--findings-ok", "--replace").code == ExitCode.CLEAN
    assert (folder / "targets.csv").read_bytes() != whole


def _document(path: Path, *words: Sequence[str], title: str = "가람시 물길 계획(2024~2026)") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = ("구분", "2024", "2025", "2026")
    body = hwpx_section(
        hwpx_paragraph(title), hwpx_paragraph("□ 연차별 추진계획"), hwpx_paragraph(hwpx_grid([head, *words]))
    )
    path.write_bytes(hwpx_bytes(body))
    return path


def test_two_documents_of_one_file_name_are_kept_apart_in_two_runs_as_in_one(tmp_path: Path) -> None:
    first = _document(
        tmp_path / "a" / "plan.hwpx", ("길 정비(km)", "5", "6", "7"), ("사업비(백만원)", "410", "470", "530")
    )
    second = _document(tmp_path / "b" / "plan.hwpx", ("길 정비(km)", "5", "6", "7"))
    out = tmp_path / "out"
    assert run("convert", first, "-o", out).code == ExitCode.CLEAN
    (written,) = out.glob("*/plan.json")
    before = written.read_bytes()
    done = run("convert", second, "-o", out, "--json")
    (entry,) = json.loads(done.stdout)["documents"]
    assert (done.code, entry["error"]["code"]) == (ExitCode.INPUT, "other-plan")
    assert entry["error"]["details"]["old_values"] == 6 and entry["error"]["details"]["kept_values"] == 3
    assert written.read_bytes() == before
    for options, codes in (((), [None, "same-plan"]), (("--replace",), [None, "same-plan"])):
        done = run("convert", first, second, "-o", out, "--json", *options)
        assert done.code == ExitCode.PARTLY_FAILED
        assert [(entry.get("error") or {}).get("code") for entry in json.loads(done.stdout)["documents"]] == codes
        assert written.read_bytes() == before, "one run never overwrites what it has written"
    assert run("convert", second, "-o", out, "--plan-id", "other").code == ExitCode.CLEAN
    assert run("convert", second, "-o", out, "--replace").code == ExitCode.CLEAN
    assert written.read_bytes() != before


def test_a_corrected_document_and_a_correction_need_no_option(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    for text in (VIEWER_TEXT, VIEWER_TEXT.replace("1,000 100 200", "1,100 200 200"), VIEWER_TEXT):
        path.write_text(text, encoding="utf-8")
        _, folder = convert(path, tmp_path / "out", plan_id="p")
        (folder / "corrections.yaml").write_text(
            "corrections:\n- {program: 1-1-1, measure: target, indicator: 개관, period: 2024, printed: 1, value: 2,\n"
            "   reason: 합, who: 홍, when: 2026-11-24}\n",
            encoding="utf-8",
        )
