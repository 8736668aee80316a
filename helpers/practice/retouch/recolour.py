"""Give what is under a mask another colour, and keep its shading, its highlights and its other colours."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.colours import Colour
from helpers.practice.retouch.pixels import Array, fitted, lab, resized, unlab

SMALL = 200  # longest side at which the colours are counted
FAMILIES = 6  # colours told apart
GREY = 13.0  # units of Lab: less colour than this is white, grey or black
HUE_REACH = 0.42  # radians on the colour circle over which one family passes into another
LIGHT_REACH = 26.0  # units of lightness in which a grey belongs to the family
INK = 16.0  # lightness of outlines and eyes, which stay


def recolour(picture: Array, mask: Array, colour: Colour) -> Array:
    """The picture (h, w, 3), 0 to 1, with what is under the mask (h, w), 0 to 1, in another colour, rgb 0 to 255.

    The main colour changes, with all its lights and shades; smaller parts of clearly other colours stay.
    """
    if not (mask > 0.5).any():
        return picture.copy()
    ys, xs = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    box = np.s_[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
    part, cover = picture[box], mask[box]
    size = fitted(part.shape, SMALL)
    small = lab(resized(part, *size))
    core = small[resized(cover, *size) > 0.9]
    main, spread = _main(core if len(core) else small.reshape(-1, 3))
    seen = lab(part)
    share = _belongs(seen, main, spread) * cover
    wish = lab(np.array(colour, np.float32)[None] / 255)[0]
    painted = unlab(_moved(seen, main, spread, wish))
    out = picture.copy()
    out[box] = part + (painted - part) * share[..., None]
    return out.clip(0, 1).astype(np.float32)


def _main(seen: Array) -> tuple[Array, float]:
    """The middle of the largest family of colours among many (n, 3) Lab, and how far its lightness spreads."""
    sample = seen[:: max(1, len(seen) // 4000)]
    centres = sample[np.argsort(sample[:, 0])[np.linspace(0, len(sample) - 1, FAMILIES).astype(int)]]
    scale = np.array([0.6, 1, 1], np.float32)
    for _ in range(10):
        nearest = (((sample[:, None] - centres[None]) * scale) ** 2).sum(2).argmin(1)
        centres = np.stack(
            [sample[nearest == k].mean(0) if (nearest == k).any() else centres[k] for k in range(FAMILIES)]
        )
    weight = [_belongs(sample, centre, 14.0).sum() * (0.35 if centre[0] < INK + 4 else 1.0) for centre in centres]
    main = centres[int(np.argmax(weight))]
    family = sample[_belongs(sample, main, 14.0) > 0.5]
    if len(family) == 0:
        return main, 12.0
    return np.median(family, 0), float(np.clip(family[:, 0].std(), 6, 25))


def _belongs(seen: Array, main: Array, spread: float) -> Array:
    """How surely colours (..., 3) are lights and shades of the main one, 0 to 1."""
    strong = float(np.hypot(main[1], main[2]))
    chroma = np.hypot(seen[..., 1], seen[..., 2])
    if strong < GREY:
        off = np.hypot(seen[..., 1] - main[1], seen[..., 2] - main[2])
        same = np.clip(2.2 - off / GREY, 0, 1)
        reach = LIGHT_REACH + spread
        near = np.clip(2.0 - np.abs(seen[..., 0] - main[0]) / reach, 0, 1)
        return same * near
    turn = np.arctan2(seen[..., 2], seen[..., 1]) - np.arctan2(main[2], main[1])
    turn = np.abs((turn + np.pi) % (2 * np.pi) - np.pi)
    hue = np.clip(1.75 - turn / HUE_REACH, 0, 1)
    # Shades and highlights have less colour than the rest, but not none of it.
    wanted = strong * np.clip(0.45 * seen[..., 0] / max(float(main[0]), 20.0), 0.12, 0.35)
    some = np.clip(chroma / np.maximum(wanted, 2.5) - 0.35, 0, 1)
    ink = np.clip((seen[..., 0] - INK * 0.4) / (INK * 0.8), 0, 1) if main[0] > 2 * INK else 1.0
    return hue * some * ink


def _moved(seen: Array, main: Array, spread: float, wish: Array) -> Array:
    """The same lights and shades of another colour: lightness about the wish's own, chroma in proportion."""
    light = seen[..., 0] - main[0]
    # A dark thing has faint shading and a pale one no room for highlights: bring the shading to what the wish can bear.
    room_up, room_down = (98 - wish[0]) / max(98 - main[0], 6.0), (wish[0] - 4) / max(main[0] - 4, 6.0)
    gain = np.where(light > 0, np.clip(room_up, 0.35, 1.25), np.clip(room_down, 0.5, 1.6))
    out = np.empty_like(seen)
    out[..., 0] = (wish[0] + light * gain).clip(0, 100)
    strong = max(float(np.hypot(main[1], main[2])), 1e-3)
    chroma = np.hypot(seen[..., 1], seen[..., 2])
    ratio = np.clip(chroma / strong, 0.15, 1.35) if strong >= GREY else 1.0
    shade = np.clip(out[..., 0] / max(float(wish[0]), 12.0), 0.25, 1.0)  # less colour in the dark
    glare = 1 - np.clip((out[..., 0] - max(float(wish[0]), 60.0)) / 45, 0, 0.8)  # and in highlights
    out[..., 1:] = (
        wish[1:] * (ratio * shade**0.6 * glare if np.isscalar(ratio) else np.minimum(ratio, 1.15) * glare)[..., None]
    )
    return out
