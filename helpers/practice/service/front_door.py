"""Who asks, and for which region: the headers that AWS wants before it looks at a request.

Signatures are required in form and not checked: the practice service knows nobody's secret key. Texts as users saw
them, but for those of a malformed signature: modelled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from helpers.practice.protocol.messages import ServiceError

_SIGNATURE = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/, ]+)/(?P<day>\d{8})/(?P<region>[a-z0-9-]+)/(?P<service>[a-z0-9-]+)"
    r"/aws4_request, ?SignedHeaders=(?P<signed>[a-z0-9:;-]+), ?Signature=[0-9a-f]{64}"
)
_HOST = re.compile(r"(?:bedrock(?:-runtime)?(?:-fips)?|sts)\.(?P<region>[a-z0-9-]+)\.(?:amazonaws\.com|api\.aws)")
_KEY_PREFIXES = ("ABSK", "bedrock-api-key-")  # long-term and short-term API keys


def region_asked(headers: Mapping[str, str], url: str, service: str = "bedrock") -> str | None:
    """The region a request is signed for, or else the one in its host; None if neither says.

    headers: with names in lower case. Raises ServiceError for a request that is not signed for this service.
    """
    given = headers.get("authorization", "")
    if not given:
        raise ServiceError(403, "", "Authorization header is missing", key="Message")
    if given.startswith("Bearer "):
        if not given.removeprefix("Bearer ").startswith(_KEY_PREFIXES):
            raise ServiceError(403, "", "Invalid API Key format: Must start with pre-defined prefix", key="Message")
        return _region_of(url) or _region_of(f"//{headers.get('host', '')}")
    match = _SIGNATURE.fullmatch(given)
    if match is None or match["service"] != service:
        raise _incomplete("The request signature does not conform to AWS standards.")
    for name in match["signed"].split(";"):
        # In-process, the host is in the URL alone; the SDK for JavaScript signs HTTP/2's name for it.
        if name not in headers and name not in ("host", ":authority"):
            raise _incomplete(f"'{name}' is named in SignedHeaders and is not in the request.")
    if "x-amz-date" not in headers and "date" not in headers:
        raise _incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
    return match["region"]


def _incomplete(why: str) -> ServiceError:
    return ServiceError(403, "IncompleteSignature", why, key="Message")


def _region_of(url: str) -> str | None:
    try:
        match = _HOST.fullmatch(urlsplit(url).hostname or "")
    except ValueError:
        return None
    return match["region"] if match else None
