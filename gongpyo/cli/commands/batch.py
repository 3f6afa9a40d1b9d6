"""``gongpyo batch`` and ``gongpyo merge``: many documents into one store, and the stores of its shards into one."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from extract.readers.locked.password import password_in_force
from gongpyo.batch.compare import Comparison
from gongpyo.batch.compare_files import (
    COMPARED_FILE,
    PAGES,
    Examples,
    groups,
    remove_comparison,
    row_of,
    told,
    write_comparison,
)
from gongpyo.batch.engines.with_ray import read_with_ray
from gongpyo.batch.journal import Journal
from gongpyo.batch.merge import merge, take_leftovers
from gongpyo.batch.origins.addresses import Remote, is_remote
from gongpyo.batch.origins.items import Item
from gongpyo.batch.origins.sources import LISTED, items_of
from gongpyo.batch.outcomes_file import OUTCOMES_FILE, lines_of
from gongpyo.batch.pool import workers_by_default
from gongpyo.batch.results import CATALOGUE, Manifest, Shard, write_results
from gongpyo.batch.run import Progress, changed_plans, failed, read_waiting
from gongpyo.batch.store import Store, require_no_plan_folder, run_of
from gongpyo.batch.store_at_address import place_of
from gongpyo.telling.speech import LANGUAGES, Speech
from gongpyo.telling.streams import say
from plan.errors import ExitCode, PlanError
from plan.printable import printable

SHARD = re.compile(r"(\d{1,6})/(\d{1,6})")
TOLD_EVERY = 5.0  # seconds between two lines on how far a run is


def batch(
    words: Sequence[str],
    out: str,
    speech: Speech,
    *,
    workers: int | None,
    shard: str,
    single_read: bool,
    with_report: bool,
    reads_all: bool,
    config: Path | None,
    compare: Path | None = None,
    hosts: Sequence[str] = (),
    work: Path | None = None,
    watch: int | None = None,
    engine: str = "",
    address: str = "",
) -> int:
    """Read every document into the store, and hold its values against those of an older one where it is named.

    It ends when all is read, or by a signal where it looks again after ``watch`` seconds each time.
    7 where some could not be read, 3 where values differ, 0 where each was read or holds no plan.
    """
    part = _shard(shard)
    if workers is not None and workers < 1:
        raise _usage("batch_workers", count=workers)
    if watch is not None and (watch < 1 or compare is not None or LISTED in words):
        raise _usage("batch_watch")
    if address and not engine:
        raise _usage("batch_engine")
    if compare is not None:
        if not is_remote(out) and compare.resolve() == Path(out).resolve():
            raise _usage("store_with_itself", store=compare)
        lines_of(compare)  # what cannot be compared is said before anything is read
    remote = Remote(hosts)
    options = {"single_read": single_read, "with_report": with_report, "looks_first": not reads_all}
    arguments = {**options, "config": str(config) if config else None}
    place = place_of(out, remote, work)
    require_no_plan_folder(place.folder)
    store = Store(place.folder)
    with store.held(), Journal(store.journal, run_of(options, config)) as journal:
        for kept in store.kept() if journal.is_empty() else ():
            journal.recall(kept.sha256, kept.run, kept.name, kept.outcome)
        take_leftovers(store, journal)
        if others := journal.other_runs():
            speech.remark("batch_other_run", count=others)
        said: set[str] = set()  # what cannot be looked into is said once
        for is_first in chain([True], repeat(False)):
            refused: list[PlanError] = []
            journal.try_again()
            if password_in_force() is not None:
                journal.try_locked()
            journal.note_sources(_items(words, refused, said, speech, remote))
            if part.count > 1:
                journal.keep_shard(part.number, part.count)
            if is_first or journal.left():
                progress = _read(store, journal, remote, arguments, speech, workers, engine, address)
                remove_comparison(store.root)
                manifest = write_results(store, journal, part)
                compared = None if compare is None else write_comparison(compare, store.root)
                journal.make_whole()
                place.push()
                _tell(manifest, progress, out, speech, compared[0] if compared else None)
            if watch is None:
                break
            time.sleep(watch)
    if compare is not None and compared is not None:
        _tell_compared(*compared, compare, out, speech)
        refused += compared[0].unreadable
    if refused or any(map(failed, manifest.outcomes)):
        return ExitCode.PARTLY_FAILED
    return ExitCode.FINDINGS if compared and compared[0].differs() else ExitCode.CLEAN


def _read(
    store: Store,
    journal: Journal,
    remote: Remote,
    arguments: Mapping[str, Any],
    speech: Speech,
    workers: int | None,
    engine: str,
    address: str,
) -> Progress:
    """Read what waits, and anew what was changed in the store since."""

    def read() -> Progress:
        if not engine:
            return read_waiting(store, journal, remote, arguments, _teller(speech), workers or workers_by_default())
        return read_with_ray(store, journal, remote, arguments, _teller(speech), workers, address)

    progress = read()
    if changed := changed_plans(store, journal):
        speech.remark("batch_changed", count=len(changed))
        for sha256 in changed:
            journal.forget(sha256)
        read()
    return progress


def merge_stores(shards: Sequence[Path], out: Path, speech: Speech) -> int:
    """Put the stores of finished shards together."""
    manifest = merge(shards, out)
    _tell(manifest, None, str(out), speech)
    return ExitCode.PARTLY_FAILED if any(map(failed, manifest.outcomes)) else ExitCode.CLEAN


def _items(
    words: Sequence[str], refused: list[PlanError], said: set[str], speech: Speech, remote: Remote
) -> Iterator[Item]:
    """The documents that are meant; what cannot be looked into is said at once."""
    for found in items_of(words, sys.stdin, remote):
        if isinstance(found, Item):
            yield found
            continue
        refused.append(found)
        message = found.message(speech.language)
        if message not in said:
            said.add(message)
            speech.remark("failed", message=message)


def _in(store: str, name: str) -> str:
    """A file of a store, as a person finds it."""
    return f"{store.rstrip('/')}/{name}" if is_remote(store) else str(Path(store) / name)


def _shard(text: str) -> Shard:
    if not text:
        return Shard()
    found = SHARD.fullmatch(text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise _usage("batch_shard", shard=printable(text))
    return Shard(int(found[1]), int(found[2]))


def _teller(speech: Speech) -> Callable[[Progress], None]:
    """Says now and then how far the run is, how fast, and how long it still takes."""
    last = time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if speech.quiet or not progress.settled or now - last < TOLD_EVERY:
            return
        last = now
        words = {
            "settled": f"{progress.settled:,}",
            "waiting": f"{progress.waiting:,}",
            "rate": f"{progress.rate():.1f}",
            "minutes": f"{progress.seconds_left() / 60:.0f}",
        }
        say(f"{speech.sentence('batch_progress', **words)}\n")

    return tell


def _tell(
    manifest: Manifest, progress: Progress | None, out: str, speech: Speech, compared: Comparison | None = None
) -> None:
    if speech.as_json:
        fields = {} if compared is None else {"compared": _compared_fields(compared)}
        speech.result_json({"store": out, **to_builtins(manifest), **fields})
        return
    speech.result(speech.sentence("batch_done", store=out, sources=manifest.sources, plans=manifest.plans))
    for code, count in manifest.outcomes.items() if not speech.quiet else ():
        example = progress.examples.get(code, "") if progress else ""
        line = speech.sentence("batch_outcome", code=code, count=count)
        speech.result(f"{line} ({example})" if example else line)
    if not speech.quiet:
        speech.result(speech.sentence("batch_next", outcomes=_in(out, OUTCOMES_FILE), catalogue=_in(out, CATALOGUE)))


def _tell_compared(found: Comparison, examples: Examples, old: Path, out: str, speech: Speech) -> None:
    """How many values differ by which rule, with one example each."""
    for error in found.unreadable:
        speech.remark("failed", message=error.message(speech.language))
    if speech.as_json:
        return
    speech.result(told(found, old, speech))
    for change, rule, count in groups(found) if not speech.quiet else ():
        speech.result(speech.sentence("store_rule", change=speech.sentence(f"store_{change}"), count=count, rule=rule))
        speech.result("    " + " · ".join(filter(None, row_of(examples[change, rule][0]))))
    if not speech.quiet:
        speech.result(
            speech.sentence("stores_next", list=_in(out, COMPARED_FILE), page=_in(out, PAGES[speech.language]))
        )


def _compared_fields(found: Comparison) -> dict[str, object]:
    return {
        "documents": found.documents,
        "only_old": found.only_old,
        "only_new": found.only_new,
        "same": found.same,
        "values": [{"change": change, "rule": rule, "count": count} for change, rule, count in groups(found)],
        "unreadable": [error.code for error in found.unreadable],
    }


def _usage(key: str, **words: object) -> PlanError:
    ko, en = (Speech(language).sentence(key, **words) for language in LANGUAGES)
    return PlanError("usage", ko=ko, en=en, exit_code=ExitCode.USAGE)
