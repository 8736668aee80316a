"""Read the lines of a sketch, or the strong edges of any picture: what stands where, and the line of the land.

Everything is measured on a small working grid, `FINE` cells to the shorter side, and told in shares of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image

from helpers.practice.retouch.cutout import figures
from helpers.practice.retouch.pixels import resized
from helpers.practice.retouch.regions import components

Array = np.ndarray
Kind = Literal["sketch", "structure"]

FINE = 128  # cells on the shorter side of the working grid
ZOOM = 4  # thin strokes are looked for on a grid so many times finer
FAINT = 0.12  # contrast with the paper, 0 to 1, below which nothing is a stroke
CROWDED = 0.4  # share of a picture under strokes from which it is no line drawing: its edges are read instead
GAPS = (1, 2, 3, 4, 6)  # cells: how far the hand may have lifted the pen, small gaps first
STEEPEST = 0.5  # share of a picture's height: what rises and falls more is no line of the land
SOFTER = 0.45  # how much of a line the edges of a picture are, beside the strokes of a sketch
SMALL = 0.006  # share of the picture a shape must cover
WHOLE = 0.85  # a shape that covers more than this is the frame
GROWTH = 1.25  # a wider gap is bridged only if the shape gains this much by it: two neighbours that merge do not
OUTLINED = 0.8  # share of a shape's outline that must have been drawn
STACK = 0.07  # share of the picture's height: parts of one thing, above one another, may be so far apart
SKY = 10.0  # so many cells of sky above a line weigh as much as one cell of a sharp edge along it
SHARP = (0.04, 0.07, 0.11, 0.16)  # contrasts that may part the land from the sky
ACROSS = 0.6  # share of the columns in which a line must be seen to be the line of the land


@dataclass(frozen=True, slots=True)
class Silhouette:
    """One shape: its mask on the working grid (rows, columns) bool, and its box in shares of the picture."""

    mask: Array
    box: tuple[float, float, float, float]  # left, top, right, bottom

    @property
    def area(self) -> float:
        """Share of the picture that it covers."""
        return float(self.mask.mean())


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a picture ask for."""

    edges: Array  # (rows, columns) float32, 0 to 1: how much of a line runs through each cell
    silhouettes: tuple[Silhouette, ...]  # large to small, none inside another
    skyline: Array | None  # (columns,) float32: its height in each column, 0 (top) to 1; None if no line runs across


def read_lines(picture: Array, kind: Kind) -> Layout:
    """The layout of a sketch (lines on a plain ground, either may be the darker) or of any other picture.

    picture: (h, w, 3) float32, 0 to 1.
    """
    height, width = picture.shape[:2]
    scale = FINE / min(height, width)
    columns, rows = max(FINE, round(width * scale)), max(FINE, round(height * scale))
    if kind == "sketch":
        strokes = _strokes(picture, columns, rows)
        if (strokes > 0.5).mean() < CROWDED:
            return _sketched(strokes)
    if kind == "structure" and _plain(strokes := _strokes(picture, columns, rows)):
        return _sketched(strokes)
    return _seen(_small(picture, columns, rows))


# ---- sketches


