"""Paintings, as data and as pixels: a scene, and who stands where in it.

A composition can be painted at an eighth of its size, for diffusion to work with, or whole; both show the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from helpers.practice.painter import scenes, styles, subjects
from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.light import Light, Setting
from helpers.practice.painter.moods import MOODS
from helpers.practice.painter.scenes import Place
from helpers.practice.painter.scenes.weather import paint_weather
from helpers.practice.words import COLOURS

Array = np.ndarray

CELL = 8  # pixels of the final picture to one of the grid in which diffusion works and compositions are measured
NIGHT_VISION = 0.3  # how much of its own colour a figure keeps at night
UNSEEN = 0.02  # a painting this faint in the blend does not show
LAMPLIGHT = np.array([0.97, 0.92, 0.82], np.float32)  # on what stands in a room in the evening


@dataclass(frozen=True, slots=True)
class Backdrop:
    """One painting of the scene, with nobody in it."""

    scene: str
    setting: Setting
    seed: int
    sun: int  # seed of where sun and moon stand; the same for all paintings of a plan, or there would be two of them


@dataclass(frozen=True, slots=True, eq=False)  # two are the same only if they are one: pictures are not compared
class Given:
    """A picture that is already there, in place of a painted scene."""

    picture: Array  # (rows * CELL, columns * CELL, 3), 0 to 1
    scene: str  # the scene it resembles most
    setting: Setting  # the light that falls on what is put into it
    where: Place  # where things may stand in it
    falls: bool = False  # whether rain, snow or fog is painted over it: not where it is in the picture already
    sun: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One drawing of a subject in its place. x, y (feet, or the middle for what flies) and size in cells."""

    subject: str
    colour: str | None
    seed: int
    x: int
    y: int
    size: int  # side of its sheet
    on: str  # ground, water, air, or figure: what stands on another one and throws no shadow on the ground
    part: int  # which of the plan's figures or groups it is of: the same number in every painting of the plan
    cut: float = 0.0  # how much of its sheet, from the bottom up, is not painted: a rider's feet behind the horse


@dataclass(frozen=True, slots=True)
class Composition:
    """One painting, on columns x rows cells."""

    columns: int
    rows: int
    backdrop: Backdrop | Given
    figures: tuple[Figure, ...]
    style: str | None
    touch: int  # seed of the style's and the weather's own chance; the same for all paintings of a plan
    style_weight: float = 1.0  # how strongly the style is applied: 0 not at all, 1 as usual, 2 twice as far
    mood: str | None = None
    mood_weight: float = 1.0


def paint(composition: Composition, scale: int = 1) -> Array:
    """The composition with `scale` pixels to a cell (1 for diffusion, CELL for the whole picture), before its style.

    Returns (rows * scale, columns * scale, 3) float32, 0 to 1.
    """
    background, _ = _backdrop(composition.backdrop, composition.columns * scale, composition.rows * scale)
    light = _light(composition.backdrop)
    canvas = Canvas(composition.columns * scale, composition.rows * scale, composition.rows * scale / 100)
    canvas.rgb[:] = background
    for figure in composition.figures:
        _put(canvas, figure, light, scale, composition.backdrop)
    if falls(composition.backdrop):
        paint_weather(canvas, np.random.default_rng(composition.touch), light)
    return np.clip(canvas.rgb, 0, 1, out=canvas.rgb)


def within(composition: Composition, weight: Array) -> Composition:
    """The composition without the figures that stand where its weight (rows, columns) is nothing."""
    kept = []
    for figure in composition.figures:
        y0, y1, x0, x1 = _overlap(*weight.shape, (figure.size, figure.size), *_corner(figure, 1))
        if weight[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1].max(initial=0) > UNSEEN:
            kept.append(figure)
    return replace(composition, figures=tuple(kept))


def regions(compositions: list[Composition]) -> list[Array]:
    """Where the figures of a plan's paintings stand: masks (rows, columns), one for each group that touches.

    Diffusion may take each from another painting, but each as a whole.
    """
    rows, columns = compositions[0].rows, compositions[0].columns
    parts: dict[int, Array] = {}
    for figure in (f for c in compositions for f in c.figures):
        cover = parts.setdefault(figure.part, np.zeros((rows, columns), bool))
        _, alpha = _drawing(figure.subject, figure.colour, figure.seed, figure.size)
        left, top = _corner(figure, 1)
        y0, y1, x0, x1 = _overlap(rows, columns, alpha.shape, left, top)
        cover[y0:y1, x0:x1] |= alpha[y0 - top : y1 - top, x0 - left : x1 - left] > 0.02
    groups: list[Array] = []
    for cover in (_grown(cover, 2) for cover in parts.values() if cover.any()):
        touching = [g for g in groups if (g & cover).any()]
        groups = [g for g in groups if not (g & cover).any()]
        groups.append(np.logical_or.reduce([cover, *touching]))
    return groups


