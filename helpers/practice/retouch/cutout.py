"""Cut the main subject out of a picture: its alpha, and its colours without what was behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.framing import framed
from helpers.practice.retouch.matting import matte
from helpers.practice.retouch.memory import surprise
from helpers.practice.retouch.outline import outline
from helpers.practice.retouch.pixels import Array, around, fitted, lab, resized
from helpers.practice.retouch.regions import kept
from helpers.practice.retouch.salience import salience
from helpers.practice.shown import Known, fit, union

COARSE = 160  # longest side at which patches are judged
MIDDLE = 224  # longest side at which the outline is drawn
SURE = 0.5  # mean salience that a subject needs to have
MARGIN = 0.07  # the most of a side that unpainted paper takes
FIRM = 2.0  # how much firmer the edge of a mask is made that was enlarged
BLOCKS = 84  # of the painter's pixel art, along its shorter side
PLAIN = 0.003  # change of colour, of 0 to 1, from pixel to pixel within one block

NO_SUBJECT = (
    "No subject stands out in this picture: it seems to be scenery alone. "
    "Use a picture with one clear thing in front, or draw a mask by hand."
)
NOT_TOLD = (
    "The subject fills this picture or cannot be told from its background. "
    "Use a picture with one clear thing before a plain background, or draw a mask by hand."
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What stands out in a picture: masks (h, w), 0 to 1, at a small size, weightiest first."""

    figures: list[Array]
    painted: bool  # the place is one of the painter's own; else it may be a photograph
    known: Known = None  # what the figures are, in the same order, where a note in the file tells it


def cutout(picture: Array, seen: Sight | None = None) -> Array:
    """The alpha (h, w), 0 to 1, of what a picture (h, w, 3), 0 to 1, is about.

    seen: what `look` saw in the picture, for those who have looked already. Raises NothingFound where nothing stands
    out.
    """
    seen = seen or look(picture)
    if not seen.figures:
        raise NothingFound(NO_SUBJECT if seen.painted else NOT_TOLD)
    if seen.known:
        return edged(picture, union(seen.known))
    return matte(picture, np.maximum.reduce(seen.figures))


def edged(picture: Array, mask: Array) -> Array:
    """The alpha (h, w), 0 to 1, at a picture's size, of known figures, of which a mask is known at a smaller one.

    The picture itself would mislead: brushes, tinted glass and torn paper have edges of their own.
    """
    alpha = ((fit(mask, picture.shape) - 0.5) * FIRM + 0.5).clip(0, 1)
    block = _block(picture)
    if block < 2:
        return alpha
    height, width = alpha.shape
    full = np.pad(alpha, ((0, -height % block), (0, -width % block)), mode="edge")
    tall, wide = full.shape[0] // block, full.shape[1] // block
    whole = full.reshape(tall, block, wide, block).mean((1, 3)) > 0.5
    return whole.repeat(block, 0).repeat(block, 1)[:height, :width].astype(np.float32)


def _block(picture: Array) -> int:
    """The side, in pixels, of the large square pixels that a picture (h, w, 3) is made of; 1 if it is not."""
    block = max(1, round(min(picture.shape[:2]) / BLOCKS))
    changes = [
        np.abs(np.diff(picture[::3], axis=1)).max(2).mean(0),
        np.abs(np.diff(picture[:, ::3], axis=0)).max(2).mean(1),
    ]
    between = np.concatenate([change[np.arange(1, len(change) + 1) % block > 0] for change in changes])
    return block if len(between) and between.mean() < PLAIN else 1


def figures(picture: Array) -> list[Array]:
    """What stands out in a picture (h, w, 3), one mask each, 0 to 1, at a small size; weightiest first."""
    return look(picture).figures


def look(picture: Array, known: Known = None) -> Sight:
    """See what stands out in a picture (h, w, 3), 0 to 1. known: what it shows, where that need not be guessed."""
    if known is not None:
        size = fitted(picture.shape, MIDDLE)
        pairs = [(resized(figure.alpha, *size), figure) for figure in known]
        pairs = sorted((pair for pair in pairs if pair[0].max() > 0.5), key=lambda pair: -float(pair[0].sum()))
        return Sight([small for small, _ in pairs], True, tuple(figure for _, figure in pairs))
    small = resized(picture, *fitted(picture.shape, MIDDLE))
    return _seen(small.astype(np.float32).tobytes(), *small.shape[:2])


@lru_cache(maxsize=4)  # who edits a picture edits it again, with other words
def _seen(pixels: bytes, *shape: int) -> Sight:
    small = np.frombuffer(pixels, np.float32).reshape(*shape, 3)
    known = surprise(small)
    rows, columns = painted_part(small)
    part = small[rows, columns]
    seen = None if known is None else known[rows, columns]
    height, width = part.shape[:2]
    coarse = fitted(part.shape, COARSE)
    guess = salience(resized(part, *coarse), None if seen is None else resized(seen, *coarse))
    guess = resized(guess, width, height)
    if seen is None:
        subject = framed(part, guess)
        found = [] if subject is None else [subject]
    else:
        mask = outline(part, guess, seen)
        found = kept(mask, guess, SURE, np.clip(seen / 40, 0, 1))
    out = []
    for figure in found:
        whole = np.zeros(small.shape[:2], np.float32)
        whole[rows, columns] = figure
        whole.flags.writeable = False  # others will see the same
        out.append(whole)
    return Sight(out, known is not None)


def painted_part(picture: Array) -> tuple[slice, slice]:
    """Rows and columns of a small picture inside its margin of white paper, if it has one."""
    colours = lab(picture)
    paper = (colours[..., 0] > 90) & (np.hypot(colours[..., 1], colours[..., 2]) < 9)
    height, width = paper.shape
    deep = max(2, round(MARGIN * min(height, width)))
    rims = [paper[0].mean(), paper[-1].mean(), paper[:, 0].mean(), paper[:, -1].mean()]
    inner = paper[deep:-deep, deep:-deep]
    if min(rims) < 0.8 or max(inner[0].mean(), inner[:, 0].mean(), inner[:, -1].mean()) > 0.7:
        return slice(None), slice(None)
    return slice(deep, height - deep), slice(deep, width - deep)


def unmixed(picture: Array, alpha: Array) -> Array:
    """The subject's own colours (h, w, 3) where the picture's background shines through its soft edge."""
    columns, rows = fitted(picture.shape, 512)
    small, cover = resized(picture, columns, rows), resized(alpha, columns, rows)
    behind = _spread(small, (cover < 0.03).astype(np.float32))
    behind = resized(behind, picture.shape[1], picture.shape[0])
    own = resized(_spread(small, (cover > 0.97).astype(np.float32)), picture.shape[1], picture.shape[0])
    a = alpha[..., None]
    freed = (picture - (1 - a) * behind) / np.maximum(a, 0.1)
    trust = np.clip((a - 0.25) / 0.5, 0, 1)
    return (own + (freed.clip(0, 1) - own) * trust).clip(0, 1).astype(np.float32)


def _spread(picture: Array, where: Array) -> Array:
    """The colours of the chosen pixels, carried on over their surroundings: nearest first."""
    out = np.zeros_like(picture)
    left = np.ones(where.shape, np.float32)
    for radius in (2, 6, 18, 60):
        share = around(where, radius)
        near = np.clip(share * 40, 0, 1) * left
        for c in range(3):
            out[..., c] += near * around(picture[..., c] * where, radius) / np.maximum(share, 1e-5)
        left -= near
    return out + left[..., None] * (picture * where[..., None]).sum((0, 1)) / max(float(where.sum()), 1.0)
