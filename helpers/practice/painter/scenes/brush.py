"""What all scenes are painted with: noise, layers and small drawings.

Random numbers come in lattices whose size depends on the picture's proportions alone, never on its pixels: so one
seed is one landscape at every resolution.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import Colour

Array = np.ndarray


def wide(c: Canvas) -> float:
    """The canvas's width in units."""
    return c.width / c.unit


def resize(field: Array, width: int, height: int) -> Array:
    """A 2-D float32 field, smoothly enlarged to (height, width)."""
    image = Image.fromarray(np.ascontiguousarray(field, np.float32))
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC))


def enlarge(small: Array, picture: Array) -> None:
    """Fill a picture (h, w, 3) with a smaller, softer one."""
    height, width = picture.shape[:2]
    for i in range(3):
        picture[..., i] = resize(small[..., i], width, height)


def lattice(rng: np.random.Generator, across: int, down: int, octaves: int = 1) -> Array:
    """Cloudy noise, 0 to 1 about 0.5: each octave has twice the cells of the one before and half its strength."""
    across, down = max(2, across), max(2, down)
    field = rng.random((down, across), np.float32) - np.float32(0.5)
    for octave in range(1, octaves):
        down, across = down * 2, across * 2
        field = resize(field, across, down) + (rng.random((down, across), np.float32) - np.float32(0.5)) * 0.5**octave
    return field * np.float32(0.8 if octaves > 1 else 1) + np.float32(0.5)


def noise(rng: np.random.Generator, across: int, down: int, octaves: int, width: int, height: int) -> Array:
    """`lattice` enlarged to (height, width)."""
    return resize(lattice(rng, across, down, octaves), width, height)


def profile(c: Canvas, rng: np.random.Generator, cell: float, octaves: int = 3) -> Array:
    """A hilly line over the whole width, about -1 to 1, with hills `cell` units wide: one height a column of pixels."""
    x = (np.arange(c.width) + 0.5) / c.unit
    line = np.zeros(c.width)
    for octave in range(octaves):
        at = x * (2**octave / cell)
        points = rng.random(int(wide(c) * 2**octave / cell) + 2) * 2 - 1
        left = at.astype(int)
        t = at - left
        t = t * t * (3 - 2 * t)
        line += (points[left] * (1 - t) + points[left + 1] * t) * 0.5**octave
    return line.astype(np.float32)


def smoothstep(low: float, high: float, value: Array) -> Array:
    """0 below low, 1 above high, and smooth between."""
    t = np.clip((value - np.float32(low)) * np.float32(1 / (high - low)), 0, 1)
    return t * t * (3 - 2 * t)


def rows(c: Canvas, top: float, bottom: float = 100) -> tuple[int, int]:
    """The pixel rows between two heights in units."""
    return max(0, int(top * c.unit)), min(c.height, int(np.ceil(bottom * c.unit)))


def ramp(stops: Sequence[tuple[float, Colour]], at: Array) -> Array:
    """Colours (n, 3), 0 to 1, between stops (place, colour), at n places."""
    places = [p for p, _ in stops]
    return np.stack([np.interp(at, places, [colour[i] / 255 for _, colour in stops]) for i in range(3)], 1).astype(
        np.float32
    )


def multiply(picture: Array, factor: Array) -> None:
    """Multiply (h, w, 3) by (h, w). Channel by channel: numpy is several times faster so than with a last axis of 3."""
    for i in range(3):
        picture[..., i] *= factor


def blend(picture: Array, cover: Array, colour: Array) -> None:
    """Lay a colour (3,) or colours (h, w or 1, 3), 0 to 1, over (h, w, 3) where cover (h, w) says so."""
    for i in range(3):
        channel = picture[..., i]
        channel += cover * (colour[..., i] - channel)


def fill_rows(
    c: Canvas, top: float, stops: Sequence[tuple[float, Colour]], line: Array | None = None, bottom: float = 100
) -> None:
    """Paint everything between `top` (or `line`, a height in units for each column) and `bottom` with a gradient.

    The stops are (y in units, colour); the first and the last colour go on beyond their places.
    """
    first, last = rows(c, top if line is None else float(line.min()) - 0.5, bottom)
    colour = ramp(stops, (np.arange(first, last) + 0.5) / c.unit)[:, None, :]
    solid = first
    if line is not None:
        solid = min(last, int(np.ceil(line.max() * c.unit)) + 2)
        y = np.arange(first, solid, dtype=np.float32)[:, None]
        cover = np.clip(y + 1 - line[None, :] * np.float32(c.unit), 0, 1)
        blend(c.rgb[first:solid], cover, colour[: solid - first])
    for i in range(3):
        c.rgb[solid:last, :, i] = colour[solid - first :, :, i]


