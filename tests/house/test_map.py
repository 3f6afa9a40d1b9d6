"""The map of the house is drawn from the imports that there are, and its pages name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import house_map
from tests.conftest import ROOT

PAGES = [ROOT / "docs" / "map.md", ROOT / "docs" / "map.en.md"]


def test_the_picture_is_what_the_imports_say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert house_map.main(["--check"]) == 0
    stale = tmp_path / "map.svg"
    stale.write_text(house_map.picture().replace("normalize", "normalise"), encoding="utf-8")
    monkeypatch.setattr(house_map, "PICTURE", stale)
    assert house_map.main(["--check"]) == 1


def test_arrows_go_down_only() -> None:
    floor_of = {room: number for number, floor in enumerate(house_map.FLOORS) for room in floor}
    for own, other in house_map.known():
        room, to = own.partition(".")[0], other.partition(".")[0]
        assert room == to or floor_of[room] < floor_of[to], f"{own} knows {other}"
    for room in house_map.rooms(house_map.known()).values():
        stands = {f"{room.name}.{part}": index for index, part in enumerate(room.parts)}
        upward = [(own, to) for own, to in room.edges if own in stands and to in stands and stands[own] >= stands[to]]
        assert upward == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_name_every_part_and_nothing_that_is_not_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`([a-z]+/[\w./]*)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []
    every = house_map.rooms(house_map.known())
    folders = {f"{room.name}/{part}/" for room in every.values() for part in room.parts if _is_folder(room.name, part)}
    assert folders - set(named) == set()


def test_the_two_pages_name_the_same() -> None:
    korean, english = (sorted(re.findall(r"`([^`]+)`", page.read_text(encoding="utf-8"))) for page in PAGES)
    assert korean == english


def _is_folder(room: str, part: str) -> bool:
    return (ROOT / room / part / "__init__.py").exists()
