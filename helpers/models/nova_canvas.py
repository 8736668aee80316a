"""Nova Canvas. Retired on Bedrock; practice mode answers it.

Limits: Amazon Nova user guide, image-gen-access, image-gen-req-resp-structure and image-gen-vto.
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

SIDE = (320, 4096)  # pixels
GRID = 16  # pixels: sides of a new picture are multiples of it
MOST_PIXELS = 4_194_304  # AWS writes "less than"; its own lab sends exactly so many [?]
ASPECT = 4
USUAL_SIDE = 1024
# To choose from; any other within the limits is taken, too.
SIZES = (
    *((1024, 1024), (1280, 720), (720, 1280), (1152, 768), (768, 1152), (1024, 768), (768, 1024)),
    *((512, 512), (1536, 1536), (2048, 2048), (1920, 1088), (1088, 1920)),
)
# US dollars: standard and premium, up to 1024 px a side and above. From general knowledge [?].
PRICES = {"small": (0.04, 0.06), "large": (0.06, 0.08)}

_OWN_STYLES = (
    *("3D_ANIMATED_FAMILY_FILM", "DESIGN_SKETCH", "FLAT_VECTOR_ILLUSTRATION", "GRAPHIC_NOVEL_ILLUSTRATION"),
    *("MAXIMALISM", "MIDCENTURY_RETRO", "PHOTOREALISM", "SOFT_DIGITAL_PAINTING"),
)
# The presets of the field that Nova has a style of its own for, and its own names.
STYLES = {
    "3d-model": "3D_ANIMATED_FAMILY_FILM",
    "comic-book": "GRAPHIC_NOVEL_ILLUSTRATION",
    "digital-art": "SOFT_DIGITAL_PAINTING",
    "line-art": "DESIGN_SKETCH",
    "photographic": "PHOTOREALISM",
    **{name: name for name in _OWN_STYLES},
}


def _sized(request: ImageRequest, model: Model) -> None:
    for name in ("width", "height"):
        limits.whole(name, getattr(request, name), *SIDE, f"#/{CONFIG}/{name}", multiple=GRID)
    width, height = request.width or USUAL_SIDE, request.height or USUAL_SIDE
    size = say("limit.size_pixels", width=width, height=height, count=width * height)
    if max(width, height) > ASPECT * min(width, height):
        raise BadValue("width x height", got=size, limit=say("limit.aspect", high=ASPECT), field=f"#/{CONFIG}")
    if width * height > MOST_PIXELS:
        limit = say("limit.at_most_pixels", high=MOST_PIXELS)
        raise BadValue("width x height", got=size, limit=limit, field=f"#/{CONFIG}")


FAMILY = amazon.Limits(
    text=(1, 1024),
    picture={
        **{"side": SIDE, "pixels": (SIDE[0] ** 2, MOST_PIXELS), "aspect": ASPECT},
        **{"formats": ("PNG", "JPEG"), "opaque": True},
    },
    sized=_sized,
    styles=STYLES,
)


def check(request: ImageRequest, model: Model) -> None:
    """Raises BadValue, with both numbers, where the model would refuse the request."""
    amazon.check(request, model, FAMILY)


def picture_rules(task: type[Task], model: Model) -> Mapping[str, Any]:
    """What holds for the pictures of a task, as keywords of `limits.picture`."""
    return FAMILY.picture


def knobs(task: type[Task], model: Model) -> tuple[Knob, ...]:
    """What can be set for a task."""
    return amazon.knobs(task, SIZES, FAMILY)


def body(request: ImageRequest, model: Model) -> dict[str, Any]:
    """The JSON to send."""
    return amazon.body(request, model, FAMILY)


def price(request: ImageRequest, model: Model) -> float:
    """US dollars for one call: an estimate, by size, quality and number of pictures."""
    large = max(request.width or USUAL_SIDE, request.height or USUAL_SIDE) > USUAL_SIDE
    return PRICES["large" if large else "small"][request.quality == "premium"] * (request.count or 1)


__all__ = ["answer", "body", "check", "knobs", "picture_rules", "price"]
