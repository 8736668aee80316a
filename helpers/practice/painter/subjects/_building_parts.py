"""What buildings share: windows, arches and doors. All are seen from the front, standing on y = 0 of a frame."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import GLASS, Colour, dark, is_dark, is_white, rgb
from helpers.practice.painter.subjects._shapes import Spot

LIT = rgb("FFD97A")
STONE = rgb("B9B0AB")
NIGHT = rgb("4B4460")
OAK = rgb("7A4E35")


def pale_frame(wall: Colour) -> Colour:
    """The colour of window and door frames: pale, but brown in a white wall."""
    return rgb("A98B74") if is_white(wall) else rgb("FFF9EE")


def draw_windows(c: Canvas, places: Sequence[Spot], width: float, height: float, frame: Colour) -> None:
    """Windows with a cross in a pale frame, all alike: each place is the middle of one."""

    def panes(margin: float, radius: float) -> Mask:
        across, down = width / 2 + margin, height / 2 + margin
        return joined(c.box(x - across, y - down, x + across, y + down, radius) for x, y in places)

    c.paint(panes(1.3, 1), frame, 0.3, shadow=0.15)
    glass = c.paint(panes(0, 0.6), GLASS, 0.2, rim=0)
    crosses = [
        c.box(x - 0.5, y - height, x + 0.5, y + height) | c.box(x - width, y - 0.5, x + width, y + 0.5)
        for x, y in places
    ]
    c.flat(joined(crosses), frame, clip=glass)


def arch(c: Canvas, x: float, width: float, top: float, bottom: float = 0) -> Mask:
    """An opening with a round head, about x."""
    left, right = x - width / 2, x + width / 2
    return c.box(left, top, right, bottom + width, width / 2) & c.box(left - 1, top - 1, right + 1, bottom)


def draw_door(c: Canvas, x: float, width: float, top: float, colour: Colour, around: Colour) -> None:
    """An arched door with a knob."""
    c.paint(arch(c, x, width + 4, top - 2), around, 0.3, shadow=0.15)
    leaf = c.paint(arch(c, x, width, top), colour, 0.4)
    boards = [c.box(x + share * width - 0.35, top, x + share * width + 0.35, 0) for share in (-0.25, 0, 0.25)]
    c.flat(joined(boards), dark(colour, 0.45), clip=leaf)
    c.flat(c.ellipse(x + width * 0.3, top * 0.45, 1), rgb("E8C25A"))


def draw_slits(c: Canvas, wall: Colour, places: Sequence[Spot]) -> None:
    """Narrow windows, dark by day; lit in a wall as dark as they are."""
    c.flat(joined(arch(c, x, 4, y - 4, y + 4) for x, y in places), LIT if is_dark(wall) else NIGHT)
