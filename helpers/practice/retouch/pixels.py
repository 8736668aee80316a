"""What all who look at pictures need: other sizes, other colour spaces, means of surroundings."""

from __future__ import annotations

import numpy as np
from PIL import Image

Array = np.ndarray

_TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], np.float32
) / np.array([[0.9505], [1.0], [1.089]], np.float32)  # the white of daylight becomes (1, 1, 1)


def resized(a: Array, width: int, height: int, how: Image.Resampling | None = None) -> Array:
    """An array (h, w) or (h, w, c) of float32 at another size.

    how: Pillow's way; None takes means of what falls together when it gets smaller, and a straight line between else.
    """
    if a.shape[:2] == (height, width):
        return a
    if a.ndim == 3:
        return np.dstack([resized(a[..., c], width, height, how) for c in range(a.shape[2])])
    if how is None:
        small = width < a.shape[1] and height < a.shape[0]
        how = Image.Resampling.BOX if small else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(np.ascontiguousarray(a, np.float32)).resize((width, height), how))


def fitted(shape: tuple[int, ...], longest: int) -> tuple[int, int]:
    """Width and height of a shape (h, w, ...) made no longer than so many pixels."""
    shrink = min(1.0, longest / max(shape[:2]))
    return max(1, round(shape[1] * shrink)), max(1, round(shape[0] * shrink))


def lab(rgb: Array) -> Array:
    """sRGB (..., 3), 0 to 1, in CIE Lab: lightness 0 to 100, a (green to red), b (blue to yellow)."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((np.maximum(rgb, 0) + 0.055) / 1.055) ** 2.4)
    xyz = linear.astype(np.float32) @ _TO_XYZ.T
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1).astype(np.float32)


def around(a: Array, radius: int) -> Array:
    """The mean of the square of 2 * radius + 1 pixels about each pixel of (h, w), within the picture."""
    for axis in (0, 1):
        length = a.shape[axis]
        sums = np.cumsum(a, axis, dtype=np.float64)
        sums = np.concatenate([np.zeros_like(sums.take([0], axis)), sums], axis)
        at = np.arange(length)
        after, before = np.minimum(at + radius + 1, length), np.maximum(at - radius, 0)
        share = (1 / (after - before)).astype(np.float64)
        a = (sums.take(after, axis) - sums.take(before, axis)) * (share[:, None] if axis == 0 else share)
    return a.astype(np.float32)


def unlab(colours: Array) -> Array:
    """CIE Lab (..., 3) in sRGB, 0 to 1; colours no screen shows are cut off."""
    y = (colours[..., 0] + 16) / 116
    f = np.stack([y + colours[..., 1] / 500, y, y - colours[..., 2] / 200], -1)
    xyz = np.where(f > 0.206893, f**3, (f - 16 / 116) / 7.787).astype(np.float32)
    linear = (xyz @ np.linalg.inv(_TO_XYZ).T.astype(np.float32)).clip(0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055).astype(np.float32)
