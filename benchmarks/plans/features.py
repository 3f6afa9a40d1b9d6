"""The features of a plan: each drawn by itself from the seed, or all as in the base plan but one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import msgspec

from benchmarks.plans.records import HERE, NOT_DRAWN, Features

BUDGET_FORMS = ("payers-under-years", "budget-spent", "key-value")
TARGET_FORMS = ("baseline", "goal-actual")
OF_EVERY_KIND = (
    "chapter",
    "kind",
    "cover",
    "contents",
    "running",
    "outline",
    "numbering",
    "trap",
    "print",
    "year_words",
    "number",
)


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value of a feature, how often it is drawn, and which values of earlier features it needs."""

    value: str
    seen: str
    weight: float = 1
    needs: dict[str, tuple[str, ...]] = {}

    def fits(self, drawn: Features) -> bool:
        """Whether it can be printed beside what is drawn already."""
        return all(drawn[name] in values for name, values in self.needs.items())


class Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A feature with its values, that of the base plan first."""

    name: str
    values: tuple[Value, ...]


@cache
def known_features() -> tuple[Feature, ...]:
    """The features of features.toml, in the order in which they are drawn."""
    rows = msgspec.toml.decode((HERE / "features.toml").read_bytes(), type=dict[str, tuple[Feature, ...]])
    return rows["feature"]


def drawn(seed: int) -> Features:
    """The features of one plan; a feature's draw depends on the seed and its own name alone."""
    found: Features = {}
    for feature in known_features():
        chance = random.Random(f"{seed}/{feature.name}")
        fitting = [value for value in feature.values if value.fits(found)]
        found[feature.name] = chance.choices(fitting, [value.weight for value in fitting])[0].value
    return settled(found)


def one_at_a_time() -> Iterator[tuple[str, Features]]:
    """The base plan, and for each value of each feature the base plan with that value and what it needs."""
    base = {feature.name: feature.values[0].value for feature in known_features()}
    yield "base", settled(base)
    for feature in known_features():
        for value in feature.values[1:]:
            asked = {**base, feature.name: value.value}
            asked |= {name: values[0] for name, values in value.needs.items() if base[name] not in values}
            fitted: Features = {}
            for other in known_features():
                wanted = next(item for item in other.values if item.value == asked[other.name])
                kept = wanted if wanted.fits(fitted) else next(item for item in other.values if item.fits(fitted))
                fitted[other.name] = kept.value
            if feature.name == "kind":
                fitted["form"] = _usual_form(value.value)
            yield f"{feature.name}={value.value}", settled(fitted)


def _usual_form(kind: str) -> str:
    """The form of table in which a kind of document prints its years."""
    return {"performance": "goal-actual", "yearly": "prior-later", "work": "prior-later", "project": "key-value"}.get(
        kind, "across"
    )


def settled(found: Features) -> Features:
    """The features as they are printed: what a form of table has no place for gives way to what it needs."""
    result = dict(found)
    if result["kind"] == "report":
        return {name: value if name in OF_EVERY_KIND else NOT_DRAWN for name, value in result.items()} | {
            "trap": "statistics"
        }
    form = result["form"]
    if form in BUDGET_FORMS or result["payers"] == "bodies":
        result["tables"] = "budget"
    if form in BUDGET_FORMS and result["payers"] != "spaced":
        result["payers"] = "rows"
    if form in TARGET_FORMS:
        result |= {"tables": "target", "payers": "none", "total": "none"}
    if form == "target-budget":
        result |= {"tables": "combined", "payers": "none", "total": "none", "unit": "label"}
    if result["tables"] == "budget" or form == "target-budget" or result["year_words"] == "2026학년도":
        result["money_target"] = "no"
    if form == "overview":
        result |= {"tables": "separate", "payers": "none"}
    if form in ("prior-later", "budget-spent", "key-value", "payers-under-years"):
        result["total"] = "before"
    result |= _settled_words(result)
    if result["slip"] == "total" and (result["total"] == "none" or result["tables"] == "target"):
        result["slip"] = "none"
    return result


def _settled_words(found: Features) -> Features:
    """Units, payers and captions that would be printed in a way no office prints them."""
    result: Features = {}
    form, unit, payers = found["form"], found["unit"], found["payers"]
    if found["tables"] == "combined" and payers in ("rows", "spaced"):
        result["payers"] = payers = "group"
    if found["tables"] == "target" and unit in ("line", "line-spaced", "line-bare", "corner", "years"):
        result["unit"] = unit = "label"
    if form in ("payers-under-years", "budget-spent", "key-value", "overview") and unit not in ("line", "line-bare"):
        result["unit"] = unit = "line-spaced"
    if unit == "years" and (form == "down" or payers == "group" or found["tables"] not in ("budget", "separate")):
        result["unit"] = unit = "label" if payers == "none" else "line"
    if form not in ("across", "prior-later", "baseline"):
        result["remark"] = "no"
    if payers != "none" and unit in ("label", "label-break"):
        result["unit"] = unit = "line"
    if unit == "cell":
        result["number"] = "1,200"
    if form == "payers-under-years" and found["money"] == "천원":
        result["money"] = "백만원"
    if found["caption"] == "head" and form not in ("across", "prior-later"):
        result["caption"] = "section"
    if found["upper"] == "none":
        result |= {"numbering": "through", "same_heading": "no"}
    if found["slip"] == "code" and found["same_heading"] == "yes":
        result["same_heading"] = "no"
    return result
