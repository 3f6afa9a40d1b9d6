"""What becomes of the published rows when a number that decides is moved: ``python -m benchmarks.thresholds PATHS``.

The numbers are the constants of ``extract/`` and ``normalize/`` but for those that ``thresholds.toml`` sets apart. Each
is moved down and up, by a fifth and a whole one by one at the least, in a process whose imports read the other number;
what was made of it, a pattern or a default, is made anew. Many are moved at once, and halved as long as anything is
another, until one is left that does it. The documents are read again from the stage on in which the number decides, a
PDF with one engine. Rows are compared by their labels and values, findings by their sentences.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import importlib.util
import multiprocessing
import pickle
import signal
import sys
import tempfile
import time
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Literal, NamedTuple, get_args

from plan.errors import PlanError

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("extract", "normalize")
BY = Decimal("0.2")  # share by which a number is moved
PATIENCE = 120  # seconds for all documents with one number
SUFFIXES = {"pdf": (".pdf",), "page": (".pdf",), "viewer": (".txt", ".html")}  # that a room of the readers reads
SECOND = ("page.ink", "page.digit_shapes", "pdf.second_reading", "pdf.engines.pdfium_picture", "pdf.engines.plumber")
LIBRARIES = ("lxml.html", "pdfplumber", "pypdfium2", "regex")  # imported before any number is moved

Number = int | float | Decimal
Stage = Literal["read", "extract", "confirm", "interpret"]


class Threshold(NamedTuple):
    """A number at the top of a module, and what its line says that it is for."""

    module: str
    name: str
    value: Number | tuple[Number, ...]
    purpose: str

    @property
    def stage(self) -> Stage:
        """The first stage of a conversion in which the number is asked."""
        reader = self.module.removeprefix("extract.readers.")
        if self.module.startswith("normalize."):
            return "interpret"
        if reader == self.module:
            return "extract"
        return "confirm" if reader.startswith(SECOND) else "read"

    def meets(self, path: Path) -> bool:
        """Whether the number is asked for documents of this format."""
        suffixes = SUFFIXES.get(self.module.split(".")[2]) if self.stage in ("read", "confirm") else None
        return suffixes is None or path.suffix in suffixes


class Change(NamedTuple):
    """A number that is another one."""

    module: str
    name: str
    to: Number | tuple[Number, ...]


class Published(NamedTuple):
    """What a document publishes, or the code with which it is refused, and the seconds that it took."""

    rows: Counter[str]
    findings: Counter[str]
    seconds: float = 0.0


class Kept(NamedTuple):
    """A document as it stands before each stage; what cannot be read is refused in the first one."""

    path: Path
    document: Any = None
    extracted: Any = None
    confirmed: Any = None


def thresholds() -> Iterator[Threshold]:
    """The numbers that decide, in the order of their modules."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield from _numbers_of(path)


def _numbers_of(path: Path) -> Iterator[Threshold]:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    comments = _comments(path)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        name = _name(node)
        if name and not _apart(module, name) and (value := _number(node)) is not None:
            yield Threshold(module, name, value, comments.get(node.lineno, ""))


def _comments(path: Path) -> dict[int, str]:
    with path.open("rb") as file:
        return {
            token.start[0]: token.string.removeprefix("#").strip()
            for token in tokenize.tokenize(file.readline)
            if token.type == tokenize.COMMENT
        }


def _name(node: ast.stmt) -> str:
    """The constant that a statement gives its value, if it does."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id if node.targets[0].id.isupper() else ""
    return ""


def _number(node: ast.stmt) -> Number | tuple[Number, ...] | None:
    """The value of a constant that is a number or several, made of nothing but numbers."""
    assert isinstance(node, ast.Assign)
    if any(isinstance(part, ast.Name) and part.id != "Decimal" for part in ast.walk(node.value)):
        return None
    if not isinstance(node.value, ast.Constant | ast.Call | ast.Tuple | ast.BinOp | ast.UnaryOp):
        return None
    value = eval(compile(ast.Expression(node.value), "<number>", "eval"), {"Decimal": Decimal})
    parts = value if isinstance(value, tuple) else (value,)
    return value if parts and all(type(part) in (int, float, Decimal) for part in parts) else None


@cache
def _rows_apart() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["apart"])


def _apart(module: str, name: str) -> bool:
    return any(
        f"{module}.".startswith(f"{row['module']}.") and name in row.get("names", (name,)) for row in _rows_apart()
    )


def moved(value: Number, sign: int) -> Number:
    """The number less or more a fifth, a whole one by one at the least."""
    if isinstance(value, int):
        return value + sign * max(1, round(value * BY))
    by = value * BY if isinstance(value, Decimal) else value * float(BY)
    return value + sign * by  # type: ignore[operator]


def change(threshold: Threshold, sign: int) -> Change:
    """The number less, or more."""
    value = threshold.value
    to = tuple(moved(part, sign) for part in value) if isinstance(value, tuple) else moved(value, sign)
    return Change(threshold.module, threshold.name, to)


class _Moving(MetaPathFinder):
    """Finds the modules that are to be read with other numbers."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._changes = changes

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        own = [change for change in self._changes if change.module == fullname]
        if not own:
            return None
        file = ROOT.joinpath(*fullname.split(".")).with_suffix(".py")
        loader: Loader = _Moved(fullname, str(file), own)
        return importlib.util.spec_from_file_location(fullname, file, loader=loader)


