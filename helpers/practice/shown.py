"""Where a picture shows its figures: small masks, as exact as the painter that set them there knows them.

They travel with the drawing, and in the note of its file (`note`), so that an edit need not guess from pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

Array = np.ndarray

MOST = 70_000  # pixels of a mask: about 256 x 256
SLIGHT = 0.0004  # of the picture: a figure of which less is seen is not seen
REMNANT = 0.3  # share of a figure: what an edit leaves of it below this is none of it any more


@dataclass(frozen=True, slots=True, eq=False)  # arrays are not compared
class Shown:
    """One figure in a picture: what it is, and where it is seen. Its masks lie over the whole picture."""

    subject: str  # a name of `painter.subjects`
    colour: str | None  # a name of `words.COLOURS`, if one was wished
    alpha: Array  # (h, w), 0 to 1: what stands before it taken off
    trace: Array  # (h, w), 0 to 1: its shadow, its mirror image; what goes when it goes


Known = tuple[Shown, ...] | None  # what a picture shows, farthest first, masks of one size; None: nobody knows


def step_of(width: int, height: int) -> int:
    """Pixels of a picture to one of its masks. width and height in multiples of 64."""
    return next(step for step in (1, 2, 4, 8, 16, 32) if width * height <= MOST * step * step or step == 32)


def placed(sheet: Array, left: int, top: int, width: int, height: int, step: int) -> Array:
    """A sheet (side, side), 0 to 1, that lies at (left, top) of a picture, as a mask of it: means of step x step."""
    rows, columns = height // step, width // step
    out = np.zeros((rows, columns), np.float32)
    y0, y1 = max(0, top // step), min(rows, -(-(top + sheet.shape[0]) // step))
    x0, x1 = max(0, left // step), min(columns, -(-(left + sheet.shape[1]) // step))
    if y1 <= y0 or x1 <= x0:
        return out
    down, across = y0 * step - top, x0 * step - left  # of the mask's first pixel on the sheet; below 0: before it
    tall, wide = (y1 - y0) * step, (x1 - x0) * step
    inner = sheet[max(0, down) : down + tall, max(0, across) : across + wide]
    before = max(0, -down), max(0, -across)
    after = tall - before[0] - inner.shape[0], wide - before[1] - inner.shape[1]
    full = np.pad(inner, ((before[0], after[0]), (before[1], after[1])))
    out[y0:y1, x0:x1] = np.asarray(Image.fromarray(full).reduce(step))  # numpy takes ten times as long
    return out


def visible(covers: Sequence[Array]) -> list[Array]:
    """What is seen of masks (h, w), 0 to 1, that lie on one another, the farthest first."""
    free: Array | np.float32 = np.float32(1)
    out: list[Array] = []
    for cover in reversed(covers):
        out.append(cover * free)
        free = free * (1 - cover)
    return out[::-1]


def noticed(figures: Iterable[Shown]) -> tuple[Shown, ...]:
    """Those of which anything is to be seen."""
    return tuple(figure for figure in figures if float(figure.alpha.mean()) > SLIGHT)


def union(figures: Iterable[Shown]) -> Array:
    """Where any of some figures is seen: (h, w), 0 to 1. What two share at their border, they fill together."""
    return np.minimum(np.sum([figure.alpha for figure in figures], axis=0), 1).astype(np.float32)


def traces(figures: Iterable[Shown]) -> Array:
    """Where any of some figures leaves a trace: (h, w), 0 to 1."""
    return np.maximum.reduce([figure.trace for figure in figures])


def framed(known: Known, box: tuple[float, float, float, float], shape: tuple[int, ...]) -> Known:
    """The figures in another frame: a box of the picture, in its pixels, which may reach beyond its edges.

    box: left, top, right, bottom; shape: of the picture, (H, W, ...).
    """
    height, width = shape[:2]
    if known is None or box == (0, 0, width, height):
        return known
    scale = (MOST / max((box[2] - box[0]) * (box[3] - box[1]), 1)) ** 0.5
    size = max(1, round((box[2] - box[0]) * scale)), max(1, round((box[3] - box[1]) * scale))

    def moved(mask: Array) -> Array:
        down, across = mask.shape[0] / height, mask.shape[1] / width
        extent = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
        return np.asarray(
            Image.fromarray(mask).transform(size, Image.Transform.EXTENT, extent, Image.Resampling.BILINEAR)
        )

    return noticed(replace(figure, alpha=moved(figure.alpha), trace=moved(figure.trace)) for figure in known)


def under(known: Known, mask: Array) -> Known:
    """The figures as far as they are seen where a mask (H, W), 0 to 1, is 1. What is left of one must be some of it."""
    if known is None:
        return None
    out = []
    for figure in known:
        there = fit(mask, figure.alpha.shape)
        alpha = figure.alpha * there
        if alpha.sum() > REMNANT * figure.alpha.sum():
            out.append(replace(figure, alpha=alpha, trace=figure.trace * (there > 0.5)))
    return noticed(out)


def joined(far: Known, near: Known) -> Known:
    """The figures of both, with masks of one size."""
    every = (*(far or ()), *(near or ()))
    return tuple(
        replace(figure, alpha=fit(figure.alpha, every[0].alpha.shape), trace=fit(figure.trace, every[0].alpha.shape))
        for figure in every
    )


def fit(mask: Array, shape: tuple[int, ...]) -> Array:
    """A mask (h, w), 0 to 1, in the shape (H, W, ...)."""
    height, width = shape[:2]
    if mask.shape == (height, width):
        return mask
    smaller = width < mask.shape[1] and height < mask.shape[0]
    how = Image.Resampling.BOX if smaller else Image.Resampling.LANCZOS
    return np.asarray(Image.fromarray(np.ascontiguousarray(mask, np.float32)).resize((width, height), how)).clip(0, 1)
