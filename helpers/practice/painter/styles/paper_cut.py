"""Paper cut: sheets of coloured paper, cut by hand and stacked, each throwing a soft shadow on the ones below."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._subject import behind, subject

Array = np.ndarray
Rgb = tuple[int, int, int]

FINE = 256  # height in pixels at which the sheets are cut
STACKED = 512  # and at which they are stacked
SHEETS = 15  # colours of paper; where there is a subject,
GROUND, FIGURE = 9, 7  # so many behind it and so many for itself
BLUNT, SHARP = 0.52, 0.30  # how far scissors round off what they cut, large sheets and the subject's, in units
LIFTED = 1.5  # how far a subject stands out from the ground: 1 for as much as a stack of its own
MOST = np.float32(np.sqrt(SHEETS) + LIFTED * np.sqrt(FIGURE))  # how high the stack can look
GLOW = 40  # height in pixels of the thumbnail in which glows are found
WAVER = 0.06  # how far the scissors stray
SAMPLE = 2000  # pixels from which colours are chosen
NO_DITHER = Image.Dither.NONE
STEEP = [max(0, min(255, 128 + (value - 128) * 6)) for value in range(256)]  # makes a soft edge a cut one


@style(
    "paper cut",
    en="paper cut, papercut, paper cutting, paper cut out, paper cutout, paper craft, papercraft, paper art,"
    " cut paper, layered paper, paper collage, collage, paper style, construction paper, paper sculpture, kirigami,"
    " paper cut style, paper, flat design, flat style, flat illustration",
    ko="종이 공예, 종이공예, 페이퍼 컷, 페이퍼컷, 페이퍼 커팅, 종이 오리기, 종이 자르기, 종이 아트, 페이퍼 아트,"
    " 페이퍼아트, 종이 콜라주, 콜라주, 색종이, 색종이 공예, 종이로 만든, 종이, 종이접기, 전지공예, 한지 공예,"
    " 페이퍼 크래프트, 플랫 디자인",
)
def paper_cut(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """A few colours, the commonest at the bottom of the stack; the subject, cut finely, on top; shadows, fibres."""
    height, width = picture.shape[:2]
    image = tools.shrink(tools.stretch(tools.to_image(tools.saturate(picture, 1.3)), 0.56), FINE)
    if unit <= tools.COARSE:
        colours, heights = _sheets(image, np.ones((image.height, image.width), bool), SHEETS, 0, 0)
        return tools.to_picture(Image.fromarray(colours[heights]))
    waver = tools.resize(tools.clouds(rng, 96, round(96 * width / height), 40), *image.size) * np.float32(WAVER)
    papers, ground, figure = _cut_out(image, subject(picture, image.size), waver)
    stack = Image.new("RGB", _stacked(width, height), papers[0])
    for colour, edge in zip(papers[1:], ground + figure, strict=True):
        mask = edge.resize(stack.size, Image.Resampling.BILINEAR).point(STEEP)
        stack.paste(colour, (0, 0, *stack.size), mask)
    stack = stack.resize((width, height), Image.Resampling.BICUBIC)
    high = _height(ground)
    if figure:
        high = _level_under(high, tools.to_picture(figure[0].point(STEEP))) + np.float32(LIFTED) * _height(figure)
    light = tools.resize(_light(high, image.height / 100), width, height)
    light = light * (1 + np.float32(0.035) * tools.paper(rng, height, width))
    lit = tools.to_picture(stack)
    for channel in range(3):
        lit[..., channel] *= light
    return lit


def _stacked(width: int, height: int) -> tuple[int, int]:
    """The size at which the sheets are stacked."""
    factor = -(-height // STACKED)
    return -(-width // factor), -(-height // factor)


def _cut_out(image: Image.Image, inside: Array, waver: Array) -> tuple[list[Rgb], list[Image.Image], list[Image.Image]]:
    """The colours of the papers from the bottom upwards, and the outlines of all but the lowest: grey, 128 at the edge.

    Those of the ground come first, those of the subject second. inside: where that is, waver: how far the scissors
    stray; planes.
    """
    pixels = image.height / 100
    figure = inside > 0.5
    if not figure.any():
        ground = tools.flatten(_unlit(image), 1.8 * pixels, 0.12)
        colours, heights = _sheets(ground.filter(ImageFilter.MedianFilter(3)), ~figure, SHEETS, tidy=3)
        return _rgb(colours), _outlines(heights, len(colours), BLUNT * pixels, waver), []
    ground = tools.flatten(_unlit(behind(image, inside, 2.5 * pixels)), 2.6 * pixels, 0.15)
    colours, heights = _sheets(ground.filter(ImageFilter.MedianFilter(3)), ~figure, GROUND, tidy=3)
    below = _outlines(heights, len(colours), BLUNT * pixels, waver)
    own_colours, heights = _sheets(tools.flatten(image, 0.8 * pixels, 0.10), figure, FIGURE)
    whole = tools.to_image(inside)
    parts = _outlines(np.where(figure, heights, 0), len(own_colours), SHARP * pixels, waver)
    own = [_cut(figure, BLUNT * pixels, waver), *(ImageChops.darker(part, whole) for part in parts)]
    return _rgb(colours) + _rgb(own_colours), below, own


def _rgb(colours: Array) -> list[Rgb]:
    return [(r, g, b) for r, g, b in colours.tolist()]


def _outlines(heights: Array, count: int, blunt: float, waver: Array) -> list[Image.Image]:
    """The outlines of all sheets but the lowest. heights: which of the `count` sheets is seen where."""
    return [_cut(heights >= level, blunt, waver) for level in range(1, count)]


def _unlit(image: Image.Image) -> Image.Image:
    """The image without soft glows in its sky, as around a sun: a sheet of paper has none."""
    small = image.resize((max(8, round(GLOW * image.width / image.height)), GLOW), Image.Resampling.BOX)
    dull = small.filter(ImageFilter.MinFilter(7)).filter(ImageFilter.MaxFilter(7))
    glow = tools.to_picture(small) - tools.to_picture(dull)
    glow *= 1 - tools.smoothstep(glow.max(-1), 0.22, 0.34)[..., None]  # the sun itself, clouds and all that is no glow
    _, y = tools.axes(*glow.shape[:2])
    glow *= 1 - tools.smoothstep(y, 0.3, 0.5)[..., None]
    soft = tools.to_image(glow).resize(image.size, Image.Resampling.BILINEAR)
    return ImageChops.subtract(image, soft)


def _sheets(image: Image.Image, where: Array, count: int, tidy: int = 0, rounds: int = 1) -> tuple[Array, Array]:
    """The colours of the paper, (n, 3) uint8, the commonest first, and which of them each pixel is nearest to.

    where: the pixels that the colours are chosen for. tidy: size in pixels of a filter that removes crumbs, or 0.
    rounds: of improving the choice.
    """
    pixels = np.asarray(image)[where]
    sample = Image.fromarray(pixels[:: max(1, len(pixels) // SAMPLE)][None])
    flat = image.quantize(palette=sample.quantize(count, Image.Quantize.MAXCOVERAGE, kmeans=rounds), dither=NO_DITHER)
    if tidy:
        flat = flat.filter(ImageFilter.ModeFilter(tidy))
    number = np.asarray(flat)
    known = np.array(flat.getpalette(), np.uint8).reshape(-1, 3)[:count]
    number = number.clip(0, len(known) - 1)
    order = np.argsort(-np.bincount(number[where], minlength=len(known)), kind="stable")
    place = np.empty(len(known), np.uint8)
    place[order] = np.arange(len(known), dtype=np.uint8)
    return known[order], place[number]


def _cut(sheet: Array, blunt: float, waver: Array) -> Image.Image:
    """A sheet's outline as scissors follow it: grey, 128 at its edge. blunt: in pixels."""
    soft = tools.blur(Image.fromarray(sheet.astype(np.uint8) * np.uint8(255)), blunt)
    return tools.to_image(tools.to_picture(soft) + waver)


