"""The shares of what became of the numbers, by format and feature, and what differs in a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.plans.records import NOT_DRAWN
from benchmarks.plans.run import Result
from benchmarks.plans.score import Outcome

FEW = 3  # documents; a feature's value seen in fewer is not ranked
SHOWN = 12  # kinds of differences of one document


@dataclass(slots=True)
class Tally:
    """The counts of some documents: their cells by outcome, and what was published beside the truth."""

    documents: int = 0
    refused: int = 0
    crashed: int = 0
    cells: int = 0
    right: int = 0
    bare: int = 0
    core: int = 0
    mislabelled: int = 0
    wrong: int = 0
    missing: int = 0
    in_refused: int = 0
    honest: int = 0
    silent: int = 0
    false: int = 0
    traps: int = 0
    trap_cells: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    empty_labels: Counter[str] = field(default_factory=Counter)
    silent_labels: Counter[str] = field(default_factory=Counter)
    slips: Counter[str] = field(default_factory=Counter)
    document_labels: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result) -> None:
        """Count one document."""
        scored = result.score
        self.documents += 1
        self.refused += bool(scored.refusal)
        self.crashed += scored.refusal.startswith("CRASH")
        self.false += len(scored.false)
        self.traps += len(scored.traps)
        self.trap_cells += scored.trap_cells
        for outcome in scored.outcomes:
            self._add_cell(outcome)
        self.in_refused += len(scored.outcomes) if scored.refusal else 0
        for what, is_found in scored.slips:
            self.slips[f"{what} {'found' if is_found else 'not found'}"] += 1
        for name, is_right in scored.document.items():
            self.document_labels[f"{name} {'right' if is_right else 'wrong'}"] += 1

    def _add_cell(self, outcome: Outcome) -> None:
        self.cells += 1
        self.right += outcome.how == "right"
        self.bare += outcome.how == "bare"
        self.core += outcome.is_right_in_core
        self.mislabelled += outcome.how == "mislabelled"
        self.wrong += outcome.how == "wrong"
        self.missing += outcome.how == "missing"
        self.honest += outcome.how != "right" and outcome.is_marked
        if outcome.how == "bare":
            self.empty_labels.update(outcome.labels)
            return
        self.silent += outcome.is_silent
        self.labels.update(outcome.labels)
        if outcome.is_silent:
            self.silent_labels.update(outcome.labels)

    def share(self, count: int) -> str:
        """A count as a share of the cells."""
        return f"{count / self.cells:6.1%}" if self.cells else "     -"

    def line(self, name: str) -> str:
        """One line of a table of shares."""
        counts = (self.right, self.bare, self.core, self.mislabelled, self.wrong, self.missing)
        told = (self.honest, self.in_refused, self.silent)
        shares = " ".join(f"{self.share(count):>7}" for count in (*counts, *told))
        return f"{name:32} {self.documents:5} {self.cells:6} {shares} {self.false:6} {self.traps:6}"


HEAD = (
    f"{'':32} {'docs':>5} {'cells':>6} {'right':>7} {'bare':>7} {'core':>7} {'mislab.':>7} {'wrong':>7} {'missing':>7} "
    f"{'honest':>7} {'refused':>7} {'silent':>7} {'false':>6} {'traps':>6}"
)


def tally(results: Iterable[Result]) -> Tally:
    """The counts of some documents together."""
    counts = Tally()
    for result in results:
        counts.add(result)
    return counts


def summary(results: Sequence[Result]) -> list[str]:
    """The shares of all documents, by format and by feature, the worst value of a feature first."""
    whole = tally(results)
    lines = [HEAD, whole.line("all")]
    formats = dict.fromkeys(result.format for result in results)
    lines += [tally(result for result in results if result.format == name).line(name) for name in formats]
    lines += ["", *_labels(whole)]
    lines += [f"refused {whole.refused} of {whole.documents} documents, {whole.crashed} crashes"]
    lines += [f"trap numbers published: {whole.traps} of {whole.trap_cells}"]
    lines += [f"slips: {_counted(whole.slips)}", f"labels of the plan: {_counted(whole.document_labels)}"]
    lines += ["", "refusals: " + _counted(_refusals(results)), "", HEAD, *by_feature(results)]
    return lines


def _labels(whole: Tally) -> list[str]:
    return [
        f"labels left empty in bare cells, of {whole.cells} cells: {_counted(whole.empty_labels)}",
        f"labels that differ in mislabelled cells: {_counted(whole.labels)}",
        f"without a finding about them: {_counted(whole.silent_labels)}",
    ]


def _refusals(results: Sequence[Result]) -> Counter[str]:
    refused = [result.score.refusal for result in results if result.score.refusal]
    return Counter(text.partition(":")[0] for text in refused)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.most_common()) or "none"


def by_feature(results: Sequence[Result]) -> list[str]:
    """A line for each value of each feature, those right least often first within a feature."""
    groups: dict[str, dict[str, list[Result]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        for name, value in result.truth.features.items():
            if value != NOT_DRAWN:
                groups[name][value].append(result)
    lines = []
    for name, values in groups.items():
        counted = [(tally(items), value) for value, items in values.items()]
        for counts, value in sorted(counted, key=lambda item: (_rightness(item[0]), item[1])):
            lines.append(counts.line(f"{name}={value}"))
    return lines


def _rightness(counts: Tally) -> float:
    return (counts.right + counts.bare) / counts.cells if counts.cells else 2.0


def one_at_a_time(results: Sequence[Result]) -> list[str]:
    """A line for each document of the base plan with one feature changed, the worst first."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.job.label].append(result)
    counted = [(tally(items), label) for label, items in groups.items()]
    return [HEAD, *(counts.line(label) for counts, label in sorted(counted, key=lambda item: _rightness(item[0])))]


