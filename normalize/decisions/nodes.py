"""The text of ``corrections.yaml`` node by node, refused with its line where it is not what is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import TypeVar, get_args

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from normalize.decisions.model import INHERITED_KEYS, Decided, InheritedState
from normalize.decisions.yaml_mistakes import mistake
from plan.errors import PlanError
from plan.particles import particle
from plan.patterns import lazy_pattern
from plan.records.values import Measure

MOST_DIGITS = 9  # of the number of a series
DEEPEST = 20  # brackets within one another in a line; each makes the reader of YAML slower for all that follow in it
OPENED, CLOSED = "[{", "]}"
REQUIRED_KEYS = ("reason", "who", "when")
SIGNED_KEYS = (*REQUIRED_KEYS, *INHERITED_KEYS)
INHERITED: dict[str, InheritedState] = {name: name for name in get_args(InheritedState) if name}
MEASURES: dict[str, Measure] = {name: name for name in get_args(Measure)}
YEAR = lazy_pattern(r"(?:19|20)\d\d")
NOTHING = ("", "~", "null", "Null", "NULL")
T = TypeVar("T")


def _depth(line: str) -> int:
    """How deep the brackets of a line stand within one another; 0 where there are too few to be asked about."""
    if sum(map(line.count, OPENED)) <= DEEPEST:
        return 0
    return max(accumulate((character in OPENED) - (character in CLOSED) for character in line))


class Nodes(msgspec.Struct, frozen=True):
    """The file that is read, for errors that name it and quote its line, or the row of a sheet that says it."""

    path: Path
    text: str
    sheet: str = ""
    row: int = 0

    def root(self) -> Node | None:
        """The whole file; None where it is empty."""
        deep = next((at for at, line in enumerate(self.text.split("\n")) if _depth(line) > DEEPEST), None)
        if deep is not None:
            raise self.error(
                deep,
                f"괄호가 너무 깊이 겹쳐 있습니다(한 줄에 {DEEPEST}겹까지).",
                f"brackets stand too deep within one another (at most {DEEPEST} in a line).",
            )
        try:
            root: Node | None = YAML(typ="rt", pure=True).compose(self.text)
        except MarkedYAMLError as error:
            line, ko, en = mistake(error, self.text)
            raise self.error(line, f"YAML로 읽을 수 없습니다. {ko}", f"it is not YAML: {en}") from None
        except ReaderError as error:
            line = self.text.count("\n", 0, error.position)
            character = f"U+{ord(self.text[error.position]):04X}"
            raise self.error(
                line,
                f"쓸 수 없는 글자 {character}{particle(character, '이/가')} 있습니다. 지우십시오.",
                f"it holds the character {character}, which cannot be used; take it away.",
            ) from None
        except (YAMLError, RecursionError, ValueError) as error:
            reason = type(error).__name__
            raise self.error(0, f"YAML로 읽을 수 없습니다({reason}).", f"it is not YAML ({reason}).") from None
        return root

    def entries(self, node: Node | None, known: Sequence[str]) -> Iterator[tuple[Node, dict[str, Node]]]:
        """The entries of a list, each with its fields."""
        if node is None or (isinstance(node, ScalarNode) and self.scalar(node) == ""):
            return
        if not isinstance(node, SequenceNode):
            raise self.wrong(
                node, "목록('- '로 시작하는 줄)이어야 합니다.", "a list is needed (lines that begin with '- ')."
            )
        for entry in node.value:
            yield entry, self.mapping(entry, known)

    def mapping(self, node: Node, known: Sequence[str]) -> dict[str, Node]:
        """The values of a mapping by key; unknown keys and keys that stand twice are refused."""
        names = ", ".join(known)
        if not isinstance(node, MappingNode):
            raise self.wrong(node, f"'이름: 값' 꼴이어야 합니다({names}).", f"'name: value' is needed ({names}).")
        found: dict[str, Node] = {}
        for key_node, value in node.value:
            key = self.scalar(key_node)
            if key not in known:
                raise self.wrong(
                    key_node,
                    f"'{key}'{particle(key, '은/는')} 모르는 이름입니다. 쓸 수 있는 이름: {names}.",
                    f"'{key}' is not known; the names are {names}.",
                )
            if key in found:
                raise self.wrong(
                    key_node, f"'{key}'{particle(key, '이/가')} 두 번 적혀 있습니다.", f"'{key}' stands here twice."
                )
            found[key] = value
        return found

    def scalar(self, node: Node) -> str:
        """The text of a value, '' where it says nothing."""
        if not isinstance(node, ScalarNode):
            raise self.wrong(node, "한 줄의 값이어야 합니다.", "a single value is needed.")
        text = " ".join(str(node.value).split())
        return "" if node.style is None and text in NOTHING else text

    def signed(self, entry: Node, fields: dict[str, Node], words: dict[str, str]) -> Decided:
        """Who has decided it, when and why; all three are needed."""
        for key in REQUIRED_KEYS:
            if not words.get(key):
                raise self.missing(entry, key)
        try:
            when = date.fromisoformat(words["when"])
        except ValueError:
            said = words["when"]
            raise self.wrong(
                fields["when"],
                f"'{said}'{particle(said, '은/는')} 날짜(예: 2026-11-24)가 아닙니다.",
                f"'{said}' is no date such as 2026-11-24.",
            ) from None
        inherited = self.one_of(fields, "inherited", INHERITED) if words.get("inherited") else ""
        return Decided(
            words["reason"],
            words["who"],
            when.isoformat(),
            entry.start_mark.line + 1,
            words.get("from", "") if inherited else "",
            inherited,
        )

    def require_unsigned(self, entry: Node, words: Mapping[str, str], decisions: str) -> None:
        """Refuse an entry with a reason that decides nothing: whoever gave the reason believes that it counts."""
        if words.get("reason"):
            raise self.wrong(
                entry,
                f"reason은 있으나 정한 것이 없습니다. {decisions} 가운데 하나를 적거나 reason을 지우십시오.",
                f"this entry has a reason and decides nothing; give one of {decisions}, or take the reason away.",
            )

    def one_of(self, fields: dict[str, Node], key: str, known: Mapping[str, T]) -> T:
        """What one of the known words means."""
        said = self.scalar(fields[key])
        if said not in known:
            names = ", ".join(known)
            is_only = len(known) == 1
            raise self.wrong(
                fields[key],
                f"{key}에는 {names}{'만' if is_only else ' 가운데 하나를'} 적을 수 있습니다('{said}').",
                f"{key} must be {names if is_only else f'one of {names}'}, not '{said}'.",
            )
        return known[said]

    def number(self, node: Node) -> int:
        """A number that counts from 1."""
        said = self.scalar(node)
        if not (said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS):
            raise self.wrong(
                node, f"'{said}'{particle(said, '은/는')} 1부터 세는 번호가 아닙니다.", f"'{said}' is no number from 1."
            )
        return int(said)

    def year(self, node: Node) -> int:
        """A year of four digits."""
        said = self.scalar(node)
        if not YEAR.fullmatch(said):
            raise self.wrong(
                node,
                f"'{said}'{particle(said, '은/는')} 네 자리 연도가 아닙니다.",
                f"'{said}' is no year of four digits.",
            )
        return int(said)

    def missing(self, node: Node, key: str) -> PlanError:
        """The error that an entry lacks a key."""
        return self.wrong(node, f"이 항목에 {key}{particle(key, '이/가')} 없습니다.", f"this entry needs {key}.")

    def wrong(self, node: Node, ko: str, en: str) -> PlanError:
        """The error that what stands there is not understood."""
        return self.error(node.start_mark.line, ko, en)

    def error(self, line: int, ko: str, en: str) -> PlanError:
        """The error of a line, which it quotes."""
        if self.sheet:
            return PlanError(
                "corrections-malformed",
                ko=f"'{self.path}' 시트 '{self.sheet}' {self.row}행: {ko}",
                en=f"'{self.path}', sheet '{self.sheet}', row {self.row}: {en}",
                path=str(self.path),
                line=self.row,
            )
        lines = self.text.splitlines()
        quoted = lines[line].strip()[:80] if line < len(lines) else ""
        return PlanError(
            "corrections-malformed",
            ko=f"'{self.path}' {line + 1}행 '{quoted}': {ko}",
            en=f"'{self.path}' line {line + 1}, '{quoted}': {en}",
            path=str(self.path),
            line=line + 1,
        )


def program_said(text: str) -> str:
    """A programme's number as the records have it: ``3-1-5`` is ``P3-1-5``."""
    return f"P{text}" if text[:1].isdigit() else text
