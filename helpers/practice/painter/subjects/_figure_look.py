"""Who a human figure is: its build, pose, clothes and colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import Colour, dark, main_colour, pick, rgb

Bend = tuple[float, float]  # degrees from hanging straight down, upper and lower half of an arm or a leg


@dataclass(frozen=True, slots=True)
class Build:
    """The proportions of a body that stands on y = 0, in units."""

    hip: float  # height of the hip joints
    shoulder: float  # height of the shoulders
    half: float  # half the breadth of the shoulders
    waist: float  # half the breadth of the waist
    head: float  # 1 is a head 26 units tall
    arm: float  # length of an arm without its hand
    thick: float  # of arms and legs

    @property
    def trunk(self) -> float:
        """From the hips to the shoulders."""
        return self.shoulder - self.hip


BUILDS = {
    "woman": Build(hip=36, shoulder=57, half=8.6, waist=6.6, head=1.16, arm=21, thick=0.88),
    "man": Build(hip=36, shoulder=58, half=11, waist=9.4, head=1.12, arm=22, thick=1.06),
    "girl": Build(hip=25, shoulder=43, half=7.4, waist=7, head=1.36, arm=18, thick=0.88),
    "boy": Build(hip=25, shoulder=43, half=8, waist=7.6, head=1.36, arm=18, thick=0.94),
}


@dataclass(frozen=True, slots=True)
class Pose:
    """Arms bend outwards from the body, legs towards +x; the left one is the one at the viewer's left."""

    left_arm: Bend = (15, 7)
    right_arm: Bend = (15, 7)
    left_leg: Bend = (-3, -2)
    right_leg: Bend = (3, 2)
    turn: float = 0  # 1: the figure walks towards +x
    seat: float = 0  # height of the hips of one who sits, on a bench; below 10: on the ground, legs to the viewer


STANDING = Pose()
WAVING = Pose(right_arm=(96, 156))
HANDS_ON_HIPS = Pose((60, -34), (60, -34), (-7, -4), (7, 4))
HAND_ON_HIP = Pose(right_arm=(60, -34), right_leg=(9, 5))
WALKING = Pose((32, 20), (24, 62), (-20, -34), (22, 6), turn=1)
SITTING = Pose((24, -12), (24, -12), seat=22)
SITTING_WAVING = Pose((40, -24), (96, 142), seat=6.5)
CHEERING = Pose((102, 142), (102, 142), (-8, -5), (8, 5))
HOLDING = Pose(right_arm=(38, 68))


@dataclass(frozen=True, slots=True)
class Outfit:
    """What is worn, by name."""

    sleeve: str  # long, short
    lower: str  # trousers, shorts, skirt, dress, gown
    detail: str  # plain, stripes, buttons, dungarees, jacket, hood, belt, dots


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about a figure but its pose."""

    build: Build
    outfit: Outfit
    skin: Colour
    hair: Colour
    top: Colour
    bottom: Colour
    accent: Colour
    shoe: Colour
    style: str  # of the hair: a name in STYLES
    lashes: bool = False
    beard: str = ""  # short, full, moustache, long
    glasses: bool = False
    hat: str = ""  # cap, straw, crown, pointed
    cape: Colour | None = None
    held: Callable[[Canvas], None] | None = None  # drawn behind the right hand, which is (0, 0)


# ---- what the seed chooses from

GOLD = rgb("F2BE3F")
SKINS = ("F8D4B4", "F1C39C", "DDA274", "B97B4E", "8D5A3A")
FAIR_HAIR = ("4A2F27", "2E2630", "B5652E", "E3B75B", "7A4A30")
DARK_HAIR = ("3A2823", "2B2430", "4A2F27")
GREY_HAIR = ("C9C5C8", "E6E1DC", "A39DA3")
CLOTHES = ("E4574C", "3F8FC4", "F2B441", "4FA36C", "8D6BB8", "E98AA0", "2FA7A0")
LOWER_CLOTHES = ("3A5A8C", "5C6B7A", "8A6A4A", "4A4A63", "B08B5A", "3F7A73")
SHOES = ("5A3B36", "3B3A4A", "C8574E", "3F6FA0", "7A4A2E")
OUTFITS = {
    "woman": (
        Outfit("short", "dress", "belt"),
        Outfit("long", "skirt", "plain"),
        Outfit("short", "trousers", "buttons"),
        Outfit("long", "dress", "dots"),
        Outfit("long", "trousers", "jacket"),
    ),
    "man": (
        Outfit("short", "trousers", "plain"),
        Outfit("long", "trousers", "jacket"),
        Outfit("long", "trousers", "stripes"),
        Outfit("long", "trousers", "buttons"),
        Outfit("long", "trousers", "hood"),
    ),
    "girl": (
        Outfit("short", "dress", "dots"),
        Outfit("long", "skirt", "stripes"),
        Outfit("long", "trousers", "dungarees"),
        Outfit("short", "dress", "belt"),
    ),
    "boy": (
        Outfit("short", "shorts", "stripes"),
        Outfit("short", "trousers", "dungarees"),
        Outfit("long", "trousers", "hood"),
        Outfit("short", "shorts", "plain"),
    ),
}
HAIRSTYLES = {
    "woman": ("long", "bun", "bob", "ponytail", "curly", "long, parted"),
    "man": ("short", "quiff", "crop", "short curls", "bald", "short"),
    "girl": ("pigtails", "long", "braids", "curly", "ponytail", "bob"),
    "boy": ("tousled", "short", "bowl", "short curls", "quiff"),
}


def chosen_look(rng: np.random.Generator, wish: Colour | None, kind: str) -> Look:
    """A woman, a man, a girl or a boy as the seed has it; a wish is the colour of the clothes."""
    skin = pick(rng, SKINS)
    hair = pick(rng, FAIR_HAIR if skin[0] > 230 else DARK_HAIR)
    grey, top, bottom = pick(rng, GREY_HAIR), main_colour(wish, rng, CLOTHES), pick(rng, LOWER_CLOTHES)
    accent, shoe = pick(rng, CLOTHES), pick(rng, SHOES)
    outfit = OUTFITS[kind][rng.integers(len(OUTFITS[kind]))]
    style = HAIRSTYLES[kind][rng.integers(len(HAIRSTYLES[kind]))]
    old, bearded, glasses, hatted = rng.random(4) < (0.14, 0.4, 0.16, 0.3)
    if outfit.detail in ("jacket", "dungarees"):
        bottom = dark(top, 0.1)
    elif wish is not None:
        bottom = dark(wish, 0.3)
    grown = kind in ("woman", "man")
    beard = ("short", "moustache")[int(glasses)] if kind == "man" and (bearded or style == "bald") else ""
    hat = ""
    if hatted and kind == "boy":
        hat = "cap"
    elif hatted and kind == "girl" and style in ("long", "braids", "bob"):
        hat = "straw"
    return Look(
        build=BUILDS[kind],
        outfit=outfit,
        skin=skin,
        hair=grey if grown and old else hair,
        top=top,
        bottom=bottom,
        accent=accent,
        shoe=shoe,
        style="short" if hat == "cap" else style,
        lashes=kind in ("woman", "girl"),
        beard=beard,
        glasses=bool(glasses and grown),
        hat=hat,
    )
