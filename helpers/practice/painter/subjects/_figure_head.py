"""Heads of human figures: hair, face, beard and hat, in units of the head: its middle is (0, 0), its chin (0, 13)."""

from __future__ import annotations

from helpers.practice.painter.canvas import Canvas, Point, joined
from helpers.practice.painter.colours import INK, WHITE, Colour, dark, light, mix, rgb
from helpers.practice.painter.subjects._figure_look import GOLD, Look
from helpers.practice.painter.subjects._shapes import star

# ---- hair; outlines of what is behind are right halves

BEHIND: dict[str, list[Point]] = {
    "long": [(0, -15), (12, -11), (15, 1), (15.6, 14), (17, 24), (9, 27), (0, 22)],
    "bob": [(0, -15), (12, -11), (15.4, 0), (16, 9), (13, 14.5, 1), (0, 12)],
}
# fmt: off
FRINGES: dict[str, list[Point]] = {
    "swept": [
        (-12.6, 5, 1), (-14, -5), (-8.5, -14), (1, -16), (10, -13.4), (14, -4), (12.6, 5, 1), (10.8, -2),
        (5, -9.4, 1), (-1, -5.6), (-7, -4), (-10.8, -1),
    ],
    "parted": [
        (-12.6, 5, 1), (-14, -5), (-8, -14.2), (0, -15.6), (8, -14.2), (14, -5), (12.6, 5, 1), (10.6, -3.4),
        (0, -11, 1), (-10.6, -3.4),
    ],
    "straight": [
        (-12.8, 5, 1), (-14.2, -5), (-8.5, -14.2), (0, -15.8), (8.5, -14.2), (14.2, -5), (12.8, 5, 1),
        (10.6, -5, 1), (0, -7), (-10.6, -5, 1),
    ],
    "short": [
        (-12.8, 1, 1), (-13.4, -8), (-7, -15.2), (3, -16.6), (11.5, -12), (13.2, -5), (12.8, 1, 1),
        (10.8, -5.2), (5, -7.4), (-3, -7), (-9, -9, 1), (-11, -5),
    ],
    "quiff": [
        (-12.8, 1, 1), (-13.2, -8), (-10, -14), (-3, -16), (6, -19.6), (13.2, -17, 1), (12.4, -11), (13.2, -6),
        (12.8, 1, 1), (10.8, -6), (4, -8.6), (-4, -7.6), (-11, -6),
    ],
    "tousled": [
        (-12.8, 3, 1), (-15.4, -5, 1), (-13.4, -9), (-13.6, -14.4, 1), (-7, -14.4), (-4, -19, 1), (1, -15.8),
        (7.4, -18, 1), (9.5, -13), (14.6, -12, 1), (13.6, -6), (12.8, 3, 1), (10.4, -4, 1), (7, -7.4),
        (4.6, -3.8, 1), (0, -7.6), (-3.6, -3.6, 1), (-7, -7), (-10.6, -3, 1),
    ],
    "crop": [
        (-12.7, 0, 1), (-12.9, -8), (-8, -13.6), (0, -15), (8, -13.6), (12.9, -8), (12.7, 0, 1), (10.6, -6.2),
        (0, -8.2), (-10.6, -6.2),
    ],
}
# fmt: on
CURLS = [(-12.5, -3), (-11, -9.5), (-5.5, -13.5), (1, -14.5), (7, -12.6), (11.6, -8.4), (12.6, -2.4)]
# name -> (what is behind the body: of BEHIND or TIED, fringe: of FRINGES or curly)
STYLES = {
    "long": ("long", "swept"),
    "long, parted": ("long", "parted"),
    "bob": ("bob", "straight"),
    "bun": ("bun", "parted"),
    "ponytail": ("ponytail", "swept"),
    "curly": ("curly", "curly"),
    "pigtails": ("pigtails", "straight"),
    "braids": ("braids", "parted"),
    "short": ("", "short"),
    "quiff": ("", "quiff"),
    "tousled": ("", "tousled"),
    "crop": ("", "crop"),
    "bowl": ("", "straight"),
    "short curls": ("", "curly"),
    "bald": ("", ""),
}
# how far a style rises above plain hair
STYLE_RISE = {"bun": 6.0, "quiff": 3.0, "tousled": 2.5, "curly": 4.5, "short curls": 3.5, "pigtails": 3.0, "long": 0.5}


def _bun(c: Canvas, look: Look) -> None:
    c.paint(c.ellipse(0, -17, 6.4, 5.6), look.hair)


