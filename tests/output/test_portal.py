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
from output.tables.codes import CODES_FILE, words
from output.tables.columns import lineage_table, tables
from output.tables.rows import rows_of
from plan.data_files import tables_of
from plan.records.meaning import Plan
from tests.conftest import extracted, plan_of_every_kind, whole_files, year_table
from tests.golden import SEOUL

WIDE = ("연도별목표가로표", "연도별예산가로표")
LAST = ["데이터기준일자", "제공기관코드", "제공기관명"]


def _lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _named(plan: Plan, **profile: object) -> Plan:
    return replace(plan, profile=replace(plan.profile, **profile))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return _named(plan_of_every_kind(), provider_code="6110000", provider_name="서울특별시")


def portal_files(plan: Plan) -> dict[str, bytes]:
    return {name: content for name, content in whole_files(plan).items() if name.startswith("portal/")}


def twins(plan: Plan) -> dict[str, bytes]:
    """The files of ``portal/`` that are another file's twin."""
    found = portal_files(plan)
    return {name: found[name] for name in found if name.endswith(".csv") and not any(wide in name for wide in WIDE)}


def test_the_seoul_plan_has_the_names_that_its_portal_asks_for() -> None:
    named = ("계획정보", "전략추진과제단위사업", "지표", "연차별목표", "연차별예산", "점검결과", *WIDE)
    assert list(portal_files(read_plan(SEOUL / "plan.hwp"))) == [
        *(f"portal/서울특별시_시민참여기본계획{table}_20231228.csv" for table in named),
        "portal/등록정보.md",
    ]


@pytest.mark.parametrize("table", list(tables()))
def test_a_twin_holds_the_same_rows(plan: Plan, table: str) -> None:
    index = list(tables()).index(table)
    twin = _lines(list(twins(plan).values())[index])
    file = _lines(csv_bytes(tables()[table], rows_of(plan, table)))
    columns = [column for column in tables()[table].columns if column.name != "message_en"]
    titles = [column.ko for column in columns]
    assert len(set(titles)) == len(titles), "every title names one column"
    assert set(twin[0]) == {*titles, *LAST}, "all columns are there but the English sentences"
    assert len(twin) == len(file) > 1
    codes = tables_of(CODES_FILE)
    for ours, theirs in zip(file[1:], twin[1:], strict=True):
        here, there = dict(zip(file[0], ours, strict=True)), dict(zip(twin[0], theirs, strict=True))
        for column in columns:
            code = here[column.name]
            said = {"true": "Y", "false": "N"}.get(code, code)
            said = codes[column.codes][code]["ko"] if column.codes and code else said
            assert there[column.ko] == said, column.name


def test_every_code_of_a_column_has_one_word_and_no_other_has(plan: Plan) -> None:
    columns = [column for table in (*tables().values(), lineage_table()) for column in table.columns]
    wanted = {column.codes: set(column.enum) for column in columns if column.codes}
    for language in ("ko", "en"):
        said = words(language)
        assert {literal: set(codes) for literal, codes in said.items()} == wanted
        assert all(len(set(codes.values())) == len(codes) for codes in said.values()), "no two codes share a word"


def test_ids_stand_behind_what_people_read() -> None:
    head = _lines(list(twins(read_plan(SEOUL / "plan.hwp")).values())[4])[0]
    assert head[:4] == ["사업 번호", "사업명", "재원", "재원명"]
    assert head[-7:] == ["계획 ID", "사업 ID", "지표 ID", "예산값 ID", *LAST]


def test_a_table_with_a_column_for_each_year_holds_what_is_printed_in_each(plan: Plan) -> None:
    found = portal_files(plan)
    head, *rows = _lines(next(content for name, content in found.items() if WIDE[0] in name))
    assert head[:9] == ["계획명", "사업 번호", "사업명", "소관부서", "지표명", "단위", "계", "2024년", "2025년"]
    by_name = {row[4]: row[5:9] for row in rows}
    assert by_name["'=개관"] == ["개소", "-30", "-10", "-20"]
    assert by_name["만족도"] == ["%", "-", "80.5", "90"]
    assert by_name["회의"] == ["회", "12", "1 2", ""], "what is no number stands as printed"


def test_the_years_of_a_budget_say_who_pays() -> None:
    table = year_table(("국비(백만원)", "30", "10", "20"), ("계(백만원)", "50", "20", "비예산"))
    made = normalize_plan(extracted(table, title="가온시 도서관 기본계획"))
    head, *rows = _lines(next(content for name, content in portal_files(made).items() if WIDE[1] in name))
    at = [head.index(title) for title in ("재원", "재원명", "계", "2024년", "2025년")]
    assert sorted([row[index] for index in at] for row in rows) == [
        ["계", "", "50", "20", "비예산"],
        ["국비", "국비", "30", "10", "20"],
    ]


def test_what_the_portal_asks_for_is_filled_as_far_as_it_is_known(plan: Plan) -> None:
    known = _named(plan, title="가온시 | 도서관 *기본*계획", update_period="연간", contact="도서관과")
    text = portal_files(known)["portal/등록정보.md"].decode()
    assert "| 제공기관 | 서울특별시(6110000) |" in text
    assert "| 관리부서명 | 도서관과 |" in text
    assert "| 업데이트 주기 | 연간 |" in text
    assert "| 보유근거 | **적어 넣으십시오** |" in text
    assert "비어 있는 항목 7개: 관리부서 전화번호, 보유근거" in text
    assert "가온시 \\| 도서관 \\*기본\\*계획에서" in text, "a title is no markup"
    for name, content in portal_files(known).items():
        if name.endswith(".csv"):
            head, *rows = _lines(content)
            part = text[text.index(f"## {name.removeprefix('portal/')}".replace("_", "\\_")) :]
            assert f"| 전체 행 | {len(rows)} |" in part[:1000]
            assert f"| 데이터 항목 | {', '.join(head)} |" in part[:1000]


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
    for name, content in portal_files(made).items():
        assert name.endswith(".md") or all(row[-2:] == ["", ""] for row in _lines(content)[1:])


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
