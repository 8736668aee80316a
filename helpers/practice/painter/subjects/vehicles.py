"""Things to ride in on roads and rails. All are drawn with their front at the right."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point, joined
from helpers.practice.painter.colours import IRON, Colour, dark, far_from, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing
from helpers.practice.painter.subjects._vehicle_parts import BRASS, STEEL, STRAW, TYRE, draw_glass, draw_wheels

LAMP = rgb("FFE39A")
TAIL_LAMP = rgb("E4574C")


def _spokes(c: Canvas, x: float, y: float, radius: float, count: int, width: float) -> Mask:
    """A star of spokes: wedges that meet at the hub."""
    points: list[Point] = []
    for angle in np.arange(count) * 2 * np.pi / count + 0.3:
        edges = (angle - width / radius / 2, angle + width / radius / 2)
        points += [(x, y), *((x + radius * np.cos(edge), y + radius * np.sin(edge)) for edge in edges)]
    return c.polygon(points)


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
    way, stretch, luggage = facing(rng), rng.uniform(0.9, 0.97), bool(rng.random() < 0.4)
    case = pick(rng, ("A8703F", "5B8F9E", "C9604E"))
    shape = _CARS[kind]
    pillar = shape.pillars[0]
    with c.frame(50, 95, 0, way * stretch, 1):
        if luggage:
            _luggage(c, shape.rear[-1][1] + 1, case)
        body = c.paint(c.blob(*shape.rear, *shape.front), colour, depth=5)
        if kind == "van":
            c.paint(c.box(-50, -70, 50, -37.5), light(colour, 0.78), 0.3, rim=0, clip=body)
        c.flat(c.box(-50, -13.5, 50, -5), dark(colour, 0.4), clip=body)
        arches = joined(c.ellipse(x, -11, 13.5) for x in (-27, 27))
        c.flat(arches, dark(colour, 0.5), clip=body)
        panes = c.blob(*shape.windows) - joined(c.box(x - 1.4, -70, x + 1.4, -30) for x in shape.pillars)
        draw_glass(c, panes, [(pillar - 14, pillar - 9), (pillar + 10, pillar + 17), (pillar + 20, pillar + 22)])
        bottom = shape.windows[0][1] + 1
        c.stroke([(pillar, bottom), (pillar + 1, -14)], 0.5, dark(colour, 0.5))
        c.paint(c.box(pillar + 4, bottom + 4, pillar + 11, bottom + 6.2, 1.1), STEEL, 0.3)
        c.paint(c.box(-48, -17, -34, -11.5, 2.7) | c.box(35, -17, 48.5, -11.5, 2.7), STEEL, 0.4, 2)
        c.paint(c.ellipse(42, -25, 4.2, 4.6), LAMP, 0.3, 2, shadow=0.15)
        c.paint(c.box(-46.5, -29, -42.5, -21, 2), TAIL_LAMP, 0.3, clip=body)
        draw_wheels(c, (-27, 27), -10.5, 10.5)


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
        draw_glass(c, c.box(0.5, door_top, 6, -14, 1) | c.box(7, door_top, 12.5, -14, 1), [(3, 5), (10, 11)])
        c.paint(c.ellipse(shape.front - 3, -21, 3.8, 4.2), LAMP, 0.3, 2, shadow=0.15)
        bumpers = c.box(-48, -16, -38, -11, 2.5) | c.box(shape.front - 7, -16, shape.front + 3, -11, 2.5)
        c.paint(bumpers, STEEL, 0.4, 2)
        draw_wheels(c, (-27, 28), -9.5, 9.5)


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
    draw_glass(c, joined(panes) & inside, [(-38, -33), (-12, -7), (22, 25), (shape.nose - 8, shape.nose - 5)])


def _ring(c: Canvas, x: float, y: float, radius: float, width: float) -> Mask:
    return c.ellipse(x, y, radius) - c.ellipse(x, y, radius - width)


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
    way, radius = facing(rng), rng.uniform(19, 21.5)
    rear, front, crank = (-26, -radius), (26, -radius), (-3, -radius + 1)
    saddle, head = (-11, -52), (16, -54)
    with c.frame(50, 95, 0, way):
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
    way, tall = facing(rng), rng.uniform(0.92, 0.99)
    accent = far_from(colour, ("D8473F", "F0B83C", "3E6FA8"))
    if kind == "modern":
        with c.frame(50, 95, 0, way * 0.97):
            _modern_train(c, colour, accent)
    elif kind == "steam":
        with c.frame(50, 95, 0, way * 0.96, tall):
            _steam_engine(c, colour, accent)
    else:
        with c.frame(50, 95, 0, way * 0.98):
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
    draw_glass(c, c.box(-39, -61, -24, -43, 3), [(-35, -31)])
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
    draw_wheels(c, (-39, -24), -6.8, 6.8)


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
    draw_glass(c, joined(panes), [(-36, -33), (-12, -9)])
    draw_glass(c, c.blob((8, -68), (16, -64), (30, -47), (33, -40), (22, -42), (12, -50)), [(20, 23)])
    c.paint(c.ellipse(40, -27, 3, 3.6, -30) | c.ellipse(29, -24, 3, 3.6, -20), LAMP, 0.2, 2)
