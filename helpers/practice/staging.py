"""How a drawing is set on a canvas so that it is at home there: its light and shadow, water or cloud at its feet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.practice.painter import scenes
from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import rgb
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes import Place
from helpers.practice.shining import Shine, glow

Array = np.ndarray

NIGHT_VISION = 0.3  # how much of its own colour a figure keeps at night
LAMPLIGHT = np.array([0.97, 0.92, 0.82], np.float32)  # on what stands in a room in the evening
DEEP = np.array([0.84, 0.97, 1.0], np.float32)  # what water leaves of red, green and blue
FEET = 0.95  # where on its sheet a thing stands
STANDS = 0.9  # what ends higher on its sheet does not touch the ground
EARLY = 0.6  # how strong lamps are before it is night
KEEL = 0.05  # how much of its sheet a boat has under water
WADES = 0.075  # and who stands in it
CLOUD = 0.09  # how deep feet are in a cloud
_ISLANDERS = """house|hanok|castle|windmill|tree|blossom tree|apple tree|autumn tree|palm tree|pine|christmas tree|
cactus|flower|daisy|tulip|rose|sunflower|mushroom"""
ISLANDERS = frozenset(_ISLANDERS.replace("\n", "").split("|"))  # at sea, these have an island of their own
ON_ICE = frozenset({"penguin", "polar bear", "snowman"})


@dataclass(frozen=True, slots=True)
class Stage:
    """What a figure is set into."""

    scene: str  # its name
    light: Light
    where: Place


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing on its sheet, and where that lies on the canvas, in pixels. Its colours are as painted, not yet lit."""

    subject: str
    colour: Array  # (side, side, 3), 0 to 1
    alpha: Array  # (side, side), 0 to 1
    left: int
    top: int
    shine: Shine | None = None  # what of it shines, where lamps are lit


def put(canvas: Canvas, drawing: Drawing, on: str, stage: Stage) -> Array:
    """Set a drawing on the canvas, lit as the scene is. on: what it stands on, see `composition.Figure`.

    Returns what of its sheet is seen, (side, side) 0 to 1: what is not under water or in a cloud.
    """
    d, alpha = drawing, drawing.alpha
    rows, columns = np.flatnonzero(alpha.max(1) > 0.3), np.flatnonzero(alpha.max(0) > 0.3)
    if not len(rows):
        return alpha
    side = len(alpha)
    stands = rows[-1] >= STANDS * side
    if on == "ground" and stage.scene == "sea":
        if not stands:
            pass  # nothing casts a shadow on waves
        elif d.subject in ISLANDERS or d.subject in ON_ICE:
            _island(canvas, d, rows[-1], stage)
            _contact(canvas, d, rows[-1])
        else:
            alpha = _afloat(canvas, d, int(rows[-1] - WADES * side), stage)
    elif on == "ground" and stage.scene == "sky":
        if stands:  # up to the ankles in a cloud
            up = (rows[-1] + 1 - np.arange(side)) / (CLOUD * side)
            alpha = alpha * _smooth(up)[:, None]
    elif on == "ground" and stands:
        _contact(canvas, d, rows[-1])
    elif on == "ground":
        middle, half = (columns[0] + columns[-1]) / 2, (columns[-1] - columns[0]) / 2
        _shadow(canvas, d.left + middle, d.top + FEET * side, half * 0.7, side * 0.035, 0.28)
    elif on == "water" and stage.scene != "underwater":
        alpha = _afloat(canvas, d, int(rows[-1] - KEEL * side), stage)
    _over(canvas, lit(d.colour, stage.light, stage.scene, d.shine), alpha, d.left, d.top)
    if d.shine:
        glow(canvas.rgb, d.shine, side, d.left, d.top, 1.0 if stage.light.night else EARLY)
    return alpha


def lit(colour: Array, light: Light, scene: str, shine: Shine | None) -> Array:
    """A drawing's colours (side, side, 3), 0 to 1, in the light of its scene."""
    indoor = scenes.load()[scene].indoor
    seen = colour * LAMPLIGHT if indoor and light.lamps else light.on(colour)
    if light.night and not indoor:  # a little against nature, or nobody would find the black cat
        seen = seen + (colour - seen) * np.float32(NIGHT_VISION)
    if scene == "underwater":
        seen = seen * DEEP
    if shine:
        inner = seen[shine.box]
        inner += (shine.colour - inner) * shine.share
    return seen


def overlap(height: int, width: int, sheet: tuple[int, ...], left: int, top: int) -> tuple[int, int, int, int]:
    """The part of a picture that a sheet at (left, top) covers, as y0, y1, x0, x1; empty if none."""
    y0, x0 = min(max(0, top), height), min(max(0, left), width)
    return y0, max(y0, min(height, top + sheet[0])), x0, max(x0, min(width, left + sheet[1]))


def _over(canvas: Canvas, colour: Array, alpha: Array, left: int, top: int) -> None:
    y0, y1, x0, x1 = overlap(canvas.height, canvas.width, alpha.shape, left, top)
    if y1 <= y0 or x1 <= x0:
        return
    inner = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    window = canvas.rgb[y0:y1, x0:x1]
    change = colour[inner] - window
    change *= alpha[inner][..., None]
    window += change


def _smooth(share: Array) -> Array:
    """From 0 to 1 without a kink at either end."""
    share = share.clip(0, 1)
    return (share * share * (3 - 2 * share)).astype(np.float32)


