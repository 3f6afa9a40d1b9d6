"""The descriptors say what the files are, and a validator that reads them finds what is wrong with a file."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import json
import re
import resource as limits
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import csvw
import frictionless
import pytest
from jsonschema import Draft7Validator
from msgspec.structs import replace

from gongpyo.cli.application import run
from normalize.plan import normalize_plan
from normalize.publisher.profile import PLANS_FILE
from output.descriptors.licences import licences
from output.descriptors.versions import data_version, modified
from output.folder.write import write_plan
from output.tables.columns import tables
from plan.data_files import tables_of
from plan.errors import ExitCode, PlanError
from plan.records.base import SCHEMA_VERSION
from plan.records.meaning import Plan
from tests.conftest import ROOT, extracted, plan_of_every_kind, shared, whole_files, year_table
from tests.golden import SEOUL

DESCRIPTORS = ("datapackage.json", "datapackage-v1.json")
BOTH = pytest.mark.parametrize("descriptor", DESCRIPTORS)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan whose profile is known."""
    made = plan_of_every_kind()
    known = {"provider_code": "6110000", "provider_name": "서울특별시", "licence": "CC-BY-ND-3.0"}
    return replace(made, profile=replace(made.profile, **known))


@pytest.fixture(scope="module")
def files(plan: Plan) -> dict[str, bytes]:
    return whole_files(plan)


@pytest.fixture
def folder(plan: Plan, tmp_path: Path) -> Path:
    return write_plan(plan, tmp_path)


def _read(files: dict[str, bytes], name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files[name])
    return read


# ------------------------------------------------------------------------------------------ Data Packages


@BOTH
def test_a_package_describes_every_table_file(files: dict[str, bytes], plan: Plan, descriptor: str) -> None:
    package = _read(files, descriptor)
    assert package["name"] == plan.profile.plan_id
    assert re.fullmatch(r"[a-z0-9.\-_]+", package["name"])
    assert [resource["name"] for resource in package["resources"]] == list(tables())
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == content.decode("utf-8-sig").splitlines()[0].split(",")
        assert resource["schema"]["missingValues"] == [""]
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
        for field in resource["schema"]["fields"]:
            assert re.search("[가-힣]|ID", field["title"]) and re.search("[가-힣]", field["description"])


@BOTH
def test_a_package_names_licence_source_period_and_publisher(
    plan: Plan, files: dict[str, bytes], descriptor: str
) -> None:
    package = _read(files, descriptor)
    assert package["licenses"] == [
        {
            "name": "CC-BY-ND-3.0",
            "path": "https://creativecommons.org/licenses/by-nd/3.0/",
            "title": "크리에이티브 커먼즈 저작자표시-변경금지 3.0",
        }
    ]
    assert package["sources"] == [{"title": "가온시 마을도서관 기본계획", "version": f"sha256:{'0' * 64}"}]
    assert package["temporal"] == {"start": "2024", "end": "2025"}
    assert package["contributors"][0]["title"] == "서울특별시"
    assert (package["version"], package["schemaVersion"]) == (data_version(plan), SCHEMA_VERSION)


@BOTH
def test_what_is_not_known_of_a_plan_is_left_out(descriptor: str) -> None:
    made = plan_of_every_kind()
    bare = {"title": "", "first_year": None, "data_date": "", "licence": "", "provider_name": ""}
    package = _read(whole_files(replace(made, profile=replace(made.profile, **bare))), descriptor)
    assert not {"licenses", "contributors", "temporal", "fiscalPeriod"} & set(package)
    assert package["title"] == made.profile.plan_id


def test_amounts_have_the_column_types_of_fiscal_data(files: dict[str, bytes]) -> None:
    (budgets,) = (r for r in _read(files, "datapackage.json")["resources"] if r["name"] == "budgets")
    kinds = {field["name"]: field.get("columnType") for field in budgets["schema"]["fields"]}
    assert kinds["amount_krw"] == "value"
    assert kinds["currency"] == "value-currency:code"
    assert kinds["year"] == "date:fiscal-year"
    assert kinds["funding_source"] == "fin-source:generic:code"


def test_a_package_of_version_2_has_neither_fields_match_nor_empty_keys(files: dict[str, bytes]) -> None:
    for resource in _read(files, "datapackage.json")["resources"]:
        assert "fieldsMatch" not in resource["schema"]
        assert resource["schema"].get("foreignKeys", ["none"]) != []


