"""Finding what words name, in English and Korean."""

import numpy as np
import pytest

from helpers.practice.engine import Order, draw
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.find import find
from helpers.practice.retouch.likeness import near_colour
from helpers.practice.retouch.pixels import lab


@pytest.fixture(scope="module")
def pair():
    order = Order(prompt="a red car and a snowman on a meadow", seed=5, width=192, height=128, steps=5)
    return draw(order).pixels.astype(np.float32) / 255


@pytest.fixture(scope="module")
def car(pair):
    return find(pair, "the red car")


@pytest.fixture(scope="module")
def snowman(pair):
    return find(pair, "the snowman")


def middle(mask):
    """The mean column of what is under a mask, 0 to 1."""
    return float((mask.sum(0) * np.linspace(0, 1, mask.shape[1])).sum() / mask.sum())


def test_each_of_two_is_found_by_its_name_in_both_languages(pair, car, snowman):
    assert np.minimum(car, snowman).sum() < 0.1 * min(car.sum(), snowman.sum())
    assert np.abs(find(pair, "빨간 자동차") - car).mean() < 0.01
    assert np.abs(find(pair, "눈사람") - snowman).mean() < 0.01
    red = near_colour(lab(pair), "red")
    assert (red * car).sum() > 3 * (red * snowman).sum()


def test_a_colour_alone_names_the_figure_that_has_it(pair, car):
    assert abs(middle(find(pair, "the red one")) - middle(car)) < 0.05


def test_scenery_is_where_it_belongs(pair):
    sky, grass = find(pair, "하늘"), find(pair, "the grass")
    assert sky[:6].mean() > 0.8
    assert sky[-16:].mean() < 0.05
    assert grass[-8:].mean() > 0.5
    assert grass[:24].mean() < 0.05


def test_background_is_all_but_the_figures(pair, car):
    background = find(pair, "배경")
    assert background.shape == pair.shape[:2]
    assert background[car > 0.9].mean() < 0.15
    assert background[:6].mean() > 0.95


def test_what_is_not_there_is_refused_with_a_way_out(pair):
    with pytest.raises(NothingFound, match=r"sand.*draw a mask"):
        find(pair, "the sand")
    with pytest.raises(NothingFound, match="xylophone"):
        find(pair, "the xylophone")


@pytest.mark.parametrize("words", ["a giraffe", "자전거"])
def test_another_subject_is_refused_where_the_painter_would_know_it(pair, words):
    with pytest.raises(NothingFound, match="none fits"):
        find(pair, words)


def test_general_words_take_what_stands_out(pair, snowman):
    both = find(pair, "물건을")
    assert both.sum() > 1.2 * snowman.sum()


def test_in_a_photograph_its_one_subject_is_what_was_named():
    picture = np.full((96, 96, 3), (0.75, 0.72, 0.65), np.float32)
    picture[40:72, 34:64] = (0.9, 0.3, 0.1)
    assert find(picture, "the xylophone")[56, 48] > 0.9
    assert find(picture, "the cat")[56, 48] > 0.9


@pytest.mark.parametrize(
    ("rgb", "name"), [((0.9, 0.1, 0.1), "red"), ((0.95, 0.95, 0.95), "white"), ((0.1, 0.3, 0.8), "blue")]
)
def test_colours_are_near_their_names(rgb, name):
    colour = lab(np.array(rgb, np.float32)[None])
    assert near_colour(colour, name)[0] > 0.6
    assert near_colour(colour, "green")[0] < 0.2
