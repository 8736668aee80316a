"""The drawing kit: shapes become masks, masks become paint. Light comes from the upper left.

Lengths are in units (a subject's sheet of paper is 100 x 100 of them, y grows downwards), so that a drawing is the same
at every size in pixels. A shape method returns a `Mask`; masks are joined with ``|`` (many at once with `joined`), cut
with ``&`` and ``-``; `Canvas.paint` gives one a body (gradient, shade at the lower right, rim of light at the upper
left), `Canvas.flat` fills it plainly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from helpers.practice.painter.colours import INK, Colour, dark, light

Point = Sequence[float]  # (x, y), or (x, y, 1) for a sharp corner of a smooth outline
Array = np.ndarray

_CURVE_STEPS = 10  # straight pieces between two points of a smooth line
_T = np.linspace(0, 1, _CURVE_STEPS, endpoint=False)[:, None]
_HERMITE = np.stack([2 * _T**3 - 3 * _T**2 + 1, _T**3 - 2 * _T**2 + _T, -2 * _T**3 + 3 * _T**2, _T**3 - _T**2])
_CIRCLE = np.stack([np.cos(np.linspace(0, 2 * np.pi, 48, False)), np.sin(np.linspace(0, 2 * np.pi, 48, False))], 1)


class Mask:
    """Which part of a canvas a shape covers: an array of 0 to 1 whose upper left corner is at pixel (x, y)."""

    __slots__ = ("cover", "x", "y")

    def __init__(self, x: int, y: int, cover: Array) -> None:
        self.x, self.y, self.cover = x, y, cover

    def within(self, x: int, y: int, width: int, height: int) -> Array:
        """The cover in another window of the canvas; 0 where this mask says nothing."""
        if (x, y, height, width) == (self.x, self.y, *self.cover.shape):
            return self.cover
        out = np.zeros((height, width), np.float32)
        x0, y0 = max(x, self.x), max(y, self.y)
        x1 = min(x + width, self.x + self.cover.shape[1])
        y1 = min(y + height, self.y + self.cover.shape[0])
        if x1 > x0 and y1 > y0:
            out[y0 - y : y1 - y, x0 - x : x1 - x] = self.cover[y0 - self.y : y1 - self.y, x0 - self.x : x1 - self.x]
        return out

    def __or__(self, other: Mask) -> Mask:
        if not other.cover.size:
            return self
        if not self.cover.size:
            return other
        x, y = min(self.x, other.x), min(self.y, other.y)
        width = max(self.x + self.cover.shape[1], other.x + other.cover.shape[1]) - x
        height = max(self.y + self.cover.shape[0], other.y + other.cover.shape[0]) - y
        return Mask(x, y, np.maximum(self.within(x, y, width, height), other.within(x, y, width, height)))

    def __and__(self, other: Mask) -> Mask:
        height, width = self.cover.shape
        return Mask(self.x, self.y, np.minimum(self.cover, other.within(self.x, self.y, width, height)))

    def __sub__(self, other: Mask) -> Mask:
        height, width = self.cover.shape
        return Mask(self.x, self.y, np.minimum(self.cover, 1 - other.within(self.x, self.y, width, height)))


def joined(masks: Iterable[Mask]) -> Mask:
    """Several shapes as one, to be painted at one go."""
    masks = [mask for mask in masks if mask.cover.size]
    if not masks:
        return Mask(0, 0, np.zeros((0, 0), np.float32))
    x, y = min(mask.x for mask in masks), min(mask.y for mask in masks)
    right = max(mask.x + mask.cover.shape[1] for mask in masks)
    foot = max(mask.y + mask.cover.shape[0] for mask in masks)
    cover = np.zeros((foot - y, right - x), np.float32)
    for mask in masks:
        height, width = mask.cover.shape
        window = cover[mask.y - y : mask.y - y + height, mask.x - x : mask.x - x + width]
        np.maximum(window, mask.cover, out=window)
    return Mask(x, y, cover)


def smooth(points: Sequence[Point], closed: bool = True) -> Array:
    """A smooth line through the points (Catmull-Rom); a point with a third value is a sharp corner. Shape (n, 2)."""
    p = np.array([(q[0], q[1]) for q in points], float)
    sharp = np.array([len(q) > 2 for q in points])
    if closed:
        before, after, end = np.roll(p, 1, 0), np.roll(p, -1, 0), np.roll(p, -1, 0)
        after2, sharp_end = np.roll(p, -2, 0), np.roll(sharp, -1)
        start, sharp_start = p, sharp
    else:
        start, end, sharp_start, sharp_end = p[:-1], p[1:], sharp[:-1], sharp[1:]
        before = np.concatenate([p[:1], p[:-2]])
        after, after2 = end, np.concatenate([p[2:], p[-1:]])
    chord = end - start
    length = np.hypot(*chord.T)[:, None]

    def tangent(a: Array, b: Array, corner: Array) -> Array:
        """Half the way from a to b, never longer than the piece itself, or the line would overshoot."""
        t = (b - a) / 2
        t *= np.minimum(1, 1.15 * length / (np.hypot(*t.T)[:, None] + 1e-9))
        return np.where(corner[:, None], chord * 0.8, t)

    m0, m1 = tangent(before, after, sharp_start), tangent(start, after2, sharp_end)
    curve = np.einsum("cts,cpd->ptd", _HERMITE, np.stack([start, m0, end, m1])).reshape(-1, 2)
    return curve if closed else np.concatenate([curve, p[-1:]])


class Canvas:
    """Transparent paper of width x height pixels, with `unit` pixels to a unit of length.

    ``rgb`` holds colours 0 to 1 (shape height, width, 3), already multiplied by ``alpha`` (height, width).
    """

    def __init__(self, width: int, height: int, unit: float) -> None:
        self.width, self.height, self.unit = width, height, unit
        self.rgb = np.zeros((height, width, 3), np.float32)
        self.alpha = np.zeros((height, width), np.float32)
        self._matrix = np.eye(2)  # local units -> units of the paper
        self._origin = np.zeros(2)
        longest = max(width, height)
        self._fine = 4 if longest <= 256 else 3 if longest <= 512 else 2  # outlines are drawn so many times larger

    @classmethod
    def square(cls, pixels: int) -> Canvas:
        """Paper for one subject: 100 x 100 units on pixels x pixels."""
        return cls(pixels, pixels, pixels / 100)

    # ---- where things are drawn

    @contextmanager
    def frame(
        self, x: float = 0, y: float = 0, turn: float = 0, sx: float = 1, sy: float | None = None
    ) -> Iterator[None]:
        """Draw in a local frame: its origin at (x, y), turned clockwise by degrees, scaled; a negative sx mirrors."""
        matrix, origin = self._matrix, self._origin
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        sy = abs(sx) if sy is None else sy
        self._origin = matrix @ np.array([x, y]) + origin
        self._matrix = matrix @ np.array([[c * sx, -s * sy], [s * sx, c * sy]])
        try:
            yield
        finally:
            self._matrix, self._origin = matrix, origin

    def _pixels(self, points: Array) -> Array:
        return (points @ self._matrix.T + self._origin) * self.unit

    @property
    def _scale(self) -> float:
        return float(np.sqrt(abs(np.linalg.det(self._matrix))))

    def _drawn(self, low: Array, high: Array, draw: Callable[[ImageDraw.ImageDraw, Array, int], None]) -> Mask:
        """Let `draw` fill white on black, enlarged, in the box from low to high; then shrink it: smooth edges."""
        x0, y0 = np.maximum(np.floor(low) - 1, 0).astype(int)
        x1, y1 = np.minimum(np.ceil(high) + 2, (self.width, self.height)).astype(int)
        if x1 <= x0 or y1 <= y0:
            return Mask(0, 0, np.zeros((0, 0), np.float32))
        fine = self._fine
        image = Image.new("L", (int(x1 - x0) * fine, int(y1 - y0) * fine))
        draw(ImageDraw.Draw(image), np.array([x0, y0]), fine)
        return Mask(int(x0), int(y0), np.asarray(image.reduce(fine), np.float32) / 255)

    # ---- shapes

    def polygon(self, points: Sequence[Point] | Array) -> Mask:
        """Straight lines from point to point."""
        p = self._pixels(np.array([(q[0], q[1]) for q in points], float))

        def draw(pen: ImageDraw.ImageDraw, corner: Array, fine: int) -> None:
            pen.polygon([tuple(v) for v in ((p - corner) * fine - 0.5).tolist()], fill=255)

        return self._drawn(p.min(0), p.max(0), draw)

    def blob(self, *points: Point) -> Mask:
        """A smooth outline through the points; a point with a third value is a sharp corner."""
        return self.polygon(smooth(points))

    def symmetric(self, *points: Point) -> Mask:
        """A blob given by its right half from top to bottom, mirrored about x = 0 of the frame."""
        mirrored = [(-p[0], *p[1:]) for p in reversed(points) if abs(p[0]) > 1e-6]
        return self.blob(*points, *mirrored)

    def ellipse(self, x: float, y: float, rx: float, ry: float | None = None, turn: float = 0) -> Mask:
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        points = _CIRCLE * (rx, rx if ry is None else ry)
        return self.polygon(points @ np.array([[c, s], [-s, c]]) + (x, y))

    def box(self, x0: float, y0: float, x1: float, y1: float, radius: float = 0) -> Mask:
        """A rectangle with round corners."""
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        r = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
        if r <= 0:
            return self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
        corner = [(np.cos(a), np.sin(a)) for a in np.radians((0, 22.5, 45, 67.5, 90))]
        points = [(x1 - r + r * c, y1 - r + r * s) for c, s in corner]
        points += [(x0 + r - r * s, y1 - r + r * c) for c, s in corner]
        points += [(x0 + r - r * c, y0 + r - r * s) for c, s in corner]
        points += [(x1 - r + r * s, y0 + r - r * c) for c, s in corner]
        return self.polygon(points)

    def limb(self, points: Sequence[Point], radius: float | Sequence[float]) -> Mask:
        """A stroke along the smooth line through the points, its ends round; one radius, or one a point (tapered)."""
        radii = np.full(len(points), radius, float) if np.isscalar(radius) else np.asarray(radius, float)
        line = smooth(points, closed=False)
        r = (
            np.interp(np.linspace(0, len(points) - 1, len(line)), np.arange(len(points)), radii)
            * self._scale
            * self.unit
        )
        p = self._pixels(line)
        step = np.diff(p, axis=0)
        normal = np.stack([-step[:, 1], step[:, 0]], 1) / (np.hypot(*step.T)[:, None] + 1e-9)

        def draw(pen: ImageDraw.ImageDraw, corner: Array, fine: int) -> None:
            at, q = (p - corner) * fine - 0.5, r * fine
            left0, right0 = at[:-1] + normal * q[:-1, None], at[:-1] - normal * q[:-1, None]
            left1, right1 = at[1:] + normal * q[1:, None], at[1:] - normal * q[1:, None]
            for piece in np.concatenate([left0, left1, right1, right0], 1).tolist():
                pen.polygon(piece, fill=255)
            for disc in np.concatenate([at - q[:, None], at + q[:, None]], 1).tolist():
                pen.ellipse(disc, fill=255)

        return self._drawn((p - r[:, None]).min(0), (p + r[:, None]).max(0), draw)

    # ---- paint

    def paint(
        self,
        mask: Mask,
        colour: Colour,
        shade: float = 0.5,
        depth: float = 3.2,
        sheen: float = 0.12,
        rim: float = 0.25,
        shadow: float = 0.0,
        alpha: float = 1.0,
        clip: Mask | None = None,
    ) -> Mask:
        """Give a mask a body, and return it.

        shade (0 to 1): the crescent of shadow inside its lower right edge, `depth` units wide. sheen: a gradient over
        the whole. rim: a line of light inside its upper left edge. shadow: first casts a soft shadow on what is already
        there, which parts neighbours of one colour without outlines. clip: paint only inside this other mask.
        """
        if clip is not None:
            mask = mask & clip
        if not mask.cover.size or mask.cover.max() <= 0:
            return mask
        unit = self.unit * self._scale**0.5  # small parts get narrower shades, yet not in full proportion
        if shadow:
            self._cast(mask, shadow, unit)
        height, width = mask.cover.shape
        cover = mask.cover * alpha if alpha != 1 else mask.cover
        # Every pixel is a mix of a few colours. `shares` says how much of each, cover included, so that one matrix
        # product makes the paint: layer upon layer in red, green and blue would cost three times as much.
        colours, shares = [colour], [cover]
        if shade or rim:
            moved = _Moved(mask.cover, int(np.ceil(max(depth, 1.5) * unit * 1.6)) + 2)
            if rim:
                lit = rim * (1 - moved(0.8 * unit, 0.9 * unit, 0.6 * unit)) * shares[0]
                colours, shares = [colour, light(colour, 0.6)], [shares[0] - lit, lit]
            if shade:
                shift = -0.62 * depth * unit, -0.78 * depth * unit, 0.42 * depth * unit
                dim = shade * (1 - moved(*shift)) * shares[0]
                colours, shares = [*colours, dark(colour, 0.42)], [shares[0] - dim, *shares[1:], dim]
        if sheen:
            across = np.arange(width, dtype=np.float32) * (0.75 / width)
            down = np.arange(height, dtype=np.float32) * (0.75 / height) - np.float32(0.25)
            far = np.clip(across[None, :] + down[:, None], 0, 1) * shares[0]
            colours = [light(colour, sheen), *colours[1:], dark(colour, sheen * 1.4)]
            shares = [shares[0] - far, *shares[1:], far]
        mixed = np.stack(shares, 2) @ (np.array(colours, np.float32) / 255)
        window = np.s_[mask.y : mask.y + height, mask.x : mask.x + width]
        rest = 1 - cover
        self.rgb[window] *= rest[..., None]
        self.rgb[window] += mixed
        self.alpha[window] *= rest
        self.alpha[window] += cover
        return mask

    def _cast(self, mask: Mask, strength: float, unit: float) -> None:
        """A soft shadow of the mask, down and to the right, on what was painted before."""
        pad = int(np.ceil(4 * unit)) + 1
        x0, y0 = max(0, mask.x - pad), max(0, mask.y - pad)
        x1 = min(self.width, mask.x + mask.cover.shape[1] + pad)
        y1 = min(self.height, mask.y + mask.cover.shape[0] + pad)
        cover = mask.within(x0, y0, x1 - x0, y1 - y0)
        dim = 1 - strength * _Moved(cover, pad)(unit, 1.6 * unit, 1.1 * unit) * (1 - cover)
        self.rgb[y0:y1, x0:x1] *= dim[..., None]

    def flat(self, mask: Mask, colour: Colour, alpha: float = 1.0, clip: Mask | None = None) -> Mask:
        """Fill a mask plainly."""
        return self.paint(mask, colour, shade=0, sheen=0, rim=0, alpha=alpha, clip=clip)

    def stroke(
        self,
        points: Sequence[Point],
        radius: float | Sequence[float],
        colour: Colour,
        alpha: float = 1.0,
        clip: Mask | None = None,
    ) -> Mask:
        """A plain line through the points."""
        return self.flat(self.limb(points, radius), colour, alpha, clip)

    # ---- faces

    def eye(self, x: float, y: float, rx: float, ry: float | None = None, iris: Colour | None = None) -> None:
        """A glossy eye; with an iris for cats, owls and the like."""
        ry = rx * 1.25 if ry is None else ry
        side = 1 if np.linalg.det(self._matrix) > 0 else -1  # the glint stays at the upper left of a mirrored figure
        if iris:
            self.flat(self.ellipse(x, y, rx * 1.22, ry * 1.14), (60, 42, 46))
            self.flat(self.ellipse(x, y + ry * 0.1, rx * 1.06, ry * 0.96), iris)
        self.flat(self.ellipse(x, y, rx * (0.84 if iris else 1), ry * (0.92 if iris else 1)), (38, 28, 40))
        self.flat(self.ellipse(x - side * rx * 0.32, y - ry * 0.38, rx * 0.36), (255, 255, 255))
        self.flat(self.ellipse(x + side * rx * 0.35, y + ry * 0.45, rx * 0.18), (235, 225, 235))

    def smile(self, x: float, y: float, width: float, drop: float, radius: float = 0.5, colour: Colour = INK) -> None:
        """A curved mouth, a parabola: width to each side of x, its middle `drop` below its ends (negative: sad)."""
        curve = [(x + width * share, y + drop * (1 - share**2)) for share in (-1, -0.5, 0, 0.5, 1)]
        self.stroke(curve, radius, colour)

    # ---- the result

    def image(self, background: Colour) -> Image.Image:
        """The canvas on a background, as an RGB Pillow image."""
        flat = self.rgb + (1 - self.alpha[..., None]) * _unit_rgb(background)
        return Image.fromarray((flat.clip(0, 1) * 255 + 0.5).astype(np.uint8))


class _Moved:
    """A mask's cover, shifted and blurred; the blur is done on a smaller copy where it is wide."""

    def __init__(self, cover: Array, pad: int) -> None:
        self.size = cover.shape[1], cover.shape[0]
        self.pad = pad
        padded = np.zeros((cover.shape[0] + 2 * pad, cover.shape[1] + 2 * pad), np.uint8)
        padded[pad:-pad, pad:-pad] = cover * 255 + 0.5
        self.image = Image.fromarray(padded)

    def __call__(self, dx: float, dy: float, blur: float) -> Array:
        factor = max(1, int(blur / 1.5))
        image = (self.image.reduce(factor) if factor > 1 else self.image).filter(
            ImageFilter.GaussianBlur(blur / factor)
        )
        x, y = self.pad - dx, self.pad - dy
        box = (x / factor, y / factor, (x + self.size[0]) / factor, (y + self.size[1]) / factor)
        return np.asarray(image.resize(self.size, Image.Resampling.BILINEAR, box=box), np.float32) / 255


def _unit_rgb(colour: Colour) -> Array:
    return np.asarray(colour, np.float32) / 255


__all__ = ["Canvas", "Mask", "Point", "joined", "smooth"]
