"""The search for the most similar patches, and the pictures voted by them."""

import numpy as np
import pytest

from helpers.practice.retouch.patches import nearest, vote


def noise(height, width, channels=3, seed=0):
    return np.random.default_rng(seed).random((height, width, channels), np.float32)


def rng():
    return np.random.default_rng(1)


def inner(a, size):
    return a[size // 2 : -(size // 2), size // 2 : -(size // 2)]


def test_a_picture_moved_is_found_where_it_went():
    source = noise(48, 56)
    y, x = nearest(source[6:40, 9:50], source, size=5, rng=rng())
    rows, columns = np.mgrid[6:40, 9:50]
    right = inner((y == rows) & (x == columns), 5)
    assert right.mean() > 0.97


@pytest.mark.parametrize("channels", [1, 2, 5])
def test_any_number_of_channels(channels):
    source = noise(32, 32, channels)
    y, x = nearest(source, source, size=5, rng=rng(), rounds=6)
    rows, columns = np.indices((32, 32))
    assert inner((y == rows) & (x == columns), 5).mean() > 0.95


def test_only_allowed_patches_are_taken():
    source = noise(40, 40)
    allowed = np.ones((40, 40), bool)
    allowed[10:30, 10:30] = False
    y, x = nearest(source, source, size=5, rng=rng(), allowed=allowed)
    for down in range(-2, 3):
        for right in range(-2, 3):
            assert allowed[y + down, x + right].all()


def test_only_wanted_pixels_are_searched():
    source = noise(32, 32)
    wanted = np.zeros((32, 32), bool)
    wanted[8:12, 8:20] = True
    y, x = nearest(source, source, size=3, rng=rng(), wanted=wanted)
    assert (y[~wanted] == -1).all() and (x[~wanted] == -1).all()
    assert (y[wanted] >= 0).all() and (x[wanted] >= 0).all()


def test_a_penalty_keeps_a_patch_in_its_row():
    source = np.tile(noise(1, 40), (40, 1, 1))  # all rows are the same
    y, _ = nearest(source, source, size=3, rng=rng(), penalty=lambda row, down, right: 1e-3 * np.abs(down))
    rows = np.indices((40, 40))[0]
    assert inner(y == rows, 3).mean() > 0.95


def test_a_good_start_is_kept():
    source = noise(40, 40)
    rows, columns = np.indices((40, 40))
    y, x = nearest(source, source, size=5, rng=rng(), start=(rows, columns), rounds=0)
    assert inner((y == rows) & (x == columns), 5).all()


def test_the_same_seed_gives_the_same_matches():
    first, second = (nearest(noise(32, 32), noise(40, 36, seed=5), size=5, rng=rng()) for _ in range(2))
    assert (first[0] == second[0]).all() and (first[1] == second[1]).all()


def test_a_source_without_a_whole_patch_is_refused():
    with pytest.raises(ValueError, match="no patch of 7 x 7"):
        nearest(noise(16, 16), noise(6, 40), size=7, rng=rng())
    with pytest.raises(ValueError, match="no patch of 3 x 3"):
        nearest(noise(16, 16), noise(16, 16), size=3, rng=rng(), allowed=np.zeros((16, 16), bool))


def test_true_matches_vote_for_the_picture_itself():
    source = noise(24, 30)
    y, x = np.indices((24, 30))
    voted = vote(source, y.clip(2, 21), x.clip(2, 27), 5)
    assert np.allclose(voted[4:-4, 4:-4], source[4:-4, 4:-4], atol=1e-5)


def test_a_match_counts_by_its_weight():
    source = np.zeros((5, 10, 1), np.float32)
    source[:, 5:] = 1
    y, x = np.full((1, 3), -1), np.full((1, 3), -1)
    y[0, 0], x[0, 0] = 2, 1  # says 0
    y[0, 2], x[0, 2] = 2, 8  # says 1
    voted = vote(source, y, x, 3, weight=np.array([[1, 1, 3]], np.float32))
    assert voted[0, :, 0] == pytest.approx([0, 0.75, 1])
