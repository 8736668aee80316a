"""Watercolour: transparent washes on rough white paper, pigment pooled at their edges, blooms where it was wet."""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style

Array = np.ndarray

FINE = 512  # height in pixels at which the washes are worked out
SEPIA = np.array([0.30, 0.22, 0.20], np.float32)  # of the drawing beneath the paint
BLACK = np.zeros(3, np.float32)
PAPER = np.array([0.985, 0.975, 0.95], np.float32)


@style(
    "watercolor",
    en="watercolor, watercolour, watercolor painting, watercolour painting, aquarelle, water color, water colour,"
    " watercolors, watercolours, in watercolor, in watercolour, watercolor style, watercolour style, gouache",
    ko="수채화, 수채화 스타일, 수채화풍, 수채, 수채 물감, 물감 그림, 투명 수채화",
)
def watercolor(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Washes with wavering, dark-rimmed edges on rough paper with a ragged white border."""
    height, width = picture.shape[:2]
    fine = unit > tools.COARSE
    waver = [tools.clouds(rng, 128, round(128 * width / height), cells) for cells in (9, 9, 26, 26)]
    blooms = [tools.clouds(rng, 128, round(128 * width / height), cells) for cells in (4, 10, 30)]
    image = tools.shrink(tools.stretch(tools.to_image(picture), 0.62), FINE)
    pixels = image.height / 100
    image = _wavering(tools.flatten(image, 1.8 * pixels, 0.13) if fine else image, waver)
    wash = _layered(tools.to_picture(_wet(image, blooms, 1.4 * pixels) if fine else image))
    painted = _glaze(wash, _pigment(wash, blooms, pixels))
    if fine:
        lines = tools.smoothstep(tools.contours(image, 0.10 * pixels), 0.02, 0.09)
        painted = tools.blend(painted, SEPIA, lines * np.float32(0.42))
    sheet = tools.to_image(painted)
    if sheet.size != (width, height):
        sheet = sheet.resize((width, height), Image.Resampling.BICUBIC)
    edge = [tools.resize(cloud, width, height) for cloud in blooms[1:]]
    pigment, bare = _border(height, width, edge[0] + np.float32(0.5) * edge[1])
    if fine:
        tooth = tools.granules(rng, height, width)
        pigment *= 1 + np.float32(0.055) * tooth
        tooth += edge[0] * np.float32(0.9) + edge[1] * np.float32(0.5)
        # Where a nearly dry brush skipped the hollows of the paper
        bare = np.maximum(bare, tools.smoothstep(tooth, 1.1, 1.5) * np.float32(0.32))
    tools.cover(sheet, BLACK, 1 - pigment)
    tools.cover(sheet, PAPER, bare)
    return tools.to_picture(sheet)


def _wet(image: Image.Image, blooms: list[Array], radius: float) -> Image.Image:
    """Let the colours run into one another in patches, where the paper was still wet. radius in pixels."""
    patches = tools.smoothstep(blooms[1] + 0.6 * blooms[0], 0.15, 0.6) * np.float32(0.45)
    soft = tools.blur(image.reduce(2), radius / 2).resize(image.size, Image.Resampling.BILINEAR)
    return Image.composite(soft, image, tools.to_image(patches).resize(image.size, Image.Resampling.BILINEAR))


def _layered(picture: Array) -> Array:
    """Light and shade as a few washes, one upon the other."""
    light = tools.grey(picture).clip(0.04, 1)
    target = 0.45 * light + 0.55 * (tools.stepped(light, 6) + np.float32(0.08))
    return picture * (target / light)[..., None]


def _wavering(image: Image.Image, waver: list[Array]) -> Image.Image:
    """Shift the pixels about, as a wet brush strays from the drawing: about half a unit."""
    width, height = image.size
    reach = height / 100
    across = tools.resize(waver[0] * 0.5 + waver[2] * 0.6, width, height) * np.float32(reach)
    down = tools.resize(waver[1] * 0.5 + waver[3] * 0.6, width, height) * np.float32(reach)
    column = (np.arange(width) + np.rint(across).astype(np.intp)).clip(0, width - 1)
    row = (np.arange(height)[:, None] + np.rint(down).astype(np.intp)).clip(0, height - 1)
    return Image.fromarray(np.asarray(image)[row, column])


def _pigment(wash: Array, blooms: list[Array], unit: float) -> Array:
    """How thick the pigment lies: a plane about 1, less in blooms, more along the edges of a wash."""
    height, width = wash.shape[:2]
    light = tools.to_image(tools.grey(wash))
    near, far = (tools.to_picture(tools.blur(light, radius)) for radius in (max(0.6, 0.2 * unit), max(1, 0.75 * unit)))
    pooled = np.clip((far - near) * 5, -0.12, 0.75)  # just inside the darker wash
    cloud = blooms[0] * 0.55 + blooms[1] * 0.4 + blooms[2] * 0.22
    rims = sum(np.exp(-((cloud - level) ** 2) / 0.0012) for level in (-0.3, 0.3))  # a drop of water drove it outwards
    return (1 + pooled) * np.exp(tools.resize(cloud * 0.55 + rims * 0.3, width, height))


def _glaze(wash: Array, pigment: Array) -> Array:
    """Light through the pigment onto the paper: colour to the power of its thickness, and paler than paint."""
    mean = tools.grey(wash)[..., None]
    fresh = np.clip(0.17 + 0.83 * (mean + (wash - mean) * 1.05), 0.05, 1)  # watercolour has no black
    return np.exp(np.log(fresh) * (pigment * 0.74)[..., None])


def _border(height: int, width: int, edge: Array) -> tuple[Array, Array]:
    """The ragged rim of the sheet: how much light the paint pooled along it lets through, and where it is bare (1)."""
    x, y = tools.axes(height, width)
    inside = np.minimum(np.minimum(x, width / height - x), np.minimum(y, 1 - y)) + edge * np.float32(0.011)
    pooled = np.exp(-(((inside - np.float32(0.030)) / np.float32(0.005)) ** 2)) * np.float32(0.16)
    return 1 - pooled, 1 - tools.smoothstep(inside, 0.021, 0.028)
