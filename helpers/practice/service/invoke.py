"""InvokeModel: a model id and a JSON body in, a reply with pictures out."""

from __future__ import annotations

import base64
import io
import json
import re
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from helpers.practice.families import FAMILIES, Asked, Made, Served
from helpers.practice.protocol import messages, schema
from helpers.practice.protocol.messages import Response, ServiceError, detailed, invalid, malformed, respond
from helpers.practice.service import content_filter, faults
from helpers.practice.service.control_plane import DEFAULT_REGION, one_of
from helpers.practice.service.front_door import region_asked

if TYPE_CHECKING:
    from helpers.practice.service.rules import Rules
    from helpers.practice.shown import Known

BODY_LIMIT = 25_000_000  # bytes of a request, as in the service model of botocore
REPLY_LIMIT = 16_777_216  # bytes of a reply, as the authors of bedrock-image-mcp-server saw it
MOST_NOTES, LONGEST_NOTE = 100, 40  # words told in a header, and characters of one: clients take 64 KiB a line
BLUR = 24  # pixels: what is left of a picture that SDXL's content filter took

_ARN = re.compile(
    r"arn:aws:bedrock:(?P<region>[a-z0-9-]+):(?:(?P<account>\d{12}):inference-profile|:foundation-model)/(?P<id>[^/]+)"
)
_OPTIONS = {
    "trace": "x-amzn-bedrock-trace",
    "performanceConfigLatency": "x-amzn-bedrock-performanceconfig-latency",
    "serviceTier": "x-amzn-bedrock-service-tier",
    "guardrailIdentifier": "x-amzn-bedrock-guardrailidentifier",
    "guardrailVersion": "x-amzn-bedrock-guardrailversion",
}
_TIERS = ("", "default", "standard")
# What may be wrong with an account and a model: state -> (status, code, message).
ACCOUNT_STATES: dict[str, tuple[int, str, str]] = {
    "absent": (400, "ValidationException", messages.INVALID_MODEL),
    "legacy": (404, "ResourceNotFoundException", messages.LEGACY),
    "no-agreement": (403, "AccessDeniedException", messages.NO_ACCESS),
    "not-authorized": (403, "AccessDeniedException", messages.NO_ACCESS),
    "not-entitled": (403, "AccessDeniedException", messages.NO_ACCESS),
}


def invoke_model(identifier: str, url: str, headers: Mapping[str, str], body: bytes, rules: Rules) -> Response:
    """Answer one InvokeModel. headers: with names in lower case. Raises ServiceError, as Bedrock would refuse it."""
    region = region_asked(headers, url)
    served, model = served_for(identifier, region, rules)
    try:
        fault = faults.chosen(headers, rules.faults)
    except ValueError as error:
        raise invalid(f"Practice mode: {error}") from None
    if broken := faults.error(fault):
        raise broken
    if rules.quotas is not None and not rules.quotas.take(model):
        raise ServiceError(429, "ThrottlingException", messages.THROTTLED)
    _check_options(headers, model, region or DEFAULT_REGION)
    asked = _asked(served, body, rules)
    if fault == "inference-error" and served.failed is not None:
        return faults.deliver(fault, messages.answered(served.failed))
    return faults.deliver(fault, _reply(served, asked, fault, headers))


def _check_options(headers: Mapping[str, str], model: str, region: str) -> None:
    """What InvokeModel takes beside a body. Raises ServiceError for what these models do not have."""
    options = {option: headers[name] for option, name in _OPTIONS.items() if headers.get(name)}
    one_of(options, "trace", ("ENABLED", "DISABLED", "ENABLED_FULL"))
    one_of(options, "performanceConfigLatency", ("optimized", "standard"))
    if options.get("performanceConfigLatency") == "optimized":
        raise invalid(messages.NO_LATENCY.format(id=model, region=region))
    if options.get("serviceTier", "").lower() not in _TIERS:
        raise invalid(messages.TIER)
    if "guardrailIdentifier" in options and "guardrailVersion" not in options:
        raise invalid(messages.NO_GUARDRAIL_VERSION)


def served_for(identifier: str, region: str | None, rules: Rules) -> tuple[Served, str]:
    """The model that answers to an id, a profile's id, or the ARN of either; and its bare id."""
    arn = _ARN.fullmatch(identifier)
    name = arn["id"] if arn else identifier
    served = FAMILIES.get(name)
    if served is None or (arn and region is not None and arn["region"] != region):
        raise invalid(messages.INVALID_MODEL)
    if arn and (arn["account"] is not None) != name.startswith("us."):  # a model is no profile, nor the other way round
        raise invalid(messages.INVALID_MODEL)
    model = name.removeprefix("us.")
    if (state := rules.account.get(model)) is not None:
        raise ServiceError(*ACCOUNT_STATES[state])
    if served.retired:
        if not rules.retired_answer:
            raise ServiceError(404, "ResourceNotFoundException", messages.END_OF_LIFE)
        return served, model  # gone everywhere, so answered everywhere
    if region is not None and region not in served.regions:
        raise invalid(messages.INVALID_MODEL)
    if served.profile_only:
        raise invalid(messages.PROFILE_ONLY.format(id=name))
    return served, model


