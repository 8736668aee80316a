"""The checks Bedrock makes of a body before the model sees it, with the complaints it writes.

The frame, and the complaints about keys, lengths, counts, types and greatest numbers, are as users of Bedrock saw them,
some of them for models that write text. The others follow the same validator's wording: modelled, not verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Type = Literal["String", "Integer", "Number", "Boolean", "JSONArray", "JSONObject"]
_IN_JAVA = {"Number": "BigDecimal"}  # what a value is called that was found is its class in Bedrock's validator


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a body, or the body itself."""

    type: Type
    required: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""  # that the whole of a String must match
    low: float | None = None  # smallest number, or shortest text, or fewest items
    high: float | None = None
    multiple: int | None = None
    fields: dict[str, Field] = field(default_factory=dict)  # of a JSONObject
    any_fields: bool = False  # a JSONObject with whatever is in it
    items: Field | None = None  # of a JSONArray


def complaints(value: object, expected: Field, pointer: str = "#") -> list[str]:
    """Everything wrong with a value, each as Bedrock writes it (``#/seed: ...``); empty if all is well."""
    return [f"{where}: {what}" for where, what in _complain(value, expected, pointer)]


def _complain(value: object, expected: Field, pointer: str) -> Iterator[tuple[str, str]]:
    found = _type_of(value)
    if found != expected.type and not (expected.type == "Number" and found == "Integer"):
        yield pointer, f"expected type: {expected.type}, found: {_IN_JAVA.get(found, found)}"
        return
    if isinstance(value, dict):
        yield from _complain_object(value, expected, pointer)
    elif isinstance(value, list):
        yield from _complain_count(len(value), expected, pointer)
        for i, item in enumerate(value):
            if expected.items:
                yield from _complain(item, expected.items, f"{pointer}/{i}")
    elif isinstance(value, str):
        if expected.choices and value not in expected.choices:
            yield pointer, f"{value} is not a valid enum value"
        if expected.pattern and not re.fullmatch(expected.pattern, value):
            yield pointer, f"string [{value}] does not match pattern ^{expected.pattern}$"
        yield from _complain_length(len(value), expected, pointer)
    elif isinstance(value, (int, float)):
        if expected.low is not None and value < expected.low:
            yield pointer, f"{value} is not greater or equal to {expected.low:g}"
        if expected.high is not None and value > expected.high:
            yield pointer, f"{value} is not less or equal to {_plain(expected.high)}"
        if expected.multiple and value % expected.multiple:
            yield pointer, f"{value} is not a multiple of {expected.multiple}"


def _complain_object(value: dict[str, Any], expected: Field, pointer: str) -> Iterator[tuple[str, str]]:
    for name, child in expected.fields.items():
        if child.required and name not in value:
            yield pointer, f"required key [{name}] not found"
    for name, item in value.items():
        if name in expected.fields:
            yield from _complain(item, expected.fields[name], f"{pointer}/{name}")
        elif not expected.any_fields:
            yield pointer, f"extraneous key [{name}] is not permitted"


def _complain_count(size: int, expected: Field, pointer: str) -> Iterator[tuple[str, str]]:
    """Of items; the words are others than for characters."""
    if expected.low is not None and size < expected.low:
        yield pointer, f"expected minimum item count: {_plain(expected.low)}, found: {size}"
    if expected.high is not None and size > expected.high:
        yield pointer, f"expected maximum item count: {_plain(expected.high)}, found: {size}"


def _complain_length(size: int, expected: Field, pointer: str) -> Iterator[tuple[str, str]]:
    if expected.low is not None and size < expected.low:
        yield pointer, f"expected minLength: {_plain(expected.low)}, actual: {size}"
    if expected.high is not None and size > expected.high:
        yield pointer, f"expected maxLength: {_plain(expected.high)}, actual: {size}"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _type_of(value: object) -> str:
    if value is None:
        return "Null"
    if isinstance(value, bool):
        return "Boolean"
    for kind, name in ((str, "String"), (int, "Integer"), (float, "Number"), (list, "JSONArray"), (dict, "JSONObject")):
        if isinstance(value, kind):
            return name
    return type(value).__name__
