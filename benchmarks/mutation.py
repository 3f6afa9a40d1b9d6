"""Mutation testing of the normaliser: ``python -m benchmarks.mutation [--sample N] [--seed S] [--module NAME]``.

Each mutant is one small change to one module. It is tried in a fork of this process: first on every row of the tables
of cells, then on the tests of the normaliser, up to the first that fails. A mutant that none notices has survived.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import importlib.machinery
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType

import hypothesis
import pytest
import regex  # noqa: F401  # its compiled patterns are kept for all mutants

ROOT = Path(__file__).resolve().parent.parent
CELLS = ("read", "single", "composite", "amount", "digits", "grammar", "refusals", "units")
MODULES = (*(f"normalize/cells/{name}.py" for name in CELLS), "plan/years.py")
# modules of tests with ROWS and differences
TABLES = ("tests.normalize.cells.test_numerals", "tests.normalize.cells.test_vectors")
SUBJECTS = ("numerals", "vectors", "years", "units", "numbers", "refused_numbers", "composites", "precedence",
            "number_properties")  # fmt: skip
TESTS = [str(path) for name in SUBJECTS for path in (ROOT / "tests").rglob(f"test_{name}.py")]
TIMEOUT = 120  # seconds; a mutant that runs longer is noticed
FRESH = ("normalize", "plan.years", "gongpyo", "extract", "output", "tests", "benchmarks.adversarial")
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change to one module."""

    module: str
    line: int
    change: str
    source: str


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module; annotations and docstrings are left alone."""
    tree = ast.parse(source)
    for index, node in enumerate(ast.walk(tree)):
        for change in _changes(node):
            changed = copy.deepcopy(tree)
            twin = next(other for place, other in enumerate(ast.walk(changed)) if place == index)
            _apply(twin, change)
            text = ast.unparse(ast.fix_missing_locations(changed))
            yield Mutant(module, getattr(node, "lineno", 0), f"{change}: {ast.unparse(node)[:90]}", text)


def _changes(node: ast.AST) -> list[str]:
    match node:
        case ast.Compare(ops=ops):
            return ["swap"] if type(ops[0]) in SWAPS else []
        case ast.BinOp(op=op) | ast.BoolOp(op=op):
            return ["swap"] if type(op) in SWAPS and "|" not in ast.unparse(node) else []
        case ast.Constant(value=int() as value) if not isinstance(value, bool):
            return ["+1", "-1"]
        case ast.If() | ast.IfExp():
            return ["negate"]
        case ast.Return(value=ast.Constant(value=None) | ast.Tuple(elts=[])):
            return []
        case ast.Return(value=ast.expr()):
            return ["drop"]
    return []


def _apply(node: ast.AST, change: str) -> None:
    match node:
        case ast.Compare():
            node.ops[0] = SWAPS[type(node.ops[0])]()  # type: ignore[call-overload]
        case ast.BinOp() | ast.BoolOp():
            node.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
        case ast.Constant():
            node.value = int(node.value) + int(change)  # type: ignore[arg-type]
        case ast.If() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Return(value=ast.Constant(value=bool() as value)):
            node.value = ast.Constant(not value)
        case ast.Return():
            node.value = None


class MutantLoader(importlib.machinery.SourceFileLoader):
    """Finds one module, and gives it the code of a mutant."""

    def __init__(self, mutant: Mutant) -> None:
        name = mutant.module.removesuffix(".py").replace("/", ".")
        super().__init__(name, str(ROOT / mutant.module))
        self.source = mutant.source

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """The module's spec with this loader, None for every other module."""
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        """The mutant's code."""
        return compile(self.source, self.get_filename(fullname), "exec")


def is_killed(mutant: Mutant) -> str:
    """What noticed the mutant: ``table``, ``test`` or ``time``; empty where it survived."""
    child = os.fork()
    if child == 0:
        signal.alarm(TIMEOUT)
        os._exit(_tried(mutant))
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return "time"
    return {0: "", 1: "table"}.get(os.waitstatus_to_exitcode(status), "test")


def _tried(mutant: Mutant) -> int:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    for name in [name for name in sys.modules if name.startswith(FRESH)]:
        del sys.modules[name]
    sys.meta_path.insert(0, MutantLoader(mutant))
    sys.dont_write_bytecode = True
    try:
        if not _tables_agree():
            return 1
    except BaseException:  # noqa: BLE001  # whatever a mutant raises, it is noticed
        return 1
    hypothesis.settings.register_profile("mutation", derandomize=True, database=None)
    hypothesis.settings.load_profile("mutation")
    outcome = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--assert=plain", *TESTS])
    return 2 if outcome else 0


def _tables_agree() -> bool:
    for name in TABLES:
        tests = importlib.import_module(name)
        for row in tests.ROWS:
            if tests.differences(row):
                return False
    return True


def main() -> None:
    """Print the mutants that survive and how many there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="only N mutants, drawn with the seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--module", choices=MODULES, action="append", help="only mutants of this module")
    options = parser.parse_args()
    modules = options.module or MODULES
    found = [mutant for name in modules for mutant in mutants(name, (ROOT / name).read_text(encoding="utf-8"))]
    drawn = random.Random(options.seed).sample(found, options.sample) if options.sample else found
    started = time.monotonic()
    noticed = dict.fromkeys(("table", "test", "time", ""), 0)
    for number, mutant in enumerate(drawn, 1):
        by = is_killed(mutant)
        noticed[by] += 1
        if not by:
            print(f"{number}: survived {mutant.module}:{mutant.line} {mutant.change}", flush=True)  # noqa: T201
    minutes = (time.monotonic() - started) / 60
    print(  # noqa: T201
        f"{len(drawn) - noticed['']} of {len(drawn)} killed ({noticed['table']} by the tables, {noticed['test']} by "
        f"tests, {noticed['time']} by time; {len(found)} mutants in all) in {minutes:.0f} minutes, seed {options.seed}"
    )


if __name__ == "__main__":
    main()
