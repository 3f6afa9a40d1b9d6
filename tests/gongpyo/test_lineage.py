"""What became of each programme: planted changes are found, and what leaves doubt is marked."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import create_engine, text

from gongpyo.cli.application import run
from gongpyo.editions.compare import compare
from gongpyo.editions.lineage import lineage_rows
from normalize.plan import normalize_plan
from output.exports.database import load_plans
from output.exports.lineage_file import lineage_bytes, read_lineage
from output.folder.write import write_plan
from output.tables.rows import Row
from plan.errors import ExitCode, PlanError
from plan.records.meaning import Plan
from tests.conftest import extracted, program, year_table
from tests.output.postgres import empty_postgres

WHO = ("청소년", "어르신", "장애인", "1인가구", "신혼부부", "소상공인", "예술인", "다문화가족", "귀농인", "자원봉사자")
WHAT = ("돌봄", "일자리", "주거", "건강검진", "문화예술", "평생교육", "금융상담", "이동편의", "안전망", "창업")
HOW = ("지원사업 추진", "센터 운영", "기반 조성", "서비스 확대", "프로그램 개발")
RENAMED = {
    "지원사업 추진": "지원 강화",
    "센터 운영": "센터 운영 활성화",
    "기반 조성": "기반 확충",
    "서비스 확대": "서비스 내실화",
}
Truth = dict[tuple[str, str], str]


def _edition(plan_id: str, programs: list[tuple[str, str, tuple[str, ...]]]) -> Plan:
    nodes = [program(no, name) for no, name, _ in programs]
    tables = [
        year_table(*((f"{target} 목표(명)", "30", "10", "20") for target in targets), program_no=no, number=index)
        for index, (no, _, targets) in enumerate(programs)
    ]
    return normalize_plan(extracted(*tables, programs=nodes), plan_id=plan_id)


def _planted(seed: int) -> tuple[Plan, Plan, Truth]:
    """Two editions of forty programmes, and what became of each by their numbers."""
    draw = random.Random(seed)
    names = [f"{who} {what} {draw.choice(HOW)}" for who in WHO for what in WHAT]
    draw.shuffle(names)
    old, new, truth = [], [], {}
    for index in range(40):
        no, name = f"P{index // 10 + 1}-{index // 5 % 2 + 1}-{index % 5 + 1}", names.pop()
        targets = (f"{name.split()[0]} {name.split()[1]} 참여자", f"{name.split()[1]} 만족자")
        old.append((no, name, targets))
        kind = draw.choice(("same", "same", "same", "renamed", "moved", "both", "split", "merged", "new", "ended"))
        elsewhere = f"P9-{index // 5 + 1}-{index % 5 + 1}"
        if kind == "same":
            new.append((no, name, targets))
            truth[no, no] = "same"
        elif kind in ("renamed", "both"):
            to = no if kind == "renamed" else elsewhere
            new.append(
                (to, next((name.replace(a, b) for a, b in RENAMED.items() if a in name), f"{name} 확대"), targets)
            )
            truth[no, to] = "renamed"
        elif kind == "moved":
            new.append((elsewhere, name, targets))
            truth[no, elsewhere] = "moved"
        elif kind == "split":
            other = names.pop()
            old[-1] = (no, f"{name} 및 {other}", (*targets, f"{other.split()[1]} 이용자 {index}"))
            new += [(no, name, targets), (elsewhere, other, (f"{other.split()[1]} 이용자 {index}",))]
            truth[no, no] = truth[no, elsewhere] = "split"
        elif kind == "merged":
            other = names.pop()
            old.append((elsewhere, other, (f"{other.split()[1]} 이용자 {index}",)))
            new.append((no, f"{name} 및 {other}", (*targets, f"{other.split()[1]} 이용자 {index}")))
            truth[no, no] = truth[elsewhere, no] = "merged"
        elif kind == "new":
            new += [(no, name, targets), (elsewhere, names.pop(), (f"신규 {index}",))]
            truth[no, no], truth["", elsewhere] = "same", "new"
        else:
            truth[no, ""] = "ended"
    return _edition("plan-2024", old), _edition("plan-2028", new), truth


def _rows(old: Plan, new: Plan) -> list[Row]:
    return list(lineage_rows(old, new, compare(old, new)))


def _number(of: object) -> str:
    return str(of or "").rpartition("/")[2]


def test_planted_changes_are_right_and_what_is_not_is_marked() -> None:
    count: Counter[str] = Counter()
    for seed in range(12):
        old, new, truth = _planted(seed)
        found = {(_number(r["previous_program_id"]), _number(r["program_id"])): r for r in _rows(old, new)}
        for key, change in truth.items():
            row = found.get(key)
            right = row is not None and row["change"] == change
            told = any(
                not other["certain"] for (a, b), other in found.items() if (a and a == key[0]) or (b and b == key[1])
            )
            count["right" if right else "told" if told else "silent"] += 1
            count["certain"] += bool(row and row["certain"])
    total = count["right"] + count["told"] + count["silent"]
    assert count["right"] >= 0.95 * total, count
    assert count["silent"] == 0, count
    assert count["certain"] >= 0.8 * total, "a mark on everything says nothing"


@pytest.mark.parametrize("name", ["도시 숲 가꾸기", "골목 상권 살리기"])
def test_a_name_that_nothing_ties_to_the_old_one_under_its_number_is_for_a_person(name: str) -> None:
    old = _edition("a", [("P1-1-1", "마을도서관 늘리기", ("개관",))])
    new = _edition("b", [("P1-1-1", name, ("다른 것",))])
    assert [(row["change"], row["certain"]) for row in _rows(old, new)] == [("new", False), ("ended", False)]
    kept = _edition("b", [("P1-1-1", name, ("개관",))])
    assert [(row["change"], row["certain"]) for row in _rows(old, kept)] == [("renamed", False)], "its target stayed"


def test_what_a_person_has_confirmed_stays_when_the_file_is_made_anew(tmp_path: Path) -> None:
    old = _edition("a", [("P1-1-1", "마을도서관 늘리기", ("개관",))])
    new = _edition("b", [("P1-1-1", "골목 상권 살리기", ("다른 것",))])
    file = tmp_path / "lineage.csv"
    by_hand: Row = {**_rows(old, new)[0], "change": "renamed", "confirmed_by": "기획예산과", "certain": True}
    by_hand |= {
        "previous_program_id": "a/P1-1-1",
        "previous_program_name": "=마을도서관",
        "lineage_id": "a/P1-1-1..b/P1-1-1",
    }
    file.write_bytes(lineage_bytes([], [by_hand]))
    again = lineage_bytes(read_lineage(file), _rows(old, new))
    assert again == file.read_bytes(), "and the rows that it settles are not made beside it"
    (row,) = read_lineage(file)
    assert (row["change"], row["previous_program_name"]) == ("renamed", "=마을도서관")


@pytest.mark.parametrize("url", ["sqlite:///{}", "duckdb:///{}"])
def test_a_programme_is_followed_over_three_editions(tmp_path: Path, url: str) -> None:
    first = _edition("a", [("P1-1-1", "마을도서관 늘리기", ("개관",))])
    second = _edition("b", [("P1-1-2", "마을도서관 늘리기", ("개관",))])
    third = _edition("c", [("P1-1-2", "마을도서관 키우기", ("개관",)), ("P1-1-3", "책 나눔 장터", ("장터",))])
    file = tmp_path / "lineage.csv"
    file.write_bytes(lineage_bytes([], _rows(first, second)))
    file.write_bytes(lineage_bytes(read_lineage(file), _rows(second, third)))
    address = url.format(tmp_path / "plans.db")
    plans = [replace(plan, source=replace(plan.source, sha256=plan.profile.plan_id)) for plan in (first, second, third)]
    assert load_plans(plans, address, lineage=read_lineage(file))["lineage"].added == 3
    engine = create_engine(address)
    with engine.connect() as connection:
        query = "SELECT first_program_id, step, change, program_id, program_name FROM program_history ORDER BY 1, 2"
        rows = [tuple(row) for row in connection.execute(text(query))]
        assert connection.execute(text("SELECT count(*) FROM targets WHERE loaded_at IS NULL")).scalar() == 0
    engine.dispose()
    assert rows == [
        ("a/P1-1-1", 1, "", "a/P1-1-1", "마을도서관 늘리기"),
        ("a/P1-1-1", 2, "moved", "b/P1-1-2", "마을도서관 늘리기"),
        ("a/P1-1-1", 3, "renamed", "c/P1-1-2", "마을도서관 키우기"),
        ("c/P1-1-3", 1, "", "c/P1-1-3", "책 나눔 장터"),
    ]


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind; PostgreSQL where a server is installed."""
    if request.param != "postgresql":
        return f"{request.param}:///{tmp_path / 'plans.db'}"
    return empty_postgres(request.getfixturevalue("postgres"))


