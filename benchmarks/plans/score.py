"""What was published of a document against its truth, one printed number at a time.

Numbers are paired first, labels are compared afterwards: a truth cell goes with the published value of the same size
that agrees with it best in its labels and whose series shares most numbers with the truth's series, each value once.
A value that is found in the published unit or in the base unit is the same size, so a wrong unit is a label's fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.plans.content import words
from benchmarks.plans.published import Observation, Published, Said
from benchmarks.plans.records import Series, Truth

CORE = ("program", "measure", "indicator", "payer", "unit", "period")
MAY_BE_EMPTY = ("strategy", "task", "department", "kind")
ABOUT_UNITS = ("unit-missing", "unit-conflict", "units-mixed")
ABOUT_VALUES = (
    "total-mismatch",
    "sum-mismatch",
    "summary-mismatch",
    "number-malformed",
    "value-out-of-line",
    "sign-ambiguous",
    "cumulative",
    "cell-empty",
)
ABOUT_ONE_CELL = ("cell-not-read",)
NOT_ABOUT_NUMBERS = ("program-without-table", "count-mismatch", "chapter-mismatch", "new-mismatch", "plan-title")
ABOUT_PROGRAMS = ("program", "name", "strategy", "task", "department", "code")
ABOUT_TABLES = ("table-not-understood", "source-damaged")
WORTH = {"period": 3, "program": 4, "measure": 2, "indicator": 3, "payer": 3, "unit": 1}
SCALES = {"천": 10**3, "만": 10**4, "백만": 10**6, "억": 10**8}
NUMBER = re.compile(r"([△▲-]?)\s*(\d[\d,]*(?:\.\d+)?)(천)?")
CODE = re.compile(r"^(?:과제)?[\dⅠ-Ⅻ]+(?:[-.–－][\dⅠ-Ⅻ]+)*[.)]?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A truth cell: a series in one period, with its number in the printed unit and in the base unit."""

    series: Series
    number: int
    period: str
    value: Decimal
    base: Decimal
    is_open: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one truth cell.

    ``how`` is right, bare, mislabelled, wrong or missing; ``labels`` are those that differ; ``note`` says what was
    published instead.
    """

    cell: Cell
    how: str
    labels: tuple[str, ...] = ()
    is_marked: bool = False
    note: str = ""

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
    context = _Context(published, cells, pairs, pages or {})
    result = Score(refusal=published.refusal)
    for at, cell in enumerate(cells):
        if not cell.is_open:
            result.outcomes.append(context.outcome(at, cell))
    rest = [item for at, item in enumerate(published.observations) if at not in used]
    _traps(truth, rest, result)
    result.slips = [(slip.what, _is_found(slip.rules, slip.quotes, published.findings)) for slip in truth.slips]
    if not published.refusal:
        result.document = _document(truth, published)
    return result


# ------------------------------------------------------------------------------------------------------- numbers


def number_of(text: str, unit: str = "") -> Decimal | None:
    """The number of a printed cell in its unit, thousands in a word counted in; None where there is none."""
    found = NUMBER.match(text.strip().removesuffix(unit))
    if not found:
        return None
    value = Decimal(found[2].replace(",", "")) * (1000 if found[3] else 1)
    return -value if found[1] else value


def scale_of(unit: str) -> int:
    """By how much a unit's scale word multiplies."""
    words = [word for word in SCALES if unit.startswith(word) and unit != word]
    return SCALES[max(words, key=len)] if words else 1


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


# -------------------------------------------------------------------------------------------------------- labels


def flat(text: str) -> str:
    """A text without spaces, marks and letter case."""
    return re.sub(r"[\s·ㆍ‧․,.()\[\]<>「」'‘’\"~∼/_–-]", "", unicodedata.normalize("NFKC", text)).lower()


def without_code(text: str) -> str:
    """A programme's name without a number printed in front of it."""
    return CODE.sub("", unicodedata.normalize("NFKC", text).replace(" ", ""))


