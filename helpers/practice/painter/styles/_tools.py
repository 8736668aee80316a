"""What the styles share: images and arrays, blurs, slopes, noise and palettes.

A picture is (h, w, 3) float32, 0 to 1; a plane is (h, w) float32. Chance is drawn in amounts that do not depend on the
picture's size, so that the same seed puts the same strokes into a picture of 128 and one of 1024 pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

Array = np.ndarray

COARSE = 3.0  # pixels per unit below which a style leaves out what so small a picture cannot show
WIDEST = 3  # noise is drawn for pictures up to this many times as wide as high


def to_image(picture: Array) -> Image.Image:
    """A picture as an 8-bit image."""
    if picture.ndim == 2:
        return Image.fromarray(_eight_bit(picture))
    return Image.merge("RGB", [Image.fromarray(_eight_bit(picture[..., channel])) for channel in range(3)])


def _eight_bit(plane: Array) -> Array:
    return np.ascontiguousarray((np.clip(plane, 0, 1) * np.float32(255) + np.float32(0.5)).astype(np.uint8))


def to_picture(image: Image.Image) -> Array:
    """An 8-bit image as a picture (or a plane, if it is grey)."""
    return np.multiply(np.asarray(image), np.float32(1 / 255), dtype=np.float32)


def resize(plane: Array, width: int, height: int) -> Array:
    """A plane, enlarged smoothly or shrunk."""
    return np.asarray(Image.fromarray(np.ascontiguousarray(plane)).resize((width, height), Image.Resampling.BILINEAR))


def shrink(image: Image.Image, longest: int) -> Image.Image:
    """The image by a whole factor smaller, so that its height is at most `longest` pixels."""
    factor = -(-image.height // longest)
    return image if factor == 1 else image.reduce(factor)


def blur(image: Image.Image, radius: float) -> Image.Image:
    """The image blurred; radius (standard deviation) in pixels."""
    return image.filter(ImageFilter.GaussianBlur(radius))


def flatten(image: Image.Image, radius: float, contrast: float) -> Image.Image:
    """Smooth what differs little from its surroundings (grass, wisps of cloud) and leave what stands out.

    radius in pixels; contrast: differences of this size, 0 to 1, are kept by half.
    """
    factor = max(1, int(radius / 1.5))
    soft = blur(image.reduce(factor), radius / factor).resize(image.size, Image.Resampling.BILINEAR)
    sharp, smooth = to_picture(image), to_picture(soft)
    difference = sharp - smooth
    squares = sum(difference[..., channel] ** 2 for channel in range(3))
    fourth = squares * squares
    kept = fourth / (fourth + np.float32(contrast**4))
    for channel in range(3):
        smooth[..., channel] += difference[..., channel] * kept
    return to_image(smooth)


def stretch(image: Image.Image, mean: float = 0.5) -> Image.Image:
    """Give a dark or dull image light and contrast: a night scene becomes about as light as `mean`."""
    light = np.asarray(image.convert("L").reduce(4), np.float64) / 255
    power = np.clip(np.log(mean) / np.log(light.mean().clip(0.02, 0.98)), 0.5, 1)
    low, high = np.percentile(light, (1, 99)) ** power
    gain = np.clip(0.92 / max(high - low, 1e-3), 1, 1.8)
    table = (np.linspace(0, 1, 256) ** power - low) * gain + min(low, 0.04)
    return image.point((table.clip(0, 1) * 255).round().astype(int).tolist() * 3)


def grey(picture: Array) -> Array:
    """How light each pixel looks: a plane, 0 to 1."""
    return weighed(picture, (0.299, 0.587, 0.114))


def weighed(picture: Array, weights: tuple[float, float, float]) -> Array:
    """The sum of the channels, each times its weight: a plane. A product by @ would not be the same everywhere."""
    plane = picture[..., 0] * np.float32(weights[0])
    plane += picture[..., 1] * np.float32(weights[1])
    plane += picture[..., 2] * np.float32(weights[2])
    return plane


def saturate(picture: Array, amount: float) -> Array:
    """The picture with `amount` times its colourfulness."""
    vivid = picture * np.float32(amount)
    light = grey(picture) * np.float32(1 - amount)
    for channel in range(3):
        vivid[..., channel] += light
    return vivid


def slopes(plane: Array) -> tuple[Array, Array]:
    """How much the plane rises per pixel, to the right and downwards."""
    across, down = np.zeros_like(plane), np.zeros_like(plane)
    np.subtract(plane[:, 2:], plane[:, :-2], out=across[:, 1:-1])
    np.subtract(plane[2:], plane[:-2], out=down[1:-1])
    return across * np.float32(0.5), down * np.float32(0.5)


def steepness(picture: Array) -> Array:
    """How quickly the colour changes at each pixel: a plane, 0 to about 0.8 per pixel."""
    total = np.zeros(picture.shape[:2], np.float32)
    for channel in range(3):
        across, down = slopes(picture[..., channel])
        total += across * across + down * down
    return np.sqrt(total)


def contours(image: Image.Image, width: float, spare: float = 0.75) -> Array:
    """Where a line is due between colours: a plane, 0 to about 0.2, above 0.05 for a clear line.

    width: of the lines, in pixels. spare: how much fainter they are where they would crowd, as in eyes and reeds.
    """
    steep = steepness(to_picture(blur(image, width))) * np.float32(width)
    lines = Image.fromarray((steep > 0.05).astype(np.uint8) * np.uint8(255))
    crowd = to_picture(blur(lines, image.height * 0.016))
    steep = steep * (1 - np.float32(spare) * smoothstep(crowd, 0.24, 0.42))
    coarse = shrink(image, 100).filter(
        ImageFilter.MedianFilter(3)
    )  # flowers and snowflakes are gone: no rings around them
    large = blur(to_image(steepness(to_picture(coarse)) * 4), 0.8)
    return steep * smoothstep(resize(to_picture(large), *image.size), 0.10, 0.26)


@dataclass(frozen=True, slots=True)
class Outline:
    """How a style draws its lines around what a picture shows. Lengths are in units."""

    calm: float  # what is finer than this and faint is smoothed away first,
    contrast: float  # faint being differences below about this, 0 to 1
    width: float  # of the lines
    spare: float = 0.75  # how much fainter they are where they would crowd


def outlined(image: Image.Image, outline: Outline, fine: bool) -> tuple[Image.Image, Array]:
    """The image without its small texture, and where its lines are due: a plane to be handed to `ink`.

    fine: whether the picture is large enough for more than a rough guess.
    """
    if not fine:
        return image, steepness(to_picture(image)) * np.float32(0.25)
    unit = image.height / 100
    image = flatten(image, outline.calm * unit, outline.contrast)
    return image, contours(image, outline.width * unit, outline.spare)


def ink(lines: Array, width: int, height: int, fine: bool) -> Array:
    """The lines that are due (see `outlined`), drawn in another size: a plane, 0 to 1."""
    if lines.shape != (height, width):
        lines = resize(lines, width, height)
    return smoothstep(lines, 0.045, 0.075 if fine else 0.15)


def beside_dark(image: Image.Image, radius: float) -> Array:
    """Where there is something dark enough for a drawn outline: a plane, 0 along a white cloud's rim, else 1.

    radius: how near it must be, in pixels.
    """
    light = to_picture(blur(image.convert("L").reduce(4).filter(ImageFilter.MinFilter(3)), radius / 4))
    return resize(1 - smoothstep(light, 0.55, 0.72), *image.size)


def cover(image: Image.Image, colour: Array, amount: Array) -> None:
    """Lay a colour (3,) over an image by `amount`, a plane 0 to 1. In place; many times as fast as `blend`."""
    image.paste(tuple((colour * 255 + 0.5).astype(int).tolist()), (0, 0, *image.size), to_image(amount))


def blend(picture: Array, colour: Array, amount: Array) -> Array:
    """The picture covered with a colour (3,) or another picture by `amount`, a plane 0 to 1. Clipped to 0..1."""
    covered = np.empty_like(picture)
    for channel in range(3):  # a third of the time that broadcasting over the channels takes
        plane = colour[..., channel] - picture[..., channel]
        plane *= amount
        plane += picture[..., channel]
        np.clip(plane, 0, 1, out=covered[..., channel])
    return covered


def smoothstep(plane: Array, low: float, high: float) -> Array:
    """0 below `low`, 1 above `high` and a smooth rise between them."""
    t = np.clip((plane - np.float32(low)) * np.float32(1 / (high - low)), 0, 1)
    return t * t * (3 - 2 * t)


def axes(height: int, width: int) -> tuple[Array, Array]:
    """The pixels' places in units of the height: x as a row, y as a column."""
    x = (np.arange(width, dtype=np.float32) + np.float32(0.5)) / np.float32(height)
    y = (np.arange(height, dtype=np.float32) + np.float32(0.5)) / np.float32(height)
    return x[None, :], y[:, None]


