"""Birds with long necks: swan and flamingo. They face left; a swan floats, a flamingo stands on (0, 0)."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, joined
from helpers.practice.painter.colours import INK, Colour, dark, is_dark, light, main_colour, mix, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import Line, facing

BILL = rgb("F0892F")


def _feathers(c: Canvas, colour: Colour, length: float) -> None:
    """A wing whose shoulder is (0, 0) and whose feathers trail to the right, rising a little."""
    for share, tone in ((1, 0.16), (0.84, 0.08), (0.66, 0)):
        long, deep = length * share, 13 * share + 4
        vane = [(-6, 2), (2, -deep * 0.9), (long * 0.5, -deep - 2), (long, -deep * 0.9, 1), (long * 0.84, -deep * 0.5)]
        vane += [(long * 0.92, -deep * 0.2, 1), (long * 0.74, deep * 0.02), (long * 0.76, deep * 0.36, 1)]
        c.paint(c.blob(*vane, (long * 0.4, deep * 0.6), (4, deep * 0.62)), dark(colour, tone), 0.35, shadow=0.18)


def _eye(c: Canvas, x: float, y: float, radius: float, plumage: Colour) -> None:
    """An eye that is seen on black feathers too."""
    if is_dark(plumage):
        c.flat(c.ellipse(x, y, radius * 1.5, radius * 1.8), light(plumage, 0.6))
    c.eye(x, y, radius, radius * 1.3)


# ---- swan


@subject(
    "swan",
    en="swan, cygnet, white swan, black swan",
    ko="백조, 고니, 흑조, 아기백조",
    scenes="lake",
    size=0.55,
    where="water",
)
def swan(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    plumage = main_colour(wish, rng, ("F8F6F2", "F4F1EE", "F6F4FA", "FBF6EA"))
    way, displaying = facing(rng), rng.random() < 0.45
    lean, plump = rng.uniform(-3, 3), rng.uniform(0.94, 1.02)
    with c.frame(50 + way * 3, 94.5, 0, way * plump * 0.89, 0.92):
        if displaying:
            neck: Line = [(-16, -18), (-32, -26), (-34, -42), (-24, -54), (-24 + lean, -66), (-33 + lean, -70)]
        else:
            neck = [(-18, -16), (-34, -26), (-30, -46), (-20, -60), (-24 + lean, -78), (-34 + lean, -80)]
        _swan(c, plumage, neck, displaying)


def _swan(c: Canvas, plumage: Colour, neck: Line, displaying: bool) -> None:
    x, y = neck[-1]
    if displaying:
        with c.frame(8, -30, -38):
            _feathers(c, dark(plumage, 0.14), 46)
    tail = [(24, -26), (38, -34), (49, -38, 1), (45, -24), (32, -8)]
    trunk = [(-30, -30), (-14, -34), (8, -32), (28, -30), (38, -18), (26, -4), (2, 0), (-24, -2), (-38, -14)]
    c.paint(c.blob(*tail) | c.blob(*trunk), plumage, depth=4)
    with c.frame(x, y, -8):
        c.paint(c.blob((-6, -4), (-14, 0), (-19, 6), (-15, 8), (-5, 6)), BILL, 0.5, 2)
    c.paint(c.limb(neck, (14, 9.5, 6.6, 6, 6, 7.6)), plumage, 0.4, shadow=0.12)
    with c.frame(x, y, -8):
        c.flat(c.blob((-4, -5), (-9, -3), (-8, 3), (-3, 5), (-1.6, 1)), rgb("3A3440"))
        _eye(c, 1, -1.6, 2, plumage)
    with c.frame(-6, -22, -46 if displaying else -6, 1, 1.15 if displaying else 1):
        _feathers(c, plumage, 44)


# ---- flamingo


@subject(
    "flamingo",
    en="flamingo, pink flamingo",
    ko="플라밍고, 홍학, 아기홍학",
    scenes="lake, beach, meadow",
    size=0.85,
)
def flamingo(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    plumage = main_colour(wish, rng, ("F28FA0", "F0788F", "F5A59A", "EE8FB4"))
    pose, way = ("one leg", "striding", "drinking")[rng.integers(3)], facing(rng)
    lean = rng.uniform(-2.5, 2.5)
    with c.frame(50 + way * (6 if pose == "drinking" else 2), 94.5, 0, way * rng.uniform(0.93, 0.99), 1):
        _flamingo_legs(c, mix(plumage, rgb("D9566F"), 0.5), pose)
        if pose == "drinking":
            neck: Line = [(-10, -50), (-24, -56), (-33, -44), (-32, -28), (-33 + lean, -17)]
        else:
            neck = [(-8, -48), (-24, -50), (-22, -63), (-12, -74), (-16 + lean, -86), (-25 + lean, -85)]
        _flamingo(c, plumage, neck, head_turn=-58 if pose == "drinking" else 0)


def _flamingo_legs(c: Canvas, colour: Colour, pose: str) -> None:
    straight, knee = [(4, -38), (3.4, -20), (3, -2)], (3.4, -20)
    if pose == "one leg":
        other, foot, joint = [(10, -38), (19, -27), (6, -21)], (3, 0), (19, -27)
    else:
        other, foot, joint = [(10, -38), (17, -20), (14, -2)], (14, 0), (17, -20)
    feet = [foot, (3, 0)]
    webs = [c.blob((x + 2, -2.6), (x - 8, -0.4, 1), (x + 3, 0, 1)) for x, _ in dict.fromkeys(feet)]
    legs = [c.limb(other, (2.2, 1.4, 1.3)), c.limb(straight, (2.2, 1.5, 1.4))]
    knees = [c.ellipse(*at, 2.2) for at in (joint, knee)]
    c.paint(joined([*webs, *legs, *knees]), colour, 0.4, 1.5)


def _flamingo(c: Canvas, plumage: Colour, neck: Line, head_turn: float) -> None:
    x, y = neck[-1]
    trunk = [(-16, -52), (-2, -58), (16, -54), (34, -44), (42, -33, 1), (26, -34), (8, -31), (-10, -37)]
    body = c.paint(c.blob(*trunk), plumage, depth=4)
    with c.frame(x, y, head_turn):
        bill = c.blob((-2, -4.6), (-10, -3), (-16, 4), (-15, 10, 1), (-10, 5), (-3, 4.6))
        whole = c.paint(bill, rgb("FBE3D3"), 0.4, 2)
        c.flat(c.box(-30, 3.4, -6, 20), INK, clip=whole)
    radii = np.linspace(6.4, 4.2, len(neck) - 1).tolist()
    c.paint(c.limb(neck, [*radii, 6]), plumage, 0.4, shadow=0.15)
    with c.frame(x, y, head_turn):
        _eye(c, -0.4, -1.2, 1.7, plumage)
    with c.frame(2, -46, 12, 0.72, 0.8):
        _feathers(c, light(plumage, 0.1), 48)
    tips = joined(c.limb([(26 + dx, -38 - dx * 0.3), (36 + dx, -33)], (0.5, 0.9)) for dx in (-6, 0))
    c.flat(tips, dark(plumage, 0.35), 0.7, clip=body)
