"""Who published a plan and under which id: looked up by its title in rows of data."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import regex

from plan.data_files import tables_of
from plan.errors import ExitCode, PlanError
from plan.forms import composed, plain, unspaced
from plan.particles import particle, sentence
from plan.patterns import lazy_pattern
from plan.records import ExtractedPlan, PlanProfile

PLANS_FILE = Path(__file__).with_name("plans.toml")
PROVIDERS_FILE = Path(__file__).with_name("providers.toml")
PART = lazy_pattern(  # what makes another body of the words before it: 강남구, 중구, 의회, 교육청, 시설공단
    r"\s*(?:[가-힣]{2,3}[시군구]|[중동서남북]구)(?![가-힣])|(?:[가-힣]{2,3}[군구]|[중동서남북]구)"
    r"|\s*(?:의회|교육청|경찰청|[가-힣]{0,4}(?:공사|공단|재단|연구원)(?![가-힣]))"
)
PLAN_ID = lazy_pattern(r"[a-z0-9][a-z0-9-]{0,80}")


def profile_of(extracted: ExtractedPlan, plan_id: str | None = None) -> PlanProfile:
    """The plan's id, title, provider and licence; ``plan_id`` overrides the id that the title would give."""
    title = unspaced(extracted.title)
    family = next((row for row in tables_of(PLANS_FILE)["plan"] if title.startswith(unspaced(row["title"]))), None)
    stated = family.get("provider") if family else None
    provider = known_provider(stated) if stated else _provider(extracted.title)
    return PlanProfile(
        plan_id=_checked(plan_id) if plan_id else _plan_id(extracted, family),
        title=extracted.title,
        provider_code=provider["code"] if provider else "",
        provider_name=provider["name"] if provider else "",
        licence=family["licence"] if family else "",
        data_date=extracted.approved,
        first_year=extracted.period.first if extracted.period else None,
        last_year=extracted.period.last if extracted.period else None,
    )


def known_provider(named: str) -> dict[str, Any]:
    """The row of the provider with this code or this name; one that is not in the list is refused."""
    rows: list[dict[str, Any]] = tables_of(PROVIDERS_FILE)["provider"]
    for row in rows:
        if named in (row["code"], row["name"]):
            return row
    ko = "제공기관 '{named}'{named:이/가} normalize/publisher/providers.toml에 없습니다. 그 기관의 행을 더하십시오."
    raise PlanError(
        "provider-unknown",
        ko=sentence(ko, named=named),
        en=f"The provider '{named}' is not in normalize/publisher/providers.toml; add a row for it.",
        exit_code=ExitCode.USAGE,
        provider=named,
    )


def _provider(title: str) -> dict[str, Any] | None:
    """The provider that the title opens with; 경기도 광주시 and 서울특별시의회 are other bodies."""
    bare, printed = unspaced(title), plain(title)
    for row in tables_of(PROVIDERS_FILE)["provider"]:
        for spelling in row["spellings"]:
            if not bare.startswith(unspaced(spelling)):
                continue
            opening = regex.match(r"\s*".join(map(regex.escape, spelling)), printed)
            if opening:
                return None if PART.match(opening.string, opening.end()) else row
    return None


def _plan_id(extracted: ExtractedPlan, family: dict[str, Any] | None) -> str:
    """The family's id with the years of the edition, else one made of the file's name.

    Titles such as 주요업무계획 are shared by many documents; a file's name is what tells them apart in a folder.
    """
    if family:
        years = (extracted.period.first, extracted.period.last) if extracted.period else ()
        return "-".join([family["id"], *map(str, years)])
    stem = composed(extracted.source.name.rpartition(".")[0] or extracted.source.name)
    ascii_part = regex.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60]
    if stem.isascii() and ascii_part:
        return ascii_part
    digest = hashlib.sha256(stem.encode()).hexdigest()[:8]
    return "-".join(part for part in ("plan", ascii_part, digest) if part)


def _checked(plan_id: str) -> str:
    if not PLAN_ID.fullmatch(plan_id):
        raise PlanError(
            "plan-id",
            ko=f"'{plan_id}'{particle(plan_id, '은/는')} "
            "계획 ID가 될 수 없습니다. 영문 소문자, 숫자, '-'만 쓸 수 있습니다.",
            en=f"'{plan_id}' cannot be a plan id; use lower-case letters, digits and '-'.",
            exit_code=ExitCode.USAGE,
        )
    return plan_id
