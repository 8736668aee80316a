"""Titan Image Generator G1, versions 1 and 2. Retired on Bedrock; practice mode answers them.

Limits: AWS user guide, model-parameters-titan-image.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from helpers.errors import BadValue
from helpers.models import amazon, limits
from helpers.models.amazon import CONFIG, answer
from helpers.models.catalogue import Model
from helpers.models.knobs import Knob
from helpers.tasks import Task
from helpers.text import say

if TYPE_CHECKING:
    from helpers.request import ImageRequest

# (width, height) in pixels, by the class that prices them.
LARGE = (
    *((1024, 1024), (768, 1152), (1152, 768), (768, 1280), (1280, 768), (896, 1152), (1152, 896)),
    *((768, 1408), (1408, 768), (640, 1408), (1408, 640), (1152, 640), (1173, 640)),
)
SMALL = (
    *((768, 768), (512, 512), (384, 576), (576, 384), (384, 640), (640, 384), (448, 576), (576, 448)),
    *((384, 704), (704, 384), (320, 704), (704, 320)),
)
# US dollars: standard and premium. [C] 0.008, the others from general knowledge [?].
PRICES = {"small": (0.008, 0.01), "large": (0.01, 0.012)}


def _sized(request: ImageRequest, model: Model) -> None:
    size = (request.width, request.height)
    if size != (None, None) and size not in LARGE + SMALL:
        sizes = ", ".join(f"{w} x {h}" for w, h in LARGE + SMALL)
        got = f"{limits.shown(request.width)} x {limits.shown(request.height)}"
        raise BadValue("width x height", got=got, limit=say("limit.one_of", choices=sizes), field=f"#/{CONFIG}")


FAMILY = amazon.Limits(
    text=(0, 512),
    picture={"side": (64, 1408), "formats": ("PNG", "JPEG"), "most_bytes": 5 * 1024 * 1024},
    sized=_sized,
    styles={},
)


def check(request: ImageRequest, model: Model) -> None:
    """Raises BadValue, with both numbers, where the model would refuse the request."""
    amazon.check(request, model, FAMILY)


def picture_rules(task: type[Task], model: Model) -> Mapping[str, Any]:
    """What holds for the pictures of a task, as keywords of `limits.picture`."""
    return FAMILY.picture


def knobs(task: type[Task], model: Model) -> tuple[Knob, ...]:
    """What can be set for a task."""
    return amazon.knobs(task, LARGE + SMALL, FAMILY)


def body(request: ImageRequest, model: Model) -> dict[str, Any]:
    """The JSON to send."""
    return amazon.body(request, model, FAMILY)


def price(request: ImageRequest, model: Model) -> float:
    """US dollars for one call: an estimate, by size, quality and number of pictures."""
    prices = PRICES["small" if (request.width, request.height) in SMALL else "large"]
    return prices[request.quality == "premium"] * (request.count or 1)


__all__ = ["answer", "body", "check", "knobs", "picture_rules", "price"]