def _height(edges: list[Image.Image]) -> Array | np.float32:
    """How high a stack looks: a plane, 0 where there is no sheet. The more sheets, the less each adds."""
    height = sum((tools.to_picture(edge.point(STEEP)) for edge in edges), np.float32(0))
    return np.sqrt(height)


def _level_under(high: Array, figure: Array) -> Array:
    """The stack's height, below the subject as even as its surroundings: what it hides must not tilt it. Planes."""
    radius = 0.06 * high.shape[0]
    bare = 1 - figure
    known = tools.to_picture(tools.blur(tools.to_image(high * bare / MOST), radius)) * MOST
    share = tools.to_picture(tools.blur(tools.to_image(bare), radius))
    around = (known + np.float32(0.1) * (high * bare).sum() / (bare.sum() + 1)) / (share + np.float32(0.1))
    return high * bare + around * figure


def _light(height: Array, unit: float) -> Array:
    """How much light falls on the stack: less in the shadow of the sheets above, more on edges that face the sun."""
    shape = height.shape
    light = np.ones(shape, np.float32)
    thick = Image.fromarray((height * np.float32(255 / MOST)).astype(np.uint8))
    for reach, softness, strength in ((0.55, 0.35, 0.55), (1.3, 1.1, 0.75)):
        soft = tools.to_picture(tools.blur(thick, softness * unit)) * MOST
        above = _moved(soft, max(1, round(reach * unit))) - height
        light *= 1 - np.float32(strength) * (1 - np.exp(-np.clip(above, 0, None) * np.float32(0.8)))
    lower = height - _moved(height, 1)
    light += np.clip(lower, 0, 0.5) * np.float32(0.22)
    return light


def _moved(plane: Array, by: int) -> Array:
    """The plane moved to the lower right by some pixels; its upper and left borders fill in."""
    rows, columns = (np.arange(length).clip(by) - by for length in plane.shape)
    return plane[rows][:, columns]
