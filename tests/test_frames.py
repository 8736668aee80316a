"""Pictures side by side and in a table: captions are text, every picture has its alternative text."""

import html
import re

import numpy as np
import pytest
from PIL import Image

from helpers.errors import BadValue
from helpers.frames import TINY, Frame, Frames, as_html, as_image, in_table, side_by_side

pytestmark = pytest.mark.usefixtures("english")
SMALL = Image.new("RGB", (4, 4))


def alts(page):
    return [html.unescape(alt) for alt in re.findall(r'alt="([^"]*)"', page)]


def test_as_image_clips():
    picture = np.array([[[-7, -1, 0], [0.5, 1, 7]]], np.float32)
    assert np.asarray(as_image(picture)).tolist() == [[[0, 0, 128], [191, 255, 255]]]


def test_as_image_leaves_images_alone():
    image = Image.new("RGB", (3, 2))
    assert as_image(image) is image


def test_tiny_pictures_keep_their_pixels_and_large_ones_get_small():
    tiny, large = (as_html(Image.new("RGB", (size, size)), "", 50) for size in (TINY, TINY + 1))
    assert "pixelated" in tiny
    assert "pixelated" not in large


def test_side_by_side():
    shown = side_by_side({1: np.zeros((4, 4, 3)), "<b>": Image.new("RGB", (500, 500))}, 'a "cat"', columns=2, width=70)
    page = shown.as_html()
    assert alts(page) == ['a "cat", 1', 'a "cat", <b>']
    assert re.findall("<figcaption>(.*?)</figcaption>", page) == ["1", "&lt;b&gt;"]
    assert "repeat(2,minmax(0,70px))" in page
    assert repr(shown) == "<2 pictures: 1, <b>>"
    assert shown._repr_mimebundle_() == {"text/plain": repr(shown), "text/html": page}


def test_no_room_is_kept_for_frames_that_are_not_there():
    assert "repeat(1,minmax(0,512px))" in side_by_side({"": np.zeros((4, 4, 3))}, width=512).as_html()


def test_a_note_only_where_there_is_one():
    frame = Frame(((Image.new("RGB", (2, 2)), ""),), "")
    assert "<p>" not in Frames((frame,)).as_html()
    assert Frames((frame,), note="a & b").as_html().endswith("<p>a &amp; b</p></div>")


def test_whatever_holds_a_picture_is_shown(make_picture, tmp_path):
    picture = make_picture()
    assert as_image(picture).size == picture.size
    SMALL.save(tmp_path / "small.png")
    assert as_image(tmp_path / "small.png").size == SMALL.size
    with pytest.raises(BadValue):
        side_by_side({"nothing": None})


def test_a_table_has_heads_for_rows_and_columns():
    shown = in_table(
        {"<in>": {"hand": ("a mask", SMALL), "words": ("a <word>", SMALL)}, "out": {"words": ("b", SMALL)}}
    )
    page = shown._repr_mimebundle_()["text/html"]
    assert re.findall('<th scope="(.*?)".*?>(.*?)</th>', page) == [
        *(("col", "hand"), ("col", "words")),
        *(("row", "&lt;in&gt;"), ("row", "out")),
    ]
    assert alts(page) == ["<in>, hand: a mask", "<in>, words: a <word>", "out, words: b"]
    assert re.findall("<figcaption>(.*?)</figcaption>", page) == ["a mask", "a &lt;word&gt;", "b"]
    assert page.count("<td") == 5  # the corner, and the cell that has no picture, too
    assert repr(shown) == "<table of pictures: <in>, out>"


def test_a_table_of_nothing():
    assert "<img" not in in_table({}).as_html()
