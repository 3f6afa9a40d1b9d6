"""What a version of the schema has published stays until the next major version."""

from __future__ import annotations

import copy
import json
from typing import get_args

import pytest

from docs.published import Shape, broken_promises, published, shape_now, taken_back, versions
from output.tables.columns import COLUMNS_FILE, tables
from plan.data_files import tables_of
from plan.records.base import SCHEMA_VERSION
from plan.records.values import SourceFormat
from tests.conftest import plan_of_every_kind, whole_files


def test_the_columns_of_the_present_version_are_kept_as_they_are() -> None:
    kept, now = (
        {name: c for name, c in shape.items() if ".csv" in name} for shape in (published(SCHEMA_VERSION), shape_now())
    )
    assert kept == now, "run python -m docs.published, and raise the version if need be"
    assert versions()[-1] == SCHEMA_VERSION


def test_nothing_that_this_major_version_published_is_taken_back() -> None:
    assert "1.0.0" in versions()
    assert broken_promises(shape_now()) == []


@pytest.fixture
def now() -> Shape:
    return copy.deepcopy(shape_now())


def test_a_column_removed_renamed_or_of_another_type_needs_a_major_version(now: Shape) -> None:
    del now["targets.csv"]["value"]
    now["budgets.csv"]["amount_won"] = now["budgets.csv"].pop("amount_krw")
    now["programs.csv"]["is_new"] = "string"
    found = broken_promises(now)
    assert "1.0.0: targets.csv has no value any more" in found
    assert "1.0.0: budgets.csv has no amount_krw any more" in found
    assert "1.0.0: is_new of programs.csv was boolean and is string" in found
    assert broken_promises(now, "2.0.0") == []


def test_a_table_removed_is_every_column_removed(now: Shape) -> None:
    now.pop("findings.csv")
    told = [line for line in broken_promises(now) if "findings.csv" in line and "1.0.0" in line]
    assert len(told) == len(published("1.0.0")["findings.csv"])


def test_a_field_of_plan_json_counts_too(now: Shape) -> None:
    del now["plan.json Observation"]["printed"]
    assert "1.0.0: plan.json Observation has no printed any more" in broken_promises(now)


def test_a_column_added_is_no_breach(now: Shape) -> None:
    now["targets.csv"]["note"] = "string"
    assert list(taken_back(published("1.0.0"), now)) == []


def test_the_values_of_a_column_are_those_of_its_record() -> None:
    """What a Literal allows is said once; a value that is added to it is in every file by itself."""
    columns = {column.name: column for table in tables().values() for column in table.columns}
    assert columns["source_format"].enum == get_args(SourceFormat)
    assert columns["comparator"].enum == (">=", "<=", ">", "<"), "the empty value stands for itself"
    loaded = tables_of(COLUMNS_FILE)["column"]
    assert [name for name, row in loaded.items() if "enum" in row] == ["currency"], "only what no record names"
    assert {name for name, row in loaded.items() if "values" in row} == {
        name for name, column in columns.items() if column.enum and name != "currency"
    }


def test_every_file_says_the_version_of_its_schema() -> None:
    files = whole_files(plan_of_every_kind())
    assert json.loads(files["plan.json"])["schema_version"] == SCHEMA_VERSION
    for name in ("datapackage.json", "datapackage-v1.json", "dataset.jsonld"):
        assert json.loads(files[name])["schemaVersion"] == SCHEMA_VERSION
    assert json.loads(files["csv-metadata.json"])["dc:hasVersion"] == SCHEMA_VERSION
    extras = json.loads(files["ckan.json"])["package"]["extras"]
    assert {"key": "schema_version", "value": SCHEMA_VERSION} in extras
    assert f",{SCHEMA_VERSION}," in files["plans.csv"].decode().splitlines()[1]
    assert all(f"{name}.csv" in files for name in tables())
