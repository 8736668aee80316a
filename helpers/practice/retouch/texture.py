"""Give a picture the texture of another one: its strokes, grain, facets, paper, or blocks of pixels.

Both are taken apart into bands, from coarse to fine. For each square of the picture the place in the style picture is
looked up that is most alike so far, and the next finer band is taken from there; neighbours keep together where they
can, so that long strokes stay whole. The picture's own fine texture makes room; its edges stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

from helpers.practice.retouch.pixels import resized

Array = np.ndarray

CELLS = 8, 4  # pixels: squares are compared by cells of this size, and what is finer is taken over
BLOCK_CELLS = (2,)  # the same for pictures made of blocks, in blocks
PLACES = 800  # of the style picture, at random, that one square looks at
SPAN = 4  # squares, down and across, that look at different ones
STEP = 4  # cells from one square of the picture to the next; squares are twice as wide
SEAM = 0.3  # share of a step over which neighbours fade into each other
TOGETHER = 0.5  # what it is worth that a neighbour comes from the same place, in typical costs of a match
ROUNDS = 3  # of finding agreement among neighbours
KEPT = 0.09  # contrast from which the picture's own detail is more edge than texture
GUARD = 0.7  # share of the texture that stays away from the picture's own edges
LOUD, GAUDY = 1.6, 0.9  # limits of a band's light and hue, in what nine in ten of its pixels reach
HUES = 0.5  # weight of hue against brightness when squares are compared
LEVEL = 0.5  # weight of a square's mean brightness: a calm square matches a calm one rather than one just as bright
BLOCKS = 0.9  # share of all contrast that lies on the lines of a grid if a picture is made of blocks
LARGEST_BLOCK = 64  # pixels
PROBE = 1024  # pixels, down and across, in which blocks are looked for
BLOCK_SHARE = 0.5  # how far the pattern of its blocks is taken over: they are texture enough
COLOURS = 48  # of a picture made of blocks
LUMA = np.array((0.299, 0.587, 0.114), np.float32)


@dataclass(frozen=True, slots=True)
class Grid:
    """The blocks a picture is made of: their size and where the first whole one begins, in pixels."""

    size: int
    x: int
    y: int


def textured(picture: Array, matched: Array, style: Array, hue: float, rng: np.random.Generator) -> Array:
    """The picture (h, w, 3) with the texture of `style`, a picture of any size.

    matched: the picture in the palette of style; it is what is compared. hue: 0 to 1, how much of the texture's
    colour comes along with its light and dark.
    """
    blocks = grid(style)
    height, width = picture.shape[:2]
    scale = min(1.0, max(height, width) / max(style.shape[:2]))  # strokes keep their share of a smaller picture
    if blocks is not None:
        size = max(2, round(blocks.size * scale))
        small = style[blocks.y + blocks.size // 2 :: blocks.size, blocks.x + blocks.size // 2 :: blocks.size]
        return _in_blocks(picture, matched, small, size, hue, rng)
    if scale < 1:
        wide, high = (max(1, round(length * scale)) for length in (style.shape[1], style.shape[0]))
        style = resized(style, wide, high, Image.Resampling.BOX)
    return _painted(picture, matched, style, hue, CELLS, rng)


def grid(picture: Array) -> Grid | None:
    """The blocks of one colour each that a picture, as pixel art, is made of; None if it is not."""
    picture = picture[:PROBE, :PROBE]
    sizes, starts = [], []
    for axis in (1, 0):
        change = np.abs(np.diff(picture @ LUMA, axis=axis)).mean(1 - axis)
        best = 1, 0
        for size in range(2, min(LARGEST_BLOCK, len(change) // 4) + 1):
            lines = np.bincount(np.arange(1, len(change) + 1) % size, change, size)
            if lines.max() > BLOCKS * lines.sum() > 0:
                best = size, int(lines.argmax())
        sizes.append(best[0])
        starts.append(best[1])
    return Grid(sizes[0], starts[0], starts[1]) if sizes[0] == sizes[1] > 1 else None


def _in_blocks(picture: Array, matched: Array, small: Array, size: int, hue: float, rng: np.random.Generator) -> Array:
    """The picture in blocks of `size` pixels; small: the style picture with one pixel for each block."""
    height, width = picture.shape[:2]
    whole = (0, -height % size), (0, -width % size), (0, 0)
    few, like = (_reduced(np.pad(a, whole, mode="edge"), size) for a in (picture, matched))
    few = few + BLOCK_SHARE * (_painted(few, like, small, hue, BLOCK_CELLS, rng) - few)
    if hue > 0:
        palette = _image(small).quantize(COLOURS)
        snapped = np.asarray(_image(few).quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB"), np.float32)
        few = few + hue * (snapped / 255 - few)
    return few.repeat(size, 0).repeat(size, 1)[:height, :width]


def _painted(
    picture: Array, matched: Array, style: Array, hue: float, cells: Sequence[int], rng: np.random.Generator
) -> Array:
    """The picture with the bands of style that are finer than four times the first of `cells`, coarse to fine."""
    out, edges = picture, np.zeros(picture.shape[:2], np.float32)
    for cell in cells:
        out, kept = _without_texture(out, cell)
        np.maximum(edges, kept, out=edges)
    room = (1 - GUARD * lowered(edges[..., None], cells[-1])).clip(0, 1)
    style = _workable(style, cells[0])
    guide = matched
    coarse = lowered(style, 4 * cells[0])
    for cell, finer in zip(cells, [*(cell for cell in cells[1:]), 1], strict=True):
        fine = lowered(style, finer)
        band = _tamed(fine - coarse)
        added = laid(band, *_places(guide, style, cell, rng), STEP * cell, picture.shape)
        coarse, guide = fine, guide + added
        if hue < 1:
            light = (added @ LUMA)[..., None]
            added = light + hue * (added - light)
        out = out + added * room
    return out


def _tamed(band: Array) -> Array:
    """A band (h, w, 3) without what stands out from its texture: a lit window, say, is no stroke."""
    light = (band @ LUMA)[..., None]
    hues = band - light
    return _limited(light, LOUD) + _limited(hues, GAUDY)


def _limited(values: Array, most: float) -> Array:
    """Values (h, w, n) as far as `most` times what nine in ten of them reach."""
    size = np.abs(values).max(-1, keepdims=True)
    limit = most * float(np.quantile(size[::4, ::4], 0.9)) + 1e-6
    return values * np.minimum(1, limit / np.maximum(size, 1e-6))


def _workable(style: Array, cell: int) -> Array:
    """The style picture, mirrored as often as squares need, without odd pixels at its foot and right."""
    least = 4 * STEP * cell
    missing = [(0, max(0, least - length)) for length in style.shape[:2]]
    wide = np.pad(style, (*missing, (0, 0)), mode="symmetric") if any(m for _, m in missing) else style
    return wide[: wide.shape[0] // cell * cell, : wide.shape[1] // cell * cell]


def _places(picture: Array, style: Array, cell: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """For squares `STEP` cells apart, where in style to take them from: row and column of their first pixel.

    Two int arrays (rows, columns). The first square begins a step above and left of the picture.
    """
    step = STEP * cell
    rows, columns = (-(-length // step) + 1 for length in picture.shape[:2])
    after = ((rows + 1) * step - step - picture.shape[0], (columns + 1) * step - step - picture.shape[1])
    padded = np.pad(picture, ((step, after[0]), (step, after[1]), (0, 0)), mode="edge")
    wanted = _described(padded, cell, STEP).reshape(rows * columns, -1)
    offered = _described(style, cell, 1)
    high, wide = offered.shape[:2]
    offered = offered.reshape(high * wide, -1)
    # Neighbours look at different places: where all are much alike, they would all take the same one.
    groups = np.add.outer(SPAN * (np.arange(rows) % SPAN), np.arange(columns) % SPAN).ravel()
    best = np.empty(rows * columns, int)
    for group in range(SPAN * SPAN):
        here, places = groups == group, rng.integers(len(offered), size=PLACES)
        looked_at = offered[places]
        alike = wanted[here] @ looked_at.T - np.einsum("pn,pn->p", looked_at, looked_at) / 2
        best[here] = places[alike.argmax(1)]
    best = best.reshape(rows, columns)
    y, x = _agreed(best // wide, best % wide, wanted.reshape(rows, columns, -1), offered.reshape(high, wide, -1))
    return y * cell, x * cell


def _described(picture: Array, cell: int, step: int) -> Array:
    """Squares of 2 * STEP cells, `step` cells apart, by their brightness and, more coarsely, their hue: (r, c, n)."""
    small = _reduced(picture, cell)
    light = small @ LUMA
    hues = HUES * STEP * (small[..., (0, 2)] - light[..., None])  # each stands for STEP * STEP cells
    width = 2 * STEP
    squares = sliding_window_view(light, (width, width))[::step, ::step]
    sums = np.pad(hues, ((1, 0), (1, 0), (0, 0))).cumsum(0).cumsum(1)
    means = (sums[STEP:, STEP:] - sums[:-STEP, STEP:] - sums[STEP:, :-STEP] + sums[:-STEP, :-STEP]) / STEP**2
    squares = squares.reshape(*squares.shape[:2], -1)
    parts = [squares - (1 - LEVEL) * squares.mean(-1, keepdims=True)]
    for down in (0, STEP):
        for right in (0, STEP):
            corner = means[down : means.shape[0] - STEP + down, right : means.shape[1] - STEP + right]
            parts.append(corner[::step, ::step])
    return np.concatenate(parts, -1).astype(np.float32)


def _agreed(y: Array, x: Array, wanted: Array, offered: Array) -> tuple[Array, Array]:
    """The places (rows, columns), in cells, changed where going on from a neighbour's costs little."""
    rows, columns = y.shape
    own = ((wanted - offered[y, x]) ** 2).sum(-1)
    price = TOGETHER * float(own.mean()) + 1e-4
    ways = ((0, -1), (0, 1), (-1, 0), (1, 0))
    chess = np.add.outer(np.arange(rows), np.arange(columns)) % 2
    for turn in range(2 * ROUNDS):
        around = np.pad(np.stack([y, x]), ((0, 0), (1, 1), (1, 1)), constant_values=-(10**6))
        nexts = [
            around[:, 1 + down : 1 + down + rows, 1 + right : 1 + right + columns]
            - np.array((down, right))[:, None, None] * STEP
            for down, right in ways
        ]
        least, choice = np.full((rows, columns), np.inf), np.stack([y, x])
        for place in (np.stack([y, x]), *nexts):
            inside = (place >= 0).all(0) & (place[0] < offered.shape[0]) & (place[1] < offered.shape[1])
            cost = np.full((rows, columns), np.inf)
            cost[inside] = ((wanted[inside] - offered[place[0][inside], place[1][inside]]) ** 2).sum(-1)
            cost -= price * sum((place == other).all(0) for other in nexts)
            better = cost < least
            least[better], choice[:, better] = cost[better], place[:, better]
        y, x = np.where(chess == turn % 2, choice, np.stack([y, x]))
    return y, x


