"""What counts as the sky of a picture: all above the line of the land, and nothing below it."""

import numpy as np
import pytest

from helpers.practice import engine
from helpers.practice.engine import Order
from helpers.practice.retouch.cutout import look
from helpers.practice.retouch.find import find


def sky(prompt, seed):
    drawing = engine.draw(Order(prompt, width=512, height=512, steps=20, seed=seed))
    picture = drawing.pixels.astype(np.float32) / 255
    return find(picture, "the sky", look(picture, drawing.known))


# Rows are shares of the height: above the first all of it is sky, below the second nothing.
@pytest.mark.parametrize(
    ("prompt", "seed", "all_sky", "no_sky"),
    [
        ("a lighthouse by the sea", 5, 0.1, 0.55),  # once it went down into the waves
        ("a cabin below a snowy mountain", 4, 0.05, 0.6),
        ("a camel in the desert", 4, 0.3, 0.6),
    ],
)
def test_it_ends_where_the_land_begins(prompt, seed, all_sky, no_sky):
    mask = sky(prompt, seed)
    rows = len(mask)
    assert mask[: int(all_sky * rows)].mean() > 0.9
    assert mask[int(no_sky * rows) :].mean() < 0.03


def test_far_mountains_stay():
    """They are as pale as the sky behind them, and joined to it without an edge."""
    assert 0.2 < sky("a cabin below a snowy mountain", 4).mean() < 0.42


def test_in_brush_strokes_no_line_is_trusted():
    mask = sky("a castle on a hill, oil painting", 6)
    assert mask[:60].mean() > 0.8  # clouds apart
