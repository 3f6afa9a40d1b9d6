"""Parts of a programme's pages that no list of words knows, told by the document: what stands under every programme.

Under each 추진과제 stand 가. 목표 and 나. 자원투입계획: the first is a part by its word, so the second is one as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.outline.headings.heading import Heading
from extract.vocabulary import ends_with_word
from plan.forms import bare

FEWEST = 2  # programmes that have a part of one name
NEVER_PARTS = ("chapter", "section", "strategy", "task", "program", "letter")  # series that say what they count
CODES = ("code2", "code3", "code4", "program", "of a field")  # series of headings that name programmes by themselves
NO_PARTS = ("content", "plan")
OF_CHAPTERS = ("chapter", "section", "letter")  # series whose headings have programmes below them, not their parts
Named = tuple[str, str]


def parts_of_each(headings: Sequence[Heading]) -> frozenset[Named]:
    """The headings, by mark and name, that are parts of each programme's pages though no word says so."""
    below: defaultdict[tuple[str, int], list[Heading]] = defaultdict(list)
    for heading in headings:
        if heading.above and not heading.above[-1].part and not heading.series.startswith(NEVER_PARTS):
            below[heading.series, heading.above[-1].block].append(heading)
    return _beside_parts(below) | _like_parts(below) | _alone_under_codes(below)


def _alone_under_codes(below: dict[tuple[str, int], list[Heading]]) -> frozenset[Named]:
    """The names that stand under several codes, each time as the only one of their mark: 이행지표 below 1-1 and 1-2."""
    under: defaultdict[Named, set[str]] = defaultdict(set)
    others: set[Named] = set()
    for (series, _), siblings in below.items():
        over = siblings[0].above[-1]
        names = {(series, bare(heading.name)) for heading in siblings if not heading.part}
        if over.series in CODES and len(names) == 1 and not siblings[0].ordinal:
            under[names.pop()].add(bare(over.name))
        else:
            others |= names
    return frozenset(named for named, above in under.items() if len(above) >= FEWEST and named not in others)


def _beside_parts(below: dict[tuple[str, int], list[Heading]]) -> frozenset[Named]:
    """The names that stand under several headings, beside what is a part by its word under each."""
    under: defaultdict[Named, set[str]] = defaultdict(set)
    for (series, _), siblings in below.items():
        if any(heading.part in NO_PARTS for heading in siblings):
            for heading in siblings:
                if not heading.part:
                    under[series, bare(heading.name)].add(bare(heading.above[-1].name))
    return frozenset(named for named, above in under.items() if len(above) >= FEWEST)


def _like_parts(below: dict[tuple[str, int], list[Heading]]) -> frozenset[Named]:
    """The names of a mark that heads parts under numbered headings, and else, once in each, what ends so: 건립계획.

    Right under a chapter a name of several words says what it is about, 광역버스 운행 목표, and is no part of another.
    """
    of_marks: defaultdict[str, list[Heading]] = defaultdict(list)
    many: set[str] = set()  # marks that head two things under one heading that no word knows, so maybe programmes
    for (series, _), siblings in below.items():
        if siblings[0].above[-1].ordinal:
            of_marks[series] += siblings
            many |= {series} if sum(not heading.part for heading in siblings) > 1 else set()
    found: set[Named] = set()
    for series, all_of_them in of_marks.items():
        others = [heading for heading in all_of_them if not heading.part]
        has_parts = any(heading.part in NO_PARTS for heading in all_of_them) and series not in many
        if has_parts and all(ends_with_word("part_end", each.name) for each in others):
            found.update((series, bare(each.name)) for each in others if not _says_what_about(each))
    return frozenset(found)


def _says_what_about(heading: Heading) -> bool:
    return heading.above[-1].series in OF_CHAPTERS and " " in heading.name.strip()
