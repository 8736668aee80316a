"""Colours as the painter uses them: ``(red, green, blue)`` with each part from 0 to 255."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

Colour = tuple[float, float, float]

INK: Colour = (62, 40, 46)  # the softest black that still reads as an outline
WHITE: Colour = (255, 250, 240)
PINK: Colour = (240, 150, 150)
LEAF_GREENS = ("5E9E45", "4F9A55", "7FB04A")  # hexadecimal, to `pick` from


def rgb(hexadecimal: str) -> Colour:
    """``rgb("E9A24C")`` -> ``(233, 162, 76)``."""
    return int(hexadecimal[0:2], 16), int(hexadecimal[2:4], 16), int(hexadecimal[4:6], 16)


BLUSH = rgb("F0857A")
CREAM = rgb("FFF4DF")
GLASS = rgb("BFE3F0")
IRON = rgb("4C4854")
WOOD = rgb("8B5E3C")


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


def is_dark(colour: Colour) -> bool:
    """Whether black lines would be lost on the colour."""
    return sum(colour) < 270


def is_pale(colour: Colour) -> bool:
    """Whether cream and white would be lost on the colour."""
    return sum(colour) > 600


def is_white(colour: Colour) -> bool:
    """Whether the colour is white or nearly so."""
    return sum(colour) > 690


def distance(a: Colour, b: Colour) -> float:
    """How far two colours are apart, from 0 to 765."""
    return sum(abs(x - y) for x, y in zip(a, b, strict=True))


def far_from(colour: Colour, choices: Iterable[str]) -> Colour:
    """The first of several hexadecimal colours that stands out against another colour; white if none does."""
    return next((other for other in map(rgb, choices) if distance(other, colour) > 160), WHITE)


def pick(rng: np.random.Generator, choices: Sequence[str]) -> Colour:
    """One of several hexadecimal colours."""
    return rgb(choices[rng.integers(len(choices))])


def main_colour(wish: Colour | None, rng: np.random.Generator, choices: Sequence[str]) -> Colour:
    """The colour the prompt asked for, or else one of those the subject usually has.

    Always draws from rng, so that "a cat" and "a blue cat" with one seed differ in colour alone.
    """
    usual = pick(rng, choices)
    return usual if wish is None else wish
