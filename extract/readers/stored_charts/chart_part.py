"""The numbers of a chart part of Office Open XML (DrawingML charts, ECMA-376 part 1, 21.2), over the years they are of.

HWPX keeps it as ``Chart/chart1.xml``, HWP 5 in an OLE object. A part that is no such chart holds no years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal, InvalidOperation
from xml.parsers import expat

from plan.years import read_year

FEWEST_YEARS = 3  # with numbers, that a chart over years has
EXACT = 15  # digits of a stored number that are not the rounding of a binary one: 65.400000000000006
LARGEST = 20  # digits before the point, or zeros behind it, of a number that anybody charts
LABELS = {"cat": "cat", "xVal": "cat", "val": "val", "yVal": "val", "tx": "tx"}  # parts of a series


class _Series:
    """A row of a chart: its name, and the labels and the numbers of its points."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, str]] = {"tx": {}, "cat": {}, "val": {}}
        self.is_share = False

    @property
    def name(self) -> str:
        return "".join(self.parts["tx"].values())

    def number(self, point: str) -> str | None:
        """What the number of a point is read as, None where it has none."""
        try:
            number = Context(prec=EXACT).create_decimal(self.parts["val"].get(point, "").strip())
        except InvalidOperation:
            return None
        if not number.is_finite() or abs(number.adjusted()) > LARGEST:
            return None
        return f"{_plain(number * 100)}%" if self.is_share else _plain(number)


class _ChartPart:
    """Takes the elements of a chart part as they come."""

    def __init__(self) -> None:
        self.series: list[_Series] = []
        self._open: list[str] = []
        self._part = self._point = self._said = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "ser":
            self.series.append(_Series())
        elif self._open[-1:] == ["ser"]:
            self._part, self._point = LABELS.get(local, ""), ""
        elif local == "pt":
            self._point = attributes.get("idx", "")
        self._said = ""
        self._open.append(local)

    def characters(self, text: str) -> None:
        self._said += text

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self._open.pop()
        if "ser" in self._open and self._part:
            own = self.series[-1]
            if local == "v":
                own.parts[self._part].setdefault(self._point, self._said)  # the nearest of several levels of labels
            elif local == "formatCode" and self._part == "val":
                own.is_share = self._said.strip().endswith("%")


def years_of_chart(data: bytes) -> list[str]:
    """What each row of a chart over years says as print would, such as ``2025년 310, 2026년 340, 2027년 355``."""
    chart = _ChartPart()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = chart.start
    parser.EndElementHandler = chart.end
    parser.CharacterDataHandler = chart.characters
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, _NoChartError):
        return []
    rows = [*_along(chart.series), *_across(chart.series)]
    return [", ".join(f"{year}년 {row[year]}" for year in sorted(row)) for row in rows if len(row) >= FEWEST_YEARS]


class _NoChartError(Exception):
    """No genuine part has a document type."""


def _refuse(*_: object) -> None:
    raise _NoChartError


def _along(series: Sequence[_Series]) -> Iterator[dict[int, str]]:
    """The numbers of each series whose points are of years; labels that only the first has are those of all."""
    labels: dict[str, str] = {}
    for own in series:
        labels = own.parts["cat"] or labels
        yield _by_year([(said, own.number(point)) for point, said in labels.items()])


def _across(series: Sequence[_Series]) -> Iterator[dict[int, str]]:
    """The numbers of each point of a chart whose series are of years."""
    points = dict.fromkeys(point for own in series for point in own.parts["val"])
    if sum(_year(own.name) is not None for own in series) >= FEWEST_YEARS:
        for point in points:
            yield _by_year([(own.name, own.number(point)) for own in series])


def _by_year(numbers: Sequence[tuple[str, str | None]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for said, number in numbers:
        if number is not None and (year := _year(said)) is not None:
            found.setdefault(year, number)
    return found


def _year(said: str) -> int | None:
    reading = read_year(said.strip())
    return reading.year if reading.kind == "year" else None


def _plain(number: Decimal) -> str:
    """A number as it is printed, without zeros at its end."""
    whole = number == number.to_integral_value()
    return f"{number.to_integral_value() if whole else number.normalize():,f}"
