"""Who pays, where the text of a label or a head is the name of a funding source.

>>> payer_of("국비[백만원]")
Payer(source='national', name='국비', is_sure=True)
>>> payer_of("민간 보조") is None, payer_of("민간 보조", among_payers=True).source
(True, 'private')
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import cast, get_args

import msgspec

from normalize.cells.units import in_round_brackets
from plan.data_files import tables_of
from plan.forms import unspaced
from plan.patterns import lazy_pattern
from plan.records import FundingSource
from plan.script import BULLETS, CIRCLED, DASHES, DOTS, PRIVATE_USE, visible

PAYERS_FILE = Path(__file__).with_name("payers.toml")
PAYER_MARKS = lazy_pattern(rf"^\s*(?:[{DASHES}{BULLETS}{DOTS}{CIRCLED}{PRIVATE_USE}]\s*|\d\)\s*)+")  # - 국비, ① 국비
INSIDE = lazy_pattern(r"\(([^()]*)\)")


class Payer(msgspec.Struct, frozen=True):
    """Who pays, as a class and as printed; ``is_sure`` says that the name is that of a payer wherever it stands."""

    source: FundingSource
    name: str
    is_sure: bool


class _Word(msgspec.Struct, frozen=True):
    source: FundingSource
    is_group: bool
    is_beside: bool


@cache
def _words() -> dict[str, _Word]:
    words = {}
    for row in tables_of(PAYERS_FILE)["funding"]:
        source = cast(FundingSource, row["means"])
        if source not in get_args(FundingSource):
            raise ValueError(row)
        word = _Word(source, bool(row.get("group")), bool(row.get("beside")))
        for printed in row["printed"]:
            words[unspaced(printed)] = word
    return words


@cache
def _strings(kind: str) -> frozenset[str]:
    return frozenset(unspaced(word) for row in tables_of(PAYERS_FILE)[kind] for word in row["printed"])


@cache
def _tails() -> tuple[str, ...]:
    return tuple(sorted(_strings("tail"), key=len, reverse=True))


def names_costs(text: str) -> bool:
    """Whether a text is a word for costs or their sum, so that it names nobody who pays."""
    return unspaced(INSIDE.sub("", in_round_brackets(visible(text)))) in _strings("costs")


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
    bare = unspaced(plain)
    names_costs = not bare or bare in _strings("costs")
    for said in (plain, *(INSIDE.findall(printed) if names_costs else ())):
        word, tail = _known(unspaced(said))
        if word and (among_payers or not (word.is_beside or (tail and word.is_group))):
            return Payer(word.source, " ".join(said.split()), is_sure=not word.is_beside)
    return None


def _known(bare: str) -> tuple[_Word | None, str]:
    """The payer that a name is, with the word behind it that says how it pays."""
    if whole := _words().get(bare):
        return whole, ""
    tail = next(filter(bare.endswith, _tails()), "")
    return (_words().get(bare.removesuffix(tail)), tail) if tail else (None, "")
