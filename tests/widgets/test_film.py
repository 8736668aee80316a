"""`StepSlider` without a browser: what each step shows, and that the play button and the slider go together."""

import re

import pytest

from helpers.practice.film import film
from helpers.widgets import StepSlider

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def fox():
    return film("a red fox", width=256, height=256, steps=8)


def caption(frame):
    return re.search("<figcaption>(.*?)</figcaption>", frame.value)[1]


def test_it_begins_with_noise(fox):
    steps = StepSlider(fox)
    assert (steps.slider.min, steps.slider.value, steps.slider.max) == (1, 1, 8)
    assert caption(steps.noisy).startswith("noisy picture after step 1 of 8")
    assert caption(steps.guess) == "best guess of the clean picture in step 1 of 8"


def test_the_frames_follow_the_slider(fox):
    steps = StepSlider(fox)
    first = steps.noisy.value, steps.guess.value
    steps.slider.value = 8
    assert caption(steps.noisy).endswith("step 8 of 8, σ = 0.00")
    assert steps.noisy.value != first[0]
    assert steps.guess.value != first[1]
    steps.slider.value = 1
    assert (steps.noisy.value, steps.guess.value) == first


def test_frames_can_be_read_aloud(fox):
    steps = StepSlider(fox)
    assert f'alt="{caption(steps.guess)}"' in steps.guess.value


def test_play_covers_all_steps(fox):
    steps = StepSlider(fox)
    assert (steps.play.min, steps.play.value, steps.play.max) == (1, 1, 8)


def test_an_interrupted_film():
    steps = StepSlider(film("a red fox", width=256, height=256, until=3))
    steps.slider.value = 99  # the slider keeps to what there is
    assert steps.slider.value == 3
    assert "step 3 of 3" in caption(steps.guess)


def test_it_speaks_korean(fox, monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", "ko")
    steps = StepSlider(fox)
    assert steps.slider.description == "단계"
    assert caption(steps.guess) == "8단계 중 1단계에서 추정한 깨끗한 그림"
