"""The Korean twins hold the same rows under names that a Korean portal takes without a human."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongpyo.pipeline import read_plan
from normalize.plan import normalize_plan
from output.files.csv_file import csv_bytes
from output.folder.write import write_plan
from output.tables.columns import tables
from output.tables.rows import rows_of
from plan.records.meaning import Plan
from tests.conftest import extracted, plan_of_every_kind, whole_files, year_table
from tests.golden import SEOUL

LAST = ["데이터기준일자", "제공기관코드", "제공기관명"]


def _lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _named(plan: Plan, **profile: object) -> Plan:
    return replace(plan, profile=replace(plan.profile, **profile))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return _named(plan_of_every_kind(), provider_code="6110000", provider_name="서울특별시")


def twins(plan: Plan) -> dict[str, bytes]:
    return {name: content for name, content in whole_files(plan).items() if name.startswith("portal/")}


def test_the_seoul_plan_has_the_names_that_its_portal_asks_for() -> None:
    assert list(twins(read_plan(SEOUL / "plan.hwp"))) == [
        f"portal/서울특별시_시민참여기본계획{table}_20231228.csv"
        for table in ("계획정보", "전략추진과제단위사업", "지표", "연차별목표", "연차별예산", "점검결과")
    ]


@pytest.mark.parametrize("table", list(tables()))
def test_a_twin_holds_the_same_rows(plan: Plan, table: str) -> None:
    index = list(tables()).index(table)
    twin = _lines(list(twins(plan).values())[index])
    file = _lines(csv_bytes(tables()[table], rows_of(plan, table)))
    titles = [column.ko for column in tables()[table].columns]
    assert len(set(titles)) == len(titles), "every title names one column"
    assert len(twin) == len(file) > 1
    for ours, theirs in zip(file[1:], twin[1:], strict=True):
        there = dict(zip(twin[0], theirs, strict=True))
        assert [there[title] for title in titles] == ours


@pytest.mark.parametrize("content", twins(plan_of_every_kind()).values(), ids=list(tables()))
def test_a_twin_is_a_file_as_portals_want_it(content: bytes) -> None:
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n") == len(_lines(content))


def test_date_and_institution_are_the_last_three_columns_of_every_row(plan: Plan) -> None:
    for content in twins(plan).values():
        head, *rows = _lines(content)
        assert head[-3:] == LAST
        assert all(row[-3:] == ["2023-11-30", "6110000", "서울특별시"] for row in rows)


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        ({"title": "서울특별시 도시 기본계획"}, "서울특별시_도시기본계획연차별목표_20231130"),
        ({"title": "2025년 주요업무계획", "provider_name": ""}, "2025년주요업무계획연차별목표_20231130"),
        ({"title": "교통(보행) 기본계획 ['24~'27]", "data_date": ""}, "서울특별시_교통보행기본계획연차별목표"),
        ({"title": "../../=계획/", "provider_name": ""}, "계획연차별목표_20231130"),
        ({"title": "", "provider_name": "", "data_date": ""}, "plan연차별목표"),
        ({"title": "가" * 200}, f"서울특별시_{'가' * 60}연차별목표_20231130"),
    ],
)
def test_a_part_of_the_name_that_is_not_known_is_left_out(plan: Plan, profile: dict[str, str], name: str) -> None:
    names = list(twins(_named(plan, **profile)))
    assert f"portal/{name}.csv" in names
    assert all(len(name.removeprefix("portal/").encode()) <= 255 for name in names), "what file systems allow"


def test_a_provider_that_is_not_known_is_left_empty_and_stops_nothing() -> None:
    made = normalize_plan(extracted(year_table(("목표(명)", "3", "1", "2")), title="가온시 도서관 기본계획"))
    for content in twins(made).values():
        assert all(row[-2:] == ["", ""] for row in _lines(content)[1:])


def test_twins_of_an_earlier_run_do_not_stay(plan: Plan, tmp_path: Path) -> None:
    folder = write_plan(plan, tmp_path)
    (folder / "corrections.yaml").write_text("mine", encoding="utf-8")
    (folder / "portal" / "읽어보기.txt").write_text("mine", encoding="utf-8")
    later = _named(plan, data_date="2024-01-02")
    write_plan(later, tmp_path)
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert kept == {*whole_files(later), "corrections.yaml", "portal/읽어보기.txt"}


@pytest.mark.parametrize(
    ("title", "provider"),
    [
        ("서울특별시 시민참여 기본계획", "서울특별시"),
        ("서울 특별시 도시기본계획", "서울특별시"),
        ("부산광역시 연구개발 계획", "부산광역시"),
        ("전북특별자치도 발전계획", "전북특별자치도"),
        ("서울특별시 강남구 중기지방재정계획", "서울특별시 강남구"),
        ("서울시강남구 계획", "서울특별시 강남구"),
        ("경기도 광주시 도시계획", "경기도 광주시"),
        ("부산광역시 중구 종합계획", "부산광역시 중구"),
        ("서울특별시의회 의정계획", ""),
        ("서울특별시교육청 교육계획", "서울특별시교육청"),
        ("광주시 도시계획", ""),
        ("2025년 주요업무계획", ""),
    ],
)
def test_a_title_names_its_provider_and_no_other_body(title: str, provider: str) -> None:
    made = normalize_plan(extracted(year_table(("목표(명)", "3", "1", "2")), title=title))
    assert made.profile.provider_name == provider
