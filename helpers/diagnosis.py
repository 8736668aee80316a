"""Which words of the service, and which exceptions of botocore, mean which of the kit's errors.

Collected from AWS documentation, botocore's service models and public issue threads; the texts stand beside each row as
users saw them. A row with a message goes before one with a code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from helpers import errors
from helpers.errors import WorkshopError

# (part of the message, lower case) -> cause; the first that fits counts.
_BY_MESSAGE: tuple[tuple[str, type[WorkshopError]], ...] = (
    ("reached the end of its life", errors.ModelRetired),
    ("marked by provider as legacy", errors.ModelLegacy),
    ("could not resolve the foundation model", errors.ModelUnknown),
    ("model identifier is invalid", errors.WrongRegion),
    ("on-demand throughput isn’t supported", errors.ProfileNeeded),
    ("on-demand throughput isn't supported", errors.ProfileNeeded),  # with a plain apostrophe, should it ever come so
    ("blocked by our content filters", errors.Refused),
    ("aws marketplace subscription for this model is still being processed", errors.AgreementPending),
    ("invalid_payment_instrument", errors.PaymentMissing),
    ("aws-marketplace:", errors.MarketplaceDenied),
    ("explicit deny", errors.PolicyForbids),
    ("is not authorized to perform:", errors.PolicyMissing),
    ("operation not allowed", errors.AccountRestricted),
    ("not authorized to invoke this api operation", errors.AccountRestricted),
    ("service tier is not supported", errors.TierNotSupported),
    ("too many tokens", errors.TokensThrottled),
    ("exceeds the maximum allowed size", errors.ReplyTooLarge),
    ("malformed input request", errors.BadRequest),
    ("authorization header is missing", errors.NoAuthorization),
    ("make sure your api key is valid", errors.BadApiKey),
    ("invalid api key format", errors.MalformedApiKey),
    ("bearer token has expired", errors.ExpiredApiKey),
    ("signature expired", errors.RequestExpired),
    ("signature not yet current", errors.RequestExpired),
)
_BY_CODE: dict[str, type[WorkshopError]] = {
    "AccessDeniedException": errors.AccessDenied,
    "AccessDenied": errors.AccessDenied,  # as STS writes it
    "MPAgreementBeingCreated": errors.AgreementPending,
    "FTUFormNotFilled": errors.UseCaseFormMissing,
    "OptInRequired": errors.OptInNeeded,
    "NotAuthorized": errors.OptInNeeded,
    "ResourceNotFoundException": errors.ModelUnknown,
    "ThrottlingException": errors.Throttled,
    "TooManyRequestsException": errors.Throttled,
    "Throttling": errors.Throttled,  # as STS writes it
    "ServiceQuotaExceededException": errors.QuotaExceeded,
    "ModelNotReadyException": errors.ModelNotReady,
    "ModelTimeoutException": errors.ModelTimedOut,
    "ModelErrorException": errors.ModelFailed,
    "RequestTimeoutException": errors.RequestTimedOut,
    "RequestEntityTooLargeException": errors.RequestTooLarge,
    "ValidationException": errors.BadRequest,
    "ValidationError": errors.BadRequest,
    "InternalServerException": errors.ServiceTrouble,
    "InternalFailure": errors.ServiceTrouble,
    "ServiceUnavailableException": errors.ServiceUnavailable,
    "ServiceUnavailable": errors.ServiceUnavailable,
    "MalformedHttpRequestException": errors.NotBedrock,
    "RequestAbortedException": errors.ServiceTrouble,
    "UnknownOperationException": errors.NotBedrock,
    "UnrecognizedClientException": errors.InvalidCredentials,
    "InvalidClientTokenId": errors.InvalidCredentials,
    "ExpiredTokenException": errors.ExpiredCredentials,
    "ExpiredToken": errors.ExpiredCredentials,  # as STS writes it
    "RequestExpired": errors.RequestExpired,
    "IncompleteSignature": errors.BadSignature,
    "InvalidSignatureException": errors.BadSignature,
    "SignatureDoesNotMatch": errors.BadSignature,  # as STS writes it
    "MissingAuthenticationTokenException": errors.NoAuthorization,
    "MissingAuthenticationToken": errors.NoAuthorization,
}
_BY_STATUS: dict[int, type[WorkshopError]] = {
    **dict.fromkeys((301, 302, 303, 307, 308), errors.NotBedrock),  # Bedrock sends nobody elsewhere
    400: errors.BadRequest,
    401: errors.NoCredentials,
    403: errors.NoCredentials,
    404: errors.NotBedrock,
    405: errors.NotBedrock,
    407: errors.ProxyTrouble,
    408: errors.RequestTimedOut,
    413: errors.RequestTooLarge,
    429: errors.Throttled,
    503: errors.ServiceUnavailable,
}
_BY_EXCEPTION: dict[str, type[WorkshopError]] = {
    "NoCredentialsError": errors.NoCredentials,
    "CredentialRetrievalError": errors.CredentialsUnreadable,
    "PartialCredentialsError": errors.PartialCredentials,
    "ProfileNotFound": errors.NoProfile,
    "ConfigParseError": errors.BrokenConfig,
    "ConfigNotFound": errors.BrokenConfig,
    "UnauthorizedSSOTokenError": errors.SignInNeeded,
    "TokenRetrievalError": errors.SignInNeeded,
    "SSOError": errors.SignInNeeded,
    "LoginError": errors.SignInNeeded,
    "NoRegionError": errors.NoRegion,
    "InvalidRegionError": errors.BadRegion,
    "InvalidEndpointConfigurationError": errors.ApiKeyNeedsHttps,
    "ParamValidationError": errors.BadCall,
    "ProxyConnectionError": errors.ProxyTrouble,
    "SSLError": errors.CertificateTrouble,
    "ConnectionClosedError": errors.ReplyLost,
    "IncompleteReadError": errors.ReplyLost,
    "ResponseStreamingError": errors.ReplyLost,
    "ProtocolError": errors.ReplyLost,  # urllib3's own: botocore lets it through where an error's body is cut off
    "ResponseParserError": errors.NotBedrock,
    "ReadTimeoutError": errors.TimedOut,
    "EndpointConnectionError": errors.NoConnection,
    "ConnectTimeoutError": errors.NoConnection,
    "HTTPClientError": errors.NoConnection,
    "BotoCoreError": errors.WrongSetting,  # all others of its own are about what is configured
    # Not botocore's own: what the network raises, botocore has wrapped by then, unless a connection breaks oddly.
    "ConnectionError": errors.ReplyLost,
    "TimeoutError": errors.TimedOut,
    "OSError": errors.CredentialsUnreadable,  # a program or a token's file that is not there
    "JSONDecodeError": errors.CredentialsUnreadable,  # what such a program printed
    "EOFError": errors.CredentialsUnreadable,  # a code was to be typed in, and nobody could
}
_NOT_HTTP = ("BadStatusLine", "LineTooLong", "UnknownProtocol", "HTTPException")  # http.client's: no HTTP came
_AWS = (".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".aws")  # how the hosts of its services end

LONGEST = 4000  # characters of a message that are looked at, and shown
_ACTION = re.compile(r"not authorized to perform: (?P<action>[\w-]+:\w+)")
_MINUTES = re.compile(r"(?:try again|retry) after (?P<minutes>\d{1,3}) minutes?", re.IGNORECASE)
_COMPLAINT = re.compile(r"Malformed input request: (?P<complaint>.+), please reformat your input", re.DOTALL)
# Stability AI's models answer in JSON of their own, which Bedrock passes on as a text.
_DETAIL = re.compile(r'\{"detail": ?"(?P<detail>.+)"\}', re.DOTALL)
_PROFILE_OF = re.compile(r"Invocation of model ID (?P<id>\S+) with on-demand")
# What practice mode says it lacks: these are no words of Bedrock's, so they are said anew in the learner's language.
_LACK = (
    (re.compile(r'"(?P<words>.*)" was not found in this picture', re.DOTALL), "not_found"),
    (re.compile(r"of the prompt it knows nothing it could paint there \((?P<words>.*)\)", re.DOTALL), "nothing_known"),
    (re.compile(r"the prompt .* names no colour; say one of: (?P<words>.*)", re.DOTALL), "no_colour"),
    (re.compile(r"No subject stands out|The subject fills this picture"), "no_subject"),
    (re.compile(r"nobody is seen in"), "nobody"),
    (re.compile(r"shows no such garment"), "not_worn"),
)


def without_account(message: str) -> str:
    """Words without account numbers and session names, which are often e-mail addresses, and without anything secret:
    the header that signs a request, and the password in an address."""
    message = re.sub(r"AWS4-HMAC-SHA256.*", "AWS4-HMAC-SHA256 ***", message, flags=re.DOTALL)
    message = re.sub(r"//[^/@\s]*@", "//***@", message)
    message = re.sub(r"(arn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}", r"\1************", message)
    message = re.sub(r"(assumed-role/[\w+=,.@-]+/)[\w+=,.@-]+", r"\1***", message)
    return re.sub(r"(?<!\d)\d{12}(?!\d)", "*" * 12, message)


def from_service(code: str, message: object, status: int | None, request_id: str, **facts: Any) -> WorkshopError:
    """The error for what the service answered. message: text, unless something odd answered. facts: what its sentences
    are filled with.
    """
    message = without_account(printable(str(message)[:LONGEST]))
    lowered = message.lower()
    if is_web_page(message):
        return errors.WebPage(service_text=text_of_page(message), status=status, request_id=request_id, **facts)
    lacking = _lacking(message)
    kind = errors.BeyondPractice if lacking else next((k for part, k in _BY_MESSAGE if part in lowered), None)
    kind = kind or _BY_CODE.get(code)
    if kind is None:
        kind = _BY_STATUS.get(status or 0, errors.ServiceTrouble)
    more: dict[str, Any] = {"service_text": message, "code": code, "status": status, "request_id": request_id}
    more |= facts | {"complaint": code or str(status)} | _read(message) | lacking
    if kind is errors.Refused:
        return errors.Refused(message, **more)
    return kind(**more)


def printable(words: str) -> str:
    """Words without what would move a terminal's cursor, or change its colours."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else "\ufffd" for letter in words)


