"""Sizes that the engine does not draw."""

import numpy as np
import pytest

from helpers.practice.edits import sizing


def every_size():
    """Sizes of many shapes, 320 to 4096 pixels a side, up to four megapixels."""
    sides = range(320, 4097, 16 * 7)
    return [(w, h) for w in sides for h in sides if w * h <= 4_194_304 and max(w, h) <= 4 * min(w, h)]


def test_what_is_drawn_has_nearly_the_shape_and_about_a_megapixel():
    sizes = every_size()
    assert len(sizes) > 300
    for width, height in sizes:
        columns, rows = sizing.near(width, height)
        assert columns % 64 == rows % 64 == 0
        assert (columns / rows) / (width / height) == pytest.approx(1, abs=0.05)
        assert columns * rows <= 1_300_000
        assert columns * rows >= 0.5 * min(width * height, 1_100_000)


@pytest.mark.parametrize("size", [(320, 320), (1024, 1024), (1408, 768), (448, 576), (64, 128)])
def test_what_can_be_drawn_is_drawn_at_its_own_size(size):
    assert sizing.near(*size) == size


def rings(width, height):
    """A disc in the middle, as round as can be."""
    y, x = np.mgrid[:height, :width]
    inside = np.hypot(x - width / 2 + 0.5, y - height / 2 + 0.5) < 20
    return np.where(inside[..., None], (250, 20, 20), (20, 20, 250)).astype(np.uint8)


@pytest.mark.parametrize("size", [(64, 64), (100, 50), (50, 100), (97, 131), (128, 128), (300, 260), (29, 61)])
def test_the_middle_is_brought_to_any_size_and_nothing_is_distorted(size):
    got = sizing.covering(rings(64, 64), *size)
    assert got.shape == (size[1], size[0], 3)
    disc = got[..., 0] > 128
    scale = max(size) / 64
    assert disc[size[1] // 2].sum() == pytest.approx(min(40 * scale, size[0]), abs=2)
    assert disc[:, size[0] // 2].sum() == pytest.approx(min(40 * scale, size[1]), abs=2)


def test_an_alpha_comes_along():
    clear = np.dstack([rings(64, 64), np.full((64, 64), 77, np.uint8)])
    got = sizing.covering(clear, 128, 96)
    assert got.shape == (96, 128, 4)
    assert (got[..., 3] == 77).all()
