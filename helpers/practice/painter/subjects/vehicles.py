"""Things to ride in: on the road, on rails, on water and in the air. All are drawn with their front at the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point
from helpers.practice.painter.colours import WHITE, Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject

GLASS = rgb("BFE3F0")
TYRE = rgb("423C48")
STEEL = rgb("B7BFC9")
IRON = rgb("4C4854")
WOOD = rgb("8B5E3C")
LAMP = rgb("FFE39A")
TAIL_LAMP = rgb("E4574C")
BRASS = rgb("E3B450")
STRAW = rgb("C68F50")


def facing(rng: np.random.Generator) -> int:
    return 1 if rng.random() < 0.5 else -1


def joined(masks: Iterable[Mask]) -> Mask:
    return reduce(or_, masks)


def far_from(colour: Colour, choices: Iterable[str]) -> Colour:
    """The first of the hexadecimal colours that stands out against another colour."""
    others = (rgb(choice) for choice in choices)
    return next((other for other in others if sum(abs(a - b) for a, b in zip(other, colour, strict=True)) > 160), WHITE)


def _glass(c: Canvas, mask: Mask, glints: Sequence[tuple[float, float]], slant: float = 6) -> None:
    """Window panes with slanting streaks of light, each from x to x."""
    c.paint(mask, GLASS, 0.3, sheen=0.2, rim=0)
    streaks = [[(x0 + slant, -99), (x1 + slant, -99), (x1 - slant, 0), (x0 - slant, 0)] for x0, x1 in glints]
    c.flat(joined(c.polygon(streak) for streak in streaks), WHITE, 0.55, clip=mask)


def _wheels(c: Canvas, xs: Sequence[float], y: float, radius: float, hub: Colour = STEEL) -> None:
    def discs(share: float) -> Mask:
        return joined(c.ellipse(x, y, radius * share) for x in xs)

    c.paint(discs(1), TYRE, rim=0.35, shadow=0.15)
    c.paint(discs(0.58), hub, 0.4, 2)
    c.flat(discs(0.2), dark(hub, 0.45))


def _spokes(c: Canvas, x: float, y: float, radius: float, count: int, width: float) -> Mask:
    """A star of spokes: wedges that meet at the hub."""
    points: list[Point] = []
    for angle in np.arange(count) * 2 * np.pi / count + 0.3:
        edges = (angle - width / radius / 2, angle + width / radius / 2)
        points += [(x, y), *((x + radius * np.cos(edge), y + radius * np.sin(edge)) for edge in edges)]
    return c.polygon(points)


def _ring(c: Canvas, x: float, y: float, radius: float, width: float) -> Mask:
    return c.ellipse(x, y, radius) - c.ellipse(x, y, radius - width)


# ---- on the road


class _CarShape(NamedTuple):
    rear: list[Point]  # the outline from the rear bumper up to the roof
    front: list[Point]  # and down to the front bumper
    windows: list[Point]
    pillars: tuple[float, ...]  # what parts the windows; the first is where the door begins


_CARS = {
    "sedan": _CarShape(
        rear=[(-42, -9), (-46, -13), (-46, -27), (-42, -34), (-30, -37), (-21, -52), (-11, -56)],
        front=[(8, -56), (17, -50), (25, -37), (39, -34), (45.5, -28), (47, -14), (43, -9)],
        windows=[(-26, -37, 1), (-18, -50), (-9, -52), (7, -52), (14, -47.5), (20.5, -37, 1)],
        pillars=(-3,),
    ),
    "van": _CarShape(
        rear=[(-42, -9), (-46, -14), (-46, -38), (-44, -57), (-37, -63)],
        front=[(12, -63), (23, -58), (32, -42), (43, -37), (47, -27), (47, -14), (43, -9)],
        windows=[(-41, -39, 1), (-39.5, -54), (-35, -57), (11, -57), (18, -54), (27, -39, 1)],
        pillars=(-19, 4),
    ),
    "beetle": _CarShape(
        rear=[(-42, -9), (-45, -14), (-46, -25), (-40, -37), (-28, -53), (-12, -62)],
        front=[(5, -62), (17, -54), (23, -42), (36, -38), (44, -30), (46, -14), (42, -9)],
        windows=[(-29, -39, 1), (-22, -51), (-10, -57), (3, -57), (12, -51), (18, -39, 1)],
        pillars=(-5,),
    ),
}


@subject(
    "car",
    en="car, automobile, sedan, van, minivan, camper, taxi, cab, hatchback, jeep",
    ko="자동차, 차, 승용차, 자가용, 승합차, 밴, 택시, 캠핑카",
    scenes="street, city, village, desert",
    size=0.85,
)
def car(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("D8473F", "3E86C8", "F0B83C", "4FA886", "E98A4A", "8FB8D8"))
    kind = ("sedan", "van", "beetle")[rng.integers(3)]
    side, stretch, luggage = facing(rng), rng.uniform(0.9, 0.97), bool(rng.random() < 0.4)
    case = pick(rng, ("A8703F", "5B8F9E", "C9604E"))
    shape = _CARS[kind]
    pillar = shape.pillars[0]
    with c.frame(50, 95, 0, side * stretch, 1):
        if luggage:
            _luggage(c, shape.rear[-1][1] + 1, case)
        body = c.paint(c.blob(*shape.rear, *shape.front), colour, depth=5)
        if kind == "van":
            c.paint(c.box(-50, -70, 50, -37.5), light(colour, 0.78), 0.3, rim=0, clip=body)
        c.flat(c.box(-50, -13.5, 50, -5), dark(colour, 0.4), clip=body)
        arches = joined(c.ellipse(x, -11, 13.5) for x in (-27, 27))
        c.flat(arches, dark(colour, 0.5), clip=body)
        panes = c.blob(*shape.windows) - joined(c.box(x - 1.4, -70, x + 1.4, -30) for x in shape.pillars)
        _glass(c, panes, [(pillar - 14, pillar - 9), (pillar + 10, pillar + 17), (pillar + 20, pillar + 22)])
        bottom = shape.windows[0][1] + 1
        c.stroke([(pillar, bottom), (pillar + 1, -14)], 0.5, dark(colour, 0.5))
        c.paint(c.box(pillar + 4, bottom + 4, pillar + 11, bottom + 6.2, 1.1), STEEL, 0.3)
        c.paint(c.box(-48, -17, -34, -11.5, 2.7) | c.box(35, -17, 48.5, -11.5, 2.7), STEEL, 0.4, 2)
        c.paint(c.ellipse(42, -25, 4.2, 4.6), LAMP, 0.3, 2, shadow=0.15)
        c.paint(c.box(-46.5, -29, -42.5, -21, 2), TAIL_LAMP, 0.3, clip=body)
        _wheels(c, (-27, 27), -10.5, 10.5)


def _luggage(c: Canvas, y: float, case: Colour) -> None:
    c.paint(c.box(-22, y - 10, -3, y - 1, 2) | c.box(-18, y - 17, -6, y - 9, 2), case, shadow=0.1)
    c.flat(c.box(-18, y - 10, -16.5, y) | c.box(-9, y - 10, -7.5, y), dark(case, 0.4))
    c.paint(c.box(0, y - 12, 11, y - 1, 2), light(case, 0.35))
    c.flat(c.box(-25, y - 2, 14, y - 0.6) | c.box(-21, y - 2, -19, y + 4) | c.box(8, y - 2, 10, y + 4), IRON)


class _BusShape(NamedTuple):
    usual: tuple[str, ...]  # its colours
    top: float
    nose: float  # where the windscreen is
    front: float  # where the bumper is: further, if there is a bonnet
    rows: list[tuple[float, float]]  # windows, from y to y; the last row is beside the door


_BUSES = {
    "city": _BusShape(("3E86C8", "4FA35E", "E98A4A"), -66, 46, 46, [(-56, -38)]),
    "double-decker": _BusShape(("D23F3A", "C8473F"), -86, 44, 44, [(-78, -62), (-48, -32)]),
    "school": _BusShape(("F4B92F", "F0A63C"), -66, 27, 45, [(-56, -38)]),
}


@subject(
    "bus",
    en="bus, school bus, minibus, double-decker",
    ko="버스, 시내버스, 스쿨버스, 이층버스, 통학버스, 마을버스",
    scenes="street, city, village",
    size=1.6,
)
def bus(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    shape = _BUSES[("city", "double-decker", "school")[rng.integers(3)]]
    colour = main_colour(wish, rng, shape.usual)
    door_top, sill = shape.rows[-1]
    with c.frame(50, 95, 0, facing(rng) * rng.uniform(0.88, 0.96), 1):
        outline, stripe = c.box(-46, shape.top, shape.nose, -9, 7), light(colour, 0.75)
        if shape.front > shape.nose:
            outline = outline | c.blob((20, -40), (38, -39), (45, -34), (47, -24), (47, -9, 1), (20, -9, 1))
            stripe = dark(colour, 0.5)
        body = c.paint(outline, colour, depth=5)
        c.flat(c.box(-50, sill + 5, shape.nose + 1, sill + 8), stripe, clip=body)
        c.flat(c.box(-50, -13.5, 50, -5), dark(colour, 0.4), clip=body)
        c.flat(c.ellipse(-27, -11, 12) | c.ellipse(28, -11, 12), dark(colour, 0.5), clip=body)
        _bus_windows(c, shape)
        c.paint(c.box(-1, door_top - 1.5, 14, -11, 1.5), dark(colour, 0.35), 0.2)
        _glass(c, c.box(0.5, door_top, 6, -14, 1) | c.box(7, door_top, 12.5, -14, 1), [(3, 5), (10, 11)])
        c.paint(c.ellipse(shape.front - 3, -21, 3.8, 4.2), LAMP, 0.3, 2, shadow=0.15)
        bumpers = c.box(-48, -16, -38, -11, 2.5) | c.box(shape.front - 7, -16, shape.front + 3, -11, 2.5)
        c.paint(bumpers, STEEL, 0.4, 2)
        _wheels(c, (-27, 28), -9.5, 9.5)


def _bus_windows(c: Canvas, shape: _BusShape) -> None:
    """Rows of windows that leave room for the door; each row ends in a windscreen."""
    panes, end = [], shape.nose - 12
    for row in shape.rows:
        beside_door = row == shape.rows[-1]
        for x0, x1 in [(-42, -4), (17, end)] if beside_door else [(-42, end)]:
            edges = np.linspace(x0, x1, max(0, round((x1 - x0) / 13)) + 1)
            panes += [c.box(left, row[0], right - 3, row[1], 2) for left, right in pairwise(edges)]
        panes.append(c.box(shape.nose - 11, row[0] - 1, shape.nose + 9, row[1] + 2, 3))
    inside = c.box(-46, -99, shape.nose - 1.5, 0)
    _glass(c, joined(panes) & inside, [(-38, -33), (-12, -7), (22, 25), (shape.nose - 8, shape.nose - 5)])


@subject(
    "bicycle",
    en="bicycle, bike",
    ko="자전거, 두발자전거",
    scenes="street, city, village, meadow, garden",
    size=0.62,
)
def bicycle(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("D8473F", "3E86C8", "4FA886", "F0A63C", "E58CA8"))
    kind = ("town", "sport")[rng.integers(2)]
    leather = pick(rng, ("9A6238", "5B4038", "7A4E35"))
    side, radius = facing(rng), rng.uniform(19, 21.5)
    rear, front, crank = (-26, -radius), (26, -radius), (-3, -radius + 1)
    saddle, head = (-11, -52), (16, -54)
    with c.frame(50, 95, 0, side):
        for x, y in (rear, front):
            c.flat(_spokes(c, x, y, radius - 2, 10, 1.2), STEEL)
            c.paint(_ring(c, x, y, radius - 2, 1.4), light(STEEL, 0.3), 0.2, 1)
            c.paint(_ring(c, x, y, radius, 3), TYRE, 0.3, 2, rim=0.4)
        tubes = [(rear, crank), (front, (20, -42), head), (crank, saddle), (rear, (-9, -44))]
        if kind == "town":
            tubes += [(crank, (10, -30), (18, -46)), ((-7, -36), (8, -37), (18, -50))]
        else:
            tubes += [(crank, (18, -47)), ((-9, -46), (17, -50))]
        c.paint(joined(c.limb(tube, 1.7) for tube in tubes), colour, 0.4, 2, rim=0.35)
        c.paint(_ring(c, *crank, 6, 2.2), IRON, 0.3, 2)
        c.stroke([(crank[0] - 3, crank[1] - 8), (crank[0] + 3, crank[1] + 8)], 1, IRON)
        pedals = c.box(-10, crank[1] - 10, -2, crank[1] - 7.4, 1) | c.box(-4, crank[1] + 7.2, 4, crank[1] + 9.8, 1)
        c.paint(pedals, IRON)
        c.stroke([saddle, (-12.5, -58)], 1.2, STEEL)
        c.paint(c.blob((-21, -60), (-18, -62), (-10, -61), (-2, -61), (-3, -58), (-11, -57), (-19, -56)), leather)
        _handlebars(c, kind, head, leather)


def _handlebars(c: Canvas, kind: str, head: tuple[float, float], leather: Colour) -> None:
    x, y = head
    if kind == "town":
        c.paint(c.limb([(x, y), (x - 2, y - 10), (x - 5, y - 13), (x - 12, y - 12)], 1.3), STEEL, 0.3, 2)
        c.paint(c.limb([(x - 9, y - 12.6), (x - 14, y - 11.4)], 2), leather)
        basket = c.paint(c.polygon([(x + 2, y - 10), (x + 21, y - 10), (x + 18, y + 4), (x + 4, y + 4)]), STRAW)
        c.flat(joined(c.box(x, line, x + 24, line + 0.9) for line in (y - 5.4, y - 0.8)), dark(STRAW, 0.4), clip=basket)
        c.paint(c.box(x + 1, y - 11.5, x + 22, y - 9, 1.2), dark(STRAW, 0.2))
    else:
        c.stroke([(x, y), (x - 0.6, y - 5)], 1.3, STEEL)
        c.paint(c.limb([(x - 1, y - 5), (x + 8, y - 6), (x + 11, y - 1), (x + 6, y + 2)], 1.5), leather, 0.3, 2)


# ---- on rails


@subject(
    "train",
    en="train, steam train, locomotive, bullet train, tram, subway",
    ko="기차, 열차, 증기기관차, 기관차, 고속열차, 전철, 지하철, 전차",
    scenes="meadow, mountains, village, city",
    size=1.5,
)
def train(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("C8473F", "2F6DA3", "3F8F6B", "5A5F78", "E0A03A"))
    kind = ("steam", "wagon", "modern")[rng.integers(3)]
    side, tall = facing(rng), rng.uniform(0.92, 0.99)
    accent = far_from(colour, ("D8473F", "F0B83C", "3E6FA8"))
    if kind == "modern":
        with c.frame(50, 95, 0, side * 0.97):
            _modern_train(c, colour, accent)
    elif kind == "steam":
        with c.frame(50, 95, 0, side * 0.96, tall):
            _steam_engine(c, colour, accent)
    else:
        with c.frame(50, 95, 0, side * 0.98):
            with c.frame(15.5, 0, 0, 0.66, 0.8 * tall):
                _steam_engine(c, colour, accent)
            _wagon(c, mix(colour, accent, 0.75))


def _steam_engine(c: Canvas, colour: Colour, accent: Colour) -> None:
    puffs = [(26, -80, 5), (19, -85, 6.5), (9, -86, 7.5), (-4, -83, 6), (0, -87, 5), (-14, -83, 4)]
    c.paint(joined(c.ellipse(*puff) for puff in puffs), rgb("EDEBEE"), 0.3, 3)
    c.paint(c.polygon([(36, -20), (43, -18), (48, -2), (37, -2)]), accent, 0.4)
    c.paint(c.box(-45, -21, 43, -13, 2), IRON)
    c.paint(c.box(-22, -52, 36, -19, 5), colour, depth=6)
    c.flat(c.box(-6, -52, -3.5, -19) | c.box(12, -52, 14.5, -19), BRASS, 0.9)
    c.paint(c.box(28, -53.5, 41, -18, 4), IRON, rim=0.4)
    c.paint(c.polygon([(29, -53), (28.5, -65), (24.5, -75), (41.5, -75), (37.5, -65), (37, -53)]), IRON, rim=0.4)
    c.paint(c.box(23.5, -77.5, 42.5, -72.5, 2), accent, 0.3, 2)
    c.paint(c.box(0, -61, 11, -50, 5.5), BRASS, 0.4)
    c.paint(c.ellipse(41.5, -43, 4.4), LAMP, 0.3, 2, shadow=0.2)
    c.paint(c.box(-44, -68, -19, -16, 2), colour, shadow=0.2)
    _glass(c, c.box(-39, -61, -24, -43, 3), [(-35, -31)])
    c.paint(c.box(-48, -73, -14, -66, 3.5), accent, 0.4, shadow=0.2)
    wheels = [(-33, -13, 13), (-6, -13, 13), (17, -8.5, 8.5), (34, -8.5, 8.5)]
    c.paint(joined(c.ellipse(*wheel) for wheel in wheels), IRON, rim=0.4, shadow=0.2)
    c.flat(joined(c.ellipse(x, y, radius - 2.4) for x, y, radius in wheels), dark(accent, 0.35))
    c.flat(joined(_spokes(c, x, y, radius - 2, 8, 2.6) for x, y, radius in wheels), accent)
    rods = c.limb([(-33, -9), (-6, -9)], 1.5) | c.limb([(-6, -9), (14, -15.5)], 1.2)
    c.paint(rods | c.box(12, -19, 26, -12, 2), STEEL, 0.3, 2)


def _wagon(c: Canvas, colour: Colour) -> None:
    c.flat(c.box(-20, -13, -8, -10), IRON)
    coal = [(-40, -38, 6), (-32, -42, 7), (-23, -38, 6)]
    c.paint(joined(c.ellipse(*lump) for lump in coal), IRON, rim=0.4)
    c.paint(c.polygon([(-48, -40), (-15, -40), (-18, -10), (-45, -10)]), colour)
    c.flat(c.box(-47, -36, -16, -34), light(colour, 0.6))
    _wheels(c, (-39, -24), -6.8, 6.8)


def _modern_train(c: Canvas, colour: Colour, accent: Colour) -> None:
    """A fast train coming out of the distance at the left."""
    c.paint(c.polygon([(-47, -27), (-47, -33), (47, -6), (47, 0), (12, 0)]), rgb("A79B94"), 0.3)
    outline = [(-44, -63), (-20, -70), (0, -75), (14, -71), (28, -58), (41, -37), (47, -21), (44, -10), (30, -5)]
    body = c.paint(c.blob(*outline, (16, -6), (-14, -19), (-44, -31), (-47, -36), (-47, -58)), colour, depth=6)
    skirt = [(-48, -38), (14, -26), (36, -14), (50, -14), (50, 4), (4, 4), (-48, -20)]
    c.flat(c.polygon(skirt), light(colour, 0.8), clip=body)
    stripe = [(-48, -41, 1), (10, -32), (30, -22), (49, -21, 1), (30, -17), (10, -27), (-48, -38, 1)]
    c.flat(c.blob(*stripe), accent, clip=body)
    sides = [(-45, -49, 8), (-34, -50, 9), (-22, -51, 10), (-9, -53, 11)]
    panes = [c.polygon([(x, y - 8), (x + w, y - 8 - w / 4), (x + w, y + w / 9 + 1), (x, y + 1)]) for x, y, w in sides]
    _glass(c, joined(panes), [(-36, -33), (-12, -9)])
    _glass(c, c.blob((8, -68), (16, -64), (30, -47), (33, -40), (22, -42), (12, -50)), [(20, 23)])
    c.paint(c.ellipse(40, -27, 3, 3.6, -30) | c.ellipse(29, -24, 3, 3.6, -20), LAMP, 0.2, 2)


# ---- in the air


@subject(
    "airplane",
    en="airplane, aeroplane, plane, aircraft, jet, airliner, biplane",
    ko="비행기, 여객기, 제트기, 항공기, 경비행기",
    scenes="sky, mountains, city, sea",
    size=1.1,
    where="air",
)
def airplane(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("3E86C8", "D8473F", "F0B83C", "4FA886", "E98A4A"))
    kind = ("jet", "propeller", "biplane")[rng.integers(3)]
    side, tilt = facing(rng), rng.uniform(-14, -4)
    accent = far_from(colour, ("F0B83C", "D8473F", "3E6FA8"))
    with c.frame(50, 56, tilt * side, side * 0.89), c.frame(3, 0):
        if kind == "jet":
            _jet(c, colour, accent)
        else:
            _propeller_plane(c, colour, accent, kind == "biplane")


def _jet(c: Canvas, colour: Colour, accent: Colour) -> None:
    wing, belly = mix(light(colour, 0.55), STEEL, 0.25), light(colour, 0.82)
    c.paint(c.blob((14, -8, 1), (-10, -34), (-17, -36), (-19, -33), (-8, -8, 1)), dark(wing, 0.15))
    c.paint(c.blob((-26, -8, 1), (-38, -36), (-47, -38), (-49, -34), (-44, -4, 1)), colour)
    c.flat(c.blob((-39, -26), (-48, -28), (-48, -22), (-34, -20)), accent, 0.9)
    outline = [(-47, -9), (-36, -12), (-10, -14), (16, -14), (34, -11), (44, -3), (47, 4), (42, 10), (26, 13), (0, 14)]
    body = c.paint(c.blob(*outline, (-20, 11), (-40, -1)), colour, depth=5)
    c.paint(c.blob((-50, 2), (-20, 3), (20, 6), (50, 7), (40, 20), (-30, 20)), belly, 0.35, rim=0, clip=body)
    _glass(c, c.blob((32, -8), (37, -7.6), (42, -2, 1), (34, -1.4), (30, -4)) & body, [(33, 35)], 2)
    c.flat(joined(c.ellipse(x, -3.4, 2, 2.4) for x in range(-28, 28, 7)), GLASS)
    c.paint(c.blob((-30, -2, 1), (-44, 10), (-50, 12), (-49, 8), (-42, -3, 1)), wing, shadow=0.2)
    c.paint(c.box(-2, 16, 14, 25, 4.5), colour, shadow=0.2)
    c.flat(c.ellipse(13, 20.5, 2, 4), dark(colour, 0.5))
    c.paint(c.blob((16, 5, 1), (2, 20), (-16, 37), (-26, 38), (-27, 34), (-16, 16), (-10, 5, 1)), wing, shadow=0.25)


def _propeller_plane(c: Canvas, colour: Colour, accent: Colour, two_wings: bool) -> None:
    c.paint(c.blob((-28, -4, 1), (-36, -24), (-44, -27), (-47, -20), (-45, 0, 1)), accent)
    if two_wings:
        c.paint(c.limb([(2, -24), (4, 0)], 1.1) | c.limb([(19, -24), (21, 0)], 1.1), WOOD, 0.3)
        c.paint(c.blob((-9, -13, 1), (-6, -22), (2, -23), (3, -13, 1)), rgb("6B4A3A"))
    else:
        c.paint(c.blob((24, -9, 1), (10, -31), (0, -35), (-7, -32), (2, -9, 1)), dark(accent, 0.2))
        _glass(c, c.blob((-18, -9), (-13, -20), (-4, -24), (7, -21), (14, -9)), [(-8, -4)])
    outline = [(-47, -7), (-30, -11), (-6, -14), (20, -15), (33, -12), (37, -1), (34, 11), (20, 15), (-2, 14), (-26, 8)]
    body = c.paint(c.blob(*outline, (-46, 0)), colour, depth=5)
    c.paint(c.box(24, -20, 44, 20), light(colour, 0.6), 0.35, rim=0, clip=body)
    c.flat(c.box(-26, -20, -22, 20), light(colour, 0.75), clip=body)
    c.paint(c.ellipse(-40, -3, 7.5, 2.6), light(colour, 0.3), shadow=0.2)
    c.paint(c.limb([(14, 10), (17, 25)], 1.5), STEEL, 0.3)
    _wheels(c, (18,), 28, 6.5)
    if two_wings:
        c.paint(c.box(-11, -31, 29, -24, 3.5) | c.box(-12, 3, 27, 10, 3.5), accent, shadow=0.25)
    else:
        wing = [(20, 2, 1), (10, 17), (-5, 29), (-17, 30), (-17, 23), (-11, 13), (-7, 2, 1)]
        c.paint(c.blob(*wing), accent, shadow=0.25)
    c.paint(c.ellipse(42, -12, 2, 11) | c.ellipse(42, 10, 2, 11), WOOD)
    c.paint(c.blob((36, -6), (43, -4), (47, -1), (43, 2), (36, 4)), BRASS, shadow=0.2)


_ENVELOPES: dict[str, list[Point]] = {  # the right half, from top to bottom
    "pear": [(0, 0), (20, 3), (34, 16), (36, 32), (28, 48), (16, 60), (10, 67, 1), (0, 67)],
    "wide": [(0, 0), (24, 4), (40, 18), (43, 34), (33, 52), (18, 61), (10, 65, 1), (0, 65)],
    "slim": [(0, 0), (16, 3), (27, 14), (30, 30), (26, 46), (17, 60), (9, 69, 1), (0, 69)],
}


@subject(
    "balloon",
    en="balloon, hot-air balloon, hot air balloon, air balloon",
    ko="열기구, 열기구풍선, 풍선",
    scenes="sky, mountains, meadow, desert",
    size=1.9,
    where="air",
)
def balloon(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("D8473F", "3E86C8", "F0A63C", "8A63B8", "4FA886"))
    kind, pattern = ("pear", "wide", "slim")[rng.integers(3)], ("gores", "zigzag", "belt")[rng.integers(3)]
    accent = far_from(colour, rng.permutation(["F7D46B", "FFF1D6", "D8473F"]))
    outline = _ENVELOPES[kind]
    bottom = outline[-1][1]

    def gore(share: float) -> Mask:
        return c.symmetric(*[(x * share, y, *sharp) for x, y, *sharp in outline])

    with c.frame(50, 3, rng.uniform(-4, 4), rng.uniform(0.94, 1), 1):
        ropes = [[(x, bottom - 3), (x * 0.65, 80)] for x in (-11, 0, 11)]
        c.flat(joined(c.limb(rope, 0.5) for rope in ropes), WOOD)
        body = c.paint(gore(1), colour, depth=8)
        if pattern == "gores":
            c.paint(gore(0.24) | (gore(0.84) - gore(0.56)), accent, 0.35, 6, rim=0, clip=body)
        elif pattern == "zigzag":
            _zigzag(c, body, accent)
        else:
            c.paint(gore(0.5), light(colour, 0.3), 0.2, rim=0, clip=body)
            c.paint(c.box(-50, 26, 50, 38), accent, 0.2, rim=0, clip=body)
        c.paint(c.box(-11, bottom - 3, 11, bottom + 1, 2), accent, 0.3, shadow=0.2)
        _basket(c, 11 if kind == "wide" else 8.5)


def _zigzag(c: Canvas, body: Mask, accent: Colour) -> None:
    ups = [(x, 24 + 8 * (i % 2)) for i, x in enumerate(range(-48, 49, 8))]
    c.paint(c.polygon(ups + [(x, y + 13) for x, y in reversed(ups)]), accent, 0.2, rim=0, clip=body)


def _basket(c: Canvas, half: float) -> None:
    weave = c.paint(c.polygon([(-half, 79), (half, 79), (half - 1.5, 92), (1.5 - half, 92)]), STRAW)
    c.flat(joined(c.box(-half, y, half, y + 0.9) for y in (83, 87)), dark(STRAW, 0.35), clip=weave)
    c.paint(c.box(-half - 1.4, 77.4, half + 1.4, 80.6, 1.6), dark(STRAW, 0.2), shadow=0.2)


@subject(
    "rocket",
    en="rocket, spaceship, spacecraft, rocket ship, space shuttle",
    ko="로켓, 우주선, 우주왕복선, 우주로켓",
    scenes="space, sky",
    size=1.7,
    where="air",
)
def rocket(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("F1ECE4", "D8473F", "3E86C8", "F0A63C", "4FA886"))
    kind = ("plump", "slim", "boosters")[rng.integers(3)]
    accent = far_from(colour, rng.permutation(["D8473F", "3E86C8"]))
    tilt, flame = rng.uniform(-16, 16), rng.uniform(13, 18)
    half = (20 if kind == "plump" else 13) * rng.uniform(0.93, 1.05)
    with c.frame(50, 50, tilt, 0.95), c.frame(0, -48):
        _flame(c, 0, half * 0.62, 76, flame)
        for side in (-1, 1):
            if kind == "boosters":
                _booster(c, side * (half + 6), accent, flame)
            else:
                _fin(c, side, half, accent)
        c.paint(c.box(-half * 0.55, 70, half * 0.55, 78, 2), IRON, rim=0.4)
        with c.frame(0, 0, 0, half / 20, 1):
            outline = [(0, 1, 1), (11, 13), (19, 30), (20, 48), (17, 64), (13, 73, 1), (0, 74)]
            body = c.paint(c.symmetric(*outline), colour, depth=6, shadow=0.2)
        c.paint(c.box(-30, -2, 30, 19), accent, rim=0.2, clip=body)
        c.paint(c.box(-30, 62, 30, 66), accent, rim=0, clip=body)
        porthole = min(half * 0.56, 9)
        c.paint(c.ellipse(0, 34, porthole + 2.4), STEEL, 0.4, 2, shadow=0.15)
        _glass(c, c.ellipse(0, 34, porthole), [(-3, 0)], 20)
        if kind == "plump":
            c.paint(c.symmetric((0, 51, 1), (2.6, 60), (2.6, 79, 1), (0, 82)), accent, shadow=0.2)
        else:
            c.paint(c.ellipse(0, 53, 3.6), GLASS, 0.3, 2)


def _fin(c: Canvas, side: int, half: float, colour: Colour) -> None:
    with c.frame(0, 0, 0, side, 1):
        c.paint(c.blob((half * 0.8, 42, 1), (half + 12, 60), (half + 14, 81, 1), (half + 6, 74), (5, 71, 1)), colour)


def _flame(c: Canvas, x: float, half: float, y: float, length: float) -> None:
    for share, colour in ((1, rgb("F0803C")), (0.66, rgb("FFC94D")), (0.34, rgb("FFF3C4"))):
        long, wide = length * (0.35 + 0.65 * share), half * share
        with c.frame(x, y):
            c.flat(c.symmetric((0, 0), (wide, 0), (wide * 0.9, long * 0.4), (0, long, 1)), colour)


def _booster(c: Canvas, x: float, colour: Colour, flame: float) -> None:
    _flame(c, x, 4, 77, flame * 0.8)
    c.paint(c.polygon([(x - 4, 72), (x + 4, 72), (x + 5, 78), (x - 5, 78)]), IRON, rim=0.4)
    c.paint(c.blob((x, 30, 1), (x + 6, 42), (x + 6, 73, 1), (x - 6, 73, 1), (x - 6, 42)), colour)
    c.flat(c.box(x - 6, 62, x + 6, 65), light(colour, 0.7))


# ---- on water


@subject(
    "sailboat",
    en="sailboat, boat, ship, yacht, sailing boat, sailing ship, dinghy",
    ko="돛단배, 배, 요트, 보트, 범선, 돛배, 선박",
    scenes="sea, lake, beach",
    size=1.6,
    where="water",
)
def sailboat(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("C8473F", "2F6DA3", "8A5A36", "2F8C7E"))
    kind = ("sloop", "lugger", "tall ship")[rng.integers(3)]
    cloth = pick(rng, ("FFF4E0", "F7E3BC", "FBE3DC"))
    stripe = main_colour(wish, rng, ("D8544A", "3E86BD", "F0A63C"))
    belly, side = rng.uniform(3, 8), facing(rng)
    with c.frame(50, 94, rng.uniform(-4, 4), side * rng.uniform(0.93, 1)):
        if kind == "sloop":
            _sloop(c, cloth, stripe, belly)
        elif kind == "lugger":
            _lugger(c, stripe, belly)
        else:
            _square_sails(c, cloth, stripe, belly)
        _hull(c, colour, kind == "tall ship")


def _pennant(c: Canvas, x: float, y: float, colour: Colour) -> None:
    c.paint(c.blob((x, y, 1), (x - 7, y - 2), (x - 13, y + 1, 1), (x - 7, y + 3), (x, y + 4, 1)), colour)


def _sloop(c: Canvas, cloth: Colour, stripe: Colour, belly: float) -> None:
    c.paint(c.limb([(0, -14), (0, -84)], (1.5, 1)), WOOD)
    c.paint(c.limb([(-2, -24), (-33, -23)], 1), WOOD)
    _pennant(c, 0, -88, stripe)
    sail = [(-2.4, -82, 1), (-15 - belly, -56), (-33, -26, 1), (-18, -25), (-2.4, -26.5, 1)]
    main = c.paint(c.blob(*sail), cloth, depth=5)
    bands = [[(-50, y), (10, y - 3), (10, y + 4), (-50, y + 7)] for y in (-62, -46, -33)]
    c.paint(joined(c.polygon(band) for band in bands), stripe, 0.2, rim=0, clip=main)
    c.paint(c.blob((2.4, -76, 1), (15 + belly * 0.6, -52), (33, -22, 1), (16, -24), (3, -22, 1)), stripe, depth=4)


def _lugger(c: Canvas, stripe: Colour, belly: float) -> None:
    c.paint(c.limb([(6, -14), (6, -76)], (1.7, 1.2)), WOOD)
    luff = [(-20, -88, 1), (-30 - belly, -56), (-34, -26, 1)]
    leech = [(24, -26, 1), (27, -46), (22, -68, 1)]
    sail = c.paint(c.blob((-6, -84), *luff, (-6, -22), *leech), stripe, depth=6)
    for y in (-40, -54, -67):
        batten = [(-42, y - 7 - (54 + y) * 0.2), (-4, y), (30, y + 2)]
        c.stroke(batten, 0.6, dark(stripe, 0.45), clip=sail)
    c.paint(c.limb([(24, -68), (-6, -85), (-22, -90)], 1.2), WOOD)
    c.paint(c.limb([(-35, -25), (-6, -21), (26, -25)], 1.2), WOOD)


def _square_sails(c: Canvas, cloth: Colour, stripe: Colour, belly: float) -> None:
    c.paint(c.limb([(28, -20), (45, -31)], (1.5, 0.9)), WOOD)
    for x, height, width in ((-22, 74, 13), (10, 84, 16)):
        c.paint(c.limb([(x, -16), (x, -height)], (1.7, 1)), WOOD)
        _pennant(c, x, -height - 4, stripe)
        for low, high, share in ((-26, -50, 1), (-52, -height + 4, 0.8)):
            _square_sail(c, x, low, high, width * share, belly * 0.5, cloth, stripe)
    c.paint(c.blob((27, -70, 1), (33, -48), (44, -31, 1), (32, -38)), cloth, shadow=0.2)


def _square_sail(
    c: Canvas, x: float, low: float, high: float, half: float, belly: float, cloth: Colour, stripe: Colour
) -> None:
    middle, left, right = (low + high) / 2, x - half, x + half
    edge = [(left, high, 1), (right, high, 1), (right + belly + 2, middle), (right, low, 1), (x, low - 3)]
    sail = c.paint(c.blob(*edge, (left, low, 1), (left + belly, middle)), cloth, shadow=0.2)
    c.flat(c.box(left, middle - 3, right + 10, middle + 3), stripe, 0.9, clip=sail)


def _hull(c: Canvas, colour: Colour, tall_ship: bool) -> None:
    if tall_ship:
        deck = [(-44, -32, 1), (-24, -30, 1), (-22, -20), (10, -17), (42, -25, 1), (34, -10)]
    else:
        deck = [(-40, -19, 1), (-14, -16), (14, -16), (44, -21, 1), (35, -9)]
    keel = [(24, -0.5, 1), (0, 0), (-27, -0.5, 1), (-36, -9)]
    hull = c.paint(c.blob(*deck, *keel), colour, depth=4, shadow=0.25)
    rail = [(-50, -23), (-20, -17.5), (14, -17), (50, -26), (50, -19), (14, -12.5), (-20, -13), (-50, -17)]
    c.paint(c.blob(*rail), light(colour, 0.75), 0.2, rim=0, clip=hull)
    c.flat(c.box(-50, -4, 50, 2), dark(colour, 0.4), clip=hull)
    if tall_ship:
        c.flat(joined(c.box(x, -10.5, x + 4, -6.5, 1) for x in (-24, -12, 0, 12, 22)), dark(colour, 0.5), clip=hull)