def _sketched(strokes: Array) -> Layout:
    pen = _without_specks(strokes > 0.5)
    shapes = _closed(pen)
    if any(shape.mean() > WHOLE for shape in shapes):  # a frame is drawn around it all
        inside = np.zeros_like(pen)
        inside[FINE // 12 : -(FINE // 12), FINE // 12 : -(FINE // 12)] = True
        pen = pen & inside
        strokes = strokes * inside
        shapes = _closed(pen)
    covered = np.logical_or.reduce([np.zeros_like(pen), *shapes])
    skyline = _line_of_land(strokes * pen, covered)
    if skyline is not None and _stood_on(skyline, shapes):
        skyline = None
    rest = pen if skyline is None else pen & ~_near_line(skyline, pen.shape, 2)
    shapes = _with_stick_figures(shapes, rest)
    shapes = _stacked(shapes)
    thin = strokes * (pen & ~_shrunk(pen, 2))  # of what is filled in, the outline counts
    return Layout(thin.astype(np.float32), silhouettes_of(shapes), skyline)


def _strokes(picture: Array, columns: int, rows: int) -> Array:
    """Where the pen went: (rows, columns), 0 to 1; 0.5 and more is a stroke."""
    large = _small(picture, columns * ZOOM, rows * ZOOM)
    paper = _paper(large)
    contrast = np.abs(large - paper).max(2)
    loud = max(FAINT, 0.45 * float(np.percentile(contrast, 99.5)))
    cells = contrast.reshape(rows, ZOOM, columns, ZOOM).max((1, 3))
    return (cells / (2 * loud)).clip(0, 1).astype(np.float32)


def _plain(strokes: Array) -> bool:
    """Whether things are shown on a plain ground: then they are as easy to find as strokes on paper."""
    marked = strokes > 0.3
    rim = np.concatenate([marked[0], marked[-1], marked[:, 0], marked[:, -1]])
    return bool(rim.mean() < 0.03)


def _paper(large: Array) -> Array:
    """The ground a sketch is drawn on, shades of a photographed sheet included: same shape as the picture."""
    block = 8 * ZOOM
    height, width = large.shape[0] // block * block, large.shape[1] // block * block
    down, across = height // block, width // block
    tiles = large[:height, :width].reshape(down, block, across, block, 3)
    local = np.median(tiles[:, ::8, :, ::8], (1, 3)).reshape(-1, 3)
    y, x = (v.ravel() for v in np.mgrid[-1 : 1 : down * 1j, -1 : 1 : across * 1j])
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], 1)
    rim = np.maximum(np.abs(x), np.abs(y)) > 0.999
    trust = rim & (np.abs(local - np.median(local[rim], 0)).max(1) < 0.35)
    plane = local
    for _ in range(3):  # a sheet is lit evenly; where a shape is filled in, there is no paper to be seen
        plane = terms @ np.linalg.lstsq(terms[trust], local[trust], rcond=None)[0]
        trust = np.abs(local - plane).max(1) < 0.15
        if trust.sum() < len(x) // 4:
            break
    local = np.where(trust[:, None], local, plane).reshape(down, across, 3)
    return resized(local, large.shape[1], large.shape[0], Image.Resampling.BICUBIC)


def _closed(pen: Array) -> list[Array]:
    """Shapes that strokes close, or nearly close; what lies inside another belongs to it."""
    room = max(GAPS) + 3  # about the picture, so that its edges close nothing
    sheet = np.pad(pen, room)
    sheet[-room:] = sheet[-room - 1]  # but strokes that reach the lower edge go on below it, as a portrait's do
    shapes = _closed_within(sheet)
    return [s[room:-room, room:-room] for s in shapes]


def _closed_within(pen: Array) -> list[Array]:
    outline = pen & ~_shrunk(pen, 2)  # of what is filled in
    shapes: list[Array] = []
    for gap in GAPS:
        wide = grown(pen, gap)
        far = ~grown(outline, gap + 1)
        filled = _shrunk(_filled(wide), gap)
        solid = grown(_shrunk(filled, 1), 1) & filled  # without the lines that lead nowhere
        for shape in _parts(solid, SMALL * pen.size):
            inside = [s for s in shapes if (s & shape).sum() > 0.5 * s.sum()]
            rim = shape & ~_shrunk(shape, 1)
            drawn = (rim & grown(pen, 1)).sum() / rim.sum()
            if (shape & far).sum() < 0.15 * shape.sum():  # a corner between strokes, filled up
                continue
            if drawn > OUTLINED and sum(int(s.sum()) for s in inside) * GROWTH < shape.sum():
                shapes = [s for s in shapes if not any(s is i for i in inside)]
                shapes.append(_shrunk(grown(shape, gap + 2), gap + 2) if gap > 2 else shape)  # without the dent
    return shapes


def _with_stick_figures(shapes: list[Array], pen: Array) -> list[Array]:
    """Shapes, and those of strokes that enclose little or nothing, as a stick figure's: these get some flesh."""
    out = list(shapes)
    covered = grown(np.logical_or.reduce([np.zeros_like(pen), *shapes]), 1)
    for group in _parts(grown(pen, 2), SMALL * pen.size):
        drawn = group & pen
        y, x = np.nonzero(drawn)
        tall, wide = int(np.ptp(y)) + 1, int(np.ptp(x)) + 1
        if (drawn & ~covered).sum() < 0.5 * drawn.sum() or max(tall, wide) < 0.16 * FINE or min(tall, wide) < 6:
            continue
        flesh = max(2, round(0.06 * max(tall, wide)))
        body = _shrunk(_filled(grown(drawn, flesh + 2)), 2)
        out = [s for s in out if (s & body).sum() < 0.5 * s.sum()]
        out.append(body)
    return out


