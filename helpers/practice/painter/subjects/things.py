"""Things to use and to play: simple front views with volume."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from helpers.practice.painter.canvas import Canvas, joined
from helpers.practice.painter.colours import (
    CREAM,
    INK,
    WHITE,
    Colour,
    dark,
    is_pale,
    light,
    main_colour,
    mix,
    pick,
    rgb,
)
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import FLAME, draw_flames, on_circle, star

GOLD = rgb("E9B84A")
STEEL = rgb("B4BCC8")


# ---- guitar


def _strings(c: Canvas, foot: float, head: float) -> None:
    strings = []
    for x in (-1.5, -0.5, 0.5, 1.5):
        low = x * 1.3
        strings.append(c.polygon([(low - 0.28, foot), (low + 0.28, foot), (x + 0.24, head), (x - 0.24, head)]))
    c.flat(joined(strings), rgb("FFF6E2"), 0.9)


def _guitar_neck(c: Canvas, low: float, high: float, wood: Colour) -> None:
    board = c.paint(c.polygon([(-3.4, low), (3.4, low), (2.7, high), (-2.7, high)]), rgb("5A3B2C"), 0.3, 2, shadow=0.25)
    frets = [c.box(-4, y - 0.3, 4, y + 0.3) for y in np.linspace(low - 3, high + 1, 7)]
    c.flat(joined(frets), rgb("D9C9A8"), 0.8, clip=board)
    pegs = [c.ellipse(side * 6, high - y, 1.9, 1.5) for side in (-1, 1) for y in (3, 7.5, 12)]
    c.paint(joined(pegs), rgb("EFE6D2"), 0.4, 1.2)
    head = [(0, high - 15), (5, high - 16.5), (4.4, high - 4), (2.7, high + 1, 1), (0, high + 1)]
    c.paint(c.symmetric(*head), wood, 0.4, 2)


def _acoustic(c: Canvas, rng: np.random.Generator, wood: Colour) -> None:
    waist = rng.uniform(12.5, 15)
    right = [(0, -54), (9, -56), (18, -50), (18.5, -42), (waist, -33), (20, -25), (26, -13), (20, -2), (0, 0)]
    body = c.symmetric(*right)
    c.paint(body, dark(wood, 0.5), 0.4)
    with c.frame(0, -2.2, 0, 0.9, 0.925):
        c.paint(c.symmetric(*right), wood, 0.5, 5, 0.16)
    c.paint(c.ellipse(0, -34, 9), light(wood, 0.5), 0.2, rim=0)
    c.paint(c.ellipse(0, -34, 7.4), rgb("40281F"), 0.2, rim=0)
    _guitar_neck(c, -40, -80, dark(wood, 0.3))
    c.paint(c.box(-8.5, -14.5, 8.5, -11, 1.4), rgb("4F3325"), 0.3, 1.5, shadow=0.2)
    _strings(c, -13, -80)


def _electric(c: Canvas, rng: np.random.Generator, paint: Colour) -> None:
    horn = rng.uniform(-62, -57)
    left = [(-4, -46), (-9, -50), (-15, horn), (-19, -55), (-17, -42), (-15.5, -32), (-22, -21), (-22, -8), (-13, -1)]
    right = [(2, 0), (18, -4), (23, -16), (19, -27), (14.5, -34), (16, -46), (13, -53), (8, -50), (4, -44)]
    c.paint(c.blob(*left, *right), paint, 0.55, 4.5, 0.14)
    guard = [(-9, -42), (8, -40), (10, -30), (14, -18), (8, -10), (2, -16), (-12, -30)]
    plate = INK if is_pale(paint) else CREAM
    c.paint(c.blob(*guard), plate, 0.2, 2, rim=0.2, shadow=0.15)
    _guitar_neck(c, -36, -80, dark(paint, 0.1))
    for y in (-31, -23):
        c.paint(c.box(-6.5, y - 1.8, 6.5, y + 1.8, 1.4), rgb("3E3A44"), 0.3, 1.5)
    c.paint(c.box(-7, -14, 7, -10, 1), STEEL, 0.4, 1.5, shadow=0.2)
    c.paint(joined([c.ellipse(14, -14, 1.9), c.ellipse(12, -8, 1.9)]), GOLD, 0.4, 1.2)
    _strings(c, -12, -80)


@subject(
    "guitar",
    en="guitar, acoustic guitar, electric guitar, ukulele, bass guitar",
    ko="기타, 통기타, 전기기타, 일렉기타, 전자기타, 우쿨렐레",
    scenes="room, meadow, street",
    size=0.6,
)
def guitar(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    wood = main_colour(wish, rng, ("D9924A", "C97A3E", "E0AC62"))
    paint = main_colour(wish, rng, ("D94A45", "3E8FC4", "F0C14B", "5BB59A"))
    electric, way = bool(rng.random() < 0.45), rng.choice((-1, 1))
    with c.frame(50, 94, 0, way, 1), c.frame(-8, -1.5, rng.uniform(8, 15), 1.06, 0.93):
        if electric:
            _electric(c, rng, paint)
        else:
            _acoustic(c, rng, wood)


# ---- umbrella


def _canopy(c: Canvas, cloth: Colour, other: Colour, high: float) -> None:
    """The roof of an umbrella, 84 wide, its hem at y = 0: five panels, scalloped below."""
    ribs = (-42, -27, -9.5, 9.5, 27, 42)
    right = [(0, -high), (15, -high * 0.94), (31, -high * 0.66), (40, -high * 0.27), (42, 0, 1)]
    hem: list[tuple[float, ...]] = []
    for near, far in pairwise(ribs[::-1]):
        hem += [((near + far) / 2, -3.6), (far, 0, 1)]
    roof = c.blob(*right, *hem, *[(-x, y) for x, y in right[-2:0:-1]])
    c.paint(c.blob((-41.4, -3), (0, -16), (41.4, -3), (0, 2.5)), dark(cloth, 0.5), 0.2, rim=0)
    whole = c.paint(roof, cloth, 0.5, 5, 0.16, 0.35)
    for low, upper in ((-27, -9.5), (9.5, 27)):
        panel = c.blob((0, -high, 1), (upper * 0.8, -high * 0.6), (upper, 2, 1), (low, 2, 1), (low * 0.8, -high * 0.6))
        c.paint(panel, other, 0.25, 3, rim=0.1, clip=whole)
    lines = joined(c.limb([(0, -high), (x * 0.8, -high * 0.6), (x, 0)], 0.35) for x in ribs[1:-1])
    c.flat(lines, dark(cloth, 0.4), 0.6, clip=whole)


@subject(
    "umbrella",
    en="umbrella, parasol, sunshade",
    ko="우산, 양산, 파라솔, 비닐우산",
    scenes="street, beach, garden, city",
    size=0.7,
)
def umbrella(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    cloth = main_colour(wish, rng, ("D9483F", "3E7FC4", "F0B93C", "7C5BB0", "3FA08A", "EE86A8"))
    striped, lying, way = bool(rng.random() < 0.6), bool(rng.random() < 0.5), rng.choice((-1, 1))
    other = (dark(cloth, 0.14) if is_pale(cloth) else CREAM) if striped else light(cloth, 0.14)
    high, handle = rng.uniform(36, 43), pick(rng, ("8A5B3A", "5E4634", "B5793F"))
    at, turn, size = ((42.5, 57.5), 30, 0.98) if lying else ((50, 53.5), rng.uniform(-6, 6), 1.04)
    with c.frame(50, 0, 0, way, 1), c.frame(-50, 0), c.frame(*at, turn, size):
        c.paint(c.limb([(0, -20), (0, 30)], 1.15), STEEL, 0.4, 1.2)
        c.paint(c.limb([(0, 24), (0, 32), (3, 37.5), (8.5, 37), (10.5, 31)], 2.2), handle, 0.5, 1.8)
        c.paint(c.limb([(0, -high), (0, -high - 5.5)], (1.6, 0.9)), STEEL, 0.4, 1.2)
        _canopy(c, cloth, other, high)


# ---- book


def _book_mark(c: Canvas, rng: np.random.Generator, x: float, y: float, colour: Colour) -> None:
    """An emblem on a cover: a star, a heart or a moon."""
    kind = ("star", "heart", "moon")[rng.integers(3)]
    with c.frame(x, y):
        if kind == "star":
            emblem = star(c, 0, 0, 10)
        elif kind == "heart":
            emblem = c.symmetric((0, -4, 1), (5, -9), (10, -4), (6.5, 4), (0, 10, 1))
        else:
            emblem = c.ellipse(0, 0, 9) - c.ellipse(4.5, -2, 7.6)
        c.paint(emblem, colour, 0.25, 1.6)


def _closed_book(c: Canvas, rng: np.random.Generator, cover: Colour, mark: Colour) -> None:
    """Standing, its back at the left, its pages seen at the right and above."""
    lean = rng.uniform(-5, 5)
    with c.frame(0, -1, lean, 1, 1):
        back = [(-20, -76, 1), (34, -84, 1), (37, -82), (37, -8), (34, -6, 1), (-20, 0, 1)]
        c.paint(c.blob(*back), dark(cover, 0.3), 0.3)
        block = [(-22, -79), (31, -84), (34, -80), (34, -9), (22, -3), (-22, -3)]
        pages = c.paint(c.polygon(block), rgb("FBF1DA"), 0.3, 3)
        c.flat(joined(c.box(x, -90, x + 0.6, 0) for x in (27.5, 30, 32.3)), rgb("D9C6A0"), clip=pages)
        front = c.paint(c.box(-30, -79, 24, 0, 3), cover, 0.5, 4.5, 0.15, 0.35, shadow=0.35)
        c.paint(c.box(-30, -79, -20, 0), dark(cover, 0.25), 0.3, 2, clip=front)
        c.flat(c.box(-14, -73, 18.5, -6.5, 2) - c.box(-12.6, -71.6, 17.1, -7.9, 1.4), mark)
        _book_mark(c, rng, 2.2, -45, mark)
        c.flat(joined([c.box(-7, -25, 11.5, -23.2, 1), c.box(-4, -19.5, 8.5, -17.8, 1)]), mark)


def _open_book(c: Canvas, rng: np.random.Generator, cover: Colour, mark: Colour) -> None:
    """Lying open before the reader, a ribbon between its pages."""
    lift = rng.uniform(-3, 3)
    c.paint(c.symmetric((0, -57), (20, -64), (47, -60, 1), (47, -3, 1), (20, -7), (0, -1)), cover, 0.5)
    for drop, paper in ((3.2, "E3D2AC"), (0, "FFF8E8")):
        for side in (-1, 1):
            page = [(0, -12, 1), (side * 9, -19), (side * 24, -19.5), (side * 40, -14, 1), (side * 40, -63 + lift, 1)]
            page += [(side * 26, -69 + lift), (side * 9, -67), (0, -59, 1)]
            sheet = c.paint(c.blob(*[(p[0], p[1] + drop, *p[2:]) for p in page]), rgb(paper), 0.3, 3, rim=0.1)
            if not drop:
                fold = c.blob((0, -66, 1), (side * 6, -66), (side * 4, -16), (0, -10, 1))
                c.flat(fold, rgb("C9B48A"), 0.45, clip=sheet)
    heights = (-57, -49, -41, -33, -26)
    rows = [[(side * 11, y), (side * 21, y - 1.6), (side * 34, y + 2)] for side in (-1, 1) for y in heights]
    c.flat(joined(c.limb(row, 0.8) for row in rows), rgb("A89878"))
    ribbon = dark(mark, 0.1) if is_pale(cover) else cover
    c.paint(c.polygon([(8, -65), (14, -66.5), (14, -30), (11, -34), (8, -30)]), ribbon, 0.3, 1.5, shadow=0.2)


def _pile_of_books(c: Canvas, rng: np.random.Generator, cover: Colour, mark: Colour) -> None:
    """Three lying books; the middle one has the asked colour's neighbour."""
    middle = mix(cover, rgb("F3E2B8"), 0.45)
    foot = 0.0
    for colour, half, thick in ((cover, 42, 25), (middle, 36, 20), (dark(cover, 0.12), 38, 23)):
        shift = rng.uniform(-4, 4)
        with c.frame(shift, foot):
            c.paint(c.box(-half, -thick, half, 0, 5), colour, 0.45, 3, shadow=0.25)
            pages = c.paint(c.box(-half + 9, -thick + 3.4, half + 1, -3.4, 3), rgb("FBF1DA"), 0.3, 2, rim=0)
            edges = [c.box(0, y, half + 2, y + 0.6) for y in np.arange(-thick + 7, -5, 3.6)]
            c.flat(joined(edges), rgb("D9C6A0"), clip=pages)
            c.paint(c.box(-half, -thick, -half + 30, 0, 5), colour, 0.3, 3, shadow=0.2)
            c.flat(joined(c.box(-half + x, -thick, -half + x + 2, 0) for x in (6, 23)), mark)
        foot -= thick


