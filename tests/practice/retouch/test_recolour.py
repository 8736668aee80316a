"""Another colour, with the same shading."""

import numpy as np
import pytest

from helpers.practice.retouch.pixels import lab, unlab
from helpers.practice.retouch.recolour import recolour
from helpers.practice.words import COLOURS

SIDE = 80


def shaded(colour):
    """A square of one colour with light from the left, an eye in it, on green; and its mask."""
    picture = np.full((SIDE, SIDE, 3), (0.3, 0.6, 0.2), np.float32)
    light = np.linspace(1.12, 0.7, 40)[None, :, None]
    picture[20:60, 20:60] = np.clip(np.array(colour) / 255 * light, 0, 1)
    picture[35:41, 35:41] = (0.02, 0.02, 0.02)
    mask = np.zeros((SIDE, SIDE), np.float32)
    mask[20:60, 20:60] = 1
    return picture, mask


@pytest.mark.parametrize("source", ["red", "white", "black", "grey", "blue"])
@pytest.mark.parametrize("target", ["red", "yellow", "white", "black", "green"])
def test_any_colour_becomes_any_other(source, target):
    picture, mask = shaded(COLOURS[source][0])
    out = recolour(picture, mask, COLOURS[target][0])
    body = out[22:32, 36:44].reshape(-1, 3).mean(0)
    wish = lab(np.array(COLOURS[target][0], np.float32)[None] / 255)[0]
    assert np.linalg.norm((lab(body[None])[0] - wish) * (0.6, 1, 1)) < 22
    assert out[25:30, 22:26].mean() > out[25:30, 54:58].mean() + 0.01  # the light still comes from the left


def test_nothing_changes_outside_the_mask():
    picture, mask = shaded(COLOURS["red"][0])
    out = recolour(picture, mask, COLOURS["blue"][0])
    assert np.array_equal(out[mask == 0], picture[mask == 0])
    assert out.dtype == np.float32


def test_eyes_stay():
    picture, mask = shaded(COLOURS["orange"][0])
    out = recolour(picture, mask, COLOURS["blue"][0])
    assert np.abs(out[36:40, 36:40] - picture[36:40, 36:40]).max() < 0.1


def test_parts_of_another_colour_stay():
    picture, mask = shaded(COLOURS["red"][0])
    picture[50:58, 25:33] = (0.2, 0.4, 0.9)
    out = recolour(picture, mask, COLOURS["yellow"][0])
    assert np.abs(out[51:57, 26:32] - picture[51:57, 26:32]).max() < 0.05


def test_half_a_mask_changes_half_as_much():
    picture, mask = shaded(COLOURS["red"][0])
    whole = recolour(picture, mask, COLOURS["blue"][0])
    soft = mask.copy()
    soft[20:24] = 0.5
    half = recolour(picture, soft, COLOURS["blue"][0])
    share = np.abs(half[21:23, 25:55] - picture[21:23, 25:55]).mean()
    assert share == pytest.approx(np.abs(whole[21:23, 25:55] - picture[21:23, 25:55]).mean() / 2, rel=0.15)


def test_an_empty_mask_changes_nothing():
    picture, mask = shaded(COLOURS["red"][0])
    assert np.array_equal(recolour(picture, mask * 0, COLOURS["blue"][0]), picture)


def test_lab_there_and_back():
    picture, _ = shaded(COLOURS["pink"][0])
    assert np.allclose(unlab(lab(picture)), picture, atol=2e-3)
