"""The note in a PNG: what was written is read, and nothing else is believed."""

import base64
import io
import json
import zlib

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from helpers.practice import note
from helpers.practice.engine import Order, draw
from helpers.practice.shown import Shown, framed, joined, step_of, under, visible


@pytest.fixture(scope="module")
def drawing():
    return draw(Order("a white cat and a black dog in a meadow", width=256, height=192, steps=5, seed=7))


def file(pixels, info=None, kind="PNG"):
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, kind, **({} if info is None else {"pnginfo": info}))
    return out.getvalue()


def noted(text, pixels):
    info = PngInfo()
    info.add_text(note.KEY, text)
    return file(pixels, info)


@pytest.fixture(scope="module")
def text(drawing):
    """The note as it stands in the file."""
    data = file(drawing.pixels, note.written(drawing.known, drawing.pixels))
    return Image.open(io.BytesIO(data)).info[note.KEY]


def unpacked(text):
    line, _, masks = zlib.decompress(base64.b64decode(text)).partition(b"\n")
    return json.loads(line), masks


def packed(head, masks):
    return base64.b64encode(zlib.compress(json.dumps(head).encode() + b"\n" + masks)).decode()


def test_a_drawing_knows_its_figures_and_where_they_are_seen(drawing):
    assert sorted((figure.subject, figure.colour) for figure in drawing.known) == [("cat", "white"), ("dog", "black")]
    whole = sum(figure.alpha for figure in drawing.known)
    assert whole.max() <= 1 + 1e-5
    light = drawing.pixels.astype(float).mean(2)
    cat, dog = (next(f.alpha for f in drawing.known if f.subject == name) > 0.9 for name in ("cat", "dog"))
    assert light[cat].mean() > light[dog].mean() + 80


def test_what_was_written_is_read(drawing, text):
    known = note.read(noted(text, drawing.pixels), drawing.pixels)
    assert [(f.subject, f.colour) for f in known] == [(f.subject, f.colour) for f in drawing.known]
    for one, other in zip(known, drawing.known, strict=True):
        assert np.abs(one.alpha - other.alpha).max() <= 0.5 / note.LEVELS + 1e-6
        assert np.abs(one.trace - other.trace).max() <= 0.5
    assert len(text) < 6000


def test_it_says_nothing_of_the_words(text):
    head, _ = unpacked(text)
    assert set(head) == {"v", "size", "of", "figures"}
    assert "meadow" not in json.dumps(head)


def test_scenery_alone_is_known_to_show_nobody():
    drawing = draw(Order("a mountain lake", width=128, height=128, steps=2))
    assert drawing.known == ()
    assert note.read(file(drawing.pixels, note.written((), drawing.pixels)), drawing.pixels) == ()


def test_it_counts_for_the_very_pixels_it_was_written_for_alone(drawing, text):
    other = drawing.pixels.copy()
    other[0, 0, 0] ^= 1
    assert note.read(noted(text, other), other) is None
    assert note.read(noted(text, other), other[:, ::-1]) is None
    clear = np.dstack([drawing.pixels, np.full(other.shape[:2], 255, np.uint8)])
    assert note.read(noted(text, clear), clear) is None


def test_without_a_note_nothing_is_known(drawing):
    assert note.read(file(drawing.pixels), drawing.pixels) is None
    assert note.read(file(drawing.pixels, kind="JPEG"), drawing.pixels) is None
    assert note.read(b"no file at all", drawing.pixels) is None


