"""Tones: what grading does to each colour, wherever it stands in the picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image, ImageFilter

Array = np.ndarray
Rgb = tuple[float, float, float]

CELLS = 25  # of a tone's table of colours, along each axis


@dataclass(frozen=True, slots=True)
class Tone:
    """What happens to each colour, in the order of the fields. Tints are factors of red, green and blue."""

    saturation: float = 1.0  # 0 is grey
    gamma: float = 1.0  # power of the lightness: below 1 is lighter
    contrast: float = 0.0  # -1 to 1: how far lightness goes towards a steep curve, or (negative) towards the middle
    shadows: Rgb = (1.0, 1.0, 1.0)
    lights: Rgb = (1.0, 1.0, 1.0)
    protect: float = 0.6  # how much of the tint fully saturated colours are spared, 0 to 1
    black: Rgb = (0.0, 0.0, 0.0)  # the darkest tone there is
    white: Rgb = (1.0, 1.0, 1.0)  # the lightest


def toned(image: Image.Image, tone: Tone) -> Image.Image:
    """The image in other colours."""
    return image.filter(_table(tone))


@lru_cache(maxsize=32)
def _table(tone: Tone) -> ImageFilter.Color3DLUT:
    """The tone as a filter: worked out once, for a grid of colours."""
    levels = np.linspace(0, 1, CELLS)
    blue, green, red = np.meshgrid(levels, levels, levels, indexing="ij")  # red changes fastest, as Pillow wants it
    graded = _graded(np.stack([red, green, blue], -1), tone)
    return ImageFilter.Color3DLUT(CELLS, graded.astype(np.float32).ravel().tolist())


def _graded(colours: Array, tone: Tone) -> Array:
    """Colours (..., 3), 0 to 1, as the tone has them."""
    light = (colours @ np.array([0.299, 0.587, 0.114]))[..., None]
    top = colours.max(-1, keepdims=True)
    vividness = (top - colours.min(-1, keepdims=True)) / np.maximum(top, 0.1)
    curved = light**tone.gamma
    if tone.contrast > 0:
        curved = curved + (curved * curved * (3 - 2 * curved) - curved) * tone.contrast
    else:
        curved = curved + (curved - 0.55) * tone.contrast
    hue = (colours - light) * tone.saturation
    # More contrast makes colours richer, as film does; less leaves them as they are
    out = (light + hue) * (curved / np.maximum(light, 0.02)) if tone.contrast > 0 else curved + hue
    tint = np.array(tone.shadows) * (1 - curved) + np.array(tone.lights) * curved
    out = out * (1 + (tint - 1) * (1 - tone.protect * vividness))
    black, white = np.array(tone.black), np.array(tone.white)
    return (black + out.clip(0, 1) * (white - black)).clip(0, 1)
