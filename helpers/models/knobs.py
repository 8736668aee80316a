"""What can be set on a request to a model, as data: what a form shows, and nothing that the model would refuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# words: text of low to high characters. whole, number: low to high. choice: one of choices. size: one of sizes, or for
# some models any within their limits.
Kind = Literal["words", "whole", "number", "choice", "size"]


@dataclass(frozen=True, slots=True)
class Knob:
    """One thing that can be set. Left alone, each is the model's own choice."""

    name: str  # of an option of `ImageRequest` ("size": width and height), or of a field of the task
    kind: Kind
    low: float = 0
    high: float = 0
    choices: tuple[str, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()  # width and height in pixels
    of_task: bool = False  # whether it is a field of the task


def words(name: str, high: int, low: int = 0) -> Knob:
    return Knob(name, "words", low, high)


def whole(name: str, low: int, high: int) -> Knob:
    return Knob(name, "whole", low, high)


def number(name: str, low: float, high: float) -> Knob:
    return Knob(name, "number", low, high)


def choice(name: str, choices: tuple[str, ...]) -> Knob:
    return Knob(name, "choice", choices=choices)


def size(sizes: tuple[tuple[int, int], ...]) -> Knob:
    return Knob("size", "size", sizes=sizes)
