"""Paper cut: sheets of coloured paper, cut by hand and stacked, each throwing a soft shadow on the ones below."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style

Array = np.ndarray

FINE = 256  # height in pixels at which the sheets are cut
STACKED = 512  # and at which they are stacked
SHEETS = 12  # colours of paper
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
    """A few colours, the commonest at the bottom of the stack; wavering edges, shadows, fibres."""
    height, width = picture.shape[:2]
    image = tools.shrink(tools.stretch(tools.to_image(tools.saturate(picture, 1.3)), 0.56), FINE)
    fine = unit > tools.COARSE
    if fine:
        pixels = image.height / 100
        image = tools.flatten(image, 2.2 * pixels, 0.13).filter(ImageFilter.MedianFilter(3))
    colours, heights = _sheets(image, fine)
    if not fine:
        return tools.to_picture(Image.fromarray(colours[heights]))
    waver = tools.resize(tools.clouds(rng, 96, round(96 * width / height), 40), *image.size)
    edges = [_cut(heights >= level, waver, image.height / 100) for level in range(1, len(colours))]
    stack = Image.new("RGB", _stacked(width, height), tuple(colours[0].tolist()))
    for colour, edge in zip(colours[1:].tolist(), edges, strict=True):
        mask = edge.resize(stack.size, Image.Resampling.BICUBIC).point(STEEP)
        stack.paste(tuple(colour), (0, 0, *stack.size), mask)
    stack = stack.resize((width, height), Image.Resampling.BICUBIC)
    light = tools.resize(_light(edges, image.height / 100), width, height)
    light = light * (1 + np.float32(0.035) * tools.paper(rng, height, width))
    papers = tools.to_picture(stack)
    for channel in range(3):
        papers[..., channel] *= light
    return papers


def _stacked(width: int, height: int) -> tuple[int, int]:
    """The size at which the sheets are stacked."""
    factor = -(-height // STACKED)
    return -(-width // factor), -(-height // factor)


def _sheets(image: Image.Image, fine: bool) -> tuple[Array, Array]:
    """The colours of the paper, (n, 3) uint8, from the bottom of the stack to its top, and which is seen where."""
    sample = image.resize((80, 80) if fine else (40, 40), Image.Resampling.BOX)
    papers = sample.quantize(SHEETS, Image.Quantize.MAXCOVERAGE, kmeans=1 if fine else 0)
    flat = image.quantize(palette=papers, dither=Image.Dither.NONE)
    if fine:
        flat = flat.filter(ImageFilter.ModeFilter(3))
    number = np.asarray(flat)
    areas = np.bincount(number.ravel(), minlength=SHEETS)[:SHEETS]
    order = np.argsort(-areas, kind="stable")
    place = np.empty(SHEETS, np.uint8)
    place[order] = np.arange(SHEETS, dtype=np.uint8)
    palette = np.zeros((SHEETS, 3), np.uint8)
    known = np.array(flat.getpalette(), np.uint8).reshape(-1, 3)[:SHEETS]
    palette[: len(known)] = known
    return palette[order], place[number.clip(0, SHEETS - 1)]


def _cut(sheet: Array, waver: Array, unit: float) -> Image.Image:
    """A sheet's outline as scissors follow it: grey, 128 at its edge."""
    soft = tools.blur(Image.fromarray(sheet.astype(np.uint8) * np.uint8(255)), 0.52 * unit)
    return tools.to_image(tools.to_picture(soft) + waver * np.float32(0.11))


def _light(edges: list[Image.Image], unit: float) -> Array:
    """How much light falls on the stack: less in the shadow of the sheets above, more on edges that face the sun."""
    shape = edges[0].height, edges[0].width
    height = np.zeros(shape, np.float32)
    for edge in edges:
        height += tools.to_picture(edge.point(STEEP))
    height = np.sqrt(height)
    light = np.ones(shape, np.float32)
    thick = Image.fromarray((height * np.float32(255 / np.sqrt(SHEETS))).astype(np.uint8))
    for reach, softness, strength in ((0.55, 0.35, 0.55), (1.3, 1.1, 0.75)):
        soft = tools.to_picture(tools.blur(thick, softness * unit)) * np.float32(np.sqrt(SHEETS))
        above = _moved(soft, max(1, round(reach * unit))) - height
        light *= 1 - np.float32(strength) * (1 - np.exp(-np.clip(above, 0, None) * np.float32(0.8)))
    lower = height - _moved(height, 1)
    light += np.clip(lower, 0, 0.5) * np.float32(0.22)
    return light


def _moved(plane: Array, by: int) -> Array:
    """The plane moved to the lower right by some pixels; its upper and left borders fill in."""
    rows, columns = (np.arange(length).clip(by) - by for length in plane.shape)
    return plane[rows][:, columns]
