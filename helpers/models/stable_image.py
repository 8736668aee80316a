"""Stable Diffusion 3.5 Large and Stable Image Core: ``prompt`` in, ``images`` out.

Limits: AWS user guide, model-parameters-diffusion-3-5-large and model-parameters-stable-image-core; that Core v1:1
takes no ``mode`` was seen live by the authors of the package bedrock-image-mcp-server 0.5.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.errors import Refused, UnexpectedReply
from helpers.models.catalogue import Model
from helpers.models.reply import (
    Answer,
    check_choice,
    check_length,
    check_no_knob,
    check_whole,
    decoded,
    first,
    present,
    seed_of,
)
from helpers.text import say

if TYPE_CHECKING:
    from helpers.request import ImageRequest

PROMPT_LIMIT = 10_000  # characters
ASPECT_RATIOS = ("1:1", "16:9", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21")
SEED_LIMIT = 2**32 - 2  # as in the documentation of SD3.5; older pages say 2**32 - 1


def body(request: ImageRequest, model: Model) -> dict[str, Any]:
    """The JSON to send: the prompt, and what was asked for beside it."""
    check_length("prompt", request.prompt, PROMPT_LIMIT)
    check_length("negative_prompt", request.negative_prompt, PROMPT_LIMIT)
    check_whole("seed", request.seed, 0, SEED_LIMIT)
    check_choice("aspect_ratio", request.aspect_ratio, ASPECT_RATIOS)
    check_choice("output_format", request.output_format, model.formats)
    pixels, chosen = "instead.aspect_ratio", "instead.leave_out"
    check_no_knob(request, model, {"width": pixels, "height": pixels, "steps": chosen, "cfg_scale": chosen})
    check_no_knob(request, model, {"style_preset": "instead.say_style"})
    knobs = ("negative_prompt", "aspect_ratio", "seed", "output_format")
    return {"prompt": request.prompt, **present({name: getattr(request, name) for name in knobs})}


def answer(reply: dict[str, Any]) -> Answer:
    """The one image. A refusal is an HTTP 200 with a reason and no image; it raises Refused."""
    reason = first(reply.get("finish_reasons"))
    if reason == "Inference error":
        raise UnexpectedReply(say("reply.failed", reason=f"finish_reasons: {reason}"))
    if reason:
        raise Refused(str(reason))
    return Answer(decoded(first(reply.get("images"))), seed_of(first(reply.get("seeds"))))
