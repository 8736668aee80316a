"""What an experiment changes: its axes, read from the arguments as they are written. Pure functions.

A list, a range or a dictionary in the place of one value makes an axis, and so does ``{a|b}`` in a prompt, or with a
name of its own ``{animal: a|b}``. The keys of a dictionary are what stands beside the row or above the column.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from helpers import models
from helpers.errors import BadValue, shown
from helpers.request import ImageRequest
from helpers.styles import STYLES
from helpers.tasks import PICTURES, Task, plain, title
from helpers.text import known, say

MOST_CELLS = 10_000  # of one experiment, and so values of an axis
LONGEST_LABEL = 120  # characters
BETWEEN = " | "  # the choices in the name of their axis; no argument's name has blanks
# {a|b}, or {animal: a|b} with a name of one word or two; braces without a bar are a prompt's own.
_CHOICES = re.compile(r"\{(?:\s*(?P<name>[^\W\d]\w*(?: \w+)?)\s*:)?(?P<choices>[^{}]*\|[^{}]*)\}")
_SOFT = " \t,"  # what an empty choice may leave over
_STOP = re.compile(r"[.;:!?](?!\d)")
# What is one value although it is a sequence: width and height, the fields of tasks that hold several things.
_SEQUENCES = ("size", "colors", "preserve", "more_images")


@dataclass(frozen=True, slots=True)
class Axis:
    """One thing that is changed."""

    name: str  # the argument; of a choice in a prompt, its own name, or the choices with bars between them
    labels: tuple[str, ...]  # what the values are called
    values: tuple[Any, ...]

    @property
    def title(self) -> str:
        """Its name, as the field calls it in the learner's language."""
        key = f"experiment.axis.{self.name}"
        return say(key) if known(key) else self.name

    @property
    def is_choice(self) -> bool:
        """Whether it is a choice within a prompt without a name, ``{a|b}``: its name says all labels once more."""
        return BETWEEN in self.name

    def __len__(self) -> int:
        return len(self.values)


def ladder(*parts: str, between: str = ", ") -> dict[str, str]:
    """Prompts that grow by one element each: an axis on which one sees what each element does.

    ``ladder("a fox", "in the snow", "watercolor")`` is "a fox", "a fox, in the snow", "a fox, in the snow, watercolor";
    each is labelled with what it adds. Raises BadValue for fewer than two parts, and for an empty one.
    """
    for part in parts:
        if not isinstance(part, str) or not part.strip():
            raise BadValue("ladder", got=shown(part), limit=say("limit.some_words"))
    if len(parts) < 2:
        raise BadValue("ladder", got=len(parts), limit=say("experiment.at_least", low=2))
    rungs = list(itertools.accumulate(parts, lambda so_far, part: f"{so_far}{between}{part}"))
    labels = [parts[0], *(f"+ {part}" for part in parts[1:])]
    return _named("ladder", labels, rungs)


def alternatives(words: str) -> list[tuple[str, ...]]:
    """What each ``{a|b}`` of a prompt lets one choose from, in order; a choice may be empty."""
    return [tuple(choice.strip() for choice in found["choices"].split("|")) for found in _CHOICES.finditer(words)]


def _names(words: str) -> list[str]:
    """What each ``{a|b}`` of a prompt is called: by its own name, else by its choices.

    Raises BadValue for the name of an argument.
    """
    out = []
    for found, group in zip(_CHOICES.finditer(words), alternatives(words), strict=True):
        name = found["name"]
        if name in ImageRequest.__dataclass_fields__ or name in ("size", "style", "mode", "image"):
            raise BadValue("prompt", got=shown(found[0]), limit=say("experiment.name_taken", name=name))
        out.append(name or BETWEEN.join(choice or "–" for choice in group))
    return out


def chosen(words: str, choices: Sequence[str]) -> str:
    """The prompt with one choice in the place of each ``{a|b}``; no blanks or commas are left over by an empty one.

    What stands elsewhere is left as it is.
    """
    left = iter(choices)
    out, end, choice = "", 0, None
    for found in _CHOICES.finditer(words):
        out = _followed(out, choice, words[end : found.start()])
        choice, end = next(left), found.end()
    rest = words[end:]
    out = _followed(out, choice, rest)
    return out.rstrip(_SOFT) if choice == "" and not rest.strip(_SOFT) else out


def _followed(before: str, choice: str | None, after: str) -> str:
    """A text, a choice and what comes after it. Around an empty one stand no more blanks and commas than one of each;
    all else is as it was written. None: there is no choice, and no text before it."""
    if choice is None:
        return after
    if choice:
        return before + choice + after
    first, last = before.rstrip(_SOFT), after.lstrip(_SOFT)
    gap = before[len(first) :] + after[: len(after) - len(last)]
    if not first:
        return last
    if last == after and _STOP.match(after):  # nothing stands between the words and what ends them
        return first + after
    return first + ("," if "," in gap else "") + (" " if gap.strip(",") else "") + last


