"""``gongpyo publish ckan``: only what differs is written, nothing is half published unsaid, and no key is shown."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import socket
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import gongpyo.portals.api_key
import gongpyo.portals.publish_ckan
import gongpyo.portals.site
from output.tables.columns import tables
from plan.errors import ExitCode
from tests.ckan_site import KEY, CkanSite, ckan_site
from tests.conftest import VIEWER_TEXT
from tests.gongpyo.test_cli import Done, run

SAYS = ("--set", "title=가온시 나무심기 계획", "--set", "provider_code=9990001", "--set", "provider_name=가온시")
UNDATED = VIEWER_TEXT.replace("결재일자 2023-11-30", "")
OTHER = VIEWER_TEXT.replace("10 1 2 3 4", "11 1 2 3 5")  # its total and one target are others
A_TABLE = ["datastore_create", "datastore_upsert"]


@pytest.fixture
def site() -> Iterator[CkanSite]:
    with ckan_site() as one:
        yield one


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.txt"
    path.write_text(f"{KEY}\n", encoding="utf-8")
    return path


def _convert(folder: Path, text: str = VIEWER_TEXT, *more: str, licence: str = "KOGL-1") -> Path:
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    said = (*SAYS, "--licence", licence, "--plan-id", "gaon-trees-2024", "--findings-ok", "--quiet", "--replace", *more)
    done = run("convert", folder / "plan.txt", "--out", folder / "out", *said)
    assert done.code == ExitCode.CLEAN, done.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _convert(tmp_path_factory.mktemp("converted"))


@pytest.fixture
def out(converted: Path, tmp_path: Path) -> Path:
    """An output folder with one plan, to be harmed at will."""
    return shutil.copytree(converted, tmp_path / "out")


def publish(out: Path, site: CkanSite, *more: str | Path, lang: str = "en") -> Done:
    """One run of the command; whatever it says, the key is not in it."""
    done = run("publish", "ckan", out, "--url", site.url, "--organization", "gaon", *more, "--lang", lang)
    assert KEY not in done.stdout + done.stderr
    return done


def test_a_plan_becomes_a_dataset_with_files_and_tables(out: Path, site: CkanSite, key: Path) -> None:
    done = publish(out, site, "--api-key-file", key)
    assert done.code == ExitCode.CLEAN, done.stderr
    (package,) = site.packages.values()
    assert (package["title"], package["owner_org"]) == ("가온시 나무심기 계획", "gaon")
    assert {"key": "data_date", "value": "2023-11-30"} in package["extras"]
    folder = out / "gaon-trees-2024"
    recorded = {file["path"]: file["hash"] for file in _json(folder / "datapackage.json")["resources"]}
    for table, resource in zip(tables().values(), package["resources"], strict=True):
        assert (resource["name"], resource["hash"]) == (table.ko, recorded[f"{table.name}.csv"])
        assert site.files[resource["id"]] == (folder / f"{table.name}.csv").read_bytes()
        assert site.tables[resource["id"]]["key"] == table.key[0]
    targets = site.rows("연차별 목표")
    assert {(row["year"], row["value"], row["approx"]) for row in targets} >= {
        ("2024", "1", False),
        (None, "10", False),
    }
    assert set(site.keys) == {KEY}


def test_a_second_run_writes_nothing(out: Path, site: CkanSite, key: Path) -> None:
    publish(out, site, "--api-key-file", key)
    site.calls.clear()
    done = publish(out, site, "--api-key-file", key)
    assert (done.code, site.writes) == (ExitCode.CLEAN, [])
    assert "nothing to change" in done.stdout
    assert "바뀐 것이 없습니다" in publish(out, site, "--api-key-file", key, lang="ko").stdout


def test_a_changed_value_updates_its_row_alone(tmp_path: Path, out: Path, site: CkanSite, key: Path) -> None:
    publish(out, site, "--api-key-file", key)
    before = {row["target_id"]: row["value"] for row in site.rows("연차별 목표")}
    site.calls.clear()
    _convert(tmp_path, OTHER)
    assert publish(out, site, "--api-key-file", key).code == ExitCode.CLEAN
    after = {row["target_id"]: row["value"] for row in site.rows("연차별 목표")}
    changed = {name for name in after if after[name] != before.get(name)}
    written = [
        record["target_id"]
        for action, asked in site.calls
        for record in asked.get("records", ())
        if action == "datastore_upsert" and "target_id" in record
    ]
    assert before.keys() == after.keys() and set(written) == changed and len(changed) == len(written) == 2
    assert "package_create" not in site.writes and "resource_create" not in site.writes
    assert "datastore_create" not in site.writes


def test_a_row_that_is_gone_is_removed(out: Path, site: CkanSite, key: Path) -> None:
    publish(out, site, "--api-key-file", key)
    resource = next(one["id"] for one in site.resources.values() if one["name"] == "연차별 목표")
    rows = site.tables[resource]["rows"]
    rows["old"] = dict(next(iter(rows.values()))) | {"target_id": "old"}
    site.calls.clear()
    done = publish(out, site, "--api-key-file", key)
    assert site.writes == ["datastore_delete"] and "old" not in rows
    assert "rows that are gone removed from a table: targets.csv, 1" in done.stdout


def test_only_a_description_that_differs_is_patched(out: Path, site: CkanSite, key: Path) -> None:
    publish(out, site, "--api-key-file", key)
    (package,) = site.packages.values()
    package["title"] = "고친 제목"
    package["tags"] = [*package["tags"], {"name": "남의 것", "id": "7"}]
    package["resources"][0]["description"] = "고친 설명"
    site.calls.clear()
    assert publish(out, site, "--api-key-file", key).code == ExitCode.CLEAN
    assert [(action, sorted(asked)) for action, asked in site.calls if action in site.writes] == [
        ("package_patch", ["id", "title"]),
        ("resource_patch", ["description", "id"]),
    ]
    assert {"name": "남의 것", "id": "7"} in package["tags"]


def test_numbers_that_the_site_writes_otherwise_are_the_same(out: Path, site: CkanSite, key: Path) -> None:
    publish(out, site, "--api-key-file", key)
    for table in site.tables.values():
        kinds = {field["id"]: field["type"] for field in table["fields"]}
        for row in table["rows"].values():
            row |= {name: float(Decimal(cell)) for name, cell in row.items() if cell and kinds.get(name) == "numeric"}
    site.calls.clear()
    assert publish(out, site, "--api-key-file", key).code == ExitCode.CLEAN
    assert site.writes == []


def test_a_table_of_another_loader_is_made_anew(out: Path, site: CkanSite, key: Path) -> None:
    publish(out, site, "--api-key-file", key)
    table = next(iter(site.tables.values()))
    table["fields"] = [{"id": field["id"], "type": "text"} for field in table["fields"]]
    site.calls.clear()
    assert publish(out, site, "--api-key-file", key).code == ExitCode.CLEAN
    assert site.writes == ["datastore_delete", *A_TABLE]


def test_many_rows_are_sent_and_read_in_parts(
    out: Path, site: CkanSite, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gongpyo.portals.publish_ckan, "BATCH", 1)
    site.most_rows = 1
    done = publish(out, site, "--api-key-file", key)
    rows = len(site.rows("연차별 목표"))
    assert rows > 1 and f"rows written into a table: targets.csv, {rows}" in done.stdout
    site.calls.clear()
    assert publish(out, site, "--api-key-file", key).code == ExitCode.CLEAN
    assert site.writes == []


def test_a_site_without_datastore_gets_the_files(out: Path, site: CkanSite, key: Path) -> None:
    site.datastore = False
    done = publish(out, site, "--api-key-file", key)
    assert (done.code, site.writes) == (ExitCode.CLEAN, ["package_create", *["resource_create"] * len(tables())])
    assert "without the DataStore" in done.stdout


def test_files_alone_where_that_is_asked(out: Path, site: CkanSite, key: Path) -> None:
    assert publish(out, site, "--api-key-file", key, "--no-datastore").code == ExitCode.CLEAN
    assert site.tables == {}


def test_a_dry_run_needs_no_key_and_writes_nothing(out: Path, site: CkanSite) -> None:
    done = publish(out, site, "--dry-run", "--json")
    assert (done.code, site.writes) == (ExitCode.CLEAN, [])
    (told,) = json.loads(done.stdout)["plans"]
    acts = [step["act"] for step in told["steps"]]
    assert acts[0] == "dataset_created" and acts.count("file_created") == acts.count("table_created") == len(tables())
    assert "nothing was written" in publish(out, site, "--dry-run").stdout


# ----------------------------------------------------------------------------------------- what stops it before


MISSING = {
    "licence": ("licence (convert --licence)", "이용허락(convert --licence)"),
    "provider": ("institution (convert --provider)", "제공기관(convert --provider)"),
    "date": ("date of the data (convert --set data_date=", "데이터 기준일(convert --set data_date="),
}


@pytest.mark.parametrize("what", MISSING)
def test_what_is_missing_stops_it_with_the_way_to_say_it(tmp_path: Path, site: CkanSite, key: Path, what: str) -> None:
    text = UNDATED if what == "date" else VIEWER_TEXT
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    said = {
        "provider": ("--set", "provider_code=9990001", "--set", "provider_name=가온시"),
        "licence": ("--licence", "KOGL-1"),
    }
    given = [word for name, words in said.items() if name != what for word in words]
    run("convert", tmp_path / "plan.txt", "--out", tmp_path / "out", "--set", "title=나무", *given)
    for lang, sentence in zip(("en", "ko"), MISSING[what], strict=True):
        done = run(
            "publish", "ckan", tmp_path / "out", "--url", site.url, "--api-key-file", key, "--lang", lang
        )  # fmt: skip
        assert done.code == ExitCode.INPUT and sentence in done.stderr
    assert site.calls == []


def test_the_date_of_an_undated_plan_can_be_said(tmp_path: Path, site: CkanSite, key: Path) -> None:
    out = _convert(tmp_path, UNDATED, "--set", "data_date=2026-01-31")
    for _ in range(2):
        assert publish(out, site, "--api-key-file", key).code == ExitCode.CLEAN
    assert site.writes.count("package_create") == 1 and "package_patch" not in site.writes
    (package,) = site.packages.values()
    assert {"key": "data_date", "value": "2026-01-31"} in package["extras"]


def test_a_licence_without_derivatives_is_said_first(tmp_path: Path, site: CkanSite, key: Path) -> None:
    out = _convert(tmp_path, licence="KOGL-3")
    site.before = lambda _action, _writes: "html"
    done = publish(out, site, "--api-key-file", key)
    assert done.code == ExitCode.INPUT
    assert done.stderr.index("allows no derivatives") < done.stderr.index("did not answer")


@pytest.mark.parametrize("name", ["targets.csv", "ckan.json"])
@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_a_file_that_is_not_as_written_is_refused(out: Path, site: CkanSite, key: Path, name: str, harm: str) -> None:
    file = next(out.rglob(name))
    if harm == "changed":
        file.write_bytes(file.read_bytes() + b" ")
    else:
        file.unlink()
    for lang in ("en", "ko"):
        done = publish(out, site, "--api-key-file", key, lang=lang)
        assert done.code == ExitCode.INPUT and name in done.stderr and "--changed-ok" not in done.stderr
    assert site.calls == []


@pytest.mark.parametrize("content", [b"[" * 100_000, b"{}", b"[1]", b'{"resources": 1}', b"{", b"\xff"])
def test_a_file_for_portals_of_another_form_is_refused_though_its_digest_is_right(
    out: Path, site: CkanSite, key: Path, content: bytes
) -> None:
    file = next(out.rglob("ckan.json"))
    package = file.with_name("datapackage.json")
    digest, other = (hashlib.sha256(held).hexdigest() for held in (file.read_bytes(), content))
    file.write_bytes(content)
    package.write_text(package.read_text(encoding="utf-8").replace(digest, other), encoding="utf-8")
    done = publish(out, site, "--api-key-file", key)
    assert done.code == ExitCode.INPUT and "ckan.json" in done.stderr
    assert site.calls == []


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1", "data.example.kr", "https://me:secret@127.0.0.1", "https://127.0.0.1/?q=secret", "https://"],
)
def test_an_address_that_is_no_site_is_refused(out: Path, key: Path, url: str) -> None:
    done = run("publish", "ckan", out, "--url", url, "--api-key-file", key)
    assert done.code == ExitCode.USAGE and "--url" in done.stderr and "secret" not in done.stderr


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "0.0.0.0", "224.0.0.1"])
def test_link_local_addresses_are_not_spoken_to(
    out: Path, key: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *address: asked.append(address))
    done = run("publish", "ckan", out, "--url", f"http://{host}", "--api-key-file", key, "--lang", "en")
    assert done.code == ExitCode.USAGE and "(link-local" in done.stderr
    assert asked == []


def test_the_address_that_was_looked_at_is_the_one_that_is_spoken_to(
    out: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    answers = iter(["192.0.2.1", "169.254.169.254"])  # a name that leads elsewhere the second time it is looked up

    def looked_up(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (next(answers), 80))]

    def refused(address: tuple[str, int], *_: object, **__: object) -> None:
        asked.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket, "create_connection", refused)
    run("publish", "ckan", out, "--url", "http://portal.example", "--api-key-file", key, "--lang", "en")
    assert asked == ["192.0.2.1"]


def test_a_redirect_is_not_followed(out: Path, site: CkanSite, key: Path) -> None:
    with ckan_site() as other:
        site.before = lambda _action, _writes: f"redirect:{other.url}/api/3/action/package_show"
        done = publish(out, site, "--api-key-file", key)
        assert done.code == ExitCode.INPUT and other.url in done.stderr
        assert other.keys == []


def test_no_proxy_is_asked(out: Path, site: CkanSite, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ckan_site() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert publish(out, site, "--api-key-file", key).code == ExitCode.CLEAN
        assert proxy.keys == []


def test_a_dataset_of_somebody_else_is_left_alone(out: Path, site: CkanSite, key: Path) -> None:
    site.packages["gaon-trees-2024"] = {"id": "theirs", "extras": [], "tags": [], "resources": []}
    done = publish(out, site, "--api-key-file", key)
    assert (done.code, site.writes) == (ExitCode.INPUT, []) and "--plan-id" in done.stderr


def test_a_dataset_of_another_organization_is_left_alone(out: Path, site: CkanSite, key: Path) -> None:
    publish(out, site, "--api-key-file", key)
    site.packages["gaon-trees-2024"]["organization"] = {"id": "o-2", "name": "narae"}
    site.calls.clear()
    done = publish(out, site, "--api-key-file", key)
    assert (done.code, site.writes) == (ExitCode.INPUT, []) and "narae" in done.stderr


# ---------------------------------------------------------------------------------------------------- the key


def test_a_key_without_the_right_is_said(out: Path, site: CkanSite, tmp_path: Path) -> None:
    weak = tmp_path / "weak"
    weak.write_text("another-key", encoding="utf-8")
    for lang, word in (("en", "editor of the organization"), ("ko", "편집자인지")):
        done = publish(out, site, "--api-key-file", weak, lang=lang)
        assert (done.code, site.packages) == (ExitCode.INPUT, {})
        assert word in done.stderr and "another-key" not in done.stderr


def test_the_key_may_stand_in_the_environment_or_be_asked_for(
    out: Path, site: CkanSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = publish(out, site)
    assert done.code == ExitCode.USAGE and "GONGPYO_CKAN_KEY" in done.stderr and site.keys == []
    monkeypatch.setenv("GONGPYO_CKAN_KEY", KEY)
    assert publish(out, site).code == ExitCode.CLEAN
    monkeypatch.delenv("GONGPYO_CKAN_KEY")
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    monkeypatch.setattr(gongpyo.portals.api_key.getpass, "getpass", lambda _: KEY)
    assert publish(out, site).code == ExitCode.CLEAN
    assert set(site.keys) == {KEY}


@pytest.mark.parametrize("text", ["", "two words", f"{KEY}\n{KEY}", "열쇠"])
def test_what_can_be_no_key_is_refused_unseen(out: Path, site: CkanSite, tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad"
    path.write_text(text, encoding="utf-8")
    done = publish(out, site, "--api-key-file", path)
    assert (done.code, site.keys) == (ExitCode.USAGE, [])
    assert not text or text not in done.stderr


def test_a_key_on_an_unencrypted_way_is_said(
    out: Path, site: CkanSite, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "unencrypted" not in publish(out, site, "--api-key-file", key).stderr
    monkeypatch.setattr(gongpyo.portals.site, "HERE", ())
    assert "unencrypted" in publish(out, site, "--api-key-file", key).stderr


# ----------------------------------------------------------------------------------- sites that do not answer well


def test_a_site_that_answers_with_a_page_is_said_to_be_no_api(out: Path, site: CkanSite, key: Path) -> None:
    site.before = lambda _action, _writes: "html"
    for lang, word in (("en", "did not answer as CKAN's API does"), ("ko", "CKAN API의 것이 아닙니다")):
        done = publish(out, site, "--api-key-file", key, lang=lang)
        assert done.code == ExitCode.INPUT and word in done.stderr and "text/html" in done.stderr


def test_a_site_that_is_not_there_is_said(out: Path, site: CkanSite, key: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        done = run("publish", "ckan", out, "--url", url, "--api-key-file", key, "--lang", "en")
    assert done.code == ExitCode.INPUT and "gave no whole answer" in done.stderr


@pytest.mark.parametrize("how", ["break", "half", "html"])
@pytest.mark.parametrize("at", [0, 1, 2, 3, 7])
def test_a_connection_that_breaks_says_how_far_it_came_and_the_next_run_ends_it(
    out: Path, site: CkanSite, key: Path, how: str, at: int
) -> None:
    site.before = lambda action, writes: (
        how if writes == at and action not in ("package_show", "datastore_search") else ""
    )
    done = publish(out, site, "--api-key-file", key)
    assert done.code == ExitCode.PARTLY_FAILED
    assert f"{at} steps are confirmed" in done.stderr and "whether the next one was carried out" in done.stderr
    site.before = lambda _action, _writes: ""
    assert publish(out, site, "--api-key-file", key).code == ExitCode.CLEAN
    site.calls.clear()
    assert publish(out, site, "--api-key-file", key).code == ExitCode.CLEAN
    assert site.writes == [] and len(site.resources) == len(site.tables) == len(tables())


def test_a_right_that_is_lost_in_the_middle_is_said(out: Path, site: CkanSite, key: Path) -> None:
    def lost(_action: str, writes: int) -> str:
        site.key = KEY if writes < 3 else "withdrawn"
        return ""

    site.before = lost
    done = publish(out, site, "--api-key-file", key)
    assert done.code == ExitCode.PARTLY_FAILED
    assert "does not let this key do" in done.stderr and "3 steps are done" in done.stderr


@pytest.mark.parametrize("result", [None, [], "", {}, {"resources": [{}], "tags": [], "extras": []}])
def test_an_answer_of_another_form_is_no_bug(
    out: Path, site: CkanSite, key: Path, result: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "answer", lambda *_: (200, {"success": True, "result": result}))
    done = publish(out, site, "--api-key-file", key)
    assert done.code == ExitCode.INPUT and "did not answer as CKAN's API does" in done.stderr


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "no-such-host.invalid", "a..b"])
def test_a_host_that_is_none_is_said(out: Path, key: Path, host: str) -> None:
    done = run("publish", "ckan", out, "--url", f"https://{host}", "--api-key-file", key, "--lang", "en")
    assert done.code in (ExitCode.INPUT, ExitCode.USAGE) and host in done.stderr


def test_what_breaks_is_told_in_json_too(out: Path, site: CkanSite, key: Path) -> None:
    site.before = lambda _action, writes: "break" if writes == 2 else ""
    done = publish(out, site, "--api-key-file", key, "--json")
    assert done.code == ExitCode.PARTLY_FAILED
    said = json.loads(done.stdout)
    assert said["error"]["code"] == "portal-broken" and len(said["plans"][0]["steps"]) == 2


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
