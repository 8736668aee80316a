"""Hills and mountains with a true form: a field of heights, lit from the left and seen from the front.

A column of the picture shows slices of the land from near to far; each slice is seen as far as it stands above all
nearer ones. So a whole picture is one `np.repeat` of the slices' colours, as often as they have visible pixels.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.scenes.brush import Array, lay, resize, wide


class Land:
    """A grid of places: row 0 is the nearest, the last row the farthest. x and deep are in units, far is 0 to 1."""

    def __init__(self, c: Canvas, depth: float, slices: int) -> None:
        self.canvas = c
        self.columns = c.width
        self.slices = max(24, min(slices, int(slices * c.height / 1024 * 1.6)))
        self.x = ((np.arange(self.columns, dtype=np.float32) + 0.5) / self.columns * wide(c))[None, :]
        self.far = np.linspace(0, 1, self.slices, dtype=np.float32)[:, None]
        self.deep = self.far * np.float32(depth)
        self.depth = depth

    def field(self, small: Array) -> Array:
        """A lattice (row 0 nearest) enlarged to the grid."""
        return resize(small, self.columns, self.slices)

    def lit(self, height: Array, relief: float = 1.0) -> Array:
        """How much light each place gets, 0 to 1, 0.5 for flat land: the sun is at the left, behind the viewer."""
        step_x = np.float32(wide(self.canvas) / self.columns)
        step_z = np.float32(self.depth / self.slices)
        reach = max(1, round(0.35 / step_x))  # slopes are taken over a length that is the same at every resolution
        right = np.empty_like(height)
        right[:, reach:-reach] = height[:, 2 * reach :] - height[:, : -2 * reach]
        right[:, :reach], right[:, -reach:] = right[:, reach : reach + 1], right[:, -reach - 1 : -reach]
        back = np.empty_like(height)
        back[:-1] = height[1:] - height[:-1]
        back[-1] = back[-2]
        tilt = right * (0.5 * relief / (reach * step_x)) - back * (0.3 * relief / step_z)
        return tilt / np.sqrt(1 + tilt * tilt) * np.float32(0.5) + np.float32(0.5)

    def paint(self, height: Array, base: Array, colours: Array, bottom: float, grain: Array | None = None) -> None:
        """Lay the land over the canvas.

        height: units above the ground; base: y of the ground at each slice (slices, 1), in units; colours: (3, slices,
        columns), 0 to 1; bottom: y in units where the land's nearest slice ends below; grain: a lattice that
        roughens what is seen, for a slice says nothing about the face of a cliff.
        """
        c = self.canvas
        fine_x, fine_y = (
            (2, 2) if c.height <= 512 else (1, 2)
        )  # drawn so many times enlarged, then shrunk: smooth outlines
        last = min(c.height, int(np.ceil(bottom * c.unit)))
        y = ((base - height) * np.float32(c.unit * fine_y)).T  # columns first from here on
        np.minimum.accumulate(y, axis=1, out=y)
        first = int(np.clip(y.min() / fine_y - 1, 0, last - 1))
        rows = (last - first) * fine_y
        edge = resize(y, self.slices, c.width * fine_x) if fine_x > 1 else y
        top = np.clip(np.rint(edge) - first * fine_y, 0, rows).astype(np.int64)
        np.minimum.accumulate(top, axis=1, out=top)
        counts = np.empty((c.width * fine_x, self.slices + 1), np.int64)
        counts[:, 0] = rows - top[:, 0]
        np.subtract(top[:, :-1], top[:, 1:], out=counts[:, 1:-1])
        counts[:, -1] = top[:, -1]  # above the last slice: nothing
        packed = np.zeros((self.columns, self.slices + 1, 4), np.uint8)
        for i in range(3):
            packed[:, :-1, i] = (colours[i].clip(0, 1) * 255).T
        packed[:, :-1, 3] = 255
        values = np.repeat(packed.view(np.uint32)[..., 0], fine_x, 0)
        column_wise = np.repeat(values.ravel(), counts.ravel())
        image = Image.frombuffer("RGBa", (rows, c.width * fine_x), column_wise, "raw", "RGBa", 0, 1)
        upright = image.reduce((fine_y, fine_x)).transpose(Image.Transpose.ROTATE_90)
        if grain is not None:
            picture = np.array(upright)
            rough = resize(grain, c.width, last - first) * np.float32(0.2) + np.float32(0.9)
            for i in range(3):
                picture[..., i] = np.minimum(picture[..., i] * rough, picture[..., 3])
            upright = Image.frombuffer("RGBa", upright.size, picture, "raw", "RGBa", 0, 1)
        lay(c, 0, first, upright)


def ridged(field: Array) -> Array:
    """Noise of 0 to 1 folded at its middle: sharp crests at 1."""
    return 1 - np.abs(field * 2 - 1)