@BOTH
def test_frictionless_finds_nothing_wrong(folder: Path, descriptor: str) -> None:
    report = frictionless.validate(str(folder / descriptor))
    assert report.valid, report.flatten(["name", "type", "message"])
    assert [task.name for task in report.tasks] == list(tables())
    assert sum(task.stats["rows"] for task in report.tasks if task.name == "targets") > 10


# ----------------------------------------------------------- the published JSON Schemas of the standard


def _profile(version: str, name: str) -> Draft7Validator:
    """A schema that the standard has published, as the package dplib-py ships it."""
    home = importlib.util.find_spec("dplib")
    assert home and home.origin
    path = Path(home.origin).parent / "profiles" / version / f"{name}.json"
    return Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("descriptor", "version"), [("datapackage.json", "2.0"), ("datapackage-v1.json", "1.0")])
def test_a_package_keeps_the_schemas_that_the_standard_has_published(
    files: dict[str, bytes], descriptor: str, version: str
) -> None:
    package = _read(files, descriptor)
    assert list(_profile(version, "datapackage").iter_errors(package)) == []
    for resource in package["resources"]:
        assert list(_profile(version, "dataresource").iter_errors(resource)) == []
        assert list(_profile(version, "tableschema").iter_errors(resource["schema"])) == []
    package["resources"][0]["schema"]["fields"][0]["type"] = "varchar"
    assert list(_profile(version, "datapackage").iter_errors(package)), "the check can fail"


# -------------------------------------------------------------------------------- planted errors are found

Rows = list[list[str]]


def _set(table: str, row: int, column: str, text: str) -> tuple[str, Callable[[Rows], None]]:
    """Put a text into one cell; rows count from 1."""
    index = [spec.name for spec in tables()[table].columns].index(column)

    def plant(rows: Rows) -> None:
        assert rows[row][index] != text
        rows[row][index] = text

    return table, plant


def _rename(rows: Rows) -> None:
    rows[0][0] = "plan"


def _lose_cell(rows: Rows) -> None:
    rows[2].pop()


def _add_cell(rows: Rows) -> None:
    rows[2].append("more")


def _twice(rows: Rows) -> None:
    rows.append(rows[1])


PLANTED: dict[str, tuple[tuple[str, Callable[[Rows], None]], str]] = {
    "text in a number": (_set("targets", 1, "value", "많음"), "type-error"),
    "no such day": (_set("programs", 1, "data_date", "2023-02-30"), "type-error"),
    "unknown status": (_set("budgets", 1, "status", "zero"), "constraint-error"),
    "empty where required": (_set("targets", 1, "status", ""), "constraint-error"),
    "id of another form": (_set("plans", 1, "plan_id", "가온"), "constraint-error"),
    "programme that is not there": (_set("targets", 1, "program_id", "plan/P9-9-9"), "foreign-key"),
    "series that is not there": (_set("budgets", 1, "indicator_id", "plan/P1-1-1/B9"), "foreign-key"),
    "programme above that is not there": (_set("programs", 1, "parent_program_id", "plan/P9"), "foreign-key"),
    "same key twice": (("targets", _twice), "primary-key"),
    "another head": (("targets", _rename), "incorrect-label"),
    "cell lost": (("targets", _lose_cell), "missing-cell"),
    "cell too many": (("findings", _add_cell), "extra-cell"),
}


@BOTH
@pytest.mark.parametrize("error", PLANTED)
def test_frictionless_finds_a_planted_error(folder: Path, descriptor: str, error: str) -> None:
    (table, plant), expected = PLANTED[error]
    path = folder / f"{table}.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    plant(rows)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    content = ("\ufeff" + stream.getvalue()).encode()
    path.write_bytes(content)
    package = json.loads((folder / descriptor).read_text(encoding="utf-8"))
    (resource,) = (r for r in package["resources"] if r["name"] == table)
    resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (folder / descriptor).write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    report = frictionless.validate(str(folder / descriptor))
    assert expected in {kind for (kind,) in report.flatten(["type"])}


@BOTH
def test_frictionless_finds_a_changed_digit_by_its_hash(folder: Path, descriptor: str) -> None:
    path = folder / "targets.csv"
    content = path.read_bytes()
    assert b"-30," in content
    path.write_bytes(content.replace(b"-30,", b"-80,", 1))
    report = frictionless.validate(str(folder / descriptor))
    assert {kind for (kind,) in report.flatten(["type"])} == {"hash-count"}


# ------------------------------------------------------------------------------------- the other descriptors


