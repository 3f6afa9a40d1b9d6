"""``import gongpyo`` gives what the command line gives: of every kind of source, isolated or not, for every library."""

from __future__ import annotations

import csv
import importlib
import io
import json
import multiprocessing
import os
import pickle
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

import gongpyo
import gongpyo.door
from extract.readers.limits import limit
from gongpyo.options import KINDS
from gongpyo.plan_view import ROWS_SHOWN, SHOWN, PlanView, TableView
from gongpyo.sandbox import process
from gongpyo.sandbox.tasks import TASKS
from normalize.cells.value_json import as_line
from output.files.csv_file import cell_text
from output.tables.columns import tables
from plan.data_files import tables_of
from tests.conftest import ROOT, VIEWER_TEXT, plan_of_every_kind, small_hwpx
from tests.golden import SEOUL

HERE = gongpyo.Options(isolated=False)
FORMATS = [SEOUL / "plan.hwp", SEOUL / "plan.hwpx", SEOUL / "plan.pdf"]
EVERY = PlanView(plan_of_every_kind())
EACH_TABLE = pytest.mark.parametrize("name", SHOWN)


def _refused(call: Callable[[], object]) -> gongpyo.PlanError:
    with pytest.raises(gongpyo.PlanError) as refused:
        call()
    return refused.value


# --------------------------------------------------------------------------------------------- the names


def test_every_name_of_the_door_is_there_and_no_other() -> None:
    for name in gongpyo.__all__:
        assert getattr(gongpyo, name) is not None
    assert dir(gongpyo) == sorted(gongpyo.__all__)
    assert set(gongpyo.HOMES) <= set(gongpyo.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        gongpyo.nonsense  # noqa: B018


def test_every_record_that_a_result_holds_is_a_name_of_the_door() -> None:
    seen: set[str] = set()

    def note(value: object) -> None:
        if isinstance(value, gongpyo.Plan.__bases__[0]):
            seen.add(type(value).__name__)
            for name in value.__struct_fields__:
                note(getattr(value, name))
        elif isinstance(value, tuple):
            for part in value:
                note(part)

    note(gongpyo.read(SEOUL / "plan.hwp", HERE).record)
    note(gongpyo.tables(SEOUL / "plan.hwp", HERE))
    assert {"Plan", "ExtractedPlan", "Observation", "Place", "YearTable"} <= seen
    assert seen <= set(gongpyo.__all__)


def test_the_door_is_opened_without_importing_what_lies_behind_it() -> None:
    program = "import sys; before = {*sys.modules}; import gongpyo; print(sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "gongpyo" in done.stdout
    for heavy in ("plan", "extract", "msgspec", "pydantic", "pandas", "multiprocessing", "importlib.metadata"):
        assert f"'{heavy}'" not in done.stdout


def test_the_version_is_that_of_the_package() -> None:
    assert gongpyo.__version__ == importlib.import_module("importlib.metadata").version("gongpyo")


# --------------------------------------------------------------------------------------------- sources


SOURCES: dict[str, Callable[[Path], gongpyo.door.Readable]] = {
    "str": str,
    "Path": lambda path: path,
    "bytes": Path.read_bytes,
    "bytearray": lambda path: bytearray(path.read_bytes()),
    "memoryview": lambda path: memoryview(path.read_bytes()),
    "file": lambda path: path.open("rb"),
    "BytesIO": lambda path: io.BytesIO(path.read_bytes()),
}


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("isolated", [True, False], ids=["isolated", "here"])
def test_every_kind_of_source_gives_the_same_plan(kind: str, isolated: bool, tmp_path: Path) -> None:
    path = tmp_path / "숲.hwpx"
    path.write_bytes(small_hwpx())
    wanted = gongpyo.read(path, HERE)
    assert wanted.record.source.name == "숲.hwpx" and len(wanted.targets) == 4
    options = gongpyo.Options(isolated=isolated, name="" if kind in ("str", "Path", "file") else "숲.hwpx")
    made = gongpyo.read(SOURCES[kind](path), options)
    assert made == wanted and repr(made.record) == repr(wanted.record)


def test_bytes_without_a_name_are_a_document() -> None:
    for source in (small_hwpx(), io.BytesIO(small_hwpx())):
        assert gongpyo.read(source, HERE).record.source.name == "document"


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.suffix)
def test_a_plan_out_of_the_child_is_that_of_this_process_to_the_digit(path: Path) -> None:
    options = gongpyo.Options(single_read=True)
    here = msgspec.structs.replace(options, isolated=False)
    made, wanted = gongpyo.read(path, options), gongpyo.read(path, here)
    assert repr(made.record) == repr(wanted.record)
    assert gongpyo.tables(path, options) == gongpyo.tables(path, here)


