"""Everything the painter can draw, each by the same few rules. New drawings are tested without a line more."""

from functools import cache

import numpy as np
import pytest
from PIL import Image

from helpers.practice.brief import read
from helpers.practice.painter import scenes, styles, subjects
from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.light import Light, Setting

SUBJECTS, SCENES, STYLES = subjects.load(), scenes.load(), styles.load()
RED, BLUE = (214, 48, 49), (47, 109, 213)
SEEN = 0.1  # alpha from which on a pixel shows


@cache
def draw(name, seed=1, pixels=64, wish=None):
    """A drawing that the tests share: none may change it."""
    canvas = Canvas.square(pixels)
    SUBJECTS[name].draw(canvas, np.random.default_rng(seed), wish)
    return canvas


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_subject_is_inside_its_sheet(name):
    for seed, wish in ((1, None), (2, RED)):
        canvas = draw(name, seed, wish=wish)
        covered = canvas.alpha > SEEN
        assert covered.mean() > 0.02, "hardly anything is drawn"
        edge = np.concatenate([covered[0], covered[-1], covered[:, 0], covered[:, -1]])
        assert not edge.any(), f"seed {seed} touches the edge"
        assert np.isfinite(canvas.rgb).all()
        assert canvas.alpha.min() >= 0
        assert canvas.alpha.max() <= 1 + 1e-5


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_subject_is_the_same_at_every_size(name):
    small, large = draw(name, pixels=64), draw(name, pixels=256)
    shrunk = large.alpha.reshape(64, 4, 64, 4).mean((1, 3))
    assert np.abs(shrunk - small.alpha).mean() < 0.03  # spokes are thin
    shrunk = large.rgb.reshape(64, 4, 64, 4, 3).mean((1, 3))
    assert np.abs(shrunk - small.rgb).mean() < 0.03


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_wish_changes_the_colour_and_not_the_shape(name):
    plain, red, blue = draw(name), draw(name, wish=RED), draw(name, wish=BLUE)
    assert np.abs(red.rgb - blue.rgb).max() > 0.1
    assert np.abs(plain.alpha - red.alpha).mean() < 0.01


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_facts_of_a_subject(name):
    subject = SUBJECTS[name]
    assert subject.en
    assert subject.ko
    assert all(word.isascii() for word in subject.en)
    assert not any(word.isascii() for word in subject.ko)
    assert subject.scenes
    assert set(subject.scenes) <= set(SCENES)
    assert subject.size > 0
    assert subject.where in ("ground", "water", "air")


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_subject_is_understood_by_its_first_words(name):
    for word in (SUBJECTS[name].en[0], SUBJECTS[name].ko[0]):
        assert [wanted.subject for wanted in read(word).subjects] == [name]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("table", [SUBJECTS, SCENES, STYLES], ids=["subjects", "scenes", "styles"])
def test_no_word_belongs_to_two(table, language):
    owners = {}
    for entry in table.values():
        for word in set(getattr(entry, language)):
            owners.setdefault(word.lower().replace("-", " "), set()).add(entry.name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("table", [SCENES, STYLES], ids=["scenes", "styles"])
def test_every_entry_has_words_in_both_languages(table):
    assert [name for name, entry in table.items() if not (entry.en and entry.ko)] == []


SHAPES = [(64, 64), (112, 64), (64, 112)]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: "x".join(map(str, shape)))
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_fills_the_canvas(name, shape):
    width, height = shape
    for setting in (Setting("day", "clear", "summer"), Setting("night", "snow", "winter")):
        canvas = Canvas(width, height, height / 100)
        place = SCENES[name].paint(canvas, np.random.default_rng(1), Light(setting, np.random.default_rng(2)))
        assert canvas.alpha.min() > 0.99
        assert np.isfinite(canvas.rgb).all()
        assert canvas.rgb.std() > 0.01
        for band in filter(None, (place.ground, place.air, place.water)):
            assert 0 <= band[0] <= band[1] <= 110


@pytest.mark.parametrize("name", SCENES)
def test_night_is_darker_than_day(name):
    def brightness(time):
        canvas = Canvas(64, 64, 0.64)
        light = Light(Setting(time, "clear", "summer"), np.random.default_rng(2))
        SCENES[name].paint(canvas, np.random.default_rng(1), light)
        return canvas.rgb.mean()

    assert brightness("night") <= brightness("day") + 0.02


@pytest.fixture(scope="module")
def painting():
    """A plain picture with something on it."""
    canvas = Canvas(96, 64, 0.64)
    light = Light(Setting("day", "clear", "summer"), np.random.default_rng(2))
    SCENES["meadow"].paint(canvas, np.random.default_rng(1), light)
    return canvas.rgb.clip(0, 1)


@pytest.mark.parametrize("shape", [(64, 96), (96, 64), (64, 64)], ids=str)
@pytest.mark.parametrize("name", STYLES)
def test_a_style_keeps_shape_and_range(name, painting, shape):
    height, width = shape
    source = np.asarray(Image.fromarray((painting * 255).astype(np.uint8)).resize((width, height)), np.float32) / 255
    before = source.copy()
    styled = STYLES[name].apply(source, height / 100, np.random.default_rng(1))
    assert styled.shape == source.shape
    assert np.isfinite(styled).all()
    outside = (styled < -0.05) | (styled > 1.05)  # the caller cuts it off: a little is no harm
    assert outside.mean() < 0.25
    assert np.abs(styled - source).mean() > 0.005, "it changes nothing"
    assert (source == before).all(), "it painted over what it was given"


@pytest.mark.parametrize("name", STYLES)
def test_a_style_is_the_same_with_the_same_chance(name, painting):
    first, again = (STYLES[name].apply(painting.copy(), 0.64, np.random.default_rng(1)) for _ in range(2))
    assert (first == again).all()
