"""Titan Image Generator G1, versions 1 and 2: Amazon's first image models.

Source: AWS user guide, model-parameters-titan-image and titan-image-models.
"""

from __future__ import annotations

from functools import partial

from helpers.practice.families import amazon
from helpers.practice.families.common import Json, Served, complaint
from helpers.practice.protocol.schema import Field

LONGEST = 512  # characters of a text
LONGEST_SIDE = 1408  # pixels of a picture that is given
LEAST_SIDE = 64  # likewise: modelled, AWS names none
MOST_BYTES = 5 * 1024 * 1024  # of its file
# AWS documents 1408 as the default width and height, but allows no such square.
USUAL = (1024, 1024)
# Width and height, in pixels, in the order of AWS's table: first those that cost as much as 1024 x 1024.
SIZES = (
    *((1024, 1024), (768, 1152), (1152, 768), (768, 1280), (1280, 768), (896, 1152), (1152, 896), (768, 1408)),
    *((1408, 768), (640, 1408), (1408, 640), (1152, 640), (1173, 640)),
    *((768, 768), (512, 512), (384, 576), (576, 384), (384, 640), (640, 384), (448, 576), (576, 448), (384, 704)),
    *((704, 384), (320, 704), (704, 320)),
)

PROMPT_BLOCKED = (
    "This request has been blocked by our content filters. Our filters automatically flagged this prompt because it "
    "may conflict our AUP or AWS Responsible AI Policy. Please adjust your text prompt to submit a new request."
)

_RETURN_MASK = {"returnMask": Field("Boolean")}
_ALL = amazon.parameters(0, LONGEST)
_V2 = _ALL | {
    "TEXT_IMAGE": _ALL["TEXT_IMAGE"] | amazon.conditioned(),
    "INPAINTING": _ALL["INPAINTING"] | _RETURN_MASK,
    "OUTPAINTING": _ALL["OUTPAINTING"] | _RETURN_MASK,
}
_V1 = {task: _V2[task] for task in ("IMAGE_VARIATION", "INPAINTING", "OUTPAINTING")} | {
    "TEXT_IMAGE": _ALL["TEXT_IMAGE"]
}


def _size(config: Json) -> tuple[int, int] | str:
    """Of width and height, or either; a side alone gets the first size of the table that has it."""
    width, height = config.get("width"), config.get("height")
    if width is None and height is None:
        return USUAL
    for size in SIZES:
        if width in (None, size[0]) and height in (None, size[1]):
            return size
    wrong = f"{width} x {height}" if None not in (width, height) else f"{width or height}"
    sizes = ", ".join(f"{wide} x {high}" for wide, high in SIZES)
    return complaint("imageGenerationConfig", f"width x height is {wrong}, it must be one of {sizes}")


def _served(name: str, tasks: dict[str, dict[str, Field]], noise: int) -> Served:
    family = amazon.Family(
        tasks=tasks,
        seed=42,
        cfg_scale=8.0,
        size=_size,
        sides={"width": Field("Integer"), "height": Field("Integer")},
        pictures={
            "side": (LEAST_SIDE, LONGEST_SIDE),
            "pixels": (LEAST_SIDE**2, LONGEST_SIDE**2),
            "aspect": None,
            "kinds": ("PNG", "JPEG"),
            "most_bytes": MOST_BYTES,
        },
    )
    return Served(
        name=name,
        provider="Amazon",
        schema=partial(amazon.schema, family),
        asked=partial(amazon.asked, family),
        reply=amazon.reply,
        refuse=partial(amazon.refuse, PROMPT_BLOCKED),
        regions=("us-east-1", "us-west-2"),
        retired=True,
        noise=noise,
    )


_G1 = _served("Titan Image Generator G1", _V1, 6_000_011)
MODELS = {
    "amazon.titan-image-generator-v1": _G1,
    "amazon.titan-image-generator-v1:0": _G1,
    "amazon.titan-image-generator-v2:0": _served("Titan Image Generator G1 v2", _V2, 7_000_003),
}