def test_csvw_has_the_columns_of_each_file_and_of_its_korean_twin(files: dict[str, bytes]) -> None:
    group = _read(files, "csv-metadata.json")
    assert [table["url"] for table in group["tables"]] == [f"{name}.csv" for name in tables()]
    twins = [content for name, content in files.items() if name.startswith("portal/")]
    for table, twin in zip(group["tables"], twins[: len(tables())], strict=True):
        columns = table["tableSchema"]["columns"]
        names = files[table["url"]].decode("utf-8-sig").splitlines()[0].split(",")
        assert [column["titles"]["und"] for column in columns] == names
        assert {column["titles"]["ko"] for column in columns} - {"설명(영문)"} <= set(
            twin.decode("utf-8-sig").splitlines()[0].split(",")
        )
        for key in table["tableSchema"].get("foreignKeys", ()):
            assert key["reference"]["resource"] in files


def _csvw_rows(metadata: Path) -> dict[str, int]:
    """The rows of every table as an implementation of CSVW reads them; it refuses what is not of its column's type."""
    group = csvw.TableGroup.from_file(metadata)
    counts = {str(table.url): len(list(table.iterdicts())) for table in group.tables}
    assert group.check_referential_integrity()
    return counts


def test_csvw_is_read_by_another_implementation(folder: Path, files: dict[str, bytes]) -> None:
    counts = _csvw_rows(folder / "csv-metadata.json")
    assert counts == {f"{name}.csv": files[f"{name}.csv"].count(b"\r\n") - 1 for name in tables()}


@pytest.mark.parametrize(("old", "new"), [(b",-30,", ",많음,".encode()), (b"plan/P1-1-1,", b"plan/P9-9-9,")])
def test_another_implementation_of_csvw_finds_a_planted_error(folder: Path, old: bytes, new: bytes) -> None:
    path = folder / "targets.csv"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(ValueError, match=r"많음|P9-9-9"):
        _csvw_rows(folder / "csv-metadata.json")


def test_the_catalogue_entry_links_every_table_file(files: dict[str, bytes]) -> None:
    entry = _read(files, "dataset.jsonld")
    assert entry["@type"] == ["Dataset", "dcat:Dataset"]
    assert entry["temporalCoverage"] == "2024/2025"
    assert entry["license"].startswith("https://creativecommons.org/")
    for part in entry["distribution"]:
        content = files[part["contentUrl"]]
        assert part["sha256"] == hashlib.sha256(content).hexdigest()
        assert part["contentSize"] == str(len(content))
    assert [part["contentUrl"] for part in entry["distribution"]] == [f"{name}.csv" for name in tables()]
    assert 50 <= len(entry["description"]) <= 5000, "what Google's dataset search asks for"


def test_the_ckan_dictionary_gives_every_column_its_type_and_label(files: dict[str, bytes]) -> None:
    payload = _read(files, "ckan.json")
    for table, part in zip(tables().values(), payload["resources"], strict=True):
        assert part["resource"]["url"] == f"{table.name}.csv"
        fields = {field["id"]: field for field in part["datastore"]["fields"]}
        assert list(fields) == [column.name for column in table.columns]
        assert part["datastore"]["primary_key"] == list(table.key)
        for column in table.columns:
            assert fields[column.name]["info"]["label"] == column.ko
            number = column.type in ("integer", "number")
            assert (fields[column.name]["info"]["type_override"] == "numeric") == number
        assert all(len(name.encode()) <= 63 and not name.startswith("_") for name in fields), "PostgreSQL, DataStore"


def test_every_licence_of_a_plan_family_is_known() -> None:
    assert {row["licence"] for row in tables_of(PLANS_FILE)["plan"]} <= set(licences())


def test_a_licence_that_is_not_known_is_refused_and_the_old_files_stay(plan: Plan, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    odd = replace(plan, profile=replace(plan.profile, licence="KOGL-9"))
    with pytest.raises(PlanError) as refused:
        write_plan(odd, folder.parent)
    assert refused.value.code == "licence-unknown" and refused.value.exit_code == ExitCode.USAGE
    assert "'KOGL-9'" in refused.value.ko and "KOGL-1" in refused.value.en
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("code", "name"), [("6260000", "부산광역시"), ("9999999", "")])
def test_a_family_of_plans_names_its_provider_by_a_code_that_is_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, name: str
) -> None:
    families = tmp_path / "plans.toml"
    row = f'[[plan]]\ntitle = "가온시"\nid = "gaon"\nlicence = ""\nprovider = "{code}"\nseen = "test"\n'
    families.write_text(row, encoding="utf-8")
    monkeypatch.setattr("normalize.publisher.profile.PLANS_FILE", families)
    document = extracted(year_table(("목표(명)", "3", "1", "2")))
    if name:
        assert normalize_plan(document).profile.provider_name == name
        return
    with pytest.raises(PlanError) as refused:
        normalize_plan(document)
    assert refused.value.code == "provider-unknown" and refused.value.exit_code == ExitCode.USAGE
    assert "'9999999'" in refused.value.ko


