"""Figures and scenes that follow a sketch: more the stronger it is, and alike at every size."""

import numpy as np
import pytest

from helpers.practice.painter import scenes, subjects
from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.light import Light, Setting
from helpers.practice.retouch import follow
from helpers.practice.retouch.follow import Player
from helpers.practice.retouch.lines import FINE, Layout, Silhouette


def shape(mask):
    y, x = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return Silhouette(mask, (x[0] / FINE, y[0] / FINE, (x[-1] + 1) / FINE, (y[-1] + 1) / FINE))


Y, X = np.mgrid[:FINE, :FINE] / FINE
PEAR = shape(((X - 0.4) / (0.1 + 0.12 * Y)) ** 2 + ((Y - 0.55) / 0.3) ** 2 < 1)
LEFT_HEAVY = shape((Y > 0.3) & (Y < 0.8) & (X > 0.3) & (X < 0.7) & ((X < 0.45) | (Y > 0.6)))
NOTHING = np.zeros((FINE, FINE), np.float32)


def drawing(name, pixels=128, seed=1):
    canvas = Canvas.square(pixels)
    subjects.load()[name].draw(canvas, np.random.default_rng(seed), None)
    return canvas.rgb / np.maximum(canvas.alpha, 1e-4)[..., None], canvas.alpha