@pytest.mark.parametrize("end", [0, 1, 30, -30, -1])
def test_a_note_that_is_cut_off_is_none(drawing, text, end):
    assert note.read(noted(text[:end], drawing.pixels), drawing.pixels) is None


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": None},
        {"of": "0" * 18},
        {"of": 7},
        {"size": [256, -192]},
        {"size": [0, 0]},
        {"size": [192, 256]},
        {"size": [10**9, 10**9]},
        {"size": [1024, 768], "figures": [["cat", None, [0, 0, 0, 0], [0, 0, 0, 0]]]},
        {"size": [256.0, 192]},
        {"size": [True, 192]},
        {"size": [256]},
        {"size": "no"},
        {"figures": None},
        {"figures": []},
        {"figures": [["cat", None]]},
        {"figures": [["cat", None, [0, 0, 300, 1], [0, 0, 0, 0]]]},
        {"figures": [["cat", None, [-1, 0, 1, 1], [0, 0, 0, 0]]]},
        {"figures": [["cat", None, [5, 5, 1, 1], [0, 0, 0, 0]]]},
        {"figures": [["cat", None, [0, 0, 256, 192], [0, 0, 256, 192]]]},
        {"figures": [["a word", None, [0, 0, 0, 0], [0, 0, 0, 0]]]},
        {"figures": [[["cat"], None, [0, 0, 0, 0], [0, 0, 0, 0]]]},
        {"figures": [["cat", "a word", [0, 0, 0, 0], [0, 0, 0, 0]]]},
        {"figures": [["cat", None, [0, 0, 0, 0], [0, 0, 0, 0]]] * 40},
    ],
)
def test_a_note_that_is_absurd_is_none(drawing, text, change):
    head, masks = unpacked(text)
    assert note.read(noted(packed(head | change, masks), drawing.pixels), drawing.pixels) is None


def test_steps_beyond_all_are_none(drawing, text):
    head, masks = unpacked(text)
    assert note.read(noted(packed(head, bytes([200]) * len(masks)), drawing.pixels), drawing.pixels) is None


@pytest.mark.parametrize("line", [b"[" * 100_000, b"7", b"[]", b"\xff", b'{"v": 1}', b'{"v": Infinity}', b""])
def test_what_is_no_note_is_none(drawing, line):
    text = base64.b64encode(zlib.compress(line + b"\n")).decode()
    assert note.read(noted(text, drawing.pixels), drawing.pixels) is None


def test_a_bomb_is_not_unpacked(drawing):
    bomb = zlib.compressobj(9)
    data = b"".join(bomb.compress(bytes(1 << 20)) for _ in range(20)) + bomb.flush()
    text = base64.b64encode(data).decode()
    assert len(text) < note.MOST_TEXT
    assert note.read(noted(text, drawing.pixels), drawing.pixels) is None


# ---- masks


def figure(alpha, subject="cat"):
    return Shown(subject, None, alpha.astype(np.float32), alpha.astype(np.float32))


def test_what_stands_before_another_hides_it():
    far, near = np.ones((4, 4), np.float32), np.zeros((4, 4), np.float32)
    near[:, 2:] = 0.75
    seen = visible([far, near])
    assert seen[0][0].tolist() == [1, 1, 0.25, 0.25]
    assert seen[1][0].tolist() == [0, 0, 0.75, 0.75]


def test_masks_have_about_one_size():
    assert [step_of(*size) for size in ((192, 128), (512, 512), (1024, 1024), (1344, 768))] == [1, 2, 4, 4]


def test_a_frame_that_is_wider_moves_what_is_in_it():
    alpha = np.zeros((100, 100), np.float32)
    alpha[40:60, 40:60] = 1
    (moved,) = framed((figure(alpha),), (-100, 0, 100, 100), (100, 100))
    rows, columns = np.nonzero(moved.alpha > 0.5)
    height, width = moved.alpha.shape
    assert width == pytest.approx(2 * height, abs=2)
    assert columns.mean() / width == pytest.approx(0.75, abs=0.02)
    assert rows.mean() / height == pytest.approx(0.5, abs=0.02)
    assert framed(None, (0, 0, 1, 1), (2, 2)) is None


def test_what_is_nearly_gone_is_gone():
    alpha = np.ones((10, 10))
    left, half = np.zeros((20, 20), np.float32), np.zeros((20, 20), np.float32)
    left[:, :4], half[:, :10] = 1, 1
    assert under((figure(alpha),), left) == ()
    (kept,) = under((figure(alpha),), half)
    assert kept.alpha[:, :5].all()
    assert not kept.alpha[:, 5:].any()


def test_old_and_new_figures_get_masks_of_one_size():
    both = joined((figure(np.ones((10, 10))),), (figure(np.eye(20), "dog"),))
    assert [(one.subject, one.alpha.shape, one.trace.shape) for one in both] == [
        ("cat", (10, 10), (10, 10)),
        ("dog", (10, 10), (10, 10)),
    ]
    assert joined(None, None) == ()
