"""What can be asked of an image model: one small class a task, with the pictures and the knobs that belong to it alone.

One vocabulary for all families: in a mask white is edited, and strength is how far a picture may change. What is None
is left to the model. Limits are those of the model that does the task, and are checked by its module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields
from operator import index
from typing import Any, ClassVar, Literal

from helpers.errors import BadValue, not_among
from helpers.input_image import ImageLike, InputImage
from helpers.text import known, say

TaskName = Literal[
    "text-to-image",
    "image-to-image",
    "inpaint",
    "erase",
    "outpaint",
    "search-replace",
    "search-recolor",
    "remove-background",
    "replace-background",
    "control-sketch",
    "control-structure",
    "style-guide",
    "style-transfer",
    "fast-upscale",
    "conservative-upscale",
    "creative-upscale",
    "color-guided",
    "try-on",
]
PromptUse = Literal["required", "optional", "none"]

PICTURES = ("image", "mask", "style_image", "garment")  # fields that hold one
_LISTS = ("more_images", "colors", "preserve")


def plain(what: str, value: Any) -> Any:
    """A value as JSON has it, from one that may be numpy's. Raises BadValue for what is neither text nor a number."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    with suppress(TypeError, ValueError, OverflowError):  # an array of several has these methods, too
        if hasattr(value, "__index__"):
            return index(value)
        if hasattr(value, "__float__"):
            return float(value)
    raise BadValue(what, got=type(value).__name__, limit=say("limit.scalar"))


def _listed(what: str, value: Any) -> tuple[Any, ...]:
    """A tuple of what is a list of some kind. Raises BadValue for anything else, a text among it."""
    if not isinstance(value, str):
        with suppress(TypeError):
            items = tuple(value)
            if not any(item is None for item in items):
                return items
    raise BadValue(what, got=type(value).__name__, limit=say("limit.list"))


class Task:
    """Base of all tasks."""

    __slots__ = ()
    name: ClassVar[TaskName]
    prompt_use: ClassVar[PromptUse] = "required"

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if field.name in PICTURES:
                if value is None and field.default is None:
                    continue
                self._set(field.name, InputImage.of(value, field.name))
            elif field.name in _LISTS:
                items = _listed(field.name, value)
                if field.name == "more_images":
                    items = tuple(InputImage.of(image, field.name) for image in items)
                else:
                    items = tuple(plain(field.name, item) for item in items)
                self._set(field.name, items)
            else:
                self._set(field.name, plain(field.name, value))

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def images(self) -> dict[str, InputImage]:
        """The pictures that go in, by the name of their field."""
        out: dict[str, InputImage] = {}
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if isinstance(value, InputImage):
                out[field.name] = value
            elif field.name == "more_images":
                out |= {f"more_images/{number}": image for number, image in enumerate(value)}
        return out

    def record(self) -> dict[str, Any]:
        """The task as plain JSON values: a picture as its fingerprint, what was left to the model not at all."""
        out: dict[str, Any] = {"name": self.name}
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if isinstance(value, InputImage):
                out[field.name] = {"sha256": value.sha256}
            elif field.name == "more_images":
                out |= {field.name: [{"sha256": image.sha256} for image in value]} if value else {}
            elif value not in (None, "", ()):
                out[field.name] = list(value) if isinstance(value, tuple) else value
        return out


@dataclass(frozen=True, slots=True)
class TextToImage(Task):
    """A new picture from the prompt."""

    name: ClassVar[TaskName] = "text-to-image"


@dataclass(frozen=True, slots=True)
class ImageToImage(Task):
    """The picture, painted anew after the prompt."""

    name: ClassVar[TaskName] = "image-to-image"
    image: ImageLike
    strength: float | None = 0.6  # how far it may change: 0 keeps the picture, 1 hardly looks at it
    more_images: tuple[ImageLike, ...] = ()  # Titan and Nova Canvas mix up to five


@dataclass(frozen=True, slots=True)
class Inpaint(Task):
    """Paint what the prompt says where the mask is white."""

    name: ClassVar[TaskName] = "inpaint"
    image: ImageLike
    mask: ImageLike | None = None  # white is edited; None: where the picture is transparent
    grow_mask: int | None = None  # pixels, 0 to 20, by which it is widened with a soft edge


