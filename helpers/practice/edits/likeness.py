"""Which scene, at which hour, a given picture resembles: so that what is painted into it or after it fits in."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image

from helpers.practice.brief import Brief
from helpers.practice.composition import Backdrop, paint_backdrop
from helpers.practice.painter import scenes
from helpers.practice.painter.light import Setting
from helpers.practice.painter.scenes import Place

Array = np.ndarray

ROWS = 24  # scenes are compared at this height, in pixels
STEP = 8  # and at a width that is a multiple of this: each width takes seconds to paint, once
SEEDS = 2  # paintings of each scene
TIMES = ("day", "sunset", "dusk", "night")
SETTINGS = (*(Setting(time) for time in TIMES), Setting(season="winter"), Setting(weather="fog"))
OTHER = 0.02  # squared difference of colours from which a place simply shows something else
INDOORS = ("day", "night")  # more hours cannot be told apart behind a window


def surroundings(picture: Array, brief: Brief) -> tuple[str, Setting]:
    """The scene and the setting that a brief asks for; where it says nothing, those most like the picture."""
    scene, seen, _ = resembles(picture)
    setting = Setting(brief.time or seen.time, brief.weather or seen.weather, brief.season or seen.season)
    return brief.scene or scene, setting


def resembles(picture: Array, among: tuple[str, ...] = ()) -> tuple[str, Setting, Place]:
    """The scene and the setting most like a picture (h, w, 3), 0 to 1, and where things may stand in it.

    among: names of scenes to choose from, all if empty.
    """
    height, width = picture.shape[:2]
    columns = max(STEP, min(96, STEP * round(ROWS * width / height / STEP)))
    seen = _thumbnail(picture, columns)
    names = among or tuple(scenes.load())
    kinds = [(name, s) for name in names for s in SETTINGS if not scenes.load()[name].indoor or s.time in INDOORS]
    distances = [min(_unlike(_scene(*kind, seed, columns)[0], seen) for seed in range(SEEDS)) for kind in kinds]
    name, setting = kinds[int(np.argmin(distances))]
    return name, setting, _scene(name, setting, 0, columns)[1]


def _thumbnail(picture: Array, columns: int) -> Array:
    image = Image.fromarray((picture[..., :3].clip(0, 1) * 255).astype(np.uint8))
    return np.asarray(image.resize((columns, ROWS), Image.Resampling.BOX), np.float32) / 255


def _unlike(a: Array, b: Array) -> float:
    """How unlike two small pictures are, place by place and row by row; whoever stands in one counts for little."""
    places = ((a - b) ** 2).sum(-1)
    rows = ((np.median(a, 1) - np.median(b, 1)) ** 2).sum(-1)
    return float(np.minimum(places, OTHER).mean() + np.minimum(rows, OTHER).mean() / 2)


@lru_cache(maxsize=512)
def _scene(name: str, setting: Setting, seed: int, columns: int) -> tuple[Array, Place]:
    return paint_backdrop(Backdrop(name, setting, seed, seed), columns, ROWS)
