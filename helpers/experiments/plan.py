"""What an experiment will ask for: its cells, each with its request, and where each stands in the grid.

Pure: no call, no file.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from typing import Any

from helpers import models
from helpers.client import MODES, Mode
from helpers.errors import BadValue, WorkshopError, no_option, not_among, shown
from helpers.experiments.axes import MOST_CELLS, Axis, chosen, of_option, of_words, told_apart
from helpers.input_image import InputImage
from helpers.request import ImageRequest
from helpers.styles import with_style
from helpers.tasks import PICTURES, ImageToImage, Task, TaskName, TextToImage, field_names
from helpers.text import say

USUAL_SEED = 1  # of all pictures where no seed is given: they then differ by what is changed, and by nothing else
# What an experiment takes besides the fields of `ImageRequest` and those of the task.
_MORE = ("size", "style", "mode", "image")
_NO_OPTIONS = ("prompt", "negative_prompt", "count")  # the prompts are arguments of their own; a cell is one picture

Check = Callable[[ImageRequest, Mode], None]  # raises a WorkshopError for what must not be asked for


class Impossible(WorkshopError):
    """A cell of a plan that was read back: why it was never asked for, as it was said then."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why

    @property
    def cause(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the grid."""

    number: int  # counted from 1
    at: tuple[int, ...]  # its value on each axis
    labels: tuple[str, ...]  # what those are called
    request: ImageRequest | None  # None where it cannot even be said
    mode: Mode
    model: str  # its name in the catalogue; "" where that cannot be said
    key: str  # the same for all cells that ask for the same picture, in this experiment and in others; "": for none
    error: WorkshopError | None = None  # why it will not be asked for


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the axes go: numbers of axes, each in one of the three."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    tabs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All cells of an experiment, tab by tab and row by row."""

    axes: tuple[Axis, ...]
    cells: tuple[Cell, ...]
    layout: Layout
    given: Mapping[str, Any] = field(default_factory=dict)  # what was given besides: texts, with their braces; options

    @property
    def id(self) -> str:
        """The same for the same experiment in every language: the names of its axes, what each cell asks for, and the
        layout. What the values are called does not count."""
        names = [axis.name for axis in self.axes]
        asked = [cell.key or (cell.request.record() if cell.request else "") for cell in self.cells]
        layout = [self.layout.rows, self.layout.columns, self.layout.tabs]
        return _digest([names, asked, layout])[:12]

    @property
    def asked(self) -> dict[str, Cell]:
        """One cell for each different picture that can be asked for, by its key, in the order of the grid."""
        out: dict[str, Cell] = {}
        for cell in self.cells:
            if not cell.error:
                out.setdefault(cell.key, cell)
        return out

    def combinations(self, numbers: Sequence[int]) -> list[tuple[int, ...]]:
        """All combinations of the values of these axes, in order; one, empty, of no axes."""
        return list(itertools.product(*(range(len(self.axes[number])) for number in numbers)))

    def label(self, numbers: Sequence[int], values: Sequence[int]) -> str:
        """What a combination of values is called."""
        return " · ".join(self.axes[number].labels[value] for number, value in zip(numbers, values, strict=True))

    def cell(self, tab: Sequence[int], row: Sequence[int], column: Sequence[int]) -> Cell:
        """The cell at these values of the axes of the tabs, rows and columns."""
        at = dict(zip((*self.layout.tabs, *self.layout.rows, *self.layout.columns), (*tab, *row, *column), strict=True))
        number = 0
        for place, axis in enumerate(self.axes):
            number = number * len(axis) + at[place]
        return self.cells[number]


def planned(
    prompt: Any,
    negative_prompt: Any,
    options: Mapping[str, Any],
    mode: Mode,
    check: Check,
    *,
    rows: str | None = None,
    columns: str | None = None,
    tabs: str | None = None,
) -> Plan:
    """The plan of an experiment: every combination of all values.

    Raises BadValue for what is no argument, for an axis without values or of the wrong kind, for a layout that names no
    axis, and for more than 10,000 cells; and what `check` raises where it holds for every cell.
    """
    if isinstance(prompt, ImageRequest):
        given = {f.name: getattr(prompt, f.name) for f in fields(prompt) if f.name not in ("prompt", "negative_prompt")}
        usual = {f.name: f.default if f.default_factory is MISSING else f.default_factory() for f in fields(prompt)}
        options = {name: value for name, value in given.items() if value != usual[name]} | options
        prompt, negative_prompt = prompt.prompt, negative_prompt or prompt.negative_prompt
    _check_names(options)
    axes = of_words("prompt", prompt)
    in_prompt = len(axes)
    axes += of_words("negative_prompt", negative_prompt)
    in_words = len(axes)
    fixed: dict[str, Any] = {}
    for name, value in options.items():
        axis = of_option(name, value)
        if axis is None:
            fixed[name] = value
        else:
            axes.append(axis)
    axes = list(told_apart(axes))
    count = 1
    for axis in axes:
        count *= len(axis)
    if count > MOST_CELLS:
        got = " × ".join(str(len(axis)) for axis in axes)
        raise BadValue("experiment", got=f"{got} = {count:,}", limit=say("experiment.at_most", high=MOST_CELLS))
    words = _Words(prompt, negative_prompt, in_prompt, in_words)
    same = {"mode": mode} | {name: _read(name, value) for name, value in fixed.items()}
    changed = [tuple(_read(axis.name, value) for value in axis.values) for axis in axes]

    def cell(number: int, at: tuple[int, ...]) -> Cell:
        values = [of_axis[place] for of_axis, place in zip(changed, at, strict=True)]
        of_options = {axis.name: value for axis, value in zip(axes[in_words:], values[in_words:], strict=True)}
        labels = tuple(axis.labels[place] for axis, place in zip(axes, at, strict=True))
        return _cell(number, at, labels, words.of(values), same | of_options, check)

    places = itertools.product(*(range(len(axis)) for axis in axes))
    cells = [cell(number, at) for number, at in enumerate(places, 1)]
    if all(one.error for one in cells):
        raise cells[0].error
    given = {"prompt": prompt, "negative_prompt": negative_prompt} | fixed
    told = {name: value for name, value in given.items() if isinstance(value, (str, int, float)) and value != ""}
    return Plan(tuple(axes), tuple(cells), laid_out(axes, rows, columns, tabs), told)


def _read(name: str, value: Any) -> Any:
    """A value, with pictures read once for all cells. What is no picture stays as it is, and each cell says so."""
    try:
        if name == "more_images" and isinstance(value, (list, tuple)):
            return tuple(InputImage.of(one, name) for one in value)
        return InputImage.of(value, name) if name in PICTURES and value is not None else value
    except BadValue:
        return value


@dataclass(frozen=True, slots=True)
class _Words:
    """The two prompts as they were given, and how many axes each made."""

    prompt: Any
    negative_prompt: Any
    in_prompt: int
    in_both: int

    def of(self, values: Sequence[Any]) -> tuple[str, str]:
        """Both, of a cell with these values."""
        first, second = values[: self.in_prompt], values[self.in_prompt : self.in_both]
        return _filled(self.prompt, first), _filled(self.negative_prompt, second)


def _filled(words: Any, values: Sequence[Any]) -> str:
    """A text with a choice in the place of each of its braces; of a list, the value."""
    return chosen(words, values) if isinstance(words, str) else values[0]


def _check_names(options: Mapping[str, Any]) -> None:
    """Raises BadValue for an option that neither requests have nor the task."""
    given = options.get("task")
    given = list(given.values()) if isinstance(given, Mapping) else given
    kinds = {type(one) for one in (given if isinstance(given, (list, tuple)) else [given]) if isinstance(one, Task)}
    of_task = [name for kind in kinds or {ImageToImage} for name in field_names(kind)]
    of_request = [name for name in ImageRequest.__dataclass_fields__ if name not in _NO_OPTIONS]
    known = list(dict.fromkeys((*of_request, *_MORE, *of_task)))
    for name in options:
        if name not in known:
            raise no_option(name, known)


def _cell(
    number: int,
    at: tuple[int, ...],
    labels: tuple[str, ...],
    words: tuple[str, str],
    values: Mapping[str, Any],
    check: Check,
) -> Cell:
    mode, request = values["mode"], None
    try:
        if mode not in MODES:
            raise not_among("mode", mode, MODES)
        request = _request(*words, values)
        check(request, mode)
        model = models.model_of(request).name
        return Cell(number, at, labels, request, mode, model, key_of(request.record(), model, mode, request.seed))
    except WorkshopError as error:
        return Cell(number, at, labels, request, mode, "", "", error)


def _request(prompt: str, negative_prompt: str, values: Mapping[str, Any]) -> ImageRequest:
    """The request of one cell. Raises BadValue."""
    options = {name: value for name, value in values.items() if name != "mode"}
    task = _task(options)
    if (size := options.pop("size", None)) is not None:
        try:
            options["width"], options["height"] = size
        except (TypeError, ValueError):
            raise BadValue("size", got=shown(size), limit="(1024, 1024)") from None
    style = options.pop("style", None)
    if style is not None and not isinstance(style, str):
        raise BadValue("style", got=shown(style), limit=say("limit.text"))
    request = ImageRequest(with_style(prompt, style or ""), negative_prompt, task=task, **options)
    if request.seed is None and _has_seed(models.model_of(request).name, task.name):
        request = replace(request, seed=USUAL_SEED)
    return request


def _task(options: dict[str, Any]) -> Task:
    """The task, with those of the options that are its own, which are taken out of them. Raises BadValue."""
    task, image = options.pop("task", None), options.get("image")
    if task is None:
        task = TextToImage() if image is None else ImageToImage(options.pop("image"))
    if not isinstance(task, Task):
        raise BadValue("task", got=type(task).__name__, limit=say("limit.task"))
    own = {name: options.pop(name) for name in field_names(type(task)) if name in options}
    for name in options:
        if (name not in ImageRequest.__dataclass_fields__ and name not in _MORE) or name in PICTURES:
            raise BadValue(name, got=shown(options[name]), limit=say("experiment.not_of_task", task=task.name))
    return replace(task, **own) if own else task


@cache
def _has_seed(model: str, task: TaskName) -> bool:
    return any(knob.name == "seed" for knob in models.knobs(models.MODELS[model], task))


def key_of(record: Mapping[str, Any], model: str, mode: str, seed: int | None) -> str:
    """A fingerprint of all that makes a picture what it is: request, pictures that go in, model, mode, seed.

    A sidecar says the same of a picture on disk. record: `ImageRequest.record()`; model: a name of the catalogue.
    """
    return _digest({**record, "model": model, "mode": mode, "seed": seed})[:24]


def _digest(value: Any) -> str:
    words = json.dumps(_alike(value), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def _alike(value: Any) -> Any:
    """The value with 7 and 7.0 the same."""
    if isinstance(value, Mapping):
        return {name: _alike(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_alike(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def laid_out(
    axes: Sequence[Axis], rows: str | None = None, columns: str | None = None, tabs: str | None = None
) -> Layout:
    """As asked; else pictures of one seed stand in one row, and what is left after rows and columns makes tabs."""
    names = [axis.name for axis in axes]
    free = list(range(len(axes)))

    def take(name: str | None, what: str) -> int | None:
        if name is None:
            return None
        if name not in names or (place := names.index(name)) not in free:
            raise not_among(what, name, names)
        free.remove(place)
        return place

    tab, row, column = take(tabs, "tabs"), take(rows, "rows"), take(columns, "columns")
    if row is None and free and (column is not None or len(free) > 1):
        seeds = [place for place in free if names[place] == "seed"]
        row = (seeds or free)[0]
        free.remove(row)
    if column is None and free:
        column = free.pop(0)
    return Layout(_those(row), _those(column), (*_those(tab), *free))


def _those(place: int | None) -> tuple[int, ...]:
    return () if place is None else (place,)


def tabs(plan: Plan) -> Iterator[tuple[str, list[tuple[str, list[Cell]]]]]:
    """The grid as one shows it: each tab with its rows, each row with its cells. Where no axis is, a label is empty."""
    layout = plan.layout
    for tab in plan.combinations(layout.tabs):
        rows = [
            (
                plan.label(layout.rows, row),
                [plan.cell(tab, row, column) for column in plan.combinations(layout.columns)],
            )
            for row in plan.combinations(layout.rows)
        ]
        yield plan.label(layout.tabs, tab), rows
