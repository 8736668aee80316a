"""How the judge looks at pictures: edges and colours of windows and of whole pictures, as rows of numbers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PIL import Image

from helpers.practice.retouch.pixels import lab
from tests.bench.places import Rect

Array = np.ndarray

SIDE = 256  # pixels of a picture as the judge sees it
CELL, CELLS = 4, 12  # pixels of a cell, and cells of a window, along a side
TURNS = 9  # directions of edges that are told apart
EVEN = 0.4  # edges this strong count half
MARGIN = SIDE  # pixels by which a window may stand out of the picture
LARGEST = 1.5  # side of a window to that of the picture
PATCH, AROUND = 40, 1.25  # pixels in which colours are counted, and side of that square to that of the figure
INSIDE, OUTSIDE = 0.62, 0.82  # of half its side: nearer to the middle is the figure, farther is what is around it


def small(picture: Array) -> Array:
    """A square picture uint8 at SIDE pixels."""
    image = Image.fromarray(picture).resize((SIDE, SIDE), Image.Resampling.BOX)
    return np.asarray(image)


def cells(pictures: Array) -> Array:
    """Edges by direction, and colours, of each cell: (n, h, w, 3) 0 to 1 becomes (n, h / CELL, w / CELL, TURNS + 3)."""
    n, height, width, _ = pictures.shape
    rows, columns = height // CELL, width // CELL
    dy, dx = np.zeros_like(pictures), np.zeros_like(pictures)
    dy[:, 1:-1] = pictures[:, 2:] - pictures[:, :-2]
    dx[:, :, 1:-1] = pictures[:, :, 2:] - pictures[:, :, :-2]
    strongest = (dx**2 + dy**2).argmax(-1)[..., None]
    dy, dx = (np.take_along_axis(d, strongest, -1)[..., 0] for d in (dy, dx))
    strength = np.hypot(dx, dy)
    turn = np.arctan2(dy, dx) % np.pi * (TURNS / np.pi)
    low = np.floor(turn)
    share = turn - low
    low = low.astype(int) % TURNS
    cell = np.arange(n)[:, None, None] * rows + (np.arange(height) // CELL)[None, :, None]
    cell = (cell * columns + np.arange(width) // CELL) * TURNS
    edges = np.bincount((cell + low).ravel(), (strength * (1 - share)).ravel(), n * rows * columns * TURNS)
    edges += np.bincount((cell + (low + 1) % TURNS).ravel(), (strength * share).ravel(), len(edges))
    edges = edges.reshape(n, rows, columns, TURNS).astype(np.float32)
    padded = np.pad(edges.sum(-1), ((0, 0), (1, 1), (1, 1)), "edge")
    near = sum(padded[:, y : y + rows, x : x + columns] for y in range(3) for x in range(3)) / 9
    colours = lab(pictures).reshape(n, rows, CELL, columns, CELL, 3).mean((2, 4)) / 50
    return np.concatenate([np.sqrt(edges / (near[..., None] + EVEN)), colours - np.float32([1, 0, 0])], -1)


def windows(picture: Array, rects: Iterable[Rect], mirrored: bool = False) -> Array:
    """What is seen in squares of a small picture (SIDE, SIDE, 3) uint8: (n, features).

    A square that reaches far beyond the picture sees its edge there.
    """
    wide = _widened(picture)
    side = CELL * (CELLS + 2)  # a cell more on each side: edges are measured across it
    boxes = [_box(rect, (CELLS + 2) / CELLS) for rect in rects]
    crops = [np.asarray(wide.resize((side, side), Image.Resampling.BILINEAR, box)) for box in boxes]
    seen = np.stack(crops)[:, :, :: -1 if mirrored else 1].astype(np.float32) / 255
    return cells(seen)[:, 1:-1, 1:-1].reshape(len(crops), -1)


def dyes(picture: Array, rects: Iterable[Rect]) -> Array:
    """Colours in squares of a small picture (SIDE, SIDE, 3) uint8, and those that are not around it: (n, features)."""
    wide = _widened(picture)
    light = lab(np.asarray(Image.fromarray(picture).resize((4, 4), Image.Resampling.BOX), np.float32) / 255) / 50
    dy, dx = np.mgrid[:PATCH, :PATCH] * 2 / (PATCH - 1) - 1
    inside, outside = np.hypot(dy, dx) < INSIDE, np.maximum(abs(dy), abs(dx)) > OUTSIDE
    rows = []
    for rect in rects:
        patch = np.asarray(wide.resize((PATCH, PATCH), Image.Resampling.BILINEAR, _box(rect, AROUND)), np.float32)
        bins = np.clip((lab(patch / 255) / (14, 16, 16) + (0, 4, 4)).astype(int), 0, 7) @ (64, 8, 1)
        inner, outer = (np.bincount(bins[where], minlength=512) / where.sum() for where in (inside, outside))
        rows.append(np.concatenate([np.sqrt(inner), np.sqrt(np.maximum(inner - outer, 0)), light.ravel()]))
    return np.array(rows, np.float32)


def _widened(picture: Array) -> Image.Image:
    return Image.fromarray(np.pad(picture, ((MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)), "edge"))


def _box(rect: Rect, room: float) -> tuple[float, float, float, float]:
    """A square, so many times as large, in pixels of a widened picture."""
    x, y = (float(np.clip(at, 0, 1)) * SIDE + MARGIN for at in rect[:2])
    half = min(rect[2], LARGEST) * SIDE / 2 * room
    return x - half, y - half, x + half, y + half


def whole(picture: Array) -> Array:
    """What is seen in a small picture as a whole: its colours by place and in all, its edges at four sizes."""
    image = Image.fromarray(picture)
    parts = []
    for side in (SIDE, SIDE // 2, SIDE // 4):
        pixels = np.asarray(image.resize((side, side), Image.Resampling.BOX), np.float32) / 255
        seen = cells(pixels[None])[0]
        blocks = seen.reshape(4, side // CELL // 4, 4, side // CELL // 4, -1)
        parts += [blocks.mean((1, 3)).ravel(), blocks.std((1, 3)).ravel()]
        fine = np.abs(np.diff(pixels, axis=0)).mean(2)[:, : side - 1]
        parts.append(np.quantile(fine, (0.25, 0.5, 0.75, 0.9, 0.98)).astype(np.float32) * 10)
        parts.append(np.log(1e-3 + np.abs(np.diff(pixels, axis=0)).mean((0, 1))) / 2)
    tiny = lab(np.asarray(image.resize((16, 16), Image.Resampling.BOX), np.float32) / 255) / 50
    parts.append(tiny.ravel())
    colours = lab(pixels).reshape(-1, 3)
    bins = np.clip((colours / (20, 24, 24) + (0, 3, 3)).astype(int), 0, (4, 5, 5)) @ (36, 6, 1)
    parts.append(np.sqrt(np.bincount(bins, minlength=180) / len(bins)).astype(np.float32) * 3)
    return np.concatenate(parts).astype(np.float32)
