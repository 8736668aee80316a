"""Pictures in bodies: which files are taken, how they are read, and what is said of the others."""

import base64
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from helpers.practice.families.common import BadPicture, mask, picture
from tests.practice.wire import plain, sent


def ramp(width=96, height=64):
    """Dark at the left, bright at the right; red above, blue below."""
    out = np.zeros((height, width, 3), np.uint8)
    out[: height // 2, :, 0] = out[height // 2 :, :, 2] = np.linspace(20, 230, width)
    return out


def read(text, **limits):
    return picture({"image": text}, "image", **limits)


def refused(text, **limits):
    with pytest.raises(BadPicture) as caught:
        read(text, **limits)
    message = str(caught.value)
    assert message.startswith("Malformed input request: #/image: ")
    assert message.endswith(", please reformat your input and try again.")
    return message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_three_kinds_of_files(kind):
    got = read(sent(ramp(), kind))
    assert got.dtype == np.uint8
    assert np.abs(got.astype(int) - ramp()).mean() < 6


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_base64(end):
    text = sent(ramp())
    lines = [text[start : start + 76] for start in range(0, len(text), 76)]
    assert (read(end.join(lines) + end) == ramp()).all()


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "YCbCr", "LA", "RGBA", "PA"])
def test_every_way_to_keep_pixels(mode):
    kind = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    if mode == "PA":
        made = Image.fromarray(ramp()).quantize(16)
        made = sent(made, transparency=3)
    else:
        made = sent(Image.fromarray(ramp()).convert(mode), kind)
    got = read(made)
    assert got.shape == (64, 96, 4 if mode.endswith("A") else 3)
    grey = np.asarray(Image.fromarray(ramp()).convert("L"), int)
    light = np.asarray(Image.fromarray(got[..., :3]).convert("L"), int)
    difference = light.mean((0,)) - grey.mean((0,)) if mode == "1" else light - grey  # dots are as bright on average
    assert np.abs(difference).mean() < 12


def test_sixteen_bits_of_grey_are_not_cut_off():
    deep = np.tile(np.linspace(0, 65535, 96).astype(np.uint16), (64, 1))
    got = read(sent(Image.fromarray(deep)))
    np.testing.assert_allclose(got[0, :, 0], np.linspace(0, 255, 96), atol=1.5)


def test_a_picture_that_was_taken_upright_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: show it turned by 90 degrees clockwise
    got = read(sent(Image.fromarray(ramp()), "JPEG", exif=exif))
    assert got.shape == (96, 64, 3)
    assert got[:, :32, 2].mean() > got[:, 32:, 2].mean() + 50  # what was below is at the left now


def test_only_the_first_of_moving_pictures_counts():
    first, second = Image.fromarray(ramp()), Image.new("RGB", (96, 64), "white")
    got = read(sent(first, "WEBP", save_all=True, append_images=[second], lossless=True))
    assert np.abs(got.astype(int) - ramp()).mean() < 3


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM", "ICO"])
def test_other_files_are_refused_by_name(kind):
    assert f"{kind} is not a supported image format" in refused(sent(Image.fromarray(ramp()), kind))


