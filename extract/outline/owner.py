"""Whose a year table is, by the first of the named rules that holds; what decided is kept."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from extract.outline.headings.by_label import BEHIND_NAME
from extract.outline.headings.heading import Heading
from extract.outline.headings.lone_line import Below, LoneLine, Texts, is_over_programmes, name_in
from extract.outline.headings.same_parts import CODES
from extract.outline.headings.statement import says_what_is_done, spends, states_a_goal
from extract.outline.labelled import labelled_name, number_and_name
from extract.outline.marks import BULLET, OUTLINE, TYPE
from extract.outline.names import (
    ASIDE,
    divides_a_plan,
    is_only_of_parts,
    names_a_measure,
    says_how_divided,
    says_how_many,
    says_whole_plan,
    without_department,
)
from extract.outline.outline import STRATEGIES, Outline
from extract.outline.tree import Tree
from extract.pieces import Piece
from extract.sheet_names import sheet_of
from extract.vocabulary import ends_with_word, has_word, is_word, words
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.printed import ProgramNode
from plan.records.values import Level, OwnerRule
from plan.script import DASHES, DOUBLE_QUOTES, QUOTES, ROMAN, TILDES
from plan.years import read_year

NO_PROGRAMS = ("dash",)  # series of marks that never stand before a programme
LOST = "lost"  # the series of marks that a viewer could not show
BULLETS = ("ring", LOST)  # and those that do only where several of one section have tables of their own
CHAPTERS = frozenset(("chapter", "letter", "section"))
ARABIC = lazy_pattern(r"\d")
PART_OF_PROJECT = lazy_pattern(r"\((?:\p{Hangul}+\s?/\s?)?\p{Hangul}+\s?\d{1,2}\)")
QUOTED = lazy_pattern(
    rf"[{QUOTES}{DOUBLE_QUOTES}](?!\d)(?<name>[^{QUOTES}{DOUBLE_QUOTES}]{{2,40}})[{QUOTES}{DOUBLE_QUOTES}]"
)
OF_SEVERAL = ("strategy", "chapter")  # series of headings whose tables may be of programmes that only titles name
FEWEST_TITLED = 2  # tables of a strategy whose titles name programmes; one alone may be the strategy's own
OF_PAPER = ("content", "plan")  # what parts of a paper are
FEWEST_ELSEWHERE = 2  # tables of programmes in other chapters that show where the programmes stand
FEWEST_WITH_PARTS = 2  # bullets over parts of pages that name programmes; one may be a programme's own part
FEWEST_PARTS = 2  # of pages below a bullet; one may be the title of its table
CAPTION_NUMBER = lazy_pattern(rf"^\W*(?:표|Table)\s?[\d.{DASHES}]+\W*\s*")
CHAPTER_NUMBER = lazy_pattern(rf"^\W*(?:{ROMAN}|\d{{1,2}}|[가-하]|제\d+장)[.)]?\s+")
YEARS_IN_FRONT = lazy_pattern(rf"^(?:\d{{4}}(?:년도?)?(?:\s*[{DASHES}{TILDES}]\s*\d{{4}}(?:년도?)?)?)")
SHORTEST_SUBJECT = 3  # characters of what a plan is about; a shorter word stands in any title
LONGEST = 60  # characters of a programme's name; what is longer is said in words


class Asked(msgspec.Struct, frozen=True):
    """A plan table: the texts of the form round it and above it, nearest first, its title, its block and place.

    ``defined_of`` is the programme that the card of an indicator names above its years (관련과제).
    """

    form: Sequence[str]
    title: str
    block: int
    place: Place
    defined_of: str = ""


class Owner(msgspec.Struct, frozen=True):
    """The programme of a table with the nodes that it stands under, the top first, and the rule that found it."""

    node: ProgramNode | None
    above: tuple[ProgramNode, ...]
    rule: OwnerRule
    no: str = ""


class Owners:
    """Finds the owner of each plan table of a document; ``title`` is its own, ``subject`` what all of it is about."""

    def __init__(
        self,
        outline: Outline,
        tree: Tree,
        title: str,
        tables: Sequence[Asked],
        texts: Texts,
        subject: Piece | None = None,
    ) -> None:
        self._subject = subject
        self._outline = outline
        self._tree = tree
        self._title = title
        self._bullets = _bullets_with_tables(tree, tables)
        self._titled = self._named_by_titles(tables)
        self._of_whole_plan = Counter(said for table in tables if (said := self._of_all(table)))
        self._of_programs = [table for table in tables if self._is_under_a_program(table)]
        self._lone = self._below_a_lone_line(tables, texts)
        self._known: defaultdict[str, list[ProgramNode]] = defaultdict(list)
        for node in outline.nodes:
            if node.name:
                self._known[bare(node.name)].append(node)

    def of(self, table: Asked) -> Owner:
        """The owner by the first rule that holds."""
        for rule, find in RULES:
            found = find(self, table)
            if found is not None:
                node, above, no = found
                return Owner(node, above, rule, no or (node.no if node else ""))
        return Owner(None, (), "none")

    def start_of(self, owner: Owner, table: Asked) -> int:
        """The block where the pages of a table's programme begin, or its own block where nothing says so."""
        if owner.rule == "code":
            return self._outline.start_at(table.block)
        if owner.rule == "lone-heading":
            return self._lone[table.place].piece.block
        return next((heading.block for heading in self._open(table)), table.block)

    def by_code(self, table: Asked) -> Found:
        """The pages of a numbered programme hold the table."""
        no = self._outline.program_at(table.block)
        return (None, (), no) if no else None

    def by_definition(self, table: Asked) -> Found:
        """The card that defines an indicator says whose it is (관련과제)."""
        if not table.defined_of:
            return None
        found = self._headed_elsewhere(table.defined_of, table.place)
        return found or (_numbered(table.defined_of, table.place), (), "")

    def by_form(self, table: Asked) -> Found:
        """The form round the table, or a paragraph above it, says the programme's name (사업명)."""
        name = _name_in_form(table.form)
        nearest = next((heading for heading in self._open(table) if name), None)
        if nearest and bare(nearest.name) == bare(name):
            return self.by_heading(table)
        return (_numbered(name, table.place), (), "") if name else None

    def _headed_elsewhere(self, text: str, place: Place) -> Found:
        """The one programme of the document whose heading has the name that a card prints behind its number."""
        name = bare(number_and_name(text, place)[1])
        known = [node.no for node in self._known.get(name, []) if node.level == "program"]
        if len(known) == 1:
            return None, (), known[0]
        same = [heading for heading in self._tree.headings if bare(heading.name) == name]
        same = [heading for heading in same if self._names_a_program(heading)]
        if len(same) != 1:
            return None
        above = nodes_above(same[0].above)
        return _node(same[0], above), above, ""

    def by_subject(self, _: Asked) -> Found:
        """The document is a form or a call for one programme, which it names on its first page."""
        return (program_of(self._subject.text, self._subject.place), (), "") if self._subject else None

    def by_appendix(self, table: Asked) -> Found:
        """An appendix is of the whole plan."""
        inside = any(heading.part == "appendix" for heading in self._tree.at(table.block))
        return self.by_document(table) if inside else None

    def by_quotes(self, table: Asked) -> Found:
        """The line over the table says that one programme in quotes is carried out: ‘길 정비사업’ 추진."""
        found = list(QUOTED.finditer(table.form[0])) if table.form else []
        if len(found) != 1 or not ends_with_word("program_end", found[0]["name"]):
            return None
        behind = table.form[0][found[0].end() :].strip()
        return (program_of(found[0]["name"], table.place), (), "") if is_word("carried_out", behind) else None

    def by_outline_level(self, table: Asked) -> Found:
        """The nearest heading above that can be a programme, where only its level in the outline makes it one."""
        nearest = next(self._open(table), None)
        return self.by_heading(table) if nearest and nearest.series.startswith(OUTLINE) else None

    def by_type_size(self, table: Asked) -> Found:
        """The nearest heading above that can be a programme, where only its type makes it one."""
        nearest = next(self._open(table), None)
        return self.by_heading(table) if nearest and nearest.series.startswith(TYPE) else None

    def by_heading(self, table: Asked) -> Found:
        """The nearest heading above that can be a programme."""
        heading = self.heading_over(table)
        if heading is None or table.place in self._titled:
            return None
        if known := self._known_as(heading):  # a chapter of costs names the strategies once more
            return None, (), known
        above = nodes_above(heading.above)
        return _node(heading, above), above, ""

    def _is_under_a_program(self, table: Asked) -> bool:
        return bool(self._outline.program_at(table.block)) or self.heading_over(table) is not None

    def heading_over(self, table: Asked) -> Heading | None:
        """The nearest heading above that can be a programme, where one is open."""
        return next(self._open(table), None)

    def _open(self, table: Asked) -> Iterator[Heading]:
        """The headings above a table that can be programmes, the nearest first."""
        return filter(self._names_a_program, reversed(self._tree.at(table.block)))

    def _known_as(self, heading: Heading) -> str:
        """The number of the node of this name; of several that whose own heading it is, or ''."""
        nodes = self._known.get(bare(heading.name), [])
        own = nodes if len(nodes) == 1 else [node for node in nodes if node.place == heading.place]
        return own[0].no if own else ""

    def _names_a_program(self, heading: Heading) -> bool:
        if heading.part or not heading.name or len(heading.name) > LONGEST:
            return False
        kind = heading.series.partition(" ")[0]
        return kind not in NO_PROGRAMS and (kind not in BULLETS or (heading.block, heading.name) in self._bullets)

    def by_lone_heading(self, table: Asked) -> Found:
        """The one line of the document that has the look of a heading and says what is done."""
        line = self._lone.get(table.place)
        if line is None:
            return None
        above = nodes_above([heading for heading in self._tree.at(table.block) if heading.block < line.piece.block])
        under, office = above[-1].no if above else "", without_department(line.name)[1]
        return replace(program_of(name_in(line), line.piece.place), department=office, parent_no=under), above, ""

    def _below_a_lone_line(self, tables: Sequence[Asked], texts: Texts) -> dict[Place, LoneLine]:
        """The tables below the one line that is good for the heading of a programme, where nothing else names one."""
        named = any(node.level == "program" for node in self._outline.nodes)
        if named or self._subject or any(map(self._is_of_another, tables)):
            return {}
        below = [
            Below(
                block=table.block,
                place=table.place,
                title=table.title,
                chapter=chapter.block if (chapter := self.heading_over(table)) else 0,
                is_of_all=bool(self._of_all(table)),
            )
            for table in tables
        ]
        return texts.below_one_line(below)

    def _is_of_another(self, table: Asked) -> bool:
        """Whether a form, quotes or a heading that is over no programmes names the programme of a table."""
        heading = self.heading_over(table)
        is_headed = heading is not None and not is_over_programmes(heading)
        return is_headed or bool(_name_in_form(table.form)) or self.by_quotes(table) is not None

    def by_whole_plan(self, table: Asked) -> Found:
        """Its title or chapter says all of the plan, as no other does; it stands apart from tables of programmes."""
        if table.place in self._titled:
            return None
        is_only_one = self._of_whole_plan[self._of_all(table)] == 1 or self._is_of_the_paper(table)
        return self.by_document(table) if is_only_one and self._stands_apart(table) else None

    def _is_of_the_paper(self, table: Asked) -> bool:
        """Whether its chapter is a part of the paper (Ⅱ. 추진목표) without programmes, which stand in others."""
        open_ = self._tree.at(table.block)
        is_part = bool(open_) and open_[0].part in OF_PAPER and not any(map(self._names_a_program, open_))
        return is_part and open_[0].block not in self._chapters and len(self._of_programs) >= FEWEST_ELSEWHERE

    def _of_all(self, table: Asked) -> str:
        """The title of a table, else the name of the chapter right over it, where it says all of the plan; or ''."""
        headings = self._tree.at(table.block)
        chapter = headings[-1].name if headings and headings[-1].series in CHAPTERS else ""
        return next((bare(said) for said in (table.title, chapter) if is_of_whole_plan(said, self._title)), "")

    def _stands_apart(self, table: Asked) -> bool:
        """Whether the tables under programmes stand all before, all behind it, or in other chapters."""
        programs = self._of_programs
        inside = bool(programs) and programs[0].block < table.block < programs[-1].block
        return not inside or self._chapter_of(table) not in self._chapters

    @cached_property
    def _chapters(self) -> frozenset[int]:
        """The chapters that tables under programmes are in."""
        return frozenset(map(self._chapter_of, self._of_programs))

    def _chapter_of(self, table: Asked) -> int:
        """The block of the heading of the chapter that holds a table, or 0."""
        return next((heading.block for heading in self._tree.at(table.block)), 0)

    def by_table_title(self, table: Asked) -> Found:
        """The table's own title names it, without the words that only say what kind of table it is."""
        name = self._titled.get(table.place, table.title)
        if bare(name).partition("(")[0] == bare(self._title).partition("(")[0]:
            return None  # the plan's own title stands over its first table
        said = CHAPTER_NUMBER.sub("", BULLET.sub("", name)).strip() or name  # the heading of a chapter is a title too
        is_name = name and len(name) <= LONGEST and not has_word("table_title", name) and not is_only_of_parts(said)
        is_name = is_name and not is_of_whole_plan(said)
        is_name = is_name and not ends_with_word("overview_end", name) and bool(ASIDE.sub("", name).strip())
        is_said = says_how_many(name) or spends(name) or states_a_goal(name) or says_what_is_done(name)
        is_said = is_said or names_a_measure(said) or says_how_divided(said)
        return (program_of(name, table.place), (), "") if is_name and not is_said else None

    def _named_by_titles(self, tables: Sequence[Asked]) -> dict[Place, str]:
        """The names that the titles of all tables of one strategy give before the same words: 길 정비 연차별 계획."""
        of_strategies: defaultdict[int, list[Asked]] = defaultdict(list)
        for table in tables:
            heading = self.heading_over(table)
            if heading and heading.series in OF_SEVERAL:
                of_strategies[heading.block].append(table)
        named: dict[Place, str] = {}
        for own in of_strategies.values():
            said = {table.place: _name_and_kind(table.title) for table in own}
            names, kinds = {bare(name) for name, _ in said.values()}, {kind for _, kind in said.values()}
            if len(names) == len(own) >= FEWEST_TITLED and len(kinds) == 1 and "" not in names | kinds:
                named |= {place: name for place, (name, _) in said.items()}
        return named | _named_by_sheets([table for table in tables if self.heading_over(table) is None])

    def by_document(self, table: Asked) -> Found:
        """The document is about one programme, or nobody can say which: the plan itself."""
        return program_of(self._title, table.place), (), ""


