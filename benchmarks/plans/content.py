"""What the plan is about: its office, its programmes and the figures of every year, before anything is printed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

import msgspec

from benchmarks.plans.records import HERE, Features, Measure

KINDS_OF_ONE_YEAR = ("yearly", "work", "performance", "report")
BODIES = ("가람대학교", "나루연구원", "도담문화재단")
MONEY = {"백만원": (120, 4900, 1), "천원": (120_000, 4_900_000, 500), "억원": (12, 890, 1)}
BUDGET_WORDS = ("사업비", "소요예산", "예산액", "투자비")


class Counted(msgspec.Struct, array_like=True, frozen=True):
    """What a programme counts, in which unit, between which yearly values, and how the years relate."""

    name: str
    unit: str
    low: int
    high: int
    kind: str


class ProgramWords(msgspec.Struct, frozen=True):
    """The name of a programme and what it counts."""

    name: str
    counted: tuple[Counted, ...]


class TaskWords(msgspec.Struct, frozen=True):
    """The name of a task and its programmes."""

    name: str
    program: tuple[ProgramWords, ...]


class StrategyWords(msgspec.Struct, frozen=True):
    """The name of a strategy and its tasks."""

    name: str
    task: tuple[TaskWords, ...]


class Theme(msgspec.Struct, frozen=True):
    """A field of policy with the offices that work in it."""

    plan: str
    bureau: str
    departments: tuple[str, ...]
    strategy: tuple[StrategyWords, ...]
    school: bool = False


class WhoPays(msgspec.Struct, array_like=True, frozen=True):
    """A payer as printed, and its class in the output."""

    printed: str
    payer: str


class PlaceWords(msgspec.Struct, frozen=True):
    """A made-up city, province or county and who pays for its programmes."""

    name: str
    payers: tuple[WhoPays, ...]


class Notes(msgspec.Struct, frozen=True):
    """What is printed below a table."""

    texts: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """All invented wording."""

    place: tuple[PlaceWords, ...]
    theme: tuple[Theme, ...]
    sections: dict[str, tuple[str, ...]]
    notes: Notes
    same_unit: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The wording of words.toml."""
    return msgspec.toml.decode((HERE / "words.toml").read_bytes(), type=Words)


@dataclass(frozen=True, slots=True)
class Line:
    """One series with its value of every year and period that a table may ask for."""

    measure: Measure
    name: str
    unit: str
    kind: str
    values: Mapping[str, Decimal]
    payer: WhoPays | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """A programme with its numbers among its neighbours, from 1; ``chapter_number`` runs through its chapter."""

    name: str
    strategy: int
    task: int
    number: int
    chapter_number: int
    strategy_name: str
    task_name: str
    department: str
    targets: tuple[Line, ...]
    budgets: tuple[Line, ...]
    has_table: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """A plan's office, years and programmes; ``years`` are those its tables show."""

    features: Features
    chance: random.Random
    place: PlaceWords
    theme: Theme
    year: int
    first: int
    last: int
    years: tuple[int, ...]
    budget_word: str
    programs: tuple[Program, ...]
    used: set[int] = field(default_factory=set)

    @property
    def office(self) -> str:
        """The office that writes the plan."""
        return f"{self.place.name} {self.theme.bureau}"