def in_perspective(small: Array, width: int, height: int) -> Array:
    """A lattice enlarged to (height, width), its rows squeezed towards the top, where the ground is far away."""
    tall = resize(small, small.shape[1], height)
    depth = ((np.arange(height) + 0.5) / height) ** 0.5
    return resize(tall[(depth * (height - 1)).astype(int)], width, height)


def texture(c: Canvas, top: float, amount: float, small: Array, bottom: float = 100) -> None:
    """Lighten and darken the rows from top to bottom by a lattice (0.5 changes nothing), at most by `amount`."""
    first, last = rows(c, top, bottom)
    if last - first > 2:
        field = in_perspective(small, c.width, last - first)
        multiply(c.rgb[first:last], field * np.float32(2 * amount) + np.float32(1 - amount))


_TILE = 128  # pixels; most tiles of a sketch are empty, or full


def lay(c: Canvas, x: int, y: int, picture: Image.Image, fine: int = 1) -> None:
    """Lay an RGBa picture (colours multiplied by alpha), `fine` times enlarged, over the canvas, corner at (x, y)."""
    drawn = picture.getbbox()
    if drawn is None:
        return
    step = _TILE * fine
    left, top, right, bottom = drawn[0] // step * step, drawn[1] // step * step, drawn[2], drawn[3]
    for at_y in range(top, bottom, step):
        for at_x in range(left, right, step):
            box = at_x, at_y, min(at_x + step, picture.width), min(at_y + step, picture.height)
            part = picture.crop(box)
            if not part.getbbox():
                continue
            part = part.reduce(fine)
            row, column = y + at_y // fine, x + at_x // fine
            target = c.rgb[row : row + part.height, column : column + part.width]
            values = np.asarray(part)
            rest = None if values[..., 3].min() == 255 else 1 - values[..., 3] * np.float32(1 / 255)
            for i in range(3):
                if rest is None:
                    np.multiply(values[..., i], np.float32(1 / 255), out=target[..., i])
                else:
                    target[..., i] *= rest
                    target[..., i] += values[..., i] * np.float32(1 / 255)


