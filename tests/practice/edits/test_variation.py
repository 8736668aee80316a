"""Variations of a picture."""

import dataclasses

import numpy as np
import pytest

from helpers.practice import engine
from helpers.practice.brief import Brief
from helpers.practice.edits import repaint, variation
from helpers.practice.engine import Drawing, Order

ORDER = Order("", width=256, height=192, steps=6, seed=5)


def varied(pictures, similarity=0.7, **more):
    return engine.finished(variation.varied(dataclasses.replace(ORDER, **more), pictures, similarity)).pixels


def differ(a, b):
    return float(np.abs(a.astype(int) - b.astype(int)).mean())


@pytest.fixture(scope="module")
def near(pixels):
    return varied([pixels], 1.0)


def test_less_similarity_is_further_away_and_shows_the_cat_still(pixels, near):
    far = varied([pixels], 0.2)
    assert 0.5 < differ(near, pixels) < differ(far, pixels)
    for picture in (near, far):
        assert (picture.max(-1) < 70).mean() > 0.6 * (pixels.max(-1) < 60).mean()


@pytest.mark.parametrize(("similarity", "strength"), [(1.0, 0.4), (0.9, 0.4), (0.7, 0.525), (0.2, 0.9)])
def test_what_a_prompt_names_takes_the_place_of_what_is_there(pixels, monkeypatch, similarity, strength):
    asked = []

    def follow(order, given, strength, known):
        asked.append((given.shape, strength))
        yield Drawing(given, Brief())

    monkeypatch.setattr(repaint, "follow", follow)
    varied([pixels], similarity, prompt="a red fox")
    assert asked == [((192, 256, 3), pytest.approx(strength))]


def test_further_pictures_give_their_colours_and_the_seed_another_variation(pixels, near):
    orange = np.full((90, 90, 4), (240, 140, 30, 255), np.uint8)
    orange[:45, :, :3] = 120, 60, 10
    got = varied([pixels, orange], 1.0, seed=6, width=192, height=192)
    assert got.shape == (192, 192, 3)
    warmth = [(p[..., 0].astype(int) - p[..., 2]).mean() for p in (got, near)]
    assert warmth[0] > warmth[1] + 40
