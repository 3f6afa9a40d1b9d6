"""What a row label of a year table says: target or budget, of what, in which unit, paid by whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import msgspec
import regex

from normalize.cells.name_marks import NO_MARKS, Marks
from normalize.cells.units import PAID, THINGS_TOO, Unit, in_round_brackets, read_unit, unit_in_label
from normalize.tables.payers import Payer, names_costs, payer_of, says_who_pays
from plan.data_files import tables_of
from plan.forms import out_of_brackets, unspaced
from plan.notes import without_notes
from plan.patterns import lazy_pattern
from plan.records.values import FundingSource, Measure, ValueKind
from plan.script import BULLETS, CIRCLED, COLONS, DASHES, DOTS, FOOTNOTE_MARKS, PERCENTS, ROMAN, STARS, TICKS, visible

NAMES_TOO = THINGS_TOO | {"rank", "time"}  # kinds of units that are as well what a row is called: 기업, 순위, 시간
NOTE = r"\s?(?:주\s?\d{0,2}|(?<=[\p{Hangul})\]]\s?)[1-9]\d?)\s?\)"  # 주1), or 2) right behind a word or its unit
NOTE_BEHIND = lazy_pattern(rf"{NOTE}\s*$")
NOTE_INSIDE = lazy_pattern(rf"{NOTE}(?=\s*(?:[(\[]|$))")
STAR = lazy_pattern(rf"[{STARS}{FOOTNOTE_MARKS}]")
BRACKETED_STAR = lazy_pattern(rf"[(\[]\s?[{STARS}]\s?[)\]]")
LABELS_FILE = Path(__file__).with_name("labels.toml")
UNSAID_RATE = lazy_pattern(rf"(?<!\d)[{PERCENTS}]")  # a % in a label that could not be read as its unit: (증감률,%)
COST_BEHIND = lazy_pattern(
    rf"(?<=\S)\s*[{COLONS}]\s*(?:총\s?)?[\d,.]+\s?(?:(?:조|억|백만|천만|만|천)\s?원?|원)$"
)  # 쉼터 넓히기 : 총 95.4억
NUMBERED_INDICATOR = lazy_pattern(
    rf"(?:[가-하]\.\s*)?(?:핵심)?\s?(?:성과\s?)?(?:지표|목표)\s?\d{{0,2}}\s*[{COLONS}]\s*(?=\S)"
)
SENTENCE = lazy_pattern(r"(?:\S+\s+){2,}\S*(?:다\.?|[음함임됨]\.|수\s있음)")  # no name of what is counted
INSIDE = lazy_pattern(r"\(([^()]*)\)")
ASIDE = lazy_pattern(r"\(.*?\)")
NO_LETTER = lazy_pattern(r"[^\p{L}]")
BEHIND = lazy_pattern(r"\s?\((?P<inside>[^()]*)\)")
WORD = lazy_pattern(r"\S+")
NUMBER_IN_FRONT = lazy_pattern(  # ① 안내소, 1-①. 홍수 예보, ②-1 내진 보강
    rf"(?:(?:\d{{1,2}}|{ROMAN})\s?[{DASHES}]\s?)?[{CIRCLED}](?:\s?[{DASHES}]\s?\d{{1,2}})?[.)]?\s*(?=[\p{{L}}(\[])"
)
DETAIL_MARK = lazy_pattern(rf"\s(?:[{DASHES}{BULLETS}]\s?|[{DOTS}]\s)(?=\S)")
FOR_ONE = lazy_pattern(r"(?P<one>1\s?)?(?P<unit>\p{L}{1,4})당")  # 1인당, 가구당, but 식당
FOR_MANY = lazy_pattern(r"(?<!\p{L})(?P<many>\d[\d,]*\s?)?(?P<unit>\p{L}{1,4})당(?!\p{L})")  # 인구 10만명당
TRAILING = lazy_pattern(r"[(\[<{](?P<inside>[^()\[\]<>{}\d]{1,8})[)\]>}]$")


class Label(msgspec.Struct, frozen=True):
    """A row label taken apart.

    ``unit_printed`` is set and ``units`` empty where the label names a unit that is not known, or none: ``(단위: )``.
    ``payer`` is who pays as printed. ``continues`` is what a label and the next rows share: ``X 목표`` of
    ``X 목표 Y(건)``.
    """

    printed: str
    name: str
    measure: Measure | None
    units: tuple[Unit, ...]
    unit_printed: str
    funding: FundingSource | None
    payer: str
    is_total: bool
    is_running_total: bool
    is_placeholder: bool
    is_change: bool
    is_form_word: bool
    is_count: bool
    is_never_rate: bool
    is_gain: bool
    is_for_one: bool
    is_ratio: bool
    is_degree: bool
    names_a_budget: bool
    value_kind: ValueKind
    continues: str

    @property
    def is_of_unknown_unit(self) -> bool:
        """Whether a unit is printed for the row that is not known, so that no other one is its own."""
        return bool(self.unit_printed) and not self.units


@cache
def _rows(kind: str) -> dict[str, str]:
    """The words of one kind, without white space, with what each means."""
    return {unspaced(row["printed"]): row.get("means", "") for row in tables_of(LABELS_FILE)[kind]}


@cache
def _endings(kind: str) -> tuple[str, ...]:
    """The words of one kind for ``str.endswith``."""
    return tuple(_rows(kind))


def read_label(
    parts: Sequence[str],
    continued: str = "",
    *,
    among_payers: bool = False,
    among_units: bool = False,
    marks: Marks = NO_MARKS,
) -> Label:
    """Read a row label from its cells, left to right; ``continued`` is what the row above shares with this one.

    Where other rows name payers or, in brackets, units (``among_units``), a word in their place is taken for one.
    ``marks`` are words in brackets that belong to names; one that may be so is a unit that is not known.
    """
    parts = _with_unit_in_brackets(parts)
    printed = " ".join(" ".join(part.split()) for part in dict.fromkeys(parts) if visible(part).strip(f" {DASHES}"))
    text, units, unit_printed = unit_in_label(printed, marks.sure)
    if unspaced(unit_printed) in marks.doubted:
        text, units = unit_in_label(printed, marks.sure | marks.doubted)[0], ()
    if len(parts) > 1 and units and all(unit.kind == "money" for unit in units):
        text = _without_units_of_things(text, parts[:-1])
    payer = _payer(parts, among_payers=among_payers)
    if among_units and not unit_printed and not payer and _words_of(unspaced(text)) not in _rows("change"):
        text, unit_printed = _without_unknown_unit(text, marks.sure)
    bare = unspaced(text)
    target_at = _target_word(text)
    measure: Measure | None = "target" if target_at else None
    is_gain = _is_gain(text)
    if measure is None and not payer and is_gain:
        measure = "target"
    if measure is None and (payer or (_is_budget(text, units) and (units or not unit_printed))):
        measure = "budget"
    head, tail = (text[: target_at[0]].strip(), text[target_at[1] :].strip()) if target_at else (text, "")
    if continued and measure is None and units and units[0].kind != "money":
        measure, head, tail = "target", continued, text
    name = DETAIL_MARK.sub(" ", f" {head} {tail}").strip()
    return Label(
        printed=printed,
        name=_without_marks(name) or name,
        measure=measure,
        units=units,
        unit_printed=unit_printed,
        funding=payer.source if payer else None,
        payer=payer.name if payer else "",
        is_total=bare in _rows("total"),
        is_running_total=_words_of(bare) in _rows("kind"),
        is_placeholder=unspaced(name) in _rows("placeholder"),
        is_change=_words_of(bare) in _rows("change"),
        is_form_word=unspaced(name) in _rows("form_word"),
        is_count=measure != "budget" and _words_of(bare).endswith(_endings("count")),
        is_never_rate=_words_of(bare).endswith(_endings("never_rate")),
        is_gain=is_gain or _is_gain(name),
        is_for_one=any(map(_is_for_one, name.split())),
        is_ratio=_is_ratio(printed),
        is_degree=_words_of(bare).endswith(_endings("degree")),
        names_a_budget=_is_budget(text, units),
        value_kind=_value_kind(printed, units),
        continues=head if target_at and tail and unit_printed else (continued if measure == "target" else ""),
    )


def _without_units_of_things(text: str, names: Sequence[str]) -> str:
    """A label of costs without the unit in which that is counted what they are for: 교실(실) | 예산(백만원)."""
    for name in names:
        words, units, _ = unit_in_label(" ".join(name.split()))
        if words and units and all(unit.kind not in PAID for unit in units):
            text = text.replace(" ".join(name.split()), words, 1)
    return text


def _without_marks(name: str) -> str:
    """A name without the number in front of it, the stars and ticks beside it and the marks of notes behind it."""
    if numbered := NUMBER_IN_FRONT.match(name):
        name = name[numbered.end() :]
    if name.count("(") < name.count(")") and (behind := NOTE_BEHIND.search(name)):  # 지원(외주) holds no note
        name = name[: behind.start()]
    beside = f"{STARS}{FOOTNOTE_MARKS} "
    return " ".join(without_notes(BRACKETED_STAR.sub("", name)).rstrip(beside).lstrip(beside + TICKS).split())


def _without_marks_inside(part: str) -> str:
    """A label without stars and marks of notes, which may stand before its unit: ★ 국비, 도비주)(백만원)."""
    text = without_notes(STAR.sub("", part))
    return NOTE_INSIDE.sub("", text) if text.count("(") < text.count(")") else text


def _without_unknown_unit(text: str, names: frozenset[str]) -> tuple[str, str]:
    """A label without the short word in brackets at its end, and that word: a unit that is not known."""
    found = TRAILING.search(text)
    if not found or unspaced(found["inside"]) in {*_rows("kind"), *names} or is_total_word(text):
        return text, ""
    return text[: found.start()].strip(), found["inside"].strip()


def measure_in_title(title: str) -> Measure | None:
    """What the words at the end of a title say that its table counts; None where they say both, or nothing."""
    bare = unspaced(ASIDE.sub("", in_round_brackets(COST_BEHIND.sub("", out_of_brackets(title)))))
    known = _rows("title")
    found = next((word for word in sorted(known, key=len, reverse=True) if bare.endswith(word)), "")
    if not found:
        return None
    others = {known[word] for word in known if word in bare}
    return ("budget" if known[found] == "budget" else "target") if len(others) == 1 else None


def is_title_of_goals(title: str) -> bool:
    """Whether a title ends with words for goals and names no budget: 연도별 이행목표."""
    bare = unspaced(ASIDE.sub("", in_round_brackets(out_of_brackets(title))))
    titles = (word for word, means in _rows("title").items() if means == "budget")
    money = (*_rows("budget"), *_rows("budget_word"), *titles)
    return bare.endswith(tuple(_rows("goals_title"))) and not any(word in bare for word in money)


def ends_as_a_goal(head: str) -> bool:
    """Whether the head of a column is a goal: 최종목표."""
    return unspaced(ASIDE.sub("", head)).endswith(tuple(_rows("target")))


def subject_of(title: str) -> str:
    """What a title is about, without the form's words before a colon, its sum behind one or its unit; '' of a sentence.

    >>> subject_of("성과지표1 : 지원 대상자 수(명)"), subject_of("쉼터 넓히기 : 95.4억원")
    ('지원 대상자 수', '쉼터 넓히기')
    >>> subject_of("쉼터를 넓혀 시민이 쉬게 한다.")
    ''
    """
    if SENTENCE.fullmatch(title):
        return ""
    found = NUMBERED_INDICATOR.match(title)
    subject = COST_BEHIND.sub("", title[found.end() :].strip() if found else title)
    words, units, _ = unit_in_label(subject)
    return words if units and words else subject


def _target_word(text: str) -> tuple[int, int] | None:
    """Start and end of a word such as 목표 standing by itself."""
    for found in WORD.finditer(text):
        if unspaced(found.group()) in _rows("target"):
            return found.span()
    return None


def _is_budget(text: str, units: Sequence[Unit]) -> bool:
    """Whether a label is or ends with a word for costs, whoever pays them in brackets: 사업비(도비 30%, 군비 70%)."""
    money, won = all(unit.kind in PAID for unit in units), all(unit.kind == "money" for unit in units)
    bare = unspaced(BEHIND.sub(_unless_costs_stay, text))
    by_itself = unspaced(text.rsplit(maxsplit=1)[-1]) in _rows("budget_word") if text.strip() else False
    return money and (by_itself or bare.endswith(_endings("budget")) or (bool(units) and won and not bare))


def _unless_costs_stay(aside: regex.Match[str]) -> str:
    inside = unspaced(aside["inside"])
    return "" if inside in _rows("budget_aside") or says_who_pays(inside) else aside.group()


@lru_cache(maxsize=4096)
def _is_gain(text: str) -> bool:
    """Whether a label is of money that is no budget: earned, spent by others, a price, or so much for one of many."""
    words = [word for word in text.split() if unspaced(word) not in _rows("budget_word")]
    bare = _words_of(unspaced(text)), _words_of(unspaced(" ".join(words)))
    return any(said.endswith(_endings("gain")) for said in bare) or any(map(_is_for_one, words))


def names_a_share(name: str) -> bool:
    """Whether a label is a word for a share, alone or behind a payer: so much of the money above.

    >>> [names_a_share(text) for text in ("구성비", "국비 비율", "여성 비율", "참여율")]
    [True, True, False, False]
    """
    bare = unspaced(name)
    word = next((word for word in sorted(_rows("share"), key=len, reverse=True) if bare.endswith(word)), "")
    return bool(word) and (bare == word or payer_of(bare.removesuffix(word)) is not None)


def is_earned(name: str) -> bool:
    """Whether a label ends as those of money that comes in do: 수탁수입, 입장료 수입."""
    return _words_of(unspaced(name)).endswith(_endings("earned"))


def speaks_of_income(title: str) -> bool:
    """Whether a title has a word for money that comes in: 세입예산."""
    return any(word in unspaced(title) for word in _rows("income"))


def says_income(text: str, *, of_fund: bool) -> bool:
    """Whether a label or head is the word for money that comes in, with a word for its sum or without.

    >>> [says_income(text, of_fund=True) for text in ("수 입", "회수 계", "조성(수입)", "사용(지출)", "공원 조성")]
    [True, True, True, False, False]
    """
    compared = unspaced(in_round_brackets(visible(text)))
    said = {_without_sum(part) for part in (ASIDE.sub("", compared), *INSIDE.findall(compared))}
    words = _rows("income").keys() | (_rows("fund_income").keys() if of_fund else set())
    return not words.isdisjoint(said) and _rows("spending").keys().isdisjoint(said)


def says_spending(text: str) -> bool:
    """Whether a label is the word for money that goes out, with a word for its sum or without: 지출, 세출 계."""
    compared = unspaced(in_round_brackets(visible(text)))
    return _without_sum(ASIDE.sub("", compared)) in _rows("spending")


def _without_sum(bare: str) -> str:
    """A word without the one for a sum behind it: 회수 of 회수 계."""
    ending = next((word for word in sorted(_endings("total"), key=len, reverse=True) if bare.endswith(word)), "")
    return bare.removesuffix(ending) or bare


def titles_income(title: str, *, of_fund: bool) -> bool:
    """Whether a title says that the rows below it are what comes in: 수입계획, and 조성계획 of a fund."""
    bare = unspaced(ASIDE.sub("", in_round_brackets(out_of_brackets(visible(title)))))
    if any(word in bare for word in _rows("spending")):
        return False
    return any(bare.endswith(word) and (not means or of_fund) for word, means in _rows("income_title").items())


def is_of_fund(title: str) -> bool:
    """Whether a title is of the plan of a fund: 양성평등기금 운용계획."""
    bare = unspaced(title)
    return any(word in bare for word in _rows("fund_title"))


def _is_for_one(word: str) -> bool:
    if word in _rows("per_one"):
        return True
    found = FOR_ONE.fullmatch(word)
    return bool(found and (found["one"] or len(found["unit"]) > 1) and read_unit(found["unit"]))


def _is_ratio(printed: str) -> bool:
    """Whether a label says that its values are so many for each of many, or a mean: 인구 1만명당 도서관 수, 월평균."""
    if any(word.endswith(_endings("mean")) for word in NO_LETTER.split(printed)):
        return True
    return any(
        f"{found['unit']}당" in _rows("per_one")
        or ((found["many"] or len(found["unit"]) > 1) and read_unit(found["unit"]) is not None)
        for found in FOR_MANY.finditer(printed)
    )


def _with_unit_in_brackets(parts: Sequence[str]) -> Sequence[str]:
    """Label cells of which the last is nothing but a unit that can be no name, as if in brackets: 예산 | 백만원."""
    named = [part for part in parts if visible(part).strip()]
    unit = read_unit(visible(named[-1])) if len(named) > 1 else None
    if unit is None or unspaced(named[-1]).endswith(_endings("count")):
        return parts  # 청렴도 | 지수
    if unit.kind in NAMES_TOO and not any(map(names_costs, named[:-1])):
        return parts
    return [*named[:-2], f"{named[-2]} ({visible(named[-1]).strip()})"]


def names_a_deed(label: Label) -> bool:
    """Whether what makes a label count is as well what a project does, with a word before it: 가람선 연장."""
    words = label.name.split()
    return len(words) > 1 and _words_of(unspaced(label.name)).endswith(_endings("deed"))


def names_a_work(word: str) -> bool:
    """Whether the last word of a label says that something is done for those it names: 지원, 보급사업."""
    return word.endswith(_endings("work"))


def is_income_statement(names: Sequence[str]) -> bool:
    """Whether rows are those of an income statement: a turnover, and what remains of it."""
    said = {_rows("statement_row").get(unspaced(ASIDE.sub("", name)), "") for name in names}
    return {"turnover", "result"} <= said


def names_a_field(label: Label) -> bool:
    """Whether what makes a label count is as well a field of policy that money is spent on: 일자리 beside 주거."""
    return _words_of(unspaced(label.name)).endswith(_endings("field"))


def counted_in(label: Label) -> str:
    """The kind of unit that the end of a label says its values are in; '' where it says none."""
    bare = _words_of(unspaced(label.name))
    found = (means for word, means in _rows("counted_in").items() if bare.endswith(word))
    return next(found, "")


def is_unit_alone(text: str) -> bool:
    """Whether a text is a unit that names nothing that is counted: 건, 개소."""
    return unspaced(text) in _rows("unit_alone")


def _payer(parts: Sequence[str], *, among_payers: bool) -> Payer | None:
    bare = map(_without_marks_inside, reversed(parts))
    found = (payer_of(part, among_payers=among_payers) or _behind_costs(part) for part in bare)
    return next((payer for payer in found if payer), None)


@lru_cache(maxsize=4096)
def _behind_costs(part: str) -> Payer | None:
    """Who pays where a word for costs stands before the payer in one cell: 예산(천원) 자체재원."""
    costs, _, rest = unit_in_label(part)[0].partition(" ")
    payer = payer_of(rest) if rest and names_costs(costs) and not is_total_word(costs) else None
    return payer if payer and payer.is_sure else None


@lru_cache(maxsize=4096)
def is_total_word(text: str) -> bool:
    """Whether a label says that its row adds up others, its unit aside: 계, 합계, 소계(백만원)."""
    return unspaced(unit_in_label(text)[0]) in _rows("total")


@lru_cache(maxsize=4096)
def may_begin_a_total(text: str) -> bool:
    """Whether what stands before any bracket begins a word for the sum of others."""
    begun = unspaced(text)
    return any(word.startswith(begun) for word in _rows("total"))


def _words_of(bare: str) -> str:
    """A label without what stands in parentheses; one that stands in them as a whole without the marks."""
    return _without_asides(bare) or NO_LETTER.sub("", bare)


def _without_asides(bare: str) -> str:
    return ASIDE.sub("", bare) if "(" in bare else bare


def _value_kind(printed: str, units: Sequence[Unit]) -> ValueKind:
    kinds = {unit.kind for unit in units}
    if kinds == {"rate"}:
        return "rate"
    if kinds == {"rank"}:
        return "rank"
    bare = unspaced(printed)
    said = UNSAID_RATE.search(bare) or _words_of(bare).endswith(_endings("rate"))
    if not kinds and said:
        return "rate"
    return "cumulative" if says_running(printed) else ""


def compares_with_before(word: str) -> bool:
    """Whether a word before a number says that it is told from the year before: 전년대비."""
    return unspaced(word) in _rows("compared_before")


def says_running(text: str) -> bool:
    """Whether a label or a unit says that each value holds those before it: 대(누적)."""
    return any(word in unspaced(text) for word in _rows("kind"))


def names_content(text: str) -> bool:
    """Whether a label says that its row tells in words what is done: 추진내용."""
    return unspaced(text) in _rows("content")


def names_remarks(text: str) -> bool:
    """Whether a label says that its row remarks on the years, whatever a cell of it holds: 비고."""
    return unspaced(text) in _rows("remark")


def says_act(text: str) -> bool:
    """Whether a cell says what is to be done with a law or an ordinance: 제정, 개정·시행."""
    words = [word for word in NO_LETTER.split(text) if word]
    return bool(words) and all(word in _rows("act") for word in words)


def heads_units(text: str) -> bool:
    """Whether a head cell stands over a column that holds each row's unit: 단위, 기준(단위)."""
    bare = unspaced(in_round_brackets(text))
    return any(said in _rows("unit_head") for said in (bare, *INSIDE.findall(bare), ASIDE.sub("", bare)))


