"""A slider over the steps of a drawing: the noisy picture and the best guess, side by side."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import ipywidgets

from helpers import text

if TYPE_CHECKING:
    from helpers.practice.film import Film

WIDTH = 320  # of a frame, in CSS pixels


class StepSlider(ipywidgets.VBox):
    """Step through a `helpers.practice.film.Film` with a slider, the arrow keys or a play button.

    ``slider.value`` is the step, 1 to the number of steps; ``noisy.value`` and ``guess.value`` are the frames as HTML.
    """

    def __init__(self, film: Film, **more: Any) -> None:
        self._film = film
        steps = len(film.steps)
        wide = ipywidgets.Layout(width=f"{WIDTH + 160}px", max_width="70%")
        self.slider = ipywidgets.IntSlider(value=1, min=1, max=steps, description=text.say("film.step"), layout=wide)
        self.play = ipywidgets.Play(value=1, min=1, max=steps, interval=200, tooltip=text.say("film.play"))
        ipywidgets.jslink((self.play, "value"), (self.slider, "value"))
        self.noisy, self.guess = ipywidgets.HTML(), ipywidgets.HTML()
        self.noisy.layout = self.guess.layout = ipywidgets.Layout(flex=f"0 1 {WIDTH}px", margin="0 12px 0 0")
        self._frames = lru_cache(maxsize=None)(self._drawn)  # a step is drawn when it is first looked at
        self.slider.observe(self._show, "value")
        self._show()
        frames = ipywidgets.HBox([self.noisy, self.guess], layout=ipywidgets.Layout(flex_flow="row wrap"))
        super().__init__([ipywidgets.HBox([self.play, self.slider]), frames], **more)

    def _show(self, change: object = None) -> None:
        self.noisy.value, self.guess.value = self._frames(self.slider.value)

    def _drawn(self, number: int) -> tuple[str, str]:
        from helpers.frames import Frame  # numpy and Pillow load with the first picture, not with helpers

        images = self._film.noisy(number), self._film.guess(number)
        noisy, guess = (
            Frame(((image, caption),), caption).as_html(WIDTH)
            for image, caption in zip(images, self._film.captions(number), strict=True)
        )
        return noisy, guess
