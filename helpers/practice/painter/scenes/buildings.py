"""Houses, shops and towers, drawn into a `Sketch`."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.colours import Colour, dark, light, mix, rgb
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes.brush import Sketch
from helpers.practice.painter.scenes.plants import SNOW, SNOW_SHADE

LAMPLIGHT: Colour = (255, 214, 120)


def pane(seen: Light, lit: bool, far: float = 0) -> Colour:
    """A window's colour: lamplight is not dimmed by the night."""
    if seen.lamps and lit:
        return seen.fade(LAMPLIGHT, far * 0.4)
    return seen.of(mix(rgb("6F93B5"), seen.sky[1][1], 0.4), far)


def tower(
    s: Sketch, rng: np.random.Generator, x: float, top: float, width: float, foot: float, seen: Light, far: float
) -> None:
    """A high building with its windows in columns, standing at `foot`; x is its left edge."""
    tints = ("8FA0B5", "B59C8C", "A3AFBF", "7F8FA8", "C4B6A6", "93A7A8", "8C86A6")
    roof, style = int(rng.integers(4)), int(rng.integers(2))
    wall = rgb(tints[rng.integers(len(tints))])
    pitch = 1.9 if style else 1.5
    columns, floors = max(2, int(width / pitch)), 26
    lit = rng.random((floors, 14)) < 0.45
    face, side = seen.of(wall, far), seen.of(dark(wall, 0.32), far)
    depth = width * 0.16
    if roof == 1:
        s.box(x + width * 0.2, top - 3, x + width * 0.75, top + 1, face)
        s.box(x + width * 0.62, top - 3, x + width * 0.75, top + 1, side)
    elif roof == 2:
        s.line([(x + width * 0.45, top - 7), (x + width * 0.45, top)], 0.35, side)
        s.polygon([(x, top), (x + width * 0.45, top - 3.5), (x + width - depth, top)], face)
    s.box(x, top, x + width, foot, face)
    s.box(x + width - depth, top, x + width, foot, side)
    floors = min(floors, int((foot - top - 2) / 2.2))
    if floors < 1 or (far > 0.8 and s.pixels(1) < 1.5):
        return  # no room for windows, or nobody could see them
    # Windows: one small picture of four by four cells a window, enlarged over the whole front.
    cells = np.empty((floors * 4, columns * 4, 4), np.uint8)
    cells[...] = (*(int(v) for v in face), 255)
    dim, bright = (np.array([*(int(v) for v in pane(seen, on, far)), 255], np.uint8) for on in (False, True))
    glass = np.where(lit[:floors, :columns, None] if seen.lamps else False, bright, dim)
    for dy in (1, 2):
        for dx in (1, 2) if not style else (0, 1, 2):
            cells[dy::4, dx::4] = glass
    s.picture(x + width * 0.07, top + 1.2, x + width - depth - width * 0.05, top + 1.2 + floors * 2.2, cells)
    if seen.white:
        s.box(x - 0.2, top - 0.7, x + width + 0.2, top + 0.3, seen.of(SNOW, far))


