"""People in costume: king, queen, wizard and witch, and the astronaut in a suit of its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from helpers.practice.painter.canvas import Canvas, joined
from helpers.practice.painter.colours import WHITE, WOOD, Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._figure import draw_arms, draw_figure, draw_legs, leg_joints
from helpers.practice.painter.subjects._figure_head import draw_face, draw_hair_front
from helpers.practice.painter.subjects._figure_look import (
    GOLD,
    HAND_ON_HIP,
    HANDS_ON_HIPS,
    HOLDING,
    STANDING,
    WALKING,
    WAVING,
    Build,
    Look,
    Outfit,
    chosen_look,
)
from helpers.practice.painter.subjects._shapes import facing, star

# ---- what they hold

STAFF_FOOT = 39.0  # below the hand of somebody in the pose HOLDING


def _sceptre(c: Canvas) -> None:
    c.paint(c.limb([(-1, 7), (2, -15)], 1.1), GOLD, 0.4)
    c.paint(c.ellipse(2.3, -17, 3.2), rgb("5FB7E5"), 0.4)
    c.paint(c.box(0, -14.4, 4.2, -12.6, 0.8), light(GOLD, 0.3), 0.3)


def _staff(c: Canvas) -> None:
    wood = WOOD
    c.paint(c.limb([(0, STAFF_FOOT), (0.6, 10), (-0.6, -14), (0, -28)], (1.4, 1.3, 1.5, 1.9)), wood, 0.5)
    c.paint(c.limb([(-4, -34), (-4.6, -29), (0, -26.6), (4.6, -29), (4, -34)], 1.2), wood, 0.4)
    c.paint(c.ellipse(0, -32.4, 3.9), rgb("62D0E8"), 0.4)


def _wand(c: Canvas) -> None:
    c.paint(c.limb([(-1.5, 4), (5, -13)], (0.9, 0.7)), WOOD, 0.4)
    c.paint(star(c, 5.6, -15, 5, 0.45), GOLD, 0.3)


def _broom(c: Canvas) -> None:
    straw = rgb("E2B75E")
    c.paint(c.limb([(0, -26), (0.5, 0), (0, 24)], 1.2), WOOD, 0.5)
    c.paint(c.symmetric((0, 20), (2.4, 21), (6, 30), (6.6, STAFF_FOOT - 1, 1), (0, STAFF_FOOT)), straw, 0.5)
    lines = joined(c.limb([(x * 0.5, 26), (x, STAFF_FOOT - 1)], 0.35) for x in (-2.6, 0.4, 3.2))
    c.flat(lines, dark(straw, 0.3))
    c.paint(c.box(-3, 21.6, 3, 24.4, 1), rgb("B4483E"), 0.3)


# ---- kings and queens

ROYAL_BEARDS = ("5E3B28", "E6E1DC", "B5652E", "B9B4B8", "6B4430")


def _royal(c: Canvas, rng: np.random.Generator, wish: Colour | None, kind: str) -> None:
    look = chosen_look(rng, None, kind)
    robe = main_colour(wish, rng, ("3A5FA8", "8B4FA8", "2F8C6E", "E98AA0" if kind == "woman" else "3F6FB0"))
    cape = rgb("C93B3F") if wish is None else dark(wish, 0.34)
    pose, held = ((HOLDING, _sceptre), (WAVING, None), (HAND_ON_HIP, None))[rng.integers(3)]
    build, hair = look.build, look.hair
    if kind == "man":  # stout, his beard never black: it would be taken for a queen's long hair
        build, hair = replace(build, waist=build.waist + 3.4), pick(rng, ROYAL_BEARDS)
    style = ("long", "bob", "long, parted", "braids")[rng.integers(4)] if kind == "woman" else "short"
    costume = replace(
        look,
        build=build,
        outfit=Outfit("long", "gown", "belt"),
        hair=hair,
        top=robe,
        accent=GOLD,
        style=style,
        hat="crown",
        cape=cape,
        held=held,
        beard="full" if kind == "man" else "",
        glasses=False,
    )
    draw_figure(c, rng, costume, pose)


@subject(
    "king", en="king, prince", ko="왕, 임금, 임금님, 국왕, 왕자, 왕자님", scenes="meadow, room, mountains", size=1.05
)
def king(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _royal(c, rng, wish, "man")


@subject(
    "queen",
    en="queen, princess, princesses, empress, empresses",
    ko="여왕, 왕비, 공주, 공주님, 여왕님, 황후",
    scenes="garden, room, meadow",
    size=1.0,
)
def queen(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _royal(c, rng, wish, "woman")


# ---- wizards and witches


@subject(
    "wizard", en="wizard, sorcerer, magician, mage", ko="마법사, 마술사", scenes="forest, mountains, room", size=1.15
)
def wizard(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    look = chosen_look(rng, None, "man")
    robe = main_colour(wish, rng, ("4B4FA6", "6A45A0", "2E6F9E", "3F7A5A"))
    pose, held = ((HOLDING, _staff), (HOLDING, _wand), (HAND_ON_HIP, None))[rng.integers(3)]
    costume = replace(
        look,
        outfit=Outfit("long", "gown", "belt"),
        hair=pick(rng, ("EFEBE6", "D9D6D8", "B9B4B8")),
        top=robe,
        accent=GOLD,
        style="bob",
        hat="pointed",
        held=held,
        beard="long",
    )
    draw_figure(c, rng, costume, pose)


@subject(
    "witch", en="witch, witches, sorceress, sorceresses", ko="마녀, 꼬마마녀", scenes="forest, village, room", size=1.1
)
def witch(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    look = chosen_look(rng, None, "woman")
    robe = main_colour(wish, rng, ("4A3F5C", "5B3A7A", "3D4458"))
    pose, held = ((HOLDING, _broom), (HOLDING, _wand), (HOLDING, _broom))[rng.integers(3)]
    costume = replace(
        look,
        outfit=Outfit("long", "dress", "belt"),
        hair=pick(rng, ("E0752E", "5E3F8C", "3A2B3A", "6FA04A")),
        top=robe,
        accent=rgb("F0883A"),
        style=("long", "bob", "braids")[rng.integers(3)],
        hat="pointed",
        held=held,
        glasses=False,
    )
    draw_figure(c, rng, costume, pose)


# ---- astronaut

SUIT = Build(hip=31, shoulder=53, half=13, waist=11.4, head=1.06, arm=23, thick=1.42)


@subject(
    "astronaut",
    en="astronaut, cosmonaut, spaceman, spacemen, space traveller, space traveler",
    ko="우주비행사, 우주인, 우주 비행사",
    scenes="space",
    size=1.05,
)
def astronaut(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    wearer = chosen_look(rng, None, ("woman", "man")[rng.integers(2)])
    suit = main_colour(wish, rng, ("F4F2EE", "F4F2EE", "DDE3EC", "E9ECF2"))
    pose = (STANDING, WAVING, WALKING, HANDS_ON_HIPS)[rng.integers(4)]
    way, tilt, mirrored = facing(rng), rng.uniform(-4, 4), bool(rng.random() < 0.4)
    trim = pick(rng, ("3F7FC4", "E4574C", "F2A03C"))
    look = replace(
        wearer,
        build=SUIT,
        outfit=Outfit("long", "trousers", "plain"),
        skin=mix(suit, trim, 0.85),
        top=suit,
        bottom=suit,
        shoe=mix(suit, trim, 0.85),
    )
    face = replace(wearer, style="short" if wearer.style == "bald" else wearer.style, beard="", glasses=False)
    legs = leg_joints(SUIT, pose)
    lowered = SUIT.hip + legs[0][0][1]
    with c.frame(50, 94.5, 0, way, 1):
        with c.frame(0, lowered):
            pack = c.box(-16, -SUIT.shoulder - 2, 16, -SUIT.hip - 1, 5)
            c.paint(pack, mix(dark(suit, 0.25), rgb("7B8794"), 0.5), 0.5)
        draw_legs(c, look, pose, legs)
        with c.frame(0, lowered):
            _suit(c, look, trim)
            draw_arms(c, look, pose, raised=False)
            with c.frame(0, -SUIT.shoulder - 17, tilt):
                _helmet(c, face, suit, mirrored)
            draw_arms(c, look, pose, raised=True)


def _suit(c: Canvas, look: Look, trim: Colour) -> None:
    build, suit = look.build, look.top
    top, hip = build.shoulder, build.hip
    outline = [(0, -top - 2), (9, -top - 2), (build.half, 3 - top), (build.waist, -hip - 8), (build.waist, 2 - hip)]
    trunk = c.paint(c.symmetric(*outline, (0, 6 - hip)), suit)
    c.paint(c.box(-20, -hip - 5.5, 20, -hip - 2, 0), trim, 0.3, clip=trunk)
    c.paint(c.box(-7, -top + 4.5, 7, -top + 13.5, 2), mix(dark(suit, 0.2), rgb("8E9AA8"), 0.5), 0.4, shadow=0.15)
    for x, colour in ((-4, "E4574C"), (0, "F2BE3F"), (4, "5CC06E")):
        c.flat(c.ellipse(x, -top + 7.4, 1.3), rgb(colour))
    c.flat(c.box(-5, -top + 10, 5, -top + 11.6, 0.6), rgb("3B4252"))


def _helmet(c: Canvas, wearer: Look, suit: Colour, mirrored: bool) -> None:
    """A helmet about (0, 0) with its wearer's face, or the land mirrored in its visor."""
    for side in (-1, 1):
        c.paint(c.box(side * 17, -5, side * 23, 5, 2.4), mix(dark(suit, 0.2), rgb("8E9AA8"), 0.5), 0.4)
    shell, visor = c.ellipse(0, 0, 20.5, 19.5), c.ellipse(0, 1, 15.4, 13.4)
    if mirrored:
        c.paint(visor, rgb("E8A93A"), 0.5, sheen=0.4)
        c.flat(c.blob((-16, 8), (-6, 3), (4, 6), (16, 1), (16, 16), (-16, 16)), rgb("9C5A2E"), 0.55, clip=visor)
    else:
        c.flat(visor, rgb("5E86B8"))
        with c.frame(0, 2.6, 0, 0.98):
            draw_face(c, wearer, 0, False)
            draw_hair_front(c, wearer)
    c.paint(shell - visor, suit, depth=2.4, shadow=0.25)
    c.flat(c.ellipse(0, 1, 16.2, 14.2) - visor, dark(suit, 0.35))
    c.stroke([(-10.6, -1), (-9, -6), (-5, -9)], (0.5, 1.3, 0.5), WHITE, 0.75)
