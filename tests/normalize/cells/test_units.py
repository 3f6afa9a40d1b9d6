"""A unit is known exactly or not at all, and its factor is never rounded."""

from __future__ import annotations

import doctest
import time
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import normalize.cells.amount
import normalize.cells.digits
import normalize.cells.grammar
import normalize.cells.read
import normalize.cells.refusals
import normalize.cells.units
from docs import data_dictionary
from normalize.cells.read import read_amount
from normalize.cells.units import (
    SCALES,
    Unit,
    all_units,
    make_unit,
    money_among,
    read_unit,
    read_units,
    table,
    unit_in_label,
)
from normalize.tables.labels import read_label
from plan import patterns, years


@pytest.mark.parametrize(
    ("text", "unit", "base", "scale"),
    [
        ("원", "원", "원", 1),
        ("천원", "천원", "원", 1_000),
        ("백만원", "백만원", "원", 1_000_000),
        ("천만원", "천만원", "원", 10_000_000),
        ("억원", "억원", "원", 100_000_000),
        ("십억원", "십억원", "원", 1_000_000_000),
        ("조원", "조원", "원", 1_000_000_000_000),
        ("천건", "천건", "건", 1_000),
        ("만명", "만명", "명", 10_000),
        ("천㎡", "천㎡", "㎡", 1_000),
        ("％", "%", "%", 1),
        ("인", "명", "명", 1),
        ("곳", "개소", "개소", 1),
        ("백만 원", "백만원", "원", 1_000_000),
        (" 명 ", "명", "명", 1),
        ("억", "억원", "원", 100_000_000),
        ("발행 횟수", "회", "회", 1),
        ("급수전", "수용가", "수용가", 1),
        ("인구 천명당", "명/천명", "명/천명", 1),
        ("1인당 권", "권/명", "권/명", 1),
        ("두수", "두", "두", 1),
    ],
)
def test_a_unit_has_one_spelling_and_one_factor(text: str, unit: str, base: str, scale: int) -> None:
    known = read_unit(text)
    assert known is not None
    assert (known.unit, known.base_unit, known.scale) == (unit, base, Decimal(scale))


@pytest.mark.parametrize(
    "text", ["", " ", "정보공개 누적 실적", "뭉치", "목표", "2024", "백만", "원원", "천천원", "명/뭉치", "원" * 61]
)
def test_a_unit_is_never_guessed(text: str) -> None:
    assert read_unit(text) is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("(단위: 백만원)", ["백만원"]),
        ("(단위 : 천원)", ["천원"]),
        ("[단위:억원]", ["억원"]),
        ("단위: 명", ["명"]),
        ("(백만원)", ["백만원"]),
        ("(단위: 백만원, %)", ["백만원", "%"]),
        ("(단위: 천원/명)", ["천원", "명"]),
        ("（단위：건）", ["건"]),
        ("(단위: 백만원, 뭉치)", []),
        ("〈단위: 천원〉", ["천원"]),
        ("명(%)", ["명", "%"]),
        ("금액(천원) 비율(%)", ["천원", "%"]),
        ("(단위: 명) (단위: %)", ["명", "%"]),
        ("(단위: 톤/일)", ["톤/일"]),
        ("(단위: 천㎥/일, 백만원)", ["천㎥/일", "백만원"]),
        ("(단위: 명(누적), %)", ["명", "%"]),
        ("(단위: 누적, 명)", ["명"]),
        ("점(5점 만점)", ["점"]),
        ("(단위: 톤/뭉치)", []),
        ("km/h", []),
        ("(단위: )", []),
        ("단위", []),
    ],
)
def test_a_unit_line_gives_all_its_units_or_none(text: str, units: list[str]) -> None:
    assert [unit.unit for unit in read_units(text)] == units


@pytest.mark.parametrize(
    ("label", "words", "units", "printed"),
    [
        ("개방 목표(단위: 명)", "개방 목표", ["명"], "명"),
        ("예산(백만원)", "예산", ["백만원"], "백만원"),
        ("공청회 개최 (법령) 목표(단위: 건)", "공청회 개최 (법령) 목표", ["건"], "건"),
        ("참여자(누적)", "참여자(누적)", [], ""),
        ("발간 목표(단위: )", "발간 목표", [], ""),
        ("발간 목표(단위: 뭉치)", "발간 목표", [], "뭉치"),
        ("교육 목표(단위:명 )", "교육 목표", ["명"], "명"),
    ],
)
def test_a_label_is_split_from_its_unit(label: str, words: str, units: list[str], printed: str) -> None:
    said, known, as_printed = unit_in_label(label)
    assert (said, [unit.unit for unit in known], as_printed) == (words, units, printed)