def house(
    s: Sketch,
    rng: np.random.Generator,
    x: float,
    y: float,
    width: float,
    seen: Light,
    far: float = 0,
    church: bool = False,
) -> None:
    """A gabled house, its front `width` wide, its foot at y, x its middle."""
    wall = rgb(("F3E4C8", "E8CDB0", "F4F0E6", "DDB89A", "CFDBD8")[rng.integers(5)])
    tiles = rgb(("B5523F", "9A4A3C", "C06A45", "6F5A66", "7C4B40")[rng.integers(5)])
    chimney, shutters = rng.random() < 0.7, rgb(("4F7F8C", "6F8F4F", "A0523F")[rng.integers(3)])
    half, tall = width / 2, width * 0.62
    eaves, ridge = y - tall, y - tall - width * 0.48
    front, roof = seen.of(wall, far), seen.of(tiles, far)
    roof_dark, snow = dark(roof, 0.35), seen.of(SNOW, far)
    if church:
        _steeple(s, x - half * 0.55, ridge, width * 0.36, seen, front, roof, far)
    if chimney:
        s.box(x + half * 0.4, ridge - width * 0.02, x + half * 0.62, eaves, seen.of(rgb("9A6A58"), far))
    s.box(x - half * 0.88, eaves - width * 0.02, x + half * 0.88, y, front)
    s.box(x + half * 0.3, eaves, x + half * 0.88, y, dark(front, 0.08))
    over = [
        (x - half * 1.12, eaves + width * 0.05),
        (x - half * 0.72, ridge),
        (x + half * 0.72, ridge),
        (x + half * 1.12, eaves + width * 0.05),
    ]
    s.polygon(over, snow if seen.white else roof)
    if s.pixels(width) > 14:
        for i in range(1, 5):
            t = i / 5
            at, spread = ridge + (eaves + width * 0.05 - ridge) * t, half * (0.72 + 0.4 * t)
            s.line(
                [(x - spread, at), (x + spread, at)],
                width * 0.012,
                seen.of(SNOW_SHADE, far) if seen.white else roof_dark,
            )
    s.polygon(
        [over[3], over[0], (x - half * 1.1, eaves + width * 0.1), (x + half * 1.1, eaves + width * 0.1)], roof_dark
    )
    door_x = x + half * (0.05 if church else -0.45)
    s.box(door_x - width * 0.08, y - tall * 0.56, door_x + width * 0.08, y, seen.of(rgb("7A5238"), far))
    for i, dx in enumerate((0.12, 0.56) if not church else (-0.6, 0.62)):
        _window(s, x + half * dx, y - tall * 0.58, width * 0.15, seen, far, shutters, lit=i == 0 or chimney)
    if not church:
        _window(s, x - half * 0.45, y - tall * 0.82, width * 0.07, seen, far, None, lit=False)


def _window(
    s: Sketch, x: float, y: float, size: float, seen: Light, far: float, shutters: Colour | None, lit: bool
) -> None:
    frame = seen.of(rgb("FBF7EC"), far)
    s.box(x - size * 0.58, y - size * 0.62, x + size * 0.58, y + size * 0.72, frame)
    s.box(x - size * 0.46, y - size * 0.5, x + size * 0.46, y + size * 0.6, pane(seen, lit, far))
    if s.pixels(size) > 4:
        s.box(x - size * 0.05, y - size * 0.5, x + size * 0.05, y + size * 0.6, frame)
        s.box(x - size * 0.46, y, x + size * 0.46, y + size * 0.1, frame)
    if shutters and s.pixels(size) > 2:
        for side in (-1, 1):
            at = x + side * size * 0.8
            s.box(at - size * 0.2, y - size * 0.6, at + size * 0.2, y + size * 0.7, seen.of(shutters, far))


def _steeple(s: Sketch, x: float, y: float, width: float, seen: Light, wall: Colour, roof: Colour, far: float) -> None:
    half = width / 2
    s.box(x - half, y - width * 1.1, x + half, y + width * 1.4, wall)
    s.box(x + half * 0.3, y - width * 1.1, x + half, y + width * 1.4, dark(wall, 0.15))
    s.polygon([(x - half * 1.25, y - width * 1.1), (x, y - width * 3.1), (x + half * 1.25, y - width * 1.1)], roof)
    s.polygon(
        [(x + half * 0.2, y - width * 1.1), (x, y - width * 3.1), (x + half * 1.25, y - width * 1.1)], dark(roof, 0.3)
    )
    s.ellipse(x, y - width * 0.4, half * 0.45, half * 0.5, pane(seen, True, far))