WHOLE = base64.b64decode(plain(96, 64))
NO_PICTURE = {
    "empty": "",
    "words": "a cat",
    "not ascii": "고양이",
    "one letter": "A",
    "no padding": base64.b64encode(WHOLE).decode().rstrip("=") + "A",
    "data url": "data:image/png;base64," + base64.b64encode(WHOLE).decode(),
    "no image": base64.b64encode(b"hello" * 99).decode(),
    "cut off": base64.b64encode(WHOLE[: len(WHOLE) // 2]).decode(),
    "head alone": base64.b64encode(WHOLE[:24]).decode(),
    "svg": base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'/>").decode(),
}


@pytest.mark.parametrize("text", NO_PICTURE.values(), ids=NO_PICTURE.keys())
def test_what_is_no_picture(text):
    assert "could not be decoded" in refused(text)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_broken_files_are_refused_or_read_but_break_nothing(kind):
    rng = np.random.default_rng(1)
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = base64.b64decode(sent(Image.fromarray(ramp()), kind, exif=exif))
    for _ in range(150):
        broken = np.frombuffer(whole, np.uint8).copy()
        broken[rng.integers(len(broken), size=4)] = rng.integers(256, size=4)
        try:
            got = read(base64.b64encode(broken.tobytes()).decode())
        except BadPicture:
            continue
        assert got.dtype == np.uint8 and got.ndim == 3


@pytest.mark.parametrize(
    ("side", "said"),
    [(10_000, "the image has 100000000 pixels"), (20_000, "could not be decoded"), (2**31 - 1, "could not be decoded")],
)
def test_a_bomb_is_refused_before_it_goes_off(side, said):
    """A file of a few bytes that says it is huge."""
    header = b"IHDR" + struct.pack(">II", side, side) + WHOLE[24:29]
    bomb = WHOLE[:12] + header + struct.pack(">I", zlib.crc32(header)) + WHOLE[33:]
    assert said in refused(base64.b64encode(bomb).decode())


@pytest.mark.parametrize(("width", "height", "fits"), [(64, 64, True), (63, 64, False), (64, 63, False)])
def test_the_least_side(width, height, fits):
    if fits:
        assert read(plain(width, height)).shape == (height, width, 3)
    else:
        assert f"the sides are {width} and {height} pixels, each must have at least 64" in refused(plain(width, height))


@pytest.mark.parametrize(("width", "height", "fits"), [(3072, 3072, True), (3073, 3072, False), (2048, 4609, False)])
def test_the_most_pixels(width, height, fits):
    if fits:
        assert read(plain(width, height, 0, "L")).shape == (height, width, 3)
    else:
        assert f"has {width * height} pixels, it must have 4096 to 9437184" in refused(plain(width, height, 0, "L"))


@pytest.mark.parametrize(
    ("width", "height", "fits"), [(160, 64, True), (64, 160, True), (161, 64, False), (64, 161, False)]
)
def test_the_longest_shape(width, height, fits):
    if fits:
        assert read(plain(width, height)).shape == (height, width, 3)
    else:
        assert f"the sides are as {width} to {height}, the limit is 2.5 to 1" in refused(plain(width, height))


# ---- masks


def test_a_mask_of_another_size_is_stretched():
    half = np.zeros((10, 20), np.uint8)
    half[:, 10:] = 255
    got = mask({"mask": sent(half)}, "mask", np.zeros((64, 96, 3), np.uint8))
    assert got.shape == (64, 96)
    assert (got[:, :40].max(), got[:, 56:].min()) == (0, 1)


@pytest.mark.parametrize("size", [(1, 1), (96, 1), (1, 64), (3000, 2)])
def test_a_mask_may_be_a_line_or_a_dot(size):
    got = mask({"mask": plain(*size, 255, "L")}, "mask", np.zeros((64, 96, 3), np.uint8))
    assert got.shape == (64, 96)
    assert (got == 1).all()


def test_a_mask_keeps_its_greys():
    grey = np.tile(np.arange(96, dtype=np.uint8) * 2, (64, 1))
    got = mask({"mask": sent(grey)}, "mask", np.zeros((64, 96, 3), np.uint8))
    np.testing.assert_allclose(got * 255, grey, atol=0.01)


def test_without_a_mask_what_is_transparent_is_one():
    clear = np.full((64, 96, 4), 255, np.uint8)
    clear[:, 48:, 3] = 0
    clear[:, :8, 3] = 51
    got = mask({}, "mask", clear)
    np.testing.assert_allclose(got[0, [0, 20, 60]], [0.8, 0, 1], atol=1e-6)


def test_without_a_mask_something_must_be_transparent():
    with pytest.raises(BadPicture, match="#/mask: no mask was given, and the image has no transparent part"):
        mask({}, "mask", np.zeros((64, 96, 3), np.uint8))
