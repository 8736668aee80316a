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
SEEDS = 2  # paintings of each scene
TIMES = ("day", "sunset", "dusk", "night")
SETTINGS = (*(Setting(time) for time in TIMES), Setting(season="winter"), Setting(weather="fog"))
LAYOUT = 0.6  # what the order of light and dark counts for beside the colours
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
    columns = max(8, min(96, round(ROWS * width / height)))
    seen = _features(_thumbnail(picture, columns))
    names = among or tuple(scenes.load())
    kinds = [(name, s) for name in names for s in SETTINGS if not scenes.load()[name].indoor or s.time in INDOORS]
    distances = [
        min(float(((_scene(name, s, seed, columns)[0] - seen) ** 2).mean()) for seed in range(SEEDS))
        for name, s in kinds
    ]
    name, setting = kinds[int(np.argmin(distances))]
    return name, setting, _scene(name, setting, 0, columns)[1]


def _thumbnail(picture: Array, columns: int) -> Array:
    image = Image.fromarray((picture[..., :3].clip(0, 1) * 255).astype(np.uint8))
    return np.asarray(image.resize((columns, ROWS), Image.Resampling.BOX), np.float32) / 255


def _features(small: Array) -> Array:
    """Colours row by row and in a coarse grid: where things stand exactly does not matter."""
    rows = small.mean(1)
    grid = small.reshape(ROWS // 6, 6, *small.shape[1:]).mean(1)
    halves = np.stack([part.mean(1) for part in np.array_split(grid, 4, axis=1)], 1)
    light = rows.mean(1, keepdims=True)
    return np.concatenate([rows.ravel(), halves.ravel() * 2, LAYOUT * (light - light.mean()).ravel()])


@lru_cache(maxsize=512)
def _scene(name: str, setting: Setting, seed: int, columns: int) -> tuple[Array, Place]:
    small, where = paint_backdrop(Backdrop(name, setting, seed, seed), columns, ROWS)
    return _features(small), where
