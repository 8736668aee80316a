"""What vehicles on land and in the air share: window panes and wheels."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import GLASS, WHITE, Colour, dark, rgb
from helpers.practice.painter.subjects._shapes import Spot

TYRE = rgb("423C48")
STEEL = rgb("B7BFC9")
BRASS = rgb("E3B450")
STRAW = rgb("C68F50")


def draw_glass(c: Canvas, mask: Mask, glints: Sequence[Spot], slant: float = 6) -> None:
    """Window panes with slanting streaks of light, each from x to x."""
    c.paint(mask, GLASS, 0.3, sheen=0.2, rim=0)
    streaks = [[(x0 + slant, -99), (x1 + slant, -99), (x1 - slant, 0), (x0 - slant, 0)] for x0, x1 in glints]
    c.flat(joined(c.polygon(streak) for streak in streaks), WHITE, 0.55, clip=mask)


def draw_wheels(c: Canvas, xs: Sequence[float], y: float, radius: float, hub: Colour = STEEL) -> None:
    """Wheels of one size, seen from the side."""

    def discs(share: float) -> Mask:
        return joined(c.ellipse(x, y, radius * share) for x in xs)

    c.paint(discs(1), TYRE, rim=0.35, shadow=0.15)
    c.paint(discs(0.58), hub, 0.4, 2)
    c.flat(discs(0.2), dark(hub, 0.45))
