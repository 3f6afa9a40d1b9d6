"""The rows of one table told apart: by the row that they stand below, by who pays and what it costs as cells say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from normalize.cells.amount import Amount
from normalize.cells.read import read_amount
from normalize.cells.units import Unit, in_round_brackets, read_unit, said_of_brackets, unit_in_label
from normalize.tables.labels import is_total_word, may_begin_a_total
from normalize.tables.payers import Payer, names_costs, paid_in, payer_of
from normalize.tables.rows import WON, Row, Slot, Value, is_of_one_period
from plan.patterns import lazy_pattern
from plan.records.values import ColumnRule, Measure
from plan.script import visible

NOTHING = Amount("blank")  # of a cell that prints one of two numbers
DIGIT = lazy_pattern(r"\d")
LETTER = lazy_pattern(r"\p{L}")
INNER = lazy_pattern(r"\(([^()]*)\)")
DESCRIBED: tuple[ColumnRule, ...] = ("remark-in-head", "figures-of-rows", "nothing-known")  # columns beside names
COUNTED = "수"  # how words for counts end: 개소수, 대수
NAMED_BEHIND = lazy_pattern(r"(?P<outside>.*?)\s*\((?P<inside>[^()\d]+)\)")
IN_BRACKETS = lazy_pattern(r"(?P<word>[^()]*)\((?P<inside>[^()]+)\)\s*")


class _Side(NamedTuple):
    """One of two things that a label names: what it is called, counts and is counted in, and whether in the bracket."""

    name: str
    measure: Measure
    units: tuple[Unit, ...]
    inside: bool


def told_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table; names that stand in it several times take the one above that stands once: 가람대 국비.

    Where that does not make them differ, what describes them does: 의자 교체 (단가 30). Else they stay as they are.
    """
    rows = _without_sums(rows)
    counts = Counter(map(_key, rows))
    if not any(count > 1 for count in counts.values()):
        return list(rows)
    return _by_what_describes(_by_rows_above(rows, counts))


def _by_rows_above(rows: Sequence[Row], counts: Counter[tuple[str, str, str]]) -> list[Row]:
    named = []
    single: defaultdict[str, list[Row]] = defaultdict(list)  # those above of a name that stands once, by programme
    for row in rows:
        named.append(_below(row, single[row.program_no]) if counts[_key(row)] > 1 else row)
        if counts[_key(row)] == 1:
            single[row.program_no].append(row)
    made = Counter(map(_key, named))
    doubled = {before for before, after in zip(map(_key, rows), map(_key, named), strict=True) if made[after] > 1}
    return [row if _key(row) in doubled else new for row, new in zip(rows, named, strict=True)]


def _by_what_describes(rows: Sequence[Row]) -> list[Row]:
    """The rows; those of one name take what the first column beside it says that is another of each: 단가, 비고."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    said = {row.at: text for group in groups.values() if len(group) > 1 for row, text in _described(group)}
    return [
        replace(row, label=replace(row.label, name=f"{row.label.name} ({said[row.at]})")) if row.at in said else row
        for row in rows
    ]


def _described(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """The rows of one name with what a column in front of the years says of each, where it tells them apart."""
    table = rows[0].table
    first = min(value.slot.column for row in rows for value in row.values)
    for column in table.columns[:first]:
        texts = [" ".join(visible(table.grid[row.number][column.column].text).split()) for row in rows]
        if column.role == "note" and column.rule in DESCRIBED and all(texts) and len({*texts}) == len(texts):
            head = visible(table.grid[table.header_rows - 1][column.column].text)
            yield from zip(rows, (_with_head(text, head) for text in texts), strict=True)
            return


def _with_head(text: str, head: str) -> str:
    """What a cell says of a row; a figure with the word over it and the unit beside that: 단가 1,200천원."""
    if LETTER.search(text):
        return text
    words, _, unit = in_round_brackets(" ".join(head.split())).partition("(")
    return f"{words.strip()} {text}{unit.rstrip(' )')}".strip()


def _without_sums(rows: Sequence[Row]) -> list[Row]:
    """The rows; a payer or a sum of the table's total is called so alone, where no other row is: 국비 of 합계 국비."""
    taken = Counter(map(_key, rows))
    named = [_of_the_sum(row) for row in rows]
    made = Counter(map(_key, named))
    return [new if made[_key(new)] == 1 >= taken[_key(new)] else row for row, new in zip(rows, named, strict=True)]


