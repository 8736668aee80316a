"""Low poly: the picture as a relief of flat triangles, small where it is rich, lit from the upper left."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._mesh import triangulate

Array = np.ndarray

FINE = 256  # height in pixels at which corners are placed and colours taken
# Rows of corners down the picture, and the detail (0 to 1) from which on they are set
MESHES = ((11, -1.0), (21, 0.2), (40, 0.42), (66, 0.64), (104, 0.80))
RELIEF = 0.05  # how far corners stand out of the picture, in heights
SUN = np.array([-0.5, -0.6, 0.62], np.float32)  # from where the light comes: right, down, towards the viewer
COARSE_ROWS = 24  # of facets in a picture too small for more


@style(
    "low poly",
    en="low poly, lowpoly, low poly style, low poly art, low polygon, polygon, polygons, polygonal, polygon art,"
    " triangles, triangulated, geometric, geometric style, geometric art, faceted, origami, origami style,"
    " low poly render, 3d, 3d render, 3d style, 3d model",
    ko="로우폴리, 로우 폴리, 로폴리, 로우폴리 스타일, 폴리곤, 폴리곤 아트, 폴리곤 스타일, 다각형, 삼각형, 기하학,"
    " 기하학적인, 기하학적, 오리가미, 입체적인, 쓰리디, 삼차원",
)
def low_poly(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Triangles between corners that lie on the picture's edges, each in one colour."""
    chance = [rng.random((rows, tools.WIDEST * rows, 7), dtype=np.float32) for rows, _ in MESHES]
    image = tools.to_image(tools.saturate(picture, 1.2))
    if unit <= tools.COARSE:
        return _coarse(tools.to_picture(image), chance[1])
    work = tools.shrink(image, FINE)
    corners, relief = _corners(work, chance)
    triangles = triangulate(corners)
    colours = _colours(work, corners[triangles]) * _shade(corners[triangles], relief[triangles])[:, None]
    return tools.to_picture(_drawn(image.size, corners[triangles], colours))


def _corners(work: Image.Image, chance: list[Array]) -> tuple[Array, Array]:
    """Where the corners lie, (n, 2) x and y in heights, and how far each stands out of the picture, (n,)."""
    height, width = work.height, work.width
    aspect = width / height
    steep = tools.steepness(tools.to_picture(tools.blur(work, 0.004 * height)))
    detail = tools.to_picture(tools.blur(tools.to_image(steep * 4), 0.014 * height))
    detail *= 1 / max(float(np.percentile(detail, 97)), 0.02)  # a night scene has its details, too
    places, relief = [_rim(aspect)], [np.zeros(len(_rim(aspect)), np.float32)]
    for (rows, least), numbers in zip(MESHES, chance, strict=True):
        numbers = numbers[:, : min(round(rows * aspect), numbers.shape[1])]
        columns = numbers.shape[1]
        down, across = np.indices((rows, columns))
        # Of six places in a cell the one where the colour changes most: facets end where things end
        first, second, third = numbers[..., 0:2], numbers[..., 2:4], numbers[..., 4:6]
        tries = np.stack([first, second, third, (first + second) / 2, (second + third) / 2, (third + first) / 2])
        x, y = (across + tries[..., 0]) / columns * aspect, (down + tries[..., 1]) / rows
        row, column = (y * height).astype(int).clip(0, height - 1), (x * height).astype(int).clip(0, width - 1)
        best = steep[row, column].argmax(0)[None]
        x, y, rich = (np.take_along_axis(a, best, 0)[0] for a in (x, y, detail[row, column]))
        places.append(np.stack([x, y], -1)[rich > least])
        relief.append((numbers[..., 6] * 2 - 1)[rich > least] / rows)
    return np.concatenate(places).astype(np.float32), np.concatenate(relief) * np.float32(RELIEF * 11)


def _rim(aspect: float) -> Array:
    """Corners in a slightly bowed ring around the picture, so that facets fill it: (n, 2)."""
    turn = np.linspace(0, 2 * np.pi, 32, endpoint=False) + 0.07
    reach = 0.58 / np.maximum(np.abs(np.cos(turn)), np.abs(np.sin(turn))) ** 0.97
    return np.stack([(0.5 + reach * np.cos(turn)) * aspect, 0.5 + reach * np.sin(turn)], 1)


def _colours(work: Image.Image, shapes: Array) -> Array:
    """The colour of each triangle (n, 3 corners, 2), from places within it: (n, 3), 0 to 1."""
    pixels = tools.to_picture(work)
    middle = shapes.mean(1, keepdims=True)
    places = np.concatenate([middle, *(middle + (shapes - middle) * share for share in (0.35, 0.6))], 1)
    column = (places[..., 0] * work.height).astype(int).clip(0, work.width - 1)
    row = (places[..., 1] * work.height).astype(int).clip(0, work.height - 1)
    return pixels[row, column].mean(1)


def _shade(shapes: Array, relief: Array) -> Array:
    """How light each triangle is, (n,) about 1, by how it faces the sun."""
    raised = np.dstack([shapes, relief])
    first, second = raised[:, 1] - raised[:, 0], raised[:, 2] - raised[:, 0]
    normal = np.cross(first, second)
    normal *= np.sign(normal[:, 2:])
    facing = normal @ SUN / np.maximum(np.linalg.norm(normal, axis=1), 1e-9)
    return 1 + np.clip(0.38 * (facing - SUN[2]), -0.12, 0.10)


def _drawn(size: tuple[int, int], shapes: Array, colours: Array) -> Image.Image:
    """The triangles in their colours, drawn twice as large: smooth edges."""
    image = Image.new("RGB", (2 * size[0], 2 * size[1]))
    draw = ImageDraw.Draw(image)
    fills = (colours * 255 + 0.5).clip(0, 255).astype(int).tolist()
    for shape, fill in zip((shapes.reshape(-1, 6) * (2 * size[1]) - 0.5).tolist(), fills, strict=True):
        draw.polygon(shape, fill=tuple(fill))
    return image.reduce(2)


def _coarse(picture: Array, chance: Array) -> Array:
    """A bent net of triangles, each in its mean colour and a tone of its own."""
    height, width = picture.shape[:2]
    x, y = tools.axes(height, width)
    bend = tools.resize(chance[..., 0] - np.float32(0.5), width, height)
    across = (x + np.zeros_like(y)) * np.float32(COARSE_ROWS) + bend
    down = (y + np.zeros_like(x)) * np.float32(COARSE_ROWS) + bend[::-1]
    column, row = np.floor(across).astype(np.intp) + 1, np.floor(down).astype(np.intp) + 1
    beyond = (across + down - column - row + 2) > 1
    columns = int(column.max()) + 1
    number = ((row * columns + column) * 2 + beyond).ravel()
    count = np.maximum(np.bincount(number), 1)
    tone = (1.06 - 0.12 * (np.arange(len(count)) % 2)) / count
    return np.dstack(
        [(np.bincount(number, picture[..., c].ravel()) * tone)[number].reshape(height, width) for c in range(3)]
    ).astype(np.float32)
