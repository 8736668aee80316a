"""Things cut out of a picture, and laid into another one with a shadow at their feet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.practice.retouch.cutout import unmixed

Array = np.ndarray

SEEN = 0.02  # alpha below this shows nothing
SOLID = 0.3  # and from this on a thing is there
SHADE = 0.45  # of the light, in the middle of a shadow, that is kept away
FOOT = 0.07  # of its height: what stands on the ground
FLAT = 0.05  # of its height: how far its shadow reaches up and down


@dataclass(frozen=True, slots=True)
class Cutting:
    """A thing in its box: colours (h, w, 3) and alpha (h, w), 0 to 1; where the box lies in a picture, in pixels."""

    colour: Array
    alpha: Array
    left: int
    top: int


def cut(picture: Array, alpha: Array) -> Cutting | None:
    """What is under an alpha (h, w) of a picture (h, w, 3), both 0 to 1, without what shines through; None if nothing.

    Both are in the picture's size.
    """
    rows, columns = np.flatnonzero((alpha > SOLID).any(1)), np.flatnonzero((alpha > SOLID).any(0))
    if not len(rows):
        return None
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    clear = np.where(alpha > SEEN, alpha, 0).astype(np.float32)
    return Cutting(unmixed(picture, clear)[box], clear[box], int(columns[0]), int(rows[0]))


def laid(ground: Array, thing: Cutting, shadow: float = SHADE) -> Array:
    """The ground (h, w, 3), 0 to 1, with the thing in front of it. shadow: 0 to 1, how dark that at its feet is."""
    out = ground.copy()
    height, width = out.shape[:2]
    if shadow > 0 and thing.top + thing.alpha.shape[0] < height:  # what the lower edge cuts off stands on nothing
        _shade(out, thing, shadow)
    y0, x0 = max(0, thing.top), max(0, thing.left)
    y1, x1 = min(height, thing.top + thing.alpha.shape[0]), min(width, thing.left + thing.alpha.shape[1])
    if y1 <= y0 or x1 <= x0:
        return out
    inner = np.s_[y0 - thing.top : y1 - thing.top, x0 - thing.left : x1 - thing.left]
    window = out[y0:y1, x0:x1]
    window += (thing.colour[inner] - window) * thing.alpha[inner][..., None]
    return out


def _shade(picture: Array, thing: Cutting, depth: float) -> None:
    """A soft patch of shade where the thing touches the ground."""
    tall = thing.alpha.shape[0]
    foot = np.flatnonzero(thing.alpha[-max(1, round(FOOT * tall)) :].max(0) > SOLID)
    if not len(foot):
        return
    x, y = thing.left + (foot[0] + foot[-1]) / 2, thing.top + tall - FLAT * tall * 0.4
    rx, ry = max((foot[-1] - foot[0]) * 0.62, 0.1 * tall), FLAT * tall
    y0, y1 = max(0, int(y - 3 * ry)), min(picture.shape[0], int(y + 3 * ry) + 1)
    x0, x1 = max(0, int(x - 2.2 * rx)), min(picture.shape[1], int(x + 2.2 * rx) + 1)
    down = ((np.arange(y0, y1) - y) / ry)[:, None] ** 2
    across = ((np.arange(x0, x1) - x) / rx)[None] ** 2
    picture[y0:y1, x0:x1] *= (1 - depth * np.exp(-1.1 * (down + across)))[..., None].astype(np.float32)
