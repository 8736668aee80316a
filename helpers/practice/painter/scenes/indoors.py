"""A cosy room: the time of day and the weather show in its window."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import Colour, dark, mix, pick, rgb
from helpers.practice.painter.colours import light as brighter
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes import Place, scene
from helpers.practice.painter.scenes.brush import Array, Sketch, blend, fill_rows, lattice, multiply, resize, rows, wide
from helpers.practice.painter.scenes.buildings import LAMPLIGHT
from helpers.practice.painter.scenes.plants import SNOW, grass
from helpers.practice.painter.scenes.sky import spots

_SKIRTING = 63  # y where the wall ends


class _Indoors:
    """Colours under a roof: half the light outside, and lamplight when it is dark."""

    def __init__(self, seen: Light) -> None:
        self.seen = seen

    def __call__(self, colour: Colour) -> Colour:
        outside = self.seen.of(colour)
        inside = (colour[0] * 0.84, colour[1] * 0.72, colour[2] * 0.62) if self.seen.lamps else colour
        return mix(inside, outside, 0.32)


@scene(
    "room",
    en="room, living room, bedroom, indoors, indoor, inside, interior, home, house interior, kitchen, library, office, "
    "study, classroom, fireplace, window, sofa, cafe, coffee shop",
    ko="방, 실내, 거실, 침실, 집 안, 집안, 방 안, 부엌, 주방, 도서관, 사무실, 서재, 교실, 안방, 인테리어,"
    " 창가, 카페, 커피숍",
    indoor=True,
)
def room(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    lit = _Indoors(light)
    wall = pick(rng, ("E9D3B4", "CFDCCB", "E6CFC4", "C9D7E0", "EBDDB2", "D9CBE0"))
    c.alpha[:] = 1
    fill_rows(
        c, 0, [(0, lit(dark(wall, 0.16))), (20, lit(wall)), (_SKIRTING, lit(brighter(wall, 0.12)))], bottom=_SKIRTING
    )
    _wallpaper(c)
    _planks(c, rng, lit)
    middle = wide(c) * 0.5
    _window(c, rng, light, lit, middle, min(17, wide(c) * 0.24))
    _rug(c, rng, lit, middle)
    with Sketch(c) as s:
        s.box(0, _SKIRTING - 2.6, wide(c) + 1, _SKIRTING, lit(rgb("F6EFE2")))
        s.box(0, _SKIRTING - 0.5, wide(c) + 1, _SKIRTING, lit(rgb("CDBFAA")))
        _shelf(s, rng, lit, wide(c) - max(17, wide(c) * 0.2), wide(c) + 2)
        _armchair(s, lit, wide(c) * 0.02, pick(rng, ("4F7F86", "B5654A", "6F7FA8", "7D8F5A")))
        _plant(s, rng, lit, wide(c) * 0.905, 84)
        lamp_x = wide(c) * 0.19 if wide(c) > 70 else wide(c) * 0.13
        _lamp(s, lit, light, lamp_x)
    _lamplight(c, light, lamp_x)
    return Place(ground=(71, 93), air=(14, 44), far_scale=0.8)


def _wallpaper(c: Canvas) -> None:
    """Broad faint stripes."""
    last = rows(c, 0, _SKIRTING)[1]
    x = (np.arange(c.width, dtype=np.float32) + 0.5) / c.unit - np.float32(wide(c) / 2)
    stripes = np.clip(np.sin(x * np.float32(np.pi / 4)) * 6, -1, 1) * np.float32(0.018) + 1
    multiply(c.rgb[:last], np.broadcast_to(stripes, (last, c.width)))


def _planks(c: Canvas, rng: np.random.Generator, lit: _Indoors) -> None:
    """Floorboards running towards the back wall, each of its own tone."""
    first, last = rows(c, _SKIRTING)
    wood = rgb("B98556")
    fill_rows(c, _SKIRTING, [(_SKIRTING, lit(dark(wood, 0.3))), (75, lit(wood)), (100, lit(dark(wood, 0.12)))])
    y = ((np.arange(first, last, dtype=np.float32) + 0.5) / c.unit)[:, None]
    x = ((np.arange(c.width, dtype=np.float32) + 0.5) / c.unit)[None, :] - np.float32(wide(c) / 2)
    across = x * (np.float32(60 / 4.5) / (y - 20)) + 64  # in boards; the lines meet far above the floor
    board = across.astype(np.int32)
    tones = rng.random(128).astype(np.float32) * np.float32(0.16) + np.float32(0.92)
    edge = across - board
    grain = resize(lattice(rng, int(wide(c) * 1.3), 4, 2), c.width, last - first) * np.float32(0.14) + np.float32(0.93)
    gap = np.clip(np.minimum(edge, 1 - edge) * np.float32(22), 0, 1) * np.float32(0.28) + np.float32(0.72)
    multiply(c.rgb[first:last], tones[np.clip(board, 0, 127)] * gap * grain)


def _window(c: Canvas, rng: np.random.Generator, seen: Light, lit: _Indoors, x: float, half: float) -> None:
    """The view: sky and a hill; frame, sill and curtains in front of it."""
    top, bottom = 12, 46
    y0, y1 = rows(c, top, bottom)
    x0, x1 = int((x - half) * c.unit), int((x + half) * c.unit)
    view = seen.sky_at(np.linspace(0.1, 1, y1 - y0))
    c.rgb[y0:y1, x0:x1] = view[:, None, :]
    cloud = np.clip(
        resize(lattice(rng, 4, 9, 3), x1 - x0, y1 - y0) * 2.4 - 1.2, 0, 0.7 + 0.25 * (seen.cloudiness > 0.5)
    )
    blend(c.rgb[y0:y1, x0:x1], cloud, np.asarray(seen.clouds[0], np.float32) / 255)
    pane = c.box(x - half, top, x + half, bottom)
    ground = SNOW if seen.white else grass(seen)
    if seen.night and seen.sun is not None:
        across, down, size = rng.random((3, 26))
        bright = 0.4 + 0.6 * size
        tone = np.full((26, 3), 0.95)
        spots(
            c,
            (x + (across * 2 - 1) * half * 0.95) * c.unit,
            (top + 1 + 18 * down) * c.unit,
            np.maximum(0.7, 0.2 * c.unit * bright),
            bright,
            tone,
        )
    if seen.sun is not None:
        c.flat(
            c.ellipse(x - half * 0.45, top + 8 if seen.sun[1] < 25 else bottom - 10, 2.9), seen.sun_colour, clip=pane
        )
    c.flat(
        c.blob(
            (x - half - 3, bottom - 7),
            (x - half * 0.3, bottom - 10),
            (x + half + 3, bottom - 5),
            (x + half, bottom + 9),
            (x - half, bottom + 9),
        ),
        seen.of(ground, 0.45),
        clip=pane,
    )
    c.flat(
        c.blob(
            (x - half - 3, bottom - 3),
            (x + half * 0.4, bottom - 6.5),
            (x + half + 3, bottom - 6),
            (x + half, bottom + 9),
            (x - half, bottom + 9),
        ),
        seen.of(ground, 0.2),
        clip=pane,
    )
    with Sketch(c, 6, 52) as s:
        frame, shade = lit(rgb("FBF6EA")), lit(rgb("D5C9B6"))
        for a, b, d, e in (
            (x - half - 1.6, top - 1.6, x + half + 1.6, top),
            (x - half - 1.6, bottom, x + half + 1.6, bottom + 1.4),
            (x - half - 1.6, top, x - half, bottom),
            (x + half, top, x + half + 1.6, bottom),
            (x - 0.6, top, x + 0.6, bottom),
            (x - half, 27.5, x + half, 28.6),
        ):
            s.box(a, b, d, e, frame)
        s.box(x - half - 3, bottom + 1.2, x + half + 3, bottom + 3, frame)
        s.box(x - half - 3, bottom + 2.6, x + half + 3, bottom + 3.2, shade)
        cloth = rgb("D9826B")
        s.line([(x - half - 7, 8.6), (x + half + 7, 8.6)], 0.9, lit(rgb("8A6242")))
        for side in (-1, 1):
            _curtain(s, x + side * (half + 2.2), side, half, lit, cloth)


def _curtain(s: Sketch, x: float, side: int, half: float, lit: _Indoors, cloth: Colour) -> None:
    """One curtain in folds, tied back at the side."""
    for i in range(5):
        inner, outer = x - side * (half * 0.42 - i * half * 0.15), x - side * (half * 0.27 - i * half * 0.15)
        tone = lit(dark(cloth, 0.28) if i % 2 else brighter(cloth, 0.08))
        waist = x + side * (0.6 + i * 0.35)
        s.polygon(
            [
                (inner, 8.4),
                (outer + side * 0.4, 8.4),
                (waist + side * 1.2, 34),
                (outer + side * 1.4, 53),
                (inner + side * half * 0.2, 53),
                (waist, 34),
            ],
            tone,
        )
    s.box(x - 0.2 if side > 0 else x - 3.4, 33, x + 3.4 if side > 0 else x + 0.2, 34.6, lit(rgb("F0C27A")))


def _rug(c: Canvas, rng: np.random.Generator, lit: _Indoors, x: float) -> None:
    """A round rug in the middle, plain enough for somebody to stand on."""
    colour = pick(rng, ("C9D3D8", "E6D9C3", "BFCFBE", "DCC7C9"))
    half = min(38, wide(c) * 0.36)
    for part, tone, alpha in (
        (1, dark(colour, 0.3), 1),
        (0.95, colour, 1),
        (0.8, dark(colour, 0.12), 1),
        (0.765, colour, 1),
    ):
        c.flat(c.ellipse(x, 82, half * part, 12.4 * part), lit(tone), alpha)


def _shelf(s: Sketch, rng: np.random.Generator, lit: _Indoors, left: float, right: float) -> None:
    """A bookcase against the right wall."""
    wood = rgb("9A6A42")
    s.box(left, 18, right, 68, lit(wood))
    s.box(left + 1, 19.2, right, 67, lit(dark(wood, 0.45)))
    books = ("C9574A", "4F7F9A", "D9A441", "5F8F5F", "8A5F8F", "E3D3B3", "3F5F7F")
    for y in (30, 42, 54, 66):
        x = left + 1.2
        for broad, tall, tone, gap in rng.random((18, 4)).tolist():
            width = 0.9 + 1.1 * broad
            if x + width > right:
                break
            if gap > 0.12:
                colour = rgb(books[int(tone * len(books))])
                s.box(x, y - 5.5 - 3.6 * tall, x + width, y, lit(colour))
                s.box(x + width * 0.7, y - 5.5 - 3.6 * tall, x + width, y, lit(dark(colour, 0.3)))
                s.box(x, y - 3, x + width * 0.7, y - 2.4, lit(brighter(colour, 0.4)))
            x += width + 0.1
        s.box(left, y, right, y + 1.2, lit(brighter(wood, 0.08)))


def _armchair(s: Sketch, lit: _Indoors, x: float, colour: Colour) -> None:
    """An armchair at the left edge, half out of the picture."""
    deep, bright, own = lit(dark(colour, 0.32)), lit(brighter(colour, 0.14)), lit(colour)
    for dx in (-3, 10):
        s.box(x + dx, 77, x + dx + 1.5, 81, lit(rgb("6A4A34")))
    s.ellipse(x + 3, 48, 11, 6, own)
    s.box(x - 8, 48, x + 14, 72, own)
    s.ellipse(x + 2, 47.4, 8, 3.4, bright)
    s.box(x - 8, 66, x + 12, 78, deep)
    s.box(x - 8, 64, x + 11, 69, bright)
    s.ellipse(x + 11, 66.5, 1.6, 2.5, bright)
    s.ellipse(x + 13, 62.5, 3.4, 3, own)
    s.box(x + 9.6, 62.5, x + 16.4, 78, own)
    s.box(x + 13.6, 62.5, x + 16.4, 78, deep)
    s.polygon([(x - 2, 65), (x + 1, 54), (x + 9, 56), (x + 7.5, 66)], lit(rgb("F0D9A8")))
    s.polygon([(x + 5.5, 65.8), (x + 7, 55.5), (x + 9, 56), (x + 7.5, 66)], lit(rgb("D6B985")))


def _plant(s: Sketch, rng: np.random.Generator, lit: _Indoors, x: float, y: float) -> None:
    """A potted plant with large leaves."""
    for i, (turn, long) in enumerate(rng.random((13, 2)).tolist()):
        angle = np.radians(-72 + i * 12 + turn * 8)
        reach = 13 + 6 * long
        t = np.linspace(0, 1, 9)
        rib_x, rib_y = x + np.sin(angle) * reach * t, y - 9 - np.cos(angle) * reach * t + 5 * t**2 * abs(np.sin(angle))
        half = 1.9 * np.sin(np.pi * t**0.8)
        dx, dy = half * np.cos(angle), half * np.sin(angle)
        green = mix(rgb("3F7F4F"), rgb("7DB05A"), turn)
        s.polygon(
            np.concatenate([np.stack([rib_x - dx, rib_y - dy], 1), np.stack([rib_x + dx, rib_y + dy], 1)[::-1]]),
            lit(green),
        )
        s.polygon(
            np.concatenate([np.stack([rib_x, rib_y], 1), np.stack([rib_x + dx, rib_y + dy], 1)[::-1]]),
            lit(dark(green, 0.25)),
        )
    pot = rgb("C8704A")
    s.polygon([(x - 5, y - 9), (x + 5, y - 9), (x + 3.6, y + 1), (x - 3.6, y + 1)], lit(pot))
    s.polygon([(x + 1.5, y - 9), (x + 5, y - 9), (x + 3.6, y + 1), (x + 1.2, y + 1)], lit(dark(pot, 0.3)))
    s.box(x - 5.6, y - 10.4, x + 5.6, y - 7.8, lit(brighter(pot, 0.1)))


def _lamp(s: Sketch, lit: _Indoors, seen: Light, x: float) -> None:
    """A standard lamp."""
    s.box(x - 0.45, 36, x + 0.45, 69, lit(rgb("6A5340")))
    s.ellipse(x, 69.3, 4, 1.1, lit(rgb("5A4636")))
    shade = brighter(LAMPLIGHT, 0.3) if seen.lamps else lit(rgb("F3E3C0"))
    s.polygon([(x - 3.4, 27), (x + 3.4, 27), (x + 6, 37), (x - 6, 37)], shade)
    s.polygon([(x + 1.6, 27), (x + 3.4, 27), (x + 6, 37), (x + 3, 37)], dark(shade, 0.1))


def _lamplight(c: Canvas, seen: Light, x: float) -> None:
    """The lamp's glow on wall and floor, when it is dark outside."""
    if not seen.lamps:
        return
    glow: Array = np.exp(-((np.arange(c.width, dtype=np.float32) / c.unit - np.float32(x)) ** 2) / 500)[None, :]
    fall = np.exp(-((np.arange(c.height, dtype=np.float32) / c.unit - np.float32(38)) ** 2) / 900)[:, None]
    blend(c.rgb, glow * fall * np.float32(0.3), np.asarray(LAMPLIGHT, np.float32) / 255)
