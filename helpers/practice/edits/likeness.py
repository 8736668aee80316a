"""Which scene, at which hour, a given picture resembles: so that what is painted into it or after it fits in."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from helpers.practice.brief import Brief
from helpers.practice.painter import scenes
from helpers.practice.painter.light import Setting
from helpers.practice.painter.scenes import Place
from helpers.practice.retouch.memory import SIGHTS, likely
from helpers.practice.retouch.views import ROWS, View, glance, view
from helpers.practice.seasons import denies

Array = np.ndarray

CLOSEST = 4  # scenes that are looked at at all hours
SEEDS = 2  # paintings of each of them
TIMES = ("day", "sunset", "dusk", "night")
SETTINGS = (*(Setting(time) for time in TIMES), Setting(season="winter"), Setting(weather="fog"))
OTHER = 0.02  # squared difference of colours from which a place simply shows something else
SHAPES = 0.001  # what a unit of Lab by which a scene's shapes differ counts beside such differences
INDOORS = ("day", "night")  # more hours cannot be told apart behind a window


def surroundings(picture: Array, brief: Brief) -> tuple[str, Setting]:
    """The scene and the setting that a brief asks for; where it says nothing, those most like the picture.

    A snowfield is like no picture if the brief names another season than winter: it would stay white.
    """
    scene, seen = resembles(picture, tuple(name for name in scenes.load() if not denies(name, brief.season)))
    setting = Setting(brief.time or seen.time, brief.weather or seen.weather, brief.season or seen.season)
    return brief.scene or scene, setting


def resembles(picture: Array, among: tuple[str, ...] = ()) -> tuple[str, Setting]:
    """The scene and the setting most like a picture (h, w, 3), 0 to 1.

    Colours count, place by place, and shapes whatever the light. All scenes are compared at a few hours, and the
    closest ones at all hours. among: names of scenes to choose from, all if empty.
    """
    shapes = {name: off for name, off in likely(picture) if not among or name in among}
    seen = glance(picture)
    rows = np.median(seen, 1)

    def unlike(scene: str, settings: Iterable[Setting], seeds: int) -> tuple[float, Setting]:
        """How unlike the scene is at most alike, and at which setting."""
        hours = [s for s in settings if not scenes.load()[scene].indoor or s.time in INDOORS]
        off = [min(_unlike(seen, rows, view(scene, hour, seed, ROWS)) for seed in range(seeds)) for hour in hours]
        best = int(np.argmin(off))
        return off[best] + SHAPES * shapes[scene], hours[best]

    closest = sorted(shapes, key=lambda scene: unlike(scene, map(Setting, SIGHTS), 1)[0])[:CLOSEST]
    found = {scene: unlike(scene, SETTINGS, SEEDS) for scene in closest}
    scene = min(found, key=lambda scene: found[scene][0])
    return scene, found[scene][1]


def standing_room(scene: str) -> Place:
    """Where things may stand in a scene: at any hour, and in a picture that resembles it."""
    return view(scene, Setting(), 0, ROWS).where


def _unlike(seen: Array, rows: Array, there: View) -> float:
    """How unlike a glance and a view are, place by place and row by row; whoever stands there counts for little."""
    by_place = ((there.glance - seen) ** 2).sum(-1)
    by_row = ((there.rows - rows) ** 2).sum(-1)
    return float(np.minimum(by_place, OTHER).mean() + np.minimum(by_row, OTHER).mean() / 2)
