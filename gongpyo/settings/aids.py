"""What a person hands to who recognises print, from files: a model, and the names of a list or of a former plan."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from extract.readers.recognised.aids import MOST_MODEL, NO_AIDS, Aids
from output.folder.read_back import plan_folders
from plan.errors import ExitCode, PlanError
from plan.forms import single_spaced
from plan.os_errors import reason_of
from plan.patterns import lazy_pattern
from plan.safe_files import read_file, text_by_hand

MOST_LISTED = 8 << 20  # bytes of a list of labels
MOST_LABELS = 20_000  # of a list; each name of a document is held against all of them
LONGEST = 200  # characters of a label
MODEL_BEGINS = b"\x08"  # ONNX: the field ir_version of ModelProto, which comes first
NAMES = ("program_name", "indicator_name")  # columns of our own tables that hold labels
TABLES = ("programs.csv", "indicators.csv")  # and those of our tables that have them, without repetition
LETTER = lazy_pattern(r"\p{L}")


def aids_of(labels: Path | None, model: Path | None) -> Aids:
    """The aids in these files; each is looked at before any document is read."""
    if labels is None and model is None:
        return NO_AIDS
    aids = NO_AIDS
    if model is not None:
        data = _content(model, MOST_MODEL, "--ocr-model", "ocr-model")
        if not data.startswith(MODEL_BEGINS):
            raise _refused("ocr-model", f"--ocr-model '{model}'", "ONNX 모델이 아닙니다", "is no ONNX model", model)
        aids = aids._replace(model=str(model.absolute()), model_sha256=hashlib.sha256(data).hexdigest())
    return _with_labels(aids, labels) if labels is not None else aids


def _with_labels(aids: Aids, path: Path) -> Aids:
    files = [folder / name for folder in plan_folders(path) for name in TABLES] if path.is_dir() else [path]
    said, digest = f"--labels '{path}'", hashlib.sha256()
    found: dict[str, None] = {}
    for file in files:
        data = _content(file, MOST_LISTED, "--labels", "labels")
        digest.update(data)
        text = text_by_hand(data)
        if text is None:
            raise _refused("labels", said, "글자로 된 파일이 아닙니다", "is no text", path)
        found |= dict.fromkeys(_labels_in(text, is_table=file.suffix.lower() == ".csv"))
    if not found:
        raise _refused("labels", said, "이름이 하나도 없습니다", "holds no name at all", path)
    if len(found) > MOST_LABELS:
        raise _refused(
            "labels",
            said,
            f"이름이 {len(found):,}개로, {MOST_LABELS:,}개까지 됩니다",
            f"holds {len(found):,} names, and {MOST_LABELS:,} are the most",
            path,
        )
    return aids._replace(labels=tuple(found), labels_sha256=digest.hexdigest())


def _labels_in(text: str, *, is_table: bool) -> Iterator[str]:
    """The names in a list, one a line or one a cell; of a table of ours those in its columns of names."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""))) if is_table else [[line] for line in text.splitlines()]
    except csv.Error:
        rows = [[line] for line in text.splitlines()]
    own = [at for at, name in enumerate(rows[0]) if name in NAMES] if rows else []
    for row in rows[1:] if own else rows:
        for cell in [row[at] for at in own if at < len(row)] if own else row:
            label = single_spaced(cell)
            if LETTER.search(label) and len(label) <= LONGEST:
                yield label


def _content(path: Path, most: int, option: str, code: str) -> bytes:
    try:
        return read_file(path, most)
    except OSError as error:
        why = reason_of(error)
    raise _refused(code, f"{option} '{path}'", f"읽을 수 없습니다({why.ko})", f"cannot be read ({why.en})", path)


def _refused(code: str, said: str, ko: str, en: str, path: Path) -> PlanError:
    return PlanError(code, ko=f"{said}: {ko}.", en=f"{said} {en}.", exit_code=ExitCode.USAGE, path=str(path))
