"""Own words of ``gongpyo.toml``: rows in the shape of the package's tables, which add to them and redefine nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from gongpyo.settings.toml_text import Refuse, SettingsText
from normalize.cells.units import read_unit, unit_kinds
from normalize.publisher.institutions import SHORTEST
from normalize.publisher.profile import checked_id
from output.descriptors.licences import licence_of, licences
from plan.data_files import Rows, reading, tables_of
from plan.errors import PlanError
from plan.forms import bare, letters, unspaced
from plan.particles import particle
from plan.records.base import Record
from plan.records.meaning import OwnWord

KINDS_FILE = Path(__file__).with_name("own_words.toml")
HOME = Path(__file__).resolve().parents[2]
MOST = 500  # own rows of a file; the package's longest table has about as many
LONGEST = 60  # characters of a text; no unit and no word of a head is longer
SEEN = "seen"  # where a person has seen it, which may stand in every row
FORMS: Mapping[str, Callable[[str], str]] = {"unit": unspaced, "name": letters, "word": bare}
LISTS = ("spellings",)
Row = Mapping[str, Any]


class OwnWords(msgspec.Struct, frozen=True):
    """Rows of one's own, each with its kind."""

    rows: tuple[tuple[str, Row], ...] = ()

    def in_force(self) -> AbstractContextManager[None]:
        """While documents are read with these rows."""
        found: dict[tuple[Path, str], list[Row]] = {}
        for kind, row in self.rows:
            found.setdefault(_table(kind, row), []).append(_as_package(kind, row))
        rows: Rows = found
        return reading(rows)

    def standing_in(self, *records: Record) -> tuple[OwnWord, ...]:
        """The rows of which a text stands in what was read of a document."""
        if not self.rows:
            return ()
        texts = list(_texts_of([msgspec.to_builtins(record) for record in records]))
        compared = {name: [form(text) for text in texts] for name, form in FORMS.items()}
        return tuple(
            OwnWord(kind=kind, row=json.dumps(row, ensure_ascii=False))
            for kind, row in self.rows
            if any(word in text for word in _words(kind, row) for text in compared[_kinds()[kind]["forms"]])
        )


NO_WORDS = OwnWords()


def kinds() -> tuple[str, ...]:
    """The kinds of own words that there are."""
    return tuple(_kinds())


def own_words_in(text: SettingsText) -> OwnWords:
    """The own words of a settings file; one that redefines what is known is refused with what stands there."""
    rows: list[tuple[str, Row]] = []
    seen: dict[tuple[str, str], int] = {}
    for kind in (name for name in text.tables if name in _kinds()):
        listed = text.tables[kind]
        if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
            raise text.wrong((kind,), f"행마다 [[{kind}]]로 시작합니다.", f"each row begins with [[{kind}]].")
        for number, row in enumerate(listed):
            at = (kind, number)
            wrong = _wrong_at(text, at)
            _require_shape(kind, row, wrong, text, at)
            if _adds(kind, row, wrong):
                _require_once(kind, number, row, seen, wrong)
                rows.append((kind, row))
    if len(rows) > MOST:
        raise text.wrong((), f"자기 낱말은 {MOST}개까지입니다.", f"there may be {MOST} own words at most.")
    return OwnWords(tuple(rows))


def _wrong_at(text: SettingsText, at: tuple[str | int, ...]) -> Refuse:
    """What makes the error of a row's field."""
    return lambda keys, ko, en: text.wrong((*at, *keys), ko, en)


def recorded_words(words: Sequence[OwnWord]) -> OwnWords:
    """The own words that a ``plan.json`` names; one that the package has by now, or that does not fit, is left out."""

    def wrong(keys: object, ko: str, en: str) -> PlanError:
        del keys
        return PlanError("settings", ko=ko, en=en)

    rows = []
    for word in words[:MOST]:
        try:
            row = json.loads(word.row)
            if word.kind in _kinds() and isinstance(row, dict):
                _require_shape(word.kind, row, wrong)
                if _adds(word.kind, row, wrong):
                    rows.append((word.kind, row))
        except (PlanError, ValueError, RecursionError):
            continue
    return OwnWords(tuple(rows))


