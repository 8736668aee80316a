"""Colours as the painter uses them: ``(red, green, blue)`` with each part from 0 to 255."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Colour = tuple[float, float, float]

INK: Colour = (62, 40, 46)  # the softest black that still reads as an outline
WHITE: Colour = (255, 250, 240)
PINK: Colour = (240, 150, 150)


def rgb(hexadecimal: str) -> Colour:
    """``rgb("E9A24C")`` -> ``(233, 162, 76)``."""
    return int(hexadecimal[0:2], 16), int(hexadecimal[2:4], 16), int(hexadecimal[4:6], 16)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Between two colours: share 0 gives a, 1 gives b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def dark(colour: Colour, amount: float = 0.3) -> Colour:
    """The colour in shade: darker and a little cooler, as shadows under a blue sky are. amount is 0 to about 0.5."""
    r, g, b = colour
    return mix(colour, (r * 0.62, g * 0.55, b * 0.72), amount * 2)


def light(colour: Colour, amount: float = 0.3) -> Colour:
    """The colour in the light: towards a warm white. amount is 0 to 1."""
    return mix(colour, (255, 247, 225), amount)


def pick(rng: np.random.Generator, choices: Sequence[str]) -> Colour:
    """One of several hexadecimal colours."""
    return rgb(choices[rng.integers(len(choices))])


def main_colour(wish: Colour | None, rng: np.random.Generator, choices: Sequence[str]) -> Colour:
    """The colour the prompt asked for, or else one of those the subject usually has.

    Always draws from rng, so that "a cat" and "a blue cat" with one seed differ in colour alone.
    """
    usual = pick(rng, choices)
    return usual if wish is None else wish
