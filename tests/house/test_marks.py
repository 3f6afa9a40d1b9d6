"""How Korean print writes its marks stands once, in ``plan/script.py``: copies of one class differ before long."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from tests.house.test_architecture import MODULES, TREES

HOME = "plan.script"
WORDS = regex.compile(r"[\p{ASCII}가-힣ㄱ-ㅆㅈ-ㅎ]*")  # ㅇ by itself is a ring in front of a line
SPOKEN = regex.compile("[…→–·∅]")  # in the sentences of the rooms that read no print
SPEAKERS = ("gongpyo", "output")


def _texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """All texts of a module but its docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def _marks(module: str, tree: ast.Module) -> dict[int, str]:
    """The lines of a module that hold marks, with what is neither ASCII nor a word in Hangul."""
    found = {}
    for node in _texts(tree):
        text = str(node.value)
        if module.startswith(SPEAKERS):
            text = SPOKEN.sub("", text)
        if rest := WORDS.sub("", text):
            found[node.lineno] = rest
    return found


@pytest.mark.parametrize("module", [name for name in MODULES if name != HOME])
def test_marks_stand_in_one_module(module: str) -> None:
    assert _marks(module, TREES[module]) == {}, f"name it in {HOME}"


@pytest.mark.parametrize(
    "mark", ["’", "∼", "–", "「", "①", "Ⅳ", "□", "ㅇ", "ㆍ", "\u200b", "\u00a0", "\U000f02b1", "萬"]
)
def test_a_mark_is_seen_however_it_is_written(mark: str) -> None:
    for source in (f"X = '[{mark}-]'", f"X = {mark!a}", f"X = f'{mark}{{Y}}'"):
        assert _marks("extract.x", ast.parse(source)) == {1: mark}
    assert _marks("extract.x", ast.parse(f"'''{mark}'''\nX = '실적'  # {mark}")) == {}


def test_only_sentences_may_hold_what_we_say_them_with() -> None:
    tree = ast.parse("X = '… 2024 → 2025'")
    assert _marks("gongpyo.x", tree) == {}
    assert _marks("extract.x", tree) == {1: "…→"}
    assert Path(MODULES[HOME]).exists()
