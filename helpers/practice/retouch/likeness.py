"""How much a figure in a picture looks like what the painter would draw for a word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from helpers.practice.painter import subjects
from helpers.practice.painter.canvas import Canvas
from helpers.practice.retouch.pixels import Array, lab, resized
from helpers.practice.words import COLOURS

SHEET = 48  # pixels of the painter's sketches
SKETCHES = 6  # of each subject: poses differ
GRID = 16  # both are compared on so many squares of their boxes
COLOUR_MATTERS = 0.75  # beside the shape
LIGHT = np.array([[-30, -10, -10], [15, 10, 10]])  # units of Lab by which the hour may move a figure's colours
HUE_REACH = 32.0  # units of Lab in which a colour's likeness falls to 1 / e


@dataclass(frozen=True, slots=True)
class Shape:
    """What a figure looks like inside its box."""

    cover: Array  # (GRID, GRID), 0 to 1
    colour: Array  # (GRID, GRID, 3) Lab
    aspect: float  # width over height


def likeness(picture: Array, mask: Array, subject: str, colour: str | None) -> float:
    """How well the figure under a mask (h, w) of a picture (h, w, 3) fits a subject: about 0 to 1."""
    figure = _shape(picture, mask)
    return max(_alike(figure, sketch, colour is None) for sketch in _sketches(subject, colour)) + (
        0.0 if colour is None else 0.6 * of_colour(picture, mask, colour)
    )


def of_colour(picture: Array, mask: Array, colour: str) -> float:
    """How much of the figure under a mask has a named colour: 0 to 1."""
    inside = mask > 0.5
    return float(near_colour(lab(picture[inside]), colour).mean()) if inside.any() else 0.0


def near_colour(colours: Array, name: str) -> Array:
    """How near Lab colours (..., 3) are to a named one, 0 to 1: hue counts more than light and shade."""
    wish = lab(np.array(COLOURS[name][0], np.float32)[None] / 255)[0]
    strong = np.hypot(wish[1], wish[2])
    chroma = np.hypot(colours[..., 1], colours[..., 2])
    if strong < 14:  # white, grey, black
        off = np.hypot((colours[..., 0] - wish[0]) * 1.1, np.maximum(0, chroma - 6) * 1.8)
        return np.exp(-((off / HUE_REACH) ** 2) * 1.5)
    turn = np.arctan2(colours[..., 2], colours[..., 1]) - np.arctan2(wish[2], wish[1])
    turn = np.abs((turn + np.pi) % (2 * np.pi) - np.pi)
    off = np.hypot((colours[..., 0] - wish[0]) * 0.45, np.maximum(0, strong * 0.75 - chroma))
    return np.exp(-((off / HUE_REACH) ** 2)) * np.exp(-((turn / 0.42) ** 2)) * np.clip(chroma / 14 - 0.5, 0, 1)


def _alike(a: Shape, b: Shape, colours: bool) -> float:
    aspect = np.exp(-abs(np.log(a.aspect / b.aspect)) * 1.2)
    best = 0.0
    for cover, colour in ((b.cover, b.colour), (b.cover[:, ::-1], b.colour[:, ::-1])):
        common = np.minimum(a.cover, cover)
        overlap = common.sum() / np.maximum(a.cover, cover).sum()
        off = a.colour - colour
        off = off - np.median(off[common > 0.5], 0).clip(*LIGHT) if (common > 0.5).any() else off
        fit = np.exp(-np.sqrt((off**2 * (0.6, 1, 1)).sum(2)) / 28)
        inner = (fit * common).sum() / max(float(common.sum()), 1e-3)
        best = max(best, float(overlap * aspect + (COLOUR_MATTERS if colours else 0.4) * inner))
    return best


def _shape(picture: Array, mask: Array) -> Shape:
    ys, xs = np.flatnonzero((mask > 0.5).any(1)), np.flatnonzero((mask > 0.5).any(0))
    box = np.s_[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
    cover = mask[box]
    share = resized(cover, GRID, GRID)
    colour = resized(picture[box] * cover[..., None], GRID, GRID) / np.maximum(share, 1e-3)[..., None]
    return Shape(share, lab(colour.clip(0, 1)), cover.shape[1] / cover.shape[0])


@lru_cache(maxsize=64)
def _sketches(subject: str, colour: str | None) -> tuple[Shape, ...]:
    out = []
    for seed in range(SKETCHES):
        canvas = Canvas.square(SHEET)
        wish = None if colour is None else COLOURS[colour][0]
        subjects.load()[subject].draw(canvas, np.random.default_rng(seed), wish)
        out.append(_shape(canvas.rgb / np.maximum(canvas.alpha, 1e-4)[..., None], canvas.alpha))
    return tuple(out)
