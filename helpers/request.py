"""One picture asked for, in the field's own words. Pure data: its JSON is made in `helpers.models`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from helpers import models
from helpers.errors import BadValue
from helpers.text import say

AspectRatio = Literal["1:1", "16:9", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21"]
OutputFormat = Literal["png", "jpeg", "webp"]


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """What is asked of a model; None leaves a choice to it. Which knobs a model has, its `helpers.models` module says.

    Raises BadValue for an empty prompt; everything else is checked against the model's limits by `body()`.
    """

    prompt: str
    negative_prompt: str = ""  # what should not be in the picture
    model: str = models.DEFAULT  # a name of `helpers.MODELS`, or a Bedrock model id
    seed: int | None = None  # the same seed and request give the same picture; None or 0: a new one each time
    steps: int | None = None  # of denoising: about 30 is plenty; more cost time, not quality
    cfg_scale: float | None = None  # guidance: 1 hardly follows the prompt, 7 is usual, 15 and more overdoes it
    width: int | None = None  # pixels
    height: int | None = None  # pixels
    aspect_ratio: AspectRatio | None = None  # for models that take a shape and choose the pixels themselves
    style_preset: str | None = None
    output_format: OutputFormat | None = None

    def __post_init__(self) -> None:
        for name in ("prompt", "negative_prompt", "model"):
            if not isinstance(getattr(self, name), str):
                raise BadValue(name, got=type(getattr(self, name)).__name__, limit=say("limit.text"))
        for name in ("seed", "steps", "width", "height"):
            value = getattr(self, name)
            if hasattr(value, "__index__") and not isinstance(value, bool):  # numpy's integers, too
                object.__setattr__(self, name, int(value))
        if hasattr(self.cfg_scale, "__float__") and not isinstance(self.cfg_scale, (bool, int)):
            object.__setattr__(self, "cfg_scale", float(self.cfg_scale))
        if not self.prompt.strip():
            raise BadValue("prompt", got=say("limit.nothing"), limit=say("limit.some_prompt"))

    def body(self) -> dict[str, Any]:
        """The JSON that will be sent. Raises BadValue, with both numbers, where the model would refuse it."""
        model = models.model_of(self)
        return models.family_of(model).body(self, model)
