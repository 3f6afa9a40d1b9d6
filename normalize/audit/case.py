"""What the audit looks at: what is printed, and the series that were read of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from normalize.tables.rows import Row
from plan.records.base import Place
from plan.records.meaning import Indicator, Observation
from plan.records.printed import ExtractedPlan, ProgramNode

NOT_SUMMED = ("rate", "rank", "level", "cumulative", "qualitative")


class Series(msgspec.Struct, frozen=True):
    """An indicator with its observations and the row of the year table that it was read from."""

    indicator: Indicator
    observations: tuple[Observation, ...]
    row: Row

    @property
    def program_no(self) -> str:
        """The programme whose series it is."""
        return self.indicator.program_no

    def at(self, year: int | None) -> Observation | None:
        """What the table says of a year, or of the total where no year is given."""
        periods = ("total",) if year is None else ("year", "baseline")
        return next((o for o in self.observations if o.period_type in periods and o.year == year), None)

    def years(self) -> list[Observation]:
        """The observations of single years, in the order of the years."""
        return sorted((o for o in self.observations if o.period_type == "year"), key=lambda o: o.year or 0)

    def named(self, observation: Observation) -> str:
        """The name of the series with the period of one of its values, as a finding says it."""
        return f"{self.indicator.name} ({observation.year})" if observation.year else self.indicator.name


class Case(msgspec.Struct, frozen=True):
    """A plan to be audited."""

    extracted: ExtractedPlan
    series: tuple[Series, ...]

    def by_program(self) -> dict[str, list[Series]]:
        """The series of each programme, as printed."""
        found: dict[str, list[Series]] = {}
        for series in self.series:
            found.setdefault(series.program_no, []).append(series)
        return found

    def programs(self) -> Iterator[ProgramNode]:
        """The unit programmes."""
        return (node for node in self.extracted.programs if node.level == "program")


def case_of(
    extracted: ExtractedPlan, indicators: Sequence[Indicator], observations: Sequence[Observation], rows: Sequence[Row]
) -> Case:
    """Bring each indicator together with its observations and its row."""
    grouped: dict[tuple[str, str, int], list[Observation]] = {}
    for o in observations:
        grouped.setdefault((o.program_no, o.measure, o.indicator_no), []).append(o)
    return Case(
        extracted,
        tuple(
            Series(entry, tuple(grouped.get((entry.program_no, entry.measure, entry.indicator_no), ())), row)
            for entry, row in zip(indicators, rows, strict=True)
        ),
    )


def places_of(observations: Sequence[Observation]) -> tuple[Place, ...]:
    """The cells of these observations, each once."""
    return tuple(dict.fromkeys(o.place for o in observations))


def plain(value: Decimal) -> str:
    """A number without an exponent and without trailing zeros."""
    return f"{value.normalize():f}"