# ---- on land


def _footing(drawing: Drawing, lowest: int) -> tuple[float, float]:
    """From where to where a drawing touches the ground, in pixels of its sheet."""
    side = len(drawing.alpha)
    foot = np.flatnonzero(drawing.alpha[max(0, lowest - max(1, side // 14)) : lowest + 1].max(0) > 0.3)
    return float(foot[0]), float(foot[-1])


def _contact(canvas: Canvas, drawing: Drawing, lowest: int) -> None:
    """The shade where its feet touch the ground."""
    side = len(drawing.alpha)
    first, last = _footing(drawing, lowest)
    middle = drawing.left + (first + last) / 2
    _shadow(canvas, middle, drawing.top + lowest, max((last - first) * 0.62, side * 0.1), side * 0.05)


def _shadow(canvas: Canvas, x: float, y: float, rx: float, ry: float, depth: float = 0.5) -> None:
    """A soft patch of shade, a little to the right of where the thing stands. depth: 0 to 1, in its middle."""
    x += rx * 0.12
    y0, y1 = max(0, int(y - 3 * ry)), min(canvas.height, int(y + 3 * ry) + 1)
    x0, x1 = max(0, int(x - 2.2 * rx)), min(canvas.width, int(x + 2.2 * rx) + 1)
    if y1 <= y0 or x1 <= x0:
        return
    down = (((np.arange(y0, y1) - y) / ry) ** 2)[:, None]
    across = ((np.arange(x0, x1) - x) / rx) ** 2
    shade = 1 - depth * np.exp(-1.1 * (down + across[None, :])).astype(np.float32)
    canvas.rgb[y0:y1, x0:x1] *= shade[..., None]


# ---- on water


def _afloat(canvas: Canvas, drawing: Drawing, line: int, stage: Stage) -> Array:
    """Mirror a drawing in the water whose line is at this row of its sheet; returns its alpha above the line."""
    side = len(drawing.alpha)
    soft = max(1.0, 0.012 * side)
    alpha = drawing.alpha * ((line + 0.012 * side - np.arange(side)) / soft).clip(0, 1)[:, None].astype(np.float32)
    _reflect(canvas, drawing, alpha, line, stage)
    near = np.flatnonzero(drawing.alpha[max(0, line - side // 20) : line + 1].max(0) > 0.3)
    if len(near):
        middle, half = drawing.left + (near[0] + near[-1]) / 2, (near[-1] - near[0]) / 2
        _shadow(canvas, middle, drawing.top + line, max(half * 0.84, side * 0.06), side * 0.02)
    return alpha


def _reflect(canvas: Canvas, drawing: Drawing, alpha: Array, line: int, stage: Stage) -> None:
    """A faint, squat mirror image below the waterline, as far as there is water."""
    squat = max(1, int(line * 0.4))
    rows = np.linspace(line, 0, squat).astype(int)
    fade = 0.34 * (1 - np.arange(squat) / squat)
    if stage.where.water is not None and stage.scene != "sea":  # a shore follows
        shore = (stage.where.water[1] + 3) * canvas.unit
        fade = fade * ((shore - drawing.top - line - np.arange(squat)) / (4 * canvas.unit)).clip(0, 1)
    colour = stage.light.on(drawing.colour[rows]) * np.float32(0.86)
    _over(canvas, colour, alpha[rows] * fade.astype(np.float32)[:, None], drawing.left, drawing.top + line)


def _island(canvas: Canvas, drawing: Drawing, lowest: int, stage: Stage) -> None:
    """A low island under a drawing's feet: sand, or ice where it is cold, in a rim of foam."""
    side, light = len(drawing.alpha), stage.light
    first, last = _footing(drawing, lowest)
    x, y = drawing.left + (first + last) / 2, drawing.top + lowest - 0.012 * side
    rx = max((last - first) * 0.5 + 0.14 * side, 0.24 * side)
    ry = 0.055 * side + 0.1 * rx
    y0, y1 = max(0, int(y - 1.5 * ry)), min(canvas.height, int(y + 1.7 * ry) + 1)
    x0, x1 = max(0, int(x - 1.4 * rx)), min(canvas.width, int(x + 1.4 * rx) + 1)
    if y1 <= y0 or x1 <= x0:
        return
    across = ((np.arange(x0, x1, dtype=np.float32) - x) / rx)[None, :]
    down = ((np.arange(y0, y1, dtype=np.float32) - y) / ry)[:, None]
    shaken = 1 + 0.05 * np.sin(9 * across + 2) + 0.035 * np.sin(23 * across + 5)
    distance = np.sqrt(across**2 + down**2) / shaken
    cold = light.white or drawing.subject in ON_ICE
    soft = 1.5 / ry  # a pixel and a half
    window = canvas.rgb[y0:y1, x0:x1]
    shore, ground = ("BFE3F2", "F2F8FC") if cold else ("C8A46C", "EAD09A")
    for reach, edge, tone, strength in (
        (1.22, 0.14, "0E3F66", 0.35),
        (1.12, 0.05, "F2FAFC", 0.85),
        (1.02, soft, shore, 1.0),
        (0.86, 0.16, ground, 1.0),
    ):
        cover = _smooth((reach - distance) / edge + 0.5) * np.float32(strength)
        own = np.asarray(light.of(rgb(tone)), np.float32) / 255
        window += (own - window) * cover[..., None]


__all__ = ["Drawing", "Stage", "lit", "overlap", "put"]
