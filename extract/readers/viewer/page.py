"""Whether a saved text is one page of the viewer, whole: not cut off, not saved twice, not two documents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from extract.readers.refusals import refuse
from extract.vocabulary import words
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Damage

PAGE_OPEN = lazy_pattern(r"(?i)<html[\s>]")
PAGE_END = lazy_pattern(r"(?i)</html\s*>")
NUMBER = lazy_pattern(r"(?<!\S)\d[\d,.]*(?!\S)")
SHORTEST_DOCUMENT = 400  # characters of the one line that the viewer prints; a menu is shorter
FEWEST_VALUES = 20  # numbers in that line, by which it is no menu
PAGE_CLOSE = lazy_pattern(r"(?i)</(?:html|body)\s*>")


def require_one_page(page: str, text: str, path: Path) -> None:
    """Refuse a file with several pages, or with what ends one several times: two documents would be put together."""
    parts = _pages(page) or _parts(text)
    if len(parts) < 2:
        parts = _begun(text)
    if len(parts) < 2:
        return
    is_same = len({"".join(part.split()) for part in parts}) == 1
    if is_same:
        ko, en = (
            "같은 문서가 {count}번 저장되어 있습니다. 한 번만 저장하십시오",
            "holds the same document {count} times; save it once",
        )
    else:
        ko, en = (
            "문서가 {count}개 들어 있습니다. 한 파일에 하나씩 저장하십시오",
            "holds {count} documents; save each in a file of its own",
        )
    raise refuse("several-documents", path, ko=ko.format(count=len(parts)), en=en.format(count=len(parts)))


def _pages(page: str) -> list[str]:
    """The pages one behind another in a file, where each is one of the viewer; [] where there is but one."""
    parts = [part for part in PAGE_END.split(page) if PAGE_OPEN.search(part)]
    return parts if len(parts) > 1 and all(any(mark in part for mark in words("viewer")) for part in parts) else []


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _parts(text: str) -> list[str]:
    """Up to each end of a page, from where it begins: the first of its opening words behind the end before."""
    ends = sorted(at for mark in words("page_end") for at in _places(text, mark))
    begins = [
        max(min((at for mark in words("page_begin") if (at := text.find(mark, left, right)) >= 0), default=left), left)
        for left, right in pairwise([0, *ends])
    ]
    return [text[begin:end] for begin, end in zip(begins, ends, strict=True)]


def _begun(text: str) -> list[str]:
    """What stands before and behind each line that begins a page and holds a document's own line of values."""
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip() in words("page_begin"):
            parts.append([])
        parts[-1].append(line)
    return ["\n".join(part) for part in parts if any(map(_is_document, part))]


def _is_document(line: str) -> bool:
    return len(line) >= SHORTEST_DOCUMENT and len(NUMBER.findall(line)) >= FEWEST_VALUES


def cut_short(page: str, text: str) -> Iterator[Damage]:
    """What says that a page was not saved to its end."""
    is_page = PAGE_OPEN.search(page, 0, 4096) is not None
    first = text.lstrip().partition("\n")[0].strip()
    begins = first in words("page_begin")
    ends = any(mark in text for mark in words("page_end"))
    if (is_page and not PAGE_CLOSE.search(page)) or (not is_page and begins and not ends):
        said = " ".join(text[-60:].split())
        yield Damage(
            place=Place(offset=max(len(text) - 1, 0)),
            reason_ko=f"화면이 끝까지 저장되지 않아 뒤의 내용이 없습니다: 마지막 글은 '{said}'입니다.",
            reason_en=f"The page was not saved to its end, so what follows is missing; its last words are '{said}'.",
            quote=said,
        )
