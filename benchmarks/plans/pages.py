"""The pages of a plan: cover, contents, chapters, headings and bullets round its tables, and what is true of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import msgspec

from benchmarks.plans.content import Content, Program, content_of, words
from benchmarks.plans.cover import PRINTED_PERIOD, cover_of, titles_of
from benchmarks.plans.forms import Forms, Made, Row
from benchmarks.plans.matrix import Matrix, Print, drawn
from benchmarks.plans.records import HERE, Features, Series, Slip, Trap, Truth
from benchmarks.plans.traps import Traps, TrapTable
from fixtures.make.document import PAGE_WIDTH, Block, Cell, Document, Paragraph, Table

ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨ"
GANADA = "가나다라마바사아자차카타파하"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
SECTION_COUNTS = {"none": 0, "few": 2, "many": 4}
REPORT_TRAPS = ("statistics", "results", "comparison")


class Outline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the headings of a plan are printed: a row of outlines.toml."""

    name: str
    strategy: str
    task: str
    program: str
    code: str
    section: str
    bullet: str
    seen: str
    shape: str = "line"
    upper: bool = True


@cache
def outlines() -> dict[str, Outline]:
    """The outlines by name."""
    rows = msgspec.toml.decode((HERE / "outlines.toml").read_bytes(), type=dict[str, tuple[Outline, ...]])
    return {row.name: row for row in rows["outline"]}


