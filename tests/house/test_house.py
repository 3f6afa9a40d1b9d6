"""The rooms keep their order: no arrow goes up, no part of a room in circles, and no folder is crowded."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.registry import READERS
from tests.conftest import ROOT
from tests.house.test_architecture import MODULES, OURS, TREES, _imported

CROWDED = 14  # modules of one folder, from which on nobody finds anything
ORDER = {  # the parts of each room from the ground up; each knows only what stands before it
    "extract": (
        "vocabulary",
        "sheet_names",
        "amounts",
        "readers",
        "banners",
        "bars",
        "pieces",
        "planned_text",
        "identity",
        "outline",
        "year_tables",
        "torn",
        "first_look",
        "summary",
        "planned_charts",
        "plan",
    ),
    "normalize": ("findings", "cells", "tables", "recognised", "publisher", "audit", "decisions", "refused", "plan"),
    "output": ("tables", "descriptors", "files", "folder", "exports"),
    "gongpyo": (
        "own_names",
        "settings",
        "telling",
        "editions",
        "reviewing",
        "pipeline",
        "sandbox",
        "sources",
        "batch",
        "options",
        "plan_view",
        "door",
        "workbench",
        "portals",
        "cli",
        "__main__",
    ),
}
FORMATS = tuple(reader.reader.split(".")[2] for reader in READERS)


def _part(module: str) -> str:
    return module.split(".")[1]


@pytest.mark.parametrize("module", [name for name in MODULES if name.partition(".")[0] in ORDER])
def test_a_part_of_a_room_knows_only_what_stands_beneath_it(module: str) -> None:
    room = module.partition(".")[0]
    if _part(module) == "__init__":
        return
    assert _part(module) in ORDER[room], "say where it stands in ORDER"
    beneath = {*ORDER[room][: ORDER[room].index(_part(module))], _part(module)}
    known = {_part(name) for name in _imported(TREES[module]) if name.startswith(f"{room}.")}
    assert known <= beneath


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_is_read_without_the_others_and_without_a_thought_of_years(form: str) -> None:
    here = f"extract.readers.{form}."
    own = [name for name in MODULES if name.startswith(here)]
    assert own
    strangers = [f"extract.readers.{other}." for other in FORMATS if other != form]
    for module in own:
        for name in _imported(TREES[module]):
            assert not any(name.startswith(stranger) for stranger in strangers), module
            assert not name.startswith(("extract.outline", "extract.year_tables", "extract.torn")), module


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("extract.readers.page.")])
def test_a_page_is_read_alike_whichever_engine_saw_it(module: str) -> None:
    engines = {name for name in _imported(TREES[module]) if name.startswith("extract.readers.pdf")}
    assert engines == set()


@pytest.mark.parametrize("room", [*OURS, "tests"])
def test_no_folder_is_crowded(room: str) -> None:
    folders = [path for path in [ROOT / room, *(ROOT / room).rglob("*")] if path.is_dir()]
    counts = {path: len([file for file in path.glob("*.py") if file.name != "__init__.py"]) for path in folders}
    assert {str(path.relative_to(ROOT)): count for path, count in counts.items() if count > CROWDED} == {}


def test_tests_stand_where_what_they_test_stands() -> None:
    loose = [path.name for path in (ROOT / "tests").glob("test_*.py")]
    assert loose == [], "put it into the folder of tests/ that is named for its room"
    rooms = {path.name for path in (ROOT / "tests").iterdir() if (path / "__init__.py").exists()}
    assert rooms == {*OURS, "house", "benchmarks"}
    for folder in (path.parent for path in (ROOT / "tests").glob("*/*/__init__.py")):
        assert (ROOT / folder.relative_to(ROOT / "tests")).is_dir(), folder


def test_every_folder_of_code_is_a_package() -> None:
    modules = [path for room in (*OURS, "tests") for path in (ROOT / room).rglob("*.py")]
    folders: set[Path] = {path.parent for path in modules}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
