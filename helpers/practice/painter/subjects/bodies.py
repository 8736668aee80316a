"""Bodies of animals with fur and paws, shared by their drawings: a new animal is then mostly a head and a tail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import Colour, dark
from helpers.practice.painter.subjects._shapes import facing

Line = list[tuple[float, float]]


class Look(NamedTuple):
    """How a head is held: turn runs from -1 (to the left) to 1."""

    turn: float = 0.0
    asleep: bool = False


@dataclass(frozen=True, slots=True)
class Animal:
    """What a pose needs to know of the animal it draws."""

    fur: Colour
    paws: Colour
    chest: Colour
    tail: Callable[[Line], None]  # gets five points to draw along, from the root to the tip
    head: Callable[[Look], None]  # draws about its own (0, 0), some 40 units wide
    marks: Callable[[Mask, str], None] | None = (
        None  # stripes and patches on the body; gets its mask and the pose's name
    )
    limbs: Colour | None = None  # where they are not of the colour of the fur
    bulk: float = 1.0  # 1 is a cat, 1.25 a lion
    drop: float = 0.0  # how much shorter than a cat's its legs are, when it stands
    bib: bool = True  # a tuft of chest-coloured fur below the head

    @property
    def limb_fur(self) -> Colour:
        return self.fur if self.limbs is None else self.limbs

    def mark(self, body: Mask, pose: str) -> None:
        if self.marks is not None:
            self.marks(body, pose)


Pose = Callable[[Canvas, np.random.Generator, Animal], None]


def posed(c: Canvas, rng: np.random.Generator, animal: Animal, poses: tuple[Pose, ...]) -> None:
    """Draw the animal in one of the poses, either way round."""
    pose = poses[rng.integers(len(poses))]
    way = facing(rng)
    scale = rng.uniform(0.93, 1)
    with c.frame(50, 94 * (1 - scale), 0, scale * way, scale), c.frame(-50, 0):
        pose(c, rng, animal)


def held_head(
    c: Canvas, rng: np.random.Generator, animal: Animal, at: tuple[float, float], size: float, turn: float | None = None
) -> None:
    """The animal's head, a little tilted; turned anyhow when no turn is given."""
    tilt, any_turn = rng.uniform(-8, 8), rng.uniform(-1, 1)
    with c.frame(*at, tilt, size):
        animal.head(Look(any_turn if turn is None else turn))


def toes(c: Canvas, x: float, y: float, colour: Colour) -> None:
    """Two short lines that make toes of a paw seen from the front."""
    c.flat(joined(c.box(at - 0.3, y - 2.4, at + 0.3, y + 0.2, 0.3) for at in (x - 1.6, x + 1.6)), dark(colour, 0.5))


# ---- poses


def sit(c: Canvas, rng: np.random.Generator, animal: Animal) -> None:
    """Sitting, seen from the front, with the tail at the right."""
    fur, limb_fur, paws = animal.fur, animal.limb_fur, animal.paws
    width = rng.uniform(0.94, 1.08) * animal.bulk
    reach = 20 * (animal.bulk - 1)
    animal.tail([(64, 88), (80 + reach, 90), (87 + reach, 80), (83 + reach, 68), (87 + reach, 58)])
    with c.frame(50, 93, 0, width, 1):
        body = c.paint(c.symmetric((0, -52), (8, -50), (13, -38), (17, -24), (21, -11), (18, -1), (0, 0)), fur)
        animal.mark(body, "sit")
        for side in (-1, 1):
            thigh = [(9, -18), (17, -21), (23, -12), (23, -2), (12, -0.5), (8, -8)]
            thigh_mask = c.paint(c.blob(*((side * x, y) for x, y in thigh)), fur, shadow=0.2, rim=0.1)
            animal.mark(thigh_mask, "thigh")
            c.paint(c.ellipse(side * 17, -1.8, 7.5, 3.4), paws, shadow=0.2)
        for side in (-1, 1):
            foreleg = c.limb([(side * 7.5, -32), (side * 6.6, -16), (side * 5.4, -4)], (6, 4.8, 4.2))
            animal.mark(c.paint(foreleg, limb_fur, shadow=0.2, rim=0.05), "foreleg")
            c.paint(c.ellipse(side * 5.8, -2.6, 5.2, 3.7), paws, shadow=0.1)
            toes(c, side * 5.8, -0.4, paws)
        if animal.bib:
            tuft = [(0, -50), (9, -48), (13, -36), (9.5, -28, 1), (7, -29.5), (4.6, -22, 1), (2.6, -24), (0, -17, 1)]
            c.paint(c.symmetric(*tuft), animal.chest, 0.25, rim=0.1, shadow=0.12)
    held_head(c, rng, animal, (50, 36), 1.02 * animal.bulk**0.4)


