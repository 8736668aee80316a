"""The pads without a browser: what comes out of them, what they take from a page, and what they say of the rest."""

import io
import re
import threading

import pytest
from PIL import Image, ImageDraw

import helpers
from helpers import text
from helpers.errors import BadValue
from helpers.input_image import HasImage, InputImage
from helpers.text import en
from helpers.widgets import MaskPad, SketchPad, pad
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")

SIZE = (64, 48)
HALF = (0, 0, 32, 48)  # the left one


@pytest.fixture
def mask_pad():
    return MaskPad(Image.new("RGB", SIZE, "teal"))


@pytest.fixture
def sketch_pad():
    return SketchPad(*SIZE[:1], 64)


def ink_file(box=HALF, size=SIZE, level=255, kind="PNG", mode="RGBA"):
    """A stroke as a page sends it: white, with the ink as its alpha channel."""
    image = Image.new("RGBA", size, (255, 255, 255, 0))
    ImageDraw.Draw(image).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=(255, 255, 255, level))
    out = io.BytesIO()
    image.convert(mode).save(out, kind)
    return out.getvalue()


class Page:
    """A page with the pad on it, as far as the kernel can tell."""

    def __init__(self, pad):
        self.pad, self.number, self.heard = pad, 0, []
        pad.send = lambda content, buffers=None: self.heard.append((content, buffers))

    def send(self, kind, *buffers, **more):
        self.number += 1
        content = {"kind": kind, "client": "page", "number": self.number} | more
        self.pad._handle_custom_msg(content, [memoryview(data) for data in buffers])
        assert self.pad._seen == ["page", self.number], "every message is answered, also a bad one"

    def paint(self, name="stroke-1", **more):
        self.send("ink", ink_file(**more), name=name)

    @property
    def complaint(self):
        return self.pad._notice["text"]


def painted(mask):
    """How many pixels are white, and that none is grey."""
    levels = mask.histogram()
    assert sum(levels[1:255]) == 0
    return levels[255]


