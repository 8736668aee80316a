"""Stable Diffusion 3 and 3.5 Large, Stable Image Core and Ultra: ``prompt`` in, ``images`` out.

Source: AWS user guide, model-parameters-diffusion-3-5-large, -diffusion-3-text-image, -stable-image-core and -ultra.
The page of Ultra has a ``mode`` and a tab for images, which its model card denies and the authors of
bedrock-image-mcp-server saw refused: here they are refused (but see `Rules.accept_mode`).
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from PIL import Image

from helpers.practice.edits.stage import Array
from helpers.practice.engine import Order
from helpers.practice.families.common import (
    SIZE_OF_RATIO,
    Asked,
    BadPicture,
    Blocked,
    Json,
    Made,
    Served,
    complaint,
    noted,
    picture,
    repainted,
    text,
)
from helpers.practice.protocol.schema import Field

MEGAPIXEL = 1024 * 1024
SEED = Field("Integer", low=0, high=2**32 - 2)
RATIO = Field("String", choices=tuple(SIZE_OF_RATIO))

_FIELDS = {
    "prompt": text(10_000, required=True),
    "negative_prompt": text(10_000),
    "aspect_ratio": RATIO,
    "seed": SEED,
}
_OLD_SEED = {"seed": Field("Integer", low=0, high=2**32 - 1)}  # as in the pages of the models before SD3.5
_FORMATS = {"output_format": Field("String", choices=("png", "jpeg"))}
_PICTURE = {
    "mode": Field("String", choices=("text-to-image", "image-to-image")),
    "image": Field("String"),
    "strength": Field("Number", low=0, high=1),
}
_SD35 = Field(
    "JSONObject",
    fields=_FIELDS | _PICTURE | {"output_format": Field("String", choices=("jpeg", "png", "webp"))},
)
_SD3 = Field("JSONObject", fields=_FIELDS | _OLD_SEED | _PICTURE | _FORMATS)
_CORE = Field("JSONObject", fields=_FIELDS | _FORMATS)
_FIRST_CORE = Field(
    "JSONObject",
    fields=_FIELDS | _OLD_SEED | _FORMATS | {"mode": Field("String", choices=("text-to-image",))},
)


def _asked(side: tuple[int, int | None], body: Json) -> Asked | str:
    """side: least and most pixels of each side of a picture that is given."""
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
    if body.get("mode") == "text-to-image":
        return complaint("mode", "text-to-image takes no image")
    if "strength" not in body:
        return complaint("strength", "an image needs one")
    try:
        given = picture(body, "image", side, aspect=None)
    except BadPicture as error:
        return str(error)
    known = noted(body["image"], given)
    return Asked(order, kind, partial(repainted, _megapixel(given), body["strength"], known=known))


def _megapixel(pixels: Array) -> Array:
    """The picture at about a megapixel, its sides multiples of 64: the model draws no other size."""
    height, width = pixels.shape[:2]
    scale = (MEGAPIXEL / (width * height)) ** 0.5
    size = [max(64, round(side * scale / 64) * 64) for side in (width, height)]
    return np.asarray(Image.fromarray(pixels).resize((size[0], size[1]), Image.Resampling.LANCZOS))


def reply(made: Made) -> Json:
    """What all models of Stability AI since SD3 answer."""
    return {"seeds": [made.seed], "finish_reasons": [None], "images": made.images}


def refuse(kind: Blocked) -> Json:
    """HTTP 200, with neither a seed nor an image."""
    words = {"prompt": "prompt", "input": "input image", "output": "output image"}
    return {"finish_reasons": [f"Filter reason: {words[kind]}"]}


FAILED: Json = {"finish_reasons": ["Inference error"]}
_stability = partial(Served, provider="Stability AI", reply=reply, refuse=refuse, failed=FAILED, regions=("us-west-2",))


def _from_text(name: str, body: Field, **more: Any) -> Served:
    """A model that takes no picture."""
    asked = partial(_asked, (64, None))
    return _stability(name, schema=lambda _: body, asked=asked, inputs=("TEXT",), **more)


MODELS = {
    "stability.sd3-5-large-v1:0": _stability(
        "Stable Diffusion 3.5 Large", schema=lambda body: _SD35, asked=partial(_asked, (64, None))
    ),
    "stability.stable-image-core-v1:1": _from_text("Stable Image Core", _CORE, noise=1_000_003),
    "stability.stable-image-ultra-v1:1": _from_text("Stable Image Ultra", _CORE, noise=2_000_003),
    "stability.sd3-large-v1:0": _stability(
        "SD3 Large 1.0", schema=lambda body: _SD3, asked=partial(_asked, (640, 1536)), retired=True, noise=3_000_017
    ),
    "stability.stable-image-core-v1:0": _from_text("Stable Image Core 1.0", _FIRST_CORE, retired=True, noise=4_000_037),
    "stability.stable-image-ultra-v1:0": _from_text(
        "Stable Image Ultra 1.0", _FIRST_CORE, retired=True, noise=5_000_011
    ),
}
