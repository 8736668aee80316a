"""Stable Diffusion XL 1.0: ``text_prompts`` in, ``artifacts`` out.

Retired on Bedrock; practice mode answers it. Limits: AWS user guide (older version),
model-parameters-diffusion-1-0-text-image.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.errors import BadValue, Refused, UnexpectedReply
from helpers.models.catalogue import Model
from helpers.models.reply import (
    Answer,
    check_choice,
    check_length,
    check_no_knob,
    check_range,
    check_whole,
    decoded,
    first,
    present,
    seed_of,
)
from helpers.models.styles import STYLE_PRESETS
from helpers.text import say

if TYPE_CHECKING:
    from helpers.request import ImageRequest

PROMPT_LIMIT = 2000  # characters of one text prompt
SIZES = (
    *((1024, 1024), (1152, 896), (1216, 832), (1344, 768), (1536, 640)),
    *((640, 1536), (768, 1344), (832, 1216), (896, 1152)),
)
SEED_LIMIT = 2**32 - 1


def body(request: ImageRequest, model: Model) -> dict[str, Any]:
    """The JSON to send. A negative prompt is a text prompt of weight -1."""
    check_length("prompt", request.prompt, PROMPT_LIMIT)
    check_length("negative_prompt", request.negative_prompt, PROMPT_LIMIT)
    check_whole("seed", request.seed, 0, SEED_LIMIT)
    check_whole("steps", request.steps, 10, 150)
    check_range("cfg_scale", request.cfg_scale, 0, 35)
    check_choice("style_preset", request.style_preset, STYLE_PRESETS)
    check_choice("output_format", request.output_format, model.formats)
    check_no_knob(request, model, {"aspect_ratio": "instead.width_height"})
    if (request.width, request.height) != (None, None) and (request.width, request.height) not in SIZES:
        sizes = ", ".join(f"{w} x {h}" for w, h in SIZES)
        got = f"{request.width} x {request.height}"
        raise BadValue("width x height", got=got, limit=say("limit.one_of", choices=sizes))
    texts: list[dict[str, Any]] = [{"text": request.prompt}]
    if request.negative_prompt:
        texts.append({"text": request.negative_prompt, "weight": -1.0})
    knobs = ("width", "height", "steps", "cfg_scale", "seed", "style_preset")
    return {"text_prompts": texts, **present({name: getattr(request, name) for name in knobs})}


def answer(reply: dict[str, Any]) -> Answer:
    """The first artifact. Raises Refused for CONTENT_FILTERED, with the blurred picture that came in its place."""
    artifact = first(reply.get("artifacts"))
    if not isinstance(artifact, dict):
        raise UnexpectedReply(say("reply.failed", reason=f"result: {reply.get('result')}"))
    reason = artifact.get("finishReason")
    if reason == "CONTENT_FILTERED":
        raise Refused(reason, kept=_blurred(artifact))
    if reason == "ERROR":
        raise UnexpectedReply(say("reply.failed", reason="finishReason: ERROR"))
    return Answer(decoded(artifact.get("base64")), seed_of(artifact.get("seed")))


def _blurred(artifact: dict[str, Any]) -> bytes:
    """What came in place of a refused picture; b"" if nothing that can be read did."""
    try:
        return decoded(artifact.get("base64"))
    except UnexpectedReply:
        return b""
