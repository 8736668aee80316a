"""Put the cloth of one picture onto a part of another, with the light and the folds that are there."""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.retouch.outline import distances, palette
from helpers.practice.retouch.pixels import Array, around, fitted, lab, resized

FINE = 1024  # longest side of the cloth that is taken over
BEYOND = 0.7  # of a garment's sides: how far its cloth is made to go on beyond it
SHRUNK = 0.012  # of a garment's height: its rim is shaded, and left out
COVERED, TRIM, LEAST = 0.998, 0.03, 0.2  # the middle of a garment: so full, found in such steps, so much of it at least
ENDS = (2, 98)  # per cent: from where to where something reaches
SWAY = 0.02  # of a garment's sides: by how much one fitting differs from another
STRETCH = 1.5  # how much more one way than the other a garment may be stretched
SMALL = 160  # longest side at which a part's materials are told apart
MATERIALS = 7
SMOOTH = 0.5  # of the difference of two colours: with less at their border, one is the other in the shade
SAME = 1.0  # units of Lab: less is no difference
SOFT = 6.0  # units of Lab over which one material passes into another
FLOOR = 0.06  # of brightness: dark cloth shows little shading
SHADE = (0.5, 1.3)  # how dark and how bright it may make the new cloth
DAYLIGHT = 0.85  # brightness of what is bright in a picture by day
DIM, TINTED = 0.5, 0.6  # the least light there is, and how far its colour shows
LUMA = np.array((0.299, 0.587, 0.114), np.float32)


def dressed(picture: Array, part: Array, reference: Array, garment: Array, rng: np.random.Generator) -> Array:
    """The picture (h, w, 3) with what is under a mask (h, w) covered by a garment: a mask (H, W) of the reference.

    Colours and pattern are the garment's, where they are on it, but for a little chance; light and shade are the
    picture's. All are 0 to 1.
    """
    rows, columns = np.flatnonzero((part > 0.02).any(1)), np.flatnonzero((part > 0.02).any(0))
    if not len(rows):
        return picture.copy()
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    cloth = _laid_on(*_endless(reference, garment), part[box], rng)
    lit = cloth * _shade(picture[box], part[box])[..., None] * _light(picture)
    out = picture.copy()
    out[box] += (lit.clip(0, 1) - out[box]) * part[box][..., None]
    return out


def _endless(reference: Array, garment: Array) -> tuple[Array, Array]:
    """The garment's cloth going on to all sides, (h, w, 3), and the garment on it, (h, w)."""
    size = fitted(reference.shape, FINE)
    picture, mask = resized(reference, *size), resized(garment, *size)
    rows, columns = np.flatnonzero((mask > 0.5).any(1)), np.flatnonzero((mask > 0.5).any(0))
    if not len(rows):
        return picture, np.ones(picture.shape[:2], np.float32)
    picture, mask = (a[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] for a in (picture, mask))
    top, bottom, left, right = _middle(mask)
    height, width = mask.shape
    more = round(BEYOND * height), round(BEYOND * width)
    y = _mirrored(np.arange(-more[0], height + more[0]), top, bottom)
    x = _mirrored(np.arange(-more[1], width + more[1]), left, right)
    out = picture[y[:, None], x[None]]
    inner = np.clip((around(mask, max(1, round(SHRUNK * height))) - 0.75) * 4, 0, 1) * mask
    inside = np.s_[more[0] : more[0] + height, more[1] : more[1] + width]
    out[inside] += (picture - out[inside]) * inner[..., None]
    return out, np.pad(mask, ((more[0], more[0]), (more[1], more[1])))


def _middle(mask: Array) -> tuple[int, int, int, int]:
    """An upright box within a mask (h, w): top, bottom, left, right."""
    height, width = mask.shape
    top, bottom, left, right = 0, height, 0, width
    down, across = max(1, round(TRIM * height)), max(1, round(TRIM * width))
    while mask[top:bottom, left:right].mean() < COVERED:
        sides = {
            "top": mask[top : top + down, left:right].mean() if bottom - top > LEAST * height else 2.0,
            "bottom": mask[bottom - down : bottom, left:right].mean() if bottom - top > LEAST * height else 2.0,
            "left": mask[top:bottom, left : left + across].mean() if right - left > LEAST * width else 2.0,
            "right": mask[top:bottom, right - across : right].mean() if right - left > LEAST * width else 2.0,
        }
        worst = min(sides, key=lambda side: sides[side])
        if sides[worst] > 1:
            break
        top, bottom = top + down * (worst == "top"), bottom - down * (worst == "bottom")
        left, right = left + across * (worst == "left"), right - across * (worst == "right")
    return top, bottom, left, right


def _mirrored(at: Array, first: int, last: int) -> Array:
    """Places on a line, each brought between two ends by mirrors at both."""
    length = last - first
    turn = (at - first) % (2 * length)
    return first + np.where(turn < length, turn, 2 * length - 1 - turn)


