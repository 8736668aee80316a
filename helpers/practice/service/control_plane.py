"""Which models an account may use: the calls of Bedrock's control plane that the catalogue makes, and STS's identity.

Shapes: botocore's service model ``bedrock`` 2023-04-20. The account is an invented one.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote

from helpers.practice.families import FAMILIES, Served
from helpers.practice.protocol.messages import Response, ServiceError, answered, invalid, respond
from helpers.practice.service.front_door import region_asked
from helpers.practice.service.rules import Rules

ACCOUNT = "123456789012"  # the one AWS's documentation uses
DEFAULT_REGION = "us-west-2"  # for an API key, which names none
PROFILE_NAME = "US {name}"
CREATED = "2025-09-01T00:00:00Z"  # of every profile: modelled

# Bedrock lists far more models than make pictures; two stand for them, so that filters have something to leave out.
_OTHERS: dict[str, dict[str, Any]] = {
    "amazon.nova-lite-v1:0": {"name": "Nova Lite", "outputs": ["TEXT"]},
    "amazon.titan-embed-text-v2:0": {"name": "Titan Text Embeddings V2", "outputs": ["EMBEDDING"]},
}
_AVAILABILITY = {  # state of an account -> which of the four answers is no
    "no-agreement": "agreement",
    "not-authorized": "authorization",
    "not-entitled": "entitlement",
}


def answer(
    method: str, path: str, query: str, url: str, headers: Mapping[str, str], body: bytes, rules: Rules
) -> Response | None:
    """Answer a call; None if it is none of these. headers: with names in lower case. Raises ServiceError."""
    if method == "POST" and path in ("", "/") and b"Action=GetCallerIdentity" in body:
        region_asked(headers, url, "sts")
        return _identity()
    if method != "GET":
        return None
    for pattern, call in _CALLS:
        if match := pattern.fullmatch(path):
            region = region_asked(headers, url) or DEFAULT_REGION
            asked = {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}
            return answered(call(region, [unquote(part) for part in match.groups()], asked, rules))
    return None


def _identity() -> Response:
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/Practice/learner"
    text = (
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
        f"<Arn>{arn}</Arn><UserId>AROAPRACTICE:learner</UserId><Account>{ACCOUNT}</Account>"
        "</GetCallerIdentityResult></GetCallerIdentityResponse>"
    )
    return respond(200, text.encode(), {"Content-Type": "text/xml"})


# ---- models


def _listed(region: str, rules: Rules) -> dict[str, Served]:
    """The image models that a region has. Retired ones have left the lists, even where they still answer old code."""
    return {
        name: served
        for name, served in FAMILIES.items()
        if not name.startswith("us.")
        and not served.retired
        and region in served.regions
        and rules.account.get(name) != "absent"
    }


def _summary(name: str, served: Served, region: str, rules: Rules) -> dict[str, Any]:
    legacy = rules.account.get(name) == "legacy"
    return {
        "modelArn": f"arn:aws:bedrock:{region}::foundation-model/{name}",
        "modelId": name,
        "modelName": served.name,
        "providerName": served.provider,
        "inputModalities": list(served.inputs),
        "outputModalities": ["IMAGE"],
        "responseStreamingSupported": False,
        "customizationsSupported": [],
        "inferenceTypesSupported": ["INFERENCE_PROFILE" if served.profile_only else "ON_DEMAND"],
        "modelLifecycle": {"status": "LEGACY" if legacy else "ACTIVE"},
    }


def _other(name: str, region: str) -> dict[str, Any]:
    return {
        "modelArn": f"arn:aws:bedrock:{region}::foundation-model/{name}",
        "modelId": name,
        "modelName": _OTHERS[name]["name"],
        "providerName": "Amazon",
        "inputModalities": ["TEXT"],
        "outputModalities": _OTHERS[name]["outputs"],
        "responseStreamingSupported": False,
        "customizationsSupported": [],
        "inferenceTypesSupported": ["ON_DEMAND"],
        "modelLifecycle": {"status": "ACTIVE"},
    }


def _list_models(region: str, _: list[str], asked: dict[str, str], rules: Rules) -> dict[str, Any]:
    models = [_summary(name, served, region, rules) for name, served in _listed(region, rules).items()]
    models += [_other(name, region) for name in _OTHERS]
    one_of(asked, "byOutputModality", ("TEXT", "IMAGE", "EMBEDDING"))
    one_of(asked, "byInferenceType", ("ON_DEMAND", "PROVISIONED"))
    one_of(asked, "byCustomizationType", ("FINE_TUNING", "CONTINUED_PRE_TRAINING", "DISTILLATION"))
    return {
        "modelSummaries": [
            model
            for model in models
            if asked.get("byOutputModality", model["outputModalities"][0]) in model["outputModalities"]
            and asked.get("byInferenceType", model["inferenceTypesSupported"][0]) in model["inferenceTypesSupported"]
            and asked.get("byProvider", model["providerName"]).lower() == model["providerName"].lower()
            and "byCustomizationType" not in asked  # none of these can be customized
        ]
    }


def one_of(asked: Mapping[str, str], name: str, choices: tuple[str, ...]) -> None:
    """Raises ServiceError for a value of a query that is none of those there are."""
    if name in asked and asked[name] not in choices:
        # The frame is that of AWS's own checks of parameters, seen in many services: modelled for this one.
        raise invalid(
            f"1 validation error detected: Value '{asked[name]}' at '{name}' failed to satisfy constraint: Member "
            f"must satisfy enum value set: [{', '.join(choices)}]"
        )


def _get_model(region: str, parts: list[str], asked: dict[str, str], rules: Rules) -> dict[str, Any]:
    name = _bare(parts[0])
    if name in _OTHERS:
        return {"modelDetails": _other(name, region)}
    served = _listed(region, rules).get(name)
    if served is None:
        raise _unresolved()
    return {"modelDetails": _summary(name, served, region, rules)}


def _bare(identifier: str) -> str:
    """A model's id from its id or its ARN."""
    return re.sub(r"^arn:aws:bedrock:[a-z0-9-]+::foundation-model/", "", identifier)


