"""The guide's commands and examples run as a reader would run them, and its site is built without the network."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import psycopg
import pytest
from sqlalchemy import create_engine, text

from output.tables.columns import tables
from tests.ckan_site import CkanSite, ckan_site
from tests.conftest import ROOT
from tests.golden import SEOUL

GUIDE = ROOT / "docs" / "guide"
PAGES = ("data-team", "portal", "developer")
FENCE = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL)
WRITTEN_ADDRESS = "gongpyo@localhost/plans"
WITH_FINDINGS = 3  # what convert and check return where there are findings of severity error
IN_A_PAGE = {"data-team": 6, "portal": 10, "developer": 6}


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    kind: str
    title: str
    body: str


def blocks(path: Path) -> list[Block]:
    """The fenced blocks of a page in order."""
    return [Block(f["kind"], f["title"] or "", f["body"]) for f in FENCE.finditer(path.read_text(encoding="utf-8"))]


@dataclass
class Reader:
    """Someone with a terminal in a folder that holds ``plan.hwp``, who tries each block of a page."""

    folder: Path
    server: str
    ckan: str
    ran: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def tries(self, block: Block) -> None:
        if block.title:
            (self.folder / block.title).write_text(block.body, encoding="utf-8")
        if block.kind == "sh":
            for line in block.body.splitlines():
                self.runs_line(line)
        elif block.kind == "python" and not block.title:
            self.runs(sys.executable, "-c", block.body)
        elif block.kind == "sql":
            self.asks(block.body)
        elif block.kind == "r":
            self.runs_r(block.body)

    def runs_line(self, line: str) -> None:
        if WRITTEN_ADDRESS in line and not self.server:
            self.skipped.append(line)
            return
        line = line.replace(WRITTEN_ADDRESS, self.server).replace("http://localhost:5000", self.ckan)
        allowed = {0, WITH_FINDINGS} if line.startswith(("gongpyo convert", "gongpyo check")) else {0}
        self.runs("bash", "-c", line, allowed=allowed)

    def runs(self, *command: str, allowed: frozenset[int] | set[int] = frozenset({0})) -> None:
        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        env = os.environ | {"PATH": programs, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert done.returncode in allowed, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        assert "Traceback" not in done.stderr
        self.ran.append(done.stdout)

    def asks(self, query: str) -> None:
        """The same query in every database that the page has loaded."""
        answers = []
        for address in ("sqlite:///plans.db", "duckdb:///plans.duckdb", f"postgresql+psycopg://{self.server}"):
            if self.server or not address.startswith("postgresql"):
                engine = create_engine(address.replace(":///", f":///{self.folder}/"))
                with engine.connect() as connection:
                    answers.append([tuple(map(str, row)) for row in connection.execute(text(query))])
                engine.dispose()
        numbers = [[re.sub(r"\.0+$", "", cell) for cell in row] for answer in answers for row in answer]
        assert len(numbers) == len(answers) and all(row == numbers[0] for row in numbers)
        self.ran.append(str(numbers[0]))

    def runs_r(self, program: str) -> None:
        if shutil.which("Rscript") is None:
            self.skipped.append("R")
            return
        (self.folder / "page.R").write_text(program, encoding="utf-8")
        self.runs("Rscript", "--vanilla", "page.R")


@pytest.fixture
def ckan() -> Iterator[CkanSite]:
    """A site whose key is the one that the page writes."""
    with ckan_site() as site:
        site.key = "token"
        yield site


def _server(request: pytest.FixtureRequest) -> str:
    """User, host and database of our server's own database for the guide; '' where no server is installed."""
    try:
        address: str = request.getfixturevalue("postgres")
    except pytest.skip.Exception:
        return ""
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE DATABASE guide")
    return address.partition("://")[2].replace("/postgres", "/guide")


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_runs(page: str, tmp_path: Path, request: pytest.FixtureRequest, ckan: CkanSite) -> None:
    shutil.copy(SEOUL / "plan.hwp", tmp_path)
    reader = Reader(tmp_path, _server(request) if page == "portal" else "", ckan.url)
    for block in blocks(GUIDE / f"{page}.md"):
        reader.tries(block)
    assert len(reader.ran) >= IN_A_PAGE[page], reader.skipped
    out = tmp_path / "out" / "seoul-citizen-participation-2024-2027"
    if page == "data-team":
        assert ",corrected," in (out / "budgets.csv").read_text(encoding="utf-8-sig")
        assert (tmp_path / "review.xlsx").stat().st_size > 10_000
    if page == "portal":
        assert "137000" in "".join(reader.ran) and "36500" in "".join(reader.ran)
        _check_ckan(ckan, out)


def _check_ckan(site: CkanSite, out: Path) -> None:
    """The page's commands have made the dataset and put every row with its types into the DataStore, once."""
    assert site.writes.count("package_create") == 1 and site.writes.count("resource_create") == len(tables())
    (package,) = site.packages.values()
    assert package["owner_org"] == "seoul"
    for resource, (name, table) in zip(package["resources"], tables().items(), strict=True):
        kept = site.tables[resource["id"]]
        assert resource["name"] == table.ko and (out / f"{name}.csv").read_bytes() == site.files[resource["id"]]
        assert duckdb.sql(f"SELECT COUNT(*) FROM '{out}/{name}.csv'").fetchall() == [(len(kept["rows"]),)]
        assert {field["id"] for field in kept["fields"]} == set(next(iter(kept["rows"].values()))) - {"_id"}
    targets = site.rows("연차별 목표")
    assert targets[0]["value"] == "137000" and targets[0]["approx"] is False and targets[0]["year"] is None


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_the_same_blocks_in_both_languages(page: str) -> None:
    assert blocks(GUIDE / f"{page}.md") == blocks(GUIDE / f"{page}.en.md")
    heads = [re.findall(r"^(#+) ", (GUIDE / name).read_text("utf-8"), re.M) for name in (f"{page}.md", f"{page}.en.md")]
    assert heads[0] == heads[1]


def test_the_guide_shows_every_form_of_loading() -> None:
    portal = (GUIDE / "portal.md").read_text(encoding="utf-8")
    assert all(name in portal for name in ("CKAN", "PostgreSQL", "DuckDB", "pandas", "## R", "엑셀"))
    commands = {shlex.split(line)[1] for page in PAGES for block in blocks(GUIDE / f"{page}.md") if block.kind == "sh"
                for line in block.body.splitlines() if line.startswith("gongpyo")}  # fmt: skip
    assert {"convert", "check", "corrections", "tables", "export", "load", "schema", "value", "doctor"} <= commands


# --------------------------------------------------------------------------------------------------- the site


class _Loaded(HTMLParser):
    """What a page makes a browser load."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "link" and set(said.get("rel", "").split()) & {"stylesheet", "icon", "preconnect", "preload"}:
            self.addresses.append(said.get("href", ""))
        elif tag in ("script", "img", "iframe", "source") and "src" in said:
            self.addresses.append(said["src"])


def test_the_site_is_built_in_both_languages_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    for language, title in (("", "하려는 일"), ("en/", "what you want to do")):
        assert title in (tmp_path / "site" / f"{language}index.html").read_text(encoding="utf-8")
        for page in PAGES:
            assert (tmp_path / "site" / f"{language}guide/{page}/index.html").is_file()
    for path in (tmp_path / "site").rglob("*.html"):
        page = _Loaded()
        page.feed(path.read_text(encoding="utf-8"))
        assert [a for a in page.addresses if re.match(r"(?:https?:)?//", a)] == [], path
    styles = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.css"))
    assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", styles)
