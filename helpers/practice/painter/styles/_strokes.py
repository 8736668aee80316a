"""Brush strokes: smears of paint that follow a direction field, each with a height that the light catches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from helpers.practice.painter.styles import _tools as tools

Array = np.ndarray

OTHER = 75  # difference of colour, red, green and blue together (0 to 765), at which a stroke ends
STUMP = 0.12  # length that is left of one that begins at an edge


def flow(image: Image.Image, spread: float, fallback: Array, strength: float = 1.0) -> tuple[Array, Array]:
    """Directions along the edges of the image, as unit vectors (across, down): planes as large as the image.

    spread: how far an edge guides its surroundings, in pixels. fallback: angles (radians) where nothing guides.
    strength: how firmly edges guide, against the fallback.
    """
    light = tools.to_picture(tools.blur(image.convert("L"), max(0.8, spread / 4)))
    across, down = tools.slopes(light)
    # The structure tensor's two components turn twice as fast as the direction: opposite gradients agree
    cosine, sine = across * across - down * down, 2 * across * down
    cosine, sine = _spread(cosine, spread), _spread(sine, spread)
    weight = np.float32(2e-4 / strength)
    cosine, sine = -cosine + weight * np.cos(2 * fallback), -sine + weight * np.sin(2 * fallback)
    angle = np.arctan2(sine, cosine) / 2
    return np.cos(angle), np.sin(angle)


def _spread(plane: Array, radius: float) -> Array:
    """The plane blurred, coarsely; radius in pixels."""
    height, width = plane.shape
    factor = max(1, round(radius / 1.5))
    small = Image.fromarray(plane).resize((-(-width // factor), -(-height // factor)), Image.Resampling.BOX)
    soft = np.asarray(small)
    for axis in (0, 1, 0, 1):
        turned = np.swapaxes(soft, 0, axis)
        padded = np.concatenate([turned[:1], turned, turned[-1:]])
        soft = np.swapaxes(0.25 * (padded[:-2] + padded[2:]) + 0.5 * turned, 0, axis)
    return np.asarray(
        Image.fromarray(np.ascontiguousarray(soft, np.float32)).resize((width, height), Image.Resampling.BICUBIC)
    )


def smear(plane: Array, across: Array, down: Array, steps: int, reach: float) -> Array:
    """Average a plane along the directions: `steps` doublings of a smear, the last `reach` pixels long."""
    height, width = across.shape
    here = np.arange(height * width, dtype=np.int32).reshape(height, width)
    inner_rows, inner_columns = np.arange(height)[:, None], np.arange(width)[None, :]
    for step in range(steps):
        length = np.float32(reach / 2 ** (steps - step))
        right = np.clip(inner_columns + np.rint(across * length).astype(np.int32), 0, width - 1) - inner_columns
        below = np.clip(inner_rows + np.rint(down * length).astype(np.int32), 0, height - 1) - inner_rows
        offset = right + below * width
        flat = plane.ravel()
        plane = (flat[here + offset] + flat[(here - offset).clip(0, height * width - 1)]) * np.float32(0.5)
    return plane


@dataclass(frozen=True, slots=True)
class Brush:
    """Strokes of one kind: how many to a square picture, how long and wide (in heights), and how they vary."""

    count: int
    length: float
    width: float
    colour: float  # how much the paint differs from stroke to stroke, 0 to 1
    detail: tuple[float, float]  # laid only where the picture has this much detail (0 to 1), from and up to


def paint(
    canvas: Image.Image, picture: Image.Image, flow: tuple[Array, Array], detail: Array, brush: Brush, chance: Array
) -> None:
    """Lay a brush's strokes on an RGBA canvas whose fourth channel is the height of the paint.

    picture: where the paint comes from; it, flow and detail (0 to 1) may be smaller than the canvas.
    chance: (n, 7), 0 to 1.
    """
    aspect = canvas.width / canvas.height
    chance = chance[: round(brush.count * aspect)]
    x, y = (chance[:, 0] * 1.04 - 0.02) * aspect, chance[:, 1] * 1.04 - 0.02
    here = detail[_cells(x, y, *detail.shape)]
    low, high = brush.detail
    wanted = (here >= low * (0.6 + 0.8 * chance[:, 6])) & (here <= high)
    x, y, chance = x[wanted], y[wanted], chance[wanted]
    colours = np.asarray(picture)[_cells(x, y, picture.height, picture.width)].astype(np.float32)
    colours += ((chance[:, 3:4] - 0.5) * np.float32(90) + (chance[:, 3:6] - 0.5) * np.float32(60)) * np.float32(
        brush.colour
    )
    pigment = np.concatenate([colours, 60 + 195 * chance[:, 5:6]], 1).clip(0, 255).astype(int).tolist()
    draw = ImageDraw.Draw(canvas)
    for leaf, colour in zip(
        (_leaves(x, y, flow, picture, brush, chance) * canvas.height).tolist(), pigment, strict=True
    ):
        draw.polygon(leaf, fill=tuple(colour))


def _leaves(x: Array, y: Array, flow: tuple[Array, Array], picture: Image.Image, brush: Brush, chance: Array) -> Array:
    """The outlines of strokes, bent with the flow and narrower at their ends: (n, 12), six points each, in heights.

    Where a stroke would run into another colour of the picture, as from a face into the sky, it is cut short.
    """
    colours = np.asarray(picture)
    place = _cells(x, y, *flow[0].shape)
    across, down = flow[0][place], flow[1][place]
    half = brush.length / 2 * (0.6 + 0.8 * chance[:, 2])
    wide = brush.width / 2 * (0.7 + 0.6 * chance[:, 4])
    ends = []
    for sign in (-1, 1):
        there = _cells(x + sign * half * across / 2, y + sign * half * down / 2, *flow[0].shape)
        across_there, down_there = flow[0][there], flow[1][there]
        along = across * across_there + down * down_there
        bend = np.abs(along) > 0.6  # a sharper turn would fold the stroke
        turn = sign * np.where(along < 0, -half, half)
        reach_x = np.where(bend, turn * across_there, sign * half * across)
        reach_y = np.where(bend, turn * down_there, sign * half * down)
        free = _free(x, y, reach_x, reach_y, colours)
        ends.append((x + free * reach_x, y + free * reach_y))
    side_x, side_y = -down * wide, across * wide
    (start_x, start_y), (end_x, end_y) = ends
    corners = [start_x + side_x * 0.5, start_y + side_y * 0.5, x + side_x, y + side_y]
    corners += [end_x + side_x * 0.5, end_y + side_y * 0.5, end_x - side_x * 0.5, end_y - side_y * 0.5]
    corners += [x - side_x, y - side_y, start_x - side_x * 0.5, start_y - side_y * 0.5]
    return np.stack(corners, 1)


def _free(x: Array, y: Array, reach_x: Array, reach_y: Array, colours: Array) -> Array:
    """Which share of its way from (x, y) each stroke can go before the colour changes: (n,), STUMP to 1."""
    own = colours[_cells(x, y, *colours.shape[:2])].astype(np.int16)
    free = np.ones(len(x))
    for share, before in ((1.0, 0.6), (0.6, 0.3), (0.3, STUMP)):
        there = colours[_cells(x + share * reach_x, y + share * reach_y, *colours.shape[:2])]
        free[np.abs(there - own).sum(1) > OTHER] = before
    return free


def _cells(x: Array, y: Array, rows: int, columns: int) -> tuple[Array, Array]:
    """The row and column of places given in heights."""
    return (y * rows).astype(int).clip(0, rows - 1), (x * rows).astype(int).clip(0, columns - 1)


def detail(image: Image.Image, spread: float) -> Array:
    """Where the picture is rich in detail: a plane, 0 to 1. spread in pixels."""
    small = tools.blur(image.reduce(2), max(0.7, spread / 6))
    steep = tools.steepness(tools.to_picture(small)) * np.float32(spread / 2)
    near = tools.blur(tools.to_image(steep), spread / 2).resize(image.size, Image.Resampling.BILINEAR)
    return tools.smoothstep(tools.to_picture(near), 0.02, 0.16)


def lit(canvas: Image.Image, image: Image.Image, detail: Array, bristles: Array, rng: np.random.Generator) -> Array:
    """The canvas with light on its paint from the upper left; where detail is finest the image shows through."""
    width, height = canvas.size
    own = tools.resize(detail, width, height) ** 3 * np.float32(0.72)
    *_, thickness = canvas.split()
    relief = tools.to_picture(thickness.filter(ImageFilter.BoxBlur(1))) * (1 - own)
    relief += tools.resize(bristles, width, height) * np.float32(0.55)
    light = tools.grain(rng, height, width) * np.float32(0.012)
    light[1:, 1:] += np.clip((relief[1:, 1:] - relief[:-1, :-1]) * np.float32(0.62), -0.2, 0.22)
    painted = tools.to_picture(Image.composite(image, canvas.convert("RGB"), tools.to_image(own)))
    for channel in range(3):
        painted[..., channel] += light
    return painted.clip(0, 1)
