"""The thirteen Stability AI Image Services: one picture in, one picture out.

Source: AWS user guide, "Stability AI Image Services". Where practice mode cannot do what is asked with the picture
given, it answers with a ValidationException that says why: its own words, not Bedrock's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from helpers.practice import engine
from helpers.practice.edits import control, finishing, inpaint, styling
from helpers.practice.engine import Drawing, Order
from helpers.practice.families.common import (
    PRESETS,
    SIZE_OF_RATIO,
    Asked,
    BadPicture,
    Json,
    Served,
    complaint,
    mask,
    noted,
    picture,
    text,
    unknown,
)
from helpers.practice.families.stable_image import FAILED, RATIO, SEED, refuse, reply
from helpers.practice.protocol.schema import Field

PROFILE_REGIONS = ("us-east-1", "us-east-2", "us-west-2")
LONGEST = 10_000  # characters of a prompt
GROW = 5  # pixels by which a mask is widened unless the body says otherwise

KNOWN = "known"  # beside the fields of a body: what its first picture shows

Way = Callable[[Order, Json], Drawing]  # the order, a body whose pictures are read -> the picture

_IMAGE = Field("String", required=True)
_FORMAT = {"output_format": Field("String", choices=("jpeg", "png", "webp"))}
_SEED = {"seed": SEED}
_NEGATIVE = {"negative_prompt": text(LONGEST)}
_PRESET = {"style_preset": Field("String", choices=tuple(PRESETS))}
_PROMPT = {"prompt": text(LONGEST, required=True)}
_GROW = {"grow_mask": Field("Number", low=0, high=20)}  # litellm sends 5.0
_ALL = _NEGATIVE | _SEED | _FORMAT | _PRESET

# The order in which the services name their fields; what a service has of its own stands in the middle.
_FIRST, _LAST = ("image", "prompt"), ("negative_prompt", "seed", "output_format", "style_preset")


def _share(low: float = 0, high: float = 1) -> Field:
    return Field("Number", low=low, high=high)


def _side() -> Field:
    return Field("Integer", low=0, high=2000)


def _served(
    name: str,
    fields: dict[str, Field],
    way: Way,
    pictures: dict[str, dict[str, Any]],
    masked: bool = False,
    check: Callable[[Json], str | None] = lambda body: None,
) -> Served:
    """A service. pictures: its fields that are pictures, with what `common.picture` is to be told about each."""

    def asked(body: Json) -> Asked | str:
        if wrong := check(body):
            return wrong
        try:
            ready = body | {name: picture(body, name, **limits) for name, limits in pictures.items()}
            first = next(iter(pictures))
            ready[KNOWN] = noted(body[first], ready[first])
            if masked:
                ready["mask"] = mask(body, "mask", ready["image"])
        except BadPicture as error:
            return str(error)
        style, mood = PRESETS.get(body.get("style_preset", ""), (None, None))
        width, height = SIZE_OF_RATIO[body.get("aspect_ratio", "1:1")]
        order = Order(
            prompt=body.get("prompt", ""),
            negative_prompt=body.get("negative_prompt", ""),
            width=width,
            height=height,
            seed=body.get("seed", 0),
            style=style,
            mood=mood,
        )
        return Asked(order, body.get("output_format", "png"), lambda order: way(order, ready))

    schema = Field("JSONObject", fields=fields, any_fields=True)
    own = [field for field in fields if field not in _FIRST + _LAST]
    known = [field for field in (*_FIRST, *own, *_LAST) if field in fields]
    return Served(
        name=name,
        provider="Stability AI",
        schema=lambda body: schema,
        asked=asked,
        reply=reply,
        refuse=refuse,
        regions=PROFILE_REGIONS,
        inputs=("TEXT", "IMAGE") if "prompt" in fields else ("IMAGE",),
        profile_only=True,
        failed=FAILED,
        stranger=partial(unknown, known=known, what=_called(name)),
    )


def _called(name: str) -> str:
    """``control-sketch`` for Stable Image Control Sketch: so that service was seen to call itself."""
    return name.removeprefix("Stable Image ").replace(" and ", " ").lower().replace(" ", "-")


def _ways_of_outpaint(body: Json) -> str | None:
    if not any(body.get(side, 0) for side in ("left", "right", "up", "down")):
        return complaint("", "at least one of left, right, up and down must be above 0")
    return None


def _grow(body: Json) -> int:
    return round(body.get("grow_mask", GROW))


def _inpaint(order: Order, body: Json) -> Drawing:
    return engine.finished(inpaint.inpaint(order, body["image"], body["mask"], _grow(body), body[KNOWN]))


def _outpaint(order: Order, body: Json) -> Drawing:
    sides = [body.get(side, 0) for side in ("left", "right", "up", "down")]
    return engine.finished(inpaint.outpaint(order, body["image"], *sides, body.get("creativity", 0.5), body[KNOWN]))


def _search_replace(order: Order, body: Json) -> Drawing:
    words = body["search_prompt"]
    return engine.finished(inpaint.search_replace(order, body["image"], words, _grow(body), body[KNOWN]))


def _search_recolor(order: Order, body: Json) -> Drawing:
    return finishing.search_recolour(order, body["image"], body["select_prompt"], _grow(body), body[KNOWN])


def _erase(order: Order, body: Json) -> Drawing:
    return finishing.erase(order, body["image"], body["mask"], _grow(body), body[KNOWN])


def _remove_background(order: Order, body: Json) -> Drawing:
    return finishing.remove_background(body["image"], body[KNOWN])


def _control(kind: control.Kind, order: Order, body: Json) -> Drawing:
    strength = body.get("control_strength", 0.7)
    return engine.finished(control.follow(order, body["image"], kind, strength))


def _style_guide(order: Order, body: Json) -> Drawing:
    return engine.finished(styling.guided(order, body["image"], body.get("fidelity", 0.5)))


def _style_transfer(order: Order, body: Json) -> Drawing:
    return styling.transferred(
        order,
        body["init_image"],
        body["style_image"],
        composition_fidelity=body.get("composition_fidelity", 0.9),
        style_strength=body.get("style_strength", 1.0),
        change_strength=body.get("change_strength", 0.9),
        known=body[KNOWN],
    )


def _fast(order: Order, body: Json) -> Drawing:
    return finishing.upscale(order, body["image"], "fast", known=body[KNOWN])


def _conservative(order: Order, body: Json) -> Drawing:
    return finishing.upscale(order, body["image"], "conservative", body.get("creativity", 0.35), body[KNOWN])


def _creative(order: Order, body: Json) -> Drawing:
    return finishing.upscale(order, body["image"], "creative", body.get("creativity", 0.3), body[KNOWN])


_SMALL: dict[str, Any] = {"pixels": (4096, 1_048_576), "aspect": None}
_FAST: dict[str, Any] = {"side": (32, 1536), "pixels": (1024, 1_048_576), "aspect": None}
_ONE: dict[str, dict[str, Any]] = {"image": {}}
_WITH_PROMPT = _PROMPT | {"image": _IMAGE} | _ALL
_CONTROL = _WITH_PROMPT | {"control_strength": _share()}
_UPSCALE = _PROMPT | {"image": _IMAGE, "creativity": _share(0.1, 0.5)} | _NEGATIVE | _SEED | _FORMAT

SERVICES: dict[str, Served] = {
    "stable-image-inpaint-v1:0": _served(
        "Stable Image Inpaint", _WITH_PROMPT | _GROW | {"mask": Field("String")}, _inpaint, _ONE, masked=True
    ),
    "stable-outpaint-v1:0": _served(
        "Stable Image Outpaint",
        {"image": _IMAGE, "prompt": text(LONGEST), "creativity": _share(0.1)}
        | {side: _side() for side in ("left", "right", "up", "down")}
        | _SEED
        | _FORMAT
        | _PRESET,
        _outpaint,
        _ONE,
        check=_ways_of_outpaint,
    ),
    "stable-image-erase-object-v1:0": _served(
        "Stable Image Erase Object",
        {"image": _IMAGE, "mask": Field("String")} | _GROW | _SEED | _FORMAT,
        _erase,
        _ONE,
        masked=True,
    ),
    "stable-image-search-replace-v1:0": _served(
        "Stable Image Search and Replace",
        _WITH_PROMPT | _GROW | {"search_prompt": text(LONGEST, required=True)},
        _search_replace,
        _ONE,
    ),
    "stable-image-search-recolor-v1:0": _served(
        "Stable Image Search and Recolor",
        _WITH_PROMPT | _GROW | {"select_prompt": text(LONGEST, required=True)},
        _search_recolor,
        _ONE,
    ),
    "stable-image-remove-background-v1:0": _served(
        "Stable Image Remove Background", {"image": _IMAGE} | _FORMAT, _remove_background, _ONE
    ),
    "stable-image-control-sketch-v1:0": _served(
        "Stable Image Control Sketch", _CONTROL, partial(_control, "sketch"), _ONE
    ),
    "stable-image-control-structure-v1:0": _served(
        "Stable Image Control Structure", _CONTROL, partial(_control, "structure"), _ONE
    ),
    "stable-image-style-guide-v1:0": _served(
        "Stable Image Style Guide", _WITH_PROMPT | {"aspect_ratio": RATIO, "fidelity": _share()}, _style_guide, _ONE
    ),
    "stable-style-transfer-v1:0": _served(
        "Stable Image Style Transfer",
        {"init_image": _IMAGE, "style_image": _IMAGE, "prompt": text(LONGEST)}
        | {"composition_fidelity": _share(), "style_strength": _share(), "change_strength": _share(0.1)}
        | _NEGATIVE
        | _SEED
        | _FORMAT,
        _style_transfer,
        {"init_image": {}, "style_image": {}},
    ),
    "stable-fast-upscale-v1:0": _served(
        "Stable Image Fast Upscale", {"image": _IMAGE} | _FORMAT, _fast, {"image": _FAST}
    ),
    "stable-conservative-upscale-v1:0": _served("Stable Image Conservative Upscale", _UPSCALE, _conservative, _ONE),
    "stable-creative-upscale-v1:0": _served(
        "Stable Image Creative Upscale", _UPSCALE | _PRESET, _creative, {"image": _SMALL}
    ),
}
MODELS: dict[str, Served] = {f"stability.{name}": service for name, service in SERVICES.items()}
# The profile answers where the bare id does not.
PROFILES: dict[str, Served] = {
    f"us.stability.{name}": replace(service, profile_only=False) for name, service in SERVICES.items()
}
