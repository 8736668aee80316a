"""Image-to-image: how far the picture moves from its start."""

import dataclasses

import numpy as np
import pytest

from helpers.practice import diffusion, engine
from helpers.practice.edits import repaint
from helpers.practice.engine import Order

FOX = Order("a red fox", width=256, height=192, steps=10, seed=7)


def painted(pixels, strength, **more):
    return engine.finished(repaint.follow(dataclasses.replace(FOX, **more), pixels, strength)).pixels


def differ(a, b):
    return float(np.abs(a.astype(int) - b.astype(int)).mean())


@pytest.fixture(scope="module")
def half(pixels):
    return painted(pixels, 0.5)


@pytest.mark.parametrize(("prompt", "steps"), [("a red fox", 2), ("a castle at night, oil painting", 30), ("", 10)])
def test_strength_0_gives_the_picture_back(pixels, prompt, steps):
    assert np.abs(painted(pixels, 0.0, prompt=prompt, steps=steps).astype(int) - pixels).max() <= 1


@pytest.mark.parametrize("size", [(157, 131)])
def test_strength_0_gives_a_picture_of_any_size_back(pixels, size):
    width, height = size
    given = np.resize(pixels, (height, width, 3))
    assert np.abs(painted(given, 0.0).astype(int) - given).max() <= 1


def test_more_strength_is_further_from_the_start(pixels, half):
    far = [differ(picture, pixels) for picture in (painted(pixels, 0.1), half, painted(pixels, 1.0))]
    assert far == sorted(far)
    assert 0.2 < far[0] < 3
    assert far[-1] > far[1] + 5


def test_a_little_strength_keeps_the_details(pixels):
    """Light and tones may change, edges stay where they are."""

    def edges(picture):
        return np.abs(np.diff(picture.astype(float).mean(-1), axis=1)).ravel()

    weak, strong = (painted(pixels, strength, prompt="a meadow at night") for strength in (0.3, 1.0))
    assert np.corrcoef(edges(pixels), edges(weak))[0, 1] > 0.9
    assert np.corrcoef(edges(pixels), edges(strong))[0, 1] < 0.5
    assert weak.mean() < pixels.mean() - 10  # but it gets dark


def test_strength_1_is_the_text_alone(pixels):
    square = np.resize(pixels, (256, 256, 3))  # smaller pictures are worked on enlarged
    alone = engine.draw(dataclasses.replace(FOX, height=256)).pixels
    assert (painted(square, 1.0) == alone).all()


def test_the_seed_and_the_prompt_count(pixels, half):
    assert differ(painted(pixels, 0.5, seed=8), half) > 1
    assert differ(painted(pixels, 0.5, prompt="a castle"), half) > 1


def test_it_can_be_stopped(pixels):
    begun = repaint.follow(FOX, pixels, 0.7)
    step = next(begun)
    assert isinstance(step, diffusion.Step)
    assert (step.number, begun.close()) == (1, None)
    *steps, last = repaint.follow(FOX, pixels, 0.3)
    assert [s.number for s in steps] == [1, 2, 3]  # of 10
    assert (last.pixels == painted(pixels, 0.3)).all()


@pytest.mark.parametrize(("level", "strength"), [(0, 0.3), (255, 0.6)])
def test_a_picture_with_nothing_on_it(level, strength):
    assert painted(np.full((96, 128, 3), level, np.uint8), strength, prompt="flurbl").shape == (96, 128, 3)
