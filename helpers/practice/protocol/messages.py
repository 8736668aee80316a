"""What Bedrock says when it does not answer with a picture: the texts that users of it saw, and the frame around them.

Each was seen by somebody in a log, an issue thread or a test of a published package, but for those marked modelled.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

END_OF_LIFE = (
    "This model version has reached the end of its life. Please refer to the AWS documentation for more details."
)
LEGACY = (
    "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the "
    "last 30 days. Please upgrade to an active model on Amazon Bedrock"
)
NO_ACCESS = "You don't have access to the model with the specified model ID."
INVALID_MODEL = "The provided model identifier is invalid."
PROFILE_ONLY = (
    "Invocation of model ID {id} with on-demand throughput isn\u2019t supported. Retry your request with the ID or ARN "
    "of an inference profile that contains this model."
)
MALFORMED = "Malformed input request, please reformat your input and try again."
TIER = "The provided service tier is not supported for this model."
NO_LATENCY = "Latency performance configuration is not supported for {id} in {region}"
# That it is refused is in the API's reference: modelled.
NO_GUARDRAIL_VERSION = "A guardrailIdentifier needs a guardrailVersion."
NO_COUNTING = "The provided model doesn't support counting tokens."
NO_STREAMING = "The model is unsupported for streaming."
NO_CONVERSE = (  # modelled: its first sentence was seen for models that Converse does not serve
    "This action doesn't support the model that you provided. Try again with a supported text or chat model."
)
THROTTLED = "Too many requests, please wait before trying again."
TOO_LARGE_A_REPLY = "Response payload size {size} bytes exceeds the maximum allowed size of {limit} bytes"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer travels; anything but the defaults is a fault that was asked for."""

    delay: float = 0.0  # seconds before the first byte, and then again spread over the rest
    hang: bool = False  # the answer never comes, the connection stays open
    cut: float | None = None  # after this share of the body the connection is reset; 0: before the head


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes
    delivery: Delivery = field(default_factory=Delivery)


class ServiceError(Exception):
    """An answer that is an error, in Bedrock's own words.

    key: "message" from the service itself; its front door (signature, permissions) writes "Message".
    """

    def __init__(self, status: int, code: str, message: str, key: str = "message") -> None:
        self.status, self.code, self.message, self.key = status, code, message, key
        super().__init__(message)


def malformed(complaints: str) -> ServiceError:
    """A ValidationException with complaints in the frame that Bedrock puts around those of its schema."""
    text = f"Malformed input request: {complaints}, please reformat your input and try again."
    return ServiceError(400, "ValidationException", text)


def invalid(message: str) -> ServiceError:
    """A ValidationException with a message of its own."""
    return ServiceError(400, "ValidationException", message)


def detailed(what: str) -> ServiceError:
    """A ValidationException of a model of Stability AI's: its own JSON, which Bedrock passes on as a text.

    So users of Bedrock saw it: ``{"message":"{\\"detail\\":\\"Invalid field ...\\"}"}``.
    """
    return invalid(json.dumps({"detail": what}, separators=(",", ":"), ensure_ascii=False))


def respond(status: int, payload: bytes, extra: Mapping[str, str] | None = None) -> Response:
    headers = {
        "Content-Type": "application/json",
        "Content-Length": str(len(payload)),
        "x-amzn-RequestId": str(uuid.uuid4()),
    }
    return Response(status, headers | dict(extra or {}), payload)


def answered(reply: Any, extra: Mapping[str, str] | None = None) -> Response:
    """A reply in JSON, as the operations of the control plane give it."""
    return respond(200, json.dumps(reply).encode(), extra)


def refusal(error: ServiceError) -> Response:
    """The error as it goes over the wire."""
    text = json.dumps({error.key: error.message}, separators=(",", ":"), ensure_ascii=False)
    kind = f"{error.code}:http://internal.amazon.com/coral/com.amazon.bedrock/"
    return respond(
        error.status, text.encode(errors="backslashreplace"), {"x-amzn-ErrorType": kind} if error.code else {}
    )