def names_of(words: Sequence[OwnWord]) -> Iterator[str]:
    """What own words are about, as they are written."""
    for word in words:
        yield ", ".join(_all(json.loads(word.row), _kinds()[word.kind]["key"]))


# ------------------------------------------------------------------------------------------------ what is refused


def _require_shape(
    kind: str, row: Row, wrong: Refuse, text: SettingsText | None = None, at: tuple[str | int, ...] = ()
) -> None:
    """Refuse a row with other fields, or other values, than its table has."""
    known = _kinds()[kind]
    example = f"[[{kind}]] {known['example']}"
    for field, value in row.items():
        if field not in (*known["fields"], SEEN):
            raise (
                text.unknown((*at, field), known["fields"])
                if text
                else wrong(
                    (field,), f"'{field}'{particle(field, '은/는')} 모르는 이름입니다.", f"'{field}' is not known."
                )
            )
        longest = known.get("longest", LONGEST)
        several = value if isinstance(value, list) and field in (*LISTS, *known.get("lists", ())) else [value]
        if not all(isinstance(one, str) and len(one) <= longest and one.strip() == one for one in several):
            raise wrong(
                (field,),
                f"{longest}자를 넘지 않는 글자여야 합니다({example}).",
                f"a text of at most {longest} characters is needed ({example}).",
            )
    for field in known["needed"]:
        if not row.get(field):
            raise wrong((), f"{field} 값이 있어야 합니다({example}).", f"{field} is needed ({example}).")
    for field, allowed in (("means", known.get("means")), ("as", known.get("tables")), ("kind", _unit_kinds(kind))):
        if allowed and row.get(field, allowed[0]) not in allowed:
            names = ", ".join(filter(None, allowed))
            raise wrong((field,), f"{field} 값은 {names} 가운데 하나여야 합니다.", f"{field} must be one of {names}.")
    if kind == "provider" and any(len(spelling) < SHORTEST for spelling in _all(row, "name", "spellings")):
        raise wrong(
            (),
            f"이름은 {SHORTEST}자 이상이어야 합니다. 짧은 이름은 다른 낱말과 구별되지 않습니다.",
            f"a name has {SHORTEST} characters or more; a shorter one cannot be told from other words.",
        )
    if kind == "licence":
        _require_licence(row, wrong)
    if kind == "family":
        for field, look in (("id", checked_id), ("licence", licence_of)):
            if field == "licence" and text and row.get(field) in _own_licences(text):
                continue
            try:
                look(row.get(field, ""))
            except PlanError as error:
                raise wrong((field,), error.ko, error.en) from None


def _require_licence(row: Row, wrong: Refuse) -> None:
    """Refuse a licence that the package has, and one whose text stands at no address."""
    if row["id"] in licences():
        raise wrong(
            ("id",),
            f"'{row['id']}'{particle(row['id'], '은/는')} 이미 있는 이용허락이며 바꿀 수 없습니다.",
            f"'{row['id']}' is a licence that is known already and cannot be redefined.",
        )
    if not str(row["url"]).startswith(("https://", "http://")):
        raise wrong(
            ("url",),
            f"url은 https://로 시작하는 주소여야 합니다('{row['url']}').",
            f"url must be an address that begins with https://, not '{row['url']}'.",
        )


