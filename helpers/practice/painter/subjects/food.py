"""Things to eat and to drink: simple front views with volume."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import CREAM, WHITE, Colour, dark, is_pale, light, main_colour, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import Line, draw_flames, facing, on_circle

# ---- apple


def _apple_body(c: Canvas, plump: float) -> Mask:
    right = [(0, -66), (9, -71), (24, -71), (35, -57), (36, -38), (28, -14), (15, -1.5), (7, -1), (0, -3)]
    return c.symmetric(*[(x * plump, y) for x, y in right])


def _apple_top(c: Canvas, skin: Colour, leaf: Colour) -> None:
    """The hollow with the stalk and a leaf."""
    c.paint(c.ellipse(0, -63, 11.5, 4), dark(skin, 0.36), 0.2, rim=0, alpha=0.8)
    c.paint(c.limb([(0.5, -62.5), (1, -74), (5, -84)], (1.8, 1.6, 2.1)), rgb("7A4E32"), 0.5, 1.6)
    with c.frame(2, -73, 62):
        c.paint(c.symmetric((0, -29, 1), (7, -20), (7.5, -9), (0, 0, 1)), leaf, 0.45, shadow=0.2)
        c.stroke([(0, -2), (0, -24)], (0.7, 0.2), light(leaf, 0.4), 0.8)


def _apple_half(c: Canvas, skin: Colour) -> None:
    """An apple cut in two, seen from within."""
    c.paint(_apple_body(c, 1), skin, 0.5, 5, shadow=0.3)
    with c.frame(0, -5, 0, 0.86, 0.88):
        c.paint(_apple_body(c, 1), rgb("FBEFCB"), 0.25, 3, rim=0)
    core = c.symmetric((0, -56), (9, -42), (10, -30), (0, -17))
    c.flat(core, rgb("EBD59A"))
    c.flat(joined(c.ellipse(side * 4.2, -34, 2.4, 5, side * -12) for side in (-1, 1)), rgb("6B4028"))


@subject(
    "apple",
    en="apple",
    ko="사과, 풋사과, 능금, 애플",
    scenes="room, garden",
    size=0.22,
)
def apple(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin, leaf = main_colour(wish, rng, ("D9383A", "D9383A", "7DB545", "E8B73C")), pick(rng, ("5E9E45", "4F9A55"))
    kind = ("whole", "bitten", "halved")[rng.integers(3)]
    plump, tilt = rng.uniform(0.96, 1.06), rng.uniform(-7, 7)
    way = rng.choice((-1, 1)) if kind != "bitten" else 1
    place = (-12, 0, tilt * 0.4, 0.86) if kind == "halved" else (0, 0, tilt, 1)
    with c.frame(50, 94.5, 0, way, 1), c.frame(*place):
        body = _apple_body(c, plump)
        if kind == "bitten":
            bite = joined(c.ellipse(*disc) for disc in ((36, -53, 10), (32.5, -39, 9), (36, -26, 9), (45, -40, 13)))
            flesh = joined(c.ellipse(*disc) for disc in ((36, -53, 14), (31, -39, 12.5), (35, -26, 13)))
            body = c.paint(body - bite, skin, 0.6, 6, 0.16, 0.3)
            c.paint(flesh, rgb("FBEBC4"), 0.25, 2, clip=body)
        else:
            c.paint(body, skin, 0.6, 6, 0.16, 0.3)
        _apple_top(c, skin, leaf)
        shine = [(-27, -52), (-22, -62), (-17, -63), (-20, -55), (-23, -43), (-27, -42)]
        c.flat(c.blob(*[(x * way, y) for x, y in shine]), light(skin, 0.75), 0.75)
    if kind == "halved":
        with c.frame(50, 94.5, 0, way, 1), c.frame(20, 0, 9, 0.56):
            _apple_half(c, skin)


# ---- cake

PLATE = rgb("EDEFF4")
STAND = rgb("B4BCC8")


def _drips(from_x: float, to_x: float, y: float, drops: list[float]) -> Line:
    """The lower edge of icing, from left to right: one run for each drop."""
    width = (to_x - from_x) / len(drops)
    edge = []
    for number, drop in enumerate(drops):
        x = from_x + width * number
        shape = ((0.04, 0.05), (0.2, 0.75), (0.5, 1), (0.8, 0.75), (0.96, 0.05))
        edge += [(x + width * across, y + drop * down) for across, down in shape]
    return edge


def _tier(
    c: Canvas, rng: np.random.Generator, half: float, low: float, high: float, icing: Colour, dough: Colour
) -> None:
    c.paint(c.box(-half, high - 3, half, low, 5), dough, 0.5, 4, shadow=0.2)
    c.flat(c.box(-half, (high + low) / 2 + 2, half, (high + low) / 2 + 5), CREAM, 0.9)
    edge = _drips(-half - 0.6, half + 0.6, high + 2, rng.uniform(3.5, 10, 6).tolist())
    top = [(half + 0.6, high - 2), (half - 2, high - 5), (-half + 2, high - 5), (-half - 0.6, high - 2)]
    c.paint(c.blob(*top, *edge), icing, 0.4, 2.6, rim=0.4, shadow=0.25)


def _candles(c: Canvas, places: list[float], foot: float, height: float, wax: Colour) -> None:
    sticks = c.paint(joined(c.box(x - 1.9, foot - height, x + 1.9, foot, 1.2) for x in places), wax, 0.4, 1.5)
    heights = np.arange(foot - height + 4, foot, 5)
    bands = [c.limb([(x - 3, y + 2), (x + 3, y - 1)], 0.8) for x in places for y in heights]
    c.flat(joined(bands), WHITE, clip=sticks)
    draw_flames(c, [(x, foot - height - 1) for x in places], 1.15)


def _sprinkles(c: Canvas, rng: np.random.Generator, half: float, low: float, high: float) -> None:
    colours = ("F6C445", "6CC3E8", "F07A9A")
    for number, colour in enumerate(colours):
        xs = (np.arange(4) + (number + 0.5) / 3) / 4 * 2 * half - half
        dots = [c.ellipse(x * 0.94, rng.uniform(high, low), 1.5) for x in xs]
        c.paint(joined(dots), rgb(colour), 0.35, 1.2)


def _whole_cake(c: Canvas, rng: np.random.Generator, icing: Colour, dough: Colour, tiers: int) -> None:
    wax = pick(rng, ("6CB8E0", "F0839F", "8CC66D"))
    c.paint(c.box(-18, -6, 18, 0, 2.5), dark(STAND, 0.1))
    c.paint(c.ellipse(0, -7, 43, 5), PLATE, 0.4, 2, shadow=0.2)
    if tiers == 1:
        _tier(c, rng, 34, -7, -46, icing, dough)
        _sprinkles(c, rng, 32, -14, -21)
        _candles(c, [-20, -7, 7, 20], -51, 17, wax)
        return
    _tier(c, rng, 36, -7, -32, icing, dough)
    _tier(c, rng, 24, -36, -58, icing, dough)
    _sprinkles(c, rng, 34, -11, -15)
    _candles(c, [-12, 0, 12], -62, 14, wax)


def _slice(c: Canvas, rng: np.random.Generator, icing: Colour, dough: Colour) -> None:
    """A wedge, its tip to the left, with a strawberry or a cherry."""
    c.paint(c.ellipse(0, -6, 46, 6), PLATE, 0.4, 2.5)
    side = c.paint(c.polygon([(-37, -49), (35, -49), (35, -9), (-37, -9)]), dough, 0.4, 4)
    for y in (-34, -21):
        c.flat(c.box(-40, y - 2.4, 40, y + 2.4), CREAM, clip=side)
    c.paint(c.polygon([(35, -50), (40, -56), (40, -14), (35, -9)]), dark(icing, 0.1), 0.3, 2)
    edge = _drips(-38.5, 36, -46, rng.uniform(3.5, 12, 6).tolist())
    top = c.blob((-38.5, -50), *edge, (40, -54), (38, -62), (26, -67), (-6, -61))
    c.paint(top, icing, 0.4, 3, rim=0.4, shadow=0.25)
    puffs = [c.ellipse(20 + x, -66 + y, 6.5, 5) for x, y in ((-7, 2), (7, 1), (0, -2))]
    c.paint(joined(puffs), CREAM, 0.4, 2.4, shadow=0.2)
    with c.frame(20, -77):
        if rng.random() < 0.5:
            _cherry(c)
        else:
            _strawberry(c)


def _cherry(c: Canvas) -> None:
    c.paint(c.ellipse(0, 0, 8), rgb("D6303F"), 0.55, 3, rim=0.6, shadow=0.2)
    c.stroke([(0, -6), (2, -13), (8, -17)], 0.8, rgb("5E8A3C"))


def _strawberry(c: Canvas) -> None:
    c.paint(c.symmetric((0, -11), (10, -5), (7, 6), (0, 12)), rgb("E0404A"), 0.5, 3, shadow=0.2)
    seeds = [c.ellipse(x, y, 0.7, 1.1) for x, y in ((-5, -3), (0, 0), (5, -3), (-3, 4), (3, 4))]
    c.flat(joined(seeds), CREAM)
    c.paint(c.symmetric((0, -16), (2, -11), (9, -11), (3, -6.5), (0, -4)), rgb("5E9E45"))


@subject(
    "cake",
    en="cake, birthday cake, cupcake, dessert, gateau",
    ko="케이크, 케익, 생일케이크, 생일 케이크, 조각케이크, 조각 케이크, 컵케이크, 디저트",
    scenes="room, garden",
    size=0.4,
)
def cake(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    icing = main_colour(wish, rng, ("F4A6BC", "7A4A32", "FFF1DC", "A9D8C6", "C9A4DC"))
    dough = light(wish, 0.35) if wish else rgb("E9BD7A")
    kind, way = ("one tier", "two tiers", "slice")[rng.integers(3)], rng.choice((-1, 1))
    with c.frame(50, 95, 0, way, 1):
        if kind == "slice":
            with c.frame(0, 0, 0, 0.97):
                _slice(c, rng, icing, dough)
        else:
            _whole_cake(c, rng, icing, dough, 1 if kind == "one tier" else 2)


# ---- cup


def _steam(c: Canvas, xs: list[float], foot: float, height: float) -> None:
    for number, x in enumerate(xs):
        rise = height * (1 if number % 2 else 0.75)
        wisp = [(x, foot), (x - 3.5, foot - rise * 0.3), (x + 3, foot - rise * 0.65), (x - 1, foot - rise)]
        c.stroke(wisp, (0.6, 1.9, 1.7, 0.4), rgb("CBD6E0"), 0.8)


def _drink(c: Canvas, rng: np.random.Generator, y: float, half: float, glaze: Colour) -> None:
    """The open top of a cup, seen from a little above, with what is in it."""
    drink = pick(rng, ("6B432B", "8A5A38", "B5712F"))
    c.paint(c.ellipse(0, y, half, half * 0.24), light(glaze, 0.35), 0.2, 1.6, rim=0.5)
    c.paint(c.ellipse(0, y + 0.8, half * 0.88, half * 0.185), drink, 0.2, 1.5, rim=0)
    if rng.random() < 0.6:
        with c.frame(0, y + 1, 0, half / 30, half / 75):
            heart = c.symmetric((0, -5, 1), (5, -10), (11, -5), (7, 3), (0, 10, 1))
            c.flat(heart, rgb("F3E0C2"))


def _mug(c: Canvas, rng: np.random.Generator, glaze: Colour, mark: Colour) -> None:
    ring = c.ellipse(33, -31, 15, 17) - c.ellipse(32, -31, 8.6, 10.6)
    c.paint(ring, glaze, 0.5, 2.4)
    side = [(-31, -60, 1), (31, -60, 1), (30, -14), (26, -3), (18, 0), (-18, 0), (-26, -3), (-30, -14)]
    body = c.paint(c.blob(*side), glaze, 0.55, 5, 0.14)
    if rng.random() < 0.5:
        c.paint(c.symmetric((0, -37, 1), (7, -43), (14, -36), (8, -25), (0, -17, 1)), mark, 0.2, rim=0.1)
    else:
        for y in (-44, -14):
            c.flat(c.limb([(-34, y - 4), (0, y + 1), (34, y - 4)], 2.2), mark, clip=body)
    _drink(c, rng, -60, 31, glaze)


def _teacup(c: Canvas, rng: np.random.Generator, glaze: Colour, mark: Colour) -> None:
    c.paint(c.ellipse(0, -6.5, 45, 6.5), glaze, 0.5, 3)
    c.paint(c.ellipse(0, -8.5, 27, 3.4), dark(glaze, 0.3), 0.2, rim=0)
    c.paint(c.ellipse(34, -39, 12, 12) - c.ellipse(33, -39, 6.4, 6.6), glaze, 0.5, 2.2)
    side = [(-36, -55, 1), (36, -55, 1), (33, -35), (20, -14), (13, -6), (-13, -6), (-20, -14), (-33, -35)]
    body = c.paint(c.blob(*side), glaze, 0.55, 5, 0.14, shadow=0.3)
    for x in (-20, 0, 20):
        with c.frame(x, -33 - abs(x) * 0.12):
            petals = [c.ellipse(*on_circle(3.4, turn), 2.3) for turn in range(0, 360, 72)]
            c.flat(joined(petals), mark, clip=body)
    _drink(c, rng, -55, 36, glaze)


def _paper_cup(c: Canvas, rng: np.random.Generator, glaze: Colour, mark: Colour) -> None:
    body = c.paint(c.blob((-24, -72, 1), (24, -72, 1), (18, -2), (15, 0), (-15, 0), (-18, -2)), glaze, 0.5, 5, 0.14)
    sleeve = c.blob((-30, -52, 1), (0, -50), (30, -52, 1), (30, -24, 1), (0, -21.5), (-30, -24, 1))
    c.paint(sleeve & body, mark, 0.45, 4, rim=0.1)
    bean = c.paint(c.ellipse(0, -37, 6, 8.6, 28), rgb("5E3A28"), 0.3, 2)
    c.stroke([(3.5, -45), (0.8, -39), (-0.8, -35), (-3.5, -29)], 0.8, mark, clip=bean)
    lid = rgb("4A3A38") if is_pale(glaze) else CREAM
    c.paint(c.box(-22, -81, 22, -72, 3), lid, 0.4, 2.5)
    c.paint(c.box(-27, -75, 27, -68.5, 2.6), lid, 0.4, 2, shadow=0.25)


@subject(
    "cup",
    en="cup, mug, teacup, coffee, tea, coffee cup, cappuccino, latte, cocoa, espresso",
    ko="컵, 머그컵, 머그잔, 찻잔, 커피잔, 커피, 라떼, 코코아, 핫초코, 카푸치노, 홍차, 녹차, 차 한 잔,"
    " 차 한잔, 차 두 잔, 차 세 잔, 차 마시는, 차 마시고, 차 마시며, 마시는 차, 따뜻한 차, 뜨거운 차, 사과차",
    scenes="room, garden, city",
    size=0.24,
)
def cup(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    glaze = main_colour(wish, rng, ("E8695A", "5FA8C4", "F2E8D8", "F0B84A", "7FB58A", "9A86C8"))
    bright, kind = pick(rng, ("D9534F", "4F86C6", "B98658")), ("mug", "teacup", "paper cup")[rng.integers(3)]
    way = rng.choice((-1, 1))
    mark = bright if is_pale(glaze) else CREAM
    shift = {"mug": -5, "teacup": -1, "paper cup": 0}[kind]
    with c.frame(50, 95, 0, way, 1), c.frame(shift, 0, 0, rng.uniform(0.97, 1.03), 1):
        if kind == "mug":
            _mug(c, rng, glaze, mark)
            _steam(c, [-12, 0, 12], -66, 25)
        elif kind == "teacup":
            _teacup(c, rng, glaze, mark)
            _steam(c, [-14, 0, 14], -62, 28)
        else:
            with c.frame(0, 0, 0, 1.1, 1.08):
                _paper_cup(c, rng, glaze, rgb("C99A66") if mark == CREAM else mark)


# ---- ice cream

SCOOPS = ("F7D9E3", "F6E3B4", "8A5A3F", "BFE3C4", "F2A7B5", "C9B6E4")
WAFER = rgb("DFA65A")


@subject(
    "ice cream",
    en="ice cream, ice-cream, ice cream cone, icecream, gelato, popsicle, ice lolly, sundae",
    ko="아이스크림, 젤라또, 아이스바, 소프트아이스크림, 아이스크림콘",
    scenes="beach, garden, city, room",
    size=0.28,
)
def ice_cream(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    first = main_colour(wish, rng, SCOOPS)
    others = [pick(rng, SCOOPS), pick(rng, SCOOPS)]
    if wish is not None:
        others = [light(wish, 0.3), light(wish, 0.15)]
    kind, way, lean = ("cone", "lolly", "cup")[rng.integers(3)], facing(rng), rng.uniform(-4, 4)
    balls = int(rng.integers(1, 4))
    with c.frame(50, 94.5, 0, way):
        if kind == "cone":
            with c.frame(0, 0, lean, (1.14, 0.93, 0.93)[balls - 1]):
                _cone(c, [first, *others][:balls])
        elif kind == "lolly":
            with c.frame(0, 0, lean):
                _lolly(c, first, others[0])
        else:
            _sundae(c, [first, *others])


def _scoop(c: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """A ball of ice cream with a ragged foot."""
    hem = [
        (x + radius * share, y + radius * (0.62 if n % 2 else 0.42))
        for n, share in enumerate((1, 0.6, 0.2, -0.2, -0.6, -1))
    ]
    c.paint(c.ellipse(x, y, radius) | c.blob((x + radius, y), *hem, (x - radius, y)), colour, 0.45, 4, shadow=0.25)
    c.flat(c.ellipse(x - radius * 0.42, y - radius * 0.48, radius * 0.22, radius * 0.13, -35), WHITE, 0.6)


def _cone(c: Canvas, balls: list[Colour]) -> None:
    cone = c.paint(c.blob((-15.5, -40, 1), (15.5, -40, 1), (2, -1, 1), (-2, -1, 1)), WAFER, 0.5, 3)
    grid = [c.limb([(x, -42), (x + side * 18, 0)], 0.55) for side in (-1, 1) for x in range(-30, 31, 8)]
    c.flat(joined(grid), dark(WAFER, 0.35), 0.8, clip=cone)
    places = {1: [(0, -50)], 2: [(0, -48), (0, -70)], 3: [(-10, -48), (10, -48), (0, -67)]}[len(balls)]
    for (x, y), colour in zip(places, balls, strict=True):
        _scoop(c, x, y, 17 if len(balls) == 1 else 14, colour)
    c.paint(c.box(-17, -42, 17, -36, 2.4), light(WAFER, 0.15), 0.4, shadow=0.2)
    x, y = places[-1]
    top = y - (18 if len(balls) == 1 else 15)
    c.stroke([(x, top - 2), (x + 2, top - 8), (x + 6, top - 10)], 0.6, rgb("6F8F3F"))
    c.paint(c.ellipse(x, top, 4), rgb("D8353A"), 0.5, 1.6, rim=0.5, shadow=0.2)


def _lolly(c: Canvas, first: Colour, second: Colour) -> None:
    c.paint(c.box(-4, -28, 4, 0, 3.4), rgb("E8C48A"), 0.4, 2)
    bar = c.paint(
        c.blob((-19, -20, 1), (-19, -68), (-13, -86), (0, -91), (13, -86), (19, -68), (19, -20, 1)), first, 0.5, 5
    )
    c.paint(c.blob((-24, -50), (-10, -54), (4, -48), (24, -54), (24, -14), (-24, -14)), second, 0.3, rim=0, clip=bar)
    c.flat(joined(c.box(x - 2, -74, x + 2, -30, 2) for x in (-7.5, 7.5)), dark(first, 0.25), 0.45, clip=bar)
    bite = joined(c.ellipse(x, y, 5.4) for x, y in ((19, -88), (11, -90), (20, -79)))
    c.paint(bite & bar, light(first, 0.7), 0.2, 1.5, rim=0)


def _sundae(c: Canvas, balls: list[Colour]) -> None:
    for (x, y), colour in zip(((-13, -52), (13, -52), (0, -68)), balls, strict=True):
        _scoop(c, x, y, 15.5, colour)
    c.paint(c.limb([(-12, -70), (-22, -87)], 2.6), WAFER, 0.4, shadow=0.15)
    sauce = [(-11, -74), (0, -84), (11, -74), (12, -64), (8, -68), (5, -60), (1, -67), (-4, -61), (-8, -67)]
    c.paint(c.blob(*sauce), rgb("6B3F2C"), 0.4, 2, shadow=0.15)
    c.paint(c.ellipse(2, -86, 4.4), rgb("D8353A"), 0.5, 1.6, rim=0.5, shadow=0.2)
    glass = c.symmetric((0, -46), (29, -46, 1), (25, -30), (12, -17), (5, -13), (4, -7), (15, -1.6), (15, 0, 1), (0, 0))
    c.paint(glass, rgb("CFE3EE"), 0.5, 4, rim=0.5, shadow=0.2)
    c.flat(c.blob((-24, -42), (-19, -42), (-15, -28), (-18, -27)), WHITE, 0.7)
