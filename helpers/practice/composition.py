"""Paintings, as data and as pixels: a scene, and who stands where in it.

A composition can be painted at an eighth of its size, for diffusion to work with, or whole; both show the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from helpers.practice.painter import scenes, styles, subjects
from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.light import Light, Setting
from helpers.practice.painter.moods import MOODS
from helpers.practice.painter.scenes import Place
from helpers.practice.painter.scenes.weather import paint_weather
from helpers.practice.shining import Shine, shining
from helpers.practice.shown import Known, Shown, fit, placed, visible
from helpers.practice.staging import FEET, Drawing, Stage, lit, overlap, put
from helpers.practice.words import COLOURS

Array = np.ndarray

CELL = 8  # pixels of the final picture to one of the grid in which diffusion works and compositions are measured
UNSEEN = 0.02  # a painting this faint in the blend does not show
FAINT = 0.04  # a change of colour, of 0 to 1, that is no shadow yet


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
    known: Known = None  # what the picture shows


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
    return painted(composition, scale)[0]


def painted(composition: Composition, scale: int) -> tuple[Array, list[Array]]:
    """What `paint` returns; and of each figure what is seen of its sheet, (side, side) 0 to 1."""
    canvas, stage = _empty(composition, scale)
    seen = list(_peopled(canvas, composition, scale, stage))
    if falls(composition.backdrop):
        paint_weather(canvas, np.random.default_rng(composition.touch), stage.light)
    return np.clip(canvas.rgb, 0, 1, out=canvas.rgb), seen


def shown(composition: Composition, sheets: Sequence[Array], step: int) -> list[Shown]:
    """Where the composition's figures are seen in its whole picture.

    sheets: what is seen of each one's, as `painted` tells at CELL; step: pixels of the picture to one of the masks.
    """
    width, height = composition.columns * CELL, composition.rows * CELL
    covers = [
        placed(sheet, *_corner(figure, CELL), width, height, step)
        for figure, sheet in zip(composition.figures, sheets, strict=True)
    ]
    traces = _traces(composition) if covers else []
    return [
        Shown(figure.subject, figure.colour, alpha, fit(trace, alpha.shape))
        for figure, alpha, trace in zip(composition.figures, visible(covers), traces, strict=True)
    ]


def _traces(composition: Composition) -> list[Array]:
    """What each figure changes around itself, (rows, columns) 0 or 1; seen in the small, as shadows are soft."""
    canvas, stage = _empty(composition, 1)
    out = []
    before = canvas.rgb.copy()
    for _ in _peopled(canvas, composition, 1, stage, shining=False):  # a lamp's light fills rooms: not all goes with it
        out.append((np.abs(canvas.rgb - before).max(2) > FAINT).astype(np.float32))
        before[:] = canvas.rgb
    return out


def _empty(composition: Composition, scale: int) -> tuple[Canvas, Stage]:
    """The backdrop on a canvas, with nobody in it yet; and what figures are set into there."""
    background, where = _backdrop(composition.backdrop, composition.columns * scale, composition.rows * scale)
    canvas = Canvas(composition.columns * scale, composition.rows * scale, composition.rows * scale / 100)
    canvas.rgb[:] = background
    return canvas, Stage(composition.backdrop.scene, _light(composition.backdrop), where)


def _peopled(
    canvas: Canvas, composition: Composition, scale: int, stage: Stage, shining: bool = True
) -> Iterator[Array]:
    """Set the figures on the canvas, one after the other; yields what is seen of the sheet of each.

    shining: whether what shines in them lights up what is around.
    """
    for figure in composition.figures:
        side = figure.size * scale
        colour, alpha = _figure(figure, side)
        shine = _shine(figure, side) if stage.light.lamps and shining else None
        yield put(canvas, Drawing(figure.subject, colour, alpha, *_corner(figure, scale), shine), figure.on, stage)


def within(composition: Composition, weight: Array) -> Composition:
    """The composition without the figures that stand where its weight (rows, columns) is nothing."""
    kept = []
    for figure in composition.figures:
        y0, y1, x0, x1 = overlap(*weight.shape, (figure.size, figure.size), *_corner(figure, 1))
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
        _, alpha = _figure(figure, figure.size)
        left, top = _corner(figure, 1)
        y0, y1, x0, x1 = overlap(rows, columns, alpha.shape, left, top)
        cover[y0:y1, x0:x1] |= alpha[y0 - top : y1 - top, x0 - left : x1 - left] > 0.02
    groups: list[Array] = []
    for cover in (grown(cover, 2) for cover in parts.values() if cover.any()):
        touching = [g for g in groups if (g & cover).any()]
        groups = [g for g in groups if not (g & cover).any()]
        groups.append(np.logical_or.reduce([cover, *touching]))
    return groups


def grown(mask: Array, by: int) -> Array:
    """The mask, of bool or of 0 to 1, and everything within so many cells of it."""
    for _ in range(by):
        padded = np.pad(mask, 1)
        mask = np.maximum.reduce([mask, padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]])
    return mask


def styled(picture: Array, composition: Composition) -> Array:
    """The painting in its composition's style and mood."""
    c = composition
    if c.style is not None and c.style_weight > 0:
        apply = styles.load()[c.style].apply
        painted = apply(picture, picture.shape[0] / 100, np.random.default_rng(c.touch))
        if c.style_weight != 1:
            painted = picture + (painted - picture) * np.float32(c.style_weight)
        picture = painted.clip(0, 1)
    if c.mood is not None and c.mood_weight > 0:
        picture = MOODS[c.mood].apply(picture, min(c.mood_weight, 1.5)).clip(0, 1)
    return picture


def _figure(figure: Figure, side: int) -> tuple[Array, Array]:
    """What is painted of a figure: its own colours, (side, side, 3) 0 to 1, and its alpha. side in pixels."""
    colour, alpha = _drawing(figure.subject, figure.colour, figure.seed, side)
    if figure.cut:
        alpha = alpha * (np.arange(side) < (1 - figure.cut) * side)[:, None]
    return colour, alpha


def drawing(figure: Figure, backdrop: Backdrop | Given, side: int) -> tuple[Array, Array]:
    """A figure alone, lit as it is there: colours (side, side, 3), 0 to 1, and alpha (side, side). side in pixels."""
    colour, alpha = _drawing(figure.subject, figure.colour, figure.seed, side)
    light = _light(backdrop)
    return lit(colour, light, backdrop.scene, _shine(figure, side) if light.lamps else None), alpha


def sheet(figure: Figure) -> tuple[int, int, int, int]:
    """Where a figure's sheet lies: left, top, right and bottom, in cells."""
    left, top = _corner(figure, 1)
    return left, top, left + figure.size, top + figure.size


def _corner(figure: Figure, scale: int) -> tuple[int, int]:
    """Pixels of the left and top edge of a figure's sheet."""
    side = figure.size * scale
    return (
        figure.x * scale - side // 2,
        figure.y * scale - (side // 2 if figure.on == "air" else round(side * FEET)),
    )


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


def _shine(figure: Figure, side: int) -> Shine | None:
    return (_small_shine if side <= SMALL else _large_shine)(figure.subject, figure.colour, figure.seed, side)


def _find_shine(subject: str, colour: str | None, seed: int, side: int) -> Shine | None:
    return shining(subject, *_drawing(subject, colour, seed, side))


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
_small_shine, _large_shine = lru_cache(maxsize=64)(_find_shine), lru_cache(maxsize=4)(_find_shine)
_small_scene, _large_scene = lru_cache(maxsize=16)(paint_backdrop), lru_cache(maxsize=2)(paint_backdrop)
