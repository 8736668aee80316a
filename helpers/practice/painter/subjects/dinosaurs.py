"""Dinosaurs: one that hunts, one with a long neck, one with plates. They face left and stand on (0, 0)."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point, joined
from helpers.practice.painter.colours import BLUSH, INK, WHITE, Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import Line, Spot, facing


@subject(
    "dinosaur",
    en="dinosaur, dino, t-rex, t rex, tyrannosaurus, brachiosaurus, stegosaurus, baby dinosaur",
    ko="공룡, 아기공룡, 아기 공룡, 티라노사우루스, 티라노, 브라키오사우루스, 스테고사우루스",
    scenes="forest, meadow, mountains, desert",
    size=1.4,
)
def dinosaur(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("6FA84A", "4F9A7A", "8FA84A", "5F8FB0", "D98A4A", "9A7FB8"))
    usual = pick(rng, ("E8953F", "D9604F", "F2C14E", "4F7F8F"))
    plates = usual if wish is None else light(skin, 0.35)
    kind, way = (_hunter, _long_neck, _plated)[rng.integers(3)], facing(rng)
    lean, spotted = rng.uniform(-3, 3), rng.random() < 0.6
    with c.frame(50, 94.5, 0, way * rng.uniform(0.92, 0.96), 0.98):
        kind(c, skin, plates, lean, spotted)


def _belly(skin: Colour) -> Colour:
    return mix(light(skin, 0.6), rgb("FFF3CF"), 0.5)


def _spots(c: Canvas, skin: Colour, body: Mask, places: tuple[Spot, ...]) -> None:
    discs = [c.ellipse(x, y, 3 - number % 3 * 0.6, 2.4) for number, (x, y) in enumerate(places)]
    c.flat(joined(discs), dark(skin, 0.25), 0.7, clip=body)


def _legs(c: Canvas, places: tuple[float, ...], top: float, radius: float, colour: Colour, shadow: float = 0) -> None:
    """Pillars with claws, each at an x."""
    for x in places:
        leg = c.limb([(x, top), (x, -8), (x - 0.6, -radius)], (radius * 1.25, radius, radius * 1.04)) - c.box(
            -60, 0, 60, 9
        )
        whole = c.paint(leg, colour, 0.4, rim=0.08, shadow=shadow)
        claws = joined(c.ellipse(x + dx * radius, -0.6, radius * 0.26, 2) for dx in (-0.75, -0.15, 0.45))
        c.flat(claws, light(colour, 0.65), clip=whole)


def _face(c: Canvas, eye: Spot, blush: Spot, size: float = 1) -> None:
    c.flat(c.ellipse(*eye, 4.4 * size, 5 * size), WHITE)
    c.eye(eye[0] - 0.6 * size, eye[1] + 0.3 * size, 3.1 * size, 3.8 * size)
    c.flat(c.ellipse(*blush, 3.4 * size, 2.2 * size), BLUSH, 0.55)


def _hunter(c: Canvas, skin: Colour, plates: Colour, lean: float, spotted: bool) -> None:
    """Upright on two legs, with a big head and small arms."""
    ridge: Line = [(-6, -90), (3, -80), (8, -68), (13, -56), (20, -44), (28, -32), (36, -22)]
    spikes = [c.polygon([(x - 4, y + 4), (x + 7, y - 4), (x + 5, y + 7)]) for x, y in ridge]
    c.paint(joined(spikes), plates, 0.4, 2)
    c.paint(c.limb([(10, -24), (14, -13), (9, -6)], (9, 7, 5.4)) | c.ellipse(5, -3.4, 8, 3.6), dark(skin, 0.25))
    trunk = [(-16, -62), (-2, -72), (8, -60), (16, -44), (28, -26), (48, -14, 1), (34, -7), (14, -6), (-6, -10)]
    body = c.paint(c.blob(*trunk, (-20, -24), (-22, -44)), skin, depth=4)
    front = c.blob((-24, -64), (-12, -58), (-6, -40), (-4, -22), (-8, -6), (-24, -18), (-30, -44))
    belly = c.paint(front, _belly(skin), 0.15, rim=0, clip=body)
    c.flat(
        joined(c.limb([(-26, y), (-4, y + 1.6)], 0.5) for y in (-46, -38, -30, -22)), dark(skin, 0.2), 0.5, clip=belly
    )
    if spotted:
        _spots(c, skin, body, ((8, -50), (14, -36), (24, -24), (2, -58), (20, -16)))
    c.paint(c.limb([(-6, -46), (-17, -42), (-22, -35)], (5, 3.8, 3)), skin, shadow=0.25)
    c.flat(joined(c.ellipse(x, y, 1.5) for x, y in ((-24.6, -34), (-22, -32))), light(skin, 0.7))
    thigh = c.ellipse(4, -24, 14, 15.5, 15) | c.limb([(2, -14), (-3, -5)], (8, 5.4))
    c.paint(thigh | c.blob((-16, -1), (-15, -6), (-4, -8), (5, -5), (4, 0)), skin, 0.4, rim=0.08, shadow=0.2)
    c.flat(joined(c.ellipse(x, -1.6, 1.7, 1.5) for x in (-15, -10.6, -6.2)), light(skin, 0.7))
    with c.frame(-6, -66, lean), c.frame(6, 66):
        skull: list[Point] = [(-40, -74), (-37, -84), (-22, -88), (-8, -94), (6, -88), (9, -72), (0, -58), (-18, -55)]
        head = c.paint(c.blob(*skull, (-34, -58), (-40, -65)), skin, depth=4, shadow=0.25)
        chin = c.blob((-44, -66), (-26, -66), (-10, -64), (2, -54), (-40, -50))
        c.paint(chin, _belly(skin), 0.15, rim=0, clip=head)
        grin = [(-39, -68), (-28, -66.4), (-14, -66), (-5, -71)]
        teeth = [c.polygon([(x, -67.4), (x + 4, -67), (x + 2, -62.4)]) for x in (-36, -30.5, -25, -19.5, -14)]
        c.flat(joined(teeth), WHITE)
        c.stroke(grin, 0.7, INK, clip=head)
        c.flat(c.ellipse(-35, -78.6, 1.2, 0.9), dark(skin, 0.5))
        _face(c, (-14, -80), (-3, -70))


def _long_neck(c: Canvas, skin: Colour, plates: Colour, lean: float, spotted: bool) -> None:
    _legs(c, (-2, 18), -24, 6.4, dark(skin, 0.25))
    neck: Line = [(-4, -30), (-18, -44), (-22 + lean * 0.5, -62), (-25 + lean, -82)]
    trunk = c.ellipse(8, -32, 26, 18) | c.limb(neck, (17, 10, 7.4, 7.4))
    trunk |= c.limb([(24, -34), (36, -24), (44, -10), (48, -3)], (13, 7.6, 3.4, 1.4))
    body = c.paint(trunk, skin, depth=4)
    c.paint(c.ellipse(0, -15, 26, 9, -4), _belly(skin), 0.1, rim=0, clip=body)
    if spotted:
        _spots(
            c, plates, body, ((2, -44), (12, -46), (22, -42), (-13, -48), (-17, -60), (30, -34), (7, -38), (18, -36))
        )
    _legs(c, (-12, 25), -22, 7.2, skin, shadow=0.2)
    x, y = neck[-1]
    head = [
        (x + 9, y - 7),
        (x - 2, y - 10),
        (x - 12, y - 5),
        (x - 19, y + 2),
        (x - 15, y + 8),
        (x - 2, y + 8),
        (x + 8, y + 3),
    ]
    c.paint(c.blob(*head), skin, 0.4, shadow=0.15)
    c.stroke([(x - 17.6, y + 4), (x - 10, y + 4.6), (x - 4.6, y + 2)], 0.6, INK)
    c.flat(c.ellipse(x - 15, y - 0.6, 0.9, 0.7), dark(skin, 0.5))
    _face(c, (x - 3.4, y - 3.4), (x + 2, y + 3), 0.86)


def _plated(c: Canvas, skin: Colour, plates: Colour, lean: float, spotted: bool) -> None:
    """On four short legs, with plates along the back and spikes on the tail."""
    rows = ((-22, -36, 7), (-12, -46, 10), (1, -53, 13), (15, -51, 12), (27, -41, 9), (36, -29, 6))
    for dx, dy, tone in ((4, 2, 0.2), (0, 0, 0)):
        kites = [(x + dx, y + dy, size, (x - 4) * 1.3) for x, y, size in rows]
        shapes: list[Mask] = []
        for x, y, size, turn in kites:
            with c.frame(x, y, turn):
                shapes.append(
                    c.symmetric((0, -size * 1.6, 1), (size * 0.8, -size * 0.4), (size * 0.5, size), (0, size))
                )
        c.paint(joined(shapes), dark(plates, tone), 0.4, 2)
    _legs(c, (-9, 17), -20, 6, dark(skin, 0.25))
    trunk = c.blob(
        (-28, -26), (-18, -42), (2, -50), (20, -44), (32, -28), (47, -16, 1), (34, -14), (18, -12), (-14, -12)
    )
    trunk |= c.limb([(-16, -28), (-30, -22), (-36, -18 + lean)], (12, 8, 7.4))
    thorns = [c.polygon([(x - 2, y), (x + 6, y - 10), (x + 3, y + 1)]) for x, y in ((34, -19), (40, -16))]
    c.paint(joined(thorns), light(plates, 0.5), 0.4, 1.5)
    body = c.paint(trunk, skin, depth=4)
    c.paint(c.ellipse(2, -10, 26, 7), _belly(skin), 0.1, rim=0, clip=body)
    if spotted:
        _spots(c, skin, body, ((-6, -36), (4, -40), (14, -36), (24, -28), (-1, -30), (10, -30)))
    _legs(c, (-17, 23), -20, 7, skin, shadow=0.2)
    y = -20 + lean
    head = [(-26, y - 8), (-36, y - 11), (-45, y - 3), (-47, y + 4), (-41, y + 8), (-30, y + 8)]
    c.paint(c.blob(*head), skin, 0.4, shadow=0.2)
    c.stroke([(-46.4, y + 3.4), (-40, y + 4.6), (-35, y + 2)], 0.6, INK)
    _face(c, (-36, y - 4), (-29.6, y + 2.4), 0.8)
