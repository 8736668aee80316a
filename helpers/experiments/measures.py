"""Simple things that can be measured on a picture. None says whether it is good, or shows what was asked for.

What they are, and what they are taken for by mistake:

sharpness       how much the brightness changes from pixel to pixel; grain and busy textures count, too
colourfulness   how far colours are from grey and from each other (Hasler and Süsstrunk, 2003): 0 for grey, 15 slightly,
                33 moderately, 59 quite, 109 extremely colourful, as their viewers called it
brightness      mean of the brightness, 0 black to 1 white
contrast        its standard deviation, 0 for one grey to 0.5 for half black and half white
likeness        whether light and dark, and colours, are in the same places; a fox that stands elsewhere is not alike
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import combinations

import numpy as np
from PIL import Image

from helpers.errors import BadValue
from helpers.input_image import ImageLike, InputImage
from helpers.text import say

Array = np.ndarray

SIDE = 512  # pixels of the longer side at which a picture is measured, so that sizes compare: as it looks on a page
ALIKE = 128  # pixels of both sides at which two are compared: shapes count, grain does not
BINS = 8  # of each colour channel
BLUR = 1.0  # in bins: nearly the same colour counts nearly as the same
WINDOW = 1.5  # pixels: of the window in which structures are compared (Wang and others, 2004)
STABLE = (0.01**2, 0.03**2)  # likewise: where both are nearly flat, chance does not count
LUMA = (0.299, 0.587, 0.114)  # brightness of red, green and blue (ITU-R BT.601)


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one picture; this module says what each is."""

    sharpness: float  # variance of the Laplacian, of brightness 0 to 255; 0 and above
    colourfulness: float  # 0 and above
    brightness: float  # 0 to 1
    contrast: float  # 0 to 0.5

    def row(self) -> dict[str, float]:
        """As plain values, for a table."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of two pictures, 0 (nothing in common) to 1 (the same)."""

    structure: float  # whether light and dark are in the same places (SSIM)
    colour: float  # how much of the one's colours the other has, wherever they are

    @property
    def mean(self) -> float:
        """Of both."""
        return (self.structure + self.colour) / 2


def measure(image: ImageLike) -> Measures:
    """Measure a picture, with its longer side `SIDE` pixels long. Raises BadValue for what is none."""
    from scipy.ndimage import laplace

    pixels = _pixels(image, SIDE)
    red, green, blue = np.moveaxis(pixels * 255, -1, 0)
    light = pixels @ LUMA
    opponents = np.stack([red - green, (red + green) / 2 - blue])
    spread, mean = opponents.std((1, 2)), opponents.mean((1, 2))
    return Measures(
        sharpness=float(laplace(light * 255).var()),
        colourfulness=float(np.hypot(*spread) + 0.3 * np.hypot(*mean)),
        brightness=float(light.mean()),
        contrast=float(light.std()),
    )


def likeness(one: ImageLike, other: ImageLike) -> Likeness:
    """How alike two pictures are, both as squares of `ALIKE` pixels. Raises BadValue for what is no picture."""
    ours, theirs = _pixels(one, (ALIKE, ALIKE)), _pixels(other, (ALIKE, ALIKE))
    return _likeness(ours, theirs)


def mean_likeness(images: Iterable[ImageLike]) -> float:
    """How alike the pictures of a group are, each with each, 0 to 1: of one prompt with several seeds, how little the
    seed matters.

    Raises BadValue for fewer than two, and for what is no picture.
    """
    pixels = [_pixels(image, (ALIKE, ALIKE)) for image in images]
    if len(pixels) < 2:
        raise BadValue("images", got=say("limit.images", count=len(pixels)), limit=say("measures.two"))
    return float(np.mean([_likeness(*pair).mean for pair in combinations(pixels, 2)]))


def _likeness(ours: Array, theirs: Array) -> Likeness:
    structure = max(0.0, float(_structure(ours @ LUMA, theirs @ LUMA).mean()))
    colour = float(np.minimum(_colours(ours), _colours(theirs)).sum())
    return Likeness(min(1.0, structure), min(1.0, colour))


def _structure(ours: Array, theirs: Array) -> Array:
    """The structural similarity at each pixel of two pictures in grey, 0 to 1."""
    from scipy.ndimage import gaussian_filter

    def smooth(values: Array) -> Array:
        return gaussian_filter(values, WINDOW)

    our_mean, their_mean = smooth(ours), smooth(theirs)
    our_variance, their_variance = smooth(ours**2) - our_mean**2, smooth(theirs**2) - their_mean**2
    together = smooth(ours * theirs) - our_mean * their_mean
    light = (2 * our_mean * their_mean + STABLE[0]) / (our_mean**2 + their_mean**2 + STABLE[0])
    return light * (2 * together + STABLE[1]) / (our_variance + their_variance + STABLE[1])


def _colours(pixels: Array) -> Array:
    """Which share of a picture has which colour, (BINS, BINS, BINS)."""
    from scipy.ndimage import gaussian_filter

    counts, _ = np.histogramdd(pixels.reshape(-1, 3), bins=BINS, range=[(0, 1)] * 3)
    return gaussian_filter(counts / counts.sum(), BLUR)


def _pixels(image: ImageLike, size: int | tuple[int, int]) -> Array:
    """A picture (h, w, 3), 0 to 1, in that size, or as long on its longer side; what is transparent is white."""
    found = InputImage.of(image).decoded().convert("RGBA")
    if isinstance(size, int):
        scale = size / max(found.size)
        size = (max(1, round(found.width * scale)), max(1, round(found.height * scale)))
    small = found.resize(size, Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", small.size, "white")
    return np.asarray(Image.alpha_composite(paper, small).convert("RGB"), float) / 255
