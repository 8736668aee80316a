"""Painting into pictures: what changes, and above all what does not."""

import dataclasses

import numpy as np
import pytest

from helpers.practice import diffusion, engine
from helpers.practice.edits import inpaint
from helpers.practice.edits import stage as stages
from helpers.practice.engine import Order
from helpers.practice.retouch.errors import NothingFound, NotUnderstood

FOX = Order("a red fox", steps=10, seed=3)


def into(pixels, mask, grow=0, **more):
    return engine.finished(inpaint.inpaint(dataclasses.replace(FOX, **more), pixels, mask, grow)).pixels


def away(mask, by):
    """Where nothing may have changed: farther than so many pixels from the mask."""
    return stages.blurred((stages.grown((mask > 0).astype(np.float32), by) > 0).astype(np.float32), 0.1) == 0


def moved(a, b):
    return np.abs(a.astype(int) - b.astype(int)).max(-1)


@pytest.fixture(scope="module")
def fox(pixels, hole):
    return into(pixels, hole)


def test_only_what_is_under_the_mask_changes(pixels, hole, fox):
    assert (moved(fox, pixels)[away(hole, 4)] == 0).all()
    assert (moved(fox, pixels)[hole == 1] > 12).mean() > 0.3


def test_what_is_painted_is_what_was_asked_for(pixels, hole, fox):
    """A red fox is redder than a meadow."""
    inside = hole == 1
    red = fox[inside].astype(int)[:, 0] - fox[inside].astype(int)[:, 1] > 60
    assert red.mean() > 0.15
    was = pixels[inside].astype(int)
    assert (was[:, 0] - was[:, 1] > 60).mean() < 0.05


def test_a_black_mask_changes_nothing(pixels, hole):
    assert (into(pixels, hole * 0, grow=20) == pixels).all()


def test_a_grey_mask_blends(pixels, hole):
    """A half of the mask is a half of the way."""
    grey, whole = into(pixels, hole * 0.4), into(pixels, np.ones_like(hole))
    assert (moved(grey, pixels)[away(hole, 4)] == 0).all()
    inside = np.zeros(hole.shape, bool)
    inside[100:170, 20:90] = True
    assert 1 < moved(grey, pixels)[inside].mean() < 0.6 * moved(whole, pixels)[inside].mean() + 20


def test_grow_mask_widens(pixels, hole, fox):
    wide = into(pixels, hole, grow=20)
    ring = ~away(hole, 15) & away(hole, 4)
    assert (moved(fox, pixels)[ring] == 0).all()
    assert (moved(wide, pixels)[ring] > 0).mean() > 0.3
    assert (moved(wide, pixels)[away(hole, 44)] == 0).all()


def test_a_soft_edge_stays_soft_when_the_mask_grows(pixels):
    """As a feathered mask meets the usual `grow_mask`: half-way along its slope it is half the way, or little more."""
    stage, width = stages.Stage.of(pixels), pixels.shape[1]
    slope = np.broadcast_to(np.linspace(1, 0, width, dtype=np.float32), pixels.shape[:2])
    assert stage.area(slope, 5, inpaint.FEATHER)[:, stage.width // 2].mean() == pytest.approx(0.5 + 5 / width, abs=0.02)


@pytest.mark.parametrize("where", [np.s_[80:81, :], np.s_[80, 100]], ids=["line", "dot"])
def test_a_mask_that_is_nearly_nothing(pixels, hole, where):
    mask = hole * 0
    mask[where] = 1
    out = into(pixels, mask)
    assert (moved(out, pixels)[away(mask, 4)] == 0).all()


@pytest.mark.parametrize("size", [(65, 83)])
def test_pictures_of_odd_sizes(pixels, size):
    given = pixels[20 : 20 + size[0], 30 : 30 + size[1]]
    mask = np.zeros(size, np.float32)
    mask[30:50, 20:45] = 1
    out = into(given, mask)
    assert out.shape == given.shape
    assert (moved(out, given)[away(mask, 5)] == 0).all()
    assert moved(out, given).max() > 10


def test_what_is_transparent_lies_on_white(pixels, hole):
    clear = np.dstack([pixels, np.full(hole.shape, 255, np.uint8)])
    clear[:40, :, 3] = 0
    out = into(clear, hole)
    assert (out[:40] == 255).all()
    assert (out[40:, 130:] == pixels[40:, 130:]).all()


@pytest.mark.parametrize("prompt", ["two dogs, a flurbl and a castle on a beach"])
def test_any_prompt(pixels, hole, prompt):
    out = into(pixels, hole, prompt=prompt, negative_prompt="dog, castle, meadow, cat, sky")
    assert (moved(out, pixels)[away(hole, 4)] == 0).all()


def test_it_can_be_stopped(pixels, hole, fox):
    begun = inpaint.inpaint(FOX, pixels, hole, 0)
    assert isinstance(next(begun), diffusion.Step)
    begun.close()
    assert (into(pixels, hole) == fox).all()  # the same order, the same pixels


# ---- outpainting


def beyond(pixels, left, right, up, down, creativity=0.5, **more):
    order = dataclasses.replace(FOX, **more)
    return engine.finished(inpaint.outpaint(order, pixels, left, right, up, down, creativity)).pixels


@pytest.mark.parametrize("sides", [(0, 1, 0, 0), (30, 50, 20, 10)])
def test_a_wider_picture_keeps_its_middle(pixels, sides):
    small = pixels[40:168, 60:220]
    left, right, up, down = sides
    out = beyond(small, *sides)
    assert out.shape == (128 + up + down, 160 + left + right, 3)
    assert (out[up : up + 128, left : left + 160] == small).all()


def test_what_is_beyond_goes_on_with_the_picture(pixels):
    """It is a picture, not the edge drawn out, and its colours are those beside it."""
    out = beyond(pixels, 64, 0, 0, 0, 0.2, prompt="").astype(int)
    assert np.abs(np.diff(out[:, :64], axis=1)).mean() > 1
    np.testing.assert_allclose(out[:60, :60].mean((0, 1)), pixels[:60, :60].mean((0, 1)), atol=30)


# ---- searching and replacing


def test_only_what_is_named_is_replaced(scene):
    out = engine.finished(inpaint.search_replace(FOX, scene.pixels, "cat")).pixels
    changed = moved(out, scene.pixels) > 12
    assert changed[scene.figure].mean() > 0.3
    assert changed[: 192 // 3].mean() == 0  # the sky
    assert changed[~scene.figure].mean() < 0.15
    red = out.astype(int)[..., 0] - out.astype(int)[..., 1] > 60
    assert red[scene.figure].mean() > 0.1


def test_what_is_not_there_cannot_be_replaced():
    blank = np.full((128, 128, 3), (90, 140, 60), np.uint8)
    with pytest.raises(NothingFound, match="cat"):
        engine.finished(inpaint.search_replace(FOX, blank, "cat"))


@pytest.mark.parametrize("way", ["inpaint", "search_replace"])
def test_words_that_name_nothing_to_paint_are_refused(way, pixels):
    order = Order("a flurbl", seed=1, steps=10)
    mask = np.ones(pixels.shape[:2], np.float32)
    begun = inpaint.inpaint(order, pixels, mask) if way == "inpaint" else inpaint.search_replace(order, pixels, "it")
    with pytest.raises(NotUnderstood, match=r"flurbl.*name a subject or a scene"):
        next(begun)
