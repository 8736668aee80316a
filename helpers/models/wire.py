"""JSON on its way out and in: a request becomes a body, a reply becomes an answer or an error that says what came."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from helpers import errors, models
from helpers.diagnosis import is_web_page, text_of_page
from helpers.models.answer import Answer
from helpers.text import say

if TYPE_CHECKING:
    from helpers.models.catalogue import Model
    from helpers.request import ImageRequest


def written(request: ImageRequest) -> str:
    """The JSON text of a request. Raises BadValue where the model would refuse it."""
    return json.dumps(request.body())


def read(model: Model, payload: bytes) -> Answer:
    """The pictures in a reply with HTTP 200.

    Raises Refused where the content filter took all of them, and UnexpectedReply (WebPage, ReplyTooLarge) for anything
    that holds no picture, whatever its bytes are.
    """
    fields = json_object(payload)
    if fields is None:
        words = payload[:4000].decode(errors="replace")
        if is_web_page(words):
            raise errors.WebPage(service_text=text_of_page(words))
        raise errors.UnexpectedReply(say("reply.not_json", start=repr(payload[:60])))
    detail = fields.get("detail")
    if isinstance(detail, str) and not {"images", "artifacts"} & fields.keys():
        kind = errors.ReplyTooLarge if "maximum allowed size" in detail else errors.UnexpectedReply
        raise kind(what=detail[:200], service_text=detail[:1000])
    return models.family_of(model).answer(fields)


def json_object(payload: bytes) -> dict[str, Any] | None:
    """The JSON object in some bytes; None for anything else."""
    try:
        fields = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) else None
