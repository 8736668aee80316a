"""What is measured on real pictures of practice mode orders them as a person would."""

import numpy as np
import pytest
from PIL import Image, ImageFilter, ImageOps

from helpers import BadValue, ImageRequest, client
from helpers.experiments.measures import likeness, mean_likeness, measure

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def foxes(tmp_path_factory):
    """One prompt, three seeds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMAGE_WORKSHOP_PICTURES", str(tmp_path_factory.mktemp("foxes")))
        connection = client.opened("practice")
        return [connection.draw(ImageRequest("a red fox in the snow", seed=seed)) for seed in (1, 2, 3)]


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMAGE_WORKSHOP_PICTURES", str(tmp_path_factory.mktemp("city")))
        return client.opened("practice").draw(ImageRequest("a city street at night, neon", seed=1))


@pytest.fixture
def fox(foxes):
    return foxes[0].image.convert("RGB")


def test_a_blurred_copy_is_less_sharp_and_the_more_so_the_more_it_is_blurred(fox):
    sharp = [measure(fox.filter(ImageFilter.GaussianBlur(radius))).sharpness for radius in (0, 1, 2, 4)]
    assert sharp == sorted(sharp, reverse=True) and sharp[0] > 5 * sharp[2]


def test_sizes_compare(fox):
    whole, half = measure(fox).sharpness, measure(fox.resize((fox.width // 2, fox.height // 2))).sharpness
    assert 0.7 < half / whole < 1.3


def test_grey_has_no_colour_and_pale_less_than_bright(fox):
    grey, pale, own = (
        measure(image).colourfulness
        for image in (fox.convert("L"), Image.blend(fox.convert("L").convert("RGB"), fox, 0.5), fox)
    )
    assert grey == pytest.approx(0, abs=1e-6) and 0 < pale < own


def test_colourfulness_is_hasler_and_susstrunks():
    # half pure red, half pure blue: rg is 255 and 0, yb is 127.5 and -255
    image = Image.new("RGB", (64, 64), (255, 0, 0))
    image.paste((0, 0, 255), (32, 0, 64, 64))
    spread, mean = np.hypot(255 / 2, (127.5 + 255) / 2), np.hypot(255 / 2, (127.5 - 255) / 2)
    assert measure(image).colourfulness == pytest.approx(spread + 0.3 * mean, rel=0.02)  # the edge is soft


def test_brightness_and_contrast(fox, city):
    assert measure(fox.point(lambda v: v // 2)).brightness < measure(fox).brightness
    assert measure(city).brightness < measure(fox).brightness  # night, and snow
    for colour, brightness in (("black", 0), ("white", 1)):
        flat = measure(Image.new("RGB", (10, 20), colour))
        assert flat.brightness == pytest.approx(brightness) and flat.contrast == pytest.approx(0)
    halves = Image.new("L", (512, 512))
    halves.paste(255, (256, 0, 512, 512))
    assert measure(halves).contrast == pytest.approx(0.5)
    assert set(measure(halves).row()) == {"sharpness", "colourfulness", "brightness", "contrast"}


def test_likeness_falls_from_the_same_picture_to_another_seed_to_another_prompt(foxes, city):
    same, seed, prompt = (likeness(foxes[0], other) for other in (foxes[0], foxes[1], city))
    assert (same.structure, same.colour, same.mean) == pytest.approx((1, 1, 1))
    assert 1 > seed.mean > prompt.mean > 0
    assert 1 > seed.structure > prompt.structure and seed.colour > prompt.colour


def test_what_each_part_of_likeness_sees(fox):
    turned, grey, blurred = ImageOps.mirror(fox), fox.convert("L"), fox.filter(ImageFilter.GaussianBlur(2))
    assert likeness(fox, turned).colour == pytest.approx(1, abs=0.01) and likeness(fox, turned).structure < 0.8
    assert likeness(fox, grey).structure > 0.98 and likeness(fox, grey).colour < 0.8
    assert likeness(fox, blurred).mean > 0.95
    assert likeness(fox, ImageOps.invert(fox)).structure == 0


def test_it_is_the_same_from_either_side_and_in_any_size(foxes, city):
    assert likeness(foxes[0], city) == likeness(city, foxes[0])
    small = foxes[0].image.resize((300, 200))
    assert likeness(foxes[0], small).mean > 0.95


def test_how_little_the_seed_matters(foxes, city):
    assert mean_likeness([foxes[0]] * 3) == pytest.approx(1)
    assert 1 > mean_likeness(foxes) > mean_likeness([foxes[0], city])
    with pytest.raises(BadValue):
        mean_likeness(foxes[:1])


def test_what_is_transparent_is_white():
    clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    assert measure(clear).brightness == pytest.approx(1)
    assert likeness(clear, Image.new("RGB", (64, 64), "white")).mean == pytest.approx(1)


def test_what_is_no_picture_is_said(tmp_path):
    for wrong in (b"no picture", tmp_path / "none.png"):
        with pytest.raises(BadValue):
            measure(wrong)
