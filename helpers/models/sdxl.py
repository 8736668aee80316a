"""Stable Diffusion XL, versions 0.8 and 1.0: ``text_prompts`` in, ``artifacts`` out.

Retired on Bedrock; practice mode answers it. Limits: AWS user guide (older version), model-parameters-diffusion-1-0
-text-image, -image-image and -image-image-mask. That page lists nine sizes; the tests of techthoughts2/pwshBedrock, and
AWS's own notebook, show that any size with sides of 64 pixels' multiples up to a megapixel is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from helpers.errors import BadValue, UnexpectedReply
from helpers.models import limits, masks
from helpers.models.answer import Answer, decoded, first, seed_of
from helpers.models.catalogue import SDXL_V0, Model
from helpers.models.knobs import Knob, choice, number, size, whole, words
from helpers.models.limits import present
from helpers.models.styles import STYLE_PRESETS
from helpers.tasks import ImageToImage, Inpaint, Task, TextToImage
from helpers.text import say

if TYPE_CHECKING:
    from helpers.request import ImageRequest

PROMPT_LIMIT = 2000  # characters of one text prompt
SEED_LIMIT = 2**32 - 1
MOST_PIXELS = 1_048_576
GRID = 64  # pixels: sides are multiples of it
LEAST_SIDE = 128
STEPS, STEPS_FROM_A_PICTURE = (10, 150), (10, 50)
SIZES = (
    *((1024, 1024), (1152, 896), (896, 1152), (1216, 832), (832, 1216)),
    *((1344, 768), (768, 1344), (1536, 640), (640, 1536)),
)
SMALL_SIZES = ((512, 512), (896, 512), (512, 896), (768, 512), (512, 768), (768, 768))
MANY_STEPS = 50  # more cost twice as much [C]
SMALL_SIDE = 512  # pixels: up to it, version 0.8 costs half


def _most_side(model: Model) -> int:
    return 896 if model is SDXL_V0 else 1536


def _usual_side(model: Model) -> int:
    """Of a side that is not given."""
    return 512 if model is SDXL_V0 else 1024


def check(request: ImageRequest, model: Model) -> None:
    """Raises BadValue, with both numbers, where the model would refuse the request."""
    limits.length("prompt", request.prompt, PROMPT_LIMIT, "#/text_prompts/0/text")
    limits.length("negative_prompt", request.negative_prompt, PROMPT_LIMIT, "#/text_prompts/1/text")
    limits.whole("seed", request.seed, 0, SEED_LIMIT)
    limits.number("cfg_scale", request.cfg_scale, 0, 35)
    limits.choice("sampler", request.sampler, _samplers())
    limits.choice("style_preset", request.style_preset, STYLE_PRESETS)
    limits.choice("output_format", request.output_format, model.formats)
    lacking = {"aspect_ratio": "instead.width_height", "quality": "instead.steps", "count": "instead.call_again"}
    limits.no_knob(request, model, lacking)
    task = request.task
    if isinstance(task, (ImageToImage, Inpaint)):
        limits.whole("steps", request.steps, *STEPS_FROM_A_PICTURE)
        limits.no_knob(request, model, {"width": "instead.own_size", "height": "instead.own_size"})
        limits.picture("image", task.image, "#/init_image", **picture_rules(type(task), model))
    else:
        limits.whole("steps", request.steps, *STEPS)
        _check_size(request, model)
    if isinstance(task, ImageToImage):
        limits.more_images(task, model)
        limits.number("strength", task.strength, 0, 1, "#/image_strength")
    if isinstance(task, Inpaint):
        limits.transparent_or_masked(task)
        limits.no_grow_mask(task, model)


def picture_rules(task: type[Task], model: Model) -> Mapping[str, Any]:
    """What holds for the pictures of a task, as keywords of `limits.picture`."""
    return {"side": (LEAST_SIDE, _most_side(model)), "pixels": (LEAST_SIDE**2, MOST_PIXELS)}


def knobs(task: type[Task], model: Model) -> tuple[Knob, ...]:
    """What can be set for a task. Of sizes, those on AWS's page, or what of them version 0.8 takes."""
    shared = (
        words("negative_prompt", PROMPT_LIMIT),
        whole("seed", 0, SEED_LIMIT),
        number("cfg_scale", 0, 35),
        choice("sampler", _samplers()),
        choice("style_preset", STYLE_PRESETS),
    )
    if task is TextToImage:
        return (*shared, whole("steps", *STEPS), size(SMALL_SIZES if model is SDXL_V0 else SIZES))
    shared = (*shared, whole("steps", *STEPS_FROM_A_PICTURE))
    return (*shared, number("strength", 0, 1)) if task is ImageToImage else shared


