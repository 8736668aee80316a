"""Read a map of areas in flat colours, as segmentation gives it: which shapes stand where, and the line of the land."""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.retouch.lines import FINE, Layout, grown, silhouettes_of
from helpers.practice.retouch.regions import components

Array = np.ndarray

COLOURS = 16  # of a map, at most
FLAT = 0.93  # share of the picture that they must have
LEVELS = 16  # of a channel, in which colours are counted
ONE = 14  # of 255: colours this close, in every channel, are one; JPEG blurs them so much
BORDER = 3  # cells of mixed colours between two areas, at most
EVEN, MOSTLY = 3, 80  # so near to one of them are so many pixels of a hundred: there are no shades
SMALL = 0.004  # share of the picture: lesser areas are specks, or the mixed colours of a border


def read_areas(picture: Array) -> Layout | None:
    """The layout of a map, a picture (h, w, 3), 0 to 1; None if the picture is none, but has shades."""
    height, width = picture.shape[:2]
    scale = FINE / min(height, width)
    columns, rows = max(FINE, round(width * scale)), max(FINE, round(height * scale))
    image = Image.fromarray((picture.clip(0, 1) * 255 + 0.5).astype(np.uint8))
    seen = np.asarray(image.resize((columns, rows), Image.Resampling.NEAREST), int)
    kinds = _kinds(seen)
    off = np.abs(seen[None] - kinds[:, None, None]).max(-1)
    nearest = off.min(0)
    if (nearest <= ONE).mean() < FLAT or np.percentile(nearest, MOSTLY) > EVEN:
        return None
    kind = off.argmin(0)
    shapes, grounds = [], []
    for k in range(len(kinds)):
        label, count = components(kind == k)
        for number in range(1, count + 1):
            area = label == number
            if area.mean() >= SMALL:
                across = area[:, 0].any() and area[:, -1].any()
                (grounds if across else shapes).append(area)
    shapes = [shape for shape in shapes if not shape[0].any()]  # what hangs from the upper edge is sky
    edges = np.zeros((rows, columns), np.float32)
    edges[1:][kind[1:] != kind[:-1]] = 1
    edges[:, 1:][kind[:, 1:] != kind[:, :-1]] = 1
    return Layout(edges, silhouettes_of(shapes), _skyline(grounds, shapes))


def _kinds(seen: Array) -> Array:
    """The colours (k, 3) that a picture (h, w, 3), 0 to 255, is made of."""
    cells = (seen * LEVELS // 256) @ np.array((LEVELS * LEVELS, LEVELS, 1))
    count = np.bincount(cells.ravel(), minlength=LEVELS**3)
    kinds: list[Array] = []
    for cell in np.argsort(-count, kind="stable"):
        if not count[cell] or len(kinds) == COLOURS:
            break
        colour = np.median(seen[cells == cell], 0)
        if all(np.abs(colour - other).max() > ONE for other in kinds):
            kinds.append(colour)
    return np.array(kinds)


def _skyline(grounds: list[Array], shapes: list[Array]) -> Array | None:
    """The upper edge of the land, (columns,) 0 to 1: of the highest area that runs across and is not the sky."""
    land = [ground for ground in grounds if not ground[0].any()]
    if not land:
        return None
    top = min(land, key=lambda ground: float(np.flatnonzero(ground.any(1))[0]))
    edge, at = top.argmax(0), np.arange(top.shape[1])
    before = grown(np.logical_or.reduce([np.zeros_like(top), *shapes]), BORDER)
    hidden = ~top.any(0) | before[edge - 1, at]  # behind what stands before it, the line goes on from both sides
    known = np.convolve(hidden, np.ones(2 * BORDER + 1), "same") == 0
    return (np.interp(at, at[known], edge[known]) / len(top)).astype(np.float32) if known.any() else None
