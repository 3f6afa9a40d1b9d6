"""plan.json as pydantic models, made of the records: for its JSON Schema, and to look at a file from outside."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Annotated, Any

import msgspec
from pydantic import BaseModel, ConfigDict, PlainSerializer, ValidationError, WithJsonSchema, create_model

import plan_records
from plan_records import Plan, Record, as_json_number

Number = Annotated[
    Decimal,
    PlainSerializer(as_json_number, when_used="json"),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}),
]
CONFIG = ConfigDict(frozen=True, extra="forbid")


@cache
def plan_model() -> type[BaseModel]:
    """The model of a plan; those of its records refuse the same fields as the records do."""
    records = [entry for entry in vars(plan_records).values() if isinstance(entry, type) and issubclass(entry, Record)]
    models = {record.__name__: _model_of(record) for record in records if record is not Record}
    meant = {**vars(plan_records), **models, "Number": Number, "Block": models["Paragraph"] | models["Table"]}
    for model in models.values():
        model.model_rebuild(_types_namespace=meant)
    return models[Plan.__name__]


def plan_of(content: bytes) -> Plan:
    """The plan of a ``plan.json``; ``ValueError`` says what in it is not as it should be."""
    try:
        plan: Plan = _record_of(plan_model().model_validate_json(content))
        return plan
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _model_of(record: type[Record]) -> type[BaseModel]:
    """A model of the same fields, their types still by name."""
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(record):
        has_factory = field.default_factory is not msgspec.NODEFAULT
        default = field.default_factory() if has_factory else field.default
        fields[field.name] = (record.__annotations__[field.name], ... if field.required else default)
    made: type[BaseModel] = create_model(record.__name__, __config__=CONFIG, __doc__=record.__doc__, **fields)
    return made


def _record_of(value: Any) -> Any:
    """The record of a model, with all that is in it."""
    if isinstance(value, BaseModel):
        record = getattr(plan_records, type(value).__name__)
        return record(**{name: _record_of(part) for name, part in value})
    return tuple(map(_record_of, value)) if isinstance(value, tuple) else value