class Sketch:
    """Many small opaque shapes, drawn quickly: all go into one enlarged picture, then it is shrunk and laid over.

    Use it in a ``with`` statement; lengths are in units, and only what lies between the rows top and bottom is drawn.
    """

    def __init__(self, c: Canvas, top: float = 0, bottom: float = 100, left: float = 0, right: float = 1e9) -> None:
        self._canvas = c
        self._first, last = rows(c, top, bottom)
        self._left, end = max(0, int(left * c.unit)), min(c.width, int(min(right, wide(c)) * c.unit) + 1)
        self._fine = 2
        size = max(1, end - self._left) * self._fine, max(1, last - self._first) * self._fine
        self._image = Image.new("RGBa", size)
        self._pen = ImageDraw.Draw(self._image)
        self._scale = c.unit * self._fine
        self._corner = np.array([self._left, self._first], float) * self._fine + 0.5

    def __enter__(self) -> Sketch:
        return self

    def __exit__(self, *problem: object) -> None:
        if problem[0] is not None:
            return
        lay(self._canvas, self._left, self._first, self._image, self._fine)

    def pixels(self, length: float) -> float:
        """How many pixels of the canvas a length is: details below about 0.5 need not be drawn."""
        return length * self._canvas.unit

    def polygon(self, points: Iterable[Sequence[float]] | Array, colour: Colour) -> None:
        p = np.asarray(points, float) * self._scale - self._corner
        self._pen.polygon(p.ravel().tolist(), fill=_ink(colour))

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        s, (left, top) = self._scale, self._corner
        box = ((x - rx) * s - left, (y - ry) * s - top, (x + rx) * s - left, (y + ry) * s - top)
        self._pen.ellipse(box, fill=_ink(colour))

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: Colour) -> None:
        s, (left, top) = self._scale, self._corner
        x0, y0, x1, y1 = x0 * s - left, y0 * s - top, x1 * s - left - 0.5, y1 * s - top - 0.5
        self._pen.rectangle((x0, y0, max(x0, x1), max(y0, y1)), fill=_ink(colour))

    def line(self, points: Iterable[Sequence[float]] | Array, width: float, colour: Colour) -> None:
        p = np.asarray(points, float) * self._scale - self._corner
        self._pen.line(p.ravel().tolist(), fill=_ink(colour), width=max(1, round(width * self._scale)), joint="curve")

    def picture(self, x0: float, y0: float, x1: float, y1: float, cells: Array) -> None:
        """A small RGBa picture (8 bits), enlarged to a box without smoothing."""
        s, (left, top) = self._scale, self._corner
        a, b, c, d = (round(v) for v in (x0 * s - left, y0 * s - top, x1 * s - left, y1 * s - top))
        if c > a and d > b:
            image = Image.frombuffer("RGBa", cells.shape[1::-1], np.ascontiguousarray(cells), "raw", "RGBa", 0, 1)
            self._image.paste(image.resize((c - a, d - b), Image.Resampling.NEAREST), (a, b))

    def stamp(self, shape: Array, x: Array, y: Array, size: Array, colours: Sequence[Colour], which: Array) -> None:
        """One polygon (points, 2) many times: at (x, y), `size` times as large, in the colour number `which`."""
        at = np.stack([x, y], 1)[:, None, :]
        p = ((shape[None] * np.asarray(size)[:, None, None] + at) * self._scale - self._corner).reshape(len(x), -1)
        inks = [_ink(colour) for colour in colours]
        for points, number in zip(p.tolist(), which.tolist(), strict=True):
            self._pen.polygon(points, fill=inks[number])

    def dots(self, x: Array, y: Array, rx: Array, ry: Array, colours: Sequence[Colour], which: Array) -> None:
        """Many ellipses, each in the colour number `which`."""
        s, (left, top) = self._scale, self._corner
        boxes = np.stack([(x - rx) * s - left, (y - ry) * s - top, (x + rx) * s - left, (y + ry) * s - top], 1)
        inks = [_ink(colour) for colour in colours]
        for box, number in zip(boxes.tolist(), which.tolist(), strict=True):
            self._pen.ellipse(box, fill=inks[number])


def _ink(colour: Colour) -> tuple[int, int, int, int]:
    return int(colour[0]), int(colour[1]), int(colour[2]), 255


def blades(
    c: Canvas, rng: np.random.Generator, top: float, count: int, height: float, strength: float, lean: float = 0.35
) -> None:
    """Blades of grass as lighter and darker strokes, growing towards the viewer.

    count: blades on 100 units of width; height: of the nearest, in units; strength: how far they differ from the
    ground, 0 to 1.
    """
    n = int(count * wide(c) / 100)
    depth = np.sort(rng.random(n) ** 0.75)
    across, tone, tilt, long = rng.random((4, n))
    y = top + (101 - top) * depth
    tall = height * (0.12 + 0.88 * depth) * (0.6 + 0.8 * long)
    seen = tall * c.unit >= (3.6 if c.height < 200 else 1.8)
    if not seen.any():
        return
    x, y, tall, tone, tilt = (v[seen] for v in (across * wide(c), y, tall, tone, tilt))
    first, last = rows(c, top - 1)
    image = Image.new("L", (c.width * 2, (last - first) * 2), 128)
    pen = ImageDraw.Draw(image)
    half = tall * 0.07 + 0.4 / c.unit
    tip = x + (tilt - 0.5) * 2 * lean * tall
    shape = np.stack([x - half, y, tip, y - tall, x + half, y], 1) * (c.unit * 2)
    shape[:, 1::2] -= first * 2
    greys = (128 + (tone - 0.45) * 230 * strength).astype(int)
    for points, grey in zip(shape.tolist(), greys.tolist(), strict=True):
        pen.polygon(points, fill=grey)
    relief = np.multiply(np.asarray(image.reduce(2)), np.float32(1 / 128), dtype=np.float32)
    multiply(c.rgb[first:last], relief)