def test_a_caller_with_threads_is_not_copied_and_its_program_is_not_run_again(tmp_path: Path) -> None:
    (tmp_path / "plan.hwpx").write_bytes(small_hwpx())
    (tmp_path / "program.py").write_text(
        "import sys, threading, time\n"
        "print('started')\n"
        "import gongpyo\n"
        "threading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
        "print(len(gongpyo.read('plan.hwpx').targets), sys.modules['__main__'].__file__ is not None)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "program.py"], capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120
    )
    assert (done.stdout, done.stderr) == ("started\n4 True\n", "")


def test_one_thread_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "FORKS", False)
    assert not process.has_one_thread()


# --------------------------------------------------------------------------------------------- options


def test_a_conversion_writes_what_the_command_line_writes(viewer_file: Path, tmp_path: Path) -> None:
    made = gongpyo.convert(viewer_file, tmp_path / "out", gongpyo.Options(plan_id="lib-2024", licence="CC-BY-4.0"))
    command = [sys.executable, "-m", "gongpyo", "convert", str(viewer_file), "-o", str(tmp_path / "cli")]
    subprocess.run([*command, "--plan-id", "lib-2024", "--licence", "CC-BY-4.0"], check=True, capture_output=True)
    assert made.folder == tmp_path / "out" / "lib-2024"
    files = {path.relative_to(made.folder): path.read_bytes() for path in made.folder.rglob("*.*")}
    assert files and files == {path: (tmp_path / "cli" / "lib-2024" / path).read_bytes() for path in files}
    assert (made.record.profile.plan_id, made.record.profile.licence) == ("lib-2024", "CC-BY-4.0")
    here = gongpyo.convert(viewer_file, tmp_path / "here", gongpyo.Options(plan_id="lib-2024", isolated=False))
    assert here.folder == tmp_path / "here" / "lib-2024"


def test_officials_are_kept_only_where_the_caller_asks_for_them(viewer_file: Path) -> None:
    for options in (gongpyo.Options(), HERE):
        assert gongpyo.read(viewer_file, options).record.contacts == ()
        assert gongpyo.tables(viewer_file, options).contacts == ()
        asked = msgspec.structs.replace(options, with_contacts=True)
        assert gongpyo.read(viewer_file, asked).record.contacts
        assert gongpyo.tables(viewer_file, asked).contacts


def test_settings_are_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    rule = min(found.rule for found in gongpyo.read(SEOUL / "plan.hwp", HERE).record.findings)
    settings = tmp_path / "own.toml"
    settings.write_text(f'[rules]\n{rule} = "off"\n', encoding="utf-8")
    made = gongpyo.read(SEOUL / "plan.hwp", gongpyo.Options(isolated=False, config=settings))
    assert rule not in {found.rule for found in made.record.findings}
    assert made.record.rules == (gongpyo.RuleGrade(rule=rule, grade="off"),)


