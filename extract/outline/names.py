"""What a heading says: its name without costs and notes, its department, and which part of a programme it heads."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import regex

from extract.outline.headings.statement import says_what_is_done, spends, states_a_goal
from extract.outline.marks import OUTLINE, TYPE, Line
from extract.vocabulary import (
    begins_with_word,
    ends_with_word,
    has_word,
    is_word,
    meaning,
    spaced_pattern,
    words,
    words_for,
    words_printed_for,
)
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import (
    BARS,
    CLOSING,
    COLONS,
    DASHES,
    DOTS,
    ELLIPSES,
    OPENING,
    PARENTHESIS_CLOSE,
    PARENTHESIS_OPEN,
    POINTERS,
    QUOTE,
    REMARKS,
    STARS,
    TILDES,
)

LINES = 4096  # of a document whose names are kept: a heading is asked for its part two or three times
SHORTEST_OFFICE = 2  # characters; a word as short as 결과 or 전국 only ends like an office
ASIDE = lazy_pattern(r"[(\[<](?:[^()\[\]<>]|[(\[<][^()\[\]<>]*[)\]>])*[)\]>]")  # also (보급 가구 수(누계), 단위: 가구)
LEADING_YEAR = lazy_pattern(rf"^(?:{QUOTE}\d\d|(?:19|20)\d\d)년?도?\s*")
COST = lazy_pattern(rf"\s*[{COLONS}]\s*[\d,.]+\s?(?:조|억|백만|천만|만|천)?\s?원$")  # ○ 진단체계 개발 : 80억원
NOTES = lazy_pattern(rf"\s*(?:(?:[{POINTERS}{REMARKS}]|\s[*]).*|[{STARS}]+)$")  # 상수도관 정비 ▸’23년~’32년, L=431㎞
PROSE = lazy_pattern(  # a sentence ends so, a heading does not
    r"(?:\p{Hangul}다\.?|\p{Hangul}\.|[,;]|[을를]\s\p{Hangul}{0,4}(?:드림|바람|알림))$"
)
FIELD = lazy_pattern(rf"^[^{COLONS}]{{1,12}}\s*[{COLONS}]\s*\S")  # ㅇ 기간 : 2024. 1. ~ 12.
LABELLED = lazy_pattern(  # (창작지원) 순수예술 지원 강화
    rf"^[{PARENTHESIS_OPEN}](?<label>[^{PARENTHESIS_OPEN}{PARENTHESIS_CLOSE}]{{1,20}})[{PARENTHESIS_CLOSE}]\s*\S"
)
CAPTION = lazy_pattern(  # a caption, a unit line, a date
    rf"^<.*>$|^[{OPENING}]?\s*단\s*위\s*[{COLONS}]|^[{DASHES}\d\s.,{COLONS}{TILDES}()월년일]+$"
)
OFFICE = rf"(?<office>[\p{{Hangul}}{DOTS},\s]{{2,24}})"
REMARK = lazy_pattern(rf"\s*[{OPENING}]\s*(?<said>\p{{Hangul}}{{2,4}})\s*[{CLOSING}]$")
LEADING_REMARK = lazy_pattern(rf"[{OPENING}]\s*(?<said>\p{{Hangul}}{{2,4}})\s*[{CLOSING}]\s*(?=\S)")
END_ASIDES = lazy_pattern(
    rf"^[{OPENING}][^{OPENING}{CLOSING}]*[{CLOSING}]|[{OPENING}][^{OPENING}{CLOSING}]*[{CLOSING}]$"
)
NUMBER_OF = lazy_pattern(  # 쉼터 이용자 수, 1인당 공원 면적
    r"\p{Hangul}{2,}\s수$|\d(?:천|백|십)*만?\s?(?:명|인|가구|세대)당\s.*(?:면적|수|량|액|시간|소득)$"
)
EACH = "별"  # behind that by which something is divided
DIVIDED = lazy_pattern(rf"[\p{{Hangul}}{DOTS}/,\s]{{1,14}}")
PARTICLE = lazy_pattern(r"(?<=\p{Hangul}{2})[과와의]$")  # behind a word of two syllables or more
AND = lazy_pattern(r"\s및\s|(?<=\p{Hangul}{2})[과와]\s")
DOT = lazy_pattern(rf"[{DOTS}]")
JOINED = lazy_pattern(rf"\s*(?:[{DOTS}/,]|및|\s)\s*")

NUMBERED = frozenset(("boxed", "number.", "banner", "hangul."))  # series whose heading may be the label before its text
UNNUMBERED = ("box", "ring", "lost", "dash", "frame", OUTLINE, TYPE)  # without numbers, whose line may state a goal
NAMED = frozenset(
    ("strategy", "task", "program", "code2", "code3", "code4", "of a field")
)  # and those that may say it in a sentence: 물길을 잇다
Part = Literal["", "content", "plan", "appendix", "field"]


def name_and_part(line: Line) -> tuple[str, Part]:
    """The name without costs and notes behind it, and what part of a programme it is, if it is none itself."""
    name, part = _name_and_part(line.name, line.series)
    return name, "appendix" if line.is_appendix else part


@lru_cache(LINES)
def _name_and_part(printed: str, series: str) -> tuple[str, Part]:
    name = NOTES.sub("", COST.sub("", printed)).strip() or printed
    labelled = LABELLED.match(name)
    if labelled and says_state(labelled["label"]):  # ② (가칭)샘터 도서관 건립
        labelled = None
    if labelled and series in NUMBERED:  # 󰊱 (공시가격 제도 개편) 현실화 계획을 다시 세움
        return labelled["label"].strip(), ""
    is_prose = PROSE.search(name) and (series not in NAMED or name.endswith("."))
    if is_prose or labelled or says_how_many(name) or CAPTION.match(name) or FIELD.match(name):
        return name, "field"
    if series.startswith(UNNUMBERED) and names_a_measure(name):
        return name, "plan"
    if spends(name) or (series.startswith(UNNUMBERED) and (states_a_goal(name) or says_what_is_done(name))):
        return name, "field"
    said = _goals_alone(LEADING_YEAR.sub("", ASIDE.sub("", name).strip()).strip(" -"))
    if is_word("section", said):
        return name, "content" if meaning("section", said) == "content" else "plan"
    is_part = (
        _only_parts(said)
        or (series.startswith(UNNUMBERED) and bare(said).endswith(words_for("own_goals_end", "goal")))
        or divides_a_plan(said)
        or says_how_divided(said, of_plans=True)
        or (series.startswith(UNNUMBERED) and _is_caption(said))
        or says_whole_plan(said)
        or ends_with_word("section_end", said)
        or ends_with_word("overview_end", said)
        or is_word("edition", said)
        or is_word("funding", said)
    )
    if not said or has_word("table_title", said) or said.startswith("단위") or is_part:
        return name, "plan"
    return name, ""


def names_a_measure(name: str) -> bool:
    """Whether a name is that of what is measured, and of nothing that is done: 인구 10만명당 자살률, 쉼터 이용자 수.

    >>> [names_a_measure(name) for name in ("인구 10만명당 자살률", "쉼터 이용자 수(명)", "교사 연수", "보급률 높이기")]
    [True, True, False, False]
    """
    said = ASIDE.sub("", name).strip()
    return NUMBER_OF.search(said) is not None or ends_with_word("measure_end", said)


def says_state(said: str) -> bool:
    """Whether what stands in brackets before a name says only how far it has come, or that the name may change."""
    kinds = ("name_state", "remark_word", "mark", "not_live")
    return all(any(is_word(kind, word) for kind in kinds) for word in JOINED.split(said) if word)


def _goals_alone(said: str) -> str:
    """A name without the word that says of goals that they are laid down: 감축목표 설정."""
    return _set_behind_goals().sub("", said)


@cache
def _set_behind_goals() -> regex.Pattern[str]:
    return lazy_pattern(rf"(?<=목표|지표|목표치|목표값)\s?(?:{spaced_pattern('goals_set')})$")


def says_how_many(text: str) -> bool:
    """Whether a text only counts what a plan has or costs: 4대 분야 21개 사업 / 총 38,214백만원."""
    return _how_many().fullmatch(text) is not None


@cache
def _how_many() -> regex.Pattern[str]:
    levels = "|".join(map(regex.escape, (*words("level"), *words("outline_word"))))
    of_levels = rf"\d{{1,3}}\s?(?:대|개)?\s?(?:세부\s?)?(?:{levels})"
    money = r"\d[\d,.]*\s?(?:조|억|백만|천만|만|천)?\s?원"
    return lazy_pattern(
        rf"(?:[총계약]\s?)?(?:{of_levels}|{money})(?:[\s/,{DOTS}{COLONS}()]*(?:[총계약]\s?)?(?:{of_levels}|{money}))*[)\s]*"
    )


def is_only_of_parts(name: str) -> bool:
    """Whether a heading is nothing but the name of a part, which no programme bears: 4.1.1 현황 및 문제점."""
    said = _goals_alone(ASIDE.sub("", name).strip())
    return bool(said) and (is_word("section", said) or _only_parts(said))


def _only_parts(said: str) -> bool:
    """Whether a heading joins nothing but words for parts: 현황 및 문제점, 추진실적 및 향후계획."""
    return all(_is_of_parts(bare(word)) for word in JOINED.split(said) if word)


def _is_of_parts(word: str) -> bool:
    """Whether a word is that of a part, or one of the plan itself, with a particle or without: 비전과, 계획의."""
    without = PARTICLE.sub("", word)
    if is_word("paper_part", word) or is_word("paper_part", without):
        return True
    if without != word and is_word("section_word", without):
        return True
    return is_word("section", word) or is_word("section_word", word) or _of_parts().fullmatch(word) is not None


@cache
def _of_parts() -> regex.Pattern[str]:
    """Words for parts that are written as one: 재원조달계획."""
    known = "|".join(sorted(map(regex.escape, map(bare, (*words("section"), *words("section_word")))), key=len)[::-1])
    return lazy_pattern(rf"(?:{known})(?:[{DOTS}]|및)?(?:{known})")


def says_whole_plan(name: str) -> bool:
    """Whether a name is one that a chapter or table of the whole plan bears, or joins such: 목표 및 재정계획."""
    joined = [part for part in AND.split(_goals_alone(name)) if part.strip()]
    is_of_all = [_undotted(part) in _of_all() or _adds_up_all(part) for part in joined]
    return any(is_of_all) and all(known or _only_parts(part) for part, known in zip(joined, is_of_all, strict=True))


def _adds_up_all(part: str) -> bool:
    """Whether a name is made of a word for the whole and one for money: 연차별 총 투자소요, 재정소요 총괄.

    >>> [_adds_up_all(name) for name in ("연차별 총 투자소요", "소요비용 총괄", "총 쉼터 수", "투자계획")]
    [True, True, False, False]
    """
    said = bare(part)
    said = next((said.removeprefix(word) for word in map(bare, words("yearly_word")) if said.startswith(word)), said)
    in_front = (said.removeprefix(word) for word in map(bare, words("whole_word")) if said.startswith(word))
    behind = (said.removesuffix(word) for word in map(bare, words("whole_behind")) if said.endswith(word))
    return any(is_word("whole_amount", rest) for rest in (*in_front, *behind))


@cache
def _of_all() -> frozenset[str]:
    return frozenset(map(_undotted, words("whole_plan")))


def _undotted(text: str) -> str:
    return DOT.sub("", bare(text))


def divides_a_plan(name: str) -> bool:
    """Whether a name is made of what a plan is divided by and of its costs or goals: 사업별 지출계획."""
    said = bare(name)
    divided = next((word for word in map(bare, words("divided_by")) if said.startswith(word)), "")
    overview = next((word for word in map(bare, words("overview_end")) if said.endswith(word)), "")
    return bool(divided) and is_word("divided_plan", said.removeprefix(divided).removesuffix(overview))


def _is_caption(name: str) -> bool:
    """Whether a line without a number says by what a table is divided, or speaks of stages or parts of a year."""
    return says_how_divided(name) or begins_with_word("divided_by_time", name)


def says_how_divided(name: str, *, of_plans: bool = False) -> bool:
    """Whether a name says no more than by what the amounts of a table are divided: 시설별 투자, 권역별 물량 및 사업비.

    ``of_plans`` asks for words for costs and goals alone.

    >>> [says_how_divided(name) for name in ("시설별 투자", "권역별 물량 및 사업비", "특별 예산", "권역별 쉼터 확충")]
    [True, True, False, False]
    """
    by, found, what = ASIDE.sub("", name).strip().partition(EACH)
    if not found or not what or not DIVIDED.fullmatch(by) or is_word("no_division", by.split()[-1] + found):
        return False
    overview = next((word for word in words("overview_end") if what.rstrip().endswith(word)), "")
    parts = [part for part in AND.split(what.strip().removesuffix(overview)) if part.strip()]
    kinds = ("divided_plan",) if of_plans else ("divided_plan", "divided_amount")
    return all(any(is_word(kind, part) for kind in kinds) for part in parts)


def goes_through_each(name: str) -> bool:
    """Whether a heading tells of a plan by places, bodies or kinds: 시·군별 도입계획, 권역별 보급 목표."""
    return _each().fullmatch(ASIDE.sub("", name).strip()) is not None


@cache
def _each() -> regex.Pattern[str]:
    what = rf"(?:\p{{Hangul}}{{0,6}}\s?)?(?:{spaced_pattern('of_each_end')})"
    return lazy_pattern(rf"[\p{{Hangul}}{DOTS}/,\s]{{1,14}}별\s?{what}(?:\s?및\s?{what})?")


BEFORE_OFFICE = frozenset(f"{OPENING}{DASHES}/{BARS}{COLONS}")  # the marks of which one stands before an office


@lru_cache(LINES)
def without_department(name: str, series: str = "") -> tuple[str, str]:
    """The name of a heading, and the office that stands in brackets or between dashes behind it, or ''.

    Behind a colon an office stands only where the number of the heading has a code's form: 1-1. 길 정비 : 도로과.
    """
    found = None if BEFORE_OFFICE.isdisjoint(name) else _in_charge().search(name)
    if not found and name.endswith(words_printed_for("department", "office")):
        found = _behind_label().search(name)
    if not found and name.endswith(words_printed_for("department", "office")):
        found = _behind_bar().search(name) or _behind_leader().search(name)
    if not found and series in NAMED and (found := _behind_colon().search(name)):
        found = None if is_word("department_label", name[: found.start()]) else found
    office = " ".join(found["office"].split()) if found else ""
    if is_word("not_live", office):  # 길 정비(사업 중단)
        return name, ""
    is_labelled = found is not None and has_word("department_label", name[found.start() : found.start("office")])
    if found and found.start() and len(office) > SHORTEST_OFFICE and is_office(office, is_labelled=is_labelled):
        return name[: found.start()].strip(), office
    return name, ""


def is_office(text: str, *, is_labelled: bool = False) -> bool:
    """Whether a text ends as the name of an office or is a ministry's: 도로과, 행안부·복지부.

    Behind a label so does one whose ending other words have too: 담당부서: 항만운영부.
    """
    if text.endswith(words("department")):
        return True
    last = JOINED.split(text)[-1]
    if is_word("institution", last) or is_word("institution_short", last):
        return True
    return is_labelled and text.endswith(words("labelled_department")) and not text.endswith(words("no_department"))


@cache
def _behind_bar() -> regex.Pattern[str]:
    """An office without a label behind a bar: 발급기 확충 | 정보기획과."""
    return lazy_pattern(rf"\s[/{BARS}]\s{_office()}$")


@cache
def _behind_label() -> regex.Pattern[str]:
    """An office behind its label, where a text has lost its tables: 발급기 확충 담당부서 정보기획과."""
    labels = (word for word in words("department_label") if word.endswith("부서"))
    return lazy_pattern(rf"\s(?:{'|'.join(map(regex.escape, labels))})\s{_office()}$")


@cache
def _behind_leader() -> regex.Pattern[str]:
    """An office behind dots that lead to it, as in a table of contents: 발급기 확충 ······ 정보기획과."""
    return lazy_pattern(rf"\s*(?:[{ELLIPSES}]+|[.{DOTS}]{{3,}}|(?:[.{DOTS}]\s){{3,}})\s*{_office()}$")


@cache
def _behind_colon() -> regex.Pattern[str]:
    return lazy_pattern(rf"\s?[{COLONS}]\s?{_office()}$")


@cache
def _office() -> str:
    """One word that is the name of an office; a part such as 기대효과 is none."""
    offices = "|".join(map(regex.escape, words_printed_for("department", "office")))
    parts = "|".join(map(regex.escape, sorted({*words("section"), *words("section_word")})))
    return rf"(?<office>(?!\S*(?:{parts})$)\p{{Hangul}}{{1,12}}(?:{offices}))"


@cache
def _in_charge() -> regex.Pattern[str]:
    """An office behind a name: 발급기 확충 (정보기획과), [담당부서: 정보기획과], - 정보기획과 -, / 담당: 정보기획과."""
    label = rf"(?:{spaced_pattern('department_label')})"
    office = rf"(?:{label}\s*[{COLONS}]\s*)?{OFFICE}"
    labelled = rf"\s*[/{BARS}]\s*{label}(?:\s*[{COLONS}]\s*|\s+){OFFICE}"
    return lazy_pattern(
        rf"(?:\s*[{OPENING}]\s*{office}\s*[{CLOSING}]|\s[{DASHES}]\s*{office}\s*[{DASHES}]|{labelled})$"
    )


def without_asides(name: str) -> str:
    """A name without what stands in brackets at either end of it: (가칭)샘터 도서관, 길 정비(확대)."""
    return END_ASIDES.sub("", name).strip() or name


def asides_of(name: str) -> frozenset[str]:
    """What stands in brackets at either end of a name, without the brackets."""
    return frozenset(bare(aside.strip(f"{OPENING}{CLOSING} ")) for aside in END_ASIDES.findall(name))


@lru_cache(LINES)
def without_remark(name: str) -> tuple[str, bool]:
    """The name of a heading without the remark in brackets at an end of it (계속), and whether it says: new."""
    first = LEADING_REMARK.match(name)
    if first and (is_word("remark_word", first["said"]) or is_word("mark", first["said"])):  # (신규) 길 정비
        return name[first.end() :], meaning("mark", first["said"]) == "new"
    found = REMARK.search(name)
    if not found or not found.start() or is_word("not_live", found["said"]):
        return name, False
    is_new = meaning("mark", found["said"]) == "new"
    return (name[: found.start()].strip(), is_new) if is_new or is_word("remark_word", found["said"]) else (name, False)
