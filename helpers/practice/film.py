"""Watch a picture form: every step of one drawing, kept for looking at.

Practice mode alone can show this: Amazon Bedrock sends the finished picture and nothing of the way there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from PIL import Image

from helpers import text
from helpers.frames import Frame, Frames, as_image
from helpers.practice import brief as briefs
from helpers.practice import diffusion, engine
from helpers.practice.edits import repaint
from helpers.practice.engine import Drawing, Order

Array = np.ndarray

FRAMES = 6  # of a strip where nobody says which


@dataclass(frozen=True)
class Film:
    """Every step of one drawing; shows itself as a strip of frames."""

    order: Order
    steps: tuple[diffusion.Step, ...]
    pixels: Array | None  # the finished picture (h, w, 3) uint8; None if the drawing was interrupted
    ignored: tuple[str, ...] = ()  # words of the prompt that practice mode left out

    @cached_property
    def image(self) -> Image.Image | None:
        """The finished picture; None if the drawing was interrupted."""
        return None if self.pixels is None else Image.fromarray(self.pixels)

    def noisy(self, number: int) -> Image.Image:
        """The noisy picture after a step, 1 to len(steps), dimmed so that all of the noise can be shown.

        This and `guess` have the size that diffusion worked at in that step. Both raise IndexError for another step.
        """
        step = self._step(number)
        return as_image(step.noisy / np.sqrt(1 + step.left**2))

    def guess(self, number: int) -> Image.Image:
        """The best guess of the clean picture in a step, 1 to len(steps)."""
        return as_image(self._step(number).guess)

    def strip(self, numbers: Sequence[int] = ()) -> Frames:
        """Frames side by side, the noisy pictures above and the guesses below: of these steps, or of six."""
        spread = np.linspace(1, len(self.steps), FRAMES).round().astype(int)
        frames = tuple(self._frame(n) for n in numbers or np.unique(spread).tolist())
        notes = [text.say("film.legend", prompt=self.order.prompt)]
        if self.ignored:
            notes.append(text.say("ignored", words=", ".join(self.ignored)))
        return Frames(frames, note=" ".join(notes))

    def captions(self, number: int) -> tuple[str, str]:
        """What the noisy picture and the guess of a step show, in words."""
        facts = {"number": number, "steps": len(self.steps)}
        noisy = text.say("film.noisy", **facts, sigma=self._step(number).left)
        return noisy, text.say("film.guess", **facts)

    def _frame(self, number: int) -> Frame:
        images = self.noisy(number), self.guess(number)
        caption = text.say("film.caption", number=number, sigma=self._step(number).left)
        return Frame(tuple(zip(images, self.captions(number), strict=True)), caption)

    def _step(self, number: int) -> diffusion.Step:
        if not 1 <= number <= len(self.steps):
            raise IndexError(f"step {number} is asked for, the film has 1 to {len(self.steps)}")
        return self.steps[number - 1]

    def __repr__(self) -> str:
        return f"<Film of {self.order.prompt!r}, {len(self.steps)} steps, seed {self.order.seed}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.strip().as_html()}


def film(
    prompt: str,
    *,
    negative_prompt: str = "",
    seed: int = 1,
    steps: int = 30,
    cfg_scale: float = 7.0,
    sampler: str = "K_EULER",
    width: int = 512,
    height: int = 512,
    start: Image.Image | None = None,
    strength: float = 0.6,
    until: int | None = None,
) -> Film:
    """Draw a picture on this machine and keep every step.

    width and height in pixels, multiples of 64; seed 0 to 2**32 - 1; start and strength (0 to 1) for image-to-image,
    which draws in the size of start; until: interrupt the drawing after so many steps, at least 1. Raises ValueError
    for a size, a sampler or a number of steps that there is not.
    """
    if until is not None and until < 1:
        raise ValueError(f"until is {until}: a drawing can be interrupted after step 1 or later")
    order = Order(
        prompt,
        negative_prompt,
        width=width,
        height=height,
        steps=steps,
        cfg_scale=cfg_scale,
        seed=seed,
        sampler=sampler,
    )
    ignored = briefs.read(prompt).ignored
    way = engine.follow(order) if start is None else repaint.follow(order, np.asarray(start.convert("RGB")), strength)
    seen: list[diffusion.Step] = []
    for step in way:
        if isinstance(step, Drawing):
            return Film(order, tuple(seen), step.pixels, ignored)
        seen.append(step)
        if len(seen) == until:
            break
    return Film(order, tuple(seen), None, ignored)
