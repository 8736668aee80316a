"""What Amazon's image models share: ``taskType`` and an object of its parameters in, ``images`` out.

Source: AWS user guide, model-parameters-titan-image; Amazon Nova user guide, image-gen-access (input images, masks,
sizes), image-gen-req-resp-structure and image-gen-errors. Masks: black is inside. INPAINTING changes what is inside,
OUTPAINTING what is outside. Where practice mode cannot do what is asked with the pictures given, it answers with a
ValidationException that says why, in its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np

from helpers.practice import engine
from helpers.practice.edits import colours, control, finishing, inpaint, sizing, surround, variation
from helpers.practice.edits import stage as stages
from helpers.practice.engine import Drawing, Order
from helpers.practice.families.common import (
    Array,
    Asked,
    BadPicture,
    Blocked,
    Json,
    Made,
    complaint,
    decoded,
    noted,
    text,
)
from helpers.practice.protocol.messages import invalid
from helpers.practice.protocol.schema import Field
from helpers.practice.retouch.cutout import look
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.find import find
from helpers.practice.shown import Known, framed

PARAMS = {  # the object of parameters that goes with each task
    "TEXT_IMAGE": "textToImageParams",
    "COLOR_GUIDED_GENERATION": "colorGuidedGenerationParams",
    "IMAGE_VARIATION": "imageVariationParams",
    "INPAINTING": "inPaintingParams",
    "OUTPAINTING": "outPaintingParams",
    "BACKGROUND_REMOVAL": "backgroundRemovalParams",
    "VIRTUAL_TRY_ON": "virtualTryOnParams",
}
SIZED = ("TEXT_IMAGE", "COLOR_GUIDED_GENERATION", "IMAGE_VARIATION")  # the others give the size that came in
STEPS = {"standard": 30, "premium": 50}
CONTROL, SIMILARITY = 0.7, 0.7  # strengths unless the body says otherwise
PURE = 10  # of 255: so far off a mask's black and white may be, as they are in a JPEG of quality 100 that AWS asks for
GROW = 3  # pixels by which what is painted reaches beyond a mask

SOME_BLOCKED = "Some of the generated images have been blocked by our content filters."
ALL_BLOCKED = "All of the generated images have been blocked by our content filters."
BLOCKED = "This request has been blocked by our content filters. Please adjust your {what} to submit a new request."

# As users of Titan saw it, who had asked for something that the picture does not show.
NO_MASK = "400 Bad Request: Unable to auto-generate mask image with given input image and mask prompt."

Way = Callable[[Order], Drawing]
Inside = Callable[[], Array]  # what is inside a request's mask, (h, w), 0 to 1; it may raise ServiceError
# A request -> how its picture is made, and its mask if it has one. Raises BadPicture for what is wrong with it.
Task = Callable[["Request"], tuple[Way, Inside | None]]


@dataclass(frozen=True, slots=True)
class Family:
    """What a model of Amazon's takes."""

    tasks: dict[str, dict[str, Field]]  # task -> the fields of its parameters
    seed: int  # unless the body names one
    cfg_scale: float  # likewise
    size: Callable[[Json], tuple[int, int] | str]  # of an imageGenerationConfig, in pixels; or what is wrong with it
    sides: dict[str, Field]  # width and height where they count
    pictures: dict[str, Any]  # limits of pictures that are given, as `common.decoded` takes them
    opaque: bool = False  # whether a picture's alpha may hide nothing
    styles: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)  # -> the painter's style and mood
    more: dict[str, Task] = field(default_factory=dict)  # tasks of its own


@dataclass(frozen=True, slots=True)
class Request:
    """One body that fits the schema."""

    family: Family
    task: str
    params: Json

    def picture(self, *path: str | int) -> Array:
        """The picture at a path in the parameters: (h, w, 3 or 4) uint8. Raises BadPicture."""
        value: Any = self.params
        for key in path:
            value = value[key]
        where = self.where(*path)
        pixels = decoded(value, where, **self.family.pictures)
        if self.family.opaque and pixels.shape[2] == 4 and pixels[..., 3].min() < 255:
            raise BadPicture(complaint(where, "the image has transparent pixels, its alpha channel must be opaque"))
        return pixels

    def known(self, pixels: Array, *path: str | int) -> Known:
        """What the pixels at a path show, where their file says it."""
        value: Any = self.params
        for key in path:
            value = value[key]
        return noted(value, pixels)

    def inside(self, pixels: Array, *path: str) -> Array:
        """What is inside the mask at a path, of a picture (h, w, c): (h, w), 0 or 1. Raises BadPicture.

        AWS takes pure black and white alone; here each is taken up to `PURE` off, and nothing between them.
        """
        where = self.where(*path)
        mask = (stages.opaque(self.picture(*path)) * 255 + 0.5).astype(np.uint8)
        if mask.shape[:2] != pixels.shape[:2]:
            (height, width), (tall, wide) = mask.shape[:2], pixels.shape[:2]
            raise BadPicture(complaint(where, f"the mask is {width} x {height} pixels, the image is {wide} x {tall}"))
        black, white = mask.max(2) <= PURE, mask.min(2) >= 255 - PURE
        if not (black | white).all():
            what = "the mask must have pure black (0 0 0) and pure white (255 255 255) pixels only"
            raise BadPicture(complaint(where, what))
        return black.astype(np.float32)

    def where(self, *path: str | int) -> str:
        """A path in the parameters, as complaints write it."""
        return "/".join([PARAMS[self.task], *map(str, path)])


