"""What shines by itself once the lamps are lit: which paint of a drawing gives light, and the glow around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from helpers.practice.painter.colours import rgb

Array = np.ndarray

LAMPLIGHT = (255, 217, 122)  # what a window shows that was dark by day
NEAR, FAR = 0.07, 0.14  # how far (0 to 1.7) a colour may be from a paint to be it, and to have nothing of it
LIGHTNESS = 0.5  # how much of that is how light or dark it is: shade does not put out a lamp
SAME = 0.04  # nearer to a paint than this is that paint,
WALL = 0.03  # and a wall of it is more of the drawing than this
UNSURE = 1.25  # in such a drawing, shaded glass may be so many times further from glass than from that wall
GRID = 32  # the glow is blurred on a sheet of so many pixels,
MARGIN = 12  # with so many more around it
HALOES = ((1.6, 0.42), (6.0, 0.8))  # how far each part of the glow reaches, on that sheet, and how strong it is


@dataclass(frozen=True, slots=True)
class Lamps:
    """The paints of a drawing that give light: in their own colour, or as windows do, in that of a lamp behind."""

    own: tuple[str, ...] = ()  # hexadecimal
    panes: tuple[str, ...] = ()
    unlit: tuple[str, ...] = ()  # much the same as one of those, but dark: a wall as blue as glass
    glow: float = 1.0  # how strong the light around it is


@dataclass(frozen=True, slots=True, eq=False)
class Shine:
    """What of a drawing shines."""

    box: tuple[slice, slice]  # the part of its sheet of which the next two speak
    share: Array  # (h, w, 1), 0 to 1
    colour: Array  # (h, w, 3), 0 to 1
    halo: Array  # how strong its light is around it: on a sheet of GRID pixels and MARGIN around
    tone: Array  # (3,) of its light, 0 to 1


_FLAMES = ("FFB22E", "FFF0A8")
_PANE = ("BFE3F0",)  # `colours.GLASS`
LAMPS = {
    "lantern": Lamps(("FFE9A6", "FFF6CF", "FFDF8A", *_FLAMES, "D9402F", "E8793A", "EFC24A"), glow=1.6),
    "lighthouse": Lamps(("FFD97A", "FFF6D0"), _PANE, glow=3.6),
    "house": Lamps(panes=_PANE, unlit=("BFD8DC",)),
    "castle": Lamps(panes=("4B4460",)),
    "hanok": Lamps(("FFEFC4",), glow=0.9),
    "windmill": Lamps(panes=_PANE),
    "bus": Lamps(("FFE39A",), _PANE, glow=0.7),
    "train": Lamps(("FFE39A",), _PANE, glow=0.7),
    "car": Lamps(("FFE39A",), glow=1.8),
    "rocket": Lamps(("F0803C", "FFC94D"), glow=1.4),
    "ufo": Lamps(("FFD95A", "7CF0C8", "FF8FA8"), glow=1.1),
    "cake": Lamps(_FLAMES, glow=1.8),
    "christmas tree": Lamps(("F6C445",), glow=1.6),
}


def shining(subject: str, colour: Array, alpha: Array) -> Shine | None:
    """What of a drawing shines when lamps are lit; None if nothing does.

    colour: the drawing's own colours, (h, w, 3), 0 to 1. alpha: (h, w), 0 to 1.
    """
    lamps = LAMPS.get(subject)
    if lamps is None:
        return None
    down, across = np.flatnonzero(alpha.max(1) > 0), np.flatnonzero(alpha.max(0) > 0)
    if not len(down):
        return None
    box = np.s_[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    inside = colour[box]
    own, panes = (_distance(inside, paints) for paints in (lamps.own, lamps.panes))
    nearest = np.minimum(own, panes)
    share = ((FAR - nearest) / np.float32(FAR - NEAR)).clip(0, 1)
    if lamps.unlit:
        unlit = _distance(inside, lamps.unlit)
        if (unlit < SAME).mean() > WALL:
            share *= nearest < UNSURE * unlit
    share *= alpha[box] > 0
    if share.sum() < 0.5:
        return None
    warm = np.asarray(LAMPLIGHT, np.float32) / 255
    lamplit = np.minimum(warm * (np.float32(0.86) + np.float32(0.2) * inside.mean(2, keepdims=True)), 1)
    shown = np.where((panes < own)[..., None], lamplit, inside)
    weight = share * alpha[box]
    tone = np.einsum("hw,hwc->c", weight, shown) / max(float(weight.sum()), 1e-6)
    whole = np.zeros(alpha.shape, np.float32)
    whole[box] = weight
    sheet = Image.new("F", (GRID + 2 * MARGIN,) * 2)
    sheet.paste(Image.fromarray(whole).resize((GRID, GRID), Image.Resampling.BOX), (MARGIN, MARGIN))
    small = np.asarray(sheet)
    halo = sum(_blurred(small, reach) * np.float32(strength) for reach, strength in HALOES)
    return Shine(box, share[..., None], shown, halo * np.float32(lamps.glow), tone)


def _distance(colour: Array, paints: tuple[str, ...]) -> Array:
    """How far each pixel is from the nearest of the paints; more than `FAR` from none."""
    nearest = np.full(colour.shape[:2], 2, np.float32)
    for paint in paints:
        apart = colour - np.asarray(rgb(paint), np.float32) / 255
        apart += apart.mean(2, keepdims=True) * np.float32(LIGHTNESS - 1)  # so much of the lightness is left
        np.minimum(nearest, np.sqrt(np.einsum("hwc,hwc->hw", apart, apart)), out=nearest)
    return nearest


def glow(picture: Array, shine: Shine, side: int, left: int, top: int, strength: float) -> None:
    """Let what shines throw its light on the picture (height, width, 3), 0 to 1, in place.

    side, left, top: where the drawing's sheet lies, in pixels. strength: 1 at night.
    """
    halo = shine.halo * np.float32(strength)
    margin = round(side * MARGIN / GRID)
    wide = side + 2 * margin
    y, x = top - margin, left - margin
    y0, x0 = max(0, y), max(0, x)
    y1, x1 = min(picture.shape[0], y + wide), min(picture.shape[1], x + wide)
    if y1 <= y0 or x1 <= x0:
        return
    large = Image.fromarray(halo / (1 + halo)).resize((wide, wide), Image.Resampling.BILINEAR)
    inner = np.asarray(large)[y0 - y : y1 - y, x0 - x : x1 - x]
    for channel in range(3):
        window = picture[y0:y1, x0:x1, channel]
        added = 1 - window
        added *= inner
        added *= np.float32(shine.tone[channel] ** 1.5)
        window += added


def _blurred(small: Array, reach: float) -> Array:
    """Blurred by two matrix products; reach is the standard deviation in pixels. Its volume stays the same."""
    place = np.arange(len(small), dtype=np.float64)
    bell = np.exp(-0.5 * (np.subtract.outer(place, place) / reach) ** 2)
    bell /= reach * (2 * np.pi) ** 0.5
    return (bell @ small @ bell.T).astype(np.float32)


__all__ = ["LAMPS", "Lamps", "Shine", "glow", "shining"]
