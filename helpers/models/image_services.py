"""The thirteen Stability AI Image Services: one picture in, one picture out, each with a few knobs of its own.

Limits: AWS user guide, "Stability AI Image Services". Where sources disagree (the creativity of a conservative upscale,
the negative prompt of an outpainting), nothing is sent that one of them says is refused, unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from helpers.errors import BadValue
from helpers.models import limits
from helpers.models.knobs import Knob, choice, number, whole, words
from helpers.models.limits import present
from helpers.models.stable_image import ASPECT_RATIOS, PROMPT_LIMIT, SEED_LIMIT, answer, price
from helpers.models.styles import STYLE_PRESETS
from helpers.tasks import Outpaint, Task, TaskName, field_names
from helpers.text import say

if TYPE_CHECKING:
    from helpers.models.catalogue import Model
    from helpers.request import ImageRequest

# The knobs that `ImageRequest` has for all models, and which of them each service takes.
_NEGATIVE, _SEED, _STYLE = "negative_prompt", "seed", "style_preset"
_REDRAWN = (_NEGATIVE, _SEED, _STYLE)
KNOBS: dict[TaskName, tuple[str, ...]] = {
    "inpaint": _REDRAWN,
    "erase": (_SEED,),
    "outpaint": (_SEED, _STYLE),
    "search-replace": _REDRAWN,
    "search-recolor": _REDRAWN,
    "remove-background": (),
    "control-sketch": _REDRAWN,
    "control-structure": _REDRAWN,
    "style-guide": (*_REDRAWN, "aspect_ratio"),
    "style-transfer": (_NEGATIVE, _SEED),
    "fast-upscale": (),
    "conservative-upscale": (_NEGATIVE, _SEED),
    "creative-upscale": _REDRAWN,
}
_LACKING = {
    **{name: "instead.leave_out" for name in ("steps", "cfg_scale", "sampler", "quality", "seed", "negative_prompt")},
    **{name: "instead.own_size" for name in ("width", "height", "aspect_ratio")},
    "style_preset": "instead.leave_out",
    "count": "instead.call_again",
}
# Fields of a task -> what they are called in JSON, where that differs.
_JSON_NAME = {
    ("search-replace", "search"): "search_prompt",
    ("search-recolor", "select"): "select_prompt",
    ("style-transfer", "image"): "init_image",
}
_SHARES = {"control_strength": (0, 1), "fidelity": (0, 1), "composition_fidelity": (0, 1), "style_strength": (0, 1)}
_RANGES: dict[str, tuple[float, float]] = {**_SHARES, "change_strength": (0.1, 1)}
_CREATIVITY: dict[str, tuple[float, float]] = {
    "outpaint": (0.1, 1),
    "conservative-upscale": (0.1, 0.5),
    "creative-upscale": (0.1, 0.5),
}
_SIDES = ("left", "right", "up", "down")
MOST_BEYOND = 2000  # pixels
MOST_GROWN = 20  # pixels

_USUAL: dict[str, Any] = {"side": (64, None), "pixels": (4096, 9_437_184), "aspect": 2.5}
_PICTURES: dict[str, dict[str, Any]] = {
    "fast-upscale": {"side": (32, 1536), "pixels": (1024, 1_048_576)},
    "creative-upscale": {"side": (64, None), "pixels": (4096, 1_048_576)},
}
_MASK: dict[str, Any] = {"side": (1, None), "pixels": (1, 9_437_184)}  # of any size: Bedrock fits it to the picture [L]


def check(request: ImageRequest, model: Model) -> None:
    """Raises BadValue, with both numbers, where the service would refuse the request."""
    task = request.task
    takes = KNOBS[task.name]
    limits.no_knob(request, model, {name: why for name, why in _LACKING.items() if name not in takes})
    limits.length("prompt", request.prompt, PROMPT_LIMIT)
    limits.length("negative_prompt", request.negative_prompt, PROMPT_LIMIT)
    limits.whole("seed", request.seed, 0, SEED_LIMIT)
    limits.choice("aspect_ratio", request.aspect_ratio, ASPECT_RATIOS)
    limits.choice("style_preset", request.style_preset, STYLE_PRESETS)
    limits.choice("output_format", request.output_format, model.formats)
    for name, image in task.images().items():
        rules = _MASK if name == "mask" else picture_rules(type(task), model)
        limits.picture(name, image, f"#/{_name(task, name)}", **rules)
    limits.transparent_or_masked(task)
    limits.whole("grow_mask", getattr(task, "grow_mask", None), 0, MOST_GROWN)
    limits.number("creativity", getattr(task, "creativity", None), *_CREATIVITY.get(task.name, (0, 1)))
    for name, (low, high) in _RANGES.items():
        limits.number(name, getattr(task, name, None), low, high)
    for name in ("search", "select"):
        if hasattr(task, name):
            limits.words(name, getattr(task, name), PROMPT_LIMIT, f"#/{_name(task, name)}")
    if getattr(task, "by", None) is not None:
        raise BadValue(
            "by", got=limits.shown(task.by), limit=say("limit.no_knob", model=model.title, instead=say(_LEAVE_OUT))
        )
    if isinstance(task, Outpaint):
        _check_sides(task)


def picture_rules(task: type[Task], model: Model) -> Mapping[str, Any]:
    """What holds for the pictures of a task, as keywords of `limits.picture`."""
    return _PICTURES.get(task.name, _USUAL)


def knobs(task: type[Task], model: Model) -> tuple[Knob, ...]:
    """What can be set for a task: the shared knobs that its service takes, and its own."""
    shared = {
        _NEGATIVE: words(_NEGATIVE, PROMPT_LIMIT),
        _SEED: whole(_SEED, 0, SEED_LIMIT),
        _STYLE: choice(_STYLE, STYLE_PRESETS),
        "aspect_ratio": choice("aspect_ratio", ASPECT_RATIOS),
    }
    own = {
        "grow_mask": whole("grow_mask", 0, MOST_GROWN),
        "creativity": number("creativity", *_CREATIVITY.get(task.name, (0, 1))),
        **{name: number(name, low, high) for name, (low, high) in _RANGES.items()},
        **{name: words(name, PROMPT_LIMIT, 1) for name in ("search", "select")},
        **{name: whole(name, 0, MOST_BEYOND) for name in _SIDES},
    }
    taken = [shared[name] for name in KNOBS[task.name]]
    return (*taken, choice("output_format", model.formats), *(own[name] for name in own if name in field_names(task)))


_LEAVE_OUT = "instead.leave_out"


def _check_sides(task: Outpaint) -> None:
    for side in _SIDES:
        limits.whole(side, getattr(task, side), 0, MOST_BEYOND)
    if not any(getattr(task, side) for side in _SIDES):
        got = ", ".join(f"{side}=0" for side in _SIDES)
        raise BadValue("left, right, up, down", got=got, limit=say("limit.one_side", high=MOST_BEYOND), field="#")


def _name(task: Task, field: str) -> str:
    """What a field of the task is called in JSON."""
    return _JSON_NAME.get((task.name, field), field)


def body(request: ImageRequest, model: Model) -> dict[str, Any]:
    """The JSON to send."""
    task = request.task
    fields: dict[str, Any] = {"prompt": request.prompt} if task.prompt_use == "required" else {}
    if task.prompt_use == "optional":
        fields |= present({"prompt": request.prompt})
    fields |= {_name(task, name): image.base64 for name, image in task.images().items()}
    for name, value in task.record().items():
        if name not in ("name", *task.images()) and not (name in _SIDES and not value):
            fields[_name(task, name)] = value
    knobs = (*KNOBS[task.name], "output_format")
    return fields | present({name: getattr(request, name) for name in knobs})


__all__ = ["KNOBS", "answer", "body", "check", "picture_rules", "price"]
