"""Stable Diffusion 3 and 3.5 Large, Stable Image Core and Ultra: ``prompt`` in, ``images`` out.

Source: AWS user guide, model-parameters-diffusion-3-5-large, -diffusion-3-text-image, -stable-image-core and -ultra.
The page of Ultra has a ``mode`` and a tab for images. Version 1:0 named both among its fields; of 1:1 the model card
denies it, and the authors of bedrock-image-mcp-server saw them refused: there they are (but see `Rules.accept_mode`).
Of a field that they do not know, those of today speak as the image services were seen to: modelled.
"""

from __future__ import annotations

from collections.abc import Callable
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
    unknown,
)
from helpers.practice.protocol.schema import Field

Ask = Callable[[Json], Asked | str]

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
_SD35 = _FIELDS | _PICTURE | {"output_format": Field("String", choices=("jpeg", "png", "webp"))}
_SD3 = _FIELDS | _OLD_SEED | _PICTURE | _FORMATS
_CORE = _FIELDS | _FORMATS
_FIRST_CORE = _FIELDS | _OLD_SEED | _FORMATS | {"mode": Field("String", choices=("text-to-image",))}
# In the order in which the model itself named them, to a user of litellm.
_FIRST_ULTRA = {
    name: _SD3[name]
    for name in ("prompt", "negative_prompt", "mode", "strength", "seed", "output_format", "image", "aspect_ratio")
}
ULTRA_STRENGTH = 0.35  # unless the body says otherwise


def _asked(side: tuple[int, int | None], body: Json, strength: float | None = None) -> Asked | str:
    """side: least and most pixels of each side of a picture that is given; strength: unless the body has one."""
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
    strength = body.get("strength", strength)
    if strength is None:
        return complaint("strength", "an image needs one")
    try:
        given = picture(body, "image", side, aspect=None)
    except BadPicture as error:
        return str(error)
    known = noted(body["image"], given)
    return Asked(order, kind, partial(repainted, _megapixel(given), strength, known=known))


_from_any: Ask = partial(_asked, (64, None))


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


def _unknown(body: Json, known: dict[str, Field], what: str) -> str | None:
    """As `unknown`, but the schema's word goes before it where there is no prompt."""
    return unknown(body, known, what) if "prompt" in body else None


def _unknown_to_the_first(body: Json, known: dict[str, Field], what: str) -> str | None:
    """What the models before SD3.5 say: not which field it is."""
    if "prompt" not in body or body.keys() <= known.keys():
        return None
    return f"Invalid field in request. Available fields: {list(known)}"


def _served(name: str, fields: dict[str, Field], asked: Ask = _from_any, **more: Any) -> Served:
    """A model, of those before SD3.5 if it is retired."""
    schema = Field("JSONObject", fields=fields, any_fields=True)
    stranger = _unknown_to_the_first if more.get("retired") else _unknown
    return Served(
        name=name,
        provider="Stability AI",
        schema=lambda body: schema,
        asked=asked,
        reply=reply,
        refuse=refuse,
        regions=("us-west-2",),
        inputs=("TEXT", "IMAGE") if "image" in fields else ("TEXT",),
        failed=FAILED,
        stranger=partial(stranger, known=fields, what=name.lower().replace(" ", "-")),
        **more,
    )


MODELS = {
    "stability.sd3-5-large-v1:0": _served("Stable Diffusion 3.5 Large", _SD35),
    "stability.stable-image-core-v1:1": _served("Stable Image Core", _CORE, noise=1_000_003),
    "stability.stable-image-ultra-v1:1": _served("Stable Image Ultra", _CORE, noise=2_000_003),
    "stability.sd3-large-v1:0": _served(
        "SD3 Large 1.0", _SD3, partial(_asked, (640, 1536)), retired=True, noise=3_000_017
    ),
    "stability.stable-image-core-v1:0": _served("Stable Image Core 1.0", _FIRST_CORE, retired=True, noise=4_000_037),
    "stability.stable-image-ultra-v1:0": _served(
        *("Stable Image Ultra 1.0", _FIRST_ULTRA, partial(_asked, (64, None), strength=ULTRA_STRENGTH)),
        retired=True,
        noise=5_000_011,
    ),
}