def _is_program(cell: Cell, item: Observation) -> bool:
    return flat(cell.series.program) in (flat(item.program), flat(without_code(item.program))) or _is_longer(cell, item)


def _is_longer(cell: Cell, item: Observation) -> bool:
    """Whether the programme's name is the right one with a few more words, such as its office or a page number."""
    name = without_code(item.program)
    return flat(cell.series.program) != flat(name) and flat(name).startswith(flat(cell.series.program))


def _is_indicator(cell: Cell, item: Observation) -> bool:
    """Whether the indicator's name is one of the right ones, its unit or programme perhaps said again."""
    have = flat(item.indicator)
    for name in cell.series.names:
        unit, program = flat(cell.series.unit), flat(cell.series.program)
        allowed = {flat(name), flat(name) + unit, flat(name) + "목표", program + flat(name)}
        if cell.series.measure == "budget":
            allowed |= {flat(name) + "계", "계" + flat(name)}
        if have in allowed:
            return True
    return False


def _is_unit(cell: Cell, item: Observation) -> bool:
    unit = cell.series.unit
    right = (unit, f"천{unit}", *words().same_unit.get(unit, ()))  # 7천 in 명 is 7 in 천명 too, of the same base
    return flat(item.unit) in map(flat, right) and cell.base == item.base


def _is_code(cell: Cell, item: Observation) -> bool:
    digits = re.findall(r"\d+", unicodedata.normalize("NFKC", cell.series.code))
    return not item.code or not digits or re.findall(r"\d+", unicodedata.normalize("NFKC", item.code)) == digits


LABELS: dict[str, Callable[[Cell, Observation], bool]] = {
    "program": _is_program,
    "name": lambda c, o: not _is_longer(c, o),
    "strategy": lambda c, o: c.series.strategy is None or flat(without_code(o.strategy)) == flat(c.series.strategy),
    "task": lambda c, o: c.series.task is None or flat(without_code(o.task)) == flat(c.series.task),
    "department": lambda c, o: not c.series.department or flat(o.department) == flat(c.series.department),
    "measure": lambda c, o: o.measure == c.series.measure,
    "indicator": _is_indicator,
    "payer": lambda c, o: c.series.measure == "target" or o.payer == c.series.payer,
    "unit": _is_unit,
    "kind": lambda c, o: c.series.kind is None or o.kind == c.series.kind,
    "period": lambda c, o: o.period == c.period or (c.period.startswith("baseline") and o.period == "baseline:"),
    "code": _is_code,
}


def differing(cell: Cell, item: Observation) -> tuple[str, ...]:
    """The labels in which a published value differs from the truth."""
    return tuple(name for name, agrees in LABELS.items() if not agrees(cell, item))


# ------------------------------------------------------------------------------------------------------- outcomes