def _stacked(shapes: list[Array]) -> list[Array]:
    """Shapes, those joined that stand on one another: sail and hull, head and body."""
    out: list[Array] = []
    for shape in sorted(shapes, key=lambda s: -int(s.sum())):
        near = _reach(shape)
        fit = [o for o in out if _share(near, o) > 0.6 or _share(_reach(o), shape) > 0.6]
        out = [o for o in out if not any(o is f for f in fit)]
        whole = np.logical_or.reduce([shape, *fit])
        out.append(_filled(_shrunk(grown(whole, 4), 4) | whole) if fit else shape)
    return out


def _stood_on(line: Array, shapes: list[Array]) -> bool:
    """Whether a line is no horizon but the floor: low, flat, and under the feet of what is drawn."""
    if line.mean() < 0.6 or line.std() > 0.03:
        return False
    feet = [np.flatnonzero(s.any(1))[-1] / s.shape[0] for s in shapes]
    return any(abs(foot - line.mean()) < 0.05 for foot in feet)


def _reach(shape: Array) -> Array:
    """Columns in which something could stand right on, or hang right under, a shape: the rows it spans and a few more.

    (rows, columns) bool
    """
    by = round(STACK * shape.shape[0])
    tall = shape.copy()
    for step in range(1, by + 1):
        tall[step:] |= shape[:-step]
        tall[:-step] |= shape[step:]
    return tall


def _share(near: Array, shape: Array) -> float:
    """The share of a shape's columns in which it meets what is near."""
    columns = shape.any(0)
    return float((near & shape).any(0).sum() / columns.sum())


def _line_of_land(strokes: Array, covered: Array) -> Array | None:
    """The line that runs across a drawing, in front of which the covered shapes stand."""
    rows, columns = strokes.shape
    hidden = grown(covered, 2)
    free = np.where(hidden, 0.35, strokes).astype(np.float32)
    free[:2] = free[-2:] = 0  # the edge of the sheet
    path = path_across(free - 0.002 * np.arange(rows, dtype=np.float32)[:, None])
    at = np.arange(columns)
    near = np.stack([strokes[(path + d).clip(0, rows - 1), at] for d in (-1, 0, 1)])
    seen = (near.max(0) > 0.4) & ~hidden[path, at]
    if seen.sum() < ACROSS * columns * 0.75 or seen.sum() < ACROSS * (~hidden[path, at]).sum():
        return None
    offset = (near * np.array([[-1], [0], [1]])).sum(0) / np.maximum(near.sum(0), 1e-6)
    y = np.interp(at, at[seen], (path + offset)[seen])
    return ((smoothed(y, 1.5) + 0.5) / rows).astype(np.float32)


# ---- any picture


def _seen(small: Array) -> Layout:
    """The layout of a photograph or a painting (rows, columns, 3)."""
    strength = contrasts(small)
    loud = max(0.06, float(np.percentile(strength, 97)))
    edges = (_ridges(strength) / loud).clip(0, 1)
    linked = components(edges > 0.25)[0]
    kept = np.isin(linked, np.unique(linked[edges > 0.6])) & (linked > 0)  # a faint edge goes on from a strong one
    edges = (SOFTER * edges * _without_specks(kept, 8)).astype(np.float32)
    found = [resized(f, small.shape[1], small.shape[0]) > 0.5 for f in figures(small)]
    shapes = [_filled(f) for f in found if f.mean() > SMALL and not (f[:, 0].any() and f[:, -1].any())]
    return Layout(edges, silhouettes_of(shapes), horizon(small, np.logical_or.reduce([kept & False, *shapes])))


def contrasts(small: Array) -> Array:
    """How much the colour changes at each cell (rows, columns), whatever the direction."""
    soft = np.pad(blurred(small, 1.0), ((1, 1), (1, 1), (0, 0)), mode="edge")
    across = soft[1:-1, 2:] - soft[1:-1, :-2]
    down = soft[2:, 1:-1] - soft[:-2, 1:-1]
    return np.sqrt((across**2 + down**2).sum(2))


def _ridges(strength: Array) -> Array:
    """Only the crests of the contrasts: where neither both horizontal nor both vertical neighbours are as strong."""
    padded = np.pad(strength, 1)
    beside = (strength >= padded[1:-1, :-2]) & (strength > padded[1:-1, 2:])
    above = (strength >= padded[:-2, 1:-1]) & (strength > padded[2:, 1:-1])
    return strength * (beside | above)


