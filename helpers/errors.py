"""What can go wrong, one small class a cause. Each says what happened, what to do, and keeps the service's own words.

The sentences are in `helpers.text`, in English and Korean. Which words of the service mean which cause was collected
from AWS documentation and public issue threads; the texts that were matched stand beside each row of `_BY_MESSAGE`.
"""

from __future__ import annotations

import re
from typing import Any

from helpers import text


class WorkshopError(Exception):
    """Base of all errors of this kit.

    facts: what the sentences are filled with (got, limit, model, region ...). service_text, code, status and request_id
    are the service's own, empty or None where the error arose on this machine.
    """

    def __init__(
        self,
        *,
        service_text: str = "",
        code: str = "",
        status: int | None = None,
        request_id: str = "",
        **facts: Any,
    ) -> None:
        self.service_text, self.code, self.status, self.request_id = service_text, code, status, request_id
        self.facts = facts
        super().__init__(service_text or type(self).__name__)

    @property
    def cause(self) -> str:
        """What happened, in a sentence."""
        return self._say("cause")

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return self._say("remedy")

    def _say(self, part: str) -> str:
        return text.say(f"{type(self).__name__}.{part}", **self.facts)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows below a cell: the sentences, not forty lines of botocore. ``%debug`` still has it all."""
        return [f"{type(self).__name__}: {self}"]

    def __str__(self) -> str:
        lines = [self.cause, self.remedy]
        if self.service_text:
            lines.append(text.say("service_said", words=self.service_text))
        if self.request_id:
            lines.append(f"request id: {self.request_id}")
        return "\n".join(lines)


class BadValue(WorkshopError):
    """A value the model would refuse, caught before the call. facts: what, got, limit."""

    def __init__(self, what: str = "", **more: Any) -> None:
        super().__init__(**{"what": what, "got": "?", "limit": "?"} | more)


class NoCredentials(WorkshopError):
    """AWS credentials are missing, incomplete, invalid or expired."""


class NoRegion(WorkshopError):
    """No AWS region is set, or one that is not a region."""


class AccessDenied(WorkshopError):
    """The account or role may not use the model."""


class ModelRetired(WorkshopError):
    """The model has reached its end of life on Bedrock."""


class WrongRegion(WorkshopError):
    """The model exists, but not in this region (Bedrock calls the identifier invalid)."""


class Throttled(WorkshopError):
    """More requests a minute than the quota allows."""


class TimedOut(WorkshopError):
    """No answer within the read time-out; the picture may have been made, and be paid for, all the same."""


class NoConnection(WorkshopError):
    """The service could not be reached."""


class ServiceTrouble(WorkshopError):
    """Bedrock itself failed, or said something this kit has no name for."""


class UnexpectedReply(WorkshopError):
    """HTTP 200, but no picture in it."""

    def __init__(self, what: str, **more: Any) -> None:
        super().__init__(what=what, **more)


class Refused(WorkshopError):
    """The content filter said no. Not a fault of the learner's code.

    kept: the bytes of the blurred picture where the model sent one in place of the refused one, else b"".
    """

    def __init__(self, reason: str, kept: bytes = b"", **more: Any) -> None:
        self.reason, self.kept = reason, kept
        super().__init__(reason=reason, **more)


# (part of the message, lower case) -> cause; the first that fits counts. Texts as users of Bedrock saw them.
_BY_MESSAGE: tuple[tuple[str, type[WorkshopError]], ...] = (
    ("reached the end of its life", ModelRetired),
    ("marked by provider as legacy", ModelRetired),
    ("model identifier is invalid", WrongRegion),
    ("could not resolve the foundation model", WrongRegion),
    ("on-demand throughput isn’t supported", WrongRegion),
    ("blocked by our content filters", Refused),
    ("operation not allowed", AccessDenied),
    ("not authorized to invoke this api operation", AccessDenied),
    ("malformed input request", BadValue),
)
_BY_CODE: dict[str, type[WorkshopError]] = {
    "AccessDeniedException": AccessDenied,
    "MPAgreementBeingCreated": AccessDenied,
    "ResourceNotFoundException": ModelRetired,
    "ThrottlingException": Throttled,
    "TooManyRequestsException": Throttled,
    "ModelTimeoutException": TimedOut,
    "ValidationException": BadValue,
    **dict.fromkeys(
        ("UnrecognizedClientException", "ExpiredTokenException", "InvalidClientTokenId", "IncompleteSignature"),
        NoCredentials,
    ),
    **dict.fromkeys(("InvalidSignatureException", "MissingAuthenticationTokenException"), NoCredentials),
}
_BY_EXCEPTION: dict[str, type[WorkshopError]] = {
    **dict.fromkeys(("NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError"), NoCredentials),
    **dict.fromkeys(
        ("ProfileNotFound", "ConfigParseError", "TokenRetrievalError", "SSOError", "LoginError"), NoCredentials
    ),
    **dict.fromkeys(("NoRegionError", "InvalidRegionError"), NoRegion),
    **dict.fromkeys(
        ("EndpointConnectionError", "ConnectTimeoutError", "ProxyConnectionError", "SSLError"), NoConnection
    ),
    **dict.fromkeys(("ConnectionClosedError", "HTTPClientError"), NoConnection),
    "ReadTimeoutError": TimedOut,
}


def without_account(message: str) -> str:
    """The service's words without account numbers and session names, which are often e-mail addresses."""
    message = re.sub(r"(arn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}", r"\1************", message)
    return re.sub(r"(assumed-role/[\w+=,.@-]+/)[\w+=,.@-]+", r"\1***", message)


def from_service(code: str, message: str, status: int | None, request_id: str, **facts: Any) -> WorkshopError:
    """The error for what the service answered. facts: what its sentences are filled with."""
    message = without_account(message)
    lowered = message.lower()
    kind = next((k for part, k in _BY_MESSAGE if part in lowered), None)
    if kind is None:
        kind = _BY_CODE.get(code) or (NoCredentials if status in (401, 403) else ServiceTrouble)
    more: dict[str, Any] = {"service_text": message, "code": code, "status": status, "request_id": request_id, **facts}
    if kind is Refused:
        return Refused(message, **more)
    if kind is BadValue:
        return BadValue(text.say("limit.request"), got=text.say("limit.sent"), limit=text.say("limit.service"), **more)
    return kind(**more)


def from_botocore(error: Exception, **facts: Any) -> WorkshopError:
    """The error for what botocore raised before any service answered."""
    names = [cls.__name__ for cls in type(error).__mro__]
    kind = next((_BY_EXCEPTION[n] for n in names if n in _BY_EXCEPTION), ServiceTrouble)
    return kind(service_text=str(error), code=type(error).__name__, **facts)
