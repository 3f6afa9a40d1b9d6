"""No text, however made, takes a reader long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import get_args

import pytest

from benchmarks.adversarial import MOST, adversarial, short, slowest
from normalize.cells.amount import AmountStatus
from normalize.cells.read import read_amount

GENEROUS = 3.0  # seconds for one text on a slow machine; what backtracks needs minutes
STATUSES = set(get_args(AmountStatus))


ADVERSARIAL = [
    "1",
    "1,",
    "1 ",
    "(",
    "( ",
    "1만",
    "1억 ",
    "약",
    "총 ",
    "50명 ",
    "50명,",
    "1~",
    "1→",
    "△",
    "-",
    "가",
    "가 ",
    "1/",
    "제1",
    "①",
    "ﷺ",
    "\n1",
    " ",
]


@pytest.mark.parametrize("piece", ADVERSARIAL, ids=repr)
@pytest.mark.parametrize("length", [299, 10_000])
@pytest.mark.parametrize("tail", ["", "x", ")"])
def test_no_text_takes_long(piece: str, length: int, tail: str) -> None:
    text = (piece * length)[: length - 1] + tail
    started = time.perf_counter()
    amount = read_amount(text, None)
    assert time.perf_counter() - started < GENEROUS
    assert amount.status in STATUSES


@pytest.mark.parametrize("texts", [adversarial(200), short(2_000)], ids=["10,000 characters", "10 to 300"])
def test_no_reader_takes_a_second_on_an_adversarial_text(texts: Iterator[str]) -> None:
    assert {name: took for name, took in slowest(texts).items() if took[0] >= MOST} == {}
