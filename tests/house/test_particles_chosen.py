"""No sentence in Korean leaves both particles to the reader where ``plan/particles.py`` can choose: 은(는), (으)로."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import regex

from tests.conftest import ROOT
from tests.house.test_architecture import MODULES, TREES

BOTH = regex.compile(r"은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)|와\(과\)|과\(와\)|\(으\)로|\(이\)")
ROOMS = ("plan", "extract", "normalize", "output", "gongpyo")
FILES = [path for room in ROOMS for kind in ("*.toml", "*.js", "*.html") for path in sorted((ROOT / room).rglob(kind))]


def _left_to_the_reader(tree: ast.Module) -> dict[int, str]:
    """The lines of a module whose texts, but for its docstrings, hold both particles."""
    docstrings = {
        (node.body[0].value.lineno, node.body[0].value.col_offset)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if isinstance(node.body[0], ast.Expr)
    }
    return {
        node.lineno: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and BOTH.search(node.value)
        and (node.lineno, node.col_offset) not in docstrings
    }


@pytest.mark.parametrize("module", MODULES)
def test_no_sentence_of_a_module_leaves_both_particles(module: str) -> None:
    assert _left_to_the_reader(TREES[module]) == {}, "choose by plan.particles"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_of_a_file_leaves_both_particles(path: Path) -> None:
    assert BOTH.findall(path.read_text("utf-8")) == [], "write {word:은/는}"


def test_both_particles_are_found_in_an_f_string() -> None:
    assert _left_to_the_reader(ast.parse("def f(a):\n    '''은(는)'''\n    return f\"'{a}'은(는) 없습니다\""))
