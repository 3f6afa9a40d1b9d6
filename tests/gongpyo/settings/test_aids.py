"""What a person hands to who recognises print: a list of names and a model; what is none is said as an error."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from gongpyo.cli.main import main
from gongpyo.door import Options, read
from gongpyo.settings.aids import aids_of
from plan.errors import ExitCode, PlanError
from tests.extract.readers.scan.drawn_pages import as_pdf, needs_engines, page


def _models() -> Path:
    package = find_spec("rapidocr")
    assert package is not None and package.origin
    return Path(package.origin).parent / "models"


def _refused(labels: Path | None, model: Path | None) -> PlanError:
    with pytest.raises(PlanError) as refused:
        aids_of(labels, model)
    return refused.value


def test_a_list_is_lines_or_cells_or_the_names_of_our_own_table(tmp_path: Path) -> None:
    lines, cells, table = tmp_path / "names.txt", tmp_path / "names.csv", tmp_path / "indicators.csv"
    lines.write_bytes("가람길 정비\n\n버들못 교실\n2024\n".encode("cp949"))
    cells.write_text("번호,이름\n1,가람길 정비\n2,버들못 교실\n", encoding="utf-8-sig")
    table.write_text("plan_id,indicator_name,unit\ngaram,가람길 정비,킬로미터\n", encoding="utf-8")
    assert aids_of(lines, None).labels == ("가람길 정비", "버들못 교실")
    assert aids_of(cells, None).labels == ("번호", "이름", "가람길 정비", "버들못 교실")
    assert aids_of(table, None).labels == ("가람길 정비",)
    assert aids_of(lines, None).labels_sha256 == hashlib.sha256(lines.read_bytes()).hexdigest()


def test_what_is_no_list_and_no_model_is_said(tmp_path: Path) -> None:
    empty, picture, absent = tmp_path / "empty.txt", tmp_path / "picture.bin", tmp_path / "absent"
    empty.write_text("1\n2\n", encoding="utf-8")
    picture.write_bytes(b"\x89PNG\xff\xfe")
    for labels, model, word in (
        (empty, None, "no name"),
        (picture, None, "no text"),
        (absent, None, "cannot be read"),
        (None, picture, "no ONNX model"),
        (None, absent, "cannot be read"),
        (None, tmp_path, "cannot be read"),
    ):
        refused = _refused(labels, model)
        assert word in refused.en and refused.exit_code == ExitCode.USAGE
        assert refused.code == ("labels" if labels else "ocr-model")


def test_the_command_line_says_it_with_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "scan.pdf"
    source.write_bytes(b"%PDF-1.7")
    arguments = ["convert", str(source), "-o", str(tmp_path), "--lang", "en", "--ocr-model", str(tmp_path / "absent")]
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == ExitCode.USAGE
    assert "--ocr-model" in capsys.readouterr().err


@needs_engines
@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda _: b"\x08\x07garbage", "is no ONNX model that can be read"),
        (lambda folder: (folder / "ch_ppocr_mobile_v2.0_cls_mobile.onnx").read_bytes(), "lists no letters"),
        (
            lambda folder: (
                (folder / "ch_ppocr_mobile_v2.0_cls_mobile.onnx").read_bytes()
                + b"\x72\x10\x0a\x09character\x12\x031\n2"
            ),
            "is no model that recognises lines",
        ),
        (
            lambda folder: (folder / "PP-OCRv6_rec_small.onnx").read_bytes() + b"\x72\x10\x0a\x09character\x12\x031\n2",
            "",
        ),
    ],
    ids=["garbage", "no letters", "other shape", "other letters"],
)
def test_a_model_that_reads_no_lines_is_refused_when_a_scan_is_read(spoil: object, word: str, tmp_path: Path) -> None:
    model = tmp_path / "model.onnx"
    assert callable(spoil)
    model.write_bytes(spoil(_models()))
    source = tmp_path / "scan.pdf"
    source.write_bytes(as_pdf(page()))
    with pytest.raises(PlanError) as refused:
        read(source, Options(ocr_model=model))
    assert refused.value.code == "ocr-model" and word in refused.value.en
    assert "Options(ocr_model=…)" in refused.value.en


@needs_engines
def test_a_scan_by_a_model_and_a_list_of_ones_own_says_which(tmp_path: Path) -> None:
    model, labels, source = tmp_path / "model.onnx", tmp_path / "names.txt", tmp_path / "scan.pdf"
    model.write_bytes((_models() / "PP-OCRv6_rec_small.onnx").read_bytes())
    labels.write_text("가람길 정비\n", encoding="utf-8")
    source.write_bytes(as_pdf(page(heading="1-1-1 가람길 정미")))
    plan = read(source, Options(ocr_model=model, labels=labels)).record
    assert plan.source.ocr_model_sha256 == hashlib.sha256(model.read_bytes()).hexdigest()
    assert plan.source.ocr_labels_sha256 == hashlib.sha256(labels.read_bytes()).hexdigest()
    assert "가람길 정비" in {node.name for node in plan.programs}
    assert "label-matched" in {found.rule for found in plan.findings}
