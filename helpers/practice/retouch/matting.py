"""From a coarse mask to an alpha that follows the picture's own edges, and colours freed of what was behind them.

Near the border, each pixel is compared with the colours of either side (a trimap with local colours), and the result is
made to follow the picture with a guided filter (He, Sun and Tang 2010), whose coefficients are found at half size.
"""

from __future__ import annotations

import numpy as np

from helpers.practice.retouch.pixels import Array, around, fitted, resized

FINE = 1024  # longest side at which edges are found; larger pictures take them from there
SAMPLES = 384  # longest side at which the colours of both sides are gathered
RADIUS = 2  # of the guided filter, at that size
FLAT = 1e-4  # variance of colour that counts as an edge


def matte(picture: Array, mask: Array, width_of_doubt: float = 1.0) -> Array:
    """An alpha (h, w), 0 to 1, for a picture (h, w, 3) from a coarse mask of any smaller size.

    width_of_doubt: pixels of the mask by which its border may be wrong.
    """
    height, width = picture.shape[:2]
    columns, rows = fitted(picture.shape, FINE)
    fine = resized(picture, columns, rows)
    alpha = _guided(fine, _sided(fine, mask, width_of_doubt), picture)
    return np.clip((alpha - 0.1) / 0.8, 0, 1) if (height, width) == alpha.shape else alpha


def _sided(picture: Array, mask: Array, doubt: float) -> Array:
    """The mask at the picture's size, every pixel near its border given to the side whose colours it has."""
    height, width = picture.shape[:2]
    columns, rows = fitted(picture.shape, SAMPLES)
    small = resized(picture, columns, rows)
    coarse = resized(mask, columns, rows)
    scale = max(1.0, columns / mask.shape[1])
    reach = max(1, round(doubt * scale))
    mean = around(coarse, reach)
    own, other = mean > 0.97, mean < 0.03
    inside = _usual(small, own.astype(np.float32), 3 * reach)
    rim = _usual(small, (coarse > 0.8).astype(np.float32), reach)
    outside = _usual(small, other.astype(np.float32), 3 * reach)
    wide, here = resized(mean, width, height), resized(coarse, width, height)
    y, x = np.nonzero((wide > 0.03) & (wide < 0.97))
    at = y * rows // height, x * columns // width
    colour, far, near, ground = picture[y, x], inside[at], rim[at], outside[at]
    to_own = np.minimum(_apart(colour, far), _apart(colour, near))
    to_other = _apart(colour, ground)
    told = to_other / (to_own + to_other + 0.02)
    trust = np.clip(_apart(far, ground) * 5, 0, 1) * 0.8
    out = (wide > 0.5).astype(np.float32)
    out[y, x] = np.clip((here[y, x] * (1 - trust) + told * trust - 0.5) * 5 + 0.5, 0, 1)
    return out


def _usual(picture: Array, where: Array, radius: int) -> Array:
    """The mean colour of those pixels around, (h, w, 3); where there are none, of all of them."""
    share = around(where, radius)
    everywhere = (picture * where[..., None]).sum((0, 1)) / max(float(where.sum()), 1.0)
    sums = np.dstack([around(picture[..., c] * where, radius) for c in range(3)])
    return (sums + 1e-3 * everywhere) / (share + 1e-3)[..., None]


def _apart(a: Array, b: Array) -> Array:
    return np.sqrt(((a - b) ** 2).sum(-1))


def _guided(picture: Array, mask: Array, whole: Array) -> Array:
    """The mask (h, w) as a local linear function of the picture's colours, (H, W) as the whole picture's size."""
    columns, rows = fitted(picture.shape, SAMPLES)
    i, p = resized(picture, columns, rows), resized(mask, columns, rows)
    y, x = np.nonzero(np.abs(around(p, 2 * RADIUS) - 0.5) < 0.499)  # elsewhere the mask is flat
    means = [around(i[..., c], RADIUS)[y, x] for c in range(3)]
    flat = around(p, RADIUS)
    mean_p = flat[y, x]
    cov = np.empty((len(y), 3, 3), np.float32)
    with_p = np.empty((len(y), 3), np.float32)
    for a in range(3):
        with_p[:, a] = around(i[..., a] * p, RADIUS)[y, x] - means[a] * mean_p
        for b in range(a, 3):
            cov[:, a, b] = cov[:, b, a] = around(i[..., a] * i[..., b], RADIUS)[y, x] - means[a] * means[b]
    cov += np.eye(3, dtype=np.float32) * FLAT
    slope, offset = np.zeros((rows, columns, 3), np.float32), flat
    slope[y, x] = np.linalg.solve(cov, with_p[..., None])[..., 0]
    offset[y, x] = mean_p - sum(slope[y, x, c] * means[c] for c in range(3))
    full_h, full_w = whole.shape[:2]
    out = resized(around(offset, RADIUS), full_w, full_h).copy()
    for c in range(3):
        out += resized(around(slope[..., c], RADIUS), full_w, full_h) * whole[..., c]
    return out.clip(0, 1)