# ---- what a body must look like

ONE_PICTURE = Field("String", required=True)
_SHARE = Field("Number", low=0, high=1)


def texts(low: int, high: int, required: bool = True) -> dict[str, Field]:
    """``text`` and ``negativeText``, of so many characters."""
    return {"text": text(high, low=low, required=required), "negativeText": text(high, low=low)}


def conditioned() -> dict[str, Field]:
    """What a picture whose layout is followed adds to TEXT_IMAGE."""
    modes = Field("String", choices=("CANNY_EDGE", "SEGMENTATION"))
    return {"conditionImage": Field("String"), "controlMode": modes, "controlStrength": _SHARE}


def parameters(low: int, high: int) -> dict[str, dict[str, Field]]:
    """The parameters that both families have. low, high: characters of a text."""
    masked = {"image": ONE_PICTURE, "maskPrompt": text(high, low=low), "maskImage": Field("String")}
    colour = Field("String", pattern="#[0-9A-Fa-f]{6}")
    return {
        "TEXT_IMAGE": texts(low, high),
        "COLOR_GUIDED_GENERATION": texts(low, high)
        | {
            "colors": Field("JSONArray", required=True, low=1, high=10, items=colour),
            "referenceImage": Field("String"),
        },
        "IMAGE_VARIATION": texts(low, high, required=False)
        | {
            "images": Field("JSONArray", required=True, low=1, high=5, items=Field("String")),
            "similarityStrength": Field("Number", low=0.2, high=1),
        },
        "INPAINTING": texts(low, high, required=False) | masked,
        "OUTPAINTING": texts(low, high) | masked | {"outPaintingMode": Field("String", choices=("DEFAULT", "PRECISE"))},
        "BACKGROUND_REMOVAL": {"image": ONE_PICTURE},
    }


def schema(family: Family, body: object) -> Field:
    """What a body must look like: that depends on its task."""
    task = body.get("taskType") if isinstance(body, dict) else None
    fields = {"taskType": Field("String", required=True, choices=tuple(family.tasks))}
    if not isinstance(task, str) or task not in family.tasks:
        return Field("JSONObject", fields=fields, any_fields=True)
    fields[PARAMS[task]] = Field("JSONObject", required=True, fields=family.tasks[task])
    if task != "BACKGROUND_REMOVAL":
        # AWS asks to leave the size out where it does not count, but its own samples send one: any is let pass.
        sides = family.sides if task in SIZED else {"width": Field("Integer"), "height": Field("Integer")}
        config = {
            "numberOfImages": Field("Integer", low=1, high=5),
            "quality": Field("String", choices=tuple(STEPS)),
            "cfgScale": Field("Number", low=1.1, high=10),
            "seed": Field("Integer", low=0, high=2_147_483_646),
        }
        fields["imageGenerationConfig"] = Field("JSONObject", fields=config | sides)
    return Field("JSONObject", fields=fields)


# ---- what it asks for


def asked(family: Family, body: Json) -> Asked | str:
    """What a body that fits the schema asks of the engine, or what is still wrong with it."""
    task = body["taskType"]
    params, config = body[PARAMS[task]], body.get("imageGenerationConfig", {})
    size = family.size(config) if task in SIZED else (0, 0)
    if isinstance(size, str):
        return size
    width, height = sizing.near(*size) if task in SIZED else (64, 64)  # an edit takes that of its picture
    style, mood = family.styles.get(params.get("style", ""), (None, None))
    order = Order(
        prompt=params.get("text", ""),
        negative_prompt=params.get("negativeText", ""),
        width=width,
        height=height,
        steps=STEPS[config.get("quality", "standard")],
        cfg_scale=float(config.get("cfgScale", family.cfg_scale)),
        seed=config.get("seed", family.seed),
        style=style,
        mood=mood,
    )
    request = Request(family, task, params)
    try:
        way, mask = (_TASKS | family.more)[task](request)
    except BadPicture as error:
        return str(error)
    return Asked(
        order,
        draw=(lambda order: _exactly(way(order), *size)) if task in SIZED else way,
        count=config.get("numberOfImages", 1),
        choose=None,
        mask=(lambda: _drawn(mask())) if mask is not None and params.get("returnMask") else None,
    )


