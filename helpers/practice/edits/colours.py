"""A picture in given colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from helpers.practice import diffusion, engine
from helpers.practice.edits import stage as stages
from helpers.practice.edits.stage import Array
from helpers.practice.engine import Drawing, Order
from helpers.practice.painter.colours import Colour
from helpers.practice.retouch.palette import recoloured
from helpers.practice.retouch.pixels import fitted, lab, resized, unlab

TONES = 64  # shades of each colour, from dark to light
LIGHTER, DARKER = 24.0, 36.0  # units of Lab: how far they reach at most
ROOM_UP, ROOM_DOWN = 0.8, 0.9  # of what there is up to white, and down to black
PALER = 0.35  # of the chroma is lost at both ends
TAKEN = 0.92  # how far the picture goes towards the colours: what is left of its own keeps skin and eyes alive
REFERENCE = 0.4  # share of a reference picture's colours beside those given


def guided(
    order: Order, colours: Sequence[Colour], reference: Array | None = None
) -> Iterator[diffusion.Step | Drawing]:
    """Draw the order's picture so that it is seen in the given colours, rgb 0 to 255.

    reference: a picture (h, w, 3 or 4) uint8 whose colours are taken too. Yields as `engine.follow` does.
    """
    palette = _tones(colours)
    if reference is not None:
        palette = np.vstack([palette, _share_of(stages.opaque(reference), palette)])

    def coloured(picture: Array) -> Array:
        wanted = recoloured(picture, palette, np.random.default_rng(order.seed))
        return picture + np.float32(TAKEN) * (wanted - picture)

    yield from engine.changed(engine.follow(order), coloured, still=True)


def _tones(colours: Sequence[Colour]) -> Array:
    """A picture of the colours' lights and shades, one colour below the other: (h, TONES, 3), 0 to 1."""
    seen = lab(np.array(colours, np.float32) / 255)
    at = np.linspace(-1, 1, TONES, dtype=np.float32)
    up = np.minimum(LIGHTER, ROOM_UP * (100 - seen[:, :1]))
    down = np.minimum(DARKER, ROOM_DOWN * seen[:, :1])
    shades = np.repeat(seen[:, None], TONES, 1)
    shades[..., 0] += np.where(at > 0, up, -down) * at**2  # most of them near the colour itself
    shades[..., 1:] *= (1 - PALER * at**2)[:, None]
    return unlab(shades).repeat(max(1, TONES // len(colours)), 0)


def _share_of(reference: Array, palette: Array) -> Array:
    """The reference at such a size that it has its share of all colours: (h, TONES, 3)."""
    rows = round(len(palette) * REFERENCE / (1 - REFERENCE))
    return resized(resized(reference, *fitted(reference.shape, 2 * TONES)), TONES, max(1, rows))