@dataclass(frozen=True, slots=True)
class Erase(Task):
    """Take away what is under the white of the mask, and fill the place from around it."""

    name: ClassVar[TaskName] = "erase"
    prompt_use: ClassVar[PromptUse] = "none"
    image: ImageLike
    mask: ImageLike | None = None
    grow_mask: int | None = None


@dataclass(frozen=True, slots=True)
class Outpaint(Task):
    """Go on beyond the edges: so many pixels on each side, 0 to 2000."""

    name: ClassVar[TaskName] = "outpaint"
    prompt_use: ClassVar[PromptUse] = "optional"
    image: ImageLike
    left: int = 0
    right: int = 0
    up: int = 0
    down: int = 0
    creativity: float | None = None  # how freely: 0.1 to 1

    def __post_init__(self) -> None:
        for side in ("left", "right", "up", "down"):
            if getattr(self, side) is None:
                self._set(side, 0)
        Task.__post_init__(self)


@dataclass(frozen=True, slots=True)
class SearchReplace(Task):
    """Put what the prompt says in the place of what `search` names."""

    name: ClassVar[TaskName] = "search-replace"
    image: ImageLike
    search: str
    grow_mask: int | None = None


@dataclass(frozen=True, slots=True)
class SearchRecolor(Task):
    """Give what `select` names the colour that the prompt names."""

    name: ClassVar[TaskName] = "search-recolor"
    image: ImageLike
    select: str
    grow_mask: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveBackground(Task):
    """Keep the main subject; the rest becomes transparent."""

    name: ClassVar[TaskName] = "remove-background"
    prompt_use: ClassVar[PromptUse] = "none"
    image: ImageLike


@dataclass(frozen=True, slots=True)
class ReplaceBackground(Task):
    """Paint what the prompt says around what is kept: what `keep` names, or what is black in the mask."""

    name: ClassVar[TaskName] = "replace-background"
    image: ImageLike
    keep: str = ""
    mask: ImageLike | None = None  # white is edited
    precise: bool = False  # whether what is kept may not change at all, not even along its edge


@dataclass(frozen=True, slots=True)
class ControlSketch(Task):
    """A new picture along the lines of a sketch."""

    name: ClassVar[TaskName] = "control-sketch"
    image: ImageLike
    control_strength: float | None = None  # how closely: 0 to 1


@dataclass(frozen=True, slots=True)
class ControlStructure(Task):
    """A new picture with the layout of a given one."""

    name: ClassVar[TaskName] = "control-structure"
    image: ImageLike
    control_strength: float | None = None  # how closely: 0 to 1
    by: Literal["edges", "segments"] | None = None  # what of it counts; Titan and Nova Canvas let you choose


@dataclass(frozen=True, slots=True)
class StyleGuide(Task):
    """A new picture in the style of a given one."""

    name: ClassVar[TaskName] = "style-guide"
    image: ImageLike
    fidelity: float | None = None  # how much of that style: 0 to 1


@dataclass(frozen=True, slots=True)
class StyleTransfer(Task):
    """The picture, in the style of another one."""

    name: ClassVar[TaskName] = "style-transfer"
    prompt_use: ClassVar[PromptUse] = "optional"
    image: ImageLike
    style_image: ImageLike
    composition_fidelity: float | None = None  # how much of the picture's layout stays: 0 to 1
    style_strength: float | None = None  # how much of the other's style comes: 0 to 1
    change_strength: float | None = None  # how far the picture may change: 0.1 to 1


@dataclass(frozen=True, slots=True)
class FastUpscale(Task):
    """Four times as wide and high, nothing else changed."""

    name: ClassVar[TaskName] = "fast-upscale"
    prompt_use: ClassVar[PromptUse] = "none"
    image: ImageLike


@dataclass(frozen=True, slots=True)
class ConservativeUpscale(Task):
    """Enlarged to about ten megapixels, close to the picture; the prompt says what it shows."""

    name: ClassVar[TaskName] = "conservative-upscale"
    image: ImageLike
    creativity: float | None = None  # how much detail may be made up: 0.1 to 0.5


