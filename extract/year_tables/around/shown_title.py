"""The title that a table is published under, where the text right above it is none: a note, a field, a bullet."""

from __future__ import annotations

from collections.abc import Sequence

from extract.outline.headings.heading import Heading
from extract.outline.names import ASIDE, FIELD, PROSE
from extract.vocabulary import ends_with_word, has_word, is_word
from extract.year_tables.heads.unit_line import without_unit
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import BULLETS, COLONS, REMARKS

LONGEST = 40  # characters of a title; what is longer is said in words, unless it ends as titles do
BEHIND_FIELD = lazy_pattern(rf"^[^{COLONS}]{{1,12}}\s*[{COLONS}]\s*[{BULLETS}]\s*(?=\S)")  # 총사업비 : □ 투자계획
NOTE = lazy_pattern(rf"^\s*(?:[{REMARKS}]|[*]+\s)")


def shown_title(title: str, above: Sequence[str], headings: Sequence[Heading]) -> str:
    """The title of a table without a field's label in front of it.

    Where it is no title, the nearest text above that says that it is one; where it is a sentence, else the name of the
    heading that the table stands under. What is decided of a table is decided by what stands right above it.
    """
    title = BEHIND_FIELD.sub("", title)
    if not _is_said_in_words(title) and not FIELD.match(title):
        return title
    lines = (BEHIND_FIELD.sub("", without_unit(text)).strip(f" {BULLETS}") for text in above)
    titled = (line for line in lines if _says_it_is_one(line))
    return next(titled, "") or _heading_over(title, headings) or title


def _heading_over(title: str, headings: Sequence[Heading]) -> str:
    """The name of the heading over a title that is a sentence, or '' where the title is none or says that name too."""
    is_sought = headings and _is_said_in_words(title) and not FIELD.match(title)
    name = without_unit(headings[-1].name) if is_sought else ""
    return "" if _is_said_in_words(name) or bare(name) in bare(title) else name


def _says_it_is_one(text: str) -> bool:
    is_one = has_word("table_title", text) or is_word("section", text)
    return is_one and not _is_sentence(text) and not FIELD.match(text) and len(text) <= LONGEST


def _is_said_in_words(text: str) -> bool:
    return _is_sentence(text) or (
        len(text) > LONGEST and not ends_with_word("table_title", ASIDE.sub("", text).strip())
    )


def _is_sentence(text: str) -> bool:
    return bool(PROSE.search(text) or NOTE.match(text))
