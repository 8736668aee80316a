"""One call asked of a model, in the field's own words. Pure data: its JSON is made in `helpers.models`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from helpers import models
from helpers.errors import BadValue
from helpers.models.catalogue import without_account
from helpers.tasks import Task, TextToImage, plain
from helpers.text import say

AspectRatio = Literal["1:1", "16:9", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21"]
OutputFormat = Literal["png", "jpeg", "webp"]
Quality = Literal["standard", "premium"]
Sampler = Literal[
    "DDIM",
    "DDPM",
    "K_DPMPP_2M",
    "K_DPMPP_2S_ANCESTRAL",
    "K_DPM_2",
    "K_DPM_2_ANCESTRAL",
    "K_EULER",
    "K_EULER_ANCESTRAL",
    "K_HEUN",
    "K_LMS",
]


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """What is asked of a model; None leaves a choice to it. Which knobs a model has, its `helpers.models` module says.

    Raises BadValue for an empty prompt where the task needs one; everything else is checked against the model's limits
    by `body()`.
    """

    prompt: str = ""
    negative_prompt: str = ""  # what should not be in the picture
    model: str | None = None  # a name of `helpers.MODELS`, or a Bedrock model id; None: the usual one for the task
    seed: int | None = None  # the same seed and request give the same picture; None: a new one each time
    steps: int | None = None  # of denoising: about 30 is plenty; more cost time, not quality
    cfg_scale: float | None = None  # guidance: 1 hardly follows the prompt, 7 is usual, 15 and more overdoes it
    width: int | None = None  # pixels
    height: int | None = None  # pixels
    aspect_ratio: AspectRatio | None = None  # for models that take a shape and choose the pixels themselves
    style_preset: str | None = None
    output_format: OutputFormat | None = None
    sampler: Sampler | None = None  # Stable Diffusion XL's way through the noise
    quality: Quality | None = None  # Titan's and Nova Canvas's
    count: int | None = None  # pictures in one call: Titan and Nova Canvas make up to 5
    task: Task = field(default_factory=TextToImage)  # what is to be done; edits carry their pictures in it

    def __post_init__(self) -> None:
        for name in ("prompt", "negative_prompt"):
            if not isinstance(getattr(self, name), str):
                raise BadValue(name, got=type(getattr(self, name)).__name__, limit=say("limit.text"))
        if self.model is not None and not isinstance(self.model, str):
            raise BadValue("model", got=type(self.model).__name__, limit=say("limit.text"))
        if not isinstance(self.task, Task):
            raise BadValue("task", got=type(self.task).__name__, limit=say("limit.task"))
        for name in self.__dataclass_fields__:
            if name != "task":
                object.__setattr__(self, name, plain(name, getattr(self, name)))
        use = self.task.prompt_use
        if use == "required" and not self.prompt.strip():
            raise BadValue("prompt", got=say("limit.nothing"), limit=say("limit.some_prompt"))
        if use == "none" and (self.prompt or self.negative_prompt):
            name = "prompt" if self.prompt else "negative_prompt"
            raise BadValue(name, got=repr(getattr(self, name)), limit=say("limit.no_prompt", task=self.task.name))

    def check(self) -> None:
        """Raises BadValue, with both numbers, where the model would refuse it."""
        model = models.model_of(self)
        models.family_of(model).check(self, model)

    def body(self) -> dict[str, Any]:
        """The JSON that will be sent. Raises BadValue, with both numbers, where the model would refuse it."""
        self.check()
        model = models.model_of(self)
        return models.family_of(model).body(self, model)

    def record(self) -> dict[str, Any]:
        """What was asked for, as plain JSON values; pictures as their fingerprints."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "task"}
        out = {name: value for name, value in values.items() if value not in (None, "")}
        if self.model:
            out["model"] = without_account(self.model)
        return out if isinstance(self.task, TextToImage) else out | {"task": self.task.record()}