def horizon(small: Array, covered: Array | None = None) -> Array | None:
    """The line of the land in a picture (rows, columns, 3) of the working size; None where nothing runs across.

    covered: (rows, columns) bool, what stands in front of it. Returns (columns,) float32, 0 (top) to 1. Of several such
    lines it is the one under the sky.
    """
    rows, columns = small.shape[:2]
    soft = blurred(small, 0.8)
    jump = np.minimum(_step_down(soft, 2), _step_down(soft, rows // 11))  # a wisp of cloud is sharp, but soon over
    loud = max(0.04, float(np.percentile(jump, 94)))
    sums = np.pad(contrasts(small), ((12, 0), (0, 0)), mode="edge").cumsum(0)
    busy = (sums[9 : 9 + rows] - sums[:rows]) / 9  # from 3 to 12 cells higher up: where the sky is, little happens
    gain = 1.6 * (jump / loud).clip(0, 1) ** 0.8 * np.exp(-busy / 0.05)
    odds = 0.25 * _like_sky(small) + 0.75 * _free_sky(small)
    hidden = np.zeros((rows, columns), bool) if covered is None else grown(covered, 4)
    odds[hidden], gain[hidden] = 0, 0.4
    above = np.concatenate([np.zeros((1, columns)), odds.cumsum(0)])[:rows]
    path = path_across(gain + above / SKY, bend=0.09)
    at = np.arange(columns)
    seen = jump[path, at] > 0.2 * loud
    seen &= ~hidden[path, at]
    if seen.sum() < 0.25 * columns:
        return None
    if gain[path, at].mean() < 0.3:
        return None
    line = np.interp(at, at[seen], path[seen])
    if np.ptp(line) > STEEPEST * rows:
        return None
    return ((smoothed(line, 1.0) + 1.5) / rows).astype(np.float32)  # an edge is met at its soft upper side


def _free_sky(small: Array) -> Array:
    """For each cell, -1 (land) to 1 (sky): land is what edges cut off from the top and is no island, as clouds are."""
    strength = contrasts(small)
    rows, columns = strength.shape
    votes = np.zeros((rows, columns), np.float32)
    top, bottom = np.zeros((rows + 1, columns), bool), np.zeros((rows, columns), bool)
    top[0] = bottom[-1] = True
    ways = [(edge, thick) for edge in SHARP for thick in (0, 1)]
    for edge, thick in ways:
        wall = grown(strength >= edge, thick)  # where it is thick, small gaps in an edge let no sky through
        sky = grown(connected(np.pad(~wall, ((1, 0), (0, 0)), constant_values=True), top)[1:], thick)
        land = grown(connected(_shrunk(~sky, 1), bottom), 1)
        votes += np.where(np.maximum.accumulate(land, 0), -1, 1)
    return votes / len(ways)


def _like_sky(small: Array) -> Array:
    """For each cell, -1 (surely land) to 1 (surely sky), from how common its colour and grain are high and low."""
    rows, columns = small.shape[:2]
    grain = blurred(np.minimum(contrasts(small), 0.2)[..., None], 1.5)[..., 0]
    looks = (
        (small * 5.99).astype(int) @ np.array([1, 6, 36]),
        np.searchsorted(np.percentile(grain, (20, 40, 60, 80)), grain),
    )
    height = np.broadcast_to(np.linspace(1, -1, rows, dtype=np.float32)[:, None], (rows, columns))
    sky, land = (height > 0.6).astype(np.float32), (height < -0.1).astype(np.float32)
    odds = height
    for _ in range(3):
        odds = 0.3 * height - 0.1
        for look, weight in zip(looks, (0.6, 0.9), strict=True):
            high, low = (np.bincount(look.ravel(), part.ravel(), 216) + 4 for part in (sky, land))
            odds = odds + weight * np.log(high / high.sum() * low.sum() / low)[look]
        odds = np.tanh(odds)
        above = blurred(odds.cumsum(0)[..., None], 2.0)[..., 0]
        sky = (np.arange(rows)[:, None] <= above.argmax(0)).astype(np.float32)
        land = 1 - sky
    return odds.astype(np.float32)


def _step_down(small: Array, reach: int) -> Array:
    """How unlike the means of so many rows above and below the upper edge of each cell are: (rows, columns)."""
    rows, columns = small.shape[:2]
    sums = np.concatenate([np.zeros((1, columns, 3), np.float32), small.cumsum(0)])
    y = np.arange(2, rows - 1)
    up, down = np.minimum(reach, y)[:, None, None], np.minimum(reach, rows - y)[:, None, None]
    over, under = sums[y] - sums[y - up[:, 0, 0]], sums[y + down[:, 0, 0]] - sums[y]
    out = np.zeros((rows, columns), np.float32)
    out[y] = np.abs(over / up - under / down).max(2)
    return out


# ---- tools


def path_across(gain: Array, bend: float = 0.12, steep: int = 4) -> Array:
    """The way from left to right that gathers most: a row for each column, (columns,) int.

    gain: (rows, columns). bend: what a step of one row up or down costs; steep: the most rows in one step.
    """
    rows, columns = gain.shape
    steps = np.arange(-steep, steep + 1)
    fare = (bend * np.abs(steps))[:, None]
    best = gain[:, 0].copy()
    came = np.zeros((columns, rows), np.int8)
    index = np.arange(rows)
    padded = np.full(rows + 2 * steep, -1e9, best.dtype)
    moved = np.lib.stride_tricks.sliding_window_view(padded, rows)  # what is in `padded`, from each step away
    for column in range(1, columns):
        padded[steep:-steep] = best
        options = moved - fare
        came[column] = options.argmax(0)
        best = options[came[column], index] + gain[:, column]
    path = np.empty(columns, int)
    path[-1] = int(best.argmax())
    for column in range(columns - 1, 0, -1):
        path[column - 1] = path[column] + came[column, path[column]] - steep
    return path


def smoothed(line: Array, sigma: float) -> Array:
    """A line (n,) without its shake."""
    reach = max(1, int(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    return np.convolve(np.pad(line, reach, mode="edge"), weights / weights.sum(), "valid")


def silhouettes_of(shapes: list[Array]) -> tuple[Silhouette, ...]:
    out = []
    for shape in sorted(shapes, key=lambda s: -int(s.sum())):
        rows, columns = shape.shape
        y, x = np.flatnonzero(shape.any(1)), np.flatnonzero(shape.any(0))
        box = x[0] / columns, y[0] / rows, (x[-1] + 1) / columns, (y[-1] + 1) / rows
        out.append(Silhouette(shape, tuple(float(v) for v in box)))
    return tuple(out)


def _near_line(line: Array, shape: tuple[int, ...], by: float) -> Array:
    return np.abs(np.arange(shape[0])[:, None] + 0.5 - line[None, :] * shape[0]) <= by + 0.5


def _small(picture: Array, width: int, height: int) -> Array:
    larger = picture.shape[1] < width or picture.shape[0] < height
    return resized(picture, width, height, Image.Resampling.BILINEAR if larger else Image.Resampling.BOX)


def blurred(a: Array, sigma: float) -> Array:
    """(h, w, c), softened with a bell of so many cells; the edge is continued outwards."""
    reach = max(1, int(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights = (weights / weights.sum()).astype(np.float32)
    for axis in (0, 1):
        pad = [(0, 0)] * 3
        pad[axis] = (reach, reach)
        padded = np.pad(a, pad, mode="edge")
        size = a.shape[axis]
        a = sum(w * (padded[i : i + size] if axis == 0 else padded[:, i : i + size]) for i, w in enumerate(weights))
    return a


def grown(mask: Array, by: int) -> Array:
    """The mask and what lies within so many cells of it, about round."""
    for step in range(by):
        wide = np.pad(mask, 1)
        down = wide[:-2] | wide[1:-1] | wide[2:]
        if step % 2:  # a diamond and a square in turn make an octagon
            mask = down[:, :-2] | down[:, 1:-1] | down[:, 2:]
        else:
            mask = down[:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]
    return mask


def _shrunk(mask: Array, by: int) -> Array:
    """The mask without what lies within so many cells of its outside; beyond the edge of the picture nothing does."""
    inner = np.pad(mask, by, mode="edge") if by else mask
    return ~grown(~inner, by)[by : by + mask.shape[0], by : by + mask.shape[1]]


def _filled(mask: Array) -> Array:
    """The mask and what it encloses. The lower edge of the picture closes a shape, as it does for a portrait."""
    outside = np.pad(~mask, ((1, 0), (1, 1)), constant_values=True)
    labels = components(outside)[0]
    return (labels != labels[0, 0])[1:, 1:-1]


def _parts(mask: Array, least: float) -> list[Array]:
    """The connected parts of a mask that have so many cells at least."""
    labels = components(mask)[0]
    names, sizes = np.unique(labels[labels > 0], return_counts=True)
    return [labels == name for name in names[sizes >= least]]


def connected(mask: Array, seed: Array) -> Array:
    """Those connected parts of a mask that meet the seed."""
    labels, count = components(mask)
    met = np.zeros(count + 1, bool)
    met[labels[seed & mask]] = True
    return met[labels]


def _without_specks(mask: Array, least: int = 5) -> Array:
    labels = components(grown(mask, 1))[0]
    sizes = np.bincount(labels[mask], minlength=int(labels.max()) + 1)
    return mask & (sizes[labels] >= least)
