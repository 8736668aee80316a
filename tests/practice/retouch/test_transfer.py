import numpy as np
import pytest

from helpers.practice.retouch.palette import recoloured
from helpers.practice.retouch.texture import Grid, grid
from helpers.practice.retouch.transfer import transfer

LUMA = np.array((0.299, 0.587, 0.114), np.float32)


def chance(seed=0):
    return np.random.default_rng(seed)


def landscape(height=128, width=160):
    """A blue sky, a sun, a green hill: (height, width, 3)."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / height
    out = np.stack([0.45 + 0.3 * y, 0.6 + 0.3 * y, 0.95 - 0.1 * y], 2)
    out[(x - 0.3) ** 2 + (y - 0.25) ** 2 < 0.015] = (1, 0.9, 0.5)
    out[y > 0.65 + 0.08 * np.sin(6 * x)] = (0.25, 0.5, 0.2)
    return out


def strokes(height=200, width=180):
    """Slanting strokes in dark red and ochre."""
    y, x = np.mgrid[0:height, 0:width]
    share = (0.5 + 0.5 * np.sin((x + 2 * y) * 0.8)) * (0.3 + 0.7 * x / width)
    return (np.array((0.35, 0.08, 0.05)) + share[..., None] * np.array((0.55, 0.5, 0.25))).astype(np.float32)


def blocks(size=8, count=24, x=0, y=0):
    """Pixel art: a checked slope of a few colours, cut off by (x, y) pixels."""
    rows, columns = np.mgrid[0:count, 0:count]
    tone = ((rows + columns) // 6 + (rows + columns) % 2) / (2 * count / 6 + 1)
    small = np.stack([tone, 0.2 + 0.5 * tone, 0.6 - 0.5 * tone], 2).astype(np.float32)
    return np.kron(small, np.ones((size, size, 1), np.float32))[y:, x:]


def fine(picture):
    """How much of a picture changes from pixel to pixel."""
    return float(np.abs(np.diff(picture @ LUMA, axis=1)).mean())


def alike(a, b):
    """Correlation of light and dark, seen from afar (blocks of 16 pixels)."""
    height, width = (length // 16 * 16 for length in a.shape[:2])
    far = [(p[:height, :width] @ LUMA).reshape(height // 16, 16, width // 16, 16).mean((1, 3)).ravel() for p in (a, b)]
    return float(np.corrcoef(*far)[0, 1])


def test_without_strength_the_picture_comes_back():
    picture = landscape()
    assert np.array_equal(transfer(picture, strokes(), palette=0, texture=0, rng=chance()), picture)


@pytest.mark.parametrize("shape", [(1, 1), (64, 64), (9, 300), (700, 400)])
def test_style_pictures_of_any_size_will_do(shape):
    style = chance(1).random((*shape, 3), np.float32)
    out = transfer(landscape(), style, rng=chance())
    assert out.shape == (128, 160, 3)
    assert out.dtype == np.float32
    assert out.min() >= 0
    assert out.max() <= 1


@pytest.mark.parametrize("shape", [(16, 16), (130, 67)])
def test_pictures_of_any_size_will_do(shape):
    assert transfer(landscape(*shape), strokes(), rng=chance()).shape == (*shape, 3)


@pytest.mark.parametrize("strength", [{"palette": 1.1}, {"texture": -0.1}])
def test_other_strengths_are_refused(strength):
    with pytest.raises(ValueError, match=next(iter(strength))):
        transfer(landscape(), strokes(), rng=chance(), **strength)


def test_the_same_chance_gives_the_same_picture():
    first, again = (transfer(landscape(), strokes(), rng=chance(4)) for _ in range(2))
    assert np.array_equal(first, again)


def test_the_palette_is_taken_over_and_the_subject_stays():
    picture, style = landscape(), strokes()
    out = transfer(picture, style, texture=0, rng=chance())
    assert np.abs(out.mean((0, 1)) - style.mean((0, 1))).max() < 0.12
    assert np.abs(picture.mean((0, 1)) - style.mean((0, 1))).max() > 0.4
    assert alike(out, picture) > 0.7


def test_two_colours_make_a_picture_of_two_colours():
    dark, pale = np.float32((0.1, 0.12, 0.35)), np.float32((0.95, 0.9, 0.75))
    print_ = np.where((np.arange(96) // 24 % 2 == 0)[:, None, None], dark, pale) * np.ones((96, 96, 1), np.float32)
    out = recoloured(landscape(), print_, chance())
    share = ((out - dark) @ (pale - dark) / ((pale - dark) @ (pale - dark)))[..., None]
    assert np.abs(out - (dark + share * (pale - dark))).mean() < 0.02  # all lie on the line between the two
    assert np.ptp(share) > 0.6


def test_a_grey_style_leaves_no_hue():
    grey = np.repeat(chance(2).random((80, 80, 1), np.float32), 3, 2)
    assert np.ptp(recoloured(landscape(), grey, chance()), axis=2).mean() < 0.015


@pytest.mark.parametrize("colour", [(0.8, 0.3, 0.2), (1, 1, 1), (0, 0, 0)])
def test_one_flat_colour_does_not_wipe_the_picture_out(colour):
    picture = landscape()
    out = transfer(picture, np.full((50, 70, 3), colour, np.float32), rng=chance())
    assert alike(out, picture) > 0.95
    assert (out @ LUMA).std() > 0.35 * (picture @ LUMA).std()


def test_a_smooth_slope_stays_smooth():
    slope = np.linspace(0.2, 0.8, 400, dtype=np.float32)[None, :, None] * np.ones((64, 1, 3), np.float32)
    steps = np.diff((recoloured(slope, strokes(), chance()) @ LUMA).mean(0))
    assert steps.min() > -1 / 255
    assert steps.max() < 4 / 255


def test_strokes_are_taken_over_and_the_subject_stays():
    picture = landscape()
    out = transfer(picture, strokes(), rng=chance())
    assert fine(out) > 4 * fine(transfer(picture, strokes(), texture=0, rng=chance()))
    assert alike(out, picture) > 0.7


def test_texture_alone_keeps_the_colours():
    picture = landscape()
    out = transfer(picture, strokes(), palette=0, rng=chance())
    assert fine(out) > 4 * fine(picture)
    assert np.abs(out.mean((0, 1)) - picture.mean((0, 1))).max() < 0.06


def test_half_the_strength_goes_half_the_way():
    picture = landscape()
    some = [transfer(picture, strokes(), texture=texture, rng=chance()) for texture in (0, 0.5, 1)]
    assert np.abs(some[1] - (some[0] + some[2]) / 2).mean() < 0.02
    little = transfer(picture, strokes(), palette=0.01, texture=0.01, rng=chance())
    assert 0 < np.abs(little - picture).mean() < 0.02


def test_blocks_are_found_wherever_they_begin():
    assert grid(blocks(8)) == Grid(8, 0, 0)
    assert grid(blocks(5, x=2, y=1)) == Grid(5, 3, 4)


@pytest.mark.parametrize("picture", [landscape(), strokes(), np.full((64, 64, 3), 0.4, np.float32)])
def test_other_pictures_have_no_blocks(picture):
    assert grid(picture) is None


def test_pixel_art_makes_pixel_art():
    picture = landscape()
    out = transfer(picture, blocks(8, count=20), rng=chance())
    assert grid(out) == Grid(8, 0, 0)
    assert len(np.unique(out[4::8, 4::8].reshape(-1, 3), axis=0)) <= 48
    assert alike(out, picture) > 0.7
