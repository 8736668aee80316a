"""The world under water."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import WHITE, Colour, dark, light, mix, rgb
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes import Place, scene
from helpers.practice.painter.scenes.brush import (
    Sketch,
    blend,
    fill_rows,
    lattice,
    profile,
    rows,
    texture,
    wide,
)  # fmt: skip

Tint = Callable[[Colour], Colour]  # a colour as it looks in this place's light


@scene(
    "underwater",
    en="underwater, under water, under the sea, deep sea, coral reef, reef, seabed, ocean floor, sea floor, "
    "aquarium, undersea",
    ko="바닷속, 물속, 수중, 해저, 심해, 산호초, 바다 밑, 바다속, 수족관, 바다 속, 물 속",
    indoor=True,
)
def underwater(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    dim = mix((255, 255, 255), light.of((255, 255, 255)), 0.75)

    def lit(colour: Colour) -> Colour:
        return tuple(v * d / 255 for v, d in zip(colour, dim, strict=True))

    c.alpha[:] = 1
    fill_rows(
        c, 0, [(0, lit(rgb("8FE3E6"))), (18, lit(rgb("43B3D0"))), (55, lit(rgb("1C7CB0"))), (88, lit(rgb("14588C")))]
    )
    for y, share in ((66, 0.75), (74, 0.5)):
        line = y - np.abs(profile(c, rng, 22, 4)) * np.float32(13)
        fill_rows(
            c,
            50,
            [(50, lit(mix(rgb("1B5F86"), rgb("2F8FB8"), share))), (86, lit(mix(rgb("164F74"), rgb("2A86B0"), share)))],
            line,
            88,
        )
    floor = 81 - profile(c, rng, 40, 2) * np.float32(1.6)
    fill_rows(c, 78, [(79, lit(rgb("8FBFB4"))), (90, lit(rgb("CDC79A"))), (100, lit(rgb("A9A57C")))], floor)
    texture(c, 81, 0.16, lattice(rng, int(wide(c) / 8) + 2, 12, 3))
    _rays(c, rng, lit(rgb("E8FFFA")))
    with Sketch(c) as s:
        _sea_garden(c, s, rng, lit)
        for x, y, size in rng.random((int(wide(c) / 5), 3)).tolist():
            if not 0.25 < x < 0.75 or size < 0.2:
                _bubble(s, x * wide(c), 8 + 66 * y, 0.4 + size, lit(mix(rgb("43B3D0"), rgb("1C6CA0"), y)))
    return Place(ground=(84, 95), air=(18, 66), water=(30, 82), far_scale=0.75)


def _rays(c: Canvas, rng: np.random.Generator, colour: Colour) -> None:
    """Shafts of light from the surface, drawn small and blurred."""
    scale = 96 / 100
    image = Image.new("L", (max(8, round(wide(c) * scale)), 96))
    pen = ImageDraw.Draw(image)
    for across, broad, strong in rng.random((max(4, int(wide(c) / 14)), 3)).tolist():
        x, half = across * image.width * 1.1, 1.5 + 4 * broad
        pen.polygon(
            [(x - half, -2), (x + half, -2), (x + half * 3 - 26, 88), (x - half * 3 - 26, 88)],
            fill=int(50 + 80 * strong),
        )
    soft = image.filter(ImageFilter.GaussianBlur(2)).resize((c.width, c.height), Image.Resampling.BILINEAR)
    fade = np.linspace(0.75, 0.0, c.height, dtype=np.float32)[:, None] * np.float32(1 / 255)
    last = rows(c, 0, 92)[1]
    blend(c.rgb[:last], (np.asarray(soft) * fade)[:last], np.asarray(colour, np.float32) / 255)


def _bubble(s: Sketch, x: float, y: float, radius: float, water: Colour) -> None:
    """A bubble: a bright rim, water within, a glint at the upper left."""
    s.ellipse(x, y, radius, radius, mix(water, WHITE, 0.5))
    s.ellipse(x + radius * 0.06, y + radius * 0.06, radius * 0.82, radius * 0.82, mix(water, WHITE, 0.16))
    s.ellipse(x - radius * 0.36, y - radius * 0.4, radius * 0.24, radius * 0.2, WHITE)


def _sea_garden(c: Canvas, s: Sketch, rng: np.random.Generator, lit: Tint) -> None:
    """Weed and coral at both sides, stones on the sand."""
    for i, (across, tall, tone, sway) in enumerate(rng.random((22, 4)).tolist()):
        x = (0.2 * across if i % 2 else 1 - 0.2 * across) * wide(c)
        y, high = 84 + 8 * tone, 14 + 26 * tall * (1 - across * 0.6)
        green = mix(rgb("1F7A5A"), rgb("6DB04A"), tone)
        t = np.linspace(0, 1, 16)
        middle = x + np.sin(t * 7 + sway * 6) * (0.5 + 1.7 * t)
        half = 1.1 * (1 - t) ** 0.6 + 0.1
        up = y - high * t
        s.polygon(
            np.concatenate([np.stack([middle - half, up], 1), np.stack([middle + half, up], 1)[::-1]]), lit(green)
        )
        s.polygon(
            np.concatenate([np.stack([middle + half * 0.1, up], 1), np.stack([middle + half, up], 1)[::-1]]),
            lit(dark(green, 0.3)),
        )
    for i, (across, down, size) in enumerate(rng.random((8, 3)).tolist()):
        x = (0.24 * across if i % 2 else 1 - 0.24 * across) * wide(c)
        _coral(s, rng, x, 86 + 10 * down, 4 + 5 * size, rgb(("E8637A", "F08A4B", "C77BD0", "F2B950")[i % 4]), lit)


def _coral(s: Sketch, rng: np.random.Generator, x: float, y: float, size: float, colour: Colour, lit: Tint) -> None:
    """A branching coral standing at (x, y)."""
    for angle, long in zip((-62, -32, 0, 28, 58), (0.7 + 0.4 * rng.random(5)).tolist(), strict=True):
        turn = np.radians(angle)
        end_x, end_y = x + np.sin(turn) * size * long, y - np.cos(turn) * size * long
        s.line([(x, y), ((x * 0.6 + end_x * 0.4), y - size * 0.35 * long), (end_x, end_y)], size * 0.17, lit(colour))
        s.ellipse(end_x, end_y, size * 0.12, size * 0.12, lit(light(colour, 0.25)))
    s.ellipse(x, y, size * 0.35, size * 0.14, lit(dark(colour, 0.2)))
