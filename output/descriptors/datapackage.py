"""What each CSV file is, with types, keys, size and hash: a Data Package of version 2, and its twin of version 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from output.descriptors.digested import Digested
from output.descriptors.licences import licence_of
from output.descriptors.table_schema import Standard, table_schema
from output.descriptors.versions import data_version
from output.tables.columns import TableSpec, tables
from plan.records.base import SCHEMA_VERSION
from plan.records.meaning import Plan

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def datapackage(plan: Plan, csv: Mapping[str, Digested], standard: Standard = "2.0") -> dict[str, Any]:
    """The descriptor of the CSV files given by table."""
    profile = plan.profile
    descriptor: dict[str, Any] = {"$schema": PROFILE} if standard == "2.0" else {"profile": "tabular-data-package"}
    descriptor |= {
        "name": profile.plan_id,
        "title": profile.title or profile.plan_id,
        "description": description(plan),
        "version": data_version(plan),
        "schemaVersion": SCHEMA_VERSION,
        "keywords": keywords(plan),
        "sources": [
            {
                "title": profile.title or plan.source.name,
                "version": f"sha256:{plan.source.sha256}",
                **({"path": profile.source_url} if profile.source_url else {}),
            }
        ],
        "countryCode": "KR",
    }
    if period := years(plan):
        start, end = period
        descriptor["temporal"] = {"start": start, "end": end}
        descriptor["fiscalPeriod"] = {"start": f"{start}-01-01", "end": f"{end}-12-31"}
    if licence := licence_of(profile.licence):
        descriptor["licenses"] = [{"name": licence.id, "path": licence.url, "title": licence.title}]
    if profile.provider_name:
        role = {"roles": ["publisher"]} if standard == "2.0" else {"role": "publisher"}
        descriptor["contributors"] = [{"title": profile.provider_name, **role}]
    return descriptor | {
        "resources": [_resource(tables()[name], content, standard) for name, content in csv.items()],
    }


def keywords(plan: Plan) -> list[str]:
    """What every plan is about, and what a person has added."""
    return list(dict.fromkeys(("계획", "연차별 목표", "연차별 예산", *plan.profile.keywords)))


def description(plan: Plan) -> str:
    """One sentence in Korean and in English."""
    return " / ".join(descriptions(plan))


def descriptions(plan: Plan) -> tuple[str, str]:
    """One sentence in Korean, and the same in English."""
    title = plan.profile.title or plan.profile.plan_id
    return (
        f"{title}의 연차별 목표와 예산. 값마다 인쇄된 칸과 그 자리를 함께 적음.",
        f"Yearly targets and budgets of {title}, each value with the cell it was printed in.",
    )


def years(plan: Plan) -> tuple[str, str] | None:
    """The first and the last year of the plan, where the document says both."""
    first, last = plan.profile.first_year, plan.profile.last_year
    return None if first is None or last is None else (str(first), str(last))


def _resource(table: TableSpec, content: Digested, standard: Standard) -> dict[str, Any]:
    kind = {"$schema": RESOURCE_PROFILE, "type": "table"} if standard == "2.0" else {"profile": "tabular-data-resource"}
    return {
        **kind,
        "name": table.name,
        "title": table.ko,
        "description": table.en,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": content.bytes,
        "hash": f"sha256:{content.sha256}",
        "dialect": DIALECT,
        "schema": table_schema(table, standard),
    }