@dataclass(frozen=True, slots=True)
class CreativeUpscale(Task):
    """Enlarged to about ten megapixels, with new detail; for small and blurred pictures."""

    name: ClassVar[TaskName] = "creative-upscale"
    image: ImageLike
    creativity: float | None = None  # how much detail may be made up: 0.1 to 0.5


@dataclass(frozen=True, slots=True)
class ColorGuided(Task):
    """A new picture in given colours, such as ("#ff8080", "#ffb280")."""

    name: ClassVar[TaskName] = "color-guided"
    colors: tuple[str, ...]  # 1 to 10
    image: ImageLike | None = None  # whose content guides, too

    def __post_init__(self) -> None:
        Task.__post_init__(self)
        if not all(isinstance(color, str) for color in self.colors):
            raise BadValue("colors", got=repr(self.colors), limit=say("limit.colours"))


@dataclass(frozen=True, slots=True)
class TryOn(Task):
    """A person wears a garment from another picture. One of `wear`, `mask` and `where` says where it goes."""

    name: ClassVar[TaskName] = "try-on"
    prompt_use: ClassVar[PromptUse] = "none"
    image: ImageLike  # the person
    garment: ImageLike
    wear: str = ""  # upper_body, lower_body, full_body, footwear and finer classes
    mask: ImageLike | None = None  # white is edited
    where: str = ""  # in words
    mask_shape: Literal["contour", "bounding_box", "default"] | None = None
    preserve: tuple[Literal["body_pose", "hands", "face"], ...] = ()
    merge_style: Literal["balanced", "seamless", "detailed"] | None = None
    long_sleeves: Literal["sleeve_down", "sleeve_up"] | None = None
    tucking: Literal["untucked", "tucked"] | None = None
    outer_layer: Literal["closed", "open"] | None = None


TASKS: dict[TaskName, type[Task]] = {
    kind.name: kind
    for kind in (
        *(TextToImage, ImageToImage, Inpaint, Erase, Outpaint, SearchReplace, SearchRecolor, RemoveBackground),
        *(ReplaceBackground, ControlSketch, ControlStructure, StyleGuide, StyleTransfer, FastUpscale),
        *(ConservativeUpscale, CreativeUpscale, ColorGuided, TryOn),
    )
}


def required(task: type[Task]) -> tuple[str, ...]:
    """What a task of that kind cannot be made without."""
    return tuple(field.name for field in fields(task) if field.default is MISSING)  # type: ignore[arg-type]


def title(name: str) -> str:
    """What a task is called on a page, in the learner's language; its name where it is on none."""
    return say(f"studio.task.{name}") if known(f"studio.task.{name}") else name


def headline(prompt: str, task: Mapping[str, Any]) -> str:
    """What was asked for, in a line: the prompt, and for an edit in words what it was said of. task: its record."""
    of = task.get("search") or task.get("select") or ""
    return f"{of} → {prompt}" if of else prompt or title(str(task.get("name", "")))


# What comes of these is so large that a PNG may be more than a reply of Bedrock's can hold.
UPSCALES: tuple[TaskName, ...] = ("fast-upscale", "conservative-upscale", "creative-upscale")


def field_names(task: type[Task]) -> tuple[str, ...]:
    """What a task of that kind is made of."""
    return tuple(field.name for field in fields(task))  # type: ignore[arg-type]


def read(record: Mapping[str, Any], image: Callable[[str], bytes]) -> Task:
    """A task from its `Task.record()`. image: a fingerprint -> the file. Raises BadValue for a task nobody knows."""
    values = dict(record)
    name = values.pop("name", "")
    if name not in TASKS:
        raise not_among("task", name, tuple(TASKS))
    kind = TASKS[name]
    for key, value in values.items():
        if isinstance(value, Mapping):
            values[key] = image(value["sha256"])
        elif isinstance(value, list):
            values[key] = tuple(image(one["sha256"]) if isinstance(one, Mapping) else one for one in value)
    return kind(**{key: value for key, value in values.items() if key in {field.name for field in fields(kind)}})
