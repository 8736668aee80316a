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
SKETCHES = 8  # of each subject: poses differ
GRID = 16  # both are compared on so many squares of their boxes
SHAPE, COLOURS_FIT, SHADING = 1.5, 1.2, 0.6  # what each counts for
WIDTH = 0.3  # how fast likeness falls with the logarithm of the ratio of two boxes' proportions
GRAIN = 40.0  # square of units of Lab: fainter shading than this tells nothing
LIGHT = np.array([[-30, -10, -10], [15, 10, 10]])  # units of Lab by which the hour may move a figure's colours
COLOUR_COUNTS, COLOUR_USUAL = 1.2, 0.25  # of a colour that was named: its worth, and the share of it that is neutral
HUE_REACH = 32.0  # units of Lab in which a colour's likeness falls to 1 / e


@dataclass(frozen=True, slots=True)
class Shapes:
    """What n figures look like inside their boxes."""

    cover: Array  # (n, GRID, GRID), 0 to 1
    colour: Array  # (n, GRID, GRID, 3) Lab
    aspect: Array  # (n,) width over height


def likeness(picture: Array, mask: Array, subject: str, colour: str | None) -> float:
    """How well the figure under a mask (h, w) of a picture (h, w, 3) fits a subject: 0 to about 3.

    Half of the figures that are the subject reach 1.9, half of all others 1.4.
    """
    alike = float(_alike(_shape(picture, mask), _sketches(subject, colour)).max())
    return alike if colour is None else alike + COLOUR_COUNTS * (of_colour(picture, mask, colour) - COLOUR_USUAL)


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


def _alike(figure: Shapes, sketches: Shapes) -> Array:
    """How like one figure is to each of n sketches, either way round: (n,)."""
    proportion = np.exp(-WIDTH * np.abs(np.log(figure.aspect / sketches.aspect)))
    best = np.zeros(len(sketches.aspect))
    for turned in (slice(None), slice(None, None, -1)):
        cover, colour = sketches.cover[:, :, turned], sketches.colour[:, :, turned]
        common = np.minimum(figure.cover, cover)
        size = np.maximum(common.sum((1, 2)), 1e-3)
        overlap = size / np.maximum(figure.cover, cover).sum((1, 2))

        def mean(values: Array, common: Array = common, size: Array = size) -> Array:
            return (values * common).sum((1, 2)) / size

        off = figure.colour - colour
        hour = np.stack([mean(off[..., c]) for c in range(3)], 1).clip(*LIGHT)
        off = off - hour[:, None, None]
        fit = mean(np.exp(-np.sqrt((off**2 * (0.6, 1, 1)).sum(3)) / 28))
        own, other = (shape[..., 0] - mean(shape[..., 0])[:, None, None] for shape in (figure.colour, colour))
        shading = mean(own * other) / np.sqrt((mean(own**2) + GRAIN) * (mean(other**2) + GRAIN))
        np.maximum(best, SHAPE * overlap * proportion + COLOURS_FIT * fit + SHADING * shading, out=best)
    return best


def _shape(picture: Array, mask: Array) -> Shapes:
    ys, xs = np.flatnonzero((mask > 0.5).any(1)), np.flatnonzero((mask > 0.5).any(0))
    box = np.s_[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
    cover = mask[box]
    share = resized(cover, GRID, GRID)
    colour = resized(picture[box] * cover[..., None], GRID, GRID) / np.maximum(share, 1e-3)[..., None]
    return Shapes(share[None], lab(colour.clip(0, 1))[None], np.array([cover.shape[1] / cover.shape[0]]))


@lru_cache(maxsize=64)
def _sketches(subject: str, colour: str | None) -> Shapes:
    out = []
    for seed in range(SKETCHES):
        canvas = Canvas.square(SHEET)
        wish = None if colour is None else COLOURS[colour][0]
        subjects.load()[subject].draw(canvas, np.random.default_rng(seed), wish)
        out.append(_shape(canvas.rgb / np.maximum(canvas.alpha, 1e-4)[..., None], canvas.alpha))
    return Shapes(*(np.concatenate([getattr(shape, key) for shape in out]) for key in ("cover", "colour", "aspect")))