def _exactly(drawing: Drawing, width: int, height: int) -> Drawing:
    pixels = drawing.pixels
    known = framed(drawing.known, sizing.middle(pixels.shape, width, height), pixels.shape)
    return replace(drawing, pixels=sizing.covering(pixels, width, height), known=known)


def _drawn(inside: Array) -> Array:
    """A mask as Amazon draws it: what is inside is black."""
    return np.where(inside > 0.5, 0, 255).astype(np.uint8)


def _text_image(request: Request) -> tuple[Way, Inside | None]:
    params = request.params
    if "conditionImage" not in params:
        for name in ("controlMode", "controlStrength"):
            if name in params:
                raise BadPicture(complaint(request.where(name), "it needs a conditionImage"))
        return engine.draw, None
    given = request.picture("conditionImage")
    strength = params.get("controlStrength", CONTROL)

    def way(order: Order) -> Drawing:
        layout = sizing.covering(given, order.width, order.height)
        if params.get("controlMode") == "SEGMENTATION":
            return engine.finished(control.follow_areas(order, layout, strength))
        return engine.finished(control.follow(order, layout, "structure", strength))

    return way, None


def _colour_guided(request: Request) -> tuple[Way, Inside | None]:
    wanted = [tuple(bytes.fromhex(colour[1:])) for colour in request.params["colors"]]
    reference = request.picture("referenceImage") if "referenceImage" in request.params else None
    return lambda order: engine.finished(colours.guided(order, wanted, reference)), None


def _variation(request: Request) -> tuple[Way, Inside | None]:
    pictures = [request.picture("images", i) for i in range(len(request.params["images"]))]
    known = request.known(pictures[0], "images", 0)
    similarity = request.params.get("similarityStrength", SIMILARITY)
    return lambda order: engine.finished(variation.varied(order, pictures, similarity, known)), None


def _masked(request: Request) -> tuple[Array, Known, Inside]:
    """The picture to change, what it is known to show, and what is inside its mask. Raises BadPicture."""
    params = request.params
    if ("maskPrompt" in params) == ("maskImage" in params):
        raise BadPicture(complaint(request.where(), "exactly one of maskPrompt and maskImage must be given"))
    pixels = request.picture("image")
    known = request.known(pixels, "image")
    if "maskImage" in params:
        inside = request.inside(pixels, "maskImage")
        return pixels, known, lambda: inside

    def named() -> Array:
        picture = stages.opaque(pixels)
        with _told():
            return find(picture, params["maskPrompt"], look(picture, known))

    return pixels, known, cache(named)


@contextmanager
def _told() -> Iterator[None]:
    """What a maskPrompt names and cannot be found, in Amazon's words, and why in practice mode's."""
    try:
        yield
    except NothingFound as error:
        raise invalid(f"{NO_MASK} Practice mode: {error}") from None


def _inpainting(request: Request) -> tuple[Way, Inside | None]:
    pixels, known, inside = _masked(request)
    found = request.params.get("maskPrompt")

    def way(order: Order) -> Drawing:
        if not order.prompt.strip():
            return finishing.erase(order, pixels, inside(), GROW, known)
        if finishing.only_colours(order.prompt):  # "a red one": no trained model would draw another thing there
            return finishing.recoloured(order, pixels, inside(), GROW, known)
        if found is not None:
            with _told():
                return engine.finished(inpaint.search_replace(order, pixels, found, GROW, known))
        return engine.finished(inpaint.inpaint(order, pixels, inside(), GROW, known))

    return way, inside


def _outpainting(request: Request) -> tuple[Way, Inside | None]:
    pixels, known, inside = _masked(request)
    precise = request.params.get("outPaintingMode") == "PRECISE"
    return lambda order: engine.finished(surround.surrounded(order, pixels, inside(), precise, known)), inside


def _background_removal(request: Request) -> tuple[Way, Inside | None]:
    pixels = request.picture("image")
    known = request.known(pixels, "image")
    return lambda order: finishing.remove_background(pixels, known), None


_TASKS: dict[str, Task] = {
    "TEXT_IMAGE": _text_image,
    "COLOR_GUIDED_GENERATION": _colour_guided,
    "IMAGE_VARIATION": _variation,
    "INPAINTING": _inpainting,
    "OUTPAINTING": _outpainting,
    "BACKGROUND_REMOVAL": _background_removal,
}


# ---- what comes back


def reply(made: Made) -> Json:
    """Only what there is to say: a mask if one was asked for, an error if something was blocked."""
    out: Json = {"images": made.images}
    if made.mask is not None:
        out["maskImage"] = made.mask
    if made.blocked:
        out["error"] = SOME_BLOCKED
    return out


def refuse(prompt: str, kind: Blocked) -> Json:
    """A ServiceError for what was sent; HTTP 200 without pictures for those that were made.

    prompt: the family's words about a prompt.
    """
    if kind == "output":
        return {"images": [], "error": ALL_BLOCKED}
    raise invalid(prompt if kind == "prompt" else BLOCKED.format(what="input image"))
