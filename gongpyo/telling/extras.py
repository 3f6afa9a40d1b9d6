"""The libraries that are installed only where they are asked for, and what is said where one is missing."""

from __future__ import annotations

from gongpyo.telling.speech import Speech
from plan.errors import ExitCode, PlanError

EXTRAS = {  # each by the name that it is imported under, with the extra that has it
    "sqlalchemy": "database",
    "psycopg": "database",
    "duckdb": "database",
    "duckdb_engine": "database",
    "openpyxl": "xlsx",
    "pyarrow": "parquet",
    "pandas": "pandas",
    "polars": "polars",
    "starlette": "review",
    "uvicorn": "review",
    "fsspec": "remote",
    "onnxruntime": "ocr",
    "rapidocr": "ocr",
    "tesserocr": "ocr",
    "ray": "ray",
}


def extra_missing(library: str) -> PlanError:
    """The error that says how a library of an extra is installed."""
    words = {"library": library, "extra": EXTRAS[library]}
    return PlanError(
        "extra-missing",
        ko=Speech("ko").sentence("extra_missing", **words),
        en=Speech("en").sentence("extra_missing", **words),
        exit_code=ExitCode.USAGE,
        **words,
    )
