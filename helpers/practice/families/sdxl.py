"""Stable Diffusion XL, versions 0.8 and 1.0: ``text_prompts`` in, ``artifacts`` out; from text, a picture, a mask.

Source: AWS user guide (older version), model-parameters-diffusion-1-0-text-image, -image-image, -image-image-mask.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from helpers.practice import engine
from helpers.practice.edits import inpaint
from helpers.practice.engine import Drawing, Order
from helpers.practice.families.common import (
    PRESETS,
    Array,
    Asked,
    BadPicture,
    Json,
    Made,
    Served,
    complaint,
    mask,
    noted,
    picture,
    repainted,
    text,
)
from helpers.practice.protocol.schema import Field
from helpers.practice.samplers import SAMPLERS
from helpers.practice.shown import Known

MOST_PIXELS = 1_048_576  # as the tests of techthoughts2/pwshBedrock found
CLIP_PRESETS = ("FAST_BLUE", "FAST_GREEN", "NONE", "SIMPLE", "SLOW", "SLOWER", "SLOWEST")
STEPS_FROM_A_PICTURE = 50
IMAGE_STRENGTH, SCHEDULE_START = 0.35, 0.65  # defaults of Stability AI's own documentation of the same model
HEAVIEST = 1000.0  # weight of a text: more makes no difference
EDGE = 4  # pixels by which a mask is softened

_SHARE = Field("Number", low=0, high=1)


def _schema(most: int) -> Field:
    """most: pixels of a side."""
    side = Field("Integer", low=128, high=most, multiple=64)
    prompt = {"text": text(2000, required=True), "weight": Field("Number")}
    return Field(
        "JSONObject",
        fields={
            "text_prompts": Field("JSONArray", required=True, low=1, items=Field("JSONObject", fields=prompt)),
            "height": side,
            "width": side,
            "cfg_scale": Field("Number", low=0, high=35),
            "clip_guidance_preset": Field("String", choices=CLIP_PRESETS),
            "sampler": Field("String", choices=tuple(sorted(SAMPLERS))),
            "samples": Field("Integer", low=1, high=1),
            "seed": Field("Integer", low=0, high=2**32 - 1),
            "steps": Field("Integer", low=10, high=150),
            "style_preset": Field("String", choices=tuple(PRESETS)),
            "extras": Field("JSONObject", any_fields=True),
            "init_image": Field("String"),
            "init_image_mode": Field("String", choices=("IMAGE_STRENGTH", "STEP_SCHEDULE")),
            "image_strength": _SHARE,
            "start_schedule": _SHARE,
            "step_schedule_start": _SHARE,
            "step_schedule_end": _SHARE,
            "mask_source": Field("String", choices=("MASK_IMAGE_WHITE", "MASK_IMAGE_BLACK", "INIT_IMAGE_ALPHA")),
            "mask_image": Field("String"),
        },
    )


@dataclass(frozen=True, slots=True)
class _Version:
    """What the two versions of the model differ in."""

    most_side: int  # pixels
    usual_side: int


_V1, _V0 = _Version(1536, 1024), _Version(896, 512)


def _asked(version: _Version, body: Json) -> Asked | str:
    if "mask_source" in body and "init_image" not in body:
        return complaint("mask_source", "a mask needs an init_image")
    if "mask_image" in body and "mask_source" not in body:
        return complaint("mask_source", "a mask_image needs one")
    try:
        given = (
            picture(body, "init_image", (128, version.most_side), (16_384, MOST_PIXELS), None)
            if "init_image" in body
            else None
        )
        area = _masked(body, given) if given is not None and "mask_source" in body else None
    except BadPicture as error:
        return str(error)
    width, height = body.get("width", version.usual_side), body.get("height", version.usual_side)
    if given is None and width * height > MOST_PIXELS:
        return complaint("", f"width x height is {width * height}, the maximum is {MOST_PIXELS}")
    if given is not None and body.get("steps", 30) > STEPS_FROM_A_PICTURE:
        return complaint("steps", f"{body['steps']} is not less or equal to {STEPS_FROM_A_PICTURE}")
    return Asked(_order(body, width, height), "png", _way(body, given, area))


def _order(body: Json, width: int, height: int) -> Order:
    style, mood = PRESETS.get(body.get("style_preset", ""), (None, None))
    # A weight has no limits, and a number no floating point has room for is JSON, too.
    weights = [(t["text"], float(max(0, min(t.get("weight", 1), HEAVIEST)))) for t in body["text_prompts"]]
    wanted = [(words, weight) for words, weight in weights if weight > 0]
    return Order(
        prompt=", ".join(words for words, _ in wanted),
        weighted=tuple(wanted),
        negative_prompt=", ".join(t["text"] for t in body["text_prompts"] if t.get("weight", 1) < 0),
        width=width,
        height=height,
        steps=body.get("steps", 30),
        cfg_scale=float(body.get("cfg_scale", 7)),
        seed=body.get("seed", 0),
        style=style,
        mood=mood,
        sampler=body.get("sampler", "K_EULER"),
    )


def _masked(body: Json, given: Array) -> Array:
    """Where to paint: 1; grey blends."""
    if body["mask_source"] == "INIT_IMAGE_ALPHA":
        return mask({}, "init_image", given)
    if "mask_image" not in body:
        raise BadPicture(complaint("mask_image", f"{body['mask_source']} needs one"))
    height, width = picture(body, "mask_image", (1, None), (1, MOST_PIXELS), None).shape[:2]
    if (height, width) != given.shape[:2]:
        what = f"the mask is {width} x {height} pixels, the init_image is {given.shape[1]} x {given.shape[0]}"
        raise BadPicture(complaint("mask_image", what))
    white = mask(body, "mask_image", given)
    return white if body["mask_source"] == "MASK_IMAGE_WHITE" else 1 - white


def _way(body: Json, given: Array | None, area: Array | None) -> Any:
    if given is None:
        return None
    known = noted(body["init_image"], given)
    if area is not None:
        return partial(_inpaint, given, area, known=known)
    if body.get("init_image_mode") == "STEP_SCHEDULE":
        start = body.get("step_schedule_start", body.get("start_schedule", SCHEDULE_START))
    else:
        start = body.get("image_strength", body.get("start_schedule", IMAGE_STRENGTH))
    return partial(repainted, given, 1 - start, known=known)  # SDXL says how much of the picture stays


def _inpaint(given: Array, area: Array, order: Order, known: Known = None) -> Drawing:
    return engine.finished(inpaint.inpaint(order, given, area, EDGE, known))


def _reply(made: Made) -> Json:
    reason = "CONTENT_FILTERED" if made.blocked else "SUCCESS"
    artifacts = [{"seed": made.seed, "base64": image, "finishReason": reason} for image in made.images]
    return {"result": "success", "artifacts": artifacts}


def _served(name: str, version: _Version) -> Served:
    schema = _schema(version.most_side)
    return Served(
        name=name,
        provider="Stability AI",
        schema=lambda body: schema,
        asked=partial(_asked, version),
        reply=_reply,
        refuse=lambda kind: None,
        regions=("us-east-1", "us-west-2"),
        retired=True,
        failed={"result": "success", "artifacts": [{"seed": 0, "base64": "", "finishReason": "ERROR"}]},
        plain_image=True,
    )


_SDXL_1 = _served("SDXL 1.0", _V1)
MODELS = {
    "stability.stable-diffusion-xl-v1": _SDXL_1,
    "stability.stable-diffusion-xl-v1:0": _SDXL_1,
    "stability.stable-diffusion-xl-v0": _served("SDXL 0.8", _V0),
    "stability.stable-diffusion-xl": _served("SDXL 0.8", _V0),
}
