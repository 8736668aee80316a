"""Birds: small songbirds, owls, penguins, ducks and chickens. All face left and stand on (0, 0) of a mirrored frame."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import BLUSH, WHITE, Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing

ORANGE = rgb("F0932F")
COMB_RED = rgb("DB3F3A")


def _raised_wing(c: Canvas, colour: Colour, shadow: float = 0.25) -> None:
    """A spread wing, 48 long, that grows upwards from (0, 0); its leading edge is at the left."""
    edge = [(-11, 2), (-13, -16), (-8, -34), (1, -48), (6, -41), (6, -35, 1), (13, -34), (13, -27, 1), (19, -24)]
    edge += [(17, -17, 1), (22, -13), (18, -4), (6, 6)]
    wing = c.paint(c.blob(*edge), dark(colour, 0.12), shadow=shadow)
    covert = [(-14, 4), (-15, -18), (-8, -30), (-2, -26), (1, -21, 1), (7, -17), (8, -10, 1), (13, -6), (8, 8)]
    c.paint(c.blob(*covert), colour, 0.3, rim=0.15, shadow=0.15, clip=wing)


def _folded_wing(c: Canvas, colour: Colour) -> None:
    """A wing at rest, some 40 long: its shoulder about (0, 0), its tip at the lower right."""
    edge = [(-11, -2), (-5, -11), (8, -10), (20, -2), (33, 12, 1), (23, 12.5), (24, 17, 1), (13, 14.5), (13, 18.5, 1)]
    edge += [(2, 15), (-8, 9)]
    wing = c.paint(c.blob(*edge), colour, shadow=0.3, rim=0.3)
    lines = ([(6, 6), (14, 9), (23, 12.5)], [(-1, 9), (5, 12.5), (13, 14.5)])
    c.flat(joined(c.limb(line, (0.3, 0.8, 0.5)) for line in lines), dark(colour, 0.4), 0.8, clip=wing)


def _legs(c: Canvas, places: tuple[float, ...], height: float, thick: float = 1.3) -> None:
    """Thin legs with three toes each, at these x."""
    for x in places:
        shin = c.limb([(x + 1.5, -height), (x, -2)], thick)
        toes = c.limb([(x - 8, -0.6), (x, -2.4), (x + 6, -0.6)], thick) | c.limb([(x, -2.4), (x - 2.6, 0.2)], thick)
        c.paint(shin | toes, dark(ORANGE, 0.12), 0.4, 1.5, rim=0.1)


@subject(
    "bird",
    en="bird, songbird, birdie, sparrow, robin, bluebird, canary, finch",
    ko="새, 작은새, 참새, 카나리아, 산새, 벌새",
    scenes="garden, forest, meadow, village",
    size=0.3,
)
def bird(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    body = main_colour(wish, rng, ("3F8FD2", "E2574C", "F0B93A", "4FA3B8", "8A6FC0", "E08A4A"))
    wing = dark(body, rng.uniform(0.18, 0.3))
    pose, way = ("perched", "perched", "upstroke", "downstroke")[rng.integers(4)], facing(rng)
    crest, breast = bool(rng.random() < 0.4), pick(rng, ("FFF1D8", "FBD9A0", "F7E4E0"))
    plump, tilt = rng.uniform(0.95, 1.08), rng.uniform(-6, 6)
    if pose == "perched":
        with c.frame(50 - way, 94.5, 0, way * 0.92, 0.95):
            _perched(c, body, wing, breast, crest, plump, tilt)
    else:
        with c.frame(50, 64 if pose == "upstroke" else 49, way * (tilt + 6), way * 0.84):
            _flying(c, body, wing, breast, upstroke=pose == "upstroke")


def _songbird_head(c: Canvas, body: Colour, crest: bool) -> Mask:
    """Beak and tuft of a head of radius 19 about (0, 0); the head itself is left to the caller, as a mask."""
    if crest:
        tuft = [(-9, -15), (2, -22), (17, -27, 1), (13, -18), (18, -14, 1), (12, -3), (0, -4)]
        c.paint(c.blob(*tuft), dark(body, 0.12))
    c.paint(c.blob((-15, -3), (-31, 4, 1), (-15, 9)), ORANGE, 0.5, 2)
    return c.ellipse(0, 0, 19, 18)


def _songbird_face(c: Canvas) -> None:
    c.eye(-6.5, -1, 3.5, 4.4)
    c.flat(c.ellipse(0.5, 8.5, 3.6, 2.4), rgb("F08A80"), 0.6)


def _perched(c: Canvas, body: Colour, wing: Colour, breast: Colour, crest: bool, plump: float, tilt: float) -> None:
    _legs(c, (-7, 6), 16)
    with c.frame(20, -30, tilt * 2.5):
        c.paint(c.blob((-8, -8), (12, -8), (27, -9), (26, -3, 1), (28, 3), (8, 8), (-8, 8)), dark(wing, 0.15))
    with c.frame(0, -10, tilt, plump, 1):
        with c.frame(-13, -55):
            head = _songbird_head(c, body, crest)
        trunk = c.blob((-27, -48), (-13, -68), (6, -52), (20, -38), (30, -22), (22, -6), (2, 0), (-20, -6), (-31, -24))
        whole = c.paint(trunk | head, body)
        c.paint(c.ellipse(-21, -17, 21, 26, 14), breast, 0.3, rim=0, clip=whole)
        with c.frame(4, -30, 6):
            _folded_wing(c, wing)
        with c.frame(-13, -55):
            _songbird_face(c)


def _flying(c: Canvas, body: Colour, wing: Colour, breast: Colour, upstroke: bool) -> None:
    with c.frame(-4, -4, -30 if upstroke else -6, 1.1 if upstroke else 0.95):
        _raised_wing(c, dark(wing, 0.3), 0)
    with c.frame(22, 4, 8):
        tail = [(-10, -8), (8, -8), (25, -12), (22, -4, 1), (27, 0), (21, 3, 1), (22, 9), (-10, 8)]
        c.paint(c.blob(*tail), dark(wing, 0.1))
    with c.frame(-22, -6, 0, 0.85):
        head = _songbird_head(c, body, crest=False)
    trunk = c.blob((-36, -4), (-24, -20), (-6, -17), (14, -8), (29, 1), (22, 10), (4, 18), (-16, 17), (-31, 9))
    whole = c.paint(trunk | head, body)
    c.paint(c.ellipse(-16, 16, 27, 12, 6), breast, 0.3, rim=0, clip=whole)
    with c.frame(-22, -6, 0, 0.85):
        _songbird_face(c)
    with c.frame(7, -7 if upstroke else 0, 22 if upstroke else -14, 1.1, 1.15 if upstroke else -0.95):
        _raised_wing(c, wing)


@subject(
    "owl",
    en="owl, owlet, barn owl, night owl",
    ko="부엉이, 올빼미, 아기부엉이",
    scenes="forest, mountains, village",
    size=0.42,
)
def owl(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    plumage = main_colour(wish, rng, ("A9744A", "8B6A58", "C99A5B", "8E8A9A", "7B5A74"))
    pale, iris = light(plumage, 0.68), pick(rng, ("F6C445", "F0A030", "B8D65A"))
    tufted, spread = bool(rng.random() < 0.6), bool(rng.random() < 0.4)
    stump, width, tilt = bool(rng.random() < 0.5), rng.uniform(0.95, 1.08), rng.uniform(-7, 7)
    if stump:
        _stump(c)
    with c.frame(50, 83 if stump else 94.5, 0, width * (0.86 if stump else 0.94), 0.87 if stump else 0.97):
        if spread:
            for side in (-1, 1):
                with c.frame(side * 19, -40, side * 48, side * 0.75, 0.75):
                    _raised_wing(c, dark(plumage, 0.12), 0)
        _owl_body(c, plumage, pale, folded=not spread)
        with c.frame(0, -58, tilt):
            _owl_head(c, plumage, pale, iris, tufted)


def _stump(c: Canvas) -> None:
    bark = rgb("8A5F3F")
    outline = [(28.5, 82, 1), (71.5, 82, 1), (73, 90), (80, 95.5, 1), (64, 94.5), (50, 96.5), (36, 94.5), (20, 95.5, 1)]
    c.paint(c.blob(*outline, (27, 90)), bark)
    lines = ([(35, 86), (34, 92)], [(46, 88), (46, 94)], [(57, 87), (57, 92)], [(65, 86), (67, 93)])
    c.flat(joined(c.limb(line, (0.9, 0.4)) for line in lines), dark(bark, 0.35))
    c.paint(c.ellipse(50, 82.5, 21.5, 4), light(bark, 0.5), 0.2)


def _chevron(c: Canvas, x: float, y: float) -> Mask:
    """One pointed feather of an owl's chest."""
    upper = [(x - 3.4, y - 1, 1), (x, y + 1), (x + 3.4, y - 1, 1)]
    return c.blob(*upper, (x + 2, y + 2.6), (x, y + 3.8), (x - 2, y + 2.6))


