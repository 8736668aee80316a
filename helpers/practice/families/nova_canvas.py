"""Nova Canvas: Amazon's last image model, with styles, and with garments tried on.

Source: Amazon Nova user guide, image-gen-access, image-gen-req-resp-structure, image-gen-styles and image-gen-vto.
"""

from __future__ import annotations

from functools import partial

from helpers.practice.families import amazon
from helpers.practice.families.common import Json, Served, complaint
from helpers.practice.service.schema import Field

LONGEST = 1024  # characters of a text
SIDES = (320, 4096)  # least and most pixels, of what is given and what is drawn
# AWS writes "less than", but its own lab sends a picture of exactly so many.
MOST_PIXELS = 4_194_304
LONGEST_SHAPE = 4  # times one side may be longer
USUAL = 1024  # pixels of a side that is not named
# The painter's style and mood for each of Nova's styles.
STYLES: dict[str, tuple[str | None, str | None]] = {
    "3D_ANIMATED_FAMILY_FILM": (None, "cheerful"),
    "DESIGN_SKETCH": ("pencil", None),
    "FLAT_VECTOR_ILLUSTRATION": ("paper cut", "cheerful"),
    "GRAPHIC_NOVEL_ILLUSTRATION": ("comic", "dramatic"),
    "MAXIMALISM": ("van gogh", "vivid"),
    "MIDCENTURY_RETRO": ("ukiyo-e", "warm"),
    "PHOTOREALISM": ("photo", None),
    "SOFT_DIGITAL_PAINTING": ("oil", "dreamy"),
}

_ALL = amazon.parameters(1, LONGEST)
_TASKS = _ALL | {
    "TEXT_IMAGE": _ALL["TEXT_IMAGE"] | amazon.conditioned() | {"style": Field("String", choices=tuple(STYLES))},
}
_SIDE = Field("Integer", low=SIDES[0], high=SIDES[1], multiple=16)


def _size(config: Json) -> tuple[int, int] | str:
    width, height = config.get("width", USUAL), config.get("height", USUAL)
    if width * height > MOST_PIXELS:
        what = f"width x height is {width * height}, the maximum is {MOST_PIXELS}"
        return complaint("imageGenerationConfig", what)
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        what = f"the sides are as {width} to {height}, the limit is {LONGEST_SHAPE} to 1"
        return complaint("imageGenerationConfig", what)
    return width, height


_FAMILY = amazon.Family(
    tasks=_TASKS,
    seed=12,
    cfg_scale=6.5,
    size=_size,
    sides={"width": _SIDE, "height": _SIDE},
    pictures={
        "side": SIDES,
        "pixels": (SIDES[0] ** 2, MOST_PIXELS),
        "aspect": LONGEST_SHAPE,
        "kinds": ("PNG", "JPEG"),
    },
    opaque=True,
    styles=STYLES,
)
MODELS = {
    "amazon.nova-canvas-v1:0": Served(
        name="Nova Canvas",
        provider="Amazon",
        schema=partial(amazon.schema, _FAMILY),
        asked=partial(amazon.asked, _FAMILY),
        reply=amazon.reply,
        refuse=partial(amazon.refuse, amazon.BLOCKED.format(what="text prompt")),
        regions=("us-east-1", "eu-west-1", "ap-northeast-1"),
        retired=True,
    ),
}
