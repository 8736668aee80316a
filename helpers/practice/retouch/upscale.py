"""Enlarge a picture up to four times: edges stay sharp, without stairs, halos or rings, and flat areas stay clean.

A flow straightens the smoothly enlarged brightness along its edges and steepens it across them, never beyond what the
nearest pixels of the small picture show, and what it lacks when shrunk again is given back to it. Colour follows.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.retouch.texture import laid, lowered

Array = np.ndarray
Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels

LARGEST = 4  # times
STRIP = 96  # rows of the small picture that are worked on at one time: what is needed for them fits a processor's cache
MARGIN = 8  # rows of the small picture beyond a strip that its own rows may depend on
ROUNDS = 2  # of flow and correction
STRAIGHTEN = 0.2  # how far one round of the flow goes along edges ..
STEEPEN = 0.25  # .. and across them; more of either breaks thin lines
CRISP = 0.6  # by how much full detail steepens more
LEAST = 1e-4  # square of a slope that counts as none
SURE = 4e-4  # variance of brightness above which its edges are the colour's edges too
TILE = 16  # pixels from one piece of made-up texture to the next
COARSE = 4  # pixels: what is coarser is no fine texture
ASTRAY = 6.0  # pixels that a piece is taken from beside its own place at most, so that none is seen twice
FINE = 1.5  # loudness of made-up texture, at full detail, to that of the small picture's own
EDGE = 0.05  # contrast that is an edge rather than texture
QUIET = 0.006  # contrast that is no texture but noise
LUMA = np.array((0.299, 0.587, 0.114), np.float32)


def upscale(
    picture: Array,
    factor: float = 2.0,
    *,
    size: tuple[int, int] | None = None,
    detail: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Array:
    """The picture (h, w, 3) enlarged: float32 (H, W, 3), 0 to 1. Shrunk again it agrees with the picture.

    factor: 1 to 4, need not be whole; or `size`, width and height in pixels, each 1 to 4 times the picture's.
    detail: 0 to 1, how much fine texture and crispness are made up, in keeping with what is there.
    rng: picks that texture; without it, always the same. Raises ValueError if factor, size or detail is out of range.
    """
    height, width = picture.shape[:2]
    wide, high = size if size is not None else (round(width * factor), round(height * factor))
    if not (width <= wide <= LARGEST * width and height <= high <= LARGEST * height):
        raise ValueError(f"{width} x {height} pixels can become 1 to {LARGEST} times as large, not {wide} x {high}")
    if not 0 <= detail <= 1:
        raise ValueError(f"detail must be 0 to 1, not {detail}")
    picture = np.asarray(picture, np.float32)
    made_up = None
    if detail:
        made_up = _texture(picture, wide, high, np.random.default_rng(0) if rng is None else rng) * detail
    out = np.empty((high, wide, 3), np.float32)
    ratio = high / height
    for top in range(0, height, STRIP):
        foot = min(top + STRIP, height)
        first, last = max(top - MARGIN, 0), min(foot + MARGIN, height)
        # Rounding may lose the last row of all: 28 * (61 / 28) is less than 61.
        start, stop = int(np.ceil(first * ratio)), high if last == height else int(last * ratio)
        strip = _Strip(picture[first:last], (wide, stop - start), start / ratio - first, stop / ratio - first)
        inner = slice(round(top * ratio), round(foot * ratio))
        kept = slice(inner.start - start, inner.stop - start)
        strip.colours(strip.luma(STEEPEN * (1 + CRISP * detail)), kept, out[inner])
        if made_up is not None:
            out[inner] += made_up[inner, :, None]
    return out.clip(0, 1, out=out)


class _Strip:
    """Rows of a picture and their enlargement: `size` (width, height), which shows the small rows `low` to `high`."""

    def __init__(self, rows: Array, size: tuple[int, int], low: float, high: float) -> None:
        self.rows, self.size = rows, size
        self.box: Box = 0.0, low, float(rows.shape[1]), high
        ratio = size[1] / (high - low)
        # Where the small rows lie in the enlarged strip, of which a part of a row may be missing at each end.
        top, foot = -low * ratio, (rows.shape[0] - low) * ratio
        self.spare = 0 if top > -1e-6 and foot < size[1] + 1e-6 else 1
        self.back: Box = (
            0.0,
            max(top + self.spare, 0.0),
            float(size[0]),
            min(foot + self.spare, size[1] + 2 * self.spare),
        )
        most = max(ratio, size[0] / rows.shape[1])
        self.step = max(1, round(most / 2))
        self.strength = min(1.0, most - 1)  # what is hardly enlarged has hardly lost its edges
        self.small = rows @ LUMA
        self.smooth = self.larger(self.small)

    def larger(self, plane: Array, how: Image.Resampling = Image.Resampling.BICUBIC) -> Array:
        return np.array(Image.fromarray(np.ascontiguousarray(plane)).resize(self.size, how, self.box))

    def smaller(self, plane: Array) -> Array:
        size = self.rows.shape[1], self.rows.shape[0]
        if self.spare:
            plane = np.pad(plane, ((self.spare, self.spare), (0, 0)), mode="edge")
        return np.asarray(Image.fromarray(plane).resize(size, Image.Resampling.BOX, self.back))

    def luma(self, steepen: float) -> Array:
        """The brightness, enlarged."""
        low, high = (self.larger(plane, Image.Resampling.BILINEAR) for plane in _range(self.small))
        large = self.smooth.copy()
        for _ in range(ROUNDS):
            large += _flow(large, self.step, STRAIGHTEN * self.strength, steepen * self.strength)
            large.clip(low, high, out=large)
            large += self.larger(self.small - self.smaller(large))
            large.clip(low, high, out=large)
        return large

    def colours(self, luma: Array, kept: slice, out: Array) -> None:
        """Put the rows `kept` of the enlarged strip into `out`: its colours change where the brightness does."""
        gain = (luma - self.smooth)[kept]
        mean = _mean3(self.small)
        variance = _mean3(self.small * self.small) - mean * mean + SURE
        green = luma[kept] / LUMA[1]
        for channel in (0, 2):
            colour = self.rows[..., channel] - self.small
            share = (_mean3(colour * self.small) - _mean3(colour) * mean) / variance
            large = self.larger(colour)[kept]
            large += self.larger(share, Image.Resampling.BILINEAR)[kept] * gain
            low, high = (self.larger(plane, Image.Resampling.BILINEAR)[kept] for plane in _range(colour))
            large.clip(low, high, out=large)
            large += luma[kept]
            out[..., channel] = large
            large *= LUMA[channel] / LUMA[1]
            green -= large
        out[..., 1] = green


def _flow(plane: Array, step: int, straighten: float, steepen: float) -> Array:
    """What to add to a plane (h, w) so that it becomes smoother along its edges and steeper across them."""
    padded = np.pad(plane, step, mode="edge")
    middle, before, after = slice(step, -step), slice(None, -2 * step), slice(2 * step, None)
    left, right, up, down = padded[middle, before], padded[middle, after], padded[before, middle], padded[after, middle]
    across, along = right - left, down - up
    bend_x, bend_y = right + left, down + up
    both = bend_x + bend_y
    both -= 4 * plane
    bend_x -= 2 * plane
    bend_y -= 2 * plane
    twist = padded[after, after] - padded[before, after]
    twist += padded[before, before]
    twist -= padded[after, before]
    twist *= 0.5
    # The second derivative in the direction of the slope.
    twist *= across
    twist *= along
    across *= across
    along *= along
    bend_x *= across
    bend_y *= along
    bend_x += bend_y
    bend_x += twist
    across += along
    across += 4 * LEAST
    bend_x /= across
    bend_x *= straighten + steepen
    both *= straighten
    both -= bend_x
    return both


def _range(plane: Array) -> tuple[Array, Array]:
    """The least and the greatest of the 3 x 3 pixels around each."""
    out = []
    for of in (np.minimum, np.maximum):
        padded = np.pad(plane, 1, mode="edge")
        rows = of(of(padded[:-2], padded[1:-1]), padded[2:])
        out.append(of(of(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:]))
    return out[0], out[1]


def _mean3(plane: Array) -> Array:
    """The mean of the 3 x 3 pixels around each."""
    padded = np.pad(plane, 1, mode="edge")
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    return (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9


def _texture(picture: Array, wide: int, high: int, rng: np.random.Generator) -> Array:
    """Fine texture (high, wide) in the manner of the picture's own at each place, as loud as it is there.

    Fur is hairs on any scale, and grass blades: what is finer than the picture shows is taken from the picture itself.
    """
    luma = np.pad((picture @ LUMA)[..., None], _missing(picture.shape, 2 * TILE), mode="symmetric")
    own = luma - lowered(luma, COARSE)
    own *= 1 / (1 + (np.maximum(lowered(own * own, 2 * COARSE), 0) / EDGE**2) ** 2)
    # Of texture there is some everywhere, of an edge only along a line: a low power mean hears the first alone.
    loudness = np.maximum(lowered(np.sqrt(np.sqrt(np.abs(own))), 2 * COARSE), 0) ** 4
    own /= np.sqrt(np.maximum(lowered(own * own, 2 * COARSE), 0)) + QUIET
    rows, columns = -(-high // TILE) + 1, -(-wide // TILE) + 1
    starts = []
    for count, ratio, length in ((rows, high / picture.shape[0], 0), (columns, wide / picture.shape[1], 1)):
        middles = np.arange(count).reshape((-1, 1) if length == 0 else (1, -1)) * (TILE / ratio)
        astray = rng.uniform(-ASTRAY, ASTRAY, (rows, columns))
        starts.append(np.rint(middles + astray - TILE).astype(int).clip(0, own.shape[length] - 2 * TILE))
    texture = laid(own, *starts, TILE, (high, wide))[..., 0]
    here = Image.fromarray(loudness[: picture.shape[0], : picture.shape[1], 0])
    texture *= np.asarray(here.resize((wide, high), Image.Resampling.BILINEAR))
    texture *= FINE
    return texture


def _missing(shape: tuple[int, ...], least: int) -> tuple[tuple[int, int], ...]:
    return (0, max(0, least - shape[0])), (0, max(0, least - shape[1])), (0, 0)


__all__ = ["LARGEST", "upscale"]
