"""Bedrock on this machine: an HTTP request in, an HTTP response out. No sockets here.

InvokeModel of the runtime, the calls of the control plane that tell which models an account may use, and STS's
GetCallerIdentity. Paths, headers, error codes and response shapes are Bedrock's, from AWS documentation, the botocore
service models and what users saw. The order of the checks (signature, model, region, lifecycle, access, quota, body,
schema, content filter) is a guess; AWS does not document it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from helpers.practice.protocol import messages
from helpers.practice.protocol.messages import Delivery, Response, ServiceError, invalid, refusal
from helpers.practice.service import control_plane
from helpers.practice.service.faults import Fault
from helpers.practice.service.front_door import region_asked
from helpers.practice.service.invoke import BODY_LIMIT, invoke_model, served_for
from helpers.practice.service.quota import PUBLISHED, Quotas
from helpers.practice.service.rules import Rules

UNKNOWN_OPERATION = (
    "The practice service answers InvokeModel, the calls of the control plane that list image models, and "
    "GetCallerIdentity."
)
# The model's id may be an ARN, which has a slash of its own.
_RUNTIME = re.compile(
    r"/model/(?P<model>[^/]+|arn:[^/]+/[^/]+)/"
    r"(?P<operation>invoke|invoke-with-response-stream|converse|converse-stream|count-tokens)"
)

_NOT_SERVED = {"invoke-with-response-stream": messages.NO_STREAMING, "count-tokens": messages.NO_COUNTING}


def answer(method: str, url: str, headers: Mapping[str, str], body: bytes, rules: Rules | None = None) -> Response:
    """Answer one request. Never raises for what a client sends: a bad request gets the error Bedrock would give."""
    try:
        return _answer(method, url, {k.lower(): v for k, v in headers.items()}, body, rules or Rules())
    except ServiceError as error:
        return refusal(error)


def _answer(method: str, url: str, headers: dict[str, str], body: bytes, rules: Rules) -> Response:
    path, query = _parts(url)
    match = _RUNTIME.fullmatch(unquote(path))
    if match is not None and method == "POST":
        if match["operation"] == "invoke":
            return invoke_model(match["model"], url, headers, body, rules)
        served_for(match["model"], region_asked(headers, url), rules)  # its own errors come first
        raise invalid(_NOT_SERVED.get(match["operation"], messages.NO_CONVERSE))
    found = control_plane.answer(method, path, query, url, headers, body, rules)
    if found is None:
        raise ServiceError(404, "UnknownOperationException", UNKNOWN_OPERATION)
    return found


def _parts(url: str) -> tuple[str, str]:
    """The path and the query of a URL, still quoted."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as "//["
        return "", ""
    return parts.path, parts.query


__all__ = ["BODY_LIMIT", "PUBLISHED", "Delivery", "Fault", "Quotas", "Response", "Rules", "answer"]
