"""Equal plans give equal data, whichever Python objects they are made of: a merged cell is told by where it begins."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from extract.plan import extract_plan
from extract.readers.read import read_document
from gongpyo.pipeline import read_tables
from normalize.plan import as_extracted, normalize_plan
from output.files.json_file import json_bytes
from output.folder.read_back import plan_of_json
from plan.records.base import Record
from plan.records.document import Document
from plan.records.printed import ExtractedPlan
from tests.golden import FIXTURES, SEOUL

DOCUMENTS = [SEOUL / "plan.hwpx", SEOUL / "plan.pdf", *sorted((FIXTURES / "shapes").glob("*/document.*"))]
HAVE_PLANS = [path for path in DOCUMENTS if path.parent.name != "no-years"]


def _fresh(value: object) -> object:
    """The same value of which no two parts are one object."""
    if isinstance(value, Record):
        return replace(value, **{name: _fresh(getattr(value, name)) for name in value.__struct_fields__})
    return tuple(map(_fresh, value)) if isinstance(value, tuple) else value


def _shared(value: object, known: dict[object, object]) -> object:
    """The same value of which all equal parts are one object."""
    if isinstance(value, Record):
        made = replace(value, **{name: _shared(getattr(value, name), known) for name in value.__struct_fields__})
        return known.setdefault((type(made), made), made)
    return known.setdefault(value, tuple(_shared(v, known) for v in value)) if isinstance(value, tuple) else value


WAYS: dict[str, Callable[[ExtractedPlan], object]] = {
    "deepcopy": copy.deepcopy,
    "pickle": lambda extracted: pickle.loads(pickle.dumps(extracted)),
    "no two parts one object": _fresh,
    "equal parts one object": lambda extracted: _shared(extracted, {}),
}


@pytest.mark.parametrize("path", HAVE_PLANS, ids=lambda path: f"{path.parent.name}-{path.suffix[1:]}")
def test_a_copy_of_what_is_printed_gives_the_same_bytes(path: Path) -> None:
    extracted = read_tables(path, single_read=True)
    wanted = json_bytes(normalize_plan(extracted), with_contacts=True)
    for name, way in WAYS.items():
        made = way(extracted)
        assert isinstance(made, ExtractedPlan)
        assert made == extracted
        assert json_bytes(normalize_plan(made), with_contacts=True) == wanted, name


@pytest.mark.parametrize("path", HAVE_PLANS, ids=lambda path: f"{path.parent.name}-{path.suffix[1:]}")
def test_what_was_printed_is_read_out_of_plan_json_again(path: Path) -> None:
    plan = normalize_plan(read_tables(path, single_read=True))
    written = json_bytes(plan, with_contacts=True)
    assert json_bytes(normalize_plan(as_extracted(plan_of_json(written))), with_contacts=True) == written


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.suffix[1:]}")
def test_a_copy_of_a_document_is_the_same_document(path: Path) -> None:
    document = read_document(path)
    wanted = extract_plan(document)
    for made in (copy.deepcopy(document), _fresh(document), _shared(document, {})):
        assert isinstance(made, Document)
        assert extract_plan(made) == wanted


def test_a_number_over_several_years_is_of_none_of_them_in_a_copy_too() -> None:
    extracted = read_tables(FIXTURES / "shapes" / "merged-values" / "document.hwpx")
    copied = _fresh(extracted)
    assert isinstance(copied, ExtractedPlan)
    troubled = [o for o in normalize_plan(copied).observations if o.status == "unreadable"]
    assert len({o.place for o in troubled}) < len(troubled), "one cell, several years"
    assert not any(o.value for o in troubled)
