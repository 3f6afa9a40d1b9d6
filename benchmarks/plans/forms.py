"""The tables of years of a programme, in the forms in which offices print them, with what each row of them says."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from benchmarks.plans.content import MONEY, Content, Line, Program
from benchmarks.plans.matrix import Matrix, Path, Print, drawn
from benchmarks.plans.records import Slip
from benchmarks.plans.spelling import figure, in_brackets, unit_line, year_word
from fixtures.make.document import Cell, Table

LINE_UNITS = ("line", "line-spaced", "line-bare")
REMARKS = ("계속", "신규", "자체")
TITLES = {
    "target": ("연차별 성과목표", "연도별 목표", "성과지표 및 목표"),
    "budget": ("연차별 투자계획", "소요예산", "연도별 투자계획", "재원별 투자계획"),
    "combined": ("연차별 추진계획", "연도별 목표 및 예산", "목표 및 투자계획"),
}
SUMMED = ("flow",)


@dataclass(slots=True)
class Row:
    """One series of a table, its printed cells by period, and the names under which a person would file it."""

    line: Line
    names: tuple[str, ...]
    program: Program | None = None
    values: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Made:
    """A table with its title and unit line, its rows, and numbers in it that are no plan."""

    title: str
    unit: str
    table: Table
    rows: list[Row]
    traps: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    is_titled_inside: bool = False


@dataclass(slots=True)
class Forms:
    """Prints the tables of one plan; ``slip_at`` is the programme whose table has a wrong total."""

    content: Content
    chance: random.Random
    slip_at: str = ""

    # ------------------------------------------------------------------------------------------- which tables

    def tables_of(self, program: Program) -> list[Made]:
        """The tables that are printed for one programme."""
        wanted = self.features["tables"]
        if wanted == "combined":
            return [self._table(program, "combined", (*program.targets, *program.budgets))]
        if self.features["form"] == "overview":
            return [self._table(program, "target", program.targets)]
        if wanted == "separate":
            return [
                self._table(program, "target", program.targets),
                self._table(program, "budget", program.budgets),
            ]
        lines = program.targets if wanted == "target" else program.budgets
        return [self._table(program, wanted, lines)]

    @property
    def features(self) -> dict[str, str]:
        """What is drawn for the plan."""
        return self.content.features

    def _table(self, program: Program, kind: str, lines: Sequence[Line]) -> Made:
        form = self.features["form"]
        title = self.chance.choice(TITLES[kind])
        if form == "goal-actual":
            return self._goal_actual(title, lines)
        if form == "baseline" and kind == "target":
            return self._plain(program, title, lines, (self._base_period(), *self._years()))
        if form == "prior-later":
            return self._plain(program, title, lines, ("total", "prior", *self._years(), "later"))
        if form == "target-budget":
            return self._target_budget(program, title)
        if form == "payers-under-years":
            return self._payers_under_years(program, title, lines)
        if form == "budget-spent":
            return self._budget_spent("연도별 예산 및 집행 현황", lines)
        if form == "key-value":
            return self._key_value(program, title, lines)
        return self._plain(program, title, lines, self._with_total(self._years()))

    def _years(self) -> tuple[str, ...]:
        years = self.content.years
        one_year = {"prior-later": ("yearly", "work"), "baseline": ("yearly",)}
        if self.features["kind"] in one_year.get(self.features["form"], ()):
            years = years[:1]
        return tuple(map(str, years))

    def _base_period(self) -> str:
        return f"baseline:{self.content.years[0] - 1}"

    def _with_total(self, periods: tuple[str, ...]) -> tuple[str, ...]:
        return {"before": ("total", *periods), "behind": (*periods, "total")}.get(self.features["total"], periods)

    # ------------------------------------------------------------------------------------------------ one cell

    def _value(self, line: Line, period: str, periods: Iterable[str]) -> Decimal | None:
        """The figure of a period; None where levels or rates are not added up, before, behind or over the years."""
        if period in ("prior", "later") and line.kind not in SUMMED:
            return None
        if period != "total":
            return line.values[period]
        if line.kind not in SUMMED:
            return None
        return sum((line.values[each] for each in periods if each not in ("total", self._base_period())), Decimal(0))

    def _text(self, line: Line, period: str, periods: Iterable[str]) -> str:
        value = self._value(line, period, periods)
        if value is None:
            return "-"
        text = figure(value, self.features, may_be_word=line.unit not in MONEY)
        return f"{text}{line.unit}" if self.features["unit"] == "cell" else text

    def _head(self, period: str) -> str:
        """A period in the head of a column."""
        if period == "total":
            if self.features["form"] in ("prior-later", "budget-spent") and self.features["tables"] == "budget":
                return "총사업비"
            return "합계" if self.features["total"] == "behind" else "계"
        year = self.content.years[0]
        how = self.features["year_words"]
        if period == "prior":
            return "기투자" if self.features["kind"] != "yearly" else f"{year_word(year - 1, how)}까지"
        if period == "later":
            return "향후" if self.features["kind"] == "work" else f"{year_word(self._last_year() + 1, how)} 이후"
        if period.startswith("baseline"):
            if self.features["kind"] == "basic" and self.features["note"] == "yes":
                return f"현재\n({year_word(year - 1, how)})"
            return f"{year_word(year - 1, how)}\n(기준)"
        return year_word(int(period), how)

    def _last_year(self) -> int:
        return int(self._years()[-1])

    def _label(self, line: Line) -> Path:
        """The head of a row: payers below or beside the name of the budget."""
        how = self.features["payers"]
        spaced = how == "spaced"
        name = line.name
        if line.payer is not None:
            payer = "  ".join(line.payer.printed) if spaced and len(line.payer.printed) == 2 else line.payer.printed
            if line.group:
                return (line.group, payer)
            if how == "bracket":
                name = f"{name}({payer})"
            elif how == "group":
                return (name, payer)
            else:
                name = payer
            return (name,)
        unit = self.features["unit"]
        if unit.startswith("label") or (line.measure == "target" and unit in (*LINE_UNITS, "corner", "years")):
            return (in_brackets(name, line.unit, unit),)
        return (name,)

    def _names(self, line: Line, title: str) -> tuple[str, ...]:
        """The names of a series that a person would let pass: of a budget the row's head, the payer or the title."""
        if line.measure == "target":
            return (line.name,)
        if line.payer is None:
            return (line.name, "예산", title)
        if line.group:
            return (f"{line.group} {line.payer.printed}", line.group, f"{line.name} {line.group} {line.payer.printed}")
        return (line.payer.printed, line.name, f"{line.name}({line.payer.printed})", "예산", title, "")

    def _look(self) -> Print:
        look = self.features["print"]
        return Print(open_sides=look == "open-sides", rule="dashed" if look == "dashed" else "solid")

    def _corner(self, lines: Sequence[Line]) -> Path:
        word = "성과지표" if all(line.measure == "target" for line in lines) else "구분"
        word = "재원" if all(line.payer is not None for line in lines) and self.features["payers"] == "rows" else word
        if self.features["unit"] == "corner":
            return (f"{word}\n(단위: {self.features['money']})",)
        return (word,)

    def _unit_line(self, lines: Sequence[Line]) -> str:
        has_money = any(line.measure == "budget" for line in lines)
        if not has_money or self.features["unit"] not in LINE_UNITS:
            return ""
        return unit_line(self.features["money"], self.features["unit"])

    # --------------------------------------------------------------------------------------------------- forms

    def _plain(self, program: Program, title: str, lines: Sequence[Line], periods: tuple[str, ...]) -> Made:
        """Rows of series under periods, or turned so that the periods stand at the side."""
        rows = [Row(line, self._names(line, title)) for line in lines]
        matrix = Matrix(self._corner(lines))
        slips: list[Slip] = []
        over = () if not self._is_titled_inside() else (title,)
        unit_column = self.features["unit"] == "column"
        if unit_column:
            matrix.columns.append(("단위",))
            matrix.texts |= {(at, 0): row.line.unit for at, row in enumerate(rows)}
        for period in periods:
            path = (self._head(period) + self._unit_below(lines),)
            matrix.columns.append((*over, *path) if period.isdigit() else path)
        for row in rows:
            matrix.rows.append(self._label(row.line))
            row.values = {period: self._text(row.line, period, periods) for period in periods}
        self._odd(rows, periods)
        if self.slip_at == program.name:
            slips = self._slip(program, rows)
        for at, row in enumerate(rows):
            for column, period in enumerate(periods, start=int(unit_column)):
                matrix.texts[at, column] = row.values[period]
        if self.features["remark"] == "yes":
            matrix.columns.append(("비고",))
            matrix.texts |= {(at, len(matrix.columns) - 1): self.chance.choice(REMARKS) for at in range(len(rows))}
        turned = self.features["form"] == "down"
        if turned:
            unit_in_corner = self.features["unit"] == "corner"
            matrix = matrix.turned()
            matrix.corner = (f"연도\n(단위: {self.features['money']})",) if unit_in_corner else ("연도",)
        table = drawn(matrix, self._look())
        return Made(title, self._unit_line(lines), table, rows, slips=slips, is_titled_inside=bool(over))

    def _unit_below(self, lines: Sequence[Line]) -> str:
        """The unit of money below each period of a table of budgets."""
        if self.features["unit"] != "years" or any(line.measure == "target" for line in lines):
            return ""
        return f"\n({self.features['money']})"

    def _is_titled_inside(self) -> bool:
        return self.features["caption"] == "head" and self.features["form"] in ("across", "prior-later")

    def _odd(self, rows: Sequence[Row], periods: Sequence[str]) -> None:
        """One year without a figure: its row has no total that could be checked, so the total is spelt anew."""
        how = self.features["odd_cells"]
        years = [period for period in periods if period.isdigit()]
        targets = [row for row in rows if row.line.measure == "target" or row.line.payer is None]
        if how == "none" or len(years) < 3 or not targets:
            return
        row = self.chance.choice(targets)
        year = years[0] if row.line.kind == "flow" else years[-1]
        word = {"dash": "-", "blank": ""}.get(how, "비예산" if row.line.measure == "budget" else "미정")
        row.values[year] = word
        if "total" in row.values and row.line.kind == "flow":
            kept = [period for period in periods if period not in (year, "total")]
            row.values["total"] = self._text(row.line, "total", kept)

    def _slip(self, program: Program, rows: Sequence[Row]) -> list[Slip]:
        """A printed total that its years do not add up to."""
        for row in reversed(rows):
            if row.line.kind == "flow" and row.line.measure == "budget" and "total" in row.values:
                right = row.values["total"]
                at = [place for place, sign in enumerate(right) if sign.isdigit()][:2][-1]
                wrong = right[:at] + str((int(right[at]) + 3) % 10) + right[at + 1 :]
                row.values["total"] = wrong
                quotes = (wrong,)
                return [Slip(what="total", where=program.name, rules=("total-mismatch", "sum-mismatch"), quotes=quotes)]
        return []

    def _target_budget(self, program: Program, title: str) -> Made:
        """Each year over its target and its budget, one row for the programme."""
        lines = (program.targets[0], program.budgets[0])
        rows = [Row(line, self._names(line, title)) for line in lines]
        matrix = Matrix(("사업명",), rows=[(program.name,)])
        for year in self._years():
            for row in rows:
                matrix.columns.append((self._head(year), f"{row.line.name}\n({row.line.unit})"))
                row.values[year] = self._text(row.line, year, ())
                matrix.texts[0, len(matrix.columns) - 1] = row.values[year]
        return Made(title, "", drawn(matrix, self._look()), rows)

    def _payers_under_years(self, program: Program, title: str, lines: Sequence[Line]) -> Made:
        """Each year over the whole and the payers, one row for the budget."""
        rows = [Row(line, self._names(line, title)) for line in lines]
        matrix = Matrix(("구분",), rows=[(lines[0].name,)])
        rows[0].names += ("소계", f"{rows[0].line.name} 소계")
        periods = self._with_total(self._years())
        for period in periods:
            for row in rows:
                payer = row.line.payer.printed if row.line.payer else "계"
                head = "소계" if payer == "계" and period != "total" else payer
                matrix.columns.append((self._head(period), head))
                row.values[period] = self._text(row.line, period, periods)
        made_slips = self._slip(program, rows) if self.slip_at == program.name else []
        flat = [row.values[period] for period in periods for row in rows]
        matrix.texts = {(0, column): text for column, text in enumerate(flat)}
        return Made(title, self._unit_line(lines), drawn(matrix, self._look()), rows, slips=made_slips)

    def _goal_actual(self, title: str, lines: Sequence[Line]) -> Made:
        """Rows of targets, results and their ratio for each indicator; only the target of the plan's year is scored."""
        rows = [Row(line, self._names(line, title)) for line in lines]
        matrix = Matrix(("성과지표", "구분"))
        traps: list[tuple[str, tuple[str, ...]]] = []
        years = self._years()
        has_unit = self.features["unit"] == "column"
        if has_unit:
            matrix.columns.append(("단위",))
        matrix.columns += [(self._head(year),) for year in years]
        for number, row in enumerate(rows):
            name = (
                row.line.name if has_unit or self.features["unit"] == "cell" else f"{row.line.name}\n({row.line.unit})"
            )
            matrix.rows += [(name, "목표"), (name, "실적"), (name, "달성률(%)")]
            row.values = {year: self._text(row.line, year, ()) for year in years}
            row.open += years[:-1]
            results, ratios = self._results(row.line, years[:-1])
            for offset, texts in enumerate((list(row.values.values()), [*results, "-"], [*ratios, "-"])):
                for column, text in enumerate(texts, start=int(has_unit)):
                    matrix.texts[3 * number + offset, column] = text
                if has_unit:
                    matrix.texts[3 * number + offset, 0] = "%" if offset == 2 else row.line.unit
            traps += [("actual-row", tuple(results)), ("actual-row", tuple(ratios))]
        return Made(title, "", drawn(matrix, self._look()), rows, traps)

    def _results(self, line: Line, years: Sequence[str]) -> tuple[list[str], list[str]]:
        """What was reached in past years, and its share of the target."""
        results, ratios = [], []
        for year in years:
            step = Decimal("0.1") if line.kind == "rate" else Decimal(1)
            reached = (line.values[year] * self.chance.randrange(88, 109) / 100).quantize(step)
            unit = line.unit if self.features["unit"] == "cell" else ""
            results.append(figure(reached, self.features, may_be_word=True) + unit)
            ratios.append(f"{(reached / line.values[year] * 100).quantize(Decimal('0.1'))}")
        return results, ratios

    def _budget_spent(self, title: str, lines: Sequence[Line]) -> Made:
        """Budget and spending of the years before, the budgets of this year and of those to come."""
        rows = [Row(line, self._names(line, title)) for line in lines]
        year, how = self.content.years[0], self.features["year_words"]
        before, now = year_word(year - 1, how), str(year)
        spent = f"spent:{year - 1}"
        columns = ("total", spent, "", now, "later")
        matrix = Matrix(("구분",))
        matrix.columns = [
            ("총사업비",), (f"{before}까지", "예산"), (f"{before}까지", "집행"), (self._head(now),),
            (f"{year_word(year + 1, how)} 이후",),
        ]  # fmt: skip
        traps: list[tuple[str, tuple[str, ...]]] = []
        for at, row in enumerate(rows):
            matrix.rows.append(self._label(row.line))
            past = row.line.values[spent]
            used = (past * self.chance.randrange(70, 99) / 100).quantize(past)
            row.values = {
                "total": figure(past + row.line.values[now] + row.line.values["later"], self.features),
                "prior": figure(past, self.features),
                now: figure(row.line.values[now], self.features),
                "later": figure(row.line.values["later"], self.features),
            }
            texts = {**row.values, spent: row.values["prior"], "": figure(used, self.features)}
            matrix.texts |= {(at, column): texts[period] for column, period in enumerate(columns)}
            traps.append(("spent", (texts[""],)))
        return Made(title, self._unit_line(lines), drawn(matrix, self._look()), rows, traps)

    def _key_value(self, program: Program, title: str, lines: Sequence[Line]) -> Made:
        """A form of one table: the programme's name, its term and cost, and below them the years."""
        rows = [Row(line, self._names(line, title)) for line in lines]
        periods = self._with_total(self._years())
        matrix = Matrix(("재원",), columns=[(self._head(period),) for period in periods])
        for row in rows:
            matrix.rows.append(self._label(row.line))
            row.values = {period: self._text(row.line, period, periods) for period in periods}
        slips = self._slip(program, rows) if self.slip_at == program.name else []
        for at, row in enumerate(rows):
            matrix.texts |= {(at, column): row.values[period] for column, period in enumerate(periods)}
        inner = drawn(matrix, Print(width=146.0))
        whole = self._text(rows[0].line, "total", periods)
        said = (
            ("사 업 명", program.name),
            ("사업기간", f"{self.content.first}년 ~ {self.content.last}년"),
            ("총사업비", f"{whole}{self.features['money']}"),
            ("담당부서", program.department),
        )
        unit = unit_line(self.features["money"], self.features["unit"])
        return Made(title, "", _below(said, f"연차별\n투자계획\n{unit}", inner), rows, slips=slips)

    def overview(self, programs: Sequence[Program]) -> Made:
        """The table of the whole plan whose rows are the programmes, the sum of them in front."""
        periods = self._with_total(self._years())
        matrix = Matrix(("사업명",), columns=[(self._head(period),) for period in periods])
        matrix.rows = [("계",), *((program.name,) for program in programs)]
        rows: list[Row] = []
        for program in programs:
            line = program.budgets[0]
            values = {period: self._text(line, period, periods) for period in periods}
            rows.append(Row(line, (program.name, *self._names(line, "투자계획")), program, values))
        lines = [row.line for row in rows]
        sums = [
            sum((self._value(line, period, periods) or Decimal(0) for line in lines), Decimal(0)) for period in periods
        ]
        whole = Row(lines[0], ("계",), open=list(periods))
        whole.values = {period: figure(each, self.features) for period, each in zip(periods, sums, strict=True)}
        for at, row in enumerate([whole, *rows]):
            matrix.texts |= {(at, column): row.values[period] for column, period in enumerate(periods)}
        unit = unit_line(self.features["money"], self.features["unit"])
        return Made("사업별 투자계획", unit, drawn(matrix, self._look()), [whole, *rows])


def _below(said: Sequence[tuple[str, str]], label: str, inner: Table) -> Table:
    """A table of names and answers whose last answer is the field of another table."""
    cells: list[Cell] = []
    for row, (name, answer) in enumerate(said):
        cells.append(Cell(row, 0, (name,), head=True))
        cells.append(Cell(row, 1, (answer,), column_span=inner.columns, align="centre"))
    top = len(said)
    cells.append(Cell(top, 0, tuple(label.split("\n")), row_span=inner.rows, head=True))
    cells += [replace(cell, row=cell.row + top, column=cell.column + 1) for cell in inner.cells]
    return Table(rows=top + inner.rows, cells=tuple(cells), widths=(24.0, *inner.widths), head_rows=0, open_sides=False)
