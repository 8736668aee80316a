"""Figures set into their scenes: shadows, water, clouds, lamps, and the masks of who stands where."""

from dataclasses import replace

import numpy as np
import pytest

from helpers.practice.brief import Brief, read
from helpers.practice.composition import Backdrop, Composition, Figure, drawing, extent, paint, regions
from helpers.practice.imagination import compose, plan
from helpers.practice.painter import subjects
from helpers.practice.painter.light import Setting
from helpers.practice.shining import LAMPS, shining
from helpers.practice.staging import ISLANDERS, ON_ICE, STANDS

SIDE = 64  # cells


def figure(subject, seed=0, on="ground", y=54, size=40, **more):
    return Figure(subject, None, seed, SIDE // 2, y, size, on, 0, **more)


def changed(who, scene, time="day"):
    """What a figure changes of a scene: what is there with it, less what was there without, (SIDE, SIDE, 3)."""
    backdrop = Backdrop(scene, Setting(time=time), 3, 3)
    bare = Composition(SIDE, SIDE, backdrop, (), None, 0)
    return paint(replace(bare, figures=(who,))) - paint(bare)


def painted(who, scene, time="day"):
    return np.abs(changed(who, scene, time)).max(2) > 0.02


def seed_of_bird(flying):
    return next(seed for seed in range(20) if (extent("bird", None, seed)[3] < STANDS) == flying)


def test_who_stands_casts_a_dark_shadow_at_the_feet():
    change = changed(figure("cat"), "meadow")
    assert change[54:58].min() < -0.1
    assert change[60:].min() > -0.02


def test_the_shadow_of_a_flying_bird_lies_below_it_and_is_weaker():
    seed = seed_of_bird(flying=True)
    change = changed(figure("bird", seed), "snowfield")
    bottom = round(54 + (extent("bird", None, seed)[3] - 0.95) * 40)
    below = change[bottom + 2 : 58].mean(2)
    assert below.min() < -0.05
    standing = changed(figure("cat"), "snowfield")[bottom + 2 : 58].mean(2)
    assert below.min() > standing.min()
    middle = np.average(np.arange(SIDE), weights=np.maximum(-below, 0).sum(0))
    left, _, right, _ = extent("bird", None, seed)
    assert abs(middle - (SIDE // 2 - 20 + 20 * (left + right))) < 4


def test_nothing_throws_a_shadow_on_clouds_and_feet_are_lost_in_them():
    for who in (figure("cat"), figure("bird", seed_of_bird(flying=True))):
        assert not painted(who, "sky")[56:].any()
    feet = np.abs(changed(figure("cat"), "sky"))[52:54].mean()
    assert 0 < feet < 0.6 * np.abs(changed(figure("cat"), "space"))[52:54].mean()


def test_who_wades_is_hidden_below_the_waterline_and_mirrored():
    backdrop = Backdrop("sea", Setting(), 3, 3)
    who = figure("horse", 1)
    colour, alpha = drawing(who, backdrop, 40)
    base = paint(Composition(SIDE, SIDE, backdrop, (), None, 0))
    shown = paint(Composition(SIDE, SIDE, backdrop, (who,), None, 0))
    top, left = 54 - round(40 * 0.95), SIDE // 2 - 20
    sheet = np.s_[top : top + 40, left : left + 40]
    seen = np.abs(shown[sheet] - colour).max(2) < 0.01
    lowest = np.flatnonzero(alpha.max(1) > 0.3)[-1]
    assert seen[10 : lowest - 5][alpha[10 : lowest - 5] > 0.99].mean() > 0.95
    assert not seen[lowest - 1][alpha[lowest - 1] > 0.5].any()
    assert (np.abs(shown - base)[55:62].max(2) > 0.02).any()


@pytest.mark.parametrize(("subject", "tone"), [("tree", "sand"), ("polar bear", "ice")])
def test_what_has_roots_stands_on_an_island_and_beasts_of_the_cold_on_ice(subject, tone):
    shown = paint(Composition(SIDE, SIDE, Backdrop("sea", Setting(), 3, 3), (figure(subject),), None, 0))
    around = shown[52:57, 16:48]
    sand = (around[..., 0] > around[..., 2] + 0.15).sum()
    ice = (around.min(2) > 0.75).sum()
    assert (sand > 15) if tone == "sand" else (ice > 30 and sand < 5)


def test_a_boat_off_the_beach_is_not_mirrored_in_the_sand():
    boat = figure("sailboat", on="water", y=38, size=34)
    assert painted(boat, "beach")[38:41].any()
    assert not painted(boat, "beach")[round(0.66 * SIDE) :].any()


@pytest.mark.parametrize("subject", sorted(LAMPS))
def test_every_lamp_is_lit_at_night(subject):
    assert subject in subjects.load()
    found = 0
    for seed in range(6):
        who = figure(subject, seed)
        by_day, alpha = drawing(who, Backdrop("meadow", Setting(), 3, 3), 96)
        night, _ = drawing(who, Backdrop("meadow", Setting(time="night"), 3, 3), 96)
        shine = shining(subject, by_day, alpha)
        if shine is None:
            continue
        found += 1
        bright = np.zeros(alpha.shape, bool)
        bright[shine.box] = shine.share[..., 0] > 0.95
        bright &= alpha > 0.9
        assert bright.mean() < 0.5
        if bright.any():
            assert night[bright].max(1).mean() > 0.8
            assert night[bright].mean() > night[(alpha > 0.9) & ~bright].mean()
    assert found >= 2


def test_a_lantern_throws_light_around_it_at_night_alone():
    lantern, outside = figure("lantern", 1), np.s_[20:50, 4:9]
    assert changed(lantern, "meadow", "night")[outside].mean() > 0.003
    assert abs(changed(lantern, "meadow", "day")[outside].mean()) < 1e-6
    assert changed(lantern, "meadow", "night").min() > -0.5


def test_a_wall_as_pale_blue_as_glass_is_not_lit():
    house = figure("house", 4)
    by_day, _ = drawing(house, Backdrop("meadow", Setting(), 3, 3), 96)
    wall = np.array([0xBF, 0xD8, 0xDC]) / 255
    assert (np.abs(by_day - wall).max(2) < 0.03).mean() > 0.03  # it has such a wall
    night, alpha = drawing(house, Backdrop("meadow", Setting(time="night"), 3, 3), 96)
    yellow = (night[..., 0] > night[..., 2] + 0.15) & (night[..., 0] > 0.7) & (alpha > 0.9)
    assert 0 < yellow.mean() < 0.08


def test_regions_leave_out_what_is_cut_off():
    backdrop = Backdrop("meadow", Setting(), 3, 3)
    whole, cut = (
        regions([Composition(SIDE, SIDE, backdrop, (figure("woman", on="figure", cut=share),), None, 0)])[0]
        for share in (0.0, 0.5)
    )
    assert whole[48].any()
    assert not cut[40:].any()
    assert (cut <= whole).all()


def test_birds_drawn_in_flight_are_up_in_the_air():
    seen = set()
    for seed in range(6):
        rng = np.random.default_rng(seed)
        for painting in compose(plan(read("a bird in the meadow"), Brief(), rng), rng, SIDE, SIDE, 2):
            (bird,) = painting.figures
            flies = extent("bird", None, bird.seed)[3] < STANDS
            assert (bird.on == "air") == flies
            assert (bird.y < 0.6 * SIDE) == flies
            seen.add(flies)
    assert seen == {True, False}


def test_islanders_are_subjects():
    assert subjects.load().keys() >= ISLANDERS | ON_ICE


@pytest.mark.parametrize("seed", range(6))
def test_tables_have_a_top_and_room_below(seed):
    _, alpha = drawing(figure("table", seed), Backdrop("room", Setting(), 3, 3), 96)
    across = (alpha > 0.5).sum(1)
    top = np.flatnonzero(across > 0.75 * 96)
    assert 30 < top[0] < 50
    assert across[top[-1] + 12 : 88].max() < 0.5 * 96
