"""Who published a plan and under which id: looked up by its title in rows of data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from normalize.publisher.institutions import Institution, named
from normalize.publisher.issuer import Issued, issuer_of, titled
from normalize.publisher.plan_ids import made_id
from plan.data_files import tables_of
from plan.errors import ExitCode, PlanError
from plan.forms import unspaced
from plan.particles import particle, sentence
from plan.patterns import lazy_pattern
from plan.records.meaning import PlanProfile
from plan.records.printed import ExtractedPlan

PLANS_FILE = Path(__file__).with_name("plans.toml")
PLAN_ID = lazy_pattern(r"[a-z0-9][a-z0-9-]{0,80}")
RESERVED = lazy_pattern(r"con|prn|aux|nul|(?:com|lpt)\d")  # devices of Windows, where no folder is called so


def profile_of(extracted: ExtractedPlan, plan_id: str | None = None) -> PlanProfile:
    """The plan's id, title, provider and licence; ``plan_id`` overrides the id that the title would give."""
    title = unspaced(extracted.title)
    family = next((row for row in tables_of(PLANS_FILE)["plan"] if title.startswith(unspaced(row["title"]))), None)
    issued = issuer_of(extracted)
    if family and family.get("provider"):
        row = known_provider(family["provider"])
        issued = replace(issued, institution=Institution(row["name"], row["code"]), rule="family")
    provider = issued.institution
    return PlanProfile(
        plan_id=checked_id(plan_id) if plan_id else _plan_id(extracted, family, issued),
        title=extracted.title if family else titled(extracted.title, issued),
        title_rule=extracted.title_rule,
        title_place=extracted.title_place,
        provider_code=provider.code if provider else "",
        provider_name=provider.name if provider else "",
        provider_rule=issued.rule or "",
        provider_printed=issued.printed,
        provider_place=issued.place if issued.rule else None,
        office=issued.office,
        licence=family["licence"] if family else "",
        data_date=extracted.approved,
        first_year=extracted.period.first if extracted.period else None,
        last_year=extracted.period.last if extracted.period else None,
    )


def known_provider(stated: str) -> dict[str, str]:
    """The code and the name of the provider with this code or this name; one that is not in the lists is refused."""
    found = named(stated)
    if found:
        return {"code": found.code, "name": found.name}
    ko = (
        "제공기관 '{named}'{named:이/가} 목록에 없습니다. 코드와 이름을 직접 줄 수 있습니다"
        "(--set provider_code=코드 --set provider_name=이름, 또는 plan.toml의 [plan], gongpyo.toml의 [[provider]])."
    )
    raise PlanError(
        "provider-unknown",
        ko=sentence(ko, named=stated),
        en=f"The provider '{stated}' is not in the list; give its code and name yourself "
        "(--set provider_code=CODE --set provider_name=NAME, or [plan] in plan.toml, or [[provider]] in gongpyo.toml).",
        exit_code=ExitCode.USAGE,
        provider=stated,
    )


def _plan_id(extracted: ExtractedPlan, family: dict[str, Any] | None, issued: Issued) -> str:
    """The family's id with the years of the edition, else one made of institution, title and years."""
    if family:
        years = (extracted.period.first, extracted.period.last) if extracted.period else ()
        return "-".join([family["id"], *map(str, years)])
    return made_id(extracted, issued)


def checked_id(plan_id: str) -> str:
    """The id where it can be one and the name of a folder on every system."""
    if not PLAN_ID.fullmatch(plan_id):
        raise PlanError(
            "plan-id",
            ko=f"'{plan_id}'{particle(plan_id, '은/는')} "
            "계획 ID가 될 수 없습니다. 영문 소문자, 숫자, '-'만 쓸 수 있습니다.",
            en=f"'{plan_id}' cannot be a plan id; use lower-case letters, digits and '-'.",
            exit_code=ExitCode.USAGE,
        )
    if RESERVED.fullmatch(plan_id):
        raise PlanError(
            "plan-id",
            ko=f"'{plan_id}'{particle(plan_id, '은/는')} 윈도에서 장치 이름이라 폴더 이름이 될 수 없습니다. "
            f"'plan-{plan_id}'처럼 다른 ID를 쓰십시오.",
            en=f"'{plan_id}' is the name of a device in Windows and cannot be that of a folder; "
            f"use another id, such as 'plan-{plan_id}'.",
            exit_code=ExitCode.USAGE,
        )
    return plan_id