def _laid_on(cloth: Array, garment: Array, part: Array, rng: np.random.Generator) -> Array:
    """The cloth (H, W, 3) as it lies when the garment (H, W) on it covers a part (h, w): (h, w, 3)."""
    (x, wide), (y, tall) = _reach(garment)
    (to_x, to_wide), (to_y, to_tall) = _reach(part)
    across, down = wide / to_wide, tall / to_tall  # pixels of the cloth to one of the part
    mean = (across * down) ** 0.5 * rng.uniform(1 - SWAY, 1 + SWAY)
    x, y = x + wide * rng.uniform(-SWAY, SWAY), y + tall * rng.uniform(-SWAY, SWAY)
    across, down = (float(np.clip(scale, mean / STRETCH, mean * STRETCH)) for scale in (across, down))
    shrink = max(1.0, min(across, down))
    if shrink > 1:  # a pattern that becomes smaller must not flicker
        cloth = resized(cloth, max(1, round(cloth.shape[1] / shrink)), max(1, round(cloth.shape[0] / shrink)))
        x, y, across, down = x / shrink, y / shrink, across / shrink, down / shrink
    height, width = part.shape
    image = Image.fromarray((cloth.clip(0, 1) * 255 + 0.5).astype(np.uint8))
    way = (across, 0, x - across * to_x, 0, down, y - down * to_y)
    laid = image.transform((width, height), Image.Transform.AFFINE, way, Image.Resampling.BICUBIC)
    inside = Image.new("L", image.size, 255).transform((width, height), Image.Transform.AFFINE, way)
    out = np.asarray(laid, np.float32) / 255
    outside = np.asarray(inside) == 0
    if outside.any():  # even farther than the cloth was made to go on
        out[outside] = np.median(cloth.reshape(-1, 3)[:: max(1, cloth.size // 9000)], 0)
    return out


def _reach(mask: Array) -> tuple[tuple[float, float], tuple[float, float]]:
    """Middle and length of what a mask (h, w) covers, across and down, without the thin ends of it."""
    solid = mask > 0.5 if (mask > 0.5).any() else mask >= mask.max()
    out = []
    for axis in (0, 1):
        count = np.cumsum(solid.sum(axis).astype(np.float64))
        low, high = (float(np.searchsorted(count, count[-1] * end / 100)) for end in ENDS)
        out.append(((low + high) / 2, max(high - low, 1.0)))
    return out[0], out[1]


def _shade(picture: Array, part: Array) -> Array:
    """How much darker or brighter than its material each place in a part (h, w) of a picture (h, w, 3) is: (h, w)."""
    size = fitted(part.shape, SMALL)
    small, cover = lab(resized(picture, *size)), resized(part, *size) > 0.5
    if cover.sum() < MATERIALS:
        return np.ones(part.shape, np.float32)
    centres = palette(small[cover], MATERIALS)
    kind = distances(small.reshape(-1, 3), centres).argmin(1).reshape(cover.shape)
    group = _materials(small, kind, cover, centres)
    luma = resized(picture, *size) @ LUMA
    usual = np.array(
        [np.median(luma[cover & (group[kind] == g)]) if (group[kind] == g)[cover].any() else 0 for g in group]
    )
    seen = lab(picture).reshape(-1, 3)
    off = distances(seen, centres)
    near = np.exp(-(off - off.min(1, keepdims=True)) / (2 * SOFT**2))
    expected = ((near @ usual.astype(np.float32)) / near.sum(1)).reshape(part.shape)
    return ((picture @ LUMA + FLOOR) / (expected + FLOOR)).clip(*SHADE).astype(np.float32)


def _materials(colours: Array, kind: Array, cover: Array, centres: Array) -> Array:
    """Which of the typical colours are one material in light and shade: for each of the (k, 3), the first of its group.

    colours: (h, w, 3) Lab; kind: (h, w), the nearest of them; cover: (h, w) of bool.
    """
    group = np.arange(len(centres))
    step = np.zeros((len(centres), len(centres)))
    count = np.zeros_like(step)
    for here, there in ((np.s_[:, 2:], np.s_[:, :-2]), (np.s_[2:], np.s_[:-2])):  # a border is two pixels wide
        both = cover[here] & cover[there] & (kind[here] != kind[there])
        change = np.sqrt(((colours[here] - colours[there]) ** 2).sum(-1))[both]
        np.add.at(step, (kind[here][both], kind[there][both]), change)
        np.add.at(count, (kind[here][both], kind[there][both]), 1)
    step, count = step + step.T, count + count.T
    apart = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(-1))
    for a in range(len(centres)):
        for b in range(a):
            gentle = count[a, b] and step[a, b] / count[a, b] < SMOOTH * apart[a, b]
            if gentle or apart[a, b] < SAME:
                group[group == group[a]] = group[b]
    return group


def _light(picture: Array) -> Array:
    """The light of a picture (h, w, 3), (3,): 1 is daylight; a night is dark, and blue."""
    step = max(1, min(picture.shape[:2]) // 128)
    few = picture[::step, ::step].reshape(-1, 3)
    bright = float(np.percentile(few @ LUMA, 93))
    amount = float(np.clip(bright / DAYLIGHT, DIM, 1))
    mean = few.mean(0)
    tint = 1 + (mean / max(float(mean @ LUMA), 1e-3) - 1) * TINTED * (1 - amount)
    return (amount * tint).clip(0, 1.2).astype(np.float32)


__all__ = ["dressed"]