class _Context:
    """What is needed to say whether a finding is about a cell: which published table and row each truth row became."""

    def __init__(
        self, published: Published, cells: Sequence[Cell], pairs: dict[int, int], pages: dict[int, set[str]]
    ) -> None:
        self.published = published
        self.cells = cells
        self.pairs = pairs
        self.pages = pages
        self.tables: dict[int, set[str]] = defaultdict(set)
        self.rows: dict[int, set[tuple[str, str]]] = defaultdict(set)
        self.ids: dict[int, Counter[str]] = defaultdict(Counter)
        self.owners: dict[str, set[int]] = defaultdict(set)
        for at, other in pairs.items():
            cell, item = cells[at], published.observations[other]
            self.tables[cell.series.table].add(item.table)
            self.owners[item.table].add(cell.series.table)
            self.rows[cell.number].add((item.table, item.row))
            self.ids[cell.number][item.indicator_id] += 1

    def outcome(self, at: int, cell: Cell) -> Outcome:
        """What became of one cell, and whether a finding says so."""
        if at in self.pairs:
            item = self.published.observations[self.pairs[at]]
            labels = differing(cell, item)
            if not labels:
                return Outcome(cell, "right")
            false = tuple(label for label in labels if label not in MAY_BE_EMPTY or _shown(item, label))
            if not false:
                return Outcome(cell, "bare", labels)
            labels = false
            marked = all(self._is_said(item, label) for label in labels)
            note = "; ".join(f"{label}={_shown(item, label)!r}" for label in labels)
            return Outcome(cell, "mislabelled", labels, marked, note)
        if self.published.refusal:
            return Outcome(cell, "missing", is_marked=True, note=f"refused: {self.published.refusal}")
        other = self._instead(cell)
        if other is not None:
            said = any(self._is_at(found, other) for found in self.published.findings)
            return Outcome(cell, "wrong", is_marked=said, note=f"published {other.value}")
        return Outcome(cell, "missing", is_marked=self._is_left_out_with_a_reason(cell))

    def _instead(self, cell: Cell) -> Observation | None:
        """Another number that the cell's own series has in the cell's own period."""
        ids = self.ids[cell.number]
        best = ids.most_common(1)
        if not best or best[0][1] < 2:
            return None
        taken = set(self.pairs.values())
        for at, item in enumerate(self.published.observations):
            if item.indicator_id == best[0][0] and item.period == cell.period and at not in taken:
                return item
        return None

    def _is_said(self, item: Observation, label: str) -> bool:
        """Whether a finding speaks of this label of a published value."""
        for found in self.published.findings:
            if found.rule in NOT_ABOUT_NUMBERS or (found.rule in ABOUT_UNITS and label != "unit"):
                continue
            if found.rule in ABOUT_VALUES and label not in ("period", "kind"):
                continue
            if found.rule in ABOUT_ONE_CELL and found.column != item.column:
                continue
            if self._is_at(found, item):
                return True
            if not found.table and found.program_id == item.program_id and label in ABOUT_PROGRAMS:
                return True
        return False

    def _is_at(self, found: Said, item: Observation) -> bool:
        """Whether a finding's first cell is the value's cell or row, or its whole table is spoken of."""
        if not found.table or found.table != item.table or found.page != item.page:
            return False
        return not found.row or found.row == item.row or found.rule in ABOUT_TABLES

    def _is_left_out_with_a_reason(self, cell: Cell) -> bool:
        """Whether a finding quotes the cell, names its row, or speaks of its table."""
        series = cell.series
        printed = series.values[cell.period]
        known = self.tables[series.table]
        pages = self.pages.get(series.table, set())
        for found in self.published.findings:
            if found.rule in NOT_ABOUT_NUMBERS or found.rule in ABOUT_UNITS:
                continue
            if (found.table, found.row) in self.rows[cell.number]:
                return True
            if re.search(rf"(?<![\d,.]){re.escape(printed)}(?![\d,.])", found.text) and len(printed) > 2:
                return True
            if found.rule in NOT_ABOUT_NUMBERS or found.rule in ABOUT_VALUES:
                continue
            if found.table in known and (not found.row or found.rule in ABOUT_TABLES):
                return True
            is_free = not self.owners.get(found.table, set()) - {series.table}
            if found.rule in ABOUT_TABLES and found.page in pages and found.page and is_free:
                return True
            if found.rule in ABOUT_TABLES and flat(series.program) in flat(found.text):
                return True
            if found.rule in ABOUT_TABLES and not found.page and self._stands_there(found, series):
                return True
        return False

    def _stands_there(self, found: Said, series: Series) -> bool:
        """Whether a table of a format without pages stands between those of the truth tables round this one."""
        if not found.table or self.owners.get(found.table):
            return False
        at = int(found.table)
        before = [int(each) for table, all_ in self.tables.items() if table < series.table for each in all_]
        behind = [int(each) for table, all_ in self.tables.items() if table > series.table for each in all_]
        return max(before, default=-1) < at < min(behind, default=10**9)


def _shown(item: Observation, label: str) -> str:
    return item.program if label == "name" else str(getattr(item, label))


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
