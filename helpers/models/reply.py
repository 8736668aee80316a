"""What the families share: the answer they return, and the checks of values before a call."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.errors import BadValue, UnexpectedReply
from helpers.text import say

if TYPE_CHECKING:
    from helpers.models.catalogue import Model
    from helpers.request import ImageRequest


@dataclass(frozen=True, slots=True)
class Answer:
    """One picture as the service sent it."""

    data: bytes  # the image file, byte for byte
    seed: int | None  # the seed the service used, if it says so


def first(value: object) -> object:
    """The first item of a list; None for an empty one, and for anything that is no list."""
    return value[0] if isinstance(value, list) and value else None


def decoded(text: object) -> bytes:
    """Base64 text to bytes. Raises UnexpectedReply for anything else."""
    if not isinstance(text, str) or not text:
        raise UnexpectedReply(say("reply.no_image"))
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise UnexpectedReply(say("reply.not_base64", why=error)) from error


def seed_of(value: object) -> int | None:
    """The seed a reply names, as a number or as text (both were seen); None for anything else: no picture is lost."""
    return int(str(value)) if str(value).isdecimal() else None


def check_length(what: str, value: str, limit: int) -> None:
    if len(value) > limit:
        raise BadValue(what, got=say("limit.characters", count=len(value)), limit=say("limit.at_most", high=limit))


def check_range(what: str, value: float | None, low: float, high: float) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise BadValue(what, got=repr(value), limit=say("limit.range", low=low, high=high))


def check_whole(what: str, value: int | None, low: int, high: int) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BadValue(what, got=repr(value), limit=say("limit.whole", low=low, high=high))


def check_choice(what: str, value: object, choices: tuple[str, ...]) -> None:
    if value is not None and value not in choices:
        raise BadValue(what, got=repr(value), limit=say("limit.one_of", choices=", ".join(choices)))


def check_no_knob(request: ImageRequest, model: Model, knobs: dict[str, str]) -> None:
    """Refuse what the model has no knob for, rather than drop it silently. knobs: name -> what to do instead."""
    for name, instead in knobs.items():
        value = getattr(request, name)
        if value is not None:
            limit = say("limit.no_knob", model=model.title, instead=say(instead))
            raise BadValue(name, got=repr(value), limit=limit)


def present(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that were given."""
    return {name: value for name, value in fields.items() if value not in (None, "")}