Found = tuple[ProgramNode | None, tuple[ProgramNode, ...], str] | None
RULES: tuple[tuple[OwnerRule, Callable[[Owners, Asked], Found]], ...] = (
    ("code", Owners.by_code),
    ("definition", Owners.by_definition),
    ("form", Owners.by_form),
    ("subject", Owners.by_subject),
    ("appendix", Owners.by_appendix),
    ("quotes", Owners.by_quotes),
    ("lone-heading", Owners.by_lone_heading),
    ("outline-level", Owners.by_outline_level),
    ("type-size", Owners.by_type_size),
    ("heading", Owners.by_heading),
    ("whole-plan", Owners.by_whole_plan),
    ("table-title", Owners.by_table_title),
    ("document", Owners.by_document),
)


def is_of_whole_plan(title: str, document: str = "") -> bool:
    """Whether a title is one that tables of a whole plan bear: 재원조달계획, 2026년 투자계획 총괄, 부문별 재정투자계획.

    So is one of the goals of what the title of the document says that it plans.

    >>> is_of_whole_plan("<표 6-1> 부문별 재정투자계획"), is_of_whole_plan("Ⅳ. 재원조달계획")
    (True, True)
    >>> is_of_whole_plan("관광진흥 목표", "가온도 관광진흥계획(2025~2029)")
    True
    >>> is_of_whole_plan("길 정비 계획")
    False
    """
    caption = ASIDE.sub("", title).strip() or title.strip("<>[]() ")
    spaced = YEARS_IN_FRONT.sub("", CHAPTER_NUMBER.sub("", CAPTION_NUMBER.sub("", caption)).strip())
    said = bare(spaced)
    if says_whole_plan(spaced) or divides_a_plan(said):
        return True
    goals = next((word for word in map(bare, words("own_goals_end")) if said.endswith(word)), "")
    about = said.removesuffix(goals)
    return bool(goals) and len(about) >= SHORTEST_SUBJECT and about in bare(document)


