"""Makes documents of a plan, converts them as a user would, and scores what came out."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
import pypdfium2

from benchmarks.plans.flat import flat_page, flat_text
from benchmarks.plans.pages import plan_of
from benchmarks.plans.printed import TABLES, printed_by_browser, printed_by_office
from benchmarks.plans.published import Published, read_published
from benchmarks.plans.records import Features, Truth
from benchmarks.plans.score import Score, score
from fixtures.make.document import Document
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.odt_file import odt_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import convert
from plan.errors import PlanError

WRITERS: dict[str, Callable[[Document], bytes]] = {
    "hwpx": hwpx_file,
    "hwp": hwp_file,
    "pdf": pdf_file,
    "text": flat_text,
    "html": flat_page,
}
PRINTERS: dict[str, Callable[[Document], bytes]] = {  # what is made by other programs, or for them
    "odt": odt_file,
    "office": printed_by_office,
    "browser": printed_by_browser,
    **{look: partial(printed_by_browser, look=look) for look in TABLES},
}
SUFFIXES = {"text": "txt", **{name: f"{name}.pdf" for name in ("office", "browser", *TABLES)}}
FORMATS = ("hwpx", "hwp", "pdf")  # those that keep what a page shows


@dataclass(frozen=True, slots=True)
class Job:
    """One plan to be made in some formats; ``label`` says what is varied in it, ``keep`` is where its files stay."""

    seed: int
    features: Features
    formats: tuple[str, ...]
    label: str = ""
    keep: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One document: its truth, its score, and the seconds of its conversion."""

    job: Job
    format: str
    truth: Truth
    published: Published
    score: Score
    seconds: float


def run(jobs: Iterable[Job], workers: int) -> Iterator[Result]:
    """The results of all jobs, in their order."""
    if workers < 2:
        for job in jobs:
            yield from results_of(job)
        return
    with ProcessPoolExecutor(workers) as pool:
        for results in pool.map(results_of, jobs):
            yield from results


def results_of(job: Job) -> list[Result]:
    """The documents of one plan, each written, converted and scored."""
    document, truth = plan_of(job.seed, job.features)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(job.keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        stem = f"plan-{job.seed:04d}" + re.sub(r"[^0-9A-Za-z가-힣]+", "-", f"-{job.label}" if job.label else "")
        (folder / f"{stem}.json").write_bytes(msgspec.json.format(msgspec.json.encode(truth)))
        return [
            _result(job, name, document, truth, folder / f"{stem}.{SUFFIXES.get(name, name)}") for name in job.formats
        ]


def _result(job: Job, name: str, document: Document, truth: Truth, path: Path) -> Result:
    path.write_bytes({**WRITERS, **PRINTERS}[name](document))
    started = time.perf_counter()
    published = published_of(path)
    seconds = time.perf_counter() - started
    pages = pages_of(path, truth) if name == "pdf" else {}
    return Result(job, name, truth, published, score(truth, published, pages), seconds)


def published_of(path: Path, *, with_report: bool = True) -> Published:
    """What a conversion publishes; a refusal and a crash are told apart by their first word."""
    with tempfile.TemporaryDirectory() as scratch:
        try:
            _, folder = convert(path, Path(scratch), with_report=with_report)
        except PlanError as error:
            return Published(refusal=f"{error.code}: {error.en}")
        except Exception as error:  # noqa: BLE001 - what is looked for
            return Published(refusal=f"CRASH {type(error).__name__}: {error}")
        return read_published(folder)


def pages_of(path: Path, truth: Truth) -> dict[int, set[str]]:
    """The page of a PDF on which most numbers of a truth table stand."""
    document = pypdfium2.PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    numbers = [set(re.findall(r"\d[\d,.]*", text)) for text in texts]
    found: dict[int, set[str]] = {}
    for table in {series.table for series in truth.series}:
        printed = {text for series in truth.series if series.table == table for text in series.values.values()}
        best = max(range(len(texts)), key=lambda page: len(printed & numbers[page]))
        found[table] = {str(best + 1)}
    return found


def usual_workers() -> int:
    """As many workers as there are processors, two of them at the most."""
    return min(2, os.cpu_count() or 1)
