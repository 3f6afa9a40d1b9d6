"""Who pays, where the text of a label or a head is the name of a funding source.

>>> payer_of("국비[백만원]")
Payer(source='national', name='국비', is_sure=True)
>>> payer_of("민간 보조") is None, payer_of("민간 보조", among_payers=True).source
(True, 'private')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import cast, get_args

import msgspec
import regex
from msgspec.structs import replace

from normalize.cells.amount import Amount, Context
from normalize.cells.digits import NUMBER, SCALE, exact
from normalize.cells.read import read_amount
from normalize.cells.units import Unit, in_round_brackets, read_unit
from plan.data_files import tables_of
from plan.forms import plain as as_value
from plan.forms import unspaced
from plan.patterns import lazy_pattern
from plan.records.values import FundingSource
from plan.script import BULLETS, CIRCLED, DASHES, DOTS, PRIVATE_USE, visible

PAYERS_FILE = Path(__file__).with_name("payers.toml")
PAYER_MARKS = lazy_pattern(rf"^\s*(?:[{DASHES}{BULLETS}{DOTS}{CIRCLED}{PRIVATE_USE}]\s*|\d\)\s*)+")  # - 국비, ① 국비
INSIDE = lazy_pattern(r"\(([^()]*)\)")
BETWEEN = lazy_pattern(rf"[\s,/+;()\[\]{DOTS}]*")
ALL_OF_IT = lazy_pattern(r"\s?100\s?%$")
BETWEEN_PAYERS = rf"[\s,/+&{DOTS}]*"  # of the shares in one bracket
JOINED = lazy_pattern(rf"[,/+&{DOTS}]")  # 국비·군비
AT_END = lazy_pattern(r"\((?P<inside>[^()]*)\)\s*$")
SEVERAL = 2  # payers in one name
OF_PLACES: tuple[FundingSource, ...] = ("metropolitan", "district", "local")
UNDIVIDED: tuple[FundingSource, ...] = ("local", "other")  # classes of several payers together
FIRST_SCALE = lazy_pattern(rf"\d\s?({SCALE})")
SPOKEN = lazy_pattern(r"\d+\s?억\s?[1-9]천")  # 19억2천 is said for 19억 2천만; only the parts of it can prove that


LONGEST_NAME = 16  # characters of the name of a fund; what is longer says what is done with one


class Payer(msgspec.Struct, frozen=True):
    """Who pays, as a class and as printed; ``is_sure`` says that the name is that of a payer wherever it stands."""

    source: FundingSource
    name: str
    is_sure: bool


class Paid(msgspec.Struct, frozen=True):
    """What one cell says: its total, None where it prints none, and what each payer pays of it."""

    total: Amount | None
    parts: dict[Payer, Amount]


class _Word(msgspec.Struct, frozen=True):
    source: FundingSource
    is_group: bool
    is_beside: bool
    is_alone: bool = False


@cache
def _words() -> dict[str, _Word]:
    words = {}
    for row in tables_of(PAYERS_FILE)["funding"]:
        source = cast(FundingSource, row["means"])
        if source not in get_args(FundingSource):
            raise ValueError(row)
        word = _Word(source, bool(row.get("group")), bool(row.get("beside")), bool(row.get("alone")))
        for printed in row["printed"]:
            words[unspaced(printed)] = word
    return words


@cache
def _short() -> dict[str, FundingSource]:
    """The short words for payers that stand in front of an amount in its cell."""
    return {
        word: cast(FundingSource, row["means"]) for row in tables_of(PAYERS_FILE)["short"] for word in row["printed"]
    }


@cache
def payers_in_cells() -> tuple[str, ...]:
    """Every word that names who pays an amount behind it, the longest first."""
    printed = [word for row in tables_of(PAYERS_FILE)["funding"] for word in row["printed"]]
    return tuple(sorted({*printed, *_short()}, key=lambda word: (-len(word), word)))


def payer_in_cell(word: str) -> Payer:
    """Who pays the amount that this word of ``payers_in_cells`` stands in front of."""
    if word in _short():
        return Payer(_short()[word], word, is_sure=False)
    return Payer(_words()[unspaced(word)].source, word, is_sure=True)


@cache
def _endings() -> dict[str, FundingSource]:
    """How names of payers end that nobody could list: 폐광지역개발기금."""
    return {
        word: cast(FundingSource, row["means"]) for row in tables_of(PAYERS_FILE)["ending"] for word in row["printed"]
    }


@cache
def _strings(kind: str) -> frozenset[str]:
    return frozenset(unspaced(word) for row in tables_of(PAYERS_FILE)[kind] for word in row["printed"])


@cache
def _tails() -> tuple[str, ...]:
    return tuple(sorted(_strings("tail"), key=len, reverse=True))


def names_costs(text: str) -> bool:
    """Whether a text is a word for costs or their sum, so that it names nobody who pays."""
    return unspaced(INSIDE.sub("", in_round_brackets(visible(text)))) in _strings("costs")


def says_who_pays(inside: str) -> bool:
    """Whether a text is nothing but names of payers, with their shares or without: 도비30%,군비70%, 국비+군비."""
    return bool(inside) and _only_payers().fullmatch(inside) is not None


@cache
def _only_payers() -> regex.Pattern[str]:
    words = "|".join(map(regex.escape, (unspaced(word) for word in payers_in_cells())))
    whole = "|".join(map(regex.escape, sorted(_strings("whole"), reverse=True)))
    one = rf"(?:{whole})?(?:{words})\s?:?(?:\d[\d.]*%?)?"
    return lazy_pattern(rf"{one}(?:{BETWEEN_PAYERS}{one})*")


def funding_of(text: str) -> FundingSource | None:
    """The class of the payer that a text names by itself."""
    payer = payer_of(text)
    return payer.source if payer else None


@lru_cache(maxsize=4096)
def payer_of(text: str, *, among_payers: bool = False) -> Payer | None:
    """Who pays, where the text is the name of a funding source; what stands in brackets counts behind a word for costs.

    ``국비(백만원)`` and ``[국비]`` are paid by the state, and so is ``사업비(국비)``. Names that are as well those of
    a group or a sub-project (``민간 보조``, ``기타``) are payers only ``among_payers``: where others stand beside them.
    """
    printed = " ".join(PAYER_MARKS.sub("", in_round_brackets(visible(text))).split())
    plain = INSIDE.sub("", printed).strip()
    if among_payers and plain in _short():
        return Payer(_short()[plain], plain, is_sure=False)
    bare = unspaced(plain)
    names_costs = not bare or bare in _strings("costs")
    if joined := payers_together(plain):
        return joined
    for said in (plain, *(map(_without_unit, INSIDE.findall(printed)) if names_costs else ())):
        name = _of_all(said)
        word, tail = _known(unspaced(name))
        if word and (among_payers or not (word.is_beside or (tail and word.is_group))):
            finer = _finer(word, INSIDE.findall(printed))
            return finer or Payer(word.source, name, is_sure=not word.is_beside)
    return None


def payers_together(text: str) -> Payer | None:
    """Several payers joined in one name, as one: of one class, ``local`` where none is the state, else ``other``.

    >>> [found.source for name in ("국비·군비", "도비+군비", "국비, 국고") if (found := payers_together(name))]
    ['other', 'local', 'national']
    """
    words = [_known(part)[0] for part in JOINED.split(unspaced(text))]
    known = [word for word in words if word and not word.is_beside]
    if len(known) < max(len(words), SEVERAL):
        return None
    sources = {word.source for word in known}
    source = sources.pop() if len(sources) == 1 else "local" if sources <= set(OF_PLACES) else "other"
    return Payer(source, " ".join(text.split()), is_sure=True)


def payer_behind(text: str) -> Payer | None:
    """Who pays by the bracket at the end of a title or label, beside a unit or not: 투자계획(시비, 백만원)."""
    found = AT_END.search(in_round_brackets(visible(text)))
    name = _of_all(_without_unit(found["inside"])) if found else ""
    payer = payers_together(name) or (payer_of(name) if name else None)
    return payer if payer and payer.is_sure else None


def _without_unit(inside: str) -> str:
    """What a bracket says beside the unit that stands in it too: 군비 of 군비, 백만원."""
    return ",".join(part for part in inside.split(",") if read_unit(part.strip()) is None) or inside


def body_that_may_pay(text: str) -> Payer | None:
    """Who pays by the name of a body or a place, if a sum adds it up with others that do: 국가철도공단, 여울구."""
    name = " ".join(INSIDE.sub("", in_round_brackets(visible(text))).split())
    word = _word_of_body(unspaced(name))
    return Payer(word.source, name, is_sure=not word.is_group) if word else None


@lru_cache(maxsize=4096)
def _word_of_body(bare: str) -> _Word | None:
    """The class of a body by the longest ending of its name; ``is_group`` says that it is a place."""
    if not bare or len(bare) > LONGEST_NAME:
        return None
    found = [
        (len(end), _Word(cast(FundingSource, row["means"]), is_group=bool(row.get("place")), is_beside=True))
        for row in tables_of(PAYERS_FILE)["body"]
        for end in row["printed"]
        if bare.endswith(end) and not (row.get("place") and (bare == end or bare.endswith(tuple(row["but"]))))
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def payer_by_ending(text: str) -> Payer | None:
    """Who pays by how the name of a row ends that stands among payers: 대학 대응자금, 입주기업 부담금, 농협 융자.

    >>> [found.source for name in ("대학 대응자금", "입주기업 부담금", "구 출연금") if (found := payer_by_ending(name))]
    ['other', 'private', 'district']
    """
    name = " ".join(INSIDE.sub("", in_round_brackets(visible(text))).split())
    bare = unspaced(name)
    ending = next((word for word in _paying() if bare.endswith(word)), "")
    if not ending or len(bare) > LONGEST_NAME:
        return None
    source = _paying()[ending]
    who = payer_of(name[: -len(ending)], among_payers=True) if source == "other" and name.endswith(ending) else None
    return Payer(who.source if who else source, name, is_sure=False)


def ends_as_no_payer(word: str) -> bool:
    """Whether a word ends as what is paid for or reckoned does: 급식비, 누계, 가꾸기."""
    return word.endswith(tuple(_strings("no_payer")))


@cache
def _paying() -> dict[str, FundingSource]:
    """How rows end that say of whom else money comes, the longest first."""
    rows = tables_of(PAYERS_FILE)["paying"]
    means = {unspaced(word): cast(FundingSource, row["means"]) for row in rows for word in row["printed"]}
    return dict(sorted(means.items(), key=lambda item: -len(item[0])))


def pays_alone(text: str) -> bool:
    """Whether a text, which elsewhere is another word, is a payer where it is the only row of a budget: 자체."""
    word, _ = _known(unspaced(_of_all(unspaced(INSIDE.sub("", in_round_brackets(visible(text)))))))
    return word is not None and word.is_alone


def is_short(text: str) -> bool:
    """Whether a text is a payer in one syllable and nothing else: 도."""
    return visible(text).strip() in _short()


def are_short(texts: Iterable[str]) -> bool:
    """Whether among some names are those of payers in one syllable, the state and another: 국, 도, 시."""
    found = {_short()[word] for text in texts if (word := visible(text).strip()) in _short()}
    return "national" in found and len(found) > 1


def _finer(word: _Word, insides: Sequence[str]) -> Payer | None:
    """Who of several pays, where a bracket behind their common name says it: 시비 of 지방비(시비)."""
    if word.source not in UNDIVIDED or len(insides) != 1:
        return None
    name = _of_all(insides[0])
    inside, tail = _known(unspaced(name))
    known = inside is not None and not inside.is_beside and not (tail and inside.is_group)
    return Payer(inside.source, name, is_sure=True) if known and inside else None


def _of_all(said: str) -> str:
    """What a bracket says without the word that it is of all of it: 군비 of 전액 군비, 군비 100%."""
    printed = " ".join(said.split())
    before = next(filter(printed.startswith, _strings("whole")), "")
    return ALL_OF_IT.sub("", printed.removeprefix(before).strip())


def _known(bare: str) -> tuple[_Word | None, str]:
    """The payer that a name is, with the word behind it that says how it pays."""
    if whole := _words().get(bare):
        return whole, ""
    ending = next((end for end in _endings() if bare.endswith(end) and bare != end), "")
    if ending and len(bare) <= LONGEST_NAME:
        return _Word(_endings()[ending], is_group=False, is_beside=True), ""
    tail = next(filter(bare.endswith, _tails()), "")
    return (_words().get(bare.removesuffix(tail)), tail) if tail else (None, "")


@cache
def _part() -> regex.Pattern[str]:
    words = "|".join(map(regex.escape, payers_in_cells()))
    return lazy_pattern(
        rf"(?<![\p{{L}}\d])(?:[(]\s?)?(?<payer>{words})(?:\s?[)])?\s?:?\s?"
        rf"(?<amount>{NUMBER}(?:\s?{SCALE})?(?:\s?원)?)(?![\d%\p{{L}}])"
    )


def paid_in(text: str, unit: Unit | None) -> Paid | None:
    """What a cell says of payers; None where it says anything else besides, or where its parts miss its total."""
    compared = in_round_brackets(as_value(text))
    found = list(_part().finditer(compared))
    if not found:
        return None
    payers = [payer_in_cell(one["payer"]) for one in found]
    starts = [*(one.start() for one in found[1:]), len(compared)]
    apart = all(BETWEEN.fullmatch(compared[one.end() : end]) for one, end in zip(found, starts, strict=True))
    if not apart or len(set(payers)) < len(found):
        return None
    printed, shares = compared[: found[0].start()].rstrip(" (["), [one["amount"] for one in found]
    if printed:
        return next(_adding_up(printed, payers, shares, unit), None)
    parts = _values(shares, unit)
    return Paid(None, dict(zip(payers, parts, strict=True))) if parts else None


def _adding_up(printed: str, payers: Sequence[Payer], shares: Sequence[str], unit: Unit | None) -> Iterator[Paid]:
    """The readings of a total and its parts in which they add up to it."""
    for text in (printed, f"{printed}만") if SPOKEN.fullmatch(printed) else (printed,):
        for total in _values([text], unit):
            for own in (unit, read_unit(total.unit), _scale_in(printed)):
                parts = _values(shares, own)
                if parts and sum((part.base_value or Decimal(0) for part in parts), Decimal(0)) == total.base_value:
                    yield Paid(_in(total, own), dict(zip(payers, parts, strict=True)))


def _scale_in(printed: str) -> Unit | None:
    """The money that the first scale word of an amount counts: 억원 of ``19억2천``."""
    scale = FIRST_SCALE.search(printed)
    return read_unit(scale[1]) if scale else None


def _values(texts: Sequence[str], unit: Context) -> list[Amount]:
    """The amounts of texts; none where one of them is no value."""
    amounts = [read_amount(text, unit) for text in texts]
    return amounts if all(amount.status == "value" for amount in amounts) else []


def _in(amount: Amount, unit: Unit | None) -> Amount:
    """An amount whose scale words are spelt out (원) in the unit of its row."""
    if unit is None or "mixed" not in amount.flags or amount.base_unit != unit.base_unit or amount.base_value is None:
        return amount
    flags = tuple(flag for flag in amount.flags if flag != "unit_override")
    return replace(amount, value=exact(amount.base_value / unit.scale), unit=unit.unit, scale=unit.scale, flags=flags)
