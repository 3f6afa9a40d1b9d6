"""The stages meet in the records only, nothing goes in circles, and nothing swallows what it does not know."""

from __future__ import annotations

import ast
import graphlib
import importlib.metadata
import importlib.util
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.cells.read import read_amount
from normalize.cells.units import read_unit
from plan.records.base import Place, Record
from plan.records.index import RECORDS
from plan.years import read_year
from tests.conftest import ROOT, STAGES

OURS = ("plan", *STAGES, "gongpyo")
FILES = sorted(path for name in OURS for path in (ROOT / name).rglob("*.py"))
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in FILES}
LATE = ("import_module", "_needed")  # what imports a module by its name
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

LOOSE = {  # libraries with loose types, and the only modules that may see them
    "hwp5": {"extract.readers.hwp.layout"},
    "pikepdf": {"extract.readers.pdf.guard_structure", "extract.readers.pdf.guard_fonts"},
    "zipfile": {
        "output.exports.memory_workbook",
        "extract.readers.hwpx.package",
        "extract.readers.locked.odf_package",
        "extract.readers.zipped.guards",
        "extract.readers.zipped.parts",
        "extract.readers.zipped.salvage",
        "gongpyo.reviewing.sheets",
        "gongpyo.batch.origins.archives",
    },
    "ctypes": {"extract.readers.pdf.engines.pdfium_library", "gongpyo.sandbox.os_limits", "output.folder.folder_swap"},
    "pdfplumber": {"extract.readers.pdf.engines.plumber"},
    "pdfminer": {
        "extract.readers.pdf.engines.page_tree",
        "extract.readers.pdf.engines.plumber",
        "extract.readers.pdf.engines.plumber_device",
    },
    "lxml": {"extract.readers.viewer.reader"},
    "cv2": {  # and numpy, whose arrays it works on
        "extract.readers.recognised.engines.digits",
        "extract.readers.recognised.lines",
        "extract.readers.recognised.page",
        "extract.readers.recognised.picture",
        "extract.readers.pdf.scans.pictures",
        "extract.readers.recognised.shown",
        "extract.readers.recognised.drawing.fields",
        "extract.readers.recognised.drawing.hairlines",
        "extract.readers.recognised.drawing.margins",
        "extract.readers.recognised.drawing.inks",
        "extract.readers.recognised.drawing.kinds",
        "extract.readers.recognised.drawing.over_print",
        "extract.readers.recognised.drawing.rules",
    },
}
LAZY = {
    "plan.data_files",
    "extract.readers.registry",
    "extract.readers.locked.aes",
    "extract.readers.pdf.scans.pages",
    "extract.readers.recognised.added",
    "extract.readers.recognised.engines.letters",
    "extract.readers.recognised.engines.model",
    "extract.readers.scan.reader",
    "normalize.findings.grades",
    "normalize.publisher.plan_ids",
    "extract.readers.hwp.streams",
    "gongpyo.batch.engines.ray_cluster",
    "gongpyo.batch.origins.addresses",
    "gongpyo.batch.origins.filesystems",
    "gongpyo.cli.main",
    "gongpyo.cli.application",
    "gongpyo.pipeline",
    "output.folder.read_back",
    "gongpyo.cli.commands.convert",
    "gongpyo.cli.commands.export",
    "gongpyo.cli.commands.corrections",
    "gongpyo.telling.conversion",
    "gongpyo.sandbox.child",
    "gongpyo.sandbox.process",
    "gongpyo.__init__",
    "gongpyo.plan_view",
    "gongpyo.workbench.app",
    "gongpyo.telling.streams",
}  # import what is heavy only when it is needed
LAST_DEFENCE = {"gongpyo.cli.main", "gongpyo.sandbox.child"}  # turns a bug of ours, or a panic of Rust, into a code