def stand(c: Canvas, rng: np.random.Generator, animal: Animal) -> None:
    """Standing or walking, seen from the side, the head at the left."""
    bulk, limb_fur = animal.bulk, animal.limb_fur
    more, far, far_paw = bulk - 1, dark(limb_fur, 0.3), dark(animal.paws, 0.3)
    step = rng.uniform(1.5, 5) * (1 if rng.random() < 0.5 else -1)
    raised = rng.random() < 0.6

    def low(*points: tuple[float, float]) -> Line:
        """The points of a cat, lowered for shorter legs: the soles at 90 stay where they are."""
        return [(x, y + animal.drop * min(1, (90 - y) / 30)) for x, y in points]

    for x, stride in ((39, -step), (66, step)):
        leg = low((x, 58), (x - stride * 0.3, 76), (x - stride, 89))
        c.paint(c.limb(leg, (7 * bulk, 4.4 * bulk, 3.8 * bulk)), far)
        c.paint(c.ellipse(x - stride - 1, 90.4, 4.8 * bulk**0.8, 3), far_paw)
    up = low((76, 55), (86, 50), (91, 37), (85, 27), (88, 18))
    down = low((76, 55), (86, 56), (90.5, 66), (88.5, 76), (91, 83))
    animal.tail(up if raised else down)
    belly = low((66, 65.5 + 24 * more), (50, 69 + 26 * more), (34, 71 + 16 * more), (25, 64))
    trunk = c.blob(*low((21, 50), (28, 44), (42, 47), (60, 46), (74, 47), (81, 56), (79, 67)), *belly)
    trunk |= c.ellipse(54, 54 + animal.drop, 27, 9 + 20 * more)
    foreleg_line = low((31, 60), (32 + step * 0.3, 77), (31 + step, 89))
    foreleg = c.limb(foreleg_line, (7.5 * bulk, 4.4 * bulk, 3.9 * bulk))
    back = low((64, 54), (74, 48), (82, 56), (80, 68), (78.5 + 3 * more, 76), (77.5 + 3 * more - step, 90))
    hindleg = c.blob(*back, *low((69.5 - step - 7 * more, 90), (71 - 9 * more, 76), (63 - 5 * more, 68)))
    whole = c.paint(trunk | foreleg | hindleg, animal.fur)
    c.paint(hindleg, limb_fur, 0.35, rim=0.06, shadow=0.13)
    if animal.limbs is not None:
        c.paint(foreleg, limb_fur, 0.35, rim=0.06)
    with c.frame(0, animal.drop):
        animal.mark(whole, "stand")
    if animal.bib:
        bib = [(19, 46), (28, 48), (33, 56), (31, 66, 1), (28, 63), (26.5, 69, 1), (23, 65), (18, 58)]
        with c.frame(0, animal.drop):
            c.paint(c.blob(*bib), animal.chest, 0.2, rim=0, clip=trunk)
    for x, stride in ((30, step), (73, -step)):
        c.paint(c.ellipse(x + stride - 0.6, 90.4, 5 * bulk**0.8, 3.3), animal.paws)
    held_head(c, rng, animal, (28 + 12 * more, 37 + animal.drop), 0.96 * bulk**0.4, -0.8)


def lie(c: Canvas, rng: np.random.Generator, animal: Animal) -> None:
    """Lying with the head up and the forelegs stretched out to the left."""
    fur, limb_fur, paws = animal.fur, animal.limb_fur, animal.paws
    thick = animal.bulk**0.5
    animal.tail([(84, 84), (92, 78), (93, 67), (87, 58), (90, 48)])
    c.paint(c.limb([(36, 84), (26, 89), (12, 90)], (6, 4.6 * thick, 4 * thick)), dark(limb_fur, 0.3))
    trunk = [
        (22, 62),
        (30, 52),
        (46, 57),
        (62, 58),
        (78, 60),
        (89, 72),
        (88, 88),
        (76, 93),
        (50, 93),
        (30, 92),
        (22, 80),
    ]
    body = c.paint(c.blob(*trunk), fur)
    animal.mark(body, "lie")
    if animal.bib:
        bib = [(20, 54), (34, 54), (38, 66), (34, 78, 1), (31, 74), (28, 82, 1), (24, 76), (20, 68)]
        c.paint(c.blob(*bib), animal.chest, 0.2, rim=0, clip=body)
    thigh = c.paint(c.blob((58, 80), (66, 68), (79, 68), (88, 80), (84, 92), (66, 93)), fur, 0.4, rim=0.06, shadow=0.18)
    animal.mark(thigh, "lie-thigh")
    c.paint(c.limb([(76, 90), (62, 90.6)], (4.6 * thick, 3.9 * thick)), paws, shadow=0.2)
    c.paint(c.limb([(42, 82), (32, 90), (20, 90.6)], (6.5 * thick, 4.4 * thick, 4 * thick)), limb_fur, shadow=0.2)
    c.paint(c.ellipse(18, 90.4, 5.6 * thick, 3.9 * thick), paws, shadow=0.1)
    held_head(c, rng, animal, (32, 42), 1.04 * animal.bulk**0.3, -0.5)


