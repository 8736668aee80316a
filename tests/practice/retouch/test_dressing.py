"""Who is in a picture, what they wear, and other clothes on them."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from helpers.practice.edits import tryon
from helpers.practice.engine import Order, draw
from helpers.practice.retouch import find as finding
from helpers.practice.retouch import garments
from helpers.practice.retouch.cutout import Sight, look
from helpers.practice.retouch.dressing import dressed
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.find import find
from helpers.practice.retouch.garments import Cut
from helpers.practice.retouch.person import faces, read_person
from tests.practice.somebody import FACE, HAND, PERSON, SHIRT, SHOE, SKY, TROUSERS

PICTURE = PERSON.astype(np.float32) / 255


@pytest.fixture(scope="module")
def person():
    return read_person(PICTURE)


@pytest.fixture(scope="module")
def painted():
    """A woman by the painter (192, 192, 3), 0 to 1."""
    return draw(Order("a woman in a meadow", width=192, height=192, steps=6, seed=1)).pixels / np.float32(255)


# ---- who it is


def test_clothes_are_told_apart(person):
    upper, lower, shoes, skin, head = (
        person.on(mask, PICTURE.shape) for mask in (person.upper, person.lower, person.shoes, person.skin, person.head)
    )
    assert upper[SHIRT].mean() > 0.95
    assert lower[TROUSERS].mean() > 0.95
    assert shoes[SHOE].mean() > 0.9
    assert skin[HAND].mean() > 0.6
    assert head[FACE].mean() > 0.95
    for mask in (upper, lower, shoes):
        assert mask[FACE].max() < 0.5
        assert mask[HAND].mean() < 0.2
        assert mask[SKY].max() == 0
    assert np.minimum(upper, lower).mean() < 0.005


def test_the_painters_people_have_faces(painted):
    (first, *_) = faces(painted)
    eyes = painted[round(first.y) - 2 : round(first.y) + 3, :, :].min((0, 2))
    left, right = round(first.x - first.eyes / 2), round(first.x + first.eyes / 2)
    assert eyes[left - 2 : left + 3].min() < 0.25
    assert eyes[right - 2 : right + 3].min() < 0.25


def test_nobody_is_there():
    slope = np.tile(np.linspace(0.2, 0.9, 96, dtype=np.float32)[:, None, None], (1, 96, 3))
    assert read_person(slope, Sight([], False)) is None


def test_what_a_garment_covers(person):
    sleeves = garments.worn(person, Cut("upper", sleeves=True))
    upper = garments.worn(person, Cut("upper"))
    whole = garments.worn(person, Cut("whole"))
    assert (sleeves >= upper).all()
    assert (whole == np.maximum(person.upper, person.lower)).all()
    assert garments.worn(person, Cut("upper", untucked=True)).sum() > upper.sum()
    assert 0.5 * upper.sum() < garments.worn(person, Cut("upper", opened=True)).sum() < 0.95 * upper.sum()
    assert garments.worn(person, Cut("shoes", legs=True)).sum() > person.shoes.sum()


# ---- words


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("the red shirt", "upper"),
        ("T-shirt", "upper"),
        ("a pair of jeans", "lower"),
        ("여자의 치마", "lower"),
        ("원피스를", "whole"),
        ("her shoes", "shoes"),
        ("the sky", None),
        ("a suitcase", None),
        ("바지락", None),
    ],
)
def test_words_for_garments(words, part):
    assert garments.named(words) == part


def test_garments_are_found_by_words(monkeypatch, person):
    monkeypatch.setattr(finding, "read_person", lambda picture, seen: person)
    seen = Sight([], False)
    shirt, trousers = find(PICTURE, "the green shirt", seen), find(PICTURE, "바지", seen)
    assert shirt[SHIRT].mean() > 0.95 > 0.05 > shirt[TROUSERS].mean()
    assert trousers[TROUSERS].mean() > 0.95 > 0.05 > trousers[SHIRT].mean()


def test_a_person_is_found_whole(painted):
    seen = look(painted)
    woman, dress = find(painted, "the woman in a dress", seen), find(painted, "her dress", seen)
    assert 0.02 < woman.mean() < 0.5
    assert 0.2 * woman.sum() < dress.sum() < 0.8 * woman.sum()


# ---- garments in pictures


def shirt(ground=(255, 255, 255), colour=(200, 30, 40), stripes=None):
    """A T-shirt on a plain ground (128, 128, 3), 0 to 1, and where it is."""
    outline = [(38, 28), (52, 24), (64, 30), (76, 24), (90, 28), (112, 48), (101, 62), (91, 54), (91, 108)]
    outline += [(128 - x, y) for x, y in reversed(outline)]
    mask = Image.new("L", (128, 128), 0)
    ImageDraw.Draw(mask).polygon(outline, fill=255)
    cloth = Image.new("RGB", (128, 128), colour)
    for y in range(0, 128, 12) if stripes else ():
        ImageDraw.Draw(cloth).rectangle([0, y, 128, y + 5], fill=stripes)
    picture = Image.new("RGB", (128, 128), ground)
    picture.paste(cloth, mask=mask)
    return np.asarray(picture, np.float32) / 255, np.asarray(mask) > 0


def overlap(a, b):
    return float(np.minimum(a, b).sum() / np.maximum(a, b).sum())


@pytest.mark.parametrize("stripes", [None, (250, 250, 250)])
def test_a_garment_on_a_plain_ground(monkeypatch, stripes):
    monkeypatch.setattr(garments, "look", lambda picture: Sight([], False))
    monkeypatch.setattr(garments, "read_person", lambda picture, seen: None)
    picture, truth = shirt(stripes=stripes)
    assert overlap(garments.shown(picture, "upper"), truth.astype(float)) > 0.9


@pytest.mark.parametrize(("part", "row"), [("upper", 0), ("lower", 1), ("shoes", 2)])
def test_of_several_garments_the_one_that_is_meant(monkeypatch, part, row):
    monkeypatch.setattr(garments, "look", lambda picture: Sight([], False))
    picture = np.ones((120, 120, 3), np.float32)
    for k in range(3):
        picture[10 + 40 * k : 35 + 40 * k, 40:80] = ((0.8, 0.1, 0.1), (0.1, 0.1, 0.8), (0.1, 0.5, 0.1))[k]
    mask = garments.shown(picture, part)
    assert mask[10 + 40 * row : 35 + 40 * row, 42:78].mean() > 0.95
    assert mask.sum() == pytest.approx(25 * 40, rel=0.15)


def test_cloth_alone_is_taken_whole():
    assert (garments.shown(np.full((64, 80, 3), 0.4, np.float32), "upper") == 1).all()


def test_what_somebody_wears_can_be_taken_over(monkeypatch, person):
    monkeypatch.setattr(garments, "look", lambda picture: Sight([], False))
    monkeypatch.setattr(garments, "read_person", lambda picture, seen: person)
    mask = garments.shown(PICTURE, "lower")
    assert mask[TROUSERS].mean() > 0.95
    assert mask[SHIRT].mean() < 0.05


# ---- other clothes


def put_on(picture, part, reference, garment):
    return dressed(picture, part, reference, garment, np.random.default_rng(1))


def test_pattern_comes_from_the_cloth_and_shading_stays():
    y, x = np.mgrid[:96, :96].astype(np.float32)
    part = ((np.abs(x - 48) < 30) & (np.abs(y - 48) < 36)).astype(np.float32)
    shade = 0.6 + 0.4 * x / 96
    picture = np.dstack([0.2 * shade, 0.7 * shade, 0.9 * shade]).astype(np.float32)
    cloth, truth = shirt(colour=(200, 30, 40), stripes=(240, 220, 60))
    got = put_on(picture, part, cloth, truth.astype(np.float32))
    assert (got[part == 0] == picture[part == 0]).all()
    inside = got[20:76, 26:70]
    assert inside[..., 0].mean() > 2 * inside[..., 2].mean()
    down, across = inside[..., 1].mean(1), inside.mean((0, 2))
    assert np.abs(np.diff(down)).max() > 0.05  # there are stripes across
    assert across[-8:].mean() > 1.15 * across[:8].mean()  # and it is darker at the left


def test_a_pattern_that_was_worn_before_does_not_shine_through():
    y, _ = np.mgrid[:96, :96]
    stripes = np.where((y // 8 % 2 == 0)[..., None], (0.9, 0.9, 0.9), (0.1, 0.2, 0.6)).astype(np.float32)
    part = np.ones((96, 96), np.float32)
    red = np.full((40, 40, 3), (0.8, 0.2, 0.2), np.float32)
    got = put_on(stripes, part, red, np.ones((40, 40), np.float32))
    assert np.median(np.abs(got - np.median(got, (0, 1)))) < 0.02


def test_nothing_is_put_on_nothing():
    assert (put_on(PICTURE, np.zeros((320, 320), np.float32), PICTURE, np.ones((320, 320))) == PICTURE).all()


def test_night_dims_the_cloth():
    red, part = np.full((20, 20, 3), (0.9, 0.2, 0.2), np.float32), np.zeros((60, 60), np.float32)
    part[20:40, 20:40] = 1
    day, night = (
        put_on(np.full((60, 60, 3), light, np.float32), part, red, np.ones((20, 20), np.float32))[30, 30].mean()
        for light in ((0.85, 0.9, 0.95), (0.1, 0.12, 0.25))
    )
    assert night < 0.75 * day


def test_the_ways_to_merge(person):
    fitting = tryon.Fitting(person.on(person.upper, PICTURE.shape), np.zeros((320, 320)), "upper")
    red = tryon.garment_in(np.full((40, 40, 3), (220, 30, 40), np.uint8), "upper")
    order = Order("", seed=1)
    kinds = ("BALANCED", "SEAMLESS", "DETAILED")
    balanced, seamless, detailed = (tryon.tried_on(order, PERSON, fitting, red, kind).pixels for kind in kinds)
    for got in (balanced, seamless, detailed):
        assert got[SHIRT].reshape(-1, 3).mean(0)[0] > 150
        assert (got[FACE] == PERSON[FACE]).all()
    between = [(np.abs(p.astype(int) - PERSON).max(-1) > 2).sum() for p in (detailed, balanced, seamless)]
    assert between == sorted(between)


def test_no_shoes_are_seen(monkeypatch, person):
    monkeypatch.setattr(tryon, "read_person", lambda picture, seen: person)
    monkeypatch.setattr(tryon.garments, "worn", lambda person, cut: np.zeros_like(person.upper))
    with pytest.raises(NothingFound, match=r"no such garment \(feet\).*imageBasedMask"):
        tryon.for_garment(PERSON, Cut("shoes"))
