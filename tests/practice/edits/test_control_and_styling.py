"""A new picture along given lines, and pictures in another one's palette and texture."""

import dataclasses

import numpy as np
import pytest

from helpers.practice import diffusion, engine
from helpers.practice.edits import control, styling
from helpers.practice.engine import Order

CASTLE = Order("a castle", width=256, height=192, steps=10, seed=3)


def along(pixels, kind, strength, **more):
    order = dataclasses.replace(CASTLE, **more)
    return engine.finished(control.follow(order, pixels, kind, strength)).pixels


@pytest.fixture
def one_painting(monkeypatch):
    """Of the paintings along the lines, each of which takes its time, there is but one to choose from."""
    monkeypatch.setattr(control, "PAINTINGS", 1)


def sketch(width=256, height=192):
    """Ink on paper: a box that stands on a line, at the left of it."""
    paper = np.full((height, width, 3), 255, np.uint8)
    for where in (np.s_[150:153, :], np.s_[50:150, 20:23], np.s_[50:150, 110:113], np.s_[50:53, 20:113]):
        paper[where] = 0
    return paper


def differ(a, b):
    return float(np.abs(a.astype(int) - b.astype(int)).mean())


def test_at_strength_0_the_lines_do_not_count():
    square = sketch(256, 256)  # smaller pictures are worked on enlarged
    assert (along(square, "sketch", 0.0) == engine.draw(dataclasses.replace(CASTLE, height=256)).pixels).all()


def test_the_lines_count():
    drawn, mirrored = along(sketch(), "sketch", 1.0), along(sketch()[:, ::-1], "sketch", 1.0)
    assert drawn.shape == (192, 256, 3)
    assert differ(drawn, along(sketch(), "sketch", 0.0)) > 3
    left, right = np.s_[40:150, 15:118], np.s_[40:150, 138:241]
    scenery = np.s_[40:150, 118:138]
    assert differ(drawn[left], mirrored[left]) > 5  # there is a castle at the left in one, none in the other
    assert differ(drawn[right], mirrored[right]) > 5
    assert differ(drawn[scenery], mirrored[scenery]) < differ(drawn[left], mirrored[left])


def test_the_same_order_gives_the_same_pixels(pixels, one_painting):
    first = along(pixels, "structure", 0.7)
    assert (along(pixels, "structure", 0.7) == first).all()
    assert differ(along(pixels, "structure", 0.7, prompt="a red fox in the snow"), first) > 3


@pytest.mark.parametrize("shape", [(149, 121)])
def test_the_picture_has_the_size_of_its_lines(shape, one_painting):
    assert along(sketch()[: shape[0], : shape[1]], "sketch", 0.7).shape == (*shape, 3)


@pytest.mark.parametrize(("kind", "level"), [("sketch", 0), ("sketch", 255), ("structure", 0)])
def test_paper_with_nothing_on_it(kind, level, one_painting):
    out = along(np.full((96, 96, 3), level, np.uint8), kind, 1.0)
    assert out.std() > 5


@pytest.mark.parametrize("prompt", ["five cats, a flurbl and a car"])
def test_any_prompt(prompt, one_painting):
    assert along(sketch(), "sketch", 0.7, prompt=prompt).std() > 5


def test_it_can_be_stopped():
    begun = control.follow(CASTLE, sketch(), "sketch", 0.7)
    assert isinstance(next(begun), diffusion.Step)
    begun.close()
    *steps, last = control.follow(CASTLE, sketch(), "sketch", 0.0)
    assert len(steps) == 10
    assert (last.pixels == along(sketch(), "sketch", 0.0)).all()


# ---- styles


def reds():
    """A picture in reds, with a coarse grain."""
    grain = np.random.default_rng(1).integers(0, 90, (24, 32, 1)).repeat(8, 0).repeat(8, 1)
    return (np.array([200, 60, 40]) - grain * np.array([1, 0.5, 0.3])).clip(0, 255).astype(np.uint8)


def red(picture):
    return float((picture[..., 0].astype(int) - picture[..., 1:].astype(int).mean(-1)).mean())


def test_fidelity_is_how_much_of_the_style_is_taken():
    plain = engine.draw(CASTLE).pixels
    none, half, whole = (
        engine.finished(styling.guided(CASTLE, reds(), fidelity)).pixels for fidelity in (0.0, 0.5, 1.0)
    )
    assert differ(none, plain) <= 1
    assert red(none) < red(half) < red(whole)
    assert red(whole) > red(none) + 30
    assert whole.shape == plain.shape


def test_how_strong_a_transfer_is(pixels):
    def transferred(**more):
        return styling.transferred(Order("", seed=3), pixels, reds(), **more).pixels

    whole = transferred()
    assert (transferred() == whole).all()
    assert whole.shape == pixels.shape
    assert red(transferred(style_strength=0.0)) < red(transferred(style_strength=0.5)) < red(whole)
    assert differ(transferred(style_strength=0.0), pixels) <= 1
    assert differ(transferred(change_strength=0.1), pixels) < differ(whole, pixels)


def test_composition_fidelity_is_how_much_of_the_layout_stays(pixels):
    order = Order("a castle at night", steps=10, seed=3)
    tight, loose = (
        styling.transferred(order, pixels, reds(), composition_fidelity=f, style_strength=0.0).pixels
        for f in (1.0, 0.0)
    )
    assert differ(tight, pixels) <= 1
    assert differ(loose, pixels) > 20