def _unresolved() -> ServiceError:
    text = "Could not resolve the foundation model from the provided model identifier."
    return ServiceError(404, "ResourceNotFoundException", text)


def _availability(region: str, parts: list[str], asked: dict[str, str], rules: Rules) -> dict[str, Any]:
    name = _bare(parts[0])
    known = FAMILIES.get(name)
    if (known is None or known.retired) and name not in _OTHERS:
        raise _unresolved()
    wrong = _AVAILABILITY.get(rules.account.get(name, ""))
    here = name in _OTHERS or name in _listed(region, rules)
    return {
        "modelId": name,
        "agreementAvailability": {"status": "NOT_AVAILABLE" if wrong == "agreement" else "AVAILABLE"},
        "authorizationStatus": "NOT_AUTHORIZED" if wrong == "authorization" else "AUTHORIZED",
        "entitlementAvailability": "NOT_AVAILABLE" if wrong == "entitlement" else "AVAILABLE",
        "regionAvailability": "AVAILABLE" if here else "NOT_AVAILABLE",
    }


# ---- inference profiles


def _profiles(region: str, rules: Rules) -> list[dict[str, Any]]:
    return [
        {
            "inferenceProfileName": PROFILE_NAME.format(name=served.name),
            "description": f"Routes requests to {served.name} in {', '.join(served.regions)}.",
            "createdAt": CREATED,
            "updatedAt": CREATED,
            "inferenceProfileArn": f"arn:aws:bedrock:{region}:{ACCOUNT}:inference-profile/us.{name}",
            "models": [{"modelArn": f"arn:aws:bedrock:{r}::foundation-model/{name}"} for r in served.regions],
            "inferenceProfileId": f"us.{name}",
            "status": "ACTIVE",
            "type": "SYSTEM_DEFINED",
        }
        for name, served in _listed(region, rules).items()
        if served.profile_only
    ]


def _list_profiles(region: str, _: list[str], asked: dict[str, str], rules: Rules) -> dict[str, Any]:
    one_of(asked, "type", ("SYSTEM_DEFINED", "APPLICATION"))
    found = [] if asked.get("type") == "APPLICATION" else _profiles(region, rules)
    size = asked.get("maxResults", "1000")
    if not re.fullmatch("[0-9]{1,4}", size) or not 1 <= int(size) <= 1000:
        raise invalid("maxResults must be a whole number, 1 to 1000.")  # modelled
    start = _start(asked.get("nextToken"))
    page, rest = found[start : start + int(size)], len(found) > start + int(size)
    token = base64.urlsafe_b64encode(json.dumps(start + int(size)).encode()).decode()
    return {"inferenceProfileSummaries": page} | ({"nextToken": token} if rest else {})


def _start(token: str | None) -> int:
    """Where a page begins. Raises ServiceError for a token that no answer gave."""
    if token is None:
        return 0
    try:
        start = json.loads(base64.urlsafe_b64decode(token.encode()))
    except ValueError:
        start = None
    if not isinstance(start, int) or start < 0:
        raise invalid("The provided nextToken is invalid.")  # modelled
    return start


def _get_profile(region: str, parts: list[str], asked: dict[str, str], rules: Rules) -> dict[str, Any]:
    name = re.sub(r"^arn:aws:bedrock:[a-z0-9-]+:\d{12}:inference-profile/", "", parts[0])
    found = next((p for p in _profiles(region, rules) if p["inferenceProfileId"] == name), None)
    if found is None:
        raise ServiceError(404, "ResourceNotFoundException", "The inference profile was not found.")  # modelled
    return found


_ONE = r"(?P<name>[^/]+(?:/[^/]+)?)"  # an id, or an ARN, whose slash may come unquoted
_CALLS = tuple(
    (re.compile(pattern), call)
    for pattern, call in (
        (r"/foundation-models", _list_models),
        (rf"/foundation-models/{_ONE}", _get_model),
        (rf"/foundation-model-availability/{_ONE}", _availability),
        (r"/inference-profiles", _list_profiles),
        (rf"/inference-profiles/{_ONE}", _get_profile),
    )
)
