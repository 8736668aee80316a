"""The drawing kit: shapes become masks, masks become paint. Light comes from the upper left.

Lengths are in units (a subject's sheet of paper is 100 x 100 of them, y grows downwards), so that a drawing is the same
at every size in pixels. A shape method returns a `Mask`; masks are joined with ``|`` (many at once with `joined`), cut
with ``&`` and ``-``; `Canvas.paint` gives one a body (gradient, shade at the lower right, rim of light at the upper
left), `Canvas.flat` fills it plainly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from helpers.practice.painter.colours import INK, Colour, dark, light

Point = Sequence[float]  # (x, y), or (x, y, 1) for a sharp corner of a smooth outline
Array = np.ndarray

_CURVE_STEPS = 10  # straight pieces between two points of a smooth line
_T = np.linspace(0, 1, _CURVE_STEPS, endpoint=False)
_HERMITE = np.stack([2 * _T**3 - 3 * _T**2 + 1, _T**3 - 2 * _T**2 + _T, -2 * _T**3 + 3 * _T**2, _T**3 - _T**2], 1)
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
    p = _points(points)
    if closed:
        around, pieces = np.concatenate([p[-1:], p, p[:2]]), len(p)
    else:
        around, pieces = np.concatenate([p[:1], p, p[-1:]]), len(p) - 1
    start, end = around[1 : pieces + 1], around[2 : pieces + 2]
    chord = end - start
    # At each point the line runs parallel to its neighbours' connection; half of that, but never longer than the piece
    # itself, or the line would overshoot.
    along = (around[2:] - around[:-2]) / 2
    longest = 1.15 * np.hypot(chord[:, 0], chord[:, 1])
    length = np.hypot(along[:, 0], along[:, 1]) + 1e-9
    leave = along[:pieces] * np.minimum(1, longest / length[:pieces])[:, None]
    arrive = along[1 : pieces + 1] * np.minimum(1, longest / length[1 : pieces + 1])[:, None]
    sharp = [i for i, q in enumerate(points) if len(q) > 2]
    if sharp:
        corner = np.array(sharp)
        first, last = (corner, (corner - 1) % pieces) if closed else (corner[corner < pieces], corner[corner > 0] - 1)
        leave[first], arrive[last] = chord[first] * 0.8, chord[last] * 0.8
    curve = _HERMITE @ np.stack([start, leave, end, arrive]).reshape(4, -1)
    curve = curve.reshape(_CURVE_STEPS, pieces, 2).swapaxes(0, 1).reshape(-1, 2)
    return curve if closed else np.concatenate([curve, p[-1:]])


def _points(points: Sequence[Point] | Array) -> Array:
    """x and y of each point: (n, 2)."""
    return points if isinstance(points, np.ndarray) else np.array([(q[0], q[1]) for q in points], float)


class Canvas:
    """Transparent paper of width x height pixels, with `unit` pixels to a unit of length.

    ``rgb`` holds colours 0 to 1 (shape height, width, 3), already multiplied by ``alpha`` (height, width). In memory
    it lies plane by plane, red before green before blue: numpy is many times faster with long rows than with triples.
    """

    def __init__(self, width: int, height: int, unit: float) -> None:
        self.width, self.height, self.unit = width, height, unit
        self._planes = np.zeros((3, height, width), np.float32)
        self.rgb = self._planes.transpose(1, 2, 0)
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
        c, s = _turned(turn)
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
        return math.sqrt(abs(self._area))

    @property
    def _area(self) -> float:
        """How many times larger an area gets by the frame; negative where the frame mirrors."""
        (a, b), (c, d) = self._matrix.tolist()
        return a * d - b * c

    def _drawn(self, low: Array, high: Array, draw: Callable[[ImageDraw.ImageDraw, Array, int], None]) -> Mask:
        """Let `draw` fill white on black, enlarged, in the box from low to high; then shrink it: smooth edges."""
        x0, y0 = (max(0, math.floor(v) - 1) for v in low.tolist())
        x1, y1 = (min(most, math.ceil(v) + 2) for v, most in zip(high.tolist(), (self.width, self.height), strict=True))
        if x1 <= x0 or y1 <= y0:
            return Mask(0, 0, np.zeros((0, 0), np.float32))
        fine = self._fine
        image = Image.new("L", ((x1 - x0) * fine, (y1 - y0) * fine))
        draw(ImageDraw.Draw(image), np.array((x0, y0)), fine)
        return Mask(x0, y0, _cover(image.reduce(fine)))

    # ---- shapes

    def polygon(self, points: Sequence[Point] | Array) -> Mask:
        """Straight lines from point to point."""
        p = self._pixels(_points(points))

        def draw(pen: ImageDraw.ImageDraw, corner: Array, fine: int) -> None:
            pen.polygon(((p - corner) * fine - 0.5).ravel().tolist(), fill=255)

        return self._drawn(p.min(0), p.max(0), draw)

    def blob(self, *points: Point) -> Mask:
        """A smooth outline through the points; a point with a third value is a sharp corner."""
        return self.polygon(smooth(points))

    def symmetric(self, *points: Point) -> Mask:
        """A blob given by its right half from top to bottom, mirrored about x = 0 of the frame."""
        mirrored = [(-p[0], *p[1:]) for p in reversed(points) if abs(p[0]) > 1e-6]
        return self.blob(*points, *mirrored)

    def ellipse(self, x: float, y: float, rx: float, ry: float | None = None, turn: float = 0) -> Mask:
        c, s = _turned(turn)
        ry = rx if ry is None else ry
        return self.polygon(_CIRCLE @ np.array(((c * rx, s * rx), (-s * ry, c * ry))) + (x, y))

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
        line = smooth(points, closed=False)
        p = self._pixels(line)
        thick = self._scale * self.unit
        if isinstance(radius, (int, float)):
            r = np.full(len(line), radius * thick)
        else:
            r = np.interp(np.arange(len(line)) / _CURVE_STEPS, np.arange(len(points)), radius) * thick
        step = np.diff(p, axis=0)
        normal = step[:, ::-1] * (-1, 1) / (np.hypot(step[:, 0], step[:, 1])[:, None] + 1e-9)

        def draw(pen: ImageDraw.ImageDraw, corner: Array, fine: int) -> None:
            at, q = (p - corner) * fine - 0.5, r * fine
            q = q[:, None]
            aside, ahead = normal * q[:-1], normal * q[1:]
            for piece in np.concatenate([at[:-1] + aside, at[1:] + ahead, at[1:] - ahead, at[:-1] - aside], 1).tolist():
                pen.polygon(piece, fill=255)
            for disc in np.concatenate([at - q, at + q], 1).tolist():
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
        # Every pixel is a mix of a few colours. `shares` says how much of each, cover included: layer upon layer in
        # red, green and blue would cost three times as much.
        colours, shares = [colour], [cover]
        if shade or rim:
            moved = _Moved(mask.cover, math.ceil(max(depth, 1.5) * unit * 1.6) + 2)
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
            far = np.add.outer(down, across).clip(0, 1)
            far *= shares[0]
            colours = [light(colour, sheen), *colours[1:], dark(colour, sheen * 1.4)]
            shares = [shares[0] - far, *shares[1:], far]
        window = np.s_[..., mask.y : mask.y + height, mask.x : mask.x + width]
        planes, own = self._planes[window], self.alpha[window]
        rest = 1 - cover
        planes *= rest
        planes += np.einsum("nc,nhw->chw", _unit_rgb(colours), np.array(shares))
        own *= rest
        own += cover
        return mask

    def _cast(self, mask: Mask, strength: float, unit: float) -> None:
        """A soft shadow of the mask, down and to the right, on what was painted before."""
        pad = math.ceil(4 * unit) + 1
        height, width = mask.cover.shape
        dim = strength * _Moved(mask.cover, pad, pad)(unit, 1.6 * unit, 1.1 * unit)
        dim[pad:-pad, pad:-pad] *= 1 - mask.cover
        left, top = mask.x - pad, mask.y - pad
        x0, y0, x1, y1 = max(0, left), max(0, top), left + width + 2 * pad, top + height + 2 * pad
        window = self._planes[:, y0:y1, x0:x1]
        window *= 1 - dim[y0 - top : self.height - top, x0 - left : self.width - left]

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
        side = 1 if self._area > 0 else -1  # the glint stays at the upper left of a mirrored figure
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
    """A mask's cover, shifted and blurred, with `margin` pixels around it. reach: how far it is blurred and shifted."""

    def __init__(self, cover: Array, reach: int, margin: int = 0) -> None:
        self._cover, self._margin, self._pad = cover, margin, reach + margin
        self._image: Image.Image | None = None
        if sum(cover.shape) + 2 * margin > _FEW:
            height, width = cover.shape
            padded = np.zeros((height + 2 * self._pad, width + 2 * self._pad), np.uint8)
            padded[self._pad : -self._pad, self._pad : -self._pad] = cover * np.float32(255) + np.float32(0.5)
            self._image = Image.fromarray(padded)

    def __call__(self, dx: float, dy: float, blur: float) -> Array:
        """dx and dy in pixels; blur is the standard deviation in pixels."""
        (height, width), margin = self._cover.shape, self._margin
        if self._image is None:
            spread = _spread(height, margin, dy, blur) @ self._cover @ _spread(width, margin, dx, blur).T
            return spread.astype(np.float32)
        factor = max(1, int(blur / 1.5))  # where the blur is wide, it is done on a smaller copy
        image = (self._image.reduce(factor) if factor > 1 else self._image).filter(
            ImageFilter.GaussianBlur(blur / factor)
        )
        x, y = self._pad - margin - dx, self._pad - margin - dy
        size = width + 2 * margin, height + 2 * margin
        box = (x / factor, y / factor, (x + size[0]) / factor, (y + size[1]) / factor)
        return _cover(image.resize(size, Image.Resampling.BILINEAR, box=box))