def _bullets_with_tables(tree: Tree, tables: Sequence[Asked]) -> frozenset[tuple[int, str]]:
    """The bullets that name programmes: two or more of one section have plan tables of their own.

    So do those that each head several parts of a programme's pages, 사업개요 and 추진계획. A document prints its
    programmes in one way, so a bullet of the same levels names one where it is the only one too.
    """
    own: dict[tuple[int, str], Heading] = {}
    with_parts: set[Heading] = set()
    steps = {other.block for one, other in pairwise(tree.headings) if _are_steps(one, other)}
    for table in tables:
        for heading in reversed(tree.at(table.block)):
            if heading.series.startswith(BULLETS) and not heading.part and heading.block not in steps:
                own[heading.block, heading.name] = heading
                with_parts |= {heading} if _heads_parts(tree, heading, table.block) else set()
                break
    sections: defaultdict[tuple[Heading, ...], set[str]] = defaultdict(set)
    for heading in own.values():
        sections[heading.above].add(bare(heading.name))
    paged = Counter(map(_levels_of, with_parts))
    levels = {_levels_of(heading) for heading in own.values() if len(sections[heading.above]) > 1}
    levels |= {level for level, count in paged.items() if count >= FEWEST_WITH_PARTS}
    return frozenset(bullet for bullet, heading in own.items() if _levels_of(heading) in levels)


