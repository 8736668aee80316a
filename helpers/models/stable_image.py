"""Stable Diffusion 3 and 3.5 Large, Stable Image Core and Ultra: ``prompt`` in, ``images`` out.

Limits: AWS user guide, model-parameters-diffusion-3-5-large, -diffusion-3-text-image, -stable-image-core and -ultra.
That Core and Ultra v1:1 take no ``mode``, no image and no WebP was seen live by the authors of the package
bedrock-image-mcp-server 0.5.0, so neither is ever sent to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from helpers.errors import GuardrailIntervened, Refused, UnexpectedReply
from helpers.models import limits
from helpers.models.answer import Answer, decoded_all, first, seed_of
from helpers.models.catalogue import SD3_LARGE, SD35_LARGE, Model
from helpers.models.knobs import Knob, choice, number, whole, words
from helpers.models.limits import present
from helpers.tasks import ImageToImage, Task
from helpers.text import say

if TYPE_CHECKING:
    from helpers.request import ImageRequest

PROMPT_LIMIT = 10_000  # characters
ASPECT_RATIOS = ("1:1", "16:9", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21")
SEED_LIMIT = 2**32 - 2  # as in the documentation of SD3.5; older pages say 2**32 - 1

# What none of them has a knob for, and what to do instead.
_LACKING = {
    "steps": "instead.leave_out",
    "cfg_scale": "instead.leave_out",
    "sampler": "instead.leave_out",
    "quality": "instead.leave_out",
    "count": "instead.call_again",
    "width": "instead.aspect_ratio",
    "height": "instead.aspect_ratio",
}


def check(request: ImageRequest, model: Model) -> None:
    """Raises BadValue, with both numbers, where the model would refuse the request."""
    limits.length("prompt", request.prompt, PROMPT_LIMIT)
    limits.length("negative_prompt", request.negative_prompt, PROMPT_LIMIT)
    limits.whole("seed", request.seed, 0, SEED_LIMIT)
    limits.choice("output_format", request.output_format, model.formats)
    limits.no_knob(request, model, _LACKING | {"style_preset": "instead.say_style"})
    if isinstance(request.task, ImageToImage):
        limits.no_knob(request, model, {"aspect_ratio": "instead.own_shape"})
        limits.more_images(request.task, model)
        limits.picture("image", request.task.image, **picture_rules(ImageToImage, model))
        limits.number("strength", request.task.strength, 0, 1)
    else:
        limits.choice("aspect_ratio", request.aspect_ratio, ASPECT_RATIOS)


def picture_rules(task: type[Task], model: Model) -> Mapping[str, Any]:
    """What holds for the pictures of a task, as keywords of `limits.picture`."""
    return {"side": (640, 1536) if model is SD3_LARGE else (64, None)}


def knobs(task: type[Task], model: Model) -> tuple[Knob, ...]:
    """What can be set for a task."""
    shared = (
        words("negative_prompt", PROMPT_LIMIT),
        whole("seed", 0, SEED_LIMIT),
        choice("output_format", model.formats),
    )
    if task is ImageToImage:
        return (*shared, number("strength", 0, 1))
    return (*shared, choice("aspect_ratio", ASPECT_RATIOS))


def body(request: ImageRequest, model: Model) -> dict[str, Any]:
    """The JSON to send: the prompt, and what was asked for beside it."""
    knobs = ("negative_prompt", "aspect_ratio", "seed", "output_format")
    fields: dict[str, Any] = {"prompt": request.prompt}
    if isinstance(request.task, ImageToImage):
        mode = {"mode": "image-to-image"} if model in (SD35_LARGE, SD3_LARGE) else {}
        fields |= mode | {"image": request.task.image.base64, "strength": request.task.strength}
    return fields | present({name: getattr(request, name) for name in knobs})


def price(request: ImageRequest, model: Model) -> float:
    """US dollars for one call: an estimate."""
    return model.price_usd


def answer(reply: dict[str, Any]) -> Answer:
    """The one image. A refusal is an HTTP 200 with a reason and no image; it raises Refused."""
    guarded = reply.get("amazon-bedrock-guardrailAction") == "INTERVENED"
    reason = first(reply.get("finish_reasons"))
    if reason == "Inference error":
        raise UnexpectedReply(say("reply.failed", reason=f"finish_reasons: {reason}"))
    if guarded and not reply.get("images"):
        raise GuardrailIntervened("amazon-bedrock-guardrailAction: INTERVENED")
    if reason:
        raise Refused(str(reason)[:200])
    images, broken = decoded_all(reply.get("images"))
    seeds = reply.get("seeds")
    return Answer(images, tuple(map(seed_of, seeds)) if isinstance(seeds, list) else (), broken=broken)
