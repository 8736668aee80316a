"""Does the painter know this place? Its own scenes, painted small, beside a picture: what differs was put there.

A photograph resembles none of them, and is told so.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import product

import numpy as np

from helpers.practice.painter import scenes
from helpers.practice.painter.light import SEASONS, TIMES, WEATHERS, Setting
from helpers.practice.retouch.pixels import Array, lab, resized
from helpers.practice.retouch.views import ROWS, columns_for, view

SIGHTS = ("day", "sunset", "night")  # first looked at, for every scene
CLOSEST = 3  # scenes that are looked at in the picture's own shape
MORE_SEEDS = 5  # of the one that fits
SHIFT = 2  # pixels a thing may stand elsewhere than in any of these
SHADE = 0.55  # the least of a place's light that a shadow leaves
SWAY = 15.0  # units of Lab a style may move all colours
MOST = 35.0  # units of Lab beyond which a pixel is simply something else
PLAIN = 0.3  # of a picture in one flat colour: the painter leaves less than 0.02
STRANGE = 0.24  # mean surprise over the spread of a picture's colours: beyond this the place is not known


def likely(picture: Array) -> list[tuple[str, float]]:
    """All scenes, those whose shapes are most like a picture's (h, w, 3), 0 to 1, first; and how unlike they are."""
    seen = lab(resized(picture[..., :3], ROWS, ROWS))
    return list(_ranked(seen.tobytes()))


@lru_cache(maxsize=16)  # one edit asks several times, and a learner edits one picture several times
def _ranked(seen: bytes) -> tuple[tuple[str, float], ...]:
    colours = np.frombuffer(seen, np.float32).reshape(ROWS, ROWS, 3)
    off = [
        (name, min(_unlike(colours, view(name, Setting(sight), 0, ROWS).colours) for sight in SIGHTS))
        for name in scenes.load()
    ]
    return tuple(sorted(off, key=lambda pair: pair[1]))


def surprise(picture: Array) -> Array | None:
    """How far each pixel of a small picture (h, w, 3) is from the painter's own scenes, in units of Lab: (h, w).

    None if none of them resembles it.
    """
    height, width = picture.shape[:2]
    columns = columns_for(picture)
    seen = lab(resized(picture, columns, ROWS))
    if (np.abs(seen - np.median(seen, (0, 1))).max(2) < 1).mean() > PLAIN:
        return None

    def off(scene: str, setting: Setting) -> float:
        return _unlike(seen, view(scene, setting, 0, columns).colours)

    closest = [name for name, _ in likely(picture)[:CLOSEST]]
    scene, time = min(product(closest, SIGHTS), key=lambda kind: off(kind[0], Setting(kind[1])))
    setting = Setting(time)
    for key, values in (("season", SEASONS), ("time", TIMES), ("weather", WEATHERS)):
        setting = min((replace(setting, **{key: value}) for value in values), key=lambda s: off(scene, s))
    nearest = np.full(seen.shape[:2], np.inf, np.float32)
    for seed in range(MORE_SEEDS):
        toned = _toned(view(scene, setting, seed, columns).colours, seen)
        padded = np.pad(toned, ((SHIFT, SHIFT), (SHIFT, SHIFT), (0, 0)), "edge")
        for dy, dx in product(range(0, 2 * SHIFT + 1, 2), range(2 * SHIFT + 1)):
            moved = padded[dy : dy + ROWS, dx : dx + columns]
            # A figure's shadow is the place itself, only darker.
            shade = (seen * moved).sum(2) / np.maximum((moved**2).sum(2), 1)
            lit = moved * shade.clip(SHADE, 1)[..., None]
            np.minimum(nearest, ((seen - lit) ** 2).sum(2), out=nearest)
    nearest = np.sqrt(nearest)
    strange = np.minimum(nearest, MOST).mean() / (seen.std((0, 1)).sum() + 1e-6)
    return resized(nearest, width, height) if strange < STRANGE else None


def _unlike(seen: Array, painted: Array) -> float:
    seen, painted = seen[::2, ::2], painted[::2, ::2]  # enough to choose by
    return float(np.minimum(np.abs(seen - _toned(painted, seen)).sum(2), MOST).mean())


def _toned(painted: Array, seen: Array) -> Array:
    """A painting with its colours brought to those of what is seen, as far as a style or a hand may bring them."""
    moved = painted + np.clip(np.median(seen - painted, (0, 1)), -SWAY, SWAY)
    near = np.abs(seen - moved).sum(2) < MOST
    if near.sum() < 50:
        return moved
    x, y = painted[near], seen[near]
    middle_x, middle_y = x.mean(0), y.mean(0)
    gain = ((x - middle_x) * (y - middle_y)).sum(0) / (((x - middle_x) ** 2).sum(0) + 25 * len(x))
    gain += 25 * len(x) / (((x - middle_x) ** 2).sum(0) + 25 * len(x))
    return (painted - middle_x) * gain.clip(0.7, 1.3) + middle_x + np.clip(middle_y - middle_x, -SWAY, SWAY)
