"""The institution that a text begins with, by ``providers.toml`` and ``districts.toml``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import regex

from plan.data_files import tables_of
from plan.forms import plain, unspaced
from plan.patterns import lazy_pattern, with_spaces
from plan.script import QUOTE, SPAN

PROVIDERS_FILE = Path(__file__).with_name("providers.toml")
DISTRICTS_FILE = Path(__file__).with_name("districts.toml")
SHORTEST = 3  # characters of a name that is told without its province: 중구 and 광주시 are not
ALSO_A_PROVINCE = ("광주시",)  # is said of 광주광역시 as well
OTHER_BODY = (
    lazy_pattern(  # what makes another body of the words before it: 의회, 교육청, 시설공단, a borough not known
        r"\s*(?:[가-힣]{2,3}[시군구]|[중동서남북]구)(?![가-힣])|(?:[가-힣]{2,3}[군구]|[중동서남북]구)"
        r"|\s*(?:의회|교육청|경찰청|[가-힣]{0,4}(?:공사|공단|재단|연구원)(?![가-힣]))"
    )
)


IN_FRONT = lazy_pattern(  # 2026년, '26년, 2026~2030년, (2026~2030), 제3차, 제6기, 민선 8기
    rf"^\W*(?:(?:제\s?\d{{1,2}}\s?[차기회]|민선\s?\d{{1,2}}\s?기"
    rf"|\(?(?:{QUOTE}\s?\d\d|(?:19|20)\d\d)년?(?:\s?[{SPAN}]\s?{QUOTE}?\s?(?:(?:19|20)\d\d|\d\d))?\)?\s?(?:학|회계)?(?:년도?)?\)?)\s+)+"
)


class Institution(msgspec.Struct, frozen=True):
    """Who may publish a plan; ``code`` is '' where no source gave it, ``slug`` '' where the name is romanised."""

    name: str
    code: str = ""
    slug: str = ""
    domain: str = ""


class Opening(msgspec.Struct, frozen=True):
    """The institution that a text opens with, and what stands behind it."""

    institution: Institution
    spelled: str
    rest: str


def opening(text: str) -> Opening | None:
    """The institution by the longest spelling that the text begins with; 서울특별시의회 is not the city."""
    bare, printed = unspaced(text), plain(text)
    for spelling in _by_beginning().get(bare[:2], ()):
        if bare.startswith(spelling):
            found = regex.match(with_spaces(spelling, r"\s*"), printed)
            if found is None or OTHER_BODY.match(printed, found.end()):
                return None
            return Opening(_spellings()[spelling], found[0], printed[found.end() :].strip())
    return None


def in_front_of_name() -> regex.Pattern[str]:
    """The years and the count of a plan that stand before the institution: 제3차, 2026~2030년."""
    return IN_FRONT


def is_of_district(text: str) -> bool:
    """Whether a text begins with the name of a city, county or borough, though several may have it: 중구 …."""
    first = plain(text).partition(" ")[0]
    return any(first in row["names"] for row in tables_of(DISTRICTS_FILE)["district"])


def of_domain(address: str) -> Institution | None:
    """The institution whose addresses end so."""
    for institution in _spellings().values():
        if institution.domain and (address == institution.domain or address.endswith(f".{institution.domain}")):
            return institution
    return None


def named(name: str) -> Institution | None:
    """The institution of this code or name."""
    return next((one for one in _spellings().values() if name and name in (one.code, one.name)), None)


@cache
def _spellings() -> Mapping[str, Institution]:
    """Every spelling without spaces; a city or borough that two provinces have only behind its province."""
    found: dict[str, Institution] = {}
    provinces: dict[str, dict[str, Any]] = {}
    for row in tables_of(PROVIDERS_FILE)["provider"]:
        provinces[row["name"]] = row
        own = Institution(row["name"], row["code"], row.get("id", ""), row.get("domain", ""))
        found |= {unspaced(spelling): own for spelling in row["spellings"]}
    districts = tables_of(DISTRICTS_FILE)["district"]
    times = Counter(name for row in districts for name in row["names"])
    for row in districts:
        province = provinces[row["province"]]
        for name in row["names"]:
            own = Institution(f"{row['province']} {name}", row.get("codes", {}).get(name, ""))
            found |= {unspaced(f"{spelling}{name}"): own for spelling in province["spellings"]}
            if times[name] == 1 and len(name) >= SHORTEST and unspaced(name) not in ALSO_A_PROVINCE:
                found.setdefault(name, own)
    return found


@cache
def _by_beginning() -> Mapping[str, tuple[str, ...]]:
    """The spellings by their first two characters, the longest first."""
    groups: dict[str, list[str]] = {}
    for spelling in _spellings():
        groups.setdefault(spelling[:2], []).append(spelling)
    return {start: tuple(sorted(group, key=len, reverse=True)) for start, group in groups.items()}
