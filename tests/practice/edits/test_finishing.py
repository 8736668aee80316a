"""Edits that draw nothing new: erase, recolour, cut out, enlarge."""

import numpy as np
import pytest
from PIL import Image

from helpers.practice.edits import finishing
from helpers.practice.engine import Order
from helpers.practice.retouch.errors import NothingFound


def order(prompt="", seed=3):
    return Order(prompt, seed=seed)


def moved(a, b):
    return np.abs(a.astype(int) - b.astype(int)).max(-1)


# ---- erase


def test_what_is_erased_is_gone_and_the_rest_stays(scene):
    out = finishing.erase(order(), scene.pixels, scene.figure.astype(np.float32)).pixels
    dark = scene.pixels.max(-1) < 90
    assert (out.max(-1) < 90)[scene.figure & dark].mean() < 0.2  # no more black cat
    assert (moved(out, scene.pixels)[: 192 // 3] == 0).all()
    assert (moved(out, scene.pixels)[~scene.figure] == 0).mean() > 0.85
    assert (finishing.erase(order(), scene.pixels, scene.figure.astype(np.float32)).pixels == out).all()


def test_nothing_is_erased_under_a_black_mask(pixels):
    assert (finishing.erase(order(), pixels, np.zeros((192, 256), np.float32), 20).pixels == pixels).all()


def test_a_picture_may_be_erased_whole(pixels):
    small = pixels[:64, :64]
    assert finishing.erase(order(), small, np.ones((64, 64), np.float32)).pixels.shape == (64, 64, 3)


# ---- recolour


@pytest.mark.parametrize(("colour", "channel"), [("blue", 2), ("red", 0), ("파란색", 2)])
def test_only_what_is_named_gets_the_colour(scene, colour, channel):
    drawing = finishing.search_recolour(order(colour), scene.pixels, "cat")
    changed = moved(drawing.pixels, scene.pixels) > 12
    assert changed[scene.figure].mean() > 0.2
    assert changed[~scene.figure].mean() < 0.02
    rest = [c for c in range(3) if c != channel]
    gain = drawing.pixels[changed].astype(int) - scene.pixels[changed]
    assert gain[:, channel].mean() > gain[:, rest].mean() + 20
    assert drawing.brief.ignored == ()
    assert [meaning for _, meaning in drawing.brief.understood] == [f"colour: {('red', 'x', 'blue')[channel]}"]


def test_a_recoloured_thing_keeps_its_shading(scene):
    out = finishing.search_recolour(order("blue"), scene.pixels, "cat").pixels
    changed = moved(out, scene.pixels) > 12
    before, after = scene.pixels[changed].mean(-1), out[changed].mean(-1)
    assert np.corrcoef(before, after)[0, 1] > 0.8


@pytest.mark.parametrize(("prompt", "select"), [("beautiful", "cat"), ("", "cat"), ("blue", "steam locomotive")])
def test_what_cannot_be_recoloured(prompt, select):
    blank = np.full((96, 96, 3), (90, 140, 60), np.uint8)
    with pytest.raises(NothingFound):
        finishing.search_recolour(order(prompt), blank, select)


# ---- cut out


def test_the_subject_is_cut_out(scene):
    out = finishing.remove_background(scene.pixels).pixels
    assert (out.shape, out.dtype) == ((192, 256, 4), np.uint8)
    inside = out[..., 3] > 128
    assert inside[~scene.figure].mean() < 0.02
    dark = scene.figure & (scene.pixels.max(-1) < 90)
    assert inside[dark].mean() > 0.8
    assert (moved(out[..., :3], scene.pixels)[out[..., 3] == 255] <= 8).mean() > 0.9


def test_what_was_clear_stays_clear(scene):
    given = np.dstack([scene.pixels, np.full((192, 256), 255, np.uint8)])
    given[:, 128:, 3] = 0
    out = finishing.remove_background(given).pixels
    assert (out[:, 128:, 3] == 0).all()


@pytest.mark.parametrize("level", [0, 255])
def test_a_picture_of_nothing_is_cut_out_or_refused(level):
    try:
        assert finishing.remove_background(np.full((96, 96, 3), level, np.uint8)).pixels.shape == (96, 96, 4)
    except NothingFound as error:
        assert len(str(error)) > 10


# ---- enlarge


def test_fast_is_four_times_as_large(pixels):
    small = pixels[:48, :80]
    out = finishing.upscale(order(), small, "fast").pixels
    assert out.shape == (192, 320, 3)
    back = np.asarray(Image.fromarray(out).resize((80, 48), Image.Resampling.BOX), int)
    assert np.abs(back - small).mean() < 4


@pytest.mark.parametrize("way", ["conservative", "creative"])
@pytest.mark.parametrize("shape", [(64, 64), (40, 160), (150, 60), (97, 101)])
def test_the_others_end_at_one_size(pixels, monkeypatch, way, shape):
    monkeypatch.setattr(finishing, "MOST", {"conservative": 300**2, "creative": 330**2})
    given = pixels[: shape[0], : shape[1]]
    out = finishing.upscale(order("a cat"), given, way, 0.3).pixels
    height, width, _ = out.shape
    assert height * width == pytest.approx(finishing.MOST[way], rel=0.03)
    assert width / height == pytest.approx(shape[1] / shape[0], rel=0.03)


def test_a_picture_that_is_large_enough_stays(pixels, monkeypatch):
    monkeypatch.setattr(finishing, "MOST", {"conservative": 100**2})
    assert (finishing.upscale(order(), pixels, "conservative", 0.35).pixels == pixels).all()


def test_the_size_that_bedrock_sends():
    assert finishing.MOST == {"conservative": 3112 * 3112, "creative": 3152 * 3152}


def test_creativity_adds_detail(pixels, monkeypatch):
    monkeypatch.setattr(finishing, "MOST", {"creative": 400**2})
    small = pixels[60:124, 90:154]
    low, high = (finishing.upscale(order(), small, "creative", c).pixels.astype(int) for c in (0.1, 0.5))

    def detail(a):
        return np.abs(np.diff(a.mean(-1), n=2, axis=1)).mean()

    assert detail(high) > 1.05 * detail(low)
    assert (finishing.upscale(order(), small, "creative", 0.5).pixels == high).all()
