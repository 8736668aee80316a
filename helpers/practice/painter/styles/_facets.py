"""Break a picture into facets along straight lines: convex pieces that follow its edges, smaller where it is rich."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import numpy as np
from PIL import Image, ImageDraw

Array = np.ndarray
Point = tuple[float, float]  # x, y in units of the picture's height
Polygon = list[Point]

ROWS = 20  # of the thumbnail on which cuts are tried
TRIES = 4  # cuts tried for each facet
SMALL = 0.006  # facets below this share of the picture stay whole,
PLAIN = 0.0006  # as do those with less than this to tell (variance times share), unless they are
LARGE = 0.07  # larger than this


@dataclass(frozen=True, slots=True)
class Cut:
    """The line that cut one facet in two, and how early it was made (0 is the first)."""

    start: Point
    end: Point
    level: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Convex polygons that tile the picture, how varied the colours are in each (variance), and their cuts."""

    polygons: list[Polygon]
    variances: Array
    cuts: list[Cut]


def split(image: Image.Image, rng: np.random.Generator, levels: int) -> Facets:
    """Cut the picture in two `levels` times over: at most 2**levels facets."""
    aspect = image.width / image.height
    columns = max(8, round(ROWS * aspect))
    thumb = np.asarray(image.resize((columns, ROWS), Image.Resampling.BOX), np.float64).reshape(-1, 3) / 255
    y, x = (np.indices((ROWS, columns)).reshape(2, -1) + 0.5) / ROWS
    features = np.stack([np.ones_like(x), x, y, x * x + y * y, *thumb.T, (thumb**2).sum(1)])
    cell = np.zeros(len(x), np.intp)
    polygons: dict[int, Polygon] = {0: [(0, 0), (aspect, 0), (aspect, 1), (0, 1)]}
    cuts = []
    for level in range(levels):
        angles = rng.uniform(0, np.pi, (2**level, TRIES))
        offsets = rng.uniform(-0.75, 0.75, (2**level, TRIES))
        normals, places, worth = _best_cuts(features, cell, angles, offsets, x, y)
        children: dict[int, Polygon] = {}
        lines = np.column_stack([normals, places]).tolist()  # plain numbers: arithmetic on single ones is faster
        for parent, polygon in polygons.items():
            parts = _clip(polygon, *lines[parent]) if worth[parent] else None
            if parts is None:
                children[2 * parent] = polygon
                places[parent] = np.inf  # all of it stays on the first side
            else:
                children[2 * parent], children[2 * parent + 1] = parts[:2]
                cuts.append(Cut(*parts[2], level))
        cell = 2 * cell + (x * normals[cell, 0] + y * normals[cell, 1] > places[cell])
        polygons = children
    variances = _variances(_sums(features, cell, 2**levels))[list(polygons)]
    return Facets(list(polygons.values()), variances, cuts)


def _sums(features: Array, cell: Array, count: int) -> Array:
    """Each feature summed over each cell: (features, count)."""
    return np.stack([np.bincount(cell, f, count) for f in features])


def _variances(sums: Array) -> Array:
    """Variance of the colours in each cell, from its sums."""
    number = np.maximum(sums[0], 1)
    return (sums[7] / number - (sums[4:7] ** 2).sum(0) / number**2).clip(0)


def _best_cuts(
    features: Array, cell: Array, angles: Array, offsets: Array, x: Array, y: Array
) -> tuple[Array, Array, Array]:
    """For each cell the cut that parts its colours best: its line's normal and place, and whether it is worth it."""
    count, tries = angles.shape
    sums = _sums(features, cell, count)
    number = np.maximum(sums[0], 1)
    middle = sums[1:3] / number
    spread = np.sqrt((sums[3] / number - (middle**2).sum(0)).clip(1e-6))
    normals = np.stack([np.cos(angles), np.sin(angles)], -1)  # (count, tries, 2)
    places = normals[..., 0] * middle[0][:, None] + normals[..., 1] * middle[1][:, None] + offsets * spread[:, None]
    beyond = np.flatnonzero(x[:, None] * normals[cell, :, 0] + y[:, None] * normals[cell, :, 1] > places[cell])
    pixel = beyond // tries
    slot = cell[pixel] * tries + beyond % tries  # one for each try in each cell
    far = _sums(features[[0, 4, 5, 6]][:, pixel], slot, count * tries).reshape(4, count, tries)
    whole = sums[[0, 4, 5, 6], :, None]
    near = whole - far
    parted = sum((side[1:] ** 2).sum(0) / np.maximum(side[0], 1) for side in (far, near))
    balance = np.minimum(far[0], near[0]) / number[:, None]
    # the last terms decide among cuts of a plain cell: two halves of like size, never a sliver
    gains = parted + (balance * 0.02 - (balance < 0.15)) * number[:, None]
    best = gains.argmax(1)
    every = np.arange(count)
    share = sums[0] / len(x)
    rich = (share > SMALL) & (_variances(sums) * share > PLAIN)
    return normals[every, best], places[every, best], rich | (share > LARGE)


def _clip(
    polygon: Polygon, across: float, down: float, place: float
) -> tuple[Polygon, Polygon, tuple[Point, Point]] | None:
    """Cut a convex polygon: its near and far part, and where the line enters and leaves it. None if it misses."""
    near: Polygon = []
    far: Polygon = []
    crossings: list[Point] = []
    before_x, before_y = polygon[-1]
    before = across * before_x + down * before_y - place
    for x, y in polygon:
        height = across * x + down * y - place
        if (before <= 0) != (height <= 0):
            t = before / (before - height)
            crossing = (before_x + t * (x - before_x), before_y + t * (y - before_y))
            near.append(crossing)
            far.append(crossing)
            crossings.append(crossing)
        (near if height <= 0 else far).append((x, y))
        before_x, before_y, before = x, y, height
    return (near, far, (crossings[0], crossings[1])) if len(crossings) == 2 else None


def number(facets: Facets, width: int, height: int) -> Array:
    """Which facet each pixel belongs to: (height, width) uint8."""
    image = Image.new("L", (width, height))
    draw = ImageDraw.Draw(image)
    for number, polygon in enumerate(facets.polygons):
        draw.polygon([(x * height - 0.5, y * height - 0.5) for x, y in polygon], fill=number)
    return np.asarray(image)


def cut_lines(cuts: list[Cut], width: int, height: int, bold: float = 1) -> Array:
    """The facets' edges, early ones thick, tapering: a plane, 0 to 1. bold: 1 for about half a unit."""
    image = Image.new("L", (2 * width, 2 * height))  # drawn twice as large: smooth lines
    draw = ImageDraw.Draw(image)
    for i, cut in enumerate(cuts):
        (x0, y0), (x1, y1) = cut.start, cut.end
        half = bold * (0.0044 - 0.0005 * cut.level) / max(hypot(x1 - x0, y1 - y0), 1e-6)
        across, down = (y0 - y1) * half, (x1 - x0) * half
        a, b = (1.0, 0.45) if i % 2 else (0.45, 1.0)  # thick at one end
        corners = (x0 + a * across, y0 + a * down, x1 + b * across, y1 + b * down)
        corners += (x1 - b * across, y1 - b * down, x0 - a * across, y0 - a * down)
        draw.polygon([2 * height * c for c in corners], fill=255)
    return np.multiply(np.asarray(image.reduce(2)), np.float32(1 / 255))