def _owl_body(c: Canvas, plumage: Colour, pale: Colour, folded: bool) -> None:
    body = c.paint(c.symmetric((0, -66), (20, -62), (27, -42), (27, -24), (19, -7), (0, -3)), plumage)
    c.paint(c.symmetric((0, -56), (15, -48), (19, -28), (13, -9), (0, -5)), pale, 0.25, rim=0, clip=body)
    rows = ((-36, (-9, 0, 9)), (-28, (-13, -4.5, 4.5, 13)), (-20, (-9, 0, 9)))
    feathers = joined(_chevron(c, x, y) for y, row in rows for x in row)
    c.flat(feathers, mix(plumage, pale, 0.25))
    if folded:
        for side in (-1, 1):
            wing = [
                (side * 20, -50),
                (side * 29, -46),
                (side * 32, -28),
                (side * 24, -6, 1),
                (side * 17, -18),
                (side * 17, -36),
            ]
            c.paint(c.blob(*wing), dark(plumage, 0.2), shadow=0.2)
    for side in (-1, 1):
        toes = joined(c.ellipse(side * 9 + x, -1.3, 2.6, 3.5) for x in (-4, 0, 4))
        c.paint(toes, ORANGE, 0.4, 2, shadow=0.2)


def _owl_head(c: Canvas, plumage: Colour, pale: Colour, iris: Colour, tufted: bool) -> None:
    if tufted:
        for side in (-1, 1):
            ear = [(side * 26, -2), (side * 27, -32, 1), (side * 15, -22), (side * 5, -18), (side * 8, 0)]
            c.paint(c.blob(*ear), dark(plumage, 0.15))
        skull = c.symmetric((0, -17), (14, -20), (26, -10), (28, 3), (19, 15), (0, 18))
    else:
        skull = c.symmetric((0, -23), (17, -20), (28, -6), (27, 6), (17, 17), (0, 20))
    c.paint(skull, plumage, shadow=0.3)
    discs = c.ellipse(-11, 0, 13.5) | c.ellipse(11, 0, 13.5)
    if not tufted:
        discs |= c.symmetric((0, -6), (20, 6), (10, 16), (0, 19))
    c.paint(discs, pale, 0.25, rim=0, shadow=0.15)
    for side in (-1, 1):
        c.eye(side * 10.5, -0.5, 6.6, 7.2, iris)
    c.paint(c.blob((-3.4, 5), (0, 3.6), (3.4, 5), (0, 13.5, 1)), ORANGE, 0.5, 2, shadow=0.15)


