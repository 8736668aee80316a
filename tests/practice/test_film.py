"""Films of practice mode, and what notebook 03 shows beside them: small pictures, a set of tiny paintings."""

import html
import re

import numpy as np
import pytest

from helpers.practice import engine
from helpers.practice.engine import Order
from helpers.practice.film import film
from helpers.practice.paintings import paintings_of

pytestmark = pytest.mark.usefixtures("english")

PROMPT = "a red fox in a snowy forest"
SMALL = {"width": 256, "height": 192, "seed": 7}


@pytest.fixture(scope="module")
def fox():
    return film(PROMPT, **SMALL)


def alts(page):
    return [html.unescape(alt) for alt in re.findall(r'alt="([^"]*)"', page)]


def test_a_film_is_the_drawing_itself(fox):
    assert [step.number for step in fox.steps] == list(range(1, 31))
    assert (fox.pixels == engine.draw(Order(PROMPT, **SMALL)).pixels).all()
    assert fox.image.size == (256, 192)


def test_frames_have_the_size_that_diffusion_worked_at(fox):
    assert fox.noisy(1).size == fox.guess(1).size == (8, 6)
    assert fox.noisy(30).size == fox.guess(30).size == (32, 24)


def test_the_noise_goes_and_the_guess_stays(fox):
    def apart(number):
        return np.abs(np.asarray(fox.noisy(number), float) - np.asarray(fox.guess(number), float)).mean()

    assert apart(2) > 40
    assert apart(30) < 2


@pytest.mark.parametrize("number", [0, 31])
def test_no_such_step(fox, number):
    with pytest.raises(IndexError, match=f"step {number} .* 1 to 30"):
        fox.guess(number)


def test_an_interrupted_drawing_took_the_same_way(fox):
    early = film(PROMPT, until=5, **SMALL)
    assert (len(early.steps), early.pixels, early.image) == (5, None, None)
    assert early.guess(5) == fox.guess(5)
    assert len(early.strip().frames) == 5


def test_interrupted_before_it_began():
    with pytest.raises(ValueError, match="until is 0"):
        film(PROMPT, until=0)


def test_a_film_that_starts_from_a_picture(fox):
    again = film("a red fox at night", start=fox.image, strength=0.3, steps=20)
    assert len(again.steps) == 6
    assert again.image.size == fox.image.size


def test_a_film_shows_itself(fox):
    shown = fox._repr_mimebundle_()
    assert shown["text/plain"] == f"<Film of {PROMPT!r}, 30 steps, seed 7>"
    page = shown["text/html"]
    assert re.findall(r"step (\d+), σ", page) == ["1", "7", "13", "18", "24", "30"]
    assert len(alts(page)) == 12
    assert alts(page)[-1] == "best guess of the clean picture in step 30 of 30"
    assert PROMPT in page


def test_a_strip_of_chosen_steps(fox):
    assert [frame.caption[:7] for frame in fox.strip([3, 20]).frames] == ["step 3,", "step 20"]


def test_paintings():
    foxes = paintings_of(PROMPT, 4, size=32, seed=1)
    assert (foxes.shape, foxes.dtype) == ((4, 32, 32, 3), np.float32)
    assert -1 <= foxes.min() < -0.3 < 0.3 < foxes.max() <= 1
    assert all(np.abs(one - other).mean() > 0.01 for i, one in enumerate(foxes) for other in foxes[:i])
    assert (foxes == paintings_of(PROMPT, 4, size=32, seed=1)).all()
    assert (foxes != paintings_of(PROMPT, 4, size=32, seed=2)).any()


def test_no_paintings():
    with pytest.raises(ValueError, match="count is 0"):
        paintings_of(PROMPT, 0)


def test_words_that_were_left_out_are_named():
    short = film("a cat and a quick flurbl", width=128, height=128, steps=3, until=1)
    assert short.ignored == ("quick", "flurbl")
    assert "quick, flurbl" in short.strip().as_html()
    assert "Left out" not in film("a cat", width=128, height=128, steps=3, until=1).strip().as_html()


@pytest.mark.parametrize("wrong", [{"steps": 0}, {"width": 100}, {"height": 0}])
def test_a_picture_that_cannot_be_drawn_is_one_sentence(wrong):
    with pytest.raises(ValueError, match=rf"{next(iter(wrong))} is {next(iter(wrong.values()))}"):
        film("a cat", **wrong)
