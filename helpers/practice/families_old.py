"""The models the practice service answers for: what their bodies look like, and their replies.

It states the service's side of the wire on its own, and does not look at `helpers.models`: the two meet only in JSON,
as the kit and Amazon Bedrock do. Sources: AWS user guide, model-parameters-diffusion-1-0-text-image,
-diffusion-3-5-large, -stable-image-core.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from helpers.practice.engine import Order
from helpers.practice.schema import Field

Json = dict[str, Any]

MOST_PIXELS = 1_048_576  # of SDXL v1, as the tests of techthoughts2/pwshBedrock found
NO_IMAGES_YET = "Practice mode draws from text alone so far: leave out {names}."
# Both families draw one megapixel. The sizes are those Stability AI documents for its SD3 models; Bedrock's own page
# gives the ratios alone, so the pixels of a ratio are modelled.
SIZE_OF_RATIO = {
    **{"1:1": (1024, 1024), "16:9": (1344, 768), "21:9": (1536, 640), "2:3": (832, 1216), "3:2": (1216, 832)},
    **{"4:5": (896, 1088), "5:4": (1088, 896), "9:16": (768, 1344), "9:21": (640, 1536)},
}
PRESETS = (
    *(
        "3d-model",
        "analog-film",
        "anime",
        "cinematic",
        "comic-book",
        "digital-art",
        "enhance",
        "fantasy-art",
        "isometric",
    ),
    *("line-art", "low-poly", "modeling-compound", "neon-punk", "origami", "photographic", "pixel-art", "tile-texture"),
)
# The presets the painter has a style for; the others leave its own style as it is.
STYLE_OF_PRESET = {"comic-book": "comic", "line-art": "pencil", "pixel-art": "pixel art"}
SAMPLERS = (
    *("DDIM", "DDPM", "K_DPMPP_2M", "K_DPMPP_2S_ANCESTRAL", "K_DPM_2"),
    *("K_DPM_2_ANCESTRAL", "K_EULER", "K_EULER_ANCESTRAL", "K_HEUN", "K_LMS"),
)
CLIP_PRESETS = ("FAST_BLUE", "FAST_GREEN", "NONE", "SIMPLE", "SLOW", "SLOWER", "SLOWEST")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a body asks of the engine. An order's seed of 0 means: choose one."""

    order: Order
    format: str  # png, jpeg, webp


@dataclass(frozen=True, slots=True)
class Served:
    """One model the practice service answers for."""

    schema: Field
    asked: Callable[[Json], Asked | str]  # a body that fits the schema -> the order, or what is still wrong with it
    reply: Callable[[str, int], Json]  # base64 of the image file, seed -> the reply
    regions: tuple[str, ...]
    retired: bool = False


def _text(limit: int, **more: Any) -> Field:
    return Field("String", high=limit, **more)


# ---- Stable Diffusion XL 1.0

_SDXL_SIDE = Field("Integer", low=128, high=1536, multiple=64)
_SDXL = Field(
    "JSONObject",
    fields={
        "text_prompts": Field(
            "JSONArray",
            required=True,
            low=1,
            items=Field(
                "JSONObject", fields={"text": _text(2000, required=True), "weight": Field("Number")}, any_fields=False
            ),
        ),
        "height": _SDXL_SIDE,
        "width": _SDXL_SIDE,
        "cfg_scale": Field("Number", low=0, high=35),
        "clip_guidance_preset": Field("String", choices=CLIP_PRESETS),
        "sampler": Field("String", choices=SAMPLERS),
        "samples": Field("Integer", low=1, high=1),
        "seed": Field("Integer", low=0, high=2**32 - 1),
        "steps": Field("Integer", low=10, high=150),
        "style_preset": Field("String", choices=PRESETS),
        "extras": Field("JSONObject", any_fields=True),
        "init_image": Field("String"),
        "init_image_mode": Field("String", choices=("IMAGE_STRENGTH", "STEP_SCHEDULE")),
        "image_strength": Field("Number", low=0, high=1),
        "start_schedule": Field("Number"),
        "step_schedule_start": Field("Number"),
        "step_schedule_end": Field("Number"),
        "mask_source": Field("String", choices=("MASK_IMAGE_WHITE", "MASK_IMAGE_BLACK", "INIT_IMAGE_ALPHA")),
        "mask_image": Field("String"),
    },
)


def _sdxl_asked(body: Json) -> Asked | str:
    if images := [name for name in ("init_image", "mask_image") if name in body]:
        return NO_IMAGES_YET.format(names=" and ".join(images))
    width, height = body.get("width", 1024), body.get("height", 1024)
    if width * height > MOST_PIXELS:
        return (
            f"Malformed input request: #: width x height is {width * height}, the maximum is {MOST_PIXELS}, "
            "please reformat your input and try again."
        )
    texts = body["text_prompts"]
    order = Order(
        prompt=", ".join(t["text"] for t in texts if t.get("weight", 1) > 0),
        negative_prompt=", ".join(t["text"] for t in texts if t.get("weight", 1) < 0),
        width=width,
        height=height,
        steps=body.get("steps", 30),
        cfg_scale=float(body.get("cfg_scale", 7)),
        seed=body.get("seed", 0),
        style=STYLE_OF_PRESET.get(body.get("style_preset", "")),
    )
    return Asked(order, "png")


def _sdxl_reply(image: str, seed: int) -> Json:
    return {"result": "success", "artifacts": [{"seed": seed, "base64": image, "finishReason": "SUCCESS"}]}


# ---- Stable Diffusion 3.5 Large and Stable Image Core

_RATIO = Field("String", choices=tuple(SIZE_OF_RATIO))
_STABLE_IMAGE = {
    "prompt": _text(10_000, required=True),
    "negative_prompt": _text(10_000),
    "aspect_ratio": _RATIO,
    "seed": Field("Integer", low=0, high=2**32 - 2),
}
_SD35 = Field(
    "JSONObject",
    fields=_STABLE_IMAGE
    | {
        "mode": Field("String", choices=("text-to-image", "image-to-image")),
        "output_format": Field("String", choices=("jpeg", "png", "webp")),
        "image": Field("String"),
        "strength": Field("Number", low=0, high=1),
    },
)
_CORE = Field("JSONObject", fields=_STABLE_IMAGE | {"output_format": Field("String", choices=("png", "jpeg"))})


def _stable_image_asked(body: Json) -> Asked | str:
    if "image" in body:
        return NO_IMAGES_YET.format(names="image")
    width, height = SIZE_OF_RATIO[body.get("aspect_ratio", "1:1")]
    order = Order(
        prompt=body["prompt"],
        negative_prompt=body.get("negative_prompt", ""),
        width=width,
        height=height,
        seed=body.get("seed", 0),
    )
    return Asked(order, body.get("output_format", "png"))


def _stable_image_reply(image: str, seed: int) -> Json:
    return {"seeds": [seed], "finish_reasons": [None], "images": [image]}


_SDXL_SERVED = Served(_SDXL, _sdxl_asked, _sdxl_reply, ("us-east-1", "us-west-2"), retired=True)
FAMILIES: dict[str, Served] = {
    "stability.stable-diffusion-xl-v1": _SDXL_SERVED,
    "stability.stable-diffusion-xl-v1:0": _SDXL_SERVED,
    "stability.sd3-5-large-v1:0": Served(_SD35, _stable_image_asked, _stable_image_reply, ("us-west-2",)),
    "stability.stable-image-core-v1:1": Served(_CORE, _stable_image_asked, _stable_image_reply, ("us-west-2",)),
}