def _of_the_sum(row: Row) -> Row:
    """The row without the word for the sum that its payer divides, or that says it twice: 합계 계."""
    words = row.label.name.split()
    in_front = in_round_brackets(row.label.name).partition("(")[0].split()
    for at in range(1, len(words)):
        if not may_begin_a_total("".join(in_front[:at])):
            break  # nor does more of it, which keeps a long text from being tried at each of its words
        whole, own = " ".join(words[:at]), " ".join(words[at:])
        if is_total_word(whole) and row.label.funding and payer_of(own, among_payers=True):
            return replace(row, label=replace(row.label, name=own))
        if is_total_word(whole) and is_total_word(own) and not row.label.funding:
            return replace(row, label=replace(row.label, name=whole))
    return row


def _key(row: Row) -> tuple[str, str, str]:
    return row.program_no, "".join(row.label.name.split()), row.values[0].slot.series if row.values else ""


def _below(row: Row, above: Sequence[Row]) -> Row:
    for other in reversed(above):
        if other.number != row.number:
            group = _group(other.label.name)
            name = f"{group} {row.label.name}".strip()
            return replace(row, label=replace(row.label, name=name))
    return row


def _group(name: str) -> str:
    """What a row that others stand below is about: 가람대 of ``계(가람대)``, nothing of ``계``."""
    if is_total_word(name):
        return ""
    noted = IN_BRACKETS.fullmatch(in_round_brackets(name))
    return noted["inside"].strip() if noted and is_total_word(noted["word"]) else name


def by_payers(row: Row) -> tuple[Row, ...]:
    """The row, or where every cell with a number names the same payers, a row for each, below that of their sum.

    Parts are believed beside a total where they add up to it in every cell.
    """
    if row.label.funding or not _is_paid(row):
        return (row,)
    numbers = [value for value in row.values if DIGIT.search(value.cell.text)]
    if not all(not value.trouble and is_of_one_period(row, value) for value in numbers):
        return (row,)
    said = {value.slot: paid for value in numbers if (paid := paid_in(value.cell.text, _unit_of(row)))}
    totals = {slot: paid.total for slot, paid in said.items() if paid.total}
    if not said or len(said) < len(numbers) or len({(paid.total is None, *paid.parts) for paid in said.values()}) > 1:
        return (_with(row, totals),) if totals else (row,)  # 19억2천(국 9.6, 시 9.6): its parts prove what is said
    payers = next(iter(said.values())).parts
    parts = [_of(row, payer, {slot: paid.parts[payer] for slot, paid in said.items()}) for payer in payers]
    return (*([_with(row, totals)] if totals else []), *parts)


def by_payer_in_brackets(row: Row) -> tuple[Row, ...]:
    """The row, or the whole and below it what is paid of it by whom the unit line names: ( )는 국비 over 300(150)."""
    said = said_of_brackets(row.table.unit_text)
    payer = payer_of(said) if said else None
    numbers = [value for value in row.values if DIGIT.search(value.cell.text)]
    if payer is None or row.label.funding or not _is_paid(row) or any(value.trouble for value in numbers):
        return (row,)
    unit = _unit_of(row) or None
    wholes = {value.slot: read_amount(_outside(value.cell.text), unit) for value in numbers}
    parts = {value.slot: read_amount(_part(value.cell.text, inside=True), unit) for value in numbers}
    printed = {slot: part for slot, part in parts.items() if part.status != "blank"}
    known = all(each.status == "value" and not each.flags for each in (*wholes.values(), *printed.values()))
    if not printed or not known or any((part.value or 0) > (wholes[slot].value or 0) for slot, part in printed.items()):
        return (row,)
    none = {value.slot: NOTHING for value in row.values}
    return _with(row, wholes), _of(row, payer, none | printed)


