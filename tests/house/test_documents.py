"""The documents say what the code does: commands, examples, exit codes, files and the data dictionary."""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from docs.data_dictionary import (
    DICTIONARY,
    DictionaryError,
    check_meanings,
    data_dictionary,
    load_meanings,
    main,
    values_of_code,
)
from gongpyo.cli.application import run
from gongpyo.cli.command_line import parse, parsers
from gongpyo.pipeline import interpret, read_tables
from gongpyo.telling.table_fields import as_fields
from output.folder.write import REPORT_FILE
from output.tables.columns import tables
from plan.errors import ExitCode
from plan.records.printed import ExtractedPlan
from tests.conftest import whole_files, without_coverage
from tests.golden import SEOUL

ROOT = Path(__file__).parents[2]
README, KOREAN, CONTRIBUTING = ROOT / "README.md", ROOT / "README.ko.md", ROOT / "CONTRIBUTING.md"
BOTH = pytest.mark.parametrize("readme", [README, KOREAN], ids=lambda path: path.name)
SCALE = [ROOT / "docs/scale.md", ROOT / "docs/scale.en.md"]
WRITTEN = [
    README,
    KOREAN,
    CONTRIBUTING,
    *SCALE,
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
]
FENCE = re.compile(r"^ *```(?P<kind>\w*)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
_, COMMANDS = parsers()
OPTIONS = [action.option_strings for command in COMMANDS.values() for action in command._actions]


def blocks(path: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a document: kind and text."""
    return [(found["kind"], found["body"]) for found in FENCE.finditer(path.read_text(encoding="utf-8"))]


def outside_blocks(path: Path) -> str:
    """The text of a document without its fenced blocks."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def command_lines(path: Path) -> Iterator[list[str]]:
    """The arguments of every gongpyo command of the shell blocks, without the program's name and redirections."""
    for kind, body in blocks(path):
        if kind not in ("sh", "bat"):
            continue
        for line in body.splitlines():
            words = shlex.split(line.replace("\\", "/") if kind == "bat" else line)
            if words and words[0].rpartition("/")[2] == "gongpyo":
                yield words[1 : words.index("<")] if "<" in words else words[1:]


def command_of(arguments: list[str]) -> str:
    """The command of a command line; a document alone is converted."""
    return "convert" if arguments[0] == "plan.hwp" else arguments[0]


def table_rows(path: Path, head: str) -> list[list[str]]:
    """The body rows of the one Markdown table whose first head cell is given."""
    lines = outside_blocks(path).splitlines()
    (start,) = (index for index, line in enumerate(lines) if line.startswith(f"| {head} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


@pytest.fixture(scope="module")
def extracted() -> ExtractedPlan:
    """The fixture plan as printed."""
    return read_tables(SEOUL / "plan.hwp")


@pytest.fixture(scope="module")
def files(extracted: ExtractedPlan) -> dict[str, bytes]:
    """The files of the fixture plan."""
    return whole_files(interpret(extracted))


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of one published CSV file."""
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline="")))


# ------------------------------------------------------------------------------------- the data dictionary


def test_data_dictionary_is_what_the_code_says() -> None:
    committed = DICTIONARY.read_text(encoding="utf-8")
    assert committed == data_dictionary(load_meanings()), "run python -m docs.data_dictionary"
    assert main(["--check"]) == 0


def test_data_dictionary_names_every_file_and_column() -> None:
    committed = DICTIONARY.read_text(encoding="utf-8")
    for table in tables().values():
        section = committed.partition(f"### `{table.name}.csv`")[2].partition("\n#")[0]
        shown = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        assert shown == [column.name for column in table.columns]


def test_check_fails_on_another_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "data-dictionary.md"
    monkeypatch.setattr("docs.data_dictionary.DICTIONARY", stale)
    assert main(["--check"]) == 1
    assert not stale.exists()
    assert "run `python -m docs.data_dictionary`" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--check"]) == 0


@pytest.mark.parametrize(("kind", "value"), [("status", "dash"), ("exit_code", "LIMIT"), ("unit_kind", "money")])
def test_value_without_meaning_is_refused(kind: str, value: str) -> None:
    meanings = {name: dict(rows) for name, rows in load_meanings().items()}
    del meanings[kind][value]
    with pytest.raises(DictionaryError, match=rf"the {kind} '{value}'.*docs/meanings\.toml"):
        check_meanings(meanings, values_of_code())


def test_meaning_in_one_language_is_refused() -> None:
    meanings = {name: dict(rows) for name, rows in load_meanings().items()}
    meanings["status"]["dash"] = {"en": "only a dash"}
    with pytest.raises(DictionaryError, match="no 'ko' for it"):
        check_meanings(meanings, values_of_code())


def test_meaning_of_no_value_is_refused() -> None:
    meanings = {**load_meanings(), "status": {**load_meanings()["status"], "maybe": {"ko": "아마", "en": "maybe"}}}
    with pytest.raises(DictionaryError, match="'maybe', which the code does not have"):
        check_meanings(meanings, values_of_code())


# --------------------------------------------------------------------------------------------- the READMEs


def test_both_readmes_have_the_same_sections() -> None:
    def levels(path: Path) -> list[int]:
        return [len(marks) for marks in re.findall(r"^(#+) ", outside_blocks(path), re.MULTILINE)]

    assert levels(README) == levels(KOREAN)


def test_both_readmes_have_the_same_blocks() -> None:
    assert blocks(README) == blocks(KOREAN)


@pytest.mark.parametrize(("english", "korean"), [("option", "옵션"), ("exit code", "종료 코드"), ("file", "파일")])
def test_both_readmes_have_the_same_tables(english: str, korean: str) -> None:
    firsts = [row[0] for row in table_rows(README, english)]
    assert firsts
    assert [row[0] for row in table_rows(KOREAN, korean)] == firsts


@BOTH
def test_every_exit_code_is_in_the_readme(readme: Path) -> None:
    rows = table_rows(readme, "exit code" if readme == README else "종료 코드")
    assert [int(row[0]) for row in rows] == [int(code) for code in ExitCode]


SHELL = [*command_lines(README), *command_lines(CONTRIBUTING), *command_lines(SCALE[0])]


@pytest.mark.parametrize("arguments", SHELL, ids=" ".join)
def test_command_of_the_documents_parses(arguments: list[str]) -> None:
    assert parse(arguments).command == command_of(arguments)


@pytest.mark.parametrize(
    "path",
    [README, KOREAN, CONTRIBUTING, *sorted((ROOT / "docs" / "guide").glob("*.md"))],
    ids=lambda path: path.name,
)
def test_examples_are_quoted_as_every_shell_reads_them(path: Path) -> None:
    """The shell of Windows knows double quotes alone."""
    text = path.read_text(encoding="utf-8")
    commands = re.findall(r"(?:^|`)((?:gongpyo|pip install|frictionless) [^`\n]*)", text, re.MULTILINE)
    assert [command for command in commands if re.search(r"[\s=]'[^']*'", command)] == []


def test_readme_shows_every_command() -> None:
    assert {command_of(arguments) for arguments in command_lines(README)} == set(COMMANDS)


def test_both_languages_show_the_same_ways_to_read_an_archive() -> None:
    assert blocks(SCALE[0]) == blocks(SCALE[1])


def test_no_document_names_a_command_that_does_not_exist() -> None:
    named = {name for path in WRITTEN for name in re.findall(r"`gongpyo ([a-z]+)\b(?!\.)", outside_blocks(path))}
    assert named
    assert named <= set(COMMANDS)


@BOTH
def test_options_of_the_readme_exist(readme: Path) -> None:
    known = {name for names in OPTIONS for name in names}
    named = set(re.findall(r"`(--[a-z-]+)", outside_blocks(readme))) - {"--"}
    assert named
    assert named <= known


@BOTH
def test_every_option_is_in_the_readme(readme: Path) -> None:
    words = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", readme.read_text(encoding="utf-8")))
    options = [names for names in OPTIONS if names and "--help" not in names]
    assert options
    assert [names for names in options if words.isdisjoint(names)] == []


def test_value_example_is_what_the_tool_prints(capsys: pytest.CaptureFixture[str]) -> None:
    shown = blocks(README)
    pairs = [(text, after[1]) for (kind, text), after in pairwise(shown) if after[0] == "json"]
    assert pairs
    for command, expected in pairs:
        assert run(shlex.split(command)[1:]) == ExitCode.CLEAN
        assert capsys.readouterr().out == expected


def test_csv_example_is_what_the_tool_writes(files: dict[str, bytes]) -> None:
    (example,) = (body for kind, body in blocks(README) if kind == "csv")
    shown = list(csv.DictReader(io.StringIO(example)))
    rows = [row for row in rows_of(files, "targets") if row["program_no"] == "P1-1-1"]
    assert [{name: row[name] for name in shown[0]} for row in rows] == shown
    assert len(tables()["targets"].columns) == 37, "the README says of how many columns it shows nine"
    assert len(shown[0]) == 9


def test_programs_of_the_readme_run(tmp_path: Path) -> None:
    shutil.copy(SEOUL / "plan.hwp", tmp_path)
    programs = [body for kind, body in blocks(README) if kind == "python"]
    assert len(programs) == 2
    for program in programs:
        command = [sys.executable, "-X", "utf8", "-c", program]
        done = subprocess.run(
            command, cwd=tmp_path, env=without_coverage(),
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "") and done.stdout


@BOTH
def test_files_of_the_readme_are_those_that_are_written(readme: Path, files: dict[str, bytes]) -> None:
    named = [row[0].strip("`") for row in table_rows(readme, "file" if readme == README else "파일")]
    assert sorted(named) == sorted({REPORT_FILE, *(re.sub("/.*", "/", name) for name in files)})


def test_number_leads_to_its_cell_as_the_readme_says(extracted: ExtractedPlan, files: dict[str, bytes]) -> None:
    shown: list[dict[str, list[list[dict[str, object]]]]] = as_fields(extracted, list(extracted.year_tables))["tables"]  # type: ignore[assignment]
    cells = {
        tuple(str(place[name]) for name in ("table", "row", "column")): text
        for table in shown
        for texts, places in zip(table["rows"], table["places"], strict=True)
        for text, place in zip(texts, places, strict=True)
    }
    rows = [*rows_of(files, "targets"), *rows_of(files, "budgets")]
    assert rows
    for row in rows:
        text = cells[row["source_table"], row["source_row"], row["source_column"]]
        assert " ".join(str(text).split()) == row["printed"].removeprefix("'")


def test_links_lead_somewhere() -> None:
    linked = [(path, target) for path in WRITTEN for target in LINK.findall(outside_blocks(path))]
    assert linked
    assert [(path.name, target) for path, target in linked if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("document", [README, KOREAN, CONTRIBUTING], ids=lambda path: path.name)
def test_make_targets_of_the_documents_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= targets


def test_paths_of_the_documents_exist() -> None:
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    named = [
        (document.name, path)
        for document in WRITTEN
        for path in re.findall(r"`([a-z_]+/[\w./-]*)`", outside_blocks(document))
        if path.partition("/")[0] in rooms
    ]
    assert named
    assert [(document, path) for document, path in named if not (ROOT / path).exists()] == []


def test_an_sdist_holds_all_that_its_tests_need() -> None:
    lines = (ROOT / "MANIFEST.in").read_text(encoding="utf-8").splitlines()
    grafted = {line.partition(" ")[2] for line in lines if line.startswith("graft ")}
    packaged = {"plan", "extract", "normalize", "output", "gongpyo"}
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"requirements"}
    assert folders - packaged == grafted
    included = {name for line in lines if line.startswith("include ") for name in line.split()[1:]}
    assert {path.name for path in ROOT.glob("*.md")} | {"Makefile"} <= {*included, "README.md"}