def is_web_page(words: str) -> bool:
    """Whether these are the beginning of HTML."""
    return words.lstrip()[:20].lower().startswith(("<!doctype", "<html"))


def text_of_page(page: str) -> str:
    """What a web page says, without its markup."""
    page = re.sub(r"(?is)<(script|style|head)\b.*?(</\1>|$)", " ", page)
    return " ".join(re.sub(r"<[^>]*>?", " ", page).split())[:300]


def _read(message: str) -> Mapping[str, str]:
    """What the service's words say beyond their cause."""
    found: dict[str, str] = {}
    if match := _ACTION.search(message):
        found["action"] = match["action"]
    if match := _MINUTES.search(message):
        found["minutes"] = match["minutes"]
    if match := _COMPLAINT.search(message):
        found["complaint"] = " ".join(match["complaint"].split())
    elif match := _DETAIL.fullmatch(message):
        found["complaint"] = match["detail"]
    elif message:
        found["complaint"] = message
    if match := _PROFILE_OF.search(message):
        found["profile"] = f"us.{match['id']}"
    return found


def _lacking(message: str) -> dict[str, str]:
    """What practice mode lacked, by the name of its sentence, and the words that it is about; empty for all else."""
    if message.startswith("Practice mode: "):
        for part, lack in _LACK:
            if match := part.search(message):
                return {"lack": lack, **match.groupdict()}
    return {}


