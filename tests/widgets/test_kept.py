"""What stays of a studio in the saved notebook."""

import io

import numpy as np
import pytest
from PIL import Image

from helpers.text import say
from helpers.widgets import kept
from helpers.widgets.kept import MOST_KEPT, Kept

pytestmark = pytest.mark.usefixtures("english", "folder")
HOSTILE = '<img src=x onerror="harm()"> 고양이 \ud83e'


def noise(seed):
    """As heavy a picture as there is: nothing of it can be left out."""
    out = io.BytesIO()
    pixels = np.random.default_rng(seed).integers(0, 255, (700, 700, 3), np.uint8)
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def test_twenty_heavy_pictures_are_less_than_a_megabyte(make_picture):
    pictures = [make_picture(f"picture {number}", data=noise(number)) for number in range(3)]
    made = kept.kept(pictures * 7, "k")
    assert made.count("<img") == MOST_KEPT
    assert 300_000 < len(made.encode()) < 1_000_000


def test_the_newest_come_first_and_how_many_there_are_is_said(make_picture):
    made = kept.kept([make_picture(f"picture-{number}") for number in range(MOST_KEPT + 3)], "k")
    assert made.index("picture-22") < made.index("picture-21") and "picture-2<" not in made
    assert f"{MOST_KEPT} of {MOST_KEPT + 3} pictures" in made


def test_a_file_beside_the_notebook_is_linked_and_no_other(make_picture, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert 'href="pictures/a%20b.png"' in kept.kept([make_picture(path=tmp_path / "pictures" / "a b.png")], "k")
    assert "href" not in kept.kept([make_picture(path=tmp_path.parent / "c.png"), make_picture()], "k")


def test_a_hostile_prompt_is_text(make_picture):
    made = kept.kept([make_picture(HOSTILE)], "k")
    assert "<img src=x" not in made and "&lt;img src=x" in made and "mathjax_ignore" in made
    made.encode()  # half a character would stop the message


def test_a_picture_that_cannot_be_looked_at_does_not_hide_the_others(make_picture):
    made = kept.kept([make_picture("whole"), make_picture("broken", data=b"\x89PNG broken")], "k")
    assert made.count("<figure") == 2 and made.count("<img") == 1


def test_nothing_is_said_of_no_pictures():
    assert "<p>" not in kept.kept([], "k")


class Handle:
    def __init__(self):
        self.updates = []

    def update(self, shown):
        self.updates.append(shown.data)


def test_it_is_replaced_only_when_pictures_have_come(make_picture):
    output, handle = Kept("k"), Handle()
    output.update([make_picture("unseen")])  # not shown yet: nothing to replace
    output._handle = handle
    pictures = [make_picture("one")]
    output.update(pictures)
    output.update(pictures)
    output.update([*pictures, make_picture("two")])
    assert [shown.count("<figure") for shown in handle.updates] == [1, 2]


def test_outside_of_a_notebook_there_is_none():
    output = Kept("k")
    output.show()
    assert output._handle is None
    assert say("studio_kept", shown=1, count=1, folder="f")
