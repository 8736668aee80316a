"""Bedrock's InvokeModel on this machine: an HTTP request in, an HTTP response out. No sockets here.

Paths, headers, error codes and response shapes are Bedrock's, from AWS documentation, the botocore service model and
what users saw. The order of the checks (signature, model, region, lifecycle, body, schema) is a guess; AWS does not
document it.
"""

from __future__ import annotations

import base64
import io
import json
import re
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from helpers.practice import schema
from helpers.practice.families import FAMILIES, Asked, Served

END_OF_LIFE = (
    "This model version has reached the end of its life. Please refer to the AWS documentation for more details."
)
INVALID_MODEL = "The provided model identifier is invalid."
PROFILE_ONLY = (
    "Invocation of model ID {id} with on-demand throughput isn\u2019t supported. Retry your request with the ID or ARN "
    "of an inference profile that contains this model."
)
MALFORMED = "Malformed input request, please reformat your input and try again."
UNKNOWN_OPERATION = "The practice service answers InvokeModel alone."
BODY_LIMIT = 25_000_000  # bytes of a request, as in the service model of botocore
MOST_NOTES, LONGEST_NOTE = 100, 40  # words told in a header, and characters of one: clients take 64 KiB a line

_INVOKE = re.compile(r"/model/(?P<model>[^/]+|arn:[^/]+/[^/]+)/invoke")
_PROFILE_ARN = re.compile(r"arn:aws:bedrock:[a-z0-9-]+:\d{12}:inference-profile/(?P<profile>[^/]+)")
_SIGNATURE = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<day>\d{8})/(?P<region>[a-z0-9-]+)/bedrock/aws4_request, ?"
    r"SignedHeaders=[a-z0-9;-]+, ?Signature=[0-9a-f]{64}"
)


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Rules:
    """How strict the service is."""

    retired_answer: bool = True  # old code and the lab still call retired models; AWS itself refuses them


class ServiceError(Exception):
    """An answer that is an error, in Bedrock's own words."""

    def __init__(self, status: int, code: str, message: str, key: str = "message") -> None:
        self.status, self.code, self.message, self.key = status, code, message, key
        super().__init__(message)


def answer(method: str, url: str, headers: Mapping[str, str], body: bytes, rules: Rules | None = None) -> Response:
    """Answer one request. Never raises for what a client sends: a bad request gets the error Bedrock would give."""
    try:
        return _invoke(method, url, {k.lower(): v for k, v in headers.items()}, body, rules or Rules())
    except ServiceError as error:
        # The front door (signature, permissions) writes "Message", the service itself "message".
        text = json.dumps({error.key: error.message}, separators=(",", ":"), ensure_ascii=False)
        payload = text.encode(errors="backslashreplace")
        extra = (
            {"x-amzn-ErrorType": f"{error.code}:http://internal.amazon.com/coral/com.amazon.bedrock/"}
            if error.code
            else {}
        )
        return _respond(error.status, payload, extra)


def _respond(status: int, payload: bytes, extra: Mapping[str, str]) -> Response:
    headers = {
        "Content-Type": "application/json",
        "Content-Length": str(len(payload)),
        "x-amzn-RequestId": str(uuid.uuid4()),
    }
    return Response(status, headers | dict(extra), payload)