def shop(s: Sketch, rng: np.random.Generator, x: float, width: float, foot: float, seen: Light) -> None:
    """A town house with a shop below: x is its left edge."""
    wall = rgb(("E9C9A4", "D9A08A", "A9C3C9", "E8DDB5", "C7B3CF", "B9CBA0", "DE9F9F", "F0D9C0")[rng.integers(8)])
    tall, awning = rng.uniform(31, 41), rgb(("C9453F", "2F7F6F", "3F6FA8", "D98A2B", "8A4F8F")[rng.integers(5)])
    style, lit = int(rng.integers(3)), rng.random(12)
    top, right, face = foot - tall, x + width, seen.of(wall, 0.08)
    trim = seen.of(light(wall, 0.55), 0.08)
    tiles = seen.of(SNOW if seen.white else rgb(("8A4B3F", "5F6470", "7A5548")[style]), 0.08)
    if style == 0:
        s.polygon([(x - 0.4, top), (x + width * 0.5, top - width * 0.42), (right + 0.4, top)], tiles)
        s.polygon([(x + width * 0.12, top), (x + width * 0.5, top - width * 0.31), (right - width * 0.12, top)], face)
        s.ellipse(x + width * 0.5, top - width * 0.11, width * 0.07, width * 0.07, pane(seen, True))
    elif style == 1:
        s.polygon(
            [(x - 0.3, top), (x + width * 0.1, top - 5), (right - width * 0.1, top - 5), (right + 0.3, top)], tiles
        )
        for k in (0.3, 0.7):
            s.box(x + width * (k - 0.09), top - 4.6, x + width * (k + 0.09), top, trim)
            s.box(x + width * (k - 0.06), top - 4, x + width * (k + 0.06), top, pane(seen, lit[int(k * 10)] < 0.5))
    s.box(x, top, right, foot, face)
    s.box(right - width * 0.05, top, right, foot, dark(face, 0.2))
    s.box(x - 0.3, top - 0.9, right + 0.3, top + 0.8, tiles if seen.white else trim)
    s.box(x, foot - 13.6, right, foot - 12.9, trim)
    floors = max(1, int((tall - 15) / 8))
    for floor in range(floors):
        y = top + 3 + floor * (tall - 16) / floors
        for i, k in enumerate((0.2, 0.5, 0.8)):
            half = width * 0.085
            mid = x + width * k
            s.box(mid - half - 0.4, y - 0.4, mid + half + 0.4, y + 5.6, trim)
            s.box(mid - half, y, mid + half, y + 5, pane(seen, lit[(floor * 3 + i) % 12] < 0.6))
            s.box(mid - half, y + 2.3, mid + half, y + 2.6, trim)
            s.box(mid - half - 0.7, y + 5.4, mid + half + 0.7, y + 6, dark(trim, 0.2))
    _shopfront(s, x, width, foot, seen, awning)


def _shopfront(s: Sketch, x: float, width: float, foot: float, seen: Light, awning: Colour) -> None:
    """Door, show window and a striped awning."""
    wood = seen.of(mix(awning, rgb("4A3428"), 0.65))
    s.box(x + width * 0.05, foot - 11, x + width * 0.95, foot, wood)
    glass = pane(seen, True)
    s.box(x + width * 0.1, foot - 9.5, x + width * 0.6, foot - 2.2, glass)
    s.polygon(
        [
            (x + width * 0.14, foot - 3),
            (x + width * 0.3, foot - 9),
            (x + width * 0.38, foot - 9),
            (x + width * 0.22, foot - 3),
        ],
        light(glass, 0.25),
    )
    s.box(x + width * 0.68, foot - 9.5, x + width * 0.9, foot - 0.4, dark(wood, 0.2))
    s.box(x + width * 0.71, foot - 9, x + width * 0.87, foot - 4, glass)
    stripes = 8
    for i in range(stripes):
        left, right = x + width * (0.02 + 0.96 * i / stripes), x + width * (0.02 + 0.96 * (i + 1) / stripes)
        lean = width * 0.03
        colour = seen.of(awning if i % 2 else rgb("FBF4E6"))
        out0, out1 = left + (i / stripes - 0.5) * lean, right + ((i + 1) / stripes - 0.5) * lean
        s.polygon([(left, foot - 13), (right, foot - 13), (out1, foot - 9.6), (out0, foot - 9.6)], colour)
        s.ellipse((out0 + out1) / 2, foot - 9.6, (out1 - out0) / 2, 0.8, dark(colour, 0.1))


def street_lamp(s: Sketch, x: float, y: float, tall: float, seen: Light) -> None:
    """An old lamp post with its foot at (x, y)."""
    iron = seen.of(rgb("3A4048"))
    s.box(x - tall * 0.012, y - tall * 0.86, x + tall * 0.012, y, iron)
    s.polygon(
        [
            (x - tall * 0.035, y),
            (x - tall * 0.02, y - tall * 0.08),
            (x + tall * 0.02, y - tall * 0.08),
            (x + tall * 0.035, y),
        ],
        iron,
    )
    glass = LAMPLIGHT if seen.lamps else seen.of(rgb("F4EFD8"))
    s.polygon(
        [
            (x - tall * 0.03, y - tall * 0.86),
            (x - tall * 0.045, y - tall * 0.97),
            (x + tall * 0.045, y - tall * 0.97),
            (x + tall * 0.03, y - tall * 0.86),
        ],
        glass,
    )
    s.polygon([(x - tall * 0.055, y - tall * 0.965), (x, y - tall * 1.02), (x + tall * 0.055, y - tall * 0.965)], iron)
