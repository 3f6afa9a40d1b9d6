"""Mutation testing of the normaliser: ``python -m benchmarks.mutation [--sample N] [--seed S]``.

Each mutant is one small change to one module. The tests of the normaliser run against it in a copy of the tree; a
mutant that no test notices has survived.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = (
    "normalize/numbers.py", "normalize/amount.py", "normalize/grammar.py", "normalize/refusals.py",
    "normalize/units.py", "plan_years.py",
)  # fmt: skip
TESTS = [f"tests/test_{name}.py" for name in ("vectors", "years", "units", "numbers")]
TIMEOUT = 90.0  # seconds; a mutant that runs longer is noticed
SKIPPED = shutil.ignore_patterns(".venv", ".git", "out", "build", "__pycache__", ".*_cache", ".hypothesis")
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
        case ast.Return():
            node.value = None


def is_killed(mutant: Mutant, tree: Path) -> bool:
    """Whether a test fails, or runs for too long, with the mutant in the copy of the tree."""
    path = tree / mutant.module
    original = path.read_text(encoding="utf-8")
    path.write_text(mutant.source, encoding="utf-8")
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    try:
        run = subprocess.run([*command, *TESTS], cwd=tree, timeout=TIMEOUT, capture_output=True, check=False)
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(original, encoding="utf-8")
    return run.returncode != 0


def main() -> None:
    """Print the mutants that survive and how many there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="only N mutants, drawn with the seed")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    found = [mutant for name in MODULES for mutant in mutants(name, (ROOT / name).read_text(encoding="utf-8"))]
    drawn = random.Random(options.seed).sample(found, options.sample) if options.sample else found
    survivors: list[Mutant] = []
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "main"
        shutil.copytree(ROOT, tree, ignore=SKIPPED)
        shared = ROOT.parent / "shared"
        if shared.exists():
            (tree.parent / "shared").symlink_to(shared)
        for number, mutant in enumerate(drawn, 1):
            if not is_killed(mutant, tree):
                survivors.append(mutant)
                print(f"{number}: survived {mutant.module}:{mutant.line} {mutant.change}", flush=True)  # noqa: T201
    killed = len(drawn) - len(survivors)
    print(f"{killed} of {len(drawn)} killed ({len(found)} mutants in all), seed {options.seed}")  # noqa: T201


if __name__ == "__main__":
    main()
