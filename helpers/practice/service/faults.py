"""What can go wrong on demand: every error of Bedrock's, and what networks do to good answers.

A fault is chosen for a service (`Rules.faults`, ``--fault``) or for one request (the header ``x-practice-fault``). So
every error path of a client can be tried against bytes on a socket.
"""

from __future__ import annotations

import base64
import functools
import random
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from helpers.practice.protocol import messages
from helpers.practice.protocol.messages import Delivery, Response, ServiceError

HEADER = "x-practice-fault"
SLOW = 5.0  # seconds before the first byte of a slow answer, and again for the rest of it
HUGE_SIDE = 24_000  # pixels of a picture of absurd size: a file of 80 KB that takes 1.7 GB to look at

_DENIED = "User: arn:aws:sts::123456789012:assumed-role/Student/session is not authorized to perform: "
_ON = "bedrock:InvokeModel on resource: arn:aws:bedrock:us-west-2::foundation-model/stability.sd3-5-large-v1:0 "
_MARKETPLACE = (
    "Model access is denied due to {why} Your AWS Marketplace subscription for this model cannot be completed at this "
    "time. If you recently fixed this issue, try again after {minutes} minutes."
)
_NO_MARKETPLACE = (
    "IAM user or service role is not authorized to perform the required AWS Marketplace actions "
    "(aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. Refer to the "
    "Amazon Bedrock documentation for further details."
)
_NO_PAYMENT = "INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.."

# Answers that are errors: name -> (status, code, message, the key it stands under). Codes and statuses are those of
# botocore's service model and of AWS's list of common errors; texts that nobody was seen to quote are marked so.
ERRORS: dict[str, tuple[int, str, str, str]] = {
    "throttle": (429, "ThrottlingException", messages.THROTTLED, "message"),
    "throttle-tokens": (429, "ThrottlingException", "Too many tokens, please wait before trying again.", "message"),
    "not-ready": (429, "ModelNotReadyException", "Model is not ready for inference.", "message"),  # modelled
    "quota": (
        400,
        "ServiceQuotaExceededException",
        "Service quota exceeded for this operation.",
        "message",
    ),  # modelled
    "500": (500, "InternalServerException", "The system encountered an unexpected error.", "message"),  # modelled
    "500-bare": (500, "", "", "message"),
    "503": (503, "ServiceUnavailableException", "Service is temporarily unavailable.", "message"),  # modelled
    "model-timeout": (408, "ModelTimeoutException", "Model has timed out in processing the request.", "message"),
    "request-timeout": (408, "RequestTimeoutException", "The request timed out.", "message"),  # modelled
    "model-error": (424, "ModelErrorException", "The model returned an error.", "message"),  # modelled
    "no-access": (403, "AccessDeniedException", messages.NO_ACCESS, "message"),
    "no-policy": (
        *(
            403,
            "AccessDeniedException",
            f"{_DENIED}{_ON}because no identity-based policy allows the bedrock:InvokeModel",
        ),
        "Message",
    ),
    "deny-policy": (
        *(403, "AccessDeniedException"),
        f"{_DENIED}{_ON}with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/deny",
        "Message",
    ),
    "marketplace": (
        *(403, "AccessDeniedException", _MARKETPLACE.format(why=_NO_MARKETPLACE, minutes=2)),
        "message",
    ),
    "payment": (403, "AccessDeniedException", _MARKETPLACE.format(why=_NO_PAYMENT, minutes=15), "message"),
    "agreement": (
        *(403, "MPAgreementBeingCreated"),
        "Your AWS Marketplace subscription for this model is still being processed. Try again after 15 minutes.",
        "message",
    ),
    "use-case-form": (
        *(404, "FTUFormNotFilled"),
        "Model use case details have not been submitted for this account.",  # modelled
        "message",
    ),
    "restricted": (400, "ValidationException", "Operation not allowed", "message"),
    "restricted-api": (
        *(400, "ValidationException", "Your account is not authorized to invoke this API operation."),
        "message",
    ),
    "opt-in": (403, "OptInRequired", "You need to opt in to the service.", "Message"),  # modelled
    "not-authorized": (401, "NotAuthorized", "You do not have permission to perform this action.", "Message"),
    "end-of-life": (404, "ResourceNotFoundException", messages.END_OF_LIFE, "message"),
    "legacy": (404, "ResourceNotFoundException", messages.LEGACY, "message"),
    "unresolved-model": (
        *(404, "ResourceNotFoundException"),
        "Could not resolve the foundation model from the provided model identifier.",
        "message",
    ),
    "invalid-model": (400, "ValidationException", messages.INVALID_MODEL, "message"),
    "profile-needed": (
        *(400, "ValidationException", messages.PROFILE_ONLY.format(id="stability.stable-image-inpaint-v1:0")),
        "message",
    ),
    "tier": (400, "ValidationException", messages.TIER, "message"),
    "malformed": (400, "ValidationException", messages.MALFORMED, "message"),
    "malformed-http": (400, "MalformedHttpRequestException", "The HTTP request is malformed.", "Message"),  # modelled
    "aborted": (400, "RequestAbortedException", "The request was aborted.", "Message"),  # modelled
    "validation-error": (400, "ValidationError", "The input fails to satisfy the constraints.", "Message"),  # modelled
    "unknown-operation": (404, "UnknownOperationException", "The operation is not known.", "Message"),  # modelled
    "too-large": (413, "RequestEntityTooLargeException", "The request is too large.", "Message"),  # modelled
    "invalid-token": (
        *(403, "UnrecognizedClientException", "The security token included in the request is invalid."),
        "message",
    ),
    "invalid-key-id": (
        *(403, "InvalidClientTokenId", "The security token included in the request is invalid."),
        "message",
    ),
    "expired-token": (
        *(403, "ExpiredTokenException", "The security token included in the request is expired"),
        "message",
    ),
    "expired-request": (400, "RequestExpired", "Request has expired.", "Message"),  # modelled
    "signature": (
        *(403, "InvalidSignatureException"),
        "The request signature we calculated does not match the signature you provided.",
        "message",
    ),
    "incomplete-signature": (
        *(403, "IncompleteSignature", "The request signature does not conform to AWS standards."),
        "Message",
    ),
    "no-authorization": (403, "", "Authorization header is missing", "Message"),
    "api-key": (403, "", "Authentication failed: Please make sure your API Key is valid.", "Message"),
    "api-key-format": (403, "", "Invalid API Key format: Must start with pre-defined prefix", "Message"),
    "api-key-expired": (403, "", "Bearer Token has expired", "Message"),
    "content-filter": (
        *(400, "ValidationException"),
        "This request has been blocked by our content filters. Please adjust your text prompt to submit a new request.",
        "message",
    ),
    # Those who saw this one did not record its status and code: as of other refusals that are a "detail", modelled.
    "reply-too-large": (
        *(400, "ValidationException"),
        messages.detailed(messages.TOO_LARGE_A_REPLY.format(size=34_800_123, limit=16_777_216)).message,
        "message",
    ),
}


