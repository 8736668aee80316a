"""The shark, drawn with its head at the left."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import WHITE, Colour, dark, light, main_colour, mix, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing

GUM = rgb("A8414B")


@subject(
    "shark",
    en="shark, great white shark, baby shark",
    ko="상어, 아기상어, 아기 상어, 백상아리, 식인상어",
    scenes="underwater, sea",
    size=0.9,
    where="water",
)
def shark(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("7C93A8", "6B86A0", "8A97A6", "5F7F9E"))
    belly = mix(light(skin, 0.75), WHITE, 0.5)
    way, leaping, tilt = facing(rng), rng.random() < 0.45, rng.uniform(-6, 6)
    deep = rng.uniform(0.96, 1.08)
    if leaping:
        with c.frame(50 - way * 4, 52, way * (34 + tilt * 0.5), way * 0.79, 0.84 * deep):
            _shark(c, skin, belly, gaping=True)
    else:
        with c.frame(50, 56, way * tilt, way * 0.9, 0.92 * deep):
            _shark(c, skin, belly, gaping=False)


def _shark(c: Canvas, skin: Colour, belly: Colour, gaping: bool) -> None:
    with c.frame(34, -1, 46 if gaping else 0):
        tail = [(-2, -5), (6, -16), (16, -31, 1), (14, -14), (8, 0), (12, 10), (13, 19, 1), (4, 11), (-2, 5)]
        c.paint(c.blob(*tail), dark(skin, 0.1))
    c.paint(c.blob((-8, -17), (0, -34), (13, -43, 1), (12, -30), (18, -13)), dark(skin, 0.1))
    stem = [(24, -13), (34, -7), (39, -1), (34, 6), (22, 10)] if gaping else [(24, -12), (38, -5), (38, 4), (20, 10)]
    body = c.paint(
        c.blob((-48, -3), (-38, -14), (-16, -22), (6, -20), *stem, (-6, 17), (-26, 17), (-42, 8)), skin, depth=4
    )
    pale = c.blob((-50, 4), (-36, 2), (-14, 5), (10, 4), (38, 3), (20, 20), (-20, 26), (-48, 14))
    c.paint(pale, belly, 0.3, rim=0, clip=body)
    _mouth(c, body, gaping)
    gills = [c.limb([(x + 1, -8), (x - 1.4, -2), (x, 4)], (0.4, 0.9, 0.4)) for x in (-14, -9.4, -4.8)]
    c.flat(joined(gills), dark(skin, 0.45), 0.9)
    c.paint(c.blob((-10, 8), (2, 7), (9, 20), (8, 32, 1), (-4, 24), (-11, 15)), dark(skin, 0.12), shadow=0.25)
    c.paint(c.blob((18, 7), (26, 5), (29, 14, 1), (22, 12)), dark(skin, 0.12), shadow=0.2)
    c.flat(c.ellipse(-29, -7, 4.6, 4.9), WHITE)
    c.eye(-29.4, -6.6, 3.1, 3.6)
    c.stroke([(-34.6, -13), (-29, -12.6), (-24.6, -10.4)], 0.9, dark(skin, 0.5))


def _mouth(c: Canvas, body: Mask, gaping: bool) -> None:
    """A mouth with pointed teeth, open or nearly closed."""
    drop = 10.0 if gaping else 4.4
    upper = [(-45, 3), (-38, 4.6), (-30, 5), (-22, 2.6)]
    jaws = c.blob((-45, 3, 1), *upper[1:3], (-22, 2.6, 1), (-27, 3 + drop), (-36, 4 + drop))
    opening = c.flat(jaws, GUM, clip=body)
    teeth: list[Mask] = []
    for number in range(6):
        x = -43.4 + 3.6 * number
        y = float(np.interp(x + 1.8, [at for at, _ in upper], [high for _, high in upper]))
        teeth.append(c.polygon([(x, y - 0.6), (x + 3.6, y - 0.6), (x + 1.8, y + 3.6)]))
    c.flat(joined(teeth), WHITE, clip=opening)
    c.stroke(upper, 0.6, dark(GUM, 0.5), clip=body)
