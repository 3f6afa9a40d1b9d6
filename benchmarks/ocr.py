"""What becomes of a plan that is printed and scanned again, number by number, beside the PDF that it was made of.

    python -m benchmarks.ocr                         pages of the fixture, scanned in five ways
    python -m benchmarks.ocr FOLDER --only NAME      PDFs of a folder, at 200 dots an inch
    python -m benchmarks.ocr --pages 14-22 --way 2   some pages, in one of the ways
    python -m benchmarks.ocr FOLDER --colours        scanned in colours
    python -m benchmarks.ocr --whole --former        all pages, with the names of a former edition given

It says how many programmes and series have the names that they have in the PDF; last, the most memory of a process that
reads one page, five and ten.
It fails where a number is published in another year or with other digits, or under another programme without a mark.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image, ImageFilter

from extract.readers.limits import Limits
from extract.readers.recognised.aids import NO_AIDS, Aids, aided_by
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.meaning import Observation, Plan

FIXTURE = Path(__file__).parents[1] / "fixtures" / "seoul-citizen-participation-2024-2027" / "plan.pdf"
CORPUS = (  # PDFs of official plans, of the corpus
    "busan-culture-2025.pdf",
    "busan-housing-2025.pdf",
    "busan-nakdong-2025.pdf",
    "busan-waterworks-2025.pdf",
    "nikl-workplan-2022.pdf",
    "seoul-youth-office-2026.pdf",
)
SAMPLE = "14-22,39"  # pages of the fixture: tables with codes, shares, several numbers in a cell, words behind numbers
MOST_PAGES = 12  # of a PDF of a folder
LIMITS = Limits(seconds=7_200, idle_seconds=600, memory_mib=4_096)
OTHER_WORD = "개편"  # in the names of a former edition
NEAR = 4.0  # points by which a cell of a scan may be another's
MEASURED = (1, 5, 10)  # pages of the first scan by which the most memory is told, and what one more adds
READS = "import sys; from pathlib import Path; from gongpyo.pipeline import read_plan; read_plan(Path(sys.argv[1]))"
ONE_RUN = Path(__file__).with_name("one_run.py")
PAPER = (0.94, 8.0)  # contrast and darkness that a scanner adds


class Way(NamedTuple):
    """How a page is scanned: dots an inch, degrees askew, grey levels of noise, quality of its JPEG."""

    dots: int
    angle: float
    noise: float
    quality: int


WAYS = (Way(150, 0.5, 10, 60), Way(200, -2, 10, 60), Way(200, 2, 14, 80), Way(250, 0.3, 4, 30), Way(300, 1, 6, 40))
PLAIN = Way(200, 0.5, 10, 60)


def scanned(source: bytes, way: Way, *, in_colours: bool = False) -> bytes:
    """A PDF of pictures of the pages of a PDF, each as a scanner sees it, in greys or in colours."""
    target = pikepdf.new()
    document = pypdfium2.PdfDocument(source)
    for number in range(len(document)):
        page = document[number]
        noise = np.random.default_rng(number)
        mode, white = ("RGB", (255, 255, 255)) if in_colours else ("L", 255)
        image = page.render(scale=way.dots / 72, grayscale=not in_colours).to_pil().convert(mode)
        image = image.rotate(way.angle * (-1) ** number, resample=Image.Resampling.BICUBIC, fillcolor=white)
        greys = np.asarray(image.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32) * PAPER[0] + PAPER[1]
        greys += noise.normal(0, way.noise, greys.shape).astype(np.float32)
        image = Image.fromarray(np.clip(greys, 0, 255).astype(np.uint8))
        content = io.BytesIO()
        image.save(content, "PDF", resolution=way.dots, quality=way.quality)
        with pikepdf.open(content) as one:
            target.pages.append(one.pages[0])
    content = io.BytesIO()
    target.save(content)
    return content.getvalue()


def some_pages(source: Path, pages: Sequence[int]) -> bytes:
    """A PDF of some pages, counted from 1; of all where none are named."""
    if not pages:
        return source.read_bytes()
    target, content = pikepdf.new(), io.BytesIO()
    with pikepdf.open(source) as document:
        for number in pages:
            target.pages.append(document.pages[number - 1])
        target.save(content)
    return content.getvalue()


def plan_of(data: bytes, folder: Path, name: str, aids: Aids = NO_AIDS) -> Plan | None:
    """The plan in a PDF, or None where it is refused, which is said."""
    path = folder / name
    path.write_bytes(data)
    try:
        with aided_by(aids):
            return read_plan(path, limits=LIMITS)
    except PlanError as refused:
        _say(f"  refused: {refused.en[:200]}")
        return None


def held_against(scan: Plan, truth: Plan, *, verbose: bool) -> Counter[str]:
    """The numbers of the truth by what became of them in the scan."""
    counts: Counter[str] = Counter()
    found = _by_page(scan)
    for page, values in _by_page(truth).items():
        for value in values:
            own = [other for other in found[page] if _is_at(value, other)]
            fate = _fate(value, own)
            counts[fate] += 1
            if verbose and fate not in ("right", "marked", "left out"):
                _say(f"  {fate}: page {page}, {value.year} '{value.printed}' -> {[(o.year, o.printed) for o in own]}")
    known = {(page, value.place.box) for page, values in _by_page(truth).items() for value in values}
    counts["elsewhere"] = sum(
        not any(other == page and _holds(box, value) for other, box in known)
        for page, values in found.items()
        for value in values
    )
    return counts


def former_edition(truth: Plan) -> Aids:
    """The names of a plan as a former edition may have them: of five one is not there, and one ends in another word."""
    names = [one.name for one in truth.programs] + [one.name for one in truth.indicators]
    kept = [(at % 5, name) for at, name in enumerate(dict.fromkeys(filter(None, names))) if at % 5]
    return Aids(labels=tuple(f"{name.rpartition(' ')[0]} {OTHER_WORD}" if at == 1 else name for at, name in kept))


def named_alike(scan: Plan, truth: Plan) -> str:
    """How many programmes and series of the scan have the name that they have in the PDF, but for its blanks."""
    programs = {one.no: _squeezed(one.name) for one in truth.programs}
    series = {(one.program_no, one.measure, _squeezed(one.name)) for one in truth.indicators}
    own = [one for one in scan.programs if one.no in programs]
    right = sum(programs[one.no] == _squeezed(one.name) for one in own)
    rows = sum((one.program_no, one.measure, _squeezed(one.name)) in series for one in scan.indicators)
    return f"names: {right} of {len(programs)} programmes, {rows} of {len(truth.indicators)} series"


def _squeezed(name: str) -> str:
    return "".join(name.split())


def _by_page(plan: Plan) -> defaultdict[int, list[Observation]]:
    found: defaultdict[int, list[Observation]] = defaultdict(list)
    for value in plan.observations:
        if value.value is not None and value.place.page and value.place.box:
            found[value.place.page].append(value)
    return found


def _is_at(value: Observation, other: Observation) -> bool:
    return _holds(other.place.box, value)


def _holds(box: tuple[float, float, float, float] | None, value: Observation) -> bool:
    own = value.place.box
    if box is None or own is None:
        return False
    across, down = (own[0] + own[2]) / 2, (own[1] + own[3]) / 2
    return box[0] - NEAR <= across <= box[2] + NEAR and box[1] - NEAR <= down <= box[3] + NEAR


def _fate(value: Observation, own: Sequence[Observation]) -> str:
    if not own:
        return "left out"
    same = [
        one for one in own if (one.value, one.period_type, one.year) == (value.value, value.period_type, value.year)
    ]
    if not same:
        return "WRONG"
    if "ocr_program" in same[0].flags:
        return "marked"
    return "right" if same[0].program_no == value.program_no else "UNDER ANOTHER PROGRAMME"


def _with_numbers(plan: Plan) -> list[int]:
    """The first page and those that publish most numbers, each with the one before it, as many as are taken."""
    counts = {page: len(values) for page, values in _by_page(plan).items()}
    taken = {1}
    for page in sorted(counts, key=lambda page: -counts[page]):
        more = taken | {page, max(1, page - 1)}
        if len(more) > MOST_PAGES:
            break
        taken = more
    return sorted(taken)


def _pages_of(source: Path) -> int:
    with pikepdf.open(source) as document:
        return len(document.pages)


def _peak(source: bytes, pages: int, folder: Path) -> float:
    """The most memory in MiB of a process of its own that reads the first pages of a scan."""
    whole, path = folder / "whole.pdf", folder / "some.pdf"
    whole.write_bytes(source)
    path.write_bytes(some_pages(whole, range(1, min(pages, _pages_of(whole)) + 1)))
    command = [sys.executable, "-I", "-S", str(ONE_RUN), sys.executable, "-c", READS, str(path)]
    peak: float = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)[1]
    return peak


def _memory(scan: bytes, folder: Path) -> str:
    """The most memory of who reads a page of a scan, some and more, and what the last of these have added each."""
    peaks = [_peak(scan, pages, folder) for pages in MEASURED]
    each = (peaks[-1] - peaks[-2]) / (MEASURED[-1] - MEASURED[-2])
    said = ", ".join(f"{peak:.0f} MiB for {pages}" for peak, pages in zip(peaks, MEASURED, strict=True))
    return f"{said} pages, {each:.0f} for each of the last"


def _shares(counts: Counter[str]) -> str:
    """What became of the numbers, and the share of them that is published; ``elsewhere`` are those of no number."""
    numbers = counts.total() - counts["elsewhere"]
    share = (
        f"{(counts['right'] + counts['marked']) / numbers:.0%} of {numbers} published"
        if numbers
        else "nothing published"
    )
    return f"{share}, {dict(sorted(counts.items()))}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _numbers(said: str) -> Iterator[int]:
    for part in filter(None, said.split(",")):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def main() -> int:
    """Scan, read and count; 1 where a number is wrong without a mark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="a folder of PDFs with a text layer; without it the fixture"
    )
    parser.add_argument("--only", action="append", default=[], help="the name of a PDF of the folder")
    parser.add_argument("--pages", default="", help="pages such as 14-22,30; without it all")
    parser.add_argument("--way", type=int, help="one of the five ways, counted from 1")
    parser.add_argument("-v", "--verbose", action="store_true", help="say which numbers are wrong")
    parser.add_argument("--colours", action="store_true", help="scan in colours")
    parser.add_argument("--former", action="store_true", help="give the names of a former edition")
    parser.add_argument("--whole", action="store_true", help="all pages, not a sample of those that publish numbers")
    asked = parser.parse_args()
    sources = [asked.folder / name for name in asked.only or CORPUS] if asked.folder else [FIXTURE]
    ways = (PLAIN,) if asked.folder else (WAYS[asked.way - 1],) if asked.way else WAYS
    wrong, total, memory = 0, Counter[str](), ""
    begun, all_spent, all_pages = time.monotonic(), 0.0, 0
    with tempfile.TemporaryDirectory() as scratch:
        for source in sources:
            chosen = list(_numbers(asked.pages or (SAMPLE if not asked.folder and not asked.whole else "")))
            data = some_pages(source, chosen)
            truth = plan_of(data, Path(scratch), "truth.pdf")
            if truth and asked.folder and not (asked.pages or asked.whole):
                chosen = _with_numbers(truth)
                data = some_pages(source, chosen)
                truth = plan_of(data, Path(scratch), "truth.pdf")
            if truth:
                _say(f"{source.name}: {f'pages {chosen}' if chosen else 'all pages'} of {_pages_of(source)}")
            for way in ways if truth else ():
                picture = scanned(data, way, in_colours=asked.colours)
                started = time.process_time()
                aids = former_edition(truth) if truth and asked.former else NO_AIDS
                scan = plan_of(picture, Path(scratch), "scan.pdf", aids)
                spent = time.process_time() - started
                counts = held_against(scan, truth, verbose=asked.verbose) if scan and truth else Counter()
                wrong += counts["WRONG"] + counts["UNDER ANOTHER PROGRAMME"]
                total.update(counts)
                pages = len(chosen) or _pages_of(source)
                memory = memory or _memory(picture, Path(scratch))
                all_spent, all_pages = all_spent + spent, all_pages + pages
                _say(f"  {tuple(way)}: {_shares(counts)}, {spent / pages:.1f} s of the processor a page")
                _say(f"    {named_alike(scan, truth)}" if scan and truth else "")
    minutes, each = (time.monotonic() - begun) / 60, all_spent / max(all_pages, 1)
    _say(f"all: {_shares(total)}, {all_pages} pages in {minutes:.1f} minutes, {each:.1f} s of the processor each")
    _say(f"memory: {memory or 'nothing was read'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
