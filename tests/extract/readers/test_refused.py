"""Documents that must be refused: with the code and the exit code of ``fixtures/refused/about.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongpyo.pipeline import convert
from normalize.refused import WITHOUT_A_PLAN
from plan.errors import PlanError
from tests.golden import FIXTURES

REFUSED = FIXTURES / "refused"
with (REFUSED / "about.toml").open("rb") as file:
    CASES: list[dict[str, Any]] = tomllib.load(file)["refused"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_refused(case: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        convert(REFUSED / case["file"], tmp_path / "out")
    assert (caught.value.code, caught.value.exit_code) == (case["code"], case["exit_code"])
    assert caught.value.ko != caught.value.en
    left = {path.name for path in tmp_path.glob("out/*/*")}
    may_be_decided = case["code"] in WITHOUT_A_PLAN
    assert left == ({"plan.json", "decisions.json", "corrections.yaml"} if may_be_decided else set())
    assert may_be_decided or not (tmp_path / "out").exists()


def test_every_refused_file_is_listed() -> None:
    files = {path.name for path in REFUSED.iterdir() if path.suffix not in (".toml", ".md")}
    assert files == {case["file"] for case in CASES}
