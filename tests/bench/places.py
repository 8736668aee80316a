"""Where the figures of a painting stand. The judge is told this much of a picture's making, and no more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from helpers.practice import composition
from helpers.practice.composition import Composition, Figure

Array = np.ndarray
Rect = tuple[float, float, float]  # middle x and y and side of a square, as shares of the picture's width


def rect(figure: Figure, columns: int) -> Rect:
    """The square around what is drawn of a figure."""
    left, top, _, _ = composition.sheet(figure)
    x0, y0, x1, y1 = composition.extent(figure.subject, figure.colour, figure.seed)
    y1 = min(y1, 1 - figure.cut)
    middle = (left + (x0 + x1) / 2 * figure.size) / columns, (top + (y0 + y1) / 2 * figure.size) / columns
    return *middle, max(x1 - x0, y1 - y0, 0.1) * figure.size / columns


def shared(a: Rect, b: Rect) -> float:
    """How much of the first square lies in the second."""
    wide = min(a[0] + a[2] / 2, b[0] + b[2] / 2) - max(a[0] - a[2] / 2, b[0] - b[2] / 2)
    high = min(a[1] + a[2] / 2, b[1] + b[2] / 2) - max(a[1] - a[2] / 2, b[1] - b[2] / 2)
    return max(wide, 0) * max(high, 0) / a[2] ** 2


def places(picture: Array, compositions: Sequence[Composition]) -> list[Rect]:
    """Where figures stand in a picture (h, w, 3) uint8 that was blended from these compositions.

    The composition that is most like the picture where the figures of a part may stand tells the part's places.
    """
    columns, rows = compositions[0].columns, compositions[0].rows
    seen = np.asarray(Image.fromarray(picture).resize((columns, rows), Image.Resampling.BOX), np.float32) / 255
    off = [((composition.styled(composition.paint(c), c) - seen) ** 2).mean(-1) for c in compositions]
    out = []
    for part in sorted({figure.part for figure in compositions[0].figures}):
        stands = [[rect(f, columns) for f in c.figures if f.part == part] for c in compositions]
        window = _window([r for rects in stands for r in rects], columns, rows)
        out += stands[int(np.argmin([o[window].mean() for o in off]))]
    return out


def _window(rects: list[Rect], columns: int, rows: int) -> tuple[slice, slice]:
    """The cells that the squares reach, at least one."""
    x0, y0 = (min(r[i] - r[2] / 2 for r in rects) * columns for i in (0, 1))
    x1, y1 = (max(r[i] + r[2] / 2 for r in rects) * columns for i in (0, 1))
    left, top = (int(np.clip(at, 0, end - 1)) for at, end in ((x0, columns), (y0, rows)))
    return np.s_[top : max(top + 1, int(np.ceil(y1))), left : max(left + 1, int(np.ceil(x1)))]
