"""Maps of areas in flat colours: which shapes they show, and what is no map."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from helpers.practice.retouch.areas import read_areas


def map_of(kind=None):
    """Sky over land, a disc at the left and a box at the right, both standing on the land."""
    image = Image.new("RGB", (256, 192), (60, 120, 200))
    pen = ImageDraw.Draw(image)
    pen.rectangle([0, 120, 256, 192], fill=(60, 160, 70))
    pen.ellipse([30, 60, 90, 150], fill=(200, 60, 60))
    pen.rectangle([170, 90, 220, 150], fill=(230, 220, 80))
    if kind == "jpeg":
        out = io.BytesIO()
        image.save(out, "JPEG", quality=80)
        image = Image.open(out)
    elif kind == "soft":
        image = image.filter(ImageFilter.GaussianBlur(1))
    return np.asarray(image, np.float32) / 255


@pytest.mark.parametrize("kind", [None, "jpeg", "soft"])
def test_shapes_and_the_line_of_the_land(kind):
    layout = read_areas(map_of(kind))
    large, small = layout.silhouettes
    np.testing.assert_allclose(large.box, (30 / 256, 60 / 192, 90 / 256, 150 / 192), atol=0.02)
    np.testing.assert_allclose(small.box, (170 / 256, 90 / 192, 220 / 256, 150 / 192), atol=0.02)
    np.testing.assert_allclose(layout.skyline, 120 / 192, atol=0.02)  # behind the two it goes on
    assert layout.edges.shape == large.mask.shape == (128, 171)
    assert 0.005 < layout.edges.mean() < 0.1


def test_one_colour_is_a_map_with_nothing_on_it():
    layout = read_areas(np.full((64, 96, 3), 0.5, np.float32))
    assert layout.silhouettes == ()
    assert layout.skyline is None


def test_what_has_shades_is_no_map():
    slope = np.tile(np.linspace(0, 1, 200, dtype=np.float32)[:, None, None], (1, 200, 3))
    noise = np.random.default_rng(1).random((100, 100, 3)).astype(np.float32)
    assert read_areas(slope) is None
    assert read_areas(noise) is None
