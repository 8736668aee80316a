"""Does the painter know this place? Its own scenes, painted small, beside a picture: what differs was put there.

A photograph resembles none of them, and is told so.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import product

import numpy as np

from helpers.practice.composition import Backdrop, paint_backdrop
from helpers.practice.painter import scenes
from helpers.practice.painter.light import SEASONS, TIMES, WEATHERS, Setting
from helpers.practice.retouch.pixels import Array, lab, resized

ROWS = 64  # of the small paintings
SIGHTS = ("day", "sunset", "night")  # first looked at, for every scene
MORE_SEEDS = 5  # of the one that fits
SHIFT = 2  # pixels a thing may stand elsewhere than in any of these
SHADE = 0.55  # the least of a place's light that a shadow leaves
SWAY = 15.0  # units of Lab a style may move all colours
MOST = 35.0  # units of Lab beyond which a pixel is simply something else
PLAIN = 0.3  # of a picture in one flat colour: the painter leaves less than 0.02
STRANGE = 0.24  # mean surprise over the spread of a picture's colours: beyond this the place is not known


def surprise(picture: Array) -> Array | None:
    """How far each pixel of a small picture (h, w, 3) is from the painter's own scenes, in units of Lab: (h, w).

    None if none of them resembles it.
    """
    height, width = picture.shape[:2]
    columns = max(8, 8 * round(ROWS * width / height / 8))
    seen = lab(resized(picture, columns, ROWS))
    if (np.abs(seen - np.median(seen, (0, 1))).max(2) < 1).mean() > PLAIN:
        return None
    best = min(product(scenes.load(), SIGHTS), key=lambda c: _unlike(seen, _view(c[0], Setting(c[1]), 0, columns)))
    scene, setting = best[0], Setting(best[1])
    for key, values in (("season", SEASONS), ("time", TIMES), ("weather", WEATHERS)):
        settings = [replace(setting, **{key: value}) for value in values]
        setting = min(settings, key=lambda s: _unlike(seen, _view(scene, s, 0, columns)))
    nearest = np.full(seen.shape[:2], np.inf, np.float32)
    for seed in range(MORE_SEEDS):
        view = _toned(_view(scene, setting, seed, columns), seen)
        padded = np.pad(view, ((SHIFT, SHIFT), (SHIFT, SHIFT), (0, 0)), "edge")
        for dy, dx in product(range(0, 2 * SHIFT + 1, 2), range(2 * SHIFT + 1)):
            moved = padded[dy : dy + ROWS, dx : dx + columns]
            # A figure's shadow is the place itself, only darker.
            shade = (seen * moved).sum(2) / np.maximum((moved**2).sum(2), 1)
            lit = moved * shade.clip(SHADE, 1)[..., None]
            np.minimum(nearest, ((seen - lit) ** 2).sum(2), out=nearest)
    nearest = np.sqrt(nearest)
    strange = np.minimum(nearest, MOST).mean() / (seen.std((0, 1)).sum() + 1e-6)
    return resized(nearest, width, height) if strange < STRANGE else None


def _unlike(seen: Array, view: Array) -> float:
    seen, view = seen[::2, ::2], view[::2, ::2]  # enough to choose by
    return float(np.minimum(np.abs(seen - _toned(view, seen)).sum(2), MOST).mean())


def _toned(view: Array, seen: Array) -> Array:
    """The view with its colours brought to those of what is seen, as far as a style or a hand may bring them."""
    moved = view + np.clip(np.median(seen - view, (0, 1)), -SWAY, SWAY)
    near = np.abs(seen - moved).sum(2) < MOST
    if near.sum() < 50:
        return moved
    x, y = view[near], seen[near]
    middle_x, middle_y = x.mean(0), y.mean(0)
    gain = ((x - middle_x) * (y - middle_y)).sum(0) / (((x - middle_x) ** 2).sum(0) + 25 * len(x))
    gain += 25 * len(x) / (((x - middle_x) ** 2).sum(0) + 25 * len(x))
    return (view - middle_x) * gain.clip(0.7, 1.3) + middle_x + np.clip(middle_y - middle_x, -SWAY, SWAY)


@lru_cache(maxsize=256)
def _view(scene: str, setting: Setting, seed: int, columns: int) -> Array:
    picture, _ = paint_backdrop(Backdrop(scene, setting, seed, seed), columns, ROWS)
    return lab(picture)
