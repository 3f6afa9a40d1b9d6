"""What was published of a document against its truth, one printed number at a time.

Numbers are paired first, labels are compared afterwards: a truth cell goes with the published value of the same size
that agrees with it best in its labels and whose series shares most numbers with the truth's series, each value once.
A value that is found in the published unit or in the base unit is the same size, so a wrong unit is a label's fault.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.plans.labels import CORE, MAY_BE_EMPTY, Cell, differing, flat, number_of, scale_of, shown
from benchmarks.plans.published import Observation, Published, Said
from benchmarks.plans.records import Truth
from benchmarks.plans.told import NOT_ABOUT_NUMBERS, Told

WORTH = {"period": 3, "program": 4, "measure": 2, "indicator": 3, "payer": 3, "unit": 1}  # beside a shared number: 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one truth cell.

    ``how`` is right, bare, mislabelled, wrong or missing; ``labels`` are those that differ; ``note`` says what was
    published instead; ``item`` is the published value that goes with the cell.
    """

    cell: Cell
    how: str
    labels: tuple[str, ...] = ()
    is_marked: bool = False
    note: str = ""
    item: Observation | None = None

    @property
    def is_silent(self) -> bool:
        """Whether a user is told something else than the document says, and not warned."""
        return self.how not in ("right", "bare") and not self.is_marked

    @property
    def is_right_in_core(self) -> bool:
        """Whether what differs is only what stands above the programme, its office or the kind of the values."""
        return self.how in ("right", "bare", "mislabelled") and not set(self.labels) & set(CORE)


@dataclass(slots=True)
class Score:
    """The outcomes of a document: of its cells, of its traps and slips, and of the labels of the whole plan."""

    outcomes: list[Outcome] = field(default_factory=list)
    false: list[Observation] = field(default_factory=list)
    trap_cells: int = 0
    traps: list[tuple[str, Observation]] = field(default_factory=list)
    slips: list[tuple[str, bool]] = field(default_factory=list)
    document: dict[str, bool] = field(default_factory=dict)
    refusal: str = ""


def score(truth: Truth, published: Published, pages: dict[int, set[str]] | None = None) -> Score:
    """The outcomes of one document; ``pages`` are those of each truth table, for a format that has pages."""
    cells = list(_cells(truth))
    pairs = _pairs(cells, published.observations)
    used = set(pairs.values())
    outcomes = _Outcomes(published, cells, pairs, Told(published, cells, pairs, pages or {}))
    result = Score(refusal=published.refusal)
    for at, cell in enumerate(cells):
        if not cell.is_open:
            result.outcomes.append(outcomes.outcome(at, cell))
    rest = [item for at, item in enumerate(published.observations) if at not in used]
    _traps(truth, rest, result)
    result.slips = [(slip.what, _is_found(slip.rules, slip.quotes, published.findings)) for slip in truth.slips]
    if not published.refusal:
        result.document = _document(truth, published)
    return result


# ------------------------------------------------------------------------------------------------------- numbers


def _cells(truth: Truth) -> Iterable[Cell]:
    for number, series in enumerate(truth.series):
        for period, text in series.values.items():
            value = number_of(text, series.unit)
            if value is not None:
                base = value * scale_of(series.unit)
                yield Cell(series, number, period, value, base, period in series.open)