def overlap(alpha, silhouette):
    mask = silhouette.mask
    small = alpha.reshape(FINE, len(alpha) // FINE, FINE, -1).mean((1, 3)) > 0.5
    return (small & mask).sum() / (small | mask).sum()


def test_a_figure_follows_its_silhouette_more_the_stronger_the_sketch():
    painting = drawing("cat")
    fits = [overlap(follow.fit_figure(*painting, PEAR, s, FINE, FINE)[1], PEAR) for s in (0.2, 0.7, 1.0)]
    assert fits[0] < fits[1] <= fits[2] + 0.01
    assert fits[2] > 0.8


def test_a_figure_is_mirrored_where_that_fits_better():
    y, x = np.mgrid[:128, :128] / 128
    alpha = ((y > 0.2) & (y < 0.9) & (x > 0.2) & (x < 0.8) & ((x > 0.58) | (y > 0.62))).astype(np.float32)
    _, fitted = follow.fit_figure(np.ones((128, 128, 3), np.float32), alpha, LEFT_HEAVY, 1.0, FINE, FINE)
    assert overlap(fitted, LEFT_HEAVY) > 0.9


def test_a_fitted_figure_is_the_same_at_every_size():
    small = follow.fit_figure(*drawing("sheep", 96), PEAR, 0.8, FINE, FINE)[1]
    large = follow.fit_figure(*drawing("sheep", 384), PEAR, 0.8, 4 * FINE, 4 * FINE)[1]
    assert np.abs(large.reshape(FINE, 4, FINE, 4).mean((1, 3)) - small).mean() < 0.012


def test_a_weak_sketch_leaves_a_figure_near_its_home():
    home = (0.6, 0.5, 1.0, 0.9)
    middles = []
    for strength in (0.0, 0.25, 0.6):
        alpha = follow.fit_figure(*drawing("cat"), PEAR, strength, FINE, FINE, home)[1]
        middles.append((alpha * X).sum() / alpha.sum())
    assert middles[0] > 0.75
    assert middles[0] > middles[1] + 0.05 > middles[2] + 0.1


def test_a_picture_that_is_no_square_does_not_distort_a_figure():
    mask = np.zeros((FINE, 2 * FINE), bool)
    mask[40:90, 100:150] = True
    square = Silhouette(mask, (100 / 256, 40 / 128, 150 / 256, 90 / 128))
    alpha = np.zeros((64, 64), np.float32)
    alpha[12:52, 12:52] = 1
    fitted = follow.fit_figure(np.ones((64, 64, 3), np.float32), alpha, square, 0.1, FINE, 2 * FINE)[1] > 0.5
    assert fitted.any(0).sum() == pytest.approx(50, abs=3)
    assert fitted.any(1).sum() == pytest.approx(50, abs=3)


def test_the_drawing_most_like_the_silhouette_is_chosen():
    assert follow.choose([drawing("giraffe"), drawing("car"), drawing("penguin")], PEAR) == 2


def test_each_figure_has_its_own_silhouette_and_who_has_none_stays_at_home():
    tall = shape((X > 0.1) & (X < 0.3) & (Y > 0.1) & (Y < 0.9))
    wide = shape((X > 0.4) & (X < 0.95) & (Y > 0.6) & (Y < 0.9))
    layout = Layout(NOTHING, (tall, wide), None)
    parts = follow.assign(layout, [[drawing("car", 64)], [drawing("lighthouse", 64)], [drawing("ladybird", 64)]])
    assert sorted(p.silhouette for p in parts if p.silhouette is not None) == [0, 1]
    assert parts[0].silhouette == 1
    assert sum(p.silhouette is None for p in parts) == 1


def test_a_skyline_moves_to_where_it_is_wanted():
    y = (np.arange(256) + 0.5)[:, None] / 256
    x = np.arange(320)[None, :] / 320
    now, wanted = 0.5 + 0.05 * np.sin(6 * x[0]), 0.45 + 0.12 * np.cos(5 * x[0])
    picture = np.repeat((y > now).astype(np.float32)[..., None], 3, 2)
    for strength, share in ((0.45, 0.5), (1.0, 1.0)):
        moved = follow.follow_skyline(picture, now, wanted, strength)
        assert np.abs((1 - moved[..., 0].mean(0)) - (now + share * (wanted - now))).max() < 0.015
    assert np.array_equal(follow.follow_skyline(picture, now, now, 1.0).round(), picture)


def test_what_is_far_from_the_skyline_hardly_moves():
    rows = np.repeat(np.repeat(np.linspace(0, 1, 256, dtype=np.float32)[:, None], 256, 1)[..., None], 3, 2)
    now = np.full(128, 0.5)
    moved = follow.follow_skyline(rows, now, now + 0.1 * np.sin(np.arange(128)), 1.0)
    assert np.abs(moved - rows)[100:160].max() > 0.07
    assert np.abs(moved - rows)[[5, -5]].max() < 0.02


def test_the_skyline_of_a_painted_sea_is_its_horizon():
    canvas = Canvas(160, 128, 1.28)
    light = Light(Setting("day", "clear", "summer"), np.random.default_rng(5))
    scenes.load()["sea"].paint(canvas, np.random.default_rng(1), light)
    line = follow.skyline(canvas.rgb.clip(0, 1))
    assert line.std() < 0.05
    assert 0.3 < line.mean() < 0.6
    assert follow.skyline(np.full((128, 128, 3), 0.5, np.float32)) is None


def test_the_scene_with_the_most_similar_skyline_is_chosen():
    y = np.linspace(0, 1, 128)[:, None]
    x = np.linspace(0, 1, 128)[None, :]
    lines = [np.full((1, 128), 0.5), 0.5 + 0.15 * np.sin(9 * x), 0.5 - 0.15 * np.sin(9 * x)]
    grass = np.random.default_rng(0).uniform(0, 0.2, (128, 128, 1)) + np.array([0.1, 0.4, 0.1])
    pictures = [np.where((y > line)[..., None], grass, [0.6, 0.8, 1.0]).astype(np.float32) for line in lines]
    assert [follow.choose_scene(pictures, line[0] + 0.05) for line in lines] == [0, 1, 2]


def test_ink_darkens_light_and_lightens_dark_along_the_lines_alone():
    edges = NOTHING.copy()
    edges[64] = 1
    for ground, sign in ((0.8, -1), (0.1, 1)):
        picture = np.full((256, 256, 3), ground, np.float32)
        change = follow.ink(picture, edges, 1.0) - picture
        assert sign * change[129].mean() > 0.1
        assert np.abs(change[:110]).max() < 1e-4
        assert np.abs(follow.ink(picture, edges, 0.3) - picture).max() < np.abs(change).max()


def test_all_together_the_figure_is_where_it_was_drawn():
    background = np.full((FINE, FINE, 3), 0.9, np.float32)
    colour, alpha = drawing("penguin")
    layout = Layout(NOTHING, (PEAR,), None)
    player = Player(np.zeros_like(colour), alpha, (0.6, 0.1, 0.9, 0.4), 0, "air")
    picture = follow.arranged(layout, background, [player], 1.0)
    assert overlap((picture[..., 0] < 0.45).astype(np.float32), PEAR) > 0.8
    assert background.min() == np.float32(0.9), "the background is not painted over"


def test_a_shape_nobody_plays_still_shows():
    background = np.full((FINE, FINE, 3), 0.5, np.float32)
    picture = follow.arranged(Layout(NOTHING, (PEAR,), None), background, [], 1.0)
    assert np.abs(picture - 0.5)[PEAR.mask].mean() > 0.02
    assert np.abs(picture - 0.5)[:20].max() < 0.01