class Figures:
    """Draws values; a number of three digits or more is drawn once only in a document."""

    def __init__(self, chance: random.Random, features: Features) -> None:
        self.chance = chance
        self.used: set[int] = set()
        self.money = features["money"] if features["money"] in MONEY else "백만원"
        self.thousands = features["number"] == "3천"

    def number(self, low: int, high: int, step: int = 1) -> int:
        """A number that no other cell shows, or any where it is small."""
        for _ in range(200):
            value = self.chance.randrange(low, high, step)
            if value < 100 or value not in self.used:
                break
        self.used.add(value)
        return value

    def counted(self, row: Counted, periods: tuple[str, ...]) -> Line:
        """The values of an indicator in each period."""
        near = self._near(row.low, row.high)
        steps = [self._count(row, near) for _ in periods]
        if row.kind in ("rate", "level", "cumulative"):
            steps.sort()
        if row.kind == "rank":
            steps.sort(reverse=True)
        return Line("target", row.name, row.unit, row.kind, dict(zip(periods, steps, strict=True)))

    def _near(self, low: int, high: int) -> range:
        """The part of a range in which the years of one series lie."""
        middle = self.chance.randrange(low, max(low + 1, high * 2 // 3))
        return range(max(low, middle * 3 // 4), max(middle * 4 // 3, low + 8))

    def _count(self, row: Counted, near: range) -> Decimal:
        if row.kind == "rate":
            return Decimal(self.number(near.start * 10, min(near.stop, 99) * 10)).scaleb(-1)
        if self.thousands and row.low >= 1000 and row.unit not in MONEY:
            return Decimal(self.chance.randrange(max(1, near.start // 1000), near.stop // 1000 + 2) * 1000)
        return Decimal(self.number(near.start, near.stop))

    def budget(
        self, name: str, periods: tuple[str, ...], payers: tuple[WhoPays, ...], bodies: bool
    ) -> tuple[Line, ...]:
        """The budget as a whole and of each payer; of two bodies with their payers where ``bodies`` is asked for."""
        low, high, step = MONEY[self.money]
        shift = -1 if self.money == "억원" else 0

        def values() -> dict[str, Decimal]:
            near = self._near(low // step, high // step)
            return {
                period: Decimal(self.number(near.start * step, near.stop * step, step)).scaleb(shift)
                for period in periods
            }

        if bodies:
            groups = self.chance.sample(BODIES, 2)
            return tuple(
                Line("budget", name, self.money, "flow", values(), payer, group) for group in groups for payer in payers
            )
        if not payers:
            return (Line("budget", name, self.money, "flow", values()),)
        parts = [Line("budget", name, self.money, "flow", values(), payer) for payer in payers]
        whole = {period: sum((part.values[period] for part in parts), Decimal(0)) for period in periods}
        return (Line("budget", name, self.money, "flow", whole, WhoPays("계", "total")), *parts)


def content_of(seed: int, features: Features) -> Content:
    """What a plan of these features is about; the same seed gives the same city and programmes where it can."""
    chance = random.Random(f"{seed}/content")
    wording = words()
    place = chance.choice(wording.place)
    school = features["year_words"] == "2026학년도"
    themes = [theme for theme in wording.theme if theme.school == school]
    if features["money_target"] == "yes":
        themes = [theme for theme in themes if _counts_money(theme)]
    theme = chance.choice(themes)
    year = chance.choice((2025, 2026, 2027))
    length = 3 if features["form"] == "payers-under-years" else chance.choice((4, 5, 5))
    is_long = features["kind"] not in KINDS_OF_ONE_YEAR
    last = year + length - 1 if is_long else year
    years = tuple(range(year, last + 1)) if is_long else tuple(range(year, year + 3))
    if features["kind"] == "performance":
        years = tuple(range(year - 3, year + 1)) if features["form"] == "goal-actual" else (year, year + 1, year + 2)
    figures = Figures(chance, features)
    word = chance.choice(BUDGET_WORDS)
    programs = _programs(chance, features, theme, place, years, figures, word)
    return Content(features, chance, place, theme, year, year, last, years, word, programs, figures.used)


def _counts_money(theme: Theme) -> bool:
    """Whether a target of the theme is a sum of money, such as what shops sell."""
    programs = [program for strategy in theme.strategy for task in strategy.task for program in task.program]
    return any(row.unit in MONEY for program in programs for row in program.counted)


def _programs(
    chance: random.Random,
    features: Features,
    theme: Theme,
    place: PlaceWords,
    years: tuple[int, ...],
    figures: Figures,
    word: str,
) -> tuple[Program, ...]:
    periods = (f"baseline:{years[0] - 1}", "prior", *map(str, years), "later", f"spent:{years[0] - 1}")
    payers = tuple(chance.sample(place.payers, 2)) if features["payers"] != "none" else ()
    payers = tuple(sorted(payers, key=place.payers.index))
    found: list[Program] = []
    for strategy_no, strategy in enumerate(theme.strategy, start=1):
        in_chapter = 0
        for task_no, task in enumerate(strategy.task, start=1):
            for number, program in enumerate(task.program, start=1):
                in_chapter += 1
                running = in_chapter if features["numbering"] == "restart" else len(found) + 1
                counted = [row for row in program.counted if row.unit not in MONEY or features["money_target"] == "yes"]
                counted = counted[: 1 if features["form"] == "target-budget" else 2]
                found.append(
                    Program(
                        name=program.name,
                        strategy=strategy_no,
                        task=task_no,
                        number=number,
                        chapter_number=running,
                        strategy_name=strategy.name,
                        task_name=task.name,
                        department=chance.choice(theme.departments),
                        targets=tuple(figures.counted(row, periods) for row in counted),
                        budgets=figures.budget(word, periods, payers, features["payers"] == "bodies"),
                    )
                )
    return _varied(found, features, chance)


def _varied(programs: list[Program], features: Features, chance: random.Random) -> tuple[Program, ...]:
    """With one heading in two chapters, and with programmes that have no table."""
    found = [program for program in programs if chance.random() < 0.8 or program.number == 1]
    renumbered: list[Program] = []
    for program in found:
        before = [other for other in renumbered if other.strategy == program.strategy]
        siblings = [other for other in before if other.task == program.task]
        running = len(before) + 1 if features["numbering"] == "restart" else len(renumbered) + 1
        renumbered.append(replace(program, number=len(siblings) + 1, chapter_number=running))
    if features["same_heading"] == "yes":
        last = renumbered[-1]
        renumbered[-1] = replace(last, name=renumbered[0].name)
    if features["without_table"] == "some":
        bare = chance.sample(range(1, len(renumbered)), 2)
        renumbered = [replace(item, has_table=place not in bare) for place, item in enumerate(renumbered)]
    return tuple(renumbered)