def test_check_gives_every_plan_of_a_folder(viewer_file: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        viewer_file.write_text(f"{viewer_file.read_text(encoding='utf-8')} ", encoding="utf-8")  # another document
        gongpyo.convert(viewer_file, tmp_path / "out", gongpyo.Options(plan_id=name, isolated=False))
    both = gongpyo.check(tmp_path / "out")
    assert [(view.record.profile.plan_id, view.folder) for view in both] == [
        ("a", tmp_path / "out" / "a"),
        ("b", tmp_path / "out" / "b"),
    ]
    assert gongpyo.check(str(tmp_path / "out" / "a"))[0].record == both[0].record


def test_a_value_is_what_the_command_says() -> None:
    for text, unit in (("1,000", "백만원"), ("50명, 3회", ""), ("△3", "%"), ("비예산", ""), ("5", "없는단위")):
        said, line = gongpyo.value(text, unit=unit), as_line(text, unit)
        assert (said.status, list(said.flags)) == (line["status"], line["flags"])
        if not said.parts:
            assert (said.value, said.base_value) == (line["value"], line["base_value"])
    assert gongpyo.value("1,000", unit="백만원").base_value == Decimal(1_000_000_000)
    assert gongpyo.value("(3)", statement=True).value == -3


# --------------------------------------------------------------------------------------------- limits


@pytest.mark.parametrize("isolated", [True, False], ids=["isolated", "here"])
def test_a_limit_holds_and_is_named_as_the_caller_states_it(
    isolated: bool, viewer_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tight = gongpyo.Options(isolated=isolated, limits=gongpyo.Limits(file_bytes=10))
    for source in (viewer_file, viewer_file.read_bytes(), io.BytesIO(viewer_file.read_bytes())):
        error = _refused(lambda source=source: gongpyo.read(source, tight))  # type: ignore[misc]
        assert (error.code, error.exit_code, error.details["limit"]) == ("limit", gongpyo.ExitCode.LIMIT, "file_bytes")
        assert "Limits(file_bytes=…)" in error.ko and "Limits(file_bytes=…)" in str(error)
        assert "GONGPYO" not in f"{error.ko}{error.en}{error.args}{error.details}"
    monkeypatch.setenv("GONGPYO_MAX_FILE_BYTES", "10")
    assert gongpyo.read(viewer_file, gongpyo.Options(isolated=isolated)), "the environment does not move them"
    assert limit("file_bytes") == gongpyo.Limits().file_bytes, "and none is left in force"


@pytest.mark.skipif(sys.platform != "linux", reason="only a copy of this process has what is put in its place here")
def test_time_is_a_limit_of_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongpyo.door.has_one_thread", lambda: True)
    monkeypatch.setitem(TASKS, "record", lambda **_: time.sleep(60) or {})
    (tmp_path / "plan.txt").write_text(VIEWER_TEXT, encoding="utf-8")
    options = gongpyo.Options(limits=gongpyo.Limits(idle_seconds=1))
    error = _refused(lambda: gongpyo.read(tmp_path / "plan.txt", options))
    assert (error.code, error.details["setting"]) == ("limit", "Limits(idle_seconds=…)")


@pytest.mark.parametrize("wrong", [0, -1, "5", 1.5, True, None])
def test_a_limit_that_is_none_is_refused(wrong: object) -> None:
    error = _refused(lambda: gongpyo.Limits(pages=wrong))  # type: ignore[arg-type]
    assert error.code == "usage" and repr(wrong) in error.ko and repr(wrong) in error.en


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("plan_id", None), ("isolated", "no"), ("limits", {"pages": 3}), ("config", 7), ("name", b"plan.hwp")],
)
def test_an_option_of_another_type_is_refused(name: str, wrong: object) -> None:
    error = _refused(lambda: gongpyo.Options(**{name: wrong}))  # type: ignore[arg-type]
    assert error.code == "usage" and f"Options({name}=…)" in error.ko and repr(wrong) in error.en


def test_every_option_says_what_it_may_be() -> None:
    assert set(KINDS) == set(gongpyo.Options.__struct_fields__)


# --------------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("missing.hwp", "not-found"),
        (Path(), "not-a-file"),
        (b"", "empty"),
        (b"%PDF-1.7 broken", None),
        (io.StringIO("text"), "usage"),
        (7, "usage"),
        ("a\0b.hwp", "usage"),
        (None, "usage"),
    ],
    ids=["missing", "folder", "empty", "broken", "stream-of-text", "number", "nul-in-name", "nothing"],
)
@pytest.mark.parametrize("isolated", [True, False], ids=["isolated", "here"])
def test_what_cannot_be_read_is_a_plan_error(source: gongpyo.door.Readable, code: str | None, isolated: bool) -> None:
    for call in (gongpyo.read, gongpyo.tables):
        error = _refused(lambda call=call: call(source, gongpyo.Options(isolated=isolated)))  # type: ignore[misc]
        assert code in (None, error.code) and error.ko and error.en and error.code != "bug"