def _samplers() -> tuple[str, ...]:
    from helpers.request import Sampler

    return get_args(Sampler)


def _check_size(request: ImageRequest, model: Model) -> None:
    most = _most_side(model)
    for name in ("width", "height"):
        limits.whole(name, getattr(request, name), LEAST_SIDE, most, multiple=GRID)
    width, height = (side or _usual_side(model) for side in (request.width, request.height))
    if width * height > MOST_PIXELS:
        got = say("limit.size_pixels", width=width, height=height, count=width * height)
        limit = say("limit.at_most_pixels", high=MOST_PIXELS)
        raise BadValue("width x height", got=got, limit=limit, field="#")


def body(request: ImageRequest, model: Model) -> dict[str, Any]:
    """The JSON to send. A negative prompt is a text prompt of weight -1; strength is what `image_strength` is not."""
    texts: list[dict[str, Any]] = [{"text": request.prompt}]
    if request.negative_prompt:
        texts.append({"text": request.negative_prompt, "weight": -1.0})
    fields: dict[str, Any] = {"text_prompts": texts}
    task = request.task
    if isinstance(task, ImageToImage):
        fields |= {"init_image": task.image.base64, "init_image_mode": "IMAGE_STRENGTH"}
        if task.strength is not None:
            fields["image_strength"] = round(1 - task.strength, 6)
    if isinstance(task, Inpaint):
        fields |= {"init_image": task.image.base64, "mask_source": "INIT_IMAGE_ALPHA"}
        if task.mask is not None:
            fitted = masks.fitted(task.mask, task.image)
            fields |= {"mask_source": "MASK_IMAGE_WHITE", "mask_image": fitted.base64}
    knobs = ("width", "height", "steps", "cfg_scale", "sampler", "seed", "style_preset")
    return fields | present({name: getattr(request, name) for name in knobs})


def price(request: ImageRequest, model: Model) -> float:
    """US dollars for one call: an estimate, by steps and, for version 0.8, by size."""
    many = (request.steps or 30) > MANY_STEPS
    if model is not SDXL_V0:
        return 0.08 if many else model.price_usd
    task = request.task
    sides = [side or SMALL_SIDE for side in (request.width, request.height)]
    if isinstance(task, (ImageToImage, Inpaint)):
        sides = [task.image.width, task.image.height]
    large = max(sides) > SMALL_SIDE
    return model.price_usd * (2 if many else 1) * (2 if large else 1)


def answer(reply: dict[str, Any]) -> Answer:
    """The first artifact. After CONTENT_FILTERED there is no picture, but the blurred one that came in its place."""
    artifact = first(reply.get("artifacts"))
    if not isinstance(artifact, dict):
        raise UnexpectedReply(say("reply.failed", reason=f"result: {_short(reply.get('result'))}{_why(reply)}"))
    reason = artifact.get("finishReason")
    if reason == "CONTENT_FILTERED":
        return Answer((), refused=reason, blurred=_blurred(artifact))
    if reason == "ERROR":
        raise UnexpectedReply(say("reply.failed", reason="finishReason: ERROR"))
    return Answer((decoded(artifact.get("base64")),), (seed_of(artifact.get("seed")),))


def _short(value: object) -> str:
    return str(value)[:60] if isinstance(value, (str, type(None))) else type(value).__name__


def _why(reply: dict[str, Any]) -> str:
    """What an ``error`` in the reply says: seen by the authors of epam/ai-dial-adapter-bedrock."""
    error = reply.get("error")
    if not isinstance(error, dict):
        return ""
    return "".join(f", {name}: {error[name][:200]}" for name in ("name", "message") if isinstance(error.get(name), str))


def _blurred(artifact: dict[str, Any]) -> tuple[bytes, ...]:
    """What came in place of a refused picture, if it can be read."""
    try:
        return (decoded(artifact.get("base64")),)
    except UnexpectedReply:
        return ()