def from_botocore(
    error: Exception, otherwise: type[WorkshopError] = errors.NotBedrock, asking: bool = False, **facts: Any
) -> WorkshopError:
    """The error for what botocore raised before any service answered, or while the answer came.

    otherwise: for an exception that is neither botocore's nor known here; those mostly come of reading what is no
    answer of AWS's. asking: whether a question was asked that costs nothing. facts: what the sentences are filled with.
    """
    names = [cls.__name__ for cls in type(error).__mro__]
    kind = next((_BY_EXCEPTION[n] for n in names if n in _BY_EXCEPTION), otherwise)
    words = str(error)
    address = str(getattr(error, "kwargs", {}).get("endpoint_url", ""))
    if kind is errors.ApiKeyNeedsHttps and "HTTPS" not in words:
        kind = errors.NotBedrock  # another fault of an endpoint's configuration
    elif kind is errors.CertificateTrouble and ("[Errno" in words or "[X509" in words):
        kind = errors.BadBundle
    elif kind is errors.CertificateTrouble and "certificate" not in words.lower() and "[SSL" in words:
        kind = errors.NoTls
    elif kind is errors.NoConnection and "Invalid header value" in words:
        kind = errors.MangledCredentials  # of all headers, only the key's comes from the learner
    elif kind is errors.NoConnection and "Failed to parse" in words:
        kind = errors.ProxyTrouble  # endpoints were looked at before
    elif kind is errors.NoConnection and is_ones_own(address):
        kind = errors.NothingThere
        facts |= {"address": without_account(address.partition("/model/")[0])}
    elif kind is errors.ReplyLost and _spoke_no_http(error):
        kind = errors.NotBedrock
    if asking and (
        kind in (errors.TimedOut, errors.ReplyLost) or (kind is errors.NoConnection and "//sts." in address)
    ):
        kind = errors.NotAnswered
    return kind(service_text=without_account(words[:LONGEST]), code=type(error).__name__, **facts)


def is_ones_own(address: str) -> bool:
    """Whether it is an address that the learner set, and not AWS's."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return host != "" and not host.endswith(_AWS)


def _spoke_no_http(error: BaseException) -> bool:
    """Whether something answered that does not speak HTTP. A connection that was closed without a word is none of it,
    though Python has the two under one name."""
    cause: BaseException | None = error
    while cause is not None:
        names = [cls.__name__ for cls in type(cause).__mro__]
        if "RemoteDisconnected" in names or "IncompleteRead" in names:
            return False
        if names[0] in _NOT_HTTP:
            return True
        cause = cause.__cause__ or cause.__context__
    return False
