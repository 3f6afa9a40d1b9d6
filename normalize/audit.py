"""What is wrong in the document, said with the cells involved; a person decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.messages import finding
from plan_records import Damage, Finding, Indicator, Observation, ProgramNode, YearTable

NOT_SUMMED = ("rate", "rank", "level", "cumulative", "qualitative")


def audit_totals(indicators: Sequence[Indicator], observations: Sequence[Observation]) -> Iterator[Finding]:
    """Printed totals that are not the sum of their periods; rates, ranks and levels are not summed."""
    for indicator in indicators:
        if indicator.totals_agree is not False or indicator.value_kind in NOT_SUMMED:
            continue
        if indicator.printed_total is None or indicator.computed_total is None:
            continue
        key = (indicator.program_no, indicator.measure, indicator.indicator_no)
        places = tuple(
            o.place for o in observations if (o.program_no, o.measure, o.indicator_no) == key and o.value is not None
        )
        yield finding(
            "total-mismatch",
            indicator.program_no,
            record=indicator.name,
            places=places,
            expected=plain(indicator.computed_total),
            actual=plain(indicator.printed_total),
            difference=plain(indicator.printed_total - indicator.computed_total),
        )


def audit_cells(indicators: Sequence[Indicator], observations: Sequence[Observation]) -> Iterator[Finding]:
    """Values that were read, but whose unit or sign a person should look at."""
    names = {(entry.program_no, entry.measure, entry.indicator_no): entry.name for entry in indicators}
    for observation in observations:
        name = names[observation.program_no, observation.measure, observation.indicator_no]
        for flag, rule in (("unit_conflict", "unit-conflict"), ("sign_ambiguous", "sign-ambiguous")):
            if flag in observation.flags and observation.status in ("value", "range"):
                yield finding(
                    rule,
                    observation.program_no,
                    record=name,
                    places=(observation.place,),
                    actual=observation.printed,
                )


def audit_programs(programs: Sequence[ProgramNode], tables: Sequence[YearTable]) -> Iterator[Finding]:
    """Programmes without a table, and programmes that the chart numbers differently from their page."""
    shown = {table.program_no for table in tables if table.kind == "plan"}
    for node in programs:
        if node.level != "program":
            continue
        if node.no not in shown:
            yield finding("program-without-table", node.no, record=node.name, places=(node.place,))
        if node.register_code and same_code(node.register_code) != same_code(node.no_printed):
            yield finding(
                "code-mismatch",
                node.no,
                record=node.name,
                places=(node.place,),
                expected=node.register_code,
                actual=node.no_printed,
            )


def audit_tables(tables: Sequence[YearTable]) -> Iterator[Finding]:
    """Plans whose table is not understood, so that nothing of it is published."""
    for table in tables:
        if table.kind == "plan" and table.unread_en:
            made = finding("table-not-understood", table.program_no, record=table.title, places=(table.place,))
            yield made.model_copy(
                update={
                    "message": f"{made.message}{table.unread_ko}",
                    "message_en": f"{made.message_en}{table.unread_en}",
                }
            )


def audit_damage(damage: Sequence[Damage]) -> Iterator[Finding]:
    """Parts of the source that were not read."""
    for part in damage:
        made = finding(part.rule, "", places=(part.place,), actual=part.quote)
        yield made.model_copy(
            update={
                "message": f"{made.message}{part.reason_ko}",
                "message_en": f"{made.message_en}{part.reason_en}",
            }
        )


def same_code(code: str) -> str:
    """A programme code in digits: ``1-1-①`` as ``1-1-1``."""
    return "".join(str(ord(mark) - 0x245F) if "①" <= mark <= "⑳" else mark for mark in code)


def plain(value: Decimal) -> str:
    """A number without an exponent and without trailing zeros."""
    return f"{value.normalize():f}"
