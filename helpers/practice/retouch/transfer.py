"""Make a picture look like another one: its palette, its texture, or both. What is shown stays."""

from __future__ import annotations

import numpy as np

from helpers.practice.retouch.palette import recoloured
from helpers.practice.retouch.texture import textured

Array = np.ndarray


def transfer(
    picture: Array, style: Array, *, palette: float = 1.0, texture: float = 1.0, rng: np.random.Generator
) -> Array:
    """The picture (h, w, 3) with the palette and the texture of `style`, a picture of any size: (h, w, 3), 0 to 1.

    palette, texture: 0 to 1, how far to go; both 0 give the picture back. Raises ValueError if either is out of range.
    """
    for name, value in (("palette", palette), ("texture", texture)):
        if not 0 <= value <= 1:
            raise ValueError(f"{name} must be 0 to 1, not {value}")
    picture, style = np.asarray(picture, np.float32), np.asarray(style, np.float32)
    if palette == texture == 0:
        return picture.copy()
    matched = recoloured(picture, style, rng)
    out = picture + np.float32(palette) * (matched - picture)
    if texture > 0:
        out += np.float32(texture) * (textured(out, matched, style, palette, rng) - out)
    return out.clip(0, 1, out=out)


__all__ = ["transfer"]
