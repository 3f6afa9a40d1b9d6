"""A bracket beside a name may be a unit or say what bears the name: the place, the table's unit and other rows tell."""

from __future__ import annotations

import pytest

from normalize.plan import normalize_plan
from normalize.tables.labels import read_label
from tests.conftest import extracted, year_table

N = ("30", "10", "20")
MONEY = "(단위: 백만원)"
Said = tuple[str, str, str]
CASES: dict[str, tuple[str, tuple[str, ...], list[Said]]] = {
    "companies": (
        MONEY,
        ("(주)누리솔", "솔그린(재)", "한빛(주)"),
        [("budget", "(주)누리솔", "백만원"), ("budget", "솔그린(재)", "백만원"), ("budget", "한빛(주)", "백만원")],
    ),
    "in-front-alone": (MONEY, ("(주)누리솔",), [("budget", "(주)누리솔", "백만원")]),
    "schools": (
        "(단위: 회)",
        ("누리(초)", "솔빛(중)", "가람(대)"),
        [("target", "누리(초)", "회"), ("target", "솔빛(중)", "회"), ("target", "가람(대)", "회")],
    ),
    "districts": (
        MONEY,
        ("쉼터(읍)", "쉼터(면)", "쉼터(동)"),
        [("budget", "쉼터(읍)", "백만원"), ("budget", "쉼터(면)", "백만원"), ("budget", "쉼터(동)", "백만원")],
    ),
    "parts-of-a-city": (
        MONEY,
        ("의자(시)", "의자(읍·면)", "의자(동)"),
        [("budget", "의자(시)", "백만원"), ("budget", "의자(읍·면)", "백만원"), ("budget", "의자(동)", "백만원")],
    ),
    "units-beside-a-budget": (
        MONEY,
        ("창고(동)", "나무 심기(주)", "사업비"),
        [("target", "창고", "개동"), ("target", "나무 심기", "주"), ("budget", "사업비", "백만원")],
    ),
    "units-beside-units": (
        "(단위: 명)",
        ("교육(회)", "주차장(면)"),
        [("target", "교육", "회"), ("target", "주차장", "면")],
    ),
    "units-without-a-line": ("", ("창고(동)", "대기(초)"), [("target", "창고", "개동"), ("target", "대기", "초")]),
    "open-among-its-kin": (
        MONEY,
        ("누리(초)", "솔빛(대)"),
        [("target", "누리(초)", ""), ("target", "솔빛(대)", "")],
    ),
    "open": (
        MONEY,
        ("의자(동)", "그늘막"),
        [("target", "의자(동)", ""), ("budget", "그늘막", "백만원")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_word_beside_a_name_is_a_unit_only_where_something_says_so(case: str) -> None:
    line, labels, expected = CASES[case]
    table = year_table(*((label, *N) for label in labels), unit_text=line)
    plan = normalize_plan(extracted(table))
    assert [(i.measure, i.name, i.unit) for i in plan.indicators] == expected
    told = [finding.record for finding in plan.findings if finding.rule == "unit-missing"]
    assert told == [name for _, name, unit in expected if not unit]


def test_a_column_of_units_is_the_only_one_to_name_them() -> None:
    roles = ("label", "label", "total", 2024, 2025)
    table = year_table(("누리(초)", "회", *N), ("한빛(초)", "명", *N), roles=roles)  # type: ignore[arg-type]
    plan = normalize_plan(extracted(table))
    assert [(i.name, i.unit) for i in plan.indicators] == [("누리(초)", "회"), ("한빛(초)", "명")]


@pytest.mark.parametrize(
    ("label", "name", "unit"),
    [("(%) 이용률", "이용률", "%"), ("(주)누리솔(백만원)", "(주)누리솔", "백만원"), ("(단위: 주) 나무", "나무", "주")],
)
def test_what_can_be_no_name_is_a_unit_in_front_too(label: str, name: str, unit: str) -> None:
    read = read_label([label])
    assert (read.name, [u.unit for u in read.units]) == (name, [unit])


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("★ 이용자 수(명)", "이용자 수"),
        ("이용자 수(명)★", "이용자 수"),
        ("(★) 이용자 수(명)", "이용자 수"),
        ("✓ 이용자 수(명)", "이용자 수"),
        ("* 이용자 수(명)", "이용자 수"),
        ("이용자 수¹⁾(명)", "이용자 수"),
        ("이용자 수(명)주)", "이용자 수"),
        ("이용자 수 주1)(명)", "이용자 수"),
        ("이용자 수2)(명)", "이용자 수"),
        ("이용자 수 2)(명)", "이용자 수"),
        ("이용자 수(명)12)", "이용자 수"),
        ("이용자 수(상위 5)(명)", "이용자 수(상위 5)"),
        ("청소 지원(외주)(명)", "청소 지원(외주)"),
    ],
)
def test_a_star_or_the_mark_of_a_note_is_no_part_of_a_name(label: str, name: str) -> None:
    read = read_label([label])
    assert (read.name, [unit.unit for unit in read.units], read.printed) == (name, ["명"], label)


@pytest.mark.parametrize(
    "label", ["★ 국비(백만원)", "국비★(백만원)", "국비주)(백만원)", "국비¹⁾(백만원)", "국비1)(백만원)"]
)
def test_who_pays_is_known_beside_such_a_mark(label: str) -> None:
    read = read_label([label])
    assert (read.payer, read.name) == ("국비", "국비")
