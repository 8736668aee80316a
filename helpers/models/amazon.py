"""What Titan Image Generator and Nova Canvas share: a task type, its parameters, and an ``imageGenerationConfig``.

Limits: AWS user guide, model-parameters-titan-image; Nova user guide, image-gen-req-resp-structure and
image-gen-access. Both edit where a mask is black and keep where it is white when they inpaint, and the other way round
when they outpaint: black is what lies inside the mask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.errors import BadValue, Refused, UnexpectedReply
from helpers.input_image import InputImage
from helpers.models import limits, masks
from helpers.models.answer import Answer, decoded_all
from helpers.models.catalogue import Model
from helpers.models.limits import present
from helpers.tasks import (
    ColorGuided,
    ControlStructure,
    Erase,
    ImageToImage,
    Inpaint,
    Outpaint,
    RemoveBackground,
    ReplaceBackground,
    SearchReplace,
    Task,
    TextToImage,
    TryOn,
)
from helpers.text import say

if TYPE_CHECKING:
    from helpers.request import ImageRequest

CONFIG = "imageGenerationConfig"
SEED_LIMIT = 2_147_483_646
COUNT = (1, 5)
CFG_SCALE = (1.1, 10.0)
QUALITIES = ("standard", "premium")
MOST_IMAGES = 5
SIMILARITY = (0.2, 1.0)
COLOURS = (1, 10)
BEYOND = (0, 4096)  # pixels on each side: the limits of the whole canvas come after

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the two families differ in."""

    text: tuple[int, int]  # characters of a prompt
    picture: Mapping[str, Any]  # for `limits.picture`
    sized: Callable[[ImageRequest, Model], None]  # checks width and height
    styles: Mapping[str, str]  # style_preset -> Nova's style; empty: the model has none


# ---- checks


def check(request: ImageRequest, model: Model, family: Limits) -> None:
    """Raises BadValue, with both numbers, where the model would refuse the request."""
    task = request.task
    kind, params = _KINDS[type(task)]
    place = f"#/{params}"
    _check_texts(request, place, family)
    if isinstance(task, RemoveBackground):
        limits.no_knob(request, model, dict.fromkeys(("seed", "cfg_scale", "quality", "count"), "instead.leave_out"))
    limits.whole("seed", request.seed, 0, SEED_LIMIT, f"#/{CONFIG}/seed")
    limits.number("cfg_scale", request.cfg_scale, *CFG_SCALE, f"#/{CONFIG}/cfgScale")
    limits.whole("count", request.count, *COUNT, f"#/{CONFIG}/numberOfImages")
    limits.choice("quality", request.quality, QUALITIES, f"#/{CONFIG}/quality")
    limits.choice("output_format", request.output_format, model.formats, "#/output_format")
    limits.no_knob(request, model, {"aspect_ratio": "instead.width_height", "steps": "instead.quality"})
    limits.no_knob(request, model, {"sampler": "instead.leave_out"})
    if kind == "TEXT_IMAGE" and family.styles:
        limits.choice("style_preset", request.style_preset, tuple(family.styles), f"{place}/style")
    else:
        limits.no_knob(request, model, {"style_preset": "instead.say_style"})
    if isinstance(task, (TextToImage, ControlStructure, ImageToImage, ColorGuided)):
        family.sized(request, model)
    else:
        limits.no_knob(request, model, {"width": "instead.own_size", "height": "instead.own_size"})
    limits.no_grow_mask(task, model)
    for name, (field, image) in _pictures(task, place).items():
        limits.picture(name, image, field, **family.picture)
    _check_task(task, model, place, family)