def _invoke(method: str, url: str, headers: dict[str, str], body: bytes, rules: Rules) -> Response:
    match = _INVOKE.fullmatch(_path(url))
    if match is None or method != "POST":
        raise ServiceError(404, "UnknownOperationException", UNKNOWN_OPERATION)
    region = _signed_for(headers)
    served = _model(match["model"], region, rules)
    if len(body) > BODY_LIMIT:
        raise ServiceError(
            413, "RequestEntityTooLargeException", f"The request body is larger than {BODY_LIMIT} bytes."
        )
    try:
        fields = json.loads(body.decode(), parse_constant=_no_json)  # json would guess at other encodings
    except (ValueError, RecursionError):
        raise ServiceError(400, "ValidationException", MALFORMED) from None
    complaints = schema.complaints(fields, served.schema)
    if complaints:
        text = f"Malformed input request: {''.join(complaints)}, please reformat your input and try again."
        raise ServiceError(400, "ValidationException", text)
    asked = served.asked(fields)
    if isinstance(asked, str):
        raise ServiceError(400, "ValidationException", asked)
    # 0 means: choose one. It is told in the reply, so that the picture can be made again.
    seed = asked.order.seed or secrets.randbelow(2**32 - 2) + 1
    data, notes = _draw(asked, seed)
    payload = json.dumps(served.reply(base64.b64encode(data).decode(), seed)).encode()
    return _respond(200, payload, {"x-practice-notes": json.dumps(notes)})


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path)
    except ValueError:  # such as "//["
        return ""


def _no_json(word: str) -> None:
    """Python's reader would take NaN and Infinity."""
    raise ValueError(f"{word} is no JSON")


def _signed_for(headers: Mapping[str, str]) -> str | None:
    """The region a request is signed for; None with an API key. The signature itself is not checked."""
    given = headers.get("authorization", "")
    if not given:
        raise ServiceError(403, "", "Authorization header is missing", key="Message")
    if given.startswith("Bearer "):
        if not given.removeprefix("Bearer ").startswith(("ABSK", "bedrock-api-key-")):
            raise ServiceError(403, "", "Invalid API Key format: Must start with pre-defined prefix", key="Message")
        return None
    match = _SIGNATURE.fullmatch(given)
    if match is None:
        raise ServiceError(
            403, "IncompleteSignature", "The request signature does not conform to AWS standards.", key="Message"
        )
    return match["region"]


def _model(identifier: str, region: str | None, rules: Rules) -> Served:
    arn = _PROFILE_ARN.fullmatch(identifier)
    served = FAMILIES.get(arn["profile"] if arn else identifier)
    if served is None:
        raise ServiceError(400, "ValidationException", INVALID_MODEL)
    if served.retired:
        if not rules.retired_answer:
            raise ServiceError(404, "ResourceNotFoundException", END_OF_LIFE)
        return served  # gone everywhere, so answered everywhere
    if region is not None and region not in served.regions:
        raise ServiceError(400, "ValidationException", INVALID_MODEL)
    if served.profile_only:
        raise ServiceError(400, "ValidationException", PROFILE_ONLY.format(id=identifier))
    return served


def _draw(asked: Asked, seed: int) -> tuple[bytes, dict[str, Any]]:
    """The image file, and what was understood of the prompt.

    Raises ServiceError where practice mode cannot do what is asked with the picture given.
    """
    from helpers.practice import engine
    from helpers.practice.retouch.errors import CannotEdit

    try:
        drawing = (asked.draw or engine.draw)(replace(asked.order, seed=seed))
    except CannotEdit as error:
        raise ServiceError(400, "ValidationException", f"Practice mode: {error}") from None
    return _file(drawing.pixels, asked.format), {
        "understood": drawing.brief.understood[:MOST_NOTES],
        "ignored": [word[:LONGEST_NOTE] for word in drawing.brief.ignored[:MOST_NOTES]],
    }


def _file(pixels: Any, kind: str) -> bytes:
    """Pixels (h, w, 3 or 4) uint8 as an image file."""
    from PIL import Image

    image = Image.fromarray(pixels)
    if kind == "jpeg" and image.mode == "RGBA":  # JPEG knows no transparency
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    out = io.BytesIO()
    # The lightest compression, of runs alone (zlib's Z_RLE): smaller here than its usual way at this level, and faster.
    options: dict[str, dict[str, int]] = {
        "png": {"compress_level": 1, "compress_type": 3},
        "jpeg": {"quality": 92},
        "webp": {"quality": 90, "method": 2},
    }
    image.save(out, kind.upper(), **options[kind])
    return out.getvalue()
