"""Planned figures in a sentence are told by a note that quotes it; dates, results and forecasts are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.planned_text import MOST_TOLD
from fixtures.make.pdf_file import compiled, quoted
from gongpyo.pipeline import check, convert
from plan.records.meaning import Plan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

ROWS = [["구분", "2025", "2026", "2027"], ["방문객(명)", "4", "5", "6"]]
TITLE = "푸른시 산림 계획(2025~2027)"


def _as_hwpx(folder: Path, lines: tuple[str, ...]) -> Path:
    path = folder / "숲.hwpx"
    body = (TITLE, *lines, "연차별 목표", hwpx_grid(ROWS))
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, body))))
    return path


def _as_pdf(folder: Path, lines: tuple[str, ...]) -> Path:
    cells = ", ".join(f"[{cell}]" for row in ROWS for cell in row)
    text = "\n\n".join(f"#text({quoted(line)})" for line in (TITLE, *lines, "연차별 목표"))
    path = folder / "숲.pdf"
    path.write_bytes(compiled(f'#set text(font: "Noto Sans KR")\n{text}\n\n#table(columns: 4, {cells})\n'))
    return path


def _as_viewer(folder: Path, lines: tuple[str, ...]) -> Path:
    path = folder / "숲.txt"
    grid = "\n".join(cell for row in ROWS for cell in row)
    text = "\n".join(("결재문서", TITLE, *lines, "□ 연차별 목표", grid))
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


FORMATS = {"hwpx": _as_hwpx, "pdf": _as_pdf, "viewer": _as_viewer}


def _notes(plan: Plan) -> list[str]:
    return [found.actual for found in plan.findings if found.rule == "planned-in-text"]


def _converted(folder: Path, *lines: str, form: str = "hwpx") -> Plan:
    plan, _ = convert(FORMATS[form](folder, lines), folder / "out", with_report=False)
    return plan


@pytest.mark.parametrize("form", FORMATS)
def test_a_sentence_of_planned_figures_is_told_and_nothing_of_it_is_published(form: str, tmp_path: Path) -> None:
    said = "ㅇ 상담을 2025년 100건, 2026년 120건, 2027년 150건으로 늘린다"
    plan, folder = convert(FORMATS[form](tmp_path, (said,)), tmp_path / "out", with_report=False)
    (note,) = _notes(plan)
    assert "2025년 100건, 2026년 120건, 2027년 150건" in note
    assert [o.printed for o in plan.observations] == ["4", "5", "6"]
    (found,) = (found for found in plan.findings if found.rule == "planned-in-text")
    assert found.severity == "info" and note in found.message and note in found.message_en
    assert check(folder).findings == plan.findings


@pytest.mark.parametrize(
    "sentence",
    [
        "- (요금현실화) ’24년 81.1%→‘25년 91.0%→’26년 97.7% 개선 예상",
        "(’25) 83명 → (’26) 500명 → (’27) 1,000명",
        "시설을 100곳(’25년), 120곳(’26년), 150곳(’27년)으로 넓힌다",
        "2025년까지 3곳, 2026년까지 5곳, 2027년에는 7곳을 둔다",
        "(’25) 83명 → (’27) 500명",
        "쉼터: 2024년 38㎡ → 2027년 51㎡",
        "’25년 국비 12억원, ’26년 국비 15억원, ’27년 국비 20억원",
    ],
)
def test_the_ways_in_which_offices_print_a_series_in_a_sentence(sentence: str, tmp_path: Path) -> None:
    assert len(_notes(_converted(tmp_path, sentence))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "골조공사 완료(’25.12), 외벽 공사 완료(’26.상), 본공사 준공(’26.12), 개관(’27.9)",
        "2025년 3월 설계, 2026년 4월 착공, 2027년 5월 준공",
        "2025년 1단계, 2026년 2단계, 2027년 3단계로 추진한다",
        "2025년부터 2027년까지 3년 동안 추진한다",
        "(’22) 21% → (’23) 57% → (’24) 100%",
        "(’23) 2회 → (’24) 3회 → (’25) 3회 → (’26) 4회",
        "’25년 100건, ’26년 120건",
        "’25년 100건 → ’26년 120건",
        "’22년 100건 → ’27년 120건",
        "장래인구는 2025년 10만명, 2026년 11만명, 2027년 12만명이다",
        "(2025) 000 → (2026) 000 → (2027) 000백만원",
        "해마다 조금씩 가꾼다",
    ],
)
def test_dates_results_and_forecasts_are_no_planned_figures(sentence: str, tmp_path: Path) -> None:
    assert _notes(_converted(tmp_path, sentence)) == []


def test_five_sentences_are_told_and_the_fifth_says_how_many_more(tmp_path: Path) -> None:
    lines = [
        f"{name} ’25년 {n}건, ’26년 {n + 1}건, ’27년 {n + 2}건" for n, name in enumerate("가나다라마바사", start=3)
    ]
    plan = _converted(tmp_path, *lines, lines[0])
    found = [found for found in plan.findings if found.rule == "planned-in-text"]
    assert len(found) == MOST_TOLD
    assert [("2개 더" in f.message, "2 more" in f.message_en) for f in found] == [(False, False)] * 4 + [(True, True)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("(’25) 41,234 → (’26) 51,786 → (’27) 61,459명", 0),
        ("’25년 4.1234만명, ’26년 5.1786만명, ’27년 6.1459만명으로 늘린다", 0),
        ("(’25) 41,234 → (’26) 51,786 → (’27) 61,495명", 1),
        ("(’25) 41,234 → (’27) 61,459명", 0),
        ("(’25) 41,234 → (’27) 61,460명", 1),
        ("(’25) 4,123.4 → (’26) 51,786 → (’27) 61,459명", 1),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_figures_that_a_row_of_the_plan_holds_are_not_told_once_more(
    sentence: str, told: int, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [ROWS[0], ["방문객(명)", "41,234", "51,786", "61,459"]]
    monkeypatch.setattr("tests.extract.test_planned_text.ROWS", rows)
    assert len(_notes(_converted(tmp_path, f"ㅇ {sentence}", form=form))) == told


def test_short_figures_are_those_of_a_row_where_all_are_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [ROWS[0], ["방문객(명)", "41", "51", "61"]]
    monkeypatch.setattr("tests.extract.test_planned_text.ROWS", rows)
    (note,) = _notes(_converted(tmp_path, "(’25) 41명 → (’27) 61명", "(’25) 41명 → (’27) 62명"))
    assert "62" in note


@pytest.mark.parametrize("form", FORMATS)
def test_a_series_whose_name_of_several_words_stands_at_each_year_is_told(form: str, tmp_path: Path) -> None:
    said = "’25년 집을 빌린 젊은 이 146명 → ’26년 집을 빌린 젊은 이 189명 → ’27년 집을 빌린 젊은 이 228명"
    (note,) = _notes(_converted(tmp_path, said, form=form))
    assert note.startswith(said)
