"""The image models: an `ImageRequest` becomes JSON, JSON becomes pictures. Pure functions, one module a family."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Protocol, cast

from helpers.errors import BadValue
from helpers.models.catalogue import DEFAULT, MODELS, READ_ON, Model, find
from helpers.models.reply import Answer
from helpers.text import say

if TYPE_CHECKING:
    from helpers.request import ImageRequest


class FamilyModule(Protocol):
    """What every family module offers."""

    def body(self, request: ImageRequest, model: Model) -> dict[str, Any]:
        """The JSON to send. Raises BadValue, with both numbers, where the model would refuse the request."""

    def answer(self, reply: dict[str, Any]) -> Answer:
        """The picture in a reply. Raises Refused where the content filter took it."""


def model_of(request: ImageRequest) -> Model:
    """The catalogue's entry for the model a request names. Raises BadValue for a name nobody knows."""
    model = find(request.model)
    if model is None:
        raise BadValue("model", got=repr(request.model), limit=say("limit.one_of", choices=", ".join(MODELS)))
    return model


def family_of(model: Model) -> FamilyModule:
    """The module that speaks a model's wire format."""
    return cast(FamilyModule, importlib.import_module(f"helpers.models.{model.family}"))


__all__ = ["DEFAULT", "MODELS", "READ_ON", "Answer", "FamilyModule", "Model", "family_of", "find", "model_of"]
