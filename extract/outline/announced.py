"""How many strategies, tasks and unit programmes a plan says it has: ``4개 전략, 13개 추진과제, 41개 단위사업``.

A number that stands alone may be of a part of the plan or of another one, so only a list of two levels or more that
names the unit programmes counts, and the number behind a strategy's name in the overview chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from extract.pieces import Piece
from extract.vocabulary import meaning, words, words_for
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.printed import Announced, RegisterEntry
from plan.records.values import Level
from plan.script import COMMAS, DOTS

LEVELS: dict[str, Level] = {"strategy": "strategy", "task": "task", "program": "program"}


def find_announced(pieces: Sequence[Piece], register: Sequence[RegisterEntry]) -> tuple[Announced, ...]:
    """The numbers in the order in which they are printed, those of the whole plan first."""
    programs = words_for("level", "program")
    listing = (piece for piece in pieces if any(map(piece.bare.__contains__, programs)))
    return (*(found for piece in listing for found in _listed(piece)), *_in_chart(register))


@cache
def _list() -> regex.Pattern[str]:
    """Two numbers or more, each with the word for a level, in bare text."""
    level = "|".join(map(regex.escape, map(bare, words("level"))))
    item = rf"(?:총)?(?P<count>\d{{1,3}})[개대](?P<word>{level})"
    return lazy_pattern(rf"{item}(?:[{COMMAS}{DOTS}및와과]{{0,2}}{item})+")


def _listed(piece: Piece) -> Iterator[Announced]:
    for run in _list().finditer(piece.bare):
        counts = list(zip(run.captures("count"), run.captures("word"), strict=True))
        if any(meaning("level", word) == "program" for _, word in counts):
            for count, word in counts:
                yield Announced(
                    level=LEVELS[meaning("level", word)],
                    count=int(count),
                    printed=f"{count}개 {word}",
                    place=piece.place,
                )


def _in_chart(register: Sequence[RegisterEntry]) -> Iterator[Announced]:
    """The number in parentheses behind each strategy of the chart."""
    seen: set[str] = set()
    for entry in register:
        if entry.strategy and entry.strategy not in seen and entry.strategy_count is not None:
            seen.add(entry.strategy)
            yield Announced(
                level="program",
                count=entry.strategy_count,
                program_no=f"P{entry.code.partition('-')[0]}",
                printed=f"{entry.strategy} ({entry.strategy_count})",
                place=entry.place,
            )