def _heads_parts(tree: Tree, heading: Heading, table: int) -> bool:
    """Whether several parts of pages stand below a heading and before a table: 사업개요, 추진계획.

    Right under a code, which names the programme itself, a bullet says what it does: 1-1. 월세 지원 / ㅇ 청년에게 지원.
    """
    if heading.above and heading.above[-1].series in CODES:
        return False
    below = tree.between(heading.block, table)
    parts = {bare(part.name) for part in below if part.part in ("content", "plan") and heading in part.above}
    return len(parts) >= FEWEST_PARTS


def _are_steps(one: Heading, other: Heading) -> bool:
    """Whether two lost marks stand right behind one another, as the lost arrows of a flow do: 접수 ? 심의 ? 선정."""
    return one.series == other.series == LOST and one.block + 1 == other.block


def _levels_of(heading: Heading) -> tuple[str, ...]:
    return (*(above.series for above in heading.above), heading.series)


def nodes_above(headings: Sequence[Heading]) -> tuple[ProgramNode, ...]:
    """The strategy and the task among headings above a programme; those of parts of a document are none."""
    names = [above for above in headings if not above.part and _divides(above)]
    nodes: list[ProgramNode] = []
    for above, level in zip(names[-2:], _levels(names[-2:]), strict=True):
        nodes.append(
            ProgramNode(
                no=_number(above),
                no_printed=above.number,
                level=level,
                parent_no=nodes[-1].no if nodes else "",
                name=above.name,
                place=above.place,
            )
        )
    return tuple(nodes)


