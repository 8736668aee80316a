"""Nova Canvas: Amazon's last image model, with styles, and with garments tried on.

Source: Amazon Nova user guide, image-gen-access, image-gen-req-resp-structure, image-gen-styles and image-gen-vto.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

from helpers.practice.edits import tryon
from helpers.practice.engine import Drawing, Order
from helpers.practice.families import amazon
from helpers.practice.families.amazon import Inside, Request, Way
from helpers.practice.families.common import BadPicture, Json, Served, complaint, text
from helpers.practice.protocol.schema import Field
from helpers.practice.retouch.garments import Cut

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

GARMENTS: dict[str, Cut] = {
    "UPPER_BODY": Cut("upper"),
    "LONG_SLEEVE_SHIRT": Cut("upper", sleeves=True),
    "SHORT_SLEEVE_SHIRT": Cut("upper"),
    "NO_SLEEVE_SHIRT": Cut("upper"),
    "OTHER_UPPER_BODY": Cut("upper"),
    "LOWER_BODY": Cut("lower"),
    "LONG_PANTS": Cut("lower", legs=True),
    "SHORT_PANTS": Cut("lower"),
    "OTHER_LOWER_BODY": Cut("lower"),
    "FULL_BODY": Cut("whole"),
    "LONG_DRESS": Cut("whole", legs=True),
    "SHORT_DRESS": Cut("whole"),
    "FULL_BODY_OUTFIT": Cut("whole"),
    "OTHER_FULL_BODY": Cut("whole"),
    "FOOTWEAR": Cut("shoes"),
    "SHOES": Cut("shoes"),
    "BOOTS": Cut("shoes", legs=True),
    "OTHER_FOOTWEAR": Cut("shoes"),
}


def _one_of(*choices: str, required: bool = False) -> Field:
    return Field("String", required=required, choices=choices)


_SHAPE = {"maskShape": _one_of("CONTOUR", "BOUNDING_BOX", "DEFAULT")}
_KEPT = _one_of("ON", "OFF", "DEFAULT")
_STYLING = {
    "longSleeveStyle": _one_of("SLEEVE_DOWN", "SLEEVE_UP"),
    "tuckingStyle": _one_of("UNTUCKED", "TUCKED"),
    "outerLayerStyle": _one_of("CLOSED", "OPEN"),
}
_GARMENT = _SHAPE | {
    "garmentClass": _one_of(*GARMENTS, required=True),
    "garmentStyling": Field("JSONObject", fields=_STYLING),
}
_WORDS = _SHAPE | {"maskPrompt": text(LONGEST, low=1, required=True)}
_EXCLUSIONS = {"preserveBodyPose": _KEPT, "preserveHands": _KEPT, "preserveFace": _KEPT}
MASKS = {
    "IMAGE": "imageBasedMask",
    "GARMENT": "garmentBasedMask",
    "PROMPT": "promptBasedMask",
}  # which type needs which

_ALL = amazon.parameters(1, LONGEST)
_TASKS = _ALL | {
    "TEXT_IMAGE": _ALL["TEXT_IMAGE"] | amazon.conditioned() | {"style": _one_of(*STYLES)},
    "VIRTUAL_TRY_ON": {
        "sourceImage": amazon.ONE_PICTURE,
        "referenceImage": amazon.ONE_PICTURE,
        "maskType": _one_of(*MASKS, required=True),
        "imageBasedMask": Field("JSONObject", fields={"maskImage": amazon.ONE_PICTURE}),
        "garmentBasedMask": Field("JSONObject", fields=_GARMENT),
        "promptBasedMask": Field("JSONObject", fields=_WORDS),
        "maskExclusions": Field("JSONObject", fields=_EXCLUSIONS),
        "mergeStyle": _one_of("BALANCED", "SEAMLESS", "DETAILED"),
        "returnMask": Field("Boolean"),
    },
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


def _try_on(request: Request) -> tuple[Way, Inside]:
    params = request.params
    name = MASKS[params["maskType"]]
    if name not in params:
        raise BadPicture(complaint(request.where(), f"required key [{name}] not found"))
    source, reference = request.picture("sourceImage"), request.picture("referenceImage")
    mask, known = params[name], request.known(source, "sourceImage")
    if name == "imageBasedMask":
        inside = request.inside(source, name, "maskImage")
        kept = params.get("maskExclusions", {})
        face, hands = (kept.get(part) != "OFF" for part in ("preserveFace", "preserveHands"))
        fit = partial(tryon.for_mask, source, inside, face, hands, known)
    elif name == "garmentBasedMask":
        fit = partial(tryon.for_garment, source, _cut(mask), mask.get("maskShape", "DEFAULT"), known)
    else:
        fit = partial(tryon.for_words, source, mask["maskPrompt"], mask.get("maskShape", "BOUNDING_BOX"), known)
    fitting = cache(fit)  # found once, for all pictures and the mask
    garment = cache(lambda: tryon.garment_in(reference, fitting().kind))

    def way(order: Order) -> Drawing:
        return tryon.tried_on(order, source, fitting(), garment(), params.get("mergeStyle", "BALANCED"))

    return way, lambda: fitting().mask


def _cut(mask: Json) -> Cut:
    """What a garment covers, by its class and its styling."""
    styling = mask.get("garmentStyling", {})
    cut = GARMENTS[mask["garmentClass"]]
    upper = cut.part != "lower" and cut.part != "shoes"
    return replace(
        cut,
        sleeves=upper
        and (cut.sleeves or styling.get("longSleeveStyle") == "SLEEVE_DOWN")
        and styling.get("longSleeveStyle") != "SLEEVE_UP",
        untucked=upper and styling.get("tuckingStyle") == "UNTUCKED",
        opened=upper and styling.get("outerLayerStyle") == "OPEN",
    )


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
    more={"VIRTUAL_TRY_ON": _try_on},
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
        noise=8_000_009,
    ),
}