def _asked(served: Served, body: bytes, rules: Rules) -> Asked:
    if len(body) > BODY_LIMIT:
        raise ServiceError(
            413, "RequestEntityTooLargeException", f"The request body is larger than {BODY_LIMIT} bytes."
        )
    try:
        # Of bytes, json would guess the encoding.
        fields = json.loads(body.decode(), parse_constant=_no_json, parse_float=_finite)
    except (ValueError, RecursionError):
        raise invalid(messages.MALFORMED) from None
    expected = served.schema(fields)
    if rules.accept_mode and "mode" not in expected.fields and isinstance(fields, dict):
        fields = {name: value for name, value in fields.items() if (name, value) != ("mode", "text-to-image")}
    if isinstance(fields, dict) and (strange := served.stranger(fields)) is not None:
        raise detailed(strange)
    if complaints := schema.complaints(fields, expected):
        raise malformed("".join(complaints))
    asked = served.asked(fields)
    if isinstance(asked, str):
        raise invalid(asked)
    return asked


def _no_json(word: str) -> None:
    """Python's reader would take NaN and Infinity."""
    raise ValueError(f"{word} is no JSON")


def _finite(digits: str) -> float:
    """A number with a fraction or an exponent; Python's reader would take 1e999 for infinity."""
    return min(max(float(digits), -sys.float_info.max), sys.float_info.max)


def _reply(served: Served, asked: Asked, fault: str, headers: Mapping[str, str]) -> Response:
    order = asked.order
    kind = content_filter.blocked(order.prompt)
    if kind == "some" and asked.count == 1:
        kind = "output"
    guarded = bool(headers.get("x-amzn-bedrock-guardrailidentifier"))
    if guarded and kind == "prompt":
        return messages.answered({"amazon-bedrock-guardrailAction": "INTERVENED"})
    if kind is not None and kind != "some" and (refused := served.refuse(kind)) is not None:
        return messages.answered(refused)
    weighted = tuple((content_filter.harmless(words), weight) for words, weight in order.weighted)
    asked = replace(asked, order=replace(order, prompt=content_filter.harmless(order.prompt), weighted=weighted))
    # The seed is told in the reply, so that the picture can be made again.
    seed = secrets.randbelow(2**32 - 2) + 1 if order.seed == asked.choose else order.seed
    blocked = 0 if kind is None else 1
    count = asked.count - 1 if kind == "some" else asked.count
    blur = BLUR if kind not in (None, "some") else 0
    drawn = [_draw(asked, (seed + number + served.noise) % 2**32, blur) for number in range(count)]
    if served.plain_image and headers.get("accept", "").lower().startswith("image/png"):
        return respond(200, drawn[0][0], {"Content-Type": "image/png"})
    images = [faults.spoil(fault, base64.b64encode(data).decode()) for data, _ in drawn]
    mask = _mask(asked.mask) if asked.mask else None
    reply = served.reply(Made(images, seed, mask, blocked))
    if guarded:
        reply["amazon-bedrock-guardrailAction"] = "NONE"
    payload = json.dumps(reply).encode()
    if len(payload) > REPLY_LIMIT:
        raise detailed(messages.TOO_LARGE_A_REPLY.format(size=len(payload), limit=REPLY_LIMIT))
    notes = drawn[0][1] if drawn else {}
    return respond(200, payload, {"x-practice-notes": json.dumps(notes)})


def _draw(asked: Asked, seed: int, blur: int = 0) -> tuple[bytes, dict[str, Any]]:
    """The image file, and what was understood of the prompt. blur: pixels, for what nobody is to see.

    Raises ServiceError where practice mode cannot do what is asked with the picture given.
    """
    from helpers.practice import engine

    with _excused():
        drawing = (asked.draw or engine.draw)(replace(asked.order, seed=seed))
    return _file(drawing.pixels, asked.format, blur, drawing.known), {
        "understood": drawing.brief.understood[:MOST_NOTES],
        "ignored": [word[:LONGEST_NOTE] for word in drawing.brief.ignored[:MOST_NOTES]],
    }


def _mask(find: Callable[[], Any]) -> str:
    """The base64 of a mask's file. Raises ServiceError as `_draw` does."""
    with _excused():
        return base64.b64encode(_file(find(), "png")).decode()


@contextmanager
def _excused() -> Iterator[None]:
    """What practice mode cannot do, as an answer."""
    from helpers.practice.retouch.errors import CannotEdit

    try:
        yield
    except CannotEdit as error:
        raise invalid(f"Practice mode: {error}") from None


def _file(pixels: Any, kind: str, blur: int = 0, known: Known = None) -> bytes:
    """Pixels (h, w) or (h, w, 3 or 4) uint8 as an image file. known: what they show, for the note in a PNG."""
    from PIL import Image, ImageFilter

    from helpers.practice import note

    image = Image.fromarray(pixels)
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    if kind == "jpeg" and image.mode == "RGBA":  # JPEG knows no transparency
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    out = io.BytesIO()
    # The lightest compression, of runs alone (zlib's Z_RLE): smaller here than its usual way at this level, and faster.
    options: dict[str, dict[str, Any]] = {
        "png": {"compress_level": 1, "compress_type": 3},
        "jpeg": {"quality": 92},
        "webp": {"quality": 90, "method": 2},
    }
    if kind == "png" and known is not None and not blur:
        options["png"]["pnginfo"] = note.written(known, pixels)
    image.save(out, kind.upper(), **options[kind])
    return out.getvalue()
