"""Pictures in given colours."""

import numpy as np
import pytest

from helpers.practice import diffusion, engine
from helpers.practice.edits import colours
from helpers.practice.engine import Order
from helpers.practice.retouch.pixels import lab

FOX = Order("a red fox in a meadow", width=256, height=192, steps=6, seed=3)
PALETTES = [
    [(255, 152, 0)],
    [(11, 57, 84), (8, 126, 139), (255, 90, 95)],
    [(255, 255, 255)],
    [(120, 40, 160), (120, 40, 160), (40, 140, 70)],
]


def drawn(palette, reference=None):
    return engine.finished(colours.guided(FOX, palette, reference)).pixels


@pytest.fixture(scope="module")
def plain():
    return engine.draw(FOX).pixels


def off(picture, palette):
    """How far the hue of each pixel is from the nearest of the colours, in units of Lab."""
    seen, wanted = lab(picture / np.float32(255)), lab(np.array(palette, np.float32) / 255)
    return np.sqrt(((seen[:, :, None, 1:] - wanted[:, 1:]) ** 2).sum(-1)).min(-1)


@pytest.mark.parametrize("palette", PALETTES)
def test_the_colours_dominate(plain, palette):
    got = drawn(palette)
    assert np.median(off(got, palette)) < min(30, 0.8 * np.median(off(plain, palette)))


@pytest.mark.parametrize("palette", PALETTES)
def test_light_stays_light_and_dark_stays_dark(plain, palette):
    """So that whatever is shown can still be told."""
    before, after = (p.astype(float).mean(-1).ravel() for p in (plain, drawn(palette)))
    assert np.corrcoef(before, after)[0, 1] > 0.75
    assert after.std() > 12


def test_the_colours_of_a_reference_are_taken_too():
    violet = np.full((80, 120, 4), (130, 40, 200, 255), np.uint8)
    palette = [(255, 152, 0)]
    alone, both = drawn(palette), drawn(palette, violet)
    assert (off(both, [(130, 40, 200)]) < 30).mean() > (off(alone, [(130, 40, 200)]) < 30).mean() + 0.05
    assert (off(both, palette) < 40).mean() > 0.2


def test_the_steps_are_those_of_the_drawing():
    *steps, last = colours.guided(FOX, PALETTES[0])
    assert len(steps) == 6
    assert isinstance(steps[0], diffusion.Step)
    assert last.pixels.shape == (192, 256, 3)
    assert last.brief.understood
