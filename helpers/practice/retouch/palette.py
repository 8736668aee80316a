"""Give a picture the palette of another one.

The colours of the one are moved onto those of the other by sliced optimal transport (Rabin et al. 2011): seen from any
side, both sets of colours come to lie alike, and no colour moves farther than it must. Not pixels are moved but
places in the cube of colours, and neighbours there stay neighbours: what was smooth stays smooth.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

Array = np.ndarray

SAMPLES = 4096  # colours of each picture that are compared
SMALL = 96  # pixels on the longer side of the pictures they come from: grain is texture, no colour of the palette
BINS = 12  # to a side of the cube of colours, in which colours are counted
RARE = 0.5  # a colour counts by its share of the picture to this power: small accents do, large skies do not rule
TURNS = 24  # sides from which the colours are seen
NODES = 17  # of the map, to a side of the cube
SPREADS = (20.0, 5.0, 2.5, 1.2, 0.8)  # how far, in nodes, a sample speaks for its neighbours; far ones for want of near
TRUST = 1.0  # samples near a node that outweigh farther ones
CONTRAST = 0.6  # share of the picture's contrast of light and dark that is kept, whatever the palette
ROOM = 0.03, 0.97  # least and greatest brightness that this contrast may reach
LUMA = np.array((0.299, 0.587, 0.114), np.float32)
LIGHT = 3.0  # weight of brightness against hue: what was the lighter of two should stay it
SEEN = np.stack([LIGHT * LUMA, (1, 0, 0) - LUMA, (0, 0, 1) - LUMA], 1).astype(np.float32)


def recoloured(picture: Array, style: Array, rng: np.random.Generator) -> Array:
    """The picture (h, w, 3) in the colours of `style`, a picture of any size."""
    colours = _colours(picture, rng)
    table = _map(colours, _lively(colours, _transported(colours, _colours(style, rng), rng)))
    # Half a step of noise before the rounding to 8 bits keeps gradients from breaking into bands.
    noise = rng.random(picture.shape[:2], np.float32)[..., None]
    image = Image.fromarray((picture * np.float32(255) + noise).clip(0, 255).astype(np.uint8))
    return np.multiply(np.asarray(image.filter(table)), np.float32(1 / 255), dtype=np.float32)


def _colours(picture: Array, rng: np.random.Generator) -> Array:
    """Colours (SAMPLES, 3) that stand for a picture."""
    skip = max(1, max(picture.shape[:2]) // (8 * SMALL))
    picture = picture[::skip, ::skip]
    height, width = picture.shape[:2]
    scale = min(1.0, SMALL / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    image = Image.fromarray((picture * np.float32(255) + np.float32(0.5)).clip(0, 255).astype(np.uint8))
    colours = np.asarray(image.resize(size, Image.Resampling.BOX), np.float32).reshape(-1, 3) / 255
    places = (colours * (BINS - 1e-3)).astype(int) @ np.array((BINS * BINS, BINS, 1))
    count = np.bincount(places, minlength=BINS**3)[places]
    chance = count ** (RARE - 1.0)
    # At even steps through the bins rather than by chance: the same palette at any size.
    order = np.argsort(places, kind="stable")
    steps = (np.arange(SAMPLES) + 0.5) / SAMPLES
    reach = np.cumsum(chance[order]) / chance.sum()
    chosen = order[np.searchsorted(reach, steps).clip(0, len(order) - 1)]
    return colours[chosen] + rng.normal(0, 0.004, (SAMPLES, 3)).astype(np.float32)


def _transported(colours: Array, palette: Array, rng: np.random.Generator) -> Array:
    """Where each colour (n, 3) goes so that together they lie as those of the palette (n, 3) do."""
    moved, palette = colours @ SEEN, palette @ SEEN
    for _ in range(TURNS):
        turn = np.linalg.qr(rng.normal(size=(3, 3)))[0].astype(np.float32)
        seen, wanted = moved @ turn, palette @ turn
        for axis in range(3):
            order = np.argsort(seen[:, axis])
            seen[order, axis] = np.sort(wanted[:, axis])
        moved = seen @ turn.T
    return moved @ np.linalg.inv(SEEN)


def _lively(colours: Array, moved: Array) -> Array:
    """The moved colours with as much of the first ones' light and dark as a picture needs to be recognised."""
    first, now = colours @ LUMA, moved @ LUMA
    tones = first - first.mean()
    lack = CONTRAST - float(tones @ (now - now.mean()) / max(tones @ tones, 1e-6))
    if lack <= 0:
        return moved
    now = now + lack * tones
    low, high = np.percentile(now, (1, 99))
    shift = max(ROOM[0] - low, 0.0) + min(ROOM[1] - high, 0.0)
    return moved + (lack * tones + np.float32(shift))[:, None]


def _map(colours: Array, moved: Array) -> ImageFilter.Color3DLUT:
    """What becomes of any colour, told by what becomes of some (n, 3)."""
    places = np.rint(colours.clip(0, 1) * (NODES - 1)).astype(int) @ np.array((1, NODES, NODES * NODES))
    shifts = moved - colours
    heard = [np.bincount(places, weights, NODES**3) for weights in (None, *shifts.T)]
    told = np.stack(heard, -1).reshape(NODES, NODES, NODES, 4)  # blue, green, red; how many samples and their shifts
    mean = shifts.mean(0)
    between = np.arange(NODES)[:, None] - np.arange(NODES)[None, :]
    for spread in SPREADS:
        near = np.exp(-0.5 * (between / spread) ** 2)
        around = np.einsum("ia,jb,kc,abcd->ijkd", near, near, near, told, optimize=True)
        mean = (around[..., 1:] + TRUST * mean) / (around[..., :1] + TRUST)
    axis = np.linspace(0, 1, NODES)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    nodes = np.stack([red, green, blue], -1) + mean
    # Speaking for each other, samples leave a tinge of the first colours: the best matrix takes it out of all nodes.
    said = np.append(nodes.reshape(-1, 3)[places], np.ones((len(places), 1)), 1)
    matrix = np.linalg.lstsq(said, moved)[0]
    return ImageFilter.Color3DLUT(NODES, (nodes @ matrix[:3] + matrix[3]).clip(0, 1).ravel().tolist())


__all__ = ["recoloured"]
