"""The heads of flattened tables: label words, what stands over the years, and the columns in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from extract.readers.viewer.items import runs_of
from extract.readers.viewer.lines.marks import Marks
from extract.readers.viewer.printed import Printed, Token
from extract.vocabulary import is_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.script import QUOTE, UNIT_LINE
from plan.years import YearKind, YearReading, read_year

YEARISH = lazy_pattern(
    rf"(?:19|20)\d\d|{QUOTE}\s?\d\d|\d\d(?:년|학년도|회계)|FY\s?\d\d"
    r"|^제?\d{1,2}(?:차\s?년|년차|차\s?연)|^[nN][+년]"
)
BEHIND_A_YEAR = lazy_pattern(r"^\(|^(?:이후|까지|이전|기준|현재|현황|말|부터)$")
TIMES = frozenset(("year", "period", "ordinal_year"))
BESIDE = frozenset(("total", "subtotal", "prior", "later", "baseline", "change"))
ASIDES = frozenset(("unit", "aside", "note", "dash"))  # marks that may stand within a head
ADDED = frozenset(("total",))
LONGEST_CELL = 3  # words of one head cell
FURTHEST = 10  # words between the label's head and the years
LABELS_BESIDE = 2  # words over labels, before which one behind a bullet is the caption
LONGEST_TITLE = 4  # words behind a bullet that may be a title whose last is that of a label too: □ 핵심 성과지표
LONGEST_LABEL = 12  # characters of a word that is not known and stands over the labels
SAID_UNIT = lazy_pattern(UNIT_LINE)


class Span(msgspec.Struct, frozen=True, gc=False):
    """Where a head cell is printed, and how it was read; ``kind`` is '' for what is no time."""

    start: int
    end: int
    kind: YearKind | str = ""
    year: int | None = None


class FlatHead(msgspec.Struct, frozen=True):
    """A head as it was printed, before its rows are known.

    ``over`` stands over the years; ``alternative`` is another order of the columns that the words leave open.
    """

    labels: tuple[Span, ...]
    columns: tuple[Span, ...]
    end: int
    over: Span | None = None
    remark_spans: tuple[Span, ...] = ()
    alternative: tuple[Span, ...] = ()
    is_known: bool = True
    states: str = ""

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.labels[0].start

    @property
    def remarks(self) -> int:
        """How many columns of remarks are behind the values."""
        return len(self.remark_spans)

    @property
    def width(self) -> int:
        """How many values a row has."""
        return len(self.columns)


def heads_of(printed: Printed, marks: Marks) -> Iterator[FlatHead]:
    """All heads of the text in order, those that overlap an earlier one left out."""
    reader = _Heads(printed, marks)
    behind = 0
    for index, token in enumerate(printed.tokens):
        if index < behind or not YEARISH.search(token.text):
            continue
        found = reader.at(index)
        if found:
            head, behind = found
            yield head


class _Heads:
    def __init__(self, printed: Printed, marks: Marks) -> None:
        self.tokens = printed.tokens
        self.text = printed.text
        self.marks = marks

    def at(self, index: int) -> tuple[FlatHead, int] | None:
        """The head whose first year is this word, with the index of the first word behind it."""
        if self._says_base(index):
            return None
        columns, behind = self._columns(index)
        before, begin = self._before(index)
        own = (*before, *columns)
        times = sum(column.kind in TIMES for column in own)
        if not times:
            return None
        labelled = self._label(begin)
        if labelled is None:
            if times == 1 or not begin or not self._is_label(self.tokens[begin - 1]):
                return None
            head = FlatHead(self._unknown_labels(begin), own, 0, is_known=False)
        else:
            labels, over = labelled
            head = self._with_over(labels, over, before, columns)
        if times == 1 and not any(column.kind in BESIDE for column in head.columns):
            return None
        remarks, behind = self._remarks(behind)
        end = self.tokens[behind].start if behind < len(self.tokens) else len(self.text)
        return msgspec.structs.replace(head, end=end, remark_spans=(*head.remark_spans, *remarks)), behind

    def _unknown_labels(self, begin: int) -> tuple[Span, ...]:
        """The word in front of the columns, with the one over the names where it heads offices: 과제 | 담당부서."""
        before, word = self.tokens[max(begin - 2, 0)], self.tokens[begin - 1]
        own = Span(word.start, word.end)
        if begin > 1 and is_office(word.text) and self._is_label(before) and not self._begins_a_line(word):
            return Span(before.start, before.end), own
        return (own,)

    def _says_base(self, index: int) -> bool:
        """Whether a year in brackets is that of the base year named before it, and no column: 현재 ('24년)."""
        words = [token.text for token in self.tokens[max(index - 1, 0) : index + 1]]
        return len(words) > 1 and words[1][0] in "([" and read_year(" ".join(words)).kind == "baseline"

    def _is_label(self, token: Token) -> bool:
        if (
            len(token.text) > LONGEST_LABEL
            or (")" in token.text and "(" not in token.text)
            or not any(mark.isalpha() for mark in token.text)
        ):
            return False
        return not next(runs_of(self.text, token.start, token.end), None) and token.start not in self.marks.within(
            token.start - 1, token.end
        )

    def _reading(self, index: int, near: tuple[int, int] | None) -> tuple[Span, int] | None:
        """The head cell that begins with a word, the longest first, and how many words it has."""
        for count in range(min(LONGEST_CELL, len(self.tokens) - index), 0, -1):
            words = self.tokens[index : index + count]
            if count > 1 and not _may_go_on(words) and not self._is_stated(index, count):
                continue
            reading = read_year(" ".join(word.text for word in words), span=near)
            if reading.kind in TIMES or reading.kind in BESIDE:
                return _span(words, reading), count
        return None

    def _is_stated(self, index: int, count: int) -> bool:
        """Whether two words are a year and its state, 2025년 실적, in a row of years, and no head below it."""
        words = self.tokens[index : index + count + 1]
        if count != 2 or not YEARISH.search(words[0].text) or not _is_state(words[1].text):
            return False
        before = self.tokens[max(index - 2, 0) : index]
        is_last_of_them = len(before) == 2 and bool(YEARISH.search(before[0].text)) and _is_state(before[1].text)
        return is_last_of_them or (len(words) == 3 and bool(YEARISH.search(words[2].text)))

    def _columns(self, index: int) -> tuple[list[Span], int]:
        columns: list[Span] = []
        years: list[int] = []
        while index < len(self.tokens):
            found = self._reading(index, (min(years), max(years)) if years else None)
            if found is None or (found[0].kind == "year" and years and (found[0].year or 0) <= years[-1]):
                break
            column, count = found
            columns.append(column)
            years += [column.year] if column.kind == "year" and column.year else []
            index += count
        return columns, index

    def _before(self, index: int) -> tuple[list[Span], int]:
        """The totals and what was before, directly in front of the first year."""
        before: list[Span] = []
        while index:
            found = self._ending_at(index)
            if found is None:
                break
            before.insert(0, found[0])
            index = found[1]
        return before, index

    def _ending_at(self, index: int) -> tuple[Span, int] | None:
        for count in (2, 1):
            words = self.tokens[max(index - count, 0) : index]
            if count > 1 and index > count and is_word("yearly_word", self.tokens[index - count - 1].text):
                continue  # 연도별 목표 | 합계: what stands each year is said in two words
            if count > 1 and words and is_description(words[0].text):
                continue  # 세부사업 | 사업량 | 계: a column beside the total
            if len(words) == count:
                reading = read_year(" ".join(word.text for word in words))
                if reading.kind in BESIDE:
                    return _span(words, reading), index - count
        return None

    def _label(self, begin: int) -> tuple[list[Span], list[Token]] | None:
        """The words over the labels, and those between them and the years."""
        over: list[Token] = []
        index = begin
        while index and len(over) - len(self._units_in(over)) <= FURTHEST:
            labels = self._labels_ending_at(index)
            if labels:
                return self._label_before_total(labels, over, begin) or (labels, over)
            token = self.tokens[index - 1]
            is_item = next(runs_of(self.text, token.start, token.end), None)
            if self._begins_a_line(token) or (is_item and not _is_beside(token, over)):
                return None
            over.insert(0, token)
            index -= 1
        return None

    def _label_before_total(
        self, labels: list[Span], over: list[Token], begin: int
    ) -> tuple[list[Span], list[Token]] | None:
        """The true label where the word found is part of what is over the years: 성과지표 | 계 | 성과지표 및 목표."""
        index = next(at for at in range(begin - 1, -1, -1) if self.tokens[at].start == labels[0].start)
        words = [*(token for token in self.tokens[index:begin] if token not in over), *over]
        while index and (found := self._ending_at(index)):
            words = [*self.tokens[found[1] : index], *words]
            index = found[1]
            if first := self._labels_ending_at(index):
                return first, words
        return None

    def _is_bullet(self, token: Token) -> bool:
        return self._begins_a_line(token) and not any(mark.isalnum() for mark in token.text)

    def _begins_a_line(self, token: Token) -> bool:
        at = self.marks.after(token.start) - 1
        mark = self.marks.all[at] if at >= 0 else None
        return mark is not None and mark.start == token.start and mark.kind not in ASIDES

    def _labels_ending_at(self, index: int) -> list[Span]:
        labels: list[Span] = []
        seen: set[str] = set()
        while index:
            found = self._label_word(index)
            if found is None or bare(self.text[found[0].start : found[0].end]) in seen:
                break
            if labels and self._ends_a_title(found[1], index):
                break  # □ 핵심 성과지표, over a head of one label
            if len(labels) >= LABELS_BESIDE and found[1] and self._is_bullet(self.tokens[found[1] - 1]):
                break  # □ 성과지표, the caption of a head of several labels
            labels.insert(0, found[0])
            seen.add(bare(self.text[found[0].start : found[0].end]))
            index = found[1]
            if self._begins_a_line(self.tokens[index]):
                return labels
        if len(labels) == 1 and is_units(self.text[labels[0].start : labels[0].end]) and index:
            word = self.tokens[index - 1]  # over the names a word that is not known: 사업내용 | 단위
            if self._is_label(word) and not self._begins_a_line(word):
                labels.insert(0, Span(word.start, word.end))
                index -= 1
        if labels and index and is_word("number_label", self.tokens[index - 1].text):  # 연번 | 사업명
            labels.insert(0, Span(self.tokens[index - 1].start, self.tokens[index - 1].end))
        return labels

    def _ends_a_title(self, start: int, end: int) -> bool:
        """Whether a label at these words is the end of a title of all goals or costs behind a bullet."""
        for at in range(start - 1, max(start - LONGEST_TITLE, -1), -1):
            if self._is_bullet(self.tokens[at]):
                return at + 1 < start and is_word("whole_plan", "".join(t.text for t in self.tokens[at + 1 : end]))
        return False

    def _label_word(self, index: int) -> tuple[Span, int] | None:
        for count in (3, 2, 1):
            words = self.tokens[max(index - count, 0) : index]
            if len(words) == count and is_word("head_label", "".join(word.text for word in words)):
                return Span(words[0].start, words[-1].end), index - count
        return None

    def _with_over(self, labels: list[Span], between: list[Token], before: list[Span], columns: list[Span]) -> FlatHead:
        """The head with the totals at their places: what stands in front of a head over the years is before them."""
        units = self._units_in(between)
        words = [word for word in between if word not in units]
        if units and between[: len(units)] == units:  # 구분 (단위: 백만원)
            labels = [*labels[:-1], Span(labels[-1].start, units[-1].end)]
        first: list[Span] = []
        while words:
            for count in (2, 1):
                reading = read_year(" ".join(word.text for word in words[:count]))
                if len(words) >= count and reading.kind in BESIDE:
                    first.append(_span(words[:count], reading))
                    words = words[count:]
                    break
            else:
                break
        said = "".join(word.text for word in words)
        # 사업명 | 담당부서, 세부사업 | 사업량: the years in the same row
        if words and (is_office(said) or is_description(said)):
            labels = [*labels, Span(words[0].start, words[-1].end)]
            words = []
        remarks: list[Span] = []
        while words and (count := _remark_words(words)):
            remarks.insert(0, Span(words[-count].start, words[-1].end))
            words = words[:-count]
        while remarks and not before and words and (reading := read_year(words[-1].text)).kind in ADDED:
            before = [_span(words[-1:], reading)]  # 연차별 계획 | 합계 | 비고, the years below
            words = words[:-1]
        later = [column for column in before if column.kind == "later"]  # 연도별 목표 | 향후, the years below
        before = [column for column in before if column not in later]
        while len(words) > 1 and (count := _later_words(words)):
            later.insert(0, _span(words[-count:], read_year(" ".join(word.text for word in words[-count:]))))
            words = words[:-count]
        own = (*first, *before, *columns, *later)
        if not words:
            return FlatHead(tuple(labels), own, 0, remark_spans=tuple(remarks))
        over = Span(words[0].start, words[-1].end)
        states = " ".join(word.text for word in words)
        early = [column for column in columns[:1] if column.kind == "later" and len(columns) > 1]
        columns = [*columns[len(early) :], *later, *early]  # printed beside the head, they stand behind the years
        own = (*first, *before, *columns)
        if before and all(column.kind in ADDED for column in before):
            behind = (*first, *columns, *before)
            return FlatHead(tuple(labels), behind, 0, over, tuple(remarks), own, states=states)
        return FlatHead(tuple(labels), own, 0, over, tuple(remarks), states=states)

    def _units_in(self, words: Sequence[Token]) -> list[Token]:
        return [word for word in words if says_unit(self.text, word)]

    def _remarks(self, index: int) -> tuple[tuple[Span, ...], int]:
        """The heads of columns of remarks behind the years."""
        spans: list[Span] = []
        while index < len(self.tokens):
            for count in (3, 2, 1):
                words = self.tokens[index : index + count]
                if len(words) == count and is_word("remark_head", "".join(word.text for word in words)):
                    spans.append(Span(words[0].start, words[-1].end))
                    index += count
                    break
            else:
                break
        return tuple(spans), index


def is_units(head: str) -> bool:
    """Whether the head of a column says that it holds units."""
    return bare(head) == "단위"


def is_office(head: str) -> bool:
    """Whether the head of a column says that it holds offices."""
    return is_word("department_label", head)


def is_description(head: str) -> bool:
    """Whether the head of a column says that it describes what the row is about: 사업량, 위치."""
    return is_word("describing_head", head)


def _is_state(word: str) -> bool:
    """Whether a word says of a year whether it was or is to be: 실적, 예산, 예산(안)."""
    plain = word.partition("(")[0] or word
    return is_word("state_head", plain) or is_word("qualifier", plain)


def _remark_words(words: Sequence[Token]) -> int:
    """How many words at the end are the head of a column of remarks."""
    for count in range(min(LONGEST_CELL, len(words)), 0, -1):
        if is_word("remark_head", "".join(word.text for word in words[-count:])):
            return count
    return 0


def says_unit(text: str, word: Token) -> bool:
    """Whether a word is part of a unit in brackets, which a cell may hold besides its own words: (단위: 백만원)."""
    return SAID_UNIT.search(_unit_round(text, word)) is not None


def _is_beside(token: Token, behind: Sequence[Token]) -> bool:
    """Whether a word, maybe with the one behind it, heads what stands beside the years: 2025까지, 2029 이후."""
    return read_year(token.text).kind in BESIDE or _later_words([token, *behind[:1]]) > 1


def _later_words(words: Sequence[Token]) -> int:
    """How many words at the end are the head of a column of what comes after the years: 향후, 2029 이후."""
    for count in (2, 1):
        if len(words) >= count and read_year(" ".join(word.text for word in words[-count:])).kind == "later":
            return count
    return 0


def _unit_round(text: str, word: Token) -> str:
    """A word with what belongs to it where it is part of a unit line: (단위: 백만원)."""
    start = max(text.rfind("(", 0, word.end), text.rfind("[", 0, word.end))
    end = min((at for at in (text.find(")", word.start), text.find("]", word.start)) if at >= 0), default=len(text))
    inside = start >= 0 and end < len(text) and end - start <= 24 and not {")", "]"} & set(text[start : word.start])
    return text[start : end + 1] if inside else word.text


def _may_go_on(words: Sequence[Token]) -> bool:
    """Whether the other words belong to the cell of a year: (목표), 이후, 학년도; words of totals may be apart."""
    if YEARISH.search(words[0].text):
        return all(BEHIND_A_YEAR.search(word.text) and not YEARISH.search(word.text) for word in words[1:])
    return not any(YEARISH.search(word.text) for word in words)


def _span(words: Sequence[Token], reading: YearReading) -> Span:
    return Span(words[0].start, words[-1].end, reading.kind, reading.year)