def _check_texts(request: ImageRequest, place: str, family: Limits) -> None:
    task, (low, high) = request.task, family.text
    if request.prompt or task.prompt_use == "required":
        limits.length("prompt", request.prompt, high, f"{place}/text", low)
    if request.negative_prompt:
        limits.length("negative_prompt", request.negative_prompt, high, f"{place}/negativeText", low)
    if isinstance(task, SearchReplace):
        limits.words("search", task.search, high, f"{place}/maskPrompt")
    if isinstance(task, ReplaceBackground) and task.keep:
        limits.words("keep", task.keep, high, f"{place}/maskPrompt")
    if isinstance(task, TryOn) and task.where:
        limits.words("where", task.where, high, f"{place}/promptBasedMask/maskPrompt")
    if isinstance(task, Outpaint):
        limits.words("prompt", request.prompt, high, f"{place}/text")  # the services can go on without; these cannot


def _pictures(task: Task, place: str) -> dict[str, tuple[str, InputImage]]:
    """The pictures of a task that the model's limits hold for: name -> (where it stands in JSON, the picture)."""
    if isinstance(task, Outpaint):
        return {}  # its canvas is checked instead
    names = {
        ControlStructure: {"image": "conditionImage"},
        ColorGuided: {"image": "referenceImage"},
        TryOn: {"image": "sourceImage", "garment": "referenceImage"},
        ImageToImage: {"image": "images/0"},
    }.get(type(task), {"image": "image"})
    found = task.images()
    out = {name: (f"{place}/{field}", found[name]) for name, field in names.items() if name in found}
    for number, image in enumerate(getattr(task, "more_images", ()), 1):
        out[f"more_images/{number - 1}"] = (f"{place}/images/{number}", image)
    return out


def _check_task(task: Task, model: Model, place: str, family: Limits) -> None:
    if isinstance(task, ImageToImage):
        limits.more_images(task, model, MOST_IMAGES)
        low, high = (round(1 - share, 6) for share in reversed(SIMILARITY))
        limits.number("strength", task.strength, low, high, f"{place}/similarityStrength")
    elif isinstance(task, (Inpaint, Erase)):
        if task.mask is None:
            raise BadValue("mask", got=say("limit.nothing"), limit=say("limit.mask_image"), field=place)
    elif isinstance(task, ReplaceBackground):
        if bool(task.keep) == (task.mask is not None):
            got = say("limit.both") if task.keep else say("limit.nothing")
            raise BadValue("keep, mask", got=got, limit=say("limit.either", one="keep", other="mask"), field=place)
    elif isinstance(task, Outpaint):
        for side in ("left", "right", "up", "down"):
            limits.whole(side, getattr(task, side), *BEYOND)
        if not any((task.left, task.right, task.up, task.down)):
            raise BadValue("left, right, up, down", got="0", limit=say("limit.one_side", high=BEYOND[1]), field="#")
        if task.creativity is not None:
            raise _no_knob("creativity", task.creativity, model)
        canvas, _ = _extended(task)
        limits.picture("image", canvas, f"{place}/image", **family.picture)
    elif isinstance(task, ControlStructure):
        limits.number("control_strength", task.control_strength, 0, 1, f"{place}/controlStrength")
        limits.choice("by", task.by, tuple(_CONTROL_MODES), f"{place}/controlMode")
    elif isinstance(task, ColorGuided):
        _check_colours(task, place)
    elif isinstance(task, TryOn):
        _check_try_on(task, place)


def _no_knob(name: str, value: object, model: Model) -> BadValue:
    limit = say("limit.no_knob", model=model.title, instead=say("instead.leave_out"))
    return BadValue(name, got=repr(value), limit=limit, field=f"#/{name}")


def _check_colours(task: ColorGuided, place: str) -> None:
    low, high = COLOURS
    if not low <= len(task.colors) <= high:
        got = say("limit.colour_count", count=len(task.colors))
        raise BadValue("colors", got=got, limit=say("limit.whole", low=low, high=high), field=f"{place}/colors")
    for number, colour in enumerate(task.colors):
        digits = colour.removeprefix("#")
        if len(colour) != 7 or len(digits) != 6 or not all(c in "0123456789abcdefABCDEF" for c in digits):
            field = f"{place}/colors/{number}"
            raise BadValue("colors", got=repr(colour), limit=say("limit.colour"), field=field)


