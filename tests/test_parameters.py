"""Parameters that other tools left in a picture are read back."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from helpers import parameters
from helpers.parameters import Parameters

TEXT = """a red fox, (snow:1.3), <lora:soft:0.8>
by a river: dawn
Negative prompt: blurry, text,
watermark
Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 4294967295, Size: 512x768, Model hash: 6ce0161689, \
Lora hashes: "soft: ab12, hard: \\"cd34\\"", Version: v1.6.0"""


def picture(kind="PNG", **more):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind, **more)
    return out.getvalue()


def png(text, chunk="parameters", compressed=False):
    info = PngImagePlugin.PngInfo()
    info.add_itxt(chunk, text, zip=compressed)
    return picture(pnginfo=info)


def exif(comment):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = comment
    return exif


def test_all_three_parts():
    found = parameters.read(TEXT)
    assert found.prompt == "a red fox, (snow:1.3), <lora:soft:0.8>\nby a river: dawn"
    assert found.negative_prompt == "blurry, text,\nwatermark"
    assert found.settings["Sampler"] == "DPM++ 2M Karras"
    assert found.settings["Size"] == "512x768"
    assert found.settings["Lora hashes"] == 'soft: ab12, hard: "cd34"'
    assert found.settings["Version"] == "v1.6.0"
    assert found.seed == 2**32 - 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a cat", Parameters("a cat")),
        ("a cat, time: noon, place: home", Parameters("a cat, time: noon, place: home")),
        ("a cat\nNegative prompt: dogs", Parameters("a cat", "dogs")),
        ("Negative prompt: dogs", Parameters("", "dogs")),
        ("Steps: 1, Seed: 2, Size: 8x8", Parameters("", "", {"Steps": "1", "Seed": "2", "Size": "8x8"})),
        ("여우\r\nSteps: 1, Seed: 2, Size: 8x8", Parameters("여우", "", {"Steps": "1", "Seed": "2", "Size": "8x8"})),
    ],
)
def test_parts_that_are_missing(text, found):
    assert parameters.read(text) == found


@pytest.mark.parametrize("seed", ["-1", "4294967296", "1e3", "٣", "", "9" * 5000])
def test_a_seed_that_no_model_here_takes(seed):
    assert parameters.read(f"a cat\nSteps: 1, Size: 8x8, Sampler: a, Seed: {seed}").seed is None


@pytest.mark.parametrize("compressed", [False, True])
def test_from_a_png(compressed):
    assert parameters.of_picture(png(TEXT, compressed=compressed)) == parameters.read(TEXT)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_from_exif(kind):
    wide = picture(kind, exif=exif(b"UNICODE\0" + TEXT.encode("utf-16-be")))
    assert parameters.of_picture(wide) == parameters.read(TEXT)
    plain = picture(kind, exif=exif(b"ASCII\0\0\0a cat"))
    assert parameters.of_picture(plain) == Parameters("a cat")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        picture(),
        picture("JPEG"),
        png("a cat", chunk="Comment"),
        png(" \n"),
        png(TEXT)[:40],
        picture("GIF"),
    ],
    ids=["nothing", "words", "png", "jpeg", "another chunk", "blank", "cut off", "gif"],
)
def test_a_picture_without_any(data):
    assert parameters.of_picture(data) is None


def test_an_encoding_that_nobody_names():
    assert parameters.of_picture(picture("JPEG", exif=exif(b"JIS\0\0\0\0\0abc"))) is None


@given(st.text(max_size=300))
def test_any_text_is_a_prompt(text):
    found = parameters.read(text)
    assert found.prompt in text.strip() and len(found.negative_prompt) <= len(text)


def test_a_long_text_takes_no_long_time():
    """A line of quotes and colons must not make the search go back over itself; only so much of it is read at all."""
    for line in ('a: "' * 50_000, 'a: "\\' + "\\" * 200_000, ":" * 200_000, "a " * 100_000):
        assert len(parameters.read("x\n" + line).prompt) <= parameters.LONGEST