def _grown(mask: Array, by: int) -> Array:
    """The mask and everything within so many cells of it."""
    for _ in range(by):
        padded = np.pad(mask, 1)
        mask = padded[1:-1, 1:-1] | padded[:-2, 1:-1] | padded[2:, 1:-1] | padded[1:-1, :-2] | padded[1:-1, 2:]
    return mask


def styled(picture: Array, composition: Composition) -> Array:
    """The painting in its composition's style and mood."""
    c = composition
    if c.style is not None and c.style_weight > 0:
        apply = styles.load()[c.style].apply
        painted = apply(picture, picture.shape[0] / 100, np.random.default_rng(c.touch))
        picture = (picture + (painted - picture) * np.float32(c.style_weight) if c.style_weight != 1 else painted).clip(
            0, 1
        )
    if c.mood is not None and c.mood_weight > 0:
        picture = MOODS[c.mood].apply(picture, min(c.mood_weight, 1.5)).clip(0, 1)
    return picture


def _put(canvas: Canvas, figure: Figure, light: Light, scale: int, backdrop: Backdrop | Given) -> None:
    """Set a figure on the canvas: its drawing, lit as the scene is, with its shadow or its reflection."""
    sunk = backdrop.scene == "underwater"
    indoor = scenes.load()[backdrop.scene].indoor
    colour, alpha = _drawing(figure.subject, figure.colour, figure.seed, figure.size * scale)
    side = figure.size * scale
    if figure.cut:
        alpha = alpha * (np.arange(side) < (1 - figure.cut) * side)[:, None]
    left, top = _corner(figure, scale)
    rows = np.flatnonzero(alpha.max(1) > 0.3)
    columns = np.flatnonzero(alpha.max(0) > 0.3)
    if not len(rows):
        return
    if figure.on == "ground":
        feet = top + rows[-1]
        foot = np.flatnonzero(alpha[max(0, rows[-1] - max(1, side // 14)) : rows[-1] + 1].max(0) > 0.3)
        _shadow(
            canvas, left + (foot[0] + foot[-1]) / 2, feet, max((foot[-1] - foot[0]) * 0.62, side * 0.1), side * 0.05
        )
    elif figure.on == "water" and not sunk:
        line = int(rows[-1] - 0.05 * side)  # the waterline, a little above the keel
        alpha = alpha * np.clip((line + 0.012 * side - np.arange(side)) / max(1.0, 0.012 * side), 0, 1)[:, None].astype(
            np.float32
        )
        _reflect(canvas, colour, alpha, left, top, line, light)
        _shadow(
            canvas, left + (columns[0] + columns[-1]) / 2, top + line, (columns[-1] - columns[0]) * 0.42, side * 0.02
        )
    _over(canvas, _lit(colour, light, indoor), alpha, left, top)


def _lit(colour: Array, light: Light, indoor: bool) -> Array:
    """A drawing's colours in the light of its scene."""
    lit = colour * LAMPLIGHT if indoor and light.lamps else light.on(colour)
    if light.night and not indoor:  # a little against nature, or nobody would find the black cat
        lit = lit + (colour - lit) * np.float32(NIGHT_VISION)
    return lit


def drawing(figure: Figure, backdrop: Backdrop | Given, side: int) -> tuple[Array, Array]:
    """A figure alone, lit as it is there: colours (side, side, 3), 0 to 1, and alpha (side, side). side in pixels."""
    colour, alpha = _drawing(figure.subject, figure.colour, figure.seed, side)
    return _lit(colour, _light(backdrop), scenes.load()[backdrop.scene].indoor), alpha


def sheet(figure: Figure) -> tuple[int, int, int, int]:
    """Where a figure's sheet lies: left, top, right and bottom, in cells."""
    left, top = _corner(figure, 1)
    return left, top, left + figure.size, top + figure.size


def _corner(figure: Figure, scale: int) -> tuple[int, int]:
    """Pixels of the left and top edge of a figure's sheet."""
    side = figure.size * scale
    return (
        figure.x * scale - side // 2,
        figure.y * scale - (side // 2 if figure.on == "air" else round(side * 0.95)),
    )


def _overlap(height: int, width: int, sheet: tuple[int, ...], left: int, top: int) -> tuple[int, int, int, int]:
    """The part of a picture that a sheet at (left, top) covers, as y0, y1, x0, x1; empty if none."""
    y0, x0 = min(max(0, top), height), min(max(0, left), width)
    return y0, max(y0, min(height, top + sheet[0])), x0, max(x0, min(width, left + sheet[1]))


def _over(canvas: Canvas, colour: Array, alpha: Array, left: int, top: int) -> None:
    y0, y1, x0, x1 = _overlap(canvas.height, canvas.width, alpha.shape, left, top)
    if y1 <= y0 or x1 <= x0:
        return
    inner = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    window = canvas.rgb[y0:y1, x0:x1]
    change = colour[inner] - window
    change *= alpha[inner][..., None]
    window += change


def _shadow(canvas: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    """A soft patch of shade on the ground, a little to the right of where the thing stands."""
    x += rx * 0.12
    y0, y1 = max(0, int(y - 3 * ry)), min(canvas.height, int(y + 3 * ry) + 1)
    x0, x1 = max(0, int(x - 2.2 * rx)), min(canvas.width, int(x + 2.2 * rx) + 1)
    if y1 <= y0 or x1 <= x0:
        return
    down = (((np.arange(y0, y1) - y) / ry) ** 2)[:, None]
    across = ((np.arange(x0, x1) - x) / rx) ** 2
    shade = 1 - 0.5 * np.exp(-1.1 * (down + across[None, :])).astype(np.float32)
    canvas.rgb[y0:y1, x0:x1] *= shade[..., None]


def _reflect(canvas: Canvas, colour: Array, alpha: Array, left: int, top: int, line: int, light: Light) -> None:
    """A faint, squat mirror image below the waterline."""
    squat = max(1, int(line * 0.4))
    rows = np.linspace(line, 0, squat).astype(int)
    fade = (0.34 * (1 - np.arange(squat) / squat)).astype(np.float32)[:, None]
    _over(canvas, light.on(colour[rows]) * np.float32(0.86), alpha[rows] * fade, left, top + line)


def place(backdrop: Backdrop | Given, columns: int, rows: int) -> Place:
    """Where things may stand in a scene."""
    return _backdrop(backdrop, columns, rows)[1]


@lru_cache(maxsize=256)
def extent(subject: str, colour: str | None, seed: int) -> tuple[float, float, float, float]:
    """What a drawing fills of its sheet: left, top, right and bottom, as shares of the sheet's side."""
    _, alpha = _drawing(subject, colour, seed, EXTENT_SIDE)
    rows, columns = np.flatnonzero(alpha.max(1) > 0.3), np.flatnonzero(alpha.max(0) > 0.3)
    ends = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1) if len(rows) else (0, 0, EXTENT_SIDE, EXTENT_SIDE)
    left, top, right, bottom = (float(end) / EXTENT_SIDE for end in ends)
    return left, top, right, bottom


def silhouette(subject: str, colour: str | None, seed: int) -> Array:
    """The alpha of a drawing on a small sheet, (EXTENT_SIDE, EXTENT_SIDE) 0 to 1."""
    return _drawing(subject, colour, seed, EXTENT_SIDE)[1]


def _drawing(subject: str, colour: str | None, seed: int, side: int) -> tuple[Array, Array]:
    """A subject's colours, (side, side, 3) 0 to 1, and its alpha (side, side)."""
    return (_small_drawing if side <= SMALL else _large_drawing)(subject, colour, seed, side)


def _draw(subject: str, colour: str | None, seed: int, side: int) -> tuple[Array, Array]:
    canvas = Canvas.square(side)
    wish = None if colour is None else COLOURS[colour][0]
    subjects.load()[subject].draw(canvas, np.random.default_rng(seed), wish)
    canvas.rgb /= np.maximum(canvas.alpha, 1e-4)[..., None]
    return canvas.rgb, canvas.alpha


def falls(backdrop: Backdrop | Given) -> bool:
    """Whether the weather comes between the scene and who looks at it."""
    return backdrop.falls if isinstance(backdrop, Given) else not scenes.load()[backdrop.scene].indoor


def _backdrop(backdrop: Backdrop | Given, width: int, height: int) -> tuple[Array, Place]:
    """The scene alone: (height, width, 3) 0 to 1, and where things may stand in it."""
    return (_small_scene if height <= SMALL else _large_scene)(backdrop, width, height)


def paint_backdrop(backdrop: Backdrop | Given, width: int, height: int) -> tuple[Array, Place]:
    if isinstance(backdrop, Given):
        return shrunk(backdrop.picture, backdrop.picture.shape[0] // height), backdrop.where
    canvas = Canvas(width, height, height / 100)
    rng = np.random.default_rng(backdrop.seed)
    where = scenes.load()[backdrop.scene].paint(canvas, rng, _light(backdrop))
    return np.clip(canvas.rgb, 0, 1, out=canvas.rgb), where


def shrunk(picture: Array, factor: int) -> Array:
    """Mean over factor x factor pixels of (h, w, c)."""
    height, width, channels = picture.shape
    blocks = picture.reshape(height // factor, factor, width // factor, factor, channels)
    return picture if factor == 1 else blocks.mean((1, 3), dtype=np.float32)


@lru_cache(maxsize=16)
def _light(backdrop: Backdrop | Given) -> Light:
    return Light(backdrop.setting, np.random.default_rng(backdrop.sun))


# What several paintings of one plan share is drawn once. A large drawing weighs megabytes, so few of them are kept.
SMALL = 256  # pixels
EXTENT_SIDE = 64  # pixels: enough to see how far a drawing reaches
_small_drawing, _large_drawing = lru_cache(maxsize=64)(_draw), lru_cache(maxsize=4)(_draw)
_small_scene, _large_scene = lru_cache(maxsize=16)(paint_backdrop), lru_cache(maxsize=2)(paint_backdrop)