@pytest.mark.parametrize("name", ["a/b.hwp", "..", "a\\b.hwp", "/plan.hwp", "a\0b", "긴" * 300])
def test_a_name_of_bytes_is_no_path(name: str) -> None:
    error = _refused(lambda: gongpyo.read(small_hwpx(), gongpyo.Options(name=name)))
    assert error.code in ("usage", "temporary-file")


def test_the_plan_of_another_document_is_told_in_words_of_python(viewer_file: Path, tmp_path: Path) -> None:
    options = gongpyo.Options(plan_id="one", isolated=False)
    gongpyo.convert(viewer_file, tmp_path / "out", options)
    error = _refused(lambda: gongpyo.convert(small_hwpx(), tmp_path / "out", options))
    assert error.code == "other-plan"
    for text in (error.ko, error.en):
        assert "Options(replace=True)" in text and "Options(plan_id=…)" in text and " -" not in text
    replaced = gongpyo.convert(small_hwpx(), tmp_path / "out", msgspec.structs.replace(options, replace=True))
    assert gongpyo.check(tmp_path / "out")[0].record.profile.title == replaced.record.profile.title


def test_every_word_of_the_command_line_is_still_said_where_it_was_seen() -> None:
    for row in tables_of(ROOT / "gongpyo" / "door.toml")["word"]:
        joined = re.sub(r'"\s+f?"', "", (ROOT / row["seen"]).read_text(encoding="utf-8"))  # of a sentence over lines
        assert row["said"] in joined, row


def test_an_error_and_a_plan_can_be_pickled(viewer_file: Path) -> None:
    view = gongpyo.read(viewer_file, HERE)
    again = pickle.loads(pickle.dumps(view))
    assert again == view and again.targets == view.targets and again.targets.to_dicts() == view.targets.to_dicts()
    error = _refused(lambda: gongpyo.read("missing.hwp"))
    hidden = pickle.loads(pickle.dumps(gongpyo.ShadowedModuleError("plan", "a/plan.py")))
    assert (hidden.details, hidden.path) == ({"name": "plan", "path": "a/plan.py"}, "a/plan.py")
    told = pickle.loads(pickle.dumps(error))
    assert vars(told) == vars(error) and str(told) == str(error) and type(told) is type(error)


