"""Moods: each shows at a glance, and none hides what the picture is of."""

import numpy as np
import pytest

from helpers.practice.painter.moods import MOODS

GREY = {"monochrome", "sepia"}
RED, GREEN, BLUE = (0.84, 0.19, 0.19), (0.24, 0.60, 0.33), (0.18, 0.43, 0.84)


@pytest.fixture(scope="module")
def picture():
    """A red, a green and a blue thing between a pale sky and dark ground."""
    down = np.linspace(0.85, 0.2, 96, dtype=np.float32)[:, None, None]
    out = np.repeat(down, 128, 1) * np.array([0.9, 1.0, 1.05], np.float32)
    for i, colour in enumerate((RED, GREEN, BLUE)):
        out[36:66, 22 + 30 * i : 42 + 30 * i] = colour
    return out.clip(0, 1)


def things(picture):
    """The mean colour of each of the three."""
    return [picture[40:62, 25 + 30 * i : 39 + 30 * i].mean((0, 1)) for i in range(3)]


@pytest.mark.parametrize("name", MOODS)
def test_a_mood_keeps_shape_range_and_source(name, picture):
    before = picture.copy()
    graded = MOODS[name].apply(picture, 1.0)
    assert graded.shape == picture.shape
    assert graded.dtype == np.float32
    assert graded.min() >= 0
    assert graded.max() <= 1
    assert (picture == before).all()
    assert (graded == MOODS[name].apply(picture, 1.0)).all()


@pytest.mark.parametrize("name", MOODS)
def test_a_mood_shows_and_grows_with_its_amount(name, picture):
    none, half, whole = (np.abs(MOODS[name].apply(picture, a) - picture).mean() for a in (0.0, 0.5, 1.0))
    assert none < 1e-6
    assert whole > 0.025, "nobody would see it"
    assert half == pytest.approx(whole / 2, rel=0.15)


def test_no_two_moods_are_alike(picture):
    graded = {name: mood.apply(picture, 1.0) for name, mood in MOODS.items()}
    names = sorted(graded)
    close = [(a, b) for i, a in enumerate(names) for b in names[:i] if np.abs(graded[a] - graded[b]).mean() < 0.02]
    assert close == []


@pytest.mark.parametrize("name", sorted(set(MOODS) - GREY))
def test_a_named_colour_stays_what_it_is(name, picture):
    graded = things(MOODS[name].apply(picture, 1.0))
    assert [int(colour.argmax()) for colour in graded] == [0, 1, 2]
    assert min(float(colour.max() - colour.min()) for colour in graded) > 0.08


@pytest.mark.parametrize("name", sorted(GREY))
def test_without_colours_all_things_have_one_hue(name, picture):
    shares = [colour / colour.sum() for colour in things(MOODS[name].apply(picture, 1.0))]
    assert max(float(np.abs(a - b).max()) for a in shares for b in shares) < 0.06


@pytest.mark.parametrize("name", MOODS)
def test_the_subject_stands_out_still(name, picture):
    def contrast(picture):
        light = picture @ np.array([0.299, 0.587, 0.114], np.float32)
        return float(light[:30].mean() - light[-30:].mean())

    assert contrast(MOODS[name].apply(picture, 1.0)) > 0.4 * contrast(picture)


@pytest.mark.parametrize(("lighter", "darker"), [("cheerful", "mysterious"), ("pastel", "gloomy"), ("dreamy", "neon")])
def test_bright_moods_are_brighter_than_dark_ones(lighter, darker, picture):
    assert MOODS[lighter].apply(picture).mean() > MOODS[darker].apply(picture).mean() + 0.05


def test_night_stays_darker_than_day(picture):
    night = picture * np.array([0.35, 0.4, 0.6], np.float32)
    for mood in MOODS.values():
        assert mood.apply(night).mean() < mood.apply(picture).mean() - 0.04, mood.name


def test_warm_is_warmer_and_cold_is_colder(picture):
    def warmth(picture):
        return float(picture[..., 0].mean() - picture[..., 2].mean())

    assert warmth(MOODS["warm"].apply(picture)) > warmth(picture) + 0.05
    assert warmth(MOODS["cold"].apply(picture)) < warmth(picture) - 0.05


def test_words_are_lower_case_in_their_language_and_belong_to_one_mood():
    for language in ("en", "ko"):
        owners = {}
        for name, mood in MOODS.items():
            assert mood.name == name
            assert getattr(mood, language)
            for word in getattr(mood, language):
                assert word == word.lower().strip()
                assert word.isascii() == (language == "en"), word
                owners.setdefault(word, []).append(name)
        assert {word: names for word, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("shape", [(8, 8), (64, 112), (112, 64)], ids=str)
def test_every_shape_will_do(shape):
    picture = np.random.default_rng(1).random((*shape, 3), dtype=np.float32)
    for mood in MOODS.values():
        assert np.isfinite(mood.apply(picture)).all()
