"""What is kept of a picture, and what is painted around it."""

import dataclasses

import numpy as np
import pytest

from helpers.practice import engine
from helpers.practice.edits import surround
from helpers.practice.engine import Order

ORDER = Order("a snowfield", width=256, height=192, steps=6, seed=3)


def around(pixels, kept, precise=False, **more):
    return engine.finished(surround.surrounded(dataclasses.replace(ORDER, **more), pixels, kept, precise)).pixels


def moved(a, b):
    return np.abs(a.astype(int) - b.astype(int)).max(-1)


@pytest.fixture(scope="module")
def product():
    """A red disc on white, and where it is."""
    y, x = np.mgrid[:192, :256]
    inside = np.hypot(x - 128, y - 110) < 45
    return np.where(inside[..., None], (200, 40, 30), 255).astype(np.uint8), inside.astype(np.float32)


@pytest.fixture(scope="module")
def canvas(pixels):
    """A part of the picture on a grey canvas, as AWS's lab extends a picture; and where it is."""
    whole = np.full((192, 256, 3), 235, np.uint8)
    kept = np.zeros((192, 256), np.float32)
    box = np.s_[30:170, 40:216]
    whole[box], kept[box] = pixels[box], 1
    return whole, kept


def test_what_is_kept_precisely_stays_as_it_is(product):
    picture, kept = product
    got = around(picture, kept, precise=True)
    assert (got[kept > 0] == picture[kept > 0]).all()
    assert (moved(got, picture)[kept == 0] > 12).mean() > 0.5


def test_else_only_its_edge_may_change(product):
    picture, kept = product
    got = around(picture, kept)
    y, x = np.mgrid[:192, :256]
    assert (moved(got, picture)[np.hypot(x - 128, y - 110) < 38] <= 1).all()
    rim = (np.hypot(x - 128, y - 110) > 45) & (np.hypot(x - 128, y - 110) < 47)
    assert (got[rim].min(-1) > 240).mean() < 0.6  # no white fringe is left of the paper, but there is snow


def test_a_scene_that_is_named_is_the_background(product):
    picture, kept = product
    night, day = (around(picture, kept, prompt=f"a city {when}")[:60].mean() for when in ("at night", "by day"))
    assert night < day - 40


@pytest.mark.parametrize(("prompt", "channel"), [("a plain blue background", 2), ("초록색 배경", 1)])
def test_a_colour_alone_is_a_studio(product, prompt, channel):
    picture, kept = product
    got = around(picture, kept, prompt=prompt)[:40].reshape(-1, 3).mean(0)
    assert got[channel] == max(got)
    assert got[channel] > np.delete(got, channel).mean() + 30


def test_a_canvas_that_was_too_large_is_filled_with_more_of_the_picture(canvas, pixels):
    picture, kept = canvas
    got = around(picture, kept, precise=True, prompt="a black cat in a meadow")
    assert (got[kept > 0] == pixels[kept > 0]).all()
    assert (moved(got, picture)[kept == 0] > 8).mean() > 0.9  # nothing is left of the grey
    sky, lawn = got[:20, 60:200].reshape(-1, 3).mean(0), got[-15:, 60:200].reshape(-1, 3).mean(0)
    np.testing.assert_allclose(sky, pixels[30:50, 60:200].reshape(-1, 3).mean(0), atol=60)
    np.testing.assert_allclose(lawn, pixels[150:170, 60:200].reshape(-1, 3).mean(0), atol=60)
    assert (got[:, :36].max(-1) < 60).mean() < 0.02  # and no second cat


def test_what_is_kept_is_not_painted_again(pixels, scene):
    kept = scene.figure.astype(np.float32)
    alone, named = (around(pixels, kept, prompt=prompt) for prompt in ("a desert", "a black cat in a desert"))
    outside = ~scene.figure
    assert (named[outside].max(-1) < 50).sum() < (alone[outside].max(-1) < 50).sum() + 60


@pytest.mark.parametrize(("level", "changes"), [(0.0, True), (1.0, False)])
def test_nothing_or_everything_is_kept(pixels, level, changes):
    got = around(pixels, np.full((192, 256), level, np.float32), prompt="a city at night")
    assert (moved(got, pixels).mean() > 5) == changes