def clouds(rng: np.random.Generator, height: int, width: int, cells: int) -> Array:
    """Soft random blotches, `cells` of them down the picture: a plane, -1 to 1, mean about 0."""
    grid = rng.uniform(-1, 1, (cells + 2, WIDEST * cells + 2)).astype(np.float32)
    box = (0.5, 0.5, min(0.5 + cells * width / height, grid.shape[1]), 0.5 + cells)
    return np.asarray(Image.fromarray(grid).resize((width, height), Image.Resampling.BICUBIC, box=box))


def grain(rng: np.random.Generator, height: int, width: int) -> Array:
    """White noise, another value for each pixel: a plane, -1 to 1."""
    return _tiled(_noise(rng), height, width)


def _noise(rng: np.random.Generator) -> Array:
    """A tile of white noise, -1 to 1; what rolls out of it on one side comes in on the other."""
    return rng.integers(0, 256, (256, 256), dtype=np.uint8).astype(np.float32) * np.float32(2 / 255) - 1


def _tiled(tile: Array, height: int, width: int) -> Array:
    rows, columns = tile.shape
    return np.tile(tile, (-(-height // rows), -(-width // columns)))[:height, :width]


def stepped(light: Array, steps: int) -> Array:
    """A plane, 0 to 1, in few steps with narrow slopes between them: hard edges would be ragged."""
    scaled = light * np.float32(steps)
    step = np.floor(scaled)
    return (step + smoothstep(scaled - step, 0.4, 0.6)) * np.float32(1 / steps)


def granules(rng: np.random.Generator, height: int, width: int) -> Array:
    """Grains of graphite or pigment in the hollows of paper: a plane, mostly -1 to 1."""
    return _tiled(_coarser(_noise(rng)), height, width)


def paper(rng: np.random.Generator, height: int, width: int) -> Array:
    """The tooth of rough paper: a plane, mostly -1 to 1; fine grain lit from the upper left."""
    soft = _coarser(_noise(rng))
    return _tiled(soft - np.roll(soft, (2, 2), (0, 1)) * np.float32(0.6), height, width)


def _coarser(noise: Array) -> Array:
    """Noise in grains of two pixels."""
    pairs = noise + np.roll(noise, 1, 0)
    return (pairs + np.roll(pairs, 1, 1)) * np.float32(0.45)


def palette_filter(palette: Array, sharpness: float, keep: float, cells: int = 17) -> ImageFilter.Color3DLUT:
    """A filter that moves all colours of an image to those of a palette.

    palette: (n, 3), 0 to 1. sharpness: 20 blends neighbouring colours, 300 always takes the nearest.
    keep: how much of a pixel's own colour stays, 0 to 1.
    """
    levels = np.linspace(0, 1, cells)
    blue, green, red = np.meshgrid(levels, levels, levels, indexing="ij")  # red changes fastest, as Pillow wants it
    colours = np.stack([red, green, blue], -1).reshape(-1, 3)
    difference = _perceived(colours)[:, None] - _perceived(np.asarray(palette))[None]
    distance = (difference**2).sum(-1)
    weight = np.exp(-sharpness * (distance - distance.min(1, keepdims=True)))
    blended = weight @ np.asarray(palette) / weight.sum(1, keepdims=True)
    table = blended * (1 - keep) + colours * keep
    return ImageFilter.Color3DLUT(cells, table.astype(np.float32).ravel().tolist())


def _perceived(colours: Array) -> Array:
    """Lightness and two hue axes, scaled so that distances are about as large as they look."""
    red, green, blue = colours[..., 0], colours[..., 1], colours[..., 2]
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    return np.stack([light, 0.9 * (red - green), 0.6 * (blue - 0.5 * (red + green))], -1)