@pytest.mark.parametrize(
    ("parts", "measure", "funding", "name"),
    [
        (["도서관 개관 목표(개소)"], "target", None, "도서관 개관"),
        (["목표(명)"], "target", None, ""),
        (["예산(백만원)"], "budget", None, "예산"),
        (["예 산(백만원)"], "budget", None, "예 산"),
        (["총사업비"], "budget", None, "총사업비"),
        (["사업비", "국비"], "budget", "national", "사업비 국비"),
        (["시비"], "budget", "metropolitan", "시비"),
        (["만족도(점)"], None, None, "만족도"),
    ],
)
def test_a_row_label_says_target_or_budget_and_who_pays(
    parts: list[str], measure: str | None, funding: str | None, name: str
) -> None:
    label = read_label(parts)
    assert (label.measure, label.funding, label.name) == (measure, funding, name)


def test_a_label_printed_over_two_rows_is_carried_on() -> None:
    first = read_label(["자문단 운영 목표 법률자문(건)"])
    second = read_label(["간담회개최(회)"], first.continues)
    assert (first.measure, first.name) == ("target", "자문단 운영 법률자문")
    assert (second.measure, second.name) == ("target", "자문단 운영 간담회개최")
    assert read_label(["예산(백만원)"], second.continues).measure == "budget"


READERS = [
    normalize.cells.amount,
    normalize.cells.digits,
    normalize.cells.grammar,
    normalize.cells.read,
    normalize.cells.refusals,
    normalize.cells.units,
    patterns,
    years,
]