def _imported(tree: ast.AST) -> Iterator[str]:
    """The full names of all modules that are imported anywhere in a tree; ``from a import b`` may name ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in MODULES else node.module


def _stages_in(module: str) -> set[str]:
    return {name.partition(".")[0] for name in _imported(TREES[module])} & set(STAGES)


def test_there_is_something_to_look_at() -> None:
    known = {"extract.readers.read", "normalize.plan", "output.folder.write", "gongpyo.pipeline", "plan.records.base"}
    assert known <= set(MODULES)


@pytest.mark.parametrize("module", [name for name in MODULES if name.partition(".")[0] in STAGES])
def test_a_stage_knows_only_itself_and_the_records(module: str) -> None:
    stage = module.partition(".")[0]
    assert _stages_in(module) <= {stage}
    assert not any(name.partition(".")[0] in ("gongpyo", "fixtures", "tests") for name in _imported(TREES[module]))


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("plan.")])
def test_the_ground_floor_knows_only_itself(module: str) -> None:
    assert not {name.partition(".")[0] for name in _imported(TREES[module])} & {*OURS[1:], "fixtures", "tests"}


def test_only_the_pipeline_knows_all_stages() -> None:
    known = {module: _stages_in(module) for module in MODULES if module.startswith("gongpyo")}
    assert [module for module, stages in known.items() if stages == set(STAGES)] == ["gongpyo.pipeline"]
    several = {module for module, stages in known.items() if len(stages) > 1}
    assert several <= {
        "gongpyo.pipeline",
        "gongpyo.cli.commands.doctor",  # prints the limits of two stages
        "gongpyo.cli.commands.check",  # audits what a folder holds
        "gongpyo.cli.commands.corrections",  # reads and writes what persons decide, of every plan of a folder
        "gongpyo.batch.origins.fetch",  # puts what an archive holds where a reader can open it
        "gongpyo.reviewing.report_data",  # says what the two sides of a rule are, beside the published rows
        "gongpyo.reviewing.sheets",  # shows as a workbook what persons are asked, in the shape of the others
        "gongpyo.settings.own_words",  # holds own rows against those of the package's tables
        "gongpyo.settings.aids",  # looks up the names of a former plan, for who recognises print
        "gongpyo.settings.said",  # looks up what a person says in the lists of institutions and of licences
        "gongpyo.__init__",  # names what the door offers, and imports none of it until it is asked for
        "gongpyo.workbench.app",  # takes documents of the formats that are read, and hands out the files of a folder
        "gongpyo.workbench.publishing",  # offers the licences and looks up institutions for a form
        "gongpyo.workbench.folder",  # reads and writes what a person decides, and what a folder holds
        "gongpyo.door",  # hands the caller's limits to the readers, and finds the plans of a folder
    }


def test_no_imports_go_in_circles() -> None:
    graph = {
        module: {name for name in _imported(tree) if name in MODULES and name != module}
        for module, tree in TREES.items()
    }
    assert len(list(graphlib.TopologicalSorter(graph).static_order())) == len(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_no_import_hides_inside_a_function(module: str) -> None:
    functions = [node for node in ast.walk(TREES[module]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    hidden = [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []
    late = any(isinstance(node, ast.Attribute) and node.attr == "import_module" for node in ast.walk(TREES[module]))
    assert not late or module in LAZY


def test_what_is_imported_late_is_there() -> None:
    late = [
        (module, call.args[0].value)
        for module, tree in TREES.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute | ast.Name) and call.args
        if (call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id) in LATE
        if isinstance(call.args[0], ast.Constant) and str(call.args[0].value).partition(".")[0] in OURS
    ]
    assert len(late) > 20 and [(module, name) for module, name in late if importlib.util.find_spec(name) is None] == []


DOOR = ROOT / "gongpyo" / "__init__.py"  # the one package that holds more: what `import gongpyo` offers


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name == "__init__.py" and path != DOOR], ids=lambda p: p.parent.name
)
def test_a_package_opens_with_one_sentence_and_nothing_else(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = ast.get_docstring(tree)
    assert said and "\n" not in said and said.endswith(".")
    assert len(tree.body) == 1


LOOSE |= {  # and what writes databases, workbooks and Parquet
    "zipfile": LOOSE["zipfile"] | {"output.exports.workbook", "gongpyo.workbench.app"},
    "sqlalchemy": {"output.exports.database", "output.exports.database_connection", "output.exports.database_tables"},
    "openpyxl": {"output.exports.memory_workbook", "output.exports.workbook", "gongpyo.reviewing.sheets"},
    "pyarrow": {"output.exports.dataset", "output.exports.parquet", "gongpyo.plan_view"},
    "pandas": {"gongpyo.plan_view"},
    "polars": {"gongpyo.plan_view"},
}


@pytest.mark.parametrize("library", LOOSE)
def test_loose_types_end_in_their_adapter(library: str) -> None:
    seen = {module for module, tree in TREES.items() if any(n.partition(".")[0] == library for n in _imported(tree))}
    assert seen <= LOOSE[library]
    assert seen, "a library that nobody uses need not be listed"


AT_THE_DOOR = {
    "gongpyo.workbench.server": {"socket"},  # listens here
    "gongpyo.workbench.app": {"urllib"},  # unquotes
    "gongpyo.batch.catalogue": {"urllib"},  # quotes
    "gongpyo.batch.engines.shard_task": {"subprocess"},  # starts the process of a shard, which is ours
    "gongpyo.batch.origins.addresses": {"urllib"},  # takes addresses apart
    "gongpyo.batch.origins.filesystems": {"fsspec"},  # object stores, and the hosts that a command names
    "output.exports.dataset": {"urllib"},  # quotes
    "gongpyo.portals.site": {"socket", "http", "urllib"},  # the one host that a command names
}


@pytest.mark.parametrize("module", MODULES)
def test_nothing_reaches_for_the_network_a_shell_or_pickled_input(module: str) -> None:
    roots = {name.partition(".")[0] for name in _imported(TREES[module])}
    roots -= AT_THE_DOOR.get(module, set())
    assert not roots & {
        "socket",
        "urllib",
        "http",
        "requests",
        "httpx",
        "fsspec",
        "subprocess",
        "pickle",
        "marshal",
        "shelve",
    }
    calls = {
        node.func.id
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"eval", "exec", "compile", "__import__"}


LOOKS_AT_THE_ENVIRONMENT = {
    "gongpyo.sandbox.settings",  # the limits
    "gongpyo.sandbox.child",  # whether a bug shows where it is
    "gongpyo.cli.main",  # the same
    "gongpyo.telling.speech",  # the language
    "gongpyo.portals.api_key",  # the key of a portal
    "gongpyo.cli.password",  # the password of locked documents
    "gongpyo.batch.engines.with_ray",  # what is set here for the readers, as an engine's workers are to have it
    "gongpyo.batch.engines.shard_task",  # a worker's own settings are not a shard's
    "gongpyo.batch.engines.shard_process",  # takes the driver's settings
    "gongpyo.batch.engines.ray_cluster",  # has no other way to tell Ray
    "extract.readers.recognised.engines.letters",  # nor has tesseract another way to be told of its threads
}


def test_the_environment_is_looked_at_at_the_door_only() -> None:
    names = ("environ", "getenv", "environb")
    seen = {
        module
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in names
    }
    assert seen == LOOKS_AT_THE_ENVIRONMENT


@pytest.mark.parametrize("module", MODULES)
def test_no_error_is_swallowed_wholesale(module: str) -> None:
    caught = [
        ast.unparse(node.type) if node.type else "everything"
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.ExceptHandler)
    ]
    wide = [name for name in caught if name in ("everything", "Exception", "BaseException")]
    assert wide == (["BaseException"] if module in LAST_DEFENCE else [])


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("normalize")])
def test_values_are_never_made_floats(module: str) -> None:
    nodes = list(ast.walk(TREES[module]))
    literals = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    calls = [node.lineno for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "float"]
    assert literals == [] and calls == []


def test_the_common_package_names_belong_to_us_alone() -> None:
    owners = importlib.metadata.packages_distributions()
    for name in OURS:
        assert set(owners.get(name, ["gongpyo"])) == {"gongpyo"}, name
    assert set(STAGES) <= {*owners}, "the checkout is installed (pip install -e .)"


@pytest.mark.parametrize("record", RECORDS.values(), ids=lambda record: record.__name__)
def test_records_are_frozen_and_refuse_what_they_do_not_know(record: type[Record]) -> None:
    assert record.__struct_config__.frozen
    assert record.__struct_config__.forbid_unknown_fields


def test_a_record_cannot_be_changed() -> None:
    place = Place(page=1)
    with pytest.raises(AttributeError):
        place.page = 2  # type: ignore[misc]
    assert place == Place(page=1)


@pytest.mark.parametrize(
    "value", [read_amount("5명"), read_unit("천원"), read_year("2024")], ids=["amount", "unit", "year"]
)
def test_readings_cannot_be_changed(value: object) -> None:
    name = "year" if hasattr(value, "year") else "scale"
    with pytest.raises(AttributeError):
        setattr(value, name, Decimal(7))


ONE_OF_A_KIND = {  # what may be told by its identity: marks that exist once, and a parser's own open elements
    "extract.readers.owpml.section": {"self._open[-1]"},
    "normalize.cells.amount": {"ONE"},
    "output.exports.database": {"row"},
    "output.descriptors.plan_model": {"msgspec.NODEFAULT"},
    "plan.records.index": {"Record"},
}


@pytest.mark.parametrize("module", MODULES)
def test_records_are_told_by_what_they_say_and_not_by_their_identity(module: str) -> None:
    nodes = list(ast.walk(TREES[module]))
    loaded = [node for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    asked = [node.lineno for node in loaded if node.id == "id"]
    assert asked == [], "a copy of a record has another id(); cells are told by plan.grid"
    compared = {
        ast.unparse(right)
        for node in nodes
        if isinstance(node, ast.Compare)
        for operator, right in zip(node.ops, node.comparators, strict=True)
        if isinstance(operator, ast.Is | ast.IsNot)
        and not (isinstance(right, ast.Constant) and (right.value is None or isinstance(right.value, bool)))
    }
    assert compared == ONE_OF_A_KIND.get(module, set()), "`is` between records; cells are told by plan.grid"
