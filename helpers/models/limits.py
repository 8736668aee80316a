"""Checks of values before a call. Each says what is wrong with both numbers, and where in the JSON it would stand.

field: a JSON pointer into the body, such as ``#/imageGenerationConfig/seed``; the service complains of the same place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Any

from helpers.errors import BadValue, not_among, shown
from helpers.text import say

if TYPE_CHECKING:
    from helpers.input_image import InputImage
    from helpers.models.catalogue import Model
    from helpers.request import ImageRequest
    from helpers.tasks import ImageToImage, Task


def length(what: str, value: str, high: int, field: str = "", low: int = 0) -> None:
    """low, high: characters."""
    if not low <= len(value) <= high:
        limit = say("limit.at_most", high=high) if len(value) > high else say("limit.at_least", low=low)
        raise BadValue(what, got=say("limit.characters", count=len(value)), limit=limit, field=field or f"#/{what}")


def number(what: str, value: float | None, low: float, high: float, field: str = "") -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise BadValue(what, got=shown(value), limit=say("limit.range", low=low, high=high), field=field or f"#/{what}")


def whole(what: str, value: int | None, low: int, high: int, field: str = "", multiple: int = 1) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high or value % multiple:
        limit = say("limit.whole", low=low, high=high)
        if multiple > 1:
            limit = say("limit.multiple", low=low, high=high, multiple=multiple)
        raise BadValue(what, got=shown(value), limit=limit, field=field or f"#/{what}")


def choice(what: str, value: object, choices: Sequence[str], field: str = "") -> None:
    if value is not None and value not in choices:
        raise not_among(what, value, choices, field or f"#/{what}")


def no_knob(request: ImageRequest, model: Model, knobs: Mapping[str, str]) -> None:
    """Refuse what the model has no knob for, rather than drop it silently. knobs: name -> what to do instead."""
    for name, instead in knobs.items():
        value = getattr(request, name)
        if value not in (None, ""):
            limit = say("limit.no_knob", model=model.title, instead=say(instead))
            raise BadValue(name, got=shown(value), limit=limit, field=f"#/{name}")


def picture(
    what: str,
    image: InputImage,
    field: str = "",
    *,
    side: tuple[int, int | None] = (64, None),
    pixels: tuple[int, int] | None = None,
    aspect: float | None = None,
    formats: Sequence[str] = ("PNG", "JPEG", "WEBP"),
    most_bytes: int | None = None,
    opaque: bool = False,
) -> None:
    """side: least and most pixels of a side; pixels: in all; aspect: how many times one side may be longer."""

    def refuse(got: str, limit: str) -> BadValue:
        return BadValue(what, got=got, limit=limit, field=field or f"#/{what}")

    width, height = image.width, image.height
    if image.format not in formats:
        raise refuse(image.format, say("limit.one_of", choices=", ".join(formats)))
    if most_bytes is not None and len(image.data) > most_bytes:
        raise refuse(say("limit.bytes", count=len(image.data)), say("limit.at_most_bytes", high=most_bytes))
    least, most = side
    if min(width, height) < least or (most is not None and max(width, height) > most):
        limit = say("limit.sides", low=least, high=most) if most else say("limit.sides_least", low=least)
        raise refuse(say("limit.size", width=width, height=height), limit)
    if pixels is not None and not pixels[0] <= width * height <= pixels[1]:
        limit = say("limit.pixels_range", low=pixels[0], high=pixels[1])
        raise refuse(say("limit.size_pixels", width=width, height=height, count=width * height), limit)
    if aspect is not None and max(width, height) > aspect * min(width, height):
        raise refuse(say("limit.size", width=width, height=height), say("limit.aspect", high=aspect))
    if opaque and not image.opaque:
        raise refuse(say("limit.transparent"), say("limit.opaque"))


def shrunk(image: InputImage, rules: Mapping[str, Any]) -> InputImage:
    """The picture, made smaller where `picture` would refuse it for its size alone; as it is where it would not.

    rules: the keywords of `picture`. Raises BadValue for a picture whose pixels cannot be read.
    """
    side, pixels = rules.get("side", (1, None))[1], rules.get("pixels", (1, None))[1]
    width, height = image.width, image.height
    by_side = side / max(width, height) if side else 1.0
    by_pixels = sqrt(pixels / (width * height)) if pixels else 1.0
    scale = min(1.0, by_side, by_pixels)
    return _resized(image, max(1, int(width * scale)), max(1, int(height * scale))) if scale < 1 else image


@lru_cache(maxsize=4)  # a form asks for it with every change, and to make a large picture smaller takes a second
def _resized(image: InputImage, width: int, height: int) -> InputImage:
    return image.resized(width, height)


def words(what: str, value: object, high: int, field: str) -> None:
    """Text that says something, of at most so many characters."""
    if not isinstance(value, str):
        raise BadValue(what, got=type(value).__name__, limit=say("limit.text"), field=field)
    if not value.strip():
        raise BadValue(what, got=say("limit.nothing"), limit=say("limit.some_words"), field=field)
    length(what, value, high, field)


def more_images(task: ImageToImage, model: Model, most: int = 1) -> None:
    """most: pictures that the model mixes."""
    count = 1 + len(task.more_images)
    if count > most:
        got = say("limit.images", count=count)
        limit = say("limit.at_most_images", high=most, model=model.title)
        raise BadValue("more_images", got=got, limit=limit, field="#/images")


def transparent_or_masked(task: Task) -> None:
    """Where a mask belongs and none is given, the picture must have a transparent part."""
    image = getattr(task, "image", None)
    if hasattr(task, "mask") and hasattr(task, "grow_mask") and task.mask is None and image.opaque:
        raise BadValue("mask", got=say("limit.nothing"), limit=say("limit.some_mask"), field="#/mask")


def no_grow_mask(task: Task, model: Model) -> None:
    if getattr(task, "grow_mask", None) is not None:
        limit = say("limit.no_knob", model=model.title, instead=say("instead.wider_mask"))
        raise BadValue("grow_mask", got=repr(task.grow_mask), limit=limit, field="#/grow_mask")


def present(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were given."""
    return {name: value for name, value in fields.items() if value not in (None, "")}
