"""The painter's own scenes, painted small: what given pictures are compared with.

However small it is, a painting takes about ten milliseconds, and a comparison needs many. So whoever compares takes
them from here, where each is painted once; and for a first choice every picture is compared in the same, square shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from helpers.practice.composition import Backdrop, paint_backdrop
from helpers.practice.painter.light import Setting
from helpers.practice.painter.scenes import Place
from helpers.practice.retouch.pixels import Array, lab, resized

ROWS = 64  # of a view, in pixels; as many columns where shape does not count
STEP = 8  # else columns are a multiple of this: pictures of about the same shape share their views
GLANCE = 24  # pixels of each side of a glance
KEPT = 320  # views, of about 60 kB each


@dataclass(frozen=True, slots=True)
class View:
    """One small painting of a scene, with nobody in it."""

    colours: Array  # (ROWS, columns, 3) Lab
    glance: Array  # (GLANCE, GLANCE, 3), 0 to 1
    rows: Array  # (GLANCE, 3), the medians of the glance's rows
    where: Place  # where things may stand in it


@lru_cache(maxsize=KEPT)
def view(scene: str, setting: Setting, seed: int, columns: int) -> View:
    """How a scene may look at an hour."""
    picture, where = paint_backdrop(Backdrop(scene, setting, seed, seed), columns, ROWS)
    seen = glance(picture)
    return View(lab(picture), seen, np.median(seen, 1), where)


def columns_for(picture: Array) -> int:
    """The width of views in the shape of a picture (h, w, ...)."""
    height, width = picture.shape[:2]
    return max(STEP, STEP * round(ROWS * width / height / STEP))


def glance(picture: Array) -> Array:
    """A picture (h, w, 3), 0 to 1, at a glance."""
    return resized(picture[..., :3].clip(0, 1), GLANCE, GLANCE)