GARMENTS = (
    *("UPPER_BODY", "LOWER_BODY", "FULL_BODY", "FOOTWEAR", "LONG_SLEEVE_SHIRT", "SHORT_SLEEVE_SHIRT"),
    *("NO_SLEEVE_SHIRT", "OTHER_UPPER_BODY", "LONG_PANTS", "SHORT_PANTS", "OTHER_LOWER_BODY", "LONG_DRESS"),
    *("SHORT_DRESS", "FULL_BODY_OUTFIT", "OTHER_FULL_BODY", "SHOES", "BOOTS", "OTHER_FOOTWEAR"),
)
_SHAPES = ("contour", "bounding_box", "default")
_PRESERVED = {"body_pose": "preserveBodyPose", "hands": "preserveHands", "face": "preserveFace"}
_STYLING = {
    "long_sleeves": ("longSleeveStyle", ("sleeve_down", "sleeve_up")),
    "tucking": ("tuckingStyle", ("untucked", "tucked")),
    "outer_layer": ("outerLayerStyle", ("closed", "open")),
}
_MERGES = ("balanced", "seamless", "detailed")
_CONTROL_MODES = {"edges": "CANNY_EDGE", "segments": "SEGMENTATION"}


def _check_try_on(task: TryOn, place: str) -> None:
    given = [name for name in ("wear", "mask", "where") if getattr(task, name) not in ("", None)]
    if len(given) != 1:
        got = ", ".join(given) or say("limit.nothing")
        raise BadValue("wear, mask, where", got=got, limit=say("limit.one_of_three"), field=f"{place}/maskType")
    if task.wear:
        field = f"{place}/garmentBasedMask/garmentClass"
        wear = task.wear.lower() if isinstance(task.wear, str) else task.wear
        limits.choice("wear", wear, tuple(name.lower() for name in GARMENTS), field)
    limits.choice("mask_shape", task.mask_shape, _SHAPES, f"{place}/garmentBasedMask/maskShape")
    limits.choice("merge_style", task.merge_style, _MERGES, f"{place}/mergeStyle")
    for name, (key, choices) in _STYLING.items():
        limits.choice(name, getattr(task, name), choices, f"{place}/garmentBasedMask/garmentStyling/{key}")
    for part in task.preserve:
        limits.choice("preserve", part, tuple(_PRESERVED), f"{place}/maskExclusions")


# ---- bodies


def body(request: ImageRequest, model: Model, family: Limits) -> Json:
    """The JSON to send."""
    task = request.task
    kind, params = _KINDS[type(task)]
    fields = _params(request, task, family)
    if isinstance(task, RemoveBackground):
        return {"taskType": kind, params: fields}
    names = {"count": "numberOfImages", "quality": "quality", "cfg_scale": "cfgScale", "seed": "seed"}
    names |= {"width": "width", "height": "height"}
    config = present({key: getattr(request, name) for name, key in names.items()})
    return {"taskType": kind, params: fields} | ({CONFIG: config} if config else {})


