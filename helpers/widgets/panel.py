"""What the studio's page knows of tasks, models and pictures, as plain JSON values. No widget here, and no thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers import models, text
from helpers.collection import Entry
from helpers.errors import BadValue, WorkshopError
from helpers.input_image import ImageLike, InputImage
from helpers.markup import proper
from helpers.models.catalogue import Model
from helpers.models.knobs import Knob
from helpers.picture import Picture
from helpers.request import ImageRequest
from helpers.styles import STYLES
from helpers.tasks import TASKS, UPSCALES, TaskName, field_names, headline, title
from helpers.text import say
from helpers.widgets.entries import alt, sendable
from helpers.widgets.session import Form, Session

# What is offered, by what a person has in mind. Three tasks are left out that no model on Bedrock does any more.
GROUPS: dict[str, tuple[TaskName, ...]] = {
    "new": ("text-to-image", "control-sketch", "control-structure", "style-guide"),
    "change": (
        *("search-replace", "inpaint", "erase", "search-recolor", "image-to-image", "outpaint"),
        *("remove-background", "style-transfer"),
    ),
    "enlarge": UPSCALES,
}
SLOTS = ("image", "style_image")  # the pictures that a person chooses
TIMES = " × "  # between the sides of a size, as the page shows it


def offered(session: Session) -> list[dict[str, Any]]:
    """Every task, with what it needs and the models that do it and can be called now."""
    return [_task(session, group, name) for group, names in GROUPS.items() for name in names]


def styles() -> list[dict[str, str]]:
    """The styles that are words of the prompt: a title in the learner's language, and the words in each language."""
    korean = {name: text.say_in("ko", f"studio_style.{name}") for name in STYLES}
    return [{"title": say(f"studio_style.{name}"), "en": words, "ko": korean[name]} for name, words in STYLES.items()]


def _task(session: Session, group: str, name: TaskName) -> dict[str, Any]:
    kind = TASKS[name]
    fields = field_names(kind)
    return {
        "name": name,
        "group": group,
        "prompt": kind.prompt_use,
        "slots": [slot for slot in SLOTS if slot in fields],
        "mask": "mask" in fields,
        "sides": "left" in fields,
        "sketch": name == "control-sketch",
        "models": [_model(session, model, name) for model in session.offered(name)],
    }


def _model(session: Session, model: Model, task: TaskName) -> dict[str, Any]:
    """A model for a task: its knobs, and in a line what else is to be known; its price where one is paid."""
    price = model.price_text() if session.connection.mode == "bedrock" else ""
    about = []
    if TASKS[task].prompt_use != "none":
        languages = ", ".join(say(f"language.{code}") for code in model.languages)
        about.append(say("studio_model_languages", languages=languages))
        if session.connection.mode == "practice":
            about.append(say("studio_model_practice"))
    if len(model.tasks) > 1:
        about.insert(0, say("studio_model_tasks", tasks=", ".join(title(name) for name in model.tasks)))
    knobs = [_knob(knob) for knob in models.knobs(model, task)]
    return {"name": model.name, "title": model.title, "price": price, "about": " ".join(about), "knobs": knobs}


def _knob(knob: Knob) -> dict[str, Any]:
    choices = list(knob.choices) or [f"{width}{TIMES}{height}" for width, height in knob.sizes]
    return {"name": knob.name, "kind": knob.kind, "low": knob.low, "high": knob.high, "choices": choices}


def form_of(given: Any, pictures: Mapping[str, ImageLike]) -> Form:
    """What a page sent, as a form. pictures: those that it named. Raises BadValue for what no page of ours sends."""
    if not isinstance(given, Mapping):
        raise BadValue("form", got=type(given).__name__, limit="{}")
    settings = given.get("settings") or {}
    if not isinstance(settings, Mapping):
        raise BadValue("settings", got=type(settings).__name__, limit="{}")
    settings = dict(settings)
    if size := settings.pop("size", None):
        settings["size"] = _size(str(size))
    return Form(
        prompt=proper(str(given.get("prompt") or "")),
        task=given.get("task") or "text-to-image",
        model=given.get("model") or None,
        seed=given.get("seed"),
        count=given.get("count", 1),
        settings=settings,
        pictures=pictures,
    )


def _size(words: str) -> tuple[int, int]:
    try:
        width, height = (int(side) for side in words.split(TIMES))
    except ValueError:
        raise BadValue("size", got=repr(words)[:40], limit=f"1024{TIMES}1024") from None
    return width, height


def worded(error: BadValue, task: object) -> BadValue:
    """The same complaint with the name that stands on the page, where the field has one."""
    what = str(error.facts["what"])
    if error.facts["got"] == say("pad.nothing_painted"):
        return BadValue(**error.facts | {"what": f'"{say("studio.slot.mask")}"', "limit": say("studio_some_mask")})
    if what == "left, right, up, down":
        return BadValue(**error.facts | {"what": say("studio_sides"), "got": say("limit.nothing")})
    keys = (f"studio.slot.{task}", f"studio.slot.{what}") if what in (*SLOTS, "mask") else ()
    keys += (f"studio.{what}.{task}", f"studio.{what}")
    for key in keys:
        if text.known(key) and not (key == f"studio.slot.{task}" and what != "image"):
            return BadValue(**error.facts | {"what": f'"{say(key)}"'})
    return error


def asked(request: ImageRequest) -> dict[str, Any]:
    """What a page sets to ask for the same again: the request's values but for the seed and the pictures."""
    record = request.record()
    task = dict(record.pop("task", {"name": "text-to-image"}))
    settings = {name: value for name, value in task.items() if name != "name" and not isinstance(value, dict)}
    prompt, model = record.pop("prompt", ""), record.pop("model", "")
    if "width" in record and "height" in record:
        record["size"] = f"{record.pop('width')}{TIMES}{record.pop('height')}"
    record.pop("seed", None)
    found = models.find(model) if model else None
    return {
        "task": task["name"],
        "prompt": prompt,
        "model": found.name if found else model,
        "settings": record | settings,
    }


def of_file(entry: Entry) -> tuple[dict[str, Any], dict[str, InputImage]]:
    """A picture of the gallery as `told` tells one that was drawn here, and by name the pictures that it was made of.

    Of how it was made, what is known; none of those pictures where one is gone.
    """
    went_in: dict[str, InputImage] = {}
    try:
        request = entry.request()
        known, went_in = asked(request), request.task.images()
    except (OSError, ValueError, WorkshopError):
        negative = {"negative_prompt": entry.negative_prompt} if entry.negative_prompt else {}
        known = {"task": "text-to-image", "prompt": entry.prompt, "model": entry.model, "settings": negative}
    more = {"key": f"f{entry.name}", "before": "", "title": entry.headline, "seed": entry.seed, "alt": alt(entry)}
    return sendable(known | more | {"caption": [entry.name]}), went_in


def told(number: int, picture: Picture) -> dict[str, Any]:
    """A picture as the page knows it: what it shows, how it was made, what to set for it again."""
    before = f"b{number}" if "image" in picture.request.task.images() else ""
    return asked(picture.request) | {
        "key": f"p{number}",
        "before": before,
        "alt": picture.alt,
        "title": headline(picture.request.prompt, picture.request.task.record()),
        "caption": picture.caption(),
        "seed": picture.seed,
        "path": str(picture.path or ""),
    }
