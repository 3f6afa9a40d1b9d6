"""plan.json and decisions.json as pydantic models, made of the records: for their JSON Schemas, and to read a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

import msgspec
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, ValidationError, WithJsonSchema, create_model

from plan.records import printed
from plan.records.base import Record, as_json_number
from plan.records.index import NAMED, RECORDS
from plan.records.meaning import FILE_OF_ITS_OWN, Decided, Plan

MOST_DIGITS = 100  # of a number; what we write has less than half of them, 1e999999999 more than a computer holds
Number = Annotated[
    Decimal,
    Field(max_digits=MOST_DIGITS),
    PlainSerializer(as_json_number, when_used="json"),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}),
]
YEARS = ("year", "year_to", "first", "last", "first_year", "last_year")  # an audit counts from one to another
LAST_YEAR = 9999  # of four digits, as every year that is read
Kind = TypeVar("Kind", bound=Record)
QUOTED = 40  # digits of a wrong year
PLAIN = {str, int, bool, Decimal, type(None)}  # most of what a record holds, which is no record
CONFIG = ConfigDict(frozen=True, extra="forbid")


def plan_model() -> type[BaseModel]:
    """The model of a plan.json."""
    return _models()[Plan.__name__]


def decisions_model() -> type[BaseModel]:
    """The model of a decisions.json."""
    return _models()[Decided.__name__]


@cache
def _models() -> dict[str, type[BaseModel]]:
    """The models of all records by name; they refuse the same fields as the records do."""
    models = {name: _model_of(record) for name, record in RECORDS.items()}
    meant = {**NAMED, **models, "Number": Number, "Block": models["Paragraph"] | models["Table"]}
    for model in models.values():
        model.model_rebuild(_types_namespace=meant)
    return models


def record_of(kind: type[Kind], content: bytes) -> Kind:
    """The record of this kind in its JSON; ``ValueError`` says what in it is not as it should be."""
    try:
        record: Kind = _record_of(_models()[kind.__name__].model_validate_json(content))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return record


def decisions_of(content: bytes) -> Decided:
    """The decisions of a ``decisions.json``; ``ValueError`` says what in it is not as it should be."""
    return record_of(Decided, content)


def plan_of(content: bytes) -> Plan:
    """The plan of a ``plan.json``; ``ValueError`` says what in it is not as it should be."""
    plan = record_of(Plan, content)
    _require_day(plan.profile.data_date)
    for number, table in enumerate(plan.year_tables):
        _require_shape(number, table)
    return plan


def _require_day(said: str) -> None:
    try:
        date.fromisoformat(said or "2000-01-01")
    except ValueError:
        raise ValueError(f"profile.data_date: '{said}' is no day such as 2023-11-30") from None


def _require_shape(number: int, table: printed.YearTable) -> None:
    """The head and every column that a table names are in its grid."""
    width = min(map(len, table.grid), default=0)
    if table.columns and not (
        0 < table.header_rows <= len(table.grid) and all(0 <= column.column < width for column in table.columns)
    ):
        raise ValueError(
            f"year_tables.{number}: header_rows {table.header_rows} and {len(table.columns)} columns do not fit "
            f"a grid of {len(table.grid)} x {width}"
        )


def _model_of(record: type[Record]) -> type[BaseModel]:
    """A model of the same fields, their types still by name."""
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(record):
        if field.name in FILE_OF_ITS_OWN:
            continue
        has_factory = field.default_factory is not msgspec.NODEFAULT
        default = field.default_factory() if has_factory else field.default
        fields[field.name] = (record.__annotations__[field.name], ... if field.required else default)
    made: type[BaseModel] = create_model(record.__name__, __config__=CONFIG, __doc__=record.__doc__, **fields)
    return made


def _record_of(value: Any) -> Any:
    """The record of a model, with all that is in it; what is neither model nor tuple stays."""
    kind = type(value)
    if isinstance(value, tuple):
        return tuple(map(_record_of, value)) if value else value
    record = RECORDS.get(kind.__name__)  # by name: two threads may make the models at once, each its own
    if record is None:
        return value
    fields = {name: part if type(part) in PLAIN else _record_of(part) for name, part in value.__dict__.items()}
    for name in YEARS:
        year = fields.get(name)
        if year is not None and not 0 < year <= LAST_YEAR:
            raise ValueError(f"{name}: {str(year)[:QUOTED]} is no year such as 2024")
    return record(**fields)
