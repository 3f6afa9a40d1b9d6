"""What a person says of a plan, key by key, and what of it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec

from normalize.publisher.institutions import named
from normalize.publisher.profile import checked_id, known_provider
from output.descriptors.licences import licence_of
from output.descriptors.update_periods import update_period, update_periods
from plan.data_files import tables_of
from plan.errors import PlanError
from plan.particles import particle
from plan.patterns import lazy_pattern
from plan.printable import printable
from plan.records.meaning import Stated
from plan.records.values import StatedBy, StatedKey

KEYS_FILE = Path(__file__).with_name("keys.toml")
LONGEST = 300  # characters of one value
MOST_KEYWORDS = 50
BY = get_args(StatedBy)
ADDRESS = lazy_pattern(r"https?://[^\s/?#]+(?:[/?#]\S*)?")
OWN_PROVIDER = ("provider_code", "provider_name")
Refuse = Callable[[str, str, str], PlanError]  # the error of a key, in Korean and in English


class Said(msgspec.Struct, frozen=True):
    """One thing that a person has said of a plan; a provider is its code and name, keywords are several."""

    key: StatedKey
    value: tuple[str, ...]
    by: StatedBy

    @property
    def text(self) -> str:
        """The value of a key that has one."""
        return self.value[-1]

    def recorded(self) -> Stated:
        """The same as ``plan.json`` keeps it."""
        joined = " " if self.key == "provider" else "; "
        return Stated(key=self.key, value=joined.join(filter(None, self.value)), by=self.by)


def merged(*said: Said) -> tuple[Said, ...]:
    """One for each key: an option before ``plan.toml``, and that before ``gongpyo.toml``; else the last."""
    found: dict[str, Said] = {}
    for one in sorted(said, key=lambda each: BY.index(each.by)):
        found[one.key] = one
    return tuple(found.values())


def plan_id_of(said: tuple[Said, ...]) -> str:
    """The id that is said, or ''."""
    return next((one.text for one in said if one.key == "plan_id"), "")


@cache
def known_keys() -> Mapping[str, dict[str, Any]]:
    """The keys that are known, with what is known of each."""
    return {row["key"]: row for row in tables_of(KEYS_FILE)["key"]}


def said_in(table: Mapping[str, Any], by: StatedBy, wrong: Refuse) -> Iterator[Said]:
    """What the values of a table say, in its order; keys are known ones. ``wrong`` makes the error of a key."""
    texts = {key: _texts(key, value, wrong) for key, value in table.items()}
    for key, value in texts.items():
        if not value:
            continue
        if key in OWN_PROVIDER:
            if key == next(name for name in OWN_PROVIDER if texts.get(name)):
                yield _own_provider(key, texts, by, wrong)
        elif key == "provider":
            row = _looked_up(key, known_provider, value[0], by, wrong)
            yield Said("provider", (row["code"], row["name"]), by)
        else:
            yield Said(_stated_key(key), _checked(key, value, by, wrong), by)


def _texts(key: str, value: object, wrong: Refuse) -> tuple[str, ...]:
    """The texts of a value, () where it is empty: a person leaves open what he does not know yet."""
    several = value if isinstance(value, list) and key == "keywords" else [value]
    if not all(isinstance(one, str) and len(one) <= LONGEST and printable(one) == one for one in several):
        example = known_keys()[key]["example"]
        shown = str(example).replace("'", '"') if isinstance(example, list) else f'"{example}"'
        raise wrong(
            key,
            f"{LONGEST}자를 넘지 않는 한 줄의 글자여야 합니다({key} = {shown}).",
            f"a text of one line and at most {LONGEST} characters is needed ({key} = {shown}).",
        )
    if len(several) > MOST_KEYWORDS:
        raise wrong(key, f"키워드는 {MOST_KEYWORDS}개까지입니다.", f"there may be {MOST_KEYWORDS} keywords at most.")
    return tuple(text for one in several if (text := " ".join(str(one).split())))


def _own_provider(key: str, texts: Mapping[str, tuple[str, ...]], by: StatedBy, wrong: Refuse) -> Said:
    """An institution by code and name; one that is in the lists under another name or code is refused."""
    if texts.get("provider"):
        raise wrong(
            key,
            "provider와 함께 쓸 수 없습니다. 목록에 있으면 provider, 없으면 provider_code와 provider_name을 적습니다.",
            "it cannot stand beside provider: that is for an institution in the list, code and name for another.",
        )
    code, name = (" ".join(texts.get(each, ())) for each in OWN_PROVIDER)
    if not code or not name:
        lacking = OWN_PROVIDER[bool(code)]
        raise wrong(key, f"{lacking}도 있어야 합니다.", f"{lacking} is needed too.")
    if not (code.isascii() and code.isalnum()):
        raise wrong(
            "provider_code",
            f"'{code}'{particle(code, '은/는')} 기관 코드가 아닙니다. 행정표준코드의 숫자와 영문입니다(3220000).",
            f"'{code}' is no code of an institution: digits and Latin letters (3220000).",
        )
    for said, key_of in ((code, "provider_code"), (name, "provider_name")):
        stands = named(said)
        if stands and (stands.name != name or stands.code not in ("", code)):
            listed = stands.code or "코드 없음"
            raise wrong(
                key_of,
                f"'{said}'{particle(said, '은/는')} 목록에 "
                f"'{stands.name}'({listed}){particle(listed, '으로/로')} 있습니다. "
                f'그 기관이면 provider = "{stands.name}"으로 적습니다.',
                f"'{said}' is '{stands.name}' ({stands.code or 'no code'}) in the list; "
                f'if that is meant, write provider = "{stands.name}".',
            )
    return Said("provider", (code, name), by)


def _checked(key: str, value: tuple[str, ...], by: StatedBy, wrong: Refuse) -> tuple[str, ...]:
    """The value as it is published."""
    said = value[0]
    if key == "plan_id":
        return (_looked_up(key, checked_id, said, by, wrong),)
    if key == "licence":
        _looked_up(key, licence_of, said, by, wrong)
    if key == "data_date" and not _is_day(said):
        raise wrong(
            key,
            f"'{said}'{particle(said, '은/는')} 날짜가 아닙니다(2026-01-31).",
            f"'{said}' is no day such as 2026-01-31.",
        )
    if key == "source_url" and not ADDRESS.fullmatch(said):
        raise wrong(
            key,
            f"'{said}'{particle(said, '은/는')} 웹 주소가 아닙니다(https://…).",
            f"'{said}' is no address of the web (https://…).",
        )
    if key == "update_period":
        if known := update_period(said):
            return (known,)
        names = ", ".join(update_periods())
        raise wrong(
            key, f"'{said}'{particle(said, '은/는')} 모르는 주기입니다: {names}.", f"'{said}' is no period: {names}."
        )
    return tuple(dict.fromkeys(value))


def _is_day(said: str) -> bool:
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _looked_up(key: str, look: Callable[[str], Any], said: str, by: StatedBy, wrong: Refuse) -> Any:
    """What is known of a value; the error of a file's value says where in it that is."""
    try:
        return look(said)
    except PlanError as error:
        if by == "option":
            raise
        raise wrong(key, error.ko, error.en) from None


def _stated_key(key: str) -> StatedKey:
    return next(known for known in get_args(StatedKey) if known == key)
