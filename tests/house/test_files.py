"""Whatever is read comes through the one safe reader, whatever is written through the one atomic writer."""

from __future__ import annotations

import ast

import pytest

from tests.house.test_architecture import MODULES, TREES

OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkfifo", "copyfile"}
ALLOWED = {  # the only modules that open files themselves, and why
    "plan.safe_files": "the safe reader",
    "output.folder.whole_files": "the writer of single files",
    "output.folder.write": "the writer of a plan's folder",
    "output.folder.folder_lock": "holds a folder, reads nothing of it",
    "output.folder.folder_swap": "flushes a folder",
    "plan.data_files": "the package's own tables",
    "plan.kept_files": "what the package keeps in its __pycache__",
    "gongpyo.reviewing.report": "the package's own style and script",
    "gongpyo.sandbox.os_limits": "/proc of this very process",
    "gongpyo.workbench.app": "what was dropped, put into a temporary folder of its own",
    "gongpyo.batch.origins.addresses": "a document in an object store, within the limit of a file",
    "gongpyo.batch.origins.archives": "a zip of documents, each within the limit of a file",
    "gongpyo.door": "what a caller handed over as bytes, the same way",
    "gongpyo.cli.main": "/dev/null in the place of a closed stream",
    "gongpyo.telling.streams": "/dev/null in the place of a broken stream",
    "extract.readers.hwpx.reader": "a part of a zip in memory",
    "extract.readers.scan.frames": "a picture in memory",
    "extract.readers.pdf.guard_structure": "a PDF in memory",
    "extract.readers.pdf.guard_fonts": "a stream of a PDF in memory",
    "extract.readers.pdf.engines.plumber": "a PDF in memory",
    "gongpyo.workbench.server": "a browser",
}


def _opens(module: str) -> bool:
    return any(
        isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in OPENING)
            or (isinstance(node.func, ast.Attribute) and node.func.attr in OPENING)
        )
        for node in ast.walk(TREES[module])
    )


@pytest.mark.parametrize("module", MODULES)
def test_no_module_opens_files_but_those_that_are_named(module: str) -> None:
    assert not _opens(module) or module in ALLOWED, "use plan/safe_files.py or output/folder/whole_files.py"


def test_every_module_that_is_named_opens_files() -> None:
    assert [module for module in ALLOWED if not _opens(module)] == []