class TestMask:
    def test_at_first_nothing_is_masked(self, mask_pad):
        assert (mask_pad.mask.mode, mask_pad.mask.size) == ("L", SIZE)
        assert painted(mask_pad.mask) == 0
        assert (mask_pad.share, mask_pad.steps) == (0, 0)

    def test_a_rectangle(self, mask_pad):
        mask_pad.set_rectangle(8, 4, 24, 20)
        assert mask_pad.mask.getbbox() == (8, 4, 24, 20)
        assert painted(mask_pad.mask) == 16 * 16
        mask_pad.set_rectangle(8, 4, 24, 12, erase=True)
        assert mask_pad.mask.getbbox() == (8, 12, 24, 20)

    @pytest.mark.parametrize("edges", [(0, 0, 65, 48), (-1, 0, 5, 5), (10, 0, 10, 5), (0, 9, 5, 5)])
    def test_a_rectangle_that_is_none(self, mask_pad, edges):
        with pytest.raises(BadValue, match="rectangle") as error:
            mask_pad.set_rectangle(*edges)
        assert "64 x 48" in error.value.cause
        assert mask_pad.steps == 0

    def test_invert_and_clear(self, mask_pad):
        mask_pad.set_rectangle(*HALF)
        mask_pad.invert()
        assert mask_pad.mask.getbbox() == (32, 0, 64, 48)
        mask_pad.clear()
        assert mask_pad.mask.getbbox() is None
        assert mask_pad.steps == 3
        mask_pad.clear()
        assert mask_pad.steps == 3, "there was nothing to clear"

    def test_undo_and_redo(self, mask_pad):
        mask_pad.set_rectangle(*HALF)
        mask_pad.invert()
        mask_pad.undo()
        assert mask_pad.mask.getbbox() == HALF
        mask_pad.undo()
        mask_pad.undo()  # there is no more
        assert (mask_pad.mask.getbbox(), mask_pad.share, mask_pad.steps) == (None, 0, 0)
        for _ in range(3):
            mask_pad.redo()
        assert (mask_pad.mask.getbbox(), mask_pad.share, mask_pad.steps) == ((32, 0, 64, 48), 0.5, 2)

    def test_what_was_undone_is_gone_after_another_step(self, mask_pad):
        mask_pad.set_rectangle(*HALF)
        mask_pad.undo()
        mask_pad.set_rectangle(0, 0, 8, 8)
        mask_pad.redo()
        assert mask_pad.mask.getbbox() == (0, 0, 8, 8)

    def test_so_many_steps_are_kept(self, mask_pad):
        for number in range(pad.MOST_STEPS + 10):
            mask_pad.set_rectangle(0, 0, number % 60 + 1, 1)
        assert len(mask_pad._history.files) == pad.MOST_STEPS + 1
        assert mask_pad.steps == pad.MOST_STEPS + 10
        for _ in range(pad.MOST_STEPS + 10):
            mask_pad.undo()
        assert (mask_pad.mask.getbbox(), mask_pad.steps) == ((0, 0, 10, 1), 10)

    def test_a_soft_edge(self, mask_pad):
        mask_pad.set_rectangle(*HALF)
        mask_pad.feather = 8
        row = [mask_pad.mask.getpixel((x, 24)) for x in range(64)]
        assert row == sorted(row, reverse=True)
        assert row[20] > 250 and 100 < row[31] < 156 and row[44] < 5, "soft over 8 pixels on either side"
        assert mask_pad.share == 0.5, "the share is that of what was painted"
        mask_pad.feather = 0
        assert painted(mask_pad.mask) == 32 * 48

    def test_what_is_given_out_is_a_copy(self, mask_pad):
        mask_pad.set_rectangle(*HALF)
        mask_pad.mask.paste(0, (0, 0, *SIZE))
        assert mask_pad.share == 0.5
        assert mask_pad.mask.getbbox() == HALF

    def test_a_large_picture_is_masked_smaller_and_the_mask_enlarged(self):
        large = MaskPad(Image.new("L", (4096, 1024)))
        assert large._work == [2048, 512]
        large.set_rectangle(1000, 0, 3000, 1024)
        assert large.mask.size == (4096, 1024)
        assert large.mask.getbbox() == (1000, 0, 3000, 1024)
        assert painted(large.mask) == 2000 * 1024

    def test_a_pad_without_a_picture_says_so(self):
        empty = MaskPad()
        for wish in (lambda: empty.mask, empty.invert, empty.as_image, lambda: empty.set_rectangle(0, 0, 1, 1)):
            with pytest.raises(BadValue, match="no picture"):
                wish()
        empty.clear()
        empty.undo()

    def test_no_picture(self):
        with pytest.raises(BadValue):
            MaskPad(b"no picture")

    def test_repr(self, mask_pad):
        mask_pad.set_rectangle(*HALF)
        assert repr(mask_pad) == "<MaskPad 64x48, 50% masked, 1 steps>"


class TestLoad:
    def test_a_mask_of_another_size(self, mask_pad):
        mask = Image.new("L", (128, 96))
        mask.paste(200, (64, 0, 128, 96))
        mask_pad.load(mask)
        assert mask_pad.mask.getbbox() == (32, 0, 64, 48)
        assert painted(mask_pad.mask) == 32 * 48
        mask_pad.undo()
        assert mask_pad.share == 0

    def test_of_a_picture_with_transparent_parts_those_are_masked(self, mask_pad):
        picture = Image.new("RGBA", SIZE, (255, 255, 255, 255))
        picture.paste((0, 0, 0, 0), HALF)
        mask_pad.load(picture)
        assert mask_pad.mask.getbbox() == HALF

    def test_another_pad(self, mask_pad):
        other = MaskPad(Image.new("RGB", SIZE))
        other.set_rectangle(*HALF)
        mask_pad.load(other)
        assert mask_pad.mask.getbbox() == HALF

    def test_a_drawing_is_fitted_into_the_middle(self, sketch_pad):
        drawing = Image.new("L", (64, 32), 255)
        drawing.paste(0, (0, 0, 64, 32))
        sketch_pad.load(drawing)
        assert sketch_pad.sketch.point(lambda level: 255 - level).getbbox() == (0, 16, 64, 48)