def laid(band: Array, y: Array, x: Array, step: int, shape: tuple[int, ...]) -> Array:
    """Squares of a band (h, w, c), laid side by side; their rims fade into each other: (*shape[:2], c).

    y, x: int arrays (rows, columns), where in the band each square begins. Squares are 2 * step pixels wide and step
    pixels apart; the first begins a step above and left of the picture.
    """
    across = np.arange(2 * step) + 0.5
    ramp = ((np.minimum(across, 2 * step - across) - step / 2) / (SEAM * step) + 0.5).clip(0, 1)
    ramp = ramp * ramp * (3 - 2 * ramp)
    window = np.outer(ramp, ramp).astype(np.float32)[..., None]
    out = np.zeros(((y.shape[0] + 1) * step, (y.shape[1] + 1) * step, band.shape[2]), np.float32)
    for row in range(y.shape[0]):
        for column in range(y.shape[1]):
            top, left = y[row, column], x[row, column]
            to = out[row * step : (row + 2) * step, column * step : (column + 2) * step]
            to += window * band[top : top + 2 * step, left : left + 2 * step]
    return out[step : step + shape[0], step : step + shape[1]]


def _without_texture(picture: Array, cell: int) -> tuple[Array, Array]:
    """The picture without what is finer than a cell, but for its edges; and where these are (h, w), 0 to 1."""
    soft = lowered(picture, cell)
    own = picture - soft
    contrast = np.einsum("hwc,hwc->hw", own, own)
    contrast *= contrast
    kept = contrast / (contrast + np.float32(KEPT**4))
    return soft + own * kept[..., None], kept


def lowered(picture: Array, cell: int) -> Array:
    """The picture (h, w, c) without what is finer than a cell (in pixels)."""
    if cell == 1:
        return picture
    return resized(_reduced(picture, cell), picture.shape[1], picture.shape[0], Image.Resampling.BICUBIC)


def _reduced(picture: Array, cell: int) -> Array:
    height, width = (-(-length // cell) for length in picture.shape[:2])
    return resized(picture, width, height, Image.Resampling.BOX)


def _image(picture: Array) -> Image.Image:
    return Image.fromarray((picture.clip(0, 1) * np.float32(255) + np.float32(0.5)).astype(np.uint8))


__all__ = ["Grid", "grid", "laid", "lowered", "textured"]
