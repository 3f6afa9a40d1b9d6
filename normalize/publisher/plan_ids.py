"""The id of a plan: institution, office, what its title says besides, and years, in Latin letters."""

from __future__ import annotations

import hashlib
import importlib
from functools import cache
from pathlib import Path

import regex

from normalize.publisher.institutions import in_front_of_name, opening
from normalize.publisher.issuer import Issued
from plan.data_files import tables_of
from plan.forms import compatible, letters, plain, unspaced
from plan.patterns import lazy_pattern, with_spaces
from plan.records.printed import ExtractedPlan
from plan.records.values import YearRule
from plan.script import QUOTE, SPAN

FAMILIES_FILE = Path(__file__).with_name("id_words.toml")
LONGEST = 80  # characters of an id; the longest parts give way
YEAR = lazy_pattern(rf"(?:{QUOTE}\d\d(?=년)|{QUOTE}?(?<!\d)(?:19|20)\d\d)(?:\s?(?:학|회계)?년도?)?(?!\d)")
BRACKETED_YEARS = lazy_pattern(rf"\(\s*\d{{4}}\s*[{SPAN}]\s*\d{{4}}\s*\)")
NOT_LATIN = lazy_pattern(r"[^a-z0-9]+")
OF_FILE: frozenset[YearRule] = frozenset(("file-information", "file-name"))  # rules by which only the file says a year
MARK = 6  # characters that tell apart the plans of offices that are not known


def made_id(extracted: ExtractedPlan, issued: Issued) -> str:
    """The same for the same document under any file name; a digest only where it has no title and no institution.

    Where the institution is not known, titles such as 주요업무계획 are those of many; what the programmes are
    called tells the plans apart then, and is the same in another format.
    """
    institution = issued.institution
    title = "" if institution and extracted.title_rule == "name-of-file" else extracted.title
    if not title and (institution is None or not _years(extracted)):
        return f"plan-{extracted.source.sha256[:8]}"
    slug = (institution.slug or latin(institution.name)) if institution else ""
    begins = opening(in_front_of_name().sub("", plain(title)))  # 부산시 …: by another spelling than its name
    spelled = begins.spelled if begins and begins.institution == institution else ""
    rest = _without(title, (institution.name if institution else "", spelled, issued.office))
    named = "-".join(part for part in (slug, latin(issued.office), latin(_spaced(rest))) if part)
    if not named:
        named = f"plan-{_digest(title)}"
    behind = [part for part in (_years(extracted), "" if institution else _programmes(extracted)) if part]
    return "-".join([_cut(named, LONGEST - sum(len(part) + 1 for part in behind)), *behind])


def _programmes(extracted: ExtractedPlan) -> str:
    """A mark of the names of the programmes; of the file where there are none."""
    names = [letters(node.name) for node in extracted.programs]
    return _digest("\n".join(names)) if names else extracted.source.sha256[:MARK]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:MARK]


def latin(text: str) -> str:
    """A name in Latin letters as the Revised Romanisation writes it, small, its words joined by hyphens."""
    words = compatible(plain(text)).split()
    romanised = " ".join(word if word.isascii() else _romanised(word) for word in words)
    return NOT_LATIN.sub("-", romanised.lower()).strip("-")


@cache
def _romanised(word: str) -> str:
    """What the library says of one word; it is imported where a name is not in Latin letters only."""
    return str(importlib.import_module("koroman").romanize(word))


def _spaced(text: str) -> str:
    """A title with blanks between the nouns that titles are made of, however it is printed: 주요 업무 계획."""
    words = sorted((row["printed"] for row in tables_of(FAMILIES_FILE)["word"]), key=len, reverse=True)
    return regex.sub("|".join(map(regex.escape, words)), lambda found: f" {found[0]} ", text)


def _without(title: str, names: tuple[str, ...]) -> str:
    """The title without its years and the names that stand in the id already."""
    rest = YEAR.sub(" ", BRACKETED_YEARS.sub(" ", plain(title)))
    for name in names:
        if name:
            rest = regex.sub(with_spaces(unspaced(name), r"\s*"), " ", rest)
    return rest


def _years(extracted: ExtractedPlan) -> str:
    """The years that the title states, else the year that the document prints, else those of its tables.

    When a file was saved is asked last: the same page in another format has another date, or none.
    """
    period, year = extracted.period, extracted.document_year
    if period and (period.basis == "stated" or year is None or year.rule in OF_FILE):
        return str(period.first) if period.first == period.last else f"{period.first}-{period.last}"
    return str(year.year) if year else ""


def _cut(text: str, most: int) -> str:
    """At most so many characters, cut between two words."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition("-")[0] or text[:most]