READING = ("마을도서관 늘리기 및 책 나눔 장터", ("개관", "장터"))
EDITIONS = {
    "a": [("P1-1-1", *READING), ("P1-1-2", "강변 길 잇기", ("강변길",)), ("P1-1-3", "나무 심기", ("나무",))],
    "b": [
        ("P1-1-1", "마을도서관 늘리기", ("개관",)),
        ("P1-1-4", "책 나눔 장터", ("장터",)),
        ("P1-1-2", "강변 길 가꾸기", ("강변길",)),
    ],
    "c": [
        ("P1-1-1", *READING),
        ("P1-1-2", "강변 길 가꾸기", ("강변길",)),
        ("P1-1-5", "빈집 살피기", ("빈집",)),
    ],
}


def test_renames_splits_merges_and_ends_are_followed_over_three_editions(address: str, tmp_path: Path) -> None:
    plans = [_edition(plan_id, programs) for plan_id, programs in EDITIONS.items()]
    file = tmp_path / "lineage.csv"
    for old, new in pairwise(plans):
        kept = read_lineage(file) if file.exists() else []
        file.write_bytes(lineage_bytes(kept, _rows(old, new)))
    made = [replace(plan, source=replace(plan.source, sha256=plan.profile.plan_id)) for plan in plans]
    for _ in range(2):  # loaded once more it is the same
        load_plans(made, address, lineage=read_lineage(file))
    engine = create_engine(address)
    query = "SELECT first_program_id, step, change, plan_id, program_id FROM program_history"
    with engine.connect() as connection:
        rows = {tuple(row) for row in connection.execute(text(query))}
        count = connection.execute(text("SELECT count(*) FROM program_history")).scalar()
    engine.dispose()
    assert count == len(rows)
    assert rows == {
        ("a/P1-1-1", 1, "", "a", "a/P1-1-1"),
        ("a/P1-1-1", 2, "split", "b", "b/P1-1-1"),
        ("a/P1-1-1", 2, "split", "b", "b/P1-1-4"),
        ("a/P1-1-1", 3, "merged", "c", "c/P1-1-1"),
        ("a/P1-1-2", 1, "", "a", "a/P1-1-2"),
        ("a/P1-1-2", 2, "renamed", "b", "b/P1-1-2"),
        ("a/P1-1-2", 3, "same", "c", "c/P1-1-2"),
        ("a/P1-1-3", 1, "", "a", "a/P1-1-3"),
        ("a/P1-1-3", 2, "ended", "b", None),
        ("c/P1-1-5", 1, "", "c", "c/P1-1-5"),
    }


