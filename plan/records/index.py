"""Every record, and every list of the values of a field, by its name."""

from __future__ import annotations

from plan.records import base, document, meaning, printed, values
from plan.records.base import Record

NAMED: dict[str, object] = {
    name: item
    for module in (base, values, document, printed, meaning)
    for name, item in vars(module).items()
    if not name.startswith("_")
}
RECORDS: dict[str, type[Record]] = {
    name: item
    for name, item in NAMED.items()
    if isinstance(item, type) and issubclass(item, Record) and item is not Record
}