def _divides(heading: Heading) -> bool:
    """Whether a heading above a programme is one of its plan, not a chapter of the paper (Ⅲ. 2025년 주요업무계획)."""
    return not heading.series.startswith((*BULLETS, *NO_PROGRAMS)) and not has_word("chapter_word", heading.name)


def _levels(names: Sequence[Heading]) -> tuple[Level, ...]:
    """The levels of the headings above a programme; one alone is its task, but where its mark is that of a strategy."""
    if len(names) == 1:
        return ("strategy",) if names[0].series in STRATEGIES else ("task",)
    return ("strategy", "task") if names else ()


def _node(heading: Heading, above: Sequence[ProgramNode]) -> ProgramNode:
    return ProgramNode(
        no=_number(heading),
        no_printed=heading.number if ARABIC.search(heading.number) and heading.series not in CHAPTERS else "",
        level="program",
        parent_no=above[-1].no if above else "",
        name=heading.name,
        department=heading.department,
        is_new=heading.is_new,
        place=heading.place,
    )


def _number(heading: Heading) -> str:
    """A number made of the names that lead to a heading: the same heading in two chapters is two programmes.

    On two sheets of a workbook that are called 목표 and 예산 it is one.
    """
    names = (one.name for one in (*heading.above, heading) if not (one.part and one.place.cell))
    return _hashed("/".join(map(bare, names)))


