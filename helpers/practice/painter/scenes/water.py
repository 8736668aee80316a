"""Sea, beach and lake."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import Colour, dark, light, mix, rgb
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes import Place, scene
from helpers.practice.painter.scenes.brush import (
    Sketch,
    blend,
    fill_rows,
    in_perspective,
    lattice,
    multiply,
    profile,
    rows,
    smoothstep,
    texture,
    wide,
)  # fmt: skip
from helpers.practice.painter.scenes.hills import strew, turf
from helpers.practice.painter.scenes.plants import SNOW, firs, grass, pine
from helpers.practice.painter.scenes.sky import paint_sky

_SAND, _WET_SAND = rgb("EBD3A0"), rgb("C9A878")


def water_colours(seen: Light, near: str = "1F6FA8", far: str = "5FA9CC") -> tuple[Colour, Colour]:
    """(at the horizon, near): water takes half its colour from the sky."""
    horizon = mix(seen.of(rgb(far)), seen.haze_colour, 0.45)
    zenith = seen.sky[0][1]
    return horizon, mix(seen.of(rgb(near)), zenith, 0.3)


def waves(
    c: Canvas, rng: np.random.Generator, seen: Light, top: float, bottom: float = 100, strength: float = 1
) -> None:
    """Ripples and glints on water that was filled in before, and the sun's path on it."""
    first, last = rows(c, top, bottom)
    field = in_perspective(lattice(rng, int(wide(c) / 7) + 3, 52, 3), c.width, last - first)
    picture = c.rgb[first:last]
    multiply(picture, field * np.float32(0.5 * strength) + np.float32(1 - 0.25 * strength))
    glint = smoothstep(0.6, 0.8, field) * np.float32(0.3 * strength)
    if seen.sun is not None:
        x = (np.arange(c.width, dtype=np.float32) / c.width)[None, :]
        y = np.linspace(0, 1, last - first, dtype=np.float32)[:, None]
        low = seen.setting.time in ("sunset", "sunrise")
        breadth = (np.float32(5) + 11 * y) / np.float32(wide(c))
        path = np.exp(-(((x - np.float32(seen.sun[0])) / breadth) ** 2)) * (1 - 0.5 * y)
        glint += smoothstep(0.48, 0.66, field) * path * np.float32(0.9 if low else 0.55)
    blend(picture, glint, np.asarray(mix(seen.haze_colour, seen.sun_colour, 0.7), np.float32) / 255)


def _headland(c: Canvas, rng: np.random.Generator, seen: Light, horizon: float, tall: float) -> None:
    """Far land on one side of the horizon."""
    side, reach = rng.random(2)
    x = (np.arange(c.width, dtype=np.float32) + 0.5) / c.width
    away = x if side < 0.5 else 1 - x
    shape = np.clip(1 - away / np.float32(0.3 + 0.25 * reach), 0, 1) ** 0.7
    line = horizon + 0.3 - shape * np.float32(tall) * (0.75 + 0.35 * profile(c, rng, 14, 3))
    colour = rgb("6F8F86") if not seen.white else rgb("C8D6E4")
    fill_rows(
        c,
        horizon - tall,
        [(horizon - tall, seen.of(colour, 0.85)), (horizon, seen.of(colour, 1.15))],
        line,
        horizon + 0.4,
    )