def _truncated(response: Response) -> Response:
    """Cut off in the middle, but complete as HTTP sees it."""
    return _with_body(response, response.body[: len(response.body) // 2])


def _with_body(response: Response, body: bytes, **headers: str) -> Response:
    return replace(response, body=body, headers=response.headers | {"Content-Length": str(len(body))} | {**headers})


def _html(response: Response) -> Response:
    page = b"<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Please sign in.</body></html>"
    return _with_body(response, page, **{"Content-Type": "text/html; charset=utf-8"})


# What happens to a good answer on its way.
TRANSPORT: dict[str, Callable[[Response], Response]] = {
    "slow": lambda r: replace(r, delivery=Delivery(delay=SLOW)),
    "hang": lambda r: replace(r, delivery=Delivery(hang=True)),
    "reset": lambda r: replace(r, delivery=Delivery(cut=0.5)),
    "reset-at-once": lambda r: replace(r, delivery=Delivery(cut=0.0)),
    "truncated-json": _truncated,
    "empty": lambda r: _with_body(r, b""),
    "content-type": lambda r: replace(r, headers=r.headers | {"Content-Type": "text/html; charset=utf-8"}),
    "html": _html,
}


def _not_base64(image: str) -> str:
    return image[: len(image) // 2] + "*not base64*"


def _not_an_image(image: str) -> str:
    return base64.b64encode(b"This is no picture, though it came as one. " * 40).decode()


@functools.cache
def _huge() -> str:
    """A PNG file of a few KB whose pixels would fill memory: one bit each, all black."""
    row = b"\0" + b"\0" * (HUGE_SIDE // 8)
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(row) for _ in range(HUGE_SIDE)) + packer.flush()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", HUGE_SIDE, HUGE_SIDE, 1, 0, 0, 0, 0))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")).decode()


# What is wrong with the picture in an answer.
IMAGES: dict[str, Callable[[str], str]] = {
    "base64": _not_base64,
    "not-an-image": _not_an_image,
    "huge-image": lambda image: _huge(),
}
# What only some families can say in place of a picture; see `families.common.Served.failed`.
REPLIES = ("inference-error",)

NAMES = (*ERRORS, *TRANSPORT, *IMAGES, *REPLIES)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong. share: of the requests, 0 to 1. Raises ValueError for a name nobody knows."""

    name: str
    share: float = 1.0

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise ValueError(f"there is no fault {self.name!r}; there are: {', '.join(NAMES)}")
        if not 0 <= self.share <= 1:
            raise ValueError(f"the share of {self.name} is {self.share:g}; it must be 0 to 1")

    @classmethod
    def read(cls, words: str) -> Fault:
        """From ``throttle`` or ``throttle=0.3``. Raises ValueError for anything else."""
        name, _, share = words.strip().partition("=")
        try:
            return cls(name, float(share) if share else 1.0)
        except ValueError as error:
            if "could not convert" in str(error):
                raise ValueError(f"the share of {name} is {share!r}; it must be a number, 0 to 1") from None
            raise


def chosen(headers: Mapping[str, str], always: Sequence[Fault], draw: Callable[[], float] = random.random) -> str:
    """The name of the fault this request meets, "" for none. headers: with names in lower case.

    Raises ValueError where the request asks for one that there is not.
    """
    wanted = [Fault.read(words) for words in headers.get(HEADER, "").split(",") if words.strip()]
    return next((fault.name for fault in wanted or always if fault.share >= 1 or draw() < fault.share), "")


def error(name: str) -> ServiceError | None:
    """The error of that name, None if the fault is of another kind."""
    return ServiceError(*ERRORS[name]) if name in ERRORS else None


def spoil(name: str, image: str) -> str:
    """The base64 of a picture, after a fault of that name."""
    return IMAGES[name](image) if name in IMAGES else image


def deliver(name: str, response: Response) -> Response:
    """The answer as it travels after a fault of that name."""
    return TRANSPORT[name](response) if name in TRANSPORT else response
