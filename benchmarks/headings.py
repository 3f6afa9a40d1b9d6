"""Headings of programmes printed otherwise, or harmed, in random plans: ``python -m benchmarks.headings``.

Each plan of ``benchmarks.plans`` is written as HWPX, HWP 5, PDF and a viewer's text, once as it is and once for each
change of its headings. Only numbers whose programme is right in the plan as it is are counted.

A spelling (dash, wide, spaces, bullet, brackets, glued, boxed) leaves the meaning, at one heading or at all of them:

right     published under the right programme, and no finding doubts the programme that did not before
doubted   published under the right programme, with such a finding
lost      not published, with a finding or without
silent    published under another programme, and no finding doubts the programme; told, where one does

A harm (deleted, blank, swapped) takes the meaning away. Numbers of the harmed programme count as above; ``untellable``
are those that are silent where neither a name nor a gap in the numbers is left by which a person could tell. A blank
heading stands for one that is a picture: its place is there, its text is not.

Below the table stands how much was looked at: a mutation is a changed document in one of the formats, with a number to
count in it, and each of its headings that was printed otherwise or harmed is a changed heading.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from benchmarks.plans.content import Program, content_of
from benchmarks.plans.features import drawn
from benchmarks.plans.labels import flat
from benchmarks.plans.pages import WIDE, Outline, Pages, outlines
from benchmarks.plans.published import Observation, Published
from benchmarks.plans.records import Features, Truth
from benchmarks.plans.run import SUFFIXES, WRITERS, pages_of, published_of, usual_workers
from benchmarks.plans.score import Outcome, score
from fixtures.make.document import Block, Document, Paragraph, Table, cells_in_order, framed, texts_of

FORMATS = ("hwpx", "hwp", "pdf", "text")
DOUBTS = (
    "program-uncertain",
    "program-number-missing",
    "heading-out-of-line",
    "program-not-in-chart",
    "code-twice",
    "code-mismatch",
    "name-mismatch",
    "tables-unclear",
    "table-not-understood",
    "table-of-no-year",
)
MUTATIONS, CHANGED = "mutations", "headings"  # counted beside how the numbers ended
HOWS = ("right", "doubted", "lost", "told", "silent", "untellable")
DASHES = "-–—−－‑"
DASH = re.compile(rf"\s*[{DASHES}]\s*")
NUMBER = re.compile(r"\S(?:.*\S)?")
MARK = re.compile(r"^[□○■◎] ?")
BRACKETS = (("[", "]"), ("【", "】"), ("〔", "〕"), ("(", ")"), ("<", ">"))
NAME_BRACKETS = (("「", "」"), ("『", "』"), ("[", "]"))

Spelling = Callable[[str, str, random.Random], "tuple[str, str] | None"]
Counts = dict[tuple[str, str], Counter[str]]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a programme that has a table, as it stands in the document."""

    program: Program
    block: Block


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed document, the programmes whose headings are changed, and whether a person could tell a harm."""

    name: str
    document: Document
    programs: frozenset[str]
    headings: int
    is_tellable: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """A number that is not right, for a look by eye."""

    seed: int
    mutant: str
    format: str
    how: str
    text: str


class HeadedPages(Pages):
    """The pages of a plan, with the headings of its programmes noted."""

    headings: list[Heading]

    def _heading(self, outline: Outline, program: Program) -> list[Block]:
        blocks = super()._heading(outline, program)
        is_heading = [isinstance(block, Table) or block.style == "kept-heading" for block in blocks]
        self.headings.append(Heading(program, blocks[is_heading.index(True)]))
        return blocks


def plan_with_headings(seed: int, features: Features) -> tuple[Document, Truth, list[Heading]]:
    """A plan, what is true of it, and the headings of its programmes in their order."""
    pages = HeadedPages(seed, content_of(seed, features), random.Random(f"{seed}/pages"))
    pages.headings = []
    document, truth = pages.write()
    return document, truth, pages.headings


# ------------------------------------------------------------------------------------------------------ spellings


def _dash(lead: str, name: str, chance: random.Random) -> tuple[str, str] | None:
    found = DASH.search(lead)
    other = chance.choice([dash for dash in DASHES if not found or dash not in found[0]])
    return (DASH.sub(other, lead), name) if found else None


def _wide(lead: str, name: str, _chance: random.Random) -> tuple[str, str] | None:
    wide = lead.translate(WIDE)
    return (wide, name) if wide != lead else None


def _spaces(lead: str, name: str, chance: random.Random) -> tuple[str, str] | None:
    if DASH.search(lead) and chance.random() < 0.5:
        return DASH.sub(lambda found: f" {found[0].strip()} ", lead), name
    if lead != lead.rstrip():
        return lead.rstrip() + chance.choice(("   ", "\u3000", "\u00a0")), name
    return lead, name.replace(" ", "  ")


def _bullet(lead: str, name: str, chance: random.Random) -> tuple[str, str] | None:
    return f"{chance.choice('■◆◈❏')} {MARK.sub('', lead)}", name


def _brackets(lead: str, name: str, chance: random.Random) -> tuple[str, str] | None:
    number = MARK.sub("", lead).strip().rstrip(".)")
    if not number:
        left, right = chance.choice(NAME_BRACKETS)
        return lead, f"{left}{name}{right}"
    left, right = chance.choice(BRACKETS)
    return f"{left}{number}{right} ", name


def _glued(lead: str, name: str, _chance: random.Random) -> tuple[str, str] | None:
    return (lead.rstrip(), name) if lead != lead.rstrip() and not name[0].isdigit() else None


SPELLINGS: dict[str, Spelling] = {
    "dash": _dash,
    "wide": _wide,
    "spaces": _spaces,
    "bullet": _bullet,
    "brackets": _brackets,
    "glued": _glued,
}


def _spelt(spelling: Spelling, heading: Heading, chance: random.Random) -> Block | None:
    """The heading in another spelling; None where there is nothing to spell otherwise."""
    block, name = heading.block, heading.program.name
    if isinstance(block, Paragraph) or len(block.cells) == 1:
        text = text_of(block)
        lead, _, behind = text.partition(name)
        parts = spelling(lead, name, chance)
        spelt = parts and "".join(parts) + behind
        return _with_text(block, spelt) if spelt and spelt != text else None
    number, named = (cell.lines[0] for cell in cells_in_order(block))
    parts = spelling(number, name, chance)
    if not parts or parts == (number, name):
        return None
    lines = (parts[0].strip(), named.replace(name, parts[1]))
    cells = zip(cells_in_order(block), lines, strict=True)
    return replace(block, cells=tuple(replace(cell, lines=(line,)) for cell, line in cells))


def _boxed(heading: Heading, _chance: random.Random) -> Block | None:
    """A line in a frame, and a frame or a banner as a line."""
    block = heading.block
    return framed(block.text) if isinstance(block, Paragraph) else Paragraph(text_of(block), "kept-heading")


def text_of(block: Block) -> str:
    """All that a heading prints, as one line."""
    return " ".join(texts_of([block]))


def _with_text(block: Block, text: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=text)
    return replace(block, cells=tuple(replace(cell, lines=(text,)) for cell in block.cells))


HARMS = ("deleted", "blank", "swapped")
CHANGES: dict[str, Callable[[Heading, random.Random], Block | None]] = {
    **{name: partial(_spelt, spelling) for name, spelling in SPELLINGS.items()},
    "boxed": _boxed,
}


def spellings(seed: int, document: Document, headings: Sequence[Heading]) -> Iterator[Mutant]:
    """The document with one heading and with all headings in each other spelling."""
    with_table = [heading for heading in headings if heading.program.has_table]
    for name, change in CHANGES.items():
        chosen = random.Random(f"{seed}/{name}").choice(with_table)
        for scope, changed in (("one", [chosen]), ("all", headings)):
            made = {id(each.block): change(each, random.Random(f"{seed}/{name}/alike")) for each in changed}
            blocks = {key: (block,) for key, block in made.items() if block is not None}
            if blocks:
                names = frozenset(each.program.name for each in changed if id(each.block) in blocks)
                yield Mutant(f"{name} {scope}", _with_blocks(document, blocks), names, len(blocks))


def _with_blocks(document: Document, blocks: Mapping[int, tuple[Block, ...]]) -> Document:
    sections = tuple(
        tuple(new for block in part for new in blocks.get(id(block), (block,))) for part in document.sections
    )
    return replace(document, sections=sections)


# ---------------------------------------------------------------------------------------------------------- harms


def harms(seed: int, document: Document, headings: Sequence[Heading], outline: Outline) -> Iterator[Mutant]:
    """The document with a heading deleted, with one left blank, and with two that have changed places."""
    able = [at for at, heading in enumerate(headings) if heading.program.has_table]
    at = random.Random(f"{seed}/harm").choice(able)
    block, names = headings[at].block, frozenset((headings[at].program.name,))
    for name, left in (("deleted", ()), ("blank", (_blank(block),))):
        harmed = _with_blocks(document, {id(block): left})
        yield Mutant(name, harmed, names, 1, _is_tellable(harmed, headings, at, outline))
    other = next((each for each in able if each > at and _differ(headings, at, each)), None)
    if other is not None:
        pair = headings[at], headings[other]
        blocks = {id(pair[0].block): (pair[1].block,), id(pair[1].block): (pair[0].block,)}
        swapped = _with_blocks(document, blocks)
        both = frozenset(each.program.name for each in pair)
        elsewhere = _with_blocks(document, {id(each.block): () for each in pair})
        tellable = _numbers(pair[0]) != _numbers(pair[1]) or any(
            _is_named(elsewhere, each.program.name) for each in pair
        )
        yield Mutant("swapped", swapped, both, len(pair), tellable)


def _numbers(heading: Heading) -> str:
    """What a heading prints before its name: two that print the same change places without a trace."""
    return text_of(heading.block).partition(heading.program.name)[0].strip()


def _differ(headings: Sequence[Heading], one: int, other: int) -> bool:
    return headings[one].program.name != headings[other].program.name


def _blank(block: Block) -> Block:
    return _with_text(block, "")


def _has_numbers(outline: Outline) -> bool:
    return bool(re.search(r"\{(?:[stpncP]|w[stp])\}", outline.program + outline.code))


def _is_tellable(harmed: Document, headings: Sequence[Heading], at: int, outline: Outline) -> bool:
    """Whether the name is printed elsewhere, or the number behind the missing one shows a gap."""
    program = headings[at].program
    behind = headings[at + 1].program if at + 1 < len(headings) else None
    has_gap = behind is not None and (behind.strategy, behind.task) == (program.strategy, program.task)
    return (has_gap and _has_numbers(outline)) or _is_named(harmed, program.name)


def _is_named(document: Document, name: str) -> bool:
    return any(flat(name) in flat(text) for part in document.sections for text in texts_of(part))


# -------------------------------------------------------------------------------------------------------- counting


def doubted(published: Published, item: Observation) -> bool:
    """Whether a finding doubts the programme of a published value."""
    return any(
        (found.table, found.page) == (item.table, item.page) if found.table else found.program_id == item.program_id
        for found in published.findings
        if found.rule in DOUBTS
    )


def how(outcome: Outcome, published: Published, *, is_tellable: bool = True) -> str:
    """What became of a number whose heading was changed."""
    if outcome.item is None:
        return "lost"
    is_doubted = doubted(published, outcome.item)
    if "program" in outcome.labels:
        return "told" if is_doubted else "silent" if is_tellable else "untellable"
    return "doubted" if is_doubted else "right"


def faults_and_counts(seed: int, formats: Sequence[str]) -> tuple[Counts, list[Fault]]:
    """The counts of one plan by change and format, with what is not right in it."""
    features = drawn(seed)
    if features["kind"] == "report" or features["form"] == "overview":
        return {}, []
    document, truth, headings = plan_with_headings(seed, features)
    outline = outlines()[features["outline"]]
    mutants = [*spellings(seed, document, headings), *harms(seed, document, headings, outline)]
    counts: Counts = {}
    faults: list[Fault] = []
    for name in formats:
        before = _outcomes(document, truth, name)
        for mutant in mutants:
            counted = list(_counted(mutant, before, _outcomes(mutant.document, truth, name)))
            counts[mutant.name, name] = Counter(each for each, _ in counted)
            if counted:
                counts[mutant.name, name].update({MUTATIONS: 1, CHANGED: mutant.headings})
            faults += [Fault(seed, mutant.name, name, each, text) for each, text in counted if each != "right"]
    return counts, faults


def _outcomes(document: Document, truth: Truth, name: str) -> tuple[Published, list[Outcome]]:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / f"plan.{SUFFIXES.get(name, name)}"
        path.write_bytes(WRITERS[name](document))
        published = published_of(path, with_report=False)
        pages = pages_of(path, truth) if name == "pdf" else {}
    return published, score(truth, published, pages).outcomes


def _counted(
    mutant: Mutant, before: tuple[Published, list[Outcome]], after: tuple[Published, list[Outcome]]
) -> Iterator[tuple[str, str]]:
    """How each number ended that was right before: those of the changed headings, and others that have become bad."""
    for old, new in zip(before[1], after[1], strict=True):
        if how(old, before[0]) != "right":
            continue
        ended = how(new, after[0], is_tellable=mutant.is_tellable)
        if new.cell.series.program in mutant.programs or ended != "right":
            shown = new.item.program if new.item else after[0].refusal or "-"
            yield ended, f"{new.cell.series.where}: {shown}"


# --------------------------------------------------------------------------------------------------------- the table


def table(counts: Counts, formats: Sequence[str]) -> Iterator[str]:
    """The counts as lines, one for each change and format."""
    yield f"{'change':14} {'format':6} " + " ".join(f"{each:>10}" for each in HOWS) + f" {'right %':>8}"
    names = [*(f"{name} {scope}" for name in CHANGES for scope in ("one", "all")), *HARMS]
    for name in names:
        for form in formats:
            found = counts.get((name, form), Counter())
            if total := sum(found[each] for each in HOWS):
                numbers = " ".join(f"{found[each]:10}" for each in HOWS)
                yield f"{name:14} {form:6} {numbers} {100 * found['right'] / total:8.1f}"


def looked_at(counts: Counts) -> Iterator[str]:
    """How much was counted, of spellings and of harms, with the share of numbers that a spelling leaves right."""
    for kind, is_spelling in (("spellings", True), ("harms", False)):
        whole = sum(
            (found for (name, _), found in counts.items() if (name not in HARMS) == is_spelling), Counter[str]()
        )
        numbers = sum(whole[each] for each in HOWS)
        share = f", {100 * whole['right'] / numbers:.1f} % right" if is_spelling and numbers else ""
        yield (
            f"{kind}: {whole[MUTATIONS]} mutations, {whole[CHANGED]} changed headings, {numbers} numbers{share}, "
            f"{whole['silent']} silent"
        )


def shown_faults(faults: Sequence[Fault], most: int) -> Iterator[str]:
    """The first kinds of fault with an example each, the worst first."""
    kinds: dict[tuple[str, str, int], list[Fault]] = {}
    ranked = sorted(faults, key=lambda fault: -HOWS.index(fault.how))
    for fault in ranked:
        kinds.setdefault((fault.how, fault.mutant, fault.seed), []).append(fault)
    for (ended, mutant, seed), found in list(kinds.items())[:most]:
        forms = ", ".join(sorted({each.format for each in found}))
        yield f"{ended}: {mutant}, plan {seed} ({forms}), {len(found)} numbers, as {found[0].text}"


def main() -> int:
    """Print the table; 1 where a number stands silently under another programme though a person could tell."""
    options = _options()
    formats = options.formats.split(",")
    counts: Counts = {}
    faults: list[Fault] = []
    seeds = range(options.seed, options.seed + options.count)
    with ProcessPoolExecutor(options.workers) as pool:
        for made, bad in pool.map(partial(faults_and_counts, formats=formats), seeds):
            for key, found in made.items():
                counts.setdefault(key, Counter()).update(found)
            faults += bad
    for line in (*table(counts, formats), *looked_at(counts), *shown_faults(faults, options.show)):
        print(line)  # noqa: T201
    return int(any(found["silent"] for found in counts.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.headings",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--count", type=int, default=40, help="plans, each with all changes in every format")
    parser.add_argument("--seed", type=int, default=1, help="the first plan's seed; the others follow")
    parser.add_argument("--formats", default=",".join(FORMATS), help="separated by commas")
    parser.add_argument("--workers", type=int, default=usual_workers())
    parser.add_argument("--show", type=int, default=0, help="print examples of what is not right, so many")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
