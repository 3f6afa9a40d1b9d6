"""How large a plan.json may be is a limit that can be moved, and is known before the work is done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import gongpyo
import gongpyo.pipeline
from extract.readers.limits import Limits, setting_of, within
from gongpyo.pipeline import check, convert, read_plan
from output.files.json_file import json_bytes
from output.folder.room import SETTING, parts_of, require_room
from plan import safe_files
from plan.errors import ExitCode, PlanError
from plan.safe_files import OURS, PARTS, most_of_ours, most_parts
from tests.conftest import ROOT, VIEWER_TEXT
from tests.gongpyo.test_cli import run

SHAPES = sorted((ROOT / "fixtures" / "shapes").glob("*/*.hwpx"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(VIEWER_TEXT, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """What a command line in this process has set does not stay."""
    yield
    safe_files.set_most_of_ours(OURS)


def _refused(most: int, source: Path, out: Path) -> PlanError:
    with pytest.raises(PlanError) as refused:
        convert(source, out, limits=Limits(plan_bytes=most))
    return refused.value


def test_the_setting_that_a_refusal_names_is_the_one_of_the_limit() -> None:
    assert setting_of("plan_bytes") == SETTING


def test_the_parts_grow_with_the_bytes() -> None:
    assert (most_of_ours(), most_parts()) == (OURS, PARTS)
    with within(Limits(plan_bytes=4 * OURS)):
        assert (most_of_ours(), most_parts()) == (4 * OURS, 4 * PARTS)


def test_what_has_too_many_cells_is_refused_before_it_is_interpreted(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gongpyo.pipeline, "interpret", lambda *_, **__: pytest.fail("it was interpreted"))
    refused = _refused(1_000, source, tmp_path / "out")
    assert (refused.code, refused.exit_code, refused.details["setting"]) == ("limit", ExitCode.LIMIT, SETTING)
    assert "1,000" in refused.ko and SETTING in refused.ko and SETTING in refused.en
    assert not (tmp_path / "out").exists()


def test_what_is_only_looked_at_needs_no_room(source: Path) -> None:
    assert read_plan(source, limits=Limits(plan_bytes=1_000)).observations


def test_what_a_refusal_proposes_is_enough(source: Path, tmp_path: Path) -> None:
    _, folder = convert(source, tmp_path / "out")
    files = [(folder / name).read_bytes() for name in ("plan.json", "decisions.json")]
    needed = max(max(len(file), -(-parts_of(file) * OURS // PARTS)) for file in files)
    late = _refused(needed - 1, source, tmp_path / "other")
    assert late.details["enough"] >= needed
    assert convert(source, tmp_path / "other", limits=Limits(plan_bytes=late.details["enough"]))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.parent.name)
def test_nothing_is_refused_early_that_fits(shape: Path) -> None:
    try:
        made = read_plan(shape)
    except PlanError:
        return  # it holds no plan
    written = json_bytes(made)
    with within(Limits(plan_bytes=max(len(written), -(-parts_of(written) * OURS // PARTS)))):
        require_room(made.year_tables, len(made.observations))


def test_a_plan_over_the_limit_is_not_read_back_and_the_setting_is_named(source: Path, tmp_path: Path) -> None:
    _, folder = convert(source, tmp_path / "out")
    with within(Limits(plan_bytes=1_000)), pytest.raises(PlanError) as refused:
        check(folder)
    assert (refused.value.code, refused.value.exit_code) == ("plan-unreadable", ExitCode.LIMIT)
    assert refused.value.details["setting"] == SETTING and SETTING in refused.value.ko and SETTING in refused.value.en


def test_the_environment_moves_the_limit_of_writing_and_of_reading(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    monkeypatch.setenv(SETTING, "2000")
    assert run("convert", str(source), "-o", str(out), "--findings-ok").code == ExitCode.LIMIT
    monkeypatch.setenv(SETTING, "soon")
    assert run("check", str(out)).code == ExitCode.USAGE
    monkeypatch.delenv(SETTING)
    assert run("convert", str(source), "-o", str(out), "--findings-ok").code == ExitCode.CLEAN
    monkeypatch.setenv(SETTING, "2000")
    done = run("check", str(out), "--json", "--lang", "en")
    assert done.code == ExitCode.LIMIT and json.loads(done.stdout)["error"]["details"]["setting"] == SETTING
    monkeypatch.delenv(SETTING)
    assert run("check", str(out)).code != ExitCode.LIMIT


def test_the_library_is_told_by_its_limits(source: Path, tmp_path: Path) -> None:
    tight = gongpyo.Limits(plan_bytes=1_000)
    gongpyo.convert(source, tmp_path, gongpyo.Options(isolated=False))
    with pytest.raises(gongpyo.PlanError, match=r"Limits\(plan_bytes=…\)"):
        gongpyo.check(tmp_path, limits=tight)
    with pytest.raises(gongpyo.PlanError, match=r"Limits\(plan_bytes=…\)"):
        gongpyo.convert(source, tmp_path, gongpyo.Options(isolated=False, limits=tight))