def test_a_full_disk_leaves_the_published_files_as_they_were(folder: Path, tmp_path: Path) -> None:
    shutil.copy(SEOUL / "plan.hwpx", tmp_path / "document.hwpx")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def small() -> None:
        limits.setrlimit(limits.RLIMIT_FSIZE, (20_000, 20_000))

    named = (tmp_path / "document.hwpx", "-o", folder.parent)
    command = [sys.executable, "-m", "gongpyo", "convert", *map(str, named)]
    done = subprocess.run(
        [*command, "--plan-id", folder.name, "--replace", "--lang", "en"],
        cwd=ROOT, preexec_fn=small, capture_output=True,
        text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == ExitCode.INPUT
    assert "cannot be written (the file would be larger than is allowed)" in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--licence", "KOGL-9"), "'KOGL-9' is not in"), (("--provider", "가온시"), "'가온시' is not in")],
)
def test_a_stated_licence_or_provider_that_is_not_known_is_a_usage_error(
    viewer_file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], options: tuple[str, str], said: str
) -> None:
    out = str(tmp_path / "out")
    assert run(["convert", str(viewer_file), "-o", out, "--lang", "en", *options]) == ExitCode.USAGE
    assert said in capfd.readouterr().err
    assert list(tmp_path.rglob("*.csv")) == []


def test_what_a_person_states_is_published_and_stays_when_checked(viewer_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    stated = ("--provider", "6260000", "--licence", "KOGL-1")
    assert run(["convert", str(viewer_file), "-o", str(out), "--findings-ok", *stated]) == ExitCode.CLEAN
    run(["check", str(out)])
    (package,) = (json.loads(path.read_text(encoding="utf-8")) for path in out.rglob("datapackage.json"))
    assert package["licenses"][0]["title"] == "공공누리 제1유형(출처표시)"
    assert package["contributors"][0]["title"] == "부산광역시"
    assert all(path.name.startswith("부산광역시_") for path in out.rglob("portal/*.csv"))


@pytest.mark.parametrize("version", ["2.1.1", "3.0.0"])
@pytest.mark.parametrize("is_bare", [False, True])
def test_the_catalogue_entry_keeps_the_shapes_of_dcat_ap(plan: Plan, version: str, is_bare: bool) -> None:
    file = shared("dcat-ap") / f"{version}-shapes.ttl"
    rdflib, pyshacl = pytest.importorskip("rdflib"), pytest.importorskip("pyshacl")
    known = {"title": "", "provider_name": "", "provider_code": "", "licence": ""}
    if not is_bare:
        known = {"data_date": "2023-12-28", "contact": "기획과 02-000-0000", "source_url": "https://example.org/1"}
        known["update_period"] = "연간"
    entry = whole_files(replace(plan, profile=replace(plan.profile, **known)))["dataset.jsonld"]
    said, shapes = rdflib.Graph(), rdflib.Graph()
    said.parse(data=entry, format="json-ld", publicID="https://example.org/plan/")
    shapes.parse(file)
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    assert len(list(said.subjects(rdflib.RDF.type, dcat.Distribution))) == len(tables()), "there is something to check"
    keeps, _, report = pyshacl.validate(said, shacl_graph=shapes, advanced=True)
    assert keeps, report


def test_the_version_of_the_data_counts_editions_and_decisions(plan: Plan) -> None:
    dated = replace(plan, profile=replace(plan.profile, data_date="2023-12-28"), findings=plan.findings[:1])
    assert (data_version(dated), modified(dated)) == ("20231228.0", "2023-12-28")
    decided = replace(dated, findings=(replace(dated.findings[0], resolution="confirmed 2024-02-01: 2031-01-01까지"),))
    assert (data_version(decided), modified(decided)) == ("20231228.1", "2024-02-01")


def test_licences_without_derivatives_are_told_apart_and_every_one_has_an_id_of_ckan() -> None:
    assert {name for name, one in licences().items() if not one.derivatives} == {"CC-BY-ND-3.0", "KOGL-3", "KOGL-4"}
    assert "notspecified" not in {one.ckan for one in licences().values()}