class TestAsAnImage:
    def test_a_pad_is_accepted_wherever_a_picture_is(self, mask_pad):
        mask_pad.set_rectangle(*HALF)
        assert isinstance(mask_pad, HasImage)
        given = InputImage.of(mask_pad, "mask")
        assert (given.format, given.width, given.height) == ("PNG", *SIZE)
        assert given.decoded().getbbox() == HALF

    def test_anything_that_has_an_image(self):
        class Camera:
            def as_image(self):
                return Image.new("RGB", (3, 2))

        assert InputImage.of(Camera()).size_text == "3 x 2"

    def test_an_empty_mask_is_refused_before_it_costs(self, mask_pad):
        with pytest.raises(BadValue, match="empty mask"):
            helpers.inpaint(mask_pad.picture, mask_pad, "a hat")

    def test_an_empty_sketch_is_refused(self, sketch_pad):
        with pytest.raises(BadValue, match="empty sheet"):
            helpers.from_sketch(sketch_pad, "a house")

    @pytest.mark.usefixtures("folder", "unconnected")
    def test_inpaint(self):
        helpers.connect("practice")
        before = Image.new("RGB", (256, 256), "skyblue")
        mask_pad = MaskPad(before)
        mask_pad.set_rectangle(16, 16, 112, 112)
        after = helpers.inpaint(before, mask_pad, "a hot air balloon", seed=3).image.convert("RGB")
        kept, changed = (176, 0, 256, 256), (16, 16, 112, 112)
        assert before.crop(kept).tobytes() == after.crop(kept).tobytes()
        assert before.crop(changed).tobytes() != after.crop(changed).tobytes()

    @pytest.mark.usefixtures("folder", "unconnected")
    def test_from_sketch(self):
        helpers.connect("practice")
        sheet = SketchPad(256, 256)
        Page(sheet).paint(box=(50, 100, 200, 104), size=(256, 256))
        assert helpers.from_sketch(sheet, "a house", seed=3).image.size


class TestSketch:
    def test_black_on_white(self, sketch_pad):
        assert sketch_pad.sketch.getextrema() == (255, 255)
        Page(sketch_pad).paint(box=(8, 8, 16, 16), size=(64, 64), level=100)
        assert sketch_pad.sketch.getextrema() == (155, 255), "its lines are soft"
        assert sketch_pad.as_image().mode == "RGB"
        assert repr(sketch_pad) == "<SketchPad 64x64, 1% black, 1 steps>"

    @pytest.mark.parametrize("size", [(63, 64), (64, 2049), (64.5, 64)])
    def test_a_size_no_sketch_has(self, size):
        with pytest.raises(BadValue):
            SketchPad(*size)