def _hashed(text: str) -> str:
    return f"X-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _named_by_sheets(tables: Sequence[Asked]) -> dict[Place, str]:
    """The names that titles give before words for plans and goals, where each sheet of a workbook has another one."""
    of_sheets: defaultdict[str, dict[Place, str]] = defaultdict(dict)
    for table in tables:
        name, _ = _name_and_kind(ASIDE.sub("", table.title), ends=("plan_end", "part_end"))
        of_sheets[sheet_of(table.place)][table.place] = name
    names = [{bare(name) for name in own.values()} for own in of_sheets.values()]
    said = set().union(*names)
    is_each_its_own = len(said) == len(names) >= FEWEST_TITLED and all(len(own) == 1 for own in names)
    is_name = not any(not name or is_word("funding", name) or read_year(name).kind != "text" for name in said)
    if not is_each_its_own or not is_name or "" in of_sheets:
        return {}
    return {place: name for own in of_sheets.values() for place, name in own.items()}


def _name_and_kind(title: str, ends: Sequence[str] = ("plan_end",)) -> tuple[str, str]:
    """The name in a title, and what kind of plan stands behind it, 길 정비 and 연차별 계획; '' where none does."""
    words = CAPTION_NUMBER.sub("", title).split()
    for at in range(1, len(words)):
        kind = " ".join(words[at:])
        name = " ".join(words[:at])
        if any(ends_with_word(end, kind) for end in ends) and is_only_of_parts(kind):
            return ("", "") if is_only_of_parts(name) else (name, bare(kind))
    return "", ""


def _numbered(text: str, place: Place) -> ProgramNode:
    """The programme that a form names, with the number that stands before its name: 1-1. 길 정비."""
    number, name, office = number_and_name(text, place)
    if not number or not name:
        return program_of(text, place)
    return replace(program_of(name, place), no_printed=number if ARABIC.search(number) else "", department=office)


def program_of(name: str, place: Place) -> ProgramNode:
    """A programme known by its name alone, under a number made of the name's words."""
    return node_named(name, name, "program", "", place)


def node_named(path: str, name: str, level: Level, parent_no: str, place: Place) -> ProgramNode:
    """A node known by its name, under a number made of the words that tell it from others."""
    return ProgramNode(no=_hashed(bare(path)), no_printed="", level=level, parent_no=parent_no, name=name, place=place)


def _name_in_form(texts: Sequence[str]) -> str:
    """What stands behind or after a label such as 사업명 in the form round a table; texts come nearest first."""
    for position, text in enumerate(texts):
        name = labelled_name(text)
        if name or (name is not None and position and not _is_head(texts[position - 1])):
            return _first_of_list(name or texts[position - 1])
    return ""


def _is_head(text: str) -> bool:
    """Whether what stands beside 사업명 is the head of a column or another label: 총사업비, 계, 2026년."""
    return read_year(text).kind != "text" or any(is_word(kind, text) for kind in BEHIND_NAME)


def _first_of_list(name: str) -> str:
    """Of a cell that lists the parts of a joint project, (총괄/세부1) 가 (세부2) 나, the form's own, the first."""
    marks = [found.start() for found in PART_OF_PROJECT.finditer(name)]
    return name[: marks[1]].strip() if len(marks) > 1 and not marks[0] else name


def nodes_of(owners: Sequence[Owner]) -> Iterator[ProgramNode]:
    """Each node that the owners bring along once, parents before their programmes."""
    seen: set[str] = set()
    for owner in owners:
        for node in (*owner.above, owner.node):
            if node is not None and node.no not in seen:
                seen.add(node.no)
                yield node