def _params(request: ImageRequest, task: Task, family: Limits) -> Json:
    texts = present({"text": request.prompt, "negativeText": request.negative_prompt})
    style = present({"style": family.styles.get(request.style_preset or "", request.style_preset)})
    match task:
        case TextToImage():
            return texts | style
        case ControlStructure():
            more = {"controlMode": _CONTROL_MODES.get(task.by or ""), "controlStrength": task.control_strength}
            return texts | style | {"conditionImage": task.image.base64} | present(more)
        case ColorGuided():
            reference = task.image.base64 if task.image is not None else None
            return texts | {"colors": list(task.colors)} | present({"referenceImage": reference})
        case ImageToImage():
            similarity = None if task.strength is None else round(1 - task.strength, 6)
            images = [image.base64 for image in (task.image, *task.more_images)]
            return texts | {"images": images} | present({"similarityStrength": similarity})
        case Inpaint() | Erase():
            mask = masks.black_and_white(task.mask, task.image, edited="black")
            return texts | {"image": task.image.base64, "maskImage": mask.base64}
        case SearchReplace():
            return texts | {"image": task.image.base64, "maskPrompt": task.search}
        case ReplaceBackground():
            mode = {"outPaintingMode": "PRECISE"} if task.precise else {}
            if task.mask is None:
                return texts | {"image": task.image.base64, "maskPrompt": task.keep} | mode
            mask = masks.black_and_white(task.mask, task.image, edited="white")
            return texts | {"image": task.image.base64, "maskImage": mask.base64} | mode
        case Outpaint():
            canvas, mask = _extended(task)
            return texts | {"image": canvas.base64, "maskImage": mask.base64}
        case TryOn():
            return _try_on(task)
    return {"image": task.image.base64}  # RemoveBackground


def _extended(task: Outpaint) -> tuple[InputImage, InputImage]:
    return masks.extended(task.image, task.left, task.right, task.up, task.down)


def _try_on(task: TryOn) -> Json:
    shape = present({"maskShape": task.mask_shape and task.mask_shape.upper()})
    if task.mask is not None:
        mask = masks.black_and_white(task.mask, task.image, edited="black")
        where: Json = {"maskType": "IMAGE", "imageBasedMask": {"maskImage": mask.base64}}
    elif task.where:
        where = {"maskType": "PROMPT", "promptBasedMask": {"maskPrompt": task.where} | shape}
    else:
        styling = {key: value.upper() for name, (key, _) in _STYLING.items() if (value := getattr(task, name))}
        garment = {"garmentClass": task.wear.upper()} | shape | ({"garmentStyling": styling} if styling else {})
        where = {"maskType": "GARMENT", "garmentBasedMask": garment}
    kept = {_PRESERVED[part]: "ON" for part in task.preserve}
    more = {"maskExclusions": kept or None, "mergeStyle": task.merge_style and task.merge_style.upper()}
    pictures = {"sourceImage": task.image.base64, "referenceImage": task.garment.base64}
    return pictures | where | present(more)


_KINDS: dict[type[Task], tuple[str, str]] = {
    TextToImage: ("TEXT_IMAGE", "textToImageParams"),
    ControlStructure: ("TEXT_IMAGE", "textToImageParams"),
    ColorGuided: ("COLOR_GUIDED_GENERATION", "colorGuidedGenerationParams"),
    ImageToImage: ("IMAGE_VARIATION", "imageVariationParams"),
    Inpaint: ("INPAINTING", "inPaintingParams"),
    Erase: ("INPAINTING", "inPaintingParams"),
    SearchReplace: ("INPAINTING", "inPaintingParams"),
    Outpaint: ("OUTPAINTING", "outPaintingParams"),
    ReplaceBackground: ("OUTPAINTING", "outPaintingParams"),
    RemoveBackground: ("BACKGROUND_REMOVAL", "backgroundRemovalParams"),
    TryOn: ("VIRTUAL_TRY_ON", "virtualTryOnParams"),
}


# ---- replies


def answer(reply: Json) -> Answer:
    """The images; fewer than asked for, and an ``error`` beside them, where some were blocked.

    Raises Refused where all were, UnexpectedReply where there are none for another reason.
    """
    error = reply.get("error")
    blocked = error if isinstance(error, str) and error else ""
    if not reply.get("images"):
        if not blocked:
            raise UnexpectedReply(say("reply.no_image"))
        if "blocked" in blocked.lower():
            raise Refused(blocked)
        raise UnexpectedReply(say("reply.failed", reason=f"error: {blocked[:200]}"))
    images, broken = decoded_all(reply["images"])
    return Answer(images, refused=blocked, broken=broken)
