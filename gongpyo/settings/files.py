"""The settings files: ``--config``, else ``gongpyo.toml`` beside the source or in the current folder; ``plan.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gongpyo.settings.own_words import NO_WORDS, OwnWords, kinds, own_words_in
from gongpyo.settings.said import Said, known_keys, said_in
from gongpyo.settings.toml_text import Keys, SettingsText, read_toml
from normalize.findings.grades import grades_of
from normalize.findings.messages import rules
from plan.forms import composed
from plan.records.meaning import RuleGrade
from plan.records.values import StatedBy
from plan.safe_files import is_there

SETTINGS_FILE = "gongpyo.toml"
PLAN_SETTINGS_FILE = "plan.toml"
TABLES = ("rules", "plan", "document")


class Settings(NamedTuple):
    """What the settings say of one document, and their file where nobody has named it."""

    grades: tuple[RuleGrade, ...] = ()
    said: tuple[Said, ...] = ()
    found: Path | None = None
    words: OwnWords = NO_WORDS


def settings_for(source: Path, config: Path | None) -> Settings:
    """The settings in force for a source: those of a file that was named, else of one that lies there."""
    if config is not None:
        return read_settings(config, source.name)
    for folder in (source.parent, Path()):
        found = folder / SETTINGS_FILE
        if is_there(found):
            return read_settings(found, source.name, follows=False)._replace(found=found)
    return Settings()


def read_settings(path: Path, source: str = "", *, follows: bool = True) -> Settings:
    """The settings of a file for the document of this name; what of it is not understood is refused with its line."""
    text = read_toml(path, follows=follows)
    for name in text.tables:
        if name not in (*TABLES, *kinds()):
            raise text.unknown((name,), (*TABLES, *kinds()))
    words = own_words_in(text)
    with words.in_force():  # so that an institution of one's own can be named
        return _read(text, source)._replace(words=words)


def _read(text: SettingsText, source: str) -> Settings:
    """What a settings file says beside its own words."""
    grades = grades_of(text.table("rules"), lambda rule, ko, en: text.wrong(("rules", rule), ko, en))
    said = _said(text, ("plan",), text.table("plan"), "settings-file", of_many=True)
    for name in text.table("document"):
        own = text.table("document")[name]
        if not isinstance(own, dict):
            raise text.wrong(
                ("document", name),
                '문서마다 표가 하나입니다([document."계획.hwpx"]).',
                'each document has a table ([document."plan.hwpx"]).',
            )
        of_document = _said(text, ("document", name), own, "settings-file")
        if composed(name) == composed(source):
            said = (*said, *of_document)
    return Settings(grades, said)


def read_plan_settings(folder: Path) -> tuple[Said, ...]:
    """What ``plan.toml`` in a plan's folder says of it; nothing where there is none."""
    path = folder / PLAN_SETTINGS_FILE
    if not is_there(path):
        return ()
    text = _plan_text(path)
    said = _said(text, ("plan",), text.table("plan"), "plan-file")
    for one in said:
        if one.key == "plan_id" and one.text != folder.name:
            raise text.wrong(
                ("plan", "plan_id"),
                f"이 폴더의 이름은 '{folder.name}'입니다. 폴더의 이름이나 이 줄을 고치십시오.",
                f"the folder is called '{folder.name}'; rename the folder, or change this line.",
            )
    return said


def says_anything(folder: Path) -> bool:
    """Whether ``plan.toml`` is in a plan's folder and not empty: the plan keeps its id then."""
    path = folder / PLAN_SETTINGS_FILE
    return is_there(path) and bool(_plan_text(path).tables)


def read_plan_words(folder: Path) -> OwnWords:
    """The own words of ``plan.toml`` that are not in force yet; one that redefines another is refused with its line."""
    path = folder / PLAN_SETTINGS_FILE
    return own_words_in(_plan_text(path)) if is_there(path) else NO_WORDS


def _plan_text(path: Path) -> SettingsText:
    text = read_toml(path, follows=False)
    for name in text.tables:
        if name not in ("plan", *kinds()):
            raise _not_of_a_plan(text, name)
    return text


def quieter(grades: Sequence[RuleGrade]) -> list[str]:
    """The rules that say less than by themselves, each as ``rule = grade``."""
    order = ("off", "info", "warning", "error")
    return [
        f"{entry.rule} = {entry.grade}"
        for entry in grades
        if order.index(entry.grade) < order.index(rules()[entry.rule]["severity"])
    ]


def _said(
    text: SettingsText, at: Keys, table: dict[str, Any], by: StatedBy, *, of_many: bool = False
) -> tuple[Said, ...]:
    """What a table says; ``of_many`` where it is of several documents, of which none has its own id or title."""
    for key in table:
        if key not in known_keys():
            raise text.unknown((*at, key), list(known_keys()))
        if of_many and known_keys()[key].get("one_plan"):
            raise text.wrong(
                (*at, key),
                f'{key}는 계획 하나의 것입니다. [document."파일 이름"] 아래나 그 계획 폴더의 plan.toml에 적습니다.',
                f'{key} is of one plan: write it under [document."file name"], or in plan.toml in the plan\'s folder.',
            )
    return tuple(said_in(table, by, lambda key, ko, en: text.wrong((*at, key), ko, en)))


def _not_of_a_plan(text: SettingsText, name: str) -> Exception:
    if name in TABLES:
        return text.wrong(
            (name,),
            f"[{name}] 표는 원문 옆의 {SETTINGS_FILE}에 적습니다. 여기에는 [plan]과 자기 낱말만 있습니다.",
            f"[{name}] stands in {SETTINGS_FILE} beside the sources; there are only [plan] and own words here.",
        )
    return text.unknown((name,), ("plan", *kinds()))
