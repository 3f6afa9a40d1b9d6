"""The documents of an archive: plans, copies, letters, damaged, hostile and empty files, killers and hangers."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.plans.features import drawn
from benchmarks.plans.pages import plan_of
from benchmarks.plans.run import SUFFIXES, WRITERS
from fixtures.make.document import Document, Paragraph
from fixtures.make.hwpx_file import hwpx_file

ROOT = Path(__file__).resolve().parents[2]
FATED = ("killer", "hanger")  # what becomes of the reader of a document with this in its name (`fated.py`)
EVERY = 100  # documents with one of each
REFUSED = ROOT / "fixtures" / "refused"
KINDS = {"plan": 4, "copy": 1, "letter": 10, "damaged": 2, "refused": 1, "empty": 1}  # of so many documents each
LETTER = (
    "{year}년 {what} 안내",
    "1. 관련: 총무과-{number}({year}. {month}. {day}.)",
    "2. 위 호와 관련하여 {what}을(를) 다음과 같이 안내하오니 협조하여 주시기 바랍니다.",
    "가. 일시: {year}. {month}. {day}. 14:00",
    "나. 장소: 본관 {day}층 회의실",
    "붙임 참석 대상자 명단 1부. 끝.",
)
WHAT = ("직원 교육", "정기 회의", "합동 점검", "물품 구매", "출장 명령")


def archive(folder: Path, count: int, seed: int, *, harmless: bool = False) -> Path:
    """A folder with so many documents, the same for the same seed, and unless ``harmless`` those that harm readers."""
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    plans: list[Path] = []
    for number in range(count):
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        if kind == "plan" or not plans:
            plans.append(_plan(folder / f"{number:06}", seed + number))
        elif kind == "copy":
            source = chance.choice(plans)
            shutil.copyfile(source, folder / f"{number:06}-copy{source.suffix}")
        elif kind == "letter":
            (folder / f"{number:06}-letter.hwpx").write_bytes(_letter(chance))
        elif kind == "damaged":
            source = chance.choice(plans)
            content = bytearray(source.read_bytes())
            for _ in range(20):
                content[chance.randrange(len(content))] ^= 0xFF
            (folder / f"{number:06}-damaged{source.suffix}").write_bytes(content)
        elif kind == "refused":
            source = chance.choice(sorted(path for path in REFUSED.iterdir() if path.is_file()))
            shutil.copyfile(source, folder / f"{number:06}-{source.name}")
        else:
            (folder / f"{number:06}-empty.hwp").touch()
    for number in () if harmless else range(0, count, EVERY):
        for fate in FATED:
            (folder / f"{number:06}-{fate}.hwpx").write_bytes(_letter(chance))
    return folder


def in_every_format(folder: Path, count: int, seed: int) -> Iterator[Path]:
    """So many plans in each format that one is made in, a file at a time: it is gone when the next one is asked for."""
    for number in range(seed, seed + count):
        document, _ = plan_of(number, drawn(number))
        for name, written in WRITERS.items():
            path = folder / f"plan-{number}.{SUFFIXES.get(name, name)}"
            path.write_bytes(written(document))
            yield path
            path.unlink()


def _plan(stem: Path, seed: int) -> Path:
    suffix = ("hwp", "hwpx")[seed % 2]
    document, _ = plan_of(seed, drawn(seed))
    path = stem.with_name(f"{stem.name}-plan.{suffix}")
    path.write_bytes(WRITERS[suffix](document))
    return path


def _letter(chance: random.Random) -> bytes:
    words = {
        "year": chance.randint(2020, 2026), "month": chance.randint(1, 12), "day": chance.randint(1, 28),
        "number": chance.randint(1, 9999), "what": chance.choice(WHAT),
    }  # fmt: skip
    lines = [line.format(**words) for line in LETTER]
    return hwpx_file(Document(lines[0], (tuple(Paragraph(line) for line in lines),)))
