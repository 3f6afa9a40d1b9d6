"""Labels and departments of a programme that belong to another one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import regex

from normalize.audit_likeness import letters, likeness
from normalize.labels import read_label
from normalize.messages import finding
from plan_records import Contact, Finding, Indicator, Observation, Place, ProgramNode

OFFICES_FILE = Path(__file__).with_name("audit_offices.toml")
OWN = Decimal("0.5")  # a label that shares half of its pairs of characters with its programme's name is its own
OTHERS = Decimal("0.8")  # of a name that is spelt a little differently in the chart and in the table
HANJA = str.maketrans("市道郡區", "시도군구")
HEAD = "장"  # the head of an office: 자치행정과장, 위원장 of a 위원회
SHORTEST = 4  # letters; 사업비, 국비 and 계 are the names of no programme


def audit_labels(
    programs: Sequence[ProgramNode], indicators: Sequence[Indicator], observations: Sequence[Observation]
) -> Iterator[Finding]:
    """Target rows with the label of another programme.

    The label is unlike its own programme's name and is the name of another one, or stands in that one's table too and
    is like its name.
    """
    nodes = {node.no: node for node in programs if node.level == "program"}
    targets = [entry for entry in indicators if entry.measure == "target" and entry.program_no in nodes]
    for entry in targets:
        own = nodes[entry.program_no]
        if not _is_a_name(entry) or likeness(entry.name, own.name) >= OWN:
            continue
        same = [other for other in targets if other.program_no != own.no and _same(other.name, entry.name)]
        beside = {other.program_no for other in same}
        owners = [
            node
            for node in nodes.values()
            if node.no != own.no
            and (_same(node.name, entry.name) or (node.no in beside and likeness(node.name, entry.name) >= OTHERS))
        ]
        for owner in owners[:1]:
            rows = [other.place for other in same if other.program_no == owner.no]
            yield finding(
                "label-duplicated",
                own.no,
                record=own.name,
                places=(entry.place, *rows, owner.place, *_cells(entry, observations)),
                expected=own.name,
                actual=f"{entry.name} ({owner.no_printed or owner.no})",
            )


def _cells(entry: Indicator, observations: Sequence[Observation]) -> Iterator[Place]:
    key = (entry.program_no, entry.measure, entry.indicator_no)
    return (o.place for o in observations if (o.program_no, o.measure, o.indicator_no) == key)


def _is_a_name(entry: Indicator) -> bool:
    label = read_label((entry.label_printed,))
    return not (label.is_placeholder or label.is_total or label.funding) and len(letters(entry.name)) >= SHORTEST


def _same(left: str, right: str) -> bool:
    return letters(left) == letters(right)


def audit_departments(programs: Sequence[ProgramNode], contacts: Sequence[Contact]) -> Iterator[Finding]:
    """Departments of the overview chart that are not the one that signs the programme's page.

    Only offices of the same rank are compared: that a headquarters stands in the chart and one of its divisions on the
    page is no slip. Of the page nothing but the office is said, never a name.
    """
    for node in programs:
        rows = [contact for contact in contacts if contact.program_no == node.no]
        office = _office(" ".join(row.text for row in rows))
        if not node.department or not office:
            continue
        chart, page = _plainly(node.department), _plainly(office)
        if _rank(chart) is None or _rank(chart) != _rank(page):
            continue
        if page.startswith(chart) or chart.startswith(page.removesuffix(HEAD)):
            continue
        yield finding(
            "department-mismatch",
            node.no,
            record=node.name,
            places=(node.place, *(row.place for row in rows)),
            expected=node.department,
            actual=office,
        )


@cache
def _offices() -> dict[str, int]:
    """The last words of offices with their rank, and of the titles of their heads."""
    with OFFICES_FILE.open("rb") as file:
        rows = tomllib.load(file)["office"]
    return {word: row["rank"] for row in rows for word in row["printed"]}


@cache
def _signature() -> regex.Pattern[str]:
    """The office at the start of a row such as ``작 성 자 정보공개담당관:``, up to its last word.

    One character may stand by itself before it (``市 자원봉사센터``), but no word: it could be a person's name.
    """
    words = "|".join(sorted(_offices(), key=len, reverse=True))
    return regex.compile(rf"작\s*성\s*자\s*[:：]?\s*(?P<office>(?:\S\s)?[^\s:：☎()]{{2,}}?(?:{words}))(?=[\s:：☎])")


def _office(text: str) -> str:
    found = _signature().match(text.strip())
    return found["office"] if found else ""


def _plainly(office: str) -> str:
    return letters(office).translate(HANJA)


def _rank(office: str) -> int | None:
    words = [word for word in _offices() if office.endswith(word)]
    return _offices()[max(words, key=len)] if words else None