@subject(
    "book",
    en="book, storybook, textbook, notebook, diary, diaries, dictionary, dictionaries",
    ko="책, 동화책, 그림책, 교과서, 소설책, 공책, 일기장, 만화책",
    scenes="room, garden",
    size=0.3,
)
def book(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    cover = main_colour(wish, rng, ("C9423F", "3F74B8", "3E8F6A", "7A55A5", "D98A35"))
    mark = dark(GOLD, 0.3) if is_pale(cover) else rgb("F8D873")
    draw, way = (_closed_book, _open_book, _pile_of_books)[rng.integers(3)], rng.choice((-1, 1))
    with c.frame(50, 95, 0, 1 if draw is _closed_book else way, 1):
        draw(c, rng, cover, mark)


# ---- clock


def _dial(c: Canvas, rng: np.random.Generator, radius: float, ink: Colour) -> None:
    """The face of a clock about (0, 0)."""
    c.paint(c.ellipse(0, 0, radius), rgb("FFFBF0"), 0.3, 3, rim=0)
    marks = []
    for hour in range(12):
        with c.frame(0, 0, 30 * hour):
            large = hour % 3 == 0
            width, inner = (1.2, 0.7) if large else (0.6, 0.78)
            marks.append(c.box(-width, -radius * 0.9, width, -radius * inner, 0.6))
    c.flat(joined(marks), ink)
    minutes = int(rng.integers(144)) * 5
    c.stroke([(0, 0), on_circle(radius * 0.5, minutes * 0.5)], 1.9, ink)
    c.stroke([(0, 0), on_circle(radius * 0.74, minutes * 6)], 1.3, ink)
    c.paint(c.ellipse(0, 0, 2.8), rgb("D9483F"), 0.3, 1.2)


def _alarm_clock(c: Canvas, rng: np.random.Generator, case: Colour) -> None:
    metal = GOLD if rng.random() < 0.5 else STEEL
    for side in (-1, 1):
        c.paint(c.limb([(side * 18, -15), (side * 25, -3)], (3.4, 2.6)), dark(case, 0.2), 0.5, 1.8)
        with c.frame(0, -41, side * 37):
            c.paint(c.box(-1.6, -42, 1.6, -30), metal, 0.4, 1.2)
            c.paint(c.blob((-14.5, -37, 1), (-11, -46), (0, -50), (11, -46), (14.5, -37, 1)), metal, 0.5, 3, rim=0.5)
    c.paint(c.box(-1.5, -89, 1.5, -75), STEEL, 0.4, 1.2)
    c.paint(c.box(-6, -91, 6, -85, 2.5), dark(STEEL, 0.1), 0.4, 1.6)
    c.paint(c.ellipse(0, -41, 38), case, 0.55, 5, 0.14, 0.35, shadow=0.25)
    with c.frame(0, -41):
        c.flat(c.ellipse(0, 0, 30.5), dark(case, 0.3))
        _dial(c, rng, 29, INK)


def _pendulum_clock(c: Canvas, rng: np.random.Generator, case: Colour) -> None:
    """A little house on the wall with a pendulum and two cones."""
    swing = rng.uniform(-14, 14)
    with c.frame(0, -34, swing):
        c.paint(c.limb([(0, 0), (0, 22)], 1), GOLD, 0.3, 1)
        c.paint(c.ellipse(0, 25, 6.5), GOLD, 0.5, 2.4, rim=0.5)
    for side in (-1, 1):
        c.paint(c.limb([(side * 17, -34), (side * 17, -16)], 0.5), dark(GOLD, 0.3), 0.2, 1)
        c.paint(c.limb([(side * 17, -14), (side * 17, -5)], (2, 3)), dark(GOLD, 0.2), 0.5, 1.8)
    c.paint(c.polygon([(0, -86), (29, -62), (29, -32), (-29, -32), (-29, -62)]), case, 0.5, 4)
    roof = [(-36, -66), (0, -91), (36, -66), (33, -60), (0, -82), (-33, -60)]
    c.paint(c.polygon(roof), dark(case, 0.28), 0.4, 3, shadow=0.25)
    c.paint(c.box(-32, -36, 32, -30, 2), dark(case, 0.28), 0.4, 2, shadow=0.25)
    with c.frame(0, -55):
        c.paint(c.ellipse(0, 0, 20.5), light(GOLD, 0.1), 0.4, 2, shadow=0.25)
        _dial(c, rng, 18, INK)


def _round_clock(c: Canvas, rng: np.random.Generator, case: Colour) -> None:
    with c.frame(0, -45):
        c.paint(c.ellipse(0, 0, 44.5), case, 0.55, 5, 0.14, 0.4)
        c.flat(c.ellipse(0, 0, 37), dark(case, 0.35))
        _dial(c, rng, 35.5, INK)


@subject(
    "clock",
    en="clock, alarm clock, wall clock, cuckoo clock, grandfather clock",
    ko="시계, 알람시계, 알람 시계, 자명종, 벽시계, 괘종시계, 뻐꾸기시계, 탁상시계",
    scenes="room",
    size=0.35,
)
def clock(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    case = main_colour(wish, rng, ("D9483F", "4A90C4", "5BAF8C", "E8A63C", "B07A4B"))
    draw = (_alarm_clock, _alarm_clock, _pendulum_clock, _round_clock)[rng.integers(4)]
    with c.frame(50, 95):
        draw(c, rng, case)


# ---- lantern


def _oil_lantern(c: Canvas, rng: np.random.Generator, metal: Colour) -> None:
    """A lantern with a glass belly, wire arms and a ring to carry it by."""
    belly = rng.uniform(19, 24)
    c.stroke([(-17, -70), (-22, -82), (0, -91), (22, -82), (17, -70)], 1.2, dark(metal, 0.35))
    glass = c.symmetric((0, -64), (13, -63), (belly, -44), (belly - 3, -28), (13, -21), (0, -20))
    c.paint(glass, rgb("FFE9A6"), 0.25, 3, 0.1, 0.5)
    c.flat(c.ellipse(0, -40, 13, 16) & glass, rgb("FFF6CF"), 0.8)
    draw_flames(c, [(0, -27)], 2.5)
    with c.frame(-belly, 0):
        c.flat(c.blob((5, -46), (9, -56), (10, -54), (7, -36), (5, -36)), WHITE, 0.7)
    for side in (-1, 1):
        c.paint(c.limb([(side * 18, -12), (side * 29, -26), (side * 29, -52), (side * 16, -70)], 2), metal, 0.5, 1.6)
    hood = [(0, -81), (8, -81, 1), (11, -72), (20, -66), (20, -62), (0, -62)]
    c.paint(c.symmetric(*hood), metal, 0.5, 3)
    c.paint(c.box(-9, -84.5, 9, -79.5, 2), dark(metal, 0.15), 0.4, 1.6)
    c.paint(c.box(-17, -24, 17, -17, 2.5), dark(metal, 0.1), 0.4, 2, shadow=0.2)
    c.paint(c.blob((-17, -18), (17, -18), (25, -5), (24, 0, 1), (-24, 0, 1), (-25, -5)), metal, 0.55, 4)
    c.paint(c.ellipse(13, -10, 3), GOLD, 0.4, 1.4)


def _paper_lantern(c: Canvas, rng: np.random.Generator, paper: Colour) -> None:
    """A round paper lantern with a tassel."""
    half = rng.uniform(30, 39)
    wood = rgb("6A4532")
    c.stroke([(0, -80), (0, -92)], 0.8, wood)
    c.paint(c.limb([(0, -22), (0, -14)], 0.9), GOLD, 0.3, 1)
    c.paint(c.blob((-2, -14), (2, -14), (4.6, -1), (2, 0), (-2, 0), (-4.6, -1)), GOLD, 0.5, 2)
    right = [(0, -79), (half * 0.62, -76), (half, -51), (half * 0.62, -26), (0, -23)]
    body = c.paint(c.symmetric(*right), paper, 0.5, 5, 0.12, 0.35)
    for share in (0.72, 0.5, 0.28):
        c.flat(c.ellipse(0, -50, half * share, 26 * share), light(mix(paper, FLAME, 0.5), 0.3), 0.16)
    shares = (-0.66, -0.24, 0.24, 0.66)
    ribs = [[(half * at * 0.45, -79), (half * at, -51), (half * at * 0.45, -23)] for at in shares]
    c.flat(joined(c.limb(rib, 0.6) for rib in ribs), dark(paper, 0.36), 0.6, clip=body)
    c.paint(joined([c.box(-15, -83, 15, -76.5, 2), c.box(-15, -26, 15, -19.5, 2)]), wood, 0.4, 2)
    c.flat(joined([c.box(-15, -81, 15, -79.6), c.box(-15, -23.4, 15, -22)]), GOLD)


def _square_lantern(c: Canvas, rng: np.random.Generator, metal: Colour) -> None:
    """A lantern of four panes with a pointed roof."""
    c.paint(c.ellipse(0, -85, 7) - c.ellipse(0, -85, 4.6), metal, 0.4, 1.4)
    c.paint(c.box(-22, -58, 22, -8), rgb("FFDF8A"), 0.2, 3)
    c.flat(c.ellipse(0, -32, 16, 20), rgb("FFF4C4"), 0.75)
    c.paint(c.box(-6, -26, 6, -9, 1.5), CREAM, 0.4, 2)
    draw_flames(c, [(0, -26)], 1.9)
    bars = [c.box(x - 1.8, -60, x + 1.8, -7) for x in (-22.5, 22.5)]
    c.paint(joined(bars), metal, 0.4, 1.5)
    for side in (-1, 1):
        c.stroke([(side * 21, -46), (side * 11, -57)], 1.2, metal)
    top = rng.uniform(-82, -77)
    c.paint(c.symmetric((0, top), (5, top, 1), (12, -68), (31, -59, 1), (28, -55, 1), (0, -55)), metal)
    c.paint(c.box(-29, -10, 29, -4, 1.5), metal, 0.4, 2, shadow=0.2)
    c.paint(c.box(-25, -5, 25, 0, 1.5), dark(metal, 0.2), 0.4, 2)


@subject(
    "lantern",
    en="lantern, paper lantern, oil lamp, kerosene lamp",
    ko="등불, 랜턴, 등잔, 호롱불, 초롱, 초롱불, 청사초롱, 제등, 호롱",
    scenes="village, street, forest, garden",
    size=0.42,
)
def lantern(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    metal = main_colour(wish, rng, ("4A5568", "8A4A3A", "3F6B62", "B5793F"))
    paper = main_colour(wish, rng, ("D9402F", "E8793A", "EFC24A"))
    draw = (_oil_lantern, _square_lantern, _paper_lantern)[rng.integers(3)]
    with c.frame(50, 95):
        draw(c, rng, paper if draw is _paper_lantern else metal)
