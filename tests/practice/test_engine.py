"""The picture engine as a whole: what changes the picture, and what must not. Small pictures, few steps."""

import dataclasses

import numpy as np
import pytest

from helpers.practice import diffusion, engine
from helpers.practice.engine import Order
from helpers.practice.families.common import SIZE_OF_RATIO

SMALL = Order("a cat in a meadow", width=256, height=192, steps=10, seed=7)


def draw(**more):
    return engine.draw(dataclasses.replace(SMALL, **more))


def differ(a, b):
    return float(np.abs(a.pixels.astype(int) - b.pixels.astype(int)).mean())


@pytest.fixture(scope="module")
def drawn():
    return draw()


def test_a_picture(drawn):
    assert (drawn.pixels.shape, drawn.pixels.dtype) == ((192, 256, 3), np.uint8)
    assert drawn.pixels.std() > 10  # there is something on it


def test_the_same_order_gives_the_same_pixels_whatever_was_drawn_between(drawn):
    draw(prompt="a dog at the beach", seed=3)
    assert (draw().pixels == drawn.pixels).all()


def test_it_does_not_matter_what_is_remembered(drawn):
    for module in (engine, engine.imagination, engine.paintings):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    assert (draw().pixels == drawn.pixels).all()


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 8},
        {"prompt": "a dog in a meadow"},
        {"prompt": "a cat at the beach"},
        {"prompt": "a cat in a meadow at night"},
        {"prompt": "a white cat in a meadow"},
        {"cfg_scale": 1.0},
        {"cfg_scale": 30.0},
        {"steps": 30},
        {"negative_prompt": "cat"},
        {"negative_prompt": "meadow"},
    ],
    ids=str,
)
def test_every_knob_changes_the_picture(drawn, change):
    assert differ(draw(**change), drawn) > 0.1


def test_seeds_give_pictures_that_differ():
    four = [draw(seed=seed) for seed in (1, 2, 3, 2**32 - 1)]
    assert min(differ(a, b) for i, a in enumerate(four) for b in four[:i]) > 2


def test_words_that_say_nothing_change_nothing(drawn):
    assert differ(draw(prompt="A beautiful picture of a cat in a meadow, please"), drawn) == 0


def test_both_languages_mean_the_same(drawn):
    assert differ(draw(prompt="초원의 고양이"), drawn) == 0


@pytest.mark.parametrize("size", SIZE_OF_RATIO.values(), ids=SIZE_OF_RATIO.keys())
def test_the_size_is_what_was_ordered(size):
    """A quarter of each documented size, rounded to what the engine takes, and one whole picture in the other tests."""
    width, height = (max(128, side // 4 // 64 * 64) for side in size)
    assert draw(width=width, height=height).pixels.shape == (height, width, 3)


def test_what_was_understood_and_what_not():
    found = draw(prompt="two flurbl cats on the beach").brief
    assert ("cats", "subject: cat") in found.understood
    assert any(meaning == "scene: beach" for _, meaning in found.understood)
    assert found.ignored == ("flurbl",)


def test_what_the_negative_prompt_names_is_not_in_the_brief():
    found = draw(prompt="a cat and a dog", negative_prompt="dogs").brief
    assert [wanted.subject for wanted in found.subjects] == ["cat"]


@pytest.mark.parametrize("prompt", ["", "flurbl", "🦊", "five cats, a castle and a car", "cat " * 500])
def test_every_prompt_gives_a_picture(prompt):
    assert draw(prompt=prompt).pixels.std() > 5


@pytest.mark.parametrize("sampler", ["K_HEUN", "K_DPMPP_2M", "K_EULER_ANCESTRAL"])
def test_samplers_draw_pictures_that_differ(drawn, sampler):
    other = draw(sampler=sampler)
    assert differ(other, drawn) > 0.05
    assert (draw(sampler=sampler).pixels == other.pixels).all()


def test_a_sampler_nobody_knows():
    with pytest.raises(ValueError, match="sampler is 'EULER'; there are K_EULER, "):
        draw(sampler="EULER")


def test_guidance_drives_contrast():
    spread = [float(draw(cfg_scale=scale).pixels.std()) for scale in (1.0, 7.0, 20.0, 35.0)]
    assert spread == sorted(spread)
    assert spread[-1] > 1.1 * spread[1]


def test_few_steps_are_soft(drawn):
    def detail(drawing):
        return float(np.abs(np.diff(drawing.pixels.astype(int), axis=1)).mean())

    one, two, four = (detail(draw(steps=steps)) for steps in (1, 2, 4))
    assert one <= two < four < detail(drawn)


@pytest.mark.parametrize("steps", [1, 2, 3])
@pytest.mark.parametrize("sampler", ["K_LMS", "K_DPM_2_ANCESTRAL"])
def test_few_steps_of_any_sampler(steps, sampler):
    *told, last = engine.follow(dataclasses.replace(SMALL, steps=steps, sampler=sampler))
    assert len(told) == steps
    assert last.pixels.shape == (192, 256, 3)


def test_the_weights_of_texts_count():
    one, other = (draw(weighted=(("a cat", a), ("a dog", b))) for a, b in ((1.0, 0.2), (0.2, 1.0)))
    assert differ(one, other) > 1
    assert {wanted.subject for wanted in one.brief.subjects} <= {"cat", "dog"}


def test_drawing_can_be_stopped(drawn):
    begun = engine.follow(SMALL)
    assert isinstance(next(begun), diffusion.Step)
    begun.close()
    assert (draw().pixels == drawn.pixels).all()


def test_every_step_can_be_followed(drawn):
    *steps, last = engine.follow(SMALL)
    assert [step.number for step in steps] == list(range(1, 11))
    assert all(isinstance(step, diffusion.Step) for step in steps)
    assert (last.pixels == drawn.pixels).all()