# A mask whose width and height are together no more pixels than this is blurred by two matrix products: faster than
# Pillow, and too small for numpy to spread over several cores, which costs more than it gains.
_FEW = 120


def _spread(pixels: int, margin: int, shift: float, blur: float) -> Array:
    """The matrix that shifts and blurs `pixels` values in a row: (pixels + 2 margin, pixels).

    It is of doubles, so that products of it are the same in single precision, whoever multiplies them.
    """
    deviation = max(blur, 0.5)  # a narrower bell would fall between the pixels
    place = np.arange(-margin, pixels + margin, dtype=np.float32) - np.float32(shift)
    distance = np.subtract.outer(place, np.arange(pixels, dtype=np.float32)) * np.float32(0.5**0.5 / deviation)
    bell = np.exp(-distance * distance) * np.float32(1 / (deviation * math.tau**0.5))
    return bell.astype(np.float64)


def _cover(image: Image.Image) -> Array:
    """An 8-bit picture as an array of 0 to 1."""
    values = np.frombuffer(image.tobytes(), np.uint8).reshape(image.height, image.width)
    return np.multiply(values, np.float32(1 / 255), dtype=np.float32)


def _turned(degrees: float) -> tuple[float, float]:
    """Cosine and sine."""
    angle = math.radians(degrees)
    return math.cos(angle), math.sin(angle)


def _unit_rgb(colours: Colour | Sequence[Colour]) -> Array:
    return np.array(colours, np.float32) / 255


__all__ = ["Canvas", "Mask", "Point", "joined", "smooth"]