def with_costs(row: Row, stated: Sequence[Unit]) -> tuple[Row, ...]:
    """The row, and below it that of what every number has in brackets behind it: what it costs, or another count.

    The bracket says won itself (20호(100백만원)), or the row has none and its table two: (단위: 가구(명)).
    """
    if row.label.measure == "budget" or row.label.is_gain:
        return (row,)
    counted, behind = (_unit_of(row), None) if row.units else _two(stated, row.table.unit_text)
    numbers = [value for value in row.values if DIGIT.search(value.cell.text)]
    said = {value.slot: cost for value in numbers if (cost := _behind(value, behind))}
    things = [read_amount(_outside(value.cell.text), counted) for value in numbers]
    bases = {thing.base_unit if thing.status == "value" else "" for thing in things}
    if not numbers or len(said) < len(numbers) or bases & {"", WON, *(cost.base_unit for cost in said.values())}:
        return (row,)
    of_things = {value.slot: _beside(thing, value) for value, thing in zip(numbers, things, strict=True)}
    own = replace(row, values=tuple(replace(v, amount=of_things.get(v.slot, v.amount)) for v in row.values))
    own = replace(own, label=replace(own.label, measure="target"))
    measure: Measure = "budget" if all(cost.base_unit == WON for cost in said.values()) else "target"
    label = replace(row.label, measure=measure, units=(), unit_printed="", is_count=False, value_kind="")
    values = tuple(replace(v, amount=said.get(v.slot, v.amount)) for v in row.values)
    return own, replace(row, label=label, values=values)


def with_named_costs(row: Row, stated: Sequence[Unit]) -> tuple[Row, ...]:
    """The row, or the two that its label names one in the other's bracket over cells that print them so.

    설치 개소(사업비) over 12(310) is a count and what it costs, 사업비(개소) over 310(12) the same the other way round.
    """
    found = NAMED_BEHIND.fullmatch(_in_one_line(row.label.printed))
    sides = _sides(found["outside"], found["inside"]) if found and not row.label.funding else None
    numbers = [value for value in row.values if DIGIT.search(value.cell.text)]
    paired = any(IN_BRACKETS.fullmatch(_in_one_line(value.cell.text)) for value in numbers)
    if sides is None or not paired or any(value.trouble for value in numbers):
        return (row,)
    in_money = [unit for unit in (*row.units, *stated) if unit.kind == "money"]
    counted = [unit for unit in stated if unit.kind != "money"] if len(stated) == len({*stated}) == len(sides) else []
    made = []
    for side in sides:
        units = side.units or tuple((in_money if side.measure == "budget" else counted)[:1])
        amounts = {v.slot: read_amount(_part(v.cell.text, inside=side.inside), units or None) for v in numbers}
        amounts = {slot: amount for slot, amount in amounts.items() if amount.status != "blank"}
        if any(amount.status != "value" or amount.flags for amount in amounts.values()):
            return (row,)
        won = {amount.base_unit == WON for amount in amounts.values() if amount.base_unit}
        if not amounts or won - {side.measure == "budget"}:
            return (row,)
        label = replace(row.label, name=side.name, measure=side.measure, units=units, unit_printed="", is_gain=False)
        none = {value.slot: NOTHING for value in numbers}
        values = tuple(replace(v, amount=(none | amounts).get(v.slot, v.amount)) for v in row.values)
        made.append(replace(row, label=label, units=units, values=values))
    return tuple(made)


