"""The command line: results on stdout, the rest on stderr, one documented exit code for every outcome, no traceback."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
import regex
from rich.console import Console
from rich.progress import Progress

import gongpyo.cli.application
import gongpyo.cli.main
from gongpyo.telling.progress import COLUMNS, Bar
from gongpyo.telling.speech import Language, Speech
from plan.errors import ExitCode
from plan.progress import At
from tests.conftest import ROOT, VIEWER_TEXT, YEAR_WORDS, hwpx_grid, hwpx_paragraph, hwpx_section, small_hwpx, zip_bytes
from tests.golden import FIXTURES

WRONG_TOTAL = VIEWER_TEXT.replace("10 1 2 3 4", "11 1 2 3 4")


class Done(NamedTuple):
    """What one command within this process said, and its exit code."""

    code: int
    stdout: str
    stderr: str


def run(*arguments: str | Path) -> Done:
    """One command within this process."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = gongpyo.cli.application.run([str(part) for part in arguments])
    return Done(int(code), out.getvalue(), err.getvalue())


def process(
    *arguments: str | Path, stdin: bytes | None = None, folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """One command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "gongpyo", *map(str, arguments)],
        **({"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}),  # type: ignore[arg-type]
        capture_output=True,
        cwd=folder,
        env=os.environ | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"} | environment,
        timeout=60,
        check=False,
    )


def _file(path: Path, text: str = VIEWER_TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# ------------------------------------------------------------------------------------- one process for each


def test_a_clean_document_is_converted_with_exit_code_0(viewer_file: Path, tmp_path: Path) -> None:
    done = process("convert", viewer_file, "-o", tmp_path / "out", "--lang", "ko")
    assert (done.returncode, done.stderr) == (ExitCode.CLEAN, b"")
    (folder,) = (tmp_path / "out").iterdir()
    assert (folder / "plan.json").exists() and (folder / "targets.csv").exists()
    first = done.stdout.decode().splitlines()[0]
    assert "plan.txt" in first and str(folder) in first


def test_a_refused_document_is_one_sentence_on_stderr(tmp_path: Path) -> None:
    path = tmp_path / "그림.hwp"
    path.write_bytes(b"\x89PNG\r\n")
    for language, pattern in (("ko", r"그림 파일"), ("en", r"is a picture")):
        done = process("convert", path, "-o", tmp_path / "out", "--lang", language)
        assert (done.returncode, done.stdout) == (ExitCode.INPUT, b"")
        assert len(done.stderr.decode().splitlines()) == 1
        assert regex.search(pattern, done.stderr.decode())
    assert not (tmp_path / "out").exists(), "nothing is made for a document that cannot be read"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_a_bar_is_shown_while_documents_are_converted(tmp_path: Path) -> None:
    shown, said = _on_a_terminal(tmp_path, results_too=False)
    assert "0/1" in shown and "1/1" in shown and "plan.txt" in said


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_above_the_bar_no_path_and_no_sentence_is_cut_into_lines(tmp_path: Path) -> None:
    shown, _ = _on_a_terminal(tmp_path, results_too=True)
    folder = next((tmp_path / "out").iterdir())
    assert f"plan.txt → {folder}\r\n" in shown
    assert regex.search(r"cells = \d+ read \+ \d+ ignored by rule \+ \d+ findings\r\n", shown)


def _on_a_terminal(tmp_path: Path, *, results_too: bool) -> tuple[str, str]:
    """What a conversion shows on a terminal of 40 columns, and what goes to a standard output that is none."""
    import pty  # noqa: PLC0415  # there is none on Windows

    ours, theirs = pty.openpty()
    source = _file(tmp_path / "plan.txt")
    command = [sys.executable, "-m", "gongpyo", "convert", str(source), "-o", str(tmp_path / "out"), "--lang", "en"]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=theirs if results_too else subprocess.PIPE,
        stderr=theirs,
        cwd=ROOT,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "40"},
    ) as running:
        os.close(theirs)
        shown = bytearray()
        try:
            while more := os.read(ours, 4096):
                shown += more
        except OSError:  # the other end is closed
            pass
        said = (running.communicate(timeout=60)[0] or b"").decode()
    os.close(ours)
    assert running.returncode == 0, shown.decode()
    return shown.decode(), said


@pytest.mark.parametrize(("language", "said"), [("ko", "1,000쪽 중 37쪽"), ("en", "page 37/1,000")])
def test_the_bar_shows_the_page_that_is_read(language: Language, said: str) -> None:
    screen = io.StringIO()
    with Progress(*COLUMNS, console=Console(file=screen, force_terminal=True, width=100)) as progress:
        bar = Bar(progress, Speech(language), 2)
        bar.at(At(37, 1000))
        progress.refresh()
        assert said in screen.getvalue()
        screen.truncate(0)
        bar.at(None)
        progress.refresh()
        assert said not in screen.getvalue()


def test_the_version_is_told_without_the_libraries() -> None:
    seen = "import sys; sys.argv = ['gongpyo', '--version']\nfrom gongpyo.cli.main import main\ntry:\n    main()\n"
    heavy = {"argparse", "lxml", "msgspec", "pdfplumber", "pydantic", "regex", "rich"}
    seen += f"finally:\n    print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, cwd=ROOT, check=False, timeout=60)
    version, loaded = done.stdout.decode().splitlines()
    assert regex.fullmatch(r"gongpyo \d+\.\d+\.\d+\S*", version)
    assert loaded == "[]"
    assert done.returncode == 0


def test_a_conversion_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "plan.hwpx").write_bytes(small_hwpx())
    arguments = ["gongpyo", "convert", str(tmp_path / "plan.hwpx"), "-o", str(tmp_path / "out"), "--findings-ok"]
    seen = f"import sys; sys.argv = {arguments}\n"
    seen += "from gongpyo.cli.main import main\ntry:\n    main()\n"
    unneeded = {"inspect", "tomli", "traceback", "typing_extensions"}
    seen += f"finally:\n    print(sorted({unneeded} & set(sys.modules)))"
    for _ in range(2):  # the first may have to parse what is kept then
        done = subprocess.run([sys.executable, "-c", seen], capture_output=True, cwd=ROOT, check=False, timeout=60)
        assert done.returncode == 0
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_values_are_read_line_by_line_from_standard_input() -> None:
    lines = [
        "1억 2천만원",
        "32,000\t천건",
        "872\t(단위: 백만원)\tcell",
        "(단위: 천원, 명)\t\theader",
        "'24년\t\tyear",
        "",
        "160,00건\r",
    ]
    done = process("value", "--json", "-", stdin="\n".join(lines).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    said = [json.loads(line) for line in done.stdout.decode().splitlines()]
    keys = [
        "status",
        "value",
        "value_max",
        "unit",
        "scale",
        "base_value",
        "base_unit",
        "comparator",
        "approx",
        "value_kind",
        "flags",
    ]
    assert all(list(line) == keys for line in said)
    assert [line["status"] for line in said] == [
        "value",
        "value",
        "value",
        "unit_header",
        "year",
        "blank",
        "unreadable",
    ]
    assert [line["base_value"] for line in said] == [120_000_000, 32_000_000, 872_000_000, None, 2024, None, None]
    assert said[3]["base_unit"] == ["원", "명"] and said[3]["scale"] == [1000, 1]


def test_bytes_that_are_no_text_are_no_crash() -> None:
    done = process("value", "--json", "-", stdin=b"\xff\xfe\n50\n", PYTHONIOENCODING="utf-8:strict")
    assert done.returncode in (ExitCode.CLEAN, ExitCode.USAGE, ExitCode.INPUT), done.stderr.decode()


@pytest.mark.parametrize("many", [5, 5_000])
def test_a_reader_that_goes_away_is_no_error(many: int) -> None:
    command = [sys.executable, "-m", "gongpyo", "value", "--json", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as child:
        assert child.stdin and child.stdout and child.stderr
        child.stdout.close()
        child.stdin.write(b"50\n" * many)
        child.stdin.close()
        said = child.stderr.read().decode()
        assert child.wait(timeout=60) in (0, 141)
    assert "BrokenPipe" not in said and "Traceback" not in said


def test_the_language_follows_the_system(tmp_path: Path) -> None:
    for language, word in (("ko_KR.UTF-8", "오류"), ("C", "Error")):
        done = process("tables", tmp_path / "없음.hwp", LC_ALL=language, LANG=language, PYTHONUTF8="1")
        assert done.stderr.decode().startswith(word)
        assert done.returncode == ExitCode.INPUT


# ---------------------------------------------------------------------------------------------- exit codes


def test_findings_of_severity_error_are_exit_code_3_unless_allowed(tmp_path: Path) -> None:
    path = _file(tmp_path / "plan.txt", WRONG_TOTAL)
    assert run("convert", path, "-o", tmp_path / "a").code == ExitCode.FINDINGS
    assert run("convert", path, "-o", tmp_path / "b", "--findings-ok").code == ExitCode.CLEAN
    assert list((tmp_path / "a").iterdir()), "the data is written all the same"


def test_a_limit_is_exit_code_5(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": b" " * (40 * 1024 * 1024)}))
    assert run("convert", path, "-o", tmp_path / "out").code == ExitCode.LIMIT


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good, other = _file(tmp_path / "a.txt"), tmp_path / "c.hwpx"
    bad = _file(tmp_path / "b.txt", "no plan")
    other.write_bytes(small_hwpx())
    done = run("convert", good, bad, other, "-o", tmp_path / "out", "--lang", "en")
    assert done.code == ExitCode.PARTLY_FAILED
    assert len(list((tmp_path / "out").glob("*/plan.json"))) == 2
    assert "'b.txt'" in done.stderr and "b.txt" not in done.stdout
    assert "a.txt" in done.stdout and "c.hwpx" in done.stdout and "a.txt" not in done.stderr


def test_the_same_document_twice_is_said_and_not_overwritten(tmp_path: Path) -> None:
    first, second = _file(tmp_path / "one" / "plan.txt"), _file(tmp_path / "two" / "plan.txt")
    done = run("convert", first, second, "-o", tmp_path / "out", "--json")
    assert done.code == ExitCode.PARTLY_FAILED
    errors = [entry.get("error") for entry in json.loads(done.stdout)["documents"]]
    assert errors[0] is None and errors[1]["code"] == "same-document"


def test_a_later_run_says_that_its_folder_holds_the_document_under_another_name(tmp_path: Path) -> None:
    first, second = _file(tmp_path / "예산안.txt"), _file(tmp_path / "예산안 최종.txt")
    assert run("convert", first, "-o", tmp_path / "out").code == ExitCode.CLEAN
    for language, said in (("en", "as '예산안.txt'"), ("ko", "같은 문서가 다른 이름으로 이미 있었습니다('예산안.txt'")):
        done = run("convert", second, "-o", tmp_path / "out", "--lang", language)
        assert done.code == ExitCode.CLEAN and said in done.stdout
        assert run("convert", first, "-o", tmp_path / "out").code == ExitCode.CLEAN
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert "same_document" not in run("convert", first, "-o", tmp_path / "out", "--json").stdout


@pytest.mark.parametrize("form", ["hwp", "hwpx", "pdf"])
def test_documents_under_changed_names_have_the_same_ids_and_no_row_twice(form: str, tmp_path: Path) -> None:
    kept = sorted((FIXTURES / "shapes").glob(f"*/document.{form}"))[::4]
    seen = []
    for turn, named in enumerate(("{}", "바뀐 이름 ({}) 최종")):
        folder = tmp_path / str(turn)
        folder.mkdir()
        for at, path in enumerate(kept):
            shutil.copy(path, folder / f"{named.format(path.parent.name if not turn else at)}.{form}")
        run("convert", folder, "-o", tmp_path / "out", "--findings-ok", "--no-report", "--single-read")
        files = sorted((tmp_path / "out").glob("*/*.csv"))
        seen.append([(str(file), file.read_bytes().count(b"\n")) for file in files])
    assert seen[0] == seen[1] != []


def test_a_folder_and_a_glob_stand_for_their_documents(tmp_path: Path) -> None:
    _file(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "deep").mkdir()
    (tmp_path / "in" / "deep" / "b.hwpx").write_bytes(small_hwpx())
    _file(tmp_path / "in" / "notes.md", "no document")
    for source, count in ((tmp_path / "in", 2), (f"{tmp_path}/in/*.txt", 1), (f"{tmp_path}/in/**/*.hwpx", 1)):
        done = run("convert", source, "-o", tmp_path / "out", "--json")
        assert done.code == ExitCode.CLEAN
        assert len(json.loads(done.stdout)["documents"]) == count


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    path = _file(tmp_path / "계획[2024].txt")
    assert run("convert", path, "-o", tmp_path / "out").code == ExitCode.CLEAN


@pytest.mark.parametrize(
    ("command", "source"),
    [
        *(
            (command, source)
            for command in ("convert", "tables")
            for source in ("missing.hwp", "empty-folder", "*.hwp")
        ),
        ("tables", "x" * 300 + ".hwp"),
        ("convert", "x" * 300 + ".hwp"),
    ],
)
def test_what_is_not_there_is_exit_code_4(tmp_path: Path, command: str, source: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    more = ["-o", tmp_path / "out"] if command == "convert" else []
    done = run(command, tmp_path / source, *more, "--lang", "en")
    assert done.code == ExitCode.INPUT
    assert done.stdout == "" and source[:9] in done.stderr


@pytest.mark.parametrize("below", ["out", "out/deeper/still"])
def test_an_unwritable_folder_is_one_sentence(viewer_file: Path, tmp_path: Path, below: str) -> None:
    _file(tmp_path / "taken")
    done = run("convert", viewer_file, "-o", tmp_path / "taken" / below, "--json", "--lang", "en")
    assert done.code == ExitCode.INPUT
    (entry,) = json.loads(done.stdout)["documents"]
    assert entry["error"]["code"] == "output-unwritable"
    assert "-o" in entry["error"]["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert"],
        ["convert", "plan.txt", "-o"],
        ["no-such-command"],
        ["tables", "--no-such-option", "plan.txt"],
        ["value"],
        ["value", "5", "--kind", "colour"],
        ["value", "5", "--lang", "fr"],
        ["schema", "nothing"],
        ["convert", "plan.txt", "-o", "out", "--plan-id", "Nicht gut"],
        ["convert", "plan.txt", "plan.txt", "-o", "out", "--plan-id", "good"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_exit_code_2(
    arguments: list[str], viewer_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(viewer_file.parent)
    with pytest.raises(SystemExit) as stopped:
        gongpyo.cli.main.main(arguments)
    assert stopped.value.code == ExitCode.USAGE
    said = capsys.readouterr()
    assert said.out == "" and said.err.strip() and "Traceback" not in said.err


@pytest.mark.parametrize("line", [("convert", "plan.hwp", "--out", ""), ("check", ""), ("batch", "docs", "-o", "")])
def test_an_empty_name_of_a_folder_is_not_the_current_folder(line: tuple[str, ...]) -> None:
    done = run(*line, "--lang", "en")
    assert done.code == ExitCode.USAGE and "is missing" in done.stderr


@pytest.mark.parametrize("raised", [RuntimeError("boom"), RecursionError("deep"), KeyError("x")], ids=repr)
def test_a_bug_of_ours_is_exit_code_70_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raised: Exception
) -> None:
    def fail(arguments: list[str]) -> int:
        raise raised

    monkeypatch.delenv("GONGPYO_TRACEBACK", raising=False)
    monkeypatch.setattr(gongpyo.cli.application, "run", fail)
    with pytest.raises(SystemExit) as stopped:
        gongpyo.cli.main.main(["doctor"])
    assert stopped.value.code == ExitCode.BUG
    said = capsys.readouterr()
    assert said.out == "" and "Traceback" not in said.err
    assert type(raised).__name__ in said.err and "bug of ours" in said.err


def test_an_interrupt_is_exit_code_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(gongpyo.cli.application, "run", interrupt)
    with pytest.raises(SystemExit) as stopped:
        gongpyo.cli.main.main(["doctor"])
    assert stopped.value.code == ExitCode.INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err


def test_the_exit_codes_are_those_that_are_published() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "CLEAN": 0,
        "USAGE": 2,
        "FINDINGS": 3,
        "INPUT": 4,
        "LIMIT": 5,
        "STALE_CORRECTIONS": 6,
        "PARTLY_FAILED": 7,
        "BUG": 70,
        "INTERRUPTED": 130,
        "TERMINATED": 143,
    }


# ------------------------------------------------------------------------------------------------- what it says


@pytest.mark.parametrize("command", ["convert", "tables"])
def test_errors_are_objects_with_json(tmp_path: Path, command: str) -> None:
    more = ["-o", tmp_path / "out"] if command == "convert" else []
    for language, word in (("ko", "없습니다"), ("en", "does not exist")):
        done = run(command, tmp_path / "missing.hwp", *more, "--json", "--lang", language)
        said = json.loads(done.stdout)
        error = said["documents"][0]["error"] if command == "convert" else said["error"]
        assert set(error) == {"code", "message", "details"}
        assert error["code"] == "not-found" and word in error["message"]
        assert "missing.hwp" in str(error["details"])
        assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["value", "5명", "--json"],
        ["doctor", "--json"],
        ["schema", "--json"],
    ],
    ids=" ".join,
)
def test_every_command_knows_json(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 0
    assert isinstance(json.loads(done.stdout), dict)


def test_a_usage_error_of_ours_is_an_object_with_json() -> None:
    done = run("value", "5", "--kind", "colour", "--json", "--lang", "en")
    assert done.code == ExitCode.USAGE
    assert json.loads(done.stdout)["error"]["code"] == "usage"


def test_quiet_says_nothing_but_the_result(viewer_file: Path, tmp_path: Path) -> None:
    loud = run("convert", viewer_file, "-o", tmp_path / "out", "--lang", "en")
    quiet = run("convert", viewer_file, "-o", tmp_path / "out", "--lang", "en", "--quiet")
    assert len(quiet.stdout.splitlines()) == 1 < len(loud.stdout.splitlines())
    assert quiet.stdout.splitlines() == loud.stdout.splitlines()[:1]
    assert quiet.stderr == ""


def test_convert_counts_what_it_read(viewer_file: Path, tmp_path: Path) -> None:
    done = run("convert", viewer_file, "-o", tmp_path / "out", "--json")
    (entry,) = json.loads(done.stdout)["documents"]
    assert entry["source"] == str(viewer_file)
    assert Path(entry["folder"]).name == entry["plan_id"]
    assert entry["counts"] == {"programs": 2, "tables": 2, "series": 4, "values": 15, "summary_lines": 0}
    assert entry["findings"] == {"error": 0, "warning": 0, "info": 0, "resolved": 0}
    cells = entry["cells"]
    assert cells["in_scope"] == cells["read"] + cells["ignored"] + cells["findings"] > 0


def test_contacts_are_written_only_where_asked_for(viewer_file: Path, tmp_path: Path) -> None:
    for option, expected in ((), False), (("--with-contacts",), True):
        run("convert", viewer_file, "-o", tmp_path / f"out{expected}", *option)
        (folder,) = (tmp_path / f"out{expected}").iterdir()
        for path in filter(Path.is_file, folder.rglob("*")):
            assert ("가나다" in path.read_text(encoding="utf-8")) is (expected and path.name == "plan.json"), path.name


def test_the_plan_id_can_be_named(viewer_file: Path, tmp_path: Path) -> None:
    done = run("convert", viewer_file, "-o", tmp_path / "out", "--plan-id", "gaon-library-2024")
    assert done.code == ExitCode.CLEAN
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["gaon-library-2024"]


def test_tables_are_shown_as_the_contract_says(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    path.write_bytes(small_hwpx())
    done = run("tables", path, "--json")
    assert done.code == ExitCode.CLEAN
    said = json.loads(done.stdout)
    assert (said["source"]["name"], said["source"]["format"]) == ("plan.hwpx", "hwpx")
    (table,) = said["tables"]
    keys = {"table", "page", "pages", "section", "kind", "title", "unit", "header_rows", "columns", "rows", "places"}
    assert keys <= set(table)
    assert (table["kind"], table["title"], table["header_rows"], table["section"]) == ("plan", "연차별 추진계획", 1, 0)
    assert table["rows"] == [list(line) for line in YEAR_WORDS]
    assert [column["role"] for column in table["columns"]] == ["label", "total", "year", "year", "year"]
    assert [column.get("year") for column in table["columns"]] == [None, None, 2024, 2025, 2026]
    assert [len(line) for line in table["places"]] == [len(line) for line in table["rows"]]
    assert table["places"][2][3]["row"] == 2 and table["places"][2][3]["column"] == 3


def test_tables_are_shown_to_a_person_in_full(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    path.write_bytes(small_hwpx())
    done = run("tables", path, "--lang", "ko")
    assert done.code == ExitCode.CLEAN
    for word in ("2024", "2026", "60", "20", "연차별"):
        assert word in done.stdout


def test_square_brackets_in_a_document_are_text_and_no_markup(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    words = [["구분 [/red]", "2024", "2025"], ["[bold]나무[/bold] 목표(그루)", "10", "20"]]
    section = hwpx_section(hwpx_paragraph("□ [link=x]계획[/link] [/]"), hwpx_paragraph(hwpx_grid(words)))
    path.write_bytes(zip_bytes({"Contents/section0.xml": section}))
    done = run("tables", path)
    assert done.code == ExitCode.CLEAN
    assert "[bold]" in done.stdout


def test_a_document_without_tables_is_an_empty_list_or_a_sentence(tmp_path: Path) -> None:
    path = _file(tmp_path / "plan.txt", "결재문서 가온시 기본계획 □ 개요")
    assert json.loads(run("tables", path, "--json").stdout)["tables"] == []
    done = run("tables", path, "--lang", "en")
    assert done.code == ExitCode.INPUT
    assert "no year table" in done.stderr


def test_values_are_told_to_a_person() -> None:
    done = run("value", "1억 2천만원", "비예산")
    assert done.code == ExitCode.CLEAN
    first, second = done.stdout.splitlines()
    assert "base_value=120000000" in first and "base_unit=원" in first
    assert "status=non_budget" in second and "value=" not in second


def test_a_negative_number_can_be_asked_for() -> None:
    done = run("value", "--json", "--unit", "백만원", "--", "-5")
    assert json.loads(done.stdout)["base_value"] == -5_000_000


def test_schemas_are_json() -> None:
    plan = json.loads(run("schema", "plan").stdout)
    assert plan["$schema"].startswith("https://json-schema.org/") and "observations" in plan["properties"]
    package = json.loads(run("schema", "datapackage").stdout)
    assert list(package) == ["plans", "programs", "indicators", "targets", "budgets", "findings"]


def test_the_doctor_knows_versions_formats_and_limits() -> None:
    said = json.loads(run("doctor", "--json").stdout)
    assert said["missing"] == []
    assert set(said["formats"]) == set(said["forms"]) >= {"hwp", "hwpx", "hwpml", "pdf", "opengov"}
    assert all(form["files"] and form["read"] == (form["missing"] == {}) for form in said["forms"].values())
    assert [name for name, form in said["forms"].items() if not form["read"]] in ([], ["image"])  # as the extra is
    assert [name for name, form in said["forms"].items() if form["password"]] == [
        *("hwp", "hwpx", "pdf", "xlsx", "ods", "odt")
    ]
    assert all(isinstance(limit, int) and limit > 0 for limit in said["limits"].values())
    assert all(said["libraries"].values())


def test_the_doctor_says_which_extras_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "gongpyo.cli.commands.doctor._version", lambda name: "" if name in {"ray", "onnxruntime"} else "1.0"
    )
    said = {language: run("doctor", "--lang", language).stdout.splitlines()[-1] for language in ("ko", "en")}
    assert said["ko"] == "꼭 필요한 것은 모두 갖추어져 있습니다. 없는 선택 설치: ocr, ray."
    assert said["en"] == "Everything that is needed is in place. Extras that are not: ocr, ray."
    assert "한도 pages: 5,000 (GONGPYO_MAX_PAGES)" in run("doctor", "--lang", "ko").stdout


def test_a_folder_in_the_place_of_a_document_is_named_as_it_was_given() -> None:
    said = run("tables", ".", "--lang", "en")
    assert (said.code, said.stderr) == (ExitCode.INPUT, "Error: '.' is not a file; name one document.\n")


@pytest.mark.parametrize("command", ["convert", "tables", "value", "schema", "publish", "doctor"])
def test_every_command_has_help_in_both_languages(command: str) -> None:
    done = run(command, "--help")
    assert regex.search(r"\p{Hangul}", done.stdout) and regex.search(r"[a-z]{4}", done.stdout)


# ------------------------------------------------------------------------------- a locale without Hangul

LOCALES = {
    "posix": {"LC_ALL": "POSIX", "LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ascii": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"},
}
needs_posix = pytest.mark.skipif(os.name != "posix", reason="names are UTF-8 in every locale of Windows")


@needs_posix
@pytest.mark.parametrize("name", LOCALES)
def test_a_locale_without_hangul_changes_nothing(tmp_path: Path, name: str) -> None:
    source = tmp_path / "둑길 계획.txt"
    source.write_text(VIEWER_TEXT, encoding="utf-8")
    out, made = Path("결과"), {}
    commands: list[tuple[str | Path, ...]] = [
        ("convert", source, "-o", out, "--preview", "--findings-ok", "--provider", "서울특별시"),
        ("tables", source),
        ("check", out),
        ("corrections", out),
        ("diff", source, out, "--html", Path("차이.html")),
        ("export", out, "--xlsx", Path("책.xlsx"), "--parquet", Path("파케이")),
        ("load", out, "--to", "sqlite:///자료.db"),
        ("value", "1억 2천만원"),
        ("convert", tmp_path / "없음.hwp", "-o", out),
    ]
    for label, environment in (("utf-8", {}), (name, LOCALES[name])):
        (tmp_path / label).mkdir()
        runs = []
        for command in commands:
            at = {"PYTHONPATH": str(ROOT), "COLUMNS": "120", **environment}
            done = process(*command, "--lang", "en", folder=tmp_path / label, **at)
            runs.append((done.returncode, done.stdout, done.stderr))
        files = {
            path.relative_to(tmp_path / label).as_posix(): path.read_bytes() if path.suffix != ".db" else b""
            for path in (tmp_path / label).rglob("*")
            if path.is_file()
        }
        made[label] = runs, files
    assert [code for code, *_ in made["utf-8"][0]] == [0] * 8 + [ExitCode.INPUT]
    assert made[name] == made["utf-8"]


@needs_posix
def test_a_name_that_the_locale_cannot_hold_is_one_sentence(tmp_path: Path) -> None:
    """As in EUC-KR, which is kept though it has not every syllable: here ASCII stands for it."""
    source = tmp_path / "plan.txt"
    source.write_text(VIEWER_TEXT, encoding="utf-8")
    for arguments in (["convert", str(source), "-o", str(tmp_path / "out")], ["tables", str(tmp_path / "뷁.txt")]):
        call = f"from gongpyo.cli.main import main; main({[*arguments, '--lang', 'en']!a})"
        done = subprocess.run(
            [sys.executable, "-c", call],
            capture_output=True,
            cwd=ROOT,
            env=os.environ | LOCALES["posix"],
            timeout=60,
            check=False,
        )
        assert done.returncode == ExitCode.INPUT
        assert len(done.stderr.decode().splitlines()) == 1
        assert "cannot hold the file name" in done.stderr.decode() and "PYTHONUTF8=1" in done.stderr.decode()
    assert list((tmp_path / "out").iterdir()) == []
