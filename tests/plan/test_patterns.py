"""Expressions that are kept compiled do what freshly compiled ones do, and what is kept wrongly is not used."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import regex

from plan import patterns
from plan.patterns import keep_compiled, kept_form, lazy_pattern
from tests.conftest import ROOT
from tests.golden import SEOUL

EVERY = """
import importlib, pathlib, sys
from plan import patterns
made = []
start = patterns._Uncompiled.__init__
def noted(self, source, flags):
    start(self, source, flags)
    made.append(self)
patterns._Uncompiled.__init__ = noted
for room in ("plan", "extract", "normalize", "output", "gongpyo"):
    for path in sorted(pathlib.Path(room).rglob("*.py")):
        name = ".".join(path.with_suffix("").parts)
        if not name.endswith(("__init__", "__main__")):
            try:
                importlib.import_module(name)
            except ModuleNotFoundError as missing:  # of an extra that the tests do without
                assert missing.name in ("cv2", "numpy", "onnxruntime", "rapidocr", "ray", "tesserocr"), missing
assert len(made) > 150, len(made)
for each in made:
    each.compiled
"""
KEEP = EVERY + "patterns.keep_compiled()\nprint(len(patterns._read()))"
# The order of a set of characters differs from one compiling to the next: what is compared is what is found.
COMPARE = (
    EVERY
    + """
import regex
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")[:20_000]
lines = [text[at : at + 400] for at in range(0, len(text), 400)]  # as long as a paragraph
kept = patterns._read()
for each in made:
    restored, fresh = each.compiled, regex.compile(each.pattern, each.flags)
    assert kept[each.pattern, each.flags] == patterns.kept_form(restored), each.pattern
    assert (restored.pattern, restored.flags, restored.groups) == (fresh.pattern, fresh.flags, fresh.groups)
    assert restored.groupindex == fresh.groupindex, each.pattern
    for line in lines:
        found = [[match.regs for match in pattern.finditer(line)] for pattern in (restored, fresh)]
        assert found[0] == found[1], (each.pattern, line)
assert not patterns._kept_now
print(len(kept))
"""
)


@pytest.fixture
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of the cache, in a folder of the test's own."""
    path = tmp_path / "cache" / "patterns.regex"
    monkeypatch.setattr(patterns, "_file", lambda: path)
    monkeypatch.setattr(patterns, "_kept_now", {})
    patterns._kept.cache_clear()
    yield path
    patterns._kept.cache_clear()


def _python(program: str, folder: Path) -> str:
    """What a program prints in a process of its own whose byte code lies in a folder."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program, str(SEOUL / "plan.opengov.txt")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_expression_of_the_package_is_kept_as_it_is_compiled(tmp_path: Path) -> None:
    kept = int(_python(KEEP, tmp_path))
    assert kept > 150
    assert int(_python(COMPARE, tmp_path)) == kept


def test_a_second_run_compiles_nothing(tmp_path: Path) -> None:
    read = f"import gongpyo\ngongpyo.read({str(SEOUL / 'plan.hwpx')!r}, gongpyo.Options(isolated=%s))\n"
    _python(read % True, tmp_path)
    counted = "from plan import patterns\nprint(len(patterns._kept()), len(patterns._kept_now))"
    told = _python(read % False + counted, tmp_path)
    known, anew = map(int, told.split())
    assert known > 50 and anew == 0


def test_what_was_kept_is_used(kept_in: Path) -> None:
    first = lazy_pattern(r"(?P<year>\d+)년").search("2024년")
    keep_compiled()
    patterns._kept.cache_clear()
    again = lazy_pattern(r"(?P<year>\d+)년").search("2024년")
    assert first and again and first["year"] == again["year"] == "2024"
    assert not patterns._kept_now and kept_in.is_file()
    assert [path.name for path in kept_in.parent.iterdir()] == [kept_in.name]


@pytest.mark.parametrize(
    "harmed",
    [
        lambda _: b"",
        lambda whole: whole[:40],
        lambda whole: whole[:-1],
        lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda whole: b"cpython-30 regex 1.0\n" + whole.split(b"\n", 1)[1],
    ],
    ids=["empty", "short", "cut", "one bit", "of another version"],
)
def test_a_harmed_cache_is_compiled_anew(kept_in: Path, harmed: Callable[[bytes], bytes]) -> None:
    lazy_pattern("가[나다]+").search("가나")
    keep_compiled()
    kept_in.write_bytes(harmed(kept_in.read_bytes()))
    patterns._kept.cache_clear()
    assert lazy_pattern("가[나다]+").fullmatch("가나다")
    assert ("가[나다]+", 0) in patterns._kept_now
    keep_compiled()
    patterns._kept.cache_clear()
    assert ("가[나다]+", 0) in patterns._kept()


def test_a_folder_that_cannot_be_written_is_no_error(kept_in: Path) -> None:
    kept_in.parent.write_text("a file stands where the folder would be", encoding="utf-8")
    assert lazy_pattern("나[다라]+").fullmatch("나다라")
    keep_compiled()
    assert kept_in.parent.is_file()


def test_the_kept_form_holds_the_flags() -> None:
    assert kept_form(regex.compile("a", regex.IGNORECASE)) != kept_form(regex.compile("a"))


LITTLE = """
import resource
from pathlib import Path
from plan.os_errors import lacks_memory
from plan.patterns import lazy_pattern, mind_memory
mind_memory(is_short=True)
pages = int(Path("/proc/self/statm").read_text().split()[5])
resource.setrlimit(resource.RLIMIT_DATA, (pages * resource.getpagesize() + (256 << 10), -1))
try:
    lazy_pattern("가+나").search("가나")
except OSError as error:
    print(lacks_memory(error))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_no_expression_is_compiled_where_there_is_no_room_for_it() -> None:
    """``regex`` goes on for ever where it gets no memory: a child of 9 MiB had been waited for until its idle limit."""
    done = subprocess.run(
        [sys.executable, "-c", LITTLE], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "True\n"