class TestThePage:
    """What a page sends. Nothing of it may raise: nobody would see it."""

    def test_a_stroke(self, mask_pad):
        page = Page(mask_pad)
        page.paint()
        assert mask_pad.mask.getbbox() == HALF
        assert (mask_pad.share, mask_pad.steps, page.complaint) == (0.5, 1, "")
        assert mask_pad._steps == {"now": "stroke-1", "past": [""], "future": [], "count": 1}

    def test_the_mask_is_black_and_white_whatever_the_browser_made_of_it(self, mask_pad):
        Page(mask_pad).paint(level=130)
        assert painted(mask_pad.mask) == 32 * 48

    def test_undo_and_redo(self, mask_pad):
        page = Page(mask_pad)
        page.paint()
        page.send("undo")
        page.send("undo")
        assert mask_pad.share == 0
        page.send("redo")
        page.send("redo")
        assert mask_pad.share == 0.5

    def test_it_can_ask_for_ink_that_it_has_not(self, mask_pad):
        page = Page(mask_pad)
        page.paint()
        page.send("need", name="stroke-1")
        assert page.heard == [({"kind": "ink", "name": "stroke-1"}, [ink_file()])]
        page.send("need", name="gone")
        page.send("need", name=["no", "name"])
        assert len(page.heard) == 1

    def test_what_is_made_here_can_be_drawn_there(self, mask_pad):
        page = Page(mask_pad)
        mask_pad.set_rectangle(*HALF)
        page.send("need", name=mask_pad._steps["now"])
        (_, [file]) = page.heard[0]
        with Image.open(io.BytesIO(file)) as image:
            assert image.getchannel("A").getbbox() == HALF

    @pytest.mark.parametrize(
        ("file", "said"),
        [
            (b"", "0 bytes"),
            (b"\x89PNG\r\n\x1a\n", "8 bytes"),
            (ink_file(size=(64, 49)), "64 x 49"),
            (ink_file(size=(6000, 6000)), "6000 x 6000"),
            (ink_file(kind="WEBP"), "WEBP"),
            (ink_file(mode="RGB"), "transparent"),
            (ink_file()[:-40], "cut off"),
            (bytes(pad.MOST_BYTES + 1), "10,000,001 bytes"),
        ],
        ids=["nothing", "head", "size", "bomb", "format", "no ink", "cut off", "heavy"],
    )
    def test_a_bad_stroke_is_told_of(self, mask_pad, file, said):
        page = Page(mask_pad)
        page.paint()
        page.send("ink", file, name="stroke-2")
        assert said in page.complaint
        assert page.complaint.startswith("Not taken from the page: ")
        assert mask_pad._steps["now"] == "stroke-1", "the page goes back to that"

    @pytest.mark.parametrize("name", [None, 7, "", "x" * 41, "<b>", "stroke-1"])
    def test_a_name_no_step_has(self, mask_pad, name):
        page = Page(mask_pad)
        page.paint()
        page.send("ink", ink_file((0, 0, 4, 4)), name=name)
        assert page.complaint
        assert mask_pad.share == 0.5

    @pytest.mark.parametrize("buffers", [[], [ink_file(), ink_file()]])
    def test_not_one_file(self, mask_pad, buffers):
        page = Page(mask_pad)
        page.send("ink", *buffers, name="stroke-1")
        assert page.complaint and mask_pad.steps == 0

    @pytest.mark.parametrize("kind", ["paint", None, 5, ["ink"]])
    def test_a_message_nobody_knows(self, mask_pad, kind):
        page = Page(mask_pad)
        page.send(kind)
        assert repr(kind) in page.complaint

    def test_the_same_complaint_twice_is_told_twice(self, mask_pad):
        page = Page(mask_pad)
        page.send("paint")
        page.send("paint")
        assert mask_pad._notice["number"] == 2

    def test_words_and_feather(self, mask_pad):
        page = Page(mask_pad)
        page.send("words", value="the sky")
        page.send("feather", value=12)
        assert (mask_pad.words, mask_pad.feather, page.complaint) == ("the sky", 12, "")

    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            *(("feather", value) for value in ("12", None, True, -1, 101, float("nan"))),
            *(("words", value) for value in (None, 5, "x" * 10_001)),
        ],
    )
    def test_settings_that_are_none(self, mask_pad, kind, value):
        page = Page(mask_pad)
        page.send(kind, value=value)
        assert page.complaint
        assert (mask_pad.words, mask_pad.feather) == ("", 0)

    def test_a_sketch_has_neither(self, sketch_pad):
        page = Page(sketch_pad)
        page.send("words", value="a house")
        page.send("picture", image_file())
        assert sketch_pad._notice["number"] == 2

    def test_another_picture(self, mask_pad):
        page = Page(mask_pad)
        page.paint()
        page.send("picture", image_file("JPEG", (90, 70)))
        assert (mask_pad.size, mask_pad.share, mask_pad.steps) == ((90, 70), 0, 0)
        assert (mask_pad.picture.format, page.complaint) == ("JPEG", "")
        page.send("undo")
        assert mask_pad.mask.size == (90, 70)

    @pytest.mark.parametrize(
        "file", [b"no picture", image_file("GIF"), image_file()[:-30], image_file(size=(4000, 3000))]
    )
    def test_a_bad_picture_leaves_the_last_one(self, mask_pad, file):
        page = Page(mask_pad)
        page.paint()
        page.send("picture", file)
        assert page.complaint
        assert (mask_pad.size, mask_pad.share) == (SIZE, 0.5)

    def test_the_preview(self):
        wide = MaskPad(Image.new("RGB", (1600, 900), "teal"))
        with Image.open(io.BytesIO(wide._preview)) as preview:
            assert (preview.format, preview.size) == ("WEBP", (768, 432))
        assert len(wide._preview) < 5000

    def test_what_goes_down_after_a_stroke(self, mask_pad, monkeypatch):
        page, sent = Page(mask_pad), []
        monkeypatch.setattr(mask_pad, "send_state", lambda names=None: sent.append(set(names)))
        page.paint()
        assert sent == [{"_steps", "_seen"}], "one message, and no picture in it"