def curl(c: Canvas, rng: np.random.Generator, animal: Animal) -> None:
    """Curled up asleep, the tail laid round the body."""
    trunk = [(12, 78), (20, 60), (40, 48), (62, 46), (82, 56), (92, 74), (86, 90), (64, 94), (34, 94), (16, 91)]
    body = c.paint(c.blob(*trunk), animal.fur, depth=5)
    animal.mark(body, "curl")
    thigh = c.blob((56, 82), (62, 64), (76, 62), (87, 74), (85, 89), (66, 93))
    animal.mark(c.paint(thigh, animal.fur, 0.35, rim=0.08, shadow=0.18), "curl-thigh")
    c.paint(c.limb([(24, 90), (38, 91)], (4.4, 4)), animal.paws, shadow=0.15)
    animal.tail([(90, 76), (84, 87), (70, 89), (54, 88), (41, 86)])
    with c.frame(28, 70, rng.uniform(-10, -2), 1.06):
        animal.head(Look(-0.5, asleep=True))


def squat(c: Canvas, rng: np.random.Generator, animal: Animal) -> None:
    """Sitting like a teddy bear: upright, soles to the front, now and then a paw raised in greeting."""
    fur, limb_fur = animal.fur, animal.limb_fur
    waving = rng.random() < 0.5
    width = rng.uniform(0.96, 1.06)
    with c.frame(50, 94, 0, width, 1):
        body = c.paint(c.symmetric((0, -50), (13, -48), (20, -34), (25, -15), (19, -1.5), (0, 0)), fur)
        c.paint(c.symmetric((0, -35), (9, -33), (15, -20), (14, -8), (0, -3.5)), animal.chest, 0.15, rim=0, clip=body)
        animal.mark(body, "squat")
        for side in (-1, 1):
            c.paint(c.limb([(side * 15, -10), (side * 25, -7)], (9.5, 8)), limb_fur, shadow=0.22)
            c.paint(c.ellipse(side * 27, -9, 8, 9, side * 12), limb_fur, 0.35, shadow=0.2)
            _sole(c, side * 27.2, -8.4, animal.paws)
        for side in (-1, 1):
            down = [(side * 17, -41), (side * 25, -31), (side * 19, -20)]
            up = [(side * 17, -40), (side * 29, -44), (side * 34, -58)]
            c.paint(c.limb(up if waving and side > 0 else down, (7.4, 6.8, 6.4)), limb_fur, shadow=0.24, rim=0.15)
            if waving and side > 0:
                _sole(c, 34, -58, animal.paws, 0.68)
    held_head(c, rng, animal, (50, 33), 1.12)


def _sole(c: Canvas, x: float, y: float, colour: Colour, size: float = 1.0) -> None:
    """The underside of a paw: a pad and three toes."""
    with c.frame(x, y, 0, size):
        pads = c.ellipse(0, 2.2, 4.2, 3.5)
        for toe_x, toe_y in ((-4, -2.8), (0, -4.6), (4, -2.8)):
            pads |= c.ellipse(toe_x, toe_y, 1.6)
        c.flat(pads, colour)


def amble(c: Canvas, rng: np.random.Generator, animal: Animal) -> None:
    """A heavy animal walking on thick legs, its head low at the left."""
    limb_fur, far = animal.limb_fur, dark(animal.limb_fur, 0.3)
    step = rng.uniform(2, 5) * (1 if rng.random() < 0.5 else -1)
    animal.tail([(86, 54), (89, 54), (91, 56), (92, 58), (93, 60)])
    for x, stride in ((43, -step), (67, step)):
        c.paint(c.limb([(x, 68), (x - stride * 0.4, 80), (x - stride - 1, 87)], (8.5, 7.4, 7)), far)
    outline = [
        (16, 58),
        (22, 44),
        (36, 33),
        (52, 35),
        (70, 36),
        (85, 45),
        (90, 60),
        (86, 74),
        (66, 79),
        (44, 79),
        (24, 74),
    ]
    foreleg = c.limb([(33, 62), (33 + step * 0.4, 78), (31 + step, 86)], (11, 8.4, 7.8))
    hips = [(64, 56), (74, 46), (86, 50), (90, 62), (88, 78), (86.5 - step, 91), (80 - step, 94), (71 - step, 93)]
    hindleg = c.blob(*hips, (69 - step * 0.5, 82), (62, 70))
    trunk = c.blob(*outline)
    if animal.limbs is None:
        c.paint(trunk | foreleg | hindleg, animal.fur)
        c.paint(foreleg, animal.fur, 0.3, rim=0.05, shadow=0.1)
    else:
        c.paint(trunk, animal.fur)
        animal.mark(trunk, "amble")
        c.paint(foreleg, limb_fur, 0.35, rim=0.1)
    c.paint(hindleg, limb_fur, 0.35, rim=0.06, shadow=0.13)
    claws = [x + claw for x in (26 + step, 74 - step) for claw in (-3, 0, 3)]
    c.flat(joined(c.limb([(x, 91), (x - 0.6, 93)], 0.4) for x in claws), animal.paws)
    held_head(c, rng, animal, (26, 48), 1.02, -0.7)
