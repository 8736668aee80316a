"""Holes filled, pictures gone on with, and the film that evens out their seams."""

from functools import cache

import numpy as np
import pytest

from helpers.practice.retouch.fill import FEATHER, extend, fill, membrane


def rng():
    return np.random.default_rng(4)


def layers(height=96, width=96, horizon=40):
    """A sky that gets lighter downwards above green ground with a grain."""
    picture = np.empty((height, width, 3), np.float32)
    light = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    picture[:] = (0.3, 0.5, 0.9) + light * np.array([0.4, 0.3, 0.1], np.float32)
    picture[horizon:] = (0.2, 0.5, 0.15)
    picture[horizon:] += 0.08 * np.random.default_rng(0).standard_normal((height - horizon, width, 1), np.float32)
    return picture.clip(0, 1)


def disc(height=96, width=96, y=44, x=48, radius=17):
    rows, columns = np.indices((height, width))
    return (np.hypot(rows - y, columns - x) < radius).astype(np.float32)


def with_ball(picture, mask):
    return np.where(mask[..., None] > 0, np.array([1, 0, 0], np.float32), picture)


@cache
def filled_ball():
    mask = disc()
    return fill(with_ball(layers(), mask), mask, rng())


def test_what_was_under_the_mask_is_gone():
    mask = disc()
    picture = layers()
    filled = filled_ball()
    assert np.abs(filled - picture)[mask > 0].mean() < 0.09  # the grain is another; 0.4 with the ball
    assert (filled[..., 0] - filled[..., 2]).max() < 0.4  # nothing is red


def test_the_horizon_goes_straight_through_the_hole():
    ground = filled_ball()[..., 2] < 0.45
    assert (np.abs(ground.argmax(0) - 40) <= 2).all()


def test_a_smooth_sky_stays_smooth():
    rows, columns = np.indices((128, 128), np.float32)
    sky = np.stack([0.3 + rows / 400, 0.5 + rows / 500 + columns / 900, np.full_like(rows, 0.9)], -1)
    mask = disc(128, 128, 60, 60, 25)
    filled = fill(with_ball(sky, mask), mask, rng())
    assert np.abs(filled - sky).max() < 0.03
    assert np.abs(np.diff(filled, axis=0)).max() < 0.012 and np.abs(np.diff(filled, axis=1)).max() < 0.012


def test_the_filling_is_as_sharp_as_what_is_around():
    mask = disc(y=68, radius=15)
    filled = fill(with_ball(layers(), mask), mask, rng())
    grain = np.abs(np.diff(filled[..., 1], axis=1))
    inside, outside = grain[60:76, 40:56], grain[60:76, :24]
    assert inside.mean() > 0.7 * outside.mean()


def test_what_is_well_outside_the_mask_stays_as_it_is():
    mask = disc()
    picture = with_ball(layers(), mask)
    filled = filled_ball()
    outside = disc(radius=17 + FEATHER * 1.5 + 1) == 0
    assert (filled[outside] == picture[outside]).all()
    assert filled.dtype == np.float32 and (filled >= 0).all() and (filled <= 1).all()


def test_an_empty_mask_changes_nothing():
    picture = layers()
    filled = fill(picture, np.zeros((96, 96), np.float32), rng())
    assert (filled == picture).all() and filled is not picture


@pytest.mark.parametrize("left", [0, 6])
def test_a_mask_over_nearly_everything_gives_something_smooth(left):
    mask = np.ones((80, 96), np.float32)
    mask[:, :left] = 0
    filled = fill(layers(80), mask, rng())
    assert np.isfinite(filled).all()
    assert np.abs(np.diff(filled[:, left + 8 :], axis=1)).max() < 0.05


def test_a_soft_mask_fades():
    picture = layers()
    picture[:, :, 0] = 1
    mask = disc() * 0.25
    filled = fill(picture, mask, rng())
    assert np.isclose(np.abs(filled - picture)[mask == 0], 0).all()
    whole = fill(picture, disc(), rng())
    assert np.abs(filled - picture).mean() < 0.7 * np.abs(whole - picture).mean()


def test_the_same_seed_gives_the_same_filling():
    mask = disc()
    assert (fill(with_ball(layers(), mask), mask, rng()) == filled_ball()).all()


def test_the_picture_is_in_the_middle_of_the_larger_one():
    picture = layers(64, 72, 30)
    large = extend(picture, 20, 9, 11, 0, rng())
    assert large.shape == (75, 101, 3)
    assert (large[11:, 20:92] == picture).all()


def test_layers_go_on_beside_the_picture():
    large = extend(layers(), 40, 40, 0, 0, rng())
    ground = large[..., 2] < 0.45
    assert (np.abs(ground.argmax(0) - 40) <= 3).all()
    assert not np.allclose(large[:, :40], large[:, 40:80][:, ::-1], atol=0.02)  # no mirror
    grain = np.abs(np.diff(large[60:, :, 1], axis=1))
    assert grain[:, :40].mean() > 0.7 * grain[:, 40:136].mean()  # no streaks


def test_a_picture_may_grow_to_many_times_its_size():
    large = extend(layers(64, 64, 30), 70, 100, 30, 30, rng())
    assert large.shape == (124, 234, 3) and np.isfinite(large).all()
    assert large[:20, :, 2].mean() > 0.7 > 0.4 > large[-20:, :, 2].mean()  # sky above, ground below


def test_nothing_to_add_gives_the_same_picture():
    picture = layers(64, 64)
    same = extend(picture, 0, 0, 0, 0, rng())
    assert (same == picture).all() and same is not picture


def test_a_picture_cannot_shrink():
    with pytest.raises(ValueError, match="less than 0"):
        extend(layers(), -1, 0, 0, 0, rng())


def test_what_is_to_be_avoided_is_not_copied():
    picture = layers()
    figure = disc(y=60, x=20, radius=9)
    picture = with_ball(picture, figure)
    large = extend(picture, 30, 30, 0, 0, rng(), figure)
    red = (large[..., 0] > 0.8) & (large[..., 1] < 0.3)
    red[:, 30:126] = False
    assert not red.any()


def test_a_film_goes_through_what_is_known():
    known = np.zeros((40, 50), bool)
    known[:, 0] = known[:, -1] = True
    slope = np.broadcast_to(np.linspace(0, 1, 50, dtype=np.float32)[None, :, None], (40, 50, 2))
    film = membrane(slope * known[..., None], known)
    assert np.abs(film - slope).max() < 0.02
    assert (film[known] == slope[known]).all()


def test_a_film_never_leaves_what_it_hangs_on():
    known = np.random.default_rng(0).random((60, 60)) < 0.05
    values = np.random.default_rng(1).random((60, 60, 1), np.float32)
    film = membrane(values, known)
    assert film.min() > values[known].min() - 0.05 and film.max() < values[known].max() + 0.05
    assert (membrane(values, np.zeros((60, 60), bool)) == 0).all()
