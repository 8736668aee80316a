"""The image models: an `ImageRequest` becomes JSON, JSON becomes pictures. Pure functions, one module a family."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, cast

from helpers.diagnosis import without_account
from helpers.errors import BadValue, not_among
from helpers.models import limits
from helpers.models.answer import Answer
from helpers.models.catalogue import DEFAULT, MODELS, READ_ON, Model, doing, find, nearest
from helpers.models.knobs import Knob
from helpers.tasks import TASKS, Task, TaskName, field_names
from helpers.text import say

if TYPE_CHECKING:
    from helpers.input_image import InputImage
    from helpers.request import ImageRequest


class FamilyModule(Protocol):
    """What every family module offers."""

    def check(self, request: ImageRequest, model: Model) -> None:
        """Raises BadValue, with both numbers, where the model would refuse the request."""

    def knobs(self, task: type[Task], model: Model) -> tuple[Knob, ...]:
        """What can be set for a task, but not the prompt and the pictures."""

    def picture_rules(self, task: type[Task], model: Model) -> Mapping[str, Any]:
        """What holds for the pictures of a task, but not its mask, as keywords of `limits.picture`."""

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


def knobs(model: Model, task: TaskName) -> tuple[Knob, ...]:
    """What can be set on a request to a model for a task. A knob with one choice only is none."""
    found = family_of(model).knobs(TASKS[task], model)
    return tuple(
        replace(knob, of_task=knob.name in field_names(TASKS[task]))
        for knob in found
        if knob.kind != "choice" or len(knob.choices) > 1
    )


def fitted(image: InputImage, model: Model, task: TaskName) -> InputImage:
    """The picture, made smaller where the model takes none as large for that task; else as it is.

    Raises BadValue for a picture whose pixels cannot be read.
    """
    return limits.shrunk(image, family_of(model).picture_rules(TASKS[task], model))


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
    "fitted",
    "knobs",
    "model_of",
    "nearest",
]