def _ponytail(c: Canvas, look: Look) -> None:
    tail = [(-6, -14), (-15, -14), (-22, -5), (-20, 8), (-23, 16, 1), (-14, 12), (-12, 0)]
    c.paint(c.blob(*tail), look.hair)
    c.flat(c.ellipse(-11, -12.6, 2.4, 3.4, 40), look.accent)


def _pigtails(c: Canvas, look: Look) -> None:
    for side in (-1, 1):
        bunch = [(side * 11, -7), (side * 17, -9), (side * 22, 0), (side * 21, 10), (side * 16, 14), (side * 14, 4)]
        c.paint(c.blob(*bunch), look.hair)
        c.flat(c.ellipse(side * 13, -5.5, 2.3), look.accent)


def _braids(c: Canvas, look: Look) -> None:
    for side in (-1, 1):
        strands = ((12.5, 9, 3.8), (13.6, 13.5, 3.4), (14.2, 17.6, 3.4))
        c.paint(joined(c.ellipse(side * x, y, size) for x, y, size in strands), look.hair, depth=2)
        c.paint(c.ellipse(side * 14.5, 21, 2, 1.7), look.accent, 0.3)


def _ball_of_curls(c: Canvas, look: Look) -> None:
    curls = (*CURLS, (-14, 4), (14, 4), (-12.5, 10), (12.5, 10))
    ball = joined(c.ellipse(x * 1.06, y * 1.06, 4.8) for x, y in curls)
    c.paint(ball | c.ellipse(0, -3, 14.5, 13.5), dark(look.hair, 0.15))


TIED = {"bun": _bun, "ponytail": _ponytail, "pigtails": _pigtails, "braids": _braids, "curly": _ball_of_curls}


def draw_hair_behind(c: Canvas, look: Look) -> None:
    """What hangs or stands behind the body: drawn before it."""
    kind = STYLES[look.style][0]
    if kind in TIED:
        TIED[kind](c, look)
    elif kind:
        c.paint(c.symmetric(*BEHIND[kind]), dark(look.hair, 0.2))


def draw_hair_front(c: Canvas, look: Look) -> None:
    """The fringe: drawn after the face."""
    kind = STYLES[look.style][1]
    if kind == "curly":
        cap = c.symmetric((0, -15), (9, -12), (12.6, -3), (9.6, -5.4), (0, -8))
        c.paint(cap | joined(c.ellipse(x, y, 4.2) for x, y in CURLS), look.hair, 0.4, shadow=0.2)
    elif kind:
        c.paint(c.blob(*FRINGES[kind]), look.hair, 0.4, shadow=0.2)


# ---- face


def _mouth(c: Canvas, x: float, lips: Colour, grin: bool) -> None:
    if grin:
        grinning = [(x - 3.8, 5.3, 1), (x, 6.1), (x + 3.8, 5.3, 1), (x + 2.5, 8.8), (x, 9.8), (x - 2.5, 8.8)]
        mouth = c.flat(c.blob(*grinning), lips)
        c.flat(c.box(x - 4, 4, x + 4, 7), WHITE, clip=mouth)
    else:
        c.smile(x, 6, 3.1, 2, 0.55, lips)


def draw_face(c: Canvas, look: Look, turn: float, grin: bool) -> None:
    """Ears, face and beard; turn runs from -1 (to the left) to 1."""
    skin, x = look.skin, turn * 1.9
    jaw = (9.6, 9.4) if not look.lashes else (8.8, 9.2)
    c.paint(c.ellipse(-12 + turn * 0.6, 1, 2.5, 3) | c.ellipse(12 + turn * 0.6, 1, 2.5, 3), skin)
    face = c.paint(c.symmetric((0, -13.4), (9.4, -10.6), (12.3, 0), jaw, (0, 13)), skin, 0.4, shadow=0.25)
    blush = mix(skin, (232, 78, 78), 0.32)
    c.flat(c.ellipse(x - 7.9, 4.6, 2.4, 1.6) | c.ellipse(x + 7.9, 4.6, 2.4, 1.6), blush, 0.7, clip=face)
    if look.beard:
        _beard(c, look)
    lashes, brows = [], []
    for side in (-1, 1):
        at, lift = x + side * 4.8, 0.4 if look.lashes else 0
        if look.lashes:
            lashes.append(c.limb([(at + side * 1, -1.5), (at + side * 2.8, -2.5)], (0.5, 0.2)))
        brow = [(at - side * 1.6, -4.8 - lift), (at + side * 0.4, -5.4 - lift), (at + side * 2.3, -4.4 - lift)]
        brows.append(c.limb(brow, 0.4 if look.lashes else 0.6))
    c.flat(joined(lashes), INK)
    c.eye(x - 4.8, 0, 1.75, 2.4)
    c.eye(x + 4.8, 0, 1.75, 2.4)
    c.flat(joined(brows), dark(look.hair, 0.3))
    if look.glasses:
        rims = [c.ellipse(at, 0.2, 4.1) - c.ellipse(at, 0.2, 3.5) for at in (x - 4.8, x + 4.8)]
        c.flat(joined([*rims, c.box(x - 1.3, -0.75, x + 1.3, -0.05, 0.3)]), INK)
    c.flat(c.ellipse(x + turn * 0.4, 3.1, 1.3, 0.95), dark(skin, 0.3))
    lips = rgb("DE8274") if look.beard in ("short", "full", "long") else mix(dark(skin, 0.45), (168, 44, 52), 0.6)
    _mouth(c, x, lips, grin)


