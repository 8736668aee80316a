"""What the judge of `judge.py` learns from: pictures whose content is known because no prompt was read for them.

Drawings are set on scenes by hand, small and many at once, and painted over in a style. Nothing of reading, planning,
arranging or diffusion takes part, so what those do wrong is not learnt as right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from helpers.practice.composition import Backdrop, falls, paint_backdrop
from helpers.practice.painter import scenes, styles, subjects
from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.light import TIMES, WEATHERS, Light, Setting
from helpers.practice.painter.scenes.weather import paint_weather
from helpers.practice.words import COLOURS

Array = np.ndarray

SHEET = 96  # pixels of a drawing
GRIDS = ((1, 0.15), (2, 0.4), (3, 0.45))  # so many figures beside and above one another, and how often
FILLED = (0.62, 1.08)  # how much of its place in the grid a figure takes
NIGHT_VISION = 0.3  # how much of its own colour a figure keeps at night, about as in the painter's own pictures
COLOURED = 0.55  # of the drawings have a colour that was asked for
STYLED = 0.62  # of the lessons
SEEN = 0.6  # the least of a figure that must be left to see for it to be learnt


@dataclass(frozen=True, slots=True)
class Drawing:
    """A subject alone, cut close."""

    subject: str
    colour: str | None
    rgb: Array  # (h, w, 3) uint8
    alpha: Array  # (h, w) uint8


@dataclass(frozen=True, slots=True)
class Figure:
    """Who stands where in a picture: the middle of its box and the box's longer side, in pixels."""

    subject: str
    colour: str | None
    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """A picture (h, w, 3) uint8, and what is in it."""

    picture: Array
    figures: tuple[Figure, ...]
    scene: str
    setting: Setting
    style: str | None


def drawings(rng: np.random.Generator, each: int) -> list[Drawing]:
    """So many drawings of each subject."""
    return [_drawing(name, rng) for name in sorted(subjects.load()) for _ in range(each)]


def _drawing(name: str, rng: np.random.Generator) -> Drawing:
    colour = str(rng.choice(sorted(COLOURS))) if rng.random() < COLOURED else None
    canvas = Canvas.square(SHEET)
    subjects.load()[name].draw(canvas, rng, None if colour is None else COLOURS[colour][0])
    rgb = canvas.rgb / np.maximum(canvas.alpha, 1e-4)[..., None]
    ys, xs = (np.flatnonzero(canvas.alpha.max(axis) > 0.3) for axis in (1, 0))
    cut = np.s_[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
    return Drawing(name, colour, *(_eight_bit(a[cut]) for a in (rgb, canvas.alpha)))


def lesson(chosen: Sequence[Drawing], grid: int, side: int, rng: np.random.Generator) -> Lesson:
    """A picture of side x side pixels: up to grid * grid drawings on a scene, in a light and a style by chance."""
    scene = str(rng.choice(sorted(scenes.load())))
    setting = Setting(*(str(rng.choice(list(kinds))) for kinds in (TIMES, WEATHERS)), "summer")
    style = str(rng.choice(sorted(styles.load()))) if rng.random() < STYLED else None
    sun = int(rng.integers(1 << 31))
    backdrop = Backdrop(scene, setting, int(rng.integers(1 << 31)), sun)
    canvas = Canvas(side, side, side / 100)
    canvas.rgb[:] = paint_backdrop(backdrop, side, side)[0]
    light = Light(setting, np.random.default_rng(sun))
    indoors = scenes.load()[scene].indoor
    owner = np.full((side, side), -1)
    places, areas = [], []
    for i, (drawing, at) in enumerate(zip(chosen, rng.permutation(grid * grid), strict=False)):
        y, x = ((int(n) + 0.5 + rng.uniform(-0.15, 0.15)) * side / grid for n in divmod(int(at), grid))
        length = side / grid * rng.uniform(*FILLED)
        where = _put(canvas, drawing, x, y, length, None if indoors else light)
        owner[where] = i
        areas.append(where.sum())
        places.append(Figure(drawing.subject, drawing.colour, x, y, length))
    if falls(backdrop):
        paint_weather(canvas, rng, light)
    picture = np.clip(canvas.rgb, 0, 1)
    if style is not None:
        picture = styles.load()[style].apply(picture, side / 100, rng)
    seen = tuple(f for i, f in enumerate(places) if (owner == i).sum() > SEEN * max(areas[i], 1))
    return Lesson(_eight_bit(picture), seen, scene, setting, style)


def lessons(bank: Sequence[Drawing], side: int, rng: np.random.Generator) -> list[Lesson]:
    """Lessons of side x side pixels, in which each drawing of the bank is used once."""
    order = [int(i) for i in rng.permutation(len(bank))]
    grids, shares = zip(*GRIDS, strict=True)
    out = []
    while order:
        grid = int(rng.choice(grids, p=shares))
        chosen, order = order[: grid * grid], order[grid * grid :]
        out.append(lesson([bank[i] for i in chosen], grid, side, rng))
    return out


def _put(canvas: Canvas, drawing: Drawing, x: float, y: float, length: float, light: Light | None) -> Array:
    """Set a drawing on the canvas, in its light. Returns where it covers the canvas: (h, w) bool."""
    shrink = length / max(drawing.alpha.shape)
    height, width = (max(2, round(n * shrink)) for n in drawing.alpha.shape)
    rgb = np.asarray(Image.fromarray(drawing.rgb).resize((width, height)), np.float32) / 255
    alpha = np.asarray(Image.fromarray(drawing.alpha).resize((width, height)), np.float32) / 255
    if light is not None:
        lit = light.on(rgb)
        rgb = lit + (rgb - lit) * np.float32(NIGHT_VISION if light.night else 0)
    left, top = round(x - width / 2), round(y - height / 2)
    y0, y1, x0, x1 = max(top, 0), min(top + height, canvas.height), max(left, 0), min(left + width, canvas.width)
    inner = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    window = canvas.rgb[y0:y1, x0:x1]
    window += (rgb[inner] - window) * alpha[inner][..., None]
    covered = np.zeros(canvas.alpha.shape, bool)
    covered[y0:y1, x0:x1] = alpha[inner] > 0.5
    return covered


def _eight_bit(a: Array) -> Array:
    return (a * 255 + 0.5).clip(0, 255).astype(np.uint8)