class _Moved(SourceFileLoader):
    """A module whose source gives some constants other values."""

    def __init__(self, fullname: str, path: str, changes: Sequence[Change]) -> None:
        super().__init__(fullname, path)
        self._changes = changes

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        """The code of the source with the numbers moved; a constant that is not there fails the run."""
        tree = ast.parse(Path(self.path).read_bytes())
        for change in self._changes:
            node = next(node for node in tree.body if _name(node) == change.name)
            assert isinstance(node, ast.Assign)
            node.value = ast.parse(_source(change.to), mode="eval").body
        return compile(ast.fix_missing_locations(tree), self.path, "exec")


def _source(value: Number | tuple[Number, ...]) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_source, value))},)"
    return f"Decimal('{value}')" if isinstance(value, Decimal) else repr(value)


def keep(paths: Sequence[Path], store: Path) -> None:
    """Read all documents as the code stands, and put aside what each stage was given."""
    reading, extracting = importlib.import_module("extract.readers.read"), importlib.import_module("extract.plan")
    kept = []
    for path in paths:
        item = Kept(path)
        try:
            container = reading.opened(path)
            item = item._replace(document=reading.document_of(container, path))
            item = item._replace(extracted=extracting.extract_plan(item.document))
            item = item._replace(confirmed=reading.confirmed(item.extracted, container))
        except PlanError:
            pass  # is refused from the stage on that stands empty
        kept.append(item)
    store.write_bytes(pickle.dumps(kept))


def published(item: Kept, stage: Stage) -> Published:
    """What a document publishes when it is read anew from a stage on."""
    start = time.process_time()
    try:
        plan = _plan(item, stage)
    except PlanError as error:
        return Published(Counter(), Counter((error.code,)), time.process_time() - start)
    rows = importlib.import_module("benchmarks.twins").rows_of(plan)
    findings = Counter(found.message_en for found in plan.findings)
    return Published(Counter(map(str, rows.elements())), findings, time.process_time() - start)


def _plan(item: Kept, stage: Stage) -> Any:
    pipeline = importlib.import_module("gongpyo.pipeline")
    if stage == "read":
        return pipeline.read_plan(item.path, single_read=True)
    if stage == "extract":
        return pipeline.interpret(importlib.import_module("extract.plan").extract_plan(item.document))
    if stage == "confirm":
        reading = importlib.import_module("extract.readers.read")
        return pipeline.interpret(reading.confirmed(item.extracted, reading.opened(item.path)))
    return pipeline.interpret(item.confirmed)


def has(item: Kept, stage: Stage) -> bool:
    """Whether a document comes as far as the stage."""
    needed = {"read": item.path, "extract": item.document, "confirm": item.extracted, "interpret": item.confirmed}
    return needed[stage] is not None


_KEPT: list[Kept] = []  # what the processes are born with; handing it to each would take longer than reading


def _all_published(work: tuple[Stage, tuple[Change, ...], tuple[int, ...]]) -> list[Published | str]:
    """What the documents publish with numbers moved; where the tool itself fails, the name of the failure."""
    stage, changes, wanted = work
    sys.meta_path.insert(0, _Moving(changes))
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(PATIENCE)
    answers: list[Published | str] = []
    for number in wanted:
        try:
            answers.append(published(_KEPT[number], stage))
        except Exception as error:  # noqa: BLE001 -- a number that is off may break anything, and that is an answer
            answers.append(type(error).__name__)
    signal.alarm(0)
    return answers


def _give_up(*_: object) -> None:
    raise TimeoutError


class Moves(NamedTuple):
    """How many rows and findings are others, and which documents they are of."""

    rows: int
    findings: int
    documents: tuple[str, ...]


def compared(names: Sequence[str], before: Sequence[Published | str], after: Sequence[Published | str]) -> Moves:
    """What differs between two runs over the same documents."""
    rows = findings = 0
    moved_documents = []
    for name, old, new in zip(names, before, after, strict=True):
        if isinstance(old, str) or isinstance(new, str):
            different = (0, 0) if old == new else (0, 1)
        else:
            different = _others(old.rows, new.rows), _others(old.findings, new.findings)
        rows, findings = rows + different[0], findings + different[1]
        if any(different):
            moved_documents.append(name)
    return Moves(rows, findings, tuple(moved_documents))


def _others(old: Counter[str], new: Counter[str]) -> int:
    """How many are gone or came, one that is another now counted once."""
    return max((old - new).total(), (new - old).total())


