"""The model that reads single lines: the one that RapidOCR brings along, or one that a person has given."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from extract.readers.recognised.aids import MOST_MODEL
from plan.errors import ExitCode, PlanError
from plan.os_errors import reason_of
from plan.safe_files import read_file

FILE = "models/PP-OCRv6_rec_small.onnx"  # in the folder of the package rapidocr
HEIGHT = 48  # pixels of a line that the model takes
COLOURS = 3  # channels of a pixel that it takes
LETTERS = "character"  # where a model of RapidOCR lists its letters, one a line
REFUSALS = ("Fail", "InvalidArgument", "InvalidGraph", "InvalidProtobuf", "NotImplemented", "RuntimeException")


class Model(NamedTuple):
    """An open model and the letters that it tells apart; the first stands for none."""

    session: Any
    letters: Sequence[str]


@cache
def model_of(given: str = "", sha256: str = "") -> Model:
    """RapidOCR's own model, or the one in a file of which it was said that it has this digest."""
    if not given:
        package = find_spec("rapidocr")
        folder = Path(package.origin).parent if package is not None and package.origin else Path()
        return _opened(read_file(folder / FILE, MOST_MODEL))
    try:
        data = read_file(Path(given), MOST_MODEL)
    except OSError as error:
        why = reason_of(error)
        raise refused(given, f"읽을 수 없습니다({why.ko})", f"cannot be read ({why.en})") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise refused(given, "실행하는 동안 바뀌었습니다", "was changed during the run")
    try:
        model = _opened(data)
    except _refusals():
        raise refused(given, "읽을 수 있는 ONNX 모델이 아닙니다", "is no ONNX model that can be read") from None
    except KeyError:
        raise refused(
            given,
            f"글자의 목록(메타데이터 '{LETTERS}')이 없습니다. RapidOCR의 인식(rec) 모델이어야 합니다",
            f"lists no letters (metadata '{LETTERS}'); a recognition model (rec) of RapidOCR is needed",
        ) from None
    if not _reads_lines(model):
        raise refused(
            given,
            f"글줄을 인식하는 모델이 아닙니다(높이 {HEIGHT}픽셀, 색 {COLOURS}개를 받아 글자마다 확률을 내야 함)",
            f"is no model that recognises lines (of {HEIGHT} pixels and {COLOURS} colours, into shares of each letter)",
        )
    return model


def refused(given: str, ko: str, en: str) -> PlanError:
    """The error for a model that cannot be used."""
    return PlanError(
        "ocr-model",
        ko=f"--ocr-model '{given}': {ko}.",
        en=f"--ocr-model '{given}' {en}.",
        exit_code=ExitCode.USAGE,
        path=given,
    )


def _opened(data: bytes) -> Model:
    runtime = importlib.import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # nothing: what is wrong is said by the error
    session = runtime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    listed = session.get_modelmeta().custom_metadata_map[LETTERS].splitlines()
    return Model(session, ["", *listed, " "])


def _refusals() -> tuple[type[Exception], ...]:
    """The errors of onnxruntime, which have no common base of their own."""
    known = importlib.import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    return tuple(getattr(known, name) for name in REFUSALS)


def _reads_lines(model: Model) -> bool:
    """Whether a model takes pictures of lines and gives a share for each letter at each step."""
    takes, gives = model.session.get_inputs(), model.session.get_outputs()
    if len(takes) != 1 or not gives or {takes[0].type, gives[0].type} != {"tensor(float)"}:
        return False
    shape, out = takes[0].shape, gives[0].shape
    if len(shape) != 4 or len(out) != 3:
        return False
    wanted = ((shape[1], COLOURS), (shape[2], HEIGHT), (out[2], len(model.letters)))
    free = not any(isinstance(shape[at], int) for at in (0, 3))
    return free and all(size == right or not isinstance(size, int) for size, right in wanted)
