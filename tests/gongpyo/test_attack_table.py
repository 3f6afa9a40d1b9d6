"""Commands that were thought out to do harm, one a row: what is prepared, what is told, how it ends, what is said.

OUT is ``out``, an output folder of ``convert`` with one plan, and P its folder. After each command the file ``victim``
and what lies in the older output is as it was, unless the row says what else; no row prints a secret or a traceback.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from gongpyo.pipeline import convert
from tests.conftest import ROOT, VIEWER_TEXT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and links of POSIX")
GONGPYO = f"{shlex.quote(sys.executable)} -m gongpyo"
SECRET = "S3cr3tPw"
CHANGES = {"convert", "corrections"}  # write into OUT by right


class Row(NamedTuple):
    """A command, with what a shell does before it."""

    told: str
    code: int
    said: str
    first: str = ""


HAND = """sed -i 's/"value": 2,/"value": 914,/' P/plan.json"""
ALL_READ = ("check out", "corrections out", "diff out out")
ALL_DECIDE = ("check out", "corrections out", "convert plan.txt -o out")
PIPE, DECIDED = "rm P/plan.json; mkfifo P/plan.json", "mkfifo P/corrections.yaml"
INTO_A_FOLDER = ("convert plan.txt -o", "export out --csv", "export out --parquet")
SHARDS = "\n".join(f"{GONGPYO} batch plan.txt -o {store} --quiet" for store in ("st --shard 1/2", "st2 --shard 2/2"))
ROWS = (
    # secrets
    Row("load out --to 'postgresql+psycopg://127.0.0.1:1/x?user=u&password=S3cr3tPw'", 4, "127.0.0.1:1/x"),
    Row("load out --to 'postgresql+psycopg://127.0.0.1:1/x?user=u&password=S3cr3tPw' --json", 4, ""),
    Row("load out --to 'postgresql+psycopg://u:p@S3cr3tPw@h/x'", 2, ""),
    Row("load out --to 'u:S3cr3tPw@h/x'", 2, "--to"),
    Row("load out --to 'sqlite:///x.db?_key=S3cr3tPw'", 4, "x.db?"),
    # network
    Row("load out --to duckdb:///x.db", 4, "SQLite", "printf 'SQLite format 3\\0' > x.db"),
    Row("load out --to duckdb:///https://gaon.example/x.duckdb", 2, "this computer"),
    Row("load out --to duckdb:///md:x", 2, "this computer"),
    # links
    Row("corrections out", 0, "", "ln -s {here}/victim P/corrections.yaml.new"),
    Row("check out", 4, "corrections.yaml", "ln -s {here}/victim P/corrections.yaml"),
    # older output
    Row("corrections out --xlsx victim.xlsx", 4, "another name", "cp victim victim.xlsx"),
    Row("diff out out --html d.html", 4, "d.html", "ln -s {here}/victim d.html"),
    Row("convert plan.txt -o out", 0, "", "echo mine > P/portal/mine.csv"),
    Row("export out --parquet pq", 0, "", "mkdir pq; echo half > pq/.gongpyo-targets.parquet-4711"),
    Row("check out", 3, "plan.json", HAND),
    Row("load out --to sqlite:///x.db", 4, "--changed-ok", HAND),
    # what would never end
    *(Row(told, 4, "no ordinary file", PIPE) for told in ALL_READ),
    Row("load out --to sqlite:///x.db --changed-ok", 4, "no ordinary file", PIPE),
    Row("export out --xlsx x.xlsx", 4, "no ordinary file", PIPE),
    Row("convert plan.txt -o out", 4, "cannot be read", PIPE),
    *(Row(told, 4, "no ordinary file", DECIDED) for told in ALL_DECIDE),
    Row("check out --config /dev/zero", 2, "no ordinary file"),
    Row("check out", 5, "over", "truncate -s 300M P/plan.json"),
    Row("corrections out --from w.xlsx", 4, "no ordinary file", "mkfifo w.xlsx"),
    Row("diff p.json out", 4, "no ordinary file", "mkfifo p.json"),
    Row("load out --to sqlite:///x.db --changes c.csv", 4, "a link or no file", "mkfifo c.csv"),
    Row("export out --xlsx x.xlsx", 4, "a link or no file", "mkfifo x.xlsx"),
    Row("convert p.hwp -o out", 4, "not a file", "mkfifo p.hwp"),
    Row("convert plan.txt -o out", 2, "no ordinary file", "mkfifo gongpyo.toml"),
    # what is larger than any
    Row("check out", 4, "it is over", "truncate -s 300M P/corrections.yaml"),
    Row("convert plan.txt -o out", 2, "it is over", "truncate -s 300M gongpyo.toml"),
    Row("convert plan.txt -o out", 2, "it is over", "truncate -s 300M P/plan.toml"),
    Row("corrections out --from w.xlsx", 4, "it is over", "truncate -s 300M w.xlsx"),
    Row("convert p.hwp -o out", 5, "GONGPYO_MAX_FILE_BYTES", "truncate -s 300M p.hwp"),
    # a file in the place of a folder
    *(Row(f"{told} victim", 4, "'victim' cannot be written (it is no folder)") for told in INTO_A_FOLDER),
    *(Row(f"batch plan.txt -o {name}", 4, "no folder", "cp victim f") for name in ("victim", "f/store")),
    # codes
    Row("check nowhere 2>&-", 4, ""),
    Row("check nowhere 2>/dev/full", 4, ""),
    Row("check out >/dev/full", 4, "standard output"),
    Row("check out >&-", 4, "standard output"),
    Row("value - <&-", 4, "Standard input"),
    Row("convert plan.txt -o out", 4, "open files", "ulimit -n 8"),
    Row("convert {here}/plan.txt -o {here}/out", 0, "", "mkdir gone; cd gone; rmdir ../gone"),
    Row("convert plan.txt -o out", 0, "", "export PYTHONUTF8=0 LC_ALL=POSIX PYTHONIOENCODING=ascii"),
    Row("convert plan.txt -o out", 2, "GONGPYO_MAX_MEMORY_MIB", "export GONGPYO_MAX_MEMORY_MIB=999999999999999999"),
    Row("convert plan.txt -o out", 2, "gongpyo.toml", "printf 'x = %010000d' 1 | sed s/0/9/g > gongpyo.toml"),
    *(Row(f"open out --no-browser --port={port}", 2, "cannot be used") for port in (-1, 65536, 10**30)),
    # results as JSON
    Row("batch plan.txt -o st --json", 0, '"shard": {'),
    Row("merge st st2 -o st3 --json", 0, '"shard": {', SHARDS),
    Row("convert '' -o made", 2, "is empty"),  # of a variable that is not set
    Row("batch '' -o made", 7, "is empty"),
    # terminal
    Row("convert a*.hwp -o out", 4, "\\u001b", "echo nothing > \"$(printf 'a\\033[2J.hwp')\""),
    Row("convert plan.txt -o out --quiet", 0, "= off", "printf '[rules]\\ntotal-mismatch = \"off\"\\n' > gongpyo.toml"),
)  # fmt: skip


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """OUT, its document, and a file of somebody else."""
    folder = tmp_path_factory.mktemp("table")
    (folder / "plan.txt").write_text(VIEWER_TEXT, encoding="utf-8")
    (folder / "victim").write_text(SECRET, encoding="utf-8")
    convert(folder / "plan.txt", folder / "out")
    return folder


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.told}; {row.first}"[:90])
def test_a_command_of_the_table_ends_as_its_row_says(converted: Path, tmp_path: Path, row: Row) -> None:
    here = tmp_path / "here"
    shutil.copytree(converted, here)
    plan = next((here / "out").iterdir())
    prepared = row.first.replace("P/", f"{shlex.quote(str(plan))}/").replace("{here}", str(here))
    script = f"{prepared or ':'}\n{GONGPYO} {row.told.replace('{here}', str(here))}"
    done = subprocess.run(
        ["sh", "-c", script], cwd=here, capture_output=True, timeout=120, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == row.code, said
    assert row.said in said and SECRET not in said and "\x1b" not in said
    assert "Traceback" not in said and "Exception ignored" not in said and "bug of ours" not in said
    assert (here / "victim").read_text(encoding="utf-8") == SECRET
    before = next((converted / "out").iterdir())
    if row.told.split()[0] not in CHANGES and not prepared:
        assert {path.name: path.read_bytes() for path in before.iterdir() if path.is_file()} == {
            path.name: path.read_bytes() for path in plan.iterdir() if path.is_file()
        }
    assert not [*here.glob(".gongpyo-*"), *(here / "out").glob(".gongpyo-*"), *here.glob("pq/.gongpyo-*")]
    if "mine.csv" in row.first:
        assert (plan / "portal" / "mine.csv").read_text(encoding="utf-8") == "mine\n"
