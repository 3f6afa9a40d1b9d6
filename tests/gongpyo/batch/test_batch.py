"""Many documents into one store: each settled once, nobody blamed for another, the same from any way of reading."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.archive.__main__ import content
from gongpyo.batch.editions import editions_before
from gongpyo.sandbox import tasks
from tests.conftest import ROOT, VIEWER_TEXT
from tests.gongpyo.batch.conftest import LETTER, outcomes, run

FORKS = pytest.mark.skipif(sys.platform != "linux", reason="the child is a copy of this process on Linux only")


def test_each_document_has_its_outcome(documents: Path, tmp_path: Path) -> None:
    assert run("batch", documents, "-o", tmp_path / "store", "--workers", 1) == 7
    found = outcomes(tmp_path / "store")
    assert {name: line["outcome"] for name, line in found.items()} == {
        "가온.txt": "published",
        "나래.txt": "copy",
        "나래 사본.txt": "published",
        "다솜.txt": "published",
        "letter.txt": "nothing-planned",
        "broken.hwp": "damaged",
    }
    assert found["나래.txt"]["same_as"].endswith("나래 사본.txt")
    assert (tmp_path / "store" / found["가온.txt"]["folder"] / "plan.json").exists()
    assert json.loads((tmp_path / "store/manifest.json").read_text())["plans"] == 3
    assert (tmp_path / "store/_SUCCESS").exists()


def test_documents_without_a_plan_are_no_failure(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    assert run("batch", tmp_path / "letter.txt", "-o", tmp_path / "store") == 0


@FORKS
def test_what_shows_no_plan_at_a_look_is_not_read(documents: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("gongpyo.pipeline.document_of", _must_not_read)
    run("batch", documents / "letter.txt", "-o", tmp_path / "store", "--workers", 1)
    assert outcomes(tmp_path / "store")["letter.txt"]["outcome"] == "nothing-planned"
    run("batch", documents / "letter.txt", "-o", tmp_path / "all", "--workers", 1, "--read-all")
    assert outcomes(tmp_path / "all")["letter.txt"]["outcome"] == "bug"


def _must_not_read(*_: object) -> None:
    raise AssertionError("read")


def test_the_store_is_the_same_from_any_number_of_readers_and_from_shards(documents: Path, tmp_path: Path) -> None:
    run("batch", documents, "-o", tmp_path / "one", "--workers", 1)
    run("batch", documents, "-o", tmp_path / "two", "--workers", 2)
    for number in (1, 2, 3):
        run("batch", documents, "-o", tmp_path / f"shard{number}", "--shard", f"{number}/3", "--workers", 1)
    run("merge", tmp_path / "shard3", tmp_path / "shard1", tmp_path / "shard2", "-o", tmp_path / "merged")
    assert content(tmp_path / "one") == content(tmp_path / "two") == content(tmp_path / "merged")


def test_shards_are_told_where_one_is_missing_twice_or_unfinished(documents: Path, tmp_path: Path, capsys: Any) -> None:
    for number in (1, 2):
        run("batch", documents, "-o", tmp_path / f"shard{number}", "--shard", f"{number}/2", "--no-report")
    assert run("merge", tmp_path / "shard1", "-o", tmp_path / "merged", "--lang", "en") == 2
    assert "2/2" in capsys.readouterr().err
    assert run("merge", tmp_path / "shard1", tmp_path / "shard1", "-o", tmp_path / "merged") == 2
    (tmp_path / "shard2/_SUCCESS").unlink()
    assert run("merge", tmp_path / "shard1", tmp_path / "shard2", "-o", tmp_path / "merged", "--lang", "en") == 4
    assert "shard2" in capsys.readouterr().err
    assert not (tmp_path / "merged/manifest.json").exists()


def test_a_second_run_reads_nothing_and_changes_nothing(documents: Path, tmp_path: Path, monkeypatch: Any) -> None:
    run("batch", documents, "-o", tmp_path / "store")
    before = content(tmp_path / "store")
    monkeypatch.setitem(tasks.TASKS, "batch", _must_not_read)
    assert run("batch", documents, "-o", tmp_path / "store") == 7
    assert content(tmp_path / "store") == before


def test_a_document_that_changed_is_read_anew(documents: Path, tmp_path: Path) -> None:
    run("batch", documents / "가온.txt", "-o", tmp_path / "store")
    (documents / "가온.txt").write_text(VIEWER_TEXT.replace("가온", "라온"), encoding="utf-8")
    run("batch", documents / "가온.txt", "-o", tmp_path / "store")
    assert "raon" in outcomes(tmp_path / "store")["가온.txt"]["plan_id"]


@FORKS
@pytest.mark.parametrize(("deaths", "outcome"), [(3, "reader-failed"), (2, "published")])
def test_who_kills_his_reader_is_tried_alone_and_once_more_and_then_named(
    documents: Path, tmp_path: Path, monkeypatch: Any, deaths: int, outcome: str
) -> None:
    tries = tmp_path / "tries"
    work = tasks.TASKS["batch"]

    def killing(*, source: str, **options: Any) -> dict[str, Any]:
        if "다솜" in source:
            with tries.open("a") as file:
                file.write("x")
            if len(tries.read_text()) <= deaths:
                os.kill(os.getpid(), signal.SIGKILL)
        return work(source=source, **options)

    monkeypatch.setitem(tasks.TASKS, "batch", killing)
    assert run("batch", documents, "-o", tmp_path / "store", "--workers", 2) == 7
    found = {name: line["outcome"] for name, line in outcomes(tmp_path / "store").items()}
    assert found.pop("다솜.txt") == outcome
    assert [name for name, what in found.items() if what == "published"] == ["가온.txt", "나래 사본.txt"]
    assert tries.read_text() == "xxx"


@FORKS
def test_who_hangs_is_tried_once_more_alone_and_then_named(documents: Path, tmp_path: Path, monkeypatch: Any) -> None:
    tries = tmp_path / "tries"
    work = tasks.TASKS["batch"]

    def hanging(*, source: str, **options: Any) -> dict[str, Any]:
        if "다솜" in source:
            with tries.open("a") as file:
                file.write("x")
            time.sleep(60)
        return work(source=source, **options)

    monkeypatch.setitem(tasks.TASKS, "batch", hanging)
    monkeypatch.setenv("GONGPYO_MAX_SECONDS", "4")
    assert run("batch", documents / "가온.txt", documents / "다솜.txt", "-o", tmp_path / "store", "--workers", 2) == 7
    found = {name: line["outcome"] for name, line in outcomes(tmp_path / "store").items()}
    assert found == {"가온.txt": "published", "다솜.txt": "limit"}
    assert tries.read_text() == "xx"


@FORKS
def test_who_is_killed_by_chance_is_read_at_the_second_try(documents: Path, tmp_path: Path, monkeypatch: Any) -> None:
    work = tasks.TASKS["batch"]

    def killed_once(*, source: str, **options: Any) -> dict[str, Any]:
        mark = tmp_path / "killed"
        if "나래" in source and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return work(source=source, **options)

    monkeypatch.setitem(tasks.TASKS, "batch", killed_once)
    run("batch", documents, "-o", tmp_path / "store", "--workers", 2)
    found = {name: line["outcome"] for name, line in outcomes(tmp_path / "store").items()}
    assert found["나래 사본.txt"] == "published"
    assert found["나래.txt"] == "copy"


def test_a_zip_archive_and_a_list_are_sources(documents: Path, tmp_path: Path, monkeypatch: Any) -> None:
    archive = tmp_path / "docs.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(documents / "가온.txt", "2026/가온.txt")
        file.writestr("readme.md", "no document")
    lines = [
        str(documents / "나래.txt"),
        "",
        json.dumps(
            {"source": str(documents / "다솜.txt"), "licence": "KOGL-1", "source_url": "https://dasom.example/1"}
        ),
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    assert run("batch", archive, "-", "-o", tmp_path / "store") == 0
    found = outcomes(tmp_path / "store")
    assert {name: line["outcome"] for name, line in found.items()} == dict.fromkeys(
        ("가온.txt", "나래.txt", "다솜.txt"), "published"
    )
    assert found["가온.txt"]["source"] == f"{archive}!/2026/가온.txt"
    plan = json.loads((tmp_path / "store" / found["다솜.txt"]["folder"] / "plan.json").read_text(encoding="utf-8"))
    assert plan["profile"]["licence"] == "KOGL-1"


@pytest.mark.parametrize(
    "line",
    ['{"source": 1', '{"sauce": "a"}', '{"source": "a", "colour": "red"}', '{"source": "a", "licence": 1}', "[]{"],
)
def test_a_line_of_the_list_that_is_none_is_told_by_its_number(
    line: str, documents: Path, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{documents / '가온.txt'}\n{line}\n"))
    assert run("batch", "-", "-o", tmp_path / "store", "--lang", "en") == 7
    told = capsys.readouterr()
    assert ("line 2" in told.err.lower()) or outcomes(tmp_path / "store")[line]["outcome"] == "not-found"
    assert outcomes(tmp_path / "store")["가온.txt"]["outcome"] == "published"


def test_a_source_that_vanishes_and_a_broken_archive_are_told(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\3\4 no archive")
    assert run("batch", tmp_path / "gone.hwp", tmp_path / "broken.zip", "-o", tmp_path / "store", "--lang", "en") == 7
    assert "broken.zip" in capsys.readouterr().err
    assert outcomes(tmp_path / "store")["gone.hwp"]["outcome"] == "not-found"


def test_another_configuration_reads_all_anew_and_says_so(documents: Path, tmp_path: Path, capsys: Any) -> None:
    run("batch", documents, "-o", tmp_path / "store", "--no-report")
    capsys.readouterr()
    run("batch", documents, "-o", tmp_path / "store", "--lang", "en")
    assert "another configuration" in capsys.readouterr().err
    folder = outcomes(tmp_path / "store")["가온.txt"]["folder"]
    assert (tmp_path / "store" / folder / "report.html").exists()


def test_a_damaged_journal_is_told_and_made_anew_from_the_documents(
    documents: Path, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    store = tmp_path / "store"
    run("batch", documents / "가온.txt", documents / "다솜.txt", "-o", store)
    before = content(store)
    for path in store.glob("journal.*"):
        path.write_bytes(b"no journal" * 100)
    assert run("batch", documents / "가온.txt", "-o", store, "--lang", "en") == 4
    assert "journal.sqlite" in capsys.readouterr().err
    for path in store.glob("journal.*"):
        path.unlink()
    monkeypatch.setitem(tasks.TASKS, "batch", _must_not_read)
    assert run("batch", documents / "가온.txt", documents / "다솜.txt", "-o", store) == 0
    assert content(store) == before


def test_a_folder_of_convert_is_no_store(viewer_file: Path, tmp_path: Path) -> None:
    run("convert", viewer_file, "-o", tmp_path / "out", "--findings-ok")
    assert run("batch", viewer_file, "-o", tmp_path / "out") == 4


@pytest.mark.parametrize("words", [("--shard", "0/3"), ("--shard", "4/3"), ("--shard", "x"), ("--workers", "0")])
def test_what_cannot_be_meant_is_refused(words: tuple[str, str], viewer_file: Path, tmp_path: Path) -> None:
    assert run("batch", viewer_file, "-o", tmp_path / "store", *words) == 2
    assert not (tmp_path / "store").exists()


@pytest.fixture
def store(documents: Path, tmp_path: Path) -> Iterator[Path]:
    run("batch", documents, "-o", tmp_path / "store")
    yield tmp_path / "store"


def test_the_dataset_is_read_by_duckdb_and_polars_in_a_line(store: Path) -> None:
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    files = f"{store}/dataset/targets/**/*.parquet"
    sql = f"SELECT sum(base_value) FROM read_parquet('{files}', hive_partitioning=true) WHERE period_type = 'year'"
    assert duckdb.connect().execute(sql).fetchone()[0] == 3 * (1 + 2 + 3 + 4 + 2 + 2 + 2 + 2)
    frame = polars.scan_parquet(files, hive_partitioning=True).collect()
    assert set(frame["period"]) == {"2024-2027"}
    assert frame.schema["value"] == polars.Decimal(38, 10)


def test_the_lines_of_the_readme_read_the_dataset(store: Path, monkeypatch: Any) -> None:
    known = {name: pytest.importorskip(name) for name in ("duckdb", "polars")}
    monkeypatch.chdir(store.parent)
    block = (ROOT / "README.md").read_text(encoding="utf-8").partition("```py\n")[2].partition("```")[0]
    lines = block.splitlines()
    assert [line.partition(".")[0] for line in lines] == list(known)
    relation, frame = (eval(line, known) for line in lines)
    assert len(relation.fetchall()) == len(frame.collect()) == 3 * 10


def test_the_editions_of_a_plan_are_joined_in_the_lineage_of_the_dataset(documents: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    first = VIEWER_TEXT.replace("가온시", "서울특별시")  # whose plans have ids without a mark of the programmes
    later = first.replace("책 나눔 장터", "책 나눔 큰장터")
    for year in range(2027, 2023, -1):
        later = later.replace(str(year), str(year + 4))
    (documents / "서울.txt").write_text(first, encoding="utf-8")
    (documents / "서울 다음.txt").write_text(later, encoding="utf-8")
    run("batch", documents, "-o", tmp_path / "one", "--shard", "1/2")
    run("batch", documents, "-o", tmp_path / "two", "--shard", "2/2")
    run("merge", tmp_path / "one", tmp_path / "two", "-o", tmp_path / "store")
    files = list((tmp_path / "store" / "dataset" / "lineage").rglob("*.parquet"))
    assert [file.parent.name for file in files] == ["period=2028-2031"]
    rows = parquet.ParquetFile(files[0]).read().to_pylist()
    assert {(row["program_name"], row["previous_program_name"], row["change"]) for row in rows} == {
        ("마을도서관 늘리기", "마을도서관 늘리기", "same"), ("책 나눔 큰장터", "책 나눔 장터", "renamed"),
    }  # fmt: skip


def test_editions_are_those_of_one_name_and_of_as_many_years() -> None:
    ids = ("a-plan-2020-2023", "a-plan-2024-2027", "a-plan-2024", "a-plan-2025", "b-plan-2020-2023", "c-1a2b3c")
    assert editions_before(ids) == {"a-plan-2024-2027": "a-plan-2020-2023", "a-plan-2025": "a-plan-2024"}


def test_the_catalogue_links_to_each_report(store: Path) -> None:
    page = (store / "catalogue.html").read_text(encoding="utf-8")
    for place in ("가온", "다솜"):
        folder = outcomes(store)[f"{place}.txt"]["folder"]
        assert f'href="{folder}/report.html"' in page
    assert "마을도서관 기본계획" in page
    assert 'lang="en"' in (store / "catalogue.en.html").read_text(encoding="utf-8")


def test_every_plan_has_its_certificate(store: Path) -> None:
    text = (store / "certificates.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(lines) == 3
    for line in lines:
        assert int(line["in_scope"]) == int(line["read"]) + int(line["ignored"]) + int(line["findings"]) > 0


def test_the_same_plan_in_two_formats_is_counted_once_and_another_of_its_id_is_told(
    documents: Path, tmp_path: Path
) -> None:
    text = VIEWER_TEXT.replace("가온", "나래")
    (documents / "나래 둘째.txt").write_text(text.replace("도서관과장:가나다", "도서관과장:다라마"), encoding="utf-8")
    (documents / "나래 셋째.txt").write_text(text.replace("10 1 2 3 4", "11 1 2 3 5"), encoding="utf-8")
    assert run("batch", documents, "-o", tmp_path / "store") == 7
    found = {name: line["outcome"] for name, line in outcomes(tmp_path / "store").items()}
    assert [found[f"나래{name}.txt"] for name in (" 둘째", " 사본", " 셋째", "")] == [
        "published", "same-values", "same-plan", "copy",
    ]  # fmt: skip
