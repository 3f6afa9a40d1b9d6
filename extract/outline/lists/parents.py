"""Programmes put under the strategies and tasks that a list names, where their headings do not say them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from extract.outline.lists.listed import Above
from extract.outline.owner import node_named
from extract.vocabulary import meaning
from plan.forms import bare
from plan.particles import sentence
from plan.records.document import Damage
from plan.records.printed import ProgramNode
from plan.records.values import Level

LEVELS: dict[Level, tuple[str, str]] = {"strategy": ("전략", "strategy"), "task": ("추진과제", "task")}
OTHERWISE = (
    "본문 제목의 {level} '{headed}'{headed:과/와} 사업 목록의 '{listed}'{listed:이/가} 다릅니다. 제목대로 실었습니다.",
    "The headings call its {level} '{headed}', a list of the programmes '{listed}'; the headings are followed.",
)
SHORTEST = 4  # characters of a name that another is the same with more words to; 교육 and 교육 문화 are two


def with_listed_parents(
    nodes: Sequence[ProgramNode], listed: Mapping[str, Above]
) -> tuple[list[ProgramNode], list[Damage]]:
    """The nodes with the strategies and tasks that only a list names, and where it says otherwise than the headings."""
    known = _Nodes(nodes)
    damage = [found for no, above in listed.items() for found in known.put_under(no, above)]
    return known.in_order(), damage


class _Nodes:
    """The nodes of a document by number, changed one after the other."""

    def __init__(self, nodes: Sequence[ProgramNode]) -> None:
        self._by_no = {node.no: node for node in nodes}

    def in_order(self) -> list[ProgramNode]:
        """All nodes, what is new before that which stands under it."""
        made: dict[str, ProgramNode] = {}
        for node in self._by_no.values():
            for one in (*reversed(self._over(node)), node):
                made.setdefault(one.no, one)
        return [*made.values()]

    def put_under(self, no: str, above: Above) -> list[Damage]:
        """A programme under the strategy and the task of a list; what its headings call otherwise is told."""
        over = {node.level: node for node in self._over(self._by_no[no])}
        said: dict[Level, str] = {"strategy": above.strategy, "task": above.task}
        self._take_levels(over, said)
        damage = [
            _otherwise(self._by_no[no], above, level, over[level].name, name)
            for level, name in said.items()
            if name and level in over and over[level].name and not _is_one(over[level].name, name)
        ]
        if damage:
            return damage
        strategy = self._level(over, "strategy", above, "")
        task = self._level(over, "task", above, strategy)
        parent = task or strategy
        if parent and self._by_no[no].parent_no != parent:
            self._by_no[no] = replace(self._by_no[no], parent_no=parent)
        return []

    def _take_levels(self, over: dict[Level, ProgramNode], said: Mapping[Level, str]) -> None:
        """The only heading above a programme is of the level at which the list has its name."""
        if len(over) != 1:
            return
        ((own, node),) = over.items()
        other: Level = "task" if own == "strategy" else "strategy"
        if _is_one(node.name, said[other]) and not _is_one(node.name, said[own]):
            over[other] = self._by_no[node.no] = replace(node, level=other)
            del over[own]

    def _level(self, over: Mapping[Level, ProgramNode], level: Level, above: Above, under: str) -> str:
        """The number of what a programme stands under at a level, made or named where only the list says it."""
        name = above.strategy if level == "strategy" else above.task
        node = over.get(level)
        if node is None:
            return self._made(name, level, above, under) if name else ""
        if name and not node.name:
            node = replace(node, name=name)
        if under and node.parent_no != under:
            node = replace(node, parent_no=under)
        self._by_no[node.no] = node
        return node.no

    def _made(self, name: str, level: Level, above: Above, under: str) -> str:
        """The number of the node of a name under another one, new where none is known."""
        same = (n for n in self._by_no.values() if n.level == level and n.parent_no == under)
        for node in same:
            if bare(node.name) == bare(name):
                return node.no
        path = f"{self._by_no[under].name}/{name}" if under else name
        made = node_named(f"{level}/{path}", name, level, under, above.place)
        self._by_no[made.no] = made
        return made.no

    def _over(self, node: ProgramNode) -> list[ProgramNode]:
        """What a node stands under, the nearest first."""
        found: list[ProgramNode] = []
        while node.parent_no in self._by_no and len(found) < len(LEVELS):
            node = self._by_no[node.parent_no]
            found.append(node)
        return found


def _is_one(one: str, other: str) -> bool:
    """Whether two printed names are of one strategy or task: one of them may have a remark or a number more.

    The word for its level behind one of them is none of the name: 건강 부문 beside 건강.
    """
    if bare(_without_level(one)) == bare(_without_level(other)):
        return True
    shorter, longer = sorted((bare(one), bare(other)), key=len)
    return shorter == longer != "" or (len(shorter) >= SHORTEST and shorter in longer)


def _without_level(name: str) -> str:
    first, _, last = name.rpartition(" ")
    return first if first and meaning("outline_word", last) in LEVELS else name


def _otherwise(node: ProgramNode, above: Above, level: Level, headed: str, listed: str) -> Damage:
    ko, en = OTHERWISE
    korean, english = LEVELS[level]
    return Damage(
        rule="listed-otherwise",
        place=above.place,
        reason_ko=sentence(ko, level=korean, listed=listed, headed=headed),
        reason_en=en.format(level=english, listed=listed, headed=headed),
        quote=node.name,
    )
