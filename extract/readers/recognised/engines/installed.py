"""What must be installed so that pictures of pages can be read."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

EXTRA = "gongpyo[ocr]"
PACKAGES = ("cv2", "numpy", "onnxruntime", "rapidocr", "tesserocr")
LANGUAGE = "kor"  # with "eng" beside it words are no better and take half as long again
DATA = (  # where Debian, Fedora, Homebrew and MSYS2 put the data of tesseract
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/usr/local/share/tessdata",
    "/mingw64/share/tessdata",
)


def missing() -> str | None:
    """What is not installed yet, as a person asks for it; None where pictures can be read."""
    if any(find_spec(name) is None for name in PACKAGES):
        return EXTRA
    return None if data_folder() else "tesseract-ocr-kor"


def data_folder() -> Path | None:
    """Where the Korean data of tesseract lie; None where they are not installed."""
    return next((folder for folder in map(Path, DATA) if (folder / f"{LANGUAGE}.traineddata").is_file()), None)