@scene(
    "sea",
    en="sea, ocean, open sea, open water, wave, waves, high seas, at sea, harbor, harbour, bay, fjord, surf",
    ko="바다, 대양, 파도, 망망대해, 수평선, 해상, 바다 위, 물 위, 항구, 만, 앞바다",
)
def sea(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    horizon = 47
    paint_sky(c, light, horizon + 1)
    _headland(c, rng, light, horizon, 7)
    far, near = water_colours(light, "14608F")
    fill_rows(c, horizon, [(horizon, far), (horizon + 14, mix(far, near, 0.6)), (100, dark(near, 0.25))])
    waves(c, rng, light, horizon, strength=1.15)
    _crests(c, rng, light, horizon)
    return Place(ground=(64, 90), air=(12, 38), water=(58, 90), far_scale=0.45)


def _crests(c: Canvas, rng: np.random.Generator, seen: Light, horizon: float) -> None:
    """White crests, long and flat, larger towards the viewer."""
    foam = seen.of(rgb("EAF6FA"))
    n = int(wide(c) * 0.55)
    across, depth, long = rng.random((3, n))
    with Sketch(c, horizon + 3) as s:
        for x, d, size in zip((across * wide(c)).tolist(), np.sort(depth).tolist(), long.tolist(), strict=True):
            y = horizon + 4 + (95 - horizon) * d**1.3
            half, thick = (1 + 5 * size) * (0.25 + d), 0.16 + 0.42 * d
            curve = [
                (x - half, y + thick),
                (x - half * 0.4, y - thick * 0.5),
                (x + half * 0.2, y - thick),
                (x + half, y + thick * 0.7),
            ]
            back = [(x + half * 0.3, y + thick * 0.25), (x - half * 0.4, y + thick * 0.7)]
            s.polygon(curve + back, foam)


@scene(
    "beach",
    en="beach, seaside, seashore, shore, coast, sand, sandy beach, tropical beach, island, tropical island, coastline",
    ko="해변, 바닷가, 해안, 해수욕장, 모래사장, 백사장, 모래밭, 섬, 해안가, 열대 섬, 해변가",
)
def beach(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    horizon = 44
    paint_sky(c, light, horizon + 1)
    _headland(c, rng, light, horizon, 9)
    far, near = water_colours(light, "2E9FB8", "4C9FD0")
    shallow = light.of(rgb("8FDCD0"), 0.1)
    fill_rows(c, horizon, [(horizon, far), (horizon + 6, near), (63, shallow), (68, shallow)], bottom=70)
    waves(c, rng, light, horizon, 70, 0.8)
    shore = 65.5 - profile(c, rng, 48, 2) * np.float32(1.6)
    sand = SNOW if light.white else _SAND
    foam, wet = light.of(rgb("FBFDFB")), light.of(mix(_WET_SAND, sand, 0.5 if light.white else 0.1))
    fill_rows(c, 60, [(0, foam)], shore - 4.5 + np.float32(0.5) * profile(c, rng, 7, 2), 67)
    fill_rows(c, 60, [(0, shallow)], shore - 3.7 + np.float32(0.35) * profile(c, rng, 6, 2), 67)
    fill_rows(c, 62, [(0, foam)], shore - 1.3 + np.float32(0.5) * profile(c, rng, 5, 2), 69)
    fill_rows(c, 62, [(60, wet), (68, wet), (72, light.of(sand, 0.05))], shore)
    fill_rows(
        c,
        69,
        [(69, light.of(mix(sand, _WET_SAND, 0.12))), (78, light.of(sand)), (100, light.of(dark(sand, 0.2)))],
        shore + 4,
    )
    texture(c, 68.5, 0.09, lattice(rng, int(wide(c) / 10) + 2, 14, 4))
    with Sketch(c) as s:
        _grains(c, s, rng, light, sand)
        side = -1 if rng.random() < 0.5 else 1
        for off, tall in ((0.02, 52), (0.1, 40)):
            x = off * wide(c) if side < 0 else (1 - off) * wide(c)
            palm(s, rng, x, 79 - 40 * off, tall * (1 if wide(c) > 70 else 0.8), -side, light)
        _shells(c, s, rng, light)
    return Place(ground=(73, 93), air=(12, 36), water=(53, 62), far_scale=0.7)


def _grains(c: Canvas, s: Sketch, rng: np.random.Generator, seen: Light, sand: Colour) -> None:
    """Specks in the sand."""
    n = int(wide(c) * 3)
    across, depth, tone = rng.random((3, n))
    size = 0.08 + 0.16 * depth
    if s.pixels(0.24) < 0.6:
        return
    colours = [seen.of(dark(sand, 0.22)), seen.of(light(sand, 0.5))]
    s.dots(across * wide(c), 72 + 28 * depth, size, size * 0.7, colours, (tone > 0.5).astype(int))


def palm(s: Sketch, rng: np.random.Generator, x: float, y: float, tall: float, lean: float, seen: Light) -> None:
    """A palm tree with its foot at (x, y), leaning to the side `lean` (-1 or 1)."""
    turn = rng.random(9) - 0.5
    t = np.linspace(0, 1, 14)
    trunk = np.stack([x + lean * tall * 0.28 * t**1.6, y - tall * 0.82 * t], 1)
    half = tall * (0.032 - 0.016 * t)
    bark = seen.of(rgb("9A7350"))
    s.polygon(
        np.concatenate([trunk - np.stack([half, 0 * half], 1), (trunk + np.stack([half, 0 * half], 1))[::-1]]), bark
    )
    right = trunk + np.stack([half * 0.25, 0 * half], 1)
    s.polygon(np.concatenate([right, (trunk + np.stack([half, 0 * half], 1))[::-1]]), dark(bark, 0.35))
    for i in range(1, 13):
        s.line([trunk[i] - (half[i], 0), trunk[i] + (half[i], half[i] * 0.5)], tall * 0.006, dark(bark, 0.45))
    top_x, top_y = trunk[-1]
    green = rgb("4E9A4A")
    for i, angle in enumerate((-168, -12, -140, -40, -112, -70, 172, 10)):
        tone = seen.of(
            (dark(green, 0.3), green, light(mix(green, rgb("E8E05A"), 0.3), 0.1))[i % 3] if i < 6 else dark(green, 0.4)
        )
        _frond(s, top_x, top_y, np.radians(angle + turn[i] * 16), tall * (0.42 + 0.08 * turn[i]), tone)
    for dx in (-0.02, 0.025):
        s.ellipse(top_x + dx * tall, top_y + tall * 0.025, tall * 0.024, tall * 0.024, seen.of(rgb("7A5236")))


def _frond(s: Sketch, x: float, y: float, angle: float, long: float, colour: Colour) -> None:
    """One palm leaf: it rises, then hangs; its lower edge is cut into fingers."""
    t = np.linspace(0, 1, 13)
    rib = np.stack([x + np.cos(angle) * long * t, y + np.sin(angle) * long * t * 0.8 + long * 0.62 * t**2.2], 1)
    breadth = long * 0.17 * np.sin(np.pi * t**0.7) ** 0.8
    hem = rib + np.stack([np.cos(angle) * breadth * 0.2, breadth * np.where(np.arange(13) % 2, 1, 0.45)], 1)
    crest = rib - np.stack([0 * breadth, breadth * 0.3], 1)
    s.polygon(np.concatenate([crest, hem[::-1]]), colour)


def _shells(c: Canvas, s: Sketch, rng: np.random.Generator, seen: Light) -> None:
    """Starfish and shells near the lower corners."""
    for i, (across, down, turn) in enumerate(rng.random((6, 3)).tolist()):
        x = (0.2 * across if i % 2 else 1 - 0.2 * across) * wide(c)
        y = 84 + 13 * down
        if i < 2:
            angle = np.radians(np.arange(10) * 36 + turn * 60)
            radius = np.where(np.arange(10) % 2, 0.75, 1.9)
            s.polygon(
                np.stack([x + np.cos(angle) * radius, y + np.sin(angle) * radius * 0.6], 1), seen.of(rgb("E8835A"))
            )
        else:
            s.ellipse(x, y, 0.9, 0.55, seen.of(rgb("FFF3E4")))
            s.ellipse(x + 0.2, y + 0.15, 0.6, 0.35, seen.of(rgb("E9BFAE")))


@scene(
    "lake",
    en="lake, river, pond, lakeside, reflection, river bank, riverbank, riverside, waterfall, stream,"
    " lagoon, reservoir",
    ko="호수, 연못, 호숫가, 물가, 강가, 강변, 저수지, 폭포, 시냇물, 개울, 냇가, 강, 강물, 한강",
)
def lake(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    shore = 52
    paint_sky(c, light, shore)
    for y, tall, cell, far, colour in ((33, 15, 40, 0.85, "7E97B0"), (41, 9, 30, 0.62, "5F8A78")):
        line = y - profile(c, rng, cell, 3) * np.float32(tall * 0.6)
        own = mix(rgb(colour), SNOW, 0.7 if light.white else 0)
        fill_rows(c, y, [(y - tall * 0.6, light.of(own, far * 0.85)), (shore, light.of(own, far * 1.25))], line, shore)
    n = int(wide(c) * 1.1)
    across, size, down = rng.random((3, n))
    bank = 50 - profile(c, rng, 34, 2) * np.float32(1.5)
    fill_rows(c, 48, [(48, light.of(mix(grass(light), rgb("3E6E46"), 0.4), 0.3))], bank, shore)
    with Sketch(c, 34, shore) as s:
        firs(s, across * wide(c), 49.5 + 2 * down, 4.5 + 6 * size * (0.4 + np.abs(across * 2 - 1)), light, 0.3)
    _mirror(c, rng, light, shore)
    waves(c, rng, light, shore, 84, 0.35)
    turf(c, rng, light, 76, 79 - profile(c, rng, 44, 2) * np.float32(2))
    with Sketch(c, 40) as s:
        _reeds(c, s, rng, light)
        pine(s, rng, 0.97 * wide(c), 84, 40, light, 0.05)
        if wide(c) > 70:
            pine(s, rng, 0.885 * wide(c), 82, 26, light, 0.05)
    return Place(ground=(82, 94), air=(12, 38), water=(60, 75), far_scale=0.7)


def _mirror(c: Canvas, rng: np.random.Generator, seen: Light, shore: float) -> None:
    """Water from the shore down: the picture above it upside down, a little shaken, darker and bluer."""
    first, last = rows(c, shore)
    shake = np.interp(np.arange(last - first) / c.unit, np.arange(0, 101, 0.5), rng.random(202) - 0.5)
    depth = (np.arange(last - first) + 0.5) / c.unit
    source = first - 1 - ((depth * 1.02 + shake * depth * 0.09) * c.unit).astype(int)
    mirrored = c.rgb[np.clip(source, 0, first - 1)]
    tint = np.asarray(water_colours(seen)[1], np.float32) / 255
    share = np.clip(0.16 + 0.012 * depth, 0, 0.55).astype(np.float32)[:, None]
    for i in range(3):
        c.rgb[first:last, :, i] = mirrored[..., i] * (1 - share) + tint[i] * share
    edge = rows(c, shore, shore + 0.5)
    c.rgb[edge[0] : edge[1]] *= 0.8


def _reeds(c: Canvas, s: Sketch, rng: np.random.Generator, seen: Light) -> None:
    """Reeds with brown heads at the left of the near bank, flowers in the grass."""
    green = mix(grass(seen), rgb("5E7F3A"), 0.7)
    for across, tall, lean, tone in rng.random((16, 4)).tolist():
        x, y = 0.15 * across * wide(c), 82 + 3 * tone
        top, tip = y - 9 - 9 * tall, x + (lean - 0.5) * 5
        s.polygon([(x - 0.35, y), (tip, top), (x + 0.35, y)], seen.of(mix(dark(green, 0.3), light(green, 0.2), tone)))
        if tall > 0.6:
            s.ellipse(tip * 0.85 + x * 0.15, top + 2.5, 0.6, 2, seen.of(rgb("7A4E32")))
    strew(c, s, rng, seen, 84, 30)
