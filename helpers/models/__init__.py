"""The image models: an `ImageRequest` becomes JSON, JSON becomes pictures. Pure functions, one module a family."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Protocol, cast

from helpers.diagnosis import without_account
from helpers.errors import BadValue, not_among
from helpers.models.answer import Answer
from helpers.models.catalogue import DEFAULT, MODELS, READ_ON, Model, doing, find, nearest
from helpers.text import say

if TYPE_CHECKING:
    from helpers.request import ImageRequest


class FamilyModule(Protocol):
    """What every family module offers."""

    def check(self, request: ImageRequest, model: Model) -> None:
        """Raises BadValue, with both numbers, where the model would refuse the request."""

    def body(self, request: ImageRequest, model: Model) -> dict[str, Any]:
        """The JSON to send, of a request that was checked."""

    def price(self, request: ImageRequest, model: Model) -> float:
        """US dollars for one call: an estimate."""

    def answer(self, reply: dict[str, Any]) -> Answer:
        """The pictures in a reply. Raises Refused where the content filter took all, UnexpectedReply for no picture."""


def model_of(request: ImageRequest) -> Model:
    """The catalogue's entry for the model of a request: the one it names, or the usual one for its task.

    Raises BadValue for a name nobody knows, and for a model that cannot do the task.
    """
    task = request.task.name
    if request.model is None:
        return doing(task)[0]
    model = find(request.model)
    if model is None:
        raise not_among("model", without_account(request.model), [model.name for model in doing(task)])
    if not model.can(task):
        limit = say("limit.tasks", model=model.title, tasks=", ".join(model.tasks), instead=nearest(task).name)
        raise BadValue("task", got=task, limit=limit)
    return model


def call_id(request: ImageRequest) -> str:
    """What InvokeModel is given: an ARN as the request names it, or the model's id or inference profile."""
    named = request.model or ""
    return named if named.startswith("arn:") else model_of(request).call_id


def family_of(model: Model) -> FamilyModule:
    """The module that speaks a model's wire format."""
    return cast(FamilyModule, importlib.import_module(f"helpers.models.{model.family}"))


__all__ = [
    "DEFAULT",
    "MODELS",
    "READ_ON",
    "Answer",
    "FamilyModule",
    "Model",
    "call_id",
    "doing",
    "family_of",
    "find",
    "model_of",
    "nearest",
]
