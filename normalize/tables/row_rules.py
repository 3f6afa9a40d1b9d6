"""What a row counts, in which unit, and whether it is read, each by the first or last of a list of named rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from normalize.cells.disguised import may_be_number
from normalize.cells.grammar import says_what_is_done
from normalize.cells.units import FOREIGN, PAID, Unit, read_unit, unit_in_label
from normalize.tables.frame import Frame, Line, own_words, words_of
from normalize.tables.labels import (
    Label,
    ends_as_a_goal,
    is_earned,
    is_title_of_goals,
    names_a_deed,
    names_a_field,
    names_a_share,
    names_a_work,
    names_content,
    names_remarks,
    read_label,
    says_act,
    says_income,
    says_payers,
    says_running,
    says_spending,
    speaks_of_income,
)
from normalize.tables.names import by_payers
from normalize.tables.neighbours import parts_above, parts_below, units_that_fit
from normalize.tables.payers import (
    LONGEST_NAME,
    Payer,
    body_that_may_pay,
    ends_as_no_payer,
    names_costs,
    payer_behind,
    payer_by_ending,
    payer_of,
)
from normalize.tables.rows import (
    Row,
    Series,
    adds_up_to_costs,
    label_in_series,
    unit_of_equal_amount,
    unit_of_total,
)
from normalize.tables.said import as_said, said_of, unit_said
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.values import FateRule, MeasureRule, UnitRule
from plan.script import (
    AMBIGUOUS_SIGNS,
    CLOSING,
    COLONS,
    DASHES,
    DECREASE,
    DOTS,
    OPENING,
    PERCENTS,
    PLUS_SIGNS,
    UNIT_SIGNS,
    visible,
)

AMOUNT_LINE = lazy_pattern(rf"\d[\d,]*(?:\.\d+)?\s?[\p{{L}}%{UNIT_SIGNS}]{{0,4}}")
IN_BRACKETS = lazy_pattern(rf"[{OPENING}][^()\[\]]*[{CLOSING}]")
CHANGE = lazy_pattern(rf"[{PERCENTS}{DECREASE}{AMBIGUOUS_SIGNS}{PLUS_SIGNS}]|증|감")
CLOCK = lazy_pattern(rf"\d{{1,3}}(?:[{COLONS}]\d{{2}}){{1,2}}|(?:\d+\s?시간\s?)?\d+\s?분(?:\s?\d+\s?초)?")  # 7:30
COST_BEHIND = lazy_pattern(  # 실측 17점 (94백만원)
    rf"\p{{L}}\s*[{OPENING}]\s?\d[\d,]*(?:\.\d+)?\s?(?:천|만|백만|천만|억)?\s?원\s?[{CLOSING}]$"
)
NOTHING = lazy_pattern(rf"[(\s]*[{DASHES}{DOTS}]?[)\s]*")
NUMBER_OF = lazy_pattern(r"\S\s수$")  # 수혜 아동 수
DEED_FOR_ONE = 3  # words: for whom, what, and what is done
Units = tuple[Unit, ...]

# ----------------------------------------------------------------------------------------- what a row counts


def label_of(line: Line, series: Series) -> tuple[Label, MeasureRule | None]:
    """The label of a row, and the last rule that has said what the row counts; None where its cells have to say it."""
    frame = line.frame
    if frame.payer and not any(slot.period_type == "year" for slot in frame.slots[series]):
        line = replace(line, frame=replace(frame, payer=None))  # 총사업비 beside years under 기금 is paid by others too
    words = own_words(line, series)
    if series.head:
        label = label_in_series(words, series, frame.slots, among_payers=frame.among_payers, marks=frame.marks)
    else:
        is_word = all(len(word.split()) == 1 for word in words)  # 민간 보조 is a project as well as a payer
        pays = frame.among_payers or (line.is_part and line.whole.is_named and is_word)
        if pays and not frame.among_payers and _names_any_other(words) and not _is_beside_a_payer(line):
            pays = False
        label = read_label(words, line.continued, among_payers=pays, among_units=frame.among_units, marks=frame.marks)
    if words != line.words:
        label = replace(label, printed=read_label([*line.words, series.head]).printed)
    if line.unit_printed and not line.own_units and not (series.head and unit_in_label(series.head)[1]):
        label = replace(label, units=(), unit_printed=line.unit_printed)
    if not label.value_kind and says_running(line.unit_printed):
        label = replace(label, value_kind="cumulative")
    if label.measure is None and read_label([line.measure_word]).is_count:
        label = replace(label, is_count=True)  # 공급물량 | 건설임대, beside 사업비 | 건설임대
    if label.is_count and _is_project(label, line, series):
        label = replace(label, is_count=False, is_never_rate=False)
    if label.is_for_one and _is_work_for_one(label, line, series):
        label = replace(label, measure=None, is_gain=False)
    label = _paid_by_several(label, line)
    rule: MeasureRule | None = ("series-head" if series.head else "in-label") if label.measure else None
    stated = line.own_units or label.units or line.stated.units
    for name, apply in MEASURE_RULES:
        changed = apply(label, line, stated)
        if changed.measure != label.measure:
            rule = name
        label = changed
    changed = as_said(label, said_of(line.frame.table, line.words))
    return changed, "decided" if changed.measure != label.measure else rule


def _names_any_other(words: Sequence[str]) -> bool:
    """Whether a row is called 기타 or so, which is as well the rest of what its table lists."""
    return any((payer := payer_of(word, among_payers=True)) and payer.source == "other" for word in words)


def _is_beside_a_payer(line: Line) -> bool:
    """Whether another part of the sum above pays: 기타 beside 사회복지 and 환경 is one field more, and no payer."""
    labels = line.frame.payers_of_rows()
    return any(number != line.number and number in labels and labels[number].funding for number in line.whole.parts)


def _is_project(label: Label, line: Line, series: Series) -> bool:
    """Whether a row of a table in won that prints no other unit is named for a project: 가람선 연장 below 사업명.

    Its name is that of its programme, or it stands under a title of a budget and says what is done.
    """
    frame = line.frame
    if not _is_in_money(label, line):
        return False
    of_programme = _is_called_as_its_programme(line, series)
    return of_programme or (frame.title_measure == "budget" and names_a_deed(label)) or _is_field(label, frame)


def _is_work_for_one(label: Label, line: Line, series: Series) -> bool:
    """Whether what is done for each of many is a work with its budget and no price: 가구당 도시가스 설치 지원.

    Its name is that of its programme, or it stands under a title of a budget and ends with what is done; 1인당 지원
    alone may be so much money for each.
    """
    words = label.name.split()
    is_done = len(words) >= DEED_FOR_ONE and (says_what_is_done(words[-1]) or names_a_work(words[-1]))
    is_deed = is_done and line.frame.title_measure == "budget"
    return _is_in_money(label, line) and (is_deed or _is_called_as_its_programme(line, series))


def _is_in_money(label: Label, line: Line) -> bool:
    """Whether a unit is stated for a row, and no other than money."""
    units = line.own_units or label.units or line.stated.units
    return bool(units) and all(unit.kind == "money" for unit in units)


def _is_called_as_its_programme(line: Line, series: Series) -> bool:
    """Whether a row has no name but that of its programme."""
    frame = line.frame
    return bool(frame.names) and not words_of(frame, line.number, frame.names) and not series.head


def _is_field(label: Label, frame: Frame) -> bool:
    """Whether a row is named for a field of policy in a table none of whose rows counts by its name: 일자리 | 주거."""
    if not names_a_field(label):
        return False
    rows = frame.labels_of_rows().values()
    others = (row for row in rows if not (names_a_field(row) or names_a_deed(row)))
    return not any(other.is_count or other.measure == "target" for other in others)


def _paid_by_whom_the_head_names(label: Label, line: Line, stated: Units) -> Label:
    del stated
    payer = line.frame.payer
    if not payer or label.funding:
        return label
    return replace(label, funding=payer.source, payer=payer.name, measure="budget")


def _paid_by_whom_the_title_names(label: Label, line: Line, stated: Units) -> Label:
    """Under 투자계획(시비, 백만원) every budget is paid by whom the bracket names, where no row names a payer."""
    frame = line.frame
    if label.funding or frame.among_payers or frame.title_measure != "budget" or label.measure == "target":
        return label
    payer = payer_behind(frame.table.title) if _may_be_money(label, stated) else None
    return replace(label, funding=payer.source, payer=payer.name, measure="budget") if payer else label


def _paid_by_several(label: Label, line: Line) -> Label:
    """사업비(국비·군비) is paid by both together, where no row names a payer of its own."""
    if label.funding or line.frame.among_payers or not label.names_a_budget:
        return label
    payer = payer_behind(label.name)
    return replace(label, funding=payer.source, payer=payer.name) if payer else label


def _under_payers(label: Label, line: Line, stated: Units) -> Label:
    """Under 재원 every row is who pays, whatever it is called, but for the sum of them."""
    del stated
    cells = line.frame.table.grid[line.number]
    said = next((visible(cells[at].text).strip() for at in line.frame.payers), "")
    is_goal = label.measure == "target" and not label.is_gain  # 분양수입 pays there
    if label.funding or not said or names_costs(said) or is_goal:
        return label
    return replace(label, funding="other", payer=" ".join(said.split()), measure="budget")


def _as_the_head_over_years(label: Label, line: Line, stated: Units) -> Label:
    """One unit says more than the head, and so does one that is not known."""
    if label.measure is not None or len(stated) == 1 or label.is_of_unknown_unit:
        return label
    return replace(label, measure=line.frame.measure)


def _as_the_title_says(label: Label, line: Line, stated: Units) -> Label:
    """Under 연도별 투자계획 a row is a budget also where no unit is printed, but nothing that is not counted in won."""
    if label.measure is not None or not _may_be_money(label, stated):
        return label
    said = line.frame.title_measure
    return label if label.is_total and said == "target" else replace(label, measure=said)


def _as_the_title_of_goals_says(label: Label, line: Line, stated: Units) -> Label:
    """Among goals, 예산 규모(억원) is one: the title says so, and other rows count no money and name no budget.

    Where it is the only row a head says it too: 최종목표.
    What is said to be done may as well be what it costs.
    """
    frame = line.frame
    in_money = (line.own_units or label.units) and all(unit.kind == "money" for unit in stated)
    if label.measure is not None or label.is_total or says_what_is_done(label.name.rpartition(" ")[2]) or not in_money:
        return label
    if len(frame.slots) > 1 or not is_title_of_goals(frame.table.title):
        return label
    others = frame.labels_of_rows()
    if any(other.measure == "budget" or other.funding or other.is_total for other in others.values()):
        return label
    counted = [
        (*other.units, *(unit for column in frame.unit_columns if (unit := _unit_at(frame, number, column))))
        for number, other in others.items()
    ]
    among_goals = any(units and all(unit.kind != "money" for unit in units) for units in counted)
    heads = (cell.text for row in frame.table.grid[: frame.table.header_rows] for cell in row)
    among_goals = among_goals or (len(others) == 1 and any(map(ends_as_a_goal, heads)))
    return replace(label, measure="target") if among_goals else label


def _unit_at(frame: Frame, number: int, column: int) -> Unit | None:
    return read_unit(frame.table.grid[number][column].text)


def _as_the_part_head_says(label: Label, line: Line, stated: Units) -> Label:
    """Beside 소요예산(백만원), which reaches down from the head or over these rows, 계 is a budget."""
    money = tuple(unit for unit in stated if unit.kind == "money")  # (단위: 호, 억원) is the line of all rows
    listed = () if line.own_units or label.units else money
    if label.measure is None and names_costs(line.measure_word) and _may_be_money(label, listed or stated):
        return replace(label, measure="budget")
    if label.measure is not None or not line.part_head or not _may_be_money(label, stated):
        return label
    head = read_label([line.part_head])
    return replace(label, measure="budget", name=f"{head.name} {label.name}") if head.names_a_budget else label


def _as_the_head_of_the_total_says(label: Label, line: Line, stated: Units) -> Label:
    """What adds up to a 총사업비 is a budget also where no unit is printed, or one beside money: (단위: km, 억원)."""
    listed = () if line.own_units or label.units else tuple(unit for unit in stated if unit.kind == "money")
    may_be_money = _may_be_money(label, listed or stated)
    if label.measure is not None or label.is_gain or len(line.frame.slots) > 1 or not may_be_money:
        return label
    slots = next(iter(line.frame.slots.values()), [])
    adds_up = adds_up_to_costs(line.frame.table, line.number, slots)
    return replace(label, measure="budget") if adds_up else label


def _part_of_a_sum(label: Label, line: Line, stated: Units) -> Label:
    """What adds up to a budget with the rows beside it is a part of that budget."""
    if label.measure is not None or not line.is_part or not _may_be_money(label, stated):
        return label
    return replace(label, measure="budget")


def _may_be_money(label: Label, stated: Units) -> bool:
    """Whether nothing says that a row is counted in anything but money."""
    kinds = {unit.kind for unit in stated}
    in_money = kinds <= {"money"} or kinds in ({FOREIGN}, {"money", "rate"})  # 금액 beside its share
    return in_money and not (label.is_of_unknown_unit or label.is_count or label.value_kind == "rate")


def _under_indicators(label: Label, line: Line, stated: Units) -> Label:
    """Under 성과지표 every row is an indicator, whatever it is measured in."""
    del stated
    return replace(label, measure="target") if label.measure is None and line.frame.of_indicators else label


def _group_of_people(label: Label, line: Line, stated: Units) -> Label:
    """민간 and 기타 pay where money is counted; among 개소 or 명 they are a group of them."""
    del line
    groups = label.funding in ("private", "other") and not label.names_a_budget
    is_counted = bool(stated) and all(unit.kind != "money" for unit in stated)
    return replace(label, measure=None, funding=None, payer="") if groups and is_counted else label


def _of_income(label: Label, line: Line, stated: Units) -> Label:
    """What comes in (수입, 회수, 조성 of a fund) is no budget, whoever it comes from; it is a target in money."""
    frame = line.frame
    if frame.payers or label.names_a_budget or any(unit.kind != "money" for unit in stated):
        return label
    said = any(says_income(word, of_fund=frame.of_fund) for word in line.words)
    if not said and any(map(says_spending, line.words)):
        return label  # a sum of what comes in may stand over it
    if not (said or frame.of_income or (line.is_part and line.whole.is_income)):
        return label
    return replace(label, measure="target", funding=None, payer="", is_gain=True)


def _paid_from_income(label: Label, line: Line, stated: Units) -> Label:
    """What the printed sum of a budget counts is a part of it: income pays there, and so do the rows beside it."""
    frame = line.frame
    if label.funding or label.is_total or (not label.is_gain and label.measure == "target"):
        return label
    if frame.of_income or speaks_of_income(frame.table.title) or len(frame.slots) > 1:
        return label
    if any(unit.kind != "money" for unit in stated):
        return label
    if (label.is_gain and not is_earned(label.name)) or not _is_summed_with_income(line):
        return label
    payer = payer_of(label.name, among_payers=True)
    if payer:
        return replace(label, measure="budget", funding=payer.source, payer=payer.name)
    if not is_earned(label.name):
        return label
    return replace(label, measure="budget", funding="self", payer=label.name, is_gain=False)


def _is_summed_with_income(line: Line) -> bool:
    """Whether a row of the table is the sum of this one and others, some of which are income and some of another payer.

    Below a title of a budget the others may be of any name.
    """
    frame = line.frame
    labels = frame.payers_of_rows()
    for parts in frame.printed_sums():
        if line.number not in parts:
            continue
        summed = [labels[part] for part in parts if part in labels]
        others = [part for part in summed if not is_earned(part.name)]
        pays = frame.title_measure == "budget" or any(part.funding for part in others)
        if pays and 0 < len(others) < len(summed):
            return True
    return False


def _summed_with_payers(label: Label, line: Line, stated: Units) -> Label:
    """What a printed sum adds up with nothing but payers is the name of one too: 항만분담채 beside 국비, below 계."""
    frame = line.frame
    if not _may_pay_of_a_sum(label, line, stated) or not frame.among_payers:
        return label
    for labels in _added_up_with(line):
        if all(_pays(other) for other in labels):
            payer = " ".join(visible(line.words[-1]).split())
            found = payer_by_ending(label.name) or body_that_may_pay(label.name)
            source = found.source if found else "other"
            return replace(label, measure="budget", funding=source, payer=unit_in_label(payer)[0])
    return label


def _summed_bodies(label: Label, line: Line, stated: Units) -> Label:
    """Bodies and places together that a printed sum of money adds up pay it: 여울철도공단, 여울구, below 계.

    Of several places or several agencies alone the sum may count what each of them spends, unless the title says that
    its rows are payers.
    """
    body = body_that_may_pay(label.name) if _may_pay_of_a_sum(label, line, stated) else None
    in_money = bool(stated) or line.frame.title_measure == "budget"
    if body is None or not in_money:
        return label
    for labels in _added_up_with(line):
        others = [body_that_may_pay(other.name) for other in labels]
        kinds = {other.is_sure for other in (body, *others) if other}
        if all(others) and (len(kinds) > 1 or says_payers(line.frame.table.title)):
            return replace(label, measure="budget", funding=body.source, payer=body.name)
    return label


def _beside_payers(label: Label, line: Line, stated: Units) -> Label:
    """Where all other rows of money are payers, one whose payer is not known is another under its printed name.

    Its name ends as those of payers do (대학 대응자금), or it is the only other row, of one word that is no deed, below
    a payer and in the table's printed sum, if there is one: 상인회.
    """
    frame = line.frame
    known = label.funding or label.measure == "target" or label.is_total or names_costs(label.name)
    known = known or label.is_running_total or label.is_change or names_a_share(label.name)
    if known or not frame.among_payers or len(frame.slots) > 1 or not _may_be_money(label, stated):
        return label
    if not stated and label.measure != "budget":
        return label
    beside = _money_beside(line)
    paying = [number for number, other in beside.items() if other.funding]
    others = [number for number, other in beside.items() if not (other.funding or payer_by_ending(other.name))]
    by_name = payer_by_ending(label.name)
    found = by_name or (body_that_may_pay(label.name) or Payer("other", label.name, is_sure=False))
    if not paying or len(others) > len(paying) or _is_made_up_of_rows(line):
        return label
    if not by_name and (others or min(paying) > line.number or not _may_be_a_name(label, line)):
        return label
    printed = " ".join(visible(line.words[-1]).split())
    return replace(label, measure="budget", funding=found.source, payer=unit_in_label(printed)[0])


def _may_be_a_name(label: Label, line: Line) -> bool:
    """Whether a row is called by one word that says not what is done or bought, and no printed sum leaves it out."""
    word = label.name
    is_deed = says_what_is_done(word) or names_a_work(word) or ends_as_no_payer(word)
    sums = [parts for parts in line.frame.printed_sums() if parts]
    left_out = bool(sums) and not any(line.number in parts for parts in sums)
    return len(word.split()) == 1 and len(word) <= LONGEST_NAME and not is_deed and not left_out


def _is_made_up_of_rows(line: Line) -> bool:
    """Whether rows right below or above a row add up to it, so that it is their sum."""
    table = line.frame.table
    columns = [slot.column for slots in line.frame.slots.values() for slot in slots]
    return bool(parts_below(table, line.number, columns) or parts_above(table, line.number, columns))


def _money_beside(line: Line) -> dict[int, Label]:
    """The labels of the other rows of one group that may be money and are no sums, shares, counts or words."""
    frame = line.frame
    found = {}
    for number, other in frame.payers_of_rows().items():
        words = words_of(frame, number)
        if number == line.number or words[:-1] != line.words[:-1] or not words:
            continue
        units = [unit for column in frame.unit_columns if (unit := _unit_at(frame, number, column))] or other.units
        is_sum = other.is_total or other.is_running_total or names_costs(other.name) or other.is_change
        is_other = (
            other.measure == "target" or other.is_count or names_a_share(other.name) or other.value_kind == "rate"
        )
        is_text = names_content(other.printed) or names_remarks(other.printed)
        if not (is_sum or is_other or is_text) and all(unit.kind == "money" for unit in units):
            found[number] = other
    return found


def _of_a_statement(label: Label, line: Line, stated: Units) -> Label:
    """What a body turns over, what that costs it and what remains are one forecast in money, no budget of the plan."""
    is_said = label.measure == "target" or label.names_a_budget or label.funding
    if is_said or any(unit.kind != "money" for unit in stated) or len(line.frame.slots) > 1:
        return label
    if not line.frame.is_statement():
        return label
    return replace(label, measure="target", funding=None, payer="", is_gain=True)


def _pays(label: Label) -> bool:
    return bool(label.funding) or body_that_may_pay(label.name) is not None


def _may_pay_of_a_sum(label: Label, line: Line, stated: Units) -> bool:
    """Whether a row is no payer yet, nor anything else that is known."""
    known = label.funding or label.measure == "target" or label.is_total or label.names_a_budget
    return (
        not known
        and len(line.frame.slots) == 1
        and _may_be_money(label, stated)
        and 0 < len(label.name) <= LONGEST_NAME
    )


def _added_up_with(line: Line) -> Iterator[list[Label]]:
    """The labels of the other rows that a printed sum of the table adds up with this one."""
    labels = line.frame.payers_of_rows()
    for parts in line.frame.printed_sums():
        if line.number in parts:
            others = [labels[part] for part in parts if part in labels and part != line.number]
            if others:
                yield others


MEASURE_RULES: tuple[tuple[MeasureRule, Callable[[Label, Line, Units], Label]], ...] = (
    ("payer-over-years", _paid_by_whom_the_head_names),
    ("payer-in-title", _paid_by_whom_the_title_names),
    ("payer-head", _under_payers),
    ("head-over-years", _as_the_head_over_years),
    ("indicator-head", _under_indicators),
    ("part-head", _as_the_part_head_says),
    ("summed-bodies", _summed_bodies),
    ("part-of-sum", _part_of_a_sum),
    ("total-head", _as_the_head_of_the_total_says),
    ("title", _as_the_title_says),
    ("title-of-goals", _as_the_title_of_goals_says),
    ("group-of-people", _group_of_people),
    ("income", _of_income),
    ("paid-from-income", _paid_from_income),
    ("summed-with-payers", _summed_with_payers),
    ("beside-payers", _beside_payers),
    ("income-statement", _of_a_statement),
)

# -------------------------------------------------------------------------------------------- in which unit


def units_of(line: Line, series: Series, label: Label) -> tuple[Units, UnitRule | None]:
    """The units of a row by the first rule that names any; of those only what the series can be counted in."""
    if label.is_of_unknown_unit and not line.own_units:
        return (), None
    for rule, read in UNIT_RULES:
        if found := tuple(unit for unit in read(line, series, label) if series.fits(unit) or _is_earned(label, unit)):
            return found, rule
    return (), None


def _is_earned(label: Label, unit: Unit) -> bool:
    """Whether money is what a target counts: 판매액 beside its 소요예산."""
    return label.is_gain and label.measure == "target" and unit.kind == "money"


def _stated_by(rule: UnitRule) -> Callable[[Line, Series, Label], Units]:
    """The units of the table for this row where this rule has found them."""

    def read(line: Line, series: Series, label: Label) -> Units:
        if line.stated.rule != rule:
            return ()
        of_budgets = line.stated.money if label.measure == "budget" else ()
        return _fitting(line, series, label, line.stated.units) or of_budgets

    return read


def _of_the_total(line: Line, series: Series, label: Label) -> Units:
    return _fitting(line, series, label, unit_of_total(line.frame.table, line.number, line.frame.slots[series]))


def _of_equal_amount(line: Line, series: Series, label: Label) -> Units:
    """The unit of a budget whose total or greatest year stands with its unit above the table: 총사업비 : 31억원."""
    frame = line.frame
    if label.measure != "budget":
        return ()
    of_budgets = "budget" in (frame.title_measure, frame.measure)
    rows = range(frame.table.header_rows, len(frame.table.grid)) if of_budgets else (line.number,)
    found = (unit_of_equal_amount(frame.table, row, frame.slots[series]) for row in rows)
    return next((units for units in found if units), ())


def _in_turn(line: Line, series: Series, label: Label) -> Units:
    del series
    return line.in_turn if label.value_kind != "rate" and line.stated.rule == "unit-line" else ()


def _of_the_sum(line: Line, series: Series, label: Label) -> Units:
    """The unit of the budget above for its payers, and for what adds up to it whatever stands over the table."""
    del series
    return line.whole.units if line.is_part and label.measure == "budget" else ()


def _of_the_budget_above(line: Line, series: Series, label: Label) -> Units:
    del series
    return line.whole.units if label.funding and label.measure == "budget" else ()


def _fitting(line: Line, series: Series, label: Label, stated: Units) -> Units:
    """The table's unit for a row whose label has none of its own; of several, the only one that it can be in.

    Under a table in 백만원 a rate (집행률) or a count (이용자 수) is not money, and a budget is nothing else.
    """
    if len(stated) > 1:
        cells = line.frame.table.grid[line.number]
        is_number = label.measure is None and NUMBER_OF.search(label.name) is not None
        counted = replace(label, is_count=True) if is_number else label
        texts = [cells[slot.column].text for slot in line.frame.slots[series]]
        fitting = units_that_fit(counted, stated, texts)
        return fitting if len(fitting) == 1 else ()
    if label.value_kind == "rate":
        stated = tuple(unit for unit in stated if unit.kind == "rate")
    elif label.is_count or label.measure == "budget":
        stated = tuple(unit for unit in stated if (unit.kind in PAID) == (label.measure == "budget"))
    return tuple(unit for unit in stated if not (label.is_never_rate and unit.kind == "rate"))


UNIT_RULES: tuple[tuple[UnitRule, Callable[[Line, Series, Label], Units]], ...] = (
    ("decided", lambda line, series, label: unit_said(said_of(line.frame.table, line.words))),  # noqa: ARG005
    ("unit-column", lambda line, series, label: line.own_units),  # noqa: ARG005
    ("in-label", lambda line, series, label: label.units),  # noqa: ARG005
    ("of-sum-above", _of_the_sum),
    ("unit-row", _stated_by("unit-row")),
    ("under-years", _stated_by("under-years")),
    ("in-corner", _stated_by("in-corner")),
    ("unit-line", _stated_by("unit-line")),
    ("in-turn", _in_turn),
    ("of-total", _of_the_total),
    ("equal-amount", _of_equal_amount),
    ("of-budget-above", _of_the_budget_above),
)

# ------------------------------------------------------------------------------------------ whether it is read


def left_out(row: Row, *, below_budget: bool = False) -> FateRule | None:
    """The first rule by which a row is not read; right below a budget a share is one of that money."""
    if below_budget and names_a_share(row.label.name) and all(unit.kind == "rate" for unit in row.units):
        return "share-row"
    return next((rule for rule, holds in ROW_RULES if holds(row)), None)


def _is_text(row: Row) -> bool:
    """Whether a row holds words only, such as 산출근거, or nothing at all; a line that is an amount is no word.

    Where a row is said to tell what is done (추진내용), one cell of words tells that the others are no amounts; remarks
    (비고) never are.
    """
    if names_remarks(row.label.printed):
        return True
    statuses = {value.amount.status for value in row.values}
    if says_acts(row):
        return False
    if "text" in statuses and names_content(row.label.printed):
        return True
    texts = [visible(value.cell.text).strip() for value in row.values if value.amount.status == "text"]
    if texts and all(map(COST_BEHIND.search, texts)):
        return False
    return (
        statuses <= {"text", "blank"}
        and not any(
            AMOUNT_LINE.fullmatch(line.strip())
            for value in row.values
            for line in visible(value.cell.text).splitlines()
        )
        and not any(CLOCK.fullmatch(visible(value.cell.text).strip()) for value in row.values)
        and not any(may_be_number(value.cell.text) for value in row.values if value.amount.status == "text")
        and by_payers(row) == (row,)
    )


def says_acts(row: Row) -> bool:
    """Whether each year of a row says what is to be done with an ordinance in it, which is a goal: 제정, 시행, 개정."""
    said = [value for value in row.values if value.amount.status not in ("blank", "dash")]
    return bool(said) and all(says_act(visible(value.cell.text)) for value in said)


def _is_growth(row: Row) -> bool:
    """Whether a row of nothing but rates or changes in brackets stands below its own values, and under their label."""
    if row.number <= row.table.header_rows:
        return False
    own, above = row.table.grid[row.number], row.table.grid[row.number - 1]
    columns = [column.column for column in row.table.columns if column.role == "label"]
    shared = all(same_cell(own[at], above[at]) or not visible(own[at].text).strip() for at in columns)
    texts = [visible(value.cell.text).strip() for value in row.values]
    printed = [text for text in texts if text and not NOTHING.fullmatch(text)]
    over = [visible(above[value.slot.column].text).strip() for value in row.values]
    in_brackets = bool(printed) and all(IN_BRACKETS.fullmatch(text) for text in printed)
    return (
        shared
        and in_brackets
        and any(CHANGE.search(text) for text in printed)
        and not any(IN_BRACKETS.fullmatch(text) for text in over)
    )


ROW_RULES: tuple[tuple[FateRule, Callable[[Row], bool]], ...] = (
    ("change-row", lambda row: row.label.is_change or _is_growth(row)),
    ("text-row", _is_text),
)
