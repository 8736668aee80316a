import numpy as np
import pytest
from PIL import Image, ImageDraw

from helpers.practice.retouch import upscale as module
from helpers.practice.retouch.upscale import upscale


def drawn(size: int) -> np.ndarray:
    """Discs and slanting lines, sharp as they are seen: (size, size, 3)."""
    fine = Image.new("RGB", (size * 4, size * 4), (120, 170, 210))
    pen = ImageDraw.Draw(fine)
    pen.ellipse((size * 0.4, size * 0.6, size * 2.5, size * 2.7), fill=(230, 120, 40))
    pen.ellipse((size * 1.2, size * 1.1, size * 1.7, size * 1.6), fill=(30, 20, 40))
    pen.line((size * 0.2, size * 3.8, size * 3.8, size * 2.2), fill=(250, 250, 240), width=size // 16)
    pen.polygon((size * 2.8, size * 2, size * 3.2, size * 0.3, size * 3.9, size * 1.8), fill=(40, 90, 50))
    return np.asarray(fine.reduce(4), np.float32) / 255


def resized(picture, width, height, how):
    planes = [
        np.asarray(Image.fromarray(np.ascontiguousarray(picture[..., c])).resize((width, height), how))
        for c in range(3)
    ]
    return np.stack(planes, 2)


def signal_to_noise(picture, truth) -> float:
    return float(-10 * np.log10(((picture.clip(0, 1) - truth) ** 2).mean()))


@pytest.mark.parametrize(("factor", "shape"), [(2, (48, 64)), (1.5, (36, 48)), (3.3, (79, 106)), (4, (96, 128))])
def test_a_picture_becomes_as_large_as_asked(factor, shape):
    out = upscale(drawn(32)[:24], factor)
    assert out.shape == (*shape, 3)
    assert out.dtype == np.float32


def test_a_size_may_be_given_instead_and_the_shape_may_change():
    assert upscale(drawn(32), size=(50, 100)).shape == (100, 50, 3)
    assert upscale(np.full((3, 5, 3), 0.25, np.float32), 4).shape == (12, 20, 3)


@pytest.mark.parametrize(("small", "large"), [(28, 61), (47, 48), (99, 217)])
def test_heights_whose_ratio_is_rounded_down(small, large):
    assert upscale(np.full((small, 20, 3), 0.25, np.float32), size=(40, large)).shape == (large, 40, 3)


def test_once_as_large_is_the_same():
    picture = drawn(40)
    assert np.abs(upscale(picture, 1) - picture).max() < 1e-3


@pytest.mark.parametrize("factor", [0.5, 4.2])
def test_other_factors_are_refused(factor):
    with pytest.raises(ValueError, match="1 to 4 times"):
        upscale(drawn(32), factor)


def test_other_detail_is_refused():
    with pytest.raises(ValueError, match="detail"):
        upscale(drawn(32), 2, detail=1.5)


@pytest.mark.parametrize("factor", [2, 3, 4])
def test_it_is_closer_to_the_large_picture_than_lanczos(factor):
    truth = drawn(144)
    small = resized(truth, 144 // factor, 144 // factor, Image.Resampling.BOX)
    lanczos = resized(small, 144, 144, Image.Resampling.LANCZOS)
    assert signal_to_noise(upscale(small, factor), truth) > signal_to_noise(lanczos, truth) + 0.7


@pytest.mark.parametrize("factor", [1.3, 2, 2.7, 4])
@pytest.mark.parametrize("detail", [0, 1])
def test_shrunk_again_it_agrees_with_the_picture(factor, detail):
    picture = (drawn(96) + np.random.default_rng(1).normal(0, 0.02, (96, 96, 3))).clip(0, 1).astype(np.float32)
    back = resized(upscale(picture, factor, detail=detail), 96, 96, Image.Resampling.BOX)
    assert np.abs(back - picture).mean() < 2 / 255


def test_an_edge_gets_no_halo_and_becomes_steeper():
    picture = np.full((24, 24, 3), 0.2, np.float32)
    picture[:, 12:] = 0.8
    out = upscale(picture, 4)
    assert out.min() > 0.199
    assert out.max() < 0.801
    smooth = resized(picture, 96, 96, Image.Resampling.BICUBIC)
    assert np.diff(out[48, :, 0]).max() > 1.3 * np.diff(smooth[48, :, 0]).max()


def test_what_is_flat_stays_flat_even_with_detail():
    picture = np.tile(np.array((0.3, 0.6, 0.1), np.float32), (40, 30, 1))
    assert np.abs(upscale(picture, 3, detail=1) - picture[0, 0]).max() < 1e-3


def test_strips_leave_no_seams(monkeypatch):
    picture = drawn(120)
    whole = upscale(picture, 2.5)
    monkeypatch.setattr(module, "STRIP", 17)
    assert np.abs(upscale(picture, 2.5) - whole).max() < 3 / 255


def test_detail_is_made_up_where_there_is_texture():
    rng = np.random.default_rng(2)
    picture = np.full((64, 128, 3), 0.5, np.float32)
    picture[:, 64:] += rng.normal(0, 0.04, (64, 64, 1))
    plain, rich = upscale(picture, 4), upscale(picture, 4, detail=1)
    more = np.abs(rich - plain)[..., 1]
    assert more[:, 300:].mean() > 0.008
    assert more[:, :200].mean() < 0.001


def test_chance_decides_on_detail_alone():
    picture = drawn(48) + np.random.default_rng(3).normal(0, 0.03, (48, 48, 1)).astype(np.float32)
    assert np.array_equal(upscale(picture, 2), upscale(picture, 2, rng=np.random.default_rng(5)))
    first, again, other = (upscale(picture, 2, detail=1, rng=np.random.default_rng(seed)) for seed in (5, 5, 6))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