def of_words(name: str, given: Any) -> list[Axis]:
    """The axes of a prompt: of a text, one for each ``{a|b}``; of a list or a dictionary, one of its values."""
    if isinstance(given, str):
        return [_axis(name, group) for name, group in zip(_names(given), alternatives(given), strict=True)]
    axis = of_option(name, given)
    if axis is None:
        raise BadValue(name, got=type(given).__name__, limit=say("limit.text"))
    for value in axis.values:
        if not isinstance(value, str):
            raise BadValue(name, got=shown(value), limit=say("limit.text"))
        if alternatives(value):
            raise BadValue(name, got=shown(value), limit=say("experiment.braces_in_list"))
    return [axis]


def of_option(name: str, given: Any) -> Axis | None:
    """The axis of an argument; None where it is one value. numpy's numbers become Python's.

    Raises BadValue for an axis without values or of more than 10,000, and for a value that none can have.
    """
    named = isinstance(given, Mapping)
    if not named and not _is_many(name, given):
        return None
    values = list(itertools.islice(given.values() if named else given, MOST_CELLS + 1))  # it may have no end
    if not values:
        raise BadValue(name, got=say("limit.nothing"), limit=say("experiment.at_least", low=1))
    if len(values) > MOST_CELLS:
        raise BadValue(name, got=f"> {MOST_CELLS:,}", limit=say("experiment.at_most", high=MOST_CELLS))
    values = [_scalar(name, value) for value in values]
    labels = map(_text, given) if named else (label(name, value, number) for number, value in enumerate(values, 1))
    return Axis(name, tuple(distinct(list(labels))), tuple(values))


def _scalar(name: str, value: Any) -> Any:
    """A value of an axis as the journal can hold it, where it is a text or a number, or several of them."""
    if name in PICTURES or name in ("more_images", "task"):
        return value
    if name in _SEQUENCES and isinstance(value, (list, tuple)):
        items = [item if isinstance(item, (list, tuple)) else _scalar(name, item) for item in value]
        return items if isinstance(value, list) else tuple(items)
    value = plain(name, value)
    try:
        str(value)
    except ValueError:  # more digits than Python turns into text, and so into JSON
        raise BadValue(name, got=shown(value), limit=say("limit.whole", low=-(2**63), high=2**63 - 1)) from None
    return value


def _text(value: Any) -> str:
    """It as text; of a number of thousands of digits, of which Python makes none, what it is."""
    try:
        return str(value)
    except ValueError:
        return shown(value)


def _is_many(name: str, given: Any) -> bool:
    """Whether an argument is several values."""
    if isinstance(given, (str, bytes, ImageRequest, Task)) or not isinstance(given, Iterable):
        return False
    if getattr(given, "ndim", None) == 0:  # a number of numpy's
        return False
    listed = isinstance(given, (list, tuple))
    if name in PICTURES:  # an array, or an image of Pillow's, is one picture
        return listed
    if name in _SEQUENCES:
        return listed and bool(given) and all(isinstance(item, (list, tuple)) or item is None for item in given)
    return True


def label(name: str, value: Any, number: int = 0) -> str:
    """What a value is called on a page. number: its place, for what has no name."""
    if value is None or value == "":
        return "–"
    if name == "size":
        return " × ".join(map(_text, value))
    if name == "model" and (model := models.find(str(value))):
        return model.title
    if name == "style" and value in STYLES:
        return say(f"studio_style.{value}")
    if name == "mode" and known(f"experiment.mode.{value}"):
        return say(f"experiment.mode.{value}")
    if isinstance(value, Task):
        return title(value.name)
    if isinstance(value, (str, int)):
        return _short(str(value))
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, (list, tuple)):
        return _short(", ".join(map(_text, value)))
    return say("experiment.number", number=number)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1]}…"


def _axis(name: str, values: Sequence[str]) -> Axis:
    return Axis(_short(name), tuple(distinct([_short(value) or "–" for value in values])), tuple(values))


def _named(name: str, labels: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    return dict(zip(distinct([_short(one) for one in labels]), values, strict=True))


def distinct(labels: Sequence[str]) -> list[str]:
    """The labels, the second of the same with a number: each column has a name of its own."""
    taken = set(labels)
    seen: dict[str, int] = {}
    out = []
    for one in labels:
        seen[one] = seen.get(one, 0) + 1
        name = one
        while seen[one] > 1 and (name := f"{one} ({seen[one]})") in taken:
            seen[one] += 1
        taken.add(name)
        out.append(name)
    return out


def told_apart(axes: Sequence[Axis]) -> tuple[Axis, ...]:
    """The axes, each with a name of its own: two choices in a prompt may have the same words."""
    return tuple(replace(axis, name=name) for axis, name in zip(axes, distinct([a.name for a in axes]), strict=True))
