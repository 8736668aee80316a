"""An experiment as the call that makes it again."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pprint import pformat
from typing import Any

from helpers.experiments.axes import Axis, of_option
from helpers.experiments.plan import Cell, Plan, laid_out
from helpers.gallery import INPUTS, ending
from helpers.request import ImageRequest
from helpers.tasks import TASKS, Task, TextToImage

WIDTH = 88  # letters of a line, about


class Raw(str):
    """Python code, that stands as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def call(plan: Plan, title: str = "") -> str:
    """Python code that plans the same experiment: with the same pictures, where nobody took them away.

    Pictures that go in are named by their files in the folder ``pictures``.
    """
    arguments = dict(_arguments(plan, title))
    modes = {cell.mode for cell in plan.cells}
    lines = ["from helpers import connect, experiment"]
    if tasks := sorted({type(cell.request.task).__name__ for cell in plan.cells if cell.request} - {"TextToImage"}):
        lines.append(f"from helpers.tasks import {', '.join(tasks)}")
    if len(modes) == 1 and "mode" not in arguments:
        lines.append(f'\nconnect("{modes.pop()}")')
    written = [_written(name, value) for name, value in arguments.items()]
    return "\n".join([*lines, "experiment(", *(f"{textwrap.indent(one, '    ')}," for one in written), ")"])


def _written(name: str, value: Any) -> str:
    """An argument; a long one on several lines."""
    if isinstance(value, Raw):
        return f"{name}={value}"
    return f"{name}={pformat(value, width=WIDTH, sort_dicts=False, compact=True)}"


def _arguments(plan: Plan, title: str) -> Iterator[tuple[str, Any]]:
    of_words = _of_words(plan)
    for name in ("prompt", "negative_prompt"):
        if name in of_words or name in plan.given:
            yield name, of_words.get(name, plan.given.get(name))
    axes = {axis.name: _values(plan, number, axis) for number, axis in enumerate(plan.axes)}
    options = {name: values for name, values in axes.items() if name in _options(plan)}
    yield from _fixed(plan, tuple(options)).items()
    yield from options.items()
    if title:
        yield "title", title
    yield from _layout(plan)


def _of_words(plan: Plan) -> dict[str, Any]:
    """The prompts that are lists or dictionaries of texts."""
    return {
        axis.name: _values(plan, number, axis)
        for number, axis in enumerate(plan.axes)
        if axis.name in ("prompt", "negative_prompt")
    }


def _options(plan: Plan) -> list[str]:
    """The axes that are no words."""
    known = {*ImageRequest.__dataclass_fields__, "size", "style", "mode", "image"}
    known |= {name for kind in TASKS.values() for name in kind.__dataclass_fields__}
    return [axis.name for axis in plan.axes if axis.name in known and axis.name not in ("prompt", "negative_prompt")]


def _fixed(plan: Plan, axes: Sequence[str]) -> dict[str, Any]:
    """The options that all cells have in common; the model and the seed, too, where nobody chose them."""
    first = next(cell for cell in plan.cells if cell.request)
    asked = first.request
    assert asked is not None
    names = [name for name in ImageRequest.__dataclass_fields__ if name not in ("prompt", "negative_prompt", "task")]
    if "size" in axes:
        names = [name for name in names if name not in ("width", "height")]
    out = {name: _as_code(getattr(asked, name)) for name in names if name not in axes}
    out["model"] = out.get("model") or first.model
    if "model" in axes:
        del out["model"]
    out |= {"style": plan.given["style"]} if "style" in plan.given else {}
    out = {name: value for name, value in out.items() if value not in (None, "")}
    if not isinstance(asked.task, TextToImage) and "task" not in axes:
        if "image" in axes:  # the same task for each; its settings are options of their own
            out |= {name: value for name, value in _settings(asked.task).items() if name not in ("image", *axes)}
        else:
            out["task"] = _task(first, axes)
    return out


def _values(plan: Plan, number: int, axis: Axis) -> list[Any] | dict[str, Any]:
    """The values of an axis as one writes them; with their labels where those do not come by themselves."""
    values = [_value(plan, number, axis, place) for place in range(len(axis))]
    usual = of_option(axis.name, values)
    return values if usual and usual.labels == axis.labels else dict(zip(axis.labels, values, strict=True))


def _value(plan: Plan, number: int, axis: Axis, place: int) -> Any:
    """One value: as it was asked for, since a journal holds only texts and numbers."""
    cell = next((cell for cell in plan.cells if cell.at[number] == place and cell.request), None)
    if cell is None or cell.request is None or axis.name in ("prompt", "negative_prompt", "style", "mode"):
        return axis.values[place]
    if axis.name == "size":
        return (cell.request.width, cell.request.height)
    if axis.name == "task":
        return _task(cell, [one.name for one in plan.axes])
    of_task = _settings(cell.request.task)
    if axis.name in of_task:
        return of_task[axis.name]
    return _as_code(getattr(cell.request, axis.name, axis.values[place]))


def _task(cell: Cell, axes: Sequence[str]) -> Raw:
    """A task as code, without the settings that are changed."""
    assert cell.request is not None
    settings = {name: value for name, value in _settings(cell.request.task).items() if name not in axes}
    inside = ", ".join(f"{name}={value!r}" for name, value in settings.items())
    return Raw(f"{type(cell.request.task).__name__}({inside})")


def _settings(task: Task) -> dict[str, Any]:
    """The fields of a task as one writes them: for a picture its file, by the name under which it is kept."""
    files = {one.sha256: f"pictures/{INPUTS}/{one.sha256}.{ending(one.data)}" for one in task.images().values()}

    def written(value: Any) -> Any:
        if isinstance(value, Mapping):
            return files[value["sha256"]]
        return [written(one) for one in value] if isinstance(value, list) else _as_code(value)

    return {name: written(value) for name, value in task.record().items() if name != "name"}


def _as_code(value: Any) -> Any:
    """A number of numpy's as one of Python's; anything else as it is."""
    return float(value) if isinstance(value, float) else value


def _layout(plan: Plan) -> Iterator[tuple[str, str]]:
    """Which axis goes where, if it would not go there by itself."""
    if plan.layout == laid_out(plan.axes):
        return
    for what in ("rows", "columns", "tabs"):
        if places := getattr(plan.layout, what):
            yield what, plan.axes[places[0]].name