def _beard(c: Canvas, look: Look) -> None:
    if look.beard == "moustache":
        c.paint(c.symmetric((0, 4.2), (3, 3.8), (6.6, 6.4, 1), (3, 6.6), (0, 5.6)), look.hair, 0.3)
        return
    length = {"short": 15.5, "full": 21.0, "long": 31.0}[look.beard]
    cheeks = [(0, 4.4), (4.5, 4.3), (9, 3.6), (12.8, -2, 1), (12.6, 7), (8.6, 12 + (length - 15) * 0.4), (0, length)]
    c.paint(c.symmetric(*cheeks), look.hair, 0.35, shadow=0.15)


# ---- hats


def _crown(c: Canvas, look: Look) -> None:
    spikes = [(0, -23, 1), (3.4, -16.6), (7.4, -22.4, 1), (8.6, -16), (12.6, -19.6, 1), (10.8, -9, 1), (0, -7.6)]
    c.paint(c.symmetric(*spikes), GOLD, 0.5, shadow=0.25)
    tips = ((-12.4, -20), (-7.4, -22.8), (0, -23.6), (7.4, -22.8), (12.4, -20))
    c.paint(joined(c.ellipse(x, y, 1.5) for x, y in tips), light(GOLD, 0.3), 0.3)
    c.flat(c.ellipse(-6, -11.8, 1.4, 1.7) | c.ellipse(6, -11.8, 1.4, 1.7), rgb("4FA3DC"))
    c.flat(c.ellipse(0, -11.6, 1.4, 1.7), rgb("D8433F"))


def _cap(c: Canvas, look: Look) -> None:
    peak = [(-4, -8, 1), (8, -8.4), (16, -6.6), (20, -3), (10, -3.4), (-2, -4.4)]
    c.paint(c.symmetric((0, -17.4), (9, -15), (13.6, -6), (12.6, -4.4, 1), (0, -7)), look.accent, 0.4, shadow=0.2)
    c.paint(c.blob(*peak), dark(look.accent, 0.2), 0.4, shadow=0.3)
    c.flat(c.ellipse(0, -17.2, 1.6, 1), dark(look.accent, 0.3))


def _straw_hat(c: Canvas, look: Look) -> None:
    straw = rgb("F2D08A")
    c.paint(c.symmetric((0, -20), (8, -18), (10.8, -8), (0, -7)), straw, 0.4)
    c.paint(c.symmetric((0, -12), (10.4, -11), (10.8, -7.4), (0, -7)), look.accent, 0.2)
    c.paint(c.ellipse(0, -7.2, 18.5, 3.2), straw, 0.5, depth=1.5, shadow=0.3)


def _pointed_hat(c: Canvas, look: Look) -> None:
    point = [(-12, -8, 1), (-6, -22), (2, -32), (10, -37.5, 1), (7, -28), (8.5, -20), (12, -8, 1), (0, -6)]
    hat = c.paint(c.blob(*point), look.top, 0.55)
    stars = ((-3, -18, 2.4), (4, -25, 1.7), (5.5, -14.5, 1.8))
    c.flat(joined(star(c, x, y, size, 0.45) for x, y, size in stars), GOLD, clip=hat)
    c.paint(c.ellipse(0, -7, 19, 3.6), dark(look.top, 0.12), 0.5, depth=1.5, shadow=0.3)


HATS = {"crown": _crown, "cap": _cap, "straw": _straw_hat, "pointed": _pointed_hat}
HAT_RISE = {"crown": 9.0, "pointed": 22.0, "straw": 4.5, "cap": 3.0}  # above plain hair
