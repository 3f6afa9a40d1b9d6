"""Tables that look like a yearly plan and are none: statistics, results, comparisons, other bodies, schedules."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.plans.content import Content, Line, Program
from benchmarks.plans.matrix import Matrix, Print, drawn
from benchmarks.plans.spelling import figure, year_word
from fixtures.make.document import Table

OTHERS = ("새벽시", "노을시", "한솔군")


@dataclass(frozen=True, slots=True)
class TrapTable:
    """A trap with the heading above it, its unit line, and its numbers by row; ``open`` are numbers not scored."""

    heading: str
    unit: str
    table: Table
    why: str
    rows: tuple[tuple[str, ...], ...]
    open: tuple[str, ...] = ()


class Traps:
    """Draws the traps of one plan; their numbers stand nowhere else in it."""

    def __init__(self, content: Content, chance: random.Random) -> None:
        self.content = content
        self.chance = chance
        self.how = content.features["year_words"]

    def make(self, why: str, program: Program) -> TrapTable:
        """A trap of one sort, about the programme under which it is printed."""
        of_program: dict[str, Callable[[Program], TrapTable]] = {
            "statistics": self._statistics,
            "results": self._results,
            "comparison": self._comparison,
        }
        others = {
            "last-this-year": self._last_this_year,
            "other-body": self._other_body,
            "schedule": self._schedule,
        }
        return of_program[why](program) if why in of_program else others[why]()

    def _number(self, low: int, high: int) -> int:
        for _ in range(200):
            value = self.chance.randrange(low, high)
            if value not in self.content.used:
                break
        self.content.used.add(value)
        return value

    def _texts(self, count: int, low: int = 110, high: int = 4900) -> list[str]:
        return [figure(Decimal(self._number(low, high)), self.content.features) for _ in range(count)]

    def _past_texts(self, line: Line, count: int) -> list[str]:
        """Values somewhat below those that are planned, rising."""
        first = line.values[str(self.content.years[0])]
        step = Decimal("0.1") if line.kind == "rate" else Decimal(1)
        found: list[Decimal] = []
        for at in range(count):
            percent = self.chance.randrange(60 + 6 * at, 66 + 6 * at)
            value = max(step, (first * percent / 100).quantize(step))
            while int(value) >= 100 and int(value) in self.content.used:
                value += step
            self.content.used.add(int(value))
            found.append(value)
        return [figure(value, self.content.features) for value in found]

    def _made(
        self, heading: str, corner: str, labels: Sequence[str], heads: Sequence[str], texts: Sequence[Sequence[str]]
    ) -> TrapTable:
        matrix = Matrix((corner,), rows=[(label,) for label in labels], columns=[(head,) for head in heads])
        matrix.texts = {(row, column): text for row, line in enumerate(texts) for column, text in enumerate(line)}
        return TrapTable(heading, "", drawn(matrix, Print()), "", tuple(map(tuple, texts)))

    def _past(self, count: int) -> list[str]:
        return [year_word(self.content.year - back, self.how) for back in range(count, 0, -1)]

    def _statistics(self, program: Program) -> TrapTable:
        """Five past years of what the plan is about."""
        heads = self._past(5)
        counted = program.targets
        labels = [f"{line.name}({line.unit})" for line in counted]
        made = self._made("최근 5년간 현황", "구분", labels, heads, [self._past_texts(line, 5) for line in counted])
        return TrapTable(made.heading, "", made.table, "statistics", made.rows)

    def _results(self, program: Program) -> TrapTable:
        """Three past years of results and what was spent."""
        heads = self._past(3)
        counted = program.targets[0]
        labels = [f"{counted.name}({counted.unit})", "집행액(백만원)"]
        made = self._made("추진실적", "구분", labels, heads, [self._past_texts(counted, 3), self._texts(3)])
        return TrapTable(made.heading, "", made.table, "results", made.rows)

    def _comparison(self, program: Program) -> TrapTable:
        """What was planned before the change of the plan, beside what is planned now, without a year."""
        rows = [self._changed() for _ in range(2)]
        labels = [program.targets[0].name, program.budgets[0].name]
        made = self._made("계획 변경 내역", "구분", labels, ("당초", "변경", "증감"), rows)
        return TrapTable(made.heading, "", made.table, "comparison", made.rows)

    def _changed(self) -> list[str]:
        before, after = self._number(300, 4900), self._number(300, 4900)
        sign = "△" if after < before else ""
        features = self.content.features
        return [
            figure(Decimal(before), features),
            figure(Decimal(after), features),
            sign + figure(Decimal(abs(after - before)), features),
        ]

    def _last_this_year(self) -> TrapTable:
        """The budget of last year beside this year's; a person may take this year's for a plan, so it is open."""
        rows = [self._changed() for _ in range(2)]
        year = self.content.year
        heads = [f"{year_word(year - 1, self.how)}\n(전년)", f"{year_word(year, self.how)}\n(금년)", "증감"]
        made = self._made("예산 비교", "과목", ["사무관리비", "민간위탁금"], heads, rows)
        traps = tuple((row[0], row[2]) for row in rows)
        return TrapTable(made.heading, "(단위: 백만원)", made.table, "last-this-year", traps, tuple(r[1] for r in rows))

    def _other_body(self) -> TrapTable:
        """What other cities plan to spend in the same years."""
        heads = [year_word(year, self.how) for year in self.content.years]
        rows = [self._texts(len(heads)) for _ in OTHERS]
        made = self._made("참고  다른 지자체의 투자 사례", "지자체", OTHERS, heads, rows)
        return TrapTable(made.heading, "(단위: 백만원)", made.table, "other-body", made.rows)

    def _schedule(self) -> TrapTable:
        """The quarters of one year."""
        heads = [f"{quarter}분기" for quarter in range(1, 5)]
        rows = [self._texts(4, 110, 990), ["계획 수립", "시행", "점검", "평가"]]
        made = self._made("분기별 추진일정", "구분", ["현장 점검(건)", "주요 일정"], heads, rows)
        return TrapTable(made.heading, "", made.table, "schedule", made.rows[:1])
