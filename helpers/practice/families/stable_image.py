"""Stable Diffusion 3.5 Large and Stable Image Core: ``prompt`` in, ``images`` out.

Source: AWS user guide, model-parameters-diffusion-3-5-large, -stable-image-core.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from PIL import Image

from helpers.practice.edits.stage import Array
from helpers.practice.engine import Order
from helpers.practice.families.common import (
    SIZE_OF_RATIO,
    Asked,
    BadPicture,
    Json,
    Served,
    complaint,
    picture,
    repainted,
    text,
)
from helpers.practice.schema import Field

MEGAPIXEL = 1024 * 1024
SEED = Field("Integer", low=0, high=2**32 - 2)
RATIO = Field("String", choices=tuple(SIZE_OF_RATIO))

_FIELDS = {
    "prompt": text(10_000, required=True),
    "negative_prompt": text(10_000),
    "aspect_ratio": RATIO,
    "seed": SEED,
}
_SD35 = Field(
    "JSONObject",
    fields=_FIELDS
    | {
        "mode": Field("String", choices=("text-to-image", "image-to-image")),
        "output_format": Field("String", choices=("jpeg", "png", "webp")),
        "image": Field("String"),
        "strength": Field("Number", low=0, high=1),
    },
)
_CORE = Field("JSONObject", fields=_FIELDS | {"output_format": Field("String", choices=("png", "jpeg"))})


def _asked(body: Json) -> Asked | str:
    width, height = SIZE_OF_RATIO[body.get("aspect_ratio", "1:1")]
    order = Order(
        prompt=body["prompt"],
        negative_prompt=body.get("negative_prompt", ""),
        width=width,
        height=height,
        seed=body.get("seed", 0),
    )
    kind = body.get("output_format", "png")
    if "image" not in body:
        if body.get("mode") == "image-to-image":
            return complaint("image", "image-to-image needs one")
        return Asked(order, kind)
    if "strength" not in body:
        return complaint("strength", "an image needs one")
    try:
        given = picture(body, "image", aspect=None)
    except BadPicture as error:
        return str(error)
    return Asked(order, kind, partial(repainted, _megapixel(given), body["strength"]))


def _megapixel(pixels: Array) -> Array:
    """The picture at about a megapixel, its sides multiples of 64: the model draws no other size."""
    height, width = pixels.shape[:2]
    scale = (MEGAPIXEL / (width * height)) ** 0.5
    size = [max(64, round(side * scale / 64) * 64) for side in (width, height)]
    return np.asarray(Image.fromarray(pixels).resize((size[0], size[1]), Image.Resampling.LANCZOS))


def reply(image: str, seed: int) -> Json:
    """What all models of Stability AI since SD3 answer."""
    return {"seeds": [seed], "finish_reasons": [None], "images": [image]}


MODELS = {
    "stability.sd3-5-large-v1:0": Served(_SD35, _asked, reply, ("us-west-2",)),
    "stability.stable-image-core-v1:1": Served(_CORE, _asked, reply, ("us-west-2",)),
}
