"""Cutting out: figures of the painter's own pictures, plain shapes, and pictures with nobody in them."""

import numpy as np
import pytest

from helpers.practice.engine import Order, draw
from helpers.practice.retouch.cutout import cutout, painted_part, unmixed
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.regions import components, split


def painted(prompt, seed=3):
    return draw(Order(prompt=prompt, seed=seed, width=192, height=192, steps=6)).pixels.astype(np.float32) / 255


def disc(size=112, colour=(0.9, 0.2, 0.1), ground=(0.3, 0.6, 0.9)):
    """A soft-edged disc on a slope of light, and its alpha."""
    y, x = np.mgrid[:size, :size].astype(np.float32)
    alpha = np.clip(size * 0.22 - np.hypot(y - size * 0.55, x - size * 0.5) + 0.5, 0, 1).astype(np.float32)
    light = (0.9 + 0.1 * y / size)[..., None]
    picture = np.array(colour) * alpha[..., None] + np.array(ground) * light * (1 - alpha[..., None])
    return picture.astype(np.float32), alpha


def overlap(a, b):
    return np.minimum(a, b).sum() / np.maximum(a, b).sum()


def test_disc_is_cut_out_along_its_edge():
    picture, truth = disc()
    alpha = cutout(picture)
    assert alpha.shape == truth.shape
    assert alpha.dtype == np.float32
    assert overlap(alpha, truth) > 0.95
    assert alpha.min() >= 0
    assert alpha.max() <= 1


def test_same_picture_gives_the_same_alpha():
    picture, _ = disc(96)
    assert np.array_equal(cutout(picture), cutout(picture))


@pytest.mark.parametrize("shape", [(64, 96), (80, 64)])
def test_alpha_has_the_size_of_the_picture(shape):
    picture = np.full((*shape, 3), (0.3, 0.6, 0.9), np.float32)
    h, w = shape
    picture[h // 3 : h - h // 4, w // 3 : w - w // 3] = (0.9, 0.3, 0.1)
    alpha = cutout(picture)
    assert alpha.shape == shape
    assert alpha[h // 2, w // 2] > 0.9
    assert alpha[2, 2] < 0.1


def test_a_painted_figure_stands_out_and_the_meadow_does_not():
    alpha = cutout(painted("a red balloon on a meadow"))
    assert 0.03 < alpha.mean() < 0.5
    assert alpha[:6].mean() < 0.3
    assert alpha[-6:].mean() < 0.1


def test_scenery_alone_has_no_subject():
    with pytest.raises(NothingFound, match="draw a mask"):
        cutout(painted("a meadow landscape"))


def test_one_flat_colour_has_no_subject():
    with pytest.raises(NothingFound):
        cutout(np.full((80, 80, 3), 0.5, np.float32))


def test_a_silhouette_on_white_is_taken_whole():
    picture = np.ones((96, 128, 3), np.float32)
    for rows, columns in (
        (slice(30, 55), slice(20, 100)),
        (slice(55, 84), slice(24, 32)),
        (slice(55, 84), slice(86, 94)),
    ):
        picture[rows, columns] = 0
    assert overlap(cutout(picture), 1 - picture[..., 0]) > 0.93


def test_a_portrait_reaches_down_to_the_lower_edge():
    picture = np.full((96, 96, 3), (0.75, 0.72, 0.65), np.float32)
    picture[46:, 18:78] = (0.9, 0.4, 0.1)
    y, x = np.mgrid[:96, :96]
    picture[np.hypot(y - 30, x - 48) < 18] = (0.5, 0.3, 0.2)
    alpha = cutout(picture)
    assert alpha[-1, 30:66].mean() > 0.9
    assert alpha[24:36, 42:54].mean() > 0.9
    assert alpha[:, :10].mean() < 0.1


def test_what_cannot_be_told_from_its_background_is_refused():
    noise = np.random.default_rng(0).random((96, 96, 3), np.float32)
    with pytest.raises(NothingFound, match="cannot be told"):
        cutout(noise)


def test_unmixed_colours_carry_no_fringe():
    picture, alpha = disc()
    own = unmixed(picture, alpha)
    edge = (alpha > 0.1) & (alpha < 0.9)
    assert np.abs(picture[edge] - (0.9, 0.2, 0.1)).mean() > 0.15
    assert np.abs(own[edge] - (0.9, 0.2, 0.1)).mean() < 0.05
    assert np.allclose(own[alpha == 1], picture[alpha == 1], atol=1e-5)


def test_margin_of_white_paper_is_no_part_of_the_painting():
    picture = np.full((100, 100, 3), 0.4, np.float32)
    assert painted_part(picture) == (slice(None), slice(None))
    picture[:5], picture[-5:], picture[:, :5], picture[:, -5:] = 1, 1, 1, 1
    rows, columns = painted_part(picture)
    assert (rows.start, columns.stop) == (7, 93)


def test_components_are_numbered_apart():
    mask = np.array([[1, 1, 0, 1], [0, 1, 0, 1], [0, 0, 0, 0], [1, 0, 1, 1]], bool)
    label, count = components(mask)
    assert count == 4
    assert len(np.unique(label[mask])) == 4
    assert not label[~mask].any()
    assert label[0, 0] == label[1, 1]
    assert label[0, 3] != label[0, 0]


def test_two_that_touch_are_split_at_the_narrow_place():
    figure = np.zeros((60, 100), np.float32)
    figure[20:50, 10:45] = figure[20:50, 55:90] = 1
    figure[30:34, 45:55] = 1
    one, other = split(figure)
    assert one[40, 20] == 1
    assert other[40, 20] == 0
    assert other[40, 80] == 1
    assert split(np.pad(np.ones((20, 60), np.float32), 10)) == []