def _sides(outside: str, inside: str) -> tuple[_Side, _Side] | None:
    """What a label and its bracket name, where one of them is a word for costs or their unit and the other a count."""
    words, units, _ = unit_in_label(outside)
    last = read_unit(words.split()[-1]) if words and not units else None
    said = [part.strip() for part in inside.split(",")]
    own = tuple(unit for part in said if (unit := read_unit(part)))
    word = next((part for part in said if read_unit(part) is None), "")
    in_money = all(unit.kind == "money" for unit in own)
    if names_costs(words) or names_costs(words.split()[-1] if words else ""):
        if names_costs(word) or (not own and not word.endswith(COUNTED)) or (own and in_money):
            return None
        of_money = tuple(unit for unit in units if unit.kind == "money")
        return _Side(words, "budget", of_money, inside=False), _Side(word or inside, "target", own, inside=True)
    of_things = units or ((last,) if last else ())
    if not words or any(unit.kind == "money" for unit in of_things) or not in_money:
        return None
    is_count = bool(of_things) or words.endswith(COUNTED)
    if not (names_costs(word) or (is_count and own and not word)):
        return None
    return _Side(words, "target", of_things, inside=False), _Side(f"{words} {word}".strip(), "budget", own, inside=True)


def _part(text: str, *, inside: bool) -> str:
    """The number of a cell in front of its one bracket, or that in it; '' where it prints none."""
    found = IN_BRACKETS.fullmatch(_in_one_line(text))
    if found is None:
        return "" if inside else text
    return found["inside" if inside else "word"].strip()


def _in_one_line(text: str) -> str:
    return " ".join(in_round_brackets(text).split())


def _two(stated: Sequence[Unit], line: str) -> tuple[Unit | None, Unit | None]:
    """The unit of what is counted and that in brackets behind it, where the line says so: 호(명), not 호, 명."""
    if len(stated) != 2 or stated[0].kind == "money" or "rate" in (stated[0].kind, stated[1].kind):
        return None, None
    nested = {read_unit(found) for found in INNER.findall(in_round_brackets(line))}
    return (stated[0], stated[1]) if stated[1] in nested else (None, None)


def _outside(text: str) -> str:
    return IN_BRACKETS.sub(lambda found: found["word"], " ".join(in_round_brackets(text).split()))


def _behind(value: Value, unit: Unit | None) -> Amount | None:
    """The number in the one bracket behind another, in won or this unit; None for others, and in a cell in doubt."""
    found = IN_BRACKETS.fullmatch(_in_one_line(value.cell.text))
    cost = read_amount(found["inside"], unit) if found and not value.trouble else None
    known = {WON, unit.base_unit} if unit else {WON}
    return cost if cost and cost.status == "value" and cost.base_unit in known and not cost.flags else None


def _beside(thing: Amount, value: Value) -> Amount:
    """The amount of what is counted, with the mark that another number stands beside it."""
    return replace(thing, flags=(*thing.flags, *(flag for flag in value.amount.flags if flag.startswith("sec"))))


def _is_paid(row: Row) -> bool:
    """Whether a row is a budget, by its label or by the unit that is printed for it."""
    in_money = bool(row.units) and all(unit.kind == "money" for unit in row.units)
    return row.label.measure == "budget" or (row.label.measure is None and in_money)


def _unit_of(row: Row) -> Unit | None:
    return row.units[0] if len(row.units) == 1 else None


def _with(row: Row, amounts: Mapping[Slot, Amount]) -> Row:
    values = tuple(replace(v, amount=amounts[v.slot]) if v.slot in amounts else v for v in row.values)
    return replace(row, values=values, label=replace(row.label, measure="budget"))


def _of(row: Row, payer: Payer, amounts: Mapping[Slot, Amount]) -> Row:
    own = _with(row, amounts)
    name = f"{row.label.name} {payer.name}".strip()
    return replace(own, label=replace(own.label, name=name, funding=payer.source, payer=payer.name))