def _pairs(cells: Sequence[Cell], observations: Sequence[Observation]) -> dict[int, int]:
    """The published value that goes with each truth cell, by their places in the two lists."""
    sizes: dict[Decimal, list[int]] = defaultdict(list)
    for at, item in enumerate(observations):
        for size in {item.value, item.base}:
            sizes[size].append(at)
    shared: Counter[tuple[int, str]] = Counter()
    candidates: list[tuple[int, int]] = []
    for at, cell in enumerate(cells):
        near = {other for size in {cell.value, cell.base} for other in sizes.get(size, ())}
        candidates += [(at, other) for other in near]
        shared.update({(cell.number, observations[other].indicator_id) for other in near})
    ranked = []
    for at, other in candidates:
        cell, item = cells[at], observations[other]
        alike = sum(WORTH[label] for label in CORE if label not in differing(cell, item))
        together = shared[cell.number, item.indicator_id]
        is_telling = cell.value >= 100 or cell.value % 1 != 0
        if together >= 2 or is_telling or alike >= WORTH["program"] + WORTH["period"]:
            ranked.append((2 * together + alike, -at, -other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, other in sorted(ranked, reverse=True):
        if -at not in pairs and -other not in taken:
            pairs[-at] = -other
            taken.add(-other)
    return pairs


# ------------------------------------------------------------------------------------------------------- outcomes


class _Outcomes:
    """Says what became of the truth cells of one document."""

    def __init__(self, published: Published, cells: Sequence[Cell], pairs: Mapping[int, int], told: Told) -> None:
        self.published = published
        self.pairs = pairs
        self.told = told
        self.taken = set(pairs.values())
        self.ids: dict[int, Counter[str]] = defaultdict(Counter)
        for at, other in pairs.items():
            self.ids[cells[at].number][published.observations[other].indicator_id] += 1

    def outcome(self, at: int, cell: Cell) -> Outcome:
        """What became of one cell, and whether a finding says so."""
        if at in self.pairs:
            return self._of_pair(cell, self.published.observations[self.pairs[at]])
        if self.published.refusal:
            return Outcome(cell, "missing", is_marked=True, note=f"refused: {self.published.refusal}")
        other = self._instead(cell)
        if other is not None:
            return Outcome(cell, "wrong", is_marked=self.told.is_said_of_value(other), note=f"published {other.value}")
        return Outcome(cell, "missing", is_marked=self.told.is_left_out_with_a_reason(cell))

    def _of_pair(self, cell: Cell, item: Observation) -> Outcome:
        labels = differing(cell, item)
        false = tuple(label for label in labels if label not in MAY_BE_EMPTY or shown(item, label))
        if not false:
            return Outcome(cell, "bare" if labels else "right", labels, item=item)
        is_marked = all(self.told.is_said_of_label(item, label) for label in false)
        note = "; ".join(f"{label}={shown(item, label)!r}" for label in false)
        return Outcome(cell, "mislabelled", false, is_marked, note, item)

    def _instead(self, cell: Cell) -> Observation | None:
        """Another number that the cell's own series has in the cell's own period."""
        best = self.ids[cell.number].most_common(1)
        if not best or best[0][1] < 2:
            return None
        for at, item in enumerate(self.published.observations):
            if item.indicator_id == best[0][0] and item.period == cell.period and at not in self.taken:
                return item
        return None


# ------------------------------------------------------------------------------------- traps, slips and the title


def _traps(truth: Truth, rest: Sequence[Observation], result: Score) -> None:
    """Which values that belong to no truth cell are numbers of a trap, and which stand for nothing."""
    result.trap_cells = sum(len(trap.numbers) for trap in truth.traps if trap.why != "open")
    by_series: dict[str, list[Observation]] = defaultdict(list)
    for item in rest:
        by_series[item.indicator_id].append(item)
    for items in by_series.values():
        for item in items:
            sort = _trap_of(truth, item, items)
            if sort == "open":
                continue
            if sort:
                result.traps.append((sort, item))
            else:
                result.false.append(item)


def _trap_of(truth: Truth, item: Observation, others: Sequence[Observation]) -> str:
    """The sort of trap a value was taken from: a telling number, or one of several of the same row."""
    for trap in truth.traps:
        numbers = {number_of(text) for text in trap.numbers}
        shared = sum(other.value in numbers or other.base in numbers for other in others)
        if (item.value in numbers or item.base in numbers) and (shared >= 2 or item.value >= 100):
            return trap.why
    return ""


def _is_found(rules: Sequence[str], quotes: Sequence[str], findings: Sequence[Said]) -> bool:
    """Whether a finding of one of the rules, or of any where none is named, quotes the slip."""
    fitting = [found for found in findings if (found.rule in rules if rules else found.rule not in NOT_ABOUT_NUMBERS)]
    return any(flat(quote) in flat(found.text) for found in fitting for quote in quotes)


def _document(truth: Truth, published: Published) -> dict[str, bool]:
    """Whether the labels of the plan as a whole are right; an office that is not named claims nothing."""
    title = flat(published.title)
    result = {"title": title in {flat(each) for each in truth.titles}}
    if truth.first_year is not None:
        result["years"] = (published.first_year, published.last_year) == (str(truth.first_year), str(truth.last_year))
    if published.office:
        result["office"] = flat(published.office) in flat(truth.office) or flat(truth.office) in flat(published.office)
    return result