class TestObservers:
    def test_they_are_called_after_every_change(self, mask_pad):
        seen = []
        mask_pad.on_change(lambda pad: seen.append(pad.share))
        page = Page(mask_pad)
        page.paint()
        page.send("words", value="no change of the mask")
        mask_pad.invert()
        mask_pad.clear()
        mask_pad.clear()
        mask_pad.undo()
        assert seen == [0.5, 0.5, 0, 0.5]

    def test_one_that_raises_is_told_of_and_the_stroke_stays(self, mask_pad):
        def fail(pad):
            raise ZeroDivisionError("a bug")

        mask_pad.on_change(fail)
        page = Page(mask_pad)
        page.paint()
        assert "ZeroDivisionError: a bug" in page.complaint
        assert mask_pad.share == 0.5
        mask_pad.off_change(fail)
        mask_pad.clear()
        assert mask_pad._notice["number"] == 1

    def test_an_observer_of_a_trait_that_raises(self, mask_pad):
        mask_pad.observe(lambda change: 1 / 0, "share")
        page = Page(mask_pad)
        page.paint()
        assert "ZeroDivisionError" in page.complaint

    def test_strokes_and_cells_in_different_threads(self, mask_pad):
        page, rounds = Page(mask_pad), 30
        strokes = threading.Thread(target=lambda: [page.paint(f"s-{number}") for number in range(rounds)])
        strokes.start()
        for _ in range(rounds):
            mask_pad.invert()
            assert mask_pad.mask.size == SIZE
        strokes.join()
        assert mask_pad.steps == 2 * rounds
        assert page.complaint == ""


class TestWords:
    def test_the_language_is_chosen_when_it_is_made(self, mask_pad, monkeypatch):
        monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", "ko")
        assert mask_pad._text["undo"] == "Undo"
        assert SketchPad()._text["undo"] == "되돌리기"

    def test_the_page_says_only_what_there_is_and_nothing_is_there_in_vain(self):
        script = MaskPad._esm
        keys = text.templates("pad.page.").keys()
        # Those that are put together of pieces: one of a mask and one of a sketch, one for each look.
        pieces = ("canvas_", "start_", "share_", "look_")
        named = set(re.findall(r'"(\w+)"|\b(\w+): "', script))
        named = {word for pair in named for word in pair}
        assert [key for key in keys if key not in named and not key.startswith(pieces)] == []
        said = re.findall(r'(?:say|button|opener|slider|commit)\(\s*"(\w+)"', script)
        assert [key for key in said if key not in keys and key not in text.templates("page.")] == []

    def test_blanks_are_filled_by_the_page(self):
        assert text.templates("pad.page.")["stroke"] == en.SENTENCES["pad.page.stroke"]
        assert "{number}" in en.SENTENCES["pad.page.stroke"]
