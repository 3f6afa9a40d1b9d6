"""dataset.jsonld: the plan's data as one entry of a catalogue, in the words of schema.org and of DCAT."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from output.descriptors.datapackage import description, descriptions, keywords, years
from output.descriptors.digested import Digested
from output.descriptors.licences import licence_of
from output.descriptors.update_periods import frequency
from output.descriptors.versions import data_version, modified
from output.tables.columns import tables
from plan.records.base import SCHEMA_VERSION
from plan.records.meaning import Plan

CONTEXT = {
    "@vocab": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dct:license": {"@type": "@id"},
    "license": {"@type": "@id"},
    "dcat:startDate": {"@type": "xsd:gYear"},
    "dcat:endDate": {"@type": "xsd:gYear"},
    "dct:issued": {"@type": "xsd:date"},
    "dct:modified": {"@type": "xsd:date"},
    "dcat:accessURL": {"@type": "@id"},
    "dcat:downloadURL": {"@type": "@id"},
}


def catalogue_entry(plan: Plan, csv: Mapping[str, Digested]) -> dict[str, Any]:
    """The dataset with a distribution for each CSV file."""
    profile = plan.profile
    title = profile.title or profile.plan_id
    entry: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": ["Dataset", "dcat:Dataset"],
        "identifier": profile.plan_id,
        "name": title,
        "dct:title": title,
        "description": description(plan),
        "dct:description": _in_both(*descriptions(plan)),
        "inLanguage": "ko",
        "version": data_version(plan),
        "owl:versionInfo": data_version(plan),
        "schemaVersion": SCHEMA_VERSION,
        "keywords": keywords(plan),
        "isBasedOn": {"@type": "CreativeWork", "name": title, "identifier": f"sha256:{plan.source.sha256}"},
    }
    if period := years(plan):
        start, end = period
        entry["temporalCoverage"] = f"{start}/{end}"
        entry["dct:temporal"] = {"@type": "dct:PeriodOfTime", "dcat:startDate": start, "dcat:endDate": end}
    if profile.source_url:
        entry["isBasedOn"]["url"] = profile.source_url
        entry["dcat:landingPage"] = {"@id": profile.source_url, "@type": "http://xmlns.com/foaf/0.1/Document"}
    if profile.contact:
        entry["dcat:contactPoint"] = {"@type": "vcard:Kind", "vcard:fn": profile.contact}
    if profile.update_period:
        entry["dct:accrualPeriodicity"] = {"@id": frequency(profile.update_period)}
    entry["dcat:keyword"] = [{"@value": word, "@language": "ko"} for word in keywords(plan)]
    if day := modified(plan):
        entry |= {"dateModified": day, "dct:modified": day}
    if profile.data_date:
        entry |= {"datePublished": profile.data_date, "dct:issued": profile.data_date}
    if licence := licence_of(profile.licence):
        entry |= {"license": licence.url, "dct:license": licence.url}
    if profile.provider_name:
        publisher = {"@type": "Organization", "name": profile.provider_name, "identifier": profile.provider_code}
        agent = {"@type": "foaf:Agent", "foaf:name": profile.provider_name, "dct:identifier": profile.provider_code}
        entry |= {"publisher": publisher, "dct:publisher": agent}
    distribution = [_distribution(name, content) for name, content in csv.items()]
    return entry | {"distribution": distribution, "dcat:distribution": distribution}


def _in_both(ko: str, en: str) -> list[dict[str, str]]:
    return [{"@value": ko, "@language": "ko"}, {"@value": en, "@language": "en"}]


def _distribution(name: str, content: Digested) -> dict[str, Any]:
    return {
        "@type": ["DataDownload", "dcat:Distribution"],
        "@id": f"{name}.csv",
        "name": tables()[name].ko,
        "description": tables()[name].en,
        "dct:title": {"@value": tables()[name].ko, "@language": "ko"},
        "dct:description": _in_both(tables()[name].ko, tables()[name].en),
        "dcat:accessURL": f"{name}.csv",
        "dcat:downloadURL": f"{name}.csv",
        "contentUrl": f"{name}.csv",
        "encodingFormat": "text/csv",
        "contentSize": str(content.bytes),
        "sha256": content.sha256,
    }
