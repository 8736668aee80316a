"""A picture of a folder in plain values, as the gallery's page knows it. No pixels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers import models, tasks, text
from helpers.collection import Entry
from helpers.errors import WorkshopError
from helpers.markup import proper
from helpers.tasks import TextToImage
from helpers.text import say

LONGEST_ALT = 300  # characters
LONGEST_SETTING = 1000  # characters


def again(entry: Entry) -> str:
    """The line of Python that makes the picture again; empty for edits, and where nobody wrote down how."""
    try:
        request = entry.request()
    except (OSError, ValueError, WorkshopError):
        return ""
    if not isinstance(request.task, TextToImage):
        return ""
    asked = request.record()
    prompt = asked.pop("prompt")
    asked.pop("count", None)  # of one call: each picture of it has a seed of its own
    return f"generate({', '.join([repr(prompt), *(f'{name}={value!r}' for name, value in asked.items())])})"


def tile(entry: Entry) -> dict[str, Any]:
    """A picture as the page knows it in the list."""
    marks = entry.marks
    return {
        "name": entry.name,
        "alt": alt(entry),
        "favourite": marks.favourite,
        "stars": marks.stars,
        "note": bool(marks.note),
    }


def details(entry: Entry) -> dict[str, Any]:
    """The chosen picture as the page knows it."""
    asked = entry.record.get("request", {})
    settings = {
        name: value for name, value in asked.items() if name not in ("prompt", "negative_prompt", "model", "seed")
    }
    if task := settings.pop("task", None):
        settings["task"] = tasks.title(str(task.get("name", "") if isinstance(task, Mapping) else task))
    if "width" in settings and "height" in settings:
        settings["size"] = f"{settings.pop('width')} × {settings.pop('height')}"
    if entry.elsewhere:
        settings = {name: value for name, value in entry.elsewhere.settings.items() if name != "Seed"}
    return tile(entry) | {
        "note": entry.marks.note,
        "caption": _caption(entry),
        "prompt": entry.prompt,
        "headline": entry.headline,
        "negative_prompt": entry.negative_prompt,
        "seed": "" if entry.seed is None else str(entry.seed),
        "settings": [[setting(name), str(value)[:LONGEST_SETTING]] for name, value in settings.items()],
        "path": str(entry.path.absolute()),
        "line": again(entry),
    }


def _caption(entry: Entry) -> list[str]:
    if not entry.record:
        return [say("gallery.elsewhere")]
    try:
        picture = entry.picture()
        return [*picture.caption(), f"{picture.made_at.astimezone():%Y-%m-%d %H:%M}"]
    except (OSError, ValueError, WorkshopError) as error:
        return [say("gallery.no_record", why=why(error))]


def alt(entry: Entry) -> str:
    return say("alt", prompt=entry.prompt[:LONGEST_ALT]) if entry.prompt else entry.name


def label(entry: Entry) -> str:
    """What stands below it in a comparison."""
    seed = say("seed", seed=entry.seed) if entry.seed is not None else ""
    return " · ".join(part for part in (entry.headline[:LONGEST_ALT], seed) if part)


def title(name: str) -> str:
    model = models.find(name)
    return model.title if model else name


def setting(name: str) -> str:
    """What a setting is called on the page, where the studio has a word for it."""
    return next((say(key) for key in (f"studio.{name}", f"report.{name}") if text.known(key)), name)


def why(error: BaseException) -> str:
    if isinstance(error, WorkshopError):
        return error.cause
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def sendable(value: Any) -> Any:
    if isinstance(value, str):
        return proper(value)
    if isinstance(value, Mapping):
        return {sendable(key): sendable(one) for key, one in value.items()}
    return [sendable(one) for one in value] if isinstance(value, list | tuple) else value
