"""Look on while practice mode draws: the picture after every step, for whoever waits for it.

Practice mode alone can show this: Amazon Bedrock sends the finished picture and nothing of the way there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from helpers.practice.diffusion import Step

# Called with a step's number, how many there are, and what makes the picture as it is then: an eighth as wide and high
# as the finished one or smaller, noise and all. Whoever looks at every tenth step makes every tenth picture.
Watcher = Callable[[int, int, Callable[[], "Image"]], object]

_WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Watcher | None) -> Iterator[None]:
    """Have the watcher called for all that this thread draws meanwhile. What it raises ends the drawing."""
    before = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(before)


def tell(step: Step) -> None:
    """A step was taken."""
    watcher = _WATCHER.get()
    if watcher is not None:
        watcher(step.number, step.steps, lambda: _noisy(step))


def _noisy(step: Step) -> Image:
    from helpers.frames import as_image

    return as_image(step.noisy / (1 + step.left**2) ** 0.5)
