"""The catalogue of a store: pages over all plans with search, counts, open findings and links to their reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from gongpyo.batch.journal import Outcome
from gongpyo.telling.html_page import html_page
from gongpyo.telling.speech import LANGUAGES, Language, Speech
from output.folder.whole_files import write_files
from output.folder.write import REPORT_FILE

PLANS_A_PAGE = 2_000  # of one HTML file: a megabyte, which a browser searches as one types
STYLE = """
body { font-family: sans-serif; line-height: 1.5; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
@media (prefers-color-scheme: dark) { body { background: #1b1b1b; color: #eee; } a { color: #9cf; } }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
input { font: inherit; width: 100%; padding: .4rem; margin: 1rem 0; box-sizing: border-box; }
"""
SCRIPT = """
const rows = [...document.querySelectorAll("tbody tr")];
const box = document.querySelector("input");
const count = document.querySelector("output");
const search = () => {
  const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    shown += !row.hidden;
  }
  count.textContent = shown;
};
box.addEventListener("input", search);
search();
"""
Plans = Sequence[tuple[str, Outcome]]


def catalogue_files(root: Path, plans: Plans, outcomes: Mapping[str, int]) -> None:
    """Write the catalogue's pages in both languages; leftover pages of a larger one are taken away."""
    parts = [plans[start : start + PLANS_A_PAGE] for start in range(0, len(plans), PLANS_A_PAGE)] or [[]]
    names = set()
    for language in LANGUAGES:
        for number, part in enumerate(parts, 1):
            name = _name(language, number)
            names.add(name)
            write_files(root, {name: _page(Speech(language), part, number, len(parts), len(plans), outcomes).encode()})
    for old in root.glob("catalogue*.html"):
        if old.name not in names:
            old.unlink()


def _name(language: Language, number: int) -> str:
    return "catalogue" + (f"-{number}" if number > 1 else "") + ("" if language == "ko" else f".{language}") + ".html"


def _page(speech: Speech, plans: Plans, number: int, pages: int, every: int, outcomes: Mapping[str, int]) -> str:
    """One page."""
    counted = ", ".join(f"{code} {count:,}" for code, count in sorted(outcomes.items()))
    heads = ("plan", "provider", "years", "programs", "series", "values", "open")
    body = [
        f"<p>{escape(speech.sentence('catalogue_counts', plans=every, outcomes=counted))}</p>",
        *_links(speech, number, pages),
        f'<label>{escape(speech.sentence("catalogue_search"))}<input type="search"></label>',
        f"<p><output>{len(plans)}</output></p>",
        "<table>",
        "<thead><tr>" + "".join(_head(speech, head) for head in heads) + "</tr></thead>",
        "<tbody>",
        *(_row(outcome) for _, outcome in plans),
        "</tbody>",
        "</table>",
    ]
    return html_page(speech.language, speech.sentence("catalogue_title"), STYLE, body, SCRIPT)


def _head(speech: Speech, name: str) -> str:
    return f'<th scope="col">{escape(speech.sentence(f"catalogue_{name}"))}</th>'


def _links(speech: Speech, number: int, pages: int) -> Iterator[str]:
    """The same page in the other language, and the other pages."""
    others = [language for language in LANGUAGES if language != speech.language]
    links = [
        f'<a href="{_name(other, number)}" lang="{other}">{escape(Speech(other).sentence("catalogue_title"))}</a>'
        for other in others
    ]
    links += [
        f"<b>{page}</b>" if page == number else f'<a href="{_name(speech.language, page)}">{page}</a>'
        for page in range(1, pages + 1)
        if pages > 1
    ]
    yield f"<nav>{' '.join(links)}</nav>"


def _row(outcome: Outcome) -> str:
    """A plan, with the page on which it can be looked at where there is one."""
    years = f"{outcome.first_year}–{outcome.last_year}" if outcome.first_year else ""
    link = quote(f"{outcome.folder}/{REPORT_FILE}")
    found = outcome.findings
    numbers = (outcome.counts["programs"], outcome.counts["series"], outcome.counts["values"])
    title, plan_id = escape(outcome.title or outcome.plan_id), escape(outcome.plan_id)
    cells = [
        f'<td><a href="{link}">{title}</a><br><small>{plan_id}</small></td>',
        f"<td>{escape(outcome.provider_name)}</td>",
        f"<td>{years}</td>",
        *(f'<td class="n">{number:,}</td>' for number in numbers),
        f'<td class="n">{found["error"]} · {found["warning"]} · {found["info"]}</td>',
    ]
    return f"<tr>{''.join(cells)}</tr>"