def test_documents_can_be_read_in_a_pool_of_processes(viewer_file: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(gongpyo.read, str(viewer_file)).result() == gongpyo.read(viewer_file, HERE)
        with pytest.raises(gongpyo.PlanError) as refused:
            pool.submit(gongpyo.read, "missing.hwp").result()
    assert refused.value.code == "not-found"


def test_a_worker_that_may_have_no_child_says_what_to_do(viewer_file: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        with pytest.raises(gongpyo.PlanError, match="isolated=False") as refused:
            pool.apply(gongpyo.read, (str(viewer_file),))
        assert refused.value.code == "no-child-process"
        assert pool.apply(gongpyo.read, (str(viewer_file), HERE)) == gongpyo.read(viewer_file, HERE)


# --------------------------------------------------------------------------------------------- tables


@EACH_TABLE
@pytest.mark.parametrize("form", [".hwp", ".pdf"])
def test_a_table_is_its_csv_file_row_by_row(name: str, form: str, tmp_path: Path) -> None:
    made = gongpyo.convert(SEOUL / f"plan{form}", tmp_path, gongpyo.Options(single_read=True))
    assert made.folder
    with (made.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        wanted = list(csv.DictReader(file))
    table: TableView = getattr(made, name)
    guards = {column.name: column.text for column in tables()[name].columns}
    shown = [
        {
            key: cell_text(value.isoformat() if hasattr(value, "isoformat") else value, guards[key])
            for key, value in row.items()
        }
        for row in table.to_dicts()
    ]
    assert shown == wanted and wanted and len(table) == len(wanted)
    assert table.columns == tuple(wanted[0])


@EACH_TABLE
def test_every_library_gives_the_same_values(name: str) -> None:
    table: TableView = getattr(EVERY, name)
    rows = table.to_dicts()
    assert rows
    assert table.to_arrow().to_pylist() == rows
    frame = table.to_pandas()
    found = [{k: None if _is_none(v) else v for k, v in row.items()} for row in frame.to_dict("records")]
    assert found == rows and tuple(frame.columns) == table.columns
    polars = pytest.importorskip("polars", reason="needs the extra polars")
    assert table.to_polars().to_dicts() == rows and isinstance(table.to_polars(), polars.DataFrame)


def _is_none(value: object) -> bool:
    return value is None or value != value or type(value).__name__ == "NAType"  # noqa: PLR0124


@EACH_TABLE
def test_a_table_without_rows_has_its_columns_and_types(name: str) -> None:
    empty, full = TableView(name, ()), getattr(EVERY, name)
    assert empty.to_dicts() == [] and empty.to_arrow().schema == full.to_arrow().schema
    assert dict(empty.to_pandas().dtypes) == dict(full.to_pandas().dtypes)


def test_a_number_that_would_be_rounded_is_refused() -> None:
    row = next(iter(EVERY.targets)) | {"value": Decimal("1E-11")}
    table = TableView("targets", (row,))
    assert _refused(table.to_arrow).code == "number-not-kept"
    assert table.to_pandas()["value"][0] == Decimal("1E-11")


@pytest.mark.parametrize(("library", "extra"), [("pandas", "pandas"), ("polars", "polars"), ("pyarrow", "parquet")])
def test_a_library_that_is_missing_is_named_with_what_installs_it(
    library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    error = _refused(getattr(EVERY.targets, f"to_{library.removeprefix('py')}"))
    assert (error.code, error.exit_code) == ("extra-missing", gongpyo.ExitCode.USAGE)
    assert f'pip install ".[{extra}]"' in error.ko and f'pip install ".[{extra}]"' in error.en


def test_a_caller_cannot_change_a_table_through_its_rows() -> None:
    rows = EVERY.targets.to_dicts()
    rows[0]["value"] = 7
    next(iter(EVERY.targets))["value"] = 7
    assert EVERY.targets.to_dicts()[0]["value"] != 7


# --------------------------------------------------------------------------------------------- what is shown


def test_a_view_is_short_at_the_prompt() -> None:
    counts = ", ".join(f"{len(getattr(EVERY, name))} {name}" for name in SHOWN)
    assert repr(EVERY) == f"<PlanView {EVERY.record.profile.plan_id}: {counts}>"
    assert (
        repr(EVERY.budgets) == f"<TableView budgets: {len(EVERY.budgets)} rows x {len(EVERY.budgets.columns)} columns>"
    )


def test_a_notebook_shows_some_rows_and_no_text_of_the_document_as_html() -> None:
    hostile = "<script>alert('1')</script>&"
    named = msgspec.structs.replace(EVERY.record.programs[0], name=hostile)
    profile = msgspec.structs.replace(EVERY.record.profile, title=hostile)
    finding = gongpyo.Finding(
        rule="source-damaged", severity="error", program_no="", record="", message=hostile, message_en=hostile
    )
    record = msgspec.structs.replace(
        EVERY.record, programs=(named,), profile=profile, findings=(finding,) * (ROWS_SHOWN + 5)
    )
    view = PlanView(record)
    for shown in (view, view.programs, view.targets, view.findings):
        page = shown._repr_html_()
        assert "<script" not in page and "&lt;script&gt;" in page and page.count("<tr>") <= 2 * ROWS_SHOWN
    assert f"findings: {ROWS_SHOWN} / {ROWS_SHOWN + 5}" in view._repr_html_()


# --------------------------------------------------------------------------------------------- the package

PROGRAM = """\
from pathlib import Path
import gongpyo
from gongpyo import Limits, Options, Plan, PlanError, PlanView

def first(path: Path) -> str:
    try:
        view: PlanView = gongpyo.read(path, Options(limits=Limits(pages=9)))
    except PlanError as error:
        return error.message("ko")
    plan: Plan = view.record
    return f"{plan.observations[0].value} {len(view.targets.to_dicts())} {gongpyo.value('1', unit='명').value}"

reveal_type(gongpyo.read("a"))
gongpyo.read(7)
"""


def test_a_program_that_uses_the_door_is_checked_strictly(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "program.py"],
        capture_output=True, text=True, check=False, cwd=tmp_path, timeout=300,
    )  # fmt: skip
    told = [line for line in done.stdout.splitlines() if "program.py" in line]
    assert [line.split(": ")[1] for line in told] == ["note", "error"], done.stdout
    assert "gongpyo.plan_view.PlanView" in told[0] and "[arg-type]" in told[1]


def test_every_package_says_that_it_is_typed_and_the_wheel_takes_it_along(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
    ]
    copied = tmp_path / "tree"
    _copy_tree(copied)
    subprocess.run([*command, str(copied)], check=True, capture_output=True, timeout=300)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    packages = {name.partition("/")[0] for name in names if name.endswith(".py")}
    assert packages == {"plan", "extract", "normalize", "output", "gongpyo"}
    assert {f"{package}/py.typed" for package in packages} | {"gongpyo/door.toml"} <= names


def _copy_tree(target: Path) -> None:
    """What the wheel is made of, so that the build leaves nothing in the checkout."""
    for name in ("plan", "extract", "normalize", "output", "gongpyo"):
        for path in (path for path in (ROOT / name).rglob("*") if path.suffix in (".py", ".toml", ".typed")):
            place = target / path.relative_to(ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (target / name).write_bytes((ROOT / name).read_bytes())


# --------------------------------------------------------------------------------------------- names that are hidden

HIDING = pytest.mark.parametrize("name", ["plan", "extract", "normalize", "output"])
WAYS = {
    "door": "import gongpyo; gongpyo.read('plan.hwp')",
    "from": "from gongpyo import read",
    "pipeline": "from gongpyo.pipeline import convert",
    "theirs first": "import {name}; import gongpyo; gongpyo.PlanError",
}


@HIDING
@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_hides_a_package_of_ours_is_named(name: str, way: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.py").write_text("x = 1\n", encoding="utf-8")
    done = _python(tmp_path, "-c", WAYS[way].format(name=name))
    last = done.stderr.rstrip().splitlines()[-2:]
    assert done.returncode == 1 and last[0].startswith("gongpyo.own_names.ShadowedModuleError: ")
    for line in last:
        assert f"{name}.py'" in line and f"'{name}'" in line


@HIDING
@pytest.mark.parametrize("as_package", [True, False], ids=["package", "module"])
def test_the_command_line_names_the_file_that_hides_a_package_of_ours(
    name: str, as_package: bool, tmp_path: Path
) -> None:
    hiding = tmp_path / name / "__init__.py" if as_package else tmp_path / f"{name}.py"
    hiding.parent.mkdir(exist_ok=True)
    hiding.write_text("raise SystemExit('ran')\n", encoding="utf-8")
    done = _python(tmp_path, "-m", "gongpyo", "value", "5명")
    assert (done.returncode, done.stdout) == (gongpyo.ExitCode.USAGE, "")
    assert len(done.stderr.splitlines()) == 2 and all(str(hiding) in line for line in done.stderr.splitlines())
    told = json.loads(_python(tmp_path, "-m", "gongpyo", "value", "5명", "--json").stdout)["error"]
    assert (told["code"], told["details"]) == ("shadowed-module", {"name": name, "path": str(hiding)})


def test_a_folder_of_data_with_such_a_name_hides_nothing(tmp_path: Path) -> None:
    for name in ("plan", "extract", "normalize", "output"):
        (tmp_path / name).mkdir()
    done = _python(tmp_path, "-m", "gongpyo", "value", "5명")
    assert done.returncode == gongpyo.ExitCode.CLEAN and "5" in done.stdout


def _python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder, env=env
    )
