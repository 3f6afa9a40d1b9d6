"""What a finished run leaves in its store beside the documents: lists, the dataset, the catalogue, a manifest."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from gongpyo.batch.catalogue import catalogue_files
from gongpyo.batch.editions import editions_before
from gongpyo.batch.journal import FORMATS, PUBLISHED, Journal, Outcome
from gongpyo.batch.outcomes_file import COPY, OUTCOMES_FILE
from gongpyo.batch.run import SAME_PLAN, SAME_VALUES
from gongpyo.batch.store import Store
from gongpyo.editions.compare import compare
from gongpyo.editions.lineage import lineage_rows
from output.exports.dataset import Partition, partition_of
from output.files.csv_file import CsvFile, cell_text
from output.folder.folder_swap import swap
from output.folder.read_back import PLAN_FILE, read_written_plan
from output.folder.whole_files import write_files
from output.tables.rows import Row
from plan.records.base import SCHEMA_VERSION
from plan.records.meaning import Plan

CERTIFICATES_FILE, MANIFEST_FILE, SUCCESS_FILE = "certificates.csv", "manifest.json", "_SUCCESS"
OUTCOME_COLUMNS = ("source", "sha256", "outcome", "same_as", "plan_id", "folder", "message_ko", "message_en")
CERTIFICATE_COLUMNS = (
    "plan_id", "sha256", "in_scope", "read", "ignored", "findings", "largest_rule", "largest_rule_cells",
    "largest_rule_share",
)  # fmt: skip
CATALOGUE = "catalogue.html"


class Published(msgspec.Struct, frozen=True, order=True):
    """A published document, in the order in which one of several with the same plan is chosen."""

    plan_id: str
    rank: int
    errors: int
    name: str
    sha256: str
    outcome: Outcome


class Other(msgspec.Struct, frozen=True):
    """That a document is of a plan that another one is published of, the name of that and whether both say the same."""

    name: str
    code: str


class Shard(msgspec.Struct, frozen=True):
    """Which part of all the documents a store holds."""

    number: int = 1
    count: int = 1


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """``manifest.json``: what a store holds, and of which run."""

    schema_version: str
    run: str
    shard: Shard
    sources: int
    documents: int
    plans: int
    outcomes: dict[str, int]
    rows: dict[str, int]


def write_results(store: Store, journal: Journal, shard: Shard) -> Manifest:
    """Write what follows from the journal; the marker of success comes last, and goes first."""
    (store.root / SUCCESS_FILE).unlink(missing_ok=True)
    chosen, others = _chosen(journal)
    rows = _write_dataset(store, chosen)
    sources, outcomes = _write_outcomes(store, journal, others)
    _write_certificates(store, chosen)
    catalogue_files(store.root, [(one.sha256, one.outcome) for one in chosen], outcomes)
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        run=journal.run,
        shard=shard,
        sources=sources,
        documents=len(chosen) + len(others),
        plans=len(chosen),
        outcomes=dict(sorted(outcomes.items())),
        rows=rows,
    )
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
    write_files(store.root, {MANIFEST_FILE: content})
    write_files(store.root, {SUCCESS_FILE: b""})
    return manifest


def _chosen(journal: Journal) -> tuple[list[Published], dict[str, Other]]:
    """The document of each plan, and by their hash the others of its plan id.

    A plan that was handed in twice must not be counted twice: the format that states its tables comes first, then the
    one with the fewest errors, then that of the first name. Another that says the same is its copy in another form; one
    that says something else is told, for it may be another plan.
    """
    chosen: list[Published] = []
    others: dict[str, Other] = {}
    for one in sorted(_published(journal)):
        first = chosen[-1] if chosen else None
        if first and first.plan_id == one.plan_id:
            others[one.sha256] = Other(
                first.name, SAME_VALUES if one.outcome.values == first.outcome.values else SAME_PLAN
            )
        else:
            chosen.append(one)
    return chosen, others


def _published(journal: Journal) -> Iterator[Published]:
    for sha256, name, outcome in journal.documents():
        if outcome.code == PUBLISHED:
            errors = outcome.findings.get("error", 0)
            yield Published(outcome.plan_id, FORMATS.index(outcome.format), errors, name, sha256, outcome)


def _write_dataset(store: Store, chosen: Sequence[Published]) -> dict[str, int]:
    """Write the dataset anew, a partition at a time, and put it in its place; the rows of each table."""
    made = store.work / store.dataset.name
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    rows: Counter[str] = Counter()
    published = {one.plan_id: one for one in chosen}
    before = editions_before(published)
    for name, plans in _by_partition(chosen):
        partition = Partition(name)
        for one in plans:
            plan = _plan(store, one)
            earlier = published.get(before.get(one.plan_id, ""))
            partition.add(plan, _lineage(_plan(store, earlier), plan) if earlier else ())
        for path, content in partition.files().items():
            target = made / path
            write_files(target.parent, {target.name: content})
        rows.update(partition.rows())
    old = swap(made, store.dataset)
    if old is not None:
        shutil.rmtree(old)
    return dict(sorted(rows.items()))


def _plan(store: Store, one: Published) -> Plan:
    return read_written_plan(store.root / one.outcome.folder / PLAN_FILE, one.outcome.plan_sha256)


def _lineage(old: Plan, new: Plan) -> Iterator[Row]:
    """What became of each programme of one edition in the next, as ``diff --lineage`` says it."""
    return lineage_rows(old, new, compare(old, new))


def _by_partition(chosen: Sequence[Published]) -> Iterator[tuple[str, list[Published]]]:
    """The plans of each partition, by its name."""
    found: dict[str, list[Published]] = {}
    for one in chosen:
        outcome = one.outcome
        name = partition_of(outcome.provider_code, outcome.first_year, outcome.last_year)
        found.setdefault(name, []).append(one)
    yield from sorted(found.items())


def _write_outcomes(store: Store, journal: Journal, others: dict[str, Other]) -> tuple[int, Counter[str]]:
    """Write what became of every source; how many there are, and how many of each outcome."""
    file = CsvFile(OUTCOME_COLUMNS)
    codes: Counter[str] = Counter()
    count = 0
    for name, sha256, read_as, outcome in journal.sources():
        other = others.get(sha256)
        same_as = read_as if read_as != name else other.name if other else ""
        code = COPY if read_as != name else other.code if other else outcome.code
        file.add(
            _texts(name, sha256, code, same_as, outcome.plan_id, outcome.folder, outcome.message_ko, outcome.message_en)
        )
        codes[code] += 1
        count += 1
    write_files(store.root, {OUTCOMES_FILE: file.content()})
    return count, codes


def _write_certificates(store: Store, chosen: Sequence[Published]) -> None:
    """Write of every plan how the cells of its year tables are answered for, and the share of the largest rule."""
    file = CsvFile(CERTIFICATE_COLUMNS)
    for one in chosen:
        cells: dict[str, Any] = one.outcome.cells
        rules = sorted(cells.get("ignored_by", {}).items(), key=lambda rule: (-rule[1], rule[0]))
        rule, count = rules[0] if rules else ("", 0)
        share = f"{count / cells['in_scope']:.3f}" if rule and cells["in_scope"] else ""
        numbers = (cells["in_scope"], cells["read"], cells["ignored"], cells["findings"])
        file.add(_texts(one.plan_id, one.sha256, *map(str, numbers), rule, str(count) if rule else "", share))
    write_files(store.root, {CERTIFICATES_FILE: file.content()})


def _texts(*cells: str) -> Iterable[str]:
    """Cells of a list as a spreadsheet may take them; a name whose bytes are no text has ``?`` for each."""
    return [cell_text(cell.encode("utf-8", "replace").decode(), guard=True) for cell in cells]