def worst(results: Sequence[Result], count: int) -> list[Result]:
    """The documents with most silent faults, then most numbers of which something else than the truth is said."""

    def badness(result: Result) -> tuple[int, int]:
        counts = tally([result])
        return counts.silent + counts.false + counts.traps, counts.cells - counts.right - counts.bare

    return sorted(results, key=badness, reverse=True)[:count]


def differences(result: Result) -> list[str]:
    """What differs in one document, equal faults together with one example."""
    features = " ".join(f"{name}={value}" for name, value in result.truth.features.items() if value != NOT_DRAWN)
    lines = [f"plan {result.job.seed} {result.format} {result.job.label}".rstrip(), f"  {features}"]
    if result.score.refusal:
        return [*lines, f"  refused: {result.score.refusal}"]
    kinds: dict[tuple[str, ...], list[Outcome]] = defaultdict(list)
    for outcome in result.score.outcomes:
        if outcome.how != "right":
            told = "SILENT" if outcome.is_silent else "marked" if outcome.is_marked else ""
            kinds[outcome.how, *outcome.labels, told].append(outcome)
    for kind, outcomes in sorted(kinds.items(), key=lambda item: -len(item[1]))[:SHOWN]:
        lines.append(f"  {len(outcomes):4} {' '.join(kind).rstrip()}, such as {_example(outcomes[0])}")
    if result.score.false:
        item = result.score.false[0]
        lines.append(f"  {len(result.score.false):4} false, such as {item.program} / {item.indicator} {item.value}")
    if result.score.traps:
        sort, item = result.score.traps[0]
        text = f"{item.program} / {item.indicator} {item.period} {item.value}"
        lines.append(f"  {len(result.score.traps):4} of a trap ({sort}), such as {text}")
    lines += [f"       slip {what}: not found" for what, is_found in result.score.slips if not is_found]
    named = {"title": result.published.title, "years": f"{result.published.first_year}-{result.published.last_year}"}
    wrong = [name for name, is_right in result.score.document.items() if not is_right]
    lines += [f"       {name} of the plan: {named.get(name, result.published.office)!r}" for name in wrong]
    return lines


def _example(outcome: Outcome) -> str:
    cell = outcome.cell
    series = cell.series
    where = f"{series.where} / {series.names[0]} {series.payer_printed} {cell.period}: {series.values[cell.period]}"
    return f"{where} {outcome.note}".rstrip()


def side_by_side(result: Result) -> list[str]:
    """The truth of one document, what was published, and its findings."""
    lines = [f"== {result.format}: {result.truth.titles[0]} -> {result.published.title!r} {result.published.refusal}"]
    for series in result.truth.series:
        above = " > ".join(each for each in (series.strategy, series.task) if each)
        values = " ".join(f"{period}={text}" for period, text in series.values.items())
        labels = (
            f"{series.measure} {series.names[0]} [{series.payer_printed} {series.payer}] {series.unit} {series.kind}"
        )
        lines.append(f"truth  {above} > {series.code} {series.program} ({series.department}) | {labels} | {values}")
    rows: dict[str, list[str]] = defaultdict(list)
    for item in result.published.observations:
        above = " > ".join(each for each in (item.strategy, item.task) if each)
        labels = f"{item.measure} {item.indicator} [{item.payer}] {item.unit} {item.kind}"
        key = f"{above} > {item.code} {item.program} ({item.department}) | {labels}"
        rows[key].append(f"{item.period}={item.value:,}")
    lines += [f"made   {key} | {' '.join(values)}" for key, values in rows.items()]
    lines += [f"says   {found.rule}: {found.text}" for found in result.published.findings]
    return [*lines, *differences(result)]


def as_json(results: Sequence[Result]) -> dict[str, object]:
    """The counts as data: of all, by format and by feature."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups["all"].append(result)
        groups[f"format={result.format}"].append(result)
        for name, value in result.truth.features.items():
            groups[f"{name}={value}"].append(result)
    return {name: _plain(tally(items)) for name, items in groups.items()}


def _plain(counts: Tally) -> dict[str, object]:
    names = Tally.__dataclass_fields__
    plain = {name: getattr(counts, name) for name in names}
    return {name: dict(value) if isinstance(value, Counter) else value for name, value in plain.items()}