def heads_quantities(text: str) -> bool:
    """Whether a head cell stands over a column that says how much there is: 사업량."""
    return unspaced(text) in _rows("quantity_head")


def heads_indicators(text: str) -> bool:
    """Whether a head cell says that the rows below it are indicators, whatever they are measured in."""
    return unspaced(text) in _rows("indicator_head")


def heads_payers(text: str) -> bool:
    """Whether a head cell says that the rows below it are who pays: 재원, 재원별."""
    return unspaced(text) in _rows("payer_head")


def heads_doers(text: str) -> bool:
    """Whether a head cell says that the cells below it are who does the work: 시행주체."""
    return unspaced(text) in _rows("doer_head")


def named_for_a_body_above(name: str) -> tuple[str, str]:
    """The body above that a name begins with, and what is counted of it: 국가, 감축률; '' where it begins with none."""
    first, _, rest = name.partition(" ")
    return (first, rest) if rest and first in _rows("body_above") else ("", name)


def says_payers(title: str) -> bool:
    """Whether a title says that its table tells where the money comes from: 재원조달계획."""
    return any(map(unspaced(title).__contains__, _rows("payer_title")))


def says_nothing(text: str) -> bool:
    """Whether a row label adds nothing to the heads of several series side by side."""
    return unspaced(text) in _rows("generic")