@subject(
    "penguin",
    en="penguin",
    ko="펭귄, 아기펭귄, 황제펭귄",
    scenes="snowfield, sea, beach",
    size=0.55,
)
def penguin(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    coat = main_colour(wish, rng, ("3A4256", "4A5570", "2F3A4A", "54627E"))
    scarf = pick(rng, ("E4574C", "3F8FC4", "F2B13C", "5FAE6B")) if rng.random() < 0.5 else None
    cheek = pick(rng, ("F6C250", "F3A75A", "F5A9A0"))
    way, walking = facing(rng), bool(rng.random() < 0.45)
    lifts = rng.choice((-12, 8, 24, 104), 2)
    width, tilt = rng.uniform(0.86, 0.96), rng.uniform(-4, 4)
    with c.frame(50, 94.5, tilt, way * width, 1.0):
        if walking:
            _penguin_walking(c, coat, cheek, scarf, lifts[0])
        else:
            _penguin_facing(c, coat, cheek, scarf, lifts)


def _flipper(c: Canvas, coat: Colour, shadow: float) -> None:
    """A flipper that hangs down from (0, 0)."""
    c.paint(c.blob((-6, -5), (4, -6), (9, 8), (9, 24), (5, 34), (-3, 22), (-8, 8)), dark(coat, 0.1), shadow=shadow)


def _penguin_facing(c: Canvas, coat: Colour, cheek: Colour, scarf: Colour | None, lifts: np.ndarray) -> None:
    for side, lift in zip((-1, 1), lifts, strict=True):
        c.paint(c.ellipse(side * 12, -2.4, 11, 4.6, side * -6), ORANGE, 0.5, 2)
        with c.frame(side * 21, -52, -side * (lift + 12), side, 0.94):
            _flipper(c, coat, 0)
    outline = [(0, -89), (14, -87), (22, -76), (23, -60), (27, -42), (30, -24), (23, -7), (0, -3)]
    body = c.paint(c.symmetric(*outline), coat)
    belly = c.symmetric((0, -60), (12, -58), (20, -44), (24, -26), (18, -9), (0, -5))
    c.paint(belly, WHITE, 0.3, rim=0, clip=body)
    face = c.ellipse(-8, -69, 10.5, 11.5) | c.ellipse(8, -69, 10.5, 11.5) | c.symmetric((0, -68), (15, -62), (0, -52))
    c.paint(face, WHITE, 0.15, rim=0, clip=body)
    for side in (-1, 1):
        c.flat(c.ellipse(side * 14, -61.5, 4.4, 3.4), cheek, 0.9, clip=body)
        c.eye(side * 8.5, -70, 3.4, 4.4)
    c.paint(c.blob((-6, -65), (0, -68), (6, -65), (0, -57)), ORANGE, 0.5, 2, shadow=0.15)
    if scarf:
        c.paint(c.blob((8, -52), (17, -54), (20, -33), (11, -32)), dark(scarf, 0.1), shadow=0.2)
        c.paint(c.limb([(-21, -55), (0, -50), (21, -55)], 4.4), scarf, shadow=0.2)


def _penguin_walking(c: Canvas, coat: Colour, cheek: Colour, scarf: Colour | None, lift: float) -> None:
    c.paint(c.blob((20, -14), (34, -2, 1), (22, -3), (14, -6)), dark(coat, 0.2))
    c.paint(c.ellipse(10, -3.4, 11, 4.6, 8), dark(ORANGE, 0.2), 0.5, 2)
    c.paint(c.blob((-22, -76), (-39, -70, 1), (-22, -65)), ORANGE, 0.5, 2)
    with c.frame(-18, -50, 40):
        _flipper(c, dark(coat, 0.2), 0)
    outline = [(-8, -89), (8, -86), (15, -72), (16, -58), (24, -42), (27, -22), (20, -5), (-4, -3), (-23, -9)]
    outline += [(-29, -28), (-25, -48), (-23, -58), (-25, -72), (-20, -84)]
    body = c.paint(c.blob(*outline), coat)
    front = c.blob((-30, -60), (-12, -58), (2, -44), (6, -24), (-4, -5), (-30, -4), (-40, -30))
    c.paint(front, WHITE, 0.3, rim=0, clip=body)
    c.paint(c.ellipse(-18, -68, 13, 12), WHITE, 0.15, rim=0, clip=body)
    c.flat(c.ellipse(-9, -61, 4.6, 3.6), cheek, 0.9, clip=body)
    c.eye(-13, -71, 3.5, 4.5)
    with c.frame(-8, -3.5, -8):
        c.paint(c.ellipse(-4, 0, 12, 4.6), ORANGE, 0.5, 2, shadow=0.15)
    if scarf:
        c.paint(c.blob((8, -52), (16, -54), (30, -40), (24, -34)), dark(scarf, 0.1), shadow=0.2)
        c.paint(c.limb([(-24, -54), (-4, -50), (15, -56)], 4.4), scarf, shadow=0.2)
    with c.frame(6, -46, -min(lift, 40) - 10):
        _flipper(c, coat, 0.35)


@subject(
    "duck",
    en="duck, duckling, mallard, drake",
    ko="오리, 청둥오리, 새끼오리, 아기오리, 오리새끼",
    scenes="lake, garden, village",
    size=0.34,
    where="water",
)
def duck(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    body = main_colour(wish, rng, ("F6CB45", "F7F0E2", "F3D98A", "D2AE88"))
    kind = ("plain", "mallard", "duckling")[rng.integers(3)]
    way, curl, reach = facing(rng), rng.uniform(-5, 5), rng.uniform(-4, 4)
    length = rng.uniform(0.84, 0.91)
    if kind == "duckling":
        with c.frame(50 + way * 2, 94.5, 0, way * length, 0.95):
            _duckling(c, body if wish else mix(body, rgb("FFD23F"), 0.6), reach)
    else:
        mallard = kind == "mallard"
        head = dark(body, 0.35) if wish else rgb("2F8F6B")
        with c.frame(50 + way, 94.5, 0, way * length, 0.98):
            if mallard:
                _duck_body(c, body if wish else rgb("B9A595"), head, reach, curl, mallard)
            else:
                _duck_body(c, body, body, reach, curl, mallard)


def _duckling(c: Canvas, down: Colour, reach: float) -> None:
    """A young duck: nearly all head, with a stub of a wing."""
    x, y = -8 + reach, -58
    c.paint(c.blob((20, -30), (32, -32), (44, -40, 1), (42, -22), (30, -8)), dark(down, 0.1))
    trunk = [(-10, -38), (14, -36), (33, -28), (37, -14), (24, -2), (-4, 0), (-26, -6), (-32, -20), (-26, -34)]
    c.paint(c.blob(*trunk), down)
    wing = [(2, -22), (10, -30), (24, -28), (34, -34, 1), (31, -17), (18, -9), (5, -12)]
    c.paint(c.blob(*wing), dark(down, 0.12), shadow=0.3)
    tuft = [[(x + lean * 0.4, y - 20), (x + lean, y - 31 + abs(lean) * 0.4)] for lean in (-5, 2, 8)]
    c.flat(joined(c.limb(line, (2.2, 0.8)) for line in tuft), dark(down, 0.08))
    c.paint(c.ellipse(x, y, 27, 24.5), down, shadow=0.25)
    with c.frame(x - 6, y + 1, 0, 1.15):
        _duck_face(c, blush=True)


def _duck_body(c: Canvas, body: Colour, head: Colour, reach: float, curl: float, mallard: bool) -> None:
    x, y = -20 + reach, -66 + reach
    rump = [(16, -39), (30, -36), (46, -48 + curl, 1), (45, -32), (36, -12), (18, -1), (-8, 0), (-28, -7)]
    trunk = c.blob((-2, -40), *rump, (-38, -24), (-32, -40), (-16, -46))
    neck, skull = c.limb([(-18, -34), (x + 2, y + 14), (x, y)], (15, 11, 13)), c.ellipse(x, y, 17.5, 16.5)
    whole = c.paint(trunk | neck, body)
    if mallard:
        c.paint(c.ellipse(-30, -22, 17, 22), dark(body, 0.3), 0.2, rim=0, clip=whole)
        c.paint(c.limb([(-17, -50), (x + 2, y + 14), (x, y)], (11, 11, 13)) | skull, head, shadow=0.1)
        c.paint(c.limb([(-30, -45), (-17, -40), (-4, -45)], 3), WHITE, 0.3, shadow=0.15)
    else:
        c.paint(neck | skull, body, shadow=0.12)
    with c.frame(x, y):
        _duck_face(c, blush=not mallard)
    with c.frame(2, -26, -10, 1.05):
        _folded_wing(c, dark(body, 0.1))


def _duck_face(c: Canvas, blush: bool) -> None:
    bill = [(-13, -4), (-20, 0), (-29, 1.5), (-29, 6), (-20, 9.5), (-11, 9)]
    c.paint(c.blob(*bill), ORANGE, 0.5, 2, shadow=0.15)
    c.stroke([(-28, 4.5), (-19, 5), (-13, 2.5)], 0.55, dark(ORANGE, 0.45))
    c.eye(-5, -3.5, 3.3, 4.2)
    if blush:
        c.flat(c.ellipse(-1.5, 6, 3.6, 2.4), BLUSH, 0.55)


@subject(
    "chicken",
    en="chicken, hen",
    ko="닭, 암탉, 꼬꼬닭",
    scenes="village, garden, meadow",
    size=0.36,
)
def chicken(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    plumage = main_colour(wish, rng, ("F6EEDF", "C9753B", "A9603A", "E0A85A", "6B5A5E"))
    way, pecking, lean = facing(rng), bool(rng.random() < 0.4), rng.uniform(-4, 4)
    size, speckled = rng.uniform(0.96, 1.04), bool(rng.random() < 0.4)
    with c.frame(50 + way * (5 if pecking else 0), 94.5, 0, way * size * 0.88, size * 0.93):
        _legs(c, (-5, 9), 18, 1.6)
        with c.frame(0, -16, lean):
            _hen(c, plumage, pecking, speckled)


def _hen(c: Canvas, plumage: Colour, pecking: bool, speckled: bool) -> None:
    """A hen without its legs, its belly at (0, 0)."""
    at, mid, turn, tilt = ((-39, -5), (-34, -22), -28, -17) if pecking else ((-20, -56), (-23, -38), 0, 0)
    tail = [(18, -38), (28, -58), (34, -50, 1), (42, -57), (41, -46, 1), (47, -43), (40, -24), (22, -14)]
    back = [(-14, -40), (4, -35), (22, -38), (36, -40), (38, -24)]
    with c.frame(6 if pecking else 0, 0, tilt, 0.9 if pecking else 1):
        c.paint(c.blob(*tail), dark(plumage, 0.15))
        trunk = c.blob(*back, (28, -6), (8, 3), (-14, 0), (-30, -14), (-29, -32))
    with c.frame(*at, turn):
        _comb_and_beak(c, 1)
    neck = c.limb([(-12, -24), mid, at], (15, 10, 11) if pecking else (18, 13.5, 11.5))
    whole = c.paint(trunk | neck, plumage)
    if speckled:
        for x, y in ((-20, -14), (-24, -26), (-12, -32), (-10, -6), (10, -4), (22, -12), (26, -30), (-14, -20)):
            c.flat(c.ellipse(x, y, 2, 1.3, 30), dark(plumage, 0.4), 0.6, clip=whole)
    with c.frame(4, -20, -12, 0.92):
        _folded_wing(c, dark(plumage, 0.12))
    with c.frame(*at, turn):
        _hen_face(c)


def _comb_and_beak(c: Canvas, size: float) -> None:
    """What stands out of a hen's head of radius 11.5 about (0, 0); drawn before the head."""
    with c.frame(0, -7, 0, size):
        comb = [(-11, 2), (-12, -7), (-6.5, -4, 1), (-4, -11), (1, -5, 1), (6, -9), (6, -2, 1), (12, -2), (10, 6)]
        c.paint(c.blob(*comb), COMB_RED, 0.4, 2)
    c.paint(c.blob((-8, -5), (-22, 2, 1), (-8, 5)), rgb("F2B13C"), 0.5, 2)


def _hen_face(c: Canvas, size: float = 1, back: float = 0) -> None:
    """Eye and wattle; the wattle still hangs down where the head is thrown back by degrees."""
    with c.frame(-7 + back * 0.16, 6 + back * 0.05, -back, size):
        c.paint(c.blob((-3.5, -1), (2.5, -1), (3.6, 7), (0, 10.5), (-4, 7)), COMB_RED, 0.4, 2, shadow=0.15)
    c.eye(-3.6, -1.6, 2.7, 3.4)
    c.flat(c.ellipse(3, 4.5, 3, 2), BLUSH, 0.6)


@subject(
    "rooster",
    en="rooster, cockerel",
    ko="수탉, 장닭",
    scenes="village, garden, meadow",
    size=0.42,
)
def rooster(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    plumage = main_colour(wish, rng, ("B5502E", "D9822F", "F4EBDD", "8C3F33"))
    plume = pick(rng, ("1F6B5C", "274E7A", "3A3450"))
    cape = light(mix(plumage, rgb("F2B13C"), 0.35), 0.15) if wish is None else light(plumage, 0.3)
    way, crowing, high = facing(rng), bool(rng.random() < 0.45), rng.uniform(-3, 3)
    tall = 0.84 if crowing else 0.93
    with c.frame(50, 94.5, 0, way * tall * rng.uniform(0.97, 1.03), tall):
        _legs(c, (-4, 9), 22, 1.7)
        with c.frame(0, -18):
            _rooster(c, plumage, cape, plume if wish is None else dark(plumage, 0.4), crowing, high)


def _rooster(c: Canvas, plumage: Colour, cape: Colour, plume: Colour, crowing: bool, high: float) -> None:
    sickles = [((46, -24), (38, 0)), ((46, -40), (45, -16)), ((44, -56), (47, -32)), ((34, -66), (45, -50))]
    with c.frame(4 if crowing else 6, -20, 20 if crowing else 0):
        for number, (bend, tip) in enumerate(sickles):
            line = [(14, -4), ((8 + bend[0]) / 2 - 2, (16 + bend[1]) / 2 - 6), (bend[0] - 9, bend[1] + 20 + high)]
            plumes = c.limb([*line, (tip[0] - 6, tip[1] + 20)], (6, 6, 4.6, 1))
            c.paint(plumes, light(plume, 0.12 * (number % 2)), shadow=0.2)
    at, turn = ((-16, -67), 46) if crowing else ((-20, -58), 0)
    with c.frame(*at, turn):
        if crowing:
            c.paint(c.blob((-6, 0), (-16, 16, 1), (-1, 9)), dark(rgb("F2B13C"), 0.2), 0.5, 2)
        _comb_and_beak(c, 1.3)
    if crowing:
        with c.frame(12, -26, 58, 0.95):
            _raised_wing(c, dark(plumage, 0.32))
    back = [(-14, -40), (4, -34), (20, -34), (31, -30), (32, -18)]
    with c.frame(0, 0, 10 if crowing else 0):
        c.paint(c.blob(*back, (22, -3), (4, 3), (-14, 0), (-28, -14), (-27, -30)), plumage)
    if crowing:
        with c.frame(10, -26, 28, 0.8):
            _raised_wing(c, dark(plumage, 0.2))
    else:
        with c.frame(5, -18, -8, 0.82):
            _folded_wing(c, dark(plumage, 0.2))
    with c.frame(-6, -34, 10 if crowing else 0, 1, 1.24 if crowing else 1):
        hackles = _hackles(c)
    c.paint(hackles | c.ellipse(*at, 11.5), cape, shadow=0.25)
    with c.frame(*at, turn):
        _hen_face(c, 1.2, turn)


def _hackles(c: Canvas) -> Mask:
    """The long feathers of a rooster's neck, in two tufts; the middle of the neck is (0, 0)."""
    hackles = c.blob((-25, -18), (-6, -24), (0, -4), (12, 8), (8, 14, 1), (3, 10), (-1, 19, 1), (-6, 14))
    return hackles | c.blob((-25, -22), (-6, -16), (-4, 8), (-11, 22, 1), (-15, 15), (-21, 21, 1), (-25, 4))
