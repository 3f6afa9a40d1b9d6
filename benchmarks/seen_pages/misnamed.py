"""Fonts that name their characters falsely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.seen_pages.changed_file import COST, renamed, streamed, unnamed
from benchmarks.seen_pages.page import NOBODY, TRUTH, Change, Page
from fixtures.make.small_documents import ROWS


def misnamed() -> Iterator[Page]:
    """Characters that are told as other ones, or as none."""
    nobody = dict.fromkeys(TRUTH, NOBODY)

    def swapped(pairs: Mapping[str, str]) -> Change:
        return renamed(lambda mark: pairs.get(mark, mark))

    for one, other in ("14", "08", "69", "27", "35", "17", "56"):
        reads = {spot: NOBODY for spot in TRUTH if one in ROWS[spot[0]][spot[1]] or other in ROWS[spot[0]][spot[1]]}
        yield Page(f"{one}-is-{other}", reads=reads, changes=(swapped({one: other, other: one}),))
    yield Page(
        "digits-turned-round", reads=nobody, changes=(renamed(lambda m: "1234567890"[int(m)] if m.isdigit() else m),)
    )
    yield Page(
        "digits-are-letters", reads=nobody, changes=(renamed(lambda m: "OlZEASGTBP"[int(m)] if m.isdigit() else m),)
    )
    yield Page(
        "digits-are-private", reads=nobody, changes=(renamed(lambda m: chr(0xE000 + ord(m)) if m.isdigit() else m),)
    )
    yield Page(
        "one-digit-is-private",
        reads={s: NOBODY for s in TRUTH if "4" in ROWS[s[0]][s[1]]},
        changes=(swapped({"4": "\ue004"}),),
    )
    yield Page(
        "comma-is-point", reads={s: NOBODY for s in TRUTH if "," in ROWS[s[0]][s[1]]}, changes=(swapped({",": "."}),)
    )
    yield Page(
        "hangul-is-private",
        reads=nobody,
        changes=(renamed(lambda m: chr(0xE000 + ord(m) % 0x1800) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-punctuation",
        reads=nobody,
        changes=(renamed(lambda m: chr(0x21 + ord(m) % 15) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-latin",
        reads=nobody,
        changes=(renamed(lambda m: chr(0x61 + ord(m) % 26) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-accented",
        reads=nobody,
        changes=(renamed(lambda m: chr(0xC0 + ord(m) % 63) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-hanja",
        reads=nobody,
        changes=(renamed(lambda m: chr(0x4E00 + ord(m) % 0x5000) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "hangul-is-moved-by-one", reads=nobody, changes=(renamed(lambda m: chr(ord(m) + 1) if "가" <= m < "힣" else m),)
    )
    yield Page(
        "hangul-is-other-hangul",
        reads=nobody,
        changes=(renamed(lambda m: chr(0xAC00 + (ord(m) * 7919) % 11172) if "가" <= m <= "힣" else m),),
    )
    yield Page(
        "all-is-private", reads=nobody, changes=(renamed(lambda m: chr(0xE000 + ord(m) % 0x1800) if m != " " else m),)
    )
    yield Page("all-is-one-mark", reads=nobody, changes=(renamed(lambda m: "!" if m != " " else m),))
    yield Page("all-is-unnamed", reads=nobody, changes=(unnamed,))
    yield Page("actual-text", changes=(streamed(COST, rb"/Span << /ActualText (480) >> BDC \g<0> EMC"),))