@pytest.mark.parametrize("module", READERS, ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_are_true(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted > 0
    assert tried.failed == 0


def test_every_factor_is_an_exact_power_of_ten() -> None:
    for word, factor in SCALES.items():
        assert isinstance(factor, Decimal)
        assert factor == factor.to_integral_value()
        assert str(int(factor)) == "1" + "0" * (len(str(int(factor))) - 1), word


UNITS = st.sampled_from([unit for unit, _ in all_units()])


@given(unit=UNITS, scale=st.sampled_from(sorted(SCALES)))
@settings(deadline=None)
def test_every_unit_combines_with_every_scale_word(unit: Unit, scale: str) -> None:
    no_unit = {word for row in table()["no_unit"] for word in row["printed"]}
    paid = unit.kind in ("money", "foreign_money")
    assume(paid or ("조" not in scale and f"{scale}{unit.base_unit}" not in no_unit))
    read = read_unit(f"{scale}{unit.base_unit}")
    assert read == Unit(f"{scale}{unit.base_unit}", unit.base_unit, SCALES[scale], unit.kind)


@given(value=st.integers(-(10**12), 10**12), unit=UNITS, scale=st.sampled_from(sorted(SCALES)))
@settings(deadline=None)
def test_a_base_value_is_the_product_to_the_last_digit(value: int, unit: Unit, scale: str) -> None:
    amount = read_amount(f"{value}", make_unit(scale, unit.base_unit, unit.kind))
    assert amount.base_value == value * int(SCALES[scale])
    assert amount.base_unit == unit.base_unit


def test_no_spelling_means_two_units() -> None:
    owners: dict[str, set[str]] = {}
    for unit, spellings in all_units():
        for spelling in (unit.unit, *spellings):
            owners.setdefault(spelling.replace(" ", ""), set()).add(unit.unit)
    assert {spelling: units for spelling, units in owners.items() if len(units) > 1} == {}


def test_every_spelling_reads_as_its_unit() -> None:
    for unit, spellings in all_units():
        for spelling in spellings:
            read = read_unit(spelling)
            assert read is not None, spelling
            assert (read.base_unit, read.scale) == (unit.base_unit, 1), spelling


@pytest.mark.parametrize(
    "kind", ["unit", "word", "suffix", "no_value", "prefix", "behind", "spoils", "action", "names", "reached"]
)
def test_every_known_word_says_where_it_was_seen(kind: str) -> None:
    rows = table()[kind]
    assert rows
    assert all(str(row["seen"]).strip() for row in rows)


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_units_or_none(text: str) -> None:
    for unit in (read_unit(text), *read_units(text), *unit_in_label(text)[1]):
        assert unit is None or (unit.scale in SCALES.values() and unit.base_unit)


@pytest.mark.parametrize("piece", ["(", "( ", "[", "단위", "단 ", "(단위:", "백만원,", "/", " "], ids=repr)
def test_no_unit_line_takes_long(piece: str) -> None:
    text = (piece * 10_000)[:6_000]
    started = time.perf_counter()
    read_units(text)
    unit_in_label(text)
    assert time.perf_counter() - started < 3


def test_many_spaces_do_not_take_long() -> None:
    started = time.perf_counter()
    assert read_units(" " * 10_000 + "명") != ()
    assert time.perf_counter() - started < 0.5


def test_a_parenthesis_that_never_closes_does_not_take_long() -> None:
    started = time.perf_counter()
    unit_in_label("(" + " " * 6_000)
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(("length", "known"), [(60, True), (61, False)])
def test_no_unit_is_longer_than_sixty_characters(length: int, known: bool) -> None:
    assert (read_unit("가" * (length - 2) + " 건수") is not None) is known


@pytest.mark.parametrize("text", ["조명", "조건", "조회", "만점", "만수", "뭉치", "조직원"])
def test_a_word_that_begins_like_a_scale_is_no_unit(text: str) -> None:
    """보안등(조명) counts no 1,000,000,000,000 people."""
    assert read_unit(text) is None
    assert unit_in_label(f"보안등 교체({text})")[1] == ()


@pytest.mark.parametrize(
    ("text", "base", "scale"),
    [
        ("가정", "가정", 1),
        ("개 분야", "개 분야", 1),
        ("만톤/년", "톤/년", 10_000),
        ("천명/일", "명/일", 1_000),
        ("천수", "수", 1_000),
        ("개 읍·면·동", "개 읍면동", 1),
        ("M/M", "인월", 1),
        ("5점 척도", "점", 1),
        ("조원", "원", 10**12),
        ("지점", "개 지점", 1),
        ("개 정거장", "정거장", 1),
        ("개교실", "개 교실", 1),
        ("학점", "학점", 1),
        ("천㎘", "킬로리터", 1_000),
        ("개 과제", "과제", 1),
        ("킬로그램", "kg", 1),
    ],
)
def test_words_that_plans_count_in_are_units(text: str, base: str, scale: int) -> None:
    unit = read_unit(text)
    assert unit is not None
    assert (unit.base_unit, unit.scale) == (base, scale)


def test_the_parenthesis_that_says_unit_wins_over_a_later_one() -> None:
    assert unit_in_label("참여자 수(단위: 명) 비율(%)")[1:] == ((read_unit("명"),), "명")
    assert unit_in_label("참여자 수(명) 비율(%)")[2] == "%"


DICTIONARY = Path(data_dictionary.__file__).with_name("data-dictionary.md").read_text(encoding="utf-8")
UNIT_ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in DICTIONARY.split("## Units")[1].split("## Words")[0].splitlines()
    if line.count("|") == 7
][2:]


def test_the_published_table_lists_every_unit_once() -> None:
    listed = [row[1] for row in UNIT_ROWS]
    assert set(listed) >= {unit.base_unit for unit, _ in all_units()}
    assert len([row for row in UNIT_ROWS if row[3] == "1" and "…" not in row[0]]) == len(list(all_units())) + len(
        [row for row in table()["word"] if "scale" not in row]
    )


@pytest.mark.parametrize("row", UNIT_ROWS, ids=[row[0] for row in UNIT_ROWS])
def test_what_the_published_table_says_of_a_unit_is_how_it_is_read(row: list[str]) -> None:
    printed, unit, base, scale, kind, seen = row
    for spelling in printed.replace("… ", "회의 ").split(", "):
        read = read_unit(spelling.strip(" `"))
        assert read == Unit(unit, base, Decimal(scale.replace(",", "")), kind), spelling
    assert seen


@pytest.mark.parametrize(
    ("printed", "unit"),
    [("원/톤", "원/톤"), ("원/m3", "원/㎥"), ("10만명당 명", "명/10만명"), ("인구 10만명당", "명/10만명")],
)
def test_prices_and_shares_of_a_population_are_units(printed: str, unit: str) -> None:
    read = read_unit(printed)
    assert read is not None and read.base_unit == unit


@pytest.mark.parametrize(
    ("label", "name", "unit"),
    [
        ("사업비(군비, 백만원)", "사업비(군비)", "원"),
        ("사업비 (국비,천원)", "사업비(국비)", "원"),
        ("사업비(군비, 도비)", "사업비(군비, 도비)", ""),
        ("교육(1회, 2시간)", "교육(1회, 2시간)", ""),
    ],
)
def test_a_word_before_the_unit_in_one_bracket_stays_in_the_name(label: str, name: str, unit: str) -> None:
    said, units, _ = unit_in_label(label)
    assert (said, "".join(one.base_unit for one in units)) == (name, unit)


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("(단위 : 목표 건수 등, 예산 백만원)", "백만원"),
        ("(단위: 예산 천원)", "천원"),
        ("(단위: 뭉치, 백만원)", "백만원"),
        ("(단위: 예산 백만원, 융자 천원)", ""),
        ("(단위: 뭉치)", ""),
    ],
)
def test_the_one_unit_of_money_in_a_line_is_that_of_its_budgets(line: str, unit: str) -> None:
    found = money_among(line)
    assert (found.unit if found else "") == unit