@dataclass(slots=True)
class Pages:
    """Writes one plan from front to back, and notes what is true of it."""

    seed: int
    content: Content
    chance: random.Random
    series: list[Series] = field(default_factory=list)
    traps: list[Trap] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    chapters: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    codes: dict[tuple[int, int, int], str] = field(default_factory=dict)
    tables: int = 0
    numbered: int = 0

    # ------------------------------------------------------------------------------------------------ the whole

    def write(self) -> tuple[Document, Truth]:
        """The document and its truth."""
        body = self._body()
        titles = titles_of(self.content)
        blocks = (*cover_of(self.content, self.chance), *self._contents(), *body)
        features = self.content.features
        running = features["running"]
        document = Document(
            titles[0],
            (blocks,),
            running_head=titles[0] if running == "title" else "",
            running_foot=self.content.office if running == "office" else "",
        )
        shows_period = features["kind"] in PRINTED_PERIOD
        return document, Truth(
            seed=self.seed,
            features=features,
            titles=titles,
            office=self.content.office,
            first_year=self.content.first if shows_period else None,
            last_year=self.content.last if shows_period else None,
            series=tuple(self.series),
            traps=tuple(self.traps),
            slips=tuple(self.slips),
        )

    def _contents(self) -> list[Block]:
        if self.content.features["contents"] == "none":
            return []
        names = self.contents if self.content.features["contents"] == "full" else self.chapters
        lines = [f"{name} {'·' * (50 - len(name))} {1 + at}" for at, name in enumerate(names, start=1)]
        return [Paragraph("목   차", "centre", new_page=True), *(Paragraph(line) for line in lines)]

    # ------------------------------------------------------------------------------------------------ the body

    def _body(self) -> list[Block]:
        kind = self.content.features["kind"]
        blocks = self._introduction()
        if kind == "report":
            return [*blocks, *self._report()]
        blocks += self._programs()
        if self.content.features["form"] == "overview":
            blocks += self._overview()
        if self.content.features["trap"] == "other-body":
            blocks += self._other_bodies()
        return blocks

    def _chapter(self, name: str) -> Block:
        """A chapter begins a page; its Roman number runs through the document, in a cell of its own or not."""
        number = ROMAN[len(self.chapters)]
        text = f"{number}. {name}"
        self.chapters.append(text)
        self.contents.append(text)
        if self.content.features["chapter"] == "line":
            return Paragraph(text, "chapter", new_page=True)
        cells = (Cell(0, 0, (number,), align="left", head=True), Cell(0, 1, (name,), align="left", head=True))
        return Table(rows=1, cells=cells, widths=(22.0, 148.0), head_rows=0, new_page=True)

    def _introduction(self) -> list[Block]:
        content = self.content
        outline = outlines()[content.features["outline"]]
        term = f"{content.first}년 ~ {content.last}년" if content.first != content.last else f"{content.first}년"
        lines = [f"계획기간 : {term}", f"수립기관 : {content.office}", "주민 의견조사와 전문가 자문을 거쳐 수립"]
        return [
            self._chapter("추진개요"),
            Paragraph(outline.section.format(name="수립 배경"), "box"),
            *(Paragraph(outline.bullet.format(text=text), "item") for text in lines),
            *self._register(outline),
        ]

    def _register(self, outline: Outline) -> list[Block]:
        """The chart of all programmes with their offices."""
        if self.content.features["register"] != "chart":
            return []
        matrix = Matrix(("추진과제", "단위사업"), columns=[("담당부서",)])
        for at, program in enumerate(self.content.programs):
            number = f"{program.strategy}-{program.task}-{program.number} " if "{s}" in outline.code else ""
            matrix.rows.append((program.task_name, number + program.name))
            matrix.texts[at, 0] = program.department
        return [Paragraph(outline.section.format(name="단위사업 총괄표"), "box"), drawn(matrix, Print(side=128.0))]

    def _programs(self) -> list[Block]:
        features = self.content.features
        outline = outlines()[features["outline"]]
        forms = Forms(self.content, self.chance, self._slip_at())
        in_chapters = outline.strategy.startswith("{S}") and features["upper"] == "both"
        blocks: list[Block] = [] if in_chapters else [self._chapter("세부 추진계획")]
        seen: tuple[int, int] = (0, 0)
        for program in self.content.programs:
            if features["upper"] == "both" and program.strategy != seen[0]:
                blocks.append(self._strategy(outline, program, in_chapters))
            if features["upper"] != "none" and (program.strategy, program.task) != seen:
                blocks.append(Paragraph(self._filled(outline.task, program.task_name, program), "kept-section"))
            seen = (program.strategy, program.task)
            blocks += self._program(outline, forms, program)
        return blocks

    def _strategy(self, outline: Outline, program: Program, in_chapters: bool) -> Block:
        if in_chapters:
            return self._chapter(program.strategy_name)
        return Paragraph(
            self._filled(outline.strategy, program.strategy_name, program),
            "kept-section",
            new_page=program.strategy > 1,
        )

    def _filled(self, pattern: str, name: str, program: Program) -> str:
        return pattern.format(name=name, code=self._code(program), **self._numbers(program))

    def _numbers(self, program: Program) -> dict[str, str]:
        """The numbers of a programme; they begin anew only below a heading that is printed."""
        task, running = program.task, program.chapter_number
        if self.content.features["upper"] == "task":
            task += 2 * (program.strategy - 1)
            running = running if self._is_through() else program.number
        return {
            "s": str(program.strategy),
            "t": str(task),
            "p": str(program.number),
            "n": str(running),
            "S": ROMAN[len(self.chapters) - 1],
            "T": GANADA[task - 1],
            "P": GANADA[(running if self._is_through() else program.number) - 1],
            "c": CIRCLED[running - 1],
            "ws": str(program.strategy).translate(WIDE),
            "wt": str(program.task).translate(WIDE),
            "wp": str(program.number).translate(WIDE),
        }

    def _is_through(self) -> bool:
        return self.content.features["numbering"] == "through"

    def _code(self, program: Program) -> str:
        outline = outlines()[self.content.features["outline"]]
        printed = program
        if self.content.features["slip"] == "code" and program == self.content.programs[-1]:
            printed = self.content.programs[-2]
        return outline.code.format(**self._numbers(printed))

    def _slip_at(self) -> str:
        able = [program for program in self.content.programs if program.has_table]
        return able[-1].name if self.content.features["slip"] == "total" else ""

    # ----------------------------------------------------------------------------------------------- programmes

    def _program(self, outline: Outline, forms: Forms, program: Program) -> list[Block]:
        features = self.content.features
        self.codes[program.strategy, program.task, program.number] = self._code(program)
        blocks = self._heading(outline, program)
        made = forms.tables_of(program) if program.has_table else []
        for name in self._section_names():
            blocks += self._section(outline, name, program)
        if not self._section_names():
            blocks += self._bullets(outline, "추진방향", program)
        if features["trap"] in ("statistics", "results", "comparison", "last-this-year", "schedule"):
            blocks += self._trap(outline, program)
        for table in made:
            blocks += self._table(outline, program, table)
        if features["sections"] == "many":
            blocks += self._section(outline, self.chance.choice(("기대효과", "행정사항")), program)
        self._note_code_slip(program)
        return blocks

    def _note_code_slip(self, program: Program) -> None:
        programs = self.content.programs
        if self.content.features["slip"] == "code" and program == programs[-1]:
            code = self._code(program)
            self.slips.append(Slip(what="code", where=program.name, rules=(), quotes=(code,)))

    def _heading(self, outline: Outline, program: Program) -> list[Block]:
        department = self.content.features["department"]
        behind = f" ({program.department})" if department == "paren" else ""
        blocks: list[Block] = [] if outline.shape == "line" else [Paragraph("")]
        self.contents.append("  " + self._filled(outline.program, program.name, program))
        if outline.shape == "banner":
            cells = (
                Cell(0, 0, (self._code(program),), align="left", head=True),
                Cell(0, 1, (program.name + behind,), align="left", head=True),
            )
            blocks.append(Table(rows=1, cells=cells, widths=(22.0, 148.0), head_rows=0))
        elif outline.shape == "frame":
            text = self._filled(outline.program, program.name, program) + behind
            cell = Cell(0, 0, (text,), align="left", head=True)
            blocks.append(Table(rows=1, cells=(cell,), widths=(PAGE_WIDTH,), head_rows=0))
        else:
            text = self._filled(outline.program, program.name, program)
            blocks.append(Paragraph(text + behind, "kept-heading"))
        if department == "line":
            blocks.append(Paragraph(outline.bullet.format(text=f"담당부서 : {program.department}"), "item"))
        if department == "right":
            blocks.append(Paragraph(f"[{program.department}]", "right"))
        return blocks

    def _section_names(self) -> tuple[str, ...]:
        many = SECTION_COUNTS[self.content.features["sections"]]
        return ("사업개요", "추진배경", "추진방향", "추진계획")[:: 3 if many == 2 else 1][:many]

    def _section(self, outline: Outline, name: str, program: Program) -> list[Block]:
        return [Paragraph(outline.section.format(name=name), "box"), *self._bullets(outline, name, program)]

    def _bullets(self, outline: Outline, name: str, program: Program) -> list[Block]:
        content = self.content
        counted = ", ".join(line.name for line in program.targets)
        texts = words().sections[name]
        chosen = texts if name == "사업개요" else self.chance.sample(texts, min(2, len(texts)))
        return [
            Paragraph(
                outline.bullet.format(
                    text=text.format(
                        first=content.years[0], last=content.years[-1], place=content.place.name, counted=counted
                    )
                ),
                "item",
            )
            for text in chosen
        ]

    def _trap(self, outline: Outline, program: Program) -> list[Block]:
        """A trap stands in every third programme."""
        place = self.content.programs.index(program)
        if place % 3:
            return []
        made = Traps(self.content, self.chance).make(self.content.features["trap"], program)
        return self._trap_blocks(outline, program, made)

    def _trap_blocks(self, outline: Outline, program: Program, made: TrapTable) -> list[Block]:
        unit: list[Block] = [Paragraph(made.unit, "right")] if made.unit else []
        blocks: list[Block] = [Paragraph(outline.section.format(name=made.heading), "box"), *unit, made.table]
        self.tables += 1
        where = f"{program.name} / {made.heading}"
        for row in made.rows:
            self.traps.append(Trap(table=self.tables, where=where, why=made.why, numbers=row))
        if made.open:
            self.traps.append(Trap(table=self.tables, where=where, why="open", numbers=made.open))
        return blocks

    # --------------------------------------------------------------------------------------------------- tables

    def _table(self, outline: Outline, program: Program, made: Made) -> list[Block]:
        features = self.content.features
        caption = features["caption"]
        blocks: list[Block] = []
        if made.is_titled_inside:
            blocks.append(Paragraph(outline.section.format(name="투자 및 성과"), "box"))
        elif caption == "angle":
            blocks.append(Paragraph(f"< {made.title} >", "middle"))
        elif caption == "numbered":
            self.numbered += 1
            blocks.append(Paragraph(f"<표 {self.numbered}> {program.name} {made.title}", "middle"))
        else:
            blocks.append(Paragraph(outline.section.format(name=made.title), "box"))
        if made.unit:
            blocks.append(Paragraph(made.unit, "right"))
        blocks.append(made.table)
        if features["note"] == "yes":
            blocks.append(Paragraph(self.chance.choice(words().notes.texts), "note"))
        self._note(program, made)
        return blocks

    def _note(self, program: Program, made: Made) -> None:
        """Writes down what a table says."""
        self.tables += 1
        self.slips += made.slips
        for row in made.rows:
            self.series.append(self._series(row.program or program, made, row))
        for why, numbers in made.traps:
            where = f"{program.name} / {made.title}"
            self.traps.append(Trap(table=self.tables, where=where, why=why, numbers=numbers))

    def _series(self, program: Program, made: Made, row: Row) -> Series:
        features = self.content.features
        upper = features["upper"]
        line = row.line
        names = row.names
        department = program.department
        is_printed = (
            features["department"] != "none" or features["form"] == "key-value" or features["register"] == "chart"
        )
        return Series(
            table=self.tables,
            where=f"{program.name} / {made.title}",
            program=program.name,
            code=self.codes[program.strategy, program.task, program.number],
            strategy=program.strategy_name if upper == "both" else None,
            task=program.task_name if upper != "none" else None,
            department=department if is_printed else "",
            measure=line.measure,
            names=names,
            payer=line.payer.payer if line.payer else "total" if line.measure == "budget" else "",
            payer_printed=line.payer.printed if line.payer else "",
            unit=line.unit,
            kind=self._kind(row),
            values=row.values,
            open=tuple(row.open),
        )

    def _kind(self, row: Row) -> str | None:
        """How the years relate, where the document says so: a total that adds up, a per cent, a rank, a running sum."""
        if row.line.kind in ("rate", "rank", "cumulative"):
            return row.line.kind
        if row.line.kind == "flow" and "total" in row.values and self.content.features["slip"] != "total":
            return "flow"
        return None

    # ------------------------------------------------------------------------------------------- other chapters

    def _overview(self) -> list[Block]:
        programs = [program for program in self.content.programs if program.has_table]
        made = Forms(self.content, self.chance).overview(programs)
        outline = outlines()[self.content.features["outline"]]
        blocks: list[Block] = [self._chapter("투자계획 총괄")]
        blocks += [Paragraph(outline.section.format(name=made.title), "box"), Paragraph(made.unit, "right"), made.table]
        self._note(programs[0], made)
        return blocks

    def _other_bodies(self) -> list[Block]:
        made = Traps(self.content, self.chance).make("other-body", self.content.programs[-1])
        outline = outlines()[self.content.features["outline"]]
        return [self._chapter("참고자료"), *self._trap_blocks(outline, self.content.programs[-1], made)]

    def _report(self) -> list[Block]:
        """A report of what was: no table of it is a plan."""
        outline = outlines()[self.content.features["outline"]]
        traps = Traps(self.content, self.chance)
        blocks: list[Block] = [self._chapter("분야별 현황")]
        programs: Sequence[Program] = self.content.programs[:4]
        for why, program in zip(("statistics", "results", "statistics", "results"), programs, strict=False):
            blocks.append(Paragraph(f"□ {program.name}", "kept-heading"))
            blocks += self._bullets(outline, "필요성", program)
            blocks += self._trap_blocks(outline, program, traps.make(why, program))
        return blocks


def plan_of(seed: int, features: Features) -> tuple[Document, Truth]:
    """The document of these features and what is true of it."""
    content = content_of(seed, features)
    return Pages(seed, content, random.Random(f"{seed}/pages")).write()