def test_editions_that_come_after_themselves_are_refused(tmp_path: Path) -> None:
    first, second = (_edition(name, [("P1-1-1", "마을도서관 늘리기", ("개관",))]) for name in "ab")
    file = tmp_path / "lineage.csv"
    file.write_bytes(lineage_bytes([], [*_rows(first, second), *_rows(second, first)]))
    with pytest.raises(PlanError, match="come after themselves: a, b"):
        read_lineage(file)


def test_the_commands_write_it_load_it_and_log_every_change(tmp_path: Path) -> None:
    out, log, database = tmp_path / "out", tmp_path / "changes.csv", f"sqlite:///{tmp_path / 'plans.db'}"
    first = _edition("a", [("P1-1-1", "마을도서관 늘리기", ("개관",))])
    second = _edition("b", [("P1-1-1", "마을도서관 키우기", ("개관",))])
    for plan in (first, second):
        write_plan(replace(plan, source=replace(plan.source, sha256=plan.profile.plan_id * 64)), out)
    assert run(["diff", str(out / "a"), str(out / "b"), "--lineage", str(out / "lineage.csv"), "-q"]) == ExitCode.CLEAN
    assert run(["diff", str(out / "a"), str(out / "a"), "--lineage", str(out / "lineage.csv")]) == ExitCode.USAGE
    load = ["load", str(out), "--to", database, "--changes", str(log), "-q"]
    assert run(load) == ExitCode.CLEAN
    assert "lineage,a/P1-1-1..b/P1-1-1,added,,," in log.read_text(encoding="utf-8-sig")
    assert run(load) == ExitCode.CLEAN
    assert log.read_text(encoding="utf-8-sig") == "table,row_id,change,column,old,new\n", "twice changes nothing"
    file = out / "lineage.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace("false,", "false,기획과"), encoding="utf-8-sig")
    assert run(load) == ExitCode.CLEAN
    assert "lineage,a/P1-1-1..b/P1-1-1,changed,confirmed_by,,기획과" in log.read_text(encoding="utf-8-sig")