def documents_in(paths: Sequence[Path]) -> list[Path]:
    """The documents of these files and folders; those that are refused by intent stand in ``refused``."""
    suffixes = {".hwp", ".hwpx", *(suffix for group in SUFFIXES.values() for suffix in group)}
    found = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return [file for file in found if file.suffix in suffixes and file.is_file() and "refused" not in file.parts]


class Bench:
    """The documents, as far as each was read, and what they publish as the code stands."""

    def __init__(self, paths: Sequence[Path], seconds: float) -> None:
        for name in LIBRARIES:
            importlib.import_module(name)
        self._context = multiprocessing.get_context("fork")
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder, "kept")
            child = self._context.Process(target=keep, args=(paths, store))
            child.start()
            child.join()
            _KEPT[:] = pickle.loads(store.read_bytes())
        gc.freeze()  # or each process would copy what it only reads
        assert not any(name.startswith("extract.") for name in sys.modules), "a module was imported before its number"
        self._seconds = seconds
        self._before: dict[Stage, dict[int, Published | str]] = {}

    def measure(self, numbers: Sequence[Threshold]) -> Iterator[tuple[Threshold, int, Moves, Moves]]:
        """Each number with the count of documents that it was tried on, and what moves when it is less, and more."""
        groups: dict[tuple[Stage, tuple[int, ...]], list[Threshold]] = {}
        for number in numbers:
            groups.setdefault((number.stage, self._wanted(number)), []).append(number)
        for (stage, wanted), group in groups.items():
            less, more = (self._moves(stage, wanted, group, sign) for sign in (-1, 1))
            for number in group:
                yield number, len(wanted), less[number], more[number]

    def _moves(
        self, stage: Stage, wanted: tuple[int, ...], group: Sequence[Threshold], sign: int
    ) -> dict[Threshold, Moves]:
        """What moves with each number of a group: nothing with any where nothing moves with all of them."""
        after = self._run(stage, tuple(change(number, sign) for number in group), wanted)
        names = [str(_KEPT[n].path) for n in wanted]
        moves = compared(names, [self._before[stage][n] for n in wanted], after)
        print(f"{stage} {sign:+} {len(group)} numbers: {moves.rows} / {moves.findings}", file=sys.stderr, flush=True)  # noqa: T201
        if len(group) == 1 or not moves.documents:
            return dict.fromkeys(group, moves)
        half = len(group) // 2
        return self._moves(stage, wanted, group[:half], sign) | self._moves(stage, wanted, group[half:], sign)

    def _run(self, stage: Stage, changes: tuple[Change, ...], wanted: tuple[int, ...]) -> list[Published | str]:
        with self._context.Pool(1) as pool:
            return pool.apply(_all_published, ((stage, changes, wanted),))

    def _wanted(self, number: Threshold) -> tuple[int, ...]:
        """The documents of the number's format that are read quickly enough to be read this often."""
        stage = number.stage
        if stage not in self._before:
            all_of_stage = tuple(n for n, item in enumerate(_KEPT) if has(item, stage))
            self._before[stage] = dict(zip(all_of_stage, self._run(stage, (), all_of_stage), strict=True))
        return tuple(
            n
            for n, answer in self._before[stage].items()
            if number.meets(_KEPT[n].path) and not isinstance(answer, str) and answer.seconds <= self._seconds
        )


def row(number: Threshold, documents: int, less: Moves, more: Moves) -> str:
    """The line of a number in the table of the decision."""
    values = number.value if isinstance(number.value, tuple) else (number.value,)
    cells = (
        f"`{number.module}` `{number.name}`",
        ", ".join(map(str, values)),
        number.purpose,
        str(documents),
        *(f"{moves.rows} / {moves.findings}" for moves in (less, more)),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for every number."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.thresholds", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="documents, or folders of them")
    parser.add_argument("--only", default="", help="a part of the module and name: page.rules.SNAP")
    parser.add_argument("--stage", choices=get_args(Stage), help="numbers that are first asked in one stage alone")
    parser.add_argument("--seconds", type=float, default=3, help="documents that take longer in a stage are left out")
    parser.add_argument("-v", "--verbose", action="store_true", help="which documents are moved")
    options = parser.parse_args(arguments)
    numbers = [
        number
        for number in thresholds()
        if options.only in f"{number.module}.{number.name}" and options.stage in (None, number.stage)
    ]
    bench = Bench(documents_in(options.paths), options.seconds)
    print("| number | is | for | documents | less: rows / findings | more: rows / findings |")  # noqa: T201
    print("|---|---|---|---|---|---|")  # noqa: T201
    for number, documents, less, more in bench.measure(numbers):
        print(row(number, documents, less, more), flush=True)  # noqa: T201
        if options.verbose:
            print(*(f"    {name}" for name in dict.fromkeys((*less.documents, *more.documents))), sep="\n")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