def _own_licences(text: SettingsText) -> list[object]:
    """The ids of the licences that the same file adds."""
    listed = text.tables.get("licence")
    return [row.get("id") for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []


def _adds(kind: str, row: Row, wrong: Refuse) -> bool:
    """Whether a row adds a word; one that the package knows as the same adds nothing, as another it is refused."""
    new = False
    for word in _words(kind, row):
        stands = _standing(kind, word)
        if stands is None:
            new = True
        elif not _is_same(kind, row, stands):
            shown = ", ".join(f"{field} = {value!r}" for field, value in stands.items() if field not in (SEEN, "names"))
            raise wrong(
                (_kinds()[kind]["key"],),
                f"'{word}'{particle(word, '은/는')} 이미 있는 낱말이며 바꿀 수 없습니다(있는 것: {shown}).",
                f"'{word}' is known already and cannot be redefined (what stands there: {shown}).",
            )
    return new


def _require_once(kind: str, number: int, row: Row, seen: dict[tuple[str, str], int], wrong: Refuse) -> None:
    """Refuse a word that two own rows have."""
    for word in _words(kind, row):
        if seen.setdefault((kind, word), number) != number:
            key = (_kinds()[kind]["key"],)
            raise wrong(key, f"'{word}'{particle(word, '이/가')} 두 행에 있습니다.", f"'{word}' stands in two rows.")


def _standing(kind: str, word: str) -> Row | None:
    """The package's row that has this word, or None; a unit is known also with a scale before it."""
    if kind == "unit":
        known = read_unit(word)
        if known:
            return {"unit": known.unit, "kind": known.kind}
        if word in _no_units():
            return {"no_unit": word}
    return _package(kind).get(word)


@cache
def _no_units() -> frozenset[str]:
    rows = tables_of(HOME / _kinds()["unit"]["file"])["no_unit"]
    return frozenset(unspaced(word) for row in rows for word in row["printed"])


@cache
def _package(kind: str) -> dict[str, Row]:
    """The package's rows of a kind by each of their words; of labels all that a row may be."""
    known = _kinds()[kind]
    tables = tables_of(HOME / known["file"])
    return {
        word: {**row, "as": table} if "tables" in known else row
        for table in known.get("tables", (known.get("table"),))
        for row in tables[table]
        for word in _words(kind, row)
    }


def _is_same(kind: str, row: Row, stands: Row) -> bool:
    """Whether what stands there says the same of the word as the row does."""
    fields = [field for field in ("unit", "kind", "means", "as", "name", "code", "title", "id") if field in row]
    return all(row[field] == stands.get(field, "") for field in fields if field in (*_kinds()[kind]["fields"], "as"))


# ------------------------------------------------------------------------------------------------ the tables


@cache
def _kinds() -> dict[str, dict[str, Any]]:
    return {row["kind"]: row for row in tables_of(KINDS_FILE)["kind"]}


def _unit_kinds(kind: str) -> tuple[str, ...]:
    return unit_kinds() if kind == "unit" else ()


def _table(kind: str, row: Row) -> tuple[Path, str]:
    """The file and the table to which a row is added."""
    known = _kinds()[kind]
    return HOME / known["file"], str(row["as"] if "tables" in known else known["table"])


def _as_package(kind: str, row: Row) -> Row:
    """The row as the package's table would have it."""
    made = {field: value for field, value in row.items() if field != "as"}
    if kind == "provider":
        made["spellings"] = list(dict.fromkeys(_all(row, "name", "spellings")))
    if kind == "family":
        made.setdefault("licence", "")
    if kind == "funding":
        made["printed"] = list(_all(row, "printed"))
    return made


def _words(kind: str, row: Row) -> Iterator[str]:
    """The texts of a row that say what it is about, as they are compared."""
    known = _kinds()[kind]
    form = FORMS[known["forms"]]
    return (form(word) for word in _all(row, known["key"], *known.get("also", ())) if word)


def _all(row: Row, *fields: str) -> Iterator[str]:
    for field in fields:
        value = row.get(field, ())
        yield from [value] if isinstance(value, str) else value


def _texts_of(value: object) -> Iterator[str]:
    """Every text in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts_of(list(value.values()))
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for one in value:
            yield from _texts_of(one)
