"""Robots: feet, trunks, heads and moods that the seed puts together."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import WHITE, Colour, dark, light, main_colour, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing, mirrored, some_sides

METAL = rgb("7B8794")
NIGHT = rgb("3B4252")


@subject(
    "robot",
    en="robot, android, droid, bot, humanoid, automaton",
    ko="로봇, 로보트, 안드로이드, 휴머노이드, 기계인간",
    scenes="city, room, space, street",
    size=0.9,
)
def robot(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    shell = main_colour(wish, rng, ("8FA9B8", "5FB5AE", "E7B04C", "DB6F61", "8F97CC", "F0EDE6"))
    accent = pick(rng, ("F2C14E", "E4574C", "4FB0D8", "7DC46A"))
    head, trunk = ("box", "dome", "screen")[rng.integers(3)], ("box", "pear", "funnel")[rng.integers(3)]
    base, raised = ("feet", "tracks", "wheel")[rng.integers(3)], some_sides(rng)
    mood, way, tilt = ("calm", "merry", "curious")[rng.integers(3)], facing(rng), rng.uniform(-7, 7)
    half = rng.uniform(15, 18.5)
    with c.frame(50, 95, 0, way * 0.97, 0.97):
        _robot_base(c, base, shell, accent)
        for side in (-1, 1):
            _robot_arm(c, side, half, side in raised, shell, accent)
        c.paint(c.box(-4.5, -56, 4.5, -48, 1), METAL, 0.5)
        _robot_trunk(c, trunk, half, shell, accent)
        with c.frame(0, -55, tilt):
            _robot_head(c, head, mood, shell, accent)


def _robot_base(c: Canvas, kind: str, shell: Colour, accent: Colour) -> None:
    if kind == "feet":
        for side in (-1, 1):
            c.paint(c.box(side * 8 - 3, -20, side * 8 + 3, -4, 1.5), METAL, 0.5)
            c.paint(c.box(side * 8 - 3.8, -13, side * 8 + 3.8, -10, 1), dark(METAL, 0.2), 0.3)
            foot = mirrored([(2, 0, 1), (3, -6), (8, -8.6), (14, -6), (16.5, 0, 1)], side)
            c.paint(c.blob(*foot), shell, 0.5, shadow=0.2)
    elif kind == "tracks":
        c.paint(c.box(-7, -20, 7, -10, 2), METAL, 0.5)
        c.paint(c.box(-22, -13, 22, 0, 6.5), NIGHT, 0.4)
        for x in (-14.5, 0, 14.5):
            c.paint(c.ellipse(x, -6.5, 4.6), light(METAL, 0.35), 0.5)
            c.flat(c.ellipse(x, -6.5, 1.5), NIGHT)
    else:
        c.paint(c.box(-12.5, -22, 12.5, -7.5, 3), METAL, 0.5)
        c.paint(c.ellipse(0, -9.5, 9.5), NIGHT, 0.5)
        c.paint(c.ellipse(0, -9.5, 4.6), accent, 0.5)


def _robot_arm(c: Canvas, side: int, half: float, raised: bool, shell: Colour, accent: Colour) -> None:
    shoulder = (side * (half - 1), -44.0)
    if raised:
        elbow, wrist = (side * (half + 9), -42.0), (side * (half + 11), -57.0)
    else:
        elbow, wrist = (side * (half + 8), -37.0), (side * (half + 8), -26.0)
    c.paint(c.limb([shoulder, elbow, wrist], 2.5), METAL, 0.5)
    c.paint(c.ellipse(side * (half + 0.5), -44, 4.6), accent, 0.5)
    c.paint(c.ellipse(*elbow, 3.2), light(METAL, 0.25), 0.5)
    with c.frame(*wrist, 0, 1, -1 if raised else 1):
        claw = c.ellipse(0, 4, 5.2) - c.polygon([(0, 3.4), (-3, 12), (3, 12)])
        c.paint(claw | c.box(-3.2, -2.6, 3.2, 1.6, 1.2), shell, 0.5)


def _robot_trunk(c: Canvas, kind: str, half: float, shell: Colour, accent: Colour) -> None:
    if kind == "box":
        body = c.box(-half, -52, half, -17, 6)
    elif kind == "pear":
        right = [(half * 0.7, -50.5), (half + 1, -40), (half * 0.95, -26), (half * 0.6, -17.5)]
        body = c.symmetric((0, -52), *right, (0, -16.5))
    else:
        body = c.symmetric((0, -52), (half, -51, 1), (half * 0.98, -44), (half * 0.7, -17.5, 1), (0, -17))
    c.paint(body, shell)
    c.paint(c.box(-8.5, -45, 8.5, -27, 2.5), light(shell, 0.5), 0.3)
    for x, colour in ((-4.6, "E4574C"), (0, "F2C14E"), (4.6, "63C07A")):
        c.paint(c.ellipse(x, -40.6, 1.7), rgb(colour), 0.3)
    if kind == "box":
        heart = c.symmetric((0, -34), (2.6, -36), (4.8, -33.6), (0, -28.4, 1))
        c.paint(heart, accent if accent != shell else WHITE, 0.3)
    else:
        for y in (-36, -33, -30):
            c.flat(c.box(-5.6, y - 0.6, 5.6, y + 0.6, 0.6), dark(shell, 0.35))


def _robot_head(c: Canvas, kind: str, mood: str, shell: Colour, accent: Colour) -> None:
    """A head that stands on (0, 0)."""
    glow = rgb("9BF0E4")
    wide, high = {"box": (17.5, 27), "dome": (18, 27), "screen": (21, 23)}[kind]
    for side in (-1, 1):
        c.paint(c.box(side * (wide - 1), -high / 2 - 5, side * (wide + 4), -high / 2 + 5, 2), accent, 0.4)
    if kind == "screen":
        for side in (-1, 1):
            c.stroke([(side * 9, -high + 2), (side * 12, -high - 8)], 0.8, METAL)
            c.paint(c.ellipse(side * 12, -high - 9, 2.6), accent, 0.4)
    else:
        c.stroke([(0, -high + 2), (0, -high - 7)], 0.9, METAL)
        c.paint(c.ellipse(0, -high - 8, 3), accent, 0.4)
    dome = [(0, -high), (wide * 0.72, -high + 3.5), (wide, -high * 0.45), (wide, -4), (wide - 3, 0), (0, 0.3)]
    skull = c.symmetric(*dome) if kind == "dome" else c.box(-wide, -high, wide, 0, 6)
    c.paint(skull, shell, shadow=0.25)
    screen = c.box(-wide + 4, -high + (6.5 if kind == "dome" else 4.5), wide - 4, -4.5, 5)
    c.paint(screen, NIGHT, 0.3, sheen=0.3)
    y = -high * 0.52
    for side in (-1, 1):
        if mood == "calm":
            c.flat(c.ellipse(side * 6.6, y, 3, 4), glow)
            c.flat(c.ellipse(side * 6.6 - 1, y - 1.5, 1), WHITE)
        elif mood == "merry":
            c.stroke([(side * 6.6 - 3, y + 1.6), (side * 6.6, y - 2.4), (side * 6.6 + 3, y + 1.6)], 0.95, rgb("FFD75E"))
        else:
            c.flat(c.ellipse(side * 6.8, y - 0.5, 4.3), rgb("D6F3F8"))
            c.eye(side * 6.8, y - 0.3, 2.6, 2.9)
    c.smile(0, y + 5.4, 4, 2.2, 0.75, glow)
